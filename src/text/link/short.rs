//! A design in as few characters as its entries take: a line for each entry that is not empty and each row.
//!
//! ```text
//! Pastebin                    the title; for one section, a tab and its name
//! capacity.dau⇥10M            a field
//! apis.actions⇥2              a table: the id of its first row
//! ⇥Read paste⇥1⇥⇥GET          a row: its cells, without the empty ones at its end; the next row has the next id
//! ```
//!
//! Columns go by their order, which never changes. Fields and tables that are not known are passed over.

use super::Received;
use crate::model::{Document, Id, Section, Table, all_fields, all_tables};

/// More rows than any design that fits into a link.
const MOST_ROWS: usize = 5_000;

/// The text of a design in its canonical form; none where it has too many rows.
pub(super) fn write(doc: &Document, section: Option<Section>) -> Option<String> {
    let mut text = String::new();
    escape(&doc.title, &mut text);
    if let Some(section) = section {
        text.push('\t');
        text.push_str(section.key());
    }
    for field in all_fields() {
        let entry = (field.get)(doc);
        if !entry.is_empty() {
            text.push('\n');
            text.push_str(field.spec.key);
            text.push('\t');
            escape(entry, &mut text);
        }
    }
    let mut count = 0;
    for table in all_tables() {
        let rows = (table.rows)(doc);
        count += rows.count();
        let ids = rows.ids();
        let Some(first) = ids.first() else { continue };
        text.push('\n');
        text.push_str(table.key);
        text.push('\t');
        text.push_str(&first.to_string());
        for position in 0..ids.len() {
            text.push('\n');
            // The tab before a cell is written with the next one that is not empty.
            let mut tabs = 1;
            for column in 0..(table.specs)().len() {
                let cell = rows.cell_at(position, column).unwrap_or_default();
                if !cell.is_empty() {
                    text.extend(std::iter::repeat_n('\t', tabs));
                    escape(cell, &mut text);
                    tabs = 0;
                }
                tabs += 1;
            }
            if text.ends_with('\n') {
                text.push('\t');
            }
        }
    }
    (count <= MOST_ROWS).then_some(text)
}

/// What stands in such a text; none where it has too many rows. Every text says something.
pub(super) fn read(text: &str) -> Option<Received> {
    let mut lines = text.split('\n');
    let mut doc = Document::default();
    let first = lines.next().unwrap_or_default();
    let (title, section) = first.split_once('\t').unwrap_or((first, ""));
    doc.title = plain(title);
    let (fields, tables) = (all_fields(), all_tables());
    let mut open: Option<(&Table, Id)> = None;
    let mut count = 0;
    for line in lines {
        if let Some(cells) = line.strip_prefix('\t') {
            count += 1;
            if count > MOST_ROWS {
                return None;
            }
            if let Some((table, next)) = &mut open {
                add_row(&mut doc, table, *next, cells);
                *next = next.saturating_add(1);
            }
            continue;
        }
        let (key, entry) = line.split_once('\t').unwrap_or((line, ""));
        open = None;
        if let Some(field) = fields.iter().find(|field| field.spec.key == key) {
            *(field.get_mut)(&mut doc) = plain(entry);
        } else if let Some(table) = tables.iter().copied().find(|table| table.key == key) {
            open = Some((table, entry.parse::<Id>().unwrap_or_default()));
        }
    }
    Some(Received {
        doc: doc.canonical(),
        section: Section::of_key(section),
    })
}

fn add_row(doc: &mut Document, table: &Table, id: Id, cells: &str) {
    let rows = (table.rows_mut)(doc);
    let position = rows.count();
    rows.insert(position, id);
    for (column, cell) in cells.split('\t').enumerate() {
        let Some(place) = rows.cell_mut_at(position, column) else {
            return;
        };
        *place = plain(cell);
    }
}

/// Adds an entry, so that it has neither a tab nor the end of a line.
fn escape(entry: &str, text: &mut String) {
    for c in entry.chars() {
        match c {
            '\\' => text.push_str("\\\\"),
            '\n' => text.push_str("\\n"),
            '\t' => text.push_str("\\t"),
            c => text.push(c),
        }
    }
}

/// The entry as it was.
fn plain(escaped: &str) -> String {
    let mut entry = String::new();
    let mut rest = escaped.chars();
    while let Some(c) = rest.next() {
        entry.push(match c {
            '\\' => match rest.next() {
                Some('n') => '\n',
                Some('t') => '\t',
                Some(other) => other,
                None => '\\',
            },
            c => c,
        });
    }
    entry
}
