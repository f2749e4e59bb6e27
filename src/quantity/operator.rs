//! Arithmetic in two steps: how two units meet, found once, and the values, one pair or many.

use super::{Conventions, Dim, Period, Quantity, calendar};

/// What a number measures, and the period that its time part is counted in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Unit {
    /// What it measures.
    pub dim: Dim,
    /// The unit of the time part; `Second` where there is none.
    pub period: Period,
}

/// What makes one value of two.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Operator {
    /// The sum.
    Add,
    /// The first less the second.
    Sub,
    /// The product.
    Mul,
    /// The first divided by the second.
    Div,
    /// The first raised to the second.
    Pow,
    /// The greater of both.
    Max,
}

/// How values of two units are combined.
///
/// ```
/// use envelope::quantity::{Conventions, Dim, Operator, Period, Quantity};
/// let rate = Quantity::new(10e6, Dim::PER_TIME, Period::Month);
/// let kept = Quantity::new(3.0, Dim::TIME, Period::Year);
/// let plan = Operator::Mul.plan(rate.unit(), kept.unit(), &Conventions::INTERVIEW);
/// let mut left = [10e6, 20e6, f64::MAX];
/// let all = plan.is_some_and(|plan| plan.combine(&mut left, &[3.0, 3.0, 3.0]));
/// assert_eq!(left[..2], [360e6, 720e6]);
/// assert!(!all && left[2].is_nan(), "too large is no value");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    operator: Operator,
    left: Scale,
    right: Scale,
    /// The unit of the result.
    pub unit: Unit,
}

/// From one period to another: multiplied, then divided, so that whole lengths stay exact.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Scale {
    times: f64,
    by: f64,
}

impl Scale {
    const NONE: Self = Self {
        times: 1.0,
        by: 1.0,
    };

    /// How a value is counted in `period` instead.
    pub(super) fn between(unit: Unit, period: Period, conv: Conventions) -> Self {
        if unit.dim.time == 0 || unit.period == period {
            return Self::NONE;
        }
        let (from, to) = if unit.dim.money == 0 {
            calendar::lengths(unit.period, period, conv)
        } else {
            calendar::billing_lengths(unit.period, period)
        };
        match unit.dim.time {
            1 => Self {
                times: from,
                by: to,
            },
            -1 => Self {
                times: to,
                by: from,
            },
            power => Self {
                times: (from / to).powi(i32::from(power)).min(f64::MAX),
                by: 1.0,
            },
        }
    }

    /// A value that would leave the range of numbers stops at its end.
    pub(super) fn of(self, value: f64) -> f64 {
        (value * self.times / self.by).clamp(f64::MIN, f64::MAX)
    }

    #[allow(clippy::float_cmp)] // nothing was computed
    fn all(self, values: &mut [f64]) {
        if self == Self::NONE {
            return;
        }
        let mut finite = true;
        if self.by == 1.0 {
            // The same without a division, which takes longest.
            for value in &mut *values {
                *value *= self.times;
                finite &= value.is_finite();
            }
        } else {
            for value in &mut *values {
                *value = *value * self.times / self.by;
                finite &= value.is_finite();
            }
        }
        if !finite {
            for value in values {
                *value = value.clamp(f64::MIN, f64::MAX);
            }
        }
    }
}

impl Operator {
    /// How two units meet; none where they do not go together, or where the unit of the result hangs on the
    /// values: a power of something with a unit, the greater of two that are counted differently.
    ///
    /// ```
    /// use envelope::quantity::{Conventions, Operator, Quantity, Dim, Period};
    /// let (size, time) = (Dim::DATA, Dim::TIME);
    /// let [size, time] = [size, time].map(|dim| Quantity::new(1.0, dim, Period::Day).unit());
    /// assert!(Operator::Add.plan(size, time, &Conventions::EXACT).is_none());
    /// let speed = Operator::Div.plan(size, time, &Conventions::EXACT);
    /// assert_eq!(speed.map(|plan| plan.unit.dim), Some(Dim::DATA_RATE));
    /// ```
    pub fn plan(self, left: Unit, right: Unit, conv: &Conventions) -> Option<Plan> {
        let plan = |scales: (Scale, Scale), dim: Dim, period| Plan {
            operator: self,
            left: scales.0,
            right: scales.1,
            unit: Unit::new(dim, period),
        };
        // The right one is counted as the left one.
        let aligned = || (Scale::NONE, Scale::between(right, left.period, *conv));
        let first_with_time = |then| {
            if left.dim.time == 0 {
                right.period
            } else {
                then
            }
        };
        match self {
            Self::Add | Self::Sub if left.dim == right.dim => {
                Some(plan(aligned(), left.dim, left.period))
            }
            Self::Max if left == right => {
                Some(plan((Scale::NONE, Scale::NONE), left.dim, left.period))
            }
            // A rate times a time is counted in the time's period.
            Self::Mul if left.dim.time < 0 && right.dim.time > 0 => Some(plan(
                (Scale::between(left, right.period, *conv), Scale::NONE),
                left.dim * right.dim,
                right.period,
            )),
            Self::Mul | Self::Div => {
                let dim = if self == Self::Mul {
                    left.dim * right.dim
                } else {
                    left.dim / right.dim
                };
                let scales = if left.dim.time == 0 {
                    (Scale::NONE, Scale::NONE)
                } else {
                    aligned()
                };
                Some(plan(scales, dim, first_with_time(left.period)))
            }
            // A time counts in years, because growth is per year.
            Self::Pow if left.dim.is_none() && (right.dim.is_none() || right.dim == Dim::TIME) => {
                let years = Scale::between(right, Period::Year, *conv);
                Some(plan((Scale::NONE, years), Dim::NONE, Period::Second))
            }
            _ => None,
        }
    }

