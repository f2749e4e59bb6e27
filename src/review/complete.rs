//! What is not said yet. A design that was just begun lacks everything, and hears nothing of it: a row is held
//! against the others of its table, and the rest is asked for once most sections have something.

use super::{Fix, Problem, Severity, targets};
use crate::estimate::{self, Estimate};
use crate::model::{
    Address, Document, Id, Section, Spec, Table, all_fields, all_tables, apis, architecture, cost,
    failures, feedback, requirements, security, tradeoffs,
};
use crate::outline::filled;

pub(super) fn problems(doc: &Document, estimate: &Estimate) -> Vec<Problem> {
    let under_way = under_way(doc);
    let mut found = Vec::new();
    for asked in &ASKED {
        asked.check(doc, under_way, &mut found);
    }
    found.extend(unconnected(doc));
    if under_way {
        found.extend(empty(doc));
        found.extend(left_out(estimate));
    }
    found
}

/// Whether more than half of the sections have something.
fn under_way(doc: &Document) -> bool {
    let numbered = || {
        Section::ALL
            .into_iter()
            .filter(|section| section.number().is_some())
    };
    let begun = numbered().filter(|section| filled(*section, doc) > 0);
    begun.count() * 2 > numbered().count()
}

/// A cell that a row of its table should have.
struct Asked {
    table: &'static Table,
    spec: &'static Spec,
    severity: Severity,
    /// What is missing, before the name of the row.
    title: &'static str,
    /// Why it matters, and what to do.
    detail: &'static str,
}

static ASKED: [Asked; 9] = [
    Asked {
        table: &apis::ACTIONS,
        spec: &apis::METHOD.spec,
        severity: Severity::Warning,
        title: "No API",
        detail: "Nobody can call it. Choose how it is called, and write its path or its name; or take the action away.",
    },
    Asked {
        table: &apis::ACTIONS,
        spec: &apis::RATE.spec,
        severity: Severity::Warning,
        title: "No rate",
        detail: "The action counts for nothing: no load, no storage, no cost. Enter how often, such as 5 for each user and day, or 400/s.",
    },
    Asked {
        table: &requirements::NON_FUNCTIONAL,
        spec: &requirements::TARGET.spec,
        severity: Severity::Hint,
        title: "No target",
        detail: "Without a figure nobody can say whether the design meets it. Enter one, such as 99.95% or p99 < 200 ms.",
    },
    Asked {
        table: &tradeoffs::TRADEOFFS,
        spec: &tradeoffs::CHOSEN.spec,
        severity: Severity::Warning,
        title: "Nothing chosen",
        detail: "The decision is open. Say what was chosen, or that it waits, and for what.",
    },
    Asked {
        table: &failures::FAILURES,
        spec: &failures::MITIGATION.spec,
        severity: Severity::Warning,
        title: "No mitigation",
        detail: "It is known how it fails, and nothing is done about it. Say what is, or that it is taken as it comes.",
    },
    Asked {
        table: &failures::BOTTLENECKS,
        spec: &failures::RELIEF.spec,
        severity: Severity::Hint,
        title: "No relief",
        detail: "It will be reached as load grows. Say what is done before that.",
    },
    Asked {
        table: &security::MEASURES,
        spec: &security::MEASURE.spec,
        severity: Severity::Warning,
        title: "No measure",
        detail: "A threat is named, and nothing is done against it. Say what is.",
    },
    Asked {
        table: &security::RULES,
        spec: &security::ANSWER.spec,
        severity: Severity::Warning,
        title: "No answer",
        detail: "The rule applies, and nothing says how the design keeps it. Say how.",
    },
    Asked {
        table: &feedback::COMMENTS,
        spec: &feedback::CHANGE.spec,
        severity: Severity::Hint,
        title: "No change",
        detail: "Say what was changed because of the comment, or why nothing was.",
    },
];

