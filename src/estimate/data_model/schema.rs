//! The entities as an engine sees them: tables with columns, keys and indexes.

use super::columns::{included, same, sorted};
use super::constraints::{Reference, constraints};
use crate::engines::{
    Check, Column, Engine, ForeignKey, Index, Key, Method, Part, RecordStore, Schema, Table,
    read_type,
};
use crate::estimate::{Reading, read};
use crate::model::data_model::{self as fields, Attribute, Entity, Relationship};
use crate::model::{Document, Id, row_name};

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
    let chosen = [&entity.engine, &doc.data_model.engine];
    let mut chosen = chosen.map(|text| text.trim()).into_iter();
    match chosen.find(|text| !text.is_empty()).unwrap_or_default() {
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
    let all = doc.attributes_by_entity();
    let mut tables = Vec::new();
    for (at, entity) in doc.data_model.entities.iter().enumerate() {
        if let Store::Relational(_) = store(doc, entity) {
            let places = all.get(&entity.id).into_iter().flatten();
            let attributes: Vec<_> = places.map(|at| &doc.data_model.attributes[*at]).collect();
            tables.push(table(doc, entity, at, &attributes));
        }
    }
    let junctions: Vec<Table> = doc
        .data_model
        .relationships
        .iter()
        .filter_map(|relation| junction(doc, relation, &tables))
        .collect();
    tables.extend(junctions);
    let mut schema = Schema { tables };
    resolve(&mut schema);
    schema
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
    let mut key = Vec::new();
    for (at, attribute) in attributes.iter().enumerate() {
        column(&mut table, &mut key, attribute, at);
    }
    if !key.is_empty() {
        table.primary_key = Some(Key {
            name: None,
            columns: key,
        });
    }
    let id = entity.id.to_string();
    let own = doc.data_model.indexes.iter();
    let own = own.filter(|index| index.entity.trim() == id);
    table.indexes.extend(own.filter_map(index));
    table
}

fn column(table: &mut Table, key: &mut Vec<String>, attribute: &Attribute, at: usize) {
    let name = column_name(attribute, at);
    let read = constraints(&attribute.constraints);
    let alone = || vec![name.clone()];
    if read.primary {
        key.push(name.clone());
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
    if let Some(to) = read.reference.filter(|to| !to.entity.is_empty()) {
        table.foreign_keys.push(foreign_key(alone(), to));
    }
    if let Some(condition) = read.check {
        table.checks.push(Check {
            name: None,
            condition: condition.to_owned(),
        });
    }
    table.columns.push(Column {
        name,
        data_type: read_type(&attribute.kind),
        not_null: read.not_null || read.primary,
        default: read.default.map(str::to_owned),
        generated: read.generated,
        comment: read.remarks.join(", "),
    });
}

fn foreign_key(columns: Vec<String>, to: Reference) -> ForeignKey {
    let attribute = Some(to.attribute).filter(|name| !name.is_empty());
    ForeignKey {
        name: None,
        columns,
        table: to.entity.to_owned(),
        references: attribute.map(str::to_owned).into_iter().collect(),
        on_delete: to.on_delete,
        on_update: to.on_update,
    }
}

pub(super) fn index(row: &fields::Index) -> Option<Index> {
    let parts: Vec<Part> = sorted(&row.columns)
        .into_iter()
        .map(|part| Part {
            of: part.column.to_owned(),
            expression: part.column.contains('('),
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
            _ => Method::BTree,
        },
        predicate: (!condition.is_empty()).then(|| condition.to_owned()),
        include: included(&row.columns).map(str::to_owned).collect(),
    })
}

