//! The flow as Mermaid's sequence diagrams.
//!
//! Only what Mermaid 10.9 to 11.17 all take is written: ids of our own, each name as an alias, and no text empty.

use super::{MOST_BYTES, label};
use crate::diagram::sequence::{Flow, Message, Participant, Way, flows};
use crate::model::Document;

/// So many bytes are kept for the line that says what is left out.
const NOTICE: usize = 100;

/// The diagrams, each with the name of its flow; that of the main flow is empty. What Mermaid has no room for is left
/// out, and a line says so.
///
/// ```
/// use envelope::{model::{Document, actors}, text::mermaid};
/// let mut doc = Document::default();
/// doc.add_row_of(&actors::ACTORS, &["Reader"]);
/// doc.add_row_of(&actors::STEPS, &["Opens the link", "Reader", "CDN"]);
/// doc.add_row_of(&actors::STEPS, &["Looks in its cache", "CDN", "", "", "own"]);
/// doc.add_row_of(&actors::STEPS, &["Paste", "CDN", "Reader", "", "answer"]);
/// let lines = ["sequenceDiagram", "    autonumber", "    actor p1 as Reader", "    participant p2 as CDN",
///     "    p1->>p2: Opens the link", "    p2->>p2: Looks in its cache", "    p2-->>p1: Paste", ""];
/// assert_eq!(mermaid::sequences(&doc), [(String::new(), lines.join("\n"))]);
/// ```
pub fn sequences(doc: &Document) -> Vec<(String, String)> {
    let written = flows(doc).into_iter();
    written
        .map(|flow| {
            let text = drawn(std::slice::from_ref(&flow), false);
            (flow.name, text)
        })
        .collect()
}

/// All flows in one diagram, because a file has room for one; a flow that has a name begins with it as a note. `None`
/// where no step is drawn.
///
/// ```
/// use envelope::{model::{Document, actors}, text::mermaid};
/// let mut doc = Document::default();
/// assert_eq!(mermaid::sequence(&doc), None);
/// doc.add_row_of(&actors::STEPS, &["Reads", "Reader", "CDN"]);
/// doc.add_row_of(&actors::STEPS, &["Sweeps", "Job", "", "Clean-up", "own"]);
/// let lines = ["sequenceDiagram", "    autonumber", "    participant p1 as Reader", "    participant p2 as CDN",
///     "    participant p3 as Job", "    p1->>p2: Reads", "    Note over p3: Clean-up", "    p3->>p3: Sweeps", ""];
/// assert_eq!(mermaid::sequence(&doc), Some(lines.join("\n")));
/// ```
pub fn sequence(doc: &Document) -> Option<String> {
    let flows = flows(doc);
    (!flows.is_empty()).then(|| drawn(&flows, true))
}

/// One diagram of these flows, each below its name where they are to be `named`.
fn drawn(flows: &[Flow], named: bool) -> String {
    let mut out = String::from("sequenceDiagram\n    autonumber\n");
    let (all, places) = participants(flows);
    let (mut known, mut left_out) = (0, 0_usize);
    for (at, participant) in all.iter().enumerate() {
        let sort = if participant.person {
            "actor"
        } else {
            "participant"
        };
        let (id, name) = ((at + 1).to_string(), said(&participant.name));
        // Half of the room is for what they say.
        if at == known && out.len() + name.len() < MOST_BYTES / 2 {
            known += 1;
            for part in ["    ", sort, " p", &id, " as ", &name, "\n"] {
                out.push_str(part);
            }
        }
    }
    for (flow, places) in flows.iter().zip(&places) {
        if named && !flow.name.is_empty() {
            let note = note(&flow.name, places, known);
            if out.len() + note.len() + NOTICE <= MOST_BYTES {
                out.push_str(&note);
            }
        }
        for each in &flow.messages {
            let there = each.ends.iter().all(|end| places[*end] < known);
            let line = message(each, places);
            if there && out.len() + line.len() + NOTICE <= MOST_BYTES {
                out.push_str(&line);
            } else {
                left_out += 1;
            }
        }
    }
    if left_out > 0 {
        let count = left_out.to_string();
        let why = " more are left out: Mermaid draws no larger diagrams\n";
        out = [&out, "    %% ", &count, why].concat();
    }
    out
}

/// Everybody who takes part in one of the flows, once, in order of appearance; and for each flow the places of its own.
fn participants(flows: &[Flow]) -> (Vec<&Participant>, Vec<Vec<usize>>) {
    let mut all: Vec<&Participant> = Vec::new();
    let mut place = |one| {
        let known = all.iter().position(|known| known.is(one));
        known.unwrap_or_else(|| {
            all.push(one);
            all.len() - 1
        })
    };
    let places = flows
        .iter()
        .map(|flow| flow.participants.iter().map(&mut place).collect());
    let places = places.collect();
    (all, places)
}

/// The name of a flow above those of its participants that are drawn.
fn note(name: &str, places: &[usize], known: usize) -> String {
    let mut drawn = places.iter().filter(|at| **at < known).copied();
    let Some(first) = drawn.next() else {
        return String::new();
    };
    let (from, to) = drawn.fold((first, first), |(from, to), at| (from.min(at), to.max(at)));
    let over = if from == to {
        format!("p{}", from + 1)
    } else {
        format!("p{},p{}", from + 1, to + 1)
    };
    format!("    Note over {over}: {}\n", said(name))
}

fn message(message: &Message, places: &[usize]) -> String {
    let [from, to] = message.ends.map(|end| (places[end] + 1).to_string());
    let arrow = match message.way {
        Way::Call => "->>",
        Way::Answer => "-->>",
        Way::Message => "-)",
    };
    [
        "    p",
        &from,
        arrow,
        "p",
        &to,
        ": ",
        &said(&message.text),
        "\n",
    ]
    .concat()
}

/// A text that stands to the end of its line. Where there is none Mermaid wants something all the same.
fn said(text: &str) -> String {
    match label(text.trim()) {
        text if text.is_empty() => String::from("…"),
        text => text,
    }
}
