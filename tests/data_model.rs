//! A schema becomes rows of the data model, and the rows the same schema again.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)] // a test stops at the first failure

#[path = "sql/schemas.rs"]
mod schemas;

use envelope::desk::{Desk, Wish};
use envelope::engines::{Engine, Index, Part, Schema, Table, Type};
use envelope::estimate::data_model;
use envelope::model::Document;
use envelope::text::data_model::{NewRow, rows};
use envelope::text::{json, sql};
use proptest::prelude::*;
use schemas::{Random, schema, seeds};

/// A schema as far as the rows of a data model hold it. All else must come back as it was.
fn held(schema: &Schema) -> Schema {
    let mut schema = schema.clone();
    let primary: Vec<(String, Vec<String>)> = (schema.tables.iter())
        .map(|table| {
            (
                table.name.clone(),
                table.primary_key.clone().unwrap_or_default().columns,
            )
        })
        .collect();
    for table in &mut schema.tables {
        // A column of a key never is without a value.
        let key = table.primary_key.clone().unwrap_or_default().columns;
        for column in &mut table.columns {
            column.not_null |= key.contains(&column.name);
            // A cell holds one line, and no spaces around it.
            column.comment = column.comment.replace('\n', " ");
            // SQLite's columns without a type take anything; a type that is not entered is a text.
            if column.data_type == Type::Other(String::new()) {
                column.data_type = Type::Text;
            }
        }
        table.comment = table.comment.replace('\n', " ");
        // Nobody types the names of constraints and indexes.
        if let Some(key) = &mut table.primary_key {
            key.name = None;
        }
        // What is unique in several columns is a row of the indexes.
        let (alone, several) = (table.uniques.iter().cloned())
            .partition::<Vec<_>, _>(|unique| unique.columns.len() == 1);
        table.uniques = alone;
        table.indexes.extend(several.into_iter().map(unique));
        for index in &mut table.indexes {
            index.name = None;
        }
        for unique in &mut table.uniques {
            unique.name = None;
        }
        for check in &mut table.checks {
            check.name = None;
        }
        for key in &mut table.foreign_keys {
            key.name = None;
            // Whoever names no columns of the other table means its primary key.
            if key.references.is_empty() {
                let to = primary.iter().find(|(name, _)| *name == key.table);
                key.references = to.unwrap().1.clone();
            }
            // Each column of a foreign key says to which it refers; the order of the pairs means nothing.
            let mut pairs: Vec<_> = (key.columns.drain(..).zip(key.references.drain(..))).collect();
            pairs.sort();
            (key.columns, key.references) = pairs.into_iter().unzip();
        }
        // The order of constraints and indexes means nothing.
        table.uniques.sort_by(|a, b| a.columns.cmp(&b.columns));
        table.checks.sort_by(|a, b| a.condition.cmp(&b.condition));
        table.indexes.sort_by_key(|index| format!("{index:?}"));
        table.foreign_keys.sort_by_key(|key| format!("{key:?}"));
    }
    schema
}

fn unique(key: envelope::engines::Key) -> Index {
    let parts = key.columns.into_iter().map(|of| Part {
        of,
        ..Part::default()
    });
    Index {
        parts: parts.collect(),
        unique: true,
        ..Index::default()
    }
}

/// The schema of an empty design to which another was added.
fn through_rows(engine: Engine, schema: &Schema) -> Schema {
    let mut doc = Document::default();
    let added = rows(&doc, engine, schema);
    assert_eq!(NewRow::read(NewRow::texts(&added)), added, "over the wire");
    NewRow::add(&added, &mut doc);
    assert_eq!(json::from_json(&json::to_json(&doc)).unwrap(), doc);
    data_model::schema(&doc)
}

#[track_caller]
fn comes_back(engine: Engine, meant: &Schema, seed: u64) {
    let (meant, read) = (held(meant), held(&through_rows(engine, meant)));
    for (read, meant) in read.tables.iter().zip(&meant.tables) {
        assert_eq!(read, meant, "SEED={seed} {engine:?}");
    }
    assert_eq!(read.tables.len(), meant.tables.len(), "SEED={seed}");
}

