//! Components of which there is one, beside the availability that is asked for.

use super::found;
use crate::model::architecture::{COMPONENTS, CONNECTIONS};
use crate::model::reliability::{PARTS, REPLICATION};
use crate::model::requirements::NON_FUNCTIONAL;
use crate::model::{Address, Document, apis, services};
use crate::review::{Problem, Severity};

/// A client, a gateway, a service that reads and writes, a cache and a database; 99.9 % is asked for.
fn design() -> Document {
    let mut doc = Document::default();
    doc.add_row_of(&NON_FUNCTIONAL, &["Availability", "", "99.9%"]);
    let service = doc.add_row_of(&services::SERVICES, &["Pastes"]).to_string();
    for (name, method) in [("Read", "GET"), ("Write", "POST")] {
        let mut cells = [""; 11];
        (cells[0], cells[2], cells[3], cells[5]) = (name, method, "/pastes", "5/s");
        cells[10] = &service;
        doc.add_row_of(&apis::ACTIONS, &cells);
    }
    let parts = [
        ["Client", "client", "1 machine"],
        ["Gateway", "gateway", ""],
        ["Pastes", "", ""],
        ["Redis", "cache", ""],
        ["PostgreSQL", "sql", ""],
    ];
    let ids = parts.map(|cells| doc.add_row_of(&COMPONENTS, &cells).to_string());
    for [from, to] in [[0, 1], [1, 2], [2, 3], [2, 4]] {
        doc.add_row_of(&CONNECTIONS, &["calls", &ids[from], &ids[to]]);
    }
    doc
}

/// What is said of single points of failure: where, and why.
fn single(doc: &Document) -> Vec<Problem> {
    let mut all = found(doc);
    all.retain(|problem| problem.title.ends_with("is a single point of failure"));
    all
}

fn names(doc: &Document) -> Vec<String> {
    let all = single(doc).into_iter();
    all.map(|one| one.title.split(' ').next().unwrap().to_owned())
        .collect()
}

#[test]
fn one_by_the_estimate_is_said_at_its_component() {
    let mut doc = design();
    assert_eq!(single(&doc), [], "a spare server, and three copies");
    doc.capacity.spare = "0".into();
    doc.capacity.replication = "1".into();
    assert_eq!(names(&doc), ["Pastes", "PostgreSQL"], "not the cache");
    let problem = &single(&doc)[1];
    let row = doc.architecture.components[4].id;
    let (table, column) = (&COMPONENTS, 0);
    assert_eq!(problem.place, Address::Cell { table, row, column });
    assert_eq!(problem.severity, Severity::Warning);
    for words in ["Read and 1 more action need it", "99.5 %", "99.9 %", "SLA"] {
        assert!(problem.detail.contains(words), "{}", problem.detail);
    }
    for problem in single(&doc) {
        problem.fix.unwrap().apply(&mut doc);
    }
    assert_eq!(single(&doc), []);
    assert_eq!(doc.reliability.replication.len(), 2);
    doc.reliability.replication[1].copies = "1".into();
    let fix = single(&doc)[0].fix.clone().unwrap();
    assert_eq!(
        (fix.adds.len(), fix.label.as_str()),
        (0, "Keep 2 of PostgreSQL")
    );
    fix.apply(&mut doc);
    assert_eq!(single(&doc), []);
}

#[test]
fn the_target_has_to_be_more_than_one_machine_has() {
    let mut doc = design();
    doc.capacity.spare = "0".into();
    for (target, many) in [("99.5%", 0), ("99.51%", 1), ("", 0), ("often", 0)] {
        doc.requirements.non_functional[0].target = target.into();
        assert_eq!(single(&doc).len(), many, "{target}");
    }
    doc.reliability.availability = "99.99%".into();
    assert_eq!(single(&doc).len(), 1, "by section 9 as well");
}

#[test]
fn what_people_say_of_it_counts() {
    let mut doc = design();
    let gateway = doc.architecture.components[1].id;
    let note = |doc: &mut Document, text: &str| {
        doc.set_cell(&COMPONENTS, gateway, 2, text.into());
    };
    note(&mut doc, "1 instance");
    assert_eq!(names(&doc), ["Gateway"]);
    note(&mut doc, "one instance and a standby");
    assert_eq!(single(&doc), []);
    note(&mut doc, "");
    let part = doc.add_row_of(&PARTS, &["gateway", "", "", "", "1"]);
    assert_eq!(names(&doc), ["Gateway"]);
    // With its own figure it is a part like the others, and judged by that.
    doc.set_cell(&PARTS, part, 1, "99.99%".into());
    assert_eq!(single(&doc), []);
    doc.remove_row(&PARTS, part);
    let id = gateway.to_string();
    let row = doc.add_row_of(&REPLICATION, &["Gateway", &id, "1"]);
    assert_eq!(names(&doc), ["Gateway"]);
    doc.set_cell(&REPLICATION, row, 2, "2".into());
    assert_eq!(single(&doc), []);
}

#[test]
fn it_has_to_stand_on_the_way_of_an_action() {
    let mut doc = design();
    doc.capacity.spare = "0".into();
    assert_eq!(names(&doc), ["Pastes"]);
    for action in &mut doc.apis.actions {
        action.service.clear();
    }
    assert_eq!(single(&doc), []);
    let mut doc = design();
    let cache = doc.architecture.components[3].id;
    doc.set_cell(&COMPONENTS, cache, 2, "1 node".into());
    assert_eq!(single(&doc), [], "the database answers without it");
    let connection = doc.architecture.connections[3].id;
    doc.remove_row(&CONNECTIONS, connection);
    assert_eq!(names(&doc), ["Redis"], "nothing else answers");
}

#[test]
fn a_copy_that_follows_takes_over() {
    let mut doc = design();
    doc.capacity.replication = "1".into();
    assert_eq!(names(&doc), ["PostgreSQL"]);
    let first = doc.architecture.components[4].id.to_string();
    let copy = doc.add_row_of(&COMPONENTS, &["Standby", "sql"]).to_string();
    doc.add_row_of(&CONNECTIONS, &["WAL", &first, &copy, "replication"]);
    assert_eq!(single(&doc), []);
}
