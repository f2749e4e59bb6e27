//! Every formula over many cases comes to what it comes to over one.

use crate::estimate;
use crate::formula::{Graph, Key, Origin};
use crate::library::examples;
use crate::quantity::Spread;

/// The example, each of its numbers off by so much of itself.
fn pastebin(part: f64) -> (Graph, Vec<Key>) {
    let doc = crate::text::json::example(&examples::PASTEBIN);
    let mut graph = estimate::of(&doc).graph().clone();
    let mut derived = Vec::new();
    for key in graph
        .nodes()
        .iter()
        .map(|node| node.key)
        .collect::<Vec<_>>()
    {
        let node = graph.reference(key).unwrap();
        match (graph.node(node).origin, graph.node(node).value) {
            (Origin::Derived, _) => derived.push(key),
            (_, Some(value)) => {
                let (low, high) = (value.value * (1.0 - part), value.value * (1.0 + part));
                graph.set_spread(node, Spread::between(low, high));
            }
            _ => {}
        }
    }
    (graph, derived)
}

#[test]
fn next_to_no_range_is_the_value_itself() {
    let (graph, derived) = pastebin(1e-14);
    let samples = graph.sample(&derived);
    assert!(derived.len() > 50);
    let mut ranges = 0;
    for key in derived {
        let node = graph.find(key).unwrap();
        // What follows from constants alone has no range.
        let Some(range) = samples.range(key) else {
            continue;
        };
        let value = node.value.unwrap();
        ranges += 1;
        assert_eq!(range.failed, 0.0, "{key:?}");
        for case in [
            range.low,
            range.middle,
            range.high,
            range.ends.0,
            range.ends.1,
        ] {
            assert_eq!(case.unit(), value.unit(), "{key:?}");
            let off = (case.value - value.value).abs();
            // Nothing that is left of a whole is not quite nothing.
            assert!(
                off <= value.value.abs() * 1e-6 || value.value == 0.0,
                "{key:?}: {case:?} and {value:?}"
            );
        }
    }
    assert!(ranges > 40, "{ranges}");
}

#[test]
fn the_cost_hangs_on_what_is_dear() {
    let (graph, _) = pastebin(0.5);
    let key = (estimate::cost::TOTAL.key, 0);
    let samples = graph.sample(&[key]);
    let range = samples.range(key).unwrap();
    let value = graph.find(key).unwrap().value.unwrap().value;
    assert!(
        range.low.value < value && value < range.high.value,
        "{range:?}"
    );
    let influences = graph.sensitivity(key, &samples);
    assert!(influences.len() > 10);
    let all: f64 = influences.iter().map(|one| one.share).sum();
    assert!((all - 1.0).abs() < 1e-9);
    for (one, next) in influences.iter().zip(&influences[1..]) {
        assert!(one.swing() >= next.swing());
    }
}
