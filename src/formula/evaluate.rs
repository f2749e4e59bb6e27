//! What an expression comes to: its dimension without any value, and its value with what is missing.

use super::graph::{Graph, NodeRef};
use super::{Expr, Operation};
use crate::quantity::{Conventions, Dim, Mismatch, Operator, Period, Quantity};

/// What expressions are evaluated over: single values, or columns of draws.
pub(super) trait Values {
    /// What stands for a number.
    type Value;
    /// A node's.
    fn node(&self, node: NodeRef) -> Self::Value;
    /// The same in all cases.
    fn constant(&self, value: Option<Quantity>) -> Self::Value;
    /// Both are needed: without one of them there is no value.
    fn combine(&self, operator: Operator, left: Self::Value, right: Self::Value) -> Self::Value;
    /// The sum as far as it can be had.
    fn total(&self, sum: Self::Value, term: Self::Value) -> Self::Value;
    /// The next whole number.
    fn ceil(&self, value: Self::Value) -> Self::Value;
    /// The same, its time part counted in `period`.
    fn per(&self, value: Self::Value, period: Period) -> Self::Value;
    /// A function's; all arguments are needed.
    fn function(&self, function: &dyn Operation, arguments: Vec<Self::Value>) -> Self::Value;
}

/// Evaluates an expression: the one place that says what each part of it means.
pub(super) fn walk<V: Values>(expr: &Expr, values: &V) -> V::Value {
    let of = |expr: &Expr| walk(expr, values);
    let both = |operator, left, right| values.combine(operator, of(left), of(right));
    match expr {
        Expr::Node(node) => values.node(*node),
        Expr::Constant(value, _) => values.constant(Some(*value)),
        Expr::Sum(terms) => terms
            .iter()
            .map(of)
            .reduce(|sum, term| values.total(sum, term))
            .unwrap_or_else(|| values.constant(None)),
        Expr::Greatest(terms) => terms
            .iter()
            .map(of)
            .reduce(|greatest, next| values.combine(Operator::Max, greatest, next))
            .unwrap_or_else(|| values.constant(None)),
        Expr::Plus(a, b) => both(Operator::Add, a, b),
        Expr::Difference(a, b) => both(Operator::Sub, a, b),
        Expr::Product(a, b) => both(Operator::Mul, a, b),
        Expr::Quotient(a, b) => both(Operator::Div, a, b),
        Expr::Power(a, b) => both(Operator::Pow, a, b),
        Expr::Function(function, arguments) => {
            values.function(&**function, arguments.iter().map(of).collect())
        }
        Expr::Ceil(inner) => values.ceil(of(inner)),
        Expr::Per(inner, period) => values.per(of(inner), *period),
    }
}

/// The sum as far as it can be had: what is not known is left out.
pub(super) fn known_sum(
    sum: Option<Quantity>,
    term: Option<Quantity>,
    conv: Conventions,
) -> Result<Option<Quantity>, Mismatch> {
    match (sum, term) {
        (Some(sum), Some(term)) => sum.add(term, &conv).map(Some),
        (known, other) => Ok(known.or(other)),
    }
}

/// What evaluating an expression came to.
pub(super) struct Outcome {
    pub(super) value: Option<Quantity>,
    pub(super) missing: Vec<NodeRef>,
    pub(super) trouble: Option<Mismatch>,
}

impl Outcome {
    pub(super) const fn of(value: Option<Quantity>) -> Self {
        Self {
            value,
            missing: Vec::new(),
            trouble: None,
        }
    }

    /// Takes what another one lacks and suffers from, and leaves its value.
    fn take(&mut self, other: Self) -> Option<Quantity> {
        add_missing(&mut self.missing, other.missing);
        self.trouble = self.trouble.or(other.trouble);
        other.value
    }

    fn set(&mut self, value: Result<Option<Quantity>, Mismatch>) {
        self.value = value.unwrap_or_else(|trouble| {
            self.trouble = Some(trouble);
            None
        });
    }
}

/// Single values: those of a graph's nodes, each as `node` says.
pub(super) struct Single<'g> {
    pub(super) conv: &'g Conventions,
    pub(super) node: &'g dyn Fn(NodeRef) -> Outcome,
}

