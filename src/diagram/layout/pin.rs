//! Boxes that somebody put somewhere: they stand there, what is in their way moves down, and their links are led anew.
//!
//! All others stay where they are. The new ways are simple ones, or such that go along the edge of a box, of which that
//! with the fewest boxes on it is taken; it may still go behind one.

use super::route::simple;
use super::{Graph, Layout, Link, Route, STUB, sort};
use crate::diagram::geometry::{Point, Rect};

/// Between a pinned box and what had to move.
const GAP: f64 = 24.0;
/// Among more boxes than this no way around is looked for.
const MOST: usize = 200;
/// So many ways around are tried.
const TRIES: usize = 40;

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
    drop_covered(layout);
}

/// Drops labels that something has come upon.
fn drop_covered(layout: &mut Layout) {
    for at in 0..layout.links.len() {
        let Some(label) = layout.links[at].label else {
            continue;
        };
        let covered = |(other, route): (usize, &Route)| {
            let other = route.label.filter(|rect| other != at && rect.meets(&label));
            other.is_some() || blocked(&[label], &route.points) > 0
        };
        let boxed = layout.boxes.iter().any(|rect| rect.meets(&label));
        if boxed || layout.links.iter().enumerate().any(covered) {
            layout.links[at].label = None;
        }
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
        return;
    }
    let start = first.y + y;
    let end = last.y - before[link.to].y + other.y;
    let ways = ways(&one, &other, start, end);
    let mut best = ways
        .into_iter()
        .min_by_key(|way| in_way(way))
        .unwrap_or_default();
    if in_way(&best) > 0 && layout.boxes.len() <= MOST {
        let mut around = detours(&layout.boxes, &one, &other, start, end).take(TRIES);
        if let Some(free) = around.find(|way| in_way(way) == 0) {
            best = free;
        }
    }
    let label = label(link, &best);
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

/// Ways from one box to another along the upper or lower edge of any, the shortest first.
fn detours(
    boxes: &[Rect],
    one: &Rect,
    other: &Rect,
    start: f64,
    end: f64,
) -> impl Iterator<Item = Vec<Point>> + use<> {
    let (from, to) = if one.x <= other.x {
        ((one.right(), STUB), (other.x, -STUB))
    } else {
        ((one.x, -STUB), (other.right(), STUB))
    };
    let edges = boxes
        .iter()
        .flat_map(|rect| [rect.y - GAP / 2.0, rect.bottom() + GAP / 2.0]);
    let edges: Vec<f64> = edges.collect();
    let length = |y: f64| (y - start).abs() + (y - end).abs();
    let mut sorted: Vec<usize> = (0..edges.len()).collect();
    sort(&mut sorted, &|a, b| {
        length(edges[a]).total_cmp(&length(edges[b]))
    });
    sorted.into_iter().map(move |at| {
        let (out, back, y) = (from.0 + from.1, to.0 + to.1, edges[at]);
        let corners = [
            (from.0, start),
            (out, start),
            (out, y),
            (back, y),
            (back, end),
            (to.0, end),
        ];
        corners.map(|(x, y)| Point { x, y }).to_vec()
    })
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

/// A place for a label on the last part of a way, if it is long enough.
fn label(link: &Link, points: &[Point]) -> Option<Rect> {
    let [.., before, last] = points else {
        return None;
    };
    let (width, height) = (link.label, link.high);
    let middle = f64::midpoint(before.x, last.x);
    let rect = Rect {
        x: middle - width / 2.0,
        y: last.y - height - 1.0,
        width,
        height,
    };
    (width > 0.0 && (before.x - last.x).abs() >= width + STUB).then_some(rect)
}
