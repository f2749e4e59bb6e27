//! How long a diagram takes: the layout of graphs, and all from a plan to its SVG text.
//!
//! `cargo bench --no-default-features --bench layout`. For a diagram of 200 boxes the layout may take 10 ms here, so that
//! a page, whose code is made small and not fast, can draw it anew within 100 ms.

use std::hint::black_box;
use std::time::{Duration, Instant};

use envelope::diagram::geometry::Point;
use envelope::diagram::layout::{self, Graph, Link, Node};
use envelope::diagram::scene::{self, Card, End, Plan, Row, Tie};
use envelope::diagram::svg::{self, Theme};

/// So many runs are timed; as many come before them, to warm up.
const RUNS: usize = 21;
/// Boxes and links.
const SIZES: [(u32, usize); 3] = [(200, 300), (500, 700), (1_000, 1_500)];

/// Makes the links of a graph.
type Make = fn(u32, usize) -> Vec<(usize, usize)>;

fn main() {
    println!(
        "{:<44} {:>12} {:>12} {:>12}",
        "median of 21 runs", "200 / 300", "500 / 700", "1000 / 1500"
    );
    let kinds: [(&str, Make); 2] = [
        ("like a data model", grown),
        ("any box to any other", random),
    ];
    for (name, make) in kinds {
        let plans = SIZES.map(|(boxes, links)| plan(boxes, &make(boxes, links)));
        let graphs = SIZES.map(|(boxes, links)| graph(boxes, &make(boxes, links)));
        let pinned = graphs.each_ref().map(half_pinned);
        let lay_out = |graph: &Graph| drop(black_box(layout::of(black_box(graph))));
        line(&format!("layout, {name}"), &graphs, lay_out);
        line(&format!("half of them pinned, {name}"), &pinned, lay_out);
        line(&format!("plan to SVG, {name}"), &plans, |plan| {
            let scene = scene::arrange(black_box(plan));
            drop(black_box(svg::render(&scene, Theme::Auto, "bench")));
        });
    }
}

/// Every other box stands where somebody put it: where the layout has it, but for its sides exchanged.
fn half_pinned(graph: &Graph) -> Graph {
    let mut graph = graph.clone();
    let places = layout::of(&graph).boxes;
    for (node, rect) in graph.boxes.iter_mut().zip(places).step_by(2) {
        node.pinned = Some(Point {
            x: rect.y,
            y: rect.x,
        });
    }
    graph
}

fn line<T>(name: &str, of: &[T; 3], work: impl Fn(&T)) {
    let times = of.each_ref().map(|one| median(|| work(one)));
    let [one, two, three] = times.map(|time| time.as_secs_f64() * 1000.0);
    println!("{name:<44} {one:>9.2} ms {two:>9.2} ms {three:>9.2} ms");
}

fn median(work: impl Fn()) -> Duration {
    let mut times: Vec<Duration> = (0..2 * RUNS)
        .map(|_| {
            let started = Instant::now();
            work();
            started.elapsed()
        })
        .skip(RUNS)
        .collect();
    times.sort();
    times[RUNS / 2]
}

/// Numbers that follow from each other, the same with every run.
fn numbers() -> impl FnMut(usize) -> usize {
    let mut state = 1_u64;
    move |below| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap_or(0) % below.max(1)
    }
}

/// Links from any box to any other.
fn random(boxes: u32, links: usize) -> Vec<(usize, usize)> {
    let (mut next, boxes) = (numbers(), boxes as usize);
    (0..links).map(|_| (next(boxes), next(boxes))).collect()
}

/// Links to boxes that came before: every third to one of the first few, the others to one of the twenty before.
fn grown(boxes: u32, links: usize) -> Vec<(usize, usize)> {
    let (mut next, boxes) = (numbers(), boxes as usize);
    (0..links)
        .map(|at| {
            let to = 1 + at % (boxes - 1);
            let from = if next(3) == 0 {
                next(to.min(8))
            } else {
                to - 1 - next(to.min(20))
            };
            (from, to)
        })
        .collect()
}

fn graph(boxes: u32, links: &[(usize, usize)]) -> Graph {
    let node = |key: u32| Node {
        key,
        width: 180.0 + f64::from(key % 5) * 20.0,
        height: 60.0 + f64::from(key % 9) * 22.0,
        pinned: None,
        group: 0,
    };
    Graph {
        boxes: (0..boxes).map(node).collect(),
        links: (0..)
            .zip(links)
            .map(|(key, (from, to))| Link {
                key,
                from: *from,
                to: *to,
                from_port: Some(43.0),
                to_port: Some(65.0 + f64::from(key % 3) * 22.0),
                ..Link::default()
            })
            .collect(),
        stub: None,
    }
}

fn plan(boxes: u32, links: &[(usize, usize)]) -> Plan {
    let row = |at: u32| Row {
        mark: if at == 0 { "PK" } else { "" },
        name: format!("column_{at}"),
        kind: "varchar(100)".to_owned(),
    };
    Plan {
        title: "bench".to_owned(),
        cards: (0..boxes)
            .map(|key| Card {
                key,
                title: format!("table_{key}"),
                rows: (0..4 + key % 9).map(row).collect(),
                pinned: None,
            })
            .collect(),
        ties: (0..)
            .zip(links)
            .map(|(key, (from, to))| Tie {
                key,
                cards: [*from, *to],
                rows: [Some(0), Some(1 + key as usize % 3)],
                ends: [End::One, End::ZeroOrMany],
                dashed: true,
                label: "refers to".to_owned(),
            })
            .collect(),
    }
}
