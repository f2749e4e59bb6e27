//! What holds between entities.

use super::{USERS, design, found, id, one};
use crate::model::apis;
use crate::model::data_model as f;
use std::fmt::Write;

#[test]
fn a_reference_leads_to_something() {
    let orders =
        |said: &str| design(&[USERS, &format!("Orders: id int PK; user_id bigint {said}")]);
    let key = "attribute.constraints";
    let refer = "Refer to Users.user_id";
    for (said, becomes) in [
        (
            "not null, FK → User, index",
            "not null, FK → Users.user_id, index",
        ),
        ("FK → user.id", "FK → Users.user_id"),
        (
            "references user(id) on delete cascade",
            "references Users.user_id on delete cascade",
        ),
    ] {
        let doc = orders(said);
        let entity = if said.contains("User") {
            "User"
        } else {
            "user"
        };
        let title = format!("There is no entity {entity}");
        let mended = one(&doc, &title, key, said, refer);
        assert_eq!(mended.data_model.attributes[3].constraints, becomes);
    }
    one(
        &orders("FK → Customers.id"),
        "There is no entity Customers",
        key,
        "FK → Customers.id",
        refer,
    );
    let mended = one(
        &orders("FK, not null"),
        "Orders.user_id refers to nothing",
        key,
        "FK, not null",
        refer,
    );
    assert_eq!(
        mended.data_model.attributes[3].constraints,
        "FK → Users.user_id, not null"
    );
    one(
        &orders("FK → Users.id"),
        "Users has no id",
        key,
        "FK → Users.id",
        refer,
    );
    let begun = design(&["Users:", "Orders: id int PK; user_id bigint FK → Users.id"]);
    let titles: Vec<String> = found(&begun).into_iter().map(|one| one.title).collect();
    assert_eq!(
        titles,
        ["Users has no attributes"],
        "nothing of the reference yet"
    );
}

#[test]
fn a_reference_leads_to_one_row() {
    let key = "attribute.constraints";
    let by_name = design(&[USERS, "Orders: id int PK; by varchar(40) FK → Users.name"]);
    let found = found(&by_name);
    assert_eq!(
        (found.len(), found[0].title.as_str()),
        (1, "Users.name is not unique")
    );
    assert_eq!(
        found[0].fix.as_ref().unwrap().label,
        "Refer to Users.user_id"
    );
    let keyed = design(&[
        "Days: day date PK; hour int PK",
        "Orders: id int PK; day date FK → Days.day",
    ]);
    let said = "FK → Days.day";
    one(
        &keyed,
        "Days.day is not unique",
        key,
        said,
        "Make Days.day unique",
    );
    let unsaid = design(&[
        "Days: day date PK; hour int PK",
        "Orders: id int PK; day date FK → Days",
    ]);
    one(
        &unsaid,
        "The key of Days has several attributes",
        key,
        "FK → Days",
        "",
    );
}

#[test]
fn both_ends_have_one_type() {
    let orders = |to: &str, kind: &str| {
        design(&[
            &format!("Users: id {to} PK"),
            &format!("Orders: id int PK; user_id {kind} FK → Users"),
        ])
    };
    let title = "Orders.user_id is int, and Users.id is bigint";
    one(
        &orders("bigint", "int"),
        title,
        "attribute.kind",
        "int",
        "Set the type to bigint",
    );
    let title = "Orders.user_id is int, and Users.id is bigserial";
    one(
        &orders("bigserial", "int"),
        title,
        "attribute.kind",
        "int",
        "Set the type to bigint",
    );
    let title = "Orders.user_id is varchar(5), and Users.id is char(7)";
    one(
        &orders("char(7)", "varchar(5)"),
        title,
        "attribute.kind",
        "varchar(5)",
        "Set the type to char(7)",
    );
    for (to, kind) in [
        ("bigserial", "bigint"),
        ("char(7)", "varchar(9)"),
        ("text", "varchar"),
        ("timestamp(3)", "timestamp"),
        ("numeric(4)", "numeric"),
        ("int", "integer"),
        ("", "int"),
    ] {
        assert_eq!(found(&orders(to, kind)), [], "{to} {kind}");
    }
    let mut unsigned = orders("bigint_unsigned", "bigint");
    assert_eq!(found(&unsigned), []);
    unsigned.data_model.engine = "mysql".into();
    assert_eq!(found(&unsigned).len(), 1);
}

