//! Actions without a service, and services without a use.

use super::{found, one};
use crate::estimate;
use crate::model::{Address, Document, actors, apis, services};
use crate::review::problems;

fn cell(row: u32) -> Address {
    Address::Cell {
        table: &apis::ACTIONS,
        row,
        column: 10,
    }
}

#[test]
fn an_action_without_a_service_is_named_where_there_are_services() {
    let mut doc = Document::default();
    let read = doc.add_row_of(&apis::ACTIONS, &["Read"]);
    assert_eq!(found(&doc), [], "nobody has thought of services yet");
    let service = doc.add_row_of(&services::SERVICES, &["Reader", "Reads"]);
    one(
        &doc,
        "No service, Read",
        cell(read),
        &["Choose the service"],
    );
    let fix = found(&doc)[0].fix.clone().unwrap();
    assert_eq!(fix.label, "Let Reader answer it");
    fix.apply(&mut doc);
    assert_eq!(doc.apis.actions[0].service, service.to_string());
    assert_eq!(found(&doc), []);
    doc.add_row_of(&services::SERVICES, &["Writer", "Writes"]);
    doc.remove_row(&services::SERVICES, service);
    doc.add_row_of(&services::SERVICES, &["Other", "Does more"]);
    let all = problems(&doc, &estimate::of(&doc));
    assert_eq!(
        (all.len(), &all[0].fix),
        (1, &None),
        "which of two is not known"
    );
}

#[test]
fn a_service_that_nothing_leads_to_is_named() {
    let alone = |texts: &[&str]| {
        let mut doc = Document::default();
        let row = doc.add_row_of(&services::SERVICES, texts);
        (doc, row)
    };
    let (doc, row) = alone(&["Cleaner"]);
    let place = Address::Cell {
        table: &services::SERVICES,
        row,
        column: 0,
    };
    one(&doc, "Nothing uses Cleaner", place, &["No action names it"]);
    // It says what it does, owns or calls: a worker.
    for texts in [["", ""], ["Cleaner", "Deletes"]] {
        assert_eq!(found(&alone(&texts).0), []);
    }
    assert_eq!(found(&alone(&["Cleaner", "", "Logs"]).0), []);
    assert_eq!(found(&alone(&["Cleaner", "", "", "Primary"]).0), []);
    // Somebody else names it.
    let mut named = doc.clone();
    named.add_row_of(
        &services::SERVICES,
        &["Gateway", "", "", "Redis, the cleaner"],
    );
    assert_eq!(found(&named), []);
    let mut named = doc.clone();
    named.add_row_of(&actors::STEPS, &["Every hour", "", "Cleaner"]);
    assert_eq!(found(&named), []);
    let mut named = doc;
    named.add_row_of(
        &apis::ACTIONS,
        &[
            "Clean",
            "",
            "",
            "",
            "",
            "",
            "",
            "",
            "",
            "",
            &row.to_string(),
        ],
    );
    assert_eq!(found(&named), []);
}
