//! A number and the words behind it: what a text says before the field has its say, and what the field
//! makes of it.

use super::fault::Fault;
use super::unit::{Word, lookup, size};
use super::{Conventions, DataUnits, Dim, Kind, Period, Quantity, number};

/// Largest value of a field, in base units, so that products of several stay finite.
pub(super) const LARGEST: f64 = 1e30;

/// A text taken apart: signs, a number, and the words behind it.
#[derive(Clone, Copy)]
pub(super) struct Parts<'a> {
    pub negative: bool,
    /// With a dollar sign.
    pub money: bool,
    /// With `×` before the number.
    pub times: bool,
    pub number: f64,
    /// What stands behind the number, the unit and its magnitude.
    pub unit: &'a str,
}

/// What a text says: a value and its unit, not yet fitted to a field.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reading {
    pub value: f64,
    pub dim: Dim,
    pub period: Period,
    pub percent: bool,
    pub times: bool,
    pub item: bool,
    /// The factor of `k`, `M`, million in the value.
    pub scale: f64,
    /// What of the value and the dimension stands behind a slash.
    pub below: (f64, Dim),
    /// The value and the dimension if a lone `M` counts instead of being a size.
    pub plain: Option<(f64, Dim)>,
}

impl Reading {
    pub(super) const fn of(q: Quantity) -> Reading {
        Reading {
            value: q.value,
            dim: q.dim,
            period: q.period,
            percent: false,
            times: false,
            item: false,
            scale: 1.0,
            below: (1.0, Dim::NONE),
            plain: None,
        }
    }

    pub(super) const fn quantity(&self) -> Quantity {
        Quantity::new(self.value, self.dim, self.period)
    }

    /// Growth is by the year whether that is written or not.
    pub(super) fn yearly(self, kind: Kind) -> Reading {
        if kind == Kind::Growth && self.dim == Dim::PER_TIME && self.period == Period::Year {
            Reading {
                dim: Dim::NONE,
                below: (1.0, Dim::NONE),
                ..self
            }
        } else {
            self
        }
    }

    /// A number without any unit, which takes that of its field.
    pub(super) fn bare(&self) -> bool {
        self.dim == Dim::NONE && !self.percent && !self.times && !self.item
    }
}

/// Takes a text apart.
pub(super) fn parts(text: &str) -> Result<Parts<'_>, Fault<'_>> {
    let sign = ['-', '−'];
    let (mut negative, mut rest) = stripped(text, &sign);
    let (money, after) = stripped(rest, &['$']);
    rest = after.trim_start();
    if money && !negative {
        (negative, rest) = stripped(rest, &sign);
    }
    let (times, after) = stripped(rest, &['×', 'x', 'X']);
    if times {
        rest = after.trim_start();
    }
    if !negative {
        rest = rest.strip_prefix('+').unwrap_or(rest);
    }
    let (number, unit) = number::read(rest)?;
    Ok(Parts {
        negative,
        money,
        times,
        number,
        unit,
    })
}

fn stripped<'a>(text: &'a str, prefixes: &[char]) -> (bool, &'a str) {
    match text.strip_prefix(prefixes) {
        Some(after) => (true, after),
        None => (false, text),
    }
}

/// Reads the unit of a text that was taken apart.
pub(super) fn reading<'a>(
    parts: &Parts<'a>,
    kind: Kind,
    conv: Conventions,
) -> Result<Reading, Fault<'a>> {
    if kind == Kind::Ratio
        && let Some((unit, other)) = parts.unit.split_once(':')
    {
        let left = reading(&Parts { unit, ..*parts }, kind, conv)?;
        let right = number::read(other.trim_start())?;
        let right = units(right.0, right.1, kind, conv)?;
        if right.value == 0.0 {
            return Err(Fault::Zero);
        }
        return Ok(Reading {
            value: left.value / right.value,
            ..left
        });
    }
    let mut reading = units(parts.number, parts.unit, kind, conv)?;
    if matches!(kind, Kind::Data | Kind::DataRate)
        && let Ok(plain) = units(parts.number, parts.unit, Kind::Count, conv)
        && plain.dim.data < reading.dim.data
    {
        reading.plain = Some((plain.value, plain.dim));
    }
    Ok(signed(reading.yearly(kind), parts))
}

