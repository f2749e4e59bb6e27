//! Problems and advice, by their titles, places and numbers.
#![allow(clippy::unwrap_used)] // a test stops at the first failure

mod apis;
mod architecture;
mod list;
mod privacy;
mod protections;
mod replication;
mod services;
mod whole;

use super::{Problem, advice, problems};
use crate::estimate;
use crate::model::apis as a;
use crate::model::{Address, Document, Field, capacity as f, data_model};
use crate::outline::Topic;

/// A document with these entries, and actions of a name, a method, a rate, a target.
fn typed(fields: &[(&'static Field<Document>, &str)], actions: &[[&str; 4]]) -> Document {
    let mut doc = Document::default();
    for (field, text) in fields {
        (field.get_mut)(&mut doc).push_str(text);
    }
    for [name, method, rate, target] in actions {
        let mut row = [""; 13];
        let path = ["/", name].concat();
        (row[0], row[2], row[3], row[5], row[12]) = (name, method, &path, rate, target);
        doc.add_row_of(&a::ACTIONS, &row);
    }
    doc
}

fn found(doc: &Document) -> Vec<Problem> {
    problems(doc, &estimate::of(doc))
}

#[track_caller]
fn one(doc: &Document, title: &str, place: Address, words: &[&str]) {
    let found = found(doc);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!((found[0].title.as_str(), &found[0].place), (title, &place));
    for word in words {
        assert!(found[0].detail.contains(word), "{}", found[0].detail);
    }
}

#[test]
fn no_example_has_a_problem() {
    for example in crate::library::examples::ALL {
        let doc = crate::text::json::example(example);
        assert_eq!(found(&doc), [], "{}", example.name);
    }
}

#[test]
fn a_target_is_compared_with_the_mean_and_then_with_the_slowest() {
    let actions = &[["Read", "GET", "100/s", ""], ["Write", "POST", "1/s", ""]];
    let doc = |target| typed(&[(&f::LATENCY_TARGET, target)], actions);
    let place = || Address::Field(&f::LATENCY_TARGET);
    one(
        &doc("13ms"),
        "Slower than its target",
        place(),
        &["13.5 ms", "13 ms"],
    );
    one(
        &doc("20ms"),
        "p99 is slower than the target",
        place(),
        &["21.8 ms", "20 ms"],
    );
    assert_eq!(found(&doc("30ms")), []);
    assert_eq!(found(&doc("")), []);
}

#[test]
fn an_action_has_a_target_of_its_own() {
    let actions = &[
        ["Read", "GET", "100/s", "15ms"],
        ["Write", "POST", "1/s", "1s"],
    ];
    let doc = typed(&[(&f::LATENCY_TARGET, "14ms")], actions);
    let row = doc.apis.actions[0].id;
    let (table, column) = (&a::ACTIONS, 12);
    assert_eq!((table.specs)()[column].key, a::ACTION_TARGET.spec.key);
    let place = Address::Cell { table, row, column };
    one(
        &doc,
        "Slower than its target",
        place,
        &["Read", "21.8 ms", "15 ms"],
    );
}

#[test]
fn too_few_servers_are_a_problem_and_so_is_no_spare() {
    let actions = &[["Read", "GET", "1000/s", ""]];
    let few = &[(&f::PEAK_FACTOR, "3x"), (&f::OWN_SERVERS, "2")];
    let title = "More than the servers can answer";
    let place = Address::Field(&f::OWN_SERVERS);
    one(
        &typed(few, actions),
        title,
        place,
        &["3,000 /s", "2 × 1,000 /s", "150 %"],
    );
    let none = &[
        (&f::PEAK_FACTOR, "2x"),
        (&f::UTILISATION, "100%"),
        (&f::SPARE, "0"),
    ];
    one(
        &typed(none, actions),
        title,
        Address::Field(&f::UTILISATION),
        &["100 %"],
    );
}

#[test]
fn a_key_may_be_too_hot() {
    let mut doc = typed(
        &[(&f::PEAK_FACTOR, "1x")],
        &[["Write", "POST", "100k/s", ""]],
    );
    doc.add_row_of(&f::CANDIDATES, &["user_id", "", "1%"]);
    let row = doc.add_row_of(&f::CANDIDATES, &["country", "", "30%"]);
    let (table, column) = (&f::CANDIDATES, 0);
    let place = Address::Cell { table, row, column };
    one(
        &doc,
        "The hottest key is too hot",
        place,
        &["country", "30 k /s", "10 k /s"],
    );
}

#[test]
fn a_curve_that_is_not_understood_is_a_problem_at_its_field() {
    let doc = typed(&[(&f::CURVE, "1 2 3")], &[]);
    one(
        &doc,
        "24-hour curve",
        Address::Field(&f::CURVE),
        &["3 of 24 hours"],
    );
    let chosen = typed(&[(&f::CURVE, "1 2 3"), (&f::PATTERN, "own")], &[]);
    one(
        &chosen,
        "24-hour curve",
        Address::Field(&f::CURVE),
        &["3 of 24 hours"],
    );
}

#[test]
fn what_the_ratio_asks_for() {
    let said = |reads, writes| {
        let doc = typed(
            &[],
            &[["Read", "GET", reads, ""], ["Write", "POST", writes, ""]],
        );
        advice(Topic::ReadWrite, &doc, &estimate::of(&doc))
    };
    assert!(
        said("1000/s", "10/s")
            .starts_with("Read-heavy: 100 : 1. A cache that answers 80 % leaves 400 /s")
    );
    assert!(
        said("10/s", "1000/s").starts_with("Write-heavy: 1 : 100. A cache does not help 2,000 /s")
    );
    assert!(said("20/s", "10/s").starts_with("Mixed: 2 : 1."));
    assert!(said("20/s", "0/s").starts_with("Read-heavy: nothing is written."));
    assert_eq!(
        (said("0/s", "0/s"), said("", "")),
        (String::new(), String::new())
    );
}

#[test]
fn which_actions_are_within_their_targets() {
    let said = |target, actions: &[[&str; 4]]| {
        let doc = typed(&[(&f::LATENCY_TARGET, target)], actions);
        advice(Topic::Latency, &doc, &estimate::of(&doc))
    };
    let both = &[["Read", "GET", "1/s", "15ms"], ["Write", "POST", "1/s", ""]];
    assert_eq!(
        said("1s", both),
        "At p99 1 of 2 are within their targets. Too slow: Read (21.5 ms of 15 ms)."
    );
    let good = &[["Read", "GET", "1/s", ""], ["Odd", "", "1/s", ""]];
    assert_eq!(
        said("1s", good),
        "At p99 all of 1 are within their targets."
    );
    assert_eq!(
        (said("", good), said("1s", &[])),
        (String::new(), String::new())
    );
    let many = [["It", "GET", "1/s", "1ms"]; 7];
    assert!(said("", &many).ends_with("; and 2 more."));
}

#[test]
fn the_binding_limit_is_named() {
    let said = |topic, fields: &[(&'static Field<Document>, &str)], actions: &[[&str; 4]]| {
        let doc = typed(fields, actions);
        advice(topic, &doc, &estimate::of(&doc))
    };
    let read = &[["Read", "GET", "1000/s", ""]];
    assert_eq!(
        said(Topic::Servers, &[], read),
        "The throughput asks for 3 without spares, the target wait for 3, square-root staffing for 4."
    );
    let threads = &[(&f::SERVER_CONCURRENCY, "2"), (&f::OWN_SERVERS, "5")];
    let words = said(Topic::Servers, threads, read);
    assert!(
        words.starts_with(
            "The concurrency asks for 14 without spares and binds; the throughput for 3, "
        ),
        "{words}"
    );
    assert!(
        words.ends_with(" 15 are needed with spares, and 5 are in use."),
        "{words}"
    );
    let shards = |fields: &[(&'static Field<Document>, &str)], method, rate| {
        let mut doc = typed(fields, &[["It", method, rate, ""]]);
        doc.apis.actions[0].stored = "0 B".into();
        advice(Topic::Shards, &doc, &estimate::of(&doc))
    };
    // Nobody knows what is stored: one node may be enough, or not.
    assert_eq!(said(Topic::Shards, &[], &[["It", "POST", "1/s", ""]]), "");
    assert!(shards(&[], "GET", "1M/s").starts_with("Reads bind at 8 nodes"));
    assert!(shards(&[], "POST", "50k/s").starts_with("Writes bind at 10 nodes"));
    assert!(
        shards(&[(&f::EXISTING, "35 TB")], "POST", "1/s").starts_with("Storage binds at 4 nodes")
    );
    assert!(shards(&[], "POST", "1/s").starts_with("One node is enough"));
    assert_eq!(said(Topic::Shards, &[], &[]), "");
}

/// A design with entities, and queries of the first: what they look for, and in which order.
fn stored(write: &str, entities: &[&[[&str; 3]]], queries: &[[&str; 2]]) -> Document {
    let mut doc = typed(&[], &[["Write", "POST", write, ""]]);
    for (at, attributes) in entities.iter().enumerate() {
        let name = format!("E{at}");
        let entity = doc.add_row_of(&data_model::ENTITIES, &[&name]).to_string();
        for [name, kind, said] in *attributes {
            doc.add_row_of(&data_model::ATTRIBUTES, &[name, kind, "8 B", said, &entity]);
        }
    }
    let first = doc.data_model.entities[0].id.to_string();
    for [filter, sort] in queries {
        let cells = ["Q", &first, "read", "", "", "", filter, sort];
        doc.add_row_of(&data_model::ACCESS_PATTERNS, &cells);
    }
    doc
}

#[test]
fn the_choice_of_a_database_follows_from_the_design() {
    let said = |doc: &Document| advice(Topic::Database, doc, &estimate::of(doc));
    let key = ["id", "bigint", "PK"];
    let wide: &[[&str; 3]] = &[key, ["at", "timestamptz", "PK"], ["v", "int", ""]];
    let other: &[[&str; 3]] = &[key, ["e", "bigint", "FK → E0.id"]];
    let documents: &[[&str; 3]] = &[key, ["body", "jsonb", ""]];
    let (few, many) = ("10/s", "1M/s");
    let asks = |doc: Document, starts: &str| {
        let said = said(&doc);
        let asked = said.strip_prefix("This design asks for ").unwrap();
        assert!(asked.starts_with(starts), "{said}");
    };

    asks(
        stored(few, &[&[key]], &[["id", ""]]),
        "SQL (Relational): one machine",
    );
    asks(
        stored(many, &[&[key]], &[["id", ""]]),
        "NoSQL (Key-Value): ",
    );
    asks(
        stored(many, &[wide], &[["id", "at desc"]]),
        "NoSQL (Column): ",
    );
    asks(
        stored(many, &[&[key, ["v", "int", ""]]], &[["v", ""]]),
        "Hybrid: it outgrows one machine, and not every",
    );
    asks(
        stored(many, &[&[key]], &[]),
        "Hybrid: it outgrows one machine, and the queries",
    );
    asks(
        stored(many, &[&[key], other], &[["id", ""]]),
        "Hybrid: what belongs together",
    );
    asks(
        stored(few, &[&[key], other], &[["id", ""]]),
        "SQL (Relational): ",
    );
    asks(
        stored(few, &[documents], &[["id", ""]]),
        "NoSQL (Document): ",
    );

    let mut tree = stored(few, &[&[key]], &[]);
    let it = tree.data_model.entities[0].id.to_string();
    for label in ["follows", "knows"] {
        tree.add_row_of(&data_model::RELATIONSHIPS, &[label, &it, "many", &it]);
    }
    assert!(said(&tree).starts_with("This design asks for NoSQL (Graph): "));
    assert_eq!(said(&Document::default()), "");
}

#[test]
fn the_suggestion_is_told_apart_from_the_choice() {
    let key = ["id", "bigint", "PK"];
    let other: &[[&str; 3]] = &[key, ["e", "bigint", "FK → E0.id"]];
    let mut doc = stored("10/s", &[&[key], other], &[["id", ""], ["e", ""]]);
    let said = |doc: &Document| advice(Topic::Database, doc, &estimate::of(doc));
    let words = said(&doc);
    assert!(
        words.contains("It has 1 of 2 queries by the key, 1 foreign key."),
        "{words}"
    );
    assert!(
        words.contains("20 /s of writes at peak are within"),
        "{words}"
    );
    assert!(!words.contains("chose"), "{words}");
    doc.data_model.database = "sql".into();
    assert!(said(&doc).ends_with("That is what you chose."));
    doc.data_model.database = "graph".into();
    let words = said(&doc);
    assert!(
        words.ends_with("You chose NoSQL (Graph); the reasons for it are missing."),
        "{words}"
    );
    doc.data_model.database_reasons = "we know it".into();
    assert!(said(&doc).ends_with("You chose NoSQL (Graph), for the reasons below."));
    doc.data_model.cap = "cp".into();
    assert!(said(&doc).contains("strong consistency"));
}

/// 29,300 reads after the cache beside few writes: a node at 293 % is not enough, and replicas are.
#[test]
fn a_machine_that_the_reads_overload_is_not_said_to_be_enough() {
    let mut doc = stored("10/s", &[&[["id", "bigint", "PK"]]], &[["id", ""]]);
    doc.add_row_of(&a::ACTIONS, &["Read", "", "GET", "", "", "73,150/s"]);
    doc.capacity.node_reads = "10k/s".into();
    doc.capacity.hit_ratio = "80%".into();
    let words = advice(Topic::Database, &doc, &estimate::of(&doc));
    assert!(words.contains("replicas take the reads"), "{words}");
    assert!(
        words.contains("29.3 k /s of reads after the cache need replicas"),
        "{words}"
    );
    doc.capacity.node_reads = "50k/s".into();
    let words = advice(Topic::Database, &doc, &estimate::of(&doc));
    assert!(words.contains("one machine is enough, and then"), "{words}");
}
