//! Numbers with a dimension: reading what people type, arithmetic that checks units, the document's
//! conventions of calendar and data, and display.
//!
//! ```
//! use envelope::quantity::{parse, show, Conventions, Kind};
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let conv = Conventions::INTERVIEW;
//! let writes = parse("10M/month", Kind::ActionRate, &conv)?;
//! let kept = parse("3 years", Kind::Span, &conv)?;
//! assert_eq!(show(&writes.mul(kept, &conv)?, Kind::Count, &conv), "360 M");
//! # Ok(())
//! # }
//! ```
//!
//! What is typed may be a calculation, `500M * 20%`, and a range, `10-20M`: [`parse_entry`] reads all of it,
//! [`parse`] what comes to one number.
//!
//! Values are bytes, dollars and users; the time part is counted in the quantity's own [`Period`] and is
//! converted only when two quantities meet, with the table of the [`Calendar`] in use. Anything with both
//! money and time is converted as on a bill, with 730 hours a month, in either calendar.

mod between;
mod calculate;
mod calendar;
mod combine;
mod date;
mod digits;
mod dim;
mod fault;
mod kind;
mod mismatch;
mod number;
mod operator;
mod parse;
mod reading;
mod scan;
mod show;
mod spread;
// On the host only: the property tests have no source of randomness in wasm.
#[cfg(all(test, not(target_arch = "wasm32")))]
// Tests stop at a failure, most results are exact, and tables of cases are long.
#[allow(
    clippy::unwrap_used,
    clippy::float_cmp,
    clippy::too_many_lines,
    clippy::trivially_copy_pass_by_ref
)]
mod tests;
mod unit;

pub use between::{show_range, understood_entry};
pub use calendar::{Calendar, Conventions, DataUnits, Period, billing_units_per, units_per};
pub use dim::Dim;
pub use fault::ParseError;
pub use kind::Kind;
pub use mismatch::Mismatch;
pub use number::plain as number;
pub use operator::{Operator, Plan, Unit};
pub use parse::{Entry, parse, parse_entry};
pub use show::{show, show_bits, show_exact, understood};
pub use spread::{Curve, Spread};

use operator::Scale;
use std::cmp::Ordering;

/// A number with a dimension.
///
/// ```
/// use envelope::quantity::{Conventions, Dim, Period, Quantity};
/// let day = Quantity::new(1.0, Dim::TIME, Period::Day);
/// assert_eq!(day.in_period(Period::Second, &Conventions::EXACT).value, 86_400.0);
/// ```
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Quantity {
    /// In bytes, dollars and users; the time part in `period`.
    pub value: f64,
    /// What it measures.
    pub dim: Dim,
    /// The unit of the time part; `Second`, and without meaning, where `dim.time` is zero.
    pub period: Period,
}

impl Quantity {
    /// A quantity of `value` bytes, dollars or users, its time part counted in `period`.
    ///
    /// ```
    /// use envelope::quantity::{Dim, Period, Quantity};
    /// let writes = Quantity::new(10e6, Dim::PER_TIME, Period::Month);
    /// assert_eq!(writes.period, Period::Month);
    /// assert_eq!(Quantity::new(5.0, Dim::DATA, Period::Month).period, Period::Second);
    /// ```
    pub const fn new(value: f64, dim: Dim, period: Period) -> Quantity {
        let period = if dim.time == 0 {
            Period::Second
        } else {
            period
        };
        Quantity { value, dim, period }
    }

    /// A plain number.
    ///
    /// ```
    /// use envelope::quantity::{Dim, Quantity};
    /// assert_eq!(Quantity::scalar(3.0).dim, Dim::NONE);
    /// ```
    pub const fn scalar(value: f64) -> Quantity {
        Quantity::new(value, Dim::NONE, Period::Second)
    }

    /// The same quantity with its time part counted in `period`. Without a time part it stays as it is.
    /// A value that would leave the range of numbers stops at its end.
    ///
    /// ```
    /// use envelope::quantity::{Conventions, Dim, Period, Quantity};
    /// let writes = Quantity::new(10e6, Dim::PER_TIME, Period::Month);
    /// assert_eq!(writes.in_period(Period::Second, &Conventions::INTERVIEW).value, 4.0);
    /// let price = Quantity::new(0.1, Dim::MONEY_RATE, Period::Hour);
    /// assert_eq!(price.in_period(Period::Month, &Conventions::EXACT).value, 73.0);
    /// ```
    #[must_use]
    pub fn in_period(self, period: Period, conv: &Conventions) -> Quantity {
        let value = Scale::between(self.unit(), period, *conv).of(self.value);
        Quantity::new(value, self.dim, period)
    }

    /// What it measures, and in what period.
    ///
    /// ```
    /// use envelope::quantity::{Dim, Period, Quantity};
    /// assert_eq!(Quantity::new(2.0, Dim::TIME, Period::Day).unit().period, Period::Day);
    /// ```
    pub const fn unit(self) -> Unit {
        Unit::new(self.dim, self.period)
    }

