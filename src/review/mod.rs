//! What is wrong with a design, each with its place, its reason, and a fix where there is one. Nothing is corrected
//! in silence.

mod advice;
mod apis;
pub mod architecture;
mod backup;
mod complete;
mod data_model;
mod database;
mod fix;
mod load;
pub mod personal;
mod privacy;
mod protections;
mod reliability;
mod replication;
mod services;
pub mod targets;
// On the host only, as the other tests are.
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
mod together;

pub use advice::advice;
pub use data_model::{counted, singular};
pub use fix::Fix;

use crate::estimate::{self, Estimate, Reading, read};
use crate::formula::Node;
use crate::model::{
    Address, Document, Id, Section, Spec, all_fields, all_tables, capacity, cost, notes,
};
use std::cmp::Ordering;

/// How grave a problem is; the gravest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// It cannot be so, or a target is missed.
    Error,
    /// It is likely to go wrong.
    Warning,
    /// Something is not said yet.
    Hint,
}

impl Severity {
    /// All of them, each with its word.
    pub const ALL: [(Self, &'static str); 3] = [
        (Self::Error, "Error"),
        (Self::Warning, "Warning"),
        (Self::Hint, "Hint"),
    ];

    /// What it is called.
    pub fn word(self) -> &'static str {
        let named = Self::ALL.iter().find(|(severity, _)| *severity == self);
        named.map_or("", |(_, word)| word)
    }
}

/// One thing to look at.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// How grave it is.
    pub severity: Severity,
    /// Where it stands.
    pub section: Section,
    /// The entry that it is about.
    pub place: Address,
    /// What is wrong, in a few words.
    pub title: String,
    /// Why, and what to do.
    pub detail: String,
    /// What would put it right, where that is sure enough to be offered.
    pub fix: Option<Fix>,
}

/// Everything that is wrong: errors, then warnings, then hints, each in the order of the sections.
///
/// ```
/// use envelope::{estimate, model::Document, review};
/// let mut doc = Document::default();
/// doc.capacity.growth = "40 GB".into();
/// let problems = review::problems(&doc, &estimate::of(&doc));
/// assert_eq!(problems[0].title, "Growth a year");
/// ```
pub fn problems(doc: &Document, estimate: &Estimate) -> Vec<Problem> {
    let mut found = not_understood(doc, estimate);
    found.extend(contradictions(doc, estimate));
    found.extend(what_if(doc));
    found.extend(targets::problems(doc, estimate));
    found.extend(together::problems(doc, estimate));
    found.extend(protections::problems(doc, estimate));
    found.extend(architecture::problems(doc, estimate));
    found.extend(replication::problems(doc, estimate));
    found.extend(privacy::problems(doc));
    found.extend(complete::problems(doc, estimate));
    // There are few; a sort of their own would weigh more than this.
    let mut sorted = Vec::new();
    for (severity, _) in Severity::ALL {
        for section in Section::ALL {
            let of =
                |problem: &&Problem| (problem.severity, problem.section) == (severity, section);
            sorted.extend(found.iter().filter(of).cloned());
        }
    }
    sorted
}

/// Entries that are not understood. What the estimate has read already is not read again.
fn not_understood(doc: &Document, estimate: &Estimate) -> Vec<Problem> {
    let conv = doc.number_conventions();
    let wrong = |spec: &'static Spec, text: &str, row: Id| {
        if text.trim().is_empty() || spec.kind().is_none() {
            return None;
        }
        if let Some(node) = estimate.input(spec.key, row) {
            return node.value.is_none().then(|| node.note.to_string());
        }
        match read(spec, text, &conv) {
            Reading::Invalid(detail) => Some(detail),
            _ => None,
        }
    };
    let mut found = Vec::new();
    for field in all_fields() {
        let section = Section::of_key(field.spec.key);
        let detail = wrong(&field.spec, (field.get)(doc), 0);
        if let Some((section, detail)) = section.zip(detail) {
            let (place, title) = (Address::Field(field), field.spec.label.to_owned());
            found.push(Problem {
                severity: Severity::Error,
                section,
                place,
                title,
                detail,
                fix: None,
            });
        }
    }
    for table in all_tables() {
        let Some(section) = Section::of_key(table.key) else {
            continue;
        };
        let rows = (table.rows)(doc);
        let ids = rows.ids();
        for (column, spec) in (table.specs)().into_iter().enumerate() {
            if spec.kind().is_none() {
                continue;
            }
            for (position, &row) in ids.iter().enumerate() {
                let text = rows.cell_at(position, column).unwrap_or_default();
                if let Some(detail) = wrong(spec, text, row) {
                    found.push(Problem {
                        severity: Severity::Error,
                        section,
                        place: Address::Cell { table, row, column },
                        title: format!("{}, {}", spec.label, table.row_name(doc, row)),
                        detail,
                        fix: None,
                    });
                }
            }
        }
    }
    found
}

