//! Scenarios, limits and questions.

use super::{close, typed};
use crate::estimate::whatif::{self as what_if, Passed};
use crate::estimate::{self, capacity as c, cost};
use crate::library::examples;
use crate::model::whatif::{self as w, CHANGES, GOALS, INPUTS, RESULTS, SCENARIOS};
use crate::model::{Address, Document, Id, Input, all_fields, capacity};

fn pastebin() -> Document {
    let mut doc = crate::text::json::example(&examples::PASTEBIN);
    doc.whatif = w::WhatIf::default();
    doc
}

/// A design with a change in a scenario, and the id of the scenario.
fn changed(mut doc: Document, input: &str, action: &str, value: &str) -> (Document, Id) {
    let row = doc.add_row_of(&SCENARIOS, &["Then"]);
    doc.add_row_of(&CHANGES, &["", &row.to_string(), input, action, value]);
    (doc, row)
}

#[track_caller]
fn refused(doc: &Document) -> (String, String) {
    let refused = what_if::refused(doc);
    assert_eq!(refused.len(), 1, "{refused:?}");
    let label = refused[0].place.spec().unwrap().label;
    (label.to_owned(), refused[0].message.clone())
}

/// Worked out by hand from the figures of the example, in the calendar of interviews.
#[test]
fn what_breaks_first_in_pastebin() {
    let doc = pastebin();
    let breaks = what_if::breaks(&doc, &estimate::of(&doc));
    let stored = 1_271.0 * 10e6 * 36.0 * 1.15;
    let expected = [
        (
            "Storage of one database node",
            Passed::After(10e12 / stored),
        ),
        // Eight instances, one of them to spare, each with 70 % of 1,000 a second; 44 × 5 at peak.
        (
            "Instances that you entered",
            Passed::After(7.0 * 700.0 / 220.0),
        ),
        // A fifth of what 100 M reads a month of 1.27 KB each return in a day.
        (
            "Memory of one cache node",
            Passed::After(25e9 / (100e6 / 30.0 * 1_270.0 * 0.2)),
        ),
        ("Writes of one primary", Passed::After(10_000.0 / 20.0)),
        // The cache leaves a fifth of 200 a second.
        ("Reads of one database node", Passed::After(50_000.0 / 40.0)),
        // 4 × 100 B and 40 × 1.27 KB a second, five times that at peak; the CDN leaves 40 %.
        (
            "Network card of one machine",
            Passed::After(3.0 * f64::powi(2.0, 30) / (51_200.0 * 5.0 * 0.4)),
        ),
        ("Partitions of one broker", Passed::Never),
        ("Target latency", Passed::Never),
        ("Budget", Passed::NoBound),
    ];
    assert_eq!(breaks.len(), expected.len());
    for (found, (name, passed)) in breaks.iter().zip(expected) {
        assert_eq!(found.limit.name, name);
        match (found.passed, passed) {
            (Passed::After(actual), Passed::After(expected)) => {
                close(name, Some(actual), expected, 1e-9);
            }
            (actual, expected) => assert_eq!(actual, expected, "{name}"),
        }
    }
    // 500 times 2 M users.
    let users = what_if::users(&estimate::of(&doc), 500.0);
    assert_eq!(users.map(|users| users.value), Some(1e9));
}

#[test]
fn limits_that_are_passed_already_come_first() {
    let mut doc = pastebin();
    doc.cost.budget = "$1,000/month".into();
    doc.capacity.latency_target = "5ms".into();
    doc.capacity.node_storage = "100 GB".into();
    let estimate = estimate::of(&doc);
    let breaks = what_if::breaks(&doc, &estimate);
    let [first, second, third] = &breaks[..3] else {
        panic!("{breaks:?}")
    };
    assert_eq!(
        (first.limit.name, first.passed),
        ("Target latency", Passed::Always)
    );
    assert_eq!(second.limit.name, "Storage of one database node");
    assert!(matches!(second.passed, Passed::After(factor) if factor < 1.0));
    assert_eq!(third.limit.name, "Budget");
    let passed: Vec<&str> = what_if::passed(&estimate).map(|limit| limit.name).collect();
    assert_eq!(
        passed,
        ["Storage of one database node", "Target latency", "Budget"]
    );
}

/// Two servers answer 2,000 a second; near that, reads wait.
#[test]
fn servers_that_do_not_grow_end_at_their_throughput() {
    let mut doc = pastebin();
    doc.capacity.own_servers = "2".into();
    let breaks = what_if::breaks(&doc, &estimate::of(&doc));
    let of = |name| {
        breaks
            .iter()
            .find(|found| found.limit.name == name)
            .unwrap()
            .passed
    };
    assert!(
        matches!(of("Target latency"), Passed::After(factor) if factor > 8.5 && factor < 2_000.0 / 220.0),
        "{:?}",
        of("Target latency")
    );
    // One of them to spare, and 70 % of what the other can do.
    assert!(
        matches!(of("Servers in use"), Passed::After(factor) if (factor - 700.0 / 220.0).abs() < 1e-9)
    );
}

