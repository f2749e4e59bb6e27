//! The architecture as a Mermaid flowchart, tables as an entity relationship diagram, the flow as sequence diagrams.
//!
//! Only what Mermaid 10.9 to 11.17 all take is written, because GitHub and GitLab lag behind: ids of our own,
//! every label in quotation marks.

mod adds;
mod cursor;
mod entities;
mod kinds;
mod label;
mod read;
mod sequence;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;

pub use adds::{Added, add};
pub use entities::entities;
pub use read::{Edge, Node, Note, Reading, read};
pub use sequence::{sequence, sequences};

use crate::model::architecture::{Component, KINDS};
use crate::model::{Document, Id};
use label::label;
use rustc_hash::FxHashMap as HashMap;
use std::fmt::Write as _;

/// Mermaid draws no more edges than this (`maxEdges`, which a diagram cannot raise).
const MOST_EDGES: usize = 500;
/// Mermaid reads no more characters than 50,000 (`maxTextSize`); a note must still fit.
const MOST_BYTES: usize = 49_500;

/// The diagram, or nothing without a component. A connection with a missing end is passed over. [`read`] reads it back:
/// the ids say the kinds where several have one shape.
///
/// ```
/// use envelope::{model::{Document, architecture as a}, text::mermaid};
/// let mut doc = Document::default();
/// assert_eq!(mermaid::flowchart(&doc), None);
/// let client = doc.add_row_of(&a::COMPONENTS, &["Client", "client"]).to_string();
/// let service = doc.add_row_of(&a::COMPONENTS, &["Paste service", "", "", "", "eu-west"]).to_string();
/// doc.add_row_of(&a::CONNECTIONS, &["HTTPS", &client, &service]);
/// let lines = [
///     "flowchart LR",
///     "    client1([\"Client\"])",
///     "    subgraph g2[\"eu-west\"]",
///     "        service2[\"Paste service\"]",
///     "    end",
///     "    client1 -->|\"HTTPS\"| service2",
///     "",
/// ];
/// assert_eq!(mermaid::flowchart(&doc), Some(lines.join("\n")));
/// ```
pub fn flowchart(doc: &Document) -> Option<String> {
    let components = &doc.architecture.components;
    if components.is_empty() {
        return None;
    }
    let mut chart = Chart {
        out: String::from("flowchart LR\n"),
        ids: HashMap::default(),
        left_out: 0,
    };
    let mut done = Vec::new();
    for (at, component) in components.iter().enumerate() {
        let group = component.group.trim();
        if group.is_empty() {
            chart.component(component, at, "    ");
        } else if !done.contains(&group) {
            done.push(group);
            let title = label(group);
            let _ = writeln!(chart.out, "    subgraph g{}[\"{title}\"]", at + 1);
            for (at, component) in components.iter().enumerate().skip(at) {
                if component.group.trim() == group {
                    chart.component(component, at, "        ");
                }
            }
            chart.out.push_str("    end\n");
        }
    }
    chart.connections(doc);
    let Chart {
        mut out, left_out, ..
    } = chart;
    if left_out > 0 {
        let _ = writeln!(
            out,
            "    %% {left_out} more are left out: Mermaid draws no larger diagrams"
        );
    }
    Some(out)
}

/// What is written so far.
struct Chart {
    out: String,
    /// The id in the diagram of each row.
    ids: HashMap<Id, String>,
    left_out: usize,
}

impl Chart {
    fn component(&mut self, component: &Component, at: usize, indent: &str) {
        let kind = KINDS.iter().find(|(kind, _)| *kind == component.kind);
        let kind = kind.map_or("", |(kind, _)| kind);
        let id = format!("{}{}", kinds::word(kind), at + 1);
        let (open, close) = shape(kind);
        let name = match component.name.trim() {
            "" => format!("row {}", at + 1),
            name => label(name),
        };
        let line = format!("{indent}{id}{open}\"{name}\"{close}\n");
        if self.out.len() + line.len() > MOST_BYTES {
            self.left_out += 1;
        } else {
            self.ids.insert(component.id, id);
            self.out.push_str(&line);
        }
    }

    fn connections(&mut self, doc: &Document) {
        let mut drawn = 0;
        for connection in &doc.architecture.connections {
            let id = |text: &str| self.ids.get(&text.trim().parse::<Id>().ok()?);
            let (Some(from), Some(to)) = (id(&connection.from), id(&connection.to)) else {
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
            let line = format!("    {from} {arrow}{carries} {to}\n");
            if drawn == MOST_EDGES || self.out.len() + line.len() > MOST_BYTES {
                self.left_out += 1;
            } else {
                drawn += 1;
                self.out.push_str(&line);
            }
        }
    }
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
