//! The cache: how much it holds, how many reads that answers, and how many machines it takes.

use super::Load;
use super::traffic::{READ_ROWS, Traffic, amount, total};
use crate::estimate::sheet::{Sheet, one, rest, scalar};
use crate::formula::{Expr, Function, NodeRef, ceil, greatest, per};
use crate::model::capacity as fields;
use crate::quantity::{Dim, Kind, Mismatch, Period, Quantity};
use crate::theory::popularity as theory;

results! {
    DAILY_READS = "capacity.daily_reads", "Data read per day", Data, "Bytes that a day's reads of rows return; those of blobs do not come from the cache.";
    CACHE_SIZE = "capacity.cache_size", "Cache size", Data, "Working set of hot data.";
    CACHED_ITEMS = "capacity.cached_items", "Items in the cache", Count, "How many values fit, each with its overhead.";
    CACHE_NODES = "capacity.cache_nodes", "Cache nodes", Count, "How many machines its memory and the peak of the reads ask for, whichever is more.";
    DATABASE_READS = "capacity.database_reads", "Database reads after the cache", Rate, "Reads of rows at peak that the cache does not answer.";
}

/// The cache as others need it.
pub(super) struct Cache {
    pub(super) size: NodeRef,
    pub(super) hit_ratio: NodeRef,
    pub(super) popularity: NodeRef,
    pub(super) database_reads: NodeRef,
}

/// Without one, nothing says how large a cached item is.
const NO_ANSWER: (&str, &str) = ("apis.answers", "a read with a response size (section 3)");

/// Whether an action reads rows: blobs come from where they are kept.
fn of_rows(load: &Load) -> bool {
    load.writes == Some(false) && !load.blob
}

pub(super) fn estimate(sheet: &mut Sheet, traffic: &Traffic) -> Cache {
    let volume = amount(sheet, &traffic.loads, &READ_ROWS, Period::Day, |load| {
        load.response.filter(|_| of_rows(load))
    });
    let daily = sheet.define(&DAILY_READS, volume);
    let hot = sheet.field(&fields::HOT_SHARE);
    let working_set = sheet.define(&CACHE_SIZE, daily * hot);
    let memory = sheet.field_or(&fields::CACHE_MEMORY, working_set);
    // From the rates as they were entered, as the bytes are: the calendar is not transitive.
    let none = (Quantity::scalar(0.0), Kind::Count);
    let answers = |load: &Load| of_rows(load) && load.response.is_some();
    let reads = if traffic.loads.is_empty() || traffic.loads.iter().any(answers) {
        total(sheet, &traffic.loads, &READ_ROWS, none, |load| {
            answers(load).then(|| per(load.rate.clone(), Period::Day) * one(Period::Day))
        })
    } else {
        sheet.wanting(NO_ANSWER.0, NO_ANSWER.1, Kind::Count).into()
    };
    let item = sheet.field_or(&fields::ITEM_SIZE, daily / reads);
    let overhead = sheet.field(&fields::KEY_OVERHEAD);
    let held = sheet.define(&CACHED_ITEMS, memory / (item + overhead));
    let alpha = sheet.field(&fields::POPULARITY);
    let hit_ratio = if sheet.entered(&fields::ITEMS) {
        let items = sheet.field(&fields::ITEMS);
        sheet.field_or(&fields::HIT_RATIO, LRU.of([held, items, alpha]))
    } else {
        sheet.field(&fields::HIT_RATIO)
    };
    let room = sheet.field(&fields::CACHE_NODE);
    let node_rate = sheet.field(&fields::CACHE_NODE_RATE);
    let nodes = [
        Expr::number(1.0),
        ceil(memory / room),
        ceil(traffic.row_reads / node_rate),
    ];
    sheet.define(&CACHE_NODES, greatest(nodes));
    let database_reads = sheet.define(&DATABASE_READS, traffic.row_reads * rest(hit_ratio));
    let size = if sheet.entered(&fields::CACHE_MEMORY) {
        memory
    } else {
        working_set
    };
    Cache {
        size,
        hit_ratio,
        popularity: alpha,
        database_reads,
    }
}

/// The hit ratio of an LRU cache: items that it holds, distinct items, popularity exponent.
///
/// Source: Che's approximation with Zipf's law; Fricker, Robert and Roberts, arXiv 1202.3974.
static LRU: Function = Function {
    dim: |dims| match dims {
        [Dim::NONE, Dim::NONE, Dim::NONE] => Ok(Dim::NONE),
        _ => Err("a hit ratio of something with a unit".to_owned()),
    },
    value: |arguments, _| match arguments {
        [held, items, alpha] => scalar(theory::che_hit_ratio(held.value, items.value, alpha.value)),
        _ => Err(Mismatch::Undefined),
    },
    write: |arguments| match arguments {
        [held, items, alpha] => format!(
            "hits of an LRU cache, by Che’s approximation ({} of {}; exponent {})",
            held.text, items.text, alpha.text
        ),
        _ => String::new(),
    },
};
