//! What could be saved: by findings, bytes and money.

use crate::estimate;
use crate::model::Document;
use crate::model::data_model as f;
use crate::outline::View;
use crate::text::views::grid;

/// An entity of a million rows with these attributes: name, type, constraints, share of nulls.
fn design(attributes: &[[&str; 4]]) -> Document {
    let mut doc = Document::default();
    let entity = doc.add_row_of(&f::ENTITIES, &["Events", "1M"]).to_string();
    for [name, kind, said, nulls] in attributes {
        doc.add_row_of(&f::ATTRIBUTES, &[name, kind, "", said, &entity, nulls]);
    }
    doc
}

/// The rows of the table as texts.
fn rows(doc: &Document) -> Vec<Vec<String>> {
    let grid = grid(View::Savings, doc, &estimate::of(doc));
    let texts = grid.rows.into_iter();
    texts
        .map(|row| row.into_iter().map(|cell| cell.text).collect())
        .collect()
}

#[track_caller]
fn one(doc: &Document, what: &str, rest: [&str; 4]) {
    let rows = rows(doc);
    assert_eq!(rows.len(), 1, "{rows:?}");
    assert!(rows[0][0].starts_with(what), "{rows:?}");
    assert_eq!(rows[0][1..], rest);
}

#[test]
fn an_order_of_columns_has_its_bytes_and_their_price() {
    let mut doc = design(&[
        ["id", "bigint", "PK", ""],
        ["a", "boolean", "not null", ""],
        ["b", "bigint", "not null", ""],
        ["c", "boolean", "not null", ""],
        ["d", "bigint", "not null", ""],
    ]);
    doc.cost.database_price = "$1/GB/month".into();
    doc.capacity.replication = "1".into();
    let what = "Attributes in the order id, b, d, a, c";
    // 64 bytes with 5 of data each: 120 rows on a page; 56 bytes: 136. 980 pages of 8192 bytes less.
    one(&doc, what, ["Events", "8 B", "8.04 MB", "$0.00804 /month"]);
    doc.capacity.replication = "3".into();
    one(&doc, what, ["Events", "8 B", "8.04 MB", "$0.02 /month"]);
    doc.cost.database_price = "gold".into();
    one(&doc, what, ["Events", "8 B", "8.04 MB", ""]);
}

#[test]
fn what_is_sound_saves_nothing() {
    let doc = design(&[
        ["id", "bigint", "PK", ""],
        ["at", "timestamptz", "not null", ""],
    ]);
    assert_eq!(rows(&doc), [[""; 0]; 0]);
    assert_eq!(rows(&Document::default()), [[""; 0]; 0]);
}

#[test]
fn dead_rows_of_updates_are_room() {
    let mut doc = design(&[
        ["id", "bigint", "PK", ""],
        ["at", "timestamptz", "not null", ""],
    ]);
    let entity = doc.data_model.entities[0].id.to_string();
    let query = ["Touch", &*entity, "write", "100/s", "", "", "id"];
    doc.add_row_of(&f::ACCESS_PATTERNS, &query);
    let found = rows(&doc);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0][0].contains("every 33.3"), "{found:?}");
    doc.data_model.access_patterns[0].rate = "1/s".into();
    assert_eq!(rows(&doc), [[""; 0]; 0]);
    doc.data_model.access_patterns[0].rate = "100/s".into();
    doc.data_model.access_patterns[0].filter.clear();
    assert_eq!(rows(&doc), [[""; 0]; 0]);
}

#[test]
fn a_partition_key_that_rises_or_has_few_values_is_hot() {
    let with = |kind: &str, said: &str, key: &str| {
        let mut doc = design(&[["id", "bigint", "PK", ""], ["k", kind, said, ""]]);
        doc.data_model.entities[0].partition = key.into();
        rows(&doc)
    };
    for (kind, said, why) in [
        ("timestamptz", "not null", "rises with time"),
        ("bigint", "not null, generated", "counts up"),
        ("boolean", "not null", "has few values"),
    ] {
        let found = with(kind, said, "k");
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(
            found[0][0].contains(why) && found[0][1] == "Events k",
            "{found:?}"
        );
    }
    assert_eq!(with("bigint", "not null", "k"), [[""; 0]; 0]);
    assert_eq!(with("timestamptz", "not null", "id, k"), [[""; 0]; 0]);
}
