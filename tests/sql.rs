//! SQL written and read back, without an engine.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)] // a test stops at the first failure

#[path = "sql/schemas.rs"]
mod schemas;

use envelope::engines::{
    Action, Check, Column, Engine, ForeignKey, Index, Key, Method, Part, Schema, Table, Type,
};
use envelope::text::sql;
use proptest::prelude::*;
use schemas::{Random, schema, seeds};

const ENGINES: [Engine; 3] = [Engine::Postgres, Engine::Innodb, Engine::Sqlite];

#[test]
fn what_is_written_reads_back() {
    for engine in ENGINES {
        for seed in seeds(400) {
            let schema = schema(&mut Random::new(seed), engine);
            let sql = sql::write(engine, &schema).sql;
            let reading = sql::read_as(engine, &sql);
            assert_eq!(reading.skipped, [], "SEED={seed} {engine:?}\n{sql}");
            for (read, meant) in reading.schema.tables.iter().zip(&schema.tables) {
                assert_eq!(read, meant, "SEED={seed} {engine:?}\n{sql}");
            }
            assert_eq!(reading.schema.tables.len(), schema.tables.len());
        }
    }
}

/// A schema with these texts wherever a person can type one.
fn hostile(texts: &[String]) -> Schema {
    let text = |at: usize| texts[at % texts.len()].clone();
    let column = |name: String, data_type: Type, at: usize| Column {
        name,
        data_type,
        default: Some(text(at)),
        comment: text(at + 1),
        ..Column::default()
    };
    let table = Table {
        name: ["a", &text(0)].concat(),
        columns: vec![
            column(["a", &text(1)].concat(), Type::Other(text(2)), 3),
            column(
                ["b", &text(4)].concat(),
                Type::Enum(vec![text(5), ["x", &text(6)].concat()]),
                7,
            ),
            column(["c", &text(8)].concat(), Type::Int, 9),
        ],
        primary_key: Some(Key {
            name: Some(text(10)),
            columns: vec![["c", &text(8)].concat()],
        }),
        uniques: vec![Key {
            name: Some(text(11)),
            columns: vec![["c", &text(8)].concat(), text(4)],
        }],
        indexes: vec![Index {
            name: Some(text(0)),
            parts: vec![
                Part {
                    of: ["c", &text(8)].concat(),
                    ..Part::default()
                },
                Part {
                    of: text(3),
                    expression: true,
                    descending: true,
                },
            ],
            predicate: Some(text(5)),
            method: Method::BTree,
            ..Index::default()
        }],
        foreign_keys: vec![ForeignKey {
            name: Some(text(1)),
            columns: vec![["c", &text(8)].concat()],
            table: ["a", &text(0)].concat(),
            on_delete: Action::Cascade,
            ..ForeignKey::default()
        }],
        checks: vec![Check {
            name: Some(text(2)),
            condition: text(6),
        }],
        comment: text(7),
        ..Table::default()
    };
    let mut other = table.clone();
    other.name = ["b", &table.name].concat();
    Schema {
        tables: vec![table, other],
    }
}

proptest! {
    #[test]
    fn no_text_ends_the_statement_around_it(
        texts in proptest::collection::vec("[a-zA-Z0-9 '\"`;\\\\(),.*/$\\[\\]\n\u{0}ü😀:|#-]{0,9}|(it's|--|/\\*|\\*/|\\$\\$|'\\); DROP TABLE x; --|E'|x'::y)", 12),
    ) {
        let meant = hostile(&texts);
        for engine in ENGINES {
            let script = sql::write(engine, &meant);
            let reading = sql::read_as(engine, &script.sql);
            prop_assert_eq!(reading.schema.tables.len(), 2, "{}", script.sql);
            for (read, meant) in reading.schema.tables.iter().zip(&meant.tables) {
                prop_assert_eq!(read.columns.len(), meant.columns.len(), "{}", script.sql);
                prop_assert!(read.primary_key.is_some(), "{}", script.sql);
                prop_assert_eq!(read.foreign_keys.len(), 1, "{}", script.sql);
            }
            // A key of MySQL has only the beginning of a long text, and that is said when it is read.
            let beginning = |skipped: &&sql::Skipped| skipped.why != "all of the column is taken, not its beginning";
            let skipped: Vec<_> = reading.skipped.iter().filter(beginning).collect();
            prop_assert!(skipped.is_empty(), "{:?}\n{}", skipped, script.sql);
        }
    }
}

