//! Architecture diagrams of any design.

use super::pictures::{text, well_formed};
use super::{NEAR, lines, no_overlap};
use crate::diagram::architecture::{Scene, Way, render};
use crate::diagram::geometry::Rect;
use crate::diagram::svg::Theme;
use crate::diagram::words;
use crate::estimate;
use crate::library::examples;
use crate::model::architecture::{COMPONENTS, CONNECTIONS, KINDS};
use crate::model::{Document, Id, apis, services};
use crate::text::json;
use proptest::prelude::*;

fn scene(doc: &Document) -> Scene {
    crate::diagram::architecture::scene(doc, &estimate::of(doc))
}

fn designs() -> impl Strategy<Value = Document> {
    let component = (text(), 0..KINDS.len(), text());
    let kinds = prop::sample::select(&["", "async", "replication"][..]);
    let connection = (text(), 0..9_usize, 0..9_usize, kinds);
    let components = prop::collection::vec(component, 0..8);
    let connections = prop::collection::vec(connection, 0..12);
    (components, connections).prop_map(|(components, connections)| {
        let mut doc = Document::default();
        let ids: Vec<Id> = (components.iter())
            .map(|(name, kind, note)| {
                // Some are of a group.
                let group = name
                    .chars()
                    .next()
                    .filter(|c| !u32::from(*c).is_multiple_of(3));
                let group = group.map(String::from).unwrap_or_default();
                doc.add_row_of(&COMPONENTS, &[name, KINDS[*kind].0, note, "", &group])
            })
            .collect();
        let id = |at: usize| ids.get(at).map_or_else(String::new, Id::to_string);
        for (label, from, to, kind) in connections {
            doc.add_row_of(&CONNECTIONS, &[&label, &id(from), &id(to), kind]);
        }
        doc
    })
}

/// Fails unless boxes and labels are clear of each other, and each line ends where its box is seen.
#[track_caller]
fn is_clear(scene: &Scene) {
    let rects: Vec<Rect> = scene.parts.iter().map(|part| part.rect).collect();
    let labels = scene
        .lines
        .iter()
        .filter_map(|line| Some(line.label.as_ref()?.0));
    no_overlap(&rects.iter().copied().chain(labels).collect::<Vec<_>>());
    for (at, line) in scene.lines.iter().enumerate() {
        let Some((label, words)) = &line.label else {
            continue;
        };
        assert!(words::widest(words, 11.0) <= label.width + NEAR);
        let others = scene
            .lines
            .iter()
            .enumerate()
            .filter(|(other, _)| *other != at);
        for (_, other) in others {
            let free = label.grown(-NEAR);
            assert!(
                lines(&other.points).all(|piece| !piece.meets(&free)),
                "{words:?} is crossed"
            );
        }
    }
    for line in &scene.lines {
        for end in [line.points[0], line.points[line.points.len() - 1]] {
            let at = rects.iter().any(|rect| {
                // A round side is seen within its rectangle.
                let deep = rect.height / 2.0 + NEAR;
                let left = (rect.x - NEAR..rect.x + deep).contains(&end.x);
                let right = (rect.right() - deep..rect.right() + NEAR).contains(&end.x);
                (left || right) && end.y > rect.y && end.y < rect.bottom()
            });
            assert!(at, "{line:?} ends nowhere");
        }
    }
}

proptest! {
    #[test]
    fn any_design_is_drawn_without_overlaps(doc in designs(), id in text()) {
        let drawn = scene(&doc);
        is_clear(&drawn);
        prop_assert_eq!(drawn.parts.len(), doc.architecture.components.len());
        for part in &drawn.parts {
            for line in &part.name {
                prop_assert!(words::width(line, 13.0) * 1.08 <= part.rect.width - 47.0);
            }
            let height = 17 * part.name.len() + 14 * part.note.len();
            prop_assert!(crate::diagram::layout::number(height) <= part.rect.height - 18.0);
            prop_assert!(part.rect.right() <= drawn.width && part.rect.bottom() <= drawn.height);
        }
        for frame in &drawn.frames {
            prop_assert!(frame.rect.x >= 0.0 && frame.rect.y >= 0.0);
            prop_assert!(frame.rect.right() <= drawn.width && frame.rect.bottom() <= drawn.height);
            prop_assert!(words::width(&frame.name, 11.0) * 1.08 <= frame.rect.width);
        }
        prop_assert_eq!(&scene(&doc), &drawn);
        well_formed(&render(&drawn, Theme::Auto, &id));
    }
}

