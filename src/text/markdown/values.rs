//! From an entry as it stands in the Markdown to the text of the field or cell.

use super::plain::decode;
use crate::estimate::{Reading, read};
use crate::library::prices::Book;
use crate::model::{Input, Spec};
use crate::quantity::{Calendar, Conventions, DataUnits, show};

/// What stands where nothing is known.
pub(super) const UNKNOWN: &str = "–";

/// Between a number that was typed and the reason why it is none.
pub(super) const REFUSED: &str = "” – not understood: ";

/// The text of an entry; that of a reference, which is the name of a row, is what [`Names`](super::names::Names) are asked for.
pub(super) fn text(spec: &Spec, written: &str, in_cell: bool) -> String {
    match spec.input {
        Input::Choice(choices) => choice(choices, written),
        Input::Quantity(_) | Input::Curve => number(spec, written),
        _ if written == UNKNOWN && !in_cell => String::new(),
        _ => decode(written),
    }
}

/// The stored value of what was chosen. What is none of the choices is kept as it is.
fn choice(choices: &[(&str, &str)], written: &str) -> String {
    let said = decode(written);
    // What begins so is no label: see `plain::exact`.
    if written.starts_with("&#") {
        return said;
    }
    let of_label = |same: &dyn Fn(&str) -> bool| {
        let found = choices.iter().find(|(_, label)| same(label));
        found.map(|(value, _)| (*value).to_owned())
    };
    let exact = of_label(&|label| label == said);
    // Two of the same label are told apart by their values.
    let by_value = || {
        let (label, value) = said.strip_suffix(')')?.rsplit_once(" (")?;
        let found = choices.iter().find(|choice| **choice == (value, label));
        found.map(|(value, _)| (*value).to_owned())
    };
    if let Some(value) = exact.or_else(by_value) {
        return value;
    }
    if said == UNKNOWN {
        return String::new();
    }
    of_label(&|label| label.eq_ignore_ascii_case(&said)).unwrap_or(said)
}

/// What was typed for a number: nothing where it was assumed, derived or unknown.
fn number(spec: &Spec, written: &str) -> String {
    if written == UNKNOWN || written.starts_with("– (") {
        return String::new();
    }
    if let Some(rest) = written.strip_prefix('“')
        && let Some(end) = rest.find(REFUSED)
    {
        return decode(&rest[..end]);
    }
    // A name in what it is derived from may hold anything, also what looks like the end of the entry. What is typed like
    // that is no number, and stands in quotes.
    if written.contains(" (derived from ") || written.ends_with(" (derived)") {
        return String::new();
    }
    if let Some(value) = assumed(written) {
        // Whoever has changed the number means it.
        return if spec.assumed.is_none() || is_taken(spec, &value) {
            String::new()
        } else {
            value
        };
    }
    decode(written)
}

/// The number before the reason why it is assumed.
pub(super) fn assumed(written: &str) -> Option<String> {
    if written.starts_with("– (") {
        // What is unknown may need something with any name.
        return None;
    }
    let (value, _) = written.strip_suffix(')')?.split_once(" (assumed: ")?;
    // What is derived may follow from something with any name.
    (!value.contains(" (derived from ")).then(|| decode(value))
}

/// Whether this is what is taken where nothing is entered, by any price book and in any units.
fn is_taken(spec: &Spec, shown: &str) -> bool {
    let Some(kind) = spec.kind() else {
        return false;
    };
    let texts = Book::ALL.map(|book| spec.taken_by(book).map(|(text, _)| text));
    texts.into_iter().flatten().any(|text| {
        text == shown
            || conventions().any(|conv| match read(spec, text, &conv) {
                Reading::Value(entry) => show(&entry.value, kind, &conv) == shown,
                _ => false,
            })
    })
}

/// Every way of reading and showing numbers.
fn conventions() -> impl Iterator<Item = Conventions> {
    let units = [DataUnits::Decimal, DataUnits::Binary].into_iter();
    units.flat_map(|data| {
        let calendars = [Calendar::Exact, Calendar::Interview].into_iter();
        calendars.flat_map(move |calendar| {
            [3, 2].into_iter().map(move |digits| Conventions {
                data,
                calendar,
                digits,
            })
        })
    })
}
