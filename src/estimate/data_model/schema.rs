//! The entities as an engine sees them: tables with columns, keys and indexes.

use super::columns::{included, sorted};
use super::constraints::{Reference, constraints, in_place};
use super::junctions::between;
use super::resolve::resolve;
use crate::engines::{
    Check, Column, Engine, ForeignKey, Index, Key, Method, Part, RecordStore, Schema, Table,
    read_type_of,
};
use crate::estimate::{Reading, read};
use crate::model::data_model::{self as fields, Attribute, Entity};
use crate::model::{Document, row_name};
use std::borrow::Cow;

/// By whose rules an entity is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Store {
    /// In tables.
    Relational(Engine),
    /// In documents, items, partitions or keys.
    Other(RecordStore),
}

/// Where an entity is kept: its own choice, or that of the document; `PostgreSQL` where nothing is chosen.
pub fn store(doc: &Document, entity: &Entity) -> Store {
    let own = entity.engine.trim();
    let chosen = if own.is_empty() {
        doc.data_model.engine.trim()
    } else {
        own
    };
    match chosen {
        "mysql" => Store::Relational(Engine::Innodb),
        "sqlite" => Store::Relational(Engine::Sqlite),
        "mongodb" => Store::Other(RecordStore::Mongodb),
        "dynamodb" => Store::Other(RecordStore::Dynamodb),
        "cassandra" => Store::Other(RecordStore::Cassandra),
        "redis" => Store::Other(RecordStore::Redis),
        _ => Store::Relational(Engine::Postgres),
    }
}

/// The engine of the document: for the SQL, and for entities that say nothing else.
pub fn engine(doc: &Document) -> Engine {
    match store(doc, &Entity::default()) {
        Store::Relational(engine) => engine,
        Store::Other(_) => Engine::Postgres,
    }
}

/// What an attribute is called: its name, or its place while it has none.
fn column_name(attribute: &Attribute, at: usize) -> String {
    match attribute.name.trim() {
        "" => format!("column {}", at + 1),
        name => name.to_owned(),
    }
}

/// The entities that are kept in tables, and the tables between those of many-to-many relationships.
///
/// ```
/// use envelope::{estimate::data_model::schema, model::{Document, data_model}};
/// let mut doc = Document::default();
/// let users = doc.add_row_of(&data_model::ENTITIES, &["Users"]).to_string();
/// doc.add_row_of(&data_model::ATTRIBUTES, &["user_id", "bigint", "", "PK", &users]);
/// let schema = schema(&doc);
/// assert_eq!(schema.tables[0].primary_key.as_ref().map(|key| key.columns.clone()), Some(vec!["user_id".to_owned()]));
/// ```
pub fn schema(doc: &Document) -> Schema {
    let mut tables = relational(doc);
    let junctions = between(doc, &tables);
    tables.extend(junctions.into_iter().map(|junction| junction.table));
    let mut schema = Schema { tables };
    resolve(&mut schema);
    schema
}

/// The entities that relational engines keep, as tables, in their order.
pub(super) fn relational(doc: &Document) -> Vec<Table> {
    let all = doc.attributes_by_entity();
    let mut tables = Vec::new();
    for (at, entity) in doc.data_model.entities.iter().enumerate() {
        if let Store::Relational(_) = store(doc, entity) {
            let places = all.get(&entity.id).into_iter().flatten();
            let attributes: Vec<_> = places.map(|at| &doc.data_model.attributes[*at]).collect();
            tables.push(table(doc, entity, at, &attributes));
        }
    }
    tables
}

/// One entity as a table. Its foreign keys name what was typed until [`resolve`] finds the tables.
pub(super) fn table(
    doc: &Document,
    entity: &Entity,
    at: usize,
    attributes: &[&Attribute],
) -> Table {
    let mut table = Table {
        name: row_name(&entity.name, at + 1),
        comment: entity.note.trim().to_owned(),
        ..Table::default()
    };
    if let Reading::Value(entry) = read(&fields::FILL.spec, &entity.fill, &doc.number_conventions())
    {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // from 10 to 100
        let percent = (entry.value.value * 100.0).round() as u8;
        table.fill_factor = (percent < 100).then_some(percent);
    }
    let engine = match store(doc, entity) {
        Store::Relational(engine) => engine,
        Store::Other(_) => Engine::Postgres,
    };
    let mut key = Vec::new();
    for (at, attribute) in attributes.iter().enumerate() {
        column(&mut table, &mut key, engine, attribute, at);
    }
    if !key.is_empty() {
        table.primary_key = Some(Key {
            name: None,
            columns: in_place(key),
        });
    }
    let id = entity.id.to_string();
    let own = doc.data_model.indexes.iter();
    let own = own.filter(|index| index.entity.trim() == id);
    table.indexes.extend(own.filter_map(index));
    table
}

fn column(
    table: &mut Table,
    key: &mut Vec<(usize, String)>,
    engine: Engine,
    attribute: &Attribute,
    at: usize,
) {
    let name = column_name(attribute, at);
    let read = constraints(&attribute.constraints);
    let alone = || vec![name.clone()];
    table.without_rowid |= read.without_rowid;
    if read.primary {
        key.push((read.place, name.clone()));
    }
    if read.unique {
        table.uniques.push(Key {
            name: None,
            columns: alone(),
        });
    }
    if read.index {
        let part = Part {
            of: name.clone(),
            ..Part::default()
        };
        table.indexes.push(Index {
            parts: vec![part],
            ..Index::default()
        });
    }
    let to = read.references.into_iter();
    let to = to.filter(|to| !to.entity.is_empty());
    table
        .foreign_keys
        .extend(to.map(|to| foreign_key(alone(), to)));
    table
        .checks
        .extend(read.checks.iter().map(|condition| Check {
            name: None,
            condition: (*condition).to_owned(),
        }));
    table.columns.push(Column {
        name,
        data_type: read_type_of(engine, &attribute.kind),
        not_null: read.not_null || read.primary,
        default: read.default.map(str::to_owned),
        generated: read.generated,
        comment: read.remarks.join(", "),
        unsigned: unsigned(&attribute.kind),
    });
}

/// Whether a type is said to be without a sign: `int unsigned`.
pub fn unsigned(kind: &str) -> bool {
    kind.split(|c: char| !c.is_ascii_alphanumeric())
        .any(|word| word.eq_ignore_ascii_case("unsigned"))
}

fn foreign_key(columns: Vec<String>, to: Reference) -> ForeignKey {
    let attribute = Some(to.attribute).filter(|name| !name.is_empty());
    ForeignKey {
        name: None,
        columns,
        table: to.entity.into_owned(),
        references: attribute.map(Cow::into_owned).into_iter().collect(),
        on_delete: to.on_delete,
        on_update: to.on_update,
    }
}

pub(super) fn index(row: &fields::Index) -> Option<Index> {
    let parts: Vec<Part> = sorted(&row.columns)
        .into_iter()
        .map(|part| Part {
            of: part.column.into_owned(),
            expression: part.expression,
            descending: part.descending,
        })
        .collect();
    let condition = row.condition.trim();
    (!parts.is_empty()).then(|| Index {
        name: None,
        parts,
        unique: row.kind == "unique",
        method: match row.kind.as_str() {
            "hash" => Method::Hash,
            "inverted" => Method::Inverted,
            "brin" => Method::Brin,
            "spatial" => Method::Spatial,
            _ => Method::BTree,
        },
        predicate: (!condition.is_empty()).then(|| condition.to_owned()),
        include: included(&row.columns).map(Cow::into_owned).collect(),
    })
}
