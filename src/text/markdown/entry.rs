//! What stands in a field or a cell: given, assumed, derived, unknown, and what was not understood.
//!
//! Each is written so that [`values`] reads the text that was typed; where the usual form does not, as
//! [`exact`](super::plain::exact) has it.

use super::Page;
use super::escape::{cell, ends_in_list, line};
use super::known::BREAK;
use super::long;
use super::numbers::listed;
use super::plain::{exact, kept};
use super::values::{self, REFUSED, UNKNOWN};
use crate::estimate::{Reading, read};
use crate::formula::Origin;
use crate::model::{Document, Field, Id, Input, Spec, Table};
use crate::outline::Block;

impl Page<'_> {
    /// A bullet for each field; a long text as its own paragraphs.
    pub(super) fn fields(&mut self, fields: &[&'static Field<Document>], block: &Block) {
        let mut after_list = false;
        for field in fields {
            let (spec, text) = (&field.spec, (field.get)(self.doc));
            if matches!(spec.input, Input::Text) && !text.is_empty() {
                self.gap();
                if spec.label != block.heading {
                    self.push(&["**", spec.label, "**\n\n"]);
                }
                self.push(&[&long::write(text, block), "\n"]);
                after_list = ends_in_list(text);
                self.after_text = true;
            } else {
                if std::mem::take(&mut after_list) {
                    // Or else the bullets below would go on with a list that the text ends with.
                    self.push(&[BREAK, "\n\n"]);
                }
                let entry = self.entry(spec, text);
                self.push(&["- ", spec.label, ": ", &entry, "\n"]);
                self.after_text = false;
            }
        }
    }

    /// The entry of a field, with where it comes from.
    fn entry(&self, spec: &'static Spec, text: &str) -> String {
        let pretty = match spec.input {
            Input::Reference(table) => {
                return match self.referred(table, text, line) {
                    name if name.is_empty() => UNKNOWN.to_owned(),
                    name => name,
                };
            }
            Input::Line | Input::Text if text.is_empty() => UNKNOWN.to_owned(),
            Input::Line | Input::Text => line(text),
            Input::Choice(choices) => match chosen(choices, text, line) {
                label if label.is_empty() => UNKNOWN.to_owned(),
                label => label,
            },
            Input::Quantity(_) | Input::Curve if text.is_empty() => self.not_entered(spec),
            Input::Quantity(_) | Input::Curve => self.entered(spec, text, 0, line),
        };
        read_back(spec, pretty, text, false)
    }

    /// A number that was typed, with the reason why it is none.
    fn entered(
        &self,
        spec: &'static Spec,
        text: &str,
        row: Id,
        written: fn(&str) -> String,
    ) -> String {
        let typed = kept(text, written(text));
        let reason = if text.trim().is_empty() {
            None
        } else {
            self.refused(spec, text, row)
        };
        let Some(message) = reason else {
            return typed;
        };
        let with_reason = |typed: &str| ["“", typed, REFUSED, &written(&message)].concat();
        let pretty = with_reason(&typed);
        if values::text(spec, &pretty, row != 0) == text {
            pretty
        } else {
            with_reason(&exact(text))
        }
    }

    /// The row that a reference holds, by its name; nothing where there is none (any more).
    fn referred(&self, table: &'static Table, text: &str, written: fn(&str) -> String) -> String {
        let position = text.trim().parse().ok();
        let position = position.and_then(|id: Id| (table.rows)(self.doc).position(id));
        position.map_or_else(String::new, |at| {
            let names = self.names.iter().find(|(named, _)| *named == table);
            names.map_or_else(String::new, |(_, names)| {
                names.write(at, |name| kept(name, written(name)))
            })
        })
    }

    /// What holds in place of an empty field.
    fn not_entered(&self, spec: &'static Spec) -> String {
        let graph = self.estimate.graph();
        let Some(node) = graph.find((spec.key, 0)) else {
            return spec.assumed.map_or_else(
                || UNKNOWN.to_owned(),
                |taken| format!("{} (assumed: {})", line(taken.text), line(taken.why)),
            );
        };
        match node.origin {
            Origin::Assumed => format!(
                "{} (assumed: {})",
                line(&graph.shown(node)),
                line(&node.note)
            ),
            Origin::Derived => {
                let trace = graph.trace(node.key);
                format!(
                    "{} (derived from {})",
                    line(&graph.shown(node)),
                    line(&trace.words)
                )
            }
            _ => match listed(&graph.trace(node.key).missing) {
                needs if needs.is_empty() || needs == node.name.to_string() => UNKNOWN.to_owned(),
                needs => format!("{UNKNOWN} (needs {})", line(&needs)),
            },
        }
    }

    /// Why a number that was typed is not understood, if it is not.
    fn refused(&self, spec: &'static Spec, text: &str, row: Id) -> Option<String> {
        match self.estimate.input(spec.key, row) {
            Some(node) if node.origin == Origin::Given => None,
            Some(node) if !node.note.is_empty() => Some(node.note.to_string()),
            // A number that no result needs is not in the estimate.
            _ => match read(spec, text, self.estimate.graph().conventions()) {
                Reading::Invalid(message) => Some(message),
                _ => None,
            },
        }
    }

    /// The text of a cell.
    pub(super) fn cell(&self, spec: &'static Spec, text: &str, row: Id) -> String {
        let pretty = match spec.input {
            Input::Reference(table) => return self.referred(table, text, cell),
            Input::Choice(choices) => chosen(choices, text, cell),
            Input::Quantity(_) if !text.is_empty() => self.entered(spec, text, row, cell),
            Input::Quantity(_) if spec.optional => match self.estimate.derived(spec.key, row) {
                Some(shown) => cell(&format!("{shown} (derived)")),
                None => String::new(),
            },
            _ => cell(text),
        };
        read_back(spec, pretty, text, true)
    }
}

/// An entry in a form in which the text that was typed is read back.
fn read_back(spec: &Spec, pretty: String, text: &str, in_cell: bool) -> String {
    if values::text(spec, &pretty, in_cell) == text {
        pretty
    } else {
        exact(text)
    }
}

/// The label of what was chosen; with its value where another has the same.
pub(super) fn chosen(choices: &[(&str, &str)], value: &str, written: fn(&str) -> String) -> String {
    let known = choices.iter().position(|(known, _)| *known == value.trim());
    let Some(at) = known else {
        return written(value);
    };
    let (value, label) = choices[at];
    let first = choices.iter().position(|(_, other)| *other == label);
    if first == Some(at) {
        written(label)
    } else {
        written(&format!("{label} ({value})"))
    }
}
