//! The work shown: a formula in words, with the numbers put in, and with what was assumed.

use super::graph::{Graph, Node, NodeRef, Origin};
use super::{Expr, Key, Written};
use crate::quantity::{Kind, Period, Quantity, show, show_exact};

/// More terms than this are counted, not written out.
const TERMS_SHOWN: usize = 8;

/// How a result came about.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Trace {
    /// The formula in words: names and operators.
    pub words: String,
    /// The same with the numbers put in.
    pub numbers: String,
    /// The result with all its digits.
    pub exact: String,
    /// What was assumed on the way, each with its reason.
    pub assumed: Vec<String>,
    /// The names of the inputs that are missing.
    pub missing: Vec<String>,
    /// Why there is no value although nothing is missing.
    pub trouble: String,
}

/// How tightly an operator binds; decides where parentheses stand.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
enum Binding {
    Sum,
    Product,
    Power,
    Whole,
}

/// What stands for a node: its name or its number.
#[derive(Clone, Copy, PartialEq)]
enum Face {
    Words,
    Numbers,
}

impl Graph {
    /// The work behind a node; empty for an input.
    pub fn trace(&self, key: Key) -> Trace {
        let Some(node) = self.find(key) else {
            return Trace::default();
        };
        let mut trace = Trace {
            exact: node
                .value
                .map(|value| show_exact(&value, node.kind, self.conventions()))
                .unwrap_or_default(),
            missing: self.names(&node.missing),
            trouble: node.note.to_string(),
            ..Trace::default()
        };
        if let Some(expr) = &node.expr {
            trace.words = self.write(expr, Face::Words).0;
            trace.numbers = self.write(expr, Face::Numbers).0;
            self.collect_assumed(expr, &mut trace.assumed);
        }
        trace
    }

    /// The names of these nodes.
    pub fn names(&self, nodes: &[NodeRef]) -> Vec<String> {
        nodes
            .iter()
            .map(|node| self.node(*node).name.to_string())
            .collect()
    }

    /// The assumptions that stand directly in the formula; those further back stand in the work of their own results.
    fn collect_assumed(&self, expr: &Expr, assumed: &mut Vec<String>) {
        match expr {
            Expr::Node(node) => {
                let node = self.node(*node);
                if node.origin == Origin::Assumed {
                    let line = format!("{} {}: {}", node.name, self.shown(node), node.note);
                    if !assumed.contains(&line) {
                        assumed.push(line);
                    }
                }
            }
            Expr::Constant(..) => {}
            Expr::Sum(terms) | Expr::Greatest(terms) | Expr::Function(_, terms) => {
                for term in terms {
                    self.collect_assumed(term, assumed);
                }
            }
            Expr::Plus(a, b)
            | Expr::Difference(a, b)
            | Expr::Product(a, b)
            | Expr::Quotient(a, b)
            | Expr::Power(a, b) => {
                self.collect_assumed(a, assumed);
                self.collect_assumed(b, assumed);
            }
            Expr::Ceil(inner) | Expr::Per(inner, _) => self.collect_assumed(inner, assumed),
        }
    }

    /// The value of a node as it is shown, or a question mark.
    pub fn shown(&self, node: &Node) -> String {
        node.value.map_or_else(
            || "?".to_owned(),
            |value| show(&value, node.kind, self.conventions()),
        )
    }

    /// As [`Graph::shown`], but a rate stays in the period that it is counted in, so that the numbers can be followed.
    fn counted(&self, node: &Node) -> String {
        match node.value {
            Some(value) if node.kind == Kind::Rate && value.period != Period::Second => {
                show(&value, Kind::ActionRate, self.conventions())
            }
            _ => self.shown(node),
        }
    }

