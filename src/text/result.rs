//! A result in words: what it lacks, and its work.

use crate::estimate::Estimate;
use crate::formula::{Formula, Trace};
use crate::model::Id;

/// What a result still needs, or what it had to leave out; empty where it lacks nothing.
pub fn lacks(estimate: &Estimate, formula: &Formula, row: Id) -> String {
    let Some(node) = estimate.result(formula, row) else {
        return String::new();
    };
    match (node.missing.is_empty(), node.value.is_some()) {
        (true, true) => String::new(),
        (true, false) => node.note.to_string(),
        (false, there) => {
            // Of hundreds only the first few are named.
            let first = &node.missing[..node.missing.len().min(SOME)];
            let names = some_of(&estimate.graph().names(first), node.missing.len());
            if there {
                format!("without {names}")
            } else {
                format!("needs {names}")
            }
        }
    }
}

/// The work behind a result, line by line: what kind of line it is, and its text.
pub fn work(formula: &Formula, trace: &Trace, shown: &str) -> Vec<[String; 2]> {
    let mut lines = vec![["help", formula.help].map(str::to_owned)];
    let mut line = |kind: &str, parts: &[&str]| lines.push([kind.to_owned(), parts.concat()]);
    if !trace.words.is_empty() {
        line("formula words", &[formula.name, " = ", &trace.words]);
    }
    if !trace.numbers.is_empty() {
        line("formula", &[&trace.numbers, " = ", shown]);
    }
    if !trace.exact.is_empty() {
        line("exact", &["in full: ", &trace.exact]);
    }
    for assumed in &trace.assumed {
        line("took", &["assumed: ", assumed]);
    }
    if !trace.missing.is_empty() {
        let missing = some_of(&trace.missing, trace.missing.len());
        line("took", &["missing: ", &missing]);
    }
    if !trace.trouble.is_empty() {
        line("took", &["no value: ", &trace.trouble]);
    }
    lines
}

/// So many names are written out.
const SOME: usize = 3;

/// The first few names; how many more there are.
fn some_of(names: &[String], all: usize) -> String {
    let first = names[..names.len().min(SOME)].join("; ");
    match all.saturating_sub(SOME) {
        0 => first,
        more => format!("{first} and {more} more"),
    }
}
