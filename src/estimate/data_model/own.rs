//! The entities, each with all that belongs to it.

use super::access::{Access, indexes};
use crate::engines::Table;
use crate::model::data_model::{AccessPattern, Attribute, Entity, Index};
use crate::model::{Document, Id, row_name};
use rustc_hash::FxHashMap as HashMap;

/// An entity with what belongs to it, in the order of the document.
#[derive(Debug)]
pub struct Own<'d> {
    /// The entity.
    pub entity: &'d Entity,
    /// Its name, or its place while it has none.
    pub name: String,
    /// Its attributes.
    pub attributes: Vec<&'d Attribute>,
    /// Its indexes: of its key, of its attributes, and those of the table of indexes.
    pub indexes: Vec<Access<'d>>,
    /// The queries that ask it.
    pub patterns: Vec<&'d AccessPattern>,
}

/// All entities, in their order.
///
/// ```
/// use envelope::{estimate::data_model::owned, model::{Document, data_model}};
/// let mut doc = Document::default();
/// let users = doc.add_row_of(&data_model::ENTITIES, &["Users"]).to_string();
/// doc.add_row_of(&data_model::ATTRIBUTES, &["user_id", "bigint", "", "PK", &users]);
/// let all = owned(&doc);
/// assert_eq!((all[0].name.as_str(), all[0].attributes.len(), all[0].indexes.len()), ("Users", 1, 1));
/// ```
pub fn owned(doc: &Document) -> Vec<Own<'_>> {
    let model = &doc.data_model;
    let mut attributes = by_entity(&model.attributes, |row| &row.entity);
    let mut own_indexes = by_entity(&model.indexes, |row: &Index| &row.entity);
    let mut patterns = by_entity(&model.access_patterns, |row| &row.entity);
    let entities = model.entities.iter().enumerate();
    entities
        .map(|(at, entity)| {
            let attributes = attributes.remove(&entity.id).unwrap_or_default();
            let own = own_indexes.remove(&entity.id).unwrap_or_default();
            Own {
                entity,
                name: row_name(&entity.name, at + 1),
                indexes: indexes(&attributes, &own),
                attributes,
                patterns: patterns.remove(&entity.id).unwrap_or_default(),
            }
        })
        .collect()
}

/// Whether the partition key of an entity is its whole primary key, so that each row is a partition of its own.
///
/// ```
/// use envelope::{estimate::data_model::rows_apart, model::data_model::{Attribute, Entity}};
/// let entity = Entity { partition: "code".into(), ..Entity::default() };
/// let key = |name: &str| Attribute { name: name.into(), constraints: "PK".into(), ..Attribute::default() };
/// assert!(rows_apart(&entity, &[&key("code")]));
/// assert!(!rows_apart(&entity, &[&key("code"), &key("hour")]));
/// ```
pub fn rows_apart(entity: &Entity, attributes: &[&Attribute]) -> bool {
    let key: Vec<&str> = entity.partition.split(',').map(str::trim).collect();
    let primary: Vec<_> = attributes
        .iter()
        .filter(|attribute| in_key(attribute))
        .collect();
    let named = |name: &str| {
        key.iter()
            .any(|part| part.eq_ignore_ascii_case(name.trim()))
    };
    primary.len() == key.len() && primary.iter().all(|attribute| named(&attribute.name))
}

/// Whether an attribute belongs to the primary key. The same as [`constraints`](super::constraints()) says of it, without
/// reading what else stands there: this is asked with every key.
pub(in crate::estimate) fn in_key(attribute: &Attribute) -> bool {
    let mut clauses = attribute.constraints.split([',', ';', '\n']);
    clauses.any(|clause| {
        let is = |word| clause.trim().eq_ignore_ascii_case(word);
        // `PK 2`, and `PK FK → Users` without the comma.
        let first = clause.split_whitespace().next().unwrap_or_default();
        first.eq_ignore_ascii_case("pk") || is("primary") || is("primary key")
    })
}

/// The rows of a table by the entity that they belong to.
fn by_entity<R>(rows: &[R], entity: fn(&R) -> &String) -> HashMap<Id, Vec<&R>> {
    let mut of: HashMap<Id, Vec<&R>> = HashMap::default();
    for row in rows {
        if let Ok(id) = entity(row).trim().parse() {
            of.entry(id).or_default().push(row);
        }
    }
    of
}

/// The rows of the table of indexes that belong to an entity, each with its place among the table's indexes: those
/// of its attributes come before them.
pub(super) fn own_indexes<'d>(
    doc: &'d Document,
    entity: &Entity,
    table: &Table,
) -> Vec<(&'d Index, usize)> {
    let id = entity.id.to_string();
    let own: Vec<_> = (doc.data_model.indexes.iter())
        .filter(|index| index.entity.trim() == id && super::schema::index(index).is_some())
        .collect();
    let first = table.indexes.len().saturating_sub(own.len());
    own.into_iter()
        .enumerate()
        .map(|(at, index)| (index, first + at))
        .collect()
}

/// Whether the values of a UUID rise with time, as those of version 7 and ULIDs do.
pub(super) fn in_order(attribute: &Attribute) -> bool {
    let said = [&attribute.kind, &attribute.constraints].map(|text| text.to_ascii_lowercase());
    let words = [
        "v7",
        "v6",
        "version 7",
        "ulid",
        "ordered",
        "sequential",
        "snowflake",
    ];
    words
        .iter()
        .any(|word| said.iter().any(|text| text.contains(word)))
}
