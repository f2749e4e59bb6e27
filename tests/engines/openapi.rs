//! `OpenAPI` documents, looked at by public validators.

#[path = "../openapi/hostile.rs"]
mod hostile;

use crate::sql::schemas::{Random, TEXTS, names, seeds};
use envelope::{estimate, library::examples, text};
use serde_json::{Value, json};
use std::io::Write as _;
use std::process::{Command, Stdio};
use xtask::setup;

/// What the validators find wrong with these documents.
fn faults(documents: &[String]) -> Vec<Value> {
    let missing = || panic!("the validators are missing; `cargo xtask setup` installs them");
    let folder = setup::openapi().unwrap_or_else(missing);
    let mut node = Command::new("node")
        .arg(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/xtask/openapi/check.mjs"
        ))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let asked = json!({ "folder": folder, "documents": documents }).to_string();
    let mut input = node.stdin.take().unwrap();
    input.write_all(asked.as_bytes()).unwrap();
    drop(input);
    let output = node.wait_with_output().unwrap();
    assert!(output.status.success(), "node says why above");
    serde_json::from_slice(&output.stdout).unwrap()
}

#[track_caller]
fn all_are_valid(documents: &[String]) {
    if let Some(first) = faults(documents).first() {
        let at = usize::try_from(first["number"].as_u64().unwrap()).unwrap();
        panic!(
            "{}, of document {at}: {}\n{}",
            first["validator"],
            first["said"].as_str().unwrap(),
            documents[at]
        );
    }
}

#[test]
fn the_examples_are_valid() {
    let written = examples::ALL.iter().map(|example| {
        let doc = text::json::example(example);
        text::openapi::write(&doc, &estimate::of(&doc)).json
    });
    all_are_valid(&written.collect::<Vec<_>>());
}

#[test]
fn hostile_designs_are_valid() {
    let texts: Vec<String> = names()
        .iter()
        .chain(&TEXTS)
        .map(|text| (*text).to_owned())
        .collect();
    let written = seeds(60).into_iter().map(|seed| {
        let mut random = Random::new(seed);
        let doc = hostile::design(&mut |end| random.below(end), &texts);
        text::openapi::write(&doc, &estimate::of(&doc)).json
    });
    all_are_valid(&written.collect::<Vec<_>>());
}

/// Both validators see what is theirs to see.
#[test]
fn what_is_wrong_is_found() {
    let mut wrong = [0, 1].map(|at| {
        let doc = text::json::example(&examples::ALL[at]);
        let written = text::openapi::write(&doc, &estimate::of(&doc)).json;
        serde_json::from_str::<Value>(&written).unwrap()
    });
    wrong[0]["info"]["title"] = json!(1);
    let path = wrong[1]["paths"].as_object_mut().unwrap();
    let (_, item) = path
        .iter_mut()
        .find(|(path, _)| path.contains('{'))
        .unwrap();
    let operations = item.as_object_mut().unwrap().values_mut();
    for operation in operations {
        operation.as_object_mut().unwrap().remove("parameters");
    }
    let found = faults(&wrong.map(|document| document.to_string()));
    let by = |validator: &str, number: u64| {
        let is = |fault: &&Value| fault["validator"] == validator && fault["number"] == number;
        found.iter().filter(is).count()
    };
    assert!(by("seriousme", 0) > 0 && by("redocly", 0) > 0, "{found:?}");
    assert!(by("redocly", 1) > 0, "{found:?}");
}