    fn write(&self, expr: &Expr, face: Face) -> (String, Binding) {
        match expr {
            Expr::Node(node) => {
                let node = self.node(*node);
                (
                    if face == Face::Words {
                        node.name.to_string()
                    } else {
                        self.counted(node)
                    },
                    Binding::Whole,
                )
            }
            Expr::Constant(value, kind) => (show(value, *kind, self.conventions()), Binding::Whole),
            Expr::Sum(terms) => self.write_sum(terms, face),
            Expr::Plus(a, b) => (self.write_plus(a, b, face), Binding::Sum),
            Expr::Difference(a, b) => (self.infix(a, " − ", b, Binding::Sum, face), Binding::Sum),
            Expr::Product(a, b) => (
                self.infix(a, " × ", b, Binding::Product, face),
                Binding::Product,
            ),
            Expr::Quotient(a, b) => (
                self.infix(a, " ÷ ", b, Binding::Product, face),
                Binding::Product,
            ),
            Expr::Power(a, b) => (
                self.infix(a, " ^ ", b, Binding::Power, face),
                Binding::Power,
            ),
            Expr::Greatest(terms) => {
                let terms: Vec<String> =
                    terms.iter().map(|term| self.write(term, face).0).collect();
                (
                    format!("greatest of ({})", terms.join("; ")),
                    Binding::Whole,
                )
            }
            Expr::Ceil(inner) => (
                format!("round up ({})", self.write(inner, face).0),
                Binding::Whole,
            ),
            Expr::Per(inner, period) => self.write_per(inner, *period, face),
            Expr::Function(function, arguments) => {
                let written: Vec<Written> = arguments
                    .iter()
                    .map(|argument| Written {
                        text: self.write(argument, face).0,
                        value: self.evaluate(argument).value,
                    })
                    .collect();
                (function.write(&written), Binding::Whole)
            }
        }
    }

    fn write_sum(&self, terms: &[Expr], face: Face) -> (String, Binding) {
        let mut parts: Vec<String> = terms
            .iter()
            .take(TERMS_SHOWN)
            .map(|term| self.write(term, face).0)
            .collect();
        if terms.len() > TERMS_SHOWN {
            parts.push(format!("… {} more", terms.len() - TERMS_SHOWN));
        }
        let binding = if parts.len() == 1 {
            Binding::Product
        } else {
            Binding::Sum
        };
        (parts.join(" + "), binding)
    }

    /// Neither side of a plus needs parentheses around another sum.
    fn write_plus(&self, a: &Expr, b: &Expr, face: Face) -> String {
        [self.write(a, face).0, self.write(b, face).0].join(" + ")
    }

    fn infix(
        &self,
        left: &Expr,
        operator: &str,
        right: &Expr,
        binding: Binding,
        face: Face,
    ) -> String {
        let (left, left_binding) = self.write(left, face);
        let (right, right_binding) = self.write(right, face);
        let left = if left_binding < binding {
            format!("({left})")
        } else {
            left
        };
        // On the right of − and ÷ an equal binding changes the meaning.
        let right = if right_binding <= binding {
            format!("({right})")
        } else {
            right
        };
        format!("{left}{operator}{right}")
    }

    /// A change of the unit of time: the constant of the calendar stands in the numbers.
    fn write_per(&self, inner: &Expr, period: Period, face: Face) -> (String, Binding) {
        let (text, binding) = self.write(inner, face);
        let Some(value) = self.evaluate(inner).value else {
            return (text, binding);
        };
        if value.period == period || value.dim.time == 0 || value.value == 0.0 {
            return (text, binding);
        }
        let factor = value.in_period(period, self.conventions()).value / value.value;
        let (operator, constant, many, one) = if factor < 1.0 {
            ("÷", 1.0 / factor, period, value.period)
        } else {
            ("×", factor, value.period, period)
        };
        // For a time (3 years in months) the same constant reads the other way round.
        let (many, one) = if value.dim.time > 0 {
            (one, many)
        } else {
            (many, one)
        };
        let text = if binding < Binding::Product {
            format!("({text})")
        } else {
            text
        };
        let constant = show_exact(&Quantity::scalar(constant), Kind::Count, self.conventions());
        let unit = match face {
            Face::Words => format!("{} in a {}", many.plural(), one.singular()),
            Face::Numbers => format!("{constant} {}/{}", many.short(), one.short()),
        };
        (format!("{text} {operator} {unit}"), Binding::Product)
    }
}
