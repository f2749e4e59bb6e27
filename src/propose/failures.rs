//! What fails, by the kind of the component and by what there is one of; and what runs out first, by the limits of
//! *What if* and by the load of each component.

use super::{Proposal, push, row};
use crate::estimate::Estimate;
use crate::estimate::architecture::{self, COMPONENT_UTILISATION, alone};
use crate::estimate::whatif::{Break, Passed, breaks};
use crate::library::prompts::FAILURES;
use crate::model::failures::{BOTTLENECKS, FAILURES as TABLE};
use crate::model::{Document, Field, capacity, reliability, whatif};
use crate::quantity::{Conventions, Kind, Quantity, show};
use crate::review::architecture::needed;

/// Parts and components of which there is one, and the usual failure of each component.
pub(super) fn failures(doc: &Document, estimate: &Estimate) -> Vec<Proposal> {
    let mut found = Vec::new();
    let usual = |kind: &str| FAILURES.iter().find(|failing| failing.kind == kind.trim());
    let components = &doc.architecture.components;
    let mut lost = |name: &str, kind: &str, why: &str| {
        let [_, effect, detection, _] = usual(kind).map_or([""; 4], |failing| failing.cells);
        let remedy = "A second copy that takes over";
        let cells = [name, "The only one is lost", effect, detection, remedy];
        push(&mut found, row(&TABLE, doc, &cells, why));
    };
    for part in &doc.reliability.parts {
        let copies = estimate
            .input(reliability::COPIES.spec.key, part.id)
            .and_then(|node| node.value);
        if copies.is_some_and(|copies| copies.value > 1.0) {
            continue;
        }
        let mut named = components
            .iter()
            .filter(|component| super::same(&component.name, &part.name));
        let kind = named.next().map_or("", |component| &component.kind);
        let why = "A single point of failure: section 9 has one copy, and requests need it.";
        lost(&part.name, kind, why);
    }
    for one in alone(doc, estimate) {
        let why = ["A single point of failure. ", &needed(doc, &one), "."].concat();
        let mut of = components.iter().filter(|part| part.id == one.component);
        if let Some(part) = of.next() {
            lost(&part.name, &part.kind, &why);
        }
    }
    for (at, component) in components.iter().enumerate() {
        // How a database fails is said once, whatever copies it has.
        let before = &components[..at];
        let copy = ["sql", "nosql", "cache"].contains(&component.kind.as_str());
        if copy && before.iter().any(|other| other.kind == component.kind) {
            continue;
        }
        if let Some(failing) = usual(&component.kind) {
            let [failure, effect, detection, mitigation] = failing.cells;
            let cells = [
                component.name.trim(),
                failure,
                effect,
                detection,
                mitigation,
            ];
            push(&mut found, row(&TABLE, doc, &cells, failure));
        }
    }
    found
}

/// Limits further off than so many times the users are no bottleneck.
const FAR: f64 = 100.0;

pub(super) fn bottlenecks(doc: &Document, estimate: &Estimate) -> Vec<Proposal> {
    let conv = estimate.graph().conventions();
    let limits = breaks(doc, estimate);
    let mut found = Vec::new();
    // What the picture shows as the first to break comes first here.
    for (component, times) in architecture::breaks(doc, estimate) {
        let mut parts = doc.architecture.components.iter();
        let part = parts.find(|part| part.id == component);
        let busy = estimate.result(&COMPONENT_UTILISATION, component);
        let (Some(part), Some(busy), Some(when)) = (part, busy, when(times, *conv)) else {
            continue;
        };
        let full = if times < 1.0 { "" } else { "full " };
        let busy = estimate.graph().shown(busy);
        let shown = [&busy, " busy at peak, ", full, &when].concat();
        let relief = relief(part.kind.trim(), &limits);
        let cells = [part.name.trim(), &shown, relief];
        push(&mut found, row(&BOTTLENECKS, doc, &cells, &shown));
    }
    for Break { limit, passed } in limits {
        let times = match passed {
            Passed::Always => 0.0,
            Passed::After(times) => times,
            _ => continue,
        };
        let bound = estimate.input(limit.bound.spec.key, 0);
        let Some((bound, when)) = bound.zip(when(times, *conv)) else {
            continue;
        };
        let shown = [&estimate.graph().shown(bound), ", ", &when].concat();
        let cells = [limit.name, &shown, limit.remedy];
        push(&mut found, row(&BOTTLENECKS, doc, &cells, &shown));
    }
    found
}

/// When a limit is passed that holds up to so many times the users, if that is near.
fn when(times: f64, conv: Conventions) -> Option<String> {
    if times < 1.0 {
        return Some("passed already".to_owned());
    }
    let shown = show(&Quantity::scalar(times), Kind::Count, &conv);
    (times <= FAR).then(|| ["at ×", &shown, " of today's users"].concat())
}

/// What helps a component of this kind: that of its limits which is passed first.
fn relief(kind: &str, limits: &[Break]) -> &'static str {
    let bounds: &[&Field<Document>] = match kind {
        "sql" | "nosql" => &[
            &capacity::NODE_WRITES,
            &capacity::NODE_STORAGE,
            &capacity::NODE_READS,
        ],
        "cache" => &[&capacity::CACHE_NODE],
        "queue" => &[&reliability::BROKER_PARTITIONS],
        "balancer" | "gateway" => &[&whatif::NETWORK],
        _ => return "Add servers before it comes to that.",
    };
    let mut of = limits.iter();
    let first = of.find(|found| {
        bounds
            .iter()
            .any(|bound| bound.spec.key == found.limit.bound.spec.key)
    });
    first.map_or("", |found| found.limit.remedy)
}
