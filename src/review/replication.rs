//! Whether the copies of section 9 lose no more, and take no longer, than is asked for.

use super::{Fix, Problem, Severity, above, targets};
use crate::estimate::reliability::{ERROR_BUDGET, FAILOVERS};
use crate::estimate::{Estimate, Reading, read};
use crate::model::architecture::Component;
use crate::model::reliability::{
    REPLICA_COMPONENT, REPLICA_COPIES, REPLICA_MODE, REPLICA_RPO, REPLICA_RTO, REPLICATION, Replica,
};
use crate::model::{Address, Document, Field, Id, Section, row_name};
use crate::quantity::{Kind, Quantity, show};
use std::cmp::Ordering;

pub(super) fn problems(doc: &Document, estimate: &Estimate) -> Vec<Problem> {
    let seen = Seen {
        doc,
        estimate,
        rpo: targets::asked("rpo", doc, estimate),
        rto: targets::asked("rto", doc, estimate),
    };
    let mut found = Vec::new();
    for row in &doc.reliability.replication {
        if row.name.trim().is_empty() {
            continue;
        }
        found.extend(seen.alone(row));
        found.extend(seen.loses(row));
        found.extend(seen.behind(row));
        found.extend(seen.takes(row));
        found.extend(seen.spends(row));
    }
    found.extend(seen.unsaid());
    found
}

struct Seen<'d> {
    doc: &'d Document,
    estimate: &'d Estimate,
    /// What may be lost, and how long it may take.
    rpo: Option<Quantity>,
    rto: Option<Quantity>,
}

fn problem(
    severity: Severity,
    field: &Field<Replica>,
    row: &Replica,
    title: &[&str],
    detail: &[&str],
) -> Problem {
    let table = &REPLICATION;
    let column = table.column(field.spec.key).unwrap_or_default();
    Problem {
        severity,
        section: Section::Reliability,
        place: Address::Cell {
            table,
            row: row.id,
            column,
        },
        title: title.concat(),
        detail: detail.concat(),
        fix: None,
    }
}

/// Whether a component keeps what must not be lost. What a cache or a queue holds can be had again, or says itself
/// how long it keeps it.
fn keeps(component: &Component) -> bool {
    matches!(component.kind.trim(), "sql" | "nosql" | "blob")
}

