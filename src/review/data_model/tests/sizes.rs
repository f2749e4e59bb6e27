//! Indexes, queries, sizes, recovery, and how long it takes.

use super::{USERS, design, found, id, one, problems};
use crate::estimate;
use crate::model::data_model as f;
use crate::model::{Address, Document, capacity};
use std::fmt::Write;

#[test]
fn indexes_are_on_what_is_there_and_are_needed() {
    let with = |rows: &[[&str; 2]]| {
        let mut doc = design(&["Orders: id int PK; user_id int index; at date"]);
        let orders = id(&doc, 0);
        for [columns, kind] in rows {
            doc.add_row_of(&f::INDEXES, &[columns, kind, "", "", &orders]);
        }
        doc
    };
    let key = "index.columns";
    one(
        &with(&[["created", ""]]),
        "Orders has no created",
        key,
        "created",
        "",
    );
    one(
        &with(&[["at include (x)", ""]]),
        "Orders has no x",
        key,
        "at include (x)",
        "",
    );
    let title = "An index too many: Orders (at)";
    let away = "Take the index away";
    one(&with(&[["at", ""], ["at, id", ""]]), title, key, "at", away);
    let doc = with(&[["at", ""], [" AT ", ""]]);
    one(&doc, "An index too many: Orders (AT)", key, " AT ", away);
    let unique = "An index too many: Orders (id)";
    one(&with(&[["id", "unique"]]), unique, key, "id", away);
    let own = with(&[["user_id, at", ""]]);
    let title = "An index too many: Orders (user_id)";
    let mended = one(&own, title, "attribute.constraints", "index", away);
    assert_eq!(mended.data_model.attributes[1].constraints, "");
    assert_eq!(
        found(&with(&[["at include (user_id)", ""], ["at, id", ""]])),
        []
    );
    assert_eq!(found(&with(&[["at", "hash"], ["at, id", ""]])), []);
}

#[test]
fn queries_are_served() {
    let with = |filter: &str, sort: &str, rows: &str| {
        let mut doc = design(&["Orders: id int PK; user_id int; at date; body text"]);
        doc.data_model.entities[0].rows = rows.into();
        let orders = id(&doc, 0);
        let cells = ["By user", &*orders, "read", "", "", "", filter, sort];
        doc.add_row_of(&f::ACCESS_PATTERNS, &cells);
        doc
    };
    let title = "No index serves: By user";
    let key = "access_pattern.query";
    for (filter, sort, index, kind) in [
        ("user_id", "", "user_id", ""),
        ("user_id", "at desc", "user_id, at desc", ""),
        ("at >, user_id", "at desc", "user_id, at desc", ""),
        ("", "at", "at", ""),
        ("body ~", "", "body", "inverted"),
    ] {
        let doc = with(filter, sort, "1M");
        let label = format!("Add the index ({index})");
        let mended = one(&doc, title, key, "By user", &label);
        let added = &mended.data_model.indexes[0];
        assert_eq!((added.columns.as_str(), added.kind.as_str()), (index, kind));
        assert_eq!(found(&with(filter, sort, "1000")), []);
    }
    let gone = with("user", "", "");
    one(
        &gone,
        "Orders has no user",
        "access_pattern.filter",
        "user",
        "",
    );
    let gone = with("id", "created desc", "");
    one(
        &gone,
        "Orders has no created",
        "access_pattern.sort",
        "created desc",
        "",
    );
    assert_eq!(found(&with("lower(name), data->>'x'", "", "10")), []);
}

