//! What the entities take on disk, by the rules of the engines that keep them.

use super::bytes::{Part, bytes};
use super::own::{in_order, own_indexes};
use super::schema::{Store, store, table};
use super::units::units;
use super::upkeep;
use crate::engines::{
    ColumnFacts, Engine, IndexOf, RecordField, RecordStore, Table, TableSize, Type, record, size,
};
use crate::estimate::sheet::Sheet;
use crate::formula::NodeRef;
use crate::model::data_model::{self as fields, Attribute, Entity};
use crate::model::{Document, Id, row_name};
use rustc_hash::FxHashMap as HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// An entity as its engine keeps it.
#[derive(Debug)]
pub(super) struct Kept {
    pub(super) store: Store,
    /// The bytes of the entity's name.
    name: f64,
    pub(super) table: Table,
    /// Of each column, whether its values come in no order.
    pub(super) random: Vec<bool>,
    /// The columns of which the size is known, and those of which the share of nulls is; these are arguments.
    sizes: Vec<usize>,
    nulls: Vec<usize>,
    /// The indexes of which it is known how many rows are in them; these are arguments too.
    shares: Vec<usize>,
    /// It is known how far it is compressed; the last argument.
    compressed: bool,
    /// What was asked for first, which is the design as it stands.
    first: OnceLock<First>,
    /// What was asked for last: the parts of a table are asked for one after another.
    last: Mutex<Option<(Vec<f64>, Arc<TableSize>)>>,
    /// What was computed of other numbers of rows, by their bits.
    by_rows: Mutex<HashMap<u64, Arc<TableSize>>>,
}

/// So many numbers of rows are kept: more than the cases of a range make.
const MOST_KEPT: usize = 512;

/// The design as it stands.
#[derive(Debug)]
struct First {
    arguments: Vec<f64>,
    size: Arc<TableSize>,
    /// The same by the quick rule that the cases of a range go by.
    rough: TableSize,
}

impl Kept {
    /// The sizes for these arguments: rows, the known sizes, the known shares of nulls, those of the indexes.
    ///
    /// How rows that differ fill pages is tried out, which takes too long for ten thousand cases of a range. In
    /// those all rows are alike, and what comes out is taken in proportion to the same of the design as it stands.
    pub(super) fn size(&self, arguments: &[f64]) -> Arc<TableSize> {
        let first = self.first.get_or_init(|| First {
            arguments: arguments.to_vec(),
            size: Arc::new(self.compute(arguments, false)),
            rough: self.compute(arguments, true),
        });
        if first.arguments == arguments {
            return Arc::clone(&first.size);
        }
        let last = || self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((of, size)) = &*last()
            && of == arguments
        {
            return Arc::clone(size);
        }
        let mut size = self.compute(arguments, true);
        let (exact, rough) = (&first.size, &first.rough);
        in_proportion(&mut size.row, exact.row, rough.row);
        in_proportion(&mut size.table, exact.table, rough.table);
        in_proportion(&mut size.overflow, exact.overflow, rough.overflow);
        in_proportion(&mut size.maps, exact.maps, rough.maps);
        for (at, index) in size.indexes.iter_mut().enumerate() {
            if let (Some(exact), Some(rough)) = (exact.indexes.get(at), rough.indexes.get(at)) {
                in_proportion(&mut index.total, exact.total, rough.total);
            }
        }
        let size = Arc::new(size);
        *last() = Some((arguments.to_vec(), Arc::clone(&size)));
        size
    }

    /// The rows of the design as it stands, where all else is as it is there.
    pub(super) fn usual_rows(&self, arguments: &[f64]) -> Option<f64> {
        let usual = &self.first.get()?.arguments;
        let rows = usual.first().copied();
        rows.filter(|_| usual.get(1..) == arguments.get(1..))
    }

    /// The sizes for arguments of which only the number of rows differs from the design as it stands.
    pub(super) fn size_by_rows(&self, arguments: &[f64]) -> Arc<TableSize> {
        let rows = arguments.first().copied().unwrap_or_default().to_bits();
        let mut known = self.by_rows.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= MOST_KEPT {
            known.clear();
        }
        let size = known.entry(rows).or_insert_with(|| self.size(arguments));
        Arc::clone(size)
    }

