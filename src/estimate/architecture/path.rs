//! The way of an action with its time, step by step, and its availability: out of the latency budget and the parts of
//! section 9.

use super::route::{Hop, Route, Stage, routes};
use crate::estimate::capacity::{ACTION_P50, ACTION_P99};
use crate::estimate::reliability::ACTION_AVAILABILITY;
use crate::estimate::{Estimate, capacity};
use crate::formula::{Formula, Origin, Term};
use crate::model::{Document, Id, apis, capacity as fields, row_name};
use crate::quantity::{Conventions, Quantity};

/// The way of an action, with what is known of its time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Path {
    /// The row of the action.
    pub action: Id,
    /// What it is called.
    pub name: String,
    /// Its steps: the connections in order, then times that belong to none of them.
    pub steps: Vec<Step>,
    /// Half of the calls are answered within this.
    pub p50: Option<Quantity>,
    /// 99 % of the calls are answered within this.
    pub p99: Option<Quantity>,
    /// What 99 % of the calls may take.
    pub target: Option<Quantity>,
    /// How often all of it is up.
    pub availability: Option<Quantity>,
}

/// A step on the way of an action.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// The connection; none where the time is spent nowhere in the picture.
    pub hop: Option<Hop>,
    /// What takes the time: names of numbers of section 5.
    pub names: Vec<String>,
    /// How much half of the calls take for it at most; of several numbers, all together.
    pub p50: Option<Quantity>,
    /// The same of 99 % of the calls.
    pub p99: Option<Quantity>,
}

/// The ways of all actions that have one or a known time, in the order of the document.
///
/// ```
/// use envelope::{estimate::{self, architecture::paths}, library::examples, model::Document, text::json};
/// let doc = json::from_json(examples::PASTEBIN.json).unwrap();
/// let paths = paths(&doc, &estimate::of(&doc));
/// // Half of the reads are answered by the cache.
/// let [.., cache, database] = &paths[1].steps[..] else { panic!() };
/// assert_eq!(cache.names, ["Cache read time"]);
/// assert!(database.p50.unwrap().value == 0.0 && database.p99.unwrap().value > 0.0);
/// ```
pub fn paths(doc: &Document, estimate: &Estimate) -> Vec<Path> {
    let paths = (1..).zip(routes(doc)).zip(&doc.apis.actions);
    let paths =
        paths.map(|((at, route), action)| path(doc, estimate, &route, &row_name(&action.name, at)));
    paths.filter(|path| !path.steps.is_empty()).collect()
}

fn path(doc: &Document, estimate: &Estimate, route: &Route, name: &str) -> Path {
    let action = route.action;
    let value = |formula: &Formula| estimate.result(formula, action)?.value;
    let given = |key, row| {
        let node = estimate.input(key, row)?;
        (node.origin != Origin::Unknown).then_some(node.value)?
    };
    let own = given(apis::ACTION_TARGET.spec.key, action);
    let terms = |formula: &Formula| match value(formula) {
        Some(_) => estimate.graph().terms((formula.key, action)),
        None => Vec::new(),
    };
    Path {
        action,
        name: name.to_owned(),
        steps: steps(
            doc,
            route,
            [&terms(&ACTION_P50), &terms(&ACTION_P99)],
            *estimate.graph().conventions(),
        ),
        p50: value(&ACTION_P50),
        p99: value(&ACTION_P99),
        target: own.or_else(|| given(fields::LATENCY_TARGET.spec.key, 0)),
        availability: value(&ACTION_AVAILABILITY),
    }
}

/// The connections with their times, then the times that belong to none.
fn steps(
    doc: &Document,
    route: &Route,
    [medians, late]: [&[Term]; 2],
    conv: Conventions,
) -> Vec<Step> {
    let added = |one: Option<Quantity>, other: Option<Quantity>| match (one, other) {
        (Some(one), Some(other)) => one.add(other, &conv).ok(),
        (one, other) => one.or(other),
    };
    let step = |hop: &Hop| Step {
        hop: Some(*hop),
        names: Vec::new(),
        p50: None,
        p99: None,
    };
    let mut steps: Vec<Step> = route.hops.iter().map(step).collect();
    for (at, term) in late.iter().enumerate() {
        let median = medians.get(at).and_then(|term| term.value);
        let place = (steps.iter()).position(|step| {
            step.hop
                .is_some_and(|hop| takes(doc, route, &hop, &term.name))
        });
        if let Some(place) = place {
            let step = &mut steps[place];
            step.p50 = added(step.p50, median);
            step.p99 = added(step.p99, term.value);
            step.names.push(term.name.clone());
        } else {
            steps.push(Step {
                hop: None,
                names: vec![term.name.clone()],
                p50: median,
                p99: term.value,
            });
        }
    }
    steps
}

/// Whether a time is spent at the end of this hop.
fn takes(doc: &Document, route: &Route, hop: &Hop, name: &str) -> bool {
    let is = |field: &crate::model::Field<Document>| field.spec.label == name;
    let first = route.hops.first() == Some(hop);
    let coming = matches!(hop.stage, Stage::In | Stage::Origin);
    let kind = || {
        let part = doc
            .architecture
            .components
            .iter()
            .find(|part| part.id == hop.ends[1]);
        part.map_or("", |part| part.kind.trim())
    };
    if is(&fields::NETWORK_TIME) {
        return first && coming;
    }
    if is(&fields::BALANCER_TIME) {
        return matches!(kind(), "balancer" | "gateway");
    }
    let waits = [&capacity::WAIT_P50, &capacity::WAIT_P99]
        .iter()
        .any(|wait| wait.name == name);
    if is(&fields::SERVICE_TIME) || waits {
        return coming && hop.ends[1] == route.service;
    }
    match hop.stage {
        Stage::Cache => is(&fields::CACHE_TIME),
        Stage::Read => is(&fields::DATABASE_TIME),
        Stage::Write => is(&fields::WRITE_TIME),
        Stage::BlobRead => is(&fields::BLOB_READ_TIME),
        Stage::BlobWrite => is(&fields::BLOB_WRITE_TIME),
        Stage::In | Stage::Origin => false,
    }
}
