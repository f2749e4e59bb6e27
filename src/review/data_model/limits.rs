//! What an engine refuses: too many columns, rows and keys that are too long, documents that are too large.

use super::{Model, Seen, cell};
use crate::engines::{Engine, Finding, IndexOf, STORE_LIMITS, refused, table_limits};
use crate::estimate::data_model::{
    ROW_ON_DISK, ROW_SIZE, Store, TABLE_SIZE, rows_apart, table_alone,
};
use crate::formula::Formula;
use crate::model::data_model::{ENTITIES, ENTITY, INDEX_COLUMNS, INDEXES, PARTITION_KEY};
use crate::model::{Address, capacity};
use crate::quantity::{Dim, Kind, Period, Quantity, show};

pub(super) fn check(model: &mut Model, at: usize) {
    let said = match model.all[at].store {
        Store::Relational(engine) => table(model, &model.all[at], engine),
        Store::Other(store) => other(model, &model.all[at], store.name()),
    };
    for (place, title, detail) in said {
        model.wrong(place, title, detail, None);
    }
}

type Said = (Address, String, String);

fn value(model: &Model, formula: &Formula, seen: &Seen) -> Option<f64> {
    let node = model.estimate.result(formula, seen.own.entity.id)?;
    Some(node.value?.value)
}

fn bytes(model: &Model, bytes: f64) -> String {
    let bytes = Quantity::new(bytes, Dim::DATA, Period::Second);
    show(&bytes, Kind::Data, model.estimate.graph().conventions())
}

fn table(model: &Model, seen: &Seen, engine: Engine) -> Vec<Said> {
    let (table, facts) = table_alone(model.doc, model.estimate, &seen.own);
    let row = value(model, &ROW_ON_DISK, seen);
    let limits = table_limits(engine);
    let place = cell(&ENTITIES, &ENTITY, seen.own.entity.id);
    let (name, engine) = (&seen.own.name, engine.name());
    let found = refused(engine_of(seen), &table, &facts, row).into_iter();
    let said = |finding| match finding {
        Finding::TooManyColumns => Some((
            place,
            format!("{name} has too many attributes"),
            format!(
                "{engine} takes {} columns at most. Put what is rarely asked for into an entity of its own.",
                limits.columns
            ),
        )),
        Finding::RowTooLong => Some((
            place,
            format!("A row of {name} is too long"),
            format!(
                "It takes {} even with its long values outside, and {engine} refuses more than {}. Divide the entity.",
                bytes(model, row.unwrap_or_default()),
                bytes(model, limits.row)
            ),
        )),
        Finding::IndexTooLong { index } => Some((
            index_place(seen, &table, index),
            format!("A key of {name} is too long for an index"),
            format!(
                "{engine} takes {} columns and {} in the key of an index. Index a hash of it, or fewer columns.",
                limits.index_columns,
                bytes(model, limits.index_key)
            ),
        )),
        // Names are looked at where they stand.
        _ => None,
    };
    found.filter_map(said).collect()
}

fn engine_of(seen: &Seen) -> Engine {
    seen.engine().unwrap_or(Engine::Postgres)
}

/// Where an index stands: in the table of indexes, or at the entity whose key it is.
fn index_place(seen: &Seen, table: &crate::engines::Table, index: IndexOf) -> Address {
    let rows: Vec<_> = (seen.own.indexes.iter().rev())
        .map(|index| index.row)
        .filter(|row| *row != 0)
        .collect();
    let row = match index {
        IndexOf::Index(at) => rows
            .get(table.indexes.len().saturating_sub(at + 1))
            .copied(),
        _ => None,
    };
    match row {
        Some(row) => cell(&INDEXES, &INDEX_COLUMNS, row),
        None => cell(&ENTITIES, &ENTITY, seen.own.entity.id),
    }
}

/// Documents, items and partitions.
fn other(model: &Model, seen: &Seen, store: &'static str) -> Vec<Said> {
    let name = &seen.own.name;
    let entity = seen.own.entity;
    let limits = || STORE_LIMITS.iter().filter(|limit| limit.store == store);
    let most = |what: &str| Some(limits().find(|limit| limit.what == what)?.most);
    let mut said = Vec::new();
    let one = if store == "MongoDB" {
        "document"
    } else {
        "item"
    };
    if let Some((size, most)) = value(model, &ROW_SIZE, seen)
        .zip(most(one))
        .filter(|(size, most)| size > most)
    {
        said.push((
            cell(&ENTITIES, &ENTITY, entity.id),
            format!("A row of {name} is too large"),
            format!(
                "It takes {}, and {store} refuses more than {} in one {one}. Keep large values as objects, and their paths here.",
                bytes(model, size),
                bytes(model, most)
            ),
        ));
    }
    // The hottest value of its key, where that is among the candidates. Where each row is a partition of its own, none
    // is larger than a row.
    let key = entity.partition.trim();
    let apart = rows_apart(entity, &seen.own.attributes);
    let mut candidates = model.doc.capacity.candidates.iter();
    let hottest = candidates
        .find(|candidate| {
            !key.is_empty() && !apart && candidate.key.trim().eq_ignore_ascii_case(key)
        })
        .and_then(|candidate| {
            let share = model
                .estimate
                .input(capacity::CANDIDATE_HOTTEST.spec.key, candidate.id)?;
            Some(share.value?.value)
        });
    let largest = hottest
        .zip(value(model, &TABLE_SIZE, seen))
        .map(|(share, all)| share * all);
    let partition = limits().find(|limit| limit.what.starts_with("partition, "));
    if let Some((largest, limit)) = largest
        .zip(partition)
        .filter(|(largest, limit)| *largest > limit.most)
    {
        said.push((
            cell(&ENTITIES, &PARTITION_KEY, entity.id),
            format!("A partition of {name} is too large"),
            format!(
                "The hottest value of {key} has {}; {store} should have at most {} in one partition. Add something to the key, such as the month.",
                bytes(model, largest),
                bytes(model, limit.most)
            ),
        ));
    }
    said
}
