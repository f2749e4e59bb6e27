//! What could be added to a design, by what it says already: rows that a person may take over with one click.
//!
//! Nothing is added by itself. What is there already, by its name, is not proposed.

mod architecture;
mod failures;
mod junctions;
mod protections;
mod replication;
mod requirements;
mod security;
mod services;
// On the host only, as the other tests are.
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
mod tradeoffs;

pub use crate::outline::Proposed;

use crate::estimate::Estimate;
use crate::library::prompts::Prompt;
use crate::model::{Document, Id, Table};
use crate::review::Fix;

/// Something that could be added.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    /// What is done when it is taken over.
    pub fix: Fix,
    /// Why one would.
    pub why: String,
}

/// What could be added in one place, in the order in which one would.
///
/// ```
/// use envelope::{estimate, model::{Document, apis}, propose::{Proposed, proposals}};
/// let mut doc = Document::default();
/// doc.add_row_of(&apis::ACTIONS, &["Create paste", "", "POST", "/api/v1/pastes"]);
/// let found = proposals(Proposed::Services, &doc, &estimate::of(&doc));
/// assert_eq!(found[0].fix.label, "Paste service");
/// found[0].fix.apply(&mut doc);
/// assert_eq!(doc.apis.actions[0].service, doc.services.services[0].id.to_string());
/// assert!(proposals(Proposed::Services, &doc, &estimate::of(&doc)).is_empty());
/// ```
pub fn proposals(what: Proposed, doc: &Document, estimate: &Estimate) -> Vec<Proposal> {
    match what {
        Proposed::Functional => requirements::functional(doc),
        Proposed::NonFunctional => requirements::non_functional(doc, estimate),
        Proposed::Services => services::proposals(doc),
        Proposed::Components => architecture::components(doc, estimate),
        Proposed::Connections => architecture::connections(doc),
        Proposed::Tradeoffs => tradeoffs::proposals(doc, estimate),
        Proposed::Failures => failures::failures(doc, estimate),
        Proposed::Bottlenecks => failures::bottlenecks(doc, estimate),
        Proposed::Measures => security::measures(doc),
        Proposed::Rules => security::rules(doc),
        Proposed::Protections => protections::proposals(doc, estimate),
        Proposed::Replication => replication::proposals(doc, estimate),
        Proposed::Personal => security::personal(doc),
        Proposed::Junctions => junctions::proposals(doc),
    }
}

/// As names are compared: case and spaces around them make no difference.
fn same(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}

/// The row of a table with this name.
fn named(table: &Table, doc: &Document, name: &str) -> Option<Id> {
    let rows = (table.rows)(doc);
    let mut ids = rows.ids().into_iter().enumerate();
    ids.find(|(at, _)| same(rows.cell_at(*at, 0).unwrap_or_default(), name))
        .map(|(_, id)| id)
}

/// A row that is proposed unless one of its name is there.
fn row(table: &'static Table, doc: &Document, cells: &[&str], why: &str) -> Option<Proposal> {
    let name = cells.first()?.trim();
    if name.is_empty() || named(table, doc, name).is_some() {
        return None;
    }
    let cells = cells.iter().map(|cell| (*cell).to_owned()).collect();
    Some(Proposal {
        fix: Fix::add(name.to_owned(), table, cells),
        why: why.to_owned(),
    })
}

/// Adds what is proposed, once for each name.
fn push(found: &mut Vec<Proposal>, proposal: Option<Proposal>) {
    let Some(proposal) = proposal else { return };
    if !found
        .iter()
        .any(|other| same(&other.fix.label, &proposal.fix.label))
    {
        found.push(proposal);
    }
}

/// The prompts of which no row is there.
fn prompts(table: &'static Table, doc: &Document, prompts: &[Prompt]) -> Vec<Proposal> {
    let rows = prompts.iter();
    rows.filter_map(|prompt| row(table, doc, prompt.cells, prompt.why))
        .collect()
}
