//! From the text of a field to a quantity: read, checked against its unit and its bounds.

use crate::model::{Input, Spec};
use crate::quantity::{Conventions, Entry, Kind, Period, Quantity, number, parse_entry, show};
use crate::theory::traffic;

/// What a field's text came to.
#[derive(Clone, Debug, PartialEq)]
pub enum Reading {
    /// Nothing was entered, or the field takes no number.
    Empty,
    /// A number that makes sense, or a range of them.
    Value(Entry),
    /// Not understood; the message says what is expected.
    Invalid(String),
}

/// Reads the text of a field.
///
/// ```
/// use envelope::{estimate::{Reading, read}, model::capacity, quantity::Conventions};
/// let spec = &capacity::PEAK_FACTOR.spec;
/// assert!(matches!(read(spec, "3x", &Conventions::EXACT), Reading::Value(entry) if entry.value.value == 3.0));
/// assert!(matches!(read(spec, "2-4x", &Conventions::EXACT), Reading::Value(entry) if entry.spread.is_some()));
/// assert!(matches!(read(spec, "5 GB", &Conventions::EXACT), Reading::Invalid(_)));
/// ```
pub fn read(spec: &Spec, text: &str, conv: &Conventions) -> Reading {
    let Some(kind) = spec.kind() else {
        return Reading::Empty;
    };
    if text.trim().is_empty() {
        return Reading::Empty;
    }
    if matches!(spec.input, Input::Curve) {
        return curve(text);
    }
    match parse_entry(text, kind, conv) {
        Err(error) => Reading::Invalid(error.message),
        Ok(entry) => {
            let ends = entry.spread.map(|spread| [spread.low(), spread.high()]);
            let mut ends = ends.unwrap_or([entry.value.value; 2]).into_iter();
            let wrong = ends.find_map(|value| {
                let end = Quantity {
                    value,
                    ..entry.value
                };
                outside(spec, kind, end, *conv)
            });
            wrong.map_or(Reading::Value(entry), Reading::Invalid)
        }
    }
}

/// The peak factor of a day's curve: its busiest hour ÷ its mean.
fn curve(text: &str) -> Reading {
    let hours = match hours(text) {
        Ok(hours) => hours,
        Err(message) => return Reading::Invalid(message),
    };
    traffic::peak_factor(&hours).map_or_else(
        || Reading::Invalid(format!("All hours are zero. {CURVE}")),
        |peak| {
            Reading::Value(Entry {
                value: Quantity::scalar(peak),
                spread: None,
            })
        },
    )
}

/// The load of each hour of a day, as it was typed.
///
/// # Errors
/// What is wrong with the text, for people.
pub(super) fn hours(text: &str) -> Result<[f64; 24], String> {
    let texts = text.split(|c: char| c.is_whitespace() || c == ',' || c == ';');
    let mut hours = Vec::new();
    for text in texts.filter(|text| !text.is_empty()) {
        match number(text) {
            Some(load) => hours.push(load),
            None => return Err(format!("“{text}” is no load. {CURVE}")),
        }
    }
    hours
        .try_into()
        .map_err(|hours: Vec<f64>| format!("This has {} of 24 hours. {CURVE}", hours.len()))
}

/// What a curve looks like.
const CURVE: &str = "Write 24 numbers, the load of each hour from midnight on, in any unit.";

/// Why a value is outside the bounds of its field, if it is.
fn outside(spec: &Spec, kind: Kind, value: Quantity, conv: Conventions) -> Option<String> {
    let (least, greatest) = spec.bounds?;
    let base = if value.dim.time == 0 {
        value
    } else {
        value.in_period(Period::Second, &conv)
    };
    let bound = |value| show(&Quantity { value, ..base }, kind, &conv);
    if base.value < least {
        Some(format!("{} is at least {}.", spec.label, bound(least)))
    } else if base.value > greatest {
        Some(format!("{} is at most {}.", spec.label, bound(greatest)))
    } else {
        None
    }
}
