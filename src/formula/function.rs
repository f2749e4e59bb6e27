//! Functions of the field that are more than arithmetic, so that a formula can be made of them.

use super::Expr;
use crate::quantity::{Conventions, Dim, Mismatch, Period, Quantity, Unit};
use crate::theory::growth;
use std::fmt::{self, Debug, Formatter};
use std::ops::Deref;
use std::sync::Arc;

/// What a formula may call: the unit check, the value and the written form of something that is more than arithmetic.
pub trait Operation: Send + Sync {
    /// The dimension of the result, or what is wrong with those of the arguments.
    ///
    /// # Errors
    /// In words.
    fn dim(&self, arguments: &[Dim]) -> Result<Dim, String>;
    /// The value; the arguments are known and finite.
    ///
    /// # Errors
    /// Where there is no value.
    fn value(&self, arguments: &[Quantity], conv: &Conventions) -> Result<Quantity, Mismatch>;
    /// Puts the value in the place of each of many values of one argument, `which`, the others being as they are, and
    /// says how all of them are counted. What is not a number stays so, and what has no value becomes so.
    ///
    /// For what takes long by itself and can be had quicker for many at once; none where it cannot, and then nothing is
    /// changed.
    fn along(
        &self,
        arguments: &[Quantity],
        which: usize,
        cases: &mut [f64],
        conv: &Conventions,
    ) -> Option<Unit> {
        let _ = (arguments, which, cases, conv);
        None
    }
    /// It in words or in numbers, made of its arguments; with parentheses where it needs them in a product.
    fn write(&self, arguments: &[Written]) -> String;
}

/// An operation of the field, or one that was made for this design, such as the size of a table with these columns.
#[derive(Clone)]
pub enum Callee {
    /// The same in every design.
    Known(&'static Function),
    /// Made for this one.
    Made(Arc<dyn Operation>),
}

/// Without what it is made of: that would carry what writes down whole tables into the page, where nobody sees it.
impl Debug for Callee {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Known(_) => "Known",
            Self::Made(_) => "Made",
        })
    }
}

impl Deref for Callee {
    type Target = dyn Operation;
    fn deref(&self) -> &Self::Target {
        match self {
            Self::Known(function) => *function,
            Self::Made(operation) => operation.as_ref(),
        }
    }
}

impl Callee {
    /// This operation on these arguments; all must be known.
    pub fn of<T: Into<Expr>>(self, arguments: impl IntoIterator<Item = T>) -> Expr {
        Expr::Function(self, arguments.into_iter().map(Into::into).collect())
    }
}

/// A function: its unit check, its value, and how it is written. All arguments must be known.
#[derive(Debug)]
pub struct Function {
    /// The dimension of the result, or what is wrong with those of the arguments.
    pub dim: fn(&[Dim]) -> Result<Dim, String>,
    /// The value; the arguments are known and finite.
    pub value: fn(&[Quantity], &Conventions) -> Result<Quantity, Mismatch>,
    /// The function in words or in numbers, made of its arguments; with parentheses where it needs them in a product.
    pub write: fn(&[Written]) -> String,
}

/// An argument in the work that is shown.
#[derive(Clone, Debug)]
pub struct Written {
    /// Its name or its number.
    pub text: String,
    /// Its value, where there is one.
    pub value: Option<Quantity>,
}

impl Written {
    /// Whether this is a number of whole years, or may be one: what grows from year to year follows a closed
    /// formula over those only.
    #[must_use]
    pub fn is_whole_years(&self) -> bool {
        self.value
            .is_none_or(|span| span.period == Period::Year && span.value.fract() == 0.0)
    }
}

impl Function {
    /// This function of these arguments.
    pub fn of<T: Into<Expr>>(&'static self, arguments: impl IntoIterator<Item = T>) -> Expr {
        Callee::Known(self).of(arguments)
    }
}

impl Operation for Function {
    fn dim(&self, arguments: &[Dim]) -> Result<Dim, String> {
        (self.dim)(arguments)
    }

    fn value(&self, arguments: &[Quantity], conv: &Conventions) -> Result<Quantity, Mismatch> {
        (self.value)(arguments, conv)
    }

    fn write(&self, arguments: &[Written]) -> String {
        (self.write)(arguments)
    }
}

