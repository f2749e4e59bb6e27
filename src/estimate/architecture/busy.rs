//! How busy a component is, in words, and which breaks first.

use super::COMPONENT_UTILISATION;
use crate::estimate::Estimate;
use crate::estimate::whatif::{self, Passed};
use crate::formula::in_order;
use crate::model::{Document, Id, capacity};
use crate::quantity::Quantity;

/// How busy something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// At the target utilisation, or below.
    Fine,
    /// Above the target.
    High,
    /// Above what there is.
    Over,
}

impl Level {
    /// What is said of it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Fine => "within the target",
            Self::High => "above the target",
            Self::Over => "over",
        }
    }
}

/// A component's utilisation, and how that stands to the target utilisation of section 5; none where it is not known.
///
/// ```
/// use envelope::{estimate::{self, architecture::{Level, level}}, model::{Document, apis, architecture as a}};
/// let mut doc = Document::default();
/// doc.capacity.peak_factor = "1x".into();
/// doc.add_row_of(&apis::ACTIONS, &["Create", "", "POST", "", "", "12k/s", "", "", "1 B"]);
/// let rows = doc.add_row_of(&a::COMPONENTS, &["PostgreSQL", "sql"]);
/// // One primary takes 10 k writes a second.
/// assert_eq!(level(&estimate::of(&doc), rows), Some((1.2, Level::Over)));
/// ```
pub fn level(estimate: &Estimate, component: Id) -> Option<(f64, Level)> {
    let busy = estimate
        .result(&COMPONENT_UTILISATION, component)?
        .value?
        .value;
    let target = estimate.input(capacity::UTILISATION.spec.key, 0);
    let target = target
        .and_then(|node| node.value)
        .map_or(1.0, |target| target.value);
    // What arithmetic leaves of a whole is no more than that.
    let above = |limit: f64| busy > limit * (1.0 + 1e-9);
    let level = if above(1.0) {
        Level::Over
    } else if above(target) {
        Level::High
    } else {
        Level::Fine
    };
    Some((busy, level))
}

/// The components that are passed somewhere along growing users, in that order: each with how many times the users it
/// bears as it stands; less than once where it is over already.
pub fn breaks(doc: &Document, estimate: &Estimate) -> Vec<(Id, f64)> {
    let growing = whatif::growing_nodes(doc, estimate);
    let whole = Quantity::scalar(1.0);
    let found = doc.architecture.components.iter().filter_map(|part| {
        let key = (COMPONENT_UTILISATION.key, part.id);
        estimate.graph().find(key)?.value?;
        match whatif::passed_by(key, whole, estimate, &growing) {
            Passed::After(times) => Some((part.id, times)),
            Passed::Always => Some((part.id, 0.0)),
            _ => None,
        }
    });
    in_order(found.collect(), |(_, times)| [*times, 0.0])
}