    /// What the arguments say of the columns; what is left of them is said of the indexes.
    pub(super) fn facts<'a>(
        &self,
        arguments: &'a [f64],
    ) -> (Vec<ColumnFacts>, std::slice::Iter<'a, f64>) {
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

    /// The sizes by the engine's rules; `alike` as if no row differed from another.
    pub(super) fn compute(&self, arguments: &[f64], alike: bool) -> TableSize {
        let (mut facts, mut shares) = self.facts(arguments);
        for facts in facts.iter_mut().filter(|_| alike) {
            let there = 1.0 - facts.null_share;
            facts.average = facts.average.map(|average| (average * there).round());
            facts.null_share = 0.0;
        }
        let rows = arguments.first().copied().unwrap_or_default();
        let engine = match self.store {
            Store::Relational(engine) => engine,
            Store::Other(store) => {
                let left = shares.next().copied().unwrap_or(1.0);
                return self.records(store, rows, &facts, left);
            }
        };
        let mut size = size(engine, &self.table, rows, &facts);
        for (index, share) in self.shares.iter().zip(&mut shares) {
            let mut all = size.indexes.iter_mut();
            if let Some(index) = all.find(|one| one.of == IndexOf::Index(*index)) {
                size.total -= index.total * (1.0 - share);
                index.total *= share;
                index.row *= share;
            }
        }
        if let Some(left) = shares.next().filter(|_| self.compressed) {
            upkeep::compress(engine, &mut size, *left);
        }
        size
    }

    /// The same of a store that keeps no tables.
    fn records(
        &self,
        store: RecordStore,
        rows: f64,
        facts: &[ColumnFacts],
        left: f64,
    ) -> TableSize {
        let key = self.table.primary_key.as_ref();
        let columns = self.table.columns.iter().zip(facts);
        #[allow(clippy::cast_precision_loss)] // the length of a name
        let fields: Vec<RecordField> = columns
            .map(|(column, facts)| RecordField {
                name: column.name.len() as f64,
                data_type: column.data_type.clone(),
                average: facts.average,
                null_share: facts.null_share,
                key: key.is_some_and(|key| key.columns.contains(&column.name)),
            })
            .collect();
        let row = record(store, self.name, &fields);
        let table = row * left * rows.max(0.0);
        TableSize {
            row,
            table,
            total: table,
            ..TableSize::default()
        }
    }

    /// The arguments: rows, and what was entered of the attributes and the indexes. None where one cannot be found.
    pub(super) fn gather<T>(
        &mut self,
        rows: T,
        attributes: &[&Attribute],
        indexes: &[(&fields::Index, usize)],
        compressed: Option<&Entity>,
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
        if let Some(entity) = compressed.filter(|entity| !entity.compressed.trim().is_empty()) {
            self.compressed = true;
            arguments.push(find(fields::COMPRESSED.spec.key, entity.id)?);
        }
        Some(arguments)
    }
}

/// Brings a rough figure to what it would be by the exact rule, as far as one case tells.
fn in_proportion(figure: &mut f64, exact: f64, rough: f64) {
    let scaled = *figure * (exact / rough);
    if scaled.is_finite() {
        *figure = scaled;
    }
}

/// The sizes of one entity in the graph.
pub(super) struct OnDisk {
    pub(super) table: NodeRef,
    pub(super) indexes: NodeRef,
    /// What updates leave behind, where there are any.
    pub(super) dead: Option<NodeRef>,
}

/// Puts an entity's sizes on disk into the graph; none where it has no attributes.
pub(super) fn on_disk(
    sheet: &mut Sheet,
    entity: &Entity,
    at: usize,
    attributes: &[&Attribute],
    rows: NodeRef,
) -> Option<OnDisk> {
    if attributes.is_empty() {
        return None;
    }
    let name = row_name(&entity.name, at + 1);
    if store(sheet.doc, entity) == Store::Relational(Engine::Postgres) {
        sheet.cell(&fields::FILL, entity, &name);
    }
    for attribute in attributes {
        if !attribute.nulls.trim().is_empty() {
            sheet.cell(&fields::NULL_SHARE, *attribute, attribute.name.trim());
        }
    }
    let mut kept = kept(sheet.doc, entity, at, attributes);
    let own = own_indexes(sheet.doc, entity, &kept.table);
    for (index, _) in &own {
        sheet.cell(&fields::INDEX_ROWS, *index, index.columns.trim());
    }
    if !entity.compressed.trim().is_empty() {
        sheet.cell(&fields::COMPRESSED, entity, &name);
    }
    let find = |key, row| sheet.input(key, row);
    let arguments = kept.gather(rows, attributes, &own, Some(entity), find)?;
    let kept = Arc::new(kept);
    let bytes = |part| bytes(&kept, part, &arguments);
    let row = sheet.define_row(
        &super::disk::ROW_ON_DISK,
        entity.id,
        &name,
        bytes(Part::Row),
    );
    if let Store::Other(RecordStore::Dynamodb) = store(sheet.doc, entity) {
        units(sheet, entity, &name, row);
    }
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
    let whole = table + indexes;
    sheet.define_row(&super::disk::ENTITY_ON_DISK, entity.id, &name, whole);
    for (index, place) in own {
        let part = Part::Index(IndexOf::Index(place));
        sheet.define_row(
            &super::disk::INDEX_ON_DISK,
            index.id,
            index.columns.trim(),
            bytes(part),
        );
    }
    let dead = upkeep::dead_rows(
        sheet,
        entity,
        &name,
        [rows, table, indexes],
        bytes(Part::Ordered),
    );
    Some(OnDisk {
        table,
        indexes,
        dead,
    })
}

pub(super) fn kept(doc: &Document, entity: &Entity, at: usize, attributes: &[&Attribute]) -> Kept {
    let table = table(doc, entity, at, attributes);
    kept_as(store(doc, entity), table, attributes)
}

/// A table of which each column holds what its attribute holds.
pub(super) fn kept_as(store: Store, table: Table, attributes: &[&Attribute]) -> Kept {
    let random = (table.columns.iter().zip(attributes))
        .map(|(column, attribute)| column.data_type == Type::Uuid && !in_order(attribute))
        .collect();
    #[allow(clippy::cast_precision_loss)] // the length of a name
    let name = table.name.len() as f64;
    Kept {
        store,
        name,
        table,
        random,
        sizes: Vec::new(),
        nulls: Vec::new(),
        shares: Vec::new(),
        compressed: false,
        first: OnceLock::new(),
        last: Mutex::default(),
        by_rows: Mutex::default(),
    }
}
