//! Calculation with what was read: numbers with or without a unit, and ranges of them.

use super::fault::Fault;
use super::reading::{Parts, Reading, reading, settle, signed, units};
use super::scan::Sign;
use super::{Conventions, Dim, Kind, Mismatch, Quantity};

/// A number, or a range of which the lower end comes first.
#[derive(Clone, Copy, Debug)]
pub(super) struct Value {
    pub low: Reading,
    pub high: Option<Reading>,
    /// As far below the middle as above.
    pub even: bool,
}

/// A part of a sum, with its text where it is a single number.
#[derive(Clone, Copy)]
pub(super) struct Term<'a> {
    pub value: Value,
    pub leaf: Option<Parts<'a>>,
}

impl From<Reading> for Value {
    fn from(low: Reading) -> Value {
        Value {
            low,
            high: None,
            even: false,
        }
    }
}

impl Value {
    /// A range; the ends in either order.
    fn between(one: Reading, other: Reading, even: bool) -> Value {
        let (low, high) = if other.value < one.value {
            (other, one)
        } else {
            (one, other)
        };
        Value {
            low,
            high: Some(high),
            even,
        }
    }
}

/// The field in whose terms it is calculated.
#[derive(Clone, Copy)]
pub(super) struct Field {
    pub kind: Kind,
    pub conv: Conventions,
}

type Result<T, F = Fault<'static>> = std::result::Result<T, F>;

impl From<Mismatch> for Fault<'static> {
    fn from(mismatch: Mismatch) -> Self {
        match mismatch {
            Mismatch::Units { left, right } => Fault::Apart(left.name(), right.name()),
            Mismatch::DivisionByZero => Fault::Zero,
            Mismatch::TooLarge => Fault::TooLarge,
            Mismatch::Undefined | Mismatch::Overloaded | Mismatch::Never => Fault::Unclear,
        }
    }
}

impl Field {
    /// Whether a plain number can be a percentage here.
    fn of_parts(self) -> bool {
        matches!(self.kind, Kind::Share | Kind::Growth)
    }

    /// Two values with an operator between them. A range goes through it end by end.
    pub(super) fn apply(self, sign: Sign, left: Value, right: Value) -> Result<Value> {
        let one = |left, right| match sign {
            Sign::Times => self.product(left, right, false),
            Sign::Over => self.product(left, right, true),
            Sign::Minus => self.sum(left, right, true),
            _ => self.sum(left, right, false),
        };
        let open = |value: &Value| value.high.is_some() && value.low.bare();
        if self.of_parts()
            && matches!(sign, Sign::Plus | Sign::Minus)
            && (open(&left) || open(&right))
        {
            // 0.5-2 would be 50 % to 2 %.
            return Err(Fault::Percent);
        }
        let low = one(left.low, right.low)?;
        match (left.high, right.high) {
            (None, None) => Ok(low.into()),
            (Some(high), None) => Ok(Value::between(low, one(high, right.low)?, left.even)),
            (None, Some(_)) if sign == Sign::Over && right.low.value <= 0.0 => Err(Fault::Zero),
            // Divided by an even range, the result is not even.
            (None, Some(high)) => Ok(Value::between(
                low,
                one(left.low, high)?,
                right.even && sign != Sign::Over,
            )),
            (Some(_), Some(_)) => Err(Fault::Ranges),
        }
    }

