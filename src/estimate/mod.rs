//! The estimation itself: builds the graph of numbers from the document, one file per section.

/// Declares the results of a section: `NAME = key, label, kind, help;`.
macro_rules! results {
    ($($name:ident = $key:literal, $label:literal, $kind:ident, $help:literal;)+) => {
        $(
            #[doc = $help]
            pub static $name: $crate::formula::Formula =
                $crate::formula::Formula { key: $key, name: $label, kind: Kind::$kind, help: $help };
        )+
        /// Every result of the section.
        pub static RESULTS: &[&$crate::formula::Formula] = &[$(&$name),+];
    };
}

pub mod apis;
pub mod architecture;
pub mod capacity;
mod chance;
pub mod cost;
pub mod data_model;
mod input;
pub mod notes;
pub mod reliability;
pub mod services;
mod sheet;
pub mod topics;
pub mod whatif;

pub use input::{Reading, read};
pub use sheet::INSTEAD;

use crate::formula::{Formula, Graph, Key, Node, Origin, Samples, Trace};
use crate::model::{Document, Id};
use crate::quantity::{Kind, Quantity, show, show_bits, show_range};

/// Every number that follows from a document.
#[derive(Clone, Debug, Default)]
pub struct Estimate {
    graph: Graph,
}

/// Estimates a design: a value for whatever can be had, with what is missing named.
///
/// ```
/// use envelope::{estimate, model::{Document, apis}};
/// let mut doc = Document::default();
/// doc.conventions.calendar = "interview".into();
/// doc.add_row_of(&apis::ACTIONS, &["Create paste", "", "POST", "/pastes", "write", "10M/month"]);
/// let estimate = estimate::of(&doc);
/// assert_eq!(estimate.shown(&estimate::capacity::AVERAGE_QPS, 0), "4 /s");
/// ```
pub fn of(doc: &Document) -> Estimate {
    build(
        doc,
        Some(|sheet, quick| {
            data_model::disk::estimate(sheet, quick);
            services::estimate(sheet);
            architecture::estimate(sheet);
        }),
    )
}

/// The same without what tables take on disk, whose rules are long, and what services bear: for an answer with every
/// key.
pub fn at_once(doc: &Document) -> Estimate {
    build(doc, None)
}

/// The result of this key, if it is one of those that [`at_once`] leaves out.
pub fn beside(key: &str) -> Option<&'static Formula> {
    let results = [
        data_model::disk::RESULTS,
        services::RESULTS,
        architecture::RESULTS,
    ];
    let mut results = results.into_iter().flatten().copied();
    results.find(|formula| formula.key == key)
}

/// Handed in, so that a page that never asks for it need not carry it.
type Beside = fn(&mut sheet::Sheet, &data_model::Quick);

fn build(doc: &Document, beside: Option<Beside>) -> Estimate {
    let mut sheet = sheet::Sheet::new(doc);
    // What an action stores may be a row of the data model.
    let rows = data_model::rows(&mut sheet);
    let capacity = capacity::estimate(&mut sheet, &rows);
    let quick = data_model::estimate(&mut sheet, &rows, &capacity);
    cost::estimate(&mut sheet, &capacity);
    reliability::estimate(&mut sheet, &capacity);
    topics::estimate(&mut sheet, &capacity);
    notes::estimate(&mut sheet, &capacity);
    whatif::estimate(&mut sheet);
    if let Some(beside) = beside {
        beside(&mut sheet, &quick);
    }
    Estimate {
        graph: sheet.finish(),
    }
}

/// Where there is no value.
const NONE: &str = "–";

impl Estimate {
    /// The graph itself.
    pub const fn graph(&self) -> &Graph {
        &self.graph
    }

    /// The node of a result; `row` is 0 for a result of the whole document.
    pub fn result(&self, formula: &Formula, row: Id) -> Option<&Node> {
        self.graph.find((formula.key, row))
    }

