//! Which kind of database the design asks for, by what it says itself.

use crate::estimate::Estimate;
use crate::estimate::capacity::{
    DATABASE_READS, DATABASE_STORAGE, NODE_LOAD, PEAK_WRITE_QPS, SHARDS_FOR_STORAGE,
    SHARDS_FOR_WRITES,
};
use crate::estimate::data_model::{Own, Served, constraints, owned, served, sought};
use crate::formula::Formula;
use crate::model::data_model::{DATABASE, Relationship};
use crate::model::{Document, Input};
use rustc_hash::FxHashMap as HashMap;

/// What the design says of each question that decides.
#[derive(Debug, Default)]
struct Signs {
    /// References from one entity to another.
    references: usize,
    /// Relationships that were entered.
    relationships: usize,
    /// Of those and the references, how many lead from an entity to itself.
    deep: usize,
    /// Queries, and how many of them find their rows by the key or its first columns.
    queries: usize,
    by_key: usize,
    /// How many of those want a range or an order within the key.
    wide: usize,
    /// Actions of which the queries write several entities.
    transactions: usize,
    /// Entities, and how many of them have an attribute that is a document.
    entities: usize,
    documents: usize,
    /// Somebody asked for strong consistency.
    strong: bool,
    /// What one machine is not enough for.
    beyond: Beyond,
}

/// What one machine is not enough for.
#[derive(Debug, Default)]
struct Beyond {
    /// The writes.
    writes: bool,
    /// What is stored.
    size: bool,
    /// The reads as well, where it is enough for each of the others.
    reads: bool,
}

/// The kinds of database, by their values in [`DATABASE`].
const SQL: &str = "sql";
const DOCUMENT: &str = "document";
const KEY_VALUE: &str = "key-value";
const COLUMN: &str = "column";
const GRAPH: &str = "graph";
const HYBRID: &str = "hybrid";

/// Advice on the choice of a database; none while there are no entities with attributes.
pub(super) fn advice(doc: &Document, estimate: &Estimate) -> Option<String> {
    let signs = signs(doc, estimate);
    if signs.entities == 0 {
        return None;
    }
    let (kind, why) = suggested(&signs);
    let mut said = vec![format!("This design asks for {}: {why}.", label(kind))];
    said.push(asked(&signs));
    said.push(load(&signs, estimate));
    let chosen = doc.data_model.database.trim();
    if chosen == kind {
        said.push("That is what you chose.".to_owned());
    } else if !chosen.is_empty() {
        let but = if doc.data_model.database_reasons.trim().is_empty() {
            "; the reasons for it are missing"
        } else {
            ", for the reasons below"
        };
        said.push(format!("You chose {}{but}.", label(chosen)));
    }
    said.retain(|sentence| !sentence.is_empty());
    Some(said.join(" "))
}

fn label(kind: &str) -> &'static str {
    let Input::Choice(choices) = DATABASE.spec.input else {
        return "";
    };
    let found = choices.iter().find(|(value, _)| *value == kind);
    found.map_or("another kind", |(_, label)| label)
}

/// The rules, the first that fits.
fn suggested(signs: &Signs) -> (&'static str, &'static str) {
    let related = signs.references > 0 || signs.relationships > 0 || signs.transactions > 0;
    let all_by_key = signs.queries > 0 && signs.by_key == signs.queries;
    let beyond = signs.beyond.writes || signs.beyond.size;
    match () {
        () if signs.deep >= 2 && signs.deep * 2 > signs.relationships.max(signs.references) => (
            GRAPH,
            "most relations lead from an entity to itself, level by level",
        ),
        () if !beyond && signs.documents * 2 > signs.entities && !related => (
            DOCUMENT,
            "most entities are documents, and none refers to another",
        ),
        () if !beyond && signs.beyond.reads => (
            SQL,
            "one machine is enough for what is written and kept, replicas take the reads, and then joins, transactions and any query come at no price",
        ),
        () if !beyond => (
            SQL,
            "one machine is enough, and then joins, transactions and any query come at no price",
        ),
        () if related || signs.strong => (
            HYBRID,
            "what belongs together stays in tables, and what outgrows a machine goes where a key finds it",
        ),
        () if all_by_key && signs.wide > 0 => (
            COLUMN,
            "it outgrows one machine, and rows are asked for by a key, in order within it",
        ),
        () if all_by_key => (
            KEY_VALUE,
            "it outgrows one machine, and every query has the key",
        ),
        () if signs.documents * 2 > signs.entities => (
            DOCUMENT,
            "it outgrows one machine, and most entities are documents",
        ),
        () if signs.queries == 0 => (
            HYBRID,
            "it outgrows one machine, and the queries that would decide are not entered",
        ),
        () => (
            HYBRID,
            "it outgrows one machine, and not every query has the key",
        ),
    }
}

fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// What is asked of it.
fn asked(signs: &Signs) -> String {
    let mut said = Vec::new();
    if signs.queries > 0 {
        said.push(format!(
            "{} of {} by the key",
            signs.by_key,
            count(signs.queries, "query", "queries")
        ));
    }
    if signs.references > 0 {
        said.push(count(signs.references, "foreign key", "foreign keys"));
    }
    if signs.relationships > 0 {
        said.push(count(signs.relationships, "relationship", "relationships"));
    }
    if signs.transactions > 0 {
        let actions = count(signs.transactions, "action", "actions");
        said.push(format!("{actions} with writes to several entities"));
    }
    if signs.documents > 0 {
        said.push(count(signs.documents, "entity", "entities") + " with a document in it");
    }
    if signs.strong {
        said.push("strong consistency".to_owned());
    }
    if said.is_empty() {
        return String::new();
    }
    format!("It has {}.", said.join(", "))
}

/// How much there is of it, beside what a machine does.
fn load(signs: &Signs, estimate: &Estimate) -> String {
    let known = |formula: &'static Formula| {
        let node = estimate.result(formula, 0)?;
        node.value.map(|_| estimate.graph().shown(node))
    };
    let writes = known(&PEAK_WRITE_QPS).map(|writes| {
        let fit = if signs.beyond.writes {
            "more than"
        } else {
            "within"
        };
        format!("{writes} of writes at peak are {fit} what one machine does")
    });
    let size = known(&DATABASE_STORAGE).map(|size| {
        let fit = if signs.beyond.size {
            "needs several"
        } else {
            "fits on one"
        };
        format!("{size} of storage {fit}")
    });
    let reads = known(&DATABASE_READS).filter(|_| signs.beyond.reads);
    let reads = reads.map(|reads| format!("{reads} of reads after the cache need replicas"));
    let said: Vec<String> = writes.into_iter().chain(size).chain(reads).collect();
    if said.is_empty() {
        return String::new();
    }
    said.join("; ") + "."
}

fn signs(doc: &Document, estimate: &Estimate) -> Signs {
    let more = |formula| {
        let node = estimate.result(formula, 0);
        let value = node.and_then(|node| node.value);
        value.is_some_and(|machines| machines.value > 1.0)
    };
    let (writes, size) = (more(&SHARDS_FOR_WRITES), more(&SHARDS_FOR_STORAGE));
    let model = &doc.data_model;
    let relates = |row: &&Relationship| !row.from.trim().is_empty() && !row.to.trim().is_empty();
    let mut signs = Signs {
        relationships: model.relationships.iter().filter(relates).count(),
        deep: model
            .relationships
            .iter()
            .filter(relates)
            .filter(|row| row.from.trim() == row.to.trim())
            .count(),
        strong: model.cap == "cp",
        beyond: Beyond {
            writes,
            size,
            reads: more(&NODE_LOAD) && !writes && !size,
        },
        ..Signs::default()
    };
    let mut written: HashMap<&str, Vec<u32>> = HashMap::default();
    for own in owned(doc) {
        if own.attributes.is_empty() {
            continue;
        }
        signs.entities += 1;
        entity(&mut signs, &own);
        for pattern in &own.patterns {
            signs.strong |= pattern.consistency == "strong";
            let action = pattern.action.trim();
            if pattern.operation == "write" && !action.is_empty() {
                let entities = written.entry(action).or_default();
                if !entities.contains(&own.entity.id) {
                    entities.push(own.entity.id);
                }
            }
        }
    }
    signs.transactions = written.values().filter(|all| all.len() > 1).count();
    signs
}

fn entity(signs: &mut Signs, own: &Own) {
    let mut document = false;
    for attribute in &own.attributes {
        let read = constraints(&attribute.constraints);
        signs.references += read.references.len();
        let kind = attribute.kind.trim().to_ascii_lowercase();
        document |= ["json", "object", "document", "map"]
            .iter()
            .any(|word| kind.starts_with(word));
    }
    signs.documents += usize::from(document);
    for pattern in &own.patterns {
        let sought = sought(&pattern.filter);
        if sought.is_empty() {
            // What is added is added by its key; what wants all rows is not asked by one.
            let adds = pattern.operation == "write";
            signs.queries += 1;
            signs.by_key += usize::from(adds);
            continue;
        }
        signs.queries += 1;
        let first = own.indexes.first().filter(|index| index.unique);
        let key = first.map(std::slice::from_ref).unwrap_or_default();
        if served(pattern, key) == Served::Whole(0) {
            signs.by_key += 1;
            let ordered = !pattern.sort.trim().is_empty();
            signs.wide += usize::from(ordered || sought.iter().any(|sought| sought.range));
        }
    }
}
