//! What a formula is made of.

use super::function::Callee;
use super::graph::NodeRef;
use crate::quantity::{Kind, Period, Quantity};
use std::ops::{Add, Div, Mul, Sub};

/// A formula's right-hand side.
#[derive(Clone, Debug)]
pub enum Expr {
    /// The value of another node.
    Node(NodeRef),
    /// A constant of the matter itself, such as the 1 in one minus the hit ratio.
    Constant(Quantity, Kind),
    /// What can be had of the sum: terms without a value are left out and named as missing.
    Sum(Vec<Expr>),
    /// The sum of both; both must be known.
    Plus(Box<Expr>, Box<Expr>),
    /// The first less the second.
    Difference(Box<Expr>, Box<Expr>),
    /// The product of both.
    Product(Box<Expr>, Box<Expr>),
    /// The first divided by the second.
    Quotient(Box<Expr>, Box<Expr>),
    /// The first raised to the second, which has no unit.
    Power(Box<Expr>, Box<Expr>),
    /// The greatest; all must be known.
    Greatest(Vec<Expr>),
    /// The next whole number.
    Ceil(Box<Expr>),
    /// The same in another unit of time, by the document's calendar.
    Per(Box<Expr>, Period),
    /// A function that is more than arithmetic, of these arguments.
    Function(Callee, Vec<Expr>),
}

impl Expr {
    /// A constant without a unit.
    pub const fn number(value: f64) -> Self {
        Self::Constant(Quantity::scalar(value), Kind::Count)
    }

    /// This raised to `exponent`.
    #[must_use]
    pub fn power(self, exponent: impl Into<Self>) -> Self {
        Self::Power(boxed(self), boxed(exponent.into()))
    }

    /// Whether it is a sum as far as that can be had. Where something is missing, a sum of nothing says nothing: of what
    /// is not known, zero would be a guess.
    pub(super) fn adds_what_is_known(&self) -> bool {
        match self {
            Self::Sum(_) => true,
            Self::Per(inner, _) => inner.adds_what_is_known(),
            Self::Plus(a, b) => a.adds_what_is_known() && b.adds_what_is_known(),
            _ => false,
        }
    }
}

/// What can be had of the sum of `terms`. Without any term it has no value, and where something is missing, nor is zero one.
pub fn sum<T: Into<Expr>>(terms: impl IntoIterator<Item = T>) -> Expr {
    Expr::Sum(terms.into_iter().map(Into::into).collect())
}

/// The greatest of `terms`.
pub fn greatest(terms: impl IntoIterator<Item = Expr>) -> Expr {
    Expr::Greatest(terms.into_iter().collect())
}

/// `expr` rounded up to a whole number.
pub fn ceil(expr: impl Into<Expr>) -> Expr {
    Expr::Ceil(boxed(expr.into()))
}

/// `expr` counted per `period` (or, for a time, in that period).
pub fn per(expr: impl Into<Expr>, period: Period) -> Expr {
    Expr::Per(boxed(expr.into()), period)
}

impl From<NodeRef> for Expr {
    fn from(node: NodeRef) -> Self {
        Self::Node(node)
    }
}

/// On the heap. Hundreds of formulas do it, and the code for it is no part of each of them: that would make the page
/// heavier by 4 KB.
#[inline(never)]
fn boxed(expr: Expr) -> Box<Expr> {
    Box::new(expr)
}

macro_rules! operator {
    ($trait:ident, $method:ident, $variant:ident) => {
        impl<R: Into<Expr>> $trait<R> for Expr {
            type Output = Expr;
            fn $method(self, other: R) -> Expr {
                Expr::$variant(boxed(self), boxed(other.into()))
            }
        }
        impl<R: Into<Expr>> $trait<R> for NodeRef {
            type Output = Expr;
            fn $method(self, other: R) -> Expr {
                Expr::from(self).$method(other)
            }
        }
    };
}

operator!(Add, add, Plus);
operator!(Sub, sub, Difference);
operator!(Mul, mul, Product);
operator!(Div, div, Quotient);
