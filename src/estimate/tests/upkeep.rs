//! What true sizes bring with them.

use crate::estimate::data_model::{
    DEAD_ROWS, DISK_BACKUP, DISK_COST, INDEX_ON_DISK, INDEXES_ON_DISK, ON_DISK, TABLE_ON_DISK,
    WITH_DEAD_ROWS,
};
use crate::estimate::{self, Estimate};
use crate::model::{Document, data_model as d};

fn design(size: &str) -> Document {
    let mut doc = Document::default();
    let entity = doc
        .add_row_of(&d::ENTITIES, &["Sessions", "1M"])
        .to_string();
    for cells in [
        ["id", "bigint", "", "PK", &entity],
        ["data", "text", size, "not null", &entity],
    ] {
        doc.add_row_of(&d::ATTRIBUTES, &cells);
    }
    let query = ["Touch", &*entity, "write", "100/s", "", "", "id"];
    doc.add_row_of(&d::ACCESS_PATTERNS, &query);
    doc
}

fn bytes(estimate: &Estimate, formula: &crate::formula::Formula, row: crate::model::Id) -> f64 {
    let node = estimate.result(formula, row).unwrap();
    node.value.unwrap().value
}

#[test]
fn updates_leave_a_fifth_of_the_rows_behind_and_split_the_pages_of_indexes() {
    let mut doc = design("40 B");
    let entity = doc.data_model.entities[0].id;
    let estimate = estimate::of(&doc);
    let [table, indexes] =
        [&TABLE_ON_DISK, &INDEXES_ON_DISK].map(|of| bytes(&estimate, of, entity));
    let dead = bytes(&estimate, &DEAD_ROWS, entity);
    assert!((dead / (table * 0.200_05 + indexes) - 1.0).abs() < 1e-9);
    let with = bytes(&estimate, &WITH_DEAD_ROWS, 0);
    assert!((with - bytes(&estimate, &ON_DISK, 0) - dead).abs() < 1.0);
    // With room in the pages, the indexes stay as they are.
    doc.data_model.entities[0].fill = "90%".into();
    let estimate = estimate::of(&doc);
    let table = bytes(&estimate, &TABLE_ON_DISK, entity);
    assert!((bytes(&estimate, &DEAD_ROWS, entity) / (table * 0.200_05) - 1.0).abs() < 1e-9);
    // A few changes a day are no matter.
    doc.data_model.access_patterns[0].rate = "1/s".into();
    assert_eq!(bytes(&estimate::of(&doc), &DEAD_ROWS, entity).to_bits(), 0);
}

#[test]
fn only_indexes_whose_keys_came_in_order_have_no_room_for_entries_that_move() {
    let mut doc = design("40 B");
    let entity = doc.data_model.entities[0].id;
    doc.data_model.entities[0].engine = "mysql".into();
    let id = entity.to_string();
    doc.add_row_of(&d::ATTRIBUTES, &["token", "uuid", "", "not null", &id]);
    doc.add_row_of(&d::ATTRIBUTES, &["at", "timestamp", "", "not null", &id]);
    doc.add_row_of(&d::INDEXES, &["token", "", "", "", &id]);
    assert_eq!(bytes(&estimate::of(&doc), &DEAD_ROWS, entity).to_bits(), 0);
    let index = doc.add_row_of(&d::INDEXES, &["at", "", "", "", &id]);
    let estimate = estimate::of(&doc);
    let at = bytes(&estimate, &INDEX_ON_DISK, index);
    assert!((bytes(&estimate, &DEAD_ROWS, entity) / (at * 0.9) - 1.0).abs() < 1e-9);
}

#[test]
fn the_range_of_a_size_is_one_of_the_table_and_its_money() {
    let mut doc = design("20-60 B");
    doc.capacity.replication = "3".into();
    let entity = doc.data_model.entities[0].id;
    let estimate = estimate::of(&doc);
    let keys = [
        (TABLE_ON_DISK.key, entity),
        (DISK_COST.key, 0),
        (DISK_BACKUP.key, 0),
    ];
    let samples = estimate.graph().sample(&keys);
    for key in keys {
        let range = samples.range(key).unwrap();
        let ratio = range.high.value / range.low.value;
        assert!((1.2..2.0).contains(&ratio), "{key:?}: {range:?}");
    }
}

#[test]
fn what_is_compressed_is_that_much_smaller() {
    let mut doc = design("40 B");
    let entity = doc.data_model.entities[0].id;
    let size = |doc: &Document, of| bytes(&estimate::of(doc), of, entity);
    for (engine, table, indexes) in [
        ("mysql", 0.5, 0.5),
        ("sqlite", 1.0, 1.0),
        ("mongodb", 0.5, 1.0),
    ] {
        doc.data_model.entities[0].engine = engine.into();
        doc.data_model.entities[0].compressed.clear();
        let [whole, all] = [&TABLE_ON_DISK, &INDEXES_ON_DISK].map(|of| size(&doc, of));
        doc.data_model.entities[0].compressed = "50%".into();
        assert!(
            (size(&doc, &TABLE_ON_DISK) - whole * table).abs() < 1.0,
            "{engine}"
        );
        assert!(
            (size(&doc, &INDEXES_ON_DISK) - all * indexes).abs() < 1.0,
            "{engine}"
        );
    }
    // Of a value that lies outside the row.
    let mut doc = design("5 KB");
    let whole = size(&doc, &TABLE_ON_DISK);
    doc.data_model.entities[0].compressed = "50%".into();
    let left = size(&doc, &TABLE_ON_DISK) / whole;
    assert!((0.5..0.53).contains(&left), "{left}");
}
