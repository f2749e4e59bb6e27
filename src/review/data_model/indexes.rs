//! Indexes and queries: attributes that are there, indexes that are needed, queries that are served.

use super::{Model, Seen, cell, constraints_of};
use crate::estimate::data_model::{Access, Served, covered_by, served, sorted, sought};
use crate::model::Address;
use crate::model::data_model::{
    ACCESS_PATTERNS, AccessPattern, ENTITY_ROWS, INDEX_COLUMNS, INDEXES, QUERY, QUERY_FILTER,
    QUERY_SORT,
};
use crate::review::Fix;

pub(super) fn check(model: &mut Model, at: usize) {
    let seen = &model.all[at];
    if seen.read.is_empty() {
        return; // Just begun.
    }
    let mut said = Vec::new();
    for (place, index) in seen.own.indexes.iter().enumerate() {
        said.extend(of_index(seen, place, index));
    }
    let rows = model
        .estimate
        .input(ENTITY_ROWS.spec.key, seen.own.entity.id);
    let rows = rows.and_then(|node| node.value).map(|rows| rows.value);
    let many = rows.is_none_or(|rows| rows > FEW);
    for pattern in &seen.own.patterns {
        said.extend(of_query(seen, pattern, many));
    }
    for (place, title, detail, fix) in said {
        model.say(place, title, detail, fix);
    }
}

/// So few rows are read as quickly as an index.
const FEW: f64 = 1000.0;

type Said = (Address, String, String, Option<Fix>);

/// An attribute that the entity does not have, if it is a name at all: expressions and paths are not looked into.
fn missing<'t>(seen: &Seen, mut columns: impl Iterator<Item = &'t str>) -> Option<&'t str> {
    let name = |c: char| c.is_alphanumeric() || c == '_';
    columns.find(|column| column.chars().all(name) && seen.column(column).is_none())
}

fn not_there(seen: &Seen, place: Address, column: &str) -> Said {
    let title = format!("{} has no {column}", seen.own.name);
    let why = "Write the name of the attribute as it stands in the entity, or add it there.";
    (place, title, why.to_owned(), None)
}

fn of_index(seen: &Seen, at: usize, index: &Access) -> Option<Said> {
    const AWAY: &str = "Take the index away";
    let all = &seen.own.indexes;
    let columns = || index.columns.iter().map(|part| &*part.column);
    let (place, fix) = if index.row == 0 {
        let attribute = seen.own.attributes[seen.column(columns().next()?)?];
        let place = constraints_of(attribute);
        let text = without_index(&attribute.constraints);
        (place, Fix::edit(AWAY.to_owned(), place, text))
    } else {
        let place = cell(&INDEXES, &INDEX_COLUMNS, index.row);
        let mut all = columns().chain(index.included.iter().map(|column| &**column));
        if let Some(column) = missing(seen, &mut all) {
            return Some(not_there(seen, place, column));
        }
        (place, Fix::remove(AWAY, &INDEXES, index.row))
    };
    // What has no columns yet is not known to be too many.
    columns().find(|column| !column.trim().is_empty())?;
    // A key that is kept unique twice is needed once.
    let again = |other: &Access| {
        index.unique
            && other.unique
            && index.row != 0
            && other.condition == index.condition
            && other.columns == index.columns
    };
    let other = covered_by(all, at).or_else(|| all[..at].iter().position(again))?;
    let same = all[other].columns.len() == index.columns.len();
    let names: Vec<&str> = columns().collect();
    let title = format!(
        "An index too many: {} ({})",
        seen.own.name,
        names.join(", ")
    );
    let why = if same {
        "Another index has the same columns. Each costs space, and time with every write."
    } else {
        "Another index begins with the same columns and does its work. Each costs space, and time with every write."
    };
    Some((place, title, why.to_owned(), Some(fix)))
}

/// Constraints without the word that asks for an index.
fn without_index(text: &str) -> String {
    let clauses = text.split(',').map(str::trim);
    let kept = clauses.filter(|clause| {
        !["index", "indexed"]
            .iter()
            .any(|word| clause.eq_ignore_ascii_case(word))
    });
    kept.collect::<Vec<_>>().join(", ")
}

fn of_query(seen: &Seen, pattern: &AccessPattern, many: bool) -> Option<Said> {
    let (filter, sort) = (sought(&pattern.filter), sorted(&pattern.sort));
    let by = filter.iter().map(|sought| &*sought.column);
    let in_order = sort.iter().map(|part| &*part.column);
    if let Some(column) = missing(seen, by) {
        let place = cell(&ACCESS_PATTERNS, &QUERY_FILTER, pattern.id);
        return Some(not_there(seen, place, column));
    }
    if let Some(column) = missing(seen, in_order) {
        let place = cell(&ACCESS_PATTERNS, &QUERY_SORT, pattern.id);
        return Some(not_there(seen, place, column));
    }
    if !many || served(pattern, &seen.own.indexes) != Served::Scan {
        return None;
    }
    let name = match pattern.query.trim() {
        "" => "a query",
        query => query,
    };
    let place = cell(&ACCESS_PATTERNS, &QUERY, pattern.id);
    let title = format!("No index serves: {name}");
    let why = format!(
        "It reads all rows of {}. Add an index that begins with what it looks for, or ask for less.",
        seen.own.name
    );
    let (columns, kind) = wanted(pattern);
    let label = format!("Add the index ({columns})");
    let entity = seen.own.entity.id.to_string();
    let cells = vec![
        columns,
        kind.to_owned(),
        String::new(),
        String::new(),
        entity,
    ];
    Some((place, title, why, Some(Fix::add(label, &INDEXES, cells))))
}

/// The index that a query wants: first what it looks for by value, then the range, then the order; and its kind.
pub(super) fn wanted(pattern: &AccessPattern) -> (String, &'static str) {
    let (filter, sort) = (sought(&pattern.filter), sorted(&pattern.sort));
    let mut columns: Vec<&str> = Vec::new();
    let words = filter.iter().filter(|sought| sought.words);
    columns.extend(words.map(|sought| &*sought.column));
    if !columns.is_empty() {
        return (columns.join(", "), "inverted");
    }
    for range in [false, true] {
        let part = filter.iter().filter(|sought| sought.range == range);
        columns.extend(part.map(|sought| &*sought.column));
    }
    let mut all: Vec<String> = columns.iter().map(|column| (*column).to_owned()).collect();
    for part in sort {
        let order = if part.descending { " desc" } else { "" };
        let text = [&*part.column, order].concat();
        let there = columns
            .iter()
            .position(|column| column.eq_ignore_ascii_case(&part.column));
        match there {
            Some(at) => all[at] = text,
            None => all.push(text),
        }
    }
    (all.join(", "), "")
}
