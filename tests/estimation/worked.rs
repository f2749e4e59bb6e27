//! Worked examples, each a design as a person would type it and a list of what its source gets.
//!
//! `tests/cases/estimation/NAME.json` is the design, in the convention of its source. `NAME.tsv` beside it
//! has a line for each figure, with tabs between its columns:
//!
//! 1. the key of the result, with `#` and the id of the row where it is that of a row;
//! 2. what the source prints, as it would be typed; `-` where the source has it by a rule of its own;
//! 3. how the source rounds: `all` digits, or so many, to the nearest or always `up` or `down`;
//! 4. the exact value by the exact calendar, in bytes, seconds and dollars a month;
//! 5. what the source computes.
//!
//! The figure of the source has to come out by its own convention and rounding, and the exact one within
//! half a percent. P: system-design-primer; X: Alex Xu; G: Grokking; F: closed forms.

use super::node;
use envelope::estimate::{self, Estimate};
use envelope::formula::Node;
use envelope::model::Address;
use envelope::quantity::{Conventions, Dim, Period, parse};
use envelope::text::json;
use std::path::{Path, PathBuf};

/// How far a value may be from the exact one.
const TOLERANCE: f64 = 0.005;

/// How far two numbers may be apart that are the same but for the last digits of a double.
const SAME: f64 = 1e-9;

/// Every example that can be written as a design.
const EXAMPLES: [&str; 33] = [
    "p1", "p2", "p3", "p4", "p5", "p6", "p7", "p8", "x1", "x2", "x3", "x5", "x7", "x8", "x9",
    "x10", "x13", "x14", "x15", "x17", "x18", "g2", "g3", "g5", "g6", "g7", "g9", "g11", "g12",
    "f1", "f2", "f9", "f11",
];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/estimation")
}

/// The designs, sorted by name.
fn designs() -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder()).unwrap();
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end == "json"))
        .collect();
    paths.sort();
    paths
}

/// What is wrong with one example, a line for each fault.
fn check(path: &Path) -> Vec<String> {
    let mut doc = json::from_json(&std::fs::read_to_string(path).unwrap()).unwrap();
    let by_source = estimate::of(&doc);
    "exact".clone_into(&mut doc.conventions.calendar);
    let exact = estimate::of(&doc);
    let name = path.file_stem().unwrap().to_string_lossy();
    let entries = by_source.graph().nodes().iter();
    let refused = entries
        .filter(|node| Address::of(node.key.0, node.key.1).is_some())
        .filter(|node| node.value.is_none() && !node.note.is_empty());
    let mut found: Vec<String> = refused
        .map(|node| format!("{name}.json: {}: {}", node.name, node.note))
        .collect();
    found.extend(by_source.graph().faults().iter().cloned());
    let lines = std::fs::read_to_string(path.with_extension("tsv")).unwrap();
    for (at, line) in lines.lines().enumerate() {
        if line.starts_with('#') {
            continue;
        }
        if let Err(why) = compare(line, &by_source, &exact) {
            found.push(format!("{name}.tsv:{}: {why}\n    {line}", at + 1));
        }
    }
    found
}

/// Compares one line with what the document gives.
fn compare(line: &str, by_source: &Estimate, exact: &Estimate) -> Result<(), String> {
    let columns: Vec<&str> = line.split('\t').collect();
    let [key, published, rounded, value, source] = columns[..] else {
        return Err(format!("{} columns instead of 5", columns.len()));
    };
    if source.is_empty() {
        return Err("no word on what the source computes".to_owned());
    }
    let there = |estimate| node(estimate, key).filter(|node| node.value.is_some());
    let node = there(by_source).ok_or("no such result")?;
    if published != "-" {
        as_published(node, published, rounded, by_source)?;
    }
    let value: f64 = value.parse().map_err(|_| "the exact value is no number")?;
    let got = in_base_units(there(exact).ok_or("no such result in the exact calendar")?);
    if (got - value).abs() > TOLERANCE * value.abs() {
        return Err(format!("{got} instead of {value} in the exact calendar"));
    }
    Ok(())
}

/// The value in bytes, seconds and dollars a month, by the exact calendar.
fn in_base_units(node: &Node) -> f64 {
    let value = node.value.unwrap();
    let period = if value.dim == Dim::MONEY_RATE {
        Period::Month
    } else {
        Period::Second
    };
    value.in_period(period, &Conventions::EXACT).value
}

/// Whether a value comes to what was published, rounded as there and in the unit that stands there.
fn as_published(
    node: &Node,
    published: &str,
    rounded: &str,
    estimate: &Estimate,
) -> Result<(), String> {
    let conv = estimate.graph().conventions();
    let wanted = parse(published, node.kind, conv).map_err(|error| error.message)?;
    let shown = leading_number(published)?;
    let unit = if shown == 0.0 {
        1.0
    } else {
        wanted.value / shown
    };
    let value = node.value.unwrap().in_period(wanted.period, conv).value / unit;
    let got = round(value, rounded)?;
    if (got - shown).abs() > SAME * shown.abs() {
        return Err(format!("{got}, from {value}, instead of {shown}"));
    }
    Ok(())
}

