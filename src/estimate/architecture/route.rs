//! Which way an action takes through the components: from a client to the service that answers it, and on to where that
//! service reads and writes.

use super::super::capacity::writes;
use super::{Links, is_database};
use crate::model::apis::Action;
use crate::model::architecture::Component;
use crate::model::{Document, Id};
use rustc_hash::FxHashMap;

/// The way of an action.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Route {
    /// The row of the action.
    pub action: Id,
    /// The row of the component that answers it; 0 where there is none.
    pub service: Id,
    /// The connections that it goes over, in order.
    pub hops: Vec<Hop>,
}

/// A connection on the way of an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hop {
    /// The row of the connection.
    pub connection: Id,
    /// The rows of the components where it begins and ends.
    pub ends: [Id; 2],
    /// What the call does there.
    pub stage: Stage,
    /// Whether nothing else comes into question. Of several databases of one service nobody knows how the calls are
    /// shared out.
    pub alone: bool,
}

/// What a call does at the end of a hop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// It comes in.
    In,
    /// It comes in, and a CDN has answered its share of the calls.
    Origin,
    /// It asks the cache.
    Cache,
    /// It reads rows that the cache lacks.
    Read,
    /// It writes rows.
    Write,
    /// It reads a blob.
    BlobRead,
    /// It writes a blob.
    BlobWrite,
}

/// A detour through a CDN that has no share in the action, and through a component that passes nothing on.
const DETOUR: u32 = 100;
/// A connection on which nobody waits is taken where there is no other.
const ASIDE: u32 = 1_000;

/// What engines are called, in the names of components too.
const ENGINES: [&str; 6] = [
    "postgres",
    "mysql",
    "mariadb",
    "mongodb",
    "dynamodb",
    "cassandra",
];

/// The way of each action, in the order of the document. What cannot be found is left out of it.
///
/// It begins at a client and leads over the fewest connections on which somebody waits, through a CDN where that has a
/// share in the action. Behind the service stands what the service is connected with itself: for a read of rows its cache
/// and its database, for a write its database, for a blob its blob storage. Of several databases it is the one that is
/// named after the engine of the action's record; a copy is read, and what it is a copy of is written.
///
/// ```
/// use envelope::{estimate::architecture::routes, model::{Document, apis, architecture as a, services}};
/// let mut doc = Document::default();
/// let service = doc.add_row_of(&services::SERVICES, &["Paste service"]).to_string();
/// doc.add_row_of(&apis::ACTIONS, &["Write", "", "POST", "", "", "4/s", "", "", "", "", &service]);
/// let mut part = |name, kind| doc.add_row_of(&a::COMPONENTS, &[name, kind]).to_string();
/// let [client, answers, rows] = [part("Browser", "client"), part("Paste service", ""), part("PostgreSQL", "sql")];
/// doc.add_row_of(&a::CONNECTIONS, &["HTTPS", &client, &answers]);
/// let last = doc.add_row_of(&a::CONNECTIONS, &["inserts", &answers, &rows]);
/// let route = &routes(&doc)[0];
/// assert_eq!((route.hops.len(), route.hops[1].connection), (2, last));
/// ```
pub fn routes(doc: &Document) -> Vec<Route> {
    let links = Links::of(doc);
    let mut served = FxHashMap::default();
    for service in &doc.services.services {
        served.insert(service.id, answering(doc, &service.name));
    }
    let of = |action: &Action| {
        let service = action.service.trim().parse::<Id>().ok();
        let at = service.and_then(|id| *served.get(&id)?);
        route(doc, &links, action, at)
    };
    doc.apis.actions.iter().map(of).collect()
}

/// The component that is a service: of its name, or the only one that has all words of it but *service*.
pub(super) fn answering(doc: &Document, service: &str) -> Option<usize> {
    let components = &doc.architecture.components;
    let service = service.trim();
    let same = |part: &Component| part.name.trim().eq_ignore_ascii_case(service);
    if let Some(at) = components.iter().position(same) {
        return (!service.is_empty()).then_some(at);
    }
    let wanted: Vec<String> = words(service).filter(|word| word != "service").collect();
    let has = |part: &Component| {
        let its: Vec<String> = words(&part.name).collect();
        !is_kept(part) && wanted.iter().all(|word| its.contains(word))
    };
    let mut found = components.iter().enumerate().filter(|(_, part)| has(part));
    match (found.next(), found.next()) {
        (Some((at, _)), None) if !wanted.is_empty() => Some(at),
        _ => None,
    }
}

