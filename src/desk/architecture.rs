//! What a flowchart adds to the architecture.

use crate::model::Document;
use crate::text::data_model::NewRow;
use crate::text::mermaid;

/// So many components are named; of more, how many there are.
const NAMED: usize = 12;

/// What a text adds: how many lines tell of what was skipped, those lines; how many say what is added, those; the rows.
pub(super) fn read_mermaid(text: &str, doc: &Document) -> Vec<String> {
    let reading = mermaid::read(text);
    let skipped = reading.notes.iter().map(|note| match note.line {
        // What stands for all of it, or for all that is not listed.
        0 => format!("{}: {}", note.what.trim_start(), note.why),
        line => format!("Line {line}, “{}”: {}", note.what, note.why),
    });
    let added = mermaid::add(doc, &reading);
    let said = said(&added);
    let mut texts = vec![reading.notes.len().to_string()];
    texts.extend(skipped);
    texts.push(said.len().to_string());
    texts.extend(said);
    texts.extend(NewRow::texts(&added.rows));
    texts
}

/// What is added, in words; nothing where that is nothing.
fn said(added: &mermaid::Added) -> Vec<String> {
    let count = |count: usize, what: &str| {
        let many = if count == 1 { "" } else { "s" };
        format!("{count} {what}{many}")
    };
    let both = |components: usize, connections: usize| {
        let parts = [(components, "component"), (connections, "connection")];
        let parts = parts.into_iter().filter(|(many, _)| *many > 0);
        let parts: Vec<String> = parts.map(|(many, what)| count(many, what)).collect();
        parts.join(" and ")
    };
    let mut said = Vec::new();
    if !added.rows.is_empty() {
        said.push(both(added.components.len(), added.connections));
    }
    said.extend(added.components.iter().take(NAMED).cloned());
    if added.components.len() > NAMED {
        said.push(format!("and {} more", added.components.len() - NAMED));
    }
    let there = both(added.there[0], added.there[1]);
    if !there.is_empty() {
        let are = if added.there[0] + added.there[1] == 1 {
            "is"
        } else {
            "are"
        };
        said.push(format!("{there} {are} there already"));
    }
    said
}
