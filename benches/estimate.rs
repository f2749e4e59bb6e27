//! How long the core takes for a design: estimate, checks, Markdown and JSON.
//!
//! `cargo bench --no-default-features --bench estimate` compares a design of 200 actions and 200
//! entities, and one of 500 entities of 20 attributes, with the example that comes with the page. A page that follows
//! every key has a frame of 16.7 ms for all of it and for drawing.

// There is nobody to hand an error on to: a benchmark that meets one stops.
#![allow(clippy::unwrap_used)]

mod large;
mod wide;

use std::hint::black_box;
use std::time::{Duration, Instant};

use envelope::library::examples;
use envelope::model::Document;
use envelope::{estimate, review, text};

/// So many runs are timed; as many come before them, to warm up.
const RUNS: usize = 51;
/// A run repeats its work for at least so long, so that the clock's own steps do not count.
const LEAST: Duration = Duration::from_millis(2);

/// A piece of work on a design.
type Work = fn(&Document);

const WORKS: [(&str, Work); 7] = [
    ("estimate::at_once", |doc| {
        black_box(estimate::at_once(black_box(doc)));
    }),
    ("estimate::of", |doc| {
        black_box(estimate::of(black_box(doc)));
    }),
    ("review::problems, with its estimate", |doc| {
        let estimate = estimate::of(doc);
        black_box(review::problems(black_box(doc), &estimate));
    }),
    ("markdown::render, with its estimate", |doc| {
        let estimate = estimate::of(doc);
        black_box(text::markdown::render(black_box(doc), &estimate));
    }),
    ("json::to_compact", |doc| {
        black_box(text::json::to_compact(black_box(doc)));
    }),
    ("json::to_json and json::from_json", |doc| {
        let json = text::json::to_json(black_box(doc));
        black_box(text::json::from_json(&json).unwrap());
    }),
    ("a copy of the document", |doc| {
        black_box(black_box(doc).clone());
    }),
];

fn main() {
    let example = text::json::example(&examples::PASTEBIN);
    let (large, wide) = (large::design(), wide::design());
    println!(
        "{:<38} {:>12} {:>12} {:>8} {:>12}",
        "median of 51 runs", "pastebin", "200 × 200", "ratio", "500 × 20"
    );
    for (name, work) in WORKS {
        let [small, big, wide] = [&example, &large, &wide].map(|doc| median(work, doc));
        let ratio = big.as_secs_f64() / small.as_secs_f64();
        println!(
            "{name:<38} {:>9.3} ms {:>9.3} ms {ratio:>8.1} {:>9.3} ms",
            ms(small),
            ms(big),
            ms(wide)
        );
    }
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// The median time of one piece of work.
fn median(work: Work, doc: &Document) -> Duration {
    let mut times: Vec<Duration> = (0..2 * RUNS).map(|_| once(work, doc)).skip(RUNS).collect();
    times.sort();
    times[RUNS / 2]
}

fn once(work: Work, doc: &Document) -> Duration {
    let started = Instant::now();
    for count in 1_u32.. {
        work(doc);
        if started.elapsed() >= LEAST {
            return started.elapsed() / count;
        }
    }
    started.elapsed()
}
