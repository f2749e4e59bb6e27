//! The database: when one machine is not enough, shards, nodes for reads, and how hot one key gets.

use super::cache::Cache;
use super::data::Stock;
use super::storage::Copies;
use super::traffic::Traffic;
use crate::estimate::sheet::{Sheet, rest, scalar};
use crate::formula::{Expr, Function, NodeRef, ceil, greatest};
use crate::model::{capacity as fields, row_name};
use crate::quantity::{Dim, Kind, Mismatch, Period, Quantity};
use crate::theory::{growth, popularity};

results! {
    NODE_LOAD = "capacity.node_load", "Load of a single node", Share, "What one database machine would have to do at peak: writes, and reads after the cache. Above 100% vertical scaling is at its limit.";
    NODE_FULL = "capacity.node_full", "A single node is full after", Span, "Until one machine is filled, if nothing is deleted.";
    SHARDS = "capacity.shards", "Shards", Count, "How many database nodes size and writes ask for, whichever is more.";
    SHARDS_FOR_STORAGE = "capacity.shards_for_storage", "Shards for the storage", Count, "How many nodes the size of the database asks for.";
    SHARDS_FOR_WRITES = "capacity.shards_for_writes", "Shards for the writes", Count, "How many nodes the writes at peak ask for.";
    NODES_FOR_READS = "capacity.nodes_for_reads", "Nodes for the reads", Count, "How many nodes the reads after the cache ask for; replicas of the shards do.";
    READ_REPLICAS = "capacity.read_replicas", "Nodes per shard for reads", Count, "How many nodes of each shard the remaining reads ask for.";
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
    let empty = match stock.there {
        Some(there) => room.clone() - there,
        None => room.clone(),
    };
    let full = [stock.database_per_year.into(), empty, stock.growth.into()];
    sheet.define(&NODE_FULL, FILLED.of(full));
    let for_storage = sheet.define(&SHARDS_FOR_STORAGE, ceil(stock.database / room));
    let for_writes = sheet.define(&SHARDS_FOR_WRITES, ceil(traffic.peak_write / writes));
    sheet.define(&NODES_FOR_READS, ceil(cache.database_reads / reads));
    // At least one node, however little there is.
    let shards = [Expr::number(1.0), for_storage.into(), for_writes.into()];
    let shards = sheet.define(&SHARDS, greatest(shards));
    let one = || Expr::number(1.0);
    let replicas = greatest([one(), ceil(cache.database_reads / (shards * reads))]);
    let replicas = sheet.define(&READ_REPLICAS, replicas);
    let nodes = shards * greatest([replicas.into(), ceil(copies.replication)]);
    sheet.define(&DATABASE_NODES, nodes);
    candidates(sheet, traffic.peak_write, cache.popularity);
}

/// What the data could be split by.
fn candidates(sheet: &mut Sheet, peak_write: NodeRef, alpha: NodeRef) {
    let doc = sheet.doc;
    for (at, candidate) in doc.capacity.candidates.iter().enumerate() {
        let name = row_name(&candidate.key, at + 1);
        let values = sheet.cell(&fields::CANDIDATE_VALUES, candidate, &name);
        let zipf = HOTTEST.of([values, alpha]);
        let hottest = sheet.cell_or(&fields::CANDIDATE_HOTTEST, candidate, &name, zipf);
        sheet.define_row(&CANDIDATE_WRITES, candidate.id, &name, peak_write * hottest);
    }
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
            let years = years.ok_or(Mismatch::Undefined)?;
            let span = Quantity::new(years, Dim::TIME, Period::Year);
            // In the unit that people would say it in.
            Ok(match years {
                ..0.25 => span.in_period(Period::Day, conv),
                ..2.0 => span.in_period(Period::Month, conv),
                _ => span,
            })
        }
        _ => Err(Mismatch::Undefined),
    },
    write: |arguments| match arguments {
        [first, room, growth] if growth.value.is_some_and(|growth| growth.value == 0.0) => {
            format!("{} ÷ {} a year", room.text, first.text)
        }
        [first, room, growth] => format!(
            "{} ÷ {}, with {} more in each year than before",
            room.text, first.text, growth.text
        ),
        _ => String::new(),
    },
};
