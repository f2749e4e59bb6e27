//! The architecture as a Mermaid flowchart, tables as an entity relationship diagram, the flow as sequence diagrams.
//!
//! Only what Mermaid 10.9 to 11.17 all take is written, because GitHub and GitLab lag behind: ids of our own,
//! every label in quotation marks.

mod entities;
mod sequence;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;

pub use entities::entities;
pub use sequence::sequences;

use crate::model::{Document, Id};
use rustc_hash::FxHashMap as HashMap;
use std::fmt::Write as _;

/// Mermaid draws no more edges than this (`maxEdges`, which a diagram cannot raise).
const MOST_EDGES: usize = 500;
/// Mermaid reads no more characters than 50,000 (`maxTextSize`); a note must still fit.
const MOST_BYTES: usize = 49_500;

/// The diagram, or nothing without a component. A connection with a missing end is passed over.
///
/// ```
/// use envelope::{model::{Document, architecture as a}, text::mermaid};
/// let mut doc = Document::default();
/// assert_eq!(mermaid::flowchart(&doc), None);
/// let client = doc.add_row_of(&a::COMPONENTS, &["Client", "client"]).to_string();
/// let service = doc.add_row_of(&a::COMPONENTS, &["Paste service"]).to_string();
/// doc.add_row_of(&a::CONNECTIONS, &["HTTPS", &client, &service]);
/// let lines = ["flowchart LR", "    n1([\"Client\"])", "    n2[\"Paste service\"]", "    n1 -->|\"HTTPS\"| n2", ""];
/// assert_eq!(mermaid::flowchart(&doc), Some(lines.join("\n")));
/// ```
pub fn flowchart(doc: &Document) -> Option<String> {
    let components = &doc.architecture.components;
    if components.is_empty() {
        return None;
    }
    let mut out = String::from("flowchart LR\n");
    let mut numbers: HashMap<Id, Id> = HashMap::default();
    let mut left_out = 0_usize;
    for (at, component) in (0..).zip(components) {
        let (open, close) = shape(&component.kind);
        let name = match component.name.trim() {
            "" => format!("row {}", at + 1),
            name => label(name),
        };
        let line = format!("    n{}{open}\"{name}\"{close}\n", at + 1);
        if out.len() + line.len() > MOST_BYTES {
            left_out += 1;
        } else {
            numbers.insert(component.id, at + 1);
            out.push_str(&line);
        }
    }
    left_out += connections(doc, &numbers, &mut out);
    if left_out > 0 {
        let _ = writeln!(
            out,
            "    %% {left_out} more are left out: Mermaid draws no larger diagrams"
        );
    }
    Some(out)
}

/// Writes the connections; returns how many did not fit.
fn connections(doc: &Document, numbers: &HashMap<Id, Id>, out: &mut String) -> usize {
    let number = |text: &str| {
        text.trim()
            .parse::<Id>()
            .ok()
            .and_then(|id| numbers.get(&id).copied())
    };
    let (mut drawn, mut left_out) = (0, 0);
    for connection in &doc.architecture.connections {
        let (Some(from), Some(to)) = (number(&connection.from), number(&connection.to)) else {
            continue;
        };
        let arrow = match connection.kind.as_str() {
            "async" => "-.->",
            "replication" => "==>",
            _ => "-->",
        };
        let carries = match connection.label.trim() {
            "" => String::new(),
            carries => format!("|\"{}\"|", label(carries)),
        };
        let line = format!("    n{from} {arrow}{carries} n{to}\n");
        if drawn == MOST_EDGES || out.len() + line.len() > MOST_BYTES {
            left_out += 1;
        } else {
            drawn += 1;
            out.push_str(&line);
        }
    }
    left_out
}

/// What stands around the label of a component; see [`crate::model::architecture::KINDS`].
fn shape(kind: &str) -> (&'static str, &'static str) {
    match kind {
        "client" => ("([", "])"),
        "dns" | "cdn" | "balancer" | "gateway" => ("{{", "}}"),
        "worker" => ("[[", "]]"),
        "cache" => ("(", ")"),
        "queue" => (">", "]"),
        "sql" | "nosql" | "blob" | "search" => ("[(", ")]"),
        "third" => ("[/", "/]"),
        _ => ("[", "]"),
    }
}

/// A label in Mermaid's own escapes: nothing in it can end the quotation or begin something else.
fn label(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '"' => out.push_str("#quot;"),
            '#' => out.push_str("#35;"),
            ';' => out.push_str("#59;"),
            '<' => out.push_str("#lt;"),
            '>' => out.push_str("#gt;"),
            '&' => out.push_str("#amp;"),
            // A backtick at the start would open Mermaid's Markdown mode, and a run of them end our fence.
            '`' => out.push_str("#96;"),
            '\\' => out.push_str("#92;"),
            // Two of them begin a comment or a directive.
            '%' if out.ends_with('%') => out.push_str("#37;"),
            '\n' => out.push_str("<br/>"),
            '\u{2028}' | '\u{2029}' => out.push(' '),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}
