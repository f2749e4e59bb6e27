//! Section 7: average row size × number of rows, growth, and the quick rule for indexes.

use super::sheet::{Sheet, one};
use crate::formula::{Expr, NodeRef, per, sum};
use crate::model::data_model::{self as fields, Entity};
use crate::model::{Id, row_name};
use crate::quantity::{Kind, Period};
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
}

/// Hands back the row size of each entity.
pub(super) fn estimate(sheet: &mut Sheet) -> HashMap<Id, NodeRef> {
    let doc = sheet.doc;
    let attributes = doc.attributes_by_entity();
    let (mut rows, mut tables) = (HashMap::default(), Vec::new());
    let mut growing: Vec<(Expr, NodeRef)> = Vec::new();
    for (at, entity) in doc.data_model.entities.iter().enumerate() {
        let places = attributes.get(&entity.id).into_iter().flatten();
        let attributes = places.map(|at| &doc.data_model.attributes[*at]);
        let sizes = attributes
            .map(|a| sheet.cell(&fields::ATTRIBUTE_SIZE, a, a.name.trim()))
            .collect();
        let (row, table, growth) = table(sheet, entity, at + 1, sizes);
        rows.insert(entity.id, row);
        tables.push(table);
        growing.extend(growth);
    }
    totals(sheet, tables, &growing);
    rows
}

/// One entity: its row size, its table, and the rate at which it grows where that was entered.
fn table(
    sheet: &mut Sheet,
    entity: &Entity,
    number: usize,
    sizes: Vec<NodeRef>,
) -> (NodeRef, NodeRef, Option<(Expr, NodeRef)>) {
    let name = row_name(&entity.name, number);
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
    let row = sheet.define_row(&ROW_SIZE, entity.id, &name, row);
    let rows = sheet.cell(&fields::ENTITY_ROWS, entity, &name);
    let size = sheet.define_row(&TABLE_SIZE, entity.id, &name, row * rows);
    let growth = (!entity.new_rows.trim().is_empty()).then(|| {
        (
            Expr::from(sheet.cell(&fields::NEW_ROWS, entity, &name)),
            row,
        )
    });
    (row, size, growth)
}

fn totals(sheet: &mut Sheet, tables: Vec<NodeRef>, growing: &[(Expr, NodeRef)]) {
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
    sheet.define(&WITH_INDEXES, sum([size, indexes]));
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
}
