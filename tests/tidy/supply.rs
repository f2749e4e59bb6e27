//! What is built in comes from where `deny.toml` says, under the licences that it names.
//!
//! cargo-deny reads the same file in the workflow, where it also looks up what is known to be faulty. Here nothing
//! is asked of the network but crates that are not on this machine yet.

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

use serde_json::Value;

use super::none_of;
use super::source::root;

/// The texts of a list `key = [ … ]` in `deny.toml`.
fn list(key: &str) -> Vec<String> {
    let text = fs::read_to_string(root().join("deny.toml")).unwrap();
    let begin = format!("\n{key} = [");
    let (_, rest) = text
        .split_once(&begin)
        .unwrap_or_else(|| panic!("deny.toml lacks {key}"));
    let (inside, _) = rest.split_once(']').unwrap();
    let texts = inside.split('"').skip(1).step_by(2);
    texts.map(str::to_owned).collect()
}

/// Whether one may choose licences of this expression so that all of them are among these.
fn permits(expression: &str, allowed: &[String]) -> bool {
    // The old way to write OR.
    let spaced = expression
        .replace('/', " OR ")
        .replace('(', " ( ")
        .replace(')', " ) ");
    let mut words = spaced.split_whitespace().peekable();
    either(&mut words, allowed)
}

type Words<'a> = std::iter::Peekable<std::str::SplitWhitespace<'a>>;

fn either(words: &mut Words, allowed: &[String]) -> bool {
    let mut holds = both(words, allowed);
    while words.next_if_eq(&"OR").is_some() {
        holds |= both(words, allowed);
    }
    holds
}

fn both(words: &mut Words, allowed: &[String]) -> bool {
    let mut holds = one(words, allowed);
    while words.next_if_eq(&"AND").is_some() {
        holds &= one(words, allowed);
    }
    holds
}

fn one(words: &mut Words, allowed: &[String]) -> bool {
    match words.next() {
        Some("(") => {
            let holds = either(words, allowed);
            words.next();
            holds
        }
        // An exception from a licence is a licence of its own.
        Some(name) => match words.next_if_eq(&"WITH").and_then(|_| words.next()) {
            Some(exception) => allowed.contains(&format!("{name} WITH {exception}")),
            None => allowed.iter().any(|licence| licence == name),
        },
        None => false,
    }
}

/// The packages that are built for this target.
fn packages(target: &str) -> Vec<Value> {
    let metadata = |offline: &[&str]| {
        let mut cargo = Command::new(env!("CARGO"));
        cargo
            .current_dir(root())
            .args(["metadata", "--locked", "--format-version=1"])
            .args(["--filter-platform", target]);
        cargo.args(offline).output().unwrap()
    };
    let mut output = metadata(&["--offline"]);
    if !output.status.success() {
        output = metadata(&[]);
    }
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    let all: Value = serde_json::from_slice(&output.stdout).unwrap();
    let nodes = all["resolve"]["nodes"].as_array().unwrap();
    let used: BTreeSet<&str> = nodes
        .iter()
        .filter_map(|node| node["id"].as_str())
        .collect();
    let packages = all["packages"].as_array().unwrap().iter();
    packages
        .filter(|package| used.contains(package["id"].as_str().unwrap()))
        .cloned()
        .collect()
}

#[test]
fn every_licence_is_one_that_is_allowed() {
    let allowed = list("allow");
    let targets = list("targets");
    assert!(targets.len() > 1);
    let mut found = Vec::new();
    for package in targets.iter().flat_map(|target| packages(target)) {
        let text = |key: &str| package[key].as_str().unwrap_or_default();
        if !permits(text("license"), &allowed) {
            found.push(format!(
                "{} {}: {:?}",
                text("name"),
                text("version"),
                text("license")
            ));
        }
    }
    none_of(
        &found,
        "Use another crate, or allow the licence in deny.toml, if the page may be given on under MIT or Apache-2.0 with it.",
    );
}

#[test]
fn every_crate_comes_from_the_registry_and_is_known_by_its_bytes() {
    let sources = list("allow-registry");
    let banned = list("deny");
    let lock = fs::read_to_string(root().join("Cargo.lock")).unwrap();
    let mut found = Vec::new();
    for package in lock.split("[[package]]").skip(1) {
        let value = |key: &str| {
            let mut lines = package.lines();
            let line = lines.find_map(|line| line.strip_prefix(&format!("{key} = \"")))?;
            line.strip_suffix('"')
        };
        let name = value("name").unwrap();
        if banned.iter().any(|ban| ban == name) {
            found.push(format!("{name} is banned"));
        }
        match value("source") {
            // The packages of this repository.
            None if ["envelope", "xtask"].contains(&name) => {}
            Some(source)
                if sources
                    .iter()
                    .any(|known| source == format!("registry+{known}")) =>
            {
                if value("checksum").is_none() {
                    found.push(format!("{name} has no checksum"));
                }
            }
            source => found.push(format!("{name} comes from {source:?}")),
        }
    }
    none_of(&found, "See [sources] and [bans] in deny.toml.");
}

#[test]
fn licences_are_read_as_their_standard_has_it() {
    let allowed = ["MIT", "Apache-2.0"].map(str::to_owned);
    for (expression, expected) in [
        ("MIT", true),
        ("GPL-3.0", false),
        ("", false),
        ("GPL-3.0 OR MIT", true),
        ("Unlicense/MIT", true),
        ("MIT AND GPL-3.0", false),
        ("(MIT OR GPL-3.0) AND Apache-2.0", true),
        ("MIT OR Apache-2.0 AND GPL-3.0", true),
        ("(MIT OR Apache-2.0) AND GPL-3.0", false),
        ("Apache-2.0 WITH LLVM-exception", false),
    ] {
        assert_eq!(permits(expression, &allowed), expected, "{expression}");
    }
}
