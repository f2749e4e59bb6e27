//! What is usually asked of a system.

use super::{Proposal, prompts};
use crate::estimate::{Estimate, capacity as c};
use crate::formula::Node;
use crate::library::prompts::{FUNCTIONAL, NON_FUNCTIONAL};
use crate::model::{Document, capacity, requirements};
use crate::review::targets::kind_of;

pub(super) fn functional(doc: &Document) -> Vec<Proposal> {
    prompts(&requirements::FUNCTIONAL, doc, FUNCTIONAL)
}

/// Qualities of which no requirement is there, by name or by kind; with the design's own figures where it has some.
pub(super) fn non_functional(doc: &Document, estimate: &Estimate) -> Vec<Proposal> {
    let rows = &doc.requirements.non_functional;
    let mut found = prompts(&requirements::NON_FUNCTIONAL, doc, NON_FUNCTIONAL);
    found.retain(|proposal| {
        let kind = cell(proposal, 4);
        !rows.iter().any(|row| kind_of(row) == kind)
    });
    let shown = |node: Option<&Node>| {
        let node = node.filter(|node| node.value.is_some_and(|value| value.value > 0.0))?;
        Some(estimate.graph().shown(node))
    };
    for proposal in &mut found {
        let figure = match cell(proposal, 4) {
            "throughput" => shown(estimate.result(&c::PEAK_QPS, 0)),
            "scale" => shown(estimate.input(capacity::DAU.spec.key, 0)),
            _ => None,
        };
        let mut cells = (proposal.fix.adds.iter_mut()).flat_map(|(_, cells)| cells);
        if let Some((figure, target)) = figure.zip(cells.nth(2)) {
            *target = figure;
        }
    }
    found
}

fn cell(proposal: &Proposal, column: usize) -> &str {
    let cells = proposal
        .fix
        .adds
        .first()
        .and_then(|(_, cells)| cells.get(column));
    cells.map_or("", String::as_str)
}
