//! What holds for every document, however odd.

use super::{typed, value};
use crate::estimate::{
    self, Estimate, capacity, cost, data_model, notes, reliability, topics, whatif,
};
use crate::formula::Node;
use crate::model::tests::{any_document, any_text};
use crate::model::{Document, Id, Input, Table, all_fields, all_tables};
use crate::quantity::{Kind, Period, parse};
use proptest::prelude::*;
use std::collections::HashSet;

#[test]
fn every_key_is_used_once() {
    let fields = all_fields().into_iter().map(|field| field.spec.key);
    let cells = all_tables()
        .into_iter()
        .flat_map(|table| (table.specs)())
        .map(|spec| spec.key);
    let mut results = [
        cost::RESULTS,
        data_model::RESULTS,
        data_model::disk::RESULTS,
        reliability::RESULTS,
        topics::RESULTS,
        notes::RESULTS,
        whatif::RESULTS,
    ]
    .concat();
    for (_, of_file) in capacity::RESULTS {
        results.extend(*of_file);
    }
    let results = results.into_iter().map(|formula| formula.key);
    let mut seen = HashSet::new();
    for key in fields.chain(cells).chain(results) {
        assert!(seen.insert(key), "{key} is declared twice");
    }
}

/// Few, because unoptimised each document takes milliseconds; no file of past failures beside the sources:
/// a failure found is written down as a test.
pub(super) fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

/// What may stand after the number in a field of this kind; a `$` stands before it.
fn units(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Count | Kind::Users | Kind::Bits => &["", "k", "M"],
        Kind::Date => &[""],
        Kind::ActionRate => &["/user/day", "/user/month", "/s", "M/month", ""],
        Kind::Rate => &["/s", "/day", "M/month"],
        Kind::Data => &[" B", " KB", " MiB", " GB", " PB"],
        Kind::DataRate => &[" MB/s", " Gbps", " TB/day"],
        Kind::Latency => &[" ms", " s", ""],
        Kind::Span => &[" s", " hours", " days", " months", " years"],
        Kind::Factor => &["x", ""],
        Kind::Ratio => &[":1", ""],
        Kind::Share | Kind::Growth => &["%"],
        Kind::MonthlyCost => &["$/month", "$/hour", "$"],
        Kind::DataPrice => &["$/GB/month", "$/TB"],
        Kind::TrafficPrice => &["$/GB", "$"],
        Kind::UnitPrice => &["$", "$/1000"],
        Kind::Limit => &["", "k", "/s", "/user/minute", " ms", " s"],
    }
}

/// An entry before it is known in which field it stands: digits, decimals, the unit, the form, any text.
type Seed = (u32, u32, prop::sample::Index, u8, String);

/// What people type into a field of this kind, or nearly so: numbers, calculations, ranges, anything.
fn entry(input: Input, (digits, decimals, at, form, text): Seed) -> String {
    let kind = match input {
        Input::Choice(choices) if form > 1 => return choices[at.index(choices.len())].0.to_owned(),
        Input::Reference(_) if form > 1 => return at.index(60).to_string(),
        Input::Quantity(kind) if form > 1 => kind,
        _ => return text,
    };
    let unit = units(kind)[at.index(units(kind).len())];
    let with = |digits: u32| {
        let number = match (kind, form) {
            (Kind::Share, _) => format!("{}", f64::from(digits % 10_001) / 100.0),
            (Kind::Bits, _) => format!("{}", digits % 22),
            (Kind::Date, _) => format!("{digits:04}-{:02}-{:02}", decimals % 12 + 1, decimals + 1),
            (_, 2) => format!("{digits}e{decimals}"),
            (_, 3) => format!("{digits}e-{decimals}"),
            _ => format!("{digits}.{decimals}"),
        };
        match unit.strip_prefix('$') {
            Some(unit) => ["$", &number, unit].concat(),
            None => [&number, unit].concat(),
        }
    };
    let (one, more) = (with(digits), with(digits + decimals + 1));
    match form {
        4 => format!("{one} * {decimals}"),
        5 => format!("{one} / 7 + {more}"),
        6 => format!("2 * ({one} + {more})"),
        7 => format!("{one} - {more}"),
        8 => format!("{one} ± {decimals}%"),
        9 => format!("~{one}"),
        _ => one,
    }
}

/// A document with something in every field and in every cell, and three rows in each table.
fn full_document() -> impl Strategy<Value = Document> {
    let cells = all_tables().into_iter().map(|table| (table.specs)().len());
    let places = all_fields().len() + 3 * cells.sum::<usize>();
    let seed = (
        0..5_000_u32,
        0..20_u32,
        any::<prop::sample::Index>(),
        0..30_u8,
        any_text(),
    );
    proptest::collection::vec(seed, places).prop_map(|mut seeds| {
        let mut doc = Document::default();
        for field in all_fields() {
            *(field.get_mut)(&mut doc) = entry(field.spec.input, seeds.pop().unwrap());
        }
        for table in all_tables() {
            for _ in 0..3 {
                let specs = (table.specs)().into_iter();
                let texts: Vec<String> = specs
                    .map(|spec| entry(spec.input, seeds.pop().unwrap()))
                    .collect();
                let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
                doc.add_row_of(table, &texts);
            }
        }
        doc
    })
}

