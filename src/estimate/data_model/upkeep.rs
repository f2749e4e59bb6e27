//! What the true sizes bring with them: rows that updates leave behind, copies, and what they cost.

use super::QUERY_QPS;
use super::disk::{DEAD_ROWS, DISK_BACKUP, DISK_BACKUP_COST, DISK_COST};
use super::schema::{Store, store};
use crate::engines::{Engine, TableSize};
use crate::estimate::sheet::Sheet;
use crate::formula::{Expr, Function, NodeRef, Written, per};
use crate::model::data_model::{self as fields, Entity};
use crate::model::{capacity, cost};
use crate::quantity::{Dim, Mismatch, Period, Quantity};

/// Puts in what updates of an entity leave behind in a relational engine; none where no query changes any. `sizes` are
/// its rows, its table and its indexes, `ordered` the indexes that are full because their keys came in order: those
/// whose keys came in none have room already.
///
/// Source: `PostgreSQL` 15 manual, "Heap-Only Tuples": where a page has room and no indexed column changes, the indexes
/// stay as they are. The others change rows in place, and have entries of indexes moved. Measured, and held against the
/// engines by `tests/engines/bloat.rs`.
pub(super) fn dead_rows(
    sheet: &mut Sheet,
    entity: &Entity,
    name: &str,
    [rows, table, indexes]: [NodeRef; 3],
    ordered: Expr,
) -> Option<NodeRef> {
    let doc = sheet.doc;
    let Store::Relational(engine) = store(doc, entity) else {
        return None;
    };
    let (id, mut arguments) = (
        entity.id.to_string(),
        vec![rows.into(), table.into(), ordered],
    );
    let patterns = doc.data_model.access_patterns.iter();
    for pattern in patterns.filter(|pattern| pattern.entity.trim() == id) {
        let updating = pattern.operation == "write" && !pattern.filter.trim().is_empty();
        if let Some(qps) = sheet.input(QUERY_QPS.key, pattern.id).filter(|_| updating) {
            let each = sheet.cell(&fields::QUERY_ROWS, pattern, pattern.query.trim());
            arguments.extend([qps.into(), each.into()]);
        }
    }
    // Without an index nothing is left behind where rows are changed in place.
    let none = sheet
        .value(indexes)
        .is_some_and(|indexes| indexes.value == 0.0);
    if arguments.len() == 3 || (none && engine != Engine::Postgres) {
        return None;
    }
    let function = match engine {
        Engine::Postgres if entity.fill.trim().is_empty() => &DEAD,
        Engine::Postgres => &DEAD_IN_TABLE,
        Engine::Innodb => &MOVED_IN_INNODB,
        Engine::Sqlite => &MOVED_IN_SQLITE,
    };
    let dead = function.of(arguments);
    Some(sheet.define_row(&DEAD_ROWS, entity.id, name, dead))
}

/// Dead rows, at most, before a table is cleaned up: 50 and a fifth of its rows, each as large as a living one. Where
/// a day changes fewer rows than that, there are none to speak of. Indexes become twice as large: their pages are nearly
/// full, so those that get an entry more are split in the middle.
///
/// Source: `PostgreSQL` 15 manual, `autovacuum_vacuum_threshold` and `autovacuum_vacuum_scale_factor`; that an update
/// leaves a row of the same size behind, and what becomes of the indexes, is measured: `tests/engines/bloat.rs`.
static DEAD: Function = Function {
    dim,
    value: |arguments, _| value(arguments, Left::Rows),
    write: |arguments| write(arguments, Left::Rows),
};

/// The same where the pages of the table have room for what changes, so that its indexes stay.
static DEAD_IN_TABLE: Function = Function {
    dim,
    value: |arguments, _| value(arguments, Left::RowsOfTable),
    write: |arguments| write(arguments, Left::RowsOfTable),
};

/// The room in indexes whose entries have moved: taken out in one place and put in elsewhere, they leave pages as full as
/// keys in no order do.
static MOVED_IN_INNODB: Function = Function {
    dim,
    value: |arguments, _| value(arguments, Left::Room(INNODB_ROOM)),
    write: |arguments| write(arguments, Left::Room(INNODB_ROOM)),
};

/// The same where three neighbours share what does not fit.
static MOVED_IN_SQLITE: Function = Function {
    dim,
    value: |arguments, _| value(arguments, Left::Room(SQLITE_ROOM)),
    write: |arguments| write(arguments, Left::Room(SQLITE_ROOM)),
};

/// The part by which an index grows that was built in one go, once all of its entries have moved; measured with
/// `MariaDB` 10.11 and `SQLite` 3.40, on indexes whose values were changed to others in no order, a hundredth of the rows
/// at a time. `InnoDB` only marks what it takes out, splits full pages meanwhile, and ends with pages 56 % full: 1.7 times
/// as many with 100,000 rows, 1.9 times with 300,000. One statement that changes all rows at once leaves more. `SQLite`
/// shares what does not fit among three pages: 1.11 to 1.24 times as many.
const INNODB_ROOM: f64 = 0.9;
const SQLITE_ROOM: f64 = 0.2;

/// How many rows of a table are dead before it is vacuumed.
///
/// Source: `PostgreSQL` 15 manual, `autovacuum_vacuum_threshold` and `autovacuum_vacuum_scale_factor`.
///
/// ```
/// assert_eq!(envelope::estimate::data_model::before_vacuum(1000.0), 250.0);
/// ```
pub fn before_vacuum(rows: f64) -> f64 {
    50.0 + 0.2 * rows
}

/// What an update leaves behind.
#[derive(Clone, Copy)]
enum Left {
    /// The row as it was, and half of each page of the indexes.
    Rows,
    /// The row alone.
    RowsOfTable,
    /// Such a part of the indexes.
    Room(f64),
}

fn dim(dims: &[Dim]) -> Result<Dim, String> {
    match dims {
        [rows, Dim::DATA, Dim::DATA, ..] if rows.is_none() => Ok(Dim::DATA),
        _ => Err("dead rows of something else than rows".to_owned()),
    }
}

fn value(arguments: &[Quantity], left: Left) -> Result<Quantity, Mismatch> {
    let [rows, table, indexes, updates @ ..] = arguments else {
        return Err(Mismatch::Undefined);
    };
    let changed: f64 = (updates.chunks_exact(2))
        .map(|update| update[0].value * update[1].value)
        .sum();
    let dead = before_vacuum(rows.value);
    let all = match left {
        Left::Rows => table.value / rows.value * dead + indexes.value,
        Left::RowsOfTable => table.value / rows.value * dead,
        Left::Room(part) => indexes.value * part,
    };
    let many = rows.value > 0.0 && changed * 86_400.0 >= dead;
    let bytes = if many { all } else { 0.0 };
    if bytes.is_finite() {
        Ok(Quantity::new(bytes, Dim::DATA, Period::Second))
    } else {
        Err(Mismatch::TooLarge)
    }
}

fn write(arguments: &[Written], left: Left) -> String {
    let [rows, table, indexes, ..] = arguments else {
        return String::new();
    };
    let (rows, table) = (&rows.text, &table.text);
    let dead = format!("{table} × (50 + 20 % of {rows}) ÷ {rows}");
    match left {
        Left::Rows => format!("{dead} + {}", indexes.text),
        Left::RowsOfTable => dead,
        Left::Room(part) => format!("{} × {:.0} %", indexes.text, part * 100.0),
    }
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