/// What is said of a schema of one table that an engine cannot have as it is.
fn notes(engine: Engine, from: &str) -> Vec<(String, &'static str)> {
    let script = sql::write(engine, &sql::read(from).schema);
    script
        .notes
        .into_iter()
        .map(|note| (note.item, note.why))
        .collect()
}

#[test]
fn what_an_engine_does_not_have_is_said() {
    let from = "CREATE TABLE t (a text NOT NULL, d jsonb, l text[], i inet, u uuid DEFAULT gen_random_uuid());\nCREATE UNIQUE INDEX p ON t (a) WHERE d IS NULL;\nCREATE INDEX g ON t USING gin (d);\nCREATE INDEX h ON t USING hash (a);";
    assert_eq!(notes(Engine::Postgres, from), []);
    let items = |engine| {
        notes(engine, from)
            .into_iter()
            .map(|(item, _)| item)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        items(Engine::Innodb),
        ["d", "l", "i", "u", "p", "p", "g", "h", "h"]
    );
    assert_eq!(items(Engine::Sqlite), ["l", "g", "h"]);
    let mysql = sql::write(Engine::Innodb, &sql::read(from).schema).sql;
    assert!(
        mysql.contains("    KEY p (a(255))"),
        "not unique in all rows: {mysql}"
    );
    assert!(
        mysql.contains("DEFAULT (unhex(replace(uuid(),'-','')))"),
        "{mysql}"
    );
}

#[test]
fn a_name_that_is_too_long_stays_one_name() {
    let long = "ü".repeat(90);
    let table = |name: &str| Table {
        name: [name, &long].concat(),
        columns: vec![Column {
            name: [&long, name].concat(),
            data_type: Type::Int,
            ..Column::default()
        }],
        primary_key: Some(Key {
            name: None,
            columns: vec![[&long, name].concat()],
        }),
        ..Table::default()
    };
    let schema = Schema {
        tables: vec![table("a"), table("b")],
    };
    for (engine, most) in [(Engine::Postgres, 63), (Engine::Innodb, 64)] {
        let read = sql::read_as(engine, &sql::write(engine, &schema).sql).schema;
        let length = |name: &str| {
            if engine == Engine::Postgres {
                name.len()
            } else {
                name.chars().count()
            }
        };
        let [a, b] = &read.tables[..] else {
            panic!("{read:?}")
        };
        assert!(length(&a.name) <= most && length(&a.columns[0].name) <= most);
        assert_eq!(
            a.primary_key.as_ref().unwrap().columns,
            [a.columns[0].name.as_str()]
        );
        assert_ne!(a.columns[0].name, b.columns[0].name, "their ends differ");
    }
}

#[test]
fn indexes_without_a_name_get_one_where_the_engine_wants_it() {
    let schema =
        sql::read("CREATE TABLE t (a int); CREATE INDEX ON t (a); CREATE INDEX ON t (a);").schema;
    let script = sql::write(Engine::Sqlite, &schema);
    assert!(
        script
            .sql
            .ends_with("CREATE INDEX t_a_idx ON t (a);\nCREATE INDEX t_a_idx_2 ON t (a);\n"),
        "{}",
        script.sql
    );
}

#[test]
fn lengths_beyond_what_an_engine_has_are_said() {
    let from =
        "CREATE TABLE t (a decimal(80,40), b varchar(20000000), c char(300), d decimal(5,9))";
    let types = |engine| {
        let script = sql::write(engine, &sql::read(from).schema);
        let lines = script
            .sql
            .lines()
            .skip(1)
            .map(|line| line.trim().to_owned());
        (lines.take(4).collect::<Vec<_>>(), script.notes.len())
    };
    let mysql = [
        "a decimal(65,30),",
        "b longtext,",
        "c varchar(300),",
        "d decimal(5,5)",
    ];
    assert_eq!(types(Engine::Innodb), (mysql.map(String::from).to_vec(), 4));
    let postgres = [
        "a numeric(80,40),",
        "b text,",
        "c char(300),",
        "d numeric(5,5)",
    ];
    assert_eq!(
        types(Engine::Postgres),
        (postgres.map(String::from).to_vec(), 2)
    );
}
