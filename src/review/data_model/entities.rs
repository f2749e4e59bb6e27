//! Entities and attributes by themselves: keys, names, types.

use super::{Model, Seen, cell, constraints_of, folded, singular, with};
use crate::engines::{Engine, RecordStore, Type, name_of, read_type, reserved};
use crate::estimate::data_model::Store;
use crate::model::Address;
use crate::model::data_model::{ATTRIBUTE, ATTRIBUTE_TYPE, ATTRIBUTES, ENTITIES, ENTITY};
use crate::review::{Fix, Severity};

pub(super) fn check(model: &mut Model, at: usize) {
    bare(model, at);
    key(model, at);
    names(model, at);
    types(model, at);
}

/// An entity of which only the name is known.
fn bare(model: &mut Model, at: usize) {
    let own = &model.all[at].own;
    if !own.attributes.is_empty() || own.entity.name.trim().is_empty() {
        return;
    }
    let key = [&singular(&own.name).replace(' ', "_"), "_id"].concat();
    let label = ["Add ", &key, " as its key"].concat();
    let cells = [&key, "bigint", "", "PK", &own.entity.id.to_string()].map(str::to_owned);
    let fix = Fix::add(label, &ATTRIBUTES, cells.to_vec());
    let place = cell(&ENTITIES, &ENTITY, own.entity.id);
    let title = [&own.name, " has no attributes"].concat();
    let why = "Its rows take no space in the estimate, and SQL leaves the table out. Write down what it keeps, the key first.";
    model.say(place, title, why.to_owned(), Some(fix));
    if let Some(last) = model.found.last_mut() {
        last.severity = Severity::Hint;
    }
}

/// Rows that nothing tells apart.
fn key(model: &mut Model, at: usize) {
    let seen = &model.all[at];
    let other = match seen.store {
        // Every document has an _id.
        Store::Other(RecordStore::Mongodb) => true,
        Store::Other(_) => !seen.own.entity.partition.trim().is_empty(),
        Store::Relational(_) => false,
    };
    if other || !seen.key.is_empty() || seen.own.attributes.is_empty() {
        return;
    }
    let likely = seen.own.attributes[likely_key(seen)];
    let fix = match likely.name.trim() {
        "" => None,
        name => Some(Fix::edit(
            ["Make ", name, " the key"].concat(),
            constraints_of(likely),
            with("PK", &likely.constraints),
        )),
    };
    let title = [&seen.own.name, " has no primary key"].concat();
    let why = "Nothing tells one row from another, and no other entity can refer to one. Write PK at the attribute that does.";
    model.say(constraints_of(likely), title, why.to_owned(), fix);
}

/// The attribute that a key is most likely to be: `id`, `user_id` of Users, one that is unique, else the first.
fn likely_key(seen: &Seen) -> usize {
    let own = [&singular(&seen.own.name), "_id"].concat();
    let unique = (0..seen.read.len()).find(|at| seen.read[*at].unique);
    let column = |name| seen.column(name);
    (column("id").or(column(&own)))
        .or(unique)
        .unwrap_or_default()
}

/// Names that are taken, too long, or words of the language.
fn names(model: &mut Model, at: usize) {
    let seen = &model.all[at];
    let entity = seen.own.entity;
    let engine = seen.engine();
    let mut said = Vec::new();
    let place = cell(&ENTITIES, &ENTITY, entity.id);
    let first = &model.all[model.entity(&seen.own.name).unwrap_or(at)];
    if !entity.name.trim().is_empty() {
        if first.own.entity.id != entity.id {
            let free = |name: &str| model.entity(name).is_none();
            let fix = Some(call(place, &numbered(&seen.own.name, free)));
            said.push((place, twice(&first.own.name, &seen.own.name), SAME, fix));
        }
        let wrong = engine.and_then(|engine| refused(engine, &seen.own.name));
        said.extend(wrong.map(|(title, why)| {
            let other = plural_or_short(&seen.own.name);
            let free = model.entity(&other).is_none() && !mentioned(model, &seen.own.name);
            (place, title, why, free.then(|| call(place, &other)))
        }));
    }
    for (position, attribute) in seen.own.attributes.iter().enumerate() {
        let name = attribute.name.trim();
        if name.is_empty() {
            continue;
        }
        let place = cell(&ATTRIBUTES, &ATTRIBUTE, attribute.id);
        let first = seen.column(name).unwrap_or(position);
        if first != position {
            let title = twice(seen.own.attributes[first].name.trim(), name);
            let fix = numbered(name, |name| seen.column(name).is_none());
            let fix = Some(call(place, &fix));
            let title = [&seen.own.name, ": ", &title].concat();
            said.push((place, title, SAME, fix));
        }
        let wrong = engine.and_then(|engine| refused(engine, name));
        said.extend(wrong.map(|(title, why)| {
            let other = match short(name) {
                Some(short) => short,
                None => [&singular(&seen.own.name), "_", name].concat(),
            };
            let free = seen.column(&other).is_none() && !mentioned(model, name);
            (place, title, why, free.then(|| call(place, &other)))
        }));
    }
    for (place, title, why, fix) in said {
        model.wrong(place, title, why.to_owned(), fix);
    }
}

fn call(place: Address, name: &str) -> Fix {
    Fix::edit(["Call it ", name].concat(), place, name.to_owned())
}

