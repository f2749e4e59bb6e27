//! Retries of several layers, one behind the other, which multiply.

use super::{cell, named, problem};
use crate::estimate::{Reading, read};
use crate::model::reliability::{PROTECTION_KIND, PROTECTION_LIMIT, Protection};
use crate::model::{Document, Id};
use crate::quantity::{Conventions, Kind, Quantity, show};
use crate::review::{Problem, Severity};
use rustc_hash::FxHashMap;

/// From so many tries for one request on it is a flood.
const FLOOD: f64 = 10.0;

/// So many of the layers are named.
const NAMED: usize = 8;

/// What reaches a component of one request.
#[derive(Clone, Default)]
struct Reached {
    tries: f64,
    /// The rows that send again on the way, in order.
    by: Vec<Id>,
}

/// Ways through the picture on which more than one layer sends again, and tries multiply.
///
/// Source: Beyer et al., Site Reliability Engineering (2016), "Addressing Cascading Failures": three layers with three
/// retries each make 64 tries of one request.
pub(super) fn layers(doc: &Document) -> Option<Problem> {
    let conv = doc.number_conventions();
    let rows = doc.reliability.protections.iter();
    let again: Vec<(&Protection, Id, f64)> = rows.filter_map(|row| tries(row, conv)).collect();
    if again.len() < 2 {
        return None;
    }
    let worst = reached(doc, &again)?;
    let last = *worst.by.last()?;
    let name = |id: &Id| {
        let row = again.iter().find(|(row, ..)| row.id == *id);
        row.map_or("", |(row, ..)| row.name.trim())
    };
    let layers: Vec<&str> = worst.by.iter().map(name).collect();
    let shown = show(&Quantity::scalar(worst.tries), Kind::Count, &conv);
    Some(problem(
        Severity::Warning,
        cell(&PROTECTION_KIND, last),
        &["Retries multiply: ", &shown, " tries of one request"],
        &[
            "Each of ",
            &layers.join(", "),
            " sends again what the next has given up. Send again in one layer only, the one nearest to the failure or the one nearest to the person.",
        ],
    ))
}

/// A row that sends again: to which component, and how many tries there are.
fn tries(row: &Protection, conv: Conventions) -> Option<(&Protection, Id, f64)> {
    let again = matches!(row.kind.trim(), "retry" | "backoff") && named(row);
    let Reading::Value(limit) = read(&PROTECTION_LIMIT.spec, &row.limit, &conv) else {
        return None;
    };
    let retries = limit.value;
    let counted = again && retries.dim.is_none() && retries.value > 0.0;
    let component = row.component.trim().parse().ok()?;
    counted.then_some((row, component, 1.0 + retries.value))
}

/// The most tries that reach any component, if more than one row makes them a flood. In the order in which calls go;
/// what calls itself in a circle is passed over.
fn reached(doc: &Document, again: &[(&Protection, Id, f64)]) -> Option<Reached> {
    let mut waiting: FxHashMap<Id, usize> = FxHashMap::default();
    let mut calls: FxHashMap<Id, Vec<Id>> = FxHashMap::default();
    for component in &doc.architecture.components {
        waiting.insert(component.id, 0);
    }
    for connection in &doc.architecture.connections {
        let ends = (connection.from.trim().parse(), connection.to.trim().parse());
        let (Ok(from), Ok(to)) = ends else { continue };
        // Who puts something into a queue does not wait for what happens to it.
        if !connection.kind.trim().is_empty() || !waiting.contains_key(&from) {
            continue;
        }
        if let Some(count) = waiting.get_mut(&to) {
            *count += 1;
            calls.entry(from).or_default().push(to);
        }
    }
    let free = doc.architecture.components.iter();
    let mut ready: Vec<Id> = free
        .map(|component| component.id)
        .filter(|id| waiting.get(id) == Some(&0))
        .collect();
    let mut most: FxHashMap<Id, Reached> = FxHashMap::default();
    let mut worst: Option<Reached> = None;
    while let Some(id) = ready.pop() {
        let mut here = most.remove(&id).unwrap_or_default();
        here.tries = here.tries.max(1.0);
        for (row, _, tries) in again.iter().filter(|(_, at, _)| *at == id) {
            here.tries = (here.tries * tries).min(1e12);
            here.by.push(row.id);
            here.by.truncate(NAMED);
        }
        let flood = here.by.len() > 1 && here.tries >= FLOOD;
        if flood && worst.as_ref().is_none_or(|worst| here.tries > worst.tries) {
            worst = Some(here.clone());
        }
        for next in calls.remove(&id).unwrap_or_default() {
            let best = most.entry(next).or_default();
            if here.tries > best.tries {
                best.clone_from(&here);
            }
            if let Some(count) = waiting.get_mut(&next) {
                *count -= 1;
                if *count == 0 {
                    ready.push(next);
                }
            }
        }
    }
    worst
}
