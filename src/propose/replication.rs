//! Copies of what keeps something, by its kind and by what may be lost.

use super::{Proposal, push, row};
use crate::estimate::{Estimate, capacity as c};
use crate::formula::Formula;
use crate::model::reliability::{KAFKA_REPLICATION, REPLICATION};
use crate::model::{Document, row_name};
use crate::quantity::Quantity;
use crate::review::targets;

pub(super) fn proposals(doc: &Document, estimate: &Estimate) -> Vec<Proposal> {
    let mut found = Vec::new();
    let conv = estimate.graph().conventions();
    let lost = targets::asked("rpo", doc, estimate);
    // Unless some loss is accepted, a write waits for a copy.
    let some = lost.is_some_and(|lost: Quantity| lost.value > 0.0);
    let servers = estimate.result(&c::SERVERS, 0).and_then(|node| node.value);
    let several = servers.is_some_and(|servers| servers.value > 1.0);
    let shown = |formula: &Formula| estimate.shown(formula, 0);
    for (at, part) in (1..).zip(&doc.architecture.components) {
        let name = row_name(&part.name, at);
        let id = part.id.to_string();
        let kept = estimate
            .input(KAFKA_REPLICATION.spec.key, 0)
            .and_then(|node| node.value)
            .map_or_else(
                || "3".to_owned(),
                |copies| crate::quantity::show(&copies, crate::quantity::Kind::Count, conv),
            );
        // Copies, where, how, what puts a copy in its place, how long that takes, what is lost; and why.
        let (cells, why) = match part.kind.trim() {
            "sql" if some => (
                ["2", "zones", "async", "automatic", "1 min", "1 s"],
                "A standby in another zone; some loss is accepted, so no write waits for it.",
            ),
            "sql" => (
                ["2", "zones", "sync", "automatic", "1 min", "0 s"],
                "A standby in another zone that has every write: with the primary nothing is lost.",
            ),
            "nosql" => (
                ["3", "zones", "quorum", "automatic", "10 s", "0 s"],
                "One copy in each of three zones; two of three answer, so that one may be lost.",
            ),
            "cache" => (
                ["2", "zones", "async", "automatic", "30 s", ""],
                "Without a copy every key of a lost node falls through to the database at once.",
            ),
            "queue" => (
                [kept.as_str(), "zones", "quorum", "automatic", "10 s", "0 s"],
                "A broker may be lost without a message being lost.",
            ),
            _ => continue,
        };
        let cells: Vec<&str> = [name.as_str(), &id].into_iter().chain(cells).collect();
        push(&mut found, row(&REPLICATION, doc, &cells, why));
    }
    if several {
        let why = [
            "Section 5 has ",
            &shown(&c::SERVERS),
            " servers: any of them may be lost.",
        ]
        .concat();
        let copies = shown(&c::SERVERS);
        let cells = ["Servers", "", &copies, "zones", "", "automatic", "10 s", ""];
        push(&mut found, row(&REPLICATION, doc, &cells, &why));
    }
    found
}
