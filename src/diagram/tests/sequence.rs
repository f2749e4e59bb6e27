//! Sequence diagrams of any flow.

use super::pictures::{text, well_formed};
use super::{NEAR, no_overlap};
use crate::diagram::geometry::Rect;
use crate::diagram::sequence::{
    Drawn, Flow, Message, Part, Participant, Scene, Way, arrange, flows, render, scene,
};
use crate::diagram::svg::Theme;
use crate::diagram::words;
use crate::library::examples;
use crate::model::{Document, actors};
use crate::text::json;
use proptest::prelude::*;

fn any_flows() -> impl Strategy<Value = Vec<Flow>> {
    let participant = (text(), any::<bool>(), prop::option::of(1..99_u32));
    let participants = prop::collection::vec(participant, 1..9);
    let way = prop::sample::select(&[Way::Call, Way::Answer, Way::Message][..]);
    let message = (
        any::<prop::sample::Index>(),
        any::<prop::sample::Index>(),
        text(),
        way,
    );
    let messages = prop::collection::vec(message, 0..12);
    let flow = (text(), participants, messages).prop_map(|(name, participants, messages)| Flow {
        name,
        messages: (1..)
            .zip(messages)
            .map(|(step, (from, to, text, way))| Message {
                step,
                ends: [from, to].map(|end| end.index(participants.len())),
                text,
                way,
            })
            .collect(),
        participants: participants
            .into_iter()
            .map(|(name, person, actor)| Participant {
                name,
                person,
                actor,
            })
            .collect(),
    });
    prop::collection::vec(flow, 0..4)
}

/// The room that a message's line takes, with its number and its head.
fn line(drawn: &Drawn) -> Rect {
    let [from, to] = drawn.ends;
    let left = from.x.min(to.x);
    let right = if drawn.is_own() {
        left + 26.0
    } else {
        from.x.max(to.x)
    };
    Rect {
        x: left,
        y: from.y - 4.5,
        width: right - left,
        height: to.y - from.y + 9.0,
    }
}

/// Fails unless every message ends at its lifelines, and no text covers another, a head, a number or a line.
#[track_caller]
fn is_clear(flow: &Flow, part: &Part) {
    let heads: Vec<Rect> = part.heads.iter().map(|head| head.rect).collect();
    let foot = heads.first().map_or(0.0, Rect::bottom);
    let labels = part.messages.iter().map(|drawn| drawn.label);
    let lines = part.messages.iter().map(line);
    // Lines of messages that follow each other meet at most in a lifeline.
    let all: Vec<Rect> = heads.iter().copied().chain(labels).chain(lines).collect();
    no_overlap(
        &all.into_iter()
            .filter(|rect| rect.height > 0.0)
            .collect::<Vec<_>>(),
    );
    assert_eq!(flow.messages.len(), part.messages.len());
    for (message, drawn) in flow.messages.iter().zip(&part.messages) {
        let [from, to] = message.ends.map(|end| part.heads[end].middle());
        assert_eq!([from, to], drawn.ends.map(|end| end.x));
        assert_eq!(drawn.is_own(), message.ends[0] == message.ends[1]);
        assert!(
            drawn
                .ends
                .iter()
                .all(|end| end.y > foot && end.y < part.bottom)
        );
        for line in &drawn.lines {
            assert!(words::width(line, 12.0) <= drawn.label.width + NEAR);
        }
        // The text keeps clear of the lifelines at which its message ends, where numbers and heads are.
        for head in message.ends.map(|end| part.heads[end].middle()) {
            let beside = drawn.label.right() < head - 8.5 || drawn.label.x > head + 8.5;
            assert!(drawn.lines.is_empty() || beside, "{drawn:?}");
        }
    }
}

#[track_caller]
fn is_within(scene: &Scene) {
    let parts = scene.parts.iter();
    let rects = parts.flat_map(|part| {
        let heads = part.heads.iter().map(|head| head.rect);
        let messages = part.messages.iter();
        heads.chain(messages.flat_map(|drawn| [drawn.label, line(drawn)]))
    });
    for rect in rects {
        assert!(rect.x >= 0.0 && rect.right() <= scene.width, "{rect:?}");
        assert!(rect.y >= 0.0 && rect.bottom() <= scene.height, "{rect:?}");
    }
}

