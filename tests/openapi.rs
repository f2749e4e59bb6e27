//! `OpenAPI` of any design holds together.
#![allow(clippy::unwrap_used)] // a test stops at the first failure
#![cfg(not(target_arch = "wasm32"))] // by chance, which wasm has no source of

#[path = "openapi/hostile.rs"]
mod hostile;

use envelope::desk::{Desk, Wish};
use envelope::text::{json, openapi};
use envelope::{estimate, library::examples};
use proptest::prelude::*;
use serde_json::{Map, Value};
use std::collections::HashSet;

/// Every map and list of a document.
fn all<'v>(value: &'v Value, seen: &mut Vec<&'v Value>) {
    seen.push(value);
    match value {
        Value::Array(list) => list.iter().for_each(|inner| all(inner, seen)),
        Value::Object(map) => map.values().for_each(|inner| all(inner, seen)),
        _ => {}
    }
}

/// The operations, each with the path that it stands under; none under an event.
fn operations(document: &Value) -> Vec<(&str, &Map<String, Value>)> {
    let under = |key: &str| document.get(key).and_then(Value::as_object);
    let paths = under("paths").into_iter().flatten();
    let paths = paths.map(|(path, item)| (path.as_str(), item));
    let events = under("webhooks")
        .into_iter()
        .flatten()
        .map(|(_, item)| ("", item));
    let items = paths.chain(events);
    items
        .flat_map(|(path, item)| {
            let operations = item.as_object().unwrap().values();
            operations.map(move |operation| (path, operation.as_object().unwrap()))
        })
        .collect()
}

/// What stands in braces.
fn names(path: &str) -> Vec<&str> {
    let after = path.split('{').skip(1);
    after.map(|part| part.split_once('}').unwrap().0).collect()
}

fn holds_together(document: &Value) {
    let mut ids = HashSet::new();
    let mut shapes = HashSet::new();
    for path in document["paths"].as_object().unwrap().keys() {
        assert!(
            path.starts_with('/') && !path.contains(['?', '#', ' ', '"']),
            "{path}"
        );
        let shape = names(path).iter().fold(path.clone(), |path, name| {
            path.replace(&["{", name, "}"].concat(), "{}")
        });
        assert!(shapes.insert(shape), "{path} is another path's");
    }
    for (path, operation) in operations(document) {
        let id = operation["operationId"].as_str().unwrap();
        assert!(ids.insert(id), "{id} is there twice");
        assert!(
            !id.is_empty() && id.chars().all(|c| c.is_ascii_alphanumeric() || c == '_'),
            "{id}"
        );
        assert!(!operation["responses"].as_object().unwrap().is_empty());
        let listed = operation.get("parameters").and_then(Value::as_array);
        let mut places = HashSet::new();
        let mut in_path = Vec::new();
        for parameter in listed.into_iter().flatten() {
            let (name, place) = (
                parameter["name"].as_str().unwrap(),
                parameter["in"].as_str().unwrap(),
            );
            assert!(places.insert((name, place)), "{name} is there twice");
            if place == "path" {
                assert_eq!(parameter["required"], true);
                in_path.push(name);
            }
        }
        assert_eq!(in_path, names(path), "{path}");
    }
    let whole = Some(document).into_iter().filter_map(Value::as_object);
    let operations = operations(document)
        .into_iter()
        .map(|(_, operation)| operation);
    for owner in whole.chain(operations) {
        let asked = owner.get("security").and_then(Value::as_array);
        for scheme in asked
            .into_iter()
            .flatten()
            .flat_map(|one| one.as_object().unwrap().keys())
        {
            assert!(
                document["components"]["securitySchemes"][scheme].is_object(),
                "{scheme}"
            );
        }
    }
    let mut seen = Vec::new();
    all(document, &mut seen);
    for map in seen.iter().filter_map(|value| value.as_object()) {
        if let Some(to) = map.get("$ref") {
            // Validators take whatever stands under this key for a reference.
            let to = to.as_str().unwrap();
            assert!(document.pointer(&to[1..]).is_some(), "{to} leads nowhere");
        }
    }
}

#[test]
fn the_desk_hands_over_the_document_and_then_its_notes() {
    let mut doc = json::example(&examples::ALL[0]);
    doc.apis.actions[0].method.clear();
    let wire = Wish::OpenApi.of(json::to_compact(&doc));
    let answer = Desk::default().answer(&wire).unwrap();
    let written = openapi::write(&doc, &estimate::of(&doc));
    assert_eq!(answer[0], written.json);
    assert_eq!(answer[1..], written.notes);
    assert_eq!(answer.len(), 2, "the action without a method");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_design_gives_a_document_that_holds_together(
        tape in proptest::collection::vec(any::<u16>(), 64..1200),
        texts in proptest::collection::vec(".{0,12}", 1..6),
    ) {
        let mut at = 0;
        let mut pick = |end: usize| {
            at = (at + 1) % tape.len();
            usize::from(tape[at]) % end.max(1)
        };
        let doc = hostile::design(&mut pick, &texts);
        let written = openapi::write(&doc, &estimate::of(&doc));
        let document: Value = serde_json::from_str(&written.json).unwrap();
        holds_together(&document);
        // A key that is there twice would be lost on reading; as many come back as were written.
        prop_assert_eq!(serde_json::to_string_pretty(&document).unwrap().len() + 1, written.json.len());
    }
}