    /// The values: each of the left becomes the result. Says whether all are numbers and finite.
    fn run(self, left: &mut [f64], right: &[f64]) -> bool {
        match self {
            Self::Add => each(left, right, |l, r| l + r),
            Self::Sub => each(left, right, |l, r| l - r),
            Self::Mul => each(left, right, |l, r| l * r),
            Self::Div => each(left, right, |l, r| l / r),
            // A power of 0, or of the base 1, would make a number of what is none.
            Self::Pow => each(left, right, |l, r| {
                if l.is_nan() || r.is_nan() {
                    f64::NAN
                } else {
                    l.powf(r)
                }
            }),
            // What is not a number is never greater, and stays.
            Self::Max => each(left, right, |l, r| if l < r || r.is_nan() { r } else { l }),
        }
    }

    /// The result of one pair, counted alike.
    pub(super) fn value(self, left: f64, right: f64) -> f64 {
        let mut left = [left];
        self.run(&mut left, &[right]);
        left[0]
    }
}

/// A single value on the right goes with each on the left.
fn each(left: &mut [f64], right: &[f64], value: impl Fn(f64, f64) -> f64) -> bool {
    let mut finite = true;
    if let [right] = right {
        for left in left {
            *left = value(*left, *right);
            finite &= left.is_finite();
        }
        return finite;
    }
    for (left, right) in left.iter_mut().zip(right) {
        *left = value(*left, *right);
        finite &= left.is_finite();
    }
    finite
}

impl Plan {
    /// The result of one pair; it may be no number, or infinite.
    pub(super) fn value(&self, left: f64, right: f64) -> f64 {
        self.operator
            .value(self.left.of(left), self.right.of(right))
    }

    /// Whether the right one leaves every left one as it is.
    #[allow(clippy::float_cmp)] // only one itself leaves all as they are
    pub fn is_once(&self, right: f64) -> bool {
        let counted_alike = self.left == Scale::NONE && self.right == Scale::NONE;
        self.operator == Operator::Mul && counted_alike && right == 1.0
    }

    /// Combines pairs, or each of the left with the only one of the right; each of the left becomes the result, or NaN
    /// where there is none. Says whether all have one.
    pub fn combine(&self, left: &mut [f64], right: &[f64]) -> bool {
        self.left.all(left);
        let finite = if self.right == Scale::NONE {
            self.operator.run(left, right)
        } else {
            let mut right = right.to_vec();
            self.right.all(&mut right);
            self.operator.run(left, &right)
        };
        finite || Self::lose(left)
    }

    /// The same of one value on the left with each of the right, which become the results.
    pub fn combine_one(&self, left: f64, right: &mut [f64]) -> bool {
        let left = self.left.of(left);
        self.right.all(right);
        let finite = if matches!(self.operator, Operator::Add | Operator::Mul) {
            self.operator.run(right, &[left])
        } else {
            let mut results = vec![left; right.len()];
            let finite = self.operator.run(&mut results, right);
            right.copy_from_slice(&results);
            finite
        };
        finite || Self::lose(right)
    }

    /// What is not finite becomes NaN: not all have a value.
    fn lose(values: &mut [f64]) -> bool {
        for value in values {
            *value = if value.is_finite() { *value } else { f64::NAN };
        }
        false
    }
}

impl Unit {
    pub(super) const fn new(dim: Dim, period: Period) -> Self {
        let period = if dim.time == 0 {
            Period::Second
        } else {
            period
        };
        Self { dim, period }
    }

    /// Converts values of this unit to `period`, and says what their unit is then.
    ///
    /// ```
    /// use envelope::quantity::{Conventions, Dim, Period, Quantity};
    /// let week = Quantity::new(1.0, Dim::TIME, Period::Week).unit();
    /// let mut values = [1.0, 2.0];
    /// assert_eq!(week.convert(&mut values, Period::Day, &Conventions::EXACT).period, Period::Day);
    /// assert_eq!(values, [7.0, 14.0]);
    /// ```
    #[must_use]
    pub fn convert(self, values: &mut [f64], period: Period, conv: &Conventions) -> Self {
        let scale = Scale::between(self, period, *conv);
        scale.all(values);
        Self::new(self.dim, period)
    }

    /// So many of this unit.
    ///
    /// ```
    /// use envelope::quantity::{Dim, Period, Quantity};
    /// let week = Quantity::new(1.0, Dim::TIME, Period::Week);
    /// assert_eq!(week.unit().of(2.0).value, 2.0);
    /// ```
    pub const fn of(self, value: f64) -> Quantity {
        Quantity::new(value, self.dim, self.period)
    }
}
