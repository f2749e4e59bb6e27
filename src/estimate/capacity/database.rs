//! The database: when one machine is not enough, shards, nodes for reads, and how hot one key gets.

use super::cache::Cache;
use super::data::{Stock, years};
use super::storage::Copies;
use super::traffic::Traffic;
use crate::estimate::data_model::rows_apart;
use crate::estimate::sheet::{Sheet, rest, scalar};
use crate::formula::{Expr, Function, NodeRef, ceil, greatest};
use crate::model::data_model::Entity;
use crate::model::{Document, capacity as fields, row_name};
use crate::quantity::{Conventions, Dim, Kind, Mismatch, Period, Quantity};
use crate::theory::{growth, popularity};

results! {
    NODE_LOAD = "capacity.node_load", "Load of a single node", Share, "What one database machine would have to do at peak: writes, and reads after the cache. Above 100% vertical scaling is at its limit.";
    NODE_FULL = "capacity.node_full", "A single node is full after", Span, "Until one machine is filled by what is kept, evenly spread over the shards in use. It never is where what is deleted makes room enough.";
    SHARDS = "capacity.shards", "Shards", Count, "How many database nodes size and writes ask for, whichever is more.";
    SHARDS_FOR_STORAGE = "capacity.shards_for_storage", "Shards for the storage", Count, "How many nodes the size of the database asks for.";
    SHARDS_FOR_WRITES = "capacity.shards_for_writes", "Shards for the writes", Count, "How many nodes the writes at peak ask for.";
    NODES_FOR_READS = "capacity.nodes_for_reads", "Nodes for the reads", Count, "How many nodes the reads after the cache ask for; replicas of the shards do.";
    READ_REPLICAS = "capacity.read_replicas", "Nodes per shard for reads", Count, "How many nodes of each shard the remaining reads ask for.";
    READ_NODES = "capacity.read_nodes", "Nodes that share the reads", Count, "The shards in use, each with its nodes for reads where the scaling has read replicas.";
    DATABASE_NODES = "capacity.database_nodes", "Database nodes", Count, "All shards, each with as many nodes as its copies or its reads ask for, whichever is more.";
    CANDIDATE_WRITES = "candidate.writes", "Writes on the hottest", Rate, "Writes at peak that one value takes; no shard more than one can share them.";
}

pub(super) fn estimate(
    sheet: &mut Sheet,
    traffic: &Traffic,
    cache: &Cache,
    stock: &Stock,
    copies: &Copies,
) {
    let storage = sheet.field(&fields::NODE_STORAGE);
    let writes = sheet.field(&fields::NODE_WRITES);
    let reads = sheet.field(&fields::NODE_READS);
    let room = if sheet.entered(&fields::FREE_SPACE) {
        storage * rest(copies.free)
    } else {
        storage.into()
    };
    let load = traffic.peak_write / writes + cache.database_reads / reads;
    sheet.define(&NODE_LOAD, load);
    let for_storage = sheet.define(&SHARDS_FOR_STORAGE, ceil(stock.database / room.clone()));
    let for_writes = sheet.define(&SHARDS_FOR_WRITES, ceil(traffic.peak_write / writes));
    sheet.define(&NODES_FOR_READS, ceil(cache.database_reads / reads));
    // At least one node, however little there is.
    let shards = [Expr::number(1.0), for_storage.into(), for_writes.into()];
    let mut shards = sheet.define(&SHARDS, greatest(shards));
    let one = || Expr::number(1.0);
    let entered = sheet.entered(&fields::OWN_SHARDS);
    let spread = entered || matches!(sheet.doc.capacity.scaling.as_str(), "horizontal" | "both");
    let derived = if spread { shards.into() } else { one() };
    let in_use = sheet.field_or(&fields::OWN_SHARDS, derived);
    // What changes nothing would only make the formula longer.
    let room = if spread { room * in_use } else { room };
    sheet.define(&NODE_FULL, full(stock, room));
    if entered {
        shards = in_use;
    }
    let replicas = greatest([one(), ceil(cache.database_reads / (shards * reads))]);
    let replicas = sheet.define(&READ_REPLICAS, replicas);
    let scaling = sheet.doc.capacity.scaling.as_str();
    let read_nodes = if matches!(scaling, "replicas" | "both") {
        in_use * replicas
    } else {
        in_use.into()
    };
    sheet.define(&READ_NODES, read_nodes);
    let nodes = shards * greatest([replicas.into(), ceil(copies.replication)]);
    sheet.define(&DATABASE_NODES, nodes);
    candidates(sheet, traffic.peak_write, cache.popularity);
}

