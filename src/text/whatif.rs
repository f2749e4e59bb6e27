//! What if, in words: the scenarios side by side, what breaks first, and the answers, each as a table of texts.

use super::grid::{Cell, Grid};
use crate::estimate::whatif::{
    Answer, Break, Column, Found, LIMITS, Limit, MOST, Passed, SHOWN, answers, bound, breaks,
    breaks_of, columns, passed, users,
};
use crate::estimate::{Estimate, capacity as c};
use crate::formula::{Formula, Key, Origin, Samples, Unsolved};
use crate::model::whatif::GOALS;
use crate::model::{Document, capacity, cost};
use crate::outline::{COMPARED, KEY_NUMBERS, View};
use crate::quantity::{Kind, Quantity, show};

/// A part of what if; none where the table is of something else.
pub(super) fn grid(view: View, doc: &Document, estimate: &Estimate) -> Option<Grid> {
    Some(match view {
        View::Comparison => comparison(doc),
        View::Limits => limits(doc, estimate),
        View::Answers => solved(doc, estimate),
        _ => return None,
    })
}

/// A number of times, such as `×3.8`.
fn times(factor: f64, estimate: &Estimate) -> String {
    let conv = estimate.graph().conventions();
    // Shown as a count: of a million users nobody wants to read a power of ten.
    format!("×{}", show(&Quantity::scalar(factor), Kind::Count, conv))
}

/// The daily users with so many times as many, where somebody entered how many there are.
fn people(factor: f64, estimate: &Estimate) -> Option<String> {
    let users = users(estimate, factor)?;
    Some(show(&users, Kind::Users, estimate.graph().conventions()))
}

/// What stands where there is nothing to say.
fn or_dash(text: Option<String>) -> String {
    text.unwrap_or_else(|| "–".to_owned())
}

fn comparison(doc: &Document) -> Grid {
    let columns = columns(doc);
    let Some(base) = columns.first() else {
        return Grid::default();
    };
    let sampled: Vec<Samples> = columns.iter().map(sampled).collect();
    let of_all = || columns.iter().zip(&sampled);
    let row = |name: &str, formula: &'static Formula| {
        let cells = of_all().map(|(column, samples)| Cell {
            text: with_range(column, samples, formula),
            mark: mark(column, base, formula),
        });
        [name.into()].into_iter().chain(cells).collect()
    };
    // The users are no result, and yet what a scenario is mostly about.
    let mut of_people = vec![Cell::from(capacity::DAU.spec.label)];
    of_people.extend(of_all().map(|(column, samples)| {
        let (now, then) = (users(&base.estimate, 1.0), users(&column.estimate, 1.0));
        let factor = now.zip(then).map(|(now, then)| then.value / now.value);
        let range = column.estimate.range_shown(USERS, samples);
        Cell {
            text: in_parentheses(or_dash(people(1.0, &column.estimate)), &range),
            mark: factor.map_or_else(String::new, |factor| arrow(factor, &base.estimate)),
        }
    }));
    let key = KEY_NUMBERS
        .iter()
        .map(|(_, formula)| row(formula.name, formula));
    let more = COMPARED.iter().map(|formula| row(formula.name, formula));
    let mut beyond = vec![Cell::from("Limits passed")];
    beyond.extend(columns.iter().map(|column| {
        let names: Vec<&str> = passed(&column.estimate).map(|limit| limit.name).collect();
        match names.join("; ") {
            none if none.is_empty() => Cell::from("none"),
            names => names.into(),
        }
    }));
    let hidden = doc.whatif.scenarios.len().saturating_sub(SHOWN);
    Grid {
        head: ["Result".to_owned()]
            .into_iter()
            .chain(columns.iter().map(|column| column.name.clone()))
            .collect(),
        rows: [of_people]
            .into_iter()
            .chain(key)
            .chain(more)
            .chain([beyond])
            .collect(),
        note: noted(hidden, sampled.iter().any(|samples| !samples.is_empty())),
    }
}

/// The daily users, as a node.
const USERS: Key = (capacity::DAU.spec.key, 0);