    /// This and another made into one; each operator is described at its own method.
    ///
    /// # Errors
    /// As at the method of the operator.
    ///
    /// ```
    /// use envelope::quantity::{Conventions, Operator, Quantity};
    /// let three = Quantity::scalar(1.0).combine(Operator::Add, Quantity::scalar(2.0), &Conventions::EXACT);
    /// assert_eq!(three, Ok(Quantity::scalar(3.0)));
    /// ```
    pub fn combine(
        self,
        operator: Operator,
        other: Quantity,
        conv: &Conventions,
    ) -> Result<Quantity, Mismatch> {
        match operator {
            Operator::Div => self.div(other, conv),
            Operator::Pow => self.pow(other, conv),
            Operator::Max => self.max(other, conv),
            Operator::Add | Operator::Sub | Operator::Mul => self.planned(operator, other, *conv),
        }
    }

    fn planned(
        self,
        operator: Operator,
        other: Quantity,
        conv: Conventions,
    ) -> Result<Quantity, Mismatch> {
        let plan = operator.plan(self.unit(), other.unit(), &conv);
        let plan = plan.ok_or(Mismatch::Units {
            left: self.dim,
            right: other.dim,
        })?;
        let value = plan.value(self.value, other.value);
        checked(value, plan.unit.dim, plan.unit.period)
    }

    /// The sum, in the left one's period.
    ///
    /// # Errors
    /// When the dimensions differ or the result is too large.
    ///
    /// ```
    /// use envelope::quantity::{Conventions, Dim, Period, Quantity};
    /// # fn main() -> Result<(), envelope::quantity::Mismatch> {
    /// let conv = Conventions::EXACT;
    /// let week = Quantity::new(1.0, Dim::TIME, Period::Week);
    /// let day = Quantity::new(1.0, Dim::TIME, Period::Day);
    /// assert_eq!(day.add(week, &conv)?.value, 8.0);
    /// assert!(day.add(Quantity::scalar(1.0), &conv).is_err());
    /// # Ok(())
    /// # }
    /// ```
    pub fn add(self, other: Quantity, conv: &Conventions) -> Result<Quantity, Mismatch> {
        self.planned(Operator::Add, other, *conv)
    }

    /// The difference, in the left one's period.
    ///
    /// # Errors
    /// When the dimensions differ or the result is too large.
    ///
    /// ```
    /// use envelope::quantity::{Conventions, Quantity};
    /// # fn main() -> Result<(), envelope::quantity::Mismatch> {
    /// let two = Quantity::scalar(3.0).sub(Quantity::scalar(1.0), &Conventions::EXACT)?;
    /// assert_eq!(two.value, 2.0);
    /// # Ok(())
    /// # }
    /// ```
    pub fn sub(self, other: Quantity, conv: &Conventions) -> Result<Quantity, Mismatch> {
        self.planned(Operator::Sub, other, *conv)
    }

    /// The product. A rate times a time is converted to the time's period first; otherwise the right one
    /// takes the left one's.
    ///
    /// # Errors
    /// When the result is too large.
    ///
    /// ```
    /// use envelope::quantity::{Conventions, Dim, Period, Quantity};
    /// # fn main() -> Result<(), envelope::quantity::Mismatch> {
    /// let writes = Quantity::new(10e6, Dim::PER_TIME, Period::Month);
    /// let kept = Quantity::new(3.0, Dim::TIME, Period::Year);
    /// assert_eq!(writes.mul(kept, &Conventions::INTERVIEW)?.value, 360e6);
    /// # Ok(())
    /// # }
    /// ```
    pub fn mul(self, other: Quantity, conv: &Conventions) -> Result<Quantity, Mismatch> {
        self.planned(Operator::Mul, other, *conv)
    }

    /// The quotient; two times or two rates are compared in the left one's period.
    ///
    /// # Errors
    /// When the divisor is zero or the result is too large.
    ///
    /// ```
    /// use envelope::quantity::{Conventions, Dim, Period, Quantity};
    /// # fn main() -> Result<(), envelope::quantity::Mismatch> {
    /// let disk = Quantity::new(8e12, Dim::DATA, Period::Second);
    /// let growth = Quantity::new(2e12, Dim::DATA_RATE, Period::Month);
    /// let lasts = disk.div(growth, &Conventions::EXACT)?;
    /// assert_eq!((lasts.value, lasts.dim, lasts.period), (4.0, Dim::TIME, Period::Month));
    /// # Ok(())
    /// # }
    /// ```
    pub fn div(self, other: Quantity, conv: &Conventions) -> Result<Quantity, Mismatch> {
        if other.value == 0.0 {
            return Err(Mismatch::DivisionByZero);
        }
        self.planned(Operator::Div, other, *conv)
    }

