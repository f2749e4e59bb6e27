//! Every form of file that was ever released stays readable: `tests/cases/versions` has one of each, as it was written
//! then. They are never written anew; a new form adds a file.
#![allow(clippy::unwrap_used, missing_docs)] // a test stops at the first failure
#![cfg(not(target_arch = "wasm32"))] // reads files of the host

use envelope::model::FORMAT;
use envelope::text::json;
use serde_json::Value;
use std::path::PathBuf;

fn file(version: u32) -> String {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/cases/versions");
    std::fs::read_to_string(folder.join(format!("{version}.json"))).unwrap()
}

/// Each text that somebody typed, with its place.
fn texts(value: &Value, place: &str, found: &mut Vec<(String, String)>) {
    match value {
        Value::String(text) if !text.is_empty() => found.push((place.to_owned(), text.clone())),
        Value::Array(rows) => {
            for (at, row) in rows.iter().enumerate() {
                texts(row, &format!("{place}/{at}"), found);
            }
        }
        Value::Object(entries) => {
            for (key, entry) in entries {
                texts(entry, &format!("{place}/{key}"), found);
            }
        }
        _ => {}
    }
}

#[test]
fn every_released_form_is_read_with_all_its_texts() {
    for version in 1..=FORMAT {
        let old = file(version);
        let before: Value = serde_json::from_str(&old).unwrap();
        assert_eq!(before["format"], version);
        let document = json::from_json(&old).unwrap();
        let after: Value = serde_json::from_str(&json::to_json(&document)).unwrap();
        let mut wanted = Vec::new();
        texts(&before, "", &mut wanted);
        assert!(wanted.len() > 50, "version {version} has something in it");
        for (place, text) in wanted {
            let now = after.pointer(&place).and_then(Value::as_str);
            assert_eq!(now, Some(text.as_str()), "version {version}, {place}");
        }
        assert_eq!(json::from_json(&json::to_json(&document)), Ok(document));
    }
}

/// The next form is not read by guessing, and this fails when it is released without its file.
#[test]
fn a_form_to_come_is_refused_in_words() {
    let newer = file(FORMAT).replacen(
        &format!("\"format\": {FORMAT}"),
        &format!("\"format\": {}", FORMAT + 1),
        1,
    );
    let why = json::from_json(&newer).unwrap_err();
    assert!(why.contains("newer Envelope"), "{why}");
}

/// The page that is one file leaves them out.
#[test]
fn a_design_reads_the_same_without_its_empty_entries() {
    for example in envelope::library::examples::ALL {
        let short =
            xtask::single::without_empty(serde_json::from_str(example.json).unwrap()).to_string();
        assert!(short.len() < example.json.len());
        assert_eq!(
            json::from_json(&short).unwrap(),
            json::from_json(example.json).unwrap(),
            "{}",
            example.name
        );
    }
}
