//! JSON, Mermaid, the schema and file names.

use crate::library::examples;
use crate::model::tests::any_document;
use crate::model::{Document, FORMAT, architecture as a, data_model as d};
use crate::text::{file_name, json, mermaid, schema};
use proptest::prelude::*;

#[test]
fn every_example_is_stored_as_it_would_be_written() {
    for example in examples::ALL {
        let doc = json::from_json(example.json).unwrap();
        assert_eq!(doc.title, example.name);
        assert!(
            json::to_json(&doc) == example.json,
            "{}: write it anew with UPDATE=1 cargo test --test golden",
            example.name
        );
    }
}

#[test]
fn what_cannot_be_read_is_said_in_words() {
    let refused = |text: &str| json::from_json(text).unwrap_err();
    assert_eq!(refused(""), "The file is empty.");
    assert_eq!(refused("\u{feff} \n"), "The file is empty.");
    assert!(refused(&" ".repeat(5_000_001)).contains("5 MB"));
    assert!(
        refused("# Notes").contains("not JSON")
            && refused("{\n  \"title\": x}").contains("line 2, column 12")
    );
    for other in [
        "[]",
        "3",
        "null",
        "{\"name\": \"package\"}",
        "{\"format\": \"one\"}",
    ] {
        assert_eq!(
            refused(other),
            "This is JSON, but not a design of Envelope.",
            "{other}"
        );
    }
    let rows = "{},".repeat(1_000_000);
    let many = refused(&format!("{{\"apis\": {{\"actions\": [{rows}{{}}]}}}}"));
    assert!(many.contains("“apis.actions” has too many rows"), "{many}");
    let newer = refused(&format!("{{\"format\": {}, \"title\": [1]}}", FORMAT + 1));
    assert!(newer.contains(&format!("format {}", FORMAT + 1)), "{newer}");
    // Half a character is no text, whoever writes it as JSON.
    for half in ["\\ud800", "\\udc00", "a\\ud83d b"] {
        let said = refused(&format!("{{\"title\": \"{half}\"}}"));
        assert!(
            said.contains("not JSON") && said.contains("line 1"),
            "{said}"
        );
    }
    for deep in ["[".repeat(200_000), "{\"title\":".repeat(200_000)] {
        assert!(refused(&deep).contains("not JSON"));
    }
    let misfit = refused("{\"capacity\": {\"dau\": [1]}}");
    assert!(misfit.contains("capacity.dau"), "{misfit}");
}

#[test]
fn what_is_missing_or_unknown_is_tolerated() {
    let doc = json::from_json(
        "{\"title\": \"T\", \"later\": {}, \"apis\": {\"actions\": [{\"name\": \"A\", \"x\": 1}]}}",
    )
    .unwrap();
    assert_eq!(
        (
            doc.format,
            doc.title.as_str(),
            doc.apis.actions[0].name.as_str()
        ),
        (FORMAT, "T", "A")
    );
    assert_eq!((doc.apis.actions[0].id, doc.last_id), (1, 1));
    assert_eq!(json::from_json("{}").unwrap(), Document::default());
}

#[test]
fn file_names_are_safe() {
    let name = |title: &str| {
        file_name(&Document {
            title: title.into(),
            ..Document::default()
        })
    };
    assert_eq!(name(""), "design");
    assert_eq!(name("..."), "design");
    assert_eq!(name("a/b\\c:d*e?f\"g<h>i|j\nk\0"), "a b c d e f g h i j k");
    assert_eq!(name("NUL"), "design");
    assert_eq!(name("con.fig"), "design");
    assert_eq!(name("Ünïcode 設計 🚀."), "Ünïcode 設計 🚀");
    assert_eq!(name(&"x".repeat(500)).len(), 60);
    assert!(!name(&format!("{} tail", "x".repeat(59))).ends_with(' '));
}

