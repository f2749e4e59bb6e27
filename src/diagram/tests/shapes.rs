//! Graphs of which it is known how they have to look.

use super::*;
use crate::diagram::layout;

/// The columns of a layout, as the left edges that there are.
fn columns(layout: &Layout) -> Vec<f64> {
    let mut left: Vec<f64> = layout.boxes.iter().map(|rect| rect.x).collect();
    left.sort_by(f64::total_cmp);
    left.dedup();
    left
}

fn checked(graph: &Graph) -> Layout {
    let layout = layout::of(graph);
    finite(&layout);
    no_overlap(&layout.boxes);
    ends_at_its_boxes(graph, &layout);
    through_no_box(&layout);
    layout
}

/// Numbers that follow from a seed.
fn random(mut state: u64) -> impl FnMut(usize) -> usize {
    move |below| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % below
    }
}

#[test]
fn nothing_and_one() {
    assert_eq!(layout::of(&Graph::default()), Layout::default());
    let one = checked(&simple(1, &[]));
    assert_eq!(
        one.boxes,
        [Rect {
            x: 0.0,
            y: 0.0,
            width: 120.0,
            height: 60.0
        }]
    );
}

#[test]
fn a_chain_is_a_straight_line() {
    let layout = checked(&simple(4, &[(0, 1), (1, 2), (2, 3)]));
    assert_eq!(columns(&layout).len(), 4);
    assert!(layout.boxes.iter().all(|rect| rect.y == layout.boxes[0].y));
    assert!(layout.links.iter().all(|link| link.points.len() == 2));
}

#[test]
fn a_ring_is_broken_once() {
    let layout = checked(&simple(5, &[(0, 1), (1, 2), (2, 3), (3, 4), (4, 0)]));
    assert_eq!(columns(&layout).len(), 5);
    // The one link that leads back leaves at the left and comes in at the right.
    let back: Vec<usize> = (0..5)
        .filter(|at| {
            let points = &layout.links[*at].points;
            points[0].x > points[points.len() - 1].x
        })
        .collect();
    assert_eq!(back, [4]);
}

#[test]
fn a_link_to_itself_is_a_loop_at_the_right() {
    let layout = checked(&simple(2, &[(0, 0), (0, 1), (1, 1)]));
    for (link, of) in [(0, 0), (2, 1)] {
        let points = &layout.links[link].points;
        assert_eq!(points.len(), 4);
        assert_eq!(
            (points[0].x, points[3].x),
            (layout.boxes[of].right(), layout.boxes[of].right())
        );
        assert!(points[0].y != points[3].y);
    }
}

#[test]
fn links_between_the_same_boxes_stand_apart() {
    for port in [None, Some(20.0)] {
        let mut graph = simple(2, &[(0, 1), (0, 1), (1, 0), (0, 1)]);
        for link in &mut graph.links {
            (link.from_port, link.to_port) = (port, port);
        }
        let layout = checked(&graph);
        let mut starts: Vec<f64> = layout.links.iter().map(|link| link.points[0].y).collect();
        starts.sort_by(f64::total_cmp);
        assert!(
            starts.windows(2).all(|pair| pair[1] - pair[0] >= 5.0),
            "{starts:?}"
        );
    }
}

#[test]
fn links_from_one_place_share_a_trunk() {
    let mut graph = simple(4, &[(0, 1), (0, 2), (0, 3)]);
    for link in &mut graph.links {
        link.from_port = Some(10.0);
    }
    let layout = checked(&graph);
    let corners = layout.links.iter().filter(|link| link.points.len() == 4);
    let mut trunks: Vec<f64> = corners.map(|link| link.points[1].x).collect();
    trunks.dedup();
    assert_eq!(trunks.len(), 1);
}