impl Seen<'_> {
    fn entered(&self, field: &Field<Replica>, row: &Replica) -> Option<Quantity> {
        let conv = self.estimate.graph().conventions();
        match read(&field.spec, (field.get)(row), conv) {
            Reading::Value(entry) => Some(entry.value),
            _ => None,
        }
    }

    fn component(&self, row: &Replica) -> Option<&Component> {
        let id: Id = row.component.trim().parse().ok()?;
        let mut components = self.doc.architecture.components.iter();
        components.find(|component| component.id == id)
    }

    /// Whether what the row is about is what must not be lost; so is what no component is named for.
    fn matters(&self, row: &Replica) -> bool {
        self.component(row).is_none_or(keeps)
    }

    fn more(&self, one: Quantity, other: Quantity) -> bool {
        let conv = self.estimate.graph().conventions();
        one.compare(other, conv) == Ok(Ordering::Greater)
    }

    fn time(&self, time: &Quantity) -> String {
        show(time, Kind::Latency, self.estimate.graph().conventions())
    }

    /// Whether a write to the same component waits for another copy.
    fn waits(&self, row: &Replica) -> bool {
        let mut rows = self.doc.reliability.replication.iter();
        rows.any(|other| {
            other.component.trim() == row.component.trim()
                && (other.id == row.id || !row.component.trim().is_empty())
                && matches!(other.mode.trim(), "sync" | "quorum")
        })
    }

    /// A failover with nothing to fail over to.
    fn alone(&self, row: &Replica) -> Option<Problem> {
        let copies = self.entered(&REPLICA_COPIES, row)?;
        let takes_over = !row.failover.trim().is_empty() || !row.mode.trim().is_empty();
        let name = row.name.trim();
        let say = |title: &str, detail: &str, most: &str| Problem {
            fix: {
                let place = problem(Severity::Error, &REPLICA_COPIES, row, &[], &[]).place;
                let label = ["Keep ", most, " copies"].concat();
                Some(Fix::edit(label, place, most.to_owned()))
            },
            ..problem(
                Severity::Error,
                &REPLICA_COPIES,
                row,
                &[name, title],
                &[detail],
            )
        };
        match row.mode.trim() {
            _ if takes_over && copies.value <= 1.0 => Some(say(
                ": nothing takes over",
                "There is one copy, and a mode or a failover that needs another. Keep a second one, or say that there is none.",
                "2",
            )),
            "quorum" if copies.value < 3.0 => Some(say(
                ": two are no quorum",
                "Most of two are both: with either gone nothing can be written, which is worse than one alone. Keep three copies.",
                "3",
            )),
            _ => None,
        }
    }

    /// More may be lost than is asked for.
    fn loses(&self, row: &Replica) -> Option<Problem> {
        let asked = self.rpo.filter(|_| self.matters(row))?;
        let lost = self.entered(&REPLICA_RPO, row);
        let name = row.name.trim();
        if let Some(lost) = lost.filter(|lost| self.more(*lost, asked)) {
            let detail = [
                "With one copy up to ",
                &self.time(&lost),
                " of work are gone, and at most ",
                &self.time(&asked),
                " may be. Let writes wait for a copy, or copy more often.",
            ];
            let title = [name, " may lose more than is asked for"];
            return Some(problem(Severity::Error, &REPLICA_RPO, row, &title, &detail));
        }
        let none = asked.value <= 0.0;
        // A copy that only answers reads takes nothing over.
        let takes_over = row.mode.trim() == "async" && !row.failover.trim().is_empty();
        if none && takes_over && !self.waits(row) {
            let title = [name, " loses what was not copied yet"];
            let detail = [
                "Nothing may be lost, and no write waits for the copy: what it had not yet when the first was lost is gone. Let writes wait for one copy.",
            ];
            let found = problem(Severity::Error, &REPLICA_MODE, row, &title, &detail);
            let label = "Let writes wait for the copy".to_owned();
            return Some(Problem {
                fix: Some(Fix::edit(label, found.place, "sync".to_owned())),
                ..found
            });
        }
        None
    }

    /// Asynchronous copies that lose nothing, or that keep what is read strongly consistent.
    fn behind(&self, row: &Replica) -> Option<Problem> {
        if row.mode.trim() != "async" || self.waits(row) || !self.matters(row) {
            return None;
        }
        let name = row.name.trim();
        if self
            .entered(&REPLICA_RPO, row)
            .is_some_and(|lost| lost.value <= 0.0)
        {
            let title = [name, ": asynchronous, and nothing is lost"];
            let detail = [
                "What a copy has not received yet is lost with the first. Enter how far behind it may be, or let writes wait.",
            ];
            return Some(problem(
                Severity::Warning,
                &REPLICA_RPO,
                row,
                &title,
                &detail,
            ));
        }
        let store = |component: &Component| matches!(component.kind.trim(), "sql" | "nosql");
        let strong = self.doc.data_model.cap.trim() == "cp";
        (strong && !row.failover.trim().is_empty() && self.component(row).is_some_and(store)).then(
            || {
                let title = [name, " may be old after a failover"];
                let detail = [
                    "Section 7 asks for strong consistency, and no copy has every write: one that takes over answers without the last of them. Let writes wait for one copy.",
                ];
                problem(Severity::Warning, &REPLICA_MODE, row, &title, &detail)
            },
        )
    }

    /// A failover that takes longer than is asked for.
    fn takes(&self, row: &Replica) -> Option<Problem> {
        let (asked, takes) = (self.rto?, self.entered(&REPLICA_RTO, row)?);
        self.more(takes, asked).then(|| {
            let detail = [
                "It takes ",
                &self.time(&takes),
                ", and recovery may take ",
                &self.time(&asked),
                " at most. Let a copy stand ready, or let the failover be automatic.",
            ];
            let title = [row.name.trim(), " fails over too slowly"];
            problem(Severity::Error, &REPLICA_RTO, row, &title, &detail)
        })
    }

    /// A failover that takes longer than everything that may fail within the window.
    fn spends(&self, row: &Replica) -> Option<Problem> {
        let times = self.estimate.result(&FAILOVERS, row.id)?;
        let budget = self.estimate.result(&ERROR_BUDGET, 0)?;
        let takes = self.estimate.input(REPLICA_RTO.spec.key, row.id)?;
        (times.value?.value < 1.0 && above(self.estimate, takes, budget)).then(|| {
            let shown = |node| self.estimate.graph().shown(node);
            let detail = [
                "It takes ",
                &shown(takes),
                ", and the availability target leaves ",
                &shown(budget),
                " in a whole window. Fail over faster, or aim lower.",
            ];
            let title = [
                "One failover of ",
                row.name.trim(),
                " is more than the error budget",
            ];
            problem(Severity::Warning, &REPLICA_RTO, row, &title, &detail)
        })
    }

    /// Databases of which nothing is said, once something is said of others.
    fn unsaid(&self) -> Vec<Problem> {
        let rows = &self.doc.reliability.replication;
        if rows.iter().all(|row| row.name.trim().is_empty()) {
            return Vec::new();
        }
        let mut found = Vec::new();
        for (at, component) in (1..).zip(&self.doc.architecture.components) {
            let id = component.id.to_string();
            let store = matches!(component.kind.trim(), "sql" | "nosql");
            if !store || rows.iter().any(|row| row.component.trim() == id) {
                continue;
            }
            let name = row_name(&component.name, at);
            let place = Address::Cell {
                table: &REPLICATION,
                row: 0,
                column: REPLICATION
                    .column(REPLICA_COMPONENT.spec.key)
                    .unwrap_or_default(),
            };
            let label = ["Add a row for ", &name].concat();
            let cells = vec![name.clone(), id];
            found.push(Problem {
                severity: Severity::Hint,
                section: Section::Reliability,
                place,
                title: ["Nothing is said of the copies of ", &name].concat(),
                detail: "It keeps data. Say how many copies there are, where, and what takes over; or that there is one, and what that means.".to_owned(),
                fix: Some(Fix::add(label, &REPLICATION, cells)),
            });
        }
        found
    }
}