/// Every number is one, of a dimension that its kind allows, and written as one.
fn sound(estimate: &Estimate) -> Result<(), TestCaseError> {
    prop_assert_eq!(estimate.graph().faults(), &[] as &[String]);
    for node in estimate.graph().nodes() {
        if let Some(value) = node.value {
            prop_assert!(value.value.is_finite(), "{} is {}", node.name, value.value);
            prop_assert!(
                node.kind.dims().contains(&value.dim),
                "{} is a {}",
                node.name,
                value.dim.name()
            );
        }
        let trace = estimate.graph().trace(node.key);
        for text in [&trace.numbers, &trace.exact, &estimate.graph().shown(node)] {
            prop_assert!(
                !text.contains("NaN") && !text.contains("inf "),
                "{}: {text}",
                node.name
            );
        }
    }
    Ok(())
}

/// The rows of all tables.
fn rows(doc: &Document) -> Vec<(&'static Table, Id)> {
    let tables = all_tables().into_iter();
    tables
        .flat_map(|table| {
            (table.rows)(doc)
                .ids()
                .into_iter()
                .map(move |row| (table, row))
        })
        .collect()
}

/// What is shown of a result, read as it would be typed into a field of the same kind.
fn reads_back(estimate: &Estimate, node: &Node) -> Result<(), TestCaseError> {
    let conv = estimate.graph().conventions();
    let Some(value) = node.value else {
        return Ok(());
    };
    // Fields take nothing below zero, no share above the whole, and not everything; cents are rounded away.
    let (size, cents) = (value.value.abs(), value.dim.money != 0);
    // A date is as good as its day, and there is a last one.
    let day = if node.kind == Kind::Date {
        86_400.0
    } else {
        0.0
    };
    let beyond = size > 1e27
        || (size > 0.0 && size < 1e-27)
        || (node.kind == Kind::Share && size > 1.0)
        || (node.kind == Kind::Date && size > 9e15);
    if value.value < 0.0 || beyond || cents {
        return Ok(());
    }
    let shown = estimate.graph().shown(node);
    let again = parse(&shown, node.kind, conv);
    let again =
        again.map_err(|error| TestCaseError::fail(format!("{}: {shown}: {error}", node.name)))?;
    prop_assert_eq!(again.dim, value.dim);
    let value = value.in_period(again.period, conv).value;
    let rounding = if conv.digits == 2 { 0.0501 } else { 0.00501 };
    let off = (again.value - value).abs();
    prop_assert!(
        off <= (value.abs() * rounding).max(day),
        "{}: {shown} is not {value}",
        node.name
    );
    Ok(())
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn no_fault_and_no_odd_number(doc in any_document()) {
        sound(&estimate::of(&doc))?;
    }

    #[test]
    fn the_same_document_gives_the_same_numbers(doc in any_document()) {
        let values = |estimate: &Estimate| -> Vec<_> {
            estimate.graph().nodes().iter().map(|node| (node.key, node.value, node.note.clone())).collect()
        };
        prop_assert_eq!(values(&estimate::of(&doc)), values(&estimate::of(&doc.clone())));
    }

    #[test]
    fn what_is_shown_of_a_result_can_be_typed(doc in any_document()) {
        let estimate = estimate::of(&doc);
        for node in estimate.graph().nodes() {
            reads_back(&estimate, node)?;
        }
    }

    #[test]
    fn a_rate_is_the_same_in_whatever_unit_it_is_typed(per_day in 1..1_000_000_u32) {
        let with = |rate: String| {
            let rate: &str = &rate;
            estimate::of(&typed("exact", &[], &[["Write", "write", rate, "1 KB", "1 KB", "1 KB", ""]]))
        };
        let whole = f64::from(per_day);
        let day = with(format!("{per_day}/day"));
        for same in [format!("{}/hour", whole / 24.0), format!("{}/s", whole / 86_400.0), format!("{}/month", whole * 30.0), format!("{}/week", whole * 7.0)] {
            let other = with(same.clone());
            for formula in [&capacity::AVERAGE_QPS, &capacity::REQUESTS_PER_DAY, &capacity::STORAGE_PER_DAY, &capacity::INGRESS_PER_MONTH, &capacity::SERVERS] {
                let [day, other] = [&day, &other].map(|estimate| value(estimate, formula, 0, Period::Second).unwrap());
                prop_assert!((day - other).abs() <= 1e-9 * day, "{}: {day} of {per_day}/day, {other} of {same}", formula.name);
            }
        }
    }
}

proptest! {
    // These documents are large.
    #![proptest_config(cases(24))]

    #[test]
    fn whatever_stands_in_every_field_and_cell(doc in full_document()) {
        let estimate = estimate::of(&doc);
        sound(&estimate)?;
        for node in estimate.graph().nodes() {
            reads_back(&estimate, node)?;
        }
        let problems = crate::review::problems(&doc, &estimate);
        let wire = crate::desk::problems::texts(&problems);
        prop_assert_eq!(&crate::desk::problems::read(wire), &problems);
        let mut mended = doc.clone();
        for fix in problems.iter().filter_map(|problem| problem.fix.as_ref()) {
            fix.apply(&mut mended);
        }
        crate::review::problems(&mended, &estimate::of(&mended));
    }

    #[test]
    fn any_row_can_go(mut doc in full_document(), order in proptest::collection::vec(any::<prop::sample::Index>(), 4)) {
        for at in order {
            let rows = rows(&doc);
            let (table, row) = rows[at.index(rows.len())];
            doc.remove_row(table, row);
            let estimate = estimate::of(&doc);
            sound(&estimate)?;
            let specs = (table.specs)();
            for node in estimate.graph().nodes().iter().filter(|node| node.key.1 == row) {
                prop_assert!(specs.iter().all(|spec| spec.key != node.key.0), "{} is still there", node.name);
            }
            crate::review::problems(&doc, &estimate);
        }
        crate::text::markdown::render(&doc, &estimate::of(&doc));
    }
}