/// Adds what stands before the number.
pub(super) fn signed(mut reading: Reading, parts: &Parts<'_>) -> Reading {
    reading.times |= parts.times;
    if parts.money {
        reading.dim = reading.dim * Dim::MONEY;
    }
    if parts.negative && reading.value != 0.0 {
        reading.value = -reading.value;
        reading.plain = None;
    }
    reading
}

/// What a field of this kind makes of a reading.
pub(super) fn settle(
    reading: &Reading,
    kind: Kind,
    conv: Conventions,
) -> Result<Quantity, Fault<'static>> {
    if reading.value < 0.0 && kind != Kind::Growth {
        return Err(Fault::Negative);
    }
    if reading.times && kind != Kind::Factor && !(reading.item && reading.dim != Dim::NONE) {
        return Err(Fault::Other("a factor"));
    }
    let q = fit(reading, kind, conv)?;
    if q.value.abs() <= LARGEST {
        Ok(q)
    } else {
        Err(Fault::TooLarge)
    }
}

/// Reads the words behind the number.
pub(super) fn units(
    value: f64,
    text: &str,
    kind: Kind,
    conv: Conventions,
) -> Result<Reading, Fault<'_>> {
    let mut reading = Reading::of(Quantity::scalar(value));
    let mut rest = text.trim_start();
    let (mut below, mut open, mut counted) = (false, false, false);
    while let Some(first) = rest.chars().next() {
        if first.is_ascii_digit() || first == '.' {
            if rest.starts_with("..") {
                return Err(Fault::Range);
            }
            // A number behind a slash, once: $0.10/1000.
            let (number, after) = number::read(rest)?;
            if kind != Kind::UnitPrice || !open || counted {
                return Err(Fault::Unclear);
            }
            if number == 0.0 {
                return Err(Fault::Zero);
            }
            reading.value /= number;
            reading.below.0 /= number;
            (counted, open, rest) = (true, false, after.trim_start());
            continue;
        }
        if matches!(first, '-' | '–' | '—' | '−' | '±' | '…' | '+' | '·') {
            let after = rest[first.len_utf8()..].trim_start();
            if after.is_empty() || !after.starts_with(char::is_alphabetic) || open {
                return Err(if matches!(first, '·' | '+') && !after.is_empty() {
                    Fault::Unclear
                } else {
                    Fault::Range
                });
            }
            if !matches!(first, '-' | '·') {
                return Err(Fault::Unclear);
            }
            rest = after;
            continue;
        }
        let length = if first.is_alphabetic() {
            rest.find(|c: char| !c.is_alphabetic())
                .unwrap_or(rest.len())
        } else {
            first.len_utf8()
        };
        let (word, after) = rest.split_at(length);
        let word = match word {
            "/" => Word::Per,
            _ if !first.is_alphabetic() && !matches!(first, '$' | '%' | '×' | '¢') => {
                return Err(Fault::Unclear);
            }
            _ => lookup(word, below, kind, conv)?,
        };
        match word {
            Word::To => return Err(Fault::Range),
            Word::And if !below || open => return Err(Fault::Unclear),
            Word::Per if open => return Err(Fault::Unclear),
            Word::Per | Word::And => (below, open) = (true, true),
            _ => {
                open = false;
                reading.apply(word, below)?;
            }
        }
        rest = after.trim_start();
    }
    if open {
        Err(Fault::Unclear)
    } else {
        Ok(reading)
    }
}

