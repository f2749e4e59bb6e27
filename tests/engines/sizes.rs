//! Bytes as computed, and as the engines have them.

use envelope::engines::{Column, ColumnFacts, Engine, IndexOf, TableSize, Type, size};

use crate::comparison::{Comparison, number};
use crate::servers::{Mariadb, Postgres, Sqlite};
use crate::shapes::{Dice, Fill, Shape, seed, thrown};

/// Rows of a table with long values.
const LONG_ROWS: u32 = 4000;

/// Rows of a table: enough that a page more or less does not matter.
const ROWS: u32 = 100_000;

/// So many shapes are made in `PostgreSQL`, in `SQLite` and in `InnoDB`.
const SHAPES: [usize; 3] = [20, 16, 12];

fn described(shape: &Shape) -> String {
    let columns = shape
        .table
        .columns
        .iter()
        .zip(&shape.fills)
        .zip(&shape.nulls);
    let columns: Vec<String> = columns
        .map(|((column, fill), nulls)| format!("{:?} {fill:?} {nulls}", column.data_type))
        .collect();
    format!("{:?} {}", shape.table.fill_factor, columns.join(", "))
}

/// The same of columns whose values come in order.
fn sorted(mut facts: Vec<ColumnFacts>) -> Vec<ColumnFacts> {
    for facts in &mut facts {
        facts.random = false;
    }
    facts
}

fn index(size: &TableSize, of: IndexOf) -> f64 {
    size.indexes
        .iter()
        .find(|index| index.of == of)
        .unwrap()
        .total
}

#[test]
fn tables_and_indexes_of_postgres_are_as_computed() {
    let server = Postgres::start();
    let seed = seed();
    let mut dice = Dice(seed);
    server.query(&thrown(&mut dice, ROWS));
    let mut comparison = Comparison::default();
    for _ in 0..SHAPES[0] {
        let mut shape = Shape::generated(&mut dice, ROWS);
        shape.index(&["c0", "c1"]).index(&["c0"]);
        let last = format!("c{}", shape.fills.len() - 1);
        shape.index(&[&last]);
        server.query(&shape.statements(Engine::Postgres));
        server.query(&shape.index_statements());
        let facts = shape.facts(&server.query(&shape.count()));
        let computed = size(
            Engine::Postgres,
            &shape.table,
            f64::from(shape.rows),
            &facts,
        );
        let relation =
            |name: &str| number(&server.query(&format!("SELECT pg_relation_size('{name}')")));
        let found = relation("t");
        let tolerance = 0.1 + shape.scatter(found, 8192.0);
        comparison.add(
            Engine::Postgres,
            &described(&shape),
            [computed.table, found],
            tolerance,
        );
        let mut sorted = facts.clone();
        // Built from what is there, as CREATE INDEX does.
        sorted[0].random = false;
        let computed = size(
            Engine::Postgres,
            &shape.table,
            f64::from(shape.rows),
            &sorted,
        );
        for at in 0..3 {
            let found = relation(&format!("i{at}"));
            comparison.add(
                Engine::Postgres,
                &format!("    i{at}"),
                [index(&computed, IndexOf::Index(at)), found],
                0.5,
            );
        }
    }
    comparison.judge("PostgreSQL", seed, 0.02);
}

#[test]
fn tables_and_indexes_of_sqlite_are_as_computed() {
    let server = Sqlite::start();
    let seed = seed();
    let mut dice = Dice(seed);
    server.query(&thrown(&mut dice, ROWS));
    let mut comparison = Comparison::default();
    for _ in 0..SHAPES[1] {
        let mut shape = Shape::generated(&mut dice, ROWS);
        shape.index(&["c0", "c1"]).index(&["c0"]);
        server.query(&shape.statements(Engine::Sqlite));
        server.query(&shape.index_statements());
        let facts = shape.facts(&server.query(&shape.count()));
        let computed = size(Engine::Sqlite, &shape.table, f64::from(shape.rows), &facts);
        let relation = |name: &str| {
            number(&server.query(&format!(
                "SELECT sum(pgsize) FROM dbstat WHERE name='{name}'"
            )))
        };
        let found = relation("t");
        let tolerance = 0.1 + shape.scatter(found, 4096.0);
        comparison.add(
            Engine::Sqlite,
            &described(&shape),
            [computed.table + computed.overflow, found],
            tolerance,
        );
        // Sorted by values in no order, the numbers of the rows are mixed, which take one byte to three.
        let mixed = if facts[0].random { 0.4 } else { 0.0 };
        // Built from what is there, as CREATE INDEX does.
        let computed = size(
            Engine::Sqlite,
            &shape.table,
            f64::from(shape.rows),
            &sorted(facts),
        );
        for at in 0..2 {
            let found = relation(&format!("i{at}"));
            comparison.add(
                Engine::Sqlite,
                &format!("    i{at}"),
                [index(&computed, IndexOf::Index(at)), found],
                0.1 + mixed + shape.scatter(found, 4096.0),
            );
        }
    }
    comparison.judge("SQLite", seed, 0.02);
}

