//! Whether the limits, timeouts and retries of section 9 go together with the load and the times of section 5.

mod retries;

use super::{Fix, Problem, Severity};
use crate::estimate::capacity::{
    ACTION_P99, ACTION_PEAK_QPS, LATENCY_P99, PEAK_QPS, PEAK_UTILISATION,
};
use crate::estimate::services::SERVICE_PEAK_QPS;
use crate::estimate::{Estimate, Reading, read};
use crate::formula::Node;
use crate::model::architecture::Component;
use crate::model::reliability::{
    PROTECTED, PROTECTION, PROTECTION_KIND, PROTECTION_LIMIT, PROTECTIONS, Protection,
};
use crate::model::{Address, Document, Field, Id, Section, apis, capacity, row_name};
use crate::quantity::{Dim, Kind, Period, Quantity, show_exact};
use std::cmp::Ordering;

pub(super) fn problems(doc: &Document, estimate: &Estimate) -> Vec<Problem> {
    let seen = Seen { doc, estimate };
    let mut found = Vec::new();
    for row in &doc.reliability.protections {
        found.extend(seen.open(row));
        found.extend(seen.refused(row));
        found.extend(seen.refused_of_one(row));
        found.extend(seen.too_soon(row));
        found.extend(seen.at_once(row));
    }
    found.extend(retries::layers(doc));
    found.extend(unbounded(doc));
    found
}

/// What the rows are held against.
struct Seen<'d> {
    doc: &'d Document,
    estimate: &'d Estimate,
}

fn cell(field: &Field<Protection>, row: Id) -> Address {
    let table = &PROTECTIONS;
    let column = table.column(field.spec.key).unwrap_or_default();
    Address::Cell { table, row, column }
}

fn problem(severity: Severity, place: Address, title: &[&str], detail: &[&str]) -> Problem {
    Problem {
        severity,
        section: Section::Reliability,
        place,
        title: title.concat(),
        detail: detail.concat(),
        fix: None,
    }
}

/// The next greater number of two digits, so that a fix is something that a person would have typed.
fn rounded_up(value: f64) -> f64 {
    if value <= 0.0 || !value.is_finite() {
        return value;
    }
    let unit = 10_f64.powf(value.log10().floor() - 1.0);
    (value / unit).ceil() * unit
}

/// Room above the peak that a proposed limit leaves.
const ROOM: f64 = 1.5;

/// So much longer than the slowest usual answer is a proposed timeout.
const PATIENCE: f64 = 2.0;