/// When what is kept fills a room.
fn full(stock: &Stock, room: Expr) -> Expr {
    let room = match stock.there {
        Some(there) => room - there,
        None => room,
    };
    let first = Expr::from(stock.database_per_year);
    let growth = Expr::from(stock.growth);
    match (&stock.streams, stock.retention) {
        (None, None) => FILLED.of([first, room, growth]),
        (None, Some(kept)) => FILLED_KEPT.of([room, growth, first, kept.into()]),
        (Some((others, own)), general) => {
            let forever = Quantity::new(FOREVER, Dim::TIME, Period::Year);
            let general = general.map_or(Expr::Constant(forever, Kind::Span), Expr::from);
            let others = others.iter().map(|first| [first.clone(), general.clone()]);
            let own = own
                .iter()
                .map(|(first, kept)| [first.clone(), (*kept).into()]);
            FILLED_KEPT.of([room, growth]
                .into_iter()
                .chain(others.chain(own).flatten()))
        }
    }
}

/// What is never deleted is kept for so many years.
const FOREVER: f64 = 1e6;

/// What the data could be split by.
fn candidates(sheet: &mut Sheet, peak_write: NodeRef, alpha: NodeRef) {
    let doc = sheet.doc;
    for (at, candidate) in doc.capacity.candidates.iter().enumerate() {
        let name = row_name(&candidate.key, at + 1);
        let values = sheet.cell(&fields::CANDIDATE_VALUES, candidate, &name);
        // A row that is a partition of its own is written like any other.
        let hottest = if apart(doc, &candidate.key) {
            Expr::number(1.0) / values
        } else {
            HOTTEST.of([values, alpha])
        };
        let hottest = sheet.cell_or(&fields::CANDIDATE_HOTTEST, candidate, &name, hottest);
        sheet.define_row(&CANDIDATE_WRITES, candidate.id, &name, peak_write * hottest);
    }
}

/// Whether all entities that are split by a key have it as their whole primary key.
fn apart(doc: &Document, key: &str) -> bool {
    let attributes = doc.attributes_by_entity();
    let mut split = (doc.data_model.entities.iter()).filter(|entity| {
        !key.trim().is_empty() && entity.partition.trim().eq_ignore_ascii_case(key.trim())
    });
    let alone = |entity: &Entity| {
        let places = attributes.get(&entity.id).into_iter().flatten();
        let own: Vec<_> = places.map(|at| &doc.data_model.attributes[*at]).collect();
        rows_apart(entity, &own)
    };
    split.clone().next().is_some() && split.all(alone)
}

/// The share of the most popular of so many values, with this exponent.
///
/// Source: Zipf's law, 1 ÷ Σ i^−α.
static HOTTEST: Function = Function {
    dim: |dims| match dims {
        [Dim::NONE, Dim::NONE] => Ok(Dim::NONE),
        _ => Err("the hottest of something with a unit".to_owned()),
    },
    value: |arguments, _| match arguments {
        [values, alpha] => scalar(popularity::hottest_share(values.value, alpha.value)),
        _ => Err(Mismatch::Undefined),
    },
    write: |arguments| match arguments {
        [values, alpha] => format!("1 ÷ Σ i^−{}, i = 1 … {}", alpha.text, values.text),
        _ => String::new(),
    },
};

