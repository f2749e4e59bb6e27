//! The flow as Mermaid's sequence diagrams.
//!
//! Only what Mermaid 10.9 to 11.17 all take is written: ids of our own, each name as an alias, and no text empty.

use super::{MOST_BYTES, label};
use crate::diagram::sequence::{Flow, Way, flows};
use crate::model::Document;

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
            let text = sequence(&flow);
            (flow.name, text)
        })
        .collect()
}

fn sequence(flow: &Flow) -> String {
    let mut out = String::from("sequenceDiagram\n    autonumber\n");
    let (mut known, mut left_out) = (0, 0_usize);
    for (at, participant) in flow.participants.iter().enumerate() {
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
    for message in &flow.messages {
        let [from, to] = message.ends.map(|end| (end + 1).to_string());
        let text = said(&message.text);
        let there = message.ends.iter().all(|end| *end < known);
        if !there || out.len() + text.len() + 100 > MOST_BYTES {
            left_out += 1;
            continue;
        }
        let arrow = match message.way {
            Way::Call => "->>",
            Way::Answer => "-->>",
            Way::Message => "-)",
        };
        for part in ["    p", &from, arrow, "p", &to, ": ", &text, "\n"] {
            out.push_str(part);
        }
    }
    if left_out > 0 {
        let count = left_out.to_string();
        let why = " more are left out: Mermaid draws no larger diagrams\n";
        out = [&out, "    %% ", &count, why].concat();
    }
    out
}

/// A text that stands to the end of its line. Where there is none Mermaid wants something all the same.
fn said(text: &str) -> String {
    match label(text.trim()) {
        text if text.is_empty() => String::from("…"),
        text => text,
    }
}
