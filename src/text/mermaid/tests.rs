//! Diagrams larger than Mermaid draws, and names that meet.

use super::{MOST_BYTES, MOST_EDGES, entities, sequences};
use crate::engines::{Column, Engine, ForeignKey, Schema, Table, Type};
use crate::model::{Document, actors};

fn tables(count: usize, columns: usize, keys: usize) -> Schema {
    let table = |at: usize| Table {
        name: ["table_", &at.to_string()].concat(),
        columns: (0..columns)
            .map(|at| Column {
                name: ["column_", &at.to_string()].concat(),
                data_type: Type::BigInt,
                ..Column::default()
            })
            .collect(),
        foreign_keys: (0..keys)
            .map(|_| ForeignKey {
                columns: vec![String::from("column_0")],
                table: String::from("table_0"),
                ..ForeignKey::default()
            })
            .collect(),
        ..Table::default()
    };
    Schema {
        tables: (0..count).map(table).collect(),
    }
}

fn drawn(schema: &Schema) -> String {
    let drawn = entities(Engine::Postgres, schema).unwrap_or_default();
    assert!(drawn.chars().count() <= 50_000, "Mermaid reads no more");
    drawn
}

#[test]
fn attributes_are_left_out_before_tables() {
    let few = drawn(&tables(30, 30, 1));
    assert!(few.contains("bigint column_29") && !few.contains("%%"));
    let many = drawn(&tables(300, 30, 1));
    assert!(!many.contains("bigint") && many.contains("\"table_299\""));
    assert!(many.contains("    %% The attributes are left out"));
    assert_eq!(many.matches(" : ").count(), 300);
    let too_many = drawn(&tables(5000, 0, 1));
    assert!(too_many.len() <= MOST_BYTES + 200 && too_many.contains(" more are left out"));
    let edges = drawn(&tables(2, 1, 400));
    assert_eq!(edges.matches(" : ").count(), MOST_EDGES);
    assert!(edges.contains("    %% 300 more are left out"));
}

#[test]
fn names_that_look_the_same_stay_apart() {
    let mut schema = tables(3, 0, 1);
    for (table, name) in schema.tables.iter_mut().zip(["a\"b", "a'b", "a`b"]) {
        table.name = String::from(name);
        table.foreign_keys[0].table = String::from("a`b");
    }
    let drawn = drawn(&schema);
    assert!(
        drawn.contains("    \"a'b\"\n    \"a'b 1\"\n    \"a'b 2\"\n"),
        "{drawn}"
    );
    assert_eq!(drawn.matches("    \"a'b 2\" ").count(), 3, "{drawn}");
}

#[test]
fn steps_that_have_no_room_are_counted() {
    let mut doc = Document::default();
    let long = "x".repeat(1_000);
    for at in 0..100 {
        doc.add_row_of(&actors::STEPS, &[&long, "Reader", &format!("{long}{at}")]);
    }
    let [(name, drawn)] = <[_; 1]>::try_from(sequences(&doc)).unwrap_or_default();
    assert_eq!(name, "");
    assert!(drawn.len() <= 50_000, "Mermaid reads no more");
    let messages = drawn.matches("->>").count();
    assert!(
        messages > 10
            && drawn.ends_with(&format!(
                "    %% {} more are left out: Mermaid draws no larger diagrams\n",
                100 - messages
            ))
    );
}