/// When a stream fills a room: what comes in the first year, the room, growth a year.
///
/// Source: [`growth::time_to_fill`], which is [`years_of_growth`](crate::formula::years_of_growth) the other way round.
static FILLED: Function = Function {
    dim: |dims| match dims {
        [Dim::DATA, Dim::DATA, Dim::NONE] => Ok(Dim::TIME),
        _ => Err("a room that is filled with something else".to_owned()),
    },
    value: |arguments, conv| match arguments {
        [first, ..] if first.value == 0.0 => Err(Mismatch::DivisionByZero),
        [first, room, growth] => {
            let years = growth::time_to_fill(first.value, room.value.max(0.0), growth.value);
            span(years, *conv)
        }
        _ => Err(Mismatch::Undefined),
    },
    write: |arguments| match arguments {
        [first, room, growth] if growth.value.is_some_and(|growth| growth.value == 0.0) => {
            format!("{} ÷ {} a year", enclosed(&room.text), first.text)
        }
        [first, room, growth] => format!(
            "{} ÷ {}, with {} more in each year than before",
            enclosed(&room.text),
            first.text,
            growth.text
        ),
        _ => String::new(),
    },
};

/// A difference in parentheses, so that all of it is divided.
fn enclosed(text: &str) -> String {
    let [before, after] = if text.contains(" − ") {
        ["(", ")"]
    } else {
        ["", ""]
    };
    [before, text, after].concat()
}

/// So many years, in the unit that people would say it in.
fn span(years: Option<f64>, conv: Conventions) -> Result<Quantity, Mismatch> {
    let years = years.ok_or(Mismatch::Never)?;
    let span = Quantity::new(years, Dim::TIME, Period::Year);
    Ok(match years {
        ..0.25 => span.in_period(Period::Day, &conv),
        ..2.0 => span.in_period(Period::Month, &conv),
        _ => span,
    })
}

/// When streams of which old parts are deleted fill a room: the room, growth a year, then of each stream what comes in
/// the first year and how long it is kept.
///
/// Source: [`growth::time_to_fill_kept`].
static FILLED_KEPT: Function = Function {
    dim: |dims| match dims {
        [Dim::DATA, Dim::NONE, streams @ ..]
            if (streams.chunks(2)).all(|stream| stream == [Dim::DATA, Dim::TIME]) =>
        {
            Ok(Dim::TIME)
        }
        _ => Err("a room that is filled with something else".to_owned()),
    },
    value: |arguments, conv| match arguments {
        [room, growth, streams @ ..] => {
            let streams = streams.chunks(2).filter_map(|stream| match stream {
                [first, kept] => Some((first.value, years(*kept, *conv))),
                _ => None,
            });
            let streams: Vec<(f64, f64)> = streams.collect();
            let room = room.value.max(0.0);
            span(
                growth::time_to_fill_kept(&streams, room, growth.value),
                *conv,
            )
        }
        _ => Err(Mismatch::Undefined),
    },
    write: |arguments| match arguments {
        [room, growth, streams @ ..] => {
            let streams = streams.chunks(2).map(|stream| match stream {
                [first, kept] if kept.value.is_some_and(|kept| kept.value >= FOREVER) => {
                    [&first.text, " a year"].concat()
                }
                [first, kept] => [&first.text, " a year, each kept for ", &kept.text].concat(),
                _ => String::new(),
            });
            let streams: Vec<String> = streams.collect();
            let grown = if growth.value.is_some_and(|growth| growth.value == 0.0) {
                String::new()
            } else {
                [", with ", &growth.text, " more in each year than before"].concat()
            };
            [
                "until ",
                &room.text,
                " are filled by ",
                &streams.join(" and "),
                &grown,
            ]
            .concat()
        }
        _ => String::new(),
    },
};