#[test]
fn tables_and_indexes_of_innodb_are_as_computed() {
    let server = Mariadb::start();
    let seed = seed();
    let mut dice = Dice(seed);
    server.query(&thrown(&mut dice, ROWS));
    let mut comparison = Comparison::default();
    for _ in 0..SHAPES[2] {
        let mut shape = Shape::generated(&mut dice, ROWS);
        // An index on a text would need a length.
        let column = |column: &&Column| column.data_type != Type::Text;
        let second = shape
            .table
            .columns
            .iter()
            .skip(1)
            .find(column)
            .unwrap()
            .name
            .clone();
        shape.index(&["c0", &second]).index(&[&second]);
        server.query(&shape.statements(Engine::Innodb));
        server.query(&shape.index_statements());
        let facts = shape.facts(&server.query(&shape.count()));
        let computed = size(Engine::Innodb, &shape.table, f64::from(shape.rows), &facts);
        server.query("ANALYZE TABLE t");
        let data = "SELECT data_length FROM information_schema.tables WHERE table_name='t'";
        let found = number(&server.query(data));
        comparison.add(
            Engine::Innodb,
            &described(&shape),
            [computed.table + computed.overflow, found],
            8.0,
        );
        // Built from what is there, as CREATE INDEX does.
        let computed = size(
            Engine::Innodb,
            &shape.table,
            f64::from(shape.rows),
            &sorted(facts),
        );
        for at in 0..2 {
            let question = format!(
                "SELECT stat_value*16384 FROM mysql.innodb_index_stats WHERE table_name='t' AND index_name='i{at}' AND stat_name='size'"
            );
            let found = number(&server.query(&question));
            comparison.add(
                Engine::Innodb,
                &format!("    i{at}"),
                [index(&computed, IndexOf::Index(at)), found],
                8.0,
            );
        }
    }
    comparison.judge("InnoDB", seed, 0.5);
}

/// What is too long for its row, in all three.
#[test]
fn long_values_are_outside_as_computed() {
    let (postgres, mariadb, sqlite) = (Postgres::start(), Mariadb::start(), Sqlite::start());
    let seed = seed();
    let mut dice = Dice(seed);
    let thrown = thrown(&mut dice, LONG_ROWS);
    for ask in [
        &postgres.query(&thrown),
        &mariadb.query(&thrown),
        &sqlite.query(&thrown),
    ] {
        assert_eq!(ask, "");
    }
    let mut comparison = Comparison::default();
    for (least, most) in [
        (1990, 1990),
        (2100, 2100),
        (5000, 5000),
        (500, 6000),
        (9000, 9000),
        (20_000, 30_000),
    ] {
        let mut shape = Shape::empty(LONG_ROWS);
        shape.push(Type::BigInt, Fill::Counter, 0).key(&["c0"]);
        shape.push(Type::Text, Fill::Text(least, most), 0);
        let mut compare = |engine, ask: &dyn Fn(&str) -> String, question: &str, tolerance| {
            ask(&shape.statements(engine));
            let facts = shape.facts(&ask(&shape.count()));
            let computed = size(engine, &shape.table, f64::from(shape.rows), &facts);
            ask("ANALYZE");
            let what = format!("{engine:?} {least} to {most}");
            let both = [computed.table + computed.overflow, number(&ask(question))];
            comparison.add(engine, &what, both, tolerance);
        };
        let heap = "SELECT pg_relation_size('t') + pg_total_relation_size(reltoastrelid) - pg_relation_size(reltoastrelid, 'fsm') FROM pg_class WHERE relname='t'";
        compare(Engine::Postgres, &|sql| postgres.query(sql), heap, 2.5);
        let data = "SELECT data_length FROM information_schema.tables WHERE table_name='t'";
        let in_mariadb = |sql: &str| mariadb.query(if sql == "ANALYZE" { "DO 0" } else { sql });
        let fresh = |sql: &str| {
            if sql == data {
                mariadb.query("ANALYZE TABLE t");
            }
            in_mariadb(sql)
        };
        compare(Engine::Innodb, &fresh, data, 8.0);
        let pages = "SELECT sum(pgsize) FROM dbstat WHERE name='t'";
        compare(Engine::Sqlite, &|sql| sqlite.query(sql), pages, 0.5);
    }
    comparison.judge("long values", seed, 0.5);
}
