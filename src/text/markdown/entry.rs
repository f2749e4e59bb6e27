//! What stands in a field or a cell: given, assumed, derived, unknown, and what was not understood.

use super::Page;
use super::escape::{cell, line};
use super::numbers::listed;
use crate::estimate::{Reading, read};
use crate::formula::Origin;
use crate::model::conventions::Work;
use crate::model::summary::SUMMARY;
use crate::model::{Document, Field, Id, Input, Spec};

/// What stands where nothing is known.
pub(super) const UNKNOWN: &str = "–";

impl Page<'_> {
    /// A bullet for each field; a long text as its own paragraphs.
    pub(super) fn fields(&mut self, fields: &[&'static Field<Document>], heading: &str) {
        let mut after_list = false;
        for field in fields {
            let (spec, text) = (&field.spec, (field.get)(self.doc));
            let long = matches!(spec.input, Input::Text) && !text.trim().is_empty();
            if long {
                self.gap();
                if spec.label != heading {
                    self.push(&["**", spec.label, "**\n\n"]);
                }
                self.push(&[&super::escape::paragraphs(text), "\n"]);
                after_list = super::escape::ends_in_list(text);
            } else if self.written && spec.key == SUMMARY.spec.key {
                // Something stands in its place already.
            } else {
                if std::mem::take(&mut after_list) {
                    // Or else the bullets below would go on with a list that the text ends with.
                    self.push(&["<!-- -->\n\n"]);
                }
                let entry = self.entry(spec, text);
                self.push(&["- ", spec.label, ": ", &entry, "\n"]);
            }
        }
    }

    /// The entry of a field, with where it comes from.
    fn entry(&self, spec: &'static Spec, text: &str) -> String {
        match spec.input {
            Input::Line | Input::Text if text.trim().is_empty() => UNKNOWN.to_owned(),
            Input::Line | Input::Text => line(text),
            Input::Choice(_) => match line(spec.choice_label(text.trim())) {
                label if label.is_empty() => UNKNOWN.to_owned(),
                label => label,
            },
            Input::Reference(table) => table
                .referred(self.doc, text)
                .map_or_else(|| UNKNOWN.to_owned(), |name| line(&name)),
            Input::Quantity(_) | Input::Curve if text.trim().is_empty() => self.not_entered(spec),
            Input::Quantity(_) | Input::Curve => match self.refused(spec, text, 0) {
                Some(message) => format!("“{}” – not understood: {}", line(text), line(&message)),
                None => line(text),
            },
        }
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
            Origin::Derived if self.doc.work_shown() < Work::Full => {
                format!("{} (derived)", line(&graph.shown(node)))
            }
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
        match spec.input {
            Input::Choice(_) => cell(spec.choice_label(text.trim())),
            Input::Reference(table) => table
                .referred(self.doc, text)
                .map_or_else(String::new, |name| cell(&name)),
            Input::Quantity(_) if !text.trim().is_empty() => match self.refused(spec, text, row) {
                Some(message) => format!("“{}” – not understood: {}", cell(text), cell(&message)),
                None => cell(text),
            },
            Input::Quantity(_) if spec.optional => match self.estimate.derived(spec.key, row) {
                Some(shown) => cell(&format!("{shown} (derived)")),
                None => String::new(),
            },
            _ => cell(text),
        }
    }
}