proptest! {
    #[test]
    fn any_flow_is_drawn_without_overlaps(flows in any_flows(), id in text()) {
        let scene = arrange(&flows);
        for (flow, part) in flows.iter().zip(&scene.parts) {
            is_clear(flow, part);
        }
        for pair in scene.parts.windows(2) {
            prop_assert!(pair[0].bottom < pair[1].at.y - 13.0);
        }
        is_within(&scene);
        prop_assert_eq!(&arrange(&flows), &scene);
        well_formed(&render(&scene, Theme::Auto, &id));
    }
}

#[test]
fn steps_without_ends_go_on_where_the_flow_is() {
    let mut doc = Document::default();
    let person = doc.add_row_of(&actors::ACTORS, &["Reader"]);
    doc.add_row_of(&actors::ACTORS, &["CDN", "system"]);
    for step in [
        &["Said by nobody to nobody"][..],
        &["Opens the link", "reader ", "CDN"],
        &["Looks it up"],
        &["Logs", "CDN", "Log", "", "own"],
        &["Later", "", "Cleaner", "Clean up", "async"],
    ] {
        doc.add_row_of(&actors::STEPS, step);
    }
    let flows = flows(&doc);
    let names = |flow: &Flow| -> Vec<String> {
        let participants = flow.participants.iter();
        participants.map(|one| one.name.clone()).collect()
    };
    assert_eq!(names(&flows[0]), ["reader", "CDN", "Log"]);
    assert_eq!(flows[0].participants[0].actor, Some(person));
    assert!(flows[0].participants[0].person && !flows[0].participants[1].person);
    let ends: Vec<[usize; 2]> = flows[0].messages.iter().map(|one| one.ends).collect();
    assert_eq!(ends, [[0, 1], [1, 1], [1, 1]]);
    assert_eq!(
        (flows[1].name.as_str(), names(&flows[1])),
        ("Clean up", vec!["Cleaner".into()])
    );
    assert_eq!(flows[1].messages[0].way, Way::Message);
}

#[test]
fn nothing_and_nobody_are_drawn_too() {
    assert_eq!(scene(&Document::default()).parts, []);
    let alone = arrange(&[Flow::default()]);
    assert!(alone.parts[0].heads.is_empty() && alone.width > 0.0);
    well_formed(&render(&alone, Theme::Dark, ""));
}

#[test]
fn in_the_examples_every_text_stands_in_full() {
    for example in examples::ALL {
        let doc = json::example(example);
        let (drawn, mut steps) = (scene(&doc), doc.actors.steps.iter());
        for message in drawn.parts.iter().flat_map(|part| &part.messages) {
            assert_eq!(message.lines.join(" "), steps.next().unwrap().what);
            assert!(message.lines.len() <= 4, "{:?}", message.lines);
        }
        assert_eq!(steps.next(), None);
    }
}

#[test]
fn a_name_keeps_clear_of_the_sign_of_a_person() {
    for name in [
        "Platform engineer",
        "Operator",
        "It",
        "Somebody with a long name",
    ] {
        let mut doc = Document::default();
        doc.add_row_of(&actors::ACTORS, &[name]);
        doc.add_row_of(&actors::STEPS, &["Asks", name, "Service"]);
        let picture = render(&scene(&doc), Theme::Auto, "flow");
        let (_, head) = picture.split_once("class=\"g\" d=\"M").unwrap();
        let (sign, rest) = head.split_once(' ').unwrap();
        // The shoulders end ten to the right of where the head begins.
        let sign = sign.parse::<f64>().unwrap() + 10.0;
        let (texts, _) = rest.split_once("</g>").unwrap();
        let mut names = 0;
        for text in texts.split("<text x=\"").skip(1) {
            let middle: f64 = text.split('"').next().unwrap().parse().unwrap();
            let said = text.split_once('>').unwrap().1.split_once('<').unwrap().0;
            // The bold letters of DejaVu Sans, where no other font is there, are wider by so much.
            let wide = words::width(said, 13.0) * 1.2;
            assert!(
                middle - wide / 2.0 >= sign + 2.0,
                "{said}: {middle}, {sign}"
            );
            names += 1;
        }
        assert!(names > 0, "{name}");
    }
}

#[test]
fn a_large_flow_is_drawn_whole() {
    let mut doc = Document::default();
    for at in 0..300 {
        let [from, to] = [at * 7 % 100, at * 13 % 100].map(|at| format!("Participant {at}"));
        let what = format!("Asks for number {at} of all that there is to be asked for");
        doc.add_row_of(&actors::STEPS, &[&what, &from, &to]);
    }
    let drawn = render(&scene(&doc), Theme::Auto, "large");
    assert!(drawn.contains("Participant 99"));
}
