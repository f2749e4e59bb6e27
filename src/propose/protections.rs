//! Limits, timeouts and retries, by the parts that there are and by what comes to them.

use super::{Proposal, push, row};
use crate::estimate::{Estimate, capacity as c};
use crate::formula::Node;
use crate::model::architecture::Component;
use crate::model::reliability::PROTECTIONS;
use crate::model::{Document, capacity};
use crate::quantity::{Conventions, Dim, Kind, Period, Quantity, show_exact};

/// So much more than the peak is let through.
const ROOM: f64 = 2.0;

/// A queue holds the writes of so many seconds at peak: long enough to mend a consumer.
const QUEUED: f64 = 900.0;

/// What is waited for takes so many times as long at worst.
const PATIENCE: f64 = 10.0;

pub(super) fn proposals(doc: &Document, estimate: &Estimate) -> Vec<Proposal> {
    let conv = estimate.graph().conventions();
    let mut found = Vec::new();
    let peak = second(estimate.result(&c::PEAK_QPS, 0), conv);
    let shown = estimate.shown(&c::PEAK_QPS, 0);
    let mut entrance = false;
    for part in &doc.architecture.components {
        let mut add = |name: [&str; 2], kind: &str, limit: &str, beyond: &str, why: &str| {
            let id = part.id.to_string();
            let cells = [&name.concat(), kind, &id, "", limit, beyond];
            push(&mut found, row(&PROTECTIONS, doc, &cells, why));
        };
        let name = part.name.trim();
        match part.kind.trim() {
            // The first thing that requests come to refuses what is too much.
            "gateway" | "balancer" if !entrance => {
                entrance = true;
                let limit = peak.map_or_else(String::new, |peak| rate(peak * ROOM, conv));
                let why = [
                    "The peak is ",
                    &shown,
                    "; more than twice that is no crowd.",
                ]
                .concat();
                add(
                    ["Requests in all, ", name],
                    "shedding",
                    &limit,
                    "503 with Retry-After; what matters least is dropped first",
                    &why,
                );
            }
            "third" => {
                add(
                    ["Timeout of ", name],
                    "timeout",
                    "2 s",
                    "what depends on it says so, or comes later",
                    "Somebody else runs it: a call may take any time.",
                );
                add(
                    ["Breaker for ", name],
                    "breaker",
                    "",
                    "not called for half a minute after five failures in a row, then one try",
                    "Somebody else runs it: when it is down, waiting for it takes all threads.",
                );
            }
            "sql" | "nosql" | "cache" => {
                let step = match part.kind.trim() {
                    "cache" => &capacity::CACHE_TIME,
                    _ => &capacity::DATABASE_TIME,
                };
                let usual = estimate.input(step.spec.key, 0);
                let Some(seconds) = second(usual, conv) else {
                    continue;
                };
                let limit = [&shown_whole((seconds * 1e3 * PATIENCE).ceil()), " ms"].concat();
                let taken = usual.map_or_else(String::new, |node| estimate.graph().shown(node));
                let why = [
                    "A read takes ",
                    &taken,
                    " (section 5); ten times that is a failure.",
                ];
                let beyond = if part.kind.trim() == "cache" {
                    "as a miss"
                } else {
                    "the call fails, and is tried once more elsewhere"
                };
                add(
                    ["Timeout of ", name],
                    "timeout",
                    &limit,
                    beyond,
                    &why.concat(),
                );
            }
            "queue" => {
                let writes = second(estimate.result(&c::PEAK_WRITE_QPS, 0), conv);
                let limit =
                    writes.map_or_else(String::new, |writes| shown_whole((writes * QUEUED).ceil()));
                add(
                    ["Bound of ", name],
                    "queue",
                    &limit,
                    "senders wait, then are told to come later",
                    "A quarter of an hour of writes at peak, to mend what reads from it.",
                );
            }
            _ => {}
        }
    }
    if let Some(part) = called(doc) {
        let name = ["Calls to ", part.name.trim()].concat();
        let id = part.id.to_string();
        let cells = [
            &*name,
            "backoff",
            &id,
            "",
            "2",
            "the caller is told; no other layer tries again",
        ];
        let why = "Something is always restarted. Two tries more, after a random wait, in one layer alone: retries of several layers multiply.";
        push(&mut found, row(&PROTECTIONS, doc, &cells, why));
    }
    found
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

/// The value of a node, per second or in seconds.
fn second(node: Option<&Node>, conv: &Conventions) -> Option<f64> {
    let value = node?.value?.in_period(Period::Second, conv).value;
    (value > 0.0).then_some(value)
}

fn rate(value: f64, conv: &Conventions) -> String {
    let rate = Quantity::new(value.ceil(), Dim::PER_TIME, Period::Second);
    show_exact(&rate, Kind::Rate, conv)
}

/// A whole number as a person would type it.
fn shown_whole(value: f64) -> String {
    show_exact(&Quantity::scalar(value), Kind::Count, &Conventions::EXACT)
}
