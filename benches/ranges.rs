//! How long the ranges of results take: ten thousand cases of a design.
//!
//! `cargo bench --no-default-features --bench ranges` computes the worst that can be: every number of the
//! design is a range. A page does it in steps between frames; the longest block is what it can be kept waiting
//! for if it hands the work on in whole blocks.

// There is nobody to hand an error on to: a benchmark that meets one stops.
#![allow(clippy::unwrap_used)]

mod large;
// The comparison with Squiggle uses more of it.
#[allow(dead_code)]
mod sixteen;
// The benchmark in the browser puts ranges into its fields.
#[allow(dead_code)]
mod usual;

use std::hint::black_box;
use std::time::{Duration, Instant};

use envelope::estimate;
use envelope::formula::{BLOCKS, Graph, Key, Origin, Sampler};
use envelope::model::Document;
use envelope::model::apis::RATE;
use envelope::quantity::Spread;

const RUNS: usize = 11;

fn main() {
    println!(
        "{:<44} {:>8} {:>8} {:>8} {:>11} {:>11}",
        "median of 11 runs, 10,000 cases", "ranges", "results", "numbers", "whole", "one block"
    );
    let small = sixteen::graph(0);
    report("16 formulas", &small, &results(&small, |_| true));
    let usual = everything_spread(&usual::design());
    report(
        "12 actions × 8 entities",
        &usual,
        &results(&usual, |_| true),
    );
    let large = everything_spread(&large::design());
    let whole = |key: Key| key.1 == 0;
    let rates = spread(&large::design(), |key| whole(key) || key.0 == RATE.spec.key);
    report(
        "200 × 200, only rates and fields are ranges",
        &rates,
        &results(&rates, whole),
    );
    report(
        "200 × 200, results of the whole design",
        &large,
        &results(&large, whole),
    );
    report(
        "200 × 200, also of each action",
        &large,
        &results(&large, |key| whole(key) || key.0.starts_with("action")),
    );
    report(
        "200 × 200, every result",
        &large,
        &results(&large, |_| true),
    );
    let key = (estimate::cost::TOTAL.key, 0);
    let samples = large.sample(&[key]);
    let times = (0..RUNS).map(|_| {
        let started = Instant::now();
        black_box(large.sensitivity(key, &samples));
        started.elapsed()
    });
    println!(
        "what the total cost of 200 × 200 hangs on: {:.1} ms",
        median(times.collect())
    );
}

fn report(name: &str, graph: &Graph, wanted: &[Key]) {
    let ranges = graph.nodes().iter().filter(|node| node.spread.is_some());
    let (mut whole, mut blocks) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        let started = Instant::now();
        let mut sampler = Sampler::new(graph, wanted);
        let block = sampler.work() / BLOCKS + 1;
        let first = Instant::now();
        while !sampler.step(graph, block) {}
        blocks.push(first.elapsed() / u32::try_from(BLOCKS).unwrap());
        black_box(sampler.finish());
        whole.push(started.elapsed());
    }
    println!(
        "{name:<44} {:>8} {:>8} {:>8} {:>8.2} ms {:>8.3} ms",
        ranges.count(),
        wanted.len(),
        Sampler::new(graph, wanted).work() / BLOCKS,
        median(whole),
        median(blocks)
    );
}

fn median(mut times: Vec<Duration>) -> f64 {
    times.sort();
    times[times.len() / 2].as_secs_f64() * 1000.0
}

/// The results that follow from others.
fn results(graph: &Graph, such: impl Fn(Key) -> bool) -> Vec<Key> {
    let derived = graph
        .nodes()
        .iter()
        .filter(|node| node.origin == Origin::Derived);
    derived
        .map(|node| node.key)
        .filter(|key| such(*key))
        .collect()
}

/// The estimate of a design in which every number may be off by a half.
fn everything_spread(doc: &Document) -> Graph {
    spread(doc, |_| true)
}

fn spread(doc: &Document, such: impl Fn(Key) -> bool) -> Graph {
    let mut graph = estimate::of(doc).graph().clone();
    let inputs: Vec<(Key, f64)> = graph
        .nodes()
        .iter()
        .filter(|node| matches!(node.origin, Origin::Given | Origin::Assumed))
        .filter_map(|node| Some((node.key, node.value?.value)))
        .filter(|(key, _)| such(*key))
        .collect();
    for (key, value) in inputs {
        let spread = Spread::between(value / 1.5, value * 1.5);
        graph.set_spread(graph.reference(key).unwrap(), spread);
    }
    graph
}
