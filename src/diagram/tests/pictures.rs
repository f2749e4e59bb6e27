//! The scene of any plan, and its SVG, as an XML parser reads it.

use super::*;
use crate::diagram::scene::{self, Card, End, Plan, Row, Scene, Tie};
use crate::diagram::svg::{self, Theme};
use crate::diagram::words;
use std::collections::HashSet;

/// Texts that end a markup, begin one, turn round, are invisible or very long.
pub(super) fn text() -> impl Strategy<Value = String> {
    let hostile = [
        "]]></style><script>alert(1)</script>",
        "\" onload=\"alert(1)",
        "&amp;&lt;&#0;",
        "a\u{0}b\u{1b}\u{fffe}\u{ffff}\r\n\t",
        "\u{202e}esrever",
        "👩\u{200d}👩\u{200d}👧 family",
        "<!-- ]]> -->",
        "{}; @import url(x); #id",
    ];
    prop_oneof![
        prop::sample::select(hostile.to_vec()).prop_map(str::to_owned),
        any::<String>(),
        "[a-z_]{0,16}",
        "[W日]{100,200}",
    ]
}

fn plans() -> impl Strategy<Value = Plan> {
    const ENDS: [End; 6] = [
        End::Plain,
        End::Arrow,
        End::One,
        End::ZeroOrOne,
        End::Many,
        End::ZeroOrMany,
    ];
    let mark = prop::sample::select(&["", "PK", "FK", "PK FK"][..]);
    let row = (mark, text(), text()).prop_map(|(mark, name, kind)| Row { mark, name, kind });
    let card = (text(), prop::collection::vec(row, 0..5));
    let end = (
        0..7_usize,
        prop::option::of(0..6_usize),
        prop::sample::select(&ENDS[..]),
    );
    let tie = (end.clone(), end, any::<bool>(), text());
    let cards = prop::collection::vec(card, 0..7);
    (text(), cards, prop::collection::vec(tie, 0..10)).prop_map(|(title, cards, ties)| Plan {
        title,
        cards: (0..)
            .zip(cards)
            .map(|(key, (title, rows))| Card {
                key,
                title,
                rows,
                pinned: None,
            })
            .collect(),
        ties: (0..)
            .zip(ties)
            .map(|(key, (one, other, dashed, label))| Tie {
                key,
                cards: [one.0, other.0],
                rows: [one.1, other.1],
                ends: [one.2, other.2],
                dashed,
                label,
            })
            .collect(),
    })
}

/// Fails unless everything lies within the picture, and texts within their cards.
fn fits(scene: &Scene) {
    let paper = Rect {
        x: 0.0,
        y: 0.0,
        width: scene.width,
        height: scene.height,
    };
    let within = |rect: &Rect| {
        rect.x >= paper.x
            && rect.y >= paper.y
            && rect.right() <= paper.right()
            && rect.bottom() <= paper.bottom()
    };
    assert!(scene.cards.iter().all(|drawn| within(&drawn.rect)));
    assert!(
        scene
            .lines
            .iter()
            .filter_map(|line| line.label.as_ref())
            .all(|label| within(&label.0))
    );
    for point in scene.lines.iter().flat_map(|line| &line.points) {
        assert!(within(&Rect {
            x: point.x,
            y: point.y,
            ..Rect::default()
        }));
    }
    for drawn in &scene.cards {
        let room = drawn.rect.width - 2.0 * scene::PAD + NEAR;
        assert!(words::width(&drawn.card.title, 13.0) * 1.08 <= room);
        for row in &drawn.card.rows {
            let both = words::width(&row.name, 12.0) * 1.08 + words::width(&row.kind, 12.0);
            assert!(drawn.marks + both <= room, "{row:?} is wider than {room}");
        }
    }
}

