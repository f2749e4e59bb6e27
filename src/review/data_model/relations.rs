//! What holds between entities: relationships and what carries them, circles, and who writes what.

use super::{Model, cell, constraints_of, folded, replaced, singular, with};
use crate::estimate::data_model::Store;
use crate::model::Address;
use crate::model::Id;
use crate::model::data_model::{
    ACCESS_PATTERNS, ATTRIBUTES, ENTITIES, ENTITY, INDEX_ENTITY, INDEXES, QUERY_ENTITY,
    RELATION_FROM, RELATION_TO, RELATIONSHIP, RELATIONSHIPS, Relationship,
};
use crate::review::Fix;
use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

pub(super) fn check(model: &mut Model) {
    let references = References::of(model);
    gone(model);
    relationships(model, &references);
    circles(model, &references);
    unwritten(model);
    untouched(model, &references);
}

/// Which entity refers to which.
struct References {
    pairs: HashSet<(usize, usize)>,
    /// Of each entity: to which it must refer, and by which attribute.
    needed: Vec<Vec<(usize, usize)>>,
}

impl References {
    fn of(model: &Model) -> Self {
        let (mut pairs, mut needed) = (HashSet::default(), Vec::new());
        for (from, seen) in model.all.iter().enumerate() {
            let mut own = Vec::new();
            for (attribute, read) in seen.read.iter().enumerate() {
                for to in &read.references {
                    let Some(to) = model.entity(&to.entity) else {
                        continue;
                    };
                    pairs.insert((from, to));
                    // A first row may well refer to itself.
                    if to != from && (read.not_null || read.primary) {
                        own.push((to, attribute));
                    }
                }
            }
            needed.push(own);
        }
        Self { pairs, needed }
    }
}

/// Rows that belong to an entity that was taken away.
fn gone(model: &mut Model) {
    let ids: HashSet<Id> = model.all.iter().map(|seen| seen.own.entity.id).collect();
    let data = &model.doc.data_model;
    let mut all: Vec<(Address, &str)> = Vec::new();
    for row in &data.relationships {
        all.push((cell(&RELATIONSHIPS, &RELATION_FROM, row.id), &row.from));
        all.push((cell(&RELATIONSHIPS, &RELATION_TO, row.id), &row.to));
    }
    let indexes = data.indexes.iter();
    all.extend(indexes.map(|row| (cell(&INDEXES, &INDEX_ENTITY, row.id), row.entity.as_str())));
    let queries = data.access_patterns.iter();
    all.extend(queries.map(|row| {
        (
            cell(&ACCESS_PATTERNS, &QUERY_ENTITY, row.id),
            row.entity.as_str(),
        )
    }));
    for (place, text) in all {
        let text = text.trim();
        let there = |id: Id| ids.contains(&id);
        if !text.is_empty() && !text.parse().is_ok_and(there) {
            let why =
                "What it belongs to was taken away. Choose another entity, or take this away too.";
            let fix = match place {
                Address::Cell { table, row, .. } => Some(Fix::remove("Take it away", table, row)),
                Address::Field(_) => None,
            };
            model.wrong(place, "The entity is gone".to_owned(), why.to_owned(), fix);
        }
    }
}

/// Relationships that are there twice, or that no foreign key carries.
fn relationships(model: &mut Model, references: &References) {
    let doc = model.doc;
    let ids: HashMap<Id, usize> = (model.all.iter().enumerate())
        .map(|(at, seen)| (seen.own.entity.id, at))
        .collect();
    let mut seen = HashSet::default();
    for row in &doc.data_model.relationships {
        let find = |id: &str| ids.get(&id.trim().parse().ok()?).copied();
        let Some((from, to)) = find(&row.from).zip(find(&row.to)) else {
            continue;
        };
        let place = cell(&RELATIONSHIPS, &RELATIONSHIP, row.id);
        if !seen.insert((from, to, folded(&row.label), &row.kind)) {
            let why = "Another row says the same of the same two entities.";
            let fix = Fix::remove("Take it away", &RELATIONSHIPS, row.id);
            let title = "This relationship is there twice".to_owned();
            model.say(place, title, why.to_owned(), Some(fix));
            continue;
        }
        let carried = references.pairs.contains(&(to, from))
            || row.kind == "one" && references.pairs.contains(&(from, to));
        if row.kind != "many" && !carried {
            not_carried(model, row, place, [from, to]);
        }
    }
}

