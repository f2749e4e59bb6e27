//! What holds of every drawing, and what some of them look like.

mod architecture;
mod charts;
mod entities;
mod layout;
mod load;
mod pictures;
mod sequence;
mod shapes;

use super::geometry::{Point, Rect};
use super::layout::{Graph, Layout, Link, Node};
use proptest::prelude::*;

/// Lengths that are nearer than this are the same.
const NEAR: f64 = 0.01;

/// Graphs with up to `most` boxes, and some links for each.
fn graphs(most: usize) -> impl Strategy<Value = Graph> {
    let nodes = prop::collection::vec((40.0..280.0_f64, 30.0..300.0_f64), 0..=most);
    nodes.prop_flat_map(|sizes| {
        let count = sizes.len();
        let port = || prop::option::of(0.0..1.0_f64);
        let ends = (0..count.max(1), 0..count.max(1));
        let link = (
            ends,
            port(),
            port(),
            prop_oneof![Just(0.0), 10.0..140.0_f64],
        );
        let links = prop::collection::vec(link, 0..=count * 3 / 2);
        let stub = prop::option::of(Just(16.0));
        (Just(sizes), links, stub).prop_map(|(sizes, links, stub)| {
            let boxes: Vec<Node> = (0..)
                .zip(&sizes)
                .map(|(key, (width, height))| node(key, *width, *height))
                .collect();
            let at = |of: usize, part: Option<f64>| Some(part? * boxes.get(of)?.height);
            let links = (0..)
                .zip(links)
                .map(|(key, ((from, to), one, other, label))| Link {
                    key,
                    from,
                    to,
                    from_port: at(from, one),
                    to_port: at(to, other),
                    label,
                    // Some labels have two lines.
                    high: if key % 3 == 0 { 28.0 } else { 0.0 },
                })
                .collect();
            Graph { boxes, links, stub }
        })
    })
}

fn node(key: u32, width: f64, height: f64) -> Node {
    Node {
        key,
        width,
        height,
        ..Node::default()
    }
}

/// Boxes of one size, with links between these, of which the ends are given.
fn simple(count: u32, links: &[(usize, usize)]) -> Graph {
    Graph {
        boxes: (0..count).map(|key| node(key, 120.0, 60.0)).collect(),
        links: (0..)
            .zip(links)
            .map(|(key, (from, to))| Link {
                key,
                from: *from,
                to: *to,
                ..Link::default()
            })
            .collect(),
        stub: None,
    }
}

/// The lines of a way, each as a rectangle without width or height.
fn lines(points: &[Point]) -> impl Iterator<Item = Rect> {
    points.windows(2).map(|pair| Rect {
        x: pair[0].x.min(pair[1].x),
        y: pair[0].y.min(pair[1].y),
        width: (pair[0].x - pair[1].x).abs(),
        height: (pair[0].y - pair[1].y).abs(),
    })
}

/// Fails if two boxes overlap. From left to right, so that a thousand are quickly compared.
#[track_caller]
fn no_overlap(boxes: &[Rect]) {
    let mut sorted: Vec<Rect> = boxes.iter().map(|rect| rect.grown(-NEAR)).collect();
    sorted.sort_by(|a, b| a.x.total_cmp(&b.x));
    for (at, one) in sorted.iter().enumerate() {
        let near = sorted[at + 1..]
            .iter()
            .take_while(|other| other.x < one.right());
        for other in near {
            assert!(!one.meets(other), "{one:?} overlaps {other:?}");
        }
    }
}

/// Fails unless each link begins and ends at the sides of its boxes, and leaves them outwards.
#[track_caller]
fn ends_at_its_boxes(graph: &Graph, layout: &Layout) {
    for (link, route) in graph.links.iter().zip(&layout.links) {
        let (Some(from), Some(to)) = (layout.boxes.get(link.from), layout.boxes.get(link.to))
        else {
            assert!(route.points.is_empty());
            continue;
        };
        let count = route.points.len();
        assert!(count >= 2, "{link:?} has no way");
        for (rect, at, next) in [
            (from, route.points[0], route.points[1]),
            (to, route.points[count - 1], route.points[count - 2]),
        ] {
            let left = (at.x - rect.x).abs() < NEAR && next.x < at.x;
            let right = (at.x - rect.right()).abs() < NEAR && next.x > at.x;
            let beside = at.y > rect.y - NEAR && at.y < rect.bottom() + NEAR;
            assert!(
                (left || right) && beside,
                "{link:?} ends at {at:?}, not at {rect:?}"
            );
            assert!(
                (at.y - next.y).abs() < NEAR,
                "{link:?} leaves its box aslant"
            );
        }
    }
}

/// Fails unless all lines are level or upright, and none goes through a box.
#[track_caller]
fn through_no_box(layout: &Layout) {
    let boxes: Vec<Rect> = layout.boxes.iter().map(|rect| rect.grown(-NEAR)).collect();
    for route in &layout.links {
        for line in lines(&route.points) {
            assert!(
                line.width < NEAR || line.height < NEAR,
                "{line:?} is aslant"
            );
            let hit = boxes.iter().find(|rect| rect.meets(&line));
            assert!(hit.is_none(), "{line:?} goes through {hit:?}");
        }
    }
}

/// Fails if a label overlaps a box, another label, or the line of another link.
#[track_caller]
fn labels_are_free(layout: &Layout) {
    let labels = || {
        let all = layout.links.iter().enumerate();
        all.filter_map(|(at, link)| Some((at, link.label?.grown(-NEAR))))
    };
    for (at, label) in labels() {
        let hit = layout.boxes.iter().find(|rect| rect.meets(&label));
        assert!(hit.is_none(), "the label {label:?} overlaps {hit:?}");
        let hit = labels().find(|(other, rect)| *other != at && rect.meets(&label));
        assert!(hit.is_none(), "the label {label:?} overlaps {hit:?}");
        for route in &layout.links {
            let hit = lines(&route.points).find(|line| line.meets(&label));
            assert!(hit.is_none(), "the label {label:?} is crossed by {hit:?}");
        }
    }
}

#[track_caller]
fn finite(layout: &Layout) {
    let rects = layout
        .boxes
        .iter()
        .copied()
        .chain(layout.links.iter().filter_map(|l| l.label));
    for rect in rects {
        let all = [rect.x, rect.y, rect.width, rect.height];
        assert!(all.iter().all(|length| length.abs() < 1e8), "{rect:?}");
    }
    for point in layout.links.iter().flat_map(|link| &link.points) {
        assert!(point.x.abs() < 1e8 && point.y.abs() < 1e8, "{point:?}");
    }
}