fn words(text: &str) -> impl Iterator<Item = String> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| !word.is_empty()).map(str::to_lowercase)
}

/// Whether a component keeps something, or is somebody else's: it passes no call on.
fn is_kept(part: &Component) -> bool {
    let kinds = [
        "client", "dns", "cache", "queue", "sql", "nosql", "blob", "third",
    ];
    kinds.contains(&part.kind.trim())
}

fn route(doc: &Document, links: &Links, action: &Action, service: Option<usize>) -> Route {
    let parts = &doc.architecture.components;
    let own = !action.cdn.trim().is_empty();
    let writes = writes(action);
    // The CDN's share of all bytes is of what is read.
    let cdn = own || (writes == Some(false) && !doc.capacity.cdn_share.trim().is_empty());
    let blob = action.store.trim() == "blob";
    let mut route = Route {
        action: action.id,
        service: service.map_or(0, |at| parts[at].id),
        hops: Vec::new(),
    };
    let kind = |at: usize| parts[at].kind.trim();
    // What a CDN answers it fetches from where the blobs are, if the two are connected.
    if cdn && blob && writes == Some(false) {
        let edges = (0..parts.len()).filter(|at| kind(*at) == "cdn");
        for edge in edges {
            let store = links.iter().find(|link| {
                let [one, other] = [link.from, link.to];
                (one == edge && kind(other) == "blob") || (other == edge && kind(one) == "blob")
            });
            if let (Some(store), Some(way)) = (store, way(doc, links, edge, cdn)) {
                route.hops = way;
                let other = if store.from == edge {
                    store.to
                } else {
                    store.from
                };
                route.hops.push(Hop {
                    connection: store.key,
                    ends: [edge, other].map(|at| parts[at].id),
                    stage: Stage::BlobRead,
                    alone: true,
                });
                return route;
            }
        }
    }
    let Some(service) = service else {
        return route;
    };
    route.hops = way(doc, links, service, cdn).unwrap_or_default();
    let mut stage = |stage: Stage, of: &dyn Fn(&str) -> bool| {
        let mut found: Vec<(Id, usize)> = links
            .iter()
            .filter(|link| link.from == service && link.waits && of(kind(link.to)))
            .map(|link| (link.key, link.to))
            .collect();
        narrow(doc, links, action, stage, &mut found);
        let alone = found.len() == 1;
        let hop = |(connection, to): &(Id, usize)| Hop {
            connection: *connection,
            ends: [parts[service].id, parts[*to].id],
            stage,
            alone,
        };
        route.hops.extend(found.iter().map(hop));
        !found.is_empty()
    };
    match (writes, blob) {
        (Some(false), false) => {
            stage(Stage::Cache, &|kind| kind == "cache");
            stage(Stage::Read, &is_database);
        }
        (Some(true), false) => {
            stage(Stage::Write, &is_database);
        }
        (Some(writes), true) => {
            // The row says where the blob lies.
            if writes {
                stage(Stage::Write, &is_database);
            }
            let stage_of = if writes {
                Stage::BlobWrite
            } else {
                Stage::BlobRead
            };
            if !stage(stage_of, &|kind| kind == "blob") {
                // By an address that the service has signed.
                let straight = links.iter().find(|link| {
                    link.waits && kind(link.from) == "client" && kind(link.to) == "blob"
                });
                route.hops.extend(straight.map(|link| Hop {
                    connection: link.key,
                    ends: [link.from, link.to].map(|at| parts[at].id),
                    stage: stage_of,
                    alone: true,
                }));
            }
        }
        (None, _) => {}
    }
    route
}