/// The table between two entities of which each row of the one goes with many of the other, unless there is an
/// entity already that refers to both.
fn junction(doc: &Document, relation: &Relationship, tables: &[Table]) -> Option<Table> {
    if relation.kind != "many" {
        return None;
    }
    let find = |id: &str| {
        let id: Id = id.trim().parse().ok()?;
        let entities = &doc.data_model.entities;
        let at = entities.iter().position(|entity| entity.id == id)?;
        let name = row_name(&entities[at].name, at + 1);
        tables.iter().find(|table| table.name == name)
    };
    let (from, to) = (find(&relation.from)?, find(&relation.to)?);
    let refers = |table: &Table, to: &Table| {
        table
            .foreign_keys
            .iter()
            .any(|key| same(&key.table, &to.name))
    };
    if tables
        .iter()
        .any(|table| refers(table, from) && refers(table, to))
    {
        return None;
    }
    let mut table = Table {
        name: [&from.name, "_", &to.name].concat(),
        comment: relation.label.trim().to_owned(),
        ..Table::default()
    };
    let mut sides = Vec::new();
    for (side, prefix) in [(from, false), (to, from.name == to.name)] {
        let key = side.primary_key.as_ref()?;
        let mut columns = Vec::new();
        for name in &key.columns {
            let of = side.columns.iter().find(|column| column.name == *name)?;
            // An `id` on both sides, or the same table twice, needs a name of its own.
            let taken = |name: &str| table.columns.iter().any(|column| same(&column.name, name));
            let plain = name.eq_ignore_ascii_case("id") || prefix || taken(name);
            let mut own = if plain {
                [&side.name, "_", name].concat()
            } else {
                name.clone()
            };
            while taken(&own) {
                own.insert_str(0, "other_");
            }
            columns.push(own.clone());
            table.columns.push(Column {
                name: own,
                not_null: true,
                generated: false,
                default: None,
                comment: String::new(),
                ..of.clone()
            });
        }
        table.foreign_keys.push(ForeignKey {
            columns: columns.clone(),
            table: side.name.clone(),
            references: key.columns.clone(),
            on_delete: crate::engines::Action::Cascade,
            ..ForeignKey::default()
        });
        sides.push(columns);
    }
    table.primary_key = Some(Key {
        name: None,
        columns: sides.concat(),
    });
    // The way back: from the other side to the first.
    sides.reverse();
    let parts = sides.concat().into_iter().map(|of| Part {
        of,
        ..Part::default()
    });
    table.indexes.push(Index {
        parts: parts.collect(),
        ..Index::default()
    });
    Some(table)
}

/// Lets each foreign key name the table and the columns that are there, and puts together those that refer to one
/// key of several columns.
fn resolve(schema: &mut Schema) {
    let names: Vec<(String, Vec<String>)> = schema
        .tables
        .iter()
        .map(|table| {
            (
                table.name.clone(),
                table
                    .primary_key
                    .as_ref()
                    .map(|key| key.columns.clone())
                    .unwrap_or_default(),
            )
        })
        .collect();
    for table in &mut schema.tables {
        let mut keys: Vec<ForeignKey> = Vec::new();
        for mut key in std::mem::take(&mut table.foreign_keys) {
            let Some((name, primary)) = names.iter().find(|(name, _)| same(name, &key.table))
            else {
                keys.push(key);
                continue;
            };
            key.table.clone_from(name);
            if key.references.is_empty() && primary.len() == 1 {
                key.references.clone_from(primary);
            }
            for column in &mut key.references {
                if let Some(there) = primary.iter().find(|there| same(there, column)) {
                    column.clone_from(there);
                }
            }
            let part =
                primary.len() > 1 && key.references.iter().all(|column| primary.contains(column));
            let open = keys.iter_mut().find(|other| {
                part && other.table == key.table
                    && other.references.len() < primary.len()
                    && !other.references.contains(&key.references.concat())
            });
            match open {
                Some(other) if !key.references.is_empty() => {
                    other.columns.append(&mut key.columns);
                    other.references.append(&mut key.references);
                }
                _ => keys.push(key),
            }
        }
        table.foreign_keys = keys;
    }
}
