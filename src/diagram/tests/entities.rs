//! The diagram of a data model.

use crate::diagram::scene::{End, Plan, Tie};
use crate::diagram::{entities, svg};
use crate::estimate::data_model::constraints as read;
use crate::model::{Document, data_model as d};
use proptest::prelude::*;

/// Entities with their attributes: name and constraints.
fn design(entities: &[(&str, &[(&str, &str)])]) -> (Document, Vec<String>) {
    let mut doc = Document::default();
    let mut ids = Vec::new();
    for (name, attributes) in entities {
        let id = doc.add_row_of(&d::ENTITIES, &[name]).to_string();
        for (attribute, constraints) in *attributes {
            doc.add_row_of(&d::ATTRIBUTES, &[attribute, "int", "", constraints, &id]);
        }
        ids.push(id);
    }
    (doc, ids)
}

fn relate(doc: &mut Document, label: &str, from: &str, kind: &str, to: &str) -> Plan {
    doc.add_row_of(&d::RELATIONSHIPS, &[label, from, kind, to]);
    entities::plan(doc)
}

const USERS: (&str, &[(&str, &str)]) = ("Users", &[("name", ""), ("id", "PK")]);

#[test]
fn a_relationship_ends_at_its_key() {
    let orders: (&str, &[_]) = ("Orders", &[("id", "PK"), ("user", "FK -> users.id, null")]);
    let (mut doc, ids) = design(&[USERS, orders]);
    let plan = relate(&mut doc, "places", &ids[0], "", &ids[1]);
    let [tie] = plan.ties.as_slice() else {
        panic!("{plan:?}")
    };
    assert_eq!(tie.rows, [Some(1), Some(1)]);
    assert_eq!(tie.ends, [End::ZeroOrOne, End::ZeroOrMany]);
    // The key is no part of the primary key: the relationship does not identify.
    assert!(tie.dashed);
}

#[test]
fn a_key_without_a_relationship_is_drawn_too() {
    let items: (&str, &[_]) = ("Items", &[("order", "PK, FK -> Orders"), ("n", "PK")]);
    let (doc, _) = design(&[("Orders", &[("id", "PK")]), items]);
    let plan = entities::plan(&doc);
    let drawn = Tie {
        cards: [0, 1],
        rows: [Some(0), Some(0)],
        ends: [End::One, End::ZeroOrMany],
        ..Tie::default()
    };
    assert_eq!(plan.ties, [drawn]);
    assert_eq!(plan.cards[1].rows[0].mark, "PK FK");
}

#[test]
fn one_to_one_finds_the_key_on_either_side() {
    let profiles: (&str, &[_]) = ("Profiles", &[("user", "PK, FK -> Users.id")]);
    for (from, to) in [(0, 1), (1, 0)] {
        let (mut doc, ids) = design(&[USERS, profiles]);
        let plan = relate(&mut doc, "has", &ids[from], "one", &ids[to]);
        let [tie] = plan.ties.as_slice() else {
            panic!("{plan:?}")
        };
        assert_eq!(tie.cards, [from, to]);
        assert_eq!(tie.rows[from], Some(1));
        assert_eq!(tie.rows[to], Some(0));
        assert!(!tie.dashed);
    }
}

#[test]
fn two_relationships_of_the_same_entities_take_a_key_each() {
    let messages: (&str, &[_]) = (
        "Messages",
        &[("from", "FK -> Users.id"), ("to", "FK -> Users.id")],
    );
    let (mut doc, ids) = design(&[USERS, messages]);
    relate(&mut doc, "writes", &ids[0], "", &ids[1]);
    let plan = relate(&mut doc, "gets", &ids[0], "", &ids[1]);
    let rows: Vec<_> = plan.ties.iter().map(|tie| tie.rows[1]).collect();
    assert_eq!(rows, [Some(0), Some(1)]);
}

#[test]
fn what_is_not_there_is_not_drawn() {
    let (mut doc, ids) = design(&[("Users", &[("team", "FK -> Teams.id")])]);
    relate(&mut doc, "", &ids[0], "", "77");
    let plan = relate(&mut doc, "knows", &ids[0], "many", &ids[0]);
    let [tie] = plan.ties.as_slice() else {
        panic!("{plan:?}")
    };
    assert_eq!((tie.cards, tie.ends), ([0, 0], [End::ZeroOrMany; 2]));
    assert_eq!(tie.rows, [None, None]);
}

#[test]
fn of_many_attributes_the_keys_stay() {
    let names: Vec<String> = (0..30).map(|at| format!("a{at}")).collect();
    let mut attributes: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "")).collect();
    attributes[29].1 = "FK -> Users.id";
    let (doc, _) = design(&[USERS, ("Wide", &attributes)]);
    let plan = entities::plan(&doc);
    let rows: Vec<&str> = plan.cards[1]
        .rows
        .iter()
        .map(|row| row.name.as_str())
        .collect();
    assert_eq!(rows.len(), 12);
    assert_eq!(rows[..2], ["a0", "a1"]);
    assert_eq!(rows[10..], ["a29", "… 19 more"]);
    assert_eq!(plan.ties[0].rows[1], Some(10));
}

/// What people write, and what nobody would, in any order.
fn constraints() -> impl Strategy<Value = String> {
    const PARTS: [&str; 18] = [
        "PK",
        "FK",
        "→",
        "->",
        "references",
        "primary key",
        "foreign key",
        "not null",
        "null",
        "Users",
        ".",
        "(",
        ")",
        ",",
        " on delete ",
        "'",
        "é",
        "日本",
    ];
    let part = prop_oneof![4 => prop::sample::select(PARTS.to_vec()).prop_map(str::to_owned), 1 => any::<String>()];
    prop::collection::vec(part, 0..8).prop_map(|parts| parts.join(" "))
}

proptest! {
    #[test]
    fn any_constraints_can_be_read_and_drawn(texts in prop::collection::vec(constraints(), 1..6)) {
        let attributes: Vec<(&str, &str)> = texts.iter().map(|text| ("id", text.as_str())).collect();
        for text in &texts {
            let unmarked = |text: &str| text.replace(['"', '`'], "");
            for to in read(text).references {
                for name in [to.entity, to.attribute] {
                    prop_assert!(unmarked(text).contains(&unmarked(&name)), "{text}");
                }
            }
        }
        let (mut doc, ids) = design(&[USERS, ("Users", &attributes)]);
        doc.add_row_of(&d::RELATIONSHIPS, &["", &ids[0], "one", &ids[1]]);
        let text = svg::render(&entities::scene(&doc), svg::Theme::Auto, "any");
        prop_assert!(roxmltree::Document::parse(&text).is_ok());
    }
}
