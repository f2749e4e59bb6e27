//! Nodes, their values, and what they lack.

use super::draws::Stream;
use super::{Expr, Formula, Name};
use crate::quantity::{Conventions, Kind, Mismatch, Quantity, Spread};
use rustc_hash::FxHashMap as HashMap;
use std::borrow::Cow;
use std::sync::Arc;

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
    pub name: Name,
    /// How it is shown.
    pub kind: Kind,
    /// Where it comes from.
    pub origin: Origin,
    /// Its value, where it can be had. Never NaN, never infinite.
    pub value: Option<Quantity>,
    /// How far the value of an input may be off, in the value's own unit and period.
    pub spread: Option<Spread>,
    /// The inputs that it lacks; a value may be there nonetheless, as a sum of what is known.
    pub missing: Vec<NodeRef>,
    /// The source of an assumed value, or why there is no value.
    pub note: Cow<'static, str>,
    pub(super) expr: Option<Expr>,
    /// Why there is no value although nothing is missing, here or further back.
    pub(super) trouble: Option<Mismatch>,
}

/// All numbers of an estimate, each after those that it follows from.
#[derive(Clone, Debug, Default)]
pub struct Graph {
    conventions: Conventions,
    nodes: Vec<Node>,
    index: HashMap<Key, usize>,
    faults: Vec<String>,
    /// Inputs that are off together.
    alike: Vec<Key>,
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

    /// Formulas whose units do not agree with what they are declared to yield: errors of the program, looked for
    /// where debug assertions are on.
    pub fn faults(&self) -> &[String] {
        &self.faults
    }

    /// Every node, in the order in which they were put in.
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// The reference to the node of a field or formula.
    pub fn reference(&self, key: Key) -> Option<NodeRef> {
        self.index.get(&key).copied().map(NodeRef)
    }

    /// Says how far the value of an input may be off. What follows from others has its range from them.
    ///
    /// ```
    /// use envelope::formula::{Graph, Origin};
    /// use envelope::quantity::{Conventions, Kind, Quantity, Spread};
    /// let mut graph = Graph::new(Conventions::EXACT);
    /// let ten = Some(Quantity::scalar(10.0));
    /// let users = graph.input(("users", 0), "Users".into(), Kind::Count, Origin::Given, ten, "".into());
    /// graph.set_spread(users, Spread::between(5.0, 20.0));
    /// assert!(graph.node(users).spread.is_some());
    /// ```
    pub fn set_spread(&mut self, input: NodeRef, spread: Option<Spread>) {
        if let Some(node) = self.nodes.get_mut(input.0)
            && node.expr.is_none()
        {
            node.spread = spread.filter(|_| node.value.is_some());
        }
    }

    /// Says that these inputs are off together, by the same uncertain number: each case has all of them high, or all low.
    ///
    /// ```
    /// use envelope::formula::{Graph, Origin};
    /// use envelope::quantity::{Conventions, Kind, Quantity, Spread};
    /// let mut graph = Graph::new(Conventions::EXACT);
    /// let two = Some(Quantity::scalar(2.0));
    /// let [a, b] = ["a", "b"].map(|key| {
    ///     let node = graph.input((key, 0), key.into(), Kind::Count, Origin::Given, two, "".into());
    ///     graph.set_spread(node, Spread::between(1.0, 4.0));
    ///     node
    /// });
    /// graph.define_named(("ratio", 0), "Ratio".into(), Kind::Count, a / b);
    /// graph.draw_alike(vec![("a", 0), ("b", 0)]);
    /// let samples = graph.sample(&[("ratio", 0)]);
    /// assert!(samples.range(("ratio", 0)).is_some_and(|range| range.high.value < 1.0001));
    /// ```
    pub fn draw_alike(&mut self, inputs: Vec<Key>) {
        self.alike = inputs;
    }

    /// The draws of an input.
    pub(super) fn stream(&self, input: Key) -> Stream {
        let together = self.alike.contains(&input);
        let first = self.alike.first().filter(|_| together);
        Stream::of(first.copied().unwrap_or(input))
    }

    /// Puts in a value from outside: entered, assumed, or unknown (`value` is none).
    pub fn input(
        &mut self,
        key: Key,
        name: Name,
        kind: Kind,
        origin: Origin,
        value: Option<Quantity>,
        note: Cow<'static, str>,
    ) -> NodeRef {
        let here = NodeRef(self.nodes.len());
        // Several results may want the same thing; it is missing once, and stands for the others.
        let first = self.index.get(&key).copied().filter(|_| value.is_none());
        let missing = match (value, first) {
            (Some(_), _) => Vec::new(),
            (None, Some(first)) => vec![NodeRef(first)],
            (None, None) => vec![here],
        };
        self.push(Node {
            key,
            name,
            kind,
            origin,
            value,
            spread: None,
            missing,
            note,
            expr: None,
            trouble: None,
        });
        if let Some(first) = first {
            self.index.insert(key, first);
        }
        here
    }

    /// Defines a result of the whole document.
    pub fn define(&mut self, formula: &'static Formula, expr: impl Into<Expr>) -> NodeRef {
        self.define_named(
            (formula.key, 0),
            formula.name.into(),
            formula.kind,
            expr.into(),
        )
    }

    /// Defines a result of one row; its name is that of the formula with the row's.
    pub fn define_row(
        &mut self,
        formula: &'static Formula,
        row: u32,
        row_name: Arc<str>,
        expr: impl Into<Expr>,
    ) -> NodeRef {
        let name = Name::in_row(formula.name, row_name);
        self.define_named((formula.key, row), name, formula.kind, expr.into())
    }

    /// Defines a derived node under any name: a result, or a field that was left empty and follows from others.
    pub fn define_named(&mut self, key: Key, name: Name, kind: Kind, expr: Expr) -> NodeRef {
        // The units of a formula do not depend on what is entered, so a release need not check them again.
        if cfg!(debug_assertions) {
            self.check(&name, kind, &expr);
        }
        let outcome = self.evaluate(&expr);
        let known = outcome.missing.is_empty() || !expr.adds_what_is_known();
        let value = outcome.value.filter(|value| allowed(kind, *value));
        let value = value.filter(|value| known || value.value != 0.0);
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
            spread: None,
            missing: outcome.missing,
            note,
            expr: Some(expr),
            trouble,
        })
    }

    fn check(&mut self, name: &Name, kind: Kind, expr: &Expr) {
        match self.dimension(expr) {
            Ok(dim) if kind.dims().contains(&dim) => {}
            Ok(dim) => self.faults.push(format!(
                "{name}: {} instead of {}",
                dim.name(),
                kind.expects()
            )),
            Err(why) => self.faults.push(format!("{name}: {why}")),
        }
    }

    /// Gives a node another value, and where it is certain, no spread.
    pub(super) fn put(&mut self, place: usize, value: Option<Quantity>, certain: bool) {
        if let Some(node) = self.nodes.get_mut(place) {
            node.value = value;
            node.spread = node.spread.filter(|_| !certain);
        }
    }

    fn push(&mut self, node: Node) -> NodeRef {
        let at = self.nodes.len();
        self.index.insert(node.key, at);
        self.nodes.push(node);
        NodeRef(at)
    }
}

/// Whether a node of this kind can have this value.
pub(super) fn allowed(kind: Kind, value: Quantity) -> bool {
    value.value.is_finite() && kind.dims().contains(&value.dim)
}
