//! The estimate against published figures, on half-filled and on broken documents.
#![allow(clippy::unwrap_used, clippy::float_cmp)] // a test stops at the first failure; most figures are exact

mod costs;
mod laws;
mod partial;
mod prices;
mod published;
mod ranges;
mod sizes;
mod whatif;
mod whatif_laws;
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
