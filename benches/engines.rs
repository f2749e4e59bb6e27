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
        // Each table is another one, or the second would profit from what was found for the first.
        let facts: Vec<_> = (0..TABLES).map(|at| facts(null_share, at)).collect();
        let table = table(null_share > 0.0);
        for engine in [Engine::Postgres, Engine::Innodb, Engine::Sqlite] {
            let (mut first, mut best) = (0.0, f64::INFINITY);
            for run in 0..10 {
                let started = Instant::now();
                for facts in &facts {
                    black_box(size(engine, black_box(&table), 1e6, black_box(facts)));
                }
                let took = started.elapsed().as_secs_f64() * 1e3;
                if run == 0 {
                    first = took;
                }
                best = best.min(took);
            }
            println!(
                "{TABLES} tables of {COLUMNS} columns, {engine:?}, {what}: {first:.2} ms at first, then {best:.2} ms"
            );
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

fn facts(null_share: f64, at: u32) -> Vec<ColumnFacts> {
    let one = ColumnFacts {
        average: Some(24.0 + f64::from(at) / 1e4),
        null_share,
        ..ColumnFacts::default()
    };
    vec![one; COLUMNS]
}
