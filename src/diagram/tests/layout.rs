//! What holds of the layout of any graph.

use super::*;
use crate::diagram::layout;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn boxes_stand_apart_and_links_lead_between_them(graph in graphs(60)) {
        let layout = layout::of(&graph);
        finite(&layout);
        no_overlap(&layout.boxes);
        ends_at_its_boxes(&graph, &layout);
        through_no_box(&layout);
        labels_are_free(&layout);
    }

    /// A frame holds the boxes of its group, and meets neither another box nor another frame.
    #[test]
    fn groups_stand_in_frames_of_their_own(
        mut graph in graphs(40),
        groups in prop::collection::vec(0..5_u32, 40),
        stub in prop::option::of(Just(16.0)),
    ) {
        graph.stub = stub;
        for (node, group) in graph.boxes.iter_mut().zip(groups) {
            node.group = group;
        }
        let layout = layout::of(&graph);
        finite(&layout);
        no_overlap(&layout.boxes);
        ends_at_its_boxes(&graph, &layout);
        through_no_box(&layout);
        labels_are_free(&layout);
        prop_assert_eq!(&layout, &layout::of(&graph));
        for (at, (group, frame)) in layout.frames.iter().enumerate() {
            let others = layout.frames[at + 1..].iter();
            prop_assert!(others.clone().all(|(_, other)| !other.meets(frame)), "{:?}", layout.frames);
            for (node, rect) in graph.boxes.iter().zip(&layout.boxes) {
                if node.group == *group {
                    prop_assert_eq!(frame.with(rect), *frame);
                } else {
                    prop_assert!(!rect.meets(frame), "{:?} in {:?} of {}", rect, frame, group);
                }
            }
        }
        // The other way round, it is the same picture.
        let mut other = graph.clone();
        other.boxes.reverse();
        for link in &mut other.links {
            let last = graph.boxes.len().saturating_sub(1);
            (link.from, link.to) = (last.saturating_sub(link.from), last.saturating_sub(link.to));
        }
        let mut found = layout::of(&other);
        found.boxes.reverse();
        prop_assert_eq!(found, layout);
    }

    #[test]
    fn the_order_of_the_input_does_not_matter(
        graph in graphs(30),
        boxes in any::<prop::sample::Index>(),
        links in any::<prop::sample::Index>(),
    ) {
        let layout = layout::of(&graph);
        prop_assert_eq!(&layout, &layout::of(&graph));
        let count = graph.boxes.len();
        // Both backwards and turned on by some places.
        let turned = |at: usize| (count + boxes.index(count.max(1)) - at) % count.max(1);
        let mut other = graph.clone();
        for (at, node) in graph.boxes.iter().enumerate() {
            other.boxes[turned(at)] = *node;
        }
        for link in &mut other.links {
            if count > 0 {
                (link.from, link.to) = (turned(link.from), turned(link.to));
            }
        }
        other.links.reverse();
        let by = links.index(graph.links.len().max(1));
        other.links.rotate_left(by);
        let mut found = layout::of(&other);
        found.links.rotate_right(by);
        found.links.reverse();
        prop_assert_eq!(&found.links, &layout.links);
        for (at, rect) in layout.boxes.iter().enumerate() {
            prop_assert_eq!(&found.boxes[turned(at)], rect);
        }
    }

    #[test]
    fn a_box_without_links_moves_no_other(graph in graphs(30), width in 40.0..280.0_f64) {
        let links = |layout: Layout| layout.links;
        let linked = |graph: &Graph, layout: &Layout| -> Vec<Rect> {
            let ends = graph.links.iter().flat_map(|link| [link.from, link.to]);
            ends.filter_map(|at| layout.boxes.get(at).copied()).collect()
        };
        let before = layout::of(&graph);
        let mut more = graph.clone();
        more.boxes.push(node(1_000, width, 50.0));
        let after = layout::of(&more);
        prop_assert_eq!(linked(&graph, &before), linked(&graph, &after));
        if !graph.boxes.is_empty() {
            prop_assert_eq!(links(before), links(after));
        }
    }

    #[test]
    fn pinned_boxes_stand_where_they_were_put(
        graph in graphs(20),
        pins in prop::collection::vec((-500.0..1_500.0_f64, -500.0..1_500.0_f64), 1..4),
    ) {
        let mut graph = graph;
        for (node, (x, y)) in graph.boxes.iter_mut().zip(&pins) {
            node.pinned = Some(Point { x: *x, y: *y });
        }
        let layout = layout::of(&graph);
        finite(&layout);
        ends_at_its_boxes(&graph, &layout);
        labels_are_free(&layout);
        let (mut free, mut fixed) = (Vec::new(), Vec::new());
        for (node, rect) in graph.boxes.iter().zip(&layout.boxes) {
            match node.pinned {
                Some(at) => {
                    prop_assert_eq!(at, Point { x: rect.x, y: rect.y });
                    fixed.push(*rect);
                }
                None => free.push(*rect),
            }
        }
        no_overlap(&free);
        for rect in &free {
            prop_assert!(!fixed.iter().any(|pinned| pinned.meets(rect)));
        }
    }

    #[test]
    fn no_number_breaks_it(
        sizes in prop::collection::vec((any::<f64>(), any::<f64>()), 0..8),
        ends in prop::collection::vec((0..9_usize, 0..9_usize), 0..16),
        ports in any::<[f64; 3]>(),
        pin in any::<[f64; 2]>(),
    ) {
        let mut graph = Graph::default();
        graph.boxes.extend((0..).zip(sizes).map(|(key, (width, height))| node(key % 3, width, height)));
        for (from, to) in ends {
            let [one, other, label] = ports;
            let (from_port, to_port) = (Some(one), Some(other));
            graph.links.push(Link { key: 0, from, to, from_port, to_port, label, high: label });
        }
        let layout = layout::of(&graph);
        finite(&layout);
        no_overlap(&layout.boxes);
        ends_at_its_boxes(&graph, &layout);
        if let Some(node) = graph.boxes.first_mut() {
            node.pinned = Some(Point { x: pin[0], y: pin[1] });
        }
        finite(&layout::of(&graph));
    }
}
