//! Nodes, their values, and what they lack.

use super::{Expr, Formula};
use crate::quantity::{Conventions, Dim, Kind, Mismatch, Period, Quantity};
use std::borrow::Cow;
use std::collections::HashMap;

/// A node's name in the graph: the key of its field or formula, and the row that it belongs to (0: none).
pub type Key = (&'static str, u32);

/// A node of a graph; only good for the graph that made it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NodeRef(usize);

impl NodeRef {
    /// The node's place in [`Graph::nodes`].
    pub const fn place(self) -> usize {
        self.0
    }
}

/// Where a value comes from. The four are never confused, from here to the Markdown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A person entered it.
    Given,
    /// Taken from the library because nothing was entered.
    Assumed,
    /// Follows from others.
    Derived,
    /// Nobody knows.
    Unknown,
}

/// One number of the estimate, with what is known of it.
#[derive(Clone, Debug)]
pub struct Node {
    /// Its name in the graph.
    pub key: Key,
    /// Its name for people.
    pub name: Cow<'static, str>,
    /// How it is shown.
    pub kind: Kind,
    /// Where it comes from.
    pub origin: Origin,
    /// Its value, where it can be had. Never NaN, never infinite.
    pub value: Option<Quantity>,
    /// The inputs that it lacks; a value may be there nonetheless, as a sum of what is known.
    pub missing: Vec<NodeRef>,
    /// The source of an assumed value, or why there is no value.
    pub note: Cow<'static, str>,
    pub(super) expr: Option<Expr>,
    /// Why there is no value although nothing is missing, here or further back.
    trouble: Option<Mismatch>,
}

/// What evaluating an expression came to.
pub(super) struct Outcome {
    pub(super) value: Option<Quantity>,
    missing: Vec<NodeRef>,
    trouble: Option<Mismatch>,
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

/// All numbers of an estimate, each after those that it follows from.
#[derive(Clone, Debug, Default)]
pub struct Graph {
    conventions: Conventions,
    nodes: Vec<Node>,
    index: HashMap<Key, usize>,
    faults: Vec<String>,
}

impl Graph {
    /// An empty graph that computes by these conventions.
    pub fn new(conventions: Conventions) -> Self {
        Self {
            conventions,
            ..Self::default()
        }
    }

    /// The conventions by which it computes.
    pub const fn conventions(&self) -> &Conventions {
        &self.conventions
    }

    /// The node of a field or formula.
    pub fn find(&self, key: Key) -> Option<&Node> {
        self.index.get(&key).map(|at| &self.nodes[*at])
    }

    /// The node behind a reference.
    pub fn node(&self, node: NodeRef) -> &Node {
        &self.nodes[node.0]
    }

    /// Formulas whose units do not agree with what they are declared to yield: errors of the program, none in a release.
    pub fn faults(&self) -> &[String] {
        &self.faults
    }

    /// Every node, in the order in which they were put in.
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// Puts in a value from outside: entered, assumed, or unknown (`value` is none).
    pub fn input(
        &mut self,
        key: Key,
        name: Cow<'static, str>,
        kind: Kind,
        origin: Origin,
        value: Option<Quantity>,
        note: Cow<'static, str>,
    ) -> NodeRef {
        let here = NodeRef(self.nodes.len());
        let missing = if value.is_none() {
            vec![here]
        } else {
            Vec::new()
        };
        self.push(Node {
            key,
            name,
            kind,
            origin,
            value,
            missing,
            note,
            expr: None,
            trouble: None,
        })
    }

    /// Defines a result of the whole document.
    pub fn define(&mut self, formula: &'static Formula, expr: impl Into<Expr>) -> NodeRef {
        self.define_named(
            (formula.key, 0),
            Cow::Borrowed(formula.name),
            formula.kind,
            expr.into(),
        )
    }

    /// Defines a result of one row; its name is that of the formula with the row's.
    pub fn define_row(
        &mut self,
        formula: &'static Formula,
        row: u32,
        row_name: &str,
        expr: impl Into<Expr>,
    ) -> NodeRef {
        let name = Cow::Owned(format!("{}, {row_name}", formula.name));
        self.define_named((formula.key, row), name, formula.kind, expr.into())
    }

    /// Defines a derived node under any name: a result, or a field that was left empty and follows from others.
    pub fn define_named(
        &mut self,
        key: Key,
        name: Cow<'static, str>,
        kind: Kind,
        expr: Expr,
    ) -> NodeRef {
        match self.dimension(&expr) {
            Ok(dim) if kind.dims().contains(&dim) => {}
            Ok(dim) => self.faults.push(format!(
                "{name}: {} instead of {}",
                dim.name(),
                kind.expects()
            )),
            Err(why) => self.faults.push(format!("{name}: {why}")),
        }
        let outcome = self.evaluate(&expr);
        let value = outcome
            .value
            .filter(|q| q.value.is_finite() && kind.dims().contains(&q.dim));
        let note = outcome
            .trouble
            .map_or(Cow::Borrowed(""), |trouble| Cow::Owned(trouble.to_string()));
        let origin = if value.is_some() {
            Origin::Derived
        } else {
            Origin::Unknown
        };
        let trouble = outcome.trouble;
        self.push(Node {
            key,
            name,
            kind,
            origin,
            value,
            missing: outcome.missing,
            note,
            expr: Some(expr),
            trouble,
        })
    }

    fn push(&mut self, node: Node) -> NodeRef {
        let at = self.nodes.len();
        self.index.insert(node.key, at);
        self.nodes.push(node);
        NodeRef(at)
    }

    /// The dimension of an expression, found without any value: the unit check.
    fn dimension(&self, expr: &Expr) -> Result<Dim, String> {
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
            Expr::YearsOfGrowth(a, b)
                if self.dimension(a)?.is_none() && self.dimension(b)? == Dim::TIME =>
            {
                Ok(Dim::NONE)
            }
            Expr::Power(..) | Expr::YearsOfGrowth(..) => {
                Err("a power of something with a unit".to_owned())
            }
            Expr::Ceil(inner) | Expr::Per(inner, _) => self.dimension(inner),
        }
    }

    pub(super) fn evaluate(&self, expr: &Expr) -> Outcome {
        let conv = &self.conventions;
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
            Expr::YearsOfGrowth(growth, span) => self
                .evaluate(growth)
                .with(self.evaluate(span), |g, n| grown(g, n, *conv)),
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
                    .add(b, &self.conventions)
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
        .map(|node| node.0)
        .max()
        .unwrap_or(0);
    let mut there = vec![false; last + 1];
    for node in missing.iter() {
        there[node.0] = true;
    }
    missing.extend(
        more.into_iter()
            .filter(|node| !std::mem::replace(&mut there[node.0], true)),
    );
}

/// See [`super::years_of_growth`].
fn grown(growth: Quantity, span: Quantity, conv: Conventions) -> Result<Quantity, Mismatch> {
    let years = span.in_period(Period::Year, &conv);
    let rate = growth.value;
    // Below this the series is the plain number of years to within a double's precision.
    let worth = if rate.abs() < 1e-9 {
        years.value
    } else {
        ((1.0 + rate).powf(years.value) - 1.0) / rate
    };
    if worth.is_finite() {
        Ok(Quantity::scalar(worth))
    } else {
        Err(Mismatch::TooLarge)
    }
}
