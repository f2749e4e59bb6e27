//! Section 7: average row size × number of rows, growth, and the quick rule for indexes.

mod access;
mod between;
mod bytes;
mod columns;
mod constraints;
pub mod disk;
mod junctions;
mod measured;
mod names;
mod own;
mod resolve;
mod schema;
mod sizes;
mod steps;
mod units;
mod upkeep;

pub use access::*;
pub use columns::*;
pub use constraints::*;
pub use disk::*;
pub use junctions::*;
pub use measured::*;
pub use names::{marked, unmarked};
pub use own::*;
pub use schema::*;
pub use upkeep::before_vacuum;

use super::capacity::{Capacity, KEPT_YEARS, Rows, writes};
use super::sheet::{Sheet, one};
use crate::engines::width;
use crate::formula::{Expr, NodeRef, per, sum, years_of_growth};
use crate::model::data_model::{self as fields, Entity};
use crate::model::{Document, Id, row_name};
use crate::quantity::{Dim, Kind, Period, Quantity};
use rustc_hash::FxHashMap as HashMap;

results! {
    ROW_SIZE = "entity.row_size", "Average row size", Data, "The sum of the attributes' sizes.";
    TABLE_SIZE = "entity.table_size", "Table size", Data, "Average row size × number of rows.";
    DATABASE_SIZE = "data_model.database_size", "Total DB size", Data, "All tables: average row size × number of rows.";
    INDEX_SIZE = "data_model.index_size", "Index size", Data, "The quick rule: 20–30% on top of the rows.";
    WITH_INDEXES = "data_model.with_indexes", "Total with indexes", Data, "Rows and indexes.";
    GROWTH_PER_DAY = "data_model.growth_per_day", "Growth per day", Data, "New rows × row size.";
    GROWTH_PER_MONTH = "data_model.growth_per_month", "Growth per month", Data, "New rows × row size.";
    GROWTH_PER_YEAR = "data_model.growth_per_year", "Growth per year", Data, "New rows × row size.";
    QUERY_QPS = "query.qps", "Average QPS", Rate, "How often a query is asked, on average.";
}

/// The row size of each entity, and how long a row is kept: what an action leaves behind may be such a row.
pub(super) fn rows(sheet: &mut Sheet) -> Rows {
    let doc = sheet.doc;
    let attributes = doc.attributes_by_entity();
    let mut rows = HashMap::default();
    for (at, entity) in doc.data_model.entities.iter().enumerate() {
        let places = attributes.get(&entity.id).into_iter().flatten();
        let attributes = places.map(|at| &doc.data_model.attributes[*at]);
        let sizes: Vec<_> = attributes
            .map(|a| {
                match Some(a)
                    .filter(|a| a.size.trim().is_empty())
                    .and_then(|a| width(&a.kind))
                {
                    // An attribute whose type tells is not asked for its size.
                    Some(bytes) => {
                        let bytes = Quantity::new(bytes, Dim::DATA, Period::Second);
                        let bytes = Expr::Constant(bytes, Kind::Data);
                        sheet.cell_or(&fields::ATTRIBUTE_SIZE, a, a.name.trim(), bytes)
                    }
                    None => sheet.cell(&fields::ATTRIBUTE_SIZE, a, a.name.trim()),
                }
            })
            .collect();
        let row: Expr = if sizes.is_empty() {
            sheet
                .wanting(
                    "data_model.attributes",
                    "an attribute with its size",
                    Kind::Data,
                )
                .into()
        } else {
            sum(sizes)
        };
        let name = row_name(&entity.name, at + 1);
        let row = sheet.define_row(&ROW_SIZE, entity.id, &name, row);
        let kept = !entity.kept.trim().is_empty();
        let kept = kept.then(|| sheet.cell(&fields::KEPT, entity, &name));
        rows.insert(entity.id, (row, kept));
    }
    rows
}

/// What was estimated the quick way.
pub(super) struct Quick {
    /// The number of rows of each entity, in their order.
    counts: Vec<NodeRef>,
    /// All tables with their indexes.
    total: NodeRef,
}

