//! Each problem of the data model by a design that has it, and by its fix; and sound designs, that have none.
#![allow(clippy::unwrap_used)] // a test stops at the first failure

mod between;
mod sizes;

use crate::estimate;
use crate::model::data_model as f;
use crate::model::{Document, Section};
use crate::review::{Problem, problems};

/// A design from lines such as `Users: user_id bigint PK; name text`.
fn design(lines: &[&str]) -> Document {
    let mut doc = Document::default();
    for line in lines {
        let (name, attributes) = line.split_once(':').unwrap();
        let entity = doc.add_row_of(&f::ENTITIES, &[name]).to_string();
        for attribute in attributes.split(';').map(str::trim) {
            if attribute.is_empty() {
                continue;
            }
            let mut parts = attribute.splitn(3, ' ');
            let mut part = || parts.next().unwrap_or_default();
            let (name, kind, said) = (part(), part(), part());
            let kind = kind.replace('_', " ");
            doc.add_row_of(&f::ATTRIBUTES, &[name, &kind, "", said, &entity]);
        }
    }
    doc
}

fn id(doc: &Document, entity: usize) -> String {
    doc.data_model.entities[entity].id.to_string()
}

/// What is said of section 7.
fn found(doc: &Document) -> Vec<Problem> {
    let mut all = problems(doc, &estimate::of(doc));
    all.retain(|problem| problem.section == Section::DataModel);
    all
}

/// Exactly one problem, of this title, at the cell of this key with this text in it; and its fix takes it away.
#[track_caller]
fn one(doc: &Document, title: &str, key: &str, text: &str, fix: &str) -> Document {
    let found = found(doc);
    let titles: Vec<&str> = found.iter().map(|problem| problem.title.as_str()).collect();
    assert_eq!(titles, [title]);
    let place = found[0].place;
    assert_eq!((place.spec().unwrap().key, place.get(doc)), (key, text));
    assert!(found[0].detail.ends_with('.'), "{}", found[0].detail);
    let mut mended = copy(doc);
    match &found[0].fix {
        Some(there) => {
            assert_eq!(there.label, fix);
            there.apply(&mut mended);
            assert_eq!(self::found(&mended), []);
        }
        None => assert_eq!(fix, "", "no fix is offered"),
    }
    mended
}

fn copy(doc: &Document) -> Document {
    #[allow(clippy::redundant_clone)]
    doc.clone()
}

const USERS: &str = "Users: user_id bigint PK; name varchar(40) not null";

#[test]
fn what_is_sound_has_no_problem() {
    let mut doc = design(&[
        USERS,
        "Orders: id bigint PK, generated; user_id bigint FK → Users.user_id, not null; at timestamptz not null",
        "Lines: order_id bigint PK, FK → Orders.id; line int PK; amount numeric(10,2) check (amount > 0)",
        "Payments: id bigint PK; order_id bigint FK → Lines.order_id; line int FK → Lines.line",
        "Categories: id int PK; parent_id int FK → Categories, not null",
        ":",
    ]);
    let (users, orders) = (id(&doc, 0), id(&doc, 1));
    doc.add_row_of(&f::RELATIONSHIPS, &["places", &users, "", &orders]);
    doc.add_row_of(&f::RELATIONSHIPS, &["knows", &users, "many", &users]);
    doc.add_row_of(&f::RELATIONSHIPS, &["", &users, "", ""]);
    doc.add_row_of(&f::INDEXES, &["user_id, at desc", "", "", "", &orders]);
    doc.add_row_of(&f::INDEXES, &["lower(note)", "", "", "", &orders]);
    doc.add_row_of(&f::INDEXES, &["", "", "", "", ""]);
    let query = |filter, sort| {
        [
            "Orders of a user",
            &*orders,
            "read",
            "",
            "",
            "",
            filter,
            sort,
        ]
    };
    doc.add_row_of(&f::ACCESS_PATTERNS, &query("user_id", "at"));
    doc.add_row_of(&f::ACCESS_PATTERNS, &query("id", ""));
    doc.add_row_of(&f::ACCESS_PATTERNS, &query("", ""));
    doc.add_row(&f::ACCESS_PATTERNS);
    assert_eq!(found(&doc), []);
    let example = crate::text::json::example(&crate::library::examples::ALL[0]);
    assert_eq!(found(&example), []);
}