#[test]
fn lines_go_on_to_the_round_side_of_their_box() {
    let mut doc = Document::default();
    let queue = doc.add_row_of(&COMPONENTS, &["Kafka", "queue"]).to_string();
    for name in ["Mailer", "Warehouse"] {
        let worker = doc.add_row_of(&COMPONENTS, &[name, "worker"]).to_string();
        doc.add_row_of(&CONNECTIONS, &["events", &queue, &worker, "async"]);
    }
    let drawn = scene(&doc);
    let pipe = drawn.parts[0].rect;
    for line in &drawn.lines {
        let start = line.points[0];
        // x²/7² + y²/h² = 1, from the middle of the round end.
        let (x, y) = (
            start.x - (pipe.right() - 7.0),
            start.y - (pipe.y + pipe.height / 2.0),
        );
        let ellipse = (x / 7.0).powi(2) + (y / (pipe.height / 2.0)).powi(2);
        assert!(
            (ellipse - 1.0).abs() < 1e-9,
            "{start:?} is not on the pipe {pipe:?}"
        );
        assert!(start.x < pipe.right() - 0.1);
    }
    assert_eq!(drawn.legend, [], "all lines are of one sort");
}

#[test]
fn a_legend_tells_sorts_of_lines_apart() {
    let mut doc = Document::default();
    let ids = ["a", "b"].map(|name| doc.add_row_of(&COMPONENTS, &[name, "sql"]).to_string());
    for kind in ["", "replication"] {
        doc.add_row_of(&CONNECTIONS, &["", &ids[0], &ids[1], kind]);
    }
    let drawn = scene(&doc);
    let ways: Vec<Way> = drawn.legend.iter().map(|(_, way)| *way).collect();
    assert_eq!(ways, [Way::Sync, Way::Replication]);
    let lowest = drawn
        .parts
        .iter()
        .map(|part| part.rect.bottom())
        .fold(0.0, f64::max);
    assert!(
        drawn
            .legend
            .iter()
            .all(|(at, _)| at.y > lowest + 10.0 && at.y < drawn.height - 10.0)
    );
}

#[test]
fn every_kind_has_its_sign() {
    for (kind, label) in KINDS {
        let mut doc = Document::default();
        doc.add_row_of(&COMPONENTS, &["x", kind]);
        let drawn = render(&scene(&doc), Theme::Light, "");
        assert!(
            drawn.contains("class=\"g\" transform"),
            "{label} has no sign"
        );
    }
}

#[test]
fn in_the_examples_every_label_has_room() {
    for example in examples::ALL {
        let doc = json::example(example);
        let drawn = scene(&doc);
        assert_eq!(drawn.lines.len(), doc.architecture.connections.len());
        for (line, connection) in drawn.lines.iter().zip(&doc.architecture.connections) {
            let Some((_, label)) = &line.label else {
                panic!("{}: no room for {}", example.name, line.about);
            };
            let words = &label[..label.len() - usize::from(!line.bears.is_empty())];
            assert_eq!(words.join(" "), connection.label, "in full");
        }
    }
}

#[test]
fn many_lines_at_one_box_all_have_room_for_their_labels() {
    let mut doc = Document::default();
    let database = doc.add_row_of(&COMPONENTS, &["Primary", "sql"]).to_string();
    for name in ["a", "b", "c", "d", "e", "f", "g"] {
        let service = doc.add_row_of(&COMPONENTS, &[name]).to_string();
        doc.add_row_of(&CONNECTIONS, &[name, &service, &database]);
    }
    assert!(scene(&doc).lines.iter().all(|line| line.label.is_some()));
    let mut doc = Document::default();
    let [one, other] =
        ["a", "b"].map(|name| doc.add_row_of(&COMPONENTS, &[name, "third"]).to_string());
    doc.add_row_of(&CONNECTIONS, &["pays", &one, &other]);
    doc.add_row_of(&CONNECTIONS, &["says whether", &other, &one]);
    assert!(scene(&doc).lines.iter().all(|line| line.label.is_some()));
}