/// A relationship of which the many side holds nothing of the one.
fn not_carried(model: &mut Model, row: &Relationship, place: Address, [from, to]: [usize; 2]) {
    let (one, many) = (&model.all[from], &model.all[to]);
    let tables = [one, many].map(|seen| matches!(seen.store, Store::Relational(_)));
    // Just begun; or held otherwise, as documents within documents.
    if tables.contains(&false) || one.read.is_empty() || many.read.is_empty() {
        return;
    }
    let title = format!("Nothing in {} refers to {}", many.own.name, one.own.name);
    let mut fix = None;
    let mut name = [&singular(&one.own.name), "_id"].concat();
    if let [key] = one.key[..] {
        let key_of = one.own.attributes[key];
        let path = one.path(key);
        // An `id` has another name elsewhere, and so it has in its own entity.
        if from == to {
            name.insert_str(0, "parent_");
        } else if folded(&key_of.name) != "id" {
            key_of.name.trim().clone_into(&mut name);
        }
        let clause = ["FK → ", &path].concat();
        fix = Some(if let Some(at) = many.column(&name) {
            let there = many.own.attributes[at];
            let text = with(&clause, &there.constraints);
            Fix::edit(
                format!("Let {name} refer to {path}"),
                constraints_of(there),
                text,
            )
        } else {
            let optional = from == to || matches!(row.optional.as_str(), "from" | "both");
            let rest = if optional { "" } else { ", not null" };
            let cells = vec![
                name.clone(),
                super::references::counted(key_of.kind.trim()).to_owned(),
                String::new(),
                [clause.as_str(), rest].concat(),
                many.own.entity.id.to_string(),
            ];
            Fix::add(
                format!("Add {name} to {}", many.own.name),
                &ATTRIBUTES,
                cells,
            )
        });
        // What refers to something else already is not turned round.
        let taken = many
            .column(&name)
            .filter(|at| !many.read[*at].references.is_empty());
        fix = fix.filter(|_| taken.is_none());
    }
    let why = format!(
        "The relationship needs an attribute in {} that holds the key of {}: {name}, with FK → {}.",
        many.own.name, one.own.name, one.own.name
    );
    model.say(place, title, why, fix);
}

/// Entities of which each row needs one of the others first.
fn circles(model: &mut Model, references: &References) {
    // 0: not looked at; else the number of the walk that came by.
    let mut walks = vec![0_usize; model.all.len()];
    let mut left: Vec<usize> = references.needed.iter().map(Vec::len).collect();
    drop_free(references, &mut left);
    for start in 0..walks.len() {
        let (mut at, mut path) = (start, Vec::new());
        while walks[at] == 0 && left[at] > 0 {
            walks[at] = start + 1;
            // One of them is left, or it would have none.
            let Some(next) = references.needed[at].iter().find(|(to, _)| left[*to] > 0) else {
                break;
            };
            path.push((at, next.1));
            at = next.0;
        }
        let begins = path.iter().position(|(on, _)| *on == at);
        if let Some(begins) = begins.filter(|_| walks[at] == start + 1) {
            circle(model, &path[begins..]);
        }
    }
}

/// Sets to 0 what can be loaded: an entity that needs none, or only such.
fn drop_free(references: &References, left: &mut [usize]) {
    let mut by: Vec<Vec<usize>> = vec![Vec::new(); left.len()];
    for (from, needed) in references.needed.iter().enumerate() {
        for (to, _) in needed {
            by[*to].push(from);
        }
    }
    let mut free: Vec<usize> = (0..left.len()).filter(|at| left[*at] == 0).collect();
    while let Some(at) = free.pop() {
        for from in &by[at] {
            left[*from] -= 1;
            if left[*from] == 0 {
                free.push(*from);
            }
        }
    }
}

/// So many entities of a circle are named.
const NAMED: usize = 6;

