//! The database: shards, and nodes for what the cache leaves to read.

use super::traffic::Traffic;
use crate::estimate::sheet::{Sheet, rest};
use crate::formula::{Expr, NodeRef, ceil, greatest};
use crate::model::capacity as fields;
use crate::quantity::Kind;

results! {
    DATABASE_READS = "capacity.database_reads", "Database reads after the cache", Rate, "Reads at peak that the cache does not answer.";
    SHARDS = "capacity.shards", "Shards", Count, "How many database nodes size and writes ask for, whichever is more.";
    READ_REPLICAS = "capacity.read_replicas", "Nodes per shard for reads", Count, "How many nodes of each shard the remaining reads ask for.";
}

pub(super) fn estimate(sheet: &mut Sheet, traffic: &Traffic, hit_ratio: NodeRef, stored: NodeRef) {
    let storage = sheet.field(&fields::NODE_STORAGE);
    let writes = sheet.field(&fields::NODE_WRITES);
    let reads = sheet.field(&fields::NODE_READS);
    let remaining = sheet.define(&DATABASE_READS, traffic.peak_read * rest(hit_ratio));
    // At least one node, however little there is.
    let shards = [
        Expr::number(1.0),
        ceil(stored / storage),
        ceil(traffic.peak_write / writes),
    ];
    let shards = sheet.define(&SHARDS, greatest(shards));
    sheet.define(
        &READ_REPLICAS,
        greatest([Expr::number(1.0), ceil(remaining / (shards * reads))]),
    );
}