/// The number that a text begins with: 1500 of `1,500 GB/min`.
fn leading_number(text: &str) -> Result<f64, String> {
    let text = text.trim_start_matches('$').replace(',', "");
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.');
    let number = &text[..end.unwrap_or(text.len())];
    number.parse().map_err(|_| format!("no number in {text}"))
}

/// Rounds to significant digits: `all`, `2`, `2 up`, `2 down`.
fn round(value: f64, how: &str) -> Result<f64, String> {
    if how == "all" || value == 0.0 {
        return Ok(value);
    }
    let (digits, way) = how.split_once(' ').unwrap_or((how, "nearest"));
    let digits: i32 = digits.parse().map_err(|_| format!("no rounding: {how}"))?;
    #[allow(clippy::cast_possible_truncation)] // the logarithm of a float is within ±324
    let order = value.abs().log10().floor() as i32;
    let scale = 10_f64.powi(digits - 1 - order);
    // A hair beyond a whole number is that number.
    let (scaled, hair) = (value * scale, 1e-9);
    let whole = match way {
        "nearest" => scaled.round(),
        "up" => (scaled - hair).ceil(),
        "down" => (scaled + hair).floor(),
        _ => return Err(format!("no rounding: {how}")),
    };
    Ok(whole / scale)
}

#[test]
fn every_worked_example_comes_out() {
    let found: Vec<String> = designs().iter().flat_map(|path| check(path)).collect();
    assert!(found.is_empty(), "\n{}\n", found.join("\n"));
}

/// With the three digits of the page, which are the source's or more.
#[test]
fn shown_as_the_sources_print_them() {
    for (design, key, shown) in [
        ("x1-twitter", "capacity.average_qps", "3,470 /s"),
        ("x1-twitter", "capacity.peak_qps", "6,940 /s"),
        ("x17-snowflake", "notes.id_life", "69.7 years"),
        (
            "f1-three-nines",
            "reliability.downtime_per_year",
            "8.76 hours",
        ),
        (
            "f11-kafka-tool",
            "reliability.kafka_throughput",
            "47.7 MiB/s",
        ),
    ] {
        let path = folder().join([design, ".json"].concat());
        let doc = json::from_json(&std::fs::read_to_string(path).unwrap()).unwrap();
        let estimate = estimate::of(&doc);
        let node = node(&estimate, key).unwrap();
        assert_eq!(estimate.graph().shown(node), shown, "{design}, {key}");
    }
}

#[test]
fn every_example_is_there_with_its_figures() {
    let designs = designs();
    let stems = designs.iter().map(|path| path.file_stem().unwrap());
    let stems: Vec<String> = stems.map(|s| s.to_string_lossy().into_owned()).collect();
    for id in EXAMPLES {
        let starts = [id, "-"].concat();
        assert!(stems.iter().any(|s| s.starts_with(&starts)), "{id}");
    }
    for path in &designs {
        let lines = std::fs::read_to_string(path.with_extension("tsv")).unwrap();
        assert!(lines.lines().any(|l| !l.starts_with('#')), "{path:?}");
    }
    let files = std::fs::read_dir(folder()).unwrap().count();
    assert_eq!(files, 2 * designs.len(), "a list beside each design");
}

#[test]
fn a_figure_that_differs_is_reported() {
    let path = folder().join("p1-pastebin.json");
    let doc = json::from_json(&std::fs::read_to_string(path).unwrap()).unwrap();
    let (by_source, exact) = (estimate::of(&doc), estimate::of(&doc));
    let fault = |line: &str| compare(line, &by_source, &exact).err().unwrap_or_default();
    assert_eq!(fault("capacity.records\t360M\tall\t360000000\tx"), "");
    assert_eq!(
        fault("capacity.records\t350M\t2 down\t360000000\tx"),
        "360, from 360, instead of 350"
    );
    for line in [
        "capacity.records\t360M\tall\t362000000\tx",
        "capacity.records\t360M\tall\t360000000\t",
        "capacity.records\t360M\tsome\t360000000\tx",
        "capacity.records\t360 GB\tall\t360000000\tx",
        "capacity.moons\t360M\tall\t360000000\tx",
        "entity.row_size#99\t1.27 KB\t3\t1271\tx",
        "capacity.records\t360M",
    ] {
        assert!(!fault(line).is_empty(), "{line}");
    }
    for (value, how, rounded) in [
        (457.56, "2 down", 450.0),
        (457.56, "2", 460.0),
        (333_333.3, "3 up", 334_000.0),
        (40.0, "1 up", 40.0),
        (0.3, "1 down", 0.3),
        (3_472.2, "1", 3_000.0),
        (1_271.5, "all", 1_271.5),
    ] {
        let got = round(value, how).unwrap();
        assert!(
            (got - rounded).abs() <= SAME * rounded,
            "{value} {how}: {got}"
        );
    }
}
