//! Components that follow from what the design says, and how they are usually connected.

use super::{Proposal, push, row, same};
use crate::engines::Engine;
use crate::estimate::data_model::{Store, store};
use crate::estimate::{Estimate, capacity as c, topics as t};
use crate::formula::Formula;
use crate::model::architecture::{COMPONENT_KIND, COMPONENTS, CONNECTIONS, Component};
use crate::model::data_model::ENTITY_ENGINE;
use crate::model::{Document, Field, Id, capacity};
use crate::review::Fix;

pub(super) fn components(doc: &Document, estimate: &Estimate) -> Vec<Proposal> {
    let found = Vec::new();
    let mut parts = Parts {
        doc,
        estimate,
        found,
    };
    in_front(&mut parts);
    behind(&mut parts);
    others(&mut parts);
    parts.found
}

fn entered(text: &str) -> bool {
    !text.trim().is_empty()
}

/// What a request comes to first, and the services.
fn in_front(parts: &mut Parts) {
    let doc = parts.doc;
    let services = doc.services.services.iter();
    let services = services.filter(|service| entered(&service.name));
    if !doc.actors.actors.is_empty() || !doc.apis.actions.is_empty() {
        parts.one("Client", "client", "Somebody calls the APIs.");
    }
    let at_edge = doc.apis.actions.iter().any(|action| entered(&action.cdn));
    if at_edge || parts.input(&capacity::CDN_SHARE) > 0.0 {
        let why = "Section 5 has a share of the traffic that a CDN serves.";
        parts.one("CDN", "cdn", why);
    }
    if parts.result(&c::SERVERS) > 1.0 {
        let servers = parts.estimate.shown(&c::SERVERS, 0);
        let why = ["Section 5 has ", &servers, " servers."].concat();
        parts.one("Load balancer", "balancer", &why);
    }
    if services.clone().count() > 1 {
        let why = "There are several services behind one address.";
        parts.one("API gateway", "gateway", why);
    }
    for service in services {
        parts.add(&service.name, "", "It is a service of section 4.");
    }
}

/// What the services keep their data in.
fn behind(parts: &mut Parts) {
    let doc = parts.doc;
    let cached = [
        &doc.capacity.hit_ratio,
        &doc.capacity.cache_memory,
        &doc.cost.cache_memory,
    ];
    if cached.into_iter().any(|text| entered(text)) {
        let size = parts.estimate.shown(&c::CACHE_SIZE, 0);
        let why = ["Section 5 counts on a cache; its size is ", &size, "."].concat();
        parts.one("Cache", "cache", &why);
    }
    databases(parts);
    let mut actions = doc.apis.actions.iter();
    if actions.any(|action| action.store == "blob") {
        let why = "Actions keep something in blob storage.";
        parts.one("Blob storage", "blob", why);
    }
    let stream = entered(&doc.reliability.kafka_rate) && parts.result(&t::KAFKA_THROUGHPUT) > 0.0;
    let mut actions = doc.apis.actions.iter();
    let events = actions.any(|action| action.method == "EVENT");
    if !doc.reliability.topics.is_empty() || stream || events {
        let why = "There are topics, or events that nobody waits for.";
        parts.one("Kafka", "queue", why);
    }
    let mut indexes = doc.data_model.indexes.iter();
    if indexes.any(|index| index.kind == "inverted") {
        let why = "An index of section 7 is a full-text index.";
        parts.one("Search", "search", why);
    }
}

/// What somebody else runs.
fn others(parts: &mut Parts) {
    let cost = &parts.doc.cost;
    if entered(&cost.sms) {
        parts.add("Twilio (SMS)", "third", "Section 6 pays for text messages.");
    }
    if entered(&cost.emails) {
        parts.add("SendGrid (emails)", "third", "Section 6 pays for emails.");
    }
    let used = cost.others.iter().filter(|other| entered(&other.quantity));
    for other in used {
        parts.add(&other.name, "third", "Section 6 pays for each use of it.");
    }
}

/// A database for each engine that entities are kept in, or that was chosen.
fn databases(parts: &mut Parts) {
    let doc = parts.doc;
    let mut kept: Vec<(&str, &str)> = Vec::new();
    for entity in &doc.data_model.entities {
        let one = match store(doc, entity) {
            Store::Relational(engine) => (engine.name(), "sql"),
            Store::Other(_) => (
                ENTITY_ENGINE.spec.choice_label(entity.engine.trim()),
                "nosql",
            ),
        };
        if !kept.contains(&one) {
            kept.push(one);
        }
    }
    if kept.is_empty() {
        kept.extend(match doc.data_model.database.trim() {
            "" => None,
            "sql" | "hybrid" => Some((Engine::Postgres.name(), "sql")),
            _ => Some(("NoSQL database", "nosql")),
        });
    }
    for (name, kind) in &kept {
        let why = "Entities of section 7 are kept in it.";
        let alone = kept.iter().filter(|(_, other)| other == kind).count() == 1;
        let word = name.split(' ').next().unwrap_or(name).to_lowercase();
        let there = |other: &Component| other.name.to_lowercase().contains(&word);
        if alone {
            parts.one(name, kind, why);
        } else if !doc.architecture.components.iter().any(there) {
            parts.add(name, kind, why);
        }
    }
}

struct Parts<'d> {
    doc: &'d Document,
    estimate: &'d Estimate,
    found: Vec<Proposal>,
}

