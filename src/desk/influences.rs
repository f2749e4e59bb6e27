//! The inputs that move a result most, each with what it does to it.

use super::Design;
use super::wish::Influence;
use crate::formula::{self, Graph, Key};
use crate::quantity::{Kind, Quantity, show};

/// So many inputs are named.
const NAMED: usize = 6;

/// What the result of this key hangs on, that with the greatest swing first.
pub(super) fn of(design: &mut Design, key: &str) -> Vec<String> {
    let (_, estimate, samples) = design.sampled();
    let ranged = estimate.ranged().into_iter();
    let of_key = |(name, _): &Key| *name == key;
    let Some(result) = ranged
        .filter(|key| samples.range(*key).is_some())
        .find(of_key)
    else {
        return Vec::new();
    };
    let graph = estimate.graph();
    let influences = graph.sensitivity(result, samples);
    let kind = graph.find(result).map_or(Kind::Count, |node| node.kind);
    let all = influences
        .iter()
        .flat_map(|one| [one.at_low, one.at_high])
        .flatten();
    let (least, most) = all.fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), end| {
        (least.min(end.value), most.max(end.value))
    });
    influences
        .iter()
        .take(NAMED)
        .map(|one| said(graph, kind, one, least, most))
        .flat_map(Influence::texts)
        .collect()
}

fn said(graph: &Graph, kind: Kind, one: &formula::Influence, least: f64, most: f64) -> Influence {
    let conv = graph.conventions();
    let shown = |end: Option<Quantity>| {
        end.map_or_else(|| "no value".to_owned(), |end| show(&end, kind, conv))
    };
    let place = |end: Option<Quantity>, none: f64| {
        let part = end.map_or(none, |end| (end.value - least) / (most - least));
        // All at one place: nothing moves the result.
        if part.is_finite() { part * 100.0 } else { 0.0 }
    };
    let (low, high) = (place(one.at_low, 0.0), place(one.at_high, 1.0));
    let (left, right) = (low.min(high), low.max(high));
    Influence {
        name: name(graph, one.input),
        ends: format!("{} → {}", shown(one.at_low), shown(one.at_high)),
        share: show(&Quantity::scalar(one.share), Kind::Share, conv),
        left: format!("{left:.1}%"),
        width: format!("{:.1}%", right - left),
    }
}

fn name(graph: &Graph, input: Key) -> String {
    let node = graph.find(input);
    node.map(|node| node.name.to_string()).unwrap_or_default()
}