impl Values for Single<'_> {
    type Value = Outcome;

    fn node(&self, node: NodeRef) -> Outcome {
        (self.node)(node)
    }

    fn constant(&self, value: Option<Quantity>) -> Outcome {
        Outcome::of(value)
    }

    fn combine(&self, operator: Operator, mut left: Outcome, right: Outcome) -> Outcome {
        match (left.value, left.take(right)) {
            (Some(a), Some(b)) => left.set(a.combine(operator, b, self.conv).map(Some)),
            _ => left.value = None,
        }
        left
    }

    fn total(&self, mut sum: Outcome, term: Outcome) -> Outcome {
        let term = sum.take(term);
        sum.set(known_sum(sum.value, term, *self.conv));
        sum
    }

    fn ceil(&self, value: Outcome) -> Outcome {
        Outcome {
            value: value.value.map(Quantity::ceil),
            ..value
        }
    }

    fn per(&self, value: Outcome, period: Period) -> Outcome {
        Outcome {
            value: value.value.map(|value| value.in_period(period, self.conv)),
            ..value
        }
    }

    fn function(&self, function: &dyn Operation, arguments: Vec<Outcome>) -> Outcome {
        let mut outcome = Outcome::of(None);
        let known: Option<Vec<Quantity>> = arguments
            .into_iter()
            .map(|argument| outcome.take(argument))
            // All are gone through, so that each is named that is missing.
            .collect::<Vec<_>>()
            .into_iter()
            .collect();
        if let Some(known) = known {
            outcome.set(function.value(&known, self.conv).map(Some));
        }
        outcome
    }
}

impl Graph {
    /// The dimension of an expression, found without any value: the unit check.
    pub(super) fn dimension(&self, expr: &Expr) -> Result<Dim, String> {
        match expr {
            Expr::Node(node) => {
                let node = self.node(*node);
                Ok(node
                    .value
                    .map_or_else(|| node.kind.dim(), |value| value.dim))
            }
            Expr::Constant(value, _) => Ok(value.dim),
            Expr::Sum(terms) | Expr::Greatest(terms) => {
                let mut dims = terms.iter().map(|term| self.dimension(term));
                let first = dims.next().ok_or("a sum of nothing")??;
                for dim in dims {
                    let dim = dim?;
                    if dim != first {
                        return Err(format!("{} with {}", first.name(), dim.name()));
                    }
                }
                Ok(first)
            }
            Expr::Plus(a, b) => {
                let (a, b) = (self.dimension(a)?, self.dimension(b)?);
                if a == b {
                    Ok(a)
                } else {
                    Err(format!("{} with {}", a.name(), b.name()))
                }
            }
            Expr::Difference(a, b) => {
                let (a, b) = (self.dimension(a)?, self.dimension(b)?);
                if a == b {
                    Ok(a)
                } else {
                    Err(format!("{} less {}", a.name(), b.name()))
                }
            }
            Expr::Product(a, b) => Ok(self.dimension(a)? * self.dimension(b)?),
            Expr::Quotient(a, b) => Ok(self.dimension(a)? / self.dimension(b)?),
            Expr::Power(a, b) if self.dimension(a)?.is_none() && self.dimension(b)?.is_none() => {
                Ok(Dim::NONE)
            }
            Expr::Power(..) => Err("a power of something with a unit".to_owned()),
            Expr::Function(function, arguments) => {
                let dims = arguments.iter().map(|argument| self.dimension(argument));
                function.dim(&dims.collect::<Result<Vec<_>, _>>()?)
            }
            Expr::Ceil(inner) | Expr::Per(inner, _) => self.dimension(inner),
        }
    }

    pub(super) fn evaluate(&self, expr: &Expr) -> Outcome {
        let conv = self.conventions();
        let node = |node| {
            let node = self.node(node);
            Outcome {
                value: node.value,
                missing: node.missing.clone(),
                trouble: node.trouble,
            }
        };
        walk(expr, &Single { conv, node: &node })
    }
}

/// Adds what is not there yet. A list of all that a large design lacks is long: it is gone through once, by a mark for each node.
fn add_missing(missing: &mut Vec<NodeRef>, more: Vec<NodeRef>) {
    if missing.is_empty() {
        *missing = more;
        return;
    }
    let last = missing
        .iter()
        .chain(&more)
        .map(|node| node.place())
        .max()
        .unwrap_or(0);
    let mut there = vec![false; last + 1];
    for node in missing.iter() {
        there[node.place()] = true;
    }
    missing.extend(
        more.into_iter()
            .filter(|node| !std::mem::replace(&mut there[node.place()], true)),
    );
}
