//! What a sum consists of: its terms, each with its value, out of the formula itself.

use super::graph::{Graph, NodeRef};
use super::{Expr, Key};
use crate::quantity::Quantity;

/// A part of a result that is a sum.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// Its name for people: that of the number that it is, or of the first in it.
    pub name: String,
    /// Its value, where it can be had.
    pub value: Option<Quantity>,
}

impl Graph {
    /// The terms of a result, in the order of its formula; where one of them is the result of a sum itself, the terms of
    /// that. A result that is no sum is its own only term.
    ///
    /// ```
    /// use envelope::formula::{Graph, Origin};
    /// use envelope::quantity::{Conventions, Kind, Quantity};
    /// let mut graph = Graph::new(Conventions::EXACT);
    /// let mut number = |key: &'static str, value| {
    ///     let value = Some(Quantity::scalar(value));
    ///     graph.input((key, 0), key.into(), Kind::Count, Origin::Given, value, "".into())
    /// };
    /// let (bread, butter, jam) = (number("Bread", 1.0), number("Butter", 2.0), number("Jam", 4.0));
    /// let fat = graph.define_named(("fat", 0), "Fat".into(), Kind::Count, bread + butter);
    /// graph.define_named(("meal", 0), "Meal".into(), Kind::Count, fat + jam);
    /// let terms = graph.terms(("meal", 0));
    /// assert_eq!(terms.iter().map(|term| &*term.name).collect::<Vec<_>>(), ["Bread", "Butter", "Jam"]);
    /// assert_eq!(terms[2].value, Some(Quantity::scalar(4.0)));
    /// ```
    pub fn terms(&self, result: Key) -> Vec<Term> {
        let mut terms = Vec::new();
        if let Some(node) = self.reference(result) {
            self.collect(&Expr::Node(node), &mut terms);
        }
        terms
    }

    /// The term of a result that begins with an input: what a part of a sum is, out of the sum's own formula.
    pub fn term(&self, result: Key, first: Key) -> Option<Expr> {
        let wanted = self.reference(first)?;
        let node = self.node(self.reference(result)?);
        starting(node.expr.as_ref()?, wanted)
    }

    fn collect(&self, expr: &Expr, terms: &mut Vec<Term>) {
        match expr {
            Expr::Plus(a, b) => {
                self.collect(a, terms);
                self.collect(b, terms);
            }
            Expr::Sum(all) => all.iter().for_each(|term| self.collect(term, terms)),
            Expr::Node(node) if self.is_sum(*node) => {
                if let Some(expr) = &self.node(*node).expr {
                    self.collect(expr, terms);
                }
            }
            _ => terms.push(Term {
                name: self.first_name(expr),
                value: self.evaluate(expr).value,
            }),
        }
    }

    /// Whether a node is a sum, or another name for one.
    fn is_sum(&self, node: NodeRef) -> bool {
        match &self.node(node).expr {
            Some(Expr::Plus(..) | Expr::Sum(_)) => true,
            Some(Expr::Node(other)) => self.is_sum(*other),
            _ => false,
        }
    }

    fn first_name(&self, expr: &Expr) -> String {
        let mut name = String::new();
        expr.any(&mut |node| {
            name = self.node(node).name.to_string();
            true
        });
        name
    }
}

/// The part of a sum that begins with this node.
fn starting(expr: &Expr, wanted: NodeRef) -> Option<Expr> {
    match expr {
        Expr::Per(of, _) => starting(of, wanted),
        Expr::Plus(a, b) => starting(a, wanted).or_else(|| starting(b, wanted)),
        Expr::Sum(all) => all.iter().find_map(|term| starting(term, wanted)),
        _ => {
            let mut first = None;
            expr.any(&mut |node| {
                first = Some(node);
                true
            });
            (first == Some(wanted)).then(|| expr.clone())
        }
    }
}
