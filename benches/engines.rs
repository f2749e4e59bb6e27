//! The sizes of many tables, as they are computed anew with every key: `cargo bench --no-default-features --bench engines`.

use std::hint::black_box;
use std::time::Instant;

use envelope::engines::{Column, ColumnFacts, Engine, Index, Key, Part, Table, Type, size};

const TABLES: u32 = 500;
const COLUMNS: usize = 20;

fn main() {
    for (what, null_share) in [
        ("all rows alike", 0.0),
        ("a fifth of the values missing", 0.2),
    ] {
        let facts = facts(null_share);
        let table = table(null_share > 0.0);
        for engine in [Engine::Postgres, Engine::Innodb, Engine::Sqlite] {
            let mut best = f64::INFINITY;
            for _ in 0..10 {
                let started = Instant::now();
                for at in 0..TABLES {
                    let rows = 1e6 + f64::from(at);
                    black_box(size(engine, black_box(&table), rows, black_box(&facts)));
                }
                best = best.min(started.elapsed().as_secs_f64() * 1e3);
            }
            println!("{TABLES} tables of {COLUMNS} columns, {engine:?}, {what}: {best:.2} ms");
        }
    }
}

fn table(nullable: bool) -> Table {
    let types = [
        Type::BigInt,
        Type::Int,
        Type::Varchar(Some(60)),
        Type::Timestamp(None),
        Type::Bool,
    ];
    let columns = (0..COLUMNS).map(|at| Column {
        name: format!("column_{at}"),
        data_type: types[at % types.len()].clone(),
        not_null: !nullable,
        ..Column::default()
    });
    let part = Part {
        of: "column_3".to_owned(),
        ..Part::default()
    };
    Table {
        name: "table".to_owned(),
        columns: columns.collect(),
        primary_key: Some(Key {
            name: None,
            columns: vec!["column_0".to_owned()],
        }),
        indexes: vec![Index {
            parts: vec![part],
            ..Index::default()
        }],
        ..Table::default()
    }
}

fn facts(null_share: f64) -> Vec<ColumnFacts> {
    let one = ColumnFacts {
        average: Some(24.0),
        null_share,
        ..ColumnFacts::default()
    };
    vec![one; COLUMNS]
}
