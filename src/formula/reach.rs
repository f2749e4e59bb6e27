//! What follows from what, and what a result would be if something else were so.

use super::evaluate::{Outcome, Single, walk};
use super::graph::{Graph, NodeRef, allowed};
use super::{Expr, Key};
use crate::quantity::Quantity;

impl Expr {
    /// Whether any node of this expression is such.
    pub(super) fn any(&self, such: &mut dyn FnMut(NodeRef) -> bool) -> bool {
        match self {
            Self::Node(node) => such(*node),
            Self::Constant(..) => false,
            Self::Sum(terms) | Self::Greatest(terms) | Self::Function(_, terms) => {
                terms.iter().any(|term| term.any(such))
            }
            Self::Plus(a, b)
            | Self::Difference(a, b)
            | Self::Product(a, b)
            | Self::Quotient(a, b)
            | Self::Power(a, b) => a.any(such) || b.any(such),
            Self::Ceil(inner) | Self::Per(inner, _) => inner.any(such),
        }
    }
}

impl Graph {
    /// By place: what these nodes follow from, and they themselves.
    pub(super) fn needed(&self, places: &[usize]) -> Vec<bool> {
        let mut needed = vec![false; self.nodes().len()];
        for place in places {
            needed[*place] = true;
        }
        for (place, node) in self.nodes().iter().enumerate().rev() {
            if let (true, Some(expr)) = (needed[place], &node.expr) {
                expr.any(&mut |node| {
                    needed[node.place()] = true;
                    false
                });
            }
        }
        needed
    }

    /// By place: inputs of which `changes` holds, and what follows from them.
    fn reached(&self, changes: impl Fn(usize) -> bool) -> Vec<bool> {
        let mut reached = Vec::with_capacity(self.nodes().len());
        for (place, node) in self.nodes().iter().enumerate() {
            let follows = |expr: &Expr| expr.any(&mut |node| reached[node.place()]);
            let yes = changes(place) || node.expr.as_ref().is_some_and(follows);
            reached.push(yes);
        }
        reached
    }

    /// By place: what has a spread, or follows from what has one.
    pub(super) fn varying(&self) -> Vec<bool> {
        self.reached(|place| self.nodes()[place].spread.is_some())
    }

    /// From now on an input has this value, for certain, and what follows from it is evaluated anew. For a look at many
    /// values, one after the other, of a copy.
    ///
    /// ```
    /// use envelope::formula::{Graph, Origin};
    /// use envelope::quantity::{Conventions, Kind, Quantity};
    /// let mut graph = Graph::new(Conventions::EXACT);
    /// let two = Some(Quantity::scalar(2.0));
    /// let side = graph.input(("side", 0), "Side".into(), Kind::Count, Origin::Given, two, "".into());
    /// graph.define_named(("area", 0), "Area".into(), Kind::Count, side * side);
    /// graph.suppose(("side", 0), Quantity::scalar(5.0));
    /// assert_eq!(graph.find(("area", 0)).and_then(|area| area.value), Some(Quantity::scalar(25.0)));
    /// ```
    pub fn suppose(&mut self, input: Key, value: Quantity) {
        let reached = self.reached(|place| self.nodes()[place].key == input);
        for (place, _) in reached.iter().enumerate().filter(|(_, is)| **is) {
            let node = &self.nodes()[place];
            let is_input = node.key == input;
            let then = match &node.expr {
                Some(expr) if !is_input => self.evaluate(expr).value,
                _ => Some(value),
            };
            let then = then.filter(|then| allowed(node.kind, *then));
            self.put(place, then, is_input);
        }
    }

    /// What a result would be if these numbers were so; the graph stays as it is.
    ///
    /// ```
    /// use envelope::formula::{Graph, Origin};
    /// use envelope::quantity::{Conventions, Kind, Quantity};
    /// let mut graph = Graph::new(Conventions::EXACT);
    /// let two = Some(Quantity::scalar(2.0));
    /// let side = graph.input(("side", 0), "Side".into(), Kind::Count, Origin::Given, two, "".into());
    /// graph.define_named(("area", 0), "Area".into(), Kind::Count, side * side);
    /// let area = graph.with_changed(&[(("side", 0), Quantity::scalar(3.0))], ("area", 0));
    /// assert_eq!(area, Some(Quantity::scalar(9.0)));
    /// ```
    pub fn with_changed(&self, changes: &[(Key, Quantity)], result: Key) -> Option<Quantity> {
        let keys: Vec<Key> = changes.iter().map(|(key, _)| *key).collect();
        let Some(path) = Path::between(self, &keys, result) else {
            return self.find(result)?.value;
        };
        let values: Vec<Quantity> = changes.iter().map(|(_, value)| *value).collect();
        path.value(&values)
    }
}

/// The way from some nodes to a result, to be gone more than once.
pub(super) struct Path<'g> {
    graph: &'g Graph,
    keys: &'g [Key],
    /// What is on the way, each after those that it follows from, and which of the keys it has.
    places: Vec<(usize, Option<usize>)>,
    /// By place: where it stands in `places`.
    standing: Vec<Option<usize>>,
}

impl<'g> Path<'g> {
    /// None where the result does not follow from any of them, or where there is no such result.
    pub(super) fn between(graph: &'g Graph, keys: &'g [Key], result: Key) -> Option<Self> {
        let nodes = graph.nodes();
        let end = graph.reference(result)?.place();
        let needed = graph.needed(&[end]);
        let of = |place: usize| keys.iter().position(|key| *key == nodes[place].key);
        let reached = graph.reached(|place| needed[place] && of(place).is_some());
        let on_it = |place: &usize| needed[*place] && reached[*place];
        let places: Vec<(usize, Option<usize>)> = (0..nodes.len())
            .filter(on_it)
            .map(|place| (place, of(place)))
            .collect();
        let mut standing = vec![None; nodes.len()];
        for (at, (place, _)) in places.iter().enumerate() {
            standing[*place] = Some(at);
        }
        standing[end].is_some().then_some(Self {
            graph,
            keys,
            places,
            standing,
        })
    }

    /// The result, if the keys had these values in turn.
    pub(super) fn value(&self, changes: &[Quantity]) -> Option<Quantity> {
        debug_assert_eq!(changes.len(), self.keys.len());
        let nodes = self.graph.nodes();
        let mut values: Vec<Option<Quantity>> = Vec::with_capacity(self.places.len());
        for (place, key) in &self.places {
            let node = &nodes[*place];
            let then = key.and_then(|key| changes.get(key).copied());
            let value = match (then, &node.expr) {
                (Some(value), _) => Some(value),
                (None, Some(expr)) => {
                    let of = |node: NodeRef| {
                        Outcome::of(match self.standing[node.place()] {
                            Some(at) => values[at],
                            None => nodes[node.place()].value,
                        })
                    };
                    let single = Single {
                        conv: self.graph.conventions(),
                        node: &of,
                    };
                    walk(expr, &single).value
                }
                (None, None) => node.value,
            };
            values.push(value.filter(|value| allowed(node.kind, *value)));
        }
        // The result stands last: nothing that it needs stands after it.
        values.last().copied().flatten()
    }
}
