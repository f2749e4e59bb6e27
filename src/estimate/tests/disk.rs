//! What entities take where they are kept, on designs as people type them.

use super::{shows, typed};
use crate::estimate::{self, data_model as d};
use crate::model::{Document, Id, apis, capacity, data_model as f};

/// A design with one entity: its cells, and its attributes with type, size, constraints.
fn design(entity: &[&str], attributes: &[[&str; 4]]) -> (Document, Id) {
    let mut doc = typed("exact", &[], &[]);
    let id = doc.add_row_of(&f::ENTITIES, entity);
    for [name, kind, size, constraints] in attributes {
        doc.add_row_of(
            &f::ATTRIBUTES,
            &[name, kind, size, constraints, &id.to_string()],
        );
    }
    (doc, id)
}

const USERS: [[&str; 4]; 2] = [
    ["user_id", "bigint", "", "PK"],
    ["name", "varchar(40)", "20 B", "not null"],
];

fn row(doc: &Document, formula: &crate::formula::Formula, id: Id) -> String {
    estimate::of(doc).shown(formula, id)
}

/// The storage facts' own measured table: bigint and text of 20 bytes, 136 rows a page, 22.5 bytes an index entry.
#[test]
fn a_table_in_postgres() {
    let (doc, id) = design(&["Users", "1M"], &USERS);
    assert_eq!(row(&doc, &d::ROW_ON_DISK, id), "60 B");
    // 7,353 pages of 8 KiB, and the maps of free and visible pages.
    assert_eq!(row(&doc, &d::TABLE_ON_DISK, id), "60.3 MB");
    assert_eq!(row(&doc, &d::INDEXES_ON_DISK, id), "22.5 MB");
    shows(&estimate::of(&doc), &[(&d::INDEX_PART, "37.3 %")]);
}

#[test]
fn another_engine_has_other_rules() {
    let sizes = |engine: &str| {
        let (doc, id) = design(&["Users", "1M", "", "", engine], &USERS);
        [&d::ROW_ON_DISK, &d::INDEXES_ON_DISK].map(|formula| row(&doc, formula, id))
    };
    assert_eq!(sizes(""), sizes("postgres"));
    // In InnoDB and by SQLite's rowid the table is the index of its key.
    assert_eq!(sizes("mysql")[1], "0 B");
    assert_eq!(sizes("sqlite")[1], "0 B");
    // {user_id: 8 bytes, name: 20}: 5 + (1 + 8 + 8) + (1 + 5 + 4 + 21).
    assert_eq!(sizes("mongodb")[0], "53 B");
    // 7 + a number of 19 digits, 4 + 20, and 100.
    assert_eq!(sizes("dynamodb")[0], "142 B");
    assert_eq!(sizes("cassandra")[0], "36 B");
    assert!(sizes("redis")[0].ends_with(" B") && sizes("redis")[0] != sizes("")[0]);
}

#[test]
fn dynamo_counts_units() {
    let (mut doc, id) = design(
        &["Users", "1M", "", "", "dynamodb"],
        &[["id", "uuid", "", "PK"], ["body", "text", "5000 B", ""]],
    );
    let entity = id.to_string();
    doc.add_row_of(&f::ACCESS_PATTERNS, &["get", &entity, "read", "100/s"]);
    // 5,142 bytes are two times 4 KB, half a unit each.
    assert_eq!(row(&doc, &d::READ_UNITS, id), "100 /s");
    doc.add_row_of(&f::ACCESS_PATTERNS, &["put", &entity, "write", "10/s"]);
    assert_eq!(row(&doc, &d::WRITE_UNITS, id), "60 /s");
    doc.data_model.access_patterns[0].consistency = "strong".into();
    assert_eq!(row(&doc, &d::READ_UNITS, id), "200 /s");
    assert_eq!(estimate::of(&doc).graph().faults(), &[] as &[String]);
}

#[test]
fn rows_come_from_the_actions_that_leave_them_behind() {
    let (mut doc, id) = design(&["Pastes"], &USERS);
    let entity = id.to_string();
    let mut cells = vec![""; 12];
    (cells[0], cells[4], cells[5], cells[11]) = ("Create", "write", "10M/month", &entity);
    assert_eq!(apis::ACTIONS.column(apis::ACTION_RECORD.spec.key), Some(11));
    doc.add_row_of(&apis::ACTIONS, &cells);
    (capacity::HORIZON.get_mut)(&mut doc).push_str("3 years");
    (capacity::GROWTH.get_mut)(&mut doc).push_str("0%");
    let estimate = estimate::of(&doc);
    assert_eq!(
        estimate.derived(f::NEW_ROWS.spec.key, id).as_deref(),
        Some("3.86 /s")
    );
    assert_eq!(
        estimate.derived(f::ENTITY_ROWS.spec.key, id).as_deref(),
        Some("360 M")
    );
    doc.data_model.entities[0].kept = "1 year".into();
    assert_eq!(
        estimate::of(&doc)
            .derived(f::ENTITY_ROWS.spec.key, id)
            .as_deref(),
        Some("120 M")
    );
}

#[test]
fn what_is_not_understood_is_no_size() {
    let (mut doc, id) = design(&["Users", "1M"], &USERS);
    doc.data_model.attributes[1].size = "a lot".into();
    assert_eq!(row(&doc, &d::TABLE_ON_DISK, id), "–");
    doc.data_model.attributes[1].size.clear();
    assert_ne!(row(&doc, &d::TABLE_ON_DISK, id), "–");
    doc.data_model.attributes[1].nulls = "110%".into();
    assert_eq!(row(&doc, &d::TABLE_ON_DISK, id), "–");
}

/// A table grows with its rows, so the ends of its range are its sizes at the ends of theirs.
#[test]
fn the_range_of_a_table_ends_where_its_rows_do() {
    // A page, and in InnoDB an extent.
    for (engine, least) in [
        ("postgres", 8_192.0),
        ("mysql", 1_048_576.0),
        ("sqlite", 4_096.0),
        ("mongodb", 0.0),
        ("redis", 0.0),
    ] {
        for (low, high) in [("200", "900"), ("50k", "300k"), ("1M", "40M")] {
            let size = |rows: &str, formula: &crate::formula::Formula| {
                let (doc, _) = design(&["Users", rows, "", "", engine], &USERS);
                let estimate = estimate::of(&doc);
                let key = (formula.key, 0);
                let value = estimate.graph().find(key).and_then(|node| node.value);
                (value, estimate.sample().range(key).copied())
            };
            for formula in [&d::TABLES_ON_DISK, &d::ALL_INDEXES_ON_DISK] {
                let (_, range) = size(&format!("{low}-{high}"), formula);
                let Some(range) = range else {
                    // Some keep no index beside the table; each keeps a table.
                    assert_ne!(formula.key, d::TABLES_ON_DISK.key, "{engine}");
                    continue;
                };
                for (end, rows) in [(range.low, low), (range.high, high)] {
                    let exact = size(rows, formula).0.unwrap().value;
                    // By what is allotted at once, or by what ten thousand cases leave to chance.
                    let off = (end.value - exact).abs();
                    assert!(
                        off <= (exact * 0.01).max(least),
                        "{engine}, {}, {rows} rows: {} and not {exact}",
                        formula.name,
                        end.value
                    );
                }
            }
        }
    }
}