#[test]
fn what_an_engine_refuses() {
    let mut wide = String::from("Wide: id int PK");
    for at in 0..1100 {
        write!(wide, "; c{at} int").unwrap();
    }
    let mut doc = design(&[&wide]);
    assert_eq!(found(&doc), []);
    doc.data_model.engine = "mysql".into();
    one(
        &doc,
        "Wide has too many attributes",
        "entity.name",
        "Wide",
        "",
    );
    let mut long = design(&["Pages: id int PK; url varchar(4000) index"]);
    assert_eq!(found(&long), []);
    long.data_model.attributes[1].size = "3 KB".into();
    one(
        &long,
        "A key of Pages is too long for an index",
        "entity.name",
        "Pages",
        "",
    );
    let mut own = design(&["Pages: id int PK; url varchar(4000)"]);
    own.data_model.attributes[1].size = "3 KB".into();
    let pages = id(&own, 0);
    own.add_row_of(&f::INDEXES, &["id, url", "", "", "", &pages]);
    one(
        &own,
        "A key of Pages is too long for an index",
        "index.columns",
        "id, url",
        "",
    );
    let mut row = String::from("Long: id int PK");
    for at in 0..1200 {
        write!(row, "; c{at} bigint not null").unwrap();
    }
    let mut doc = design(&[&row]);
    assert_eq!(found(&doc), []);
    doc.data_model.entities[0].rows = "1M".into();
    one(&doc, "A row of Long is too long", "entity.name", "Long", "");
}

#[test]
fn what_is_too_large_for_other_stores() {
    let mut doc = design(&["Posts: id text PK; body text"]);
    doc.data_model.attributes[1].size = "1 MB".into();
    doc.data_model.entities[0].engine = "mongodb".into();
    assert_eq!(found(&doc), []);
    doc.data_model.attributes[1].size = "20 MB".into();
    one(
        &doc,
        "A row of Posts is too large",
        "entity.name",
        "Posts",
        "",
    );
    doc.data_model.attributes[1].size = "500 KB".into();
    doc.data_model.entities[0].engine = "dynamodb".into();
    one(
        &doc,
        "A row of Posts is too large",
        "entity.name",
        "Posts",
        "",
    );
    doc.data_model.entities[0].engine = "cassandra".into();
    doc.data_model.entities[0].partition = "author".into();
    doc.data_model.entities[0].rows = "1M".into();
    doc.data_model.attributes[0].size = "8 B".into();
    assert_eq!(found(&doc), []);
    doc.add_row_of(&capacity::CANDIDATES, &["Author", "", "1%"]);
    one(
        &doc,
        "A partition of Posts is too large",
        "entity.partition",
        "author",
        "",
    );
}

#[test]
fn promises_of_a_recovery_are_kept_by_something() {
    let mut doc = design(&[USERS]);
    doc.data_model.rpo = "5 minutes".into();
    let place = |doc: &Document| {
        let found = found(doc);
        assert!(found.iter().all(|problem| matches!(problem.place, Address::Field(field) if field.spec.key == "data_model.point_in_time")));
        found
            .into_iter()
            .map(|problem| problem.title)
            .collect::<Vec<_>>()
    };
    assert_eq!(place(&doc), ["Nothing keeps the RPO"]);
    doc.data_model.rto = "1 hour".into();
    assert_eq!(
        place(&doc),
        ["Nothing keeps the RPO", "Nothing keeps the RTO"]
    );
    doc.data_model.replicas = "one standby".into();
    assert_eq!(place(&doc), ["Nothing keeps the RPO"]);
    doc.data_model.rpo = "24 hours".into();
    assert_eq!(found(&doc), []);
    doc.data_model.rpo = "1 s".into();
    doc.data_model.point_in_time = "7 days".into();
    assert_eq!(found(&doc), []);
}

#[test]
fn a_large_design_is_looked_through() {
    let mut lines = Vec::new();
    for at in 0..500 {
        let mut line = String::new();
        write!(line, "E{at}: id bigint PK").unwrap();
        for column in 0..19 {
            let to = (at * 7 + column) % 500;
            write!(line, "; c{column} bigint FK → E{to}.id").unwrap();
        }
        lines.push(line);
    }
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let doc = design(&lines);
    assert_eq!(problems(&doc, &estimate::at_once(&doc)), []);
}