#[test]
fn diagrams_take_any_name() {
    let mut doc = Document::default();
    let evil = [
        "end",
        "say \"hi\"; #1",
        "```",
        "%%{init}%%",
        "a<br>b",
        "x\ny",
        "",
        "o--o",
        "{[(\\",
    ];
    let ids = evil.map(|name| doc.add_row_of(&a::COMPONENTS, &[name, "sql"]).to_string());
    doc.add_row_of(&a::CONNECTIONS, &["|\"|", &ids[0], &ids[1], "async"]);
    doc.add_row_of(&a::CONNECTIONS, &["", &ids[1], &ids[2], "replication"]);
    doc.add_row_of(&a::CONNECTIONS, &["nowhere", &ids[1], "999"]);
    doc.add_row_of(&a::CONNECTIONS, &["nowhere", "", &ids[1]]);
    let text = mermaid::flowchart(&doc).unwrap();
    assert_eq!(text.lines().count(), 1 + evil.len() + 2, "{text}");
    assert!(
        text.contains("sql2[(\"say #quot;hi#quot;#59; #35;1\")]"),
        "{text}"
    );
    assert!(
        text.contains("sql1 -.->|\"|#quot;|\"| sql2\n    sql2 ==> sql3\n"),
        "{text}"
    );
    assert!(
        text.contains("sql6[(\"x<br/>y\")]") && text.contains("sql7[(\"row 7\")]"),
        "{text}"
    );
    assert!(!text.contains('`') && !text.contains("%%"), "{text}");
}

#[test]
fn diagrams_stay_within_what_mermaid_draws() {
    let mut doc = Document::default();
    let one = doc.add_row_of(&a::COMPONENTS, &["one"]).to_string();
    for _ in 0..600 {
        doc.add_row_of(&a::CONNECTIONS, &["again", &one, &one]);
    }
    let text = mermaid::flowchart(&doc).unwrap();
    assert_eq!(text.matches("-->").count(), 500);
    assert!(text.contains("%% 100 more are left out"));
    doc.architecture.components[0].name = "x".repeat(60_000);
    assert!(mermaid::flowchart(&doc).unwrap().len() < 50_000);
}

#[test]
fn attributes_without_an_entity_are_not_in_the_schema() {
    let mut doc = Document::default();
    let entity = doc.add_row(&d::ENTITIES).to_string();
    doc.add_row_of(&d::ATTRIBUTES, &["lost", "", "", "PK", "77"]);
    doc.add_row_of(&d::ATTRIBUTES, &["", "", "", "PK", &entity]);
    assert_eq!(
        schema::lines(&doc),
        [("row 1".to_owned(), vec!["attribute (PK)".to_owned()])]
    );
}

proptest! {
    // Unoptimised, each document takes milliseconds.
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn json_is_read_back_as_it_was(doc in any_document()) {
        prop_assert_eq!(json::from_json(&json::to_json(&doc)).unwrap(), doc);
    }

    #[test]
    fn no_text_makes_reading_stop(text in any::<String>()) {
        let _ = json::from_json(&text);
    }

    #[test]
    fn a_file_name_is_never_empty_or_hidden(title in any::<String>()) {
        let name = file_name(&Document { title, ..Document::default() });
        prop_assert!(!name.is_empty() && !name.starts_with('.') && !name.ends_with([' ', '.']));
        prop_assert!(!name.contains(|c: char| c.is_control() || r#"/\:*?"<>|"#.contains(c)), "{name}");
    }

    #[test]
    fn a_diagram_has_one_line_for_each_part(doc in any_document()) {
        if let Some(text) = mermaid::flowchart(&doc) {
            // An id, which is the word of a kind and a number, or what a subgraph begins and ends with.
            let is_part = |line: &str| {
                let inner = line.trim_start();
                let id = inner.strip_prefix("subgraph ").unwrap_or(inner);
                let number = id.trim_start_matches(|c: char| c.is_ascii_lowercase());
                line.starts_with("    ") && (inner == "end" || number.starts_with(|c: char| c.is_ascii_digit()))
            };
            prop_assert!(text.lines().skip(1).all(|line| is_part(line) && line.matches('"').count() % 2 == 0), "{text}");
        }
    }
}