impl Reading {
    fn apply(&mut self, word: Word, below: bool) -> Result<(), Fault<'static>> {
        let (factor, dim) = match word {
            Word::Scale(factor) => (factor, Dim::NONE),
            Word::Data(bytes) | Word::Bits(bytes) => (bytes, Dim::DATA),
            Word::Time(factor, period) => {
                self.period = period;
                (factor, Dim::TIME)
            }
            Word::DataPerSecond(bytes) => (bytes, Dim::DATA_RATE),
            Word::PerTime(period) => {
                self.period = period;
                (1.0, Dim::PER_TIME)
            }
            Word::User => (1.0, Dim::USER),
            Word::Money(dollars) => (dollars, Dim::MONEY),
            Word::Percent => {
                self.percent = true;
                (0.01, Dim::NONE)
            }
            Word::Times => {
                self.times = true;
                self.item = true;
                (1.0, Dim::NONE)
            }
            Word::Item => {
                self.item = true;
                (1.0, Dim::NONE)
            }
            Word::Per | Word::And | Word::To => (1.0, Dim::NONE),
        };
        // Each unit once, and nothing behind a sign that ends the text: “3 years 2 months”, “5 % %”.
        let twice = (dim.time != 0 && self.dim.time != 0) || (dim.data != 0 && self.dim.data != 0);
        let scaled_unit = matches!(word, Word::Scale(_)) && self.dim != Dim::NONE && !below;
        let odd = below
            && matches!(
                word,
                Word::Percent | Word::Times | Word::DataPerSecond(_) | Word::PerTime(_)
            );
        if below {
            self.value /= factor;
            self.below = (self.below.0 / factor, self.below.1 / dim);
        } else {
            self.value *= factor;
            if let Word::Scale(scale) = word {
                self.scale *= scale;
            }
        }
        if twice || scaled_unit || odd {
            return Err(Fault::Unclear);
        }
        if !self.value.is_finite() {
            return Err(Fault::TooLarge);
        }
        self.dim = if below {
            self.dim / dim
        } else {
            self.dim * dim
        };
        Ok(())
    }
}

/// Checks what was read against what the field takes, and fills in the unit of a bare number.
fn fit(reading: &Reading, kind: Kind, conv: Conventions) -> Result<Quantity, Fault<'static>> {
    let Reading {
        value,
        dim,
        period,
        percent,
        times,
        ..
    } = *reading;
    let bare = reading.bare();
    let gigabyte = size(3, conv.data == DataUnits::Binary);
    let priced = if dim.money == 0 && !percent && !times {
        dim * Dim::MONEY
    } else {
        dim
    };
    let done = |value, period| Ok(Quantity::new(value, kind.dim(), period));
    match kind {
        Kind::Share | Kind::Growth => part(value, percent, bare, dim, kind),
        _ if percent => Err(Fault::Other("a share")),
        Kind::Bits if dim == Dim::NONE && value.fract() == 0.0 && value <= 64.0 => {
            done(value, period)
        }
        Kind::Bits if dim == Dim::NONE => Err(Fault::Outside),
        Kind::ActionRate if bare => done(value, Period::Day),
        Kind::Users | Kind::Rate | Kind::Data if bare => done(value, period),
        Kind::Latency if bare => done(value / 1e3, Period::Second),
        Kind::Span | Kind::DataRate if bare => Err(Fault::Bare),
        Kind::MonthlyCost if priced == Dim::MONEY => done(value, Period::Month),
        Kind::DataPrice if priced == Dim::MONEY => done(value / gigabyte, Period::Month),
        Kind::DataPrice if priced == Dim::MONEY_PER_DATA => done(value, Period::Month),
        Kind::TrafficPrice if priced == Dim::MONEY => done(value / gigabyte, period),
        Kind::MonthlyCost | Kind::DataPrice | Kind::TrafficPrice | Kind::UnitPrice
            if priced == kind.dim() =>
        {
            done(value, period)
        }
        _ if kind.dims().contains(&dim) => Ok(Quantity::new(value, dim, period)),
        _ => Err(Fault::Other(dim.name())),
    }
}

/// A share or a growth: a percentage, or a bare number that is one or a part.
fn part(
    value: f64,
    percent: bool,
    bare: bool,
    dim: Dim,
    kind: Kind,
) -> Result<Quantity, Fault<'static>> {
    let share = if percent && dim == Dim::NONE {
        value
    } else if !bare {
        return Err(Fault::Other(dim.name()));
    } else if (value.abs() - 1.0).abs() < f64::EPSILON {
        return Err(Fault::One);
    } else if value.abs() < 1.0 {
        value
    } else {
        value / 100.0
    };
    let largest = if kind == Kind::Share { 1.0 } else { LARGEST };
    if share < -1.0 || share > largest {
        Err(Fault::Outside)
    } else {
        Ok(Quantity::scalar(share))
    }
}
