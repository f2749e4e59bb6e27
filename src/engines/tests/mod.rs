//! Figures that were measured, laws that hold for any table, and advice.

// Whole numbers of bytes are exact.
#![allow(clippy::float_cmp)]

mod advising;
mod figures;
// On the host only: there is no source of randomness in wasm.
#[cfg(not(target_arch = "wasm32"))]
mod properties;

use super::{Column, ColumnFacts, Index, Key, Part, Table, Type};

/// Columns that are never without a value, named by their places.
fn table(types: &[Type]) -> Table {
    let columns = types.iter().enumerate().map(|(at, data_type)| Column {
        name: format!("c{at}"),
        data_type: data_type.clone(),
        not_null: true,
        ..Column::default()
    });
    Table {
        name: "t".to_owned(),
        columns: columns.collect(),
        ..Table::default()
    }
}

fn key(columns: &[&str]) -> Key {
    Key {
        name: None,
        columns: columns.iter().map(|name| (*name).to_owned()).collect(),
    }
}

fn index(columns: &[&str]) -> Index {
    let part = |name: &&str| Part {
        of: (*name).to_owned(),
        ..Part::default()
    };
    Index {
        parts: columns.iter().map(part).collect(),
        ..Index::default()
    }
}

/// Values that are so many bytes long.
fn long(average: f64) -> ColumnFacts {
    ColumnFacts {
        average: Some(average),
        ..ColumnFacts::default()
    }
}

const ANY: ColumnFacts = ColumnFacts {
    average: None,
    spread: 0.0,
    null_share: 0.0,
    random: false,
    distinct: None,
};
