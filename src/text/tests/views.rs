//! Tables of what follows, by their texts.

use crate::estimate;
use crate::model::{Document, apis, data_model, whatif};
use crate::outline::View;
use crate::text::views::grid;

/// An action that leaves a row behind writes it, once: as a query of its own, or because the action says so.
#[test]
fn a_record_is_a_write_of_its_entity() {
    let mut doc = Document::default();
    let entity = doc
        .add_row_of(&data_model::ENTITIES, &["Comments"])
        .to_string();
    let action = [
        "Comment", "", "POST", "", "", "600/s", "", "", "", "", "", &entity,
    ];
    let action = doc.add_row_of(&apis::ACTIONS, &action).to_string();
    let read = ["Of a post", &entity, "read", "3000/s"];
    let row = |doc: &Document| {
        let grid = grid(View::Sharding, doc, &estimate::of(doc));
        let row = &grid.rows[0];
        [1, 2, 3].map(|at| row[at].text.clone())
    };
    assert_eq!(row(&doc), ["0 /s", "600 /s", "write-heavy"]);
    doc.add_row_of(&data_model::ACCESS_PATTERNS, &read);
    assert_eq!(row(&doc), ["3,000 /s", "600 /s", "read-heavy"]);
    doc.add_row_of(&data_model::ACCESS_PATTERNS, &["Insert", &entity, "write"]);
    let insert = doc.data_model.access_patterns.last_mut().unwrap();
    insert.action = action;
    assert_eq!(row(&doc), ["3,000 /s", "600 /s", "read-heavy"]);
}

/// What grows with the deliveries is told apart, and how far several machines go.
#[test]
fn what_if_shows_deliveries_and_all_machines() {
    let mut doc = Document::default();
    doc.capacity.peak_factor = "1x".into();
    doc.capacity.own_shards = "4".into();
    let post = ["Post", "", "POST", "", "", "10k/s"];
    doc.add_row_of(&apis::ACTIONS, &post);
    doc.apis.actions[0].fan_out = "75x".into();
    let scenario = doc.add_row_of(&whatif::SCENARIOS, &["Famous"]).to_string();
    let id = doc.apis.actions[0].id.to_string();
    let change = ["", &scenario, "action.fan_out", &id, "×2"];
    doc.add_row_of(&whatif::CHANGES, &change);
    let estimate = estimate::of(&doc);
    let table = |view| grid(view, &doc, &estimate).rows;
    let find = |view, name: &str| {
        let mut rows = table(view).into_iter();
        let row = rows.find(|row| row[0].text == name).unwrap();
        row.into_iter().map(|cell| cell.text).collect::<Vec<_>>()
    };
    let deliveries = find(View::Comparison, "Deliveries");
    assert_eq!(deliveries[1..], ["750 k /s", "1.5 M /s"]);
    let primary = find(View::Limits, "Writes of one primary");
    assert_eq!([&primary[1], &primary[4]], ["×4", "40 k /s, 4 × 10 k /s"]);
    let most = find(View::Answers, "Most users for one database primary");
    assert_eq!(most[1], "×4 the users, for 40 k /s, 4 × 10 k /s");
}
