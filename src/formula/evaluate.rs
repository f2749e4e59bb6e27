//! What an expression comes to: its dimension without any value, and its value with what is missing.

use super::graph::{Graph, NodeRef};
use super::{Expr, Function};
use crate::quantity::{Dim, Mismatch, Quantity};

/// What evaluating an expression came to.
pub(super) struct Outcome {
    pub(super) value: Option<Quantity>,
    pub(super) missing: Vec<NodeRef>,
    pub(super) trouble: Option<Mismatch>,
}

impl Outcome {
    const fn of(value: Quantity) -> Self {
        Self {
            value: Some(value),
            missing: Vec::new(),
            trouble: None,
        }
    }

    /// Both are needed: without one of them there is no value.
    fn with(
        mut self,
        other: Self,
        combine: impl FnOnce(Quantity, Quantity) -> Result<Quantity, Mismatch>,
    ) -> Self {
        add_missing(&mut self.missing, other.missing);
        self.trouble = self.trouble.or(other.trouble);
        self.value = match (self.value, other.value) {
            (Some(a), Some(b)) => match combine(a, b) {
                Ok(value) => Some(value),
                Err(trouble) => {
                    self.trouble = Some(trouble);
                    None
                }
            },
            _ => None,
        };
        self
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
                (function.dim)(&dims.collect::<Result<Vec<_>, _>>()?)
            }
            Expr::Ceil(inner) | Expr::Per(inner, _) => self.dimension(inner),
        }
    }

    pub(super) fn evaluate(&self, expr: &Expr) -> Outcome {
        let conv = self.conventions();
        match expr {
            Expr::Node(node) => {
                let node = self.node(*node);
                Outcome {
                    value: node.value,
                    missing: node.missing.clone(),
                    trouble: node.trouble,
                }
            }
            Expr::Constant(value, _) => Outcome::of(*value),
            Expr::Sum(terms) => self.evaluate_sum(terms),
            Expr::Plus(a, b) => self
                .evaluate(a)
                .with(self.evaluate(b), |a, b| a.add(b, conv)),
            Expr::Difference(a, b) => self
                .evaluate(a)
                .with(self.evaluate(b), |a, b| a.sub(b, conv)),
            Expr::Product(a, b) => self
                .evaluate(a)
                .with(self.evaluate(b), |a, b| a.mul(b, conv)),
            Expr::Quotient(a, b) => self
                .evaluate(a)
                .with(self.evaluate(b), |a, b| a.div(b, conv)),
            Expr::Power(a, b) => self
                .evaluate(a)
                .with(self.evaluate(b), |a, b| a.pow(b, conv)),
            Expr::Function(function, arguments) => self.evaluate_function(function, arguments),
            Expr::Greatest(terms) => {
                let mut outcomes = terms.iter().map(|term| self.evaluate(term));
                let first = outcomes.next().unwrap_or(Outcome {
                    value: None,
                    missing: Vec::new(),
                    trouble: None,
                });
                outcomes.fold(first, |greatest, next| {
                    greatest.with(next, |a, b| a.max(b, conv))
                })
            }
            Expr::Ceil(inner) => {
                let outcome = self.evaluate(inner);
                Outcome {
                    value: outcome.value.map(Quantity::ceil),
                    ..outcome
                }
            }
            Expr::Per(inner, period) => {
                let outcome = self.evaluate(inner);
                Outcome {
                    value: outcome.value.map(|q| q.in_period(*period, conv)),
                    ..outcome
                }
            }
        }
    }

    fn evaluate_function(&self, function: &Function, arguments: &[Expr]) -> Outcome {
        let mut known = Vec::with_capacity(arguments.len());
        let mut outcome = Outcome {
            value: None,
            missing: Vec::new(),
            trouble: None,
        };
        for argument in arguments {
            let next = self.evaluate(argument);
            known.extend(next.value);
            add_missing(&mut outcome.missing, next.missing);
            outcome.trouble = outcome.trouble.or(next.trouble);
        }
        if known.len() == arguments.len() {
            match (function.value)(&known, self.conventions()) {
                Ok(value) => outcome.value = Some(value),
                Err(trouble) => outcome.trouble = Some(trouble),
            }
        }
        outcome
    }

    fn evaluate_sum(&self, terms: &[Expr]) -> Outcome {
        let mut total = Outcome {
            value: None,
            missing: Vec::new(),
            trouble: None,
        };
        for term in terms {
            let Outcome {
                value,
                missing,
                trouble,
            } = self.evaluate(term);
            add_missing(&mut total.missing, missing);
            total.trouble = total.trouble.or(trouble);
            total.value = match (total.value, value) {
                (Some(a), Some(b)) => a
                    .add(b, self.conventions())
                    .map_err(|why| total.trouble = Some(why))
                    .ok(),
                (known, other) => known.or(other),
            };
        }
        total
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
