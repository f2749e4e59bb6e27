//! The statements of a flowchart: boxes and the links between them, subgraphs, and what only says how it looks.

use super::super::cursor::Cursor;
use super::super::label::plain;
use super::arrow::{Arrow, arrow};
use super::{Found, Known, LOOKS, MOST_EDGES, MOST_NODES, Reader};

/// A subgraph that is open.
pub(super) struct Subgraph {
    pub(super) title: String,
    pub(super) line: usize,
    /// The boxes that are named in it.
    members: Vec<usize>,
}

/// Subgraphs within each other: what is deeper belongs to the last of these.
const DEEPEST: usize = 8;
/// A title has no more characters.
const TITLE: usize = 200;

/// How shapes begin and end; what begins alike comes longest first.
const SHAPES: [(&str, &[&str]); 13] = [
    ("(((", &[")))"]),
    ("((", &["))"]),
    ("([", &["])"]),
    ("(-", &["-)"]),
    ("(", &[")"]),
    ("[[", &["]]"]),
    ("[(", &[")]"]),
    ("[/", &["/]", "\\]"]),
    ("[\\", &["\\]", "/]"]),
    ("[", &["]"]),
    ("{{", &["}}"]),
    ("{", &["}"]),
    (">", &["]"]),
];

/// The names of shapes in `@{ shape: … }`, by how the shape begins that looks like it.
const NAMED: [(&str, &str); 7] = [
    ("[(", "cyl cylinder db database lin-cyl disk lined-cylinder"),
    (">", "das h-cyl horizontal-cylinder odd"),
    ("([", "stadium pill terminal"),
    ("{{", "hex hexagon prepare"),
    (
        "[[",
        "subproc fr-rect subprocess subroutine framed-rectangle",
    ),
    ("((", "circle circ sm-circ start"),
    ("[/", "lean-r lean-right in-out lean-l out-in"),
];

impl<'a> Reader<'a> {
    pub(super) fn statement(&mut self, cursor: &mut Cursor<'a>) {
        let mut ahead = *cursor;
        let word = ahead.take_while(char::is_alphanumeric);
        let alone = ahead.ends()
            || ahead
                .rest
                .starts_with(|c: char| c.is_whitespace() || c == ':');
        match word {
            "subgraph" if alone => {
                *cursor = ahead;
                self.subgraph(cursor);
            }
            "end" if alone => {
                let line = cursor.line;
                *cursor = ahead;
                if !self.close() {
                    self.note(line, "end", "no subgraph is open here");
                }
            }
            word if alone && LOOKS.contains(&word) => {
                *cursor = ahead;
                cursor.spaces();
                // A description may have several lines in braces.
                let braces = word == "accDescr" && cursor.rest.starts_with('{');
                if !(braces && cursor.up_to("}", false).is_some()) {
                    cursor.statement();
                }
            }
            _ => self.chain(cursor),
        }
    }

    /// `subgraph id [title]`, `subgraph title`.
    fn subgraph(&mut self, cursor: &mut Cursor<'a>) {
        let line = cursor.line;
        cursor.spaces();
        let said = cursor.statement().trim();
        let (id, title) = match said.split_once('[') {
            Some((id, title)) => (id.trim(), title.trim_end().trim_end_matches(']')),
            None => (said.trim_matches('"'), said),
        };
        let title = plain(title.trim().trim_matches('"'));
        self.groups.insert(id);
        self.open.push(Subgraph {
            title: title.chars().take(TITLE).collect(),
            line,
            members: Vec::new(),
        });
    }

    /// Ends the subgraph that was opened last; whether there was one. A box belongs to the one that ends first.
    pub(super) fn close(&mut self) -> bool {
        let Some(closed) = self.open.pop() else {
            return false;
        };
        let around = self.open.iter().take(DEEPEST - 1).map(|open| &open.title);
        let titles: Vec<&str> = around
            .chain([&closed.title])
            .map(String::as_str)
            .filter(|title| !title.is_empty())
            .collect();
        let path = titles.join(" / ");
        for node in closed.members {
            let group = &mut self.nodes[node].group;
            if group.is_none() {
                *group = Some(path.clone());
            }
        }
        true
    }

    /// Boxes, and links to further boxes.
    fn chain(&mut self, cursor: &mut Cursor<'a>) {
        let begin = *cursor;
        let Some(mut left) = self.several(cursor) else {
            *cursor = begin;
            return self.rest(cursor, "not understood");
        };
        loop {
            cursor.spaces();
            if cursor.ends() {
                return;
            }
            let (line, before) = (cursor.line, *cursor);
            self.link_id(cursor);
            let Some(arrow) = arrow(cursor) else {
                return self.rest(cursor, "no link and no box that is known");
            };
            cursor.spaces();
            let Some(right) = self.several(cursor) else {
                *cursor = before;
                return self.rest(cursor, "a link that leads nowhere");
            };
            self.connect(&left, &right, &arrow, line);
            left = right;
        }
    }