    /// The node of an input, by its field's key: what was given, assumed, or derived in its place.
    pub fn input(&self, key: &'static str, row: Id) -> Option<&Node> {
        self.graph.find((key, row))
    }

    /// The results of the whole document whose ranges are wanted; none where nothing was entered as a range.
    pub fn ranged(&self) -> Vec<Key> {
        let nodes = self.graph.nodes();
        if nodes.iter().all(|node| node.spread.is_none()) {
            return Vec::new();
        }
        let derived = nodes.iter().filter(|node| node.origin == Origin::Derived);
        derived
            .map(|node| node.key)
            .filter(|(_, row)| *row == 0)
            .collect()
    }

    /// The ranges of [`Estimate::ranged`], all at once.
    ///
    /// ```
    /// use envelope::{estimate, model::{Document, apis}};
    /// let mut doc = Document::default();
    /// doc.add_row_of(&apis::ACTIONS, &["Read", "", "GET", "/", "read", "100-200/s"]);
    /// let estimate = estimate::of(&doc);
    /// let samples = estimate.sample();
    /// assert_eq!(estimate.range_shown((estimate::capacity::AVERAGE_QPS.key, 0), &samples), "100–200 /s");
    /// ```
    pub fn sample(&self) -> Samples {
        self.graph.sample(&self.ranged())
    }

    /// Says that these inputs are off together: see [`Graph::draw_alike`].
    pub fn draw_alike(&mut self, inputs: Vec<Key>) {
        self.graph.draw_alike(inputs);
    }

    /// Between which ends 90 % of the cases of a result lie; empty where it has no range.
    pub fn range_shown(&self, result: Key, samples: &Samples) -> String {
        let (Some(range), Some(node)) = (samples.range(result), self.graph.find(result)) else {
            return String::new();
        };
        let conv = self.graph.conventions();
        let mut text = show_range(&range.low, &range.high, node.kind, conv);
        // A number that is the same in nearly all cases, such as two servers, says all by itself.
        if text == self.node_shown(node) {
            text.clear();
        }
        if range.failed > 0.0 {
            let share = show(&Quantity::scalar(range.failed), Kind::Share, conv);
            text.push_str(if text.is_empty() {
                "no value in "
            } else {
                "; no value in "
            });
            text.push_str(&share);
            text.push_str(" of the cases");
        }
        text
    }

    /// What a field would be without its entry: derived or assumed.
    pub fn instead(&self, key: &'static str) -> Option<&Node> {
        self.graph.find((key, INSTEAD))
    }

    /// What an empty field or cell follows from others to be, as it is shown.
    pub fn derived(&self, key: &'static str, row: Id) -> Option<String> {
        let node = self.input(key, row)?;
        (node.origin == Origin::Derived).then(|| self.graph.shown(node))
    }

    /// A result as it is shown, value and unit, and of a rate of data its bits too; a dash where there is none.
    pub fn shown(&self, formula: &Formula, row: Id) -> String {
        let Some(node) = self.result(formula, row) else {
            return NONE.to_owned();
        };
        self.node_shown(node)
    }

    /// The same without the bits, for a table and for a formula.
    pub fn shown_alone(&self, formula: &Formula, row: Id) -> String {
        match self.result(formula, row) {
            Some(node) if node.value.is_some() => self.graph.shown(node),
            _ => NONE.to_owned(),
        }
    }

    fn node_shown(&self, node: &Node) -> String {
        match (node.kind, node.value) {
            (_, None) => NONE.to_owned(),
            (Kind::DataRate, Some(value)) => {
                let bits = show_bits(&value, self.graph.conventions());
                [&self.graph.shown(node), " (", &bits, ")"].concat()
            }
            _ => self.graph.shown(node),
        }
    }

    /// The work behind a result.
    pub fn trace(&self, formula: &Formula, row: Id) -> Trace {
        self.graph.trace((formula.key, row))
    }
}

// On the host only: the property tests have no source of randomness in wasm.
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
