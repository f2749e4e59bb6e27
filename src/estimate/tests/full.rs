//! When machines run full: shards in use, retention, free space, and keys of which each row is a partition.

use super::{Entries, close, get, typed, value, with};
use crate::estimate::whatif::{self, Passed};
use crate::estimate::{self, capacity as c};
use crate::model::whatif::{CHANGES, GOALS, SCENARIOS};
use crate::model::{apis, capacity as f, data_model};
use crate::quantity::Period::{Second, Year};

/// A TB a year.
const TERABYTE: [super::Action; 1] = [["Write", "write", "1B/year", "", "", "1 KB", ""]];

fn full(fields: Entries) -> Option<f64> {
    value(&with(fields, &TERABYTE), &c::NODE_FULL, 0, Year)
}

#[test]
fn shards_share_what_is_stored() {
    let there = (&f::EXISTING, "30 TB");
    let by_hand: Entries = &[there, (&f::OWN_SHARDS, "4")];
    close("4 × 10 TB", full(by_hand), 10.0, 1e-12);
    // As many as the 33 TB at the horizon of three years ask for.
    let chosen: Entries = &[there, (&f::SCALING, "horizontal")];
    close("4 shards", full(chosen), 10.0, 1e-12);
    close("one machine", full(&[there]), 0.0, 1e-12);
    let nodes = |fields| get(&with(fields, &TERABYTE), &c::DATABASE_NODES);
    close("needed", nodes(chosen), 12.0, 0.0);
    close("in use", nodes(&[there, (&f::OWN_SHARDS, "6")]), 18.0, 0.0);
    let words = with(by_hand, &TERABYTE).trace(&c::NODE_FULL, 0).words;
    assert!(words.starts_with("(Storage per database node × Shards in use − "));
}

#[test]
fn what_is_deleted_makes_room() {
    let kept = |retention, node, growth| {
        full(&[
            (&f::RETENTION, retention),
            (&f::NODE_STORAGE, node),
            (&f::GROWTH, growth),
        ])
    };
    close(
        "before the first goes",
        kept("2 years", "1.5 TB", "0%"),
        1.5,
        1e-9,
    );
    assert_eq!(kept("2 years", "3 TB", "0%"), None, "2 TB at most");
    // The last two of 1, 2 and 4 TB; the third year brings 4 − 1.
    close("growing", kept("2 years", "6 TB", "100%"), 3.0, 1e-9);
    let never: Entries = &[(&f::RETENTION, "2 years")];
    let never = with(never, &TERABYTE);
    let node = never.result(&c::NODE_FULL, 0).unwrap();
    assert_eq!(node.note, "it never comes to that");
    assert_eq!(
        never.trace(&c::NODE_FULL, 0).numbers,
        "until 10 TB are filled by 1 TB a year, each kept for 2 years"
    );
    // 9 TB of the last nine months of another stream, and a TB a year for ever.
    let mut doc = typed(
        "exact",
        &[],
        &[
            TERABYTE[0],
            ["Log", "write", "12B/year", "", "", "1 KB", ""],
        ],
    );
    (apis::ACTION_KEPT.get_mut)(&mut doc.apis.actions[1]).push_str("0.75 years");
    let estimate = estimate::of(&doc);
    assert_eq!(estimate.graph().faults(), &[] as &[String]);
    close("both", value(&estimate, &c::NODE_FULL, 0, Year), 1.0, 1e-9);
}

