//! Reading what people type into a field.

use super::fault::{Fault, ParseError, message};
use super::unit::{Word, lookup, size};
use super::{Conventions, DataUnits, Dim, Kind, Period, Quantity, number};

/// Largest value of a field, in base units, so that products of several stay finite.
const LARGEST: f64 = 1e30;

/// Reads what was typed into a field of this kind.
///
/// # Errors
/// When the text is not understood; the message says what was wrong and what is expected.
///
/// ```
/// use envelope::quantity::{parse, Conventions, Dim, Kind, Period};
/// let conv = Conventions::EXACT;
/// let rate = parse("10 M per month", Kind::ActionRate, &conv).map(|q| (q.value, q.dim, q.period));
/// assert_eq!(rate, Ok((10e6, Dim::PER_TIME, Period::Month)));
/// let error = parse("5 GB", Kind::Rate, &conv).map_err(|e| e.message);
/// assert_eq!(error, Err("“5 GB” is a size. Write a rate such as 400/s, 10M/month or 2/day.".into()));
/// ```
pub fn parse(text: &str, kind: Kind, conv: &Conventions) -> Result<Quantity, ParseError> {
    let text = text.trim();
    let result = if kind == Kind::Ratio {
        ratio(text, *conv)
    } else {
        read(text, kind, *conv)
    };
    result
        .and_then(|q| {
            if q.value.abs() <= LARGEST {
                Ok(q)
            } else {
                Err(Fault::TooLarge)
            }
        })
        .map_err(|fault| ParseError {
            message: message(fault, text, kind),
        })
}

/// `10:1`, `1:100`, `10`.
fn ratio(text: &str, conv: Conventions) -> Result<Quantity, Fault<'_>> {
    let parts = text
        .split_once([':', '/'])
        .or_else(|| text.split_once(" to "));
    let (left, right) = parts.unwrap_or((text, "1"));
    let left = read(left.trim(), Kind::Ratio, conv)?.value;
    let right = read(right.trim(), Kind::Ratio, conv)?.value;
    if right == 0.0 {
        Err(Fault::Outside)
    } else {
        Ok(Quantity::scalar(left / right))
    }
}

/// A text taken apart: a number and the unit behind it.
struct Reading {
    value: f64,
    dim: Dim,
    period: Period,
    percent: bool,
    times: bool,
    item: bool,
}

fn read(text: &str, kind: Kind, conv: Conventions) -> Result<Quantity, Fault<'_>> {
    if text.is_empty() {
        return Err(Fault::Empty);
    }
    if text.starts_with(['~', '≈', '<', '>', '≤', '≥', '±']) {
        return Err(Fault::Range);
    }
    let sign = ['-', '−'];
    let (mut negative, mut rest) = stripped(text, &sign);
    let (money, after) = stripped(rest, &['$']);
    rest = after.trim_start();
    if money && !negative {
        (negative, rest) = stripped(rest, &sign);
    }
    let (mut times, after) = stripped(rest, &['×', 'x', 'X']);
    if times {
        rest = after.trim_start();
    }
    if !negative {
        rest = rest.strip_prefix('+').unwrap_or(rest);
    }
    let (value, rest) = number::read(rest)?;
    let mut reading = units(value, rest, kind, conv)?;
    times |= reading.times;
    if money {
        reading.dim = reading.dim * Dim::MONEY;
    }
    if negative && value != 0.0 {
        if kind != Kind::Growth {
            return Err(Fault::Negative);
        }
        reading.value = -reading.value;
    }
    if times && kind != Kind::Factor && !(reading.item && reading.dim != Dim::NONE) {
        return Err(Fault::Other("a factor"));
    }
    fit(&reading, kind, conv)
}

fn stripped<'a>(text: &'a str, prefixes: &[char]) -> (bool, &'a str) {
    match text.strip_prefix(prefixes) {
        Some(after) => (true, after),
        None => (false, text),
    }
}

/// Reads the words behind the number.
fn units(value: f64, text: &str, kind: Kind, conv: Conventions) -> Result<Reading, Fault<'_>> {
    let mut reading = Reading {
        value,
        dim: Dim::NONE,
        period: Period::Second,
        percent: false,
        times: false,
        item: false,
    };
    let mut rest = text.trim_start();
    let (mut below, mut open, mut counted) = (false, false, false);
    while let Some(first) = rest.chars().next() {
        if first.is_ascii_digit() || first == '.' {
            if rest.starts_with("..") {
                return Err(Fault::Range);
            }
            // A number behind a slash, once: $0.10/1000.
            let (number, after) = number::read(rest)?;
            if kind != Kind::UnitPrice || !open || counted || number == 0.0 {
                return Err(Fault::Unclear);
            }
            reading.value /= number;
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
        self.value = if below {
            self.value / factor
        } else {
            self.value * factor
        };
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
        item,
    } = *reading;
    let bare = dim == Dim::NONE && !percent && !times && !item;
    let gigabyte = size(3, conv.data == DataUnits::Binary);
    let priced = if dim.money == 0 && !percent && !times {
        dim * Dim::MONEY
    } else {
        dim
    };
    let done = |value, period| Ok(Quantity::new(value, kind.dim(), period));
    match kind {
        Kind::Share | Kind::Growth => {
            if kind == Kind::Growth && dim == Dim::PER_TIME && period == Period::Year {
                return fit(
                    &Reading {
                        dim: Dim::NONE,
                        ..*reading
                    },
                    kind,
                    conv,
                );
            }
            part(value, percent, bare, dim, kind)
        }
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
