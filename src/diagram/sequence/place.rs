//! Where heads, lifelines, messages and their texts stand. No two texts overlap: each message has a height of its own,
//! and the lifelines are as far apart as the texts between them need.

use super::{Flow, Message, Participant, Way};
use crate::diagram::geometry::{Point, Rect};
use crate::diagram::layout::number;
use crate::diagram::scene::FONTS;
use crate::diagram::words::{balanced, fitted, line, widest};
use crate::model::Id;

/// A drawing with all of its places, in pixels from its upper left corner.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scene {
    /// What it is called.
    pub title: String,
    /// What it shows, for those who do not see it.
    pub description: String,
    /// Its width.
    pub width: f64,
    /// Its height.
    pub height: f64,
    /// The flows, from top to bottom.
    pub parts: Vec<Part>,
}

/// A flow in its place.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Part {
    /// Its name, where there is more than the main flow.
    pub title: String,
    /// Where the name stands.
    pub at: Point,
    /// Who takes part, from left to right.
    pub heads: Vec<Head>,
    /// What is said, from top to bottom.
    pub messages: Vec<Drawn>,
    /// Where the lifelines end.
    pub bottom: f64,
}

/// The box at the upper end of a lifeline.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Head {
    /// Its place; the lifeline is in its middle.
    pub rect: Rect,
    /// Its name, as much as there is room for.
    pub lines: Vec<String>,
    /// Who it is.
    pub of: Participant,
}

/// A message in its place.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Drawn {
    /// Where the message begins and ends; one below the other where nobody else is spoken to.
    pub ends: [Point; 2],
    /// Its number in the flow, from 1.
    pub number: usize,
    /// Where its text stands.
    pub label: Rect,
    /// The text, as much as there is room for.
    pub lines: Vec<String>,
    /// Who waits for whom.
    pub way: Way,
    /// The row of the step.
    pub step: Id,
    /// All that it says.
    pub about: String,
}

impl Head {
    /// Where its lifeline is.
    pub fn middle(&self) -> f64 {
        self.rect.x + self.rect.width / 2.0
    }
}

impl Drawn {
    /// Whether nobody else is spoken to.
    pub fn is_own(&self) -> bool {
        self.ends[0].y < self.ends[1].y
    }
}

/// The height of a line of a head, and of a message.
pub(super) const LINES: [f64; 2] = [17.0, 15.0];
/// How far to the right own work leads, and how far down.
pub(super) const LOOP: (f64, f64) = (26.0, 20.0);
/// The room of a person's sign in a head, and between it and a name in letters that are wider than reckoned.
pub(super) const SIGN: f64 = 26.0;
/// The radius of the circle around a number.
pub(super) const RADIUS: f64 = 8.5;

/// Around the whole drawing.
const MARGIN: f64 = 24.0;
/// Between two heads.
const GAP: f64 = 24.0;
/// From the edge of a head to its name.
const PAD: (f64, f64) = (14.0, 9.0);
/// A text keeps so far from the lifelines: as much as a number or an arrowhead takes.
const BESIDE: f64 = 16.0;
/// The widest texts: a name, and a message between neighbours and at most.
const WIDEST: (f64, f64, f64) = (128.0, 180.0, 420.0);
/// The most lines of a name and of a message.
const MOST: (usize, usize) = (2, 4);
/// Bold letters are wider by so much.
const BOLD: f64 = 1.08;
/// Above a message's text; between the text and its line; below the line.
const AROUND: (f64, f64, f64) = (10.0, 5.0, 6.0);
/// From the name of a flow to its heads, and from one flow to the next.
const BETWEEN: (f64, f64) = (26.0, 40.0);

/// Finds a place for everything.
///
/// ```
/// use envelope::{diagram::sequence::{self, scene}, model::{Document, actors}};
/// let mut doc = Document::default();
/// doc.add_row_of(&actors::STEPS, &["Opens the link", "Reader", "CDN"]);
/// let scene = scene(&doc);
/// let part = &scene.parts[0];
/// assert_eq!(part.messages[0].ends[1].x, part.heads[1].middle());
/// assert_eq!(part.messages[0].about, "1. Reader → CDN: Opens the link");
/// ```
pub fn arrange(flows: &[Flow]) -> Scene {
    let mut scene = Scene {
        title: "Sequence diagram".to_owned(),
        ..Scene::default()
    };
    let named = flows.len() > 1 || flows.iter().any(|flow| !flow.name.is_empty());
    let (mut y, mut right) = (MARGIN, 0.0_f64);
    let mut told = Vec::new();
    for flow in flows {
        let mut part = Part::default();
        let name = match flow.name.as_str() {
            "" => "Main flow",
            name => name,
        };
        told.push(line(name));
        if named {
            part.title = fitted(&line(name), FONTS[0], WIDEST.2);
            part.at = Point {
                x: MARGIN,
                y: y + FONTS[0],
            };
            y += BETWEEN.0;
        }
        heads(flow, &mut part, y);
        let foot = part.heads.first().map_or(y, |head| head.rect.bottom());
        part.bottom = messages(flow, &mut part, foot + AROUND.2);
        y = part.bottom + BETWEEN.1;
        right = right.max(edge(&part));
        scene.parts.push(part);
    }
    if let Some(part) = scene.parts.last() {
        (scene.width, scene.height) = (right + MARGIN, part.bottom + MARGIN);
    }
    scene.description = told.join(", ");
    scene
}

