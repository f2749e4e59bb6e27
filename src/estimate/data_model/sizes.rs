//! What the entities take on disk, by the rules of the engines that keep them.

use super::schema::{Store, store, table};
use crate::engines::{ColumnFacts, Engine, IndexOf, Table, TableSize, Type, size};
use crate::estimate::Estimate;
use crate::estimate::sheet::Sheet;
use crate::formula::{Callee, NodeRef, Operation, Written};
use crate::model::data_model::{self as fields, Attribute, Entity};
use crate::model::{Document, Id, row_name};
use crate::quantity::{Conventions, Dim, Mismatch, Period, Quantity};
use std::sync::{Arc, Mutex};

/// An entity as its engine keeps it.
#[derive(Debug)]
struct Kept {
    engine: Engine,
    table: Table,
    /// Of each column, whether its values come in no order.
    random: Vec<bool>,
    /// The columns of which the size is known, and those of which the share of nulls is; these are arguments.
    sizes: Vec<usize>,
    nulls: Vec<usize>,
    /// The indexes of which it is known how many rows are in them; these are arguments too.
    shares: Vec<usize>,
    /// What was asked for last: the parts of a table are asked for one after another.
    last: Mutex<Option<(Vec<f64>, Arc<TableSize>)>>,
}

impl Kept {
    /// The sizes for these arguments: rows, the known sizes, the known shares of nulls, those of the indexes.
    fn size(&self, arguments: &[f64]) -> Arc<TableSize> {
        let mut last = self
            .last
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        match &*last {
            Some((of, size)) if of == arguments => Arc::clone(size),
            _ => {
                let size = Arc::new(self.compute(arguments));
                *last = Some((arguments.to_vec(), Arc::clone(&size)));
                size
            }
        }
    }

    /// What the arguments say of the columns; what is left of them is said of the indexes.
    fn facts<'a>(&self, arguments: &'a [f64]) -> (Vec<ColumnFacts>, std::slice::Iter<'a, f64>) {
        let facts = self.random.iter().map(|random| ColumnFacts {
            random: *random,
            ..ColumnFacts::default()
        });
        let mut facts: Vec<_> = facts.collect();
        let mut given = arguments[1.min(arguments.len())..].iter();
        for (column, value) in self.sizes.iter().zip(&mut given) {
            facts[*column].average = Some(*value);
        }
        for (column, share) in self.nulls.iter().zip(&mut given) {
            facts[*column].null_share = *share;
        }
        (facts, given)
    }

    fn compute(&self, arguments: &[f64]) -> TableSize {
        let (facts, shares) = self.facts(arguments);
        let rows = arguments.first().copied().unwrap_or_default();
        let mut size = size(self.engine, &self.table, rows, &facts);
        for (index, share) in self.shares.iter().zip(shares) {
            let mut all = size.indexes.iter_mut();
            if let Some(index) = all.find(|one| one.of == IndexOf::Index(*index)) {
                size.total -= index.total * (1.0 - share);
                index.total *= share;
                index.row *= share;
            }
        }
        size
    }

    /// The arguments: rows, and what was entered of the attributes and the indexes. None where one cannot be found.
    fn gather<T>(
        &mut self,
        rows: T,
        attributes: &[&Attribute],
        indexes: &[(&fields::Index, usize)],
        find: impl Fn(&'static str, Id) -> Option<T>,
    ) -> Option<Vec<T>> {
        let mut arguments = vec![rows];
        let of_columns = [
            (&fields::ATTRIBUTE_SIZE, &mut self.sizes),
            (&fields::NULL_SHARE, &mut self.nulls),
        ];
        for (field, list) in of_columns {
            for (column, attribute) in attributes.iter().enumerate() {
                if !(field.get)(attribute).trim().is_empty() {
                    list.push(column);
                    arguments.push(find(field.spec.key, attribute.id)?);
                }
            }
        }
        for (index, place) in indexes {
            self.shares.push(*place);
            arguments.push(find(fields::INDEX_ROWS.spec.key, index.id)?);
        }
        Some(arguments)
    }
}

/// Which part of a table's size.
#[derive(Clone, Copy, Debug)]
enum Part {
    Row,
    Table,
    Indexes,
    Index(IndexOf),
}

#[derive(Debug)]
struct Bytes {
    kept: Arc<Kept>,
    part: Part,
}

impl Operation for Bytes {
    fn dim(&self, _: &[Dim]) -> Result<Dim, String> {
        Ok(Dim::DATA)
    }

    fn value(&self, arguments: &[Quantity], _: &Conventions) -> Result<Quantity, Mismatch> {
        let arguments: Vec<f64> = arguments.iter().map(|argument| argument.value).collect();
        let size = self.kept.size(&arguments);
        let all = || size.indexes.iter();
        let bytes = match self.part {
            Part::Row => size.row,
            Part::Table => size.table + size.overflow + size.maps,
            Part::Indexes => all().map(|index| index.total).sum(),
            Part::Index(of) => all()
                .find(|index| index.of == of)
                .map_or(0.0, |index| index.total),
        };
        if bytes.is_finite() {
            Ok(Quantity::new(bytes, Dim::DATA, Period::Second))
        } else {
            Err(Mismatch::TooLarge)
        }
    }

