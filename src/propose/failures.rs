//! What fails, by the kind of the component; and what runs out first, by the limits of *What if*.

use super::{Proposal, push, row};
use crate::estimate::Estimate;
use crate::estimate::whatif::{Passed, breaks};
use crate::library::prompts::FAILURES;
use crate::model::failures::{BOTTLENECKS, FAILURES as TABLE};
use crate::model::{Document, reliability};
use crate::quantity::{Kind, Quantity, show};

/// Parts of which there is one, and the usual failure of each component.
pub(super) fn failures(doc: &Document, estimate: &Estimate) -> Vec<Proposal> {
    let mut found = Vec::new();
    let usual = |kind: &str| FAILURES.iter().find(|failing| failing.kind == kind);
    let components = &doc.architecture.components;
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
        let cells = usual(named.next().map_or("", |component| &component.kind))
            .map_or([""; 4], |failing| failing.cells);
        let cells = [
            &part.name,
            "The only one is lost",
            cells[1],
            cells[2],
            "A second copy that takes over",
        ];
        let why = "A single point of failure: section 9 has one copy, and requests need it.";
        push(&mut found, row(&TABLE, doc, &cells, why));
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
    let mut found = Vec::new();
    for found_limit in breaks(doc, estimate) {
        let limit = found_limit.limit;
        let at = match found_limit.passed {
            Passed::Always => "passed already".to_owned(),
            Passed::After(factor) if factor < 1.0 => "passed already".to_owned(),
            Passed::After(factor) if factor <= FAR => {
                let times = show(&Quantity::scalar(factor), Kind::Count, conv);
                ["at ×", &times, " of today's users"].concat()
            }
            _ => continue,
        };
        let Some(bound) = estimate.input(limit.bound.spec.key, 0) else {
            continue;
        };
        let shown = [&estimate.graph().shown(bound), ", ", &at].concat();
        let cells = [limit.name, &shown, limit.remedy];
        push(&mut found, row(&BOTTLENECKS, doc, &cells, &shown));
    }
    found
}
