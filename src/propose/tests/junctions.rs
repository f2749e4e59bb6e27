//! The tables of many-to-many relationships.

use super::{Proposed, labels};
use crate::estimate;
use crate::model::Document;
use crate::propose::proposals;

/// What a many-to-many relationship needs is there as it would be, and stays so when it is made.
#[test]
fn the_table_of_a_relationship_is_the_same_once_it_is_made() {
    use crate::estimate::data_model::{
        BETWEEN_INDEXES, BETWEEN_ON_DISK, INDEXES_ON_DISK, ON_DISK, TABLE_ON_DISK, schema,
    };
    use crate::model::data_model::{ATTRIBUTES, ENTITIES, RELATIONSHIPS};
    let mut doc = Document::default();
    let students = doc.add_row_of(&ENTITIES, &["Students", "1M"]).to_string();
    let courses = doc.add_row_of(&ENTITIES, &["Courses", "20k"]).to_string();
    let attributes = [
        ["id", "uuid", "", "PK", &students],
        ["name", "text", "20 B", "", &students],
        ["country", "char(2)", "", "PK 1", &courses],
        ["code", "varchar(12)", "7 B", "PK 2", &courses],
    ];
    for cells in &attributes {
        doc.add_row_of(&ATTRIBUTES, cells);
    }
    let cells = ["attend", &students, "many", &courses, "", "", "5M"];
    doc.add_row_of(&RELATIONSHIPS, &cells);
    let sorted = |doc: &Document| {
        let mut tables = schema(doc).tables;
        tables.sort_by(|one, other| one.name.cmp(&other.name));
        tables
    };
    let (before, estimate) = (sorted(&doc), estimate::of(&doc));
    let relation = doc.data_model.relationships[0].id;
    let found = proposals(Proposed::Junctions, &doc, &estimate);
    assert_eq!(found[0].fix.label, "Make the table Students_Courses");
    found[0].fix.apply(&mut doc);
    assert_eq!(sorted(&doc), before);
    let made = estimate::of(&doc);
    let entity = doc.data_model.entities[2].id;
    let size = |estimate: &estimate::Estimate, formula, row| {
        estimate.result(formula, row).unwrap().value.unwrap()
    };
    for (one, other) in [
        (&BETWEEN_ON_DISK, &TABLE_ON_DISK),
        (&BETWEEN_INDEXES, &INDEXES_ON_DISK),
    ] {
        assert_eq!(size(&estimate, one, relation), size(&made, other, entity));
    }
    assert_eq!(size(&estimate, &ON_DISK, 0), size(&made, &ON_DISK, 0));
    assert!(labels(Proposed::Junctions, &doc).is_empty());
    assert_eq!(doc.data_model.relationships.len(), 2);
}
