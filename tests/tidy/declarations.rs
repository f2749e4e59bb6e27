//! What is declared of fields, tables and results, and that all of it stands on the page.

use std::collections::{HashMap, HashSet};
use std::fs;

use envelope::estimate::{self, Reading};
use envelope::formula::Formula;
use envelope::library::prices::Book;
use envelope::model::{Input, Section, Spec, Table, all_fields, all_tables, data_model};
use envelope::outline::{self, Item};
use envelope::quantity::Conventions;

use super::none_of;
use super::source::{files, shown};

/// Results that have no place of their own on the page, each with its reason.
const NOT_SHOWN: [(&str, &str); 1] = [(
    "capacity.records_per_year",
    "a step to the records over the horizon, whose work shows it",
)];

/// The results of each estimate, by the name of its file below `src/estimate`.
fn results() -> Vec<(&'static str, &'static [&'static Formula])> {
    let others = [
        ("architecture", estimate::architecture::RESULTS),
        ("cost", estimate::cost::RESULTS),
        ("data_model", estimate::data_model::RESULTS),
        ("data_model/disk", estimate::data_model::disk::RESULTS),
        ("notes", estimate::notes::RESULTS),
        ("reliability", estimate::reliability::RESULTS),
        ("services", estimate::services::RESULTS),
        ("topics", estimate::topics::RESULTS),
        ("whatif", estimate::whatif::RESULTS),
    ];
    [estimate::capacity::RESULTS, &others].concat()
}

/// Every declaration of a field: the single ones, and the columns of each table.
fn all_specs() -> Vec<&'static Spec> {
    let columns = all_tables().into_iter().flat_map(|table| (table.specs)());
    all_fields()
        .into_iter()
        .map(|field| &field.spec)
        .chain(columns)
        .collect()
}

/// Where a key such as `capacity.dau` is written down, as `file:line`, for a message.
fn place(key: &str) -> String {
    let (owner, member) = key.split_once('.').unwrap_or(("", key));
    let (record, section) = (format!(" as \"{owner}\" {{"), format!(" at {owner} {{"));
    for path in files("src/model", &["rs"]) {
        let text = fs::read_to_string(&path).unwrap();
        let begins = |line: &str| line.ends_with(&record) || line.ends_with(&section);
        let skipped = text.lines().take_while(|line| !begins(line)).count();
        let mut after = text.lines().enumerate().skip(skipped);
        let declared = |line: &str| line.trim_start().starts_with(&format!("{member}: "));
        if let Some((at, _)) = after.find(|(_, line)| declared(line)) {
            return format!("{}:{}", shown(&path), at + 1);
        }
    }
    "src".to_owned()
}

#[test]
fn every_field_says_what_it_is() {
    let mut found = Vec::new();
    for spec in all_specs() {
        let mut says =
            |what: &str| found.push(format!("{}: `{}` {what}", place(spec.key), spec.key));
        for (part, text) in [
            ("label", spec.label),
            ("unit", spec.unit()),
            ("help", spec.help),
        ] {
            if text.trim().is_empty() {
                says(&format!("has no {part}"));
            }
        }
        if !spec.help.ends_with('.') {
            says("has a help that does not end with a full stop");
        }
        if spec
            .assumed
            .is_some_and(|assumed| assumed.why.trim().is_empty())
        {
            says("assumes something without saying why");
        }
    }
    for table in all_tables() {
        for (part, text) in [
            ("title", table.title),
            ("word for a row", table.row),
            ("help", table.help),
        ] {
            if text.trim().is_empty() {
                found.push(format!(
                    "{}: the table `{}` has no {part}",
                    place(table.key),
                    table.key
                ));
            }
        }
        if !table.help.ends_with('.') {
            found.push(format!(
                "{}: the help of `{}` does not end with a full stop",
                place(table.key),
                table.key
            ));
        }
    }
    none_of(&found, "Fill in the declaration; the help is a sentence.");
}

