//! What would take fewer bytes, with what they cost; and partition keys that put all writes on one machine.

use super::{Cell, Grid, head};
use crate::engines::{Advice, Engine, Finding, IndexOf, Table, Type, advice, read_type};
use crate::estimate::Estimate;
use crate::estimate::data_model::{
    DEAD_ROWS, Measured, Own, QUERY_QPS, before_vacuum, constraints, measured, owned, sorted,
};
use crate::formula::Node;
use crate::model::data_model::{AccessPattern, QUERY_ROWS};
use crate::model::{Document, capacity, cost};
use crate::quantity::{Conventions, Dim, Kind, Period, Quantity, show};

/// What could be saved, table by table.
pub(super) fn savings(doc: &Document, estimate: &Estimate) -> Grid {
    let mut grid = Grid {
        head: head(&["What", "Where", "Saved each row", "In all", "A month"]),
        ..Grid::default()
    };
    let price = Price::of(estimate);
    let owned = owned(doc);
    let mut entities = owned.iter();
    for kept in measured(doc, estimate) {
        let Measured {
            table, rows, facts, ..
        } = &kept;
        for found in advice(kept.engine, table, *rows, facts, &kept.size) {
            grid.rows.extend(row(&kept, &found, &price));
        }
        // Both are in the order of the entities.
        let own = entities.find(|own| own.entity.id == kept.entity);
        grid.rows
            .extend(own.and_then(|own| dead(own, &kept, estimate, &price)));
    }
    grid.rows.extend(owned.iter().filter_map(hot));
    if price.of.is_some() && !grid.rows.is_empty() {
        grid.note = "A month at the price of database storage, with all copies.".into();
    }
    grid
}

/// What a byte costs in a month.
struct Price<'e> {
    of: Option<Quantity>,
    conv: &'e Conventions,
}

impl<'e> Price<'e> {
    fn of(estimate: &'e Estimate) -> Self {
        let conv = estimate.graph().conventions();
        let value = |key| estimate.input(key, 0).and_then(|node: &Node| node.value);
        let price = value(cost::DATABASE_PRICE.spec.key);
        let copies = value(capacity::REPLICATION.spec.key);
        let of = price.zip(copies);
        Self {
            of: of.and_then(|(price, copies)| price.mul(copies, conv).ok()),
            conv,
        }
    }

    fn bytes(&self, bytes: f64) -> String {
        let bytes = Quantity::new(bytes, Dim::DATA, Period::Second);
        show(&bytes, Kind::Data, self.conv)
    }

    fn month(&self, bytes: f64) -> String {
        let bytes = Quantity::new(bytes, Dim::DATA, Period::Second);
        let cost = self.of.and_then(|price| bytes.mul(price, self.conv).ok());
        cost.map_or_else(String::new, |cost| {
            show(
                &cost.in_period(Period::Month, self.conv),
                Kind::MonthlyCost,
                self.conv,
            )
        })
    }

    /// What, where, and the bytes: each row, in all, and what those cost.
    fn cells(&self, texts: [String; 2], each: Option<f64>, all: f64) -> Vec<Cell> {
        let [what, place] = texts;
        let some = |bytes: f64| bytes.abs() >= 0.5;
        let each = each.filter(|each| some(*each));
        let (mut total, mut month) = ("–".to_owned(), String::new());
        if some(all) {
            (total, month) = (self.bytes(all), self.month(all));
        }
        let each = each.map_or_else(String::new, |each| self.bytes(each));
        [what, place, each, total, month].map(Cell::from).into()
    }
}

fn column(table: &Table, at: usize) -> &str {
    table
        .columns
        .get(at)
        .map_or("", |column| column.name.as_str())
}

/// An index by the columns that it is on.
fn index(table: &Table, of: IndexOf) -> String {
    let names = match of {
        IndexOf::Primary => table.primary_key.as_ref().map(|key| key.columns.clone()),
        IndexOf::Unique(at) => table.uniques.get(at).map(|key| key.columns.clone()),
        IndexOf::ForeignKey(at) => table.foreign_keys.get(at).map(|key| key.columns.clone()),
        IndexOf::Index(at) => {
            let parts = table.indexes.get(at).map(|index| index.parts.iter());
            parts.map(|parts| parts.map(|part| part.of.clone()).collect())
        }
    };
    ["(", &names.unwrap_or_default().join(", "), ")"].concat()
}