/// At the users that were found a limit holds, and a thousandth further on it does not: in a document that has
/// so many, estimated like any other.
#[test]
fn a_scenario_at_the_limit_is_at_the_limit() {
    let mut doc = pastebin();
    doc.cost.budget = "$10k/month".into();
    let base = estimate::of(&doc);
    let mut seen = 0;
    for found in what_if::breaks(&doc, &base) {
        let Passed::After(factor) = found.passed else {
            continue;
        };
        for (times, beyond) in [(factor * (1.0 - 1e-9), false), (factor * 1.001, true)] {
            let row = doc.add_row_of(&SCENARIOS, &["At the limit", &format!("{times}x")]);
            let then = estimate::of(&what_if::scenario(&doc, row));
            let is = what_if::passed(&then).any(|limit| limit.name == found.limit.name);
            assert_eq!(is, beyond, "{} at {times}", found.limit.name);
        }
        seen += 1;
    }
    assert_eq!(seen, 7);
}

#[test]
fn what_was_entered_as_a_size_or_a_number_of_machines_stays() {
    let mut doc = pastebin();
    doc.capacity.existing = "5 TB".into();
    let row = doc.add_row_of(&SCENARIOS, &["Ten times", "10x"]);
    let then = what_if::scenario(&doc, row);
    assert_eq!(then.capacity.existing, "5 TB");
    assert_eq!(then.cost.instances, "8");
    assert_eq!(then.apis.actions[0].rate, "(10M/month)*10");
    let columns = what_if::columns(&doc);
    assert_eq!(columns[1].times(&columns[0], &c::PEAK_QPS), Some(10.0));
    assert!(!columns[1].differs(&columns[0], &cost::COMPUTE));
    // A rate for each user is what it is; there are more of them.
    let mut doc = typed(
        "",
        &[(&capacity::DAU, "1-2M")],
        &[["Read", "read", "5/user/day", "", "", "", ""]],
    );
    let row = doc.add_row_of(&SCENARIOS, &["Ten times", "10x"]);
    let then = what_if::scenario(&doc, row);
    assert_eq!(then.apis.actions[0].rate, "5/user/day");
    assert_eq!(then.capacity.dau, "(1-2M)*10");
}

#[test]
fn changes_take_what_the_entry_takes() {
    let value_of = |(doc, row): (Document, Id), address: &str, of: Id| {
        assert_eq!(what_if::refused(&doc), []);
        let address = Address::of(address, of).unwrap();
        address.get(&what_if::scenario(&doc, row)).to_owned()
    };
    let key = "capacity.hit_ratio";
    assert_eq!(value_of(changed(pastebin(), key, "", "95%"), key, 0), "95%");
    // Twice what was assumed.
    let key = "capacity.node_writes";
    assert_eq!(
        value_of(changed(pastebin(), key, "", "×2"), key, 0),
        "(10k/s)*2"
    );
    // Twice what follows from the traffic pattern, and what follows from the servers.
    let mut doc = pastebin();
    doc.capacity.peak_factor.clear();
    doc.cost.instances.clear();
    let key = "capacity.peak_factor";
    assert_eq!(
        value_of(changed(doc.clone(), key, "", "×2"), key, 0),
        "(2x)*2"
    );
    let key = "cost.instances";
    assert_eq!(value_of(changed(doc, key, "", "×2"), key, 0), "(2)*2");
    let key = "cost.price_book";
    assert_eq!(value_of(changed(pastebin(), key, "", "AWS"), key, 0), "aws");
    // One action, or all of them.
    let doc = pastebin();
    let [create, read] = [0, 1].map(|at: usize| doc.apis.actions[at].id);
    let one = changed(doc.clone(), "action.rate", &read.to_string(), "* 3x");
    assert_eq!(value_of(one.clone(), "action.rate", read), "(100M/month)*3");
    assert_eq!(value_of(one, "action.rate", create), "10M/month");
    let all = changed(doc, "action.rate", "", "1k/s");
    assert_eq!(value_of(all.clone(), "action.rate", read), "1k/s");
    assert_eq!(value_of(all, "action.rate", create), "1k/s");
    // A change before it is whole.
    let (doc, row) = changed(pastebin(), "", "", "");
    assert_eq!(what_if::refused(&doc), []);
    assert_eq!(what_if::scenario(&doc, row), doc);
}

