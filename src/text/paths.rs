//! The ways of the actions through the architecture, and the architecture under load, in words.

use super::grid::{Cell, Grid};
use crate::diagram::architecture::short;
use crate::estimate::architecture::{
    COMPONENT_UTILISATION, Level, Path, Stage, breaks, level, paths,
};
use crate::estimate::{Estimate, capacity, cost, whatif};
use crate::model::architecture::COMPONENTS;
use crate::model::{Document, Id};
use crate::outline::View;
use crate::quantity::{Kind, Quantity, show};

/// What stands where nothing is known.
const NONE: &str = "–";

fn time(value: Option<Quantity>, estimate: &Estimate) -> String {
    let conv = estimate.graph().conventions();
    value.map_or_else(
        || NONE.to_owned(),
        |value| show(&value, Kind::Latency, conv),
    )
}

pub(super) fn grid(view: View, doc: &Document, estimate: &Estimate) -> Option<Grid> {
    if view != View::Paths {
        return None;
    }
    // Without components there is no way through them.
    let found = if doc.architecture.components.is_empty() {
        Vec::new()
    } else {
        paths(doc, estimate)
    };
    let rows = found.iter().map(|path| {
        let up = path
            .availability
            .map_or_else(|| NONE.to_owned(), |up| share(up, estimate));
        let cells = [
            path.name.clone(),
            way(path, doc),
            time(path.p50, estimate),
            time(path.p99, estimate),
            time(path.target, estimate),
            up,
        ];
        cells.map(Cell::from).into()
    });
    Some(Grid {
        head: ["Action", "Way", "p50", "p99", "Target", "Availability"]
            .map(str::to_owned)
            .into(),
        rows: rows.collect(),
        note: String::new(),
    })
}

fn share(value: Quantity, estimate: &Estimate) -> String {
    show(&value, Kind::Share, estimate.graph().conventions())
}

/// The components that an action comes through, one behind the other; what its service asks stands side by side.
fn way(path: &Path, doc: &Document) -> String {
    let name = |row: Id| COMPONENTS.row_name(doc, row);
    let hops: Vec<_> = path.steps.iter().filter_map(|step| step.hop).collect();
    let Some(first) = hops.first() else {
        return NONE.to_owned();
    };
    let mut said = name(first.ends[0]);
    let mut aside = false;
    for hop in hops {
        let coming = matches!(hop.stage, Stage::In | Stage::Origin);
        said.push_str(if coming || !aside { " → " } else { ", " });
        aside |= !coming;
        said.push_str(&name(hop.ends[1]));
    }
    said
}

/// What is said of an action as a whole.
///
/// ```
/// use envelope::{estimate::{self, architecture::paths}, library::examples, text::{json, paths::said}};
/// let doc = json::from_json(examples::PASTEBIN.json).unwrap();
/// let estimate = estimate::of(&doc);
/// assert!(said(&paths(&doc, &estimate)[0], &estimate).starts_with("Create paste: p50 "));
/// ```
pub fn said(path: &Path, estimate: &Estimate) -> String {
    let mut said = [
        &path.name,
        ": p50 ",
        &time(path.p50, estimate),
        ", p99 ",
        &time(path.p99, estimate),
    ]
    .concat();
    if path.target.is_some() {
        let conv = estimate.graph().conventions();
        let late = path.p99.zip(path.target);
        let late = late.is_some_and(|(p99, target)| {
            p99.compare(target, conv) == Ok(std::cmp::Ordering::Greater)
        });
        let of = if late {
            ", over the target of "
        } else {
            ", within the target of "
        };
        said.push_str(if path.p99.is_some() { of } else { ", target " });
        said.push_str(&time(path.target, estimate));
    }
    if let Some(up) = path.availability {
        said.push_str("; availability of its path ");
        said.push_str(&share(up, estimate));
    }
    said.push('.');
    said
}

/// The steps of an action, one a row.
pub fn steps(path: &Path, doc: &Document, estimate: &Estimate) -> Grid {
    let name = |row: Id| COMPONENTS.row_name(doc, row);
    let rows = (1..).zip(&path.steps).map(|(at, step)| {
        let (number, place) = match step.hop {
            Some(hop) => {
                let [from, to] = hop.ends.map(name);
                let unsure = if hop.alone { "" } else { " (one of several)" };
                (format!("{at}"), [&from, " → ", &to, unsure].concat())
            }
            None => (NONE.to_owned(), "not in the picture".to_owned()),
        };
        let takes = if step.names.is_empty() {
            NONE.to_owned()
        } else {
            step.names.join(", ")
        };
        let cells = [
            number,
            place,
            time(step.p50, estimate),
            time(step.p99, estimate),
            takes,
        ];
        cells.map(Cell::from).into()
    });
    Grid {
        head: ["Step", "From and to", "p50", "p99", "Takes"]
            .map(str::to_owned)
            .into(),
        rows: rows.collect(),
        note: String::new(),
    }
}

/// What is said of the architecture under so many times the users: `then` is its estimate under that load.
pub fn under(doc: &Document, estimate: &Estimate, then: &Estimate, times: f64) -> String {
    let conv = *estimate.graph().conventions();
    let mut facts = Vec::new();
    if let Some(users) = whatif::users(estimate, times) {
        facts.push([&show(&users, Kind::Users, &conv), " a day"].concat());
    }
    for (formula, before) in [(&capacity::PEAK_QPS, "peak "), (&cost::TOTAL, "")] {
        if then
            .result(formula, 0)
            .is_some_and(|node| node.value.is_some())
        {
            facts.push([before, &then.shown_alone(formula, 0)].concat());
        }
    }
    let mut said = vec![match facts.join(", ") {
        facts if facts.is_empty() => ["×", &short(times), " users."].concat(),
        facts => ["×", &short(times), " users: ", &facts, "."].concat(),
    }];
    let name = |row: Id| COMPONENTS.row_name(doc, row);
    let busy = |wanted: Level| {
        let rows = doc.architecture.components.iter().map(|part| part.id);
        let found = rows.filter(|row| level(then, *row).is_some_and(|(_, level)| level == wanted));
        let found = found.map(|row| {
            [
                &name(row),
                " ",
                &then.shown_alone(&COMPONENT_UTILISATION, row),
            ]
            .concat()
        });
        found.collect::<Vec<_>>().join(", ")
    };
    for (wanted, words) in [
        (Level::Over, "Over 100 %: "),
        (Level::High, "Above the target utilisation: "),
    ] {
        let found = busy(wanted);
        if !found.is_empty() {
            said.push([words, &found, "."].concat());
        }
    }
    if let Some((row, times)) = breaks(doc, estimate).first() {
        let when = if *times < 1.0 {
            "it is over already".to_owned()
        } else {
            ["beyond ×", &short(*times), " users"].concat()
        };
        said.push(["Breaks first: ", &name(*row), ", ", &when, "."].concat());
    }
    said.join(" ")
}
