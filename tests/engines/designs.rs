//! The data model of every example is taken by each engine, and what the engine's own program dumps reads back as it
//! was, except for what the writer said that this engine does not have.

use crate::servers::{Mariadb, Postgres, Sqlite};
use crate::sql::{FRESH_MARIADB, FRESH_POSTGRES, comparable, taken};
use envelope::engines::{Check, Engine, ForeignKey, Index, Key, Schema, Table, Type};
use envelope::estimate::data_model::schema;
use envelope::library::examples;
use envelope::text::json;
use envelope::text::sql::{self, Note, Script};
use std::collections::BTreeSet;
use std::fmt::Debug;

#[path = "../sql/shop.rs"]
mod shop;

/// What an engine makes of a table of a design; beside what [`comparable`] leaves out.
fn kept(engine: Engine, table: &mut Table) {
    // Only PostgreSQL leaves room in its pages.
    if engine != Engine::Postgres {
        table.fill_factor = None;
    }
    // The standard's name of the same moment.
    if engine != Engine::Postgres {
        for column in &mut table.columns {
            let now = column.default.as_deref() == Some("now()");
            column.default = column.default.take().filter(|_| !now);
            if now {
                column.default = Some(String::from("CURRENT_TIMESTAMP"));
            }
        }
    }
    // A unique index of MySQL is a unique constraint;
    if engine == Engine::Innodb {
        let (unique, others) =
            std::mem::take(&mut table.indexes)
                .into_iter()
                .partition(|index: &Index| {
                    index.unique
                        && index.predicate.is_none()
                        && !index
                            .parts
                            .iter()
                            .any(|part| part.descending || part.expression)
                });
        table.indexes = others;
        let unique: Vec<Index> = unique;
        table.uniques.extend(unique.into_iter().map(|index| Key {
            name: index.name,
            columns: index.parts.into_iter().map(|part| part.of).collect(),
        }));
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

/// A difference: the name that the writer's notes have for it, what was meant and what was read.
type Difference = (String, String, String);

/// What of a table differs between two readings of it.
fn differences(read: &Table, meant: &Table) -> Vec<Difference> {
    let mut found = Vec::new();
    let options = |table: &Table| {
        let Table {
            comment,
            fill_factor,
            without_rowid,
            ..
        } = table;
        vec![(comment.clone(), *fill_factor, *without_rowid)]
    };
    unlike(
        &options(read),
        &options(meant),
        |_| String::new(),
        &mut found,
    );
    let names = |table: &Table| -> Vec<String> {
        table.columns.iter().map(|one| one.name.clone()).collect()
    };
    assert_eq!(names(read), names(meant), "{}", meant.name);
    unlike(
        &read.columns,
        &meant.columns,
        |column| column.name.clone(),
        &mut found,
    );
    let key = |table: &Table| -> Vec<Key> { table.primary_key.iter().cloned().collect() };
    unlike(
        &key(read),
        &key(meant),
        |_| String::from("PRIMARY KEY"),
        &mut found,
    );
    unlike(
        &read.uniques,
        &meant.uniques,
        |key| listed(&key.columns),
        &mut found,
    );
    let of = |index: &Index| {
        let parts: Vec<String> = index.parts.iter().map(|part| part.of.clone()).collect();
        listed(&parts)
    };
    unlike(&read.indexes, &meant.indexes, of, &mut found);
    let of = |key: &ForeignKey| listed(&key.columns);
    unlike(&read.foreign_keys, &meant.foreign_keys, of, &mut found);
    let of = |check: &Check| check.condition.clone();
    unlike(&read.checks, &meant.checks, of, &mut found);
    found
}

fn listed(columns: &[String]) -> String {
    columns.join(", ")
}

/// What only one of the two has.
fn unlike<T: Debug + PartialEq>(
    read: &[T],
    meant: &[T],
    item: impl Fn(&T) -> String,
    found: &mut Vec<Difference>,
) {
    for one in meant.iter().filter(|one| !read.contains(one)) {
        found.push((item(one), format!("{one:?}"), String::new()));
    }
    for one in read.iter().filter(|one| !meant.contains(one)) {
        found.push((item(one), String::new(), format!("{one:?}")));
    }
}

/// Compares what a dump says with the design. They are equal except in what the writer said that this engine cannot
/// have as it is; hands back what it said of that.
#[track_caller]
fn same(
    name: &str,
    engine: Engine,
    meant: &Schema,
    notes: &[Note],
    dump: &str,
) -> Vec<&'static str> {
    let reading = sql::read_as(engine, dump);
    // That a key of MySQL holds the beginning of a long text is said by the writer and by the reader.
    let beginnings = notes
        .iter()
        .filter(|note| note.why.starts_with("only the beginning"));
    let cut = beginnings.count();
    let (of_cut, skipped): (Vec<_>, Vec<_>) = (reading.skipped.iter())
        .partition(|skipped| skipped.why == "all of the column is taken, not its beginning");
    assert_eq!(
        (of_cut.len(), skipped),
        (cut, vec![]),
        "{name} {engine:?}\n{dump}"
    );
    let mut meant = comparable(meant);
    for table in &mut meant {
        kept(engine, table);
    }
    let (meant, mut read) = (nameless(meant), nameless(comparable(&reading.schema)));
    let mut excused = Vec::new();
    for (table, meant) in read.iter_mut().zip(&meant) {
        let keys = &table.foreign_keys;
        table
            .indexes
            .retain(|index| meant.indexes.contains(index) || !made_for(index, keys));
        for (item, was, is) in differences(table, meant) {
            let said = notes
                .iter()
                .filter(|note| note.table == meant.name && note.item == item);
            let before = excused.len();
            excused.extend(said.map(|note| note.why));
            assert!(
                excused.len() > before,
                "{name} {engine:?} {} {item}:\n- {was}\n+ {is}\n{dump}",
                meant.name
            );
        }
    }
    assert_eq!(read.len(), meant.len(), "{name} {engine:?}\n{dump}");
    excused
}

#[test]
fn the_data_model_of_every_example_goes_through_each_engine() {
    let (postgres, mariadb) = (Postgres::start(), Mariadb::start());
    let examples = examples::ALL.iter();
    let designs = examples.map(|example| (example.name, json::example(example)));
    let mut excused = [BTreeSet::new(), BTreeSet::new(), BTreeSet::new()];
    for (name, doc) in designs.chain([("typed", shop::typed())]) {
        let meant = schema(&doc);
        assert!(!meant.tables.is_empty(), "{name}");
        for (engine, excused) in Engine::ALL.into_iter().zip(&mut excused) {
            let Script {
                sql: written,
                notes,
            } = sql::write(engine, &meant);
            // As it was written it says the same as through the engine.
            excused.extend(same(name, engine, &meant, &notes, &written));
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
            excused.extend(same(name, engine, &meant, &notes, &dump()));
        }
    }
    // All that an engine cannot have of what the examples use.
    let mysql = [
        "the nearest type there is",
        "there is no partial index; it is of all rows",
        "there is no partial index; it is of all rows, and not unique",
    ];
    assert_eq!(excused, [BTreeSet::new(), mysql.into(), BTreeSet::new()]);
}