impl Asked {
    /// Rows with a name and without this cell, once others have it.
    fn check(&self, doc: &Document, under_way: bool, found: &mut Vec<Problem>) {
        let table = self.table;
        let Some((column, section)) = table.column(self.spec.key).zip(Section::of_key(table.key))
        else {
            return;
        };
        let rows = (table.rows)(doc);
        let said = |at: usize, column: usize| {
            !rows
                .cell_at(at, column)
                .unwrap_or_default()
                .trim()
                .is_empty()
        };
        if !under_way && !(0..rows.count()).any(|at| said(at, column)) {
            return;
        }
        for (at, row) in rows.ids().into_iter().enumerate() {
            if !said(at, 0) || said(at, column) || self.excused(doc, row) {
                continue;
            }
            found.push(Problem {
                severity: self.severity,
                section,
                place: Address::Cell { table, row, column },
                title: [self.title, ": ", &table.row_name(doc, row)].concat(),
                detail: self.detail.to_owned(),
                fix: None,
            });
        }
    }

    /// Requirements that are judged by reading need no figure; a path without a method is said elsewhere.
    fn excused(&self, doc: &Document, row: Id) -> bool {
        if self.spec.key == apis::METHOD.spec.key {
            let mut actions = doc.apis.actions.iter();
            return actions.any(|action| action.id == row && !action.path.trim().is_empty());
        }
        let mut rows = doc.requirements.non_functional.iter();
        *self.table == requirements::NON_FUNCTIONAL
            && rows.any(|other| {
                other.id == row && matches!(targets::kind_of(other), "consistency" | "other")
            })
    }
}

/// Components that nothing leads to or from, once others are connected.
fn unconnected(doc: &Document) -> Vec<Problem> {
    let connections = &doc.architecture.connections;
    let mut found = Vec::new();
    for component in &doc.architecture.components {
        let id = component.id.to_string();
        let ends = |row: &architecture::Connection| row.from.trim() == id || row.to.trim() == id;
        let name = component.name.trim();
        if connections.is_empty() || connections.iter().any(ends) || name.is_empty() {
            continue;
        }
        let table = &architecture::COMPONENTS;
        found.push(Problem {
            severity: Severity::Hint,
            section: Section::Architecture,
            place: Address::Cell {
                table,
                row: component.id,
                column: 0,
            },
            title: [name, " is not connected"].concat(),
            detail:
                "Nothing leads to it or from it in the picture. Add a connection, or take it away."
                    .to_owned(),
            fix: Some(Fix::remove(
                &["Take ", name, " away"].concat(),
                table,
                component.id,
            )),
        });
    }
    found
}

/// The sections that have nothing, in one problem at the first of them.
fn empty(doc: &Document) -> Option<Problem> {
    let numbered = Section::ALL
        .into_iter()
        .filter(|section| section.number().is_some());
    let empty: Vec<Section> = numbered
        .filter(|section| filled(*section, doc) == 0)
        .collect();
    let first = *empty.first()?;
    let names: Vec<&str> = empty.iter().map(|section| section.name()).collect();
    Some(Problem {
        severity: Severity::Hint,
        section: first,
        place: entrance(first)?,
        title: "Sections without a word".to_owned(),
        detail: [
            "Nothing stands in ",
            &names.join(", "),
            ". Where there is nothing to say, say that.",
        ]
        .concat(),
        fix: None,
    })
}

/// The first entry of a section.
pub(super) fn entrance(section: Section) -> Option<Address> {
    let of = |key: &str| Section::of_key(key) == Some(section);
    let table = all_tables().into_iter().find(|table| of(table.key));
    let field = all_fields().into_iter().find(|field| of(field.spec.key));
    table.map(of_table).or_else(|| field.map(Address::Field))
}

/// Where the first row of a table is, or would be.
pub(super) fn of_table(table: &'static Table) -> Address {
    Address::Cell {
        table,
        row: 0,
        column: 0,
    }
}

/// So many of what is left out are named.
const NAMED: usize = 3;

/// The total is there, and does not count everything.
fn left_out(estimate: &Estimate) -> Option<Problem> {
    let total = estimate.result(&estimate::cost::TOTAL, 0)?;
    let missing = &total.missing;
    if total.value.is_none() || missing.is_empty() {
        return None;
    }
    let names = estimate
        .graph()
        .names(&missing[..missing.len().min(NAMED)])
        .join(", ");
    let more = if missing.len() > NAMED {
        " and more"
    } else {
        ""
    };
    Some(Problem {
        severity: Severity::Warning,
        section: Section::Cost,
        place: Address::Field(&cost::BUDGET),
        title: "The total leaves something out".to_owned(),
        detail: [
            "It is counted without ",
            &names,
            more,
            ", and is at least what stands there. Enter what is missing, or 0.",
        ]
        .concat(),
        fix: None,
    })
}
