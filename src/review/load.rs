//! Loads that are too much: servers that are too few, answers that are too late, keys that are too hot.

use super::{Problem, Severity, above};
use crate::estimate::Estimate;
use crate::estimate::capacity as results;
use crate::formula::Node;
use crate::model::{Address, Document, Id, Section, apis, capacity};

pub(super) fn problems(doc: &Document, estimate: &Estimate) -> Vec<Problem> {
    let mut found = Vec::new();
    found.extend(overloaded(doc, estimate));
    found.extend(late(doc, estimate));
    found.extend(hot(doc, estimate));
    found
}

fn problem(place: Address, title: &str, detail: String) -> Problem {
    Problem {
        severity: Severity::Error,
        section: Section::Capacity,
        place,
        title: title.to_owned(),
        detail,
        fix: None,
    }
}

/// More arrives at peak than the servers can answer.
fn overloaded(doc: &Document, estimate: &Estimate) -> Option<Problem> {
    let busy = estimate.result(&results::PEAK_UTILISATION, 0)?;
    if busy.value?.value < 1.0 {
        return None;
    }
    let shown = |node: &Node| estimate.graph().shown(node);
    let peak = estimate.result(&results::PEAK_QPS, 0)?;
    let servers = estimate.input(capacity::OWN_SERVERS.spec.key, 0)?;
    let each = estimate.input(capacity::SERVER_RATE.spec.key, 0)?;
    let place = if doc.capacity.own_servers.trim().is_empty() {
        &capacity::UTILISATION
    } else {
        &capacity::OWN_SERVERS
    };
    Some(problem(
        Address::Field(place),
        "More than the servers can answer",
        format!(
            "{} arrive at peak; {} × {} is all that the servers in use can answer: {} of it.",
            shown(peak),
            shown(servers),
            shown(each),
            shown(busy)
        ),
    ))
}

/// Answers that come later than their target: the mean of a read, or else the slowest p99 of the actions;
/// and each action that has a target of its own.
fn late(doc: &Document, estimate: &Estimate) -> Vec<Problem> {
    let mut found = Vec::new();
    let shown = |node: &Node| estimate.graph().shown(node);
    let general = estimate.input(capacity::LATENCY_TARGET.spec.key, 0);
    let mean = estimate.result(&results::LATENCY, 0);
    let column = apis::ACTIONS.column(apis::ACTION_TARGET.spec.key);
    let column = column.unwrap_or_default();
    let mut slowest: Option<(Id, &Node)> = None;
    for action in &doc.apis.actions {
        let Some(p99) = estimate.result(&results::ACTION_P99, action.id) else {
            continue;
        };
        let (table, row) = (&apis::ACTIONS, action.id);
        let own = estimate.input(apis::ACTION_TARGET.spec.key, row);
        match own {
            Some(target) if above(estimate, p99, target) => found.push(problem(
                Address::Cell { table, row, column },
                "Slower than its target",
                format!(
                    "99% of the calls of {} take up to {} at peak; the target is {}.",
                    table.row_name(doc, row),
                    shown(p99),
                    shown(target)
                ),
            )),
            None if slowest.is_none_or(|(_, before)| above(estimate, p99, before)) => {
                slowest = Some((row, p99));
            }
            _ => {}
        }
    }
    let Some(target) = general else {
        return found;
    };
    let place = Address::Field(&capacity::LATENCY_TARGET);
    match (mean, slowest) {
        (Some(mean), _) if above(estimate, mean, target) => found.push(problem(
            place,
            "Slower than its target",
            format!(
                "A read is expected to take {}; the target is {}. Raise the hit ratio or shorten a step.",
                shown(mean),
                shown(target)
            ),
        )),
        (_, Some((row, p99))) if above(estimate, p99, target) => found.push(problem(
            place,
            "p99 is slower than the target",
            format!(
                "99% of the calls of {} take up to {} at peak; the target is {}.",
                apis::ACTIONS.row_name(doc, row),
                shown(p99),
                shown(target)
            ),
        )),
        _ => {}
    }
    found
}

/// How many actions are within their targets at p99, and those that are not, with both numbers.
pub(super) fn within(doc: &Document, estimate: &Estimate) -> Option<String> {
    let shown = |node: &Node| estimate.graph().shown(node);
    let general = estimate.input(capacity::LATENCY_TARGET.spec.key, 0);
    let (mut all, mut late) = (0_usize, Vec::new());
    for action in &doc.apis.actions {
        let own = estimate.input(apis::ACTION_TARGET.spec.key, action.id);
        let target = own.or(general).filter(|target| target.value.is_some());
        let p99 = estimate.result(&results::ACTION_P99, action.id);
        if let Some((target, p99)) = target.zip(p99.filter(|p99| p99.value.is_some())) {
            all += 1;
            if above(estimate, p99, target) {
                let name = apis::ACTIONS.row_name(doc, action.id);
                late.push(format!("{name} ({} of {})", shown(p99), shown(target)));
            }
        }
    }
    let good = all - late.len();
    match (all, &late[..]) {
        (0, _) => None,
        (_, []) => Some(format!("At p99 all of {all} are within their targets.")),
        (_, late) => {
            let more = match late.len().saturating_sub(NAMED) {
                0 => String::new(),
                more => format!("; and {more} more"),
            };
            let late = late[..late.len().min(NAMED)].join("; ");
            Some(format!(
                "At p99 {good} of {all} are within their targets. Too slow: {late}{more}."
            ))
        }
    }
}

/// So many that are too slow are named.
const NAMED: usize = 5;

/// Candidates of a partition key of which one value takes more writes than a node can do.
fn hot(doc: &Document, estimate: &Estimate) -> Vec<Problem> {
    let node = estimate.input(capacity::NODE_WRITES.spec.key, 0);
    let candidates = doc.capacity.candidates.iter();
    candidates
        .filter_map(|candidate| {
            let (node, row) = (node?, candidate.id);
            let writes = estimate.result(&results::CANDIDATE_WRITES, row)?;
            above(estimate, writes, node).then(|| {
                let table = &capacity::CANDIDATES;
                let column = 0;
                problem(
                    Address::Cell { table, row, column },
                    "The hottest key is too hot",
                    format!(
                        "One value of {} takes {} at peak, and a node writes {}. Split it further, or choose another key.",
                        table.row_name(doc, row),
                        estimate.graph().shown(writes),
                        estimate.graph().shown(node)
                    ),
                )
            })
        })
        .collect()
}
