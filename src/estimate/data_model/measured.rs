//! The tables of a design with all their parts, for whoever lists them.

use super::between;
use super::junctions::junctions;
use super::own::own_indexes;
use super::schema::{Store, store, table};
use super::sizes::kept;
use crate::engines::{ColumnFacts, Engine, Table, TableSize};
use crate::estimate::Estimate;
use crate::model::data_model::{self as fields, Attribute};
use crate::model::{Document, Id};

/// A table of the design with what it takes on disk.
#[derive(Debug)]
pub struct Measured {
    /// The entity, or the many-to-many relationship whose table it is.
    pub entity: Id,
    /// By whose rules.
    pub engine: Engine,
    /// The table.
    pub table: Table,
    /// How many rows it has.
    pub rows: f64,
    /// What is known of its columns.
    pub facts: Vec<ColumnFacts>,
    /// What it takes.
    pub size: TableSize,
}

/// An entity as a table, with what is known of the lengths of its values; however many rows it has.
pub fn table_alone(
    doc: &Document,
    estimate: &Estimate,
    own: &super::Own,
) -> (Table, Vec<ColumnFacts>) {
    let average = |attribute: &&Attribute| {
        let node = estimate.input(fields::ATTRIBUTE_SIZE.spec.key, attribute.id)?;
        Some(node.value?.value)
    };
    let facts = own.attributes.iter().map(|attribute| ColumnFacts {
        average: average(attribute),
        ..ColumnFacts::default()
    });
    (table(doc, own.entity, 0, &own.attributes), facts.collect())
}

/// The tables of which the number of rows is known, with all their parts; at the end those of many-to-many
/// relationships that no entity stands for.
pub fn measured(doc: &Document, estimate: &Estimate) -> Vec<Measured> {
    let owned = doc.attributes_by_entity();
    let entities = doc.data_model.entities.iter().enumerate();
    let value = |key, row| {
        estimate
            .input(key, row)
            .and_then(|node| node.value)
            .map(|value| value.value)
    };
    let mut all: Vec<Measured> = entities
        .filter_map(|(at, entity)| {
            let Store::Relational(engine) = store(doc, entity) else {
                return None;
            };
            let places = owned.get(&entity.id).into_iter().flatten();
            let attributes: Vec<_> = places.map(|at| &doc.data_model.attributes[*at]).collect();
            let rows = value(fields::ENTITY_ROWS.spec.key, entity.id)?;
            let mut kept = kept(doc, entity, at, &attributes);
            let own = own_indexes(doc, entity, &kept.table);
            let arguments = kept.gather(rows, &attributes, &own, Some(entity), value)?;
            let (facts, size) = (kept.facts(&arguments).0, kept.compute(&arguments, false));
            Some(Measured {
                entity: entity.id,
                engine,
                table: kept.table,
                rows,
                facts,
                size,
            })
        })
        .collect();
    for junction in junctions(doc) {
        let (relation, place) = (junction.relation.id, junction.sides[0].0);
        let (Store::Relational(engine), Some(rows)) =
            (store(doc, place), value(fields::PAIRS.spec.key, relation))
        else {
            continue;
        };
        let (mut kept, attributes) = between::kept(doc, junction);
        if let Some(arguments) = kept.gather(rows, &attributes, &[], None, value) {
            let (facts, size) = (kept.facts(&arguments).0, kept.compute(&arguments, false));
            all.push(Measured {
                entity: relation,
                engine,
                table: kept.table,
                rows,
                facts,
                size,
            });
        }
    }
    all
}