#[test]
fn every_key_is_there_once() {
    let mut seen = HashSet::new();
    let tables = all_tables();
    let results = results()
        .into_iter()
        .flat_map(|(_, results)| results.iter().map(|formula| formula.key));
    let keys = all_specs()
        .into_iter()
        .map(|spec| spec.key)
        .chain(tables.iter().map(|table| table.key))
        .chain(results);
    let twice: Vec<String> = keys
        .filter(|key| !seen.insert(*key))
        .map(|key| format!("{}: `{key}` is there twice", place(key)))
        .collect();
    none_of(
        &twice,
        "Keys are names in files: give one of the two another name.",
    );
}

#[test]
fn what_is_assumed_and_what_is_shown_as_an_example_can_be_entered() {
    let mut found = Vec::new();
    for spec in all_specs() {
        let assumed = Book::ALL
            .into_iter()
            .filter_map(|book| Some(("assumption", spec.taken_by(book)?.0)));
        let example = (!spec.example.is_empty()).then_some(("example", spec.example));
        let tiers = Book::ALL
            .into_iter()
            .flat_map(|book| spec.price.map_or(&[][..], |price| price.tiers(book)))
            .map(|tier| ("tier", tier.text));
        for (what, text) in assumed.chain(example).chain(tiers) {
            if let Some(why) = refused(spec, text) {
                found.push(format!(
                    "{}: the {what} “{text}” of `{}`: {why}",
                    place(spec.key),
                    spec.key
                ));
            }
        }
        if spec.bounds.is_some_and(|(least, greatest)| {
            least.is_nan() || greatest.is_nan() || least > greatest
        }) {
            found.push(format!(
                "{}: the bounds of `{}` leave nothing",
                place(spec.key),
                spec.key
            ));
        }
    }
    none_of(
        &found,
        "Write it as a person would type it, within the bounds; or widen the bounds.",
    );
}

/// Why a field would not take a text.
fn refused(spec: &Spec, text: &str) -> Option<String> {
    match spec.input {
        Input::Quantity(_) | Input::Curve => {
            match estimate::read(spec, text, &Conventions::EXACT) {
                Reading::Value(_) => None,
                Reading::Empty => Some("it is empty".to_owned()),
                Reading::Invalid(why) => Some(why),
            }
        }
        Input::Choice(choices) if !choices.iter().any(|(value, _)| *value == text) => {
            Some("it is none of the choices".to_owned())
        }
        _ => None,
    }
}

#[test]
fn a_choice_has_each_of_its_values_once() {
    let mut found = Vec::new();
    for spec in all_specs() {
        if let Input::Choice(choices) = spec.input {
            let values: HashSet<&str> = choices.iter().map(|(value, _)| *value).collect();
            let labels: HashSet<&str> = choices.iter().map(|(_, label)| *label).collect();
            if values.len() < choices.len() || labels.len() < choices.len() || labels.contains("") {
                found.push(format!(
                    "{}: the choices of `{}`",
                    place(spec.key),
                    spec.key
                ));
            }
        }
    }
    none_of(&found, "Give each choice a value and a label of its own.");
}

/// What stands on the page: tables with a home, fields and results, by key, and how often.
#[derive(Default)]
struct Shown {
    homes: HashMap<&'static str, usize>,
    fields: HashSet<&'static str>,
    results: HashSet<&'static str>,
}