impl Parts<'_> {
    /// The value of a result; 0 where there is none.
    fn result(&self, formula: &Formula) -> f64 {
        let node = self.estimate.result(formula, 0);
        node.and_then(|node| node.value)
            .map_or(0.0, |value| value.value)
    }

    /// The value of a field; 0 where there is none.
    fn input(&self, field: &'static Field<Document>) -> f64 {
        let node = self.estimate.input(field.spec.key, 0);
        node.and_then(|node| node.value)
            .map_or(0.0, |value| value.value)
    }

    /// Proposes it unless one of its name is there.
    fn add(&mut self, name: &str, kind: &str, why: &str) {
        push(
            &mut self.found,
            row(&COMPONENTS, self.doc, &[name.trim(), kind], why),
        );
    }

    /// Proposes it unless one of its kind is there, whatever it is called.
    fn one(&mut self, name: &str, kind: &str, why: &str) {
        if !self
            .doc
            .architecture
            .components
            .iter()
            .any(|there| there.kind == kind)
        {
            self.add(name, kind, why);
        }
    }
}

/// Where something goes from a kind of component: to the first of these kinds that is there; what it carries, and how.
const WAYS: &[(&str, &[&str], &str, &str)] = &[
    ("client", &["dns"], "looks up", ""),
    ("client", &["cdn"], "files, cached reads", ""),
    ("client", &["balancer", "gateway", ""], "requests", ""),
    ("cdn", &["balancer", "gateway", ""], "misses", ""),
    ("balancer", &["gateway", ""], "requests", ""),
    ("gateway", &[""], "requests", ""),
    ("", &["cache"], "hot reads", ""),
    ("", &["sql"], "reads and writes", ""),
    ("", &["nosql"], "reads and writes", ""),
    ("", &["blob"], "files", ""),
    ("", &["search"], "searches", ""),
    ("", &["queue"], "events", "async"),
    ("", &["third"], "calls", ""),
    ("queue", &["worker", "search"], "events", "async"),
    ("worker", &["sql", "nosql"], "reads and writes", ""),
];

/// More than these nobody wants to read.
const MOST: usize = 40;

/// Kinds of which one is asked, and the others follow it by themselves.
const FIRST: [&str; 3] = ["sql", "nosql", "cache"];

/// Connections between components that are there, as long as nothing connects the two, and one of them still hangs
/// in the air: once a picture is whole, whoever drew it knows better.
pub(super) fn connections(doc: &Document) -> Vec<Proposal> {
    let all = &doc.architecture.components;
    let of = |kind: &'static str| {
        let named = move |part: &&Component| part.kind == kind && !part.name.trim().is_empty();
        all.iter().filter(named)
    };
    let ways = there(doc);
    let mut found = Vec::new();
    for (from, to, carries, kind) in WAYS {
        let Some(to) = to.iter().find(|to| of(to).next().is_some()) else {
            continue;
        };
        let first = FIRST.contains(to);
        let many = if first { 1 } else { MOST };
        for from in of(from) {
            let depends = depends(doc, from);
            for to in of(to).take(many) {
                if depends.as_ref().is_some_and(|text| !names(text, to)) {
                    continue;
                }
                let ends = |(a, b): &(&Component, &Component)| {
                    a.id == from.id && (b.id == to.id || first && b.kind == to.kind)
                };
                let loose = !ways.iter().any(|(a, _)| a.id == from.id)
                    || !ways.iter().any(|(_, b)| b.id == to.id);
                if found.len() < MOST && loose && !ways.iter().any(ends) {
                    push(&mut found, connection(from, to, carries, kind));
                }
            }
        }
    }
    found
}

/// What a service depends on, in small letters, where section 4 says it.
fn depends(doc: &Document, from: &Component) -> Option<String> {
    let mut services = doc.services.services.iter();
    let service = services.find(|service| same(&service.name, &from.name))?;
    let said = from.kind.is_empty() && entered(&service.depends);
    said.then(|| service.depends.to_lowercase())
}

/// Whether a text names a component, or what it is: `database`, `cache`.
fn names(text: &str, to: &Component) -> bool {
    let label = COMPONENT_KIND.spec.choice_label(&to.kind);
    let word = label.rsplit(' ').next().unwrap_or(label).to_lowercase();
    text.contains(&to.name.trim().to_lowercase()) || text.contains(&word)
}

/// What is connected, from which to which.
fn there(doc: &Document) -> Vec<(&Component, &Component)> {
    let by = |text: &str| {
        let id: Id = text.trim().parse().ok()?;
        doc.architecture
            .components
            .iter()
            .find(|part| part.id == id)
    };
    let rows = doc.architecture.connections.iter();
    rows.filter_map(|row| by(&row.from).zip(by(&row.to)))
        .collect()
}

fn connection(from: &Component, to: &Component, carries: &str, kind: &str) -> Option<Proposal> {
    if same(&from.name, &to.name) {
        return None;
    }
    let label = [from.name.trim(), " → ", to.name.trim()].concat();
    let cells = [
        carries.to_owned(),
        from.id.to_string(),
        to.id.to_string(),
        kind.to_owned(),
    ];
    Some(Proposal {
        fix: Fix::add(label, &CONNECTIONS, cells.into()),
        why: carries.to_owned(),
    })
}
