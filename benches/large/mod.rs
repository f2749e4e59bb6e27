//! A design larger than anybody will write: 200 actions, and 200 entities with 5 attributes each.

use envelope::model::data_model::{ATTRIBUTES, ENTITIES};
use envelope::model::{Document, actors::ACTORS, apis::ACTIONS, services::SERVICES};

/// So many actions, and so many entities.
pub(crate) const MANY: usize = 200;

/// The design. Every row holds what a careful person would enter.
pub(crate) fn design() -> Document {
    let mut doc = Document {
        title: "Everything".to_owned(),
        ..Document::default()
    };
    "10M".clone_into(&mut doc.capacity.dau);
    "3x".clone_into(&mut doc.capacity.peak_factor);
    let actor = doc.add_row_of(&ACTORS, &["Visitor"]).to_string();
    let service = doc.add_row_of(&SERVICES, &["Gateway"]).to_string();
    for number in 1..=MANY {
        add_action(&mut doc, number, &actor, &service);
        add_entity(&mut doc, number);
    }
    doc
}

fn add_action(doc: &mut Document, number: usize, actor: &str, service: &str) {
    let name = format!("Action {number}");
    let path = format!("/things/{number}");
    let (method, operation) = if number.is_multiple_of(10) {
        ("POST", "write")
    } else {
        ("GET", "read")
    };
    let rate = format!("{number}/user/day");
    let stored = if operation == "write" { "2 KB" } else { "" };
    let cells = [
        &name, actor, method, &path, operation, &rate, "1 KB", "4 KB", stored, "", service,
    ];
    doc.add_row_of(&ACTIONS, &cells);
}

fn add_entity(doc: &mut Document, number: usize) {
    let name = format!("Things_{number}");
    let rows = format!("{number}M");
    let entity = doc
        .add_row_of(&ENTITIES, &[&name, &rows, "1M/month", "one thing"])
        .to_string();
    for (attribute, kind, size, constraint) in [
        ("id", "bigint", "8 B", "PK"),
        ("owner_id", "bigint", "8 B", "FK → Things_1.id"),
        ("title", "varchar(200)", "60 B", "not null"),
        ("body", "text", "1 KB", ""),
        ("created_at", "timestamp", "8 B", "not null"),
    ] {
        doc.add_row_of(&ATTRIBUTES, &[attribute, kind, size, constraint, &entity]);
    }
}