impl Seen<'_> {
    fn shown(&self, node: &Node) -> String {
        self.estimate.graph().shown(node)
    }

    /// The limit of a row, if it is of this dimension.
    fn limit(&self, row: &Protection, dim: Dim) -> Option<Quantity> {
        let conv = self.estimate.graph().conventions();
        match read(&PROTECTION_LIMIT.spec, &row.limit, conv) {
            Reading::Value(entry) if entry.value.dim == dim => Some(entry.value),
            _ => None,
        }
    }

    fn name(&self, row: &Protection) -> String {
        PROTECTIONS.row_name(self.doc, row.id)
    }

    fn component(&self, row: &Protection) -> Option<&Component> {
        let id: Id = row.component.trim().parse().ok()?;
        let mut components = self.doc.architecture.components.iter();
        components.find(|component| component.id == id)
    }

    fn action(&self, row: &Protection) -> Option<Id> {
        let id: Id = row.action.trim().parse().ok()?;
        let mut actions = self.doc.apis.actions.iter();
        actions.find(|action| action.id == id).map(|_| id)
    }

    /// The service of section 4 that a component is.
    fn service(&self, component: &Component) -> Option<Id> {
        let mut services = self.doc.services.services.iter();
        let same = |name: &str| name.trim().to_lowercase() == component.name.trim().to_lowercase();
        services
            .find(|service| same(&service.name))
            .map(|service| service.id)
    }

    /// What comes to the part at the busiest moment; none where that is not known.
    fn peak(&self, row: &Protection) -> Option<&Node> {
        if let Some(action) = self.action(row) {
            return self.estimate.result(&ACTION_PEAK_QPS, action);
        }
        let Some(component) = self.component(row) else {
            return self.estimate.result(&PEAK_QPS, 0);
        };
        match component.kind.trim() {
            // Behind a CDN it is not known how many come.
            "balancer" | "gateway" if self.doc.capacity.cdn_share.trim().is_empty() => {
                self.estimate.result(&PEAK_QPS, 0)
            }
            "" => self
                .estimate
                .result(&SERVICE_PEAK_QPS, self.service(component)?),
            _ => None,
        }
    }

    /// How long what is called takes at p99, or the time that section 5 takes for it.
    fn time(&self, row: &Protection) -> Option<&Node> {
        let step = |field: &Field<Document>| self.estimate.input(field.spec.key, 0);
        let action = self.action(row);
        match self.component(row) {
            Some(component) => match component.kind.trim() {
                "" => {
                    let service = self.service(component)?.to_string();
                    let of = |known: &&apis::Action| {
                        known.service.trim() == service && action.is_none_or(|one| one == known.id)
                    };
                    let times = self.doc.apis.actions.iter().filter(of);
                    times
                        .filter_map(|action| self.estimate.result(&ACTION_P99, action.id))
                        .filter(|node| node.value.is_some())
                        .reduce(|one, other| {
                            if super::above(self.estimate, other, one) {
                                other
                            } else {
                                one
                            }
                        })
                }
                "cache" => step(&capacity::CACHE_TIME),
                "sql" | "nosql" => step(&capacity::DATABASE_TIME),
                "blob" => step(&capacity::BLOB_READ_TIME),
                _ => None,
            },
            None => match action {
                Some(action) => self.estimate.result(&ACTION_P99, action),
                None => self.estimate.result(&LATENCY_P99, 0),
            },
        }
    }

    fn compare(&self, one: Quantity, other: Quantity) -> Option<Ordering> {
        one.compare(other, self.estimate.graph().conventions()).ok()
    }

    /// A protection that needs a figure and has none.
    fn open(&self, row: &Protection) -> Option<Problem> {
        if row.name.trim().is_empty() || !row.limit.trim().is_empty() {
            return None;
        }
        let (detail, fix) = match row.kind.trim() {
            "" => (
                "Nobody can say what is refused. Enter a rate, such as 100/s or 20/user/minute.",
                None,
            ),
            "timeout" => (
                "Without a time the caller waits for ever. Enter one, a little above the p99 of what is called.",
                None,
            ),
            "retry" | "backoff" => (
                "Without a limit each failure becomes a flood. Enter how often it is tried again; two or three are usual.",
                Some("2"),
            ),
            "queue" => (
                "What grows without a bound ends when the memory does. Enter how many entries it takes, and what happens beyond.",
                None,
            ),
            _ => return None,
        };
        let place = cell(&PROTECTION_LIMIT, row.id);
        let fix = fix.map(|text| Fix::edit("Try again twice".to_owned(), place, text.to_owned()));
        Some(Problem {
            fix,
            ..problem(
                Severity::Warning,
                place,
                &["No limit: ", &self.name(row)],
                &[detail],
            )
        })
    }

    /// A limit below what is expected at the busiest moment.
    fn refused(&self, row: &Protection) -> Option<Problem> {
        if !matches!(row.kind.trim(), "" | "shedding" | "backpressure") {
            return None;
        }
        let limit = self.limit(row, Dim::PER_TIME)?;
        let node = self.peak(row)?;
        let peak = node.value?;
        if self.compare(limit, peak)? != Ordering::Less {
            return None;
        }
        let place = cell(&PROTECTION_LIMIT, row.id);
        let conv = self.estimate.graph().conventions();
        let enough = Quantity {
            value: rounded_up(peak.in_period(Period::Second, conv).value * ROOM),
            ..Quantity::new(0.0, Dim::PER_TIME, Period::Second)
        };
        let text = show_exact(&enough, Kind::Rate, conv);
        let detail = [
            "It lets ",
            row.limit.trim(),
            " pass, and ",
            &self.shown(node),
            " are expected at peak: what is refused is no abuse. Raise the limit, or put it before less.",
        ];
        Some(Problem {
            fix: Some(Fix::edit(["Let ", &text, " pass"].concat(), place, text)),
            ..problem(
                Severity::Error,
                place,
                &[&self.name(row), " refuses the peak"],
                &detail,
            )
        })
    }

    /// A limit for each user below what a user does on average.
    fn refused_of_one(&self, row: &Protection) -> Option<Problem> {
        if !matches!(row.kind.trim(), "" | "shedding" | "backpressure") {
            return None;
        }
        let limit = self.limit(row, Dim::PER_USER_TIME)?;
        let node = self
            .estimate
            .input(apis::RATE.spec.key, self.action(row)?)?;
        let usual = node.value?;
        if self.compare(limit, usual)? != Ordering::Less {
            return None;
        }
        let detail = [
            "It allows ",
            row.limit.trim(),
            ", and section 3 counts on ",
            &self.shown(node),
            " on average. Raise the limit, or correct the rate.",
        ];
        let place = cell(&PROTECTION_LIMIT, row.id);
        let title = [&*self.name(row), " refuses what is usual"];
        Some(problem(Severity::Error, place, &title, &detail))
    }

    /// A timeout that ends before one answer in a hundred is there.
    fn too_soon(&self, row: &Protection) -> Option<Problem> {
        if row.kind.trim() != "timeout" {
            return None;
        }
        let limit = self.limit(row, Dim::TIME)?;
        let node = self.time(row)?;
        let takes = node.value?;
        if self.compare(limit, takes)? != Ordering::Less {
            return None;
        }
        let place = cell(&PROTECTION_LIMIT, row.id);
        let conv = self.estimate.graph().conventions();
        let seconds = takes.in_period(Period::Second, conv).value;
        let enough = [&rounded_up(seconds * 1e3 * PATIENCE).to_string(), " ms"].concat();
        let detail = [
            "It gives up after ",
            row.limit.trim(),
            ", and what it waits for takes ",
            &self.shown(node),
            " in section 5: good answers are thrown away, and asked for again. Wait longer.",
        ];
        Some(Problem {
            fix: Some(Fix::edit(["Wait ", &enough].concat(), place, enough)),
            ..problem(
                Severity::Warning,
                place,
                &[&self.name(row), " gives up too soon"],
                &detail,
            )
        })
    }

    /// Retries without a pause that a part at its peak could not bear.
    fn at_once(&self, row: &Protection) -> Option<Problem> {
        if row.kind.trim() != "retry" {
            return None;
        }
        let ours = |component: &Component| {
            matches!(
                component.kind.trim(),
                "" | "gateway" | "balancer" | "worker"
            )
        };
        if !self.component(row).is_none_or(ours) {
            return None;
        }
        let load = self
            .estimate
            .result(&crate::estimate::reliability::PROTECTION_LOAD, row.id)?;
        let busy = self.estimate.result(&PEAK_UTILISATION, 0)?;
        let (factor, share) = (load.value?.value, busy.value?.value);
        // Without retries it would be too much as well: that is said elsewhere.
        if factor * share <= 1.0 || share >= 1.0 {
            return None;
        }
        let place = cell(&PROTECTION_KIND, row.id);
        let detail = [
            "At peak the servers are ",
            &self.shown(busy),
            " busy; retries make the load ",
            &self.shown(load),
            " while something is broken, and then it stays broken. Wait longer after each try, at random, and stop when the budget of retries is used up.",
        ];
        let label = "Wait longer after each try".to_owned();
        Some(Problem {
            fix: Some(Fix::edit(label, place, "backoff".to_owned())),
            ..problem(
                Severity::Warning,
                place,
                &[&self.name(row), ": retries overload what is broken"],
                &detail,
            )
        })
    }
}

