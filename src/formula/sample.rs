//! The ranges of results: the same formulas over ten thousand cases of what their inputs may be.

use super::Key;
use super::column::{Column, Columns, Draws};
use super::draws::{BLOCK, BLOCKS, DRAWS};
use super::evaluate::walk;
use super::graph::{Graph, Node};
use super::range::{Range, Rough};
use crate::quantity::Unit;
use rustc_hash::FxHashMap as HashMap;

/// A sampling under way. It can be done bit by bit, so that a page stays responsive.
///
/// Only what the wanted results follow from is computed, and of that only what some range reaches. A block of
/// draws goes through all of it before the next, so that no more than a block of each number is kept.
///
/// ```
/// use envelope::formula::{Graph, Origin, Sampler};
/// use envelope::quantity::{Conventions, Kind, Quantity, Spread};
/// let mut graph = Graph::new(Conventions::EXACT);
/// let users = graph.input(
///     ("users", 0), "Users".into(), Kind::Count, Origin::Given, Some(Quantity::scalar(20.0)), "".into(),
/// );
/// graph.set_spread(users, Spread::between(10.0, 40.0));
/// let double = graph.define_named(("double", 0), "Double".into(), Kind::Count, users + users);
/// let mut sampler = Sampler::new(&graph, &[("double", 0)]);
/// while !sampler.step(&graph, 10) {
///     // Time for others.
/// }
/// let samples = sampler.finish();
/// let range = samples.range(("double", 0));
/// assert!(range.is_some_and(|range| (range.high.value / 80.0 - 1.0).abs() < 0.001));
/// # let _ = double;
/// ```
#[derive(Debug)]
pub struct Sampler {
    /// The nodes to compute, each after those that it follows from.
    order: Vec<usize>,
    /// By place, of the block under way.
    columns: Vec<Option<Column<'static>>>,
    wanted: Vec<Wanted>,
    /// By place: where it stands in `wanted`.
    wants: HashMap<usize, usize>,
    block: usize,
    /// The next in `order`.
    next: usize,
    /// Of as many of the wanted as have been gone through.
    ranges: HashMap<Key, Range>,
    ranged: usize,
}

/// What one case is of all.
#[allow(clippy::cast_precision_loss)] // ten thousand
const PART: f64 = 1.0 / DRAWS as f64;

/// To put the cases of a result in order takes as long as to compute so many numbers of one block.
const ORDERING: usize = 20;

/// A result whose range is wanted, with its cases so far.
#[derive(Clone, Debug)]
pub(super) struct Wanted {
    pub(super) key: Key,
    pub(super) unit: Option<Unit>,
    pub(super) cases: Vec<Rough>,
    /// The sum of those, each times [`PART`]: the sum of large numbers would be no number.
    sum: f64,
}

impl Sampler {
    /// Prepares the ranges of the wanted results. Keys that the graph does not have are passed over.
    pub fn new(graph: &Graph, wanted: &[Key]) -> Self {
        let nodes = graph.nodes();
        let mut sampler = Self {
            order: Vec::new(),
            columns: vec![None; nodes.len()],
            wanted: Vec::new(),
            wants: HashMap::default(),
            block: 0,
            next: 0,
            ranges: HashMap::default(),
            ranged: 0,
        };
        let places: Vec<usize> = wanted
            .iter()
            .filter_map(|key| graph.reference(*key))
            .map(super::NodeRef::place)
            .collect();
        let varies = graph.varying();
        let needed = graph.needed(&places);
        sampler.order = (0..nodes.len())
            .filter(|place| needed[*place] && varies[*place])
            .collect();
        for place in places.into_iter().filter(|place| varies[*place]) {
            sampler.wants.entry(place).or_insert_with(|| {
                sampler.wanted.push(Wanted {
                    key: nodes[place].key,
                    unit: nodes[place].value.map(crate::quantity::Quantity::unit),
                    cases: Vec::with_capacity(BLOCK * BLOCKS),
                    sum: 0.0,
                });
                sampler.wanted.len() - 1
            });
        }
        sampler
    }

    /// How many numbers there are to compute in all, each of each block once; what [`Sampler::step`] counts, besides
    /// what it takes to put the cases in order.
    pub fn work(&self) -> usize {
        self.order.len() * BLOCKS
    }

    /// Does so much of the work, and says whether all is done. The graph is the one that it was made for.
    pub fn step(&mut self, graph: &Graph, budget: usize) -> bool {
        let mut left = budget;
        while left > 0 && self.ranged < self.wanted.len() {
            if self.block == BLOCKS {
                self.range_next();
                left = left.saturating_sub(ORDERING);
                continue;
            }
            left -= 1;
            let Some(place) = self.order.get(self.next).copied() else {
                (self.block, self.next) = (self.block + 1, 0);
                continue;
            };
            self.next += 1;
            if let Some(node) = graph.nodes().get(place) {
                self.compute(graph, place, node);
            }
        }
        self.ranged == self.wanted.len()
    }

