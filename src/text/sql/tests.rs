//! The reader against what dumps hold and people write.

use super::{read, read_as, write};
use crate::engines::{Action, Engine, Method, Part, Table, Type};

mod fuzz;

fn one(text: &str) -> Table {
    let mut tables = read(text).schema.tables;
    assert_eq!(tables.len(), 1, "{text}");
    tables.remove(0)
}

fn defaults(table: &Table) -> Vec<Option<&str>> {
    let columns = table.columns.iter();
    columns.map(|column| column.default.as_deref()).collect()
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
    assert_eq!(
        defaults(&table),
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
fn an_index_of_an_expression_in_parentheses_is_read() {
    let table = one(
        "CREATE TABLE t (a text, b text); CREATE INDEX i ON t (((a || b) || 'c') DESC, ((5)), (a), lower(b) text_pattern_ops);",
    );
    let parts: Vec<(&str, bool)> = table.indexes[0]
        .parts
        .iter()
        .map(|part| (&part.of[..], part.descending))
        .collect();
    assert_eq!(
        parts,
        [
            ("(a || b) || 'c'", true),
            ("5", false),
            ("a", false),
            ("lower(b)", false)
        ]
    );
}

#[test]
fn casts_that_say_something_stay() {
    let table = one(
        "CREATE TABLE t (a interval DEFAULT '1 day'::interval, b date DEFAULT '2024-02-29'::date, c timestamptz DEFAULT (now() + '1 day'::interval), d numeric(9,2) DEFAULT '0.5'::numeric(9,2), CHECK ((a)::text <> ''::text), CHECK ((d)::integer > 5));",
    );
    assert_eq!(
        defaults(&table),
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
    assert_eq!(lines, [5, 5, 6, 8], "{:?}", reading.skipped);
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
fn comments_end_where_their_engine_ends_them() {
    let columns = |engine, text: &str| read_as(engine, text).schema.tables[0].columns.len();
    let nested = "CREATE TABLE t (a int /* one /* two */ , b int */ , c int);";
    assert_eq!(columns(Engine::Postgres, nested), 2);
    assert_eq!(
        columns(
            Engine::Sqlite,
            "CREATE TABLE t (a int /* one /* two */ , b int);"
        ),
        2
    );
    let dashes = "CREATE TABLE t (a int DEFAULT 5--3, b int -- , c int\n);";
    assert_eq!(columns(Engine::Innodb, dashes), 2);
    assert_eq!(
        columns(Engine::Innodb, "CREATE TABLE t (a int # , b int\n);"),
        1
    );
}

#[test]
fn names_in_other_letters_are_those_that_are_meant() {
    let table = one(
        "CREATE TABLE Users (Id int, Boss int, PRIMARY KEY (ID), FOREIGN KEY (boss) REFERENCES USERS (id)); CREATE INDEX i ON users (BOSS, lower(ID)) INCLUDE (id) WHERE boss > 0;",
    );
    let key = &table.foreign_keys[0];
    assert_eq!(
        (&key.columns[0][..], &key.table[..], &key.references[0][..]),
        ("Boss", "Users", "Id")
    );
    assert_eq!(
        table.primary_key.as_ref().map(|key| &key.columns[0][..]),
        Some("Id")
    );
    let index = &table.indexes[0];
    assert_eq!(
        (
            &index.parts[0].of[..],
            &index.parts[1].of[..],
            &index.include[0][..]
        ),
        ("Boss", "lower(\"Id\")", "Id")
    );
    assert_eq!(index.predicate.as_deref(), Some("\"Boss\" > 0"));
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
fn a_word_of_the_language_is_a_name_where_a_name_stands() {
    let text = "CREATE TABLE event (a int, event text);\nCREATE INDEX function ON event (event, a);\nCREATE FUNCTION f() RETURNS int BEGIN SELECT 1; END;\nCREATE TABLE t (a int);";
    let reading = read_as(Engine::Innodb, text);
    assert_eq!(reading.schema.tables.len(), 2, "{:?}", reading.skipped);
    assert_eq!(reading.schema.tables[0].columns.len(), 2);
    assert_eq!(reading.schema.tables[0].indexes[0].parts.len(), 2);
}

#[test]
fn numbers_without_a_sign_stay_so_or_find_room() {
    let text =
        "CREATE TABLE t (a int unsigned NOT NULL, b bigint unsigned, c decimal(8,2) unsigned)";
    let reading = read_as(Engine::Innodb, text);
    assert_eq!(reading.skipped, []);
    let mysql = write(Engine::Innodb, &reading.schema).sql;
    assert!(mysql.contains("a int unsigned NOT NULL,"), "{mysql}");
    assert_eq!(read_as(Engine::Innodb, &mysql).schema, reading.schema);
    let postgres = write(Engine::Postgres, &reading.schema);
    assert!(
        postgres.sql.contains("a bigint NOT NULL,"),
        "{}",
        postgres.sql
    );
    assert_eq!(postgres.notes.len(), 3, "{:?}", postgres.notes);
}

#[test]
fn what_is_not_kept_of_a_column_is_said() {
    let text = "CREATE TABLE t (\n a text COLLATE \"C\",\n b text STORAGE EXTERNAL,\n c int REFERENCES t (c) DEFERRABLE\n);\nCREATE INDEX i ON t (a COLLATE \"C\");";
    let lines = |engine| -> Vec<usize> {
        let reading = read_as(engine, text);
        reading.skipped.iter().map(|skipped| skipped.line).collect()
    };
    assert_eq!(lines(Engine::Postgres), [2, 3, 4, 6]);
    // The documents of MariaDB are texts that are compared in one way.
    let document = "CREATE TABLE t (d longtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL CHECK (json_valid(`d`))) DEFAULT CHARSET=utf8mb4";
    assert_eq!(read_as(Engine::Innodb, document).skipped, []);
}