    fn write(&self, arguments: &[Written]) -> String {
        let rows = arguments.first().map_or("", |rows| rows.text.as_str());
        let name = self.kept.engine.name();
        let columns = self.kept.table.columns.len();
        let what = match self.part {
            Part::Row => {
                return format!(
                    "a row of {columns} columns in {name}, with its header and its place in the page"
                );
            }
            Part::Table => "pages",
            Part::Indexes => "indexes",
            Part::Index(_) => "index",
        };
        format!("{what} in {name} of {rows} rows of {columns} columns")
    }
}

/// The sizes of one entity in the graph.
pub(super) struct OnDisk {
    pub(super) table: NodeRef,
    pub(super) indexes: NodeRef,
}

/// Puts an entity's sizes on disk into the graph; none where its engine keeps no tables.
pub(super) fn on_disk(
    sheet: &mut Sheet,
    entity: &Entity,
    at: usize,
    attributes: &[&Attribute],
    rows: NodeRef,
) -> Option<OnDisk> {
    let Store::Relational(engine) = store(sheet.doc, entity) else {
        return None;
    };
    if attributes.is_empty() {
        return None;
    }
    let name = row_name(&entity.name, at + 1);
    sheet.cell(&fields::FILL, entity, &name);
    for attribute in attributes {
        if !attribute.nulls.trim().is_empty() {
            sheet.cell(&fields::NULL_SHARE, *attribute, attribute.name.trim());
        }
    }
    let mut kept = kept(sheet.doc, engine, entity, at, attributes);
    let own = own_indexes(sheet.doc, entity, &kept.table);
    for (index, _) in &own {
        sheet.cell(&fields::INDEX_ROWS, *index, index.columns.trim());
    }
    let arguments = kept.gather(rows, attributes, &own, |key, row| sheet.input(key, row))?;
    let kept = Arc::new(kept);
    let bytes = |part| {
        let kept = Arc::clone(&kept);
        Callee::Made(Arc::new(Bytes { kept, part })).of(arguments.iter().copied())
    };
    sheet.define_row(
        &super::disk::ROW_ON_DISK,
        entity.id,
        &name,
        bytes(Part::Row),
    );
    let table = sheet.define_row(
        &super::disk::TABLE_ON_DISK,
        entity.id,
        &name,
        bytes(Part::Table),
    );
    let indexes = sheet.define_row(
        &super::disk::INDEXES_ON_DISK,
        entity.id,
        &name,
        bytes(Part::Indexes),
    );
    for (index, place) in own {
        let part = Part::Index(IndexOf::Index(place));
        sheet.define_row(
            &super::disk::INDEX_ON_DISK,
            index.id,
            index.columns.trim(),
            bytes(part),
        );
    }
    Some(OnDisk { table, indexes })
}

fn kept(
    doc: &Document,
    engine: Engine,
    entity: &Entity,
    at: usize,
    attributes: &[&Attribute],
) -> Kept {
    let table = table(doc, entity, at, attributes);
    let random = (table.columns.iter().zip(attributes))
        .map(|(column, attribute)| column.data_type == Type::Uuid && !in_order(attribute))
        .collect();
    Kept {
        engine,
        table,
        random,
        sizes: Vec::new(),
        nulls: Vec::new(),
        shares: Vec::new(),
        last: Mutex::default(),
    }
}

/// Whether the values of a UUID rise with time, as those of version 7 and ULIDs do.
fn in_order(attribute: &Attribute) -> bool {
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

/// The rows of the table of indexes that belong to an entity, each with its place among the table's indexes: those
/// of its attributes come before them.
fn own_indexes<'d>(
    doc: &'d Document,
    entity: &Entity,
    table: &Table,
) -> Vec<(&'d fields::Index, usize)> {
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

/// A table of the design with what it takes on disk.
#[derive(Debug)]
pub struct Measured {
    /// The entity.
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

/// The tables of which the number of rows is known, with all their parts.
pub fn measured(doc: &Document, estimate: &Estimate) -> Vec<Measured> {
    let all = doc.attributes_by_entity();
    let entities = doc.data_model.entities.iter().enumerate();
    let value = |key, row| {
        estimate
            .input(key, row)
            .and_then(|node| node.value)
            .map(|value| value.value)
    };
    entities
        .filter_map(|(at, entity)| {
            let Store::Relational(engine) = store(doc, entity) else {
                return None;
            };
            let places = all.get(&entity.id).into_iter().flatten();
            let attributes: Vec<_> = places.map(|at| &doc.data_model.attributes[*at]).collect();
            let rows = value(fields::ENTITY_ROWS.spec.key, entity.id)?;
            let mut kept = kept(doc, engine, entity, at, &attributes);
            let own = own_indexes(doc, entity, &kept.table);
            let arguments = kept.gather(rows, &attributes, &own, value)?;
            let (facts, size) = (kept.facts(&arguments).0, kept.compute(&arguments));
            Some(Measured {
                entity: entity.id,
                engine,
                table: kept.table,
                rows,
                facts,
                size,
            })
        })
        .collect()
}