/// 25,000 writes at 10,000 of each of four shards; 30 TB in 4 × 10 TB of which 30 % stay free.
#[test]
fn what_breaks_first_counts_shards_and_free_space() {
    let fields: Entries = &[
        (&f::PEAK_FACTOR, "1x"),
        (&f::EXISTING, "0 B"),
        (&f::HIT_RATIO, "0%"),
        (&f::RETENTION, "1 year"),
        (&f::OWN_SHARDS, "4"),
        (&f::FREE_SPACE, "30%"),
        (&f::DAU, "1M"),
    ];
    let mut doc = typed(
        "exact",
        fields,
        &[
            ["Write", "write", "25k/s", "", "", "20 B", ""],
            ["Read", "read", "150k/s", "", "", "", ""],
        ],
    );
    let passed = |doc: &_, name: &str| {
        let estimate = estimate::of(doc);
        let breaks = whatif::breaks(doc, &estimate);
        breaks
            .iter()
            .find(|found| found.limit.name == name)
            .unwrap()
            .passed
    };
    let close = |doc: &_, name, expected: f64| match passed(doc, name) {
        Passed::After(factor) => {
            assert!((factor / expected - 1.0).abs() < 1e-9, "{name}: {factor}");
        }
        other => panic!("{name}: {other:?}"),
    };
    close(&doc, "Writes of one primary", 40.0 / 25.0);
    let year = 25e3 * 20.0 * 365.0 * 86_400.0;
    close(&doc, "Storage of one database node", 28e12 / year);
    close(&doc, "Reads of one database node", 200.0 / 150.0);
    // With the replicas that the reads ask for, a fifth node's worth is to spare.
    doc.capacity.node_reads = "25k/s".into();
    close(&doc, "Reads of one database node", 100.0 / 150.0);
    doc.capacity.scaling = "both".into();
    close(&doc, "Reads of one database node", 200.0 / 150.0);
    // Nobody said that there are shards.
    doc.capacity.own_shards.clear();
    doc.capacity.scaling.clear();
    close(&doc, "Writes of one primary", 10.0 / 25.0);
    doc.capacity.scaling = "horizontal".into();
    close(&doc, "Writes of one primary", 30.0 / 25.0);
}

/// A row that is a partition of its own is written once, whatever the popularity.
#[test]
fn a_whole_primary_key_has_no_hot_partition() {
    let mut doc = typed("exact", &[(&f::PEAK_FACTOR, "10x")], &[super::WRITE]);
    let row = doc.add_row_of(&f::CANDIDATES, &["Code", "1M"]);
    let entity = doc.add_row_of(&data_model::ENTITIES, &["Links"]);
    doc.data_model.entities[0].partition = "code".into();
    let id = entity.to_string();
    doc.add_row_of(
        &data_model::ATTRIBUTES,
        &["code", "char(7)", "", "PK, permuted", &id],
    );
    let hottest = |doc: &_| value(&estimate::of(doc), &c::CANDIDATE_WRITES, row, Second);
    close("one in a million", hottest(&doc), 1_000.0 / 1e6, 1e-12);
    // With a second column a partition has many rows again.
    doc.add_row_of(&data_model::ATTRIBUTES, &["hour", "int", "", "PK", &id]);
    let zipf = 1_000.0 / (1e6_f64.ln() + 0.577_216);
    close("Zipf", hottest(&doc), zipf, 1e-6);
}

/// What is asked with every key is what the whole reading of the constraints says.
#[test]
fn the_key_is_read_alike() {
    for text in [
        "PK",
        "pk 2",
        "PK, FK → Users.user_id",
        "PK FK → Users.user_id",
        "primary key",
        "primary",
        "not null, PK",
        "packed",
        "pkg",
        "unique",
        "",
        "FK → Users.user_id",
        "index; PK",
    ] {
        let attribute = data_model::Attribute {
            constraints: text.into(),
            ..data_model::Attribute::default()
        };
        let read = estimate::data_model::constraints(text).primary;
        assert_eq!(estimate::data_model::in_key(&attribute), read, "{text}");
    }
}

/// A scenario may draw another curve, and says so by its name.
#[test]
fn a_curve_can_be_changed_and_not_looked_for() {
    let mut doc = typed(
        "exact",
        &[(&f::PATTERN, "own"), (&f::CURVE, "1")],
        &[super::READ],
    );
    doc.capacity.curve = ["1 "; 24].concat();
    let scenario = doc.add_row_of(&SCENARIOS, &["Evenings"]);
    let curve = [&["1 "; 23].concat(), "25"].concat();
    doc.add_row_of(
        &CHANGES,
        &["", &scenario.to_string(), "capacity.curve", "", &curve],
    );
    assert_eq!(whatif::refused(&doc), []);
    let columns = whatif::columns(&doc);
    let times = columns[1].times(&columns[0], &c::PEAK_QPS);
    close("25 ÷ 2", times, 12.5, 1e-12);
    let label = CHANGES.specs;
    let label = label()[2].input;
    let crate::model::Input::Choice(inputs) = label else {
        panic!("no choice")
    };
    assert!(inputs.contains(&("capacity.curve", "24-hour curve")));
    doc.add_row_of(&GOALS, &["", "capacity.peak_qps", "10/s", "capacity.curve"]);
    assert!(whatif::refused(&doc)[0].message.contains("peak factor"));
}
