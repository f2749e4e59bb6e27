//! Parts that no link joins, beside and below each other.

use super::{Graph, Inner, Layout, Link, Part, STUB, part, sort};
use crate::diagram::geometry::{Point, Rect};

/// Between two parts.
const GAP: f64 = 48.0;
/// Between boxes that no link joins to anything.
const GRID: f64 = 28.0;
/// How much wider than high a drawing is meant to be.
const ASPECT: f64 = 1.6;

/// Lays out each part, the largest first, row by row, and the boxes without links in a grid below.
pub(super) fn pack(graph: &Graph, by_key: &[usize], links: &[usize], layout: &mut Layout) {
    let mut single = Vec::new();
    let mut parts = Vec::new();
    let mut inside = vec![0; graph.boxes.len()];
    for (boxes, links) in parts_of(graph, by_key, links) {
        if links.is_empty() && graph.boxes[boxes[0]].group == 0 {
            single.extend(boxes);
            continue;
        }
        for (at, node) in boxes.iter().enumerate() {
            inside[*node] = at;
        }
        let inner = Inner {
            sizes: boxes.iter().map(|at| size(graph, *at)).collect(),
            groups: boxes.iter().map(|at| graph.boxes[*at].group).collect(),
            links: (links.iter())
                .map(|at| {
                    let link = graph.links[*at];
                    Link {
                        from: inside[link.from],
                        to: inside[link.to],
                        ..link
                    }
                })
                .collect(),
            stub: graph.stub.unwrap_or(STUB),
        };
        parts.push((boxes, links, part(&inner)));
    }
    let mut sorted: Vec<usize> = (0..parts.len()).collect();
    sort(&mut sorted, &|a, b| parts[b].0.len().cmp(&parts[a].0.len()));
    let bounds: Vec<Rect> = sorted.iter().map(|at| parts[*at].2.bounds()).collect();
    let (places, end) = shelves(&bounds, GAP, 0.0);
    for ((at, bounds), place) in sorted.into_iter().zip(bounds).zip(places) {
        let (boxes, links, part) = &mut parts[at];
        part.shift(place.x - bounds.x, place.y - bounds.y);
        for (node, rect) in boxes.iter().zip(&part.boxes) {
            layout.boxes[*node] = *rect;
        }
        for (link, route) in links.iter().zip(&mut part.links) {
            layout.links[*link] = std::mem::take(route);
        }
    }
    let sizes: Vec<Rect> = single.iter().map(|at| size(graph, *at)).collect();
    let right = layout.boxes.iter().map(Rect::right).fold(0.0, f64::max);
    let (places, _) = shelves(&sizes, GRID, right);
    let top = if end > 0.0 { end + GAP } else { 0.0 };
    for (node, at) in single.into_iter().zip(places) {
        layout.boxes[node] = Rect {
            x: at.x,
            y: at.y + top,
            ..size(graph, node)
        };
    }
}

fn size(graph: &Graph, node: usize) -> Rect {
    let node = &graph.boxes[node];
    Rect {
        x: 0.0,
        y: 0.0,
        width: node.width,
        height: node.height,
    }
}

/// Boxes that hang together by links or by their group, with their links; both in the order in which they come.
fn parts_of(graph: &Graph, by_key: &[usize], links: &[usize]) -> Vec<(Vec<usize>, Vec<usize>)> {
    fn top(above: &mut [usize], mut node: usize) -> usize {
        while above[node] != node {
            above[node] = above[above[node]];
            node = above[node];
        }
        node
    }
    let mut above: Vec<usize> = (0..graph.boxes.len()).collect();
    for link in links.iter().map(|at| &graph.links[*at]) {
        let (one, other) = (top(&mut above, link.from), top(&mut above, link.to));
        above[other] = one;
    }
    let mut first: Vec<(u32, usize)> = Vec::new();
    for node in by_key
        .iter()
        .copied()
        .filter(|node| graph.boxes[*node].group > 0)
    {
        let group = graph.boxes[node].group;
        match first.iter().find(|(known, _)| *known == group) {
            Some((_, of_group)) => {
                let (one, other) = (top(&mut above, *of_group), top(&mut above, node));
                above[other] = one;
            }
            None => first.push((group, node)),
        }
    }
    let mut parts: Vec<(Vec<usize>, Vec<usize>)> = Vec::new();
    let mut number = vec![usize::MAX; graph.boxes.len()];
    for node in by_key {
        let top = top(&mut above, *node);
        if number[top] == usize::MAX {
            number[top] = parts.len();
            parts.push((Vec::new(), Vec::new()));
        }
        parts[number[top]].0.push(*node);
    }
    for link in links {
        let top = top(&mut above, graph.links[*link].from);
        parts[number[top]].1.push(*link);
    }
    parts
}

/// Rows of rectangles in their order, each row about as wide as makes the whole a little wider than high, and not less
/// than `least`. Returns the upper left corners and the lower edge.
fn shelves(sizes: &[Rect], gap: f64, least: f64) -> (Vec<Point>, f64) {
    let areas = sizes
        .iter()
        .map(|size| (size.width + gap) * (size.height + gap));
    let widest = sizes.iter().map(|size| size.width).fold(least, f64::max);
    let width = widest.max((areas.sum::<f64>() * ASPECT).sqrt());
    let (mut at, mut end) = (Point::default(), 0.0_f64);
    let mut places = Vec::with_capacity(sizes.len());
    for size in sizes {
        if at.x > 0.0 && at.x + size.width > width {
            at = Point {
                x: 0.0,
                y: end + gap,
            };
        }
        places.push(at);
        end = end.max(at.y + size.height);
        at.x += size.width + gap;
    }
    (places, end)
}

impl Part {
    /// What it takes, with all links and labels.
    fn bounds(&self) -> Rect {
        let points = (self.links.iter())
            .flat_map(|link| &link.points)
            .map(|point| Rect {
                x: point.x,
                y: point.y,
                ..Rect::default()
            });
        let labels = self.links.iter().filter_map(|link| link.label);
        (self.boxes.iter().copied().chain(points).chain(labels))
            .reduce(|all, one| all.with(&one))
            .unwrap_or_default()
    }

    fn shift(&mut self, x: f64, y: f64) {
        for rect in &mut self.boxes {
            (rect.x, rect.y) = (rect.x + x, rect.y + y);
        }
        for link in &mut self.links {
            link.shift(x, y);
        }
    }
}

impl super::Route {
    pub(super) fn shift(&mut self, x: f64, y: f64) {
        for point in &mut self.points {
            (point.x, point.y) = (point.x + x, point.y + y);
        }
        if let Some(label) = &mut self.label {
            (label.x, label.y) = (label.x + x, label.y + y);
        }
    }
}
