//! Limits, timeouts and retries, by the parts that there are and by what comes to them.

use super::{Proposal, push, row};
use crate::estimate::{Estimate, capacity as c};
use crate::formula::Node;
use crate::model::architecture::Component;
use crate::model::reliability::PROTECTIONS;
use crate::model::{Document, Field, capacity};
use crate::quantity::{Conventions, Dim, Kind, Period, Quantity, show_exact};

/// So much more than the peak is let through.
const ROOM: f64 = 2.0;

/// A queue holds the writes of so many seconds at peak: long enough to mend a consumer.
const QUEUED: f64 = 900.0;

/// What is waited for takes so many times as long at worst.
const PATIENCE: f64 = 10.0;

pub(super) fn proposals(doc: &Document, estimate: &Estimate) -> Vec<Proposal> {
    let found = Vec::new();
    let mut rows = Proposing {
        doc,
        estimate,
        found,
    };
    let mut entrance = false;
    for part in &doc.architecture.components {
        match part.kind.trim() {
            // The first thing that requests come to refuses what is too much.
            "gateway" | "balancer" if !entrance => {
                entrance = true;
                rows.entrance(part);
            }
            "third" => rows.outside(part),
            "cache" => rows.asked(part, &capacity::CACHE_TIME, "as a miss"),
            "sql" | "nosql" => {
                let beyond = "the call fails, and is tried once more elsewhere";
                rows.asked(part, &capacity::DATABASE_TIME, beyond);
            }
            "queue" => rows.queued(part),
            _ => {}
        }
    }
    if let Some(part) = called(doc) {
        let beyond = "the caller is told; no other layer tries again";
        let why = "Something is always restarted. Two tries more, after a random wait, in one layer alone: retries of several layers multiply.";
        rows.add("Calls to ", part, ["backoff", "2", beyond], why);
    }
    rows.found
}

struct Proposing<'d> {
    doc: &'d Document,
    estimate: &'d Estimate,
    found: Vec<Proposal>,
}

impl Proposing<'_> {
    /// A row for a part: its kind, its limit and what is beyond.
    fn add(&mut self, what: &str, part: &Component, cells: [&str; 3], why: &str) {
        let name = [what, part.name.trim()].concat();
        let id = part.id.to_string();
        let [kind, limit, beyond] = cells;
        let cells = [&name, kind, &id, "", limit, beyond];
        push(&mut self.found, row(&PROTECTIONS, self.doc, &cells, why));
    }

    /// The value of a result, per second.
    fn second(&self, node: Option<&Node>) -> Option<f64> {
        let conv = self.estimate.graph().conventions();
        let value = node?.value?.in_period(Period::Second, conv).value;
        (value > 0.0).then_some(value)
    }

    fn entrance(&mut self, part: &Component) {
        let peak = self.second(self.estimate.result(&c::PEAK_QPS, 0));
        let limit = peak.map_or_else(String::new, |peak| {
            let rate = Quantity::new((peak * ROOM).ceil(), Dim::PER_TIME, Period::Second);
            show_exact(&rate, Kind::Rate, self.estimate.graph().conventions())
        });
        let shown = self.estimate.shown(&c::PEAK_QPS, 0);
        let why = [
            "The peak is ",
            &shown,
            "; more than twice that is no crowd.",
        ]
        .concat();
        let beyond = "503 with Retry-After; what matters least is dropped first";
        self.add(
            "Requests in all, ",
            part,
            ["shedding", &limit, beyond],
            &why,
        );
    }

    fn outside(&mut self, part: &Component) {
        let beyond = "what depends on it says so, or comes later";
        let why = "Somebody else runs it: a call may take any time.";
        self.add("Timeout of ", part, ["timeout", "2 s", beyond], why);
        let beyond = "not called for half a minute after five failures in a row, then one try";
        let why = "Somebody else runs it: when it is down, waiting for it takes all threads.";
        self.add("Breaker for ", part, ["breaker", "", beyond], why);
    }

    /// What answers within a time that section 5 knows.
    fn asked(&mut self, part: &Component, step: &Field<Document>, beyond: &str) {
        let usual = self.estimate.input(step.spec.key, 0);
        let Some((seconds, usual)) = self.second(usual).zip(usual) else {
            return;
        };
        let limit = [&whole(seconds * 1e3 * PATIENCE), " ms"].concat();
        let taken = self.estimate.graph().shown(usual);
        let why = [
            "A read takes ",
            &taken,
            " (section 5); ten times that is a failure.",
        ]
        .concat();
        self.add("Timeout of ", part, ["timeout", &limit, beyond], &why);
    }

    fn queued(&mut self, part: &Component) {
        let writes = self.second(self.estimate.result(&c::PEAK_WRITE_QPS, 0));
        let limit = writes.map_or_else(String::new, |writes| whole(writes * QUEUED));
        let beyond = "senders wait, then are told to come later";
        let why = "A quarter of an hour of writes at peak, to mend what reads from it.";
        self.add("Bound of ", part, ["queue", &limit, beyond], why);
    }
}

/// The first service that another part calls and waits for.
fn called(doc: &Document) -> Option<&Component> {
    let parts = &doc.architecture;
    let mut services = parts
        .components
        .iter()
        .filter(|part| part.kind.trim().is_empty());
    services.find(|part| {
        let id = part.id.to_string();
        let mut calls = parts.connections.iter();
        calls.any(|call| call.to.trim() == id && call.kind.trim().is_empty())
    })
}

/// The next whole number, as a person would type it.
fn whole(value: f64) -> String {
    show_exact(
        &Quantity::scalar(value.ceil()),
        Kind::Count,
        &Conventions::EXACT,
    )
}
