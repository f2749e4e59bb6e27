//! The document as serde data, by way of its declarations: a field that is declared is written and
//! read, without a line for it here. Derived code for each struct would be a third of the page's weight.

mod compact;

use super::node::{Entries, Node};
use super::{Document, FORMAT, Field, Id, Table, all_fields, all_tables};
use serde::de::{Deserialize, Deserializer, Error};
use serde::ser::{Serialize, SerializeMap, Serializer};

/// The most rows of a table that are read: a row weighs far more than the two bytes that an empty one has in a file.
const MOST_ROWS: usize = 20_000;

/// The part of a key before the dot: the section, or the word for a row.
fn room(key: &str) -> &str {
    key.split_once('.').map_or(key, |(room, _)| room)
}

/// The part of a key after the dot.
fn name(key: &str) -> &str {
    key.split_once('.').map_or(key, |(_, name)| name)
}

/// The names under which the sections stand in a file.
pub fn rooms() -> Vec<&'static str> {
    let mut rooms: Vec<&str> = Vec::new();
    for key in all_fields()
        .iter()
        .map(|f| f.spec.key)
        .chain(all_tables().iter().map(|t| t.key))
    {
        if !rooms.contains(&room(key)) {
            rooms.push(room(key));
        }
    }
    rooms
}

impl Serialize for Document {
    /// Every field and every row, empty or not, in the order of their declarations.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (fields, tables) = (all_fields(), all_tables());
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("format", &self.format)?;
        map.serialize_entry("last_id", &self.last_id)?;
        map.serialize_entry("title", &self.title)?;
        for room in rooms() {
            map.serialize_entry(
                room,
                &Room {
                    doc: self,
                    name: room,
                    fields: &fields,
                    tables: &tables,
                },
            )?;
        }
        map.end()
    }
}

struct Room<'d> {
    doc: &'d Document,
    name: &'d str,
    fields: &'d [&'static Field<Document>],
    tables: &'d [&'static Table],
}

impl Serialize for Room<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for field in self
            .fields
            .iter()
            .filter(|field| room(field.spec.key) == self.name)
        {
            map.serialize_entry(name(field.spec.key), (field.get)(self.doc))?;
        }
        for table in self
            .tables
            .iter()
            .filter(|table| room(table.key) == self.name)
        {
            let ids = (table.rows)(self.doc).ids().into_iter().enumerate();
            let rows = ids.map(|(position, id)| Row {
                doc: self.doc,
                table,
                id,
                position,
            });
            map.serialize_entry(name(table.key), &rows.collect::<Vec<_>>())?;
        }
        map.end()
    }
}

struct Row<'d> {
    doc: &'d Document,
    table: &'static Table,
    id: Id,
    position: usize,
}

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let rows = (self.table.rows)(self.doc);
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("id", &self.id)?;
        for (column, spec) in (self.table.specs)().iter().enumerate() {
            map.serialize_entry(
                name(spec.key),
                rows.cell_at(self.position, column).unwrap_or_default(),
            )?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for Document {
    /// What is not there stays empty, what is not known is passed over;
    /// ids are taken as they stand: see [`Document::repair`].
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Node::deserialize(deserializer)? {
            Node::Map(entries) => read(&entries).map_err(D::Error::custom),
            _ => Err(D::Error::custom("a design is an object")),
        }
    }
}

/// The same of what has been read already.
///
/// # Errors
/// When something is not what a design has there, in words that name it.
pub(crate) fn read(map: &Entries) -> Result<Document, String> {
    let mut doc = Document {
        format: number(map.get("format"), "format")?.unwrap_or(FORMAT),
        last_id: number(map.get("last_id"), "last_id")?.unwrap_or_default(),
        title: text(map.get("title"), "title")?,
        ..Document::default()
    };
    let inside = |key: &str| match map.get(room(key)) {
        Some(Node::Map(room)) => room.get(name(key)),
        _ => None,
    };
    let (fields, tables) = (all_fields(), all_tables());
    for key in fields
        .iter()
        .map(|f| f.spec.key)
        .chain(tables.iter().map(|t| t.key))
    {
        if map
            .get(room(key))
            .is_some_and(|node| !matches!(node, Node::Map(_)))
        {
            return Err(format!("“{}” is not a section", room(key)));
        }
    }
    for field in fields {
        *(field.get_mut)(&mut doc) = text(inside(field.spec.key), field.spec.key)?;
    }
    for table in tables {
        match inside(table.key) {
            None | Some(Node::Null) => {}
            Some(Node::List(rows)) if rows.len() > MOST_ROWS => {
                return Err(format!("“{}” has too many rows", table.key));
            }
            Some(Node::List(rows)) => rows
                .iter()
                .enumerate()
                .try_for_each(|(position, row)| read_row(&mut doc, table, position, row))?,
            Some(_) => return Err(format!("“{}” is not a list", table.key)),
        }
    }
    Ok(doc)
}

fn read_row(doc: &mut Document, table: &Table, position: usize, row: &Node) -> Result<(), String> {
    let Node::Map(row) = row else {
        return Err(format!("“{}” has a row that is no row", table.key));
    };
    let id = number(row.get("id"), table.key)?.unwrap_or_default();
    (table.rows_mut)(doc).insert(position, id);
    for (column, spec) in (table.specs)().iter().enumerate() {
        let text = text(row.get(name(spec.key)), spec.key)?;
        if let Some(cell) = (table.rows_mut)(doc).cell_mut_at(position, column) {
            *cell = text;
        }
    }
    Ok(())
}

fn text(value: Option<&Node>, key: &str) -> Result<String, String> {
    match value {
        None | Some(Node::Null) => Ok(String::new()),
        Some(Node::Text(text)) => Ok(text.clone().into_owned()),
        Some(_) => Err(format!("“{key}” is not a text")),
    }
}

fn number(value: Option<&Node>, key: &str) -> Result<Option<u32>, String> {
    match value {
        None | Some(Node::Null) => Ok(None),
        Some(Node::Number(number)) if u32::try_from(*number).is_ok() => {
            Ok(u32::try_from(*number).ok())
        }
        Some(_) => Err(format!("“{key}” is not a whole number")),
    }
}