/// The sizes of the tables, how they grow, and how often each query is asked.
pub(super) fn estimate(sheet: &mut Sheet, rows: &Rows, capacity: &Capacity) -> Quick {
    let doc = sheet.doc;
    let (mut tables, mut growing, mut counts) = (Vec::new(), Vec::new(), Vec::new());
    let mut written = written(doc, capacity);
    for (at, entity) in doc.data_model.entities.iter().enumerate() {
        let name = row_name(&entity.name, at + 1);
        let Some((row, kept)) = rows.get(&entity.id).copied() else {
            continue;
        };
        let written = written.remove(&entity.id).unwrap_or_default();
        let new = new_rows(sheet, entity, &name, written);
        let count = count(sheet, entity, &name, new, kept, capacity);
        tables.push(sheet.define_row(&TABLE_SIZE, entity.id, &name, row * count));
        growing.extend(new.map(|new| (Expr::from(new), row)));
        counts.push(count);
    }
    let total = totals(sheet, tables, &growing);
    for (at, pattern) in doc.data_model.access_patterns.iter().enumerate() {
        let name = row_name(&pattern.query, at + 1);
        let action = pattern.action.trim().parse::<Id>().ok();
        let rate = match action.and_then(|id| capacity.rates.get(&id)) {
            Some(rate) => sheet.cell_or(&fields::QUERY_RATE, pattern, &name, rate.clone()),
            None => sheet.cell(&fields::QUERY_RATE, pattern, &name),
        };
        let per_user = sheet
            .value(rate)
            .is_some_and(|rate| rate.dim == Dim::PER_USER_TIME);
        let rate = if per_user {
            capacity.dau * rate
        } else {
            rate.into()
        };
        sheet.define_row(&QUERY_QPS, pattern.id, &name, per(rate, Period::Second));
    }
    Quick { counts, total }
}

/// How often rows of each entity are left behind, by each action that does so.
fn written(doc: &Document, capacity: &Capacity) -> HashMap<Id, Vec<Expr>> {
    let mut written: HashMap<Id, Vec<Expr>> = HashMap::default();
    for action in doc
        .apis
        .actions
        .iter()
        .filter(|action| writes(action) != Some(false))
    {
        if let (Ok(entity), Some(rate)) =
            (action.record.trim().parse(), capacity.rates.get(&action.id))
        {
            written.entry(entity).or_default().push(rate.clone());
        }
    }
    written
}

/// How many rows are added: as entered, or as the actions that leave them behind have it. None where nobody knows.
fn new_rows(sheet: &mut Sheet, entity: &Entity, name: &str, rates: Vec<Expr>) -> Option<NodeRef> {
    match (entity.new_rows.trim(), rates.is_empty()) {
        ("", true) => None,
        ("", false) => Some(sheet.cell_or(&fields::NEW_ROWS, entity, name, sum(rates))),
        _ => Some(sheet.cell(&fields::NEW_ROWS, entity, name)),
    }
}

/// How many rows there are: as entered, or what has come together until the horizon and is still kept.
fn count(
    sheet: &mut Sheet,
    entity: &Entity,
    name: &str,
    new: Option<NodeRef>,
    kept: Option<NodeRef>,
    capacity: &Capacity,
) -> NodeRef {
    let Some(new) = new else {
        return sheet.cell(&fields::ENTITY_ROWS, entity, name);
    };
    let (growth, horizon) = (capacity.growth, capacity.horizon);
    let years = match kept {
        None => years_of_growth(growth, horizon),
        Some(kept) => KEPT_YEARS.of([growth, horizon, kept]),
    };
    let come = per(new, Period::Year) * one(Period::Year) * years;
    sheet.cell_or(&fields::ENTITY_ROWS, entity, name, come)
}

/// All tables the quick way; hands back their total with indexes.
fn totals(sheet: &mut Sheet, tables: Vec<NodeRef>, growing: &[(Expr, NodeRef)]) -> NodeRef {
    let size: Expr = if tables.is_empty() {
        sheet
            .wanting(
                "data_model.entities",
                "an entity with rows and attributes",
                Kind::Data,
            )
            .into()
    } else {
        sum(tables)
    };
    let size = sheet.define(&DATABASE_SIZE, size);
    let share = sheet.field(&fields::INDEX_SHARE);
    let indexes = sheet.define(&INDEX_SIZE, size * share);
    let all = sheet.define(&WITH_INDEXES, sum([size, indexes]));
    let periods = [
        (&GROWTH_PER_DAY, Period::Day),
        (&GROWTH_PER_MONTH, Period::Month),
        (&GROWTH_PER_YEAR, Period::Year),
    ];
    for (formula, period) in periods {
        let growth: Expr = if growing.is_empty() {
            sheet
                .wanting("entity.new_rows", "an entity with new rows", Kind::Data)
                .into()
        } else {
            sum(growing
                .iter()
                .map(|(rate, row)| per(rate.clone(), period) * one(period) * *row))
        };
        sheet.define(formula, growth);
    }
    all
}

#[cfg(test)]
mod tests;
