//! The design in a few sentences, written from what stands in it.

use crate::estimate::Estimate;
use crate::model::{Document, row_name};
use crate::outline::KEY_NUMBERS;
use crate::review;

/// How many of a kind are named; the rest are counted.
const NAMED: usize = 3;

/// What the system does, what it takes, what was decided, and what is open, a sentence each; none of a design in
/// which there is nothing to sum up yet.
///
/// ```
/// use envelope::{estimate, model::{Document, requirements, tradeoffs}, text::summary};
/// let mut doc = Document::default();
/// doc.add_row_of(&requirements::FUNCTIONAL, &["Create a paste."]);
/// doc.add_row_of(&tradeoffs::TRADEOFFS, &["Where texts are kept", "", "Blob storage"]);
/// let said = summary::written(&doc, &estimate::of(&doc));
/// assert_eq!(said[0], "What it does: Create a paste.");
/// assert_eq!(said[1], "Decided: Where texts are kept → Blob storage.");
/// ```
pub fn written(doc: &Document, estimate: &Estimate) -> Vec<String> {
    let does = sentence("What it does", &does(doc), NAMED);
    let takes = sentence("Key numbers", &takes(estimate), KEY_NUMBERS.len());
    let decided = sentence("Decided", &decided(doc), NAMED + 2);
    let mut said: Vec<String> = [does, takes, decided].into_iter().flatten().collect();
    // That everything is open is no summary.
    if !said.is_empty() {
        said.extend(sentence("Open problems", &wrong(doc, estimate), NAMED));
        said.extend(sentence("Failures without an answer", &failing(doc), NAMED));
        said.extend(sentence("Unknown", &unknown(estimate), NAMED));
    }
    said
}

/// `Decided: this; that; and 2 more.`
fn sentence(what: &str, parts: &[String], named: usize) -> Option<String> {
    let first = parts.get(..parts.len().min(named))?;
    if first.is_empty() {
        return None;
    }
    let mut text = [what, ": ", &first.join("; ")].concat();
    if parts.len() > named {
        let more = (parts.len() - named).to_string();
        text.extend(["; and ", &more, " more"]);
    }
    text.push('.');
    Some(text)
}

/// A part of a sentence: on one line, without the full stop that it ends with.
fn part(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    text.trim_end_matches(['.', ';', ' ']).to_owned()
}

fn does(doc: &Document) -> Vec<String> {
    let wanted = doc.requirements.functional.iter();
    let wanted = wanted.filter(|wanted| wanted.scope.trim() != "out");
    let wanted = wanted.map(|wanted| part(&wanted.requirement));
    wanted.filter(|wanted| !wanted.is_empty()).collect()
}

/// The key numbers that there are.
fn takes(estimate: &Estimate) -> Vec<String> {
    let known = KEY_NUMBERS.iter().filter_map(|(label, formula)| {
        estimate.result(formula, 0)?.value?;
        Some([label, " ", &estimate.shown(formula, 0)].concat())
    });
    known.collect()
}

fn decided(doc: &Document) -> Vec<String> {
    let decided = doc.tradeoffs.tradeoffs.iter().filter_map(|row| {
        let (question, chosen) = (part(&row.decision), part(&row.chosen));
        let gap = if question.is_empty() { "" } else { " → " };
        (!chosen.is_empty()).then(|| [question, chosen].join(gap))
    });
    decided.collect()
}

fn wrong(doc: &Document, estimate: &Estimate) -> Vec<String> {
    let problems = review::problems(doc, estimate).into_iter();
    problems.map(|problem| part(&problem.title)).collect()
}

fn failing(doc: &Document) -> Vec<String> {
    let rows = doc.failures.failures.iter().enumerate();
    let failing = rows.filter(|(_, row)| row.mitigation.trim().is_empty());
    let named = failing.map(|(at, row)| {
        let (name, how) = (part(&row_name(&row.component, at + 1)), part(&row.failure));
        let gap = if how.is_empty() { "" } else { ", " };
        [name, how].join(gap)
    });
    named.collect()
}

/// The inputs that some key number lacks.
fn unknown(estimate: &Estimate) -> Vec<String> {
    let graph = estimate.graph();
    let mut unknown = Vec::new();
    for (_, formula) in KEY_NUMBERS {
        let missing = estimate
            .result(formula, 0)
            .map(|node| graph.names(&node.missing));
        for name in missing.unwrap_or_default() {
            let name = part(&name);
            if !unknown.contains(&name) {
                unknown.push(name);
            }
        }
    }
    unknown
}