/// Queues of which nothing says how long they may become, once other parts are protected. What a stream keeps is
/// bounded by its retention.
fn unbounded(doc: &Document) -> Vec<Problem> {
    let rows = &doc.reliability.protections;
    let kept =
        !doc.reliability.topics.is_empty() || !doc.reliability.kafka_retention.trim().is_empty();
    if kept || rows.iter().all(|row| row.name.trim().is_empty()) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (at, component) in (1..).zip(&doc.architecture.components) {
        let id = component.id.to_string();
        let bounds = |row: &Protection| {
            row.component.trim() == id
                && matches!(row.kind.trim(), "queue" | "backpressure" | "shedding")
        };
        if component.kind.trim() != "queue" || rows.iter().any(bounds) {
            continue;
        }
        let name = row_name(&component.name, at);
        let cells = [&["Bound of ", &name].concat(), "queue", &id].map(str::to_owned);
        let label = ["Add a bound of ", &name].concat();
        let place = Address::Cell {
            table: &PROTECTIONS,
            row: 0,
            column: PROTECTIONS.column(PROTECTED.spec.key).unwrap_or_default(),
        };
        found.push(Problem {
            fix: Some(Fix::add(label, &PROTECTIONS, cells.into())),
            ..problem(
                Severity::Warning,
                place,
                &["Nothing bounds ", &name],
                &["If consumers fall behind it grows until it fails. Say how much it takes and what happens beyond: senders wait, or the oldest is dropped."],
            )
        });
    }
    found
}

/// The name of a protection.
fn named(row: &Protection) -> bool {
    !(PROTECTION.get)(row).trim().is_empty()
}