#[test]
fn any_schema_comes_back_from_the_rows_of_a_design() {
    for engine in Engine::ALL {
        for seed in seeds(600) {
            let meant = schema(&mut Random::new(seed), engine);
            comes_back(engine, &meant, seed);
        }
    }
}

/// What people write who know SQL well: all of it comes back.
#[test]
fn what_spans_columns_comes_back() {
    let meant = sql::read(
        r#"CREATE TABLE tenants (id bigint PRIMARY KEY, code text UNIQUE);
        CREATE TABLE "a.b" (
            tenant bigint REFERENCES tenants, "x,y" int, n int DEFAULT 7, kind text DEFAULT 'a, b; (c',
            PRIMARY KEY ("x,y", tenant),
            UNIQUE (tenant, n),
            CHECK (n > 0 AND "x,y" < n), CHECK (n < 100), CHECK (n <> 13));
        CREATE TABLE lines (
            tenant bigint NOT NULL, "x,y" int, other int, n int, data jsonb, tags text[] DEFAULT ARRAY['a', 'b'],
            FOREIGN KEY (tenant, "x,y") REFERENCES "a.b" (tenant, "x,y") ON DELETE CASCADE,
            FOREIGN KEY (tenant, other) REFERENCES "a.b" (tenant, "x,y") ON DELETE SET NULL ON UPDATE RESTRICT,
            FOREIGN KEY (tenant, n) REFERENCES "a.b" (tenant, n),
            FOREIGN KEY (tenant) REFERENCES tenants (id));
        CREATE INDEX ON lines (lower(data ->> 'a, b') DESC, "x,y") INCLUDE (n, "other") WHERE other IN (1, 2);
        CREATE UNIQUE INDEX ON lines ((data ->> 'k'));
        CREATE INDEX ON lines USING gin (data);
        COMMENT ON COLUMN lines.n IS 'PK, unique; it''s said';
        COMMENT ON COLUMN lines.other IS 'null: nobody knows';
        COMMENT ON COLUMN "a.b".n IS 'comment ''x''';"#,
    );
    assert_eq!(meant.skipped, []);
    let lines = &meant.schema.tables[2];
    assert_eq!((lines.foreign_keys.len(), lines.indexes.len()), (4, 3));
    comes_back(Engine::Postgres, &meant.schema, 0);
}

/// A foreign key without columns means the primary key of the table, however many columns that has.
#[test]
fn a_foreign_key_to_a_whole_key_names_its_columns() {
    let meant = sql::read(
        "CREATE TABLE a (x int, y int, PRIMARY KEY (x, y));
        CREATE TABLE b (p int, q int, FOREIGN KEY (p, q) REFERENCES a);",
    );
    let tables = through_rows(Engine::Postgres, &meant.schema).tables;
    assert_eq!(tables[1].foreign_keys.len(), 1);
    assert_eq!(tables[1].foreign_keys[0].columns, ["p", "q"]);
    assert_eq!(tables[1].foreign_keys[0].references, ["x", "y"]);
}

/// A table whose names and comments are these texts.
fn named(texts: &[String]) -> Schema {
    let name = |at: usize| {
        format!("n{at}{}", texts[at % texts.len()])
            .trim()
            .to_owned()
    };
    let table = |at: usize| {
        let columns = [name(at + 1), name(at + 2)];
        let column = |name: &String| envelope::engines::Column {
            name: name.clone(),
            data_type: Type::Int,
            comment: texts[at % texts.len()].trim().to_owned(),
            ..envelope::engines::Column::default()
        };
        Table {
            name: name(at),
            columns: columns.iter().map(column).collect(),
            primary_key: Some(envelope::engines::Key {
                name: None,
                columns: vec![columns[1].clone(), columns[0].clone()],
            }),
            indexes: vec![Index {
                parts: columns
                    .iter()
                    .map(|of| Part {
                        of: of.clone(),
                        expression: false,
                        descending: at > 0,
                    })
                    .collect(),
                include: columns.to_vec(),
                ..Index::default()
            }],
            ..Table::default()
        }
    };
    let (one, mut other) = (table(0), table(4));
    other.foreign_keys.push(envelope::engines::ForeignKey {
        columns: other
            .columns
            .iter()
            .map(|column| column.name.clone())
            .collect(),
        table: one.name.clone(),
        references: one.primary_key.clone().unwrap_or_default().columns,
        on_delete: envelope::engines::Action::Cascade,
        ..envelope::engines::ForeignKey::default()
    });
    Schema {
        tables: vec![one, other],
    }
}

