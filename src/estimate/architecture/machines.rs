//! The machines behind the components: how many, how busy, and what they cost.

use super::{
    COMPONENT_COST, COMPONENT_INSTANCES, COMPONENT_KEEPS, COMPONENT_UTILISATION, Flow, Flows,
    Links, is_database, route,
};
use crate::estimate::services::SERVICE_PEAK_QPS;
use crate::estimate::sheet::{Sheet, rest};
use crate::estimate::{capacity as c, cost as money, topics, whatif};
use crate::formula::{Expr, Formula, NodeRef, ceil, greatest, per, sum};
use crate::model::architecture::Component;
use crate::model::{Document, Field, capacity as fields, cost, reliability, row_name, whatif as w};
use crate::quantity::Period;

/// The machines of one component.
#[derive(Default)]
struct Machines {
    /// Each limit as a share: the load over what is there.
    limits: Vec<Expr>,
    instances: Option<Expr>,
    cost: Option<Expr>,
    keeps: Option<Expr>,
}

/// Defines what is known of the machines of each component.
pub(super) fn estimate(sheet: &mut Sheet, flows: &Flows) {
    let doc = sheet.doc;
    let links = Links::of(doc);
    for (at, part) in doc.architecture.components.iter().enumerate() {
        let flow = flows.into.get(&part.id);
        let found = match part.kind.trim() {
            "" => service(sheet, at),
            "balancer" | "gateway" if is_only(doc, part, &["balancer", "gateway"]) => {
                gate(sheet, flow)
            }
            "cdn" if is_only(doc, part, &["cdn"]) => of_cost(sheet, &money::CDN),
            "cache" => cache(sheet, part, flow),
            "queue" if is_only(doc, part, &["queue"]) => queue(sheet),
            "blob" if is_only(doc, part, &["blob"]) => blobs(sheet),
            kind if is_database(kind) => database(sheet, &links, at, flow),
            _ => Machines::default(),
        };
        let name = row_name(&part.name, at + 1);
        let cost = found.cost.or_else(|| other(sheet, part));
        if let Some(keeps) = found.keeps {
            sheet.define_row(&COMPONENT_KEEPS, part.id, &name, keeps);
        }
        let instances = (found.instances)
            .map(|number| sheet.define_row(&COMPONENT_INSTANCES, part.id, &name, number));
        // What a service costs follows from how many instances it is.
        let cost = cost.map(|cost| match (part.kind.trim(), instances) {
            ("", Some(instances)) => cost * instances,
            _ => cost,
        });
        if !found.limits.is_empty() {
            let nearest = greatest(found.limits);
            sheet.define_row(&COMPONENT_UTILISATION, part.id, &name, nearest);
        }
        if let Some(cost) = cost {
            let cost = per(cost, Period::Month);
            sheet.define_row(&COMPONENT_COST, part.id, &name, cost);
        }
    }
}

/// Whether no other component is of one of these kinds.
fn is_only(doc: &Document, part: &Component, kinds: &[&str]) -> bool {
    let mut others = doc.architecture.components.iter();
    !others.any(|other| other.id != part.id && kinds.contains(&other.kind.trim()))
}

fn field(sheet: &Sheet, field: &Field<Document>) -> Option<NodeRef> {
    sheet.input(field.spec.key, 0)
}

fn of_cost(sheet: &Sheet, formula: &Formula) -> Machines {
    Machines {
        cost: sheet.result(formula).map(Expr::from),
        ..Machines::default()
    }
}

/// Something that somebody pays for by this name.
fn other(sheet: &Sheet, part: &Component) -> Option<Expr> {
    let named = |row: &&cost::Other| row.name.trim().eq_ignore_ascii_case(part.name.trim());
    let row = sheet.doc.cost.others.iter().find(named)?;
    if row.name.trim().is_empty() {
        return None;
    }
    sheet.input(money::OTHER.key, row.id).map(Expr::from)
}

/// The servers of section 5, shared out among the services by their load; what one of them costs.
fn service(sheet: &Sheet, at: usize) -> Machines {
    let doc = sheet.doc;
    let rows = doc.services.services.iter();
    let rows = rows.filter(|row| route::answering(doc, &row.name) == Some(at));
    let loads = rows.filter_map(|row| sheet.input(SERVICE_PEAK_QPS.key, row.id));
    let loads: Vec<NodeRef> = loads.collect();
    let all = [
        sheet.result(&c::ORIGIN_QPS),
        field(sheet, &fields::OWN_SERVERS),
        sheet.result(&c::PEAK_UTILISATION),
    ];
    let (false, [Some(origin), Some(servers), Some(busy)]) = (loads.is_empty(), all) else {
        return Machines::default();
    };
    let share = sum(loads) / origin;
    let each = sheet
        .result(&money::COMPUTE)
        .zip(field(sheet, &cost::INSTANCES));
    Machines {
        limits: vec![busy.into()],
        instances: Some(ceil(servers * share)),
        cost: each.map(|(cost, instances)| cost / instances),
        keeps: None,
    }
}

/// The machine where all traffic comes in, if somebody said what it bears: how many there are is said nowhere.
fn gate(sheet: &Sheet, flow: Option<&Flow>) -> Machines {
    let ends = sheet
        .result(&whatif::NETWORK_PEAK)
        .zip(field(sheet, &w::NETWORK));
    let ends = ends.filter(|_| flow.is_some() && sheet.entered(&w::NETWORK));
    Machines {
        limits: ends.map(|(peak, card)| peak / card).into_iter().collect(),
        ..Machines::default()
    }
}