    fn product(self, left: Reading, right: Reading, over: bool) -> Result<Reading> {
        let (left, right) = counted(left, right, over);
        let conv = &self.conv;
        let q = if over {
            // A unit behind a slash divides the whole: 10M/2/day is 5M a day.
            let (per, dim) = right.below;
            let above = Quantity::new(right.value / per, right.dim / dim, right.period);
            let below = Quantity::new(per, dim, right.period);
            left.quantity().div(above, conv)?.mul(below, conv)?
        } else {
            left.quantity().mul(right.quantity(), conv)?
        };
        if left.value != 0.0 && right.value != 0.0 && q.value.abs() < 1e-45 {
            return Err(Fault::TooSmall);
        }
        // 500M * 20% is a number and 20% * 50% a share; in a field of shares the % stays.
        let both = |one: bool, other: bool| one && other || self.of_parts() && (one || other);
        let plain = match (left.plain, right.plain) {
            (Some((value, dim)), None) if right.bare() && over => Some((value / right.value, dim)),
            (Some((value, dim)), None) if right.bare() => Some((value * right.value, dim)),
            (None, Some((value, dim))) if left.bare() && !over => Some((left.value * value, dim)),
            _ => None,
        };
        // A number of which the units went, such as 8 TB / 2 TB, is no plain one that takes the field's.
        let gone = q.dim == Dim::NONE && left.dim != Dim::NONE;
        let item = |one: &Reading| one.item && !(one.times && one.dim == Dim::NONE);
        Ok(Reading {
            percent: both(left.percent, right.percent),
            times: left.times && right.times,
            item: gone || item(&left) || item(&right),
            plain: plain.filter(|(value, _)| value.is_finite()),
            ..Reading::of(q)
        })
    }

    /// A value in parentheses with a unit behind them.
    pub(super) fn with_unit(self, value: Value, unit: &Reading) -> Result<Value> {
        let with = |end: Reading| -> Result<Reading> {
            let q = end.quantity().mul(unit.quantity(), &self.conv)?;
            Ok(Reading {
                percent: end.percent || unit.percent,
                times: end.times || unit.times,
                item: end.item || unit.item,
                below: unit.below,
                ..Reading::of(q)
            }
            .yearly(self.kind))
        };
        Ok(Value {
            low: with(value.low)?,
            high: value.high.map(with).transpose()?,
            ..value
        })
    }

    /// The sum or the difference. A plain number takes the unit of the field beside one that has a unit.
    fn sum(self, left: Reading, right: Reading, minus: bool) -> Result<Reading> {
        let (left, right) = if alike(&left, &right) {
            (left, right)
        } else if !self.of_parts() && (unity(&left, &right) || unity(&right, &left)) {
            // 10M * (1 + 20%)
            let percent = |one| Reading {
                percent: true,
                ..one
            };
            (percent(left), percent(right))
        } else {
            match (self.fitted(left), self.fitted(right)) {
                (Ok(left), Ok(right)) => (left, right),
                (Err(Fault::Other(_)), _) | (_, Err(Fault::Other(_))) => {
                    return Err(Fault::Apart(name(&left), name(&right)));
                }
                (Err(fault), _) | (_, Err(fault)) => return Err(fault),
            }
        };
        let (one, other) = (left.quantity(), right.quantity());
        let q = if minus {
            one.sub(other, &self.conv)?
        } else {
            one.add(other, &self.conv)?
        };
        Ok(Reading {
            percent: left.percent,
            times: left.times,
            item: left.item,
            ..Reading::of(q)
        })
    }

    /// The reading as the field takes it, to be put together with another.
    fn fitted(self, one: Reading) -> Result<Reading> {
        let value = one.value.abs();
        let q = settle(&Reading { value, ..one }, self.kind, self.conv)?;
        Ok(self.fixed(Quantity {
            value: q.value.copysign(one.value),
            ..q
        }))
    }

    /// A reading that the field takes as it is.
    fn fixed(self, q: Quantity) -> Reading {
        Reading {
            percent: self.of_parts(),
            times: self.kind == Kind::Factor,
            item: q.dim == Dim::NONE && !self.of_parts(),
            ..Reading::of(q)
        }
    }

    /// The range from one to the other, the lower end first.
    pub(super) fn ends<'a>(self, left: &Term<'a>, right: &Term<'a>) -> Result<Value, Fault<'a>> {
        let (one, other) = self.pair(left, right)?;
        if one.dim != other.dim || one.percent != other.percent {
            return Err(Fault::Apart(name(&one), name(&other)));
        }
        let end = other.quantity().in_period(one.period, &self.conv);
        let other = Reading {
            value: end.value,
            period: end.period,
            ..other
        };
        if other.value < one.value {
            return Err(Fault::Order);
        }
        Ok(Value::between(one, other, false))
    }

