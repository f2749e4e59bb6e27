//! What follows from the data model, in words: which index serves which query, and where the rows lie.

mod given;
mod rows;
mod savings;

pub use given::names_given;
pub use rows::{NewRow, rows};

use super::grid::{Cell, Grid};
use crate::engines::Assumption;
use crate::estimate::Estimate;
use crate::estimate::capacity::{ACTION_QPS, writes as action_writes};
use crate::estimate::data_model::{
    Access, Measured, Own, QUERY_QPS, ROW_ON_DISK, Served, Store, TABLE_ON_DISK, Way, covered_by,
    measured, on_one_shard, owned, served, store,
};
use crate::model::apis::Action;
use crate::model::data_model::AccessPattern;
use crate::model::{Document, Id, row_name};
use crate::outline::View;
use crate::quantity::{Dim, Kind, Period, Quantity, show};

/// A table about the data model; none where it is of something else.
pub(super) fn grid(view: View, doc: &Document, estimate: &Estimate) -> Option<Grid> {
    match view {
        View::Serving => Some(serving(doc, estimate)),
        View::Sharding => Some(sharding(doc, estimate)),
        View::Sizes => Some(sizes(doc, estimate)),
        View::Savings => Some(savings::savings(doc, estimate)),
        _ => None,
    }
}

fn head(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

/// An index as people write it: `(user_id, created_at desc)`.
fn written(index: &Access) -> String {
    let columns: Vec<String> = index
        .columns
        .iter()
        .map(|part| [&*part.column, if part.descending { " desc" } else { "" }].concat())
        .collect();
    let way = match index.way {
        Way::Sorted => "",
        Way::Hash => "hash ",
        Way::Inverted => "full text ",
        Way::Summary => "BRIN ",
    };
    let only = if index.condition.is_empty() {
        ""
    } else {
        " where "
    };
    [way, "(", &columns.join(", "), ")", only, index.condition].concat()
}

fn serving(doc: &Document, estimate: &Estimate) -> Grid {
    let all = owned(doc);
    let mut grid = Grid {
        head: head(&["Query", "Entity", "Average QPS", "Index", "How"]),
        ..Grid::default()
    };
    for asked in &all {
        for pattern in &asked.patterns {
            let served = served(pattern, &asked.indexes);
            let index = served
                .index()
                .map_or_else(|| "–".to_owned(), |at| written(&asked.indexes[at]));
            let (how, mark) = match served {
                Served::Whole(_) => ("found by the index", ""),
                Served::Unsorted(_) => ("found by the index, then sorted", "▲ sorts"),
                Served::Narrowed(_) => (
                    "a part is found by the index, the rest is read and left out",
                    "▲ reads more",
                ),
                Served::Scan => ("all rows are read", "▲ no index"),
                Served::Needless if pattern.operation == "read" => ("all rows are wanted", ""),
                Served::Needless => ("adds rows, and to each index", ""),
            };
            let how = Cell {
                text: how.to_owned(),
                mark: mark.to_owned(),
            };
            let cells = [
                query(pattern),
                asked.name.clone(),
                estimate.shown(&QUERY_QPS, pattern.id),
                index,
            ];
            grid.rows
                .push(cells.map(Cell::from).into_iter().chain([how]).collect());
        }
    }
    let mut said = Vec::new();
    for asked in &all {
        said.extend(spare(asked));
    }
    grid.note = said.join(" ");
    grid
}

fn query(pattern: &AccessPattern) -> String {
    match pattern.query.trim() {
        "" => "a query".to_owned(),
        query => query.to_owned(),
    }
}

/// Which indexes of an entity could go.
fn spare(asked: &Own) -> Vec<String> {
    let used: Vec<usize> = asked
        .patterns
        .iter()
        .filter_map(|pattern| served(pattern, &asked.indexes).index())
        .collect();
    let all = asked.indexes.iter().enumerate();
    all.filter_map(|(at, index)| {
        let name = [&asked.name, " ", &written(index)].concat();
        if let Some(other) = covered_by(&asked.indexes, at) {
            return Some(format!(
                "{name} could go: {} does its work.",
                written(&asked.indexes[other])
            ));
        }
        // Whoever lists no queries says nothing about which index is used.
        let idle = !index.unique && !asked.patterns.is_empty() && !used.contains(&at);
        idle.then(|| format!("No query uses {name}."))
    })
    .collect()
}

/// How often an entity is asked, per second: reads and writes.
fn rates(asked: &Own, estimate: &Estimate) -> [f64; 2] {
    let mut rates = [0.0; 2];
    for pattern in &asked.patterns {
        let value = estimate
            .result(&QUERY_QPS, pattern.id)
            .and_then(|node| node.value);
        rates[usize::from(writes(pattern))] += value.map_or(0.0, |value| value.value);
    }
    rates
}

/// How many rows a second the actions leave behind that are no query yet.
fn left(doc: &Document, asked: &Own, estimate: &Estimate) -> f64 {
    let rate = |action: &Action| Some(estimate.result(&ACTION_QPS, action.id)?.value?.value);
    left_behind(doc, asked).filter_map(rate).sum()
}

/// The actions that leave a row of an entity behind, and are no query of it yet: neither by themselves nor as an insert
/// of which nobody said what action it belongs to.
fn left_behind<'d>(doc: &'d Document, asked: &Own) -> impl Iterator<Item = &'d Action> {
    let of = |text: &str| text.trim().parse::<Id>().unwrap_or(0);
    let inserts = asked.patterns.iter().filter(|pattern| writes(pattern));
    let known: Vec<(Id, bool)> = inserts
        .map(|pattern| (of(&pattern.action), pattern.filter.trim().is_empty()))
        .collect();
    let (entity, nameless) = (asked.entity.id, known.contains(&(0, true)));
    doc.apis.actions.iter().filter(move |action| {
        of(&action.record) == entity
            && action_writes(action) != Some(false)
            && !nameless
            && !known.iter().any(|(known, _)| *known == action.id)
    })
}