    /// The range of the next of the wanted, from as many whole blocks as have been done.
    fn range_next(&mut self) {
        if let Some(wanted) = self.wanted.get_mut(self.ranged) {
            let whole = self.block * BLOCK;
            if wanted.cases.len() > whole {
                wanted.cases.truncate(whole);
                let known = wanted.cases.iter().filter_map(|case| case.value());
                wanted.sum = known.map(|value| value * PART).sum();
            }
            let range = wanted
                .unit
                .and_then(|unit| Range::of(&wanted.cases, wanted.sum, unit));
            self.ranges.extend(range.map(|range| (wanted.key, range)));
        }
        self.ranged += 1;
    }

    fn compute(&mut self, graph: &Graph, place: usize, node: &Node) {
        let column = match (&node.expr, node.spread, node.value) {
            (Some(expr), ..) => {
                let columns = Columns {
                    graph,
                    count: BLOCK,
                    by_place: &self.columns,
                };
                match walk(expr, &columns).allowed(node.kind, BLOCK).owned() {
                    // A sum of nothing of which the rest is not known.
                    Column::Same(Some(sum)) if node.value.is_none() && sum.value == 0.0 => {
                        Column::Same(None)
                    }
                    column => column,
                }
            }
            (None, Some(spread), Some(value)) => {
                let draws = graph.stream(node.key).draw(&spread.curve(), self.block);
                Column::Draws(Draws::new(value.unit(), draws))
            }
            _ => Column::Same(node.value),
        };
        if let Some(wanted) = self.wants.get(&place) {
            self.wanted[*wanted].add(&column, graph);
        }
        self.columns[place] = Some(column);
    }

    /// The ranges, from as many whole blocks as have been done.
    pub fn finish(mut self) -> Samples {
        while self.ranged < self.wanted.len() {
            self.range_next();
        }
        Samples {
            ranges: self.ranges,
            wanted: self.wanted,
        }
    }
}

impl Wanted {
    /// Adds the cases of a block, all in the unit of the result or, if it has no value, of the first case.
    fn add(&mut self, column: &Column, graph: &Graph) {
        let conv = graph.conventions();
        if let Column::Draws(draws) = column
            && *self.unit.get_or_insert(draws.unit) == draws.unit
        {
            let cases = draws.values.iter().map(|value| Rough::of(*value));
            self.cases.extend(cases);
            self.sum += draws.sum(PART);
            return;
        }
        for draw in 0..BLOCK {
            let case = column.at(draw).and_then(|value| {
                let unit = *self.unit.get_or_insert(value.unit());
                (unit.dim == value.dim).then(|| value.in_period(unit.period, conv).value)
            });
            self.cases.push(case.map_or(Rough::NONE, Rough::of));
            self.sum += case.unwrap_or(0.0) * PART;
        }
    }
}

/// The ranges of results, with the cases that they come from: 40 KB for each result.
#[derive(Clone, Debug, Default)]
pub struct Samples {
    ranges: HashMap<Key, Range>,
    wanted: Vec<Wanted>,
}

impl Samples {
    /// The range of a result; none where no range reaches it, or where it has a value in no case.
    pub fn range(&self, key: Key) -> Option<&Range> {
        self.ranges.get(&key)
    }

    /// Whether nothing has a range.
    pub fn is_empty(&self) -> bool {
        self.ranges.is_empty()
    }

    pub(super) fn cases(&self, key: Key) -> Option<&[Rough]> {
        let wanted = self.wanted.iter().find(|wanted| wanted.key == key)?;
        Some(&wanted.cases)
    }
}

impl Graph {
    /// The ranges of the wanted results, all at once: see [`Sampler`].
    ///
    /// ```
    /// use envelope::formula::{Graph, Origin};
    /// use envelope::quantity::{Conventions, Kind, Quantity, Spread};
    /// let mut graph = Graph::new(Conventions::EXACT);
    /// let users = graph.input(
    ///     ("users", 0), "Users".into(), Kind::Count, Origin::Given, Some(Quantity::scalar(20.0)), "".into(),
    /// );
    /// graph.set_spread(users, Spread::between(10.0, 40.0));
    /// let samples = graph.sample(&[("users", 0)]);
    /// let range = samples.range(("users", 0));
    /// assert!(range.is_some_and(|range| (range.low.value / 10.0 - 1.0).abs() < 0.001));
    /// ```
    pub fn sample(&self, wanted: &[Key]) -> Samples {
        let mut sampler = Sampler::new(self, wanted);
        while !sampler.step(self, usize::MAX) {}
        sampler.finish()
    }
}
