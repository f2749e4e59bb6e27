//! What the time of a call goes to, against its target.

use super::bars::{Bar, Bars, Row};
use super::scale::Measure;
use super::{Body, Plot, Table, none};
use crate::estimate::{Estimate, capacity};
use crate::formula::{Formula, Origin, Term};
use crate::model::{Document, Id, apis, row_name};
use crate::quantity::{Dim, Kind, Period, Quantity, show};

/// So many paths are drawn; the table has all of them.
const DRAWN: usize = 4;

/// Calls that take the same way and have the same target.
struct Path {
    actions: Vec<String>,
    target: Option<Quantity>,
    median: Quantity,
    late: Quantity,
    medians: Vec<Term>,
    steps: Vec<Term>,
}

/// The steps of the actions at p99, those that take the same ones together; none while no time is known.
///
/// ```
/// use envelope::{diagram::chart::latency, estimate, model::{Document, apis}};
/// let mut doc = Document::default();
/// doc.add_row_of(&apis::ACTIONS, &["Read", "", "GET", "", "", "10/s"]);
/// doc.capacity.latency_target = "200ms".into();
/// let plot = latency::budget(&doc, &estimate::of(&doc)).unwrap();
/// assert!(plot.description.starts_with("Read: p99 "));
/// assert_eq!(plot.table.rows.last().unwrap()[1], "Target");
/// ```
pub fn budget(doc: &Document, estimate: &Estimate) -> Option<Plot> {
    let conv = *estimate.graph().conventions();
    let unit = Quantity::new(0.0, Dim::TIME, Period::Second).unit();
    let measure = Measure {
        unit,
        kind: Kind::Latency,
        conv,
    };
    let paths = paths(doc, estimate);
    if paths.is_empty() {
        return None;
    }
    let text = |value: Quantity| show(&value, Kind::Latency, &conv);
    let (mut rows, mut table, mut said) = (Vec::new(), Vec::new(), Vec::new());
    for (at, path) in paths.iter().enumerate() {
        let names = path.actions.join(", ");
        let target = path.target.map(text);
        let of_target = target
            .as_ref()
            .map_or_else(String::new, |target| format!(" of {target}"));
        said.push(format!(
            "{names}: p99 {}{of_target}, p50 {}",
            text(path.late),
            text(path.median)
        ));
        let mut row = |step: &str, median: String, late: String| {
            table.push(vec![names.clone(), step.to_owned(), median, late]);
        };
        for (step, median) in path.steps.iter().zip(&path.medians) {
            let shown = |term: &Term| term.value.map_or_else(none, text);
            row(&step.name, shown(median), shown(step));
        }
        row("All", text(path.median), text(path.late));
        if let Some(target) = target {
            row("Target", none(), target);
        }
        if at < DRAWN {
            rows.extend(drawn(path, &names, &measure));
        }
    }
    let left_out = paths.len().saturating_sub(DRAWN);
    let note = if left_out > 0 {
        format!("{left_out} more ways stand in the table only.")
    } else {
        String::new()
    };
    let head = ["Action", "Step", "p50", "p99"];
    Some(Plot {
        title: "Latency budget".to_owned(),
        description: [&said.join("; "), ". ", &*note]
            .concat()
            .trim_end()
            .to_owned(),
        body: Body::Bars(Bars { rows }),
        table: Table {
            head: head.map(str::to_owned).to_vec(),
            rows: table,
            note,
        },
    })
}

fn paths(doc: &Document, estimate: &Estimate) -> Vec<Path> {
    let mut paths: Vec<Path> = Vec::new();
    for (at, action) in doc.apis.actions.iter().enumerate() {
        let name = row_name(&action.name, at + 1);
        let Some(path) = path(name, action.id, estimate) else {
            continue;
        };
        let same = |known: &&mut Path| {
            known.target == path.target
                && known.steps == path.steps
                && known.medians == path.medians
        };
        match paths.iter_mut().find(same) {
            Some(known) => known.actions.extend(path.actions),
            None => paths.push(path),
        }
    }
    paths
}

/// The way of one action, where its times are known.
fn path(name: String, action: Id, estimate: &Estimate) -> Option<Path> {
    let graph = estimate.graph();
    let value = |formula: &Formula| estimate.result(formula, action)?.value;
    let given = |key, row| {
        let node = estimate.input(key, row)?;
        (node.origin != Origin::Unknown).then_some(node.value)?
    };
    let own = given(apis::ACTION_TARGET.spec.key, action);
    Some(Path {
        actions: vec![name],
        target: own.or_else(|| given(crate::model::capacity::LATENCY_TARGET.spec.key, 0)),
        median: value(&capacity::ACTION_P50)?,
        late: value(&capacity::ACTION_P99)?,
        medians: graph.terms((capacity::ACTION_P50.key, action)),
        steps: graph.terms((capacity::ACTION_P99.key, action)),
    })
}

/// The steps one behind the other, and all of them against the target.
fn drawn(path: &Path, names: &str, measure: &Measure) -> Vec<Row> {
    let shown = |value: f64| measure.shown(value);
    let (median, late) = (measure.number(path.median), measure.number(path.late));
    let target = path.target.map(|target| measure.number(target));
    let rule = target.map(|target| (target, format!("target {}", shown(target))));
    let about = format!("p50 {}, p99 {}", shown(median), shown(late));
    let mut rows = vec![Row::Head {
        name: names.to_owned(),
        about,
        rule,
    }];
    let mut at = 0.0;
    for step in &path.steps {
        let Some(time) = step.value.map(|value| measure.number(value)) else {
            continue;
        };
        // What takes no time is in the table.
        if time > 0.0 {
            let labels = [String::new(), shown(time)];
            rows.push(Row::Bar(Bar {
                name: step.name.clone(),
                ends: [at, at + time],
                labels,
                ..Bar::default()
            }));
            at += time;
        }
    }
    let over = if target.is_some_and(|target| late > target) {
        "p99, over the target"
    } else {
        "p99"
    };
    let labels = [String::new(), shown(late)];
    rows.push(Row::Bar(Bar {
        name: over.to_owned(),
        ends: [0.0, late],
        labels,
        whole: true,
        ..Bar::default()
    }));
    rows
}