/// The name with the first number that makes it free.
fn numbered(name: &str, free: impl Fn(&str) -> bool) -> String {
    let mut number = 2;
    loop {
        let found = format!("{name}_{number}");
        if free(&found) {
            return found;
        }
        number += 1;
    }
}

/// Of a name that an engine finds too long, as much as each takes.
fn short(name: &str) -> Option<String> {
    (name.len() > 63).then(|| {
        let fits = |at: &(usize, char)| at.0 + at.1.len_utf8() <= 60;
        name.char_indices()
            .take_while(fits)
            .map(|(_, c)| c)
            .collect()
    })
}

fn plural_or_short(name: &str) -> String {
    short(name).unwrap_or_else(|| [name, "s"].concat())
}

/// Whether a text of the data model calls something by this name: with another name there, that would lead nowhere.
fn mentioned(model: &Model, name: &str) -> bool {
    let data = &model.doc.data_model;
    let attributes = data.attributes.iter().map(|row| &row.constraints);
    let indexes = data
        .indexes
        .iter()
        .flat_map(|row| [&row.columns, &row.condition]);
    let queries = data
        .access_patterns
        .iter()
        .flat_map(|row| [&row.filter, &row.sort]);
    let partitions = data.entities.iter().map(|row| &row.partition);
    let mut texts = attributes.chain(indexes).chain(queries).chain(partitions);
    let wanted = folded(name);
    texts.any(|text| !text.is_empty() && folded(text).contains(&wanted))
}

const SAME: &str = "In SQL, case makes no difference unless a name stands in quotation marks; whatever names one of them could mean the other. Call one of them otherwise.";

fn twice(first: &str, second: &str) -> String {
    if first == second {
        format!("{first} is there twice")
    } else {
        format!("{first} and {second} are one name")
    }
}

/// What an engine has against a name.
fn refused(engine: Engine, name: &str) -> Option<(String, &'static str)> {
    let (long, why) = match engine {
        Engine::Postgres => (
            name.len() > 63,
            "PostgreSQL cuts names off behind 63 bytes; two names can become one. Take a shorter one.",
        ),
        Engine::Innodb => (
            name.chars().count() > 64,
            "MySQL refuses names of more than 64 characters. Take a shorter one.",
        ),
        Engine::Sqlite => (false, ""),
    };
    if long {
        let start: String = name.chars().take(24).collect();
        return Some((format!("The name {start}… is too long"), why));
    }
    reserved(engine, name).then(|| {
        let title = format!("{name} is a reserved word of {}", engine.name());
        (title, "It has to stand in quotation marks in every query. Another name saves that: the plural, or one that says more.")
    })
}

/// Types that nobody knows, or that the engine does not have.
fn types(model: &mut Model, at: usize) {
    let seen = &model.all[at];
    let Some(engine) = seen.engine() else { return };
    let mut said = Vec::new();
    for attribute in &seen.own.attributes {
        let text = attribute.kind.trim();
        let data_type = read_type(text);
        let place = cell(&ATTRIBUTES, &ATTRIBUTE_TYPE, attribute.id);
        if unknown(&data_type) {
            // With its size entered, nothing is lacking: extensions have types of their own.
            if attribute.size.trim().is_empty() {
                let title = [attribute.name.trim(), ": unknown type ", text].concat();
                let why = "It is a type of none of PostgreSQL, MySQL and SQLite, so its size is only a guess. Write it as the database calls it, or enter its size.";
                said.push((
                    place,
                    title,
                    why.to_owned(),
                    meant(text).map(|name| set(place, name)),
                ));
            }
        } else if let Some(instead) = stand_in(engine, &data_type) {
            let title = format!("{}: {} has no {text}", attribute.name.trim(), engine.name());
            let why = format!("{instead} stands in for it, which holds the same values.");
            said.push((place, title, why, Some(set(place, instead))));
        }
    }
    for (place, title, detail, fix) in said {
        model.say(place, title, detail, fix);
    }
}

pub(super) fn set(place: Address, name: &str) -> Fix {
    Fix::edit(["Set the type to ", name].concat(), place, name.to_owned())
}

fn unknown(data_type: &Type) -> bool {
    match data_type {
        Type::Other(_) => true,
        Type::Array(of) => unknown(of),
        _ => false,
    }
}

/// What an engine takes for a type that it does not have. `SQLite` takes any; numbers of any length and
/// enumerations are there under some name in both others.
fn stand_in(engine: Engine, data_type: &Type) -> Option<&'static str> {
    if engine == Engine::Sqlite || matches!(data_type, Type::Decimal(_) | Type::Enum(_)) {
        return None;
    }
    let (name, own) = name_of(engine, data_type)?;
    (!own).then_some(name)
}

/// What is called otherwise in programs.
fn meant(text: &str) -> Option<&'static str> {
    const MEANT: [(&str, &str); 12] = [
        ("string", "text"),
        ("str", "text"),
        ("number", "bigint"),
        ("long", "bigint"),
        ("int64", "bigint"),
        ("uint64", "bigint"),
        ("int32", "int"),
        ("uint32", "int"),
        ("float64", "double precision"),
        ("float32", "real"),
        ("bytes", "blob"),
        ("guid", "uuid"),
    ];
    let text = folded(text);
    let found = MEANT.iter().find(|(word, _)| *word == text);
    found.map(|(_, name)| *name)
}
