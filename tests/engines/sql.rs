//! Schemas written for an engine, loaded into it, dumped by its own program, and read back.

#[path = "../sql/schemas.rs"]
pub(crate) mod schemas;

use crate::servers::{Mariadb, Postgres, Sqlite};
use envelope::engines::{Engine, Schema, Table};
use envelope::text::sql;
use schemas::{Random, schema, seeds};

/// Schemas for each engine.
const CASES: u64 = 60;

/// What is left of an expression when it is printed anew: spaces, parentheses and the case of keywords are
/// each engine's own, outside of texts.
fn bare(expression: &str) -> String {
    let mut quote = None;
    let mut out = String::new();
    for c in expression.chars() {
        match quote {
            None if c == '\'' || c == '"' => quote = Some(c),
            Some(open) if c == open => quote = None,
            _ => {}
        }
        match c {
            ' ' | '(' | ')' if quote.is_none() => {}
            c if quote.is_none() => out.extend(c.to_lowercase()),
            c => out.push(c),
        }
    }
    out
}

/// A schema as far as it comes back from any engine: expressions are printed anew, and what has a name is
/// printed in the order of the names.
fn comparable(schema: &Schema) -> Vec<Table> {
    let mut tables = schema.tables.clone();
    for table in &mut tables {
        for check in &mut table.checks {
            check.condition = bare(&check.condition);
        }
        for index in &mut table.indexes {
            index.predicate = index.predicate.as_deref().map(bare);
            for part in index.parts.iter_mut().filter(|part| part.expression) {
                part.of = bare(&part.of);
            }
        }
        table.checks.sort_by(|one, other| one.name.cmp(&other.name));
        table
            .uniques
            .sort_by(|one, other| one.name.cmp(&other.name));
        table
            .indexes
            .sort_by(|one, other| one.name.cmp(&other.name));
        table
            .foreign_keys
            .sort_by(|one, other| one.name.cmp(&other.name));
    }
    tables.sort_by(|one, other| one.name.cmp(&other.name));
    tables
}

/// `InnoDB` makes an index of each foreign key that has none, and gives it the name of the constraint.
fn without_automatic_indexes(read: &mut Schema, meant: &Schema) {
    for table in &mut read.tables {
        let Some(meant) = meant.tables.iter().find(|meant| meant.name == table.name) else {
            continue;
        };
        table.indexes.retain(|index| {
            let automatic = table.foreign_keys.iter().any(|key| key.name == index.name);
            !automatic || meant.indexes.iter().any(|meant| meant.name == index.name)
        });
    }
}

#[track_caller]
fn same(seed: u64, engine: Engine, meant: &Schema, read: &Schema, written: &str, dump: &str) {
    let (read, meant) = (comparable(read), comparable(meant));
    for (read, meant) in read.iter().zip(&meant) {
        assert_eq!(
            read, meant,
            "SEED={seed} {engine:?}\n{written}\n-- dumped:\n{dump}"
        );
    }
    assert_eq!(read.len(), meant.len(), "SEED={seed} {engine:?}\n{dump}");
}

#[track_caller]
fn reads(seed: u64, engine: Engine, dump: &str) -> Schema {
    let reading = sql::read(dump);
    assert_eq!(reading.skipped, [], "SEED={seed}\n{dump}");
    assert_eq!(reading.engine, engine, "SEED={seed}\n{dump}");
    reading.schema
}

const FRESH_POSTGRES: &str =
    "SET client_min_messages = error;\nDROP SCHEMA public CASCADE;\nCREATE SCHEMA public;\n";
const FRESH_MARIADB: &str = "DROP DATABASE envelope;\nCREATE DATABASE envelope;\nUSE envelope;\n";

/// Stops with the seed and the statements where an engine did not take them.
#[track_caller]
fn taken(seed: u64, answer: Result<String, String>, written: &str) {
    if let Err(said) = answer {
        panic!("SEED={seed}: {said}\n{written}");
    }
}