#[test]
fn parts_that_nothing_joins_do_not_mix() {
    let layout = checked(&simple(7, &[(0, 1), (2, 3), (3, 4)]));
    let bounds = |boxes: &[usize]| {
        let rects = boxes.iter().map(|at| layout.boxes[*at]);
        rects.reduce(|all, one| all.with(&one)).unwrap()
    };
    let parts = [bounds(&[0, 1]), bounds(&[2, 3, 4]), bounds(&[5, 6])];
    no_overlap(&parts);
    // Those without links stand below.
    assert!(parts[2].y > parts[0].bottom() && parts[2].y > parts[1].bottom());
}

#[test]
fn a_star_is_not_one_endless_column() {
    let links: Vec<(usize, usize)> = (1..60).map(|to| (0, to)).collect();
    let mut graph = simple(60, &links);
    for link in &mut graph.links {
        link.from_port = Some(20.0);
    }
    let layout = checked(&graph);
    let height = layout.boxes.iter().map(Rect::bottom).fold(0.0, f64::max);
    assert!(height < 1_600.0, "{height}");
}

#[test]
fn a_thousand_boxes_are_no_trouble() {
    let mut next = random(1);
    let links: Vec<(usize, usize)> = (0..1_500).map(|_| (next(1_000), next(1_000))).collect();
    checked(&simple(1_000, &links));
}

#[test]
fn long_links_do_not_take_a_place_in_every_column() {
    // A chain of a thousand, and links from its first box to all others: half a million places, if each had one.
    let chain = (1..1_000).map(|to| (to - 1, to));
    let links: Vec<(usize, usize)> = chain.chain((2..1_000).map(|to| (0, to))).collect();
    let graph = simple(1_000, &links);
    checked(&graph);
}

#[test]
fn a_new_leaf_leaves_the_rest_as_it_is() {
    let (mut kept, mut all) = (0, 0);
    for seed in 0..40 {
        let mut next = random(seed);
        let tree = (1..25).map(|to| (to * 3 / 5, to));
        let mut links: Vec<(usize, usize)> = tree.collect();
        links.extend((0..10).map(|_| (next(25), next(25))));
        let graph = simple(25, &links);
        let mut more = simple(26, &links);
        more.links.push(Link {
            key: 1_000,
            from: next(25),
            to: 25,
            ..Link::default()
        });
        let (before, after) = (checked(&graph), checked(&more));
        for one in 0..25 {
            for other in 0..one {
                let below = |layout: &Layout| layout.boxes[one].y > layout.boxes[other].y;
                if before.boxes[one].x == before.boxes[other].x {
                    all += 1;
                    kept += usize::from(below(&before) == below(&after));
                }
            }
        }
    }
    // Measured: 94 of 100 pairs of a column stay in their order; of trees all do.
    assert!(kept * 100 >= all * 90, "{kept} of {all}");
}

#[test]
fn links_of_their_own_do_not_run_over_each_other() {
    let (mut over, mut all) = (0.0, 0.0);
    for seed in 0..60 {
        let mut next = random(seed);
        let links: Vec<(usize, usize)> = (0..50).map(|_| (next(40), next(40))).collect();
        let layout = checked(&simple(40, &links));
        for (at, one) in layout.links.iter().enumerate() {
            for line in lines(&one.points) {
                all += line.width + line.height;
                for other in layout.links[..at]
                    .iter()
                    .flat_map(|other| lines(&other.points))
                {
                    let level =
                        line.height < NEAR && other.height < NEAR && (line.y - other.y).abs() < 0.5;
                    let upright =
                        line.width < NEAR && other.width < NEAR && (line.x - other.x).abs() < 0.5;
                    if level {
                        over += (line.right().min(other.right()) - line.x.max(other.x)).max(0.0);
                    }
                    if upright {
                        over += (line.bottom().min(other.bottom()) - line.y.max(other.y)).max(0.0);
                    }
                }
            }
        }
    }
    // Measured: 2 of 10,000, where a link up and one down meet at one height from both sides.
    assert!(over < all * 0.001, "{over} of {all}");
}