/// Leaves of several databases the one that it is, where that can be told.
fn narrow(
    doc: &Document,
    links: &Links,
    action: &Action,
    stage: Stage,
    found: &mut Vec<(Id, usize)>,
) {
    if found.len() < 2 || !matches!(stage, Stage::Read | Stage::Write) {
        return;
    }
    let data = &doc.data_model;
    let record: Option<Id> = action.record.trim().parse().ok();
    let entity = data.entities.iter().find(|one| Some(one.id) == record);
    let engine = entity.map(|one| one.engine.trim());
    let engine = match (engine, data.engine.trim()) {
        (None, _) => None,
        (Some(""), "") => Some("postgres"),
        (Some(""), whole) => Some(whole),
        (own, _) => own,
    };
    // Of what is named after no engine at all it is none, unless all are.
    for engines in [engine.as_slice(), &ENGINES] {
        let named = |at: usize| {
            let name = doc.architecture.components[at].name.to_lowercase();
            engines.iter().any(|engine| name.contains(engine))
        };
        if found.iter().any(|(_, at)| named(*at)) {
            found.retain(|(_, at)| named(*at));
        }
    }
    let copies = |at: usize| {
        let mut from = links.copies.iter().filter(|(_, to)| *to == at);
        from.any(|(from, _)| found.iter().any(|(_, other)| other == from))
    };
    let wanted = stage == Stage::Read;
    let left: Vec<(Id, usize)> = (found.iter().copied())
        .filter(|(_, at)| copies(*at) == wanted)
        .collect();
    if !left.is_empty() {
        *found = left;
    }
}

/// The way from the nearest client to a component, if there is one.
fn way(doc: &Document, links: &Links, to: usize, cdn: bool) -> Option<Vec<Hop>> {
    let parts = &doc.architecture.components;
    let clients: Vec<usize> = (0..parts.len())
        .filter(|at| parts[*at].kind.trim() == "client")
        .collect();
    if clients.contains(&to) {
        return None;
    }
    let edges: Vec<usize> = (0..parts.len())
        .filter(|at| parts[*at].kind.trim() == "cdn")
        .collect();
    let through = edges.into_iter().filter(|_| cdn).filter_map(|edge| {
        let (near, mut first) = cheapest(parts, links, &clients, edge)?;
        let (far, last) = cheapest(parts, links, &[edge], to)?;
        first.extend(last);
        Some((near + far, first))
    });
    let found = through.min_by_key(|(cost, _)| *cost);
    let (_, way) = found.or_else(|| cheapest(parts, links, &clients, to))?;
    let mut stage = Stage::In;
    let hop = |at: usize| {
        let link = &links.all[at];
        if cdn && parts[link.from].kind.trim() == "cdn" {
            stage = Stage::Origin;
        }
        Hop {
            connection: link.key,
            ends: [link.from, link.to].map(|at| parts[at].id),
            stage,
            alone: true,
        }
    };
    Some(way.into_iter().map(hop).collect())
}

/// The cheapest way from any of these components to another, by the positions of its links; what it costs.
///
/// Source: Dijkstra's algorithm. Of ways that cost the same it is the one whose links come first.
fn cheapest(
    parts: &[Component],
    links: &Links,
    from: &[usize],
    to: usize,
) -> Option<(u32, Vec<usize>)> {
    let mut best: Vec<Option<(u32, Option<usize>)>> = vec![None; parts.len()];
    let mut done = vec![false; parts.len()];
    for at in from {
        best[*at] = Some((0, None));
    }
    loop {
        let open = (0..parts.len()).filter(|at| !done[*at]);
        let next = open.filter_map(|at| Some((best[at]?.0, at))).min()?;
        let (cost, at) = next;
        if at == to {
            break;
        }
        done[at] = true;
        // What keeps something passes nothing on.
        let start = from.contains(&at);
        let passes = match parts[at].kind.trim() {
            "dns" => DETOUR,
            "cdn" if !start => DETOUR,
            _ if start || !is_kept(&parts[at]) => 0,
            _ => continue,
        };
        for place in &links.out[at] {
            let link = &links.all[*place];
            let step = 1 + passes + if link.waits { 0 } else { ASIDE };
            let cost = cost + step;
            if best[link.to].is_none_or(|(known, _)| cost < known) {
                best[link.to] = Some((cost, Some(*place)));
            }
        }
    }
    let (cost, mut before) = best[to]?;
    let mut way = Vec::new();
    while let Some(place) = before {
        way.push(place);
        before = best[links.all[place].from].and_then(|(_, before)| before);
    }
    way.reverse();
    Some((cost, way))
}
