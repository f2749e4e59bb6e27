//! A flowchart of others as components and connections.
//!
//! What is read is the subset of Mermaid's flowcharts that people write by hand: nodes of every shape, links of every kind
//! with or without a label, chains, `&`, subgraphs. What only says how it looks is passed over; what is not understood
//! is said with its line.

mod arrow;
mod statement;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;

use super::cursor::Cursor;
use super::kinds::guess;
use super::label::plain;
use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};
use statement::Subgraph;

/// A flowchart as far as it was understood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// The boxes, in the order in which they are first named.
    pub nodes: Vec<Node>,
    /// The links between them, in the order of the text.
    pub edges: Vec<Edge>,
    /// What was not understood, in the order of the text; of very much only the first.
    pub notes: Vec<Note>,
}

/// A box.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Node {
    /// What stands in it.
    pub name: String,
    /// A kind of [`crate::model::architecture::KINDS`], guessed from its shape and its name.
    pub kind: &'static str,
    /// The titles of the subgraphs around it, the outermost first.
    pub group: String,
}

/// A link between two boxes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edge {
    /// The position of the box that it leads from.
    pub from: usize,
    /// The position of the box that it leads to.
    pub to: usize,
    /// What stands at it.
    pub label: String,
    /// Nothing, `async` for a dotted line, `replication` for a thick one.
    pub kind: &'static str,
}

/// Something that was not taken over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The line on which it begins, from one; 0 for what stands for many.
    pub line: usize,
    /// How it begins.
    pub what: String,
    /// Why it was not.
    pub why: &'static str,
}

/// Longer texts are refused, in bytes: ten times what Mermaid itself reads.
const LONGEST: usize = 500_000;
/// No more boxes are taken.
const MOST_NODES: usize = 500;
/// No more links are taken.
const MOST_EDGES: usize = 2_000;
/// No more is listed: nobody reads it.
const MOST_NOTES: usize = 200;
/// Of something that was not understood, no more characters are quoted.
const QUOTED: usize = 60;

/// What is said of notes, boxes and links that are too many.
const MORE: [(&str, &str); 3] = [
    (" more lines", "they are not listed"),
    (" more boxes", "no more than 500 are taken over"),
    (" more links", "no more than 2,000 are taken over"),
];

/// What flowcharts begin with.
const HEADS: [&str; 3] = ["flowchart", "graph", "flowchart-elk"];
/// Statements about looks alone.
const LOOKS: [&str; 8] = [
    "classDef",
    "class",
    "style",
    "linkStyle",
    "click",
    "direction",
    "accTitle",
    "accDescr",
];

/// Reads a flowchart, or the first one in a Markdown text. It takes time in proportion to the length.
///
/// ```
/// use envelope::text::mermaid;
/// let reading = mermaid::read("graph TD\n  App([Mobile app]) -->|HTTPS| api[Paste API] -.-> kafka & db[(PostgreSQL)]\n  ???");
/// let names: Vec<_> = reading.nodes.iter().map(|node| (node.name.as_str(), node.kind)).collect();
/// assert_eq!(names, [("Mobile app", "client"), ("Paste API", ""), ("kafka", "queue"), ("PostgreSQL", "sql")]);
/// assert_eq!((reading.edges.len(), reading.edges[0].label.as_str(), reading.edges[2].kind), (3, "HTTPS", "async"));
/// assert_eq!((reading.notes[0].line, reading.notes[0].what.as_str()), (3, "???"));
/// ```
pub fn read(text: &str) -> Reading {
    let mut reader = Reader::default();
    if text.len() > LONGEST {
        let long = "it is longer than 500 KB, and no flowchart is";
        reader.note(0, "the whole text", long);
    } else if let Some(mut cursor) = start(text)
        && reader.head(&mut cursor)
    {
        reader.read(cursor);
    }
    reader.finished()
}

/// Where the text begins, or the first flowchart in Markdown does; with the text up to the end of that.
fn start(text: &str) -> Option<Cursor<'_>> {
    let mut cursor = Cursor::new(text.trim_start_matches('\u{feff}'));
    let fenced = |text: &str| {
        let mut lines = text.lines();
        lines.any(|line| fence(line).is_some_and(|(_, word)| word == "mermaid"))
    };
    if !fenced(text) {
        return Some(cursor);
    }
    let mut first = None;
    loop {
        if cursor.rest.is_empty() {
            return first;
        }
        let line = cursor.whole_line();
        cursor.take("\n");
        let Some((sign, "mermaid")) = fence(line) else {
            continue;
        };
        let mut length = 0;
        let inner = cursor.rest.split_inclusive('\n');
        for line in inner.take_while(|line| !line.trim_start().starts_with(sign)) {
            length += line.len();
        }
        let inner = Cursor {
            rest: &cursor.rest[..length],
            line: cursor.line,
        };
        if Reader::default().head(&mut { inner }) {
            return Some(inner);
        }
        first = first.or(Some(inner));
        cursor.skip(length);
    }
}

/// The signs with which a fence of Markdown begins, and the word behind them.
fn fence(line: &str) -> Option<(&'static str, &str)> {
    let line = line.trim_start();
    let mut signs = ["```", "~~~", ":::"].into_iter();
    let sign = signs.find(|sign| line.starts_with(sign))?;
    Some((sign, line.trim_start_matches(['`', '~', ':']).trim()))
}

