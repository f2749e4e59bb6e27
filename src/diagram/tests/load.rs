//! What the architecture's picture says of the estimate, under any load.

use super::no_overlap;
use crate::diagram::architecture::{Bears, Line, Scene, bearing, render, scene};
use crate::diagram::geometry::Rect;
use crate::diagram::svg::Theme;
use crate::estimate::architecture::{Level, paths};
use crate::estimate::{self, whatif};
use crate::library::examples;
use crate::model::architecture::{COMPONENTS, CONNECTIONS};
use crate::model::{Document, apis, services};
use crate::text::json;
use proptest::prelude::*;

fn under(doc: &Document, times: f64) -> Scene {
    let estimate = estimate::of(doc);
    let then = estimate::of(&whatif::grown(doc, times));
    bearing(doc, &Bears::of(doc, &estimate).under(&then))
}

/// A client, a service and its database, with so many writes a second.
fn design(rate: &str) -> Document {
    let mut doc = Document::default();
    doc.capacity.peak_factor = "1x".into();
    let service = doc.add_row_of(&services::SERVICES, &["Posts"]).to_string();
    let cells = [
        "Post", "", "POST", "", "", rate, "1 KB", "", "", "", &service,
    ];
    doc.add_row_of(&apis::ACTIONS, &cells);
    let [client, posts, rows] = [("App", "client"), ("Posts", ""), ("PostgreSQL", "sql")]
        .map(|(name, kind)| doc.add_row_of(&COMPONENTS, &[name, kind]).to_string());
    doc.add_row_of(&CONNECTIONS, &["HTTPS", &client, &posts]);
    doc.add_row_of(&CONNECTIONS, &["inserts", &posts, &rows]);
    doc
}

/// The same, where a write leaves so little behind that it counts for nothing.
fn stored(rate: &str) -> Document {
    let mut doc = design(rate);
    doc.apis.actions[0].stored = "1 B".into();
    doc
}

#[test]
fn each_level_has_words_and_a_shape_of_its_own() {
    // A primary takes 10 k writes a second; the target is 70 %.
    let drawn = [
        ("1k/s", Level::Fine),
        ("8k/s", Level::High),
        ("20k/s", Level::Over),
    ]
    .map(|(rate, level)| {
        let scene = scene(&stored(rate), &estimate::of(&stored(rate)));
        let busy = scene.parts[2].busy.clone().unwrap();
        assert_eq!(busy.level, level);
        (busy.words, render(&scene, Theme::Auto, ""))
    });
    let [fine, high, over] = drawn;
    assert_eq!(
        [&*fine.0, &*high.0, &*over.0],
        ["10 % of 3", "80 % of 3, high", "200 % of 3, over"]
    );
    let shapes = ["m4.5 -4.5l4.5 9h-9z", "m2.7 -4.5h3.6l2.7 2.7"];
    let has = |svg: &str| shapes.map(|shape| svg.contains(shape));
    assert_eq!(has(&fine.1), [false, false]);
    assert_eq!(has(&high.1), [true, false]);
    assert_eq!(has(&over.1), [false, true]);
}

#[test]
fn what_breaks_first_is_marked_with_how_many_times_the_users() {
    let drawn = scene(&stored("500/s"), &estimate::of(&stored("500/s")));
    assert_eq!(drawn.parts[2].first, "breaks first: ×20 users");
    assert!(drawn.parts[1].first.is_empty());
    let drawn = scene(&stored("50k/s"), &estimate::of(&stored("50k/s")));
    assert_eq!(drawn.parts[2].first, "breaks first: now");
    // The mark stays where it is while the load grows.
    assert_eq!(
        under(&stored("500/s"), 100.0).parts[2].first,
        "breaks first: ×20 users"
    );
}

#[test]
fn connections_bear_calls_and_bytes_and_what_is_not_known_is_left_out() {
    let drawn = scene(&design("500/s"), &estimate::of(&design("500/s")));
    assert_eq!(
        drawn.lines[0].about,
        "App → Posts: HTTPS: peak 500 /s, 500 KB/s"
    );
    // How many bytes a row takes nobody has said.
    assert_eq!(
        drawn.lines[1].about,
        "Posts → PostgreSQL: inserts: peak 500 /s"
    );
    let drawn = scene(&design(""), &estimate::of(&design("")));
    assert_eq!(drawn.lines[0].about, "App → Posts: HTTPS");
    assert_eq!(drawn.lines[0].bears, "");
    assert!(drawn.parts[2].busy.is_none() && drawn.parts[2].load.is_empty());
}

#[test]
fn nothing_moves_while_the_load_grows() {
    for example in examples::ALL {
        let doc = json::example(example);
        let places = |scene: &Scene| {
            let parts = scene.parts.iter().map(|part| part.rect);
            let labels = scene
                .lines
                .iter()
                .filter_map(|line| Some(line.label.as_ref()?.0));
            parts.chain(labels).collect::<Vec<Rect>>()
        };
        let now = places(&under(&doc, 1.0));
        for times in [7.0, 100.0] {
            let then = under(&doc, times);
            no_overlap(&places(&then));
            let moved = places(&then) != now;
            let first = under(&doc, 1.0);
            let both = then.parts.iter().zip(&first.parts);
            let wide = both.filter(|(one, other)| one.rect.width != other.rect.width);
            let wide: Vec<&str> = wide.map(|(one, _)| &*one.about).collect();
            let label = |line: &Line| line.label.as_ref().map(|(rect, _)| rect.width);
            let both = then.lines.iter().zip(&first.lines);
            let labels = both.filter(|(one, other)| label(one) != label(other));
            let labels: Vec<&str> = labels.map(|(one, _)| &*one.about).collect();
            assert!(!moved, "{} at ×{times}: {wide:?} {labels:?}", example.name);
        }
    }
}

#[test]
fn the_way_of_an_action_is_marked_by_its_steps() {
    let doc = json::example(&examples::PASTEBIN);
    let estimate = estimate::of(&doc);
    let paths = paths(&doc, &estimate);
    let bears = Bears::of(&doc, &estimate);
    for path in &paths {
        let drawn = bearing(&doc, &bears.along(path));
        let hops = path.steps.iter().filter_map(|step| step.hop);
        for (at, hop) in (1..).zip(hops) {
            let line = drawn
                .lines
                .iter()
                .find(|line| line.key == hop.connection)
                .unwrap();
            assert!(
                line.on && line.bears.starts_with(&format!("{at}")),
                "{}",
                line.about
            );
        }
        let on = drawn.lines.iter().filter(|line| line.on).count();
        assert_eq!(
            on,
            path.steps.iter().filter(|step| step.hop.is_some()).count()
        );
        assert!(render(&drawn, Theme::Auto, "").contains("class=\"on\""));
    }
    assert!(!render(&bearing(&doc, &bears), Theme::Auto, "").contains("class=\"on\""));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn once_the_users_is_the_design_itself(rate in 0.0..1e6_f64, request in 0..5_000_u32, example in 0..examples::ALL.len()) {
        let mut small = design(&format!("{rate}/s"));
        small.apis.actions[0].request = format!("{request} B");
        for doc in [small, json::example(&examples::ALL[example])] {
            prop_assert_eq!(under(&doc, 1.0), scene(&doc, &estimate::of(&doc)));
        }
    }
}
