//! Boxes that somebody put somewhere: they stand there, what is in their way moves down, and their links are led anew.
//!
//! All others stay where they are. The new ways are simple ones, of which that with the fewest boxes on it is taken; it
//! may still go behind one.

use super::route::{STUB, simple};
use super::{Graph, LABEL, Layout, Route, sort};
use crate::diagram::geometry::{Point, Rect};

/// Between a pinned box and what had to move.
const GAP: f64 = 24.0;

/// Moves pinned boxes to their places.
pub(super) fn pin(graph: &Graph, layout: &mut Layout) {
    if graph.boxes.iter().all(|node| node.pinned.is_none()) {
        return;
    }
    let before = layout.boxes.clone();
    let mut fixed: Vec<Rect> = Vec::new();
    for (rect, node) in layout.boxes.iter_mut().zip(&graph.boxes) {
        if let Some(at) = node.pinned {
            (rect.x, rect.y) = (at.x, at.y);
            fixed.push(*rect);
        }
    }
    let mut others: Vec<usize> = (0..before.len())
        .filter(|at| graph.boxes[*at].pinned.is_none())
        .collect();
    sort(&mut others, &|a, b| {
        let (one, other) = (before[a], before[b]);
        one.y.total_cmp(&other.y).then(one.x.total_cmp(&other.x))
    });
    for at in others {
        let rect = &mut layout.boxes[at];
        while let Some(other) = fixed.iter().find(|other| other.meets(rect)) {
            rect.y = other.bottom() + GAP;
        }
        fixed.push(*rect);
    }
    let moved: Vec<bool> = (before.iter().zip(&layout.boxes))
        .map(|(a, b)| a != b)
        .collect();
    for at in 0..graph.links.len() {
        lead(graph, layout, &before, &moved, at);
    }
}

/// Leads a link anew if a box of its own has moved, or another into its way.
fn lead(graph: &Graph, layout: &mut Layout, before: &[Rect], moved: &[bool], at: usize) {
    let link = &graph.links[at];
    let old = &layout.links[at];
    let [Some(first), Some(last)] = [old.points.first(), old.points.last()] else {
        return;
    };
    let (one, other) = (layout.boxes[link.from], layout.boxes[link.to]);
    let own = moved[link.from] || moved[link.to];
    let (x, y) = (one.x - before[link.from].x, one.y - before[link.from].y);
    if link.from == link.to {
        layout.links[at].shift(x, y);
        return;
    }
    let in_way = |points: &[Point]| blocked(&layout.boxes, points);
    if !own && in_way(&old.points) == 0 {
        let label = old
            .label
            .filter(|label| !layout.boxes.iter().any(|rect| rect.meets(label)));
        layout.links[at].label = label;
        return;
    }
    let start = first.y + y;
    let end = last.y - before[link.to].y + other.y;
    let ways = ways(&one, &other, start, end);
    let best = ways
        .into_iter()
        .min_by_key(|way| in_way(way))
        .unwrap_or_default();
    let label = label(layout, link.label, &best);
    layout.links[at] = Route {
        points: simple(&best),
        label,
    };
}

/// Simple ways from one box to another, the nicest first: out at one side, up or down, in at one side.
fn ways(one: &Rect, other: &Rect, start: f64, end: f64) -> Vec<Vec<Point>> {
    let mut ways = Vec::new();
    let mut add = |from: f64, over: f64, to: f64| {
        ways.push(
            [(from, start), (over, start), (over, end), (to, end)]
                .map(|(x, y)| Point { x, y })
                .to_vec(),
        );
    };
    let (left, right) = (
        one.x.min(other.x) - STUB,
        one.right().max(other.right()) + STUB,
    );
    let rightwards = (one.right(), other.x, STUB);
    let leftwards = (one.x, other.right(), -STUB);
    for (from, to, out) in [rightwards, leftwards] {
        if (to - from) * out.signum() >= 2.0 * STUB {
            add(from, f64::midpoint(from, to), to);
            add(from, from + out, to);
            add(from, to - out, to);
        }
    }
    add(one.right(), right, other.right());
    add(one.x, left, other.x);
    ways
}

/// How many boxes lie on a way.
fn blocked(boxes: &[Rect], points: &[Point]) -> usize {
    let parts = points.windows(2).map(|pair| {
        let (x, y) = (pair[0].x.min(pair[1].x), pair[0].y.min(pair[1].y));
        let (width, height) = ((pair[0].x - pair[1].x).abs(), (pair[0].y - pair[1].y).abs());
        Rect {
            x,
            y,
            width,
            height,
        }
    });
    parts
        .map(|part| boxes.iter().filter(|rect| rect.meets(&part)).count())
        .sum()
}

/// A place for a label on the last part of a way, if it is long enough and free.
fn label(layout: &Layout, width: f64, points: &[Point]) -> Option<Rect> {
    let [.., before, last] = points else {
        return None;
    };
    let middle = f64::midpoint(before.x, last.x);
    let rect = Rect {
        x: middle - width / 2.0,
        y: last.y - LABEL - 1.0,
        width,
        height: LABEL,
    };
    let fits = width > 0.0 && (before.x - last.x).abs() >= width + STUB;
    let labels = layout.links.iter().filter_map(|link| link.label);
    let free = !layout
        .boxes
        .iter()
        .copied()
        .chain(labels)
        .any(|other| other.meets(&rect));
    (fits && free).then_some(rect)
}