#[test]
fn postgresql_takes_what_is_written_and_its_dump_reads_back() {
    let server = Postgres::start();
    for seed in seeds(CASES) {
        let meant = schema(&mut Random::new(seed), Engine::Postgres);
        let written = sql::write(Engine::Postgres, &meant).sql;
        let answer = server.try_query(&[FRESH_POSTGRES, &written].concat());
        taken(seed, answer, &written);
        let dump = server.dump();
        let read = reads(seed, Engine::Postgres, &dump);
        same(seed, Engine::Postgres, &meant, &read, &written, &dump);
    }
}

#[test]
fn mariadb_takes_what_is_written_and_its_dump_reads_back() {
    let server = Mariadb::start();
    for seed in seeds(CASES) {
        let meant = schema(&mut Random::new(seed), Engine::Innodb);
        let written = sql::write(Engine::Innodb, &meant).sql;
        let answer = server.try_query(&[FRESH_MARIADB, &written].concat());
        taken(seed, answer, &written);
        let dump = server.dump();
        let mut read = reads(seed, Engine::Innodb, &dump);
        without_automatic_indexes(&mut read, &meant);
        same(seed, Engine::Innodb, &meant, &read, &written, &dump);
    }
}

#[test]
fn sqlite_takes_what_is_written_and_its_schema_reads_back() {
    for seed in seeds(CASES) {
        let server = Sqlite::start();
        let meant = schema(&mut Random::new(seed), Engine::Sqlite);
        let written = sql::write(Engine::Sqlite, &meant).sql;
        taken(seed, server.try_query(&written), &written);
        let dump = server.dump();
        let read = sql::read_as(Engine::Sqlite, &dump);
        assert_eq!(read.skipped, [], "SEED={seed}\n{dump}");
        same(seed, Engine::Sqlite, &meant, &read.schema, &written, &dump);
    }
}

#[test]
fn each_engine_takes_what_was_meant_for_another() {
    let (postgres, mariadb) = (Postgres::start(), Mariadb::start());
    for seed in seeds(CASES) {
        for from in [Engine::Postgres, Engine::Innodb, Engine::Sqlite] {
            let schema = schema(&mut Random::new(seed), from);
            for to in [Engine::Postgres, Engine::Innodb, Engine::Sqlite] {
                if to == from {
                    continue;
                }
                let written = sql::write(to, &schema).sql;
                let answer = match to {
                    Engine::Postgres => postgres.try_query(&[FRESH_POSTGRES, &written].concat()),
                    Engine::Innodb => mariadb.try_query(&[FRESH_MARIADB, &written].concat()),
                    Engine::Sqlite => Sqlite::start().try_query(&written),
                };
                taken(seed, answer, &format!("-- {from:?} to {to:?}\n{written}"));
            }
        }
    }
}

/// Each was refused by an engine, for a reason that its manual does not lead one to expect.
#[test]
fn what_an_engine_refused_once_is_taken() {
    let hard = "CREATE TABLE t (id bigserial PRIMARY KEY, name json DEFAULT '{}'::json, key text, CONSTRAINT name CHECK (key <> ''), CHECK (id > 0));
        CREATE INDEX \"PRIMARY\" ON t (key DESC);
        CREATE INDEX wide ON t (key) INCLUDE (name);
        CREATE TABLE of_text (key text PRIMARY KEY, other text REFERENCES of_text (key));
        CREATE TABLE sqlite_t (id int);
        COMMENT ON TABLE t IS 'beyond the plane 😀';";
    let schema = sql::read_as(Engine::Postgres, hard).schema;
    let written = |engine| sql::write(engine, &schema).sql;
    let (postgres, mariadb, sqlite) = (Postgres::start(), Mariadb::start(), Sqlite::start());
    postgres.query(&written(Engine::Postgres));
    mariadb.query(&written(Engine::Innodb));
    sqlite.query(&written(Engine::Sqlite));
    let read = sql::read(&mariadb.dump()).schema;
    let table = read.tables.iter().find(|table| table.name == "t").unwrap();
    let name = table.columns.iter().find(|column| column.name == "name");
    assert_eq!(name.unwrap().data_type, envelope::engines::Type::Json);
    assert_eq!(table.checks.len(), 1, "{table:?}");
}
