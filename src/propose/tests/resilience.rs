//! Protections, copies and personal data that follow from the design.

use super::of;
use crate::model::{Document, apis, architecture, capacity, data_model, reliability, requirements};
use crate::propose::Proposed;
use crate::{estimate, review};

/// A design with a part of each kind, of which the gateway calls the service and the service everything else.
fn design() -> Document {
    let mut doc = Document::default();
    let read = ["Read", "", "GET", "/notes", "read", "500/s"];
    let write = ["Write", "", "POST", "/notes", "write", "10/s"];
    for cells in [read, write] {
        doc.add_row_of(&apis::ACTIONS, &cells);
    }
    (capacity::PEAK_FACTOR.get_mut)(&mut doc).push_str("2x");
    for (name, kind) in [
        ("Gateway", "gateway"),
        ("Notes", ""),
        ("PostgreSQL", "sql"),
        ("Redis", "cache"),
        ("Jobs", "queue"),
        ("Mail", "third"),
    ] {
        doc.add_row_of(&architecture::COMPONENTS, &[name, kind]);
    }
    let ids: Vec<String> = doc
        .architecture
        .components
        .iter()
        .map(|part| part.id.to_string())
        .collect();
    doc.add_row_of(&architecture::CONNECTIONS, &["calls", &ids[0], &ids[1]]);
    for id in &ids[2..] {
        doc.add_row_of(&architecture::CONNECTIONS, &["calls", &ids[1], id]);
    }
    doc
}

/// The first cell, and the cell at `column`, of each row that is proposed.
fn cells(what: Proposed, doc: &Document, column: usize) -> Vec<(String, String)> {
    let found = of(what, doc);
    let adds = found.into_iter().flat_map(|proposal| proposal.fix.adds);
    adds.map(|(_, cells)| (cells[0].clone(), cells[column].clone()))
        .collect()
}

fn pairs<const N: usize>(pairs: [(&str, &str); N]) -> Vec<(String, String)> {
    pairs
        .map(|(one, other)| (one.to_owned(), other.to_owned()))
        .into()
}

/// Takes everything over; section 9 has no problem then.
fn taken(what: Proposed, mut doc: Document) -> Document {
    for proposal in of(what, &doc) {
        assert!(proposal.why.ends_with('.'), "{}", proposal.why);
        proposal.fix.apply(&mut doc);
    }
    assert_eq!(of(what, &doc), []);
    let problems = review::problems(&doc, &estimate::of(&doc));
    let section = crate::model::Section::Reliability;
    let of_section: Vec<_> = problems
        .into_iter()
        .filter(|problem| problem.section == section)
        .collect();
    assert_eq!(of_section, []);
    doc
}

#[test]
fn protections_follow_from_the_parts_and_the_peak() {
    let limits = pairs([
        ("Requests in all, Gateway", "2,040 /s"),
        ("Timeout of PostgreSQL", "100 ms"),
        ("Timeout of Redis", "5 ms"),
        ("Bound of Jobs", "18,000"),
        ("Timeout of Mail", "2 s"),
        ("Breaker for Mail", ""),
        ("Calls to Notes", "2"),
    ]);
    assert_eq!(cells(Proposed::Protections, &design(), 4), limits);
    let doc = taken(Proposed::Protections, design());
    let rows = &doc.reliability.protections;
    assert_eq!(
        rows[0].component,
        doc.architecture.components[0].id.to_string()
    );
    assert_eq!(
        (rows[3].kind.as_str(), rows[6].kind.as_str()),
        ("queue", "backoff")
    );
    assert_eq!(of(Proposed::Protections, &Document::default()), []);
}

#[test]
fn copies_follow_from_the_parts_and_from_what_may_be_lost() {
    let modes = pairs([
        ("PostgreSQL", "sync"),
        ("Redis", "async"),
        ("Jobs", "quorum"),
        ("Servers", ""),
    ]);
    assert_eq!(cells(Proposed::Replication, &design(), 4), modes);
    let mut doc = design();
    doc.add_row_of(
        &requirements::NON_FUNCTIONAL,
        &["Recovery point", "", "5 min"],
    );
    assert_eq!(cells(Proposed::Replication, &doc, 4)[0].1, "async");
    doc.requirements.non_functional[0].target = "0 s".into();
    assert_eq!(cells(Proposed::Replication, &doc, 4)[0].1, "sync");
    (reliability::AVAILABILITY.get_mut)(&mut doc).push_str("99.9%");
    taken(Proposed::Replication, doc);
}

#[test]
fn personal_data_follows_from_the_data_model() {
    let mut doc = Document::default();
    let users = doc
        .add_row_of(&data_model::ENTITIES, &["Users"])
        .to_string();
    for name in ["email", "password_hash", "theme"] {
        doc.add_row_of(&data_model::ATTRIBUTES, &[name, "text", "", "", &users]);
    }
    let found = pairs([("Users.email", ""), ("Users.password_hash", "hashed")]);
    assert_eq!(cells(Proposed::Personal, &doc, 6), found);
    for proposal in of(Proposed::Personal, &doc) {
        proposal.fix.apply(&mut doc);
    }
    assert_eq!(of(Proposed::Personal, &doc), []);
    assert_eq!(doc.security.personal[0].holds, "person");
}