/// How far to the right a flow reaches.
fn edge(part: &Part) -> f64 {
    let title = part.at.x + widest(std::slice::from_ref(&part.title), FONTS[0]) * BOLD;
    let heads = part.heads.iter().map(|head| head.rect.right());
    let labels = part.messages.iter().map(|drawn| drawn.label.right());
    let loops = part.messages.iter().filter(|drawn| drawn.is_own());
    let loops = loops.map(|drawn| drawn.ends[0].x + LOOP.0);
    heads.chain(labels).chain(loops).fold(title, f64::max)
}

/// Puts the heads so far apart that the texts between their lifelines have room.
fn heads(flow: &Flow, part: &mut Part, y: f64) {
    let mut needs: Vec<Vec<(usize, f64)>> = vec![Vec::new(); flow.participants.len() + 1];
    for message in &flow.messages {
        let [from, to] = message.ends;
        let text = balanced(&line(&message.text), FONTS[1], WIDEST.1, MOST.1);
        let wide = widest(&text, FONTS[1]).ceil();
        // Own work stands between its lifeline and the next.
        let (left, right, more) = if from == to {
            (from, from + 1, LOOP.0 - BESIDE / 2.0)
        } else {
            (from.min(to), from.max(to), 0.0)
        };
        if let Some(needs) = needs.get_mut(right) {
            needs.push((left, wide + 2.0 * BESIDE + more));
        }
    }
    for (participant, needs) in flow.participants.iter().zip(needs) {
        let name = line(&participant.name);
        let lines = balanced(&name, FONTS[0] * BOLD, WIDEST.0, MOST.0);
        let sign = if participant.person { SIGN } else { 0.0 };
        let wide = widest(&lines, FONTS[0] * BOLD) + 2.0 * PAD.0 + sign;
        let wide = (wide / 10.0).ceil().max(8.0) * 10.0;
        let mut middle = MARGIN + wide / 2.0;
        if let Some(before) = part.heads.last() {
            middle = before.rect.right() + GAP + wide / 2.0;
        }
        for (left, need) in needs {
            middle = middle.max(part.heads.get(left).map_or(0.0, Head::middle) + need);
        }
        let middle = middle.ceil();
        part.heads.push(Head {
            rect: Rect {
                x: middle - wide / 2.0,
                y,
                width: wide,
                height: number(lines.len()),
            },
            lines,
            of: participant.clone(),
        });
    }
    let lines = part.heads.iter().map(|head| head.rect.height);
    let height = lines.fold(1.0, f64::max) * LINES[0] + 2.0 * PAD.1;
    for head in &mut part.heads {
        head.rect.height = height;
    }
}

/// Puts the messages below each other; returns where the lifelines end.
fn messages(flow: &Flow, part: &mut Part, mut y: f64) -> f64 {
    for (at, message) in flow.messages.iter().enumerate() {
        let [from, to] = message
            .ends
            .map(|end| part.heads.get(end).map_or(0.0, Head::middle));
        let mut drawn = Drawn {
            number: at + 1,
            way: message.way,
            step: message.step,
            about: about(flow, message, at + 1),
            ..Drawn::default()
        };
        let text = line(&message.text);
        if message.ends[0] == message.ends[1] {
            own(&mut drawn, &text, from, y + AROUND.0);
        } else {
            between(&mut drawn, &text, [from, to], y + AROUND.0);
        }
        y = drawn.ends[1].y.max(drawn.label.bottom()) + AROUND.2;
        part.messages.push(drawn);
    }
    y + AROUND.0
}

/// A message from one lifeline to another, with its text above the line.
fn between(drawn: &mut Drawn, text: &str, [from, to]: [f64; 2], y: f64) {
    let room = (to - from).abs() - 2.0 * BESIDE;
    drawn.lines = balanced(text, FONTS[1], room.min(WIDEST.2), MOST.1);
    let width = widest(&drawn.lines, FONTS[1]);
    drawn.label = Rect {
        x: f64::midpoint(from, to) - width / 2.0,
        y,
        width,
        height: number(drawn.lines.len()) * LINES[1],
    };
    let y = drawn.label.bottom() + AROUND.1;
    drawn.ends = [Point { x: from, y }, Point { x: to, y }];
}

/// What somebody does without asking others, with its text beside the loop.
fn own(drawn: &mut Drawn, text: &str, x: f64, y: f64) {
    drawn.lines = balanced(text, FONTS[1], WIDEST.1, MOST.1);
    let height = number(drawn.lines.len()) * LINES[1];
    let middle = y + height.max(LOOP.1 + RADIUS) / 2.0;
    drawn.label = Rect {
        x: x + LOOP.0 + BESIDE / 2.0,
        y: middle - height / 2.0,
        width: widest(&drawn.lines, FONTS[1]),
        height,
    };
    drawn.ends = [-0.5, 0.5].map(|part| Point {
        x,
        y: (middle + part * LOOP.1).round(),
    });
}

/// A message in words.
fn about(flow: &Flow, message: &Message, at: usize) -> String {
    let name = |end: usize| flow.participants.get(end).map_or("", |one| &one.name);
    let [from, to] = message.ends.map(|end| line(name(end)));
    let to = if message.ends[0] == message.ends[1] {
        String::new()
    } else {
        [" → ", &to].concat()
    };
    [
        &at.to_string(),
        ". ",
        &from,
        &to,
        ": ",
        &line(&message.text),
    ]
    .concat()
}
