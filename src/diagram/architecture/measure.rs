//! How large components and labels are, and which words they have room for.

use super::{Bears, CURVE, Part, Shape};
use crate::diagram::geometry::Rect;
use crate::diagram::layout::{Link, number};
use crate::diagram::scene::FONTS;
use crate::diagram::words::{BOLD, balanced, line, widest, width, wrapped};
use crate::model::architecture::{Component, KINDS};
use crate::model::row_name;

/// The sign of a kind, and the room beside it.
pub(super) const SIGN: (f64, f64) = (20.0, 7.0);
/// From the edge to what stands within.
pub(super) const PAD: (f64, f64) = (10.0, 9.0);
/// The heights of a line of a name and of a note.
pub(super) const LINES: [f64; 2] = [17.0, 14.0];
/// Between the name and the note.
pub(super) const GAP: f64 = 2.0;
/// The widest line of a name, if no word is longer; one of a single long word; and how many lines there are.
const NAME: (f64, f64, usize) = (96.0, 130.0, 2);
/// The same of a note.
const NOTE: (f64, usize) = (122.0, 3);
/// A label at a line is as wide as the first of these in which it has room, in so many lines.
const LABEL: ([f64; 3], usize) = ([88.0, 112.0, 140.0], 2);
/// The height of a line of a label.
pub(super) const LABEL_LINE: f64 = 13.0;
/// Two lines that end at one side are so much farther apart than the label between them is high.
const APART: f64 = 5.0;
impl Part {
    /// The height of its name, beside which its sign stands.
    pub(super) fn head(&self) -> f64 {
        (LINES[0] * number(self.name.len())).max(SIGN.0)
    }

    /// The height of its texts.
    pub(super) fn texts(&self) -> f64 {
        let numbers = self.numbers().filter(|line| !line.is_empty());
        let small = self.note.len() + numbers.count();
        let gap = if small > 0 { GAP } else { 0.0 };
        self.head() + gap + LINES[1] * number(small)
    }
}

/// What stands at a line, line by line.
pub(super) fn labelled(carries: &str) -> Vec<String> {
    let (widths, lines) = LABEL;
    let mut tried = widths.map(|width| balanced(carries, FONTS[2], width, lines));
    let whole = |label: &Vec<String>| label.join(" ") == carries;
    let at = tried.iter().position(whole).unwrap_or(widths.len() - 1);
    std::mem::take(&mut tried[at])
}

/// A component with its size and with texts that fit.
pub(super) fn measured(component: &Component, at: usize, bears: &Bears) -> Part {
    let title = line(&row_name(&component.name, at));
    let note = line(&component.note);
    let kind = component.kind.trim();
    let kind = KINDS.iter().find(|(key, _)| *key == kind);
    let (key, label) = kind.unwrap_or(&KINDS[0]);
    let words = title.split(' ').map(|word| width(word, FONTS[0] * BOLD));
    let longest = words.fold(NAME.0, f64::max).ceil().min(NAME.1);
    let mut part = Part {
        key: component.id,
        kind: (*key).to_owned(),
        name: balanced(&title, FONTS[0] * BOLD, longest, NAME.2),
        note: wrapped(&note, FONTS[2], NOTE.0, NOTE.1),
        about: [&title, " (", label, ")"].concat(),
        ..Part::default()
    };
    let group = line(&component.group);
    if !group.is_empty() {
        part.about = [&part.about, " in ", &group].concat();
    }
    let room = bears.part(&mut part);
    if !note.is_empty() {
        part.about = [&part.about, ": ", &note].concat();
    }
    let text = (widest(&part.name, FONTS[0] * BOLD) + SIGN.0 + SIGN.1)
        .max(widest(&part.note, FONTS[2]))
        .max(room);
    let (wide, high) = match part.shape() {
        Shape::Card => (0.0, 0.0),
        // The corners of the texts stay within the round sides.
        Shape::Pill => (20.0, 0.0),
        Shape::Cylinder => (0.0, CURVE * 2.0),
        Shape::Pipe => (CURVE * 3.0, 0.0),
    };
    part.rect = Rect {
        // Few different widths look calmer than many.
        width: ((text + 2.0 * PAD.0 + wide) / 10.0).ceil().max(10.0) * 10.0,
        height: (part.texts() + 2.0 * PAD.1 + high).max(44.0),
        ..Rect::default()
    };
    part
}

/// Makes components high enough for the lines that end there, and their labels.
pub(super) fn grow(parts: &mut [Part], links: &[Link]) {
    let mut out = vec![Vec::new(); parts.len()];
    for link in links {
        out[link.from].push(link.to);
    }
    // A line in a circle may be led the other way round: then it leaves where others come in.
    let circles: Vec<bool> = links
        .iter()
        .map(|link| leads(&out, link.to, link.from))
        .collect();
    for (at, part) in parts.iter_mut().enumerate() {
        let ends = links.iter().zip(&circles);
        let leave = ends
            .clone()
            .filter(|(link, circle)| link.from == at || (**circle && link.to == at));
        let come = ends.filter(|(link, circle)| link.to == at || (**circle && link.from == at));
        // A label stands where its line comes in.
        let high = come.clone().map(|(link, _)| link.high);
        let high = high.fold(LABEL_LINE, f64::max);
        let needed = |label: f64, lines: usize| (label + APART) * number(lines + 1);
        let needed = needed(high, come.count()).max(needed(LABEL_LINE, leave.count()));
        part.rect.height = part.rect.height.max(needed);
    }
}

/// Whether there is a way from one to another, by what each leads to.
fn leads(out: &[Vec<usize>], from: usize, to: usize) -> bool {
    let (mut seen, mut next) = (vec![false; out.len()], vec![from]);
    while let Some(at) = next.pop() {
        if at == to {
            return true;
        }
        if !std::mem::replace(&mut seen[at], true) {
            next.extend(&out[at]);
        }
    }
    false
}
