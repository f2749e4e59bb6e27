//! Results with their work, and what was assumed on the way.

use super::Page;
use super::escape::line;
use crate::estimate::INSTEAD;
use crate::formula::{Formula, Origin, Trace};
use crate::model::Section;
use crate::model::conventions::Work;
use std::fmt::Write as _;

/// More missing inputs than this are counted, not named.
const NAMED: usize = 6;

/// Names, separated by semicolons, because the name of a cell has a comma; many of them cut short.
pub(super) fn listed(names: &[String]) -> String {
    let mut text = names
        .iter()
        .take(NAMED)
        .map(String::as_str)
        .collect::<Vec<_>>()
        .join("; ");
    if names.len() > NAMED {
        let _ = write!(text, "; and {} more", names.len() - NAMED);
    }
    text
}

/// What is missing, or why there is no value although nothing is.
fn lacking(trace: &Trace) -> String {
    let mut text = String::new();
    if !trace.trouble.is_empty() {
        text.push_str(" – ");
        text.push_str(&line(&trace.trouble));
    }
    if !trace.missing.is_empty() {
        text.push_str(if trace.exact.is_empty() {
            " – needs "
        } else {
            " – without "
        });
        text.push_str(&line(&listed(&trace.missing)));
    }
    text
}

impl Page<'_> {
    /// A bullet for each result: its value, the numbers put in, the formula in words, and what is missing.
    pub(super) fn results(&mut self, formulas: &[&'static Formula]) {
        for formula in formulas {
            let trace = self.estimate.trace(formula, 0);
            let value = self.estimate.shown(formula, 0);
            self.push(&["- **", formula.name, ": ", &value, "**"]);
            self.range(formula);
            let alone = self.estimate.shown_alone(formula, 0);
            let shows = self.doc.work_shown() >= Work::Short;
            if shows && !trace.exact.is_empty() && trace.numbers != alone {
                self.push(&[" = ", &line(&trace.numbers)]);
            }
            self.work(&trace, &alone);
        }
    }

    /// The total of a part, in the template's form: `2 × $92 /month = $184 /month`.
    pub(super) fn total(&mut self, formula: &'static Formula) {
        let trace = self.estimate.trace(formula, 0);
        let value = self.estimate.shown(formula, 0);
        // A part of a single number, such as the price of the queue, has nothing to calculate.
        let calculated = trace.words.contains(|c: char| "+−×÷".contains(c));
        if self.doc.work_shown() == Work::None || trace.exact.is_empty() || !calculated {
            self.push(&["- **Total: ", &value, "**"]);
        } else {
            self.push(&["- **Total: ", &line(&trace.numbers), " = ", &value, "**"]);
        }
        self.range(formula);
        self.work(&trace, &value);
    }

    /// How far a result may be off, where something was entered as a range.
    fn range(&mut self, formula: &Formula) {
        let range = self.estimate.range_shown((formula.key, 0), self.samples);
        if !range.is_empty() {
            self.push(&[" [90 %: ", &range, "]"]);
        }
    }

    fn work(&mut self, trace: &Trace, value: &str) {
        // A formula that is only what is missing says nothing.
        let says = trace.words != value && trace.words != listed(&trace.missing);
        if self.doc.work_shown() == Work::Full && says && !trace.words.is_empty() {
            self.push(&[" (", &line(&trace.words), ")"]);
        }
        self.push(&[&lacking(trace), "\n"]);
    }

    /// Every assumed value with its reason, and what is still unknown.
    pub(super) fn assumptions(&mut self) {
        let (graph, asks) = (self.estimate.graph(), self.asks());
        self.push(&["## Assumptions\n\nTaken where nothing was entered:\n\n"]);
        let assumed = graph
            .nodes()
            .iter()
            .filter(|node| node.origin == Origin::Assumed && node.key.1 != INSTEAD)
            // The limits of what if belong to no number of the design.
            .filter(|node| Section::of_key(node.key.0) != Some(Section::WhatIf) || asks);
        for node in assumed {
            self.push(&[
                "- ",
                &line(&node.name.to_string()),
                ": ",
                &line(&graph.shown(node)),
                " – ",
                &line(&node.note),
                "\n",
            ]);
        }
        self.push(&["\nStill unknown:\n\n"]);
        let unknown = self.unknown();
        if unknown.is_empty() {
            self.push(&["- nothing that a result needs\n"]);
        }
        for (name, note) in unknown {
            self.push(&[
                "- ",
                &name,
                if note.is_empty() {
                    ""
                } else {
                    " – not understood: "
                },
                &note,
                "\n",
            ]);
        }
        self.push(&["\n"]);
    }

    /// The inputs that some result lacks, with the reason where one was typed but not understood.
    fn unknown(&self) -> Vec<(String, String)> {
        let graph = self.estimate.graph();
        let mut seen = vec![false; graph.nodes().len()];
        let mut unknown = Vec::new();
        for node in graph.nodes().iter().filter(|node| node.key.1 != INSTEAD) {
            for missing in &node.missing {
                let input = graph.node(*missing);
                // An input lacks itself; what no result asks for is not missed.
                if input.key != node.key && !std::mem::replace(&mut seen[missing.place()], true) {
                    unknown.push((line(&input.name.to_string()), line(&input.note)));
                }
            }
        }
        unknown
    }
}