fn writes(pattern: &AccessPattern) -> bool {
    pattern.operation == "write"
}

fn sharding(doc: &Document, estimate: &Estimate) -> Grid {
    let conv = estimate.graph().conventions();
    let rate = |value: f64| {
        show(
            &Quantity::new(value, Dim::PER_TIME, Period::Second),
            Kind::Rate,
            conv,
        )
    };
    let mut grid = Grid {
        head: head(&[
            "Entity",
            "Reads",
            "Writes",
            "It is",
            "Partition key",
            "On one machine",
        ]),
        ..Grid::default()
    };
    for asked in &owned(doc) {
        let [reads, written] = rates(asked, estimate);
        // Who leaves a row behind writes it, whether or not that is among the queries.
        let written = written + left(doc, asked, estimate);
        if asked.patterns.is_empty() && written == 0.0 {
            continue;
        }
        let heavy = match (reads, written) {
            (0.0, 0.0) => "–",
            _ if reads >= 3.0 * written => "read-heavy",
            _ if written >= 3.0 * reads => "write-heavy",
            _ => "even",
        };
        let key = asked.entity.partition.trim();
        let (key, local) = match key {
            "" => ("–", Cell::from("–")),
            key if asked.patterns.is_empty() => (key, Cell::from("–")),
            key => (key, local(asked, key, estimate)),
        };
        let cells = [
            asked.name.clone(),
            rate(reads),
            rate(written),
            heavy.to_owned(),
            key.to_owned(),
        ];
        grid.rows
            .push(cells.map(Cell::from).into_iter().chain([local]).collect());
    }
    grid
}