#[test]
fn a_key_is_needed_and_the_likely_one_is_offered() {
    let title = "Users has no primary key";
    let key = "attribute.constraints";
    let by_id = design(&["Users: name text; id bigint not null"]);
    let mended = one(&by_id, title, key, "not null", "Make id the key");
    assert_eq!(mended.data_model.attributes[1].constraints, "PK, not null");
    let by_name = design(&["Users: name text; user_id bigint"]);
    one(&by_name, title, key, "", "Make user_id the key");
    let unique = design(&["Users: name text; mail text unique"]);
    one(&unique, title, key, "unique", "Make mail the key");
    let mut documents = design(&["Users: name text"]);
    one(&documents, title, key, "", "Make name the key");
    documents.data_model.entities[0].engine = "mongodb".into();
    assert_eq!(found(&documents), []);
    documents.data_model.entities[0].engine = "dynamodb".into();
    one(&documents, title, key, "", "Make name the key");
    documents.data_model.entities[0].partition = "name".into();
    assert_eq!(found(&documents), []);
}

#[test]
fn names_are_told_apart_without_case() {
    let title = "Users and users are one name";
    one(
        &design(&[USERS, "users: id int PK"]),
        title,
        "entity.name",
        "users",
        "Call it users_2",
    );
    let twice = design(&["Users: id int PK; name text; Name text"]);
    one(
        &twice,
        "Users: name and Name are one name",
        "attribute.name",
        "Name",
        "Call it Name_2",
    );
    let same = design(&["Users: id int PK; name text; name text"]);
    one(
        &same,
        "Users: name is there twice",
        "attribute.name",
        "name",
        "Call it name_2",
    );
}

#[test]
fn names_that_an_engine_refuses() {
    let doc = design(&["Users: id int PK; order int"]);
    let title = "order is a reserved word of PostgreSQL";
    one(&doc, title, "attribute.name", "order", "Call it user_order");
    // What somebody refers to by its name keeps it.
    let mut doc = doc;
    let id = id(&doc, 0);
    doc.add_row_of(&f::INDEXES, &["order", "", "", "", &id]);
    assert_eq!(found(&doc)[0].fix, None);
    let mut doc = design(&["User: id int PK"]);
    let title = "User is a reserved word of PostgreSQL";
    one(&doc, title, "entity.name", "User", "Call it Users");
    doc.data_model.engine = "mysql".into();
    assert_eq!(found(&doc), []);
    let mut doc = design(&["Users: id int PK"]);
    doc.data_model.entities[0].name = "a".repeat(64);
    let name = doc.data_model.entities[0].name.clone();
    let title = "The name aaaaaaaaaaaaaaaaaaaaaaaa… is too long";
    let fix = ["Call it ", &name[..60]].concat();
    one(&doc, title, "entity.name", &name, &fix);
    doc.data_model.engine = "mysql".into();
    assert_eq!(found(&doc), []);
    doc.data_model.engine = "sqlite".into();
    assert_eq!(found(&doc), []);
}

#[test]
fn types_that_nobody_knows_or_the_engine_lacks() {
    let mut doc = design(&["Users: id int PK; name String; at citext"]);
    doc.data_model.attributes[2].size = "20 B".into();
    let mended = one(
        &doc,
        "name: unknown type String",
        "attribute.kind",
        "String",
        "Set the type to text",
    );
    assert_eq!(mended.data_model.attributes[1].kind, "text");
    doc.data_model.attributes[2].size.clear();
    assert_eq!(found(&doc).len(), 2);
    let mut doc = design(&["Users: id uuid PK"]);
    assert_eq!(found(&doc), []);
    doc.data_model.engine = "mysql".into();
    one(
        &doc,
        "id: MySQL (InnoDB) has no uuid",
        "attribute.kind",
        "uuid",
        "Set the type to binary(16)",
    );
    let tiny = design(&["Users: id int PK; age tinyint"]);
    one(
        &tiny,
        "age: PostgreSQL has no tinyint",
        "attribute.kind",
        "tinyint",
        "Set the type to smallint",
    );
}
