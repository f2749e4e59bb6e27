//! How long the ranges of results take: ten thousand cases of a design.
//!
//! `cargo bench --no-default-features --bench ranges` computes the worst that can be: every number of the
//! design is a range. A page does it in steps between frames; the longest block is what it can be kept waiting
//! for if it hands the work on in whole blocks.

// There is nobody to hand an error on to: a benchmark that meets one stops.
#![allow(clippy::unwrap_used)]

mod large;

use std::hint::black_box;
use std::time::{Duration, Instant};

use envelope::estimate;
use envelope::formula::{BLOCKS, Expr, Graph, Key, NodeRef, Origin, Sampler, ceil, greatest};
use envelope::model::Document;
use envelope::model::apis::{ACTIONS, RATE};
use envelope::model::data_model::{ATTRIBUTES, ENTITIES};
use envelope::quantity::{Conventions, Kind, Quantity, Spread};

const RUNS: usize = 11;

fn main() {
    println!(
        "{:<44} {:>8} {:>8} {:>8} {:>11} {:>11}",
        "median of 11 runs, 10,000 cases", "ranges", "results", "numbers", "whole", "one block"
    );
    let small = model();
    report("16 formulas", &small, &results(&small, |_| true));
    let usual = everything_spread(&usual());
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

/// A design as people write them.
fn usual() -> Document {
    let mut doc = Document::default();
    "10M".clone_into(&mut doc.capacity.dau);
    for number in 1..=12 {
        let rate = format!("{number}/user/day");
        let (kind, stored) = if number % 4 == 0 {
            ("write", "2 KB")
        } else {
            ("read", "")
        };
        let cells = ["Action", "", "", "", kind, &rate, "1 KB", "4 KB", stored];
        doc.add_row_of(&ACTIONS, &cells);
    }
    for number in 1..=8 {
        let name = format!("things_{number}");
        let entity = doc.add_row_of(&ENTITIES, &[&name, "10M", "1M/month", ""]);
        let entity = entity.to_string();
        for size in ["8 B", "8 B", "60 B", "1 KB", "8 B"] {
            doc.add_row_of(&ATTRIBUTES, &["column", "", size, "", &entity]);
        }
    }
    doc
}

/// A capacity model of sixteen formulas.
fn model() -> Graph {
    let mut graph = Graph::new(Conventions::EXACT);
    let mut number = |key, value: f64| {
        let given = Some(Quantity::scalar(value));
        let node = graph.input(
            (key, 0),
            key.into(),
            Kind::Count,
            Origin::Given,
            given,
            "".into(),
        );
        graph.set_spread(node, Spread::between(value / 1.5, value * 1.5));
        node
    };
    let users = number("users", 10e6);
    let each = number("requests", 20.0);
    let writes = number("writes", 0.1);
    let factor = number("factor", 3.0);
    let request = number("request", 1e3);
    let response = number("response", 4e3);
    let stored = number("stored", 2e3);
    let days = number("days", 1_000.0);
    let copies = number("copies", 3.0);
    let hot = number("hot", 0.2);
    let server = number("server", 1e3);
    let disk = number("disk", 1e12);
    let price = number("price", 100.0);
    let mut define = |key, expr: Expr| -> NodeRef {
        graph.define_named((key, 0), key.into(), Kind::Count, expr)
    };
    let daily = define("daily", users * each);
    let average = define("average", daily / Expr::number(86_400.0));
    let peak = define("peak", average * factor);
    let write = define("write", average * writes);
    let read = define("read", average - write);
    define("ratio", read / write);
    define("ingress", average * request);
    let egress = define("egress", average * response);
    let day = define("day", daily * writes * stored);
    let horizon = define("horizon", day * days);
    let kept = define("kept", horizon * copies);
    let cache = define("cache", read * Expr::number(86_400.0) * response * hot);
    let servers = define("servers", ceil(peak / server) + Expr::number(1.0));
    let shards = greatest([Expr::number(1.0), ceil(kept / disk), ceil(cache / disk)]);
    let shards = define("shards", shards);
    let machines = define("machines", servers + shards * copies);
    define("cost", machines * price + egress / Expr::number(1e9));
    graph
}