/// What is to be known of the table.
fn noted(hidden: usize, ranged: bool) -> String {
    let mut note = String::new();
    if hidden > 0 {
        note = format!("The first {SHOWN} scenarios stand here; {hidden} more do not.");
    }
    if ranged {
        let gap = if note.is_empty() { "" } else { " " };
        note += gap;
        note += "In parentheses: between which ends nine of ten cases lie.";
    }
    note
}

/// The ranges of what is compared, where something of a column was entered as one.
fn sampled(column: &Column) -> Samples {
    if column.estimate.ranged().is_empty() {
        return Samples::default();
    }
    let compared = COMPARED.iter().copied();
    let formulas = KEY_NUMBERS.iter().map(|(_, formula)| *formula);
    let keys = formulas.chain(compared).map(|formula| (formula.key, 0));
    let keys: Vec<Key> = keys.chain([USERS]).collect();
    column.estimate.graph().sample(&keys)
}

/// A result of a column, and between which ends it lies.
fn with_range(column: &Column, samples: &Samples, formula: &Formula) -> String {
    let range = column.estimate.range_shown((formula.key, 0), samples);
    in_parentheses(column.estimate.shown_alone(formula, 0), &range)
}

fn in_parentheses(text: String, range: &str) -> String {
    if range.is_empty() {
        text
    } else {
        [&text, " (", range, ")"].concat()
    }
}

/// How a result of a scenario differs from the base's.
fn mark(column: &Column, base: &Column, formula: &Formula) -> String {
    if !column.differs(base, formula) {
        return String::new();
    }
    match column.times(base, formula) {
        Some(factor) => arrow(factor, &base.estimate),
        None => "≠".to_owned(),
    }
}

fn arrow(factor: f64, estimate: &Estimate) -> String {
    let sign = if factor > 1.0 { "▲" } else { "▼" };
    match times(factor, estimate) {
        _ if !factor.is_finite() || (factor - 1.0).abs() <= 1e-9 => String::new(),
        // The difference is too small to be seen in the digits that are shown.
        same if same == "×1" => sign.to_owned(),
        factor => format!("{sign} {factor}"),
    }
}

fn limits(doc: &Document, estimate: &Estimate) -> Grid {
    let row = |found: &Break| {
        let limit = found.limit;
        let (when, users) = match found.passed {
            Passed::After(factor) if factor < 1.0 => (
                format!("▲ passed already, at {}", times(factor, estimate)),
                people(factor, estimate),
            ),
            Passed::After(factor) => (times(factor, estimate), people(factor, estimate)),
            Passed::Always => ("▲ passed already".to_owned(), Some("any".to_owned())),
            Passed::Never => (format!("not within {}", times(MOST, estimate)), None),
            Passed::NoBound => ("no limit entered".to_owned(), None),
            Passed::Unknown => ("not known yet".to_owned(), None),
        };
        let bound = or_dash(goes_to(limit, estimate));
        let now = estimate.shown_alone(limit.result, 0);
        [
            limit.name.to_owned(),
            when,
            or_dash(users),
            now,
            bound,
            limit.remedy.to_owned(),
        ]
        .map(Cell::from)
        .to_vec()
    };
    Grid {
        head: [
            "Limit",
            "Passed at",
            "Daily users",
            "Now",
            "Goes to",
            "What to do",
        ]
        .map(str::to_owned)
        .to_vec(),
        rows: breaks(doc, estimate).iter().map(row).collect(),
        note: String::new(),
    }
}

/// How far a limit goes: all machines together, and each where there are several; or what stands there that grows with
/// the users, and is no limit.
fn goes_to(limit: &Limit, estimate: &Estimate) -> Option<String> {
    let graph = estimate.graph();
    let node = estimate.input(limit.bound.spec.key, 0)?;
    node.value?;
    let Some(found) = bound(limit, estimate) else {
        return Some(graph.shown(node));
    };
    let conv = graph.conventions();
    let all = show(&found.value, node.kind, conv);
    if found.machines <= 1.0 {
        return Some(all);
    }
    let machines = show(&Quantity::scalar(found.machines), Kind::Count, conv);
    let each = show(&found.each, node.kind, conv);
    Some(format!("{all}, {machines} × {each}"))
}

