//! What follows from the numbers, in words: no problem, but worth knowing.

use super::{database, load};
use crate::estimate::Estimate;
use crate::estimate::capacity as results;
use crate::formula::{Formula, in_order};
use crate::model::{Document, capacity};
use crate::outline::Topic;

/// The advice on a topic; empty while the numbers are not there.
///
/// ```
/// use envelope::{estimate, model::{Document, apis}, outline::Topic, review};
/// let mut doc = Document::default();
/// doc.add_row_of(&apis::ACTIONS, &["Read", "", "GET", "", "", "400/s"]);
/// doc.add_row_of(&apis::ACTIONS, &["Write", "", "POST", "", "", "10/s"]);
/// let advice = review::advice(Topic::ReadWrite, &doc, &estimate::of(&doc));
/// assert!(advice.starts_with("Read-heavy: 40 : 1."), "{advice}");
/// ```
pub fn advice(topic: Topic, doc: &Document, estimate: &Estimate) -> String {
    let said = match topic {
        Topic::ReadWrite => read_write(estimate),
        Topic::Latency => load::within(doc, estimate),
        Topic::Servers => servers(doc, estimate),
        Topic::Shards => shards(estimate),
        Topic::Database => database::advice(doc, estimate),
    };
    said.unwrap_or_default()
}

/// From this ratio on reads decide.
const READ_HEAVY: f64 = 10.0;

fn read_write(estimate: &Estimate) -> Option<String> {
    let node = |formula| estimate.result(formula, 0);
    let shown = |formula| estimate.shown(formula, 0);
    let value = |formula| Some(node(formula)?.value?.value);
    let (reads, writes) = (value(&results::READ_QPS)?, value(&results::WRITE_QPS)?);
    if reads == 0.0 && writes == 0.0 {
        return None;
    }
    let ratio = match value(&results::READ_WRITE_RATIO) {
        Some(ratio) => ratio,
        None if writes == 0.0 => f64::INFINITY,
        None => return None,
    };
    let much = if ratio.is_finite() {
        shown(&results::READ_WRITE_RATIO)
    } else {
        "nothing is written".to_owned()
    };
    let hits = estimate.input(capacity::HIT_RATIO.spec.key, 0)?;
    let hits = estimate.graph().shown(hits);
    Some(if ratio >= READ_HEAVY {
        format!(
            "Read-heavy: {much}. A cache that answers {hits} leaves {} to the database at peak; read replicas share those. Indexes are cheap at {} of writes. Shard for size, not for reads.",
            shown(&results::DATABASE_READS),
            shown(&results::PEAK_WRITE_QPS)
        )
    } else if ratio < 1.0 {
        format!(
            "Write-heavy: {much}. A cache does not help {} of writes at peak: shard by a key that spreads them, keep indexes few, write in batches or behind a queue, and prefer storage made for writes, such as an LSM tree.",
            shown(&results::PEAK_WRITE_QPS)
        )
    } else {
        format!(
            "Mixed: {much}. Neither side decides: {} of writes and, after a cache that answers {hits}, {} of reads reach the database at peak. Index what the frequent queries need, and no more.",
            shown(&results::PEAK_WRITE_QPS),
            shown(&results::DATABASE_READS)
        )
    })
}

/// Limits by name, the binding one first; none where one has no value.
fn limits<const N: usize>(
    estimate: &Estimate,
    all: [(&'static str, &'static Formula); N],
) -> Option<Vec<(&'static str, &'static Formula, f64)>> {
    let mut limits = Vec::new();
    for (name, formula) in all {
        if let Some(node) = estimate.result(formula, 0) {
            limits.push((name, formula, node.value?.value));
        }
    }
    Some(in_order(limits, |limit| [-limit.2, 0.0]))
}

fn servers(doc: &Document, estimate: &Estimate) -> Option<String> {
    let limits = limits(
        estimate,
        [
            ("throughput", &results::SERVERS_FOR_RATE),
            ("concurrency", &results::SERVERS_FOR_CONCURRENCY),
        ],
    )?;
    let shown = |formula| estimate.shown(formula, 0);
    let (first, formula, _) = limits.first()?;
    let mut said = vec![format!(
        "The {first} asks for {} without spares",
        shown(formula)
    )];
    for (next, formula, _) in limits.iter().skip(1) {
        said.push(format!(" and binds; the {next} for {}", shown(formula)));
    }
    let value = |formula| Some(estimate.result(formula, 0)?.value?.value);
    let needed = value(&results::SERVERS)?;
    if let Some(for_wait) = value(&results::SERVERS_FOR_WAIT) {
        let but = if for_wait > needed { ", but" } else { "," };
        let for_wait = shown(&results::SERVERS_FOR_WAIT);
        said.push(format!("{but} the target wait for {for_wait}"));
    }
    if value(&results::SERVERS_BY_ROOT).is_some() {
        let by_root = shown(&results::SERVERS_BY_ROOT);
        said.push(format!(", square-root staffing for {by_root}"));
    }
    said.push(".".to_owned());
    let own = estimate.input(capacity::OWN_SERVERS.spec.key, 0)?;
    let entered = !doc.capacity.own_servers.trim().is_empty();
    if entered && own.value.is_some_and(|own| own.value < needed) {
        said.push(format!(
            " {} are needed with spares, and {} are in use.",
            shown(&results::SERVERS),
            estimate.graph().shown(own)
        ));
    }
    Some(said.concat())
}

fn shards(estimate: &Estimate) -> Option<String> {
    let limits = limits(
        estimate,
        [
            ("Storage", &results::SHARDS_FOR_STORAGE),
            ("Writes", &results::SHARDS_FOR_WRITES),
            ("Reads", &results::NODES_FOR_READS),
        ],
    )?;
    let [(first, formula, most), ..] = limits[..] else {
        return None;
    };
    let load = estimate.result(&results::NODE_LOAD, 0)?.value?.value;
    if most <= 1.0 {
        let enough = "One node is enough for storage, writes and reads; copies are for failures.";
        let both = "Each fits into one node, but writes and reads together do not: a read replica takes reads off it.";
        return Some(if load > 1.0 { both } else { enough }.to_owned());
    }
    let nodes = estimate.shown(formula, 0);
    Some(match first {
        "Storage" => {
            format!("Storage binds at {nodes} nodes: shards, or less that is kept for less long.")
        }
        "Writes" => format!("Writes bind at {nodes} nodes: shards, by a key that spreads them."),
        _ => {
            format!("Reads bind at {nodes} nodes: read replicas or a larger cache, before shards.")
        }
    })
}