    /// The range around one, so far to either side.
    pub(super) fn around<'a>(self, left: &Term<'a>, right: &Term<'a>) -> Result<Value, Fault<'a>> {
        let share = right.value.low;
        if share.percent && share.dim == Dim::NONE && !self.of_parts() {
            return self.off(left.value, share.value);
        }
        let (one, off) = self.pair(left, right)?;
        if off.value < 0.0 {
            return Err(Fault::Unclear);
        }
        let (low, high) = (self.sum(one, off, true)?, self.sum(one, off, false)?);
        Ok(Value::between(low, high, true))
    }

    /// About so much: 20 % to either side. Of a share above one half, 20 % of what is missing, so that
    /// about 99.9 % stays near it.
    pub(super) fn about(self, value: Value) -> Result<Value> {
        if value.high.is_some() {
            return Ok(value);
        }
        let off = 0.2;
        if self.kind != Kind::Share {
            return self.off(value, off);
        }
        let share = settle(&value.low, self.kind, self.conv)?;
        let least = share.value.min(1.0 - share.value) * off;
        let end = |value| self.fixed(Quantity::scalar(value));
        Ok(Value::between(
            end(share.value - least),
            end(share.value + least),
            true,
        ))
    }

    /// A value less and more a part of itself.
    fn off(self, value: Value, part: f64) -> Result<Value> {
        if value.high.is_some() {
            return Err(Fault::Ranges);
        }
        let end = |by: f64| self.product(value.low, Reading::of(Quantity::scalar(1.0 + by)), false);
        Ok(Value::between(end(-part)?, end(part)?, true))
    }

    /// The readings of two ends; a single number without a unit takes that of the other.
    fn pair<'a>(self, left: &Term<'a>, right: &Term<'a>) -> Result<(Reading, Reading), Fault<'a>> {
        if left.value.high.is_some() || right.value.high.is_some() {
            return Err(Fault::Ranges);
        }
        let (Some(mut one), Some(mut other)) = (left.leaf, right.leaf) else {
            return Ok((left.value.low, right.value.low));
        };
        one.money |= other.money;
        other.money |= one.money;
        let empty = |parts: &Parts<'_>| parts.unit.trim().is_empty();
        if empty(&one) {
            one.unit = other.unit;
        } else if empty(&other) {
            return Err(Fault::Ends);
        }
        Ok((self.beside(&one, &other)?, self.beside(&other, &one)?))
    }

    /// The reading of one end. With a magnitude alone it takes the rest from the other: 10k-1M/month.
    fn beside<'a>(self, one: &Parts<'a>, other: &Parts<'a>) -> Result<Reading, Fault<'a>> {
        let read = reading(one, self.kind, self.conv)?;
        let (short, long) = (
            units(one.number, one.unit, self.kind, self.conv),
            units(1.0, other.unit, self.kind, self.conv),
        );
        match (short, long) {
            (Ok(short), Ok(long)) if short.bare() && !long.bare() => Ok(signed(
                Reading {
                    value: short.value * long.value / long.scale,
                    ..long
                },
                one,
            )),
            _ => Ok(read),
        }
    }
}

/// In a field of sizes a lone `M` is a size, but 10M times a size are ten million of them.
fn counted(left: Reading, right: Reading, over: bool) -> (Reading, Reading) {
    let count = |one: Reading, (value, dim)| Reading { value, dim, ..one };
    let sizes = left.dim.data > 0 && right.dim.data > 0;
    match (left.plain, right.plain) {
        (Some(plain), None) if sizes && !over => (count(left, plain), right),
        (None, Some(plain)) if sizes => (left, count(right, plain)),
        _ => (left, right),
    }
}

/// Whether two readings can be added as they are.
fn alike(one: &Reading, other: &Reading) -> bool {
    let flags = |one: &Reading| (one.percent, one.times, one.item);
    one.dim == other.dim && (one.dim != Dim::NONE || flags(one) == flags(other))
}

/// Whether the one is a whole, to which a share is added: `1 + 20%`.
fn unity(one: &Reading, share: &Reading) -> bool {
    one.bare() && (one.value - 1.0).abs() < f64::EPSILON && share.percent && share.dim == Dim::NONE
}

fn name(reading: &Reading) -> &'static str {
    if reading.percent && reading.dim == Dim::NONE {
        "a share"
    } else if reading.times && reading.dim == Dim::NONE {
        "a factor"
    } else {
        reading.dim.name()
    }
}
