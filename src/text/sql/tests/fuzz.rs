//! The reader against texts that nobody would write.

use super::super::lex::STEPS;
use super::super::{read, read_as, write};
use crate::engines::{Engine, Table};
use proptest::prelude::*;

const ENGINES: [Engine; 3] = [Engine::Postgres, Engine::Innodb, Engine::Sqlite];

/// How many bytes and tokens are looked at.
fn steps(engine: Engine, text: &str) -> usize {
    STEPS.set(0);
    let _ = read_as(engine, text);
    STEPS.get()
}

fn whys(text: &str) -> Vec<&'static str> {
    read(text)
        .skipped
        .iter()
        .map(|skipped| skipped.why)
        .collect()
}

#[test]
fn nothing_that_is_typed_stops_the_reader() {
    let deep = ["CREATE TABLE t (a int DEFAULT ", &"(".repeat(100_000)].concat();
    let closed = [&deep, "1", &")".repeat(100_000), ");"].concat();
    let nested = [
        "CREATE TABLE t (a int",
        &"[]".repeat(100_000),
        ", b ",
        &"/*".repeat(100_000),
    ]
    .concat();
    let junk: String = (0..100_000_u32)
        .filter_map(|at| char::from_u32(at * 7919 % 0x11_0000))
        .collect();
    for text in [
        deep.as_str(),
        &closed,
        &nested,
        &junk,
        "CREATE TABLE",
        "CREATE TABLE t (",
        "'",
        "\"",
        "`",
        "$$",
        "/*",
        "--",
        "E'\\",
        "CREATE TABLE t (a enum('",
        "\\",
        "COPY x FROM stdin;",
        "DELIMITER",
        "ALTER TABLE t ADD (",
        "CREATE INDEX ON",
        "CREATE TABLE \"\" ()",
    ] {
        for engine in ENGINES {
            let reading = read_as(engine, text);
            let _ = write(engine, &reading.schema);
        }
    }
    assert_eq!(
        whys("CREATE TABLE a (id int);\nINSERT INTO a VALUES ('never"),
        [
            "what is quoted or commented from here on never ends",
            "rows are no part of a schema"
        ]
    );
}

#[test]
fn the_work_grows_with_the_text_and_no_faster() {
    let table = |at: usize| {
        format!(
            "CREATE TABLE t{at} (id int PRIMARY KEY, o int REFERENCES t{} (id), c text DEFAULT 'x' CHECK (c IN ('a', (('b')))));\nCOMMENT ON COLUMN t{at}.c IS 'c';\nCREATE INDEX i{at} ON t{at} (c);\n",
            at / 2
        )
    };
    for engine in ENGINES {
        for unit in [
            &table(1),
            "(",
            ")",
            "[",
            "a(",
            "'",
            "''",
            "'a' ",
            "a::b ",
            "$a$",
            "/*",
            "/* ",
            "--\n",
            ";",
            "x;",
            "CREATE TABLE t (",
            "CREATE TABLE t (a int);",
            "= ANY (ARRAY[",
            "1.",
            "COPY t FROM stdin;\n\\.\n",
        ] {
            let (short, long) = (unit.repeat(500), unit.repeat(5000));
            let (few, many) = (steps(engine, &short), steps(engine, &long));
            assert!(few <= 3 * short.len() + 9, "{engine:?} {unit} {few}");
            assert!(many <= 3 * long.len() + 9, "{engine:?} {unit} {many}");
        }
    }
}

/// What a dump can be cut into and mixed from.
const DUMP: &str = include_str!("../../../../tests/sql/mixed.sql");

fn pieces() -> Vec<&'static str> {
    DUMP.split_inclusive([' ', '\n', '(', ')', ',', ';', '\'', '"', '`'])
        .collect()
}

proptest! {
    #[test]
    fn any_text_is_read(text in ".{0,300}", at in 0..3_usize) {
        let reading = read_as(ENGINES[at], &text);
        let _ = write(ENGINES[at], &reading.schema);
        prop_assert!(steps(ENGINES[at], &text) <= 8 * text.len() + 9);
    }

    #[test]
    fn any_bytes_are_read(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let _ = read(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn a_dump_that_was_cut_doubled_and_mixed_is_read(
        moves in proptest::collection::vec((any::<proptest::sample::Index>(), any::<proptest::sample::Index>(), 0..3_u8), 1..40),
        at in 0..3_usize,
    ) {
        let mut pieces = pieces();
        for (one, other, what) in moves {
            let (one, other) = (one.index(pieces.len()), other.index(pieces.len()));
            match what {
                0 => pieces.swap(one, other),
                1 => pieces.insert(one, pieces[other]),
                _ => drop(pieces.remove(one)),
            }
        }
        let text = pieces.concat();
        prop_assert!(steps(ENGINES[at], &text) <= 8 * text.len() + 9);
        let reading = read_as(ENGINES[at], &text);
        // What was read can be written, and what was written is whole: it reads back without a rest.
        for engine in ENGINES {
            let written = write(engine, &reading.schema).sql;
            let again = read_as(engine, &written);
            let names = |of: &[Table]| of.iter().map(|table| table.columns.len()).collect::<Vec<_>>();
            let kept: Vec<&Table> = reading.schema.tables.iter().filter(|table| !table.columns.is_empty()).collect();
            prop_assert!(again.schema.tables.len() <= kept.len(), "{written}");
            prop_assert!(again.skipped.iter().all(|skipped| !skipped.why.contains("no statement")), "{:?}\n{written}\n{:?}", again.skipped, names(&again.schema.tables));
        }
    }
}
