//! The data model of every example is taken by each engine. Of those that use nothing which only one engine has, what
//! the engine's own program dumps reads back as it was.

use crate::servers::{Mariadb, Postgres, Sqlite};
use crate::sql::{FRESH_MARIADB, FRESH_POSTGRES, comparable, taken};
use envelope::engines::{Engine, ForeignKey, Index, Schema, Table, Type};
use envelope::estimate::data_model::schema;
use envelope::library::examples;
use envelope::text::{json, sql};

#[path = "../sql/shop.rs"]
mod shop;

/// What an engine makes of a table of a design; beside what [`comparable`] leaves out.
fn kept(engine: Engine, table: &mut Table) {
    // Only PostgreSQL leaves room in its pages.
    if engine != Engine::Postgres {
        table.fill_factor = None;
    }
    // MySQL has no partial indexes; the writer says so.
    if engine == Engine::Innodb {
        for index in &mut table.indexes {
            index.predicate = None;
        }
    }
    // SQLite counts every whole number up that is a key by itself, and calls it INTEGER.
    if engine == Engine::Sqlite {
        let key = table.primary_key.clone().unwrap_or_default().columns;
        for column in &mut table.columns {
            let whole = matches!(column.data_type, Type::SmallInt | Type::Int | Type::BigInt);
            if whole && key == [column.name.as_str()] {
                (column.data_type, column.generated) = (Type::Int, true);
            }
        }
    }
}

/// A schema without the names that engines give to what has none, in an order that does not follow from them.
fn nameless(mut tables: Vec<Table>) -> Vec<Table> {
    for table in &mut tables {
        if let Some(key) = &mut table.primary_key {
            key.name = None;
        }
        for key in &mut table.uniques {
            key.name = None;
        }
        for index in &mut table.indexes {
            index.name = None;
        }
        for key in &mut table.foreign_keys {
            key.name = None;
        }
        for check in &mut table.checks {
            check.name = None;
        }
        table
            .uniques
            .sort_by(|one, other| one.columns.cmp(&other.columns));
        table.indexes.sort_by_key(|index| format!("{index:?}"));
        table.foreign_keys.sort_by_key(|key| format!("{key:?}"));
        table
            .checks
            .sort_by(|one, other| one.condition.cmp(&other.condition));
    }
    tables
}

/// `InnoDB` makes an index of each foreign key that has none.
fn made_for(index: &Index, keys: &[ForeignKey]) -> bool {
    let columns: Vec<&String> = index.parts.iter().map(|part| &part.of).collect();
    keys.iter()
        .any(|key| key.columns.iter().eq(columns.iter().copied()))
}

#[track_caller]
fn same(name: &str, engine: Engine, meant: &Schema, dump: &str) {
    let reading = sql::read_as(engine, dump);
    assert_eq!(reading.skipped, [], "{name} {engine:?}\n{dump}");
    let mut meant = comparable(meant);
    for table in &mut meant {
        kept(engine, table);
    }
    let (meant, mut read) = (nameless(meant), nameless(comparable(&reading.schema)));
    for (table, meant) in read.iter_mut().zip(&meant) {
        let keys = &table.foreign_keys;
        table
            .indexes
            .retain(|index| meant.indexes.contains(index) || !made_for(index, keys));
        assert_eq!(table, meant, "{name} {engine:?}\n{dump}");
    }
    assert_eq!(read.len(), meant.len(), "{name} {engine:?}\n{dump}");
}

#[test]
fn the_data_model_of_every_example_goes_through_each_engine() {
    // Those that use nothing which only one engine has, and so say the same in all of them.
    const PLAIN: [&str; 3] = ["Pastebin", "Shop", "typed"];
    let (postgres, mariadb) = (Postgres::start(), Mariadb::start());
    let examples = examples::ALL.iter();
    let designs = examples.map(|example| (example.name, json::example(example)));
    for (name, doc) in designs.chain([("typed", shop::typed())]) {
        let meant = schema(&doc);
        // The others keep much outside the relational engines.
        let least = if PLAIN.contains(&name) { 3 } else { 1 };
        assert!(meant.tables.len() >= least, "{name}");
        for engine in Engine::ALL {
            let written = sql::write(engine, &meant).sql;
            let whole = PLAIN.contains(&name);
            if whole {
                // As it was written it says the same as through the engine.
                same(name, engine, &meant, &written);
            }
            let sqlite = Sqlite::start();
            let (answer, dump): (_, &dyn Fn() -> String) = match engine {
                Engine::Postgres => (
                    postgres.try_query(&[FRESH_POSTGRES, &written].concat()),
                    &|| postgres.dump(),
                ),
                Engine::Innodb => (
                    mariadb.try_query(&[FRESH_MARIADB, &written].concat()),
                    &|| mariadb.dump(),
                ),
                Engine::Sqlite => (sqlite.try_query(&written), &|| sqlite.dump()),
            };
            taken(0, answer, &written);
            if whole {
                same(name, engine, &meant, &dump());
            }
        }
    }
}