fn circle(model: &mut Model, path: &[(usize, usize)]) {
    let Some(&(last, attribute)) = path.last() else {
        return;
    };
    let mut names: Vec<&str> = (path.iter().take(NAMED))
        .map(|(at, _)| model.all[*at].own.name.as_str())
        .collect();
    if path.len() > NAMED {
        names.push("…");
    }
    names.push(names[0]);
    let row = model.all[last].own.attributes[attribute];
    let place = constraints_of(row);
    let title = ["No first row: ", &names.join(" → ")].concat();
    let why = "Each row needs one of the next before it can be added, all the way round. Let one of these references be null at first, or take it away.";
    let lower = row.constraints.to_ascii_lowercase();
    let clause = lower
        .find("not null")
        .and_then(|at| row.constraints.get(at..at + 8));
    let fix = clause.filter(|_| !model.all[last].read[attribute].primary);
    let fix = fix.and_then(|clause| {
        let text = replaced(&row.constraints, clause, "null")?;
        Some(Fix::edit(
            format!("Let {} be null", model.all[last].path(attribute)),
            place,
            text,
        ))
    });
    model.say(place, title, why.to_owned(), fix);
}

/// Entities that nothing writes, once some are said to be written.
fn unwritten(model: &mut Model) {
    let actions = model.doc.apis.actions.iter();
    let written: HashSet<Id> = actions
        .filter(|action| action.operation != "read")
        .filter_map(|action| action.record.trim().parse().ok())
        .collect();
    let mut said = Vec::new();
    for seen in &model.all {
        let entity = seen.own.entity;
        let mut patterns = seen.own.patterns.iter();
        let unlinked = !written.contains(&entity.id)
            && entity.new_rows.trim().is_empty()
            && !patterns.any(|pattern| pattern.operation == "write");
        if unlinked && !seen.read.is_empty() {
            said.push((entity.id, &seen.own.name));
        }
    }
    // While nobody has linked anything, it says nothing that something is not linked.
    if written.is_empty() || said.len() == model.all.len() {
        return;
    }
    let said: Vec<_> = said
        .into_iter()
        .map(|(id, name)| (id, ["Nothing writes ", name].concat()))
        .collect();
    for (id, title) in said {
        let adding = vec!["Add a row".to_owned(), id.to_string(), "write".to_owned()];
        let fix = Fix::add(
            "Add a query that writes it".to_owned(),
            &ACCESS_PATTERNS,
            adding,
        );
        let why = "Actions leave rows behind in others, but none in this one, and no query writes it. Name it as the record of an action, or add the query that writes it.";
        model.say(
            cell(&ENTITIES, &ENTITY, id),
            title,
            why.to_owned(),
            Some(fix),
        );
    }
}

/// Entities that no query asks, no action leaves rows in and nothing is related to, once there are queries.
fn untouched(model: &mut Model, references: &References) {
    let doc = model.doc;
    if model.all.iter().all(|seen| seen.own.patterns.is_empty()) {
        return;
    }
    let actions = doc.apis.actions.iter().map(|action| &action.record);
    let related = doc
        .data_model
        .relationships
        .iter()
        .flat_map(|row| [&row.from, &row.to]);
    let used: HashSet<Id> = actions
        .chain(related)
        .filter_map(|id| id.trim().parse().ok())
        .collect();
    let referred: HashSet<usize> = references
        .pairs
        .iter()
        .flat_map(|(from, to)| [*from, *to])
        .collect();
    let mut said = Vec::new();
    for (at, seen) in model.all.iter().enumerate() {
        let free = !used.contains(&seen.own.entity.id) && !referred.contains(&at);
        if free && !seen.read.is_empty() && seen.own.patterns.is_empty() {
            let place = cell(&ENTITIES, &ENTITY, seen.own.entity.id);
            said.push((place, ["Nothing uses ", &seen.own.name].concat()));
        }
    }
    for (place, title) in said {
        let why = "No query asks it, no action leaves a row in it, and nothing is related to it. Add what uses it, or take it away.";
        // Nothing writes it either: once is enough.
        if !model.found.iter().any(|problem| problem.place == place) {
            model.say(place, title, why.to_owned(), None);
        }
    }
}
