//! What an engine refuses.

use super::sorted::sorted;
use super::{Finding, as_number};
use crate::engines::limits::table_limits;
use crate::engines::sizes::{Shape, place};
use crate::engines::{ColumnFacts, Engine, Table};

/// What an engine refuses of a table, or would once its values are there: too many columns, names, rows and keys that
/// are too long. `row` is what a row takes, where it is known.
///
/// ```
/// use envelope::engines::{Column, Engine, Finding, Table, refused};
/// let long = Column { name: "a".repeat(64), ..Column::default() };
/// let table = Table { columns: vec![long], ..Table::default() };
/// assert_eq!(refused(Engine::Postgres, &table, &[], None), [Finding::NameTooLong { column: Some(0) }]);
/// assert_eq!(refused(Engine::Innodb, &table, &[], None), []);
/// ```
pub fn refused(
    engine: Engine,
    table: &Table,
    facts: &[ColumnFacts],
    row: Option<f64>,
) -> Vec<Finding> {
    let shape = Shape::new(engine, table, 0.0, facts, &mut Vec::new());
    let limits = table_limits(engine);
    let mut found = Vec::new();
    if as_number(table.columns.len()) > limits.columns {
        found.push(Finding::TooManyColumns);
    }
    if row.is_some_and(|row| row > limits.row) {
        found.push(Finding::RowTooLong);
    }
    let length = |name: &str| match engine {
        Engine::Innodb => as_number(name.chars().count()),
        _ => as_number(name.len()),
    };
    if length(&table.name) > limits.name {
        found.push(Finding::NameTooLong { column: None });
    }
    for (at, column) in table.columns.iter().enumerate() {
        if length(&column.name) > limits.name {
            found.push(Finding::NameTooLong { column: Some(at) });
        }
    }
    for one in sorted(table) {
        let places = one.parts.iter().filter_map(|(name, _)| place(table, name));
        let key: f64 = places.map(|at| shape.columns[at].lengths.most()).sum();
        if as_number(one.parts.len()) > limits.index_columns || key > limits.index_key {
            found.push(Finding::IndexTooLong { index: one.of });
        }
    }
    found
}
