//! Diagrams read by Mermaid itself, in its versions of 2024 to 2026.

use crate::sql::schemas::{Random, TEXTS, names, schema, seeds};
use envelope::engines::{Column, Engine, ForeignKey, Key, Schema, Table, Type};
use envelope::library::examples;
use envelope::model::{Document, actors, architecture};
use envelope::text::{json, mermaid};
use serde_json::{Value, json};
use std::io::Write as _;
use std::process::{Command, Stdio};
use xtask::setup;

/// What the versions refuse of these texts.
fn refused(diagrams: &[String]) -> Vec<Value> {
    let missing = || panic!("Mermaid is missing; `cargo xtask setup` installs it");
    let folder = setup::mermaid().unwrap_or_else(missing);
    let mut node = Command::new("node")
        .arg(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/xtask/mermaid/parse.mjs"
        ))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let asked = json!({ "folder": folder, "diagrams": diagrams }).to_string();
    node.stdin
        .take()
        .unwrap()
        .write_all(asked.as_bytes())
        .unwrap();
    let output = node.wait_with_output().unwrap();
    assert!(output.status.success(), "node says why above");
    serde_json::from_slice(&output.stdout).unwrap()
}

#[track_caller]
fn all_are_read(diagrams: &[String]) {
    if let Some(first) = refused(diagrams).first() {
        let at = usize::try_from(first["number"].as_u64().unwrap()).unwrap();
        panic!(
            "{}: {}\n{}",
            first["version"],
            first["said"].as_str().unwrap(),
            diagrams[at]
        );
    }
}

/// Every name that is hard as that of an entity, an attribute, a type and a label.
fn hard(name: &str) -> Schema {
    let column = |data_type| Column {
        name: name.to_owned(),
        data_type,
        comment: name.to_owned(),
        not_null: true,
        ..Column::default()
    };
    let table = Table {
        name: name.to_owned(),
        columns: vec![
            column(Type::Other(name.to_owned())),
            column(Type::Enum(vec![name.to_owned()])),
            column(Type::Decimal(Some((10, 2)))),
            column(Type::Timestamp(None)),
        ],
        primary_key: Some(Key {
            name: None,
            columns: vec![name.to_owned()],
        }),
        foreign_keys: vec![ForeignKey {
            columns: vec![name.to_owned()],
            table: name.to_owned(),
            ..ForeignKey::default()
        }],
        ..Table::default()
    };
    Schema {
        tables: vec![table.clone(), table],
    }
}

#[test]
fn every_version_reads_the_entities() {
    const WORDS: [&str; 34] = [
        "",
        " ",
        "\"",
        "%",
        "%%",
        "\\",
        "\n",
        "`",
        "```",
        "pk",
        "PK",
        "uk-x",
        "fk id",
        "fk_id",
        "u",
        "1",
        "style",
        "class",
        "classDef",
        "end",
        "to",
        "one",
        "many",
        "erDiagram",
        "$",
        "a\u{0}b",
        "Пользователи",
        "😀",
        "#quot;",
        "<b>",
        "};",
        "only one",
        "title",
        "direction",
    ];
    let known = names();
    let names = WORDS.iter().chain(&known).chain(&TEXTS);
    let mut diagrams: Vec<String> = names
        .filter_map(|name| mermaid::entities(Engine::Postgres, &hard(name)))
        .collect();
    for seed in seeds(30) {
        for engine in [Engine::Postgres, Engine::Innodb, Engine::Sqlite] {
            diagrams.extend(mermaid::entities(
                engine,
                &schema(&mut Random::new(seed), engine),
            ));
        }
    }
    all_are_read(&diagrams);
}

#[test]
fn every_version_reads_the_architecture() {
    let mut diagrams = Vec::new();
    for text in names()
        .iter()
        .chain(&TEXTS)
        .chain(&["", "\"", "`", "%%", "end", "#quot;", "</b>", "x\n%% y", "o"])
    {
        let mut doc = Document::default();
        let kinds = [
            "client", "dns", "worker", "cache", "queue", "sql", "third", "",
        ];
        let ids = kinds.map(|kind| {
            doc.add_row_of(&architecture::COMPONENTS, &[text, kind])
                .to_string()
        });
        for pair in ids.windows(2) {
            doc.add_row_of(&architecture::CONNECTIONS, &[text, &pair[0], &pair[1]]);
        }
        diagrams.extend(mermaid::flowchart(&doc));
    }
    all_are_read(&diagrams);
}

#[test]
fn every_version_reads_the_flow() {
    const WORDS: [&str; 40] = [
        "",
        " ",
        "\"",
        "`",
        "%%",
        "%%{init: {}}%%",
        "end",
        "End",
        "note",
        "Note over p1: x",
        "#quot;",
        "</b>",
        "x\n%% y",
        ";",
        ";end",
        "a:b",
        ":",
        "::",
        "wrap:",
        "nowrap: x",
        "+",
        "-x",
        "+p1",
        ", ",
        "p1->>p2: x",
        "as",
        "x as y",
        "@{ \"type\" : \"database\" }",
        "C# code",
        "participant",
        "actor",
        "box",
        "loop",
        "alt x",
        "else",
        "rect",
        "sequenceDiagram",
        "autonumber",
        "---",
        "link p1: a @ b",
    ];
    let known = names();
    let mut diagrams = Vec::new();
    for text in WORDS.iter().chain(&known).chain(&TEXTS) {
        let mut doc = Document::default();
        doc.add_row_of(&actors::ACTORS, &[text]);
        for kind in ["", "answer", "async", "own"] {
            doc.add_row_of(&actors::STEPS, &[text, text, "Service", text, kind]);
            doc.add_row_of(&actors::STEPS, &[text, "Service", text, text, kind]);
        }
        diagrams.extend(mermaid::sequences(&doc).into_iter().map(|(_, text)| text));
        // In one diagram the name of a flow is a note.
        doc.add_row_of(&actors::STEPS, &["", "Sweeper", "", "", "own"]);
        diagrams.extend(mermaid::sequence(&doc));
    }
    assert!(diagrams.len() >= WORDS.len());
    for example in examples::ALL {
        let example = json::example(example);
        diagrams.extend(mermaid::sequence(&example));
        let flows = mermaid::sequences(&example);
        diagrams.extend(flows.into_iter().map(|(_, text)| text));
    }
    all_are_read(&diagrams);
}

#[test]
fn what_is_wrong_is_refused() {
    let wrong = ["erDiagram\n    \"a\" {\n        int pk\n    }\n".to_owned()];
    assert_eq!(refused(&wrong).len(), 3, "by each version");
}