#[test]
fn a_service_says_what_it_bears() {
    let mut doc = Document::default();
    doc.capacity.peak_factor = "3".into();
    let service = doc
        .add_row_of(&services::SERVICES, &["Paste service"])
        .to_string();
    let cells = ["Read", "", "", "", "", "40/s", "", "", "", "", &service];
    doc.add_row_of(&apis::ACTIONS, &cells);
    doc.add_row_of(&COMPONENTS, &["paste service ", "", "2 instances"]);
    doc.add_row_of(&COMPONENTS, &["Redis", "cache"]);
    let drawn = scene(&doc);
    assert_eq!(
        drawn.parts[0].about,
        "paste service (service), peak 120 /s, 6 % of 2, $184 /month: 2 instances"
    );
    assert!(render(&drawn, Theme::Auto, "").contains(">peak 120 /s</text>"));
    assert_eq!(drawn.parts[1].load, "");
    assert!(drawn.parts[0].rect.height > drawn.parts[1].rect.height);
}

proptest! {
    #[test]
    fn what_somebody_put_somewhere_stands_there(doc in designs(), at in 0..8_usize, x in -400..2_000_i32, y in -400..2_000_i32) {
        let mut doc = doc;
        let before = scene(&doc);
        let Some(part) = doc.architecture.components.get_mut(at) else { return Ok(()) };
        part.place = format!("{x}, {y}");
        let drawn = scene(&doc);
        let put = &drawn.parts[at];
        prop_assert!(put.pinned);
        prop_assert_eq!((put.at.x, put.at.y), (f64::from(x), f64::from(y)));
        let rects: Vec<Rect> = drawn.parts.iter().map(|part| part.rect).collect();
        no_overlap(&rects);
        for (other, (old, new)) in before.parts.iter().zip(&drawn.parts).enumerate() {
            // All others stay in their column.
            prop_assert!(other == at || old.at.x == new.at.x);
            // And the page may count from any of them.
            let [a, b] = [new, put].map(|part| (part.rect.x - part.at.x, part.rect.y - part.at.y));
            prop_assert!((a.0 - b.0).abs() < NEAR && (a.1 - b.1).abs() < NEAR);
        }
        for part in &mut doc.architecture.components {
            part.place.clear();
        }
        prop_assert_eq!(scene(&doc), before, "laid out again as at first");
    }
}

#[test]
fn places_are_read_back() {
    let mut doc = json::example(&examples::PASTEBIN);
    assert!(!crate::text::markdown::render(&doc, &estimate::of(&doc)).contains("| Place |"));
    doc.architecture.components[2].place = "340, -20".into();
    let doc = doc.canonical();
    let markdown = crate::text::markdown::render(&doc, &estimate::of(&doc));
    let read = crate::text::markdown::read(&markdown);
    assert_eq!(read.notes.len(), 0, "{:?}", read.notes);
    assert_eq!(read.document.canonical().architecture, doc.architecture);
    assert_eq!(json::from_json(&json::to_json(&doc)), Ok(doc));
}

#[test]
fn groups_are_framed_and_said() {
    let mut doc = Document::default();
    let parts = [
        ("Browser", ""),
        ("API", " eu-west "),
        ("Redis", "eu-west"),
        ("Replica", "us-east"),
    ];
    let ids = parts.map(|(name, group)| {
        let cells = [name, "", "", "", group];
        doc.add_row_of(&COMPONENTS, &cells).to_string()
    });
    for (from, to) in [(0, 1), (1, 2), (2, 3)] {
        doc.add_row_of(&CONNECTIONS, &["", &ids[from], &ids[to]]);
    }
    let drawn = scene(&doc);
    let said: Vec<&str> = drawn
        .frames
        .iter()
        .map(|frame| frame.about.as_str())
        .collect();
    assert_eq!(said, ["eu-west: API, Redis", "us-east: Replica"]);
    assert!(
        drawn
            .description
            .ends_with("Replica (service) in us-east, eu-west: API, Redis, us-east: Replica")
    );
    let text = render(&drawn, Theme::Auto, "groups");
    assert!(text.contains("data-group=\"2 3\"><title>eu-west: API, Redis</title>"));
}

/// A class that has two rules is drawn by both.
#[test]
fn each_class_of_the_picture_has_one_rule() {
    let svg = render(&Scene::default(), Theme::Light, "");
    let style = svg.split_once("<style>").unwrap().1;
    let style = style.split_once("</style>").unwrap().0;
    let rules = style.split('}').filter_map(|rule| rule.rsplit_once('{'));
    let mut classes: Vec<&str> = rules
        .filter_map(|(of, _)| of.rsplit_once(' ')?.1.strip_prefix('.'))
        .filter(|class| class.len() == 1)
        .collect();
    assert!(classes.len() > 20, "{classes:?}");
    classes.sort_unstable();
    let before = classes.len();
    classes.dedup();
    assert_eq!(classes.len(), before, "{classes:?}");
}