    /// The greater of two, as it was.
    ///
    /// # Errors
    /// When the dimensions differ.
    ///
    /// ```
    /// use envelope::quantity::{Conventions, Quantity};
    /// # fn main() -> Result<(), envelope::quantity::Mismatch> {
    /// let most = Quantity::scalar(3.0).max(Quantity::scalar(5.0), &Conventions::EXACT)?;
    /// assert_eq!(most.value, 5.0);
    /// # Ok(())
    /// # }
    /// ```
    pub fn max(self, other: Quantity, conv: &Conventions) -> Result<Quantity, Mismatch> {
        let aligned = self.aligned(other, *conv)?;
        let greater = Operator::Max.value(self.value, aligned.value);
        Ok(if greater > self.value { other } else { self })
    }

    /// The smaller of two, as it was.
    ///
    /// # Errors
    /// When the dimensions differ.
    ///
    /// ```
    /// use envelope::quantity::{Conventions, Quantity};
    /// # fn main() -> Result<(), envelope::quantity::Mismatch> {
    /// let least = Quantity::scalar(3.0).min(Quantity::scalar(5.0), &Conventions::EXACT)?;
    /// assert_eq!(least.value, 3.0);
    /// # Ok(())
    /// # }
    /// ```
    pub fn min(self, other: Quantity, conv: &Conventions) -> Result<Quantity, Mismatch> {
        Ok(if self.compare(other, conv)? == Ordering::Greater {
            other
        } else {
            self
        })
    }

    /// The next whole number of the unit it is counted in. A hair above a whole number, as arithmetic
    /// leaves it (3.0000000000000004), is that number.
    ///
    /// ```
    /// use envelope::quantity::Quantity;
    /// assert_eq!(Quantity::scalar(2.1).ceil().value, 3.0);
    /// assert_eq!(Quantity::scalar(0.1 * 3.0 / 0.1).ceil().value, 3.0);
    /// ```
    #[must_use]
    pub fn ceil(self) -> Quantity {
        let nearest = self.value.round();
        let whole = if (self.value - nearest).abs() <= nearest.abs() * 1e-12 {
            nearest
        } else {
            self.value.ceil()
        };
        Quantity {
            value: whole,
            ..self
        }
    }

    /// The power. The exponent is a plain number, or a time, which counts in years because growth is per
    /// year. A quantity with a unit takes whole exponents only.
    ///
    /// # Errors
    /// When the exponent has another unit or does not fit the base's, or the result is no number.
    ///
    /// ```
    /// use envelope::quantity::{Conventions, Dim, Period, Quantity};
    /// # fn main() -> Result<(), envelope::quantity::Mismatch> {
    /// let span = Quantity::new(36.0, Dim::TIME, Period::Month);
    /// let grown = Quantity::scalar(2.0).pow(span, &Conventions::INTERVIEW)?;
    /// assert_eq!(grown.value, 8.0);
    /// # Ok(())
    /// # }
    /// ```
    pub fn pow(self, exponent: Quantity, conv: &Conventions) -> Result<Quantity, Mismatch> {
        if !exponent.dim.is_none() && exponent.dim != Dim::TIME {
            return Err(Mismatch::Units {
                left: self.dim,
                right: exponent.dim,
            });
        }
        if self.value == 0.0 && exponent.value < 0.0 {
            return Err(Mismatch::DivisionByZero);
        }
        let power = exponent.value;
        if self.dim.is_none()
            || !exponent.dim.is_none()
            || power.fract() != 0.0
            || power.abs() > 16.0
        {
            return self.planned(Operator::Pow, exponent, *conv);
        }
        #[allow(clippy::cast_possible_truncation)] // whole and at most 16
        let dim = self.dim.pow(power as i8);
        checked(Operator::Pow.value(self.value, power), dim, self.period)
    }

    /// Which of two is greater, compared in the left one's period.
    ///
    /// # Errors
    /// When the dimensions differ.
    ///
    /// ```
    /// use envelope::quantity::{Conventions, Dim, Period, Quantity};
    /// # fn main() -> Result<(), envelope::quantity::Mismatch> {
    /// let week = Quantity::new(1.0, Dim::TIME, Period::Week);
    /// let days = Quantity::new(8.0, Dim::TIME, Period::Day);
    /// assert!(week.compare(days, &Conventions::EXACT)?.is_lt());
    /// # Ok(())
    /// # }
    /// ```
    pub fn compare(self, other: Quantity, conv: &Conventions) -> Result<Ordering, Mismatch> {
        let other = self.aligned(other, *conv)?;
        self.value
            .partial_cmp(&other.value)
            .ok_or(Mismatch::Undefined)
    }

    fn aligned(self, other: Quantity, conv: Conventions) -> Result<Quantity, Mismatch> {
        if self.dim == other.dim {
            Ok(other.in_period(self.period, &conv))
        } else {
            Err(Mismatch::Units {
                left: self.dim,
                right: other.dim,
            })
        }
    }
}

fn checked(value: f64, dim: Dim, period: Period) -> Result<Quantity, Mismatch> {
    if value.is_nan() {
        Err(Mismatch::Undefined)
    } else if value.is_infinite() {
        Err(Mismatch::TooLarge)
    } else {
        Ok(Quantity::new(value, dim, period))
    }
}
