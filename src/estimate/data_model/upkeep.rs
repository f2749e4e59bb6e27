//! What the true sizes bring with them: rows that updates leave behind, copies, and what they cost.

use super::QUERY_QPS;
use super::disk::{
    DEAD_ROWS, DISK_BACKUP, DISK_BACKUP_COST, DISK_COST, INDEXES_ON_DISK, TABLE_ON_DISK,
    WITH_DEAD_ROWS,
};
use super::schema::{Store, store};
use crate::engines::{Engine, TableSize};
use crate::estimate::sheet::Sheet;
use crate::formula::{Expr, Function, NodeRef, Written, per, sum};
use crate::model::data_model::{self as fields, Entity};
use crate::model::{capacity, cost, row_name};
use crate::quantity::{Dim, Mismatch, Period, Quantity};

/// Puts in what updates leave behind, and the sum with what is on disk; `rows` of each entity.
pub(super) fn dead_rows(sheet: &mut Sheet, rows: &[NodeRef], on_disk: NodeRef) {
    let doc = sheet.doc;
    let mut all: Vec<Expr> = vec![on_disk.into()];
    for ((at, entity), rows) in doc.data_model.entities.iter().enumerate().zip(rows) {
        if store(doc, entity) != Store::Relational(Engine::Postgres) {
            continue;
        }
        let name = row_name(&entity.name, at + 1);
        if let Some(dead) = dead(sheet, entity, *rows) {
            all.push(sheet.define_row(&DEAD_ROWS, entity.id, &name, dead).into());
        }
    }
    sheet.define(&WITH_DEAD_ROWS, sum(all));
}

/// The dead rows of an entity; none where no query changes any.
///
/// Source: `PostgreSQL` 15 manual, "Heap-Only Tuples": where a page has room and no indexed column changes, the indexes
/// stay as they are.
fn dead(sheet: &mut Sheet, entity: &Entity, rows: NodeRef) -> Option<Expr> {
    let doc = sheet.doc;
    let table = sheet.input(TABLE_ON_DISK.key, entity.id)?;
    let indexes = sheet.input(INDEXES_ON_DISK.key, entity.id)?;
    let (id, mut arguments) = (entity.id.to_string(), vec![rows, table, indexes]);
    let patterns = doc.data_model.access_patterns.iter();
    for pattern in patterns.filter(|pattern| pattern.entity.trim() == id) {
        let updating = pattern.operation == "write" && !pattern.filter.trim().is_empty();
        if let Some(qps) = sheet.input(QUERY_QPS.key, pattern.id).filter(|_| updating) {
            let each = sheet.cell(&fields::QUERY_ROWS, pattern, pattern.query.trim());
            arguments.extend([qps, each]);
        }
    }
    let function = if entity.fill.trim().is_empty() {
        &DEAD
    } else {
        &DEAD_IN_TABLE
    };
    (arguments.len() > 3).then(|| function.of(arguments))
}

/// Dead rows, at most, before a table is cleaned up: 50 and a fifth of its rows, each as large as a living one. Where
/// a day changes fewer rows than that, there are none to speak of.
///
/// Source: `PostgreSQL` 15 manual, `autovacuum_vacuum_threshold` and `autovacuum_vacuum_scale_factor`; that an update
/// leaves a row of the same size behind is measured.
static DEAD: Function = Function {
    dim,
    value: |arguments, _| value(arguments, true),
    write: |arguments| write(arguments, true),
};

/// The same where the pages of the table have room for what changes, so that its indexes stay.
static DEAD_IN_TABLE: Function = Function {
    dim,
    value: |arguments, _| value(arguments, false),
    write: |arguments| write(arguments, false),
};

fn dim(dims: &[Dim]) -> Result<Dim, String> {
    match dims {
        [rows, Dim::DATA, Dim::DATA, ..] if rows.is_none() => Ok(Dim::DATA),
        _ => Err("dead rows of something else than rows".to_owned()),
    }
}

fn value(arguments: &[Quantity], with_indexes: bool) -> Result<Quantity, Mismatch> {
    let [rows, table, indexes, updates @ ..] = arguments else {
        return Err(Mismatch::Undefined);
    };
    let changed: f64 = (updates.chunks_exact(2))
        .map(|update| update[0].value * update[1].value)
        .sum();
    let dead = 50.0 + 0.2 * rows.value;
    let all = table.value + if with_indexes { indexes.value } else { 0.0 };
    let bytes = if rows.value > 0.0 && changed * 86_400.0 >= dead {
        all / rows.value * dead
    } else {
        0.0
    };
    if bytes.is_finite() {
        Ok(Quantity::new(bytes, Dim::DATA, Period::Second))
    } else {
        Err(Mismatch::TooLarge)
    }
}

fn write(arguments: &[Written], with_indexes: bool) -> String {
    let [rows, table, indexes, ..] = arguments else {
        return String::new();
    };
    let (rows, table) = (&rows.text, &table.text);
    let all = if with_indexes {
        format!("({table} + {})", indexes.text)
    } else {
        table.clone()
    };
    format!("{all} × (50 + 20 % of {rows}) ÷ {rows}")
}

/// What the true sizes cost, by the prices of section 6.
pub(super) fn costs(sheet: &mut Sheet, on_disk: NodeRef) {
    let field = |key| sheet.input(key, 0);
    let (copies, price) = (
        field(capacity::REPLICATION.spec.key),
        field(cost::DATABASE_PRICE.spec.key),
    );
    let (full, backup) = (
        field(cost::BACKUP_COPIES.spec.key),
        field(cost::BACKUP_PRICE.spec.key),
    );
    if let Some((copies, price)) = copies.zip(price) {
        let month = per(on_disk * copies * price, Period::Month);
        sheet.define(&DISK_COST, month);
    }
    if let Some((full, price)) = full.zip(backup) {
        let size = sheet.define(&DISK_BACKUP, on_disk * full);
        sheet.define(&DISK_BACKUP_COST, per(size * price, Period::Month));
    }
}

/// What is left where the engine compresses: in `PostgreSQL` of the values that lie outside the rows, in `InnoDB` of all
/// pages. `SQLite` compresses nothing.
///
/// Source: `PostgreSQL` 15 manual, "TOAST"; `MySQL` 8 manual, "`InnoDB` Table and Page Compression".
pub(super) fn compress(engine: Engine, size: &mut TableSize, left: f64) {
    match engine {
        Engine::Postgres => size.overflow *= left,
        Engine::Innodb => {
            size.table *= left;
            size.overflow *= left;
            for index in &mut size.indexes {
                index.total *= left;
            }
        }
        Engine::Sqlite => {}
    }
    let indexes: f64 = size.indexes.iter().map(|index| index.total).sum();
    size.total = size.table + size.overflow + size.maps + indexes;
}