/// Parts of statements, and what breaks those who read them.
const BAD: [&str; 16] = [
    "CREATE TABLE t (",
    "a int",
    ", ",
    ");",
    "/* ",
    " */",
    "-- ",
    "'",
    "\"",
    "$$",
    "$a$",
    "`",
    "\\",
    "\u{0}\u{fffd}",
    "PRIMARY KEY (",
    "REFERENCES x.y.z ON DELETE ",
];

/// What the desk answers to a text: rows that can be added, and a reason for each line that was left out.
#[track_caller]
fn answered_in_words(text: &str) {
    let design = json::to_compact(&Document::default());
    let wire = Wish::ReadSql(text.to_owned()).of(design);
    let answer = Desk::default().answer(&wire).unwrap();
    let skipped: usize = answer[0].parse().unwrap();
    for line in &answer[1..=skipped] {
        if line == answer[skipped].as_str() && line.starts_with("And ") {
            assert!(line.ends_with(" more: there is too much to list"), "{line}");
            continue;
        }
        let (place, why) = line.split_once(", “").unwrap();
        let number = place.strip_prefix("Line ").unwrap();
        assert!(number.parse::<usize>().unwrap() > 0, "{line}");
        let (_, why) = why.rsplit_once("”: ").unwrap();
        assert!(why.contains(|c: char| c.is_alphabetic()), "{line}");
    }
    let mut doc = Document::default();
    NewRow::add(&NewRow::read(answer[1 + skipped..].to_vec()), &mut doc);
    for engine in Engine::ALL {
        let wire = Wish::Sql(engine).of(json::to_compact(&doc));
        assert!(Desk::default().answer(&wire).is_ok());
    }
}

proptest! {
    #[test]
    fn any_names_and_comments_come_back(
        texts in prop::collection::vec("[a-z0-9 '\"`;\\\\(),.*/$\\[\\]ü😀:|#→>=-]{0,9}|( on |, PK|desc| include |''|\"\"|FK → a)", 8),
    ) {
        comes_back(Engine::Postgres, &named(&texts), 0);
    }

    #[test]
    fn whatever_is_taken_over_is_answered_in_words(
        parts in prop::collection::vec(prop_oneof![prop::sample::select(&BAD[..]).prop_map(str::to_owned), "\\PC{0,9}"], 0..60),
    ) {
        answered_in_words(&parts.concat());
    }

    #[test]
    fn bytes_that_are_no_text_are_answered_in_words(bytes in prop::collection::vec(any::<u8>(), 0..3000)) {
        answered_in_words(&String::from_utf8_lossy(&bytes));
    }
}

#[test]
fn large_and_deep_texts_are_answered_in_words() {
    const MUCH: usize = 5_000_000;
    for part in BAD {
        answered_in_words(&part.repeat(MUCH / 100 / part.len()));
    }
    answered_in_words(&"CREATE TABLE t (a int);\n".repeat(MUCH / 1000));
    answered_in_words(&"CREATE TABLE t (".repeat(MUCH / 16));
    answered_in_words(&"; a int".repeat(MUCH / 7));
    let within = |open: &str, close: &str| {
        let (open, close) = (open.repeat(MUCH / 2), close.repeat(MUCH / 2));
        ["CREATE TABLE t (a int CHECK ", &open, "a > 0", &close, ");"].concat()
    };
    answered_in_words(&within("(", ")"));
    answered_in_words(&within("/*", ""));
    answered_in_words("");
}