    /// The id that a link may have: `id@-->`.
    fn link_id(&mut self, cursor: &mut Cursor<'a>) {
        let mut ahead = *cursor;
        let id = ahead.take_while(|c| c.is_alphanumeric() || c == '_');
        if !id.is_empty() && ahead.take("@") && !ahead.rest.starts_with('{') {
            self.named.insert(id);
            *cursor = ahead;
        }
    }

    /// Boxes with `&` between them; none where there is no box, and nothing where there are too many.
    fn several(&mut self, cursor: &mut Cursor<'a>) -> Option<Vec<usize>> {
        let mut all = Vec::new();
        loop {
            self.node(cursor, &mut all)?;
            let mut ahead = *cursor;
            ahead.spaces();
            if !ahead.take("&") {
                return Some(all);
            }
            ahead.spaces();
            *cursor = ahead;
        }
    }

    /// A box: its id, and perhaps its shape with what stands in it. Nothing is added for what a link's own id says, nor
    /// where there are too many.
    fn node(&mut self, cursor: &mut Cursor<'a>, all: &mut Vec<usize>) -> Option<()> {
        let id = id(cursor)?;
        let (mut open, mut text) = ("", "");
        if cursor.take("@{") {
            let said = cursor.label(&["}"])?;
            if self.named.contains(id) {
                return Some(());
            }
            text = value(said, "label").unwrap_or_default();
            let shape = value(said, "shape").unwrap_or_default();
            let named = NAMED
                .iter()
                .find(|(_, names)| names.split(' ').any(|name| name == shape));
            open = named.map_or("[", |(open, _)| open);
        } else if let Some((begins, ends)) = SHAPES
            .iter()
            .find(|(open, _)| cursor.rest.starts_with(open))
        {
            let mut ahead = *cursor;
            ahead.skip(begins.len());
            text = ahead.label(ends)?;
            open = begins;
            *cursor = ahead;
        }
        if cursor.take(":::") {
            cursor.take_while(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | ','));
        }
        all.extend(self.known(id, text, open));
        Some(())
    }

    /// The box with this id; nothing where it would be one too many.
    fn known(&mut self, id: &'a str, text: &'a str, open: &'static str) -> Option<usize> {
        let at = match self.numbers.get(id) {
            Some(at) => *at,
            None if self.nodes.len() == MOST_NODES => {
                self.more[1] += 1;
                return None;
            }
            None => {
                self.nodes.push(Known {
                    id,
                    ..Known::default()
                });
                self.numbers.insert(id, self.nodes.len() - 1);
                self.nodes.len() - 1
            }
        };
        if !open.is_empty() {
            (self.nodes[at].text, self.nodes[at].open) = (text, open);
        }
        if let Some(subgraph) = self.open.last_mut() {
            subgraph.members.push(at);
        }
        Some(at)
    }

    fn connect(&mut self, left: &[usize], right: &[usize], arrow: &Arrow, line: usize) {
        if arrow.hidden {
            return;
        }
        let room = MOST_EDGES - self.edges.len();
        let pairs = left
            .iter()
            .flat_map(|from| right.iter().map(move |to| (*from, *to)));
        self.more[2] += left.len().saturating_mul(right.len()).saturating_sub(room);
        for (from, to) in pairs.take(room) {
            let (from, to) = if arrow.back { (to, from) } else { (from, to) };
            self.edges.push(Found {
                from,
                to,
                label: arrow.label.clone(),
                kind: arrow.kind,
                line,
            });
        }
    }
}

/// The id of a box, if there is one.
fn id<'a>(cursor: &mut Cursor<'a>) -> Option<&'a str> {
    let rest = cursor.rest;
    let ends = |(at, c): &(usize, char)| {
        let after = &rest[at + c.len_utf8()..];
        match c {
            '-' => after.starts_with(['-', '>', '.']),
            '=' => after.starts_with('='),
            ':' => after.starts_with("::"),
            c => c.is_whitespace() || c.is_control() || ";[](){}|<>&@~\"^,".contains(*c),
        }
    };
    let end = rest
        .char_indices()
        .find(ends)
        .map_or(rest.len(), |(at, _)| at);
    // Ids without a letter or a digit are signs that mean something else.
    let id = &rest[..end];
    id.contains(char::is_alphanumeric).then(|| cursor.skip(end))
}

/// The value of a property in `@{ … }`.
fn value<'a>(said: &'a str, name: &str) -> Option<&'a str> {
    let mut rest = said;
    while let Some((before, after)) = rest.split_once(':') {
        let key = before.trim().trim_start_matches(',').trim();
        let after = after.trim_start();
        let (value, left) = match after.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"')?,
            None => after.split_at(after.find([',', '\n']).unwrap_or(after.len())),
        };
        if key.trim_matches('"') == name {
            return Some(value.trim());
        }
        rest = left;
    }
    None
}