fn shown_on_the_page() -> Shown {
    let mut shown = Shown::default();
    let mut home = |table: &'static Table| *shown.homes.entry(table.key).or_default() += 1;
    for item in Section::ALL
        .into_iter()
        .flat_map(outline::blocks)
        .flat_map(|block| block.items)
    {
        let results: &[&Formula] = match item {
            Item::Fields(fields) => {
                shown
                    .fields
                    .extend(fields.iter().map(|field| field.spec.key));
                &[]
            }
            Item::Table(table, results) => {
                home(table);
                results
            }
            Item::Columns {
                table,
                home: at_home,
                results,
                ..
            } => {
                if *at_home {
                    home(table);
                }
                results
            }
            Item::Entities => {
                home(&data_model::ENTITIES);
                home(&data_model::ATTRIBUTES);
                // Its rows end with these.
                &[
                    &estimate::data_model::ROW_SIZE,
                    &estimate::data_model::TABLE_SIZE,
                ]
            }
            Item::Results(results) | Item::RowResults(_, results) => results,
            Item::Total(result) => std::slice::from_ref(result),
            Item::Hint(_)
            | Item::Advice(_)
            | Item::Schema
            | Item::Picture
            | Item::Sql
            | Item::OpenApi
            | Item::Diagram
            | Item::Flow
            | Item::Reference(_)
            | Item::Proposals(_)
            | Item::View(_)
            | Item::Chart(_)
            | Item::Written => &[],
        };
        shown
            .results
            .extend(results.iter().map(|formula| formula.key));
    }
    shown
        .results
        .extend(outline::KEY_NUMBERS.iter().map(|(_, formula)| formula.key));
    shown
}

#[test]
fn every_table_has_one_home() {
    // The actions stand under both of their headings.
    const TWICE: [&str; 1] = ["apis.actions"];
    let shown = shown_on_the_page();
    let mut found = Vec::new();
    for table in all_tables() {
        let homes = shown.homes.get(table.key).copied().unwrap_or(0);
        if homes == 0 || homes > 1 + usize::from(TWICE.contains(&table.key)) {
            found.push(format!(
                "{}: the table `{}` stands in the outline {homes} times",
                place(table.key),
                table.key
            ));
        }
    }
    none_of(
        &found,
        "Give each table one Item::Table, or one Item::Columns with `home: true`, in src/outline.",
    );
}

#[test]
fn every_field_stands_on_the_page() {
    let shown = shown_on_the_page();
    let mut found = Vec::new();
    for field in all_fields() {
        let key = field.spec.key;
        // The conventions stand in the top line of the page.
        if !key.starts_with("conventions.") && !shown.fields.contains(key) {
            found.push(format!(
                "{}: `{key}` stands nowhere in the outline",
                place(key)
            ));
        }
    }
    none_of(
        &found,
        "Put it under its heading with Item::Fields, in src/outline.",
    );
}

#[test]
fn every_result_stands_on_the_page() {
    let shown = shown_on_the_page();
    let mut found = Vec::new();
    for (name, results) in results() {
        for formula in results {
            let excepted = NOT_SHOWN.iter().any(|(key, _)| *key == formula.key);
            match (shown.results.contains(formula.key), excepted) {
                (false, false) => found.push(format!(
                    "src/estimate/{name}.rs:1: `{}` is not shown",
                    formula.key
                )),
                (true, true) => found.push(format!(
                    "tests/tidy/declarations.rs:1: `{}` is shown after all",
                    formula.key
                )),
                _ => {}
            }
        }
    }
    none_of(
        &found,
        "Put it under its heading with Item::Results in src/outline, or name the reason in NOT_SHOWN.",
    );
}

#[test]
fn every_result_says_what_it_is() {
    let mut found = Vec::new();
    for (name, results) in results() {
        for formula in results {
            if formula.name.is_empty() || !formula.help.ends_with('.') {
                found.push(format!(
                    "src/estimate/{name}.rs:1: `{}` lacks a name or a sentence of help",
                    formula.key
                ));
            }
        }
    }
    none_of(&found, "Fill in the declaration; the help is a sentence.");
}

#[test]
fn every_estimate_is_looked_at_here() {
    let mut found = Vec::new();
    for path in files("src/estimate", &["rs"]) {
        let text = fs::read_to_string(&path).unwrap();
        let path = shown(&path);
        let name = path
            .trim_start_matches("src/estimate/")
            .trim_end_matches(".rs")
            .trim_end_matches("/mod");
        let declares = text.lines().any(|line| line.starts_with("results! {"));
        if declares && !results().iter().any(|(known, _)| *known == name) {
            found.push(format!("{path}:1: its results are not looked at"));
        }
    }
    none_of(&found, "Add it to `results` in tests/tidy/declarations.rs.");
}