/// How many times its first year a stream that grows by `growth` a year is worth over `span`; has no unit.
///
/// Source: [`growth::cumulative`], of a first year of 1.
pub fn years_of_growth(growth: impl Into<Expr>, span: impl Into<Expr>) -> Expr {
    YEARS_OF_GROWTH.of([growth.into(), span.into()])
}

static YEARS_OF_GROWTH: Function = Function {
    dim: |dims| match dims {
        [growth, span] if growth.is_none() && *span == Dim::TIME => Ok(Dim::NONE),
        _ => Err("growth of something with a unit, or over something that is no time".to_owned()),
    },
    value: |arguments, conv| match arguments {
        [growth, span] => grown(growth.value, span.in_period(Period::Year, conv).value),
        _ => Err(Mismatch::Undefined),
    },
    write: |arguments| match arguments {
        [growth, span] if growth.value.is_some_and(|growth| growth.value == 0.0) => {
            span.text.clone()
        }
        [growth, span] if span.is_whole_years() => format!(
            "(((1 + {growth}) ^ {} − 1) ÷ {growth})",
            span.text,
            growth = growth.text
        ),
        [growth, span] => format!(
            "({} with {} more in each year than before)",
            span.text, growth.text
        ),
        _ => String::new(),
    },
};

/// What `volume` costs at `price`, and at the price of each of `tiers` what lies beyond that tier's volume.
pub fn tiered(
    volume: impl Into<Expr>,
    price: impl Into<Expr>,
    tiers: impl IntoIterator<Item = [Expr; 2]>,
) -> Expr {
    let first = [volume.into(), price.into()];
    TIERED.of(first.into_iter().chain(tiers.into_iter().flatten()))
}

static TIERED: Function = Function {
    dim: |dims| match dims {
        [volume, price, tiers @ ..] if tiers.chunks(2).all(|tier| tier == [*volume, *price]) => {
            Ok(*volume * *price)
        }
        _ => Err("tiers of another unit than the volume and its price".to_owned()),
    },
    value: |arguments, conv| {
        let [volume, price, tiers @ ..] = arguments else {
            return Err(Mismatch::Undefined);
        };
        let (mut total, mut before) = (volume.mul(*price, conv)?, *price);
        for (bound, price) in pairs(tiers) {
            if volume.value > bound.value {
                let beyond = volume.sub(*bound, conv)?;
                total = total.add(beyond.mul(price.sub(before, conv)?, conv)?, conv)?;
            }
            before = *price;
        }
        Ok(total)
    },
    write: |arguments| {
        let [volume, price, tiers @ ..] = arguments else {
            return String::new();
        };
        // Tiers that a known volume does not reach say nothing.
        let reached = pairs(tiers).filter(|(bound, _)| match (volume.value, bound.value) {
            (Some(volume), Some(bound)) => volume.value > bound.value,
            _ => true,
        });
        let mut text = String::new();
        for (bound, price) in reached {
            text = [&text, " to ", &bound.text, ", ", &price.text].concat();
        }
        if text.is_empty() {
            ["(", &volume.text, " × ", &price.text, ")"].concat()
        } else {
            ["(", &volume.text, " at ", &price.text, &text, " above)"].concat()
        }
    },
};

/// Two by two; one that is left over is left out.
fn pairs<T>(items: &[T]) -> impl Iterator<Item = (&T, &T)> {
    items.chunks_exact(2).map(|pair| (&pair[0], &pair[1]))
}

/// A number of users as a plain number, for what is divided among them.
pub fn heads(users: impl Into<Expr>) -> Expr {
    HEADS.of([users.into()])
}

static HEADS: Function = Function {
    dim: |dims| match dims {
        [Dim::USER] => Ok(Dim::NONE),
        _ => Err("heads of something that is no number of users".to_owned()),
    },
    value: |arguments, _| match arguments {
        [users] => Ok(Quantity::scalar(users.value)),
        _ => Err(Mismatch::Undefined),
    },
    write: |arguments| {
        arguments
            .first()
            .map_or_else(String::new, |users| users.text.clone())
    },
};

/// In parts of the first year.
fn grown(rate: f64, years: f64) -> Result<Quantity, Mismatch> {
    let worth = growth::cumulative(1.0, rate, years).map(Quantity::scalar);
    // There is an answer to every growth and time that make sense, but it may be beyond the numbers.
    worth.ok_or(if rate >= -1.0 && years >= 0.0 {
        Mismatch::TooLarge
    } else {
        Mismatch::Undefined
    })
}
