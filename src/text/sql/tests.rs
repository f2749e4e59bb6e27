//! The reader against texts that nobody would write, and against what people do.

use super::lex::STEPS;
use super::{read, read_as, write};
use crate::engines::{Action, Engine, Method, Part, Table, Type};
use proptest::prelude::*;

const ENGINES: [Engine; 3] = [Engine::Postgres, Engine::Innodb, Engine::Sqlite];

/// How many bytes and tokens are looked at.
fn steps(engine: Engine, text: &str) -> usize {
    STEPS.set(0);
    let _ = read_as(engine, text);
    STEPS.get()
}

fn one(text: &str) -> Table {
    let mut tables = read(text).schema.tables;
    assert_eq!(tables.len(), 1, "{text}");
    tables.remove(0)
}

fn whys(text: &str) -> Vec<&'static str> {
    read(text)
        .skipped
        .iter()
        .map(|skipped| skipped.why)
        .collect()
}

#[test]
fn mysql_s_own_ways_are_read() {
    let table = one(
        "CREATE TABLE `t` (\n  `id` int(10) unsigned NOT NULL AUTO_INCREMENT,\n  `on` tinyint(1) DEFAULT '1',\n  `n` decimal(10,2) DEFAULT '0.50',\n  `e` enum('a','it\\'s') CHARACTER SET latin1 DEFAULT 'a' COMMENT 'x, y',\n  `at` timestamp NOT NULL DEFAULT current_timestamp() ON UPDATE current_timestamp(),\n  `doc` longtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL CHECK (json_valid(`doc`)),\n  PRIMARY KEY (`id`),\n  UNIQUE KEY `u` (`n`,`on`) USING BTREE,\n  KEY `k` (`e`(10) DESC),\n  FULLTEXT KEY `f` (`e`),\n  CONSTRAINT `r` FOREIGN KEY (`n`) REFERENCES `t` (`id`) ON DELETE SET NULL\n) ENGINE=InnoDB AUTO_INCREMENT=5 COMMENT='the t' /*!50100 PARTITION BY HASH (id) */;",
    );
    let types: Vec<&Type> = table
        .columns
        .iter()
        .map(|column| &column.data_type)
        .collect();
    let words = ["a", "it's"].map(String::from).to_vec();
    let meant = [
        Type::Int,
        Type::Bool,
        Type::Decimal(Some((10, 2))),
        Type::Enum(words),
        Type::Timestamp(None),
        Type::Json,
    ];
    assert_eq!(types, meant.iter().collect::<Vec<_>>());
    let defaults: Vec<Option<&str>> = table
        .columns
        .iter()
        .map(|column| column.default.as_deref())
        .collect();
    assert_eq!(
        defaults,
        [
            None,
            Some("true"),
            Some("0.50"),
            Some("'a'"),
            Some("CURRENT_TIMESTAMP"),
            None
        ]
    );
    assert!(table.columns[0].generated && table.columns[0].not_null);
    assert_eq!(
        (table.columns[3].comment.as_str(), table.comment.as_str()),
        ("x, y", "the t")
    );
    assert_eq!(table.uniques[0].columns, ["n", "on"]);
    assert_eq!(
        table.indexes[0].parts[0],
        Part {
            of: "e".into(),
            expression: false,
            descending: true
        }
    );
    assert_eq!(table.indexes[1].method, Method::Inverted);
    assert_eq!(table.foreign_keys[0].on_delete, Action::SetNull);
}

#[test]
fn what_mysql_8_adds_is_read() {
    let table = one(
        "CREATE TABLE `t` (`a` varchar(9) COLLATE utf8mb4_bin DEFAULT _utf8mb4'x', `b` json DEFAULT NULL, KEY `f` ((lower(`a`))) /*!80000 INVISIBLE */, CONSTRAINT `c` CHECK ((`a` <> _utf8mb4'it\\'s')) /*!80016 NOT ENFORCED */) ENGINE=InnoDB;",
    );
    assert_eq!(table.columns[0].default.as_deref(), Some("'x'"));
    assert_eq!(table.checks[0].condition, "a <> 'it''s'");
    assert_eq!(
        table.indexes[0].parts[0],
        Part {
            of: "lower(a)".into(),
            expression: true,
            descending: false
        }
    );
}

#[test]
fn postgresql_s_own_ways_are_read() {
    let reading = read(
        "CREATE TYPE public.mood AS ENUM ('sad', 'ok');\nCREATE TABLE public.t (id integer NOT NULL, m public.mood[] DEFAULT '{}'::public.mood[], c character varying(20) DEFAULT 'x'::character varying, n numeric DEFAULT '-1'::integer, CONSTRAINT k CHECK (((c)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[]))));\nCREATE SEQUENCE public.t_id_seq;\nALTER TABLE ONLY public.t ALTER COLUMN id SET DEFAULT nextval('public.t_id_seq'::regclass);\nALTER TABLE ONLY public.t ADD CONSTRAINT t_pkey PRIMARY KEY (id);\nCREATE UNIQUE INDEX i ON public.t USING btree (lower((c)::text) DESC, n) INCLUDE (id) WHERE (n > (0)::numeric);\nCOMMENT ON COLUMN public.t.c IS E'it\\'s';\nCREATE FUNCTION f() RETURNS trigger AS $body$ BEGIN; END; $body$ LANGUAGE plpgsql;\nCOPY public.t (id) FROM stdin;\n1\tx;'\n\\.\n\nCREATE TABLE after (a int);",
    );
    let t = &reading.schema.tables[0];
    assert!(t.columns[0].generated, "a sequence of its own");
    assert_eq!(
        t.columns[1].data_type,
        Type::Array(Box::new(Type::Enum(vec!["sad".into(), "ok".into()])))
    );
    let defaults: Vec<Option<&str>> = t
        .columns
        .iter()
        .map(|column| column.default.as_deref())
        .collect();
    assert_eq!(defaults, [None, Some("'{}'"), Some("'x'"), Some("-1")]);
    assert_eq!(t.columns[2].comment, "it's");
    assert_eq!(t.checks[0].condition, "c IN ('a', 'b')");
    let index = &t.indexes[0];
    assert_eq!(
        (index.parts[0].of.as_str(), index.parts[0].descending),
        ("lower(c)", true)
    );
    assert_eq!(
        (index.predicate.as_deref(), &index.include[..]),
        (Some("n > 0"), &["id".to_owned()][..])
    );
    assert_eq!(reading.schema.tables[1].name, "after");
    let lines: Vec<(usize, &str)> = reading
        .skipped
        .iter()
        .map(|skipped| (skipped.line, skipped.why))
        .collect();
    assert_eq!(
        lines,
        [
            (8, "neither a table nor an index"),
            (9, "rows are no part of a schema")
        ]
    );
}