/// One finding; those that an engine refuses are problems, and stand there.
fn row(kept: &Measured, found: &Advice, price: &Price) -> Option<Vec<Cell>> {
    let table = &kept.table;
    let saves = found.saves;
    let mut each = (kept.rows > 0.0).then(|| saves / kept.rows);
    let mut place = table.name.clone();
    let mut at = |part: &str| place = [&table.name, " ", part].concat();
    let what = match &found.finding {
        Finding::ColumnOrder { order, per_row } => {
            each = Some(*per_row);
            let names: Vec<&str> = order.iter().map(|at| column(table, *at)).collect();
            format!("Attributes in the order {}", names.join(", "))
        }
        Finding::RandomKey { column: of } => {
            at(column(table, *of));
            "Keys that rise with time, as UUIDs of version 7: those in no order leave pages half empty".to_owned()
        }
        Finding::LargeIndex { index: of } => {
            at(&index(table, *of));
            "This index is larger than its table: is it worth it?".to_owned()
        }
        Finding::ForeignKeyWithoutIndex { foreign_key } => {
            at(&index(table, IndexOf::ForeignKey(*foreign_key)));
            "An index on the foreign key: without it, deleting what it refers to reads the whole table".to_owned()
        }
        Finding::NullsPastEight { column: of } => {
            at(column(table, *of));
            "A table of at most eight attributes, or none that may be empty: the header of a row is longer otherwise".to_owned()
        }
        Finding::OutOfLine { column: of } => {
            at(column(table, *of));
            "Long values are kept outside the rows, and are read one by one: as objects elsewhere they take nothing here".to_owned()
        }
        Finding::RedundantIndex { index: of, by } => {
            at(&index(table, *of));
            format!("Without this index: {} does its work", index(table, *by))
        }
        Finding::DuplicateIndex { index: of, .. } => {
            at(&index(table, *of));
            "Without this index: another has the same columns".to_owned()
        }
        Finding::TooManyColumns
        | Finding::RowTooLong
        | Finding::IndexTooLong { .. }
        | Finding::NameTooLong { .. } => return None,
    };
    Some(price.cells([what, place], each, saves))
}

/// The room that updates take until the next vacuum.
fn dead(own: &Own, kept: &Measured, estimate: &Estimate, price: &Price) -> Option<Vec<Cell>> {
    if kept.engine != Engine::Postgres {
        return None;
    }
    let value = |node: Option<&Node>| Some(node?.value?.value);
    let dead = value(estimate.result(&DEAD_ROWS, own.entity.id)).filter(|dead| *dead > 0.0)?;
    let changed = |pattern: &&AccessPattern| {
        let changing = pattern.operation == "write" && !pattern.filter.trim().is_empty();
        let each = value(estimate.input(QUERY_ROWS.spec.key, pattern.id)).unwrap_or(1.0);
        let rate = value(estimate.result(&QUERY_QPS, pattern.id)).filter(|_| changing)?;
        Some(rate * each)
    };
    let updates: f64 = own.patterns.iter().filter_map(changed).sum();
    let every = Quantity::new(
        before_vacuum(kept.rows) / updates,
        Dim::TIME,
        Period::Second,
    );
    let every = show(&every, Kind::Span, price.conv);
    let what = format!(
        "Updates leave dead rows behind, a fifth of the table until it is vacuumed, every {every}, and split the pages of indexes. A fill factor of 90% keeps many of them out of the indexes"
    );
    let place = kept.table.name.clone();
    Some(price.cells([what, place], None, dead))
}

/// A partition key that sends all writes of a moment to one machine, or has too few values to divide by.
fn hot(own: &Own) -> Option<Vec<Cell>> {
    let key = sorted(&own.entity.partition);
    // Only a key of one column: with another beside it, the two together are what counts.
    let [part] = &key[..] else { return None };
    let mut attributes = own.attributes.iter();
    let attribute = attributes.find(|one| one.name.trim().eq_ignore_ascii_case(&part.column))?;
    let rises = constraints(&attribute.constraints).generated;
    let kind = attribute.kind.to_ascii_lowercase();
    let what = match read_type(&attribute.kind) {
        Type::Date | Type::DateTime(_) | Type::Timestamp(_) | Type::Year => {
            "rises with time: all writes of a moment go to one machine. Put something before it that spreads them"
        }
        _ if rises || kind.contains("serial") => {
            "counts up: by ranges, all new rows go to one machine. Divide by a hash of it"
        }
        Type::Bool | Type::Enum(_) | Type::TinyInt => {
            "has few values: no more machines than those can share the rows. Take one with many"
        }
        _ => return None,
    };
    let what = ["The partition key ", what].concat();
    let place = [&own.name, " ", &*part.column].concat();
    Some(
        [what, place, String::new(), "–".to_owned(), String::new()]
            .map(Cell::from)
            .into(),
    )
}
