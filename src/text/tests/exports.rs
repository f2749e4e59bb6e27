//! CSV and the schema, held against readers that others wrote.

use crate::estimate;
use crate::library::examples;
use crate::model::tests::any_document;
use crate::model::{Document, Input, Section, all_fields, all_tables, cost};
use crate::text::{csv, json, json_schema};
use proptest::prelude::*;
use serde_json::Value;

fn records(text: &str) -> Vec<Vec<String>> {
    let text = text.strip_prefix('\u{feff}').unwrap();
    let mut reader = ::csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(text.as_bytes());
    // A line with more or fewer cells than the first is an error.
    let records = reader.records().map(Result::unwrap);
    let texts = records.map(|record| record.iter().map(str::to_owned).collect());
    texts.collect()
}

fn of_cost(doc: &Document) -> Vec<Vec<String>> {
    records(&csv::section(Section::Cost, doc, &estimate::of(doc)))
}

fn line<'r>(records: &'r [Vec<String>], key: &str) -> &'r [String] {
    records.iter().find(|record| record[7] == key).unwrap()
}

#[test]
fn numbers_stand_in_base_units_beside_what_is_shown() {
    let doc = json::example(&examples::PASTEBIN);
    let of_cost = of_cost(&doc);
    let total = line(&of_cost, "cost.total");
    let estimate = estimate::of(&doc);
    assert_eq!(total[2], estimate.shown(&estimate::cost::TOTAL, 0));
    let number: f64 = total[3].parse().unwrap();
    assert!((100.0..100_000.0).contains(&number), "{total:?}");
    assert_eq!(total[4..6], ["$/month", "derived"]);
    let price = line(&of_cost, "cost.database_price");
    assert_eq!(price[4], "$/B/month");
    let capacity = csv::section(Section::Capacity, &doc, &estimate);
    let storage = &records(&capacity);
    assert_eq!(line(storage, "capacity.effective_storage")[4], "B");
}

#[test]
fn rows_and_what_is_not_understood_have_their_lines() {
    let mut doc = Document::default();
    doc.add_row_of(
        &cost::OTHERS,
        &["Maps, \"tiles\"", "100k/month", "$5/1000", "lots", "=A1+1"],
    );
    doc.cost.budget = "5 GB".into();
    let records = of_cost(&doc);
    let other = line(&records, "other.cost");
    assert!(other[1].ends_with(", Maps, \"tiles\""), "{other:?}");
    assert_eq!(other[2..5], ["$500 /month", "500", "$/month"]);
    let fixed = line(&records, "other.fixed");
    assert_eq!((&*fixed[2], &*fixed[5]), ("lots", "not understood"));
    assert!(fixed[6].contains("month"), "{fixed:?}");
    assert_eq!(line(&records, "other.source")[2], "'=A1+1");
    assert_eq!(line(&records, "cost.budget")[5], "not understood");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_spreadsheet_takes_no_cell_for_a_formula(doc in any_document(), text in "[=+@\\-\t\r＝ ]{1,2}[a-zA-Z0-9(),\"\n]{0,6}") {
        let mut doc = doc;
        for field in cost::Cost::FIELDS {
            text.clone_into((field.get_mut)(&mut doc));
        }
        doc.add_row_of(&cost::OTHERS, &[&text, &text, &text, &text, &text]);
        for section in [Section::Cost, Section::Capacity] {
            let written = csv::section(section, &doc, &estimate::of(&doc));
            for record in records(&written) {
                for (column, cell) in record.iter().enumerate() {
                    let number = cell.parse::<f64>();
                    let first = cell.trim_start().chars().next();
                    let formula = matches!(first, Some('=' | '+' | '-' | '@' | '＝'));
                    prop_assert!(!formula || number.as_ref().is_ok_and(|number| number.is_finite()), "{cell:?}");
                    prop_assert!(!cell.starts_with(['\t', '\r']), "{cell:?}");
                    if column == 3 && cell != "Number" {
                        prop_assert!(cell.is_empty() || number.is_ok_and(f64::is_finite), "{cell:?}");
                    }
                }
            }
        }
    }
}

