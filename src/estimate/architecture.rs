//! Section 8: what each component and each connection bears, by the ways of the actions and the machines of section 5.

mod alone;
mod busy;
mod machines;
mod path;
mod route;

pub use alone::{Alone, alone, one_machine};
pub use busy::{Level, breaks, level};
pub use path::{Path, Step, paths};
pub use route::{Hop, Route, Stage, routes};

use super::capacity as c;
use super::sheet::{Sheet, rest};
use crate::formula::{Expr, NodeRef, greatest, sum};
use crate::model::{Document, Id, apis, capacity as fields, row_name};
use crate::quantity::Kind;
use rustc_hash::FxHashMap;

results! {
    CONNECTION_PEAK_QPS = "connection.peak_qps", "Peak QPS", Rate, "Calls per second over the connection at the busiest moment, of the actions whose way leads over it.";
    CONNECTION_BANDWIDTH = "connection.bandwidth", "Peak bandwidth", DataRate, "Bytes per second over the connection at the busiest moment, in the busier direction.";
    COMPONENT_PEAK_QPS = "component.peak_qps", "Peak QPS", Rate, "Calls per second that come to the component at the busiest moment, of the actions whose way leads there.";
    COMPONENT_KEEPS = "component.keeps", "Keeps", Data, "What it keeps at the end of the horizon, once.";
    COMPONENT_INSTANCES = "component.instances", "Instances", Count, "Machines of the estimate that are this component. Servers are shared out among the services by their load.";
    COMPONENT_UTILISATION = "component.utilisation", "Utilisation", Share, "The load over what its machines bear as the design stands, by the limit that is nearest. Machines that several components share are equally busy in all of them.";
    COMPONENT_COST = "component.cost", "Cost a month", MonthlyCost, "What of the monthly cost is for this component.";
}

/// A connection whose ends are there.
struct Link {
    key: Id,
    from: usize,
    to: usize,
    /// Whether the caller waits.
    waits: bool,
}

/// The connections of the design, by the positions of their components.
struct Links {
    /// Those over which calls go.
    all: Vec<Link>,
    /// Which of them begin at each component, by position.
    out: Vec<Vec<usize>>,
    /// Of each replication: what is copied, and the copy.
    copies: Vec<(usize, usize)>,
}

impl Links {
    fn of(doc: &Document) -> Self {
        let parts = &doc.architecture.components;
        let places: FxHashMap<Id, usize> = (parts.iter().enumerate())
            .map(|(at, part)| (part.id, at))
            .collect();
        let place = |id: &str| places.get(&id.trim().parse::<Id>().ok()?).copied();
        let (mut all, mut out, mut copies) =
            (Vec::new(), vec![Vec::new(); parts.len()], Vec::new());
        for connection in &doc.architecture.connections {
            let (Some(from), Some(to)) = (place(&connection.from), place(&connection.to)) else {
                continue;
            };
            let kind = connection.kind.trim();
            if kind == "replication" {
                copies.push((from, to));
                continue;
            }
            out[from].push(all.len());
            all.push(Link {
                key: connection.id,
                from,
                to,
                waits: kind != "async",
            });
        }
        Self { all, out, copies }
    }

    fn iter(&self) -> impl Iterator<Item = &Link> {
        self.all.iter()
    }
}

fn is_database(kind: &str) -> bool {
    matches!(kind, "sql" | "nosql")
}

/// What goes over a connection, or comes to a component.
#[derive(Default)]
struct Flow {
    calls: Vec<Expr>,
    /// What is sent on, and what comes back.
    bytes: [Vec<Expr>; 2],
    /// Whether it has a part that nobody knows.
    unclear: bool,
    reads: bool,
    writes: bool,
}

/// All flows, by the rows of connections and components.
#[derive(Default)]
struct Flows {
    over: FxHashMap<Id, Flow>,
    into: FxHashMap<Id, Flow>,
}

/// Puts what the architecture bears into the graph.
pub(super) fn estimate(sheet: &mut Sheet) {
    let doc = sheet.doc;
    if doc.architecture.components.is_empty() {
        return;
    }
    let flows = flows(sheet, &routes(doc));
    for (at, connection) in (1..).zip(&doc.architecture.connections) {
        let Some(flow) = flows.over.get(&connection.id).filter(|flow| !flow.unclear) else {
            continue;
        };
        let name = row_name(&connection.label, at);
        if !flow.calls.is_empty() {
            let calls = sum(flow.calls.iter().cloned());
            sheet.define_row(&CONNECTION_PEAK_QPS, connection.id, &name, calls);
        }
        let ways = flow.bytes.iter().filter(|way| !way.is_empty());
        let ways: Vec<Expr> = ways.map(|way| sum(way.iter().cloned())).collect();
        if !ways.is_empty() {
            sheet.define_row(&CONNECTION_BANDWIDTH, connection.id, &name, greatest(ways));
        }
    }
    for (at, part) in (1..).zip(&doc.architecture.components) {
        if let Some(flow) = flows.into.get(&part.id).filter(|flow| !flow.unclear) {
            let name = row_name(&part.name, at);
            let calls = sum(flow.calls.iter().cloned());
            sheet.define_row(&COMPONENT_PEAK_QPS, part.id, &name, calls);
        }
    }
    machines::estimate(sheet, &flows);
}

