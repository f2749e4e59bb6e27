//! What a flowchart adds to a design.

use super::read::{Edge, Reading};
use crate::model::architecture::{COMPONENTS, CONNECTIONS, KINDS};
use crate::model::{Document, Id};
use crate::text::data_model::NewRow;

/// Rows to add, and what is to be said of them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Added {
    /// Components, then connections.
    pub rows: Vec<NewRow>,
    /// Each component that is added, with its kind and its group, in words.
    pub components: Vec<String>,
    /// How many connections are added.
    pub connections: usize,
    /// How many components and connections are there already.
    pub there: [usize; 2],
}

/// What of a flowchart is not in the design yet. A box with the name of a component is that component, which stays as it
/// is; a second box of the same name is another one.
///
/// ```
/// use envelope::{model::{Document, architecture as a}, text::{data_model::NewRow, mermaid}};
/// let mut doc = Document::default();
/// doc.add_row_of(&a::COMPONENTS, &["Redis", "cache", "7.4"]);
/// let added = mermaid::add(&doc, &mermaid::read("flowchart LR\n  api[Paste API] -->|gets| r[(redis)]"));
/// assert_eq!((added.components, added.connections, added.there), (vec!["Paste API (service)".into()], 1, [1, 0]));
/// NewRow::add(&added.rows, &mut doc);
/// let [redis, api] = &doc.architecture.components[..] else { panic!() };
/// let [gets] = &doc.architecture.connections[..] else { panic!() };
/// assert_eq!((&*redis.note, &gets.from, &gets.to), ("7.4", &api.id.to_string(), &redis.id.to_string()));
/// ```
pub fn add(doc: &Document, reading: &Reading) -> Added {
    let mut added = Added::default();
    let model = &doc.architecture;
    let same = |one: &str, other: &str| one.trim().to_lowercase() == other.trim().to_lowercase();
    let mut free: Vec<_> = model.components.iter().collect();
    // Where each box is: the row that is there, or its place among those that are added.
    let places: Vec<Result<Id, usize>> = (reading.nodes.iter())
        .map(|node| {
            if let Some(at) = free.iter().position(|one| same(&one.name, &node.name)) {
                added.there[0] += 1;
                return Ok(free.remove(at).id);
            }
            let mut cells = vec![node.name.clone(), node.kind.to_owned()];
            let label = KINDS.iter().find(|(kind, _)| *kind == node.kind);
            let mut said = [&*node.name, " (", label.map_or("", |(_, label)| label)].concat();
            if !node.group.is_empty() {
                cells.extend([String::new(), String::new(), node.group.clone()]);
                said.push_str(&[", in ", &node.group].concat());
            }
            said.push(')');
            added.components.push(said);
            added.rows.push(NewRow {
                table: &COMPONENTS,
                cells,
                entities: Vec::new(),
            });
            Err(added.components.len() - 1)
        })
        .collect();
    let mut known: Vec<_> = model.connections.iter().collect();
    for edge in &reading.edges {
        let ends = [places[edge.from], places[edge.to]];
        let is_there = |at: usize| {
            known[at].label.trim() == edge.label
                && leads(&known[at].from, ends[0])
                && leads(&known[at].to, ends[1])
        };
        if let Some(at) = (0..known.len()).find(|at| is_there(*at)) {
            added.there[1] += 1;
            known.remove(at);
        } else {
            added.connections += 1;
            added.rows.push(connection(edge, ends));
        }
    }
    added
}

/// Whether a cell names the row that is there.
fn leads(cell: &str, end: Result<Id, usize>) -> bool {
    end.is_ok_and(|id| cell.trim().parse() == Ok(id))
}

fn connection(edge: &Edge, ends: [Result<Id, usize>; 2]) -> NewRow {
    let text = |end: Result<Id, usize>| end.map_or_else(|_| String::new(), |id| id.to_string());
    let added = (1..)
        .zip(ends)
        .filter_map(|(column, end)| Some((column, end.err()?)));
    NewRow {
        table: &CONNECTIONS,
        cells: vec![
            edge.label.clone(),
            text(ends[0]),
            text(ends[1]),
            edge.kind.to_owned(),
        ],
        entities: added.collect(),
    }
}
