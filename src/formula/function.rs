//! Functions of the field that are more than arithmetic, so that a formula can be made of them.

use super::Expr;
use crate::quantity::{Conventions, Dim, Mismatch, Period, Quantity};

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

impl Function {
    /// This function of these arguments.
    pub fn of<T: Into<Expr>>(&'static self, arguments: impl IntoIterator<Item = T>) -> Expr {
        Expr::Function(self, arguments.into_iter().map(Into::into).collect())
    }
}

/// How many times its first year a stream that grows by `growth` a year is worth over `span`; has no unit.
///
/// Source: the sum of a geometric series, d·((1+g)ⁿ−1)/g, for a yearly amount d; n without growth.
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
        [growth, span] => format!(
            "(((1 + {growth}) ^ {} − 1) ÷ {growth})",
            span.text,
            growth = growth.text
        ),
        _ => String::new(),
    },
};

fn grown(rate: f64, years: f64) -> Result<Quantity, Mismatch> {
    // Below this the series is the plain number of years to within a double's precision.
    let worth = if rate.abs() < 1e-9 {
        years
    } else {
        ((1.0 + rate).powf(years) - 1.0) / rate
    };
    if worth.is_finite() {
        Ok(Quantity::scalar(worth))
    } else {
        Err(Mismatch::TooLarge)
    }
}
