//! Problems of section 3, by their titles, places and what puts them right.

use super::found;
use crate::model::apis::{ACTIONS, API_FIELDS};
use crate::model::{Address, Document};

/// Actions of a name, a method, a path, read or write, answers, idempotency.
fn actions(rows: &[[&str; 6]]) -> Document {
    let mut doc = Document::default();
    for [name, method, path, operation, answers, idempotency] in rows {
        let mut cells = [""; 17];
        (cells[0], cells[2], cells[3], cells[4]) = (name, method, path, operation);
        (cells[13], cells[15]) = (answers, idempotency);
        doc.add_row_of(&ACTIONS, &cells);
    }
    doc
}

/// One problem, of this title, at this entry of this row; with a fix, it is gone afterwards.
#[track_caller]
fn one(doc: &Document, title: &str, key: &str, row: usize, fixed: bool) {
    let problems = found(doc);
    assert_eq!(problems.len(), 1, "{problems:?}");
    let problem = &problems[0];
    let Address::Cell {
        table,
        row: at,
        column,
    } = problem.place
    else {
        panic!("{:?}", problem.place)
    };
    let ids = (table.rows)(doc).ids();
    assert_eq!(
        (problem.title.as_str(), (table.specs)()[column].key, at),
        (title, key, ids[row])
    );
    assert_eq!(problem.fix.is_some(), fixed, "{problem:?}");
    if let Some(fix) = &problem.fix {
        let mut mended = doc.clone();
        fix.apply(&mut mended);
        assert_eq!(found(&mended), [], "{}", fix.label);
    }
}

#[test]
fn addresses_and_methods() {
    let good = [
        "Read",
        "GET",
        "/pastes/{id}",
        "read",
        "200, 404 unknown",
        "",
    ];
    let with = |at: usize, text: &'static str| {
        let mut row = good;
        row[at] = text;
        actions(&[row])
    };
    assert_eq!(found(&actions(&[good])), []);
    one(
        &with(2, ""),
        "A method without a path",
        "action.path",
        0,
        false,
    );
    one(
        &with(1, ""),
        "A path without a method",
        "action.method",
        0,
        false,
    );
    one(
        &with(2, "/pastes/{id"),
        "A brace without its other",
        "action.path",
        0,
        false,
    );
    one(
        &with(2, "/a/{id}/{id}"),
        "A parameter twice in a path",
        "action.path",
        0,
        false,
    );
    one(
        &with(3, "write"),
        "A GET that writes",
        "action.method",
        0,
        false,
    );
    one(
        &with(4, "200, 700 odd"),
        "An answer without a status code",
        "action.answers",
        0,
        false,
    );
    // Nothing is missing of an action that is no API yet.
    assert_eq!(found(&actions(&[["Read", "", "", "read", "", ""]])), []);
    assert_eq!(
        found(&actions(&[["Paid", "EVENT", "orders.{paid", "", "", ""]])),
        []
    );
}

#[test]
fn one_address_is_of_one_action() {
    let row = |name, method, path| [name, method, path, "", "", ""];
    let mut doc = actions(&[
        row("One", "GET", "/a/{x}"),
        row("Another", "GET", "/api/a/:y"),
        row("Third", "GET", "/a/<z>"),
        row("Fourth", "PUT", "/a/{x}"),
    ]);
    doc.apis.base = "/api".into();
    one(&doc, "Two actions at one address", "action.path", 1, false);
    assert!(
        found(&doc)[0]
            .detail
            .starts_with("Another and 1 more and One are both GET /a/{}")
    );
}

#[test]
fn money_does_not_move_twice() {
    let post = |name, path, idempotency| actions(&[[name, "POST", path, "write", "", idempotency]]);
    let title = "A retry may pay twice";
    one(
        &post("Pay order", "/orders/{id}", ""),
        title,
        "action.idempotency",
        0,
        true,
    );
    one(
        &post("Start", "/orders/{id}/payments", ""),
        title,
        "action.idempotency",
        0,
        true,
    );
    for said in ["key", "same", "none"] {
        assert_eq!(found(&post("Pay order", "/orders/{id}", said)), []);
    }
    assert_eq!(found(&post("Repay attention", "/payloads", "")), []);
}

#[test]
fn fields_belong_somewhere() {
    let doc = |method, field: [&str; 4]| {
        let mut doc = actions(&[["Read", method, "/pastes/{id}", "", "", ""]]);
        let action = doc.apis.actions[0].id.to_string();
        let [name, action_of, place, kind] = field;
        let action = if action_of == "it" {
            &action
        } else {
            action_of
        };
        doc.add_row_of(&API_FIELDS, &[name, action, place, kind]);
        doc
    };
    assert_eq!(found(&doc("GET", ["id", "it", "path", "int"])), []);
    assert_eq!(found(&doc("GET", ["", "", "", ""])), []);
    let [action, place, kind] = ["api_field.action", "api_field.place", "api_field.kind"];
    one(
        &doc("GET", ["id", "", "", ""]),
        "A field of no action",
        action,
        0,
        true,
    );
    one(
        &doc("GET", ["page", "it", "path", ""]),
        "A parameter that the path lacks",
        place,
        0,
        false,
    );
    one(
        &doc("GET", ["page", "it", "request", ""]),
        "A body where none is read",
        place,
        0,
        true,
    );
    assert_eq!(found(&doc("POST", ["page", "it", "request", ""])), []);
    one(
        &doc("GET", ["id", "it", "", "Pastes.id[]"]),
        "A type that is not there",
        kind,
        0,
        false,
    );
}