/// Numbers that do not go together.
fn contradictions(doc: &Document, estimate: &Estimate) -> Vec<Problem> {
    let value = |key: &'static str| estimate.input(key, 0).and_then(|node| node.value);
    let mut found = Vec::new();
    let users = value(capacity::DAU.spec.key).zip(value(capacity::MAU.spec.key));
    if users.is_some_and(|(daily, monthly)| daily.value > monthly.value) {
        found.push(Problem {
            severity: Severity::Error,
            section: Section::Capacity,
            place: Address::Field(&capacity::MAU),
            title: "More users a day than a month".into(),
            detail: "Everybody who comes on a day counts for the month as well.".into(),
            fix: None,
        });
    }
    found.extend(apis::problems(doc));
    found.extend(load::problems(doc, estimate));
    found.extend(data_model::problems(doc, estimate));
    found.extend(backup::problems(doc));
    found.extend(over_budget(estimate));
    found.extend(reliability::problems(doc, estimate));
    found.extend(services::problems(doc));
    let bits = estimate
        .result(&estimate::notes::ID_BITS, 0)
        .and_then(|node| node.value);
    if bits.is_some_and(|bits| bits.value > 64.0) {
        found.push(Problem {
            severity: Severity::Error,
            section: Section::Notes,
            place: Address::Field(&notes::SEQUENCE_BITS),
            title: "The ID does not fit into 64 bits".into(),
            detail: "Timestamp, datacenter, worker and sequence together have 63.".into(),
            fix: None,
        });
    }
    found
}

/// Whether both have a value, and the first is the greater.
fn above(estimate: &Estimate, one: &Node, other: &Node) -> bool {
    let both = one.value.zip(other.value);
    both.is_some_and(|(one, other)| {
        let order = one.compare(other, estimate.graph().conventions());
        order.is_ok_and(Ordering::is_gt)
    })
}

/// The total is more than may be spent. What is not known of it would only add to that.
fn over_budget(estimate: &Estimate) -> Option<Problem> {
    let budget = estimate.input(cost::BUDGET.spec.key, 0)?;
    let total = estimate.result(&estimate::cost::TOTAL, 0)?;
    let graph = estimate.graph();
    above(estimate, total, budget).then(|| Problem {
        severity: Severity::Error,
        section: Section::Cost,
        place: Address::Field(&cost::BUDGET),
        title: "More than the budget".into(),
        detail: format!(
            "The total is {}, and the budget {}.",
            graph.shown(total),
            graph.shown(budget)
        ),
        fix: None,
    })
}

/// Changes of a scenario, and questions, that cannot be carried out.
fn what_if(doc: &Document) -> Vec<Problem> {
    let refused = estimate::whatif::refused(doc).into_iter();
    let problem = |refused: estimate::whatif::Refused| {
        let spec = refused.place.spec()?;
        let Address::Cell { table, row, .. } = refused.place else {
            return None;
        };
        Some(Problem {
            severity: Severity::Error,
            section: Section::WhatIf,
            place: refused.place,
            title: format!("{}, {}", spec.label, table.row_name(doc, row)),
            detail: refused.message,
            fix: None,
        })
    };
    refused.filter_map(problem).collect()
}