/// The most users for a budget, for one primary and for the latency target, then the questions.
fn solved(doc: &Document, estimate: &Estimate) -> Grid {
    let asked = [
        ("Most users for the budget", cost::BUDGET.spec.key),
        (
            "Most users for one database primary",
            capacity::NODE_WRITES.spec.key,
        ),
        (
            "Most users for the target latency",
            capacity::LATENCY_TARGET.spec.key,
        ),
    ];
    let limits = asked
        .into_iter()
        .filter_map(|(_, key)| LIMITS.iter().find(|limit| limit.bound.spec.key == key));
    let mut rows: Vec<Vec<Cell>> = asked
        .into_iter()
        .zip(breaks_of(limits, doc, estimate))
        .map(|((name, _), found)| vec![name.into(), most(&found, estimate).into()])
        .collect();
    rows.extend(answers(doc, estimate).iter().map(|answer| {
        let question = GOALS.row_name(doc, answer.row);
        vec![question.into(), said(answer, estimate).into()]
    }));
    Grid {
        head: ["Question", "Answer"].map(str::to_owned).to_vec(),
        rows,
        note: String::new(),
    }
}

/// How far the users may grow before a limit is passed.
fn most(found: &Break, estimate: &Estimate) -> String {
    let limit = found.limit;
    let bound = goes_to(limit, estimate).unwrap_or_default();
    match found.passed {
        Passed::After(factor) => format!("{}, for {bound}", so_many(factor, estimate)),
        Passed::Always => format!("none: {} is always more than {bound}", limit.result.name),
        Passed::Never => {
            // Only of servers that do not grow with the users there can be too few.
            let own = estimate.input(capacity::OWN_SERVERS.spec.key, 0);
            let grows = own.is_none_or(|own| own.origin != Origin::Given);
            let servers = if grows && limit.result == &c::LATENCY_P99 {
                ", if servers grow with them"
            } else {
                ""
            };
            format!(
                "as many as you like: {} stays within {bound}{servers}",
                limit.result.name
            )
        }
        Passed::NoBound => format!("enter “{}” first", limit.bound.spec.label),
        Passed::Unknown => format!("not known: “{}” has no value yet", limit.result.name),
    }
}

/// A number of users, by how many times and how many.
fn so_many(factor: f64, estimate: &Estimate) -> String {
    let times = times(factor, estimate);
    match people(factor, estimate) {
        None => format!("{times} the users"),
        Some(people) => format!("{people} a day ({times})"),
    }
}

/// An answer as a sentence.
fn said(answer: &Answer, estimate: &Estimate) -> String {
    let graph = estimate.graph();
    let result = answer.result.name;
    let conv = graph.conventions();
    let target = show(&answer.target, answer.result.kind, conv);
    let what = answer.input.map_or("the users", |spec| spec.label);
    let nearest = |value: &Quantity| show(value, answer.result.kind, conv);
    match &answer.found {
        Ok(Found {
            value,
            times: factor,
            at_most,
        }) => {
            let bound = if *at_most { "at most" } else { "at least" };
            let kind = answer.input.and_then(crate::model::Spec::kind);
            let value = match (value.zip(kind), factor, answer.input) {
                (Some((value, kind)), Some(factor), _) => {
                    format!(
                        "{} ({})",
                        show(&value, kind, conv),
                        times(*factor, estimate)
                    )
                }
                (Some((value, kind)), None, _) => show(&value, kind, conv),
                (None, Some(factor), None) => so_many(*factor, estimate),
                (None, Some(factor), Some(_)) => times(*factor, estimate),
                (None, None, _) => or_dash(None),
            };
            format!("{what}: {bound} {value}; {result} then stays within {target}")
        }
        Err(Unsolved::Independent) => format!("{result} does not depend on {what}"),
        Err(Unsolved::AtLeast(least)) => format!(
            "not by {what} alone: {result} is always more than {target}, at least {}",
            nearest(least)
        ),
        Err(Unsolved::AtMost(most)) => format!(
            "{result} never reaches {target} by {what} alone; it is at most {}",
            nearest(most)
        ),
        Err(Unsolved::NoValue) => format!("{result} has no value yet"),
        Err(Unsolved::Units(mismatch)) => mismatch.to_string(),
    }
}
