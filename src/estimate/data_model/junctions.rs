//! The tables of many-to-many relationships that nobody has made yet.

use super::columns::same;
use super::schema::relational;
use crate::engines::{Action, Column, ForeignKey, Index, Key, Part, Table};
use crate::model::data_model::{Entity, Relationship};
use crate::model::{Document, Id, row_name};

/// The table that a many-to-many relationship needs: a row for each pair.
#[derive(Clone, Debug, PartialEq)]
pub struct Junction<'d> {
    /// The relationship.
    pub relation: &'d Relationship,
    /// The entities, and the places of both in their list.
    pub sides: [(&'d Entity, usize); 2],
    /// The table, with a key of both sides and an index for the way back.
    pub table: Table,
    /// Of each of its columns, the attribute that it refers to, by its place in the list of attributes.
    pub sources: Vec<usize>,
}

/// The tables of the many-to-many relationships between entities of relational engines, unless there is an entity
/// already that refers to both.
///
/// ```
/// use envelope::{estimate::data_model::junctions, model::{Document, data_model}};
/// let mut doc = Document::default();
/// let students = doc.add_row_of(&data_model::ENTITIES, &["Students"]).to_string();
/// let courses = doc.add_row_of(&data_model::ENTITIES, &["Courses"]).to_string();
/// doc.add_row_of(&data_model::ATTRIBUTES, &["student_id", "bigint", "", "PK", &students]);
/// doc.add_row_of(&data_model::ATTRIBUTES, &["course_id", "bigint", "", "PK", &courses]);
/// doc.add_row_of(&data_model::RELATIONSHIPS, &["attend", &students, "many", &courses]);
/// let table = &junctions(&doc)[0].table;
/// assert_eq!((table.name.as_str(), table.columns.len()), ("Students_Courses", 2));
/// assert_eq!(table.indexes[0].parts[0].of, "course_id");
/// ```
pub fn junctions(doc: &Document) -> Vec<Junction<'_>> {
    let mut relations = doc.data_model.relationships.iter();
    if relations.any(|relation| relation.kind == "many") {
        between(doc, &relational(doc))
    } else {
        Vec::new()
    }
}

/// The same, with the tables of the entities at hand.
pub(super) fn between<'d>(doc: &'d Document, tables: &[Table]) -> Vec<Junction<'d>> {
    let relations = doc.data_model.relationships.iter();
    relations
        .filter(|relation| relation.kind == "many")
        .filter_map(|relation| junction(doc, relation, tables))
        .collect()
}

fn junction<'d>(
    doc: &'d Document,
    relation: &'d Relationship,
    tables: &[Table],
) -> Option<Junction<'d>> {
    let entities = &doc.data_model.entities;
    let find = |id: &str| {
        let id: Id = id.trim().parse().ok()?;
        let at = entities.iter().position(|entity| entity.id == id)?;
        let name = row_name(&entities[at].name, at + 1);
        let table = tables.iter().find(|table| table.name == name)?;
        Some(((&entities[at], at), table))
    };
    let ((one, from), (other, to)) = (find(&relation.from)?, find(&relation.to)?);
    let refers = |table: &Table, to: &Table| {
        let mut keys = table.foreign_keys.iter();
        keys.any(|key| same(&key.table, &to.name))
    };
    let mut made = tables.iter();
    if made.any(|table| refers(table, from) && refers(table, to)) {
        return None;
    }
    let mut junction = Junction {
        relation,
        sides: [one, other],
        table: Table {
            name: [&from.name, "_", &to.name].concat(),
            comment: relation.label.trim().to_owned(),
            ..Table::default()
        },
        sources: Vec::new(),
    };
    let all = doc.attributes_by_entity();
    let mut sides = Vec::new();
    for (side, (entity, _), again) in [(from, one, false), (to, other, from.name == to.name)] {
        sides.push(junction.side(side, all.get(&entity.id)?, again)?);
    }
    junction.table.primary_key = Some(Key {
        name: None,
        columns: sides.concat(),
    });
    // The way back: from the other side to the first.
    sides.reverse();
    let parts = sides.concat().into_iter().map(|of| Part {
        of,
        ..Part::default()
    });
    junction.table.indexes.push(Index {
        parts: parts.collect(),
        ..Index::default()
    });
    Some(junction)
}

impl Junction<'_> {
    /// Adds the columns that refer to the key of one side; none where it has no key.
    fn side(&mut self, side: &Table, attributes: &[usize], again: bool) -> Option<Vec<String>> {
        let key = side.primary_key.as_ref()?;
        let mut columns = Vec::new();
        for name in &key.columns {
            let at = side
                .columns
                .iter()
                .position(|column| column.name == *name)?;
            let taken = |name: &str| {
                let mut there = self.table.columns.iter();
                there.any(|column| same(&column.name, name))
            };
            // An `id` on both sides, or the same table twice, needs a name of its own.
            let plain = name.eq_ignore_ascii_case("id") || again || taken(name);
            let mut own = if plain {
                [&side.name, "_", name].concat()
            } else {
                name.clone()
            };
            while taken(&own) {
                own.insert_str(0, "other_");
            }
            columns.push(own.clone());
            self.sources.push(*attributes.get(at)?);
            self.table.columns.push(Column {
                name: own,
                not_null: true,
                generated: false,
                default: None,
                comment: String::new(),
                ..side.columns[at].clone()
            });
        }
        self.table.foreign_keys.push(ForeignKey {
            columns: columns.clone(),
            table: side.name.clone(),
            references: key.columns.clone(),
            on_delete: Action::Cascade,
            ..ForeignKey::default()
        });
        Some(columns)
    }
}