#[test]
fn what_cannot_be_changed_says_why() {
    let why = |input: &str, action: &str, value: &str| {
        let (doc, row) = changed(pastebin(), input, action, value);
        assert_eq!(what_if::scenario(&doc, row), doc, "nothing is changed");
        refused(&doc)
    };
    let (label, message) = why("capacity.hit_ratio", "", "5 GB");
    assert_eq!(label, "New value");
    assert!(message.contains("80%"), "{message}");
    assert!(
        why("capacity.peak_factor", "", "0.5x")
            .1
            .contains("at least")
    );
    let unknown = (
        "Input".to_owned(),
        "There is no input “capacity.moon”.".to_owned(),
    );
    assert_eq!(why("capacity.moon", "", "5"), unknown);
    assert_eq!(why("", "", "5").0, "Input");
    assert_eq!(why("action.rate", "99999", "1k/s").0, "Of action");
    assert_eq!(why("cost.sms", "", "×2").0, "New value");
    assert!(
        why("cost.price_book", "", "azure")
            .1
            .starts_with("Write one of: ")
    );
    let mut doc = pastebin();
    doc.add_row_of(&CHANGES, &["", "", "capacity.hit_ratio", "", "95%"]);
    assert_eq!(refused(&doc).0, "In scenario");
    // The same is a problem at the same place.
    let problems = crate::review::problems(&doc, &estimate::of(&doc));
    assert!(
        problems
            .iter()
            .any(|problem| problem.place == what_if::refused(&doc)[0].place)
    );
}

#[test]
fn questions_are_answered_or_refused() {
    let ask = |texts: [&str; 3]| {
        let mut doc = pastebin();
        let [result, target, input] = texts;
        doc.add_row_of(&GOALS, &["?", result, target, input]);
        let answers = what_if::answers(&doc, &estimate::of(&doc));
        (doc, answers)
    };
    let (_, answers) = ask(["capacity.latency", "12 ms", "capacity.hit_ratio"]);
    let found = answers[0].found.unwrap();
    close(
        "hit ratio",
        found.value.map(|value| value.value),
        0.95,
        1e-9,
    );
    assert!(!found.at_most);
    let (_, answers) = ask(["capacity.peak_qps", "2,200/s", "action.rate"]);
    let found = answers[0].found.unwrap();
    assert_eq!(
        (found.value, found.times, found.at_most),
        (None, Some(10.0), true)
    );
    let (_, answers) = ask(["capacity.latency", "12 ms", ""]);
    assert!(answers[0].found.is_err());
    let (doc, answers) = ask(["cost.total", "5 GB", ""]);
    assert!(answers.is_empty());
    assert_eq!(refused(&doc).0, "Is to be at most");
    let (doc, _) = ask(["cost.moon", "5", ""]);
    assert_eq!(refused(&doc).0, "Result");
    let (doc, _) = ask(["cost.total", "$5k/month", "moon"]);
    assert_eq!(refused(&doc).0, "By way of");
    let (doc, answers) = ask(["", "", ""]);
    assert!(answers.is_empty() && what_if::refused(&doc).is_empty());
}

/// An answer put into the design gives the target.
#[test]
fn answers_hold_in_the_design() {
    let mut doc = pastebin();
    doc.cost.instances.clear();
    for (result, target, input) in [
        ("cost.total", "$2k/month", "cost.instance_price"),
        ("capacity.servers", "7", "capacity.peak_factor"),
        ("capacity.cache_size", "2 GB", "capacity.hot_share"),
        ("capacity.effective_storage", "3 TB", "capacity.horizon"),
    ] {
        doc.whatif.goals.clear();
        doc.add_row_of(&GOALS, &["?", result, target, input]);
        let answer = what_if::answers(&doc, &estimate::of(&doc)).remove(0);
        let found = answer.found.unwrap().value.unwrap();
        let kind = answer.input.unwrap().kind().unwrap();
        let conv = doc.number_conventions();
        let mut then = doc.clone();
        let text = crate::quantity::show_exact(&found, kind, &conv);
        Address::of(input, 0).unwrap().set(&mut then, text.clone());
        let estimate = estimate::of(&then);
        let reached = estimate.result(answer.result, 0).unwrap().value.unwrap();
        let reached = reached.in_period(answer.target.period, &conv).value;
        close(
            &format!("{input}: {text}"),
            Some(reached),
            answer.target.value,
            1e-6,
        );
    }
}

#[test]
fn choices_name_what_there_is() {
    for (key, label) in INPUTS.iter().skip(1) {
        let spec = Address::of(key, 0)
            .and_then(|address| address.spec())
            .unwrap();
        assert_eq!(spec.label, *label);
    }
    for field in all_fields() {
        let number = matches!(field.spec.input, Input::Quantity(_));
        let number = number && !field.spec.key.starts_with("notes.");
        let there = INPUTS.iter().any(|(key, _)| *key == field.spec.key);
        assert!(!number || there, "{} cannot be changed", field.spec.key);
    }
    let of_capacity = c::RESULTS.iter().flat_map(|(_, results)| results.iter());
    let mut results: Vec<_> = of_capacity.copied().collect();
    results.extend([cost::RESULTS, estimate::topics::RESULTS].concat());
    for (key, label) in RESULTS.iter().skip(1) {
        let formula = results.iter().find(|formula| formula.key == *key).unwrap();
        assert_eq!(formula.name, *label);
    }
}

#[test]
fn a_design_without_the_section_is_read() {
    let doc = pastebin();
    let json = crate::text::json::to_json(&doc);
    let mut value: serde_json::Value = serde_json::from_str(&json).unwrap();
    value.as_object_mut().unwrap().remove("whatif").unwrap();
    let read = crate::text::json::from_json(&value.to_string());
    assert_eq!(read, Ok(doc));
}
