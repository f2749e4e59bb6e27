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

pub mod capacity;
pub mod cost;
pub mod data_model;
mod input;
pub mod notes;
pub mod reliability;
mod sheet;
pub mod whatif;

pub use input::{Reading, read};

use crate::formula::{Formula, Graph, Node, Trace};
use crate::model::{Document, Id};
use crate::quantity::Kind;

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
    let mut sheet = sheet::Sheet::new(doc);
    let capacity = capacity::estimate(&mut sheet);
    cost::estimate(&mut sheet, &capacity);
    data_model::estimate(&mut sheet);
    reliability::estimate(&mut sheet, &capacity);
    notes::estimate(&mut sheet);
    whatif::estimate(&mut sheet);
    Estimate {
        graph: sheet.finish(),
    }
}

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

    /// A result as it is shown, value and unit; a dash where there is none.
    pub fn shown(&self, formula: &Formula, row: Id) -> String {
        match self.result(formula, row) {
            Some(node) if node.value.is_some() => match (node.kind, node.value) {
                (Kind::DataRate, Some(value)) => {
                    format!(
                        "{} ({})",
                        self.graph.shown(node),
                        crate::quantity::show_bits(&value, self.graph.conventions())
                    )
                }
                _ => self.graph.shown(node),
            },
            _ => "–".to_owned(),
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