#[test]
fn casts_that_say_something_stay() {
    let table = one(
        "CREATE TABLE t (a interval DEFAULT '1 day'::interval, b date DEFAULT '2024-02-29'::date, c timestamptz DEFAULT (now() + '1 day'::interval), d numeric(9,2) DEFAULT '0.5'::numeric(9,2), CHECK ((a)::text <> ''::text), CHECK ((d)::integer > 5));",
    );
    let defaults: Vec<Option<&str>> = table
        .columns
        .iter()
        .map(|column| column.default.as_deref())
        .collect();
    assert_eq!(
        defaults,
        [
            Some("'1 day'"),
            Some("'2024-02-29'"),
            Some("now() + '1 day'::interval"),
            Some("0.5")
        ]
    );
    assert_eq!(table.checks[0].condition, "a <> ''");
    assert_eq!(table.checks[1].condition, "d::integer > 5");
}

#[test]
fn sqlite_s_own_ways_are_read() {
    let reading = read(
        "PRAGMA foreign_keys=OFF;\nCREATE TABLE [t 1] ( -- all of them\n  id INTEGER PRIMARY KEY AUTOINCREMENT, -- its number\n  anything,\n  \"a\"\"b\" VARCHAR(20) COLLATE NOCASE NOT NULL ON CONFLICT IGNORE DEFAULT ('x'),\n  other REFERENCES [T 1](ID) DEFERRABLE INITIALLY DEFERRED\n);\nCREATE TRIGGER tr AFTER INSERT ON [t 1] BEGIN SELECT CASE WHEN 1 THEN 2 END; UPDATE x SET y = 1; END;\nCREATE TABLE w (k TEXT PRIMARY KEY) WITHOUT ROWID, STRICT;\nCREATE TABLE sqlite_sequence(name,seq);",
    );
    assert_eq!(reading.engine, Engine::Sqlite);
    let [t, w] = &reading.schema.tables[..] else {
        panic!("{reading:?}")
    };
    assert_eq!(
        (t.name.as_str(), t.comment.as_str()),
        ("t 1", "all of them")
    );
    assert!(t.columns[0].generated);
    assert_eq!(t.columns[0].comment, "its number");
    assert_eq!(t.columns[1].data_type, Type::Other(String::new()));
    assert_eq!(
        (t.columns[2].name.as_str(), t.columns[2].default.as_deref()),
        ("a\"b", Some("'x'"))
    );
    let key = &t.foreign_keys[0];
    assert_eq!(
        (key.table.as_str(), &key.references[..]),
        ("t 1", &["id".to_owned()][..])
    );
    assert!(w.without_rowid);
    let lines: Vec<usize> = reading.skipped.iter().map(|skipped| skipped.line).collect();
    assert_eq!(lines, [6, 8], "{:?}", reading.skipped);
}

#[test]
fn what_people_write_is_read() {
    let reading = read(
        "\u{feff}create table Users (\r\n  Id serial primary key,\r\n  key text not null unique,\r\n  boss int references users on delete set null,\r\n  period interval,\r\n  oops oops oops (,\r\n  fine int\r\n);\r\nalter table USERS add column age int default 3 check (age > 0), alter column KEY set default 'k';\r\ncreate index on users (KEY desc nulls last);\r\nwhat is this;\r\n",
    );
    let users = &reading.schema.tables[0];
    let names: Vec<&str> = users
        .columns
        .iter()
        .map(|column| column.name.as_str())
        .collect();
    assert_eq!(&names[..5], ["Id", "key", "boss", "period", "oops"]);
    assert_eq!(users.foreign_keys[0].table, "Users");
    assert_eq!(users.uniques[0].columns, ["key"]);
    assert!(
        reading
            .skipped
            .iter()
            .any(|skipped| skipped.what == "what is this" && skipped.line == 11),
        "{reading:?}"
    );
}

#[test]
fn columns_and_tables_without_sense_are_said_with_their_lines() {
    let text = "CREATE TABLE a (\n  id int,\n  b int FLUX 3 NOT NULL\n);\nCREATE TABLE a (id int);\nCREATE INDEX i ON nowhere (x);\nALTER TABLE a DROP COLUMN id;\nCREATE TABLE c AS SELECT 1;\nCOMMENT ON TABLE z IS 'x';";
    let reading = read(text);
    let lines: Vec<usize> = reading.skipped.iter().map(|skipped| skipped.line).collect();
    assert_eq!(lines, [3, 5, 6, 7, 8, 9], "{:?}", reading.skipped);
    assert!(
        reading.schema.tables[0].columns[1].not_null,
        "what follows is read"
    );
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
const DUMP: &str = include_str!("../../../tests/sql/mixed.sql");

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