fn schema() -> jsonschema::Validator {
    let schema: Value = serde_json::from_str(&json_schema::schema()).unwrap();
    assert!(jsonschema::meta::is_valid(&schema));
    jsonschema::validator_for(&schema).unwrap()
}

fn value(doc: &Document) -> Value {
    serde_json::from_str(&json::to_json(doc)).unwrap()
}

#[test]
fn every_design_is_as_the_schema_says() {
    let schema = schema();
    let mut designs: Vec<Value> = examples::ALL
        .iter()
        .map(|example| value(&json::example(example)))
        .collect();
    designs.push(value(&Document::default()));
    let cases = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases");
    for entry in std::fs::read_dir(cases).unwrap() {
        let path = entry.unwrap().path();
        // What is hostile chooses what is no choice.
        if path.file_stem().is_some_and(|stem| stem == "hostile") {
            continue;
        }
        if path.extension().is_some_and(|ending| ending == "json") {
            designs.push(serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap());
        }
    }
    assert!(designs.len() >= 5, "the cases are there");
    for design in designs {
        let faults: Vec<String> = schema
            .iter_errors(&design)
            .map(|fault| format!("{}: {fault}", fault.instance_path))
            .collect();
        assert!(faults.is_empty(), "{}: {faults:#?}", design["title"]);
    }
}

#[test]
fn what_is_no_design_is_refused() {
    let schema = schema();
    for text in [
        "[]",
        "{\"format\": 2}",
        "{\"capacity\": {\"dau\": 3}}",
        "{\"capacity\": {\"moon\": \"1\"}}",
        "{\"conventions\": {\"digits\": \"4\"}}",
        "{\"apis\": {\"actions\": [{\"id\": \"1\"}]}}",
        "{\"apis\": {\"actions\": [{\"id\": 1, \"actor\": \"Author\"}]}}",
        "{\"apis\": {\"actions\": {}}}",
    ] {
        assert!(
            !schema.is_valid(&serde_json::from_str(text).unwrap()),
            "{text}"
        );
    }
    for text in [
        "{}",
        "{\"format\": 1, \"capacity\": {\"dau\": \"any text\"}}",
        "{\"apis\": {\"actions\": [{\"id\": 1, \"actor\": \"7\"}]}}",
    ] {
        assert!(
            schema.is_valid(&serde_json::from_str(text).unwrap()),
            "{text}"
        );
    }
}

/// Clears what is no choice and no id: such an entry is kept, but nobody could have made it on the page.
fn as_chosen(doc: &mut Document) {
    let sound = |input: &Input, text: &str| match input {
        Input::Choice(choices) => choices.iter().any(|(value, _)| *value == text),
        Input::Reference(_) => text
            .parse::<u32>()
            .is_ok_and(|id| id.to_string() == text && id > 0),
        _ => true,
    };
    for field in all_fields() {
        if !sound(&field.spec.input, (field.get)(doc)) {
            (field.get_mut)(doc).clear();
        }
    }
    for table in all_tables() {
        let rows = (table.rows_mut)(doc);
        for (column, spec) in (table.specs)().into_iter().enumerate() {
            for position in 0..rows.count() {
                if let Some(cell) = rows.cell_mut_at(position, column)
                    && !sound(&spec.input, cell)
                {
                    cell.clear();
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_design_is_as_the_schema_says(doc in any_document()) {
        let mut doc = doc;
        as_chosen(&mut doc);
        let schema = schema();
        let design = value(&doc);
        let faults: Vec<String> = schema.iter_errors(&design).map(|fault| format!("{}: {fault}", fault.instance_path)).collect();
        prop_assert!(faults.is_empty(), "{faults:#?}");
    }
}