/// An action's numbers, those that are there.
struct Calls {
    peak: NodeRef,
    ingress: Option<NodeRef>,
    egress: Option<NodeRef>,
    stored: Option<NodeRef>,
    cdn: Option<NodeRef>,
}

fn calls(sheet: &Sheet, action: &apis::Action) -> Option<Calls> {
    let node = |key| sheet.input(key, action.id);
    Some(Calls {
        peak: node(c::ACTION_PEAK_QPS.key)?,
        ingress: node(c::ACTION_PEAK_INGRESS.key),
        egress: node(c::ACTION_PEAK_EGRESS.key),
        stored: node(apis::STORED.spec.key),
        cdn: node(apis::ACTION_CDN.spec.key),
    })
}

/// What goes over a hop: calls, and bytes in both directions.
///
/// Source: the forced flow law, X·V: what comes in, times how often each call gets there. That is what the estimate says
/// of the cache and the CDN.
fn carried(sheet: &Sheet, calls: &Calls, stage: Stage) -> (Expr, [Option<Expr>; 2]) {
    let whole = |node: NodeRef| Expr::from(node);
    // Only where an action has a share of its own, fewer calls arrive; the share of all is one of bytes.
    let left = |node: NodeRef| {
        calls
            .cdn
            .map_or_else(|| whole(node), |cdn| node * rest(cdn))
    };
    let share = || {
        calls
            .cdn
            .or_else(|| sheet.input(fields::CDN_SHARE.spec.key, 0))
    };
    let sent = |node: NodeRef| share().map_or_else(|| whole(node), |cdn| node * rest(cdn));
    let missed = |of: Expr| match sheet.input(fields::HIT_RATIO.spec.key, 0) {
        Some(hits) => of * rest(hits),
        None => of,
    };
    let kept = || calls.stored.map(|stored| calls.peak * stored);
    match stage {
        Stage::In => (
            whole(calls.peak),
            [calls.ingress.map(whole), calls.egress.map(whole)],
        ),
        Stage::Origin => (
            left(calls.peak),
            [calls.ingress.map(left), calls.egress.map(sent)],
        ),
        Stage::Cache => (left(calls.peak), [None, calls.egress.map(left)]),
        Stage::Read => (
            missed(left(calls.peak)),
            [None, calls.egress.map(|out| missed(left(out)))],
        ),
        Stage::Write => (whole(calls.peak), [kept(), None]),
        Stage::BlobRead => (left(calls.peak), [None, calls.egress.map(sent)]),
        Stage::BlobWrite => (
            whole(calls.peak),
            [kept().or_else(|| calls.ingress.map(whole)), None],
        ),
    }
}

fn flows(sheet: &Sheet, routes: &[Route]) -> Flows {
    let mut flows = Flows::default();
    for (action, route) in sheet.doc.apis.actions.iter().zip(routes) {
        let Some(calls) = calls(sheet, action) else {
            continue;
        };
        for hop in &route.hops {
            let (number, bytes) = carried(sheet, &calls, hop.stage);
            // The row of a blob is none of the bytes that are kept there.
            let row = hop.stage == Stage::Write && action.store.trim() == "blob";
            let [on, back] = if row { [None, None] } else { bytes };
            for flow in [
                flows.over.entry(hop.connection).or_default(),
                flows.into.entry(hop.ends[1]).or_default(),
            ] {
                flow.unclear |= !hop.alone;
                flow.calls.push(number.clone());
                flow.bytes[0].extend(on.clone());
                flow.bytes[1].extend(back.clone());
                flow.reads |= hop.stage == Stage::Read;
                flow.writes |= hop.stage == Stage::Write;
            }
        }
        // Where no way leads to a service, its calls come to it all the same.
        let arrives = route.hops.iter().any(|hop| hop.ends[1] == route.service);
        let past = route
            .hops
            .first()
            .is_some_and(|hop| hop.ends[0] != route.service);
        if route.service != 0 && !arrives && !past {
            let (number, _) = carried(sheet, &calls, Stage::Origin);
            let flow = flows.into.entry(route.service).or_default();
            flow.calls.push(number);
        }
    }
    flows
}