/// How many of an entity's queries one machine answers.
fn local(asked: &Own, key: &str, estimate: &Estimate) -> Cell {
    let all = asked.patterns.len();
    // A row that is added goes to one machine, whatever the key.
    let stays = |pattern: &&AccessPattern| {
        pattern.filter.trim().is_empty() && writes(pattern) || on_one_shard(pattern, key)
    };
    let astray: Vec<Id> = asked
        .patterns
        .iter()
        .copied()
        .filter(|pattern| !stays(pattern))
        .map(|pattern| pattern.id)
        .collect();
    let qps = |id: Id| {
        estimate
            .result(&QUERY_QPS, id)
            .and_then(|node| node.value)
            .map_or(0.0, |value| value.value)
    };
    let (lost, whole): (f64, f64) = (
        astray.iter().map(|id| qps(*id)).sum(),
        rates(asked, estimate).iter().sum(),
    );
    let mut text = format!("{} of {all} queries", all - astray.len());
    if whole > 0.0 {
        let share = (1.0 - lost / whole) * 100.0;
        let calls = match share {
            ..1.0 => ", next to none of the calls".to_owned(),
            100.0 => ", all calls".to_owned(),
            99.5.. => ", nearly all calls".to_owned(),
            _ => format!(", {share:.0} % of the calls"),
        };
        text.push_str(&calls);
    }
    let mark = if astray.is_empty() {
        ""
    } else {
        "▲ asks all machines"
    };
    Cell {
        text,
        mark: mark.to_owned(),
    }
}

/// What each table and each of its indexes takes, for one row and in all.
fn sizes(doc: &Document, estimate: &Estimate) -> Grid {
    let conv = estimate.graph().conventions();
    let bytes = |bytes: f64| {
        show(
            &Quantity::new(bytes, Dim::DATA, Period::Second),
            Kind::Data,
            conv,
        )
    };
    let mut grid = Grid {
        head: head(&["Table or index", "Engine", "Each row", "In all", "Levels"]),
        ..Grid::default()
    };
    let mut assumed = Vec::new();
    for kept in measured(doc, estimate) {
        let Measured { table, size, .. } = &kept;
        let engine = kept.engine.name().to_owned();
        let mut row = |cells: [String; 5]| grid.rows.push(cells.map(Cell::from).into());
        row([
            table.name.clone(),
            engine.clone(),
            bytes(size.row),
            bytes(size.table + size.maps),
            String::new(),
        ]);
        if size.overflow > 0.0 {
            let each = if kept.rows > 0.0 {
                bytes(size.overflow / kept.rows)
            } else {
                String::new()
            };
            row([
                [&table.name, ": long values outside the rows"].concat(),
                engine.clone(),
                each,
                bytes(size.overflow),
                String::new(),
            ]);
        }
        for index in &size.indexes {
            let columns: Vec<&str> = index
                .columns
                .iter()
                .filter_map(|at| table.columns.get(*at))
                .map(|column| column.name.as_str())
                .collect();
            let of = [&table.name, " (", &columns.join(", "), ")"].concat();
            row([
                of,
                engine.clone(),
                bytes(index.row),
                bytes(index.total),
                index.levels.to_string(),
            ]);
        }
        assumed.extend(
            size.assumptions
                .iter()
                .filter_map(|assumption| match assumption {
                    Assumption::Average {
                        column,
                        bytes: average,
                    } => Some(format!(
                        "{}.{} {}",
                        table.name,
                        table.columns.get(*column)?.name,
                        bytes(*average)
                    )),
                    _ => None,
                }),
        );
    }
    for (at, entity) in doc.data_model.entities.iter().enumerate() {
        if let Store::Other(store) = store(doc, entity)
            && estimate.result(&TABLE_ON_DISK, entity.id).is_some()
        {
            let of = |formula| estimate.shown(formula, entity.id);
            let cells = [
                row_name(&entity.name, at + 1),
                store.name().to_owned(),
                of(&ROW_ON_DISK),
                of(&TABLE_ON_DISK),
                String::new(),
            ];
            grid.rows.push(cells.map(Cell::from).into());
        }
    }
    if !assumed.is_empty() {
        let more = assumed.len().saturating_sub(SOME);
        assumed.truncate(SOME);
        let more = if more > 0 {
            format!(" and {more} more")
        } else {
            String::new()
        };
        grid.note = format!("Assumed average sizes: {}{more}.", assumed.join(", "));
    }
    grid
}

/// So many assumptions are written out.
const SOME: usize = 12;