/// A box as it is known so far.
#[derive(Default)]
struct Known<'a> {
    id: &'a str,
    /// What stands in it, and how its shape begins; empty while only its id is known.
    text: &'a str,
    open: &'static str,
    group: Option<String>,
}

/// A link as it was found.
struct Found {
    from: usize,
    to: usize,
    label: String,
    kind: &'static str,
    line: usize,
}

/// What is known so far.
#[derive(Default)]
struct Reader<'a> {
    nodes: Vec<Known<'a>>,
    numbers: HashMap<&'a str, usize>,
    edges: Vec<Found>,
    /// The subgraphs that are open, the outermost first.
    open: Vec<Subgraph>,
    /// The ids of all subgraphs.
    groups: HashSet<&'a str>,
    /// The ids of links.
    named: HashSet<&'a str>,
    notes: Vec<Note>,
    /// Notes, boxes and links that are too many.
    more: [usize; 3],
}

impl<'a> Reader<'a> {
    /// Passes over what stands before the first statement; whether it is a flowchart.
    fn head(&mut self, cursor: &mut Cursor<'a>) -> bool {
        cursor.take_while(char::is_whitespace);
        // What Mermaid calls front matter: settings between two lines of hyphens.
        if cursor.rest.starts_with("---") {
            let after = cursor.rest.match_indices("\n---").next();
            cursor.skip(after.map_or(0, |(at, end)| at + end.len()));
            cursor.whole_line();
        }
        Self::blank(cursor);
        let (line, first) = (cursor.line, *cursor);
        let word = cursor.take_while(|c| c.is_alphanumeric() || c == '-');
        if HEADS.contains(&word) {
            cursor.spaces();
            cursor.take_while(|c| c.is_ascii_uppercase() || matches!(c, '<' | '>' | '^' | 'v'));
            return true;
        }
        *cursor = first;
        let said = cursor.whole_line();
        if !said.trim().is_empty() {
            self.note(
                line,
                said,
                "a flowchart begins with “flowchart” or “graph”, and nothing else is read",
            );
        }
        false
    }

    /// Passes over blank lines, ends of statements, comments and directives.
    fn blank(cursor: &mut Cursor<'a>) {
        loop {
            cursor.take_while(|c| c.is_whitespace() || c == ';');
            if !cursor.rest.starts_with("%%") {
                return;
            }
            let directive = cursor.rest.starts_with("%%{");
            if !(directive && cursor.up_to("}%%", false).is_some()) {
                cursor.whole_line();
            }
        }
    }

    fn read(&mut self, mut cursor: Cursor<'a>) {
        loop {
            Self::blank(&mut cursor);
            if cursor.rest.is_empty() {
                break;
            }
            self.statement(&mut cursor);
        }
        if let Some(open) = self.open.first() {
            let (line, title) = (open.line, open.title.clone());
            self.note(
                line,
                &title,
                "this subgraph has no “end”; it ends with the text",
            );
        }
        while self.close() {}
    }

    /// Notes what is left of a statement, and passes over it.
    fn rest(&mut self, cursor: &mut Cursor<'a>, why: &'static str) {
        let line = cursor.line;
        let what = cursor.statement();
        if cursor.rest.starts_with(';') {
            cursor.skip(1);
        }
        self.note(line, what, why);
    }

    fn note(&mut self, line: usize, what: &str, why: &'static str) {
        if self.notes.len() == MOST_NOTES {
            self.more[0] += 1;
            return;
        }
        let mut quoted: String = what.trim().chars().take(QUOTED).collect();
        if quoted.len() < what.trim().len() {
            quoted.push('…');
        }
        self.notes.push(Note {
            line,
            what: quoted,
            why,
        });
    }

    /// The reading: what is named like a subgraph is none of the boxes.
    fn finished(mut self) -> Reading {
        let mut reading = Reading::default();
        let mut places = Vec::with_capacity(self.nodes.len());
        for node in &self.nodes {
            if node.open.is_empty() && self.groups.contains(node.id) {
                places.push(None);
                continue;
            }
            places.push(Some(reading.nodes.len()));
            let name = match plain(node.text) {
                name if name.is_empty() => node.id.to_owned(),
                name => name,
            };
            reading.nodes.push(Node {
                kind: guess(node.id, &name, node.open),
                name,
                group: node.group.clone().unwrap_or_default(),
            });
        }
        for edge in std::mem::take(&mut self.edges) {
            let (Some(from), Some(to)) = (places[edge.from], places[edge.to]) else {
                let what = [self.nodes[edge.from].id, " to ", self.nodes[edge.to].id].concat();
                self.note(edge.line, &what, "a whole subgraph cannot be connected");
                continue;
            };
            reading.edges.push(Edge {
                from,
                to,
                label: edge.label,
                kind: edge.kind,
            });
        }
        self.notes.sort_by_key(|note| note.line);
        for (count, (what, why)) in self.more.into_iter().zip(MORE) {
            if count > 0 {
                let what = [&count.to_string(), what].concat();
                self.notes.push(Note { line: 0, what, why });
            }
        }
        reading.notes = self.notes;
        reading
    }
}
