//! Whether the components of section 8 bear what is asked for.

use super::together::{cell, warning};
use super::{Fix, Problem, targets};
use crate::estimate::Estimate;
use crate::estimate::architecture::{Alone, alone, one_machine};
use crate::model::apis::ACTIONS;
use crate::model::architecture::{COMPONENT, COMPONENTS};
use crate::model::reliability::{REPLICA_COPIES, REPLICATION};
use crate::model::{Document, Section};
use crate::quantity::{Kind, show};
use std::cmp::Ordering;

/// Components of which there is one, where more availability is asked for than one machine has.
pub(super) fn problems(doc: &Document, estimate: &Estimate) -> Vec<Problem> {
    let conv = estimate.graph().conventions();
    let asked = targets::availability(doc, estimate).zip(one_machine(conv));
    let Some((target, (up, source))) =
        asked.filter(|(target, (up, _))| target.compare(*up, conv) == Ok(Ordering::Greater))
    else {
        return Vec::new();
    };
    let shown = |share| show(share, Kind::Share, conv);
    let say = |one: Alone| {
        let name = COMPONENTS.row_name(doc, one.component);
        let place = cell(&COMPONENTS, &COMPONENT, one.component);
        let detail = [
            &needed(doc, &one),
            ". One machine answers ",
            &shown(&up),
            " of the time (",
            source,
            "), and the target is ",
            &shown(&target),
            ". Run a second that takes over, and enter it in section 9.",
        ];
        let title = [&name, " is a single point of failure"].concat();
        Problem {
            fix: Some(second(doc, &one, &name)),
            ..warning(Section::Architecture, place, &title, &detail)
        }
    };
    alone(doc, estimate).into_iter().map(say).collect()
}

/// Who needs it: "There is one, and Create paste and 2 more actions need it".
pub fn needed(doc: &Document, one: &Alone) -> String {
    let first = one.actions.first().copied().unwrap_or_default();
    let more = match one.actions.len() {
        0 | 1 => " needs it".to_owned(),
        2 => " and 1 more action need it".to_owned(),
        all => [" and ", &(all - 1).to_string(), " more actions need it"].concat(),
    };
    let first = ACTIONS.row_name(doc, first);
    ["There is one, and ", &first, &more].concat()
}

/// Says in section 9 that there are two.
fn second(doc: &Document, one: &Alone, name: &str) -> Fix {
    let label = ["Keep 2 of ", name].concat();
    let id = one.component.to_string();
    let mut rows = doc.reliability.replication.iter();
    if let Some(row) = rows.find(|row| row.component.trim() == id) {
        let copies = cell(&REPLICATION, &REPLICA_COPIES, row.id);
        return Fix::edit(label, copies, "2".to_owned());
    }
    let cells = [name, &id, "2", "zones", "", "automatic"].map(str::to_owned);
    Fix::add(label, &REPLICATION, cells.to_vec())
}