/// Fails unless an XML parser reads the picture, and nothing in it acts, counts to nowhere, or has another's id.
#[track_caller]
pub(super) fn well_formed(text: &str) {
    let xml = roxmltree::Document::parse(text);
    assert!(xml.is_ok(), "{xml:?} in {text}");
    let xml = xml.unwrap();
    let known = [
        "svg", "title", "desc", "style", "rect", "path", "text", "g", "circle",
    ];
    for node in xml.descendants().filter(roxmltree::Node::is_element) {
        assert!(known.contains(&node.tag_name().name()), "{node:?}");
        assert!(
            node.attributes()
                .all(|attribute| !attribute.name().starts_with("on"))
        );
    }
    let ids: Vec<&str> = xml
        .descendants()
        .filter_map(|node| node.attribute("id"))
        .collect();
    assert_eq!(ids.iter().collect::<HashSet<_>>().len(), ids.len());
    let named = xml.root_element().attribute("aria-labelledby").unwrap();
    assert!(named.split(' ').all(|id| ids.contains(&id)));
    let numbers = xml.descendants().flat_map(|node| node.attributes());
    assert!(
        numbers
            .filter(|a| a.name() == "d")
            .all(|a| !a.value().contains("NaN"))
    );
}

proptest! {
    #[test]
    fn any_plan_is_a_well_formed_picture(plan in plans(), id in text()) {
        let scene = scene::arrange(&plan);
        fits(&scene);
        let rects: Vec<Rect> = scene.cards.iter().map(|drawn| drawn.rect).collect();
        no_overlap(&rects);
        for theme in [Theme::Auto, Theme::Light, Theme::Dark] {
            let text = svg::render(&scene, theme, &id);
            well_formed(&text);
            prop_assert_eq!(text.matches("prefers-color-scheme").count(), usize::from(theme == Theme::Auto));
        }
    }

    #[test]
    fn a_fitted_text_fits(text in text(), most in 20.0..300.0_f64) {
        let fitted = words::fitted(&text, 12.0, most);
        prop_assert!(words::width(&fitted, 12.0) <= most);
        for lines in [words::wrapped(&text, 12.0, most, 3), words::balanced(&text, 12.0, most, 3)] {
            prop_assert!(lines.len() <= 3 && lines.iter().all(|line| words::width(line, 12.0) <= most));
        }
        prop_assert!(fitted == text || (fitted.ends_with('…') && text.starts_with(fitted.trim_end_matches('…'))));
    }
}

#[test]
fn ends_with_different_marks_do_not_cover_each_other() {
    let card = |key| Card {
        key,
        title: format!("card {key}"),
        ..Card::default()
    };
    let tie = |to, end| Tie {
        key: to,
        cards: [0, to as usize],
        ends: [end, End::Plain],
        ..Tie::default()
    };
    let plan = Plan {
        cards: (0..4).map(card).collect(),
        ties: vec![tie(1, End::One), tie(2, End::ZeroOrOne), tie(3, End::One)],
        ..Plan::default()
    };
    let scene = scene::arrange(&plan);
    let starts: Vec<f64> = scene.lines.iter().map(|line| line.points[0].y).collect();
    assert_eq!(starts[0], starts[2]);
    assert!((starts[0] - starts[1]).abs() >= 9.0, "{starts:?}");
}

#[test]
fn frames_are_drawn_behind_all_else() {
    let card = Card {
        title: "Client".into(),
        ..Card::default()
    };
    let mut scene = scene::arrange(&Plan {
        cards: vec![card],
        ..Plan::default()
    });
    scene
        .frames
        .push((scene.cards[0].rect.grown(10.0), "Edge & co".into()));
    let text = svg::render(&scene, Theme::Light, "");
    let xml = roxmltree::Document::parse(&text).unwrap();
    let of_class = |class: &str| {
        let found = xml
            .descendants()
            .find(|node| node.attribute("class") == Some(class));
        found.unwrap().range().start
    };
    assert!(of_class("p") < of_class("f") && of_class("f") < of_class("c"));
    assert!(text.contains(">Edge &amp; co</text>"));
}

#[test]
fn lengths_are_written_to_a_tenth() {
    let at = |x: f64, y: f64| svg::way(&[Point { x, y }]);
    assert_eq!(at(1.0, -2.0), "M1 -2");
    assert_eq!(at(0.25, -0.04), "M0.3 0");
    assert_eq!(at(-0.06, 99.95), "M-0.1 100");
    assert_eq!(at(f64::NAN, -12.34), "M0 -12.3");
}

#[test]
fn marks_are_drawn_away_from_their_card() {
    let at = Point { x: 100.0, y: 50.0 };
    assert_eq!(svg::mark(End::One, at, 1.0), "M106 45.5V54.5M110 45.5V54.5");
    assert_eq!(svg::mark(End::One, at, -1.0), "M94 45.5V54.5M90 45.5V54.5");
    assert_eq!(svg::mark(End::Plain, at, 1.0), "");
}