#[test]
fn a_circle_that_cannot_be_loaded() {
    let circle = |said: &str| {
        design(&[
            &format!("Teams: id int PK; lead_id int FK → People.id{said}"),
            "People: id int PK; team_id int FK → Teams.id, not null",
            "Badges: id int PK; person_id int FK → People, not null",
        ])
    };
    let doc = circle(", NOT NULL");
    let title = "No first row: Teams → People → Teams";
    let at = "FK → Teams.id, not null";
    let mended = one(
        &doc,
        title,
        "attribute.constraints",
        at,
        "Let People.team_id be null",
    );
    assert_eq!(
        mended.data_model.attributes[3].constraints,
        "FK → Teams.id, null"
    );
    assert_eq!(found(&circle("")), []);
    assert_eq!(found(&circle(", null")), []);
    // One by one, for a thousand entities in a ring, and a tail to it.
    let mut lines = Vec::new();
    for at in 0..1000 {
        let mut line = String::new();
        write!(
            line,
            "E{at}: id int PK; n int FK → E{}, not null",
            (at + 1) % 1000
        )
        .unwrap();
        lines.push(line);
    }
    lines.push("T: id int PK; n int FK → E7, not null".to_owned());
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    assert_eq!(found(&design(&lines)).len(), 1);
}

#[test]
fn a_relationship_is_carried_by_a_foreign_key() {
    let related = |orders: &str, cells: [&str; 3]| {
        let mut doc = design(&[USERS, orders]);
        let (users, orders) = (id(&doc, 0), id(&doc, 1));
        let [kind, optional, label] = cells;
        doc.add_row_of(&f::RELATIONSHIPS, &[label, &users, kind, &orders, optional]);
        doc
    };
    let title = "Nothing in Orders refers to Users";
    let bare = "Orders: id int PK";
    let doc = related(bare, ["", "", "places"]);
    let mended = one(
        &doc,
        title,
        "relationship.label",
        "places",
        "Add user_id to Orders",
    );
    let added = mended.data_model.attributes.last().unwrap();
    assert_eq!(
        (&*added.kind, &*added.constraints),
        ("bigint", "FK → Users.user_id, not null")
    );
    let doc = related(bare, ["one", "both", "has"]);
    let mended = one(
        &doc,
        title,
        "relationship.label",
        "has",
        "Add user_id to Orders",
    );
    assert_eq!(
        mended.data_model.attributes.last().unwrap().constraints,
        "FK → Users.user_id"
    );
    let doc = related(
        "Orders: id int PK; user_id bigint not null",
        ["", "", "places"],
    );
    one(
        &doc,
        title,
        "relationship.label",
        "places",
        "Let user_id refer to Users.user_id",
    );
    assert_eq!(found(&related(bare, ["many", "", "places"])), []);
    let mut doc = related(
        "Orders: id int PK; user_id bigint FK → Users",
        ["", "", "places"],
    );
    assert_eq!(found(&doc), []);
    let (users, orders) = (id(&doc, 0), id(&doc, 1));
    doc.add_row_of(&f::RELATIONSHIPS, &["rates", &users, "", &orders]);
    assert_eq!(found(&doc), []);
    doc.add_row_of(&f::RELATIONSHIPS, &["Places ", &users, "", &orders]);
    one(
        &doc,
        "This relationship is there twice",
        "relationship.label",
        "Places ",
        "Take it away",
    );
}

#[test]
fn what_belongs_to_an_entity_that_is_gone() {
    for (table, column) in [
        (&f::RELATIONSHIPS, 3),
        (&f::INDEXES, 4),
        (&f::ACCESS_PATTERNS, 1),
    ] {
        let mut doc = design(&[USERS]);
        let mut cells = [""; 5];
        cells[column] = "999";
        doc.add_row_of(table, &cells);
        let key = (table.specs)()[column].key;
        one(&doc, "The entity is gone", key, "999", "Take it away");
    }
}

#[test]
fn what_nothing_writes_once_something_is_written() {
    let mut doc = design(&[USERS, "Orders: id int PK", ":"]);
    assert_eq!(found(&doc), []);
    let users = id(&doc, 0);
    let mut cells = [""; 12];
    (cells[0], cells[2], cells[3], cells[11]) = ("Register", "POST", "/users", &users);
    doc.add_row_of(&apis::ACTIONS, &cells);
    let fix = "Add a query that writes it";
    one(&doc, "Nothing writes Orders", "entity.name", "Orders", fix);
    let orders = id(&doc, 1);
    let pattern = doc.add_row_of(&f::ACCESS_PATTERNS, &["Add", &orders, "write"]);
    assert_eq!(found(&doc), []);
    doc.remove_row(&f::ACCESS_PATTERNS, pattern);
    doc.data_model.entities[1].new_rows = "1/s".into();
    assert_eq!(found(&doc), []);
}
