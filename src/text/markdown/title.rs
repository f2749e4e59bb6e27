//! The name of the design and the conventions of its numbers: what stands above the first section.

use super::Page;
use super::entry::chosen;
use super::escape::{heading, line};
use super::plain::{decode, exact, kept};
use super::values;
use crate::model::{Document, Field, Input, conventions::Conventions};

/// The name of a design that has none.
const UNTITLED: &str = "Untitled design";

/// What the line of the conventions begins with.
pub(super) const INTRODUCTION: &str = "High-level design (HLD).";

/// What that line ends with.
const RULE: &str = " Storage is sized from the average, capacity from the peak.";

/// What tells a convention that holds by itself from one that was chosen.
const ASSUMED: &str = " (assumed)";

impl Page<'_> {
    /// The name of the design, and how its numbers are to be read.
    pub(super) fn title(&mut self) {
        let title = &self.doc.title;
        let written = match title.as_str() {
            "" => UNTITLED.to_owned(),
            UNTITLED => exact(title),
            _ => kept(title, heading(title)),
        };
        self.push(&["# ", &written, "\n\n", INTRODUCTION]);
        for field in Conventions::FIELDS {
            let convention = convention(field, (field.get)(self.doc));
            self.push(&[" ", field.spec.label, ": ", &convention, "."]);
        }
        self.push(&[RULE, "\n\n"]);
    }
}

/// A convention that was chosen, or the one that holds.
fn convention(field: &Field<Document>, value: &str) -> String {
    let Input::Choice(choices) = field.spec.input else {
        return kept(value, line(value));
    };
    match field.spec.assumed.filter(|_| value.is_empty()) {
        Some(assumed) => chosen(choices, assumed.text, line) + ASSUMED,
        None => match chosen(choices, value, line) {
            // What another convention is called must not stand in the value of this one.
            label
                if values::text(&field.spec, &label, false) == value
                    && !label.contains(": ")
                    && !label.ends_with(ASSUMED) =>
            {
                label
            }
            _ => exact(value),
        },
    }
}

/// The title that a heading says.
pub(super) fn title(heading: &str) -> String {
    match heading {
        UNTITLED => String::new(),
        heading => decode(heading),
    }
}

/// The conventions that a line says: each with its text.
pub(super) fn conventions(line: &str) -> Vec<(&'static Field<Document>, String)> {
    let text = line.strip_prefix(INTRODUCTION).unwrap_or(line);
    let text = text.trim_end();
    let text = text.strip_suffix(RULE).unwrap_or(text);
    let place = |field: &'static Field<Document>| {
        let name = [" ", field.spec.label, ": "].concat();
        text.find(&name).map(|at| (at, at + name.len(), field))
    };
    let places: Vec<_> = Conventions::FIELDS
        .iter()
        .filter_map(|field| place(field))
        .collect();
    let value = |(_, from, field): &(usize, usize, &'static Field<Document>)| {
        let next = places.iter().map(|(at, ..)| *at).filter(|at| at >= from);
        let written = &text[*from..next.min().unwrap_or(text.len())];
        let written = written.strip_suffix('.').unwrap_or(written);
        let said = match written.strip_suffix(ASSUMED) {
            Some(assumed) => match values::text(&field.spec, assumed, false) {
                // Whoever has changed it means it.
                value if field.spec.assumed.is_some_and(|taken| taken.text == value) => {
                    String::new()
                }
                value => value,
            },
            None => values::text(&field.spec, written, false),
        };
        (*field, said)
    };
    places.iter().map(value).collect()
}
