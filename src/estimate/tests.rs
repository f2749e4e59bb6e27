//! The estimate by hand, on half-filled and on broken documents. Published figures: `tests/estimation.rs`.
#![allow(clippy::unwrap_used, clippy::float_cmp)] // a test stops at the first failure; most figures are exact

mod architecture;
mod blobs;
mod costs;
mod disk;
mod full;
mod ids;
mod laws;
mod loads;
mod monotone;
mod own;
mod partial;
mod prices;
mod ranges;
mod reliability;
mod services;
mod sizes;
mod stores;
mod topics;
mod upkeep;
mod whatif;
mod whatif_laws;
mod whatif_ranges;
mod whole;

use super::Estimate;
use crate::formula::{Formula, Key, Node};
use crate::model::{Document, Field, Id, apis};
use crate::quantity::{Calendar, Conventions, Period};

/// An action: name, read or write, rate, request, response, stored, kept in.
type Action<'t> = [&'t str; 7];

/// A document with these entries, as they would be typed.
fn typed(
    calendar: &str,
    fields: &[(&'static Field<Document>, &str)],
    actions: &[Action],
) -> Document {
    let mut doc = Document::default();
    calendar.clone_into(&mut doc.conventions.calendar);
    for (field, text) in fields {
        (field.get_mut)(&mut doc).push_str(text);
    }
    for [name, operation, rate, request, response, stored, store] in actions {
        doc.add_row_of(
            &apis::ACTIONS,
            &[
                name, "", "", "", operation, rate, request, response, stored, store,
            ],
        );
    }
    doc
}

/// The value of a result, in `period` where it has a time.
fn value(estimate: &Estimate, formula: &Formula, row: Id, period: Period) -> Option<f64> {
    let node = estimate.result(formula, row)?;
    node.value.map(|value| {
        value
            .in_period(period, estimate.graph().conventions())
            .value
    })
}

/// The node of this key.
fn node(estimate: &Estimate, key: Key) -> &Node {
    estimate
        .graph()
        .find(key)
        .unwrap_or_else(|| panic!("there is no {key:?}"))
}

type Entries<'t> = &'t [(&'static Field<Document>, &'t str)];

/// An estimate without a fault.
fn with(fields: Entries, actions: &[Action]) -> Estimate {
    let estimate = super::of(&typed("exact", fields, actions));
    assert_eq!(estimate.graph().faults(), &[] as &[String]);
    estimate
}

/// Nothing is at fault, and results of the whole document are shown like this.
#[track_caller]
fn shows(estimate: &Estimate, expected: &[(&'static Formula, &str)]) {
    assert_eq!(estimate.graph().faults(), &[] as &[String]);
    for (formula, text) in expected {
        assert_eq!(estimate.shown(formula, 0), *text, "{}", formula.name);
    }
}

/// The value of a result of the whole document, in seconds where it has a time.
fn get(estimate: &Estimate, formula: &Formula) -> Option<f64> {
    value(estimate, formula, 0, Period::Second)
}

/// The value of a cost of the whole document, by the month.
fn monthly(estimate: &Estimate, formula: &Formula) -> Option<f64> {
    value(estimate, formula, 0, Period::Month)
}

const READ: Action = ["Read", "read", "100/s", "", "1 KB", "", ""];
const WRITE: Action = ["Write", "write", "100/s", "1 KB", "", "1 KB", ""];

#[track_caller]
fn close(name: &str, actual: Option<f64>, expected: f64, tolerance: f64) {
    let actual = actual.unwrap_or_else(|| panic!("{name}: no value"));
    assert!(
        (actual - expected).abs() <= expected.abs() * tolerance,
        "{name}: {actual} instead of {expected}"
    );
}

#[test]
fn conventions_follow_the_document() {
    let doc = typed("interview", &[], &[]);
    let conv: Conventions = *super::of(&doc).graph().conventions();
    assert_eq!(conv.calendar, Calendar::Interview);
}