/// Source: reads over what the cache nodes answer. Their memory is there to be filled.
fn cache(sheet: &Sheet, part: &Component, flow: Option<&Flow>) -> Machines {
    let only = is_only(sheet.doc, part, &["cache"]);
    if !only && flow.is_none_or(|flow| flow.unclear) {
        return Machines::default();
    }
    let mut found = Machines::default();
    let all = [
        sheet.result(&c::CACHE_NODES),
        sheet.result(&c::ROW_READS),
        field(sheet, &fields::CACHE_NODE_RATE),
    ];
    if let [Some(nodes), Some(reads), Some(rate)] = all {
        found.limits = vec![reads / (rate * nodes)];
        found.instances = only.then(|| nodes.into());
    }
    if only {
        found.cost = field(sheet, &cost::CACHE_CLUSTER).map(Expr::from);
        found.keeps = sheet.result(&c::CACHE_SIZE).map(Expr::from);
    }
    found
}

/// The brokers that are paid for, or else those that the streams ask for.
fn queue(sheet: &Sheet) -> Machines {
    let mut found = of_cost(sheet, &money::QUEUE);
    let brokers = if sheet.entered(&cost::BROKERS) {
        field(sheet, &cost::BROKERS)
    } else {
        sheet.result(&topics::KAFKA_BROKERS)
    };
    let Some(brokers) = brokers else {
        return found;
    };
    let limits = [
        (&topics::KAFKA_STORAGE, &reliability::BROKER_DISK),
        (&topics::KAFKA_IN, &reliability::BROKER_NETWORK),
        (&topics::KAFKA_OUT, &reliability::BROKER_NETWORK),
        (&topics::KAFKA_REPLICAS, &reliability::BROKER_PARTITIONS),
    ];
    let limits = limits.into_iter().filter_map(|(load, each)| {
        let (load, each) = sheet.result(load).zip(field(sheet, each))?;
        Some(load / (each * brokers))
    });
    found.limits = limits.collect();
    found.keeps = sheet.result(&topics::KAFKA_STORAGE).map(Expr::from);
    if sheet.entered(&cost::BROKERS) || !found.limits.is_empty() {
        found.instances = Some(brokers.into());
    }
    found
}

fn blobs(sheet: &Sheet) -> Machines {
    let size = field(sheet, &cost::BLOB_SIZE);
    Machines {
        cost: size.and_then(|_| sheet.term(&money::STORAGE, &cost::BLOB_SIZE)),
        keeps: size.map(Expr::from),
        ..Machines::default()
    }
}

/// Source: the limits of *What if*: writes, reads and storage over what the nodes in use bear.
fn database(sheet: &Sheet, links: &Links, at: usize, flow: Option<&Flow>) -> Machines {
    let doc = sheet.doc;
    let parts = &doc.architecture.components;
    let all: Vec<usize> = (0..parts.len())
        .filter(|at| is_database(parts[*at].kind.trim()))
        .collect();
    let copy_of = |copy: usize| {
        links
            .copies
            .iter()
            .find(|(_, to)| *to == copy)
            .map(|(of, _)| *of)
    };
    let copies = links.copies.iter().filter(|(of, _)| *of == at).count();
    // One database, or one with its copies beside it.
    let whole = all
        .iter()
        .all(|other| *other == at || copy_of(*other) == Some(at) || copy_of(at) == Some(*other));
    let clear = flow.filter(|flow| !flow.unclear);
    if !whole && clear.is_none() {
        return Machines::default();
    }
    let alone = all.len() == 1;
    let (reads, writes) = clear.map_or((alone, alone), |flow| {
        (flow.reads || alone, flow.writes || alone)
    });
    let mut found = Machines::default();
    let shards = field(sheet, &fields::OWN_SHARDS);
    let each = [
        &fields::NODE_WRITES,
        &fields::NODE_READS,
        &fields::NODE_STORAGE,
    ]
    .map(|each| field(sheet, each));
    let (Some(shards), [Some(node_writes), Some(node_reads), Some(node_storage)]) = (shards, each)
    else {
        return found;
    };
    if let Some(load) = sheet.result(&c::PEAK_WRITE_QPS).filter(|_| writes) {
        found.limits.push(load / (node_writes * shards));
    }
    let nodes = sheet.result(&c::READ_NODES);
    if let Some((load, nodes)) = sheet
        .result(&c::DATABASE_READS)
        .zip(nodes)
        .filter(|_| reads)
    {
        found.limits.push(load / (node_reads * nodes));
    }
    let storage = sheet.result(&c::DATABASE_STORAGE);
    if let Some(storage) = storage.filter(|_| reads || writes) {
        let mut room = Expr::from(node_storage);
        if sheet.entered(&fields::FREE_SPACE)
            && let Some(free) = field(sheet, &fields::FREE_SPACE)
        {
            room = room * rest(free);
        }
        found.limits.push(storage / (room * shards));
    }
    if !whole {
        return found;
    }
    let replication = field(sheet, &fields::REPLICATION);
    if let Some((nodes, replication)) = nodes.zip(replication) {
        let each = || greatest([nodes / shards, ceil(replication)]);
        found.instances = match (copy_of(at), copies) {
            (None, 0) => Some(shards * each()),
            (None, _) => Some(shards.into()),
            (Some(_), _) if all.len() == 2 => Some(shards * (each() - Expr::number(1.0))),
            _ => None,
        };
    }
    if copy_of(at).is_none() {
        found.cost = sheet.term(&money::STORAGE, &cost::DATABASE_SIZE);
    }
    found.keeps = storage.map(Expr::from);
    found
}
