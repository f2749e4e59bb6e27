//! Components of which there is one, on the way of an action.

use super::route::{Route, Stage, routes};
use super::{COMPONENT_INSTANCES, is_database};
use crate::estimate::reliability::PART_TOGETHER;
use crate::estimate::{Estimate, Reading, read};
use crate::library::figures::MACHINE;
use crate::model::architecture::Component;
use crate::model::reliability::{COPIES, REPLICA_COPIES};
use crate::model::{Document, Id};
use crate::quantity::{Conventions, Kind, Quantity, parse};

/// A component of which there is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alone {
    /// The row of the component.
    pub component: Id,
    /// The actions that need it, in the order of the document; one at least.
    pub actions: Vec<Id>,
}

/// How often one machine is up, and the source of that.
pub fn one_machine(conv: &Conventions) -> Option<(Quantity, &'static str)> {
    let up = parse(MACHINE.text, Kind::Share, conv).ok()?;
    Some((up, MACHINE.why))
}

/// The components that an action needs and of which there is one: because somebody says so, in section 9 or in the
/// component's note, or by the estimate where nobody says how many there are. What section 9 has as a part with its
/// availability is not among them: there it is known how often it is up.
///
/// ```
/// use envelope::{estimate::{self, architecture::alone}, model::{Document, apis, architecture as a, services}};
/// let mut doc = Document::default();
/// let service = doc.add_row_of(&services::SERVICES, &["Paste service"]).to_string();
/// doc.add_row_of(&apis::ACTIONS, &["Write", "", "POST", "", "", "4/s", "", "", "", "", &service]);
/// let row = doc.add_row_of(&a::COMPONENTS, &["Paste service"]);
/// // One for the load, and one to spare.
/// assert_eq!(alone(&doc, &estimate::of(&doc)), []);
/// doc.capacity.spare = "0".into();
/// assert_eq!(alone(&doc, &estimate::of(&doc))[0].component, row);
/// doc.set_cell(&a::COMPONENTS, row, 2, "2 instances, stateless".into());
/// assert_eq!(alone(&doc, &estimate::of(&doc)), []);
/// ```
pub fn alone(doc: &Document, estimate: &Estimate) -> Vec<Alone> {
    let parts = &doc.architecture.components;
    let mut single = parts.iter().filter(|part| is_one(doc, estimate, part));
    let Some(first) = single.next() else {
        return Vec::new();
    };
    let routes = routes(doc);
    let needed = |part: &Component| {
        let routes = routes.iter().filter(|route| needs(route, part.id));
        let actions: Vec<Id> = routes.map(|route| route.action).collect();
        let component = part.id;
        (!actions.is_empty()).then_some(Alone { component, actions })
    };
    std::iter::once(first)
        .chain(single)
        .filter_map(needed)
        .collect()
}

/// Whether calls fail without the component. Where a database is behind a cache, it answers in its place.
fn needs(route: &Route, component: Id) -> bool {
    let behind = route.hops.iter().any(|hop| hop.stage == Stage::Read);
    let hop = |hop: &super::Hop| {
        let spared = hop.stage == Stage::Cache && behind;
        hop.ends[0] == component || (hop.alone && !spared && hop.ends[1] == component)
    };
    route.service == component || route.hops.iter().any(hop)
}

fn is_one(doc: &Document, estimate: &Estimate, part: &Component) -> bool {
    let kind = part.kind.trim();
    // Machines of the design's own; the others are somebody else's, or many by their nature.
    let own = ["", "balancer", "gateway", "worker", "cache", "search"];
    if !own.contains(&kind) && !is_database(kind) {
        return false;
    }
    let id = part.id.to_string();
    let architecture = &doc.architecture;
    let copied = architecture.connections.iter().any(|row| {
        row.kind.trim() == "replication" && (row.from.trim() == id || row.to.trim() == id)
    });
    let name = part.name.trim();
    let named = |row: &&crate::model::reliability::Part| {
        !name.is_empty() && row.name.trim().eq_ignore_ascii_case(name)
    };
    let rows = || doc.reliability.parts.iter().filter(named);
    let value = |key, row| Some(estimate.input(key, row)?.value?.value);
    let known = |row: &crate::model::reliability::Part| {
        let together = estimate.result(&PART_TOGETHER, row.id);
        together.is_some_and(|node| node.value.is_some())
    };
    if copied || rows().any(known) {
        return false;
    }
    let part_of = rows()
        .filter(|row| !row.copies.trim().is_empty())
        .filter_map(|row| value(COPIES.spec.key, row.id));
    let conv = estimate.graph().conventions();
    let replicas = doc.reliability.replication.iter();
    let replicas = replicas.filter(|row| row.component.trim() == id);
    let replicas = replicas.filter_map(|row| match read(&REPLICA_COPIES.spec, &row.copies, conv) {
        Reading::Value(entry) => Some(entry.value.value),
        _ => None,
    });
    let said = part_of.chain(replicas).chain(noted(&part.note));
    let computed = || estimate.result(&COMPONENT_INSTANCES, part.id)?.value;
    let many = said
        .reduce(f64::max)
        .or_else(|| computed().map(|many| many.value));
    many.is_some_and(|many| many <= 1.0)
}

/// How many there are, as people note it: `2 instances, stateless`, `one primary, two replicas`, `with a standby`.
fn noted(note: &str) -> Option<f64> {
    let (mut most, mut before) = (None, None);
    for word in note.split_whitespace() {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        let word = word.to_lowercase();
        let is = |words: &[&str]| words.iter().any(|start| word.starts_with(start));
        let many = if is(&[
            "instance", "node", "machine", "server", "broker", "zone", "cop",
        ]) {
            before
        } else if is(&["standb", "replica"]) {
            Some(before.unwrap_or(1.0) + 1.0)
        } else {
            None
        };
        most = most.into_iter().chain(many).reduce(f64::max);
        before = match word.as_str() {
            "no" | "without" => Some(0.0),
            "one" | "single" => Some(1.0),
            "two" => Some(2.0),
            "three" => Some(3.0),
            number => number.replace(',', "").parse().ok(),
        };
    }
    most
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::noted;

    #[test]
    fn people_note_how_many_there_are() {
        for (note, many) in [
            ("", None),
            ("Quotes, factors of cells", None),
            ("1 instance, hourly", Some(1.0)),
            ("One machine with 64 GB", Some(1.0)),
            ("PostgreSQL 17, one primary, two replicas", Some(3.0)),
            ("Primary, standby, replica", Some(2.0)),
            ("A single node, no standby", Some(1.0)),
            ("1,200 instances", Some(1200.0)),
            ("Three zones, TLS ends here", Some(3.0)),
            ("39 shards by namespace_id, each with two copies", Some(2.0)),
            ("16 CPUs, 128 GB", None),
        ] {
            assert_eq!(noted(note), many, "{note}");
        }
    }
}
