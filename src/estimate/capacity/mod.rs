//! Section 5: traffic, data, latency, servers, bandwidth, cache, database, storage; a file each.

pub mod bandwidth;
pub mod cache;
pub mod connections;
pub mod data;
pub mod database;
pub mod fan_out;
pub mod latency;
pub mod servers;
pub mod storage;
pub mod traffic;
mod within;

pub use bandwidth::*;
pub use cache::*;
pub use connections::*;
pub use data::*;
pub use database::*;
pub use fan_out::*;
pub use latency::*;
pub use servers::*;
pub use storage::*;
pub use traffic::*;

use super::sheet::Sheet;
use crate::formula::{Expr, Formula, NodeRef};
use crate::model::Id;
use rustc_hash::FxHashMap;

/// Every result of the section, by the name of its file below `estimate`.
pub static RESULTS: &[(&str, &[&Formula])] = &[
    ("capacity/traffic", traffic::RESULTS),
    ("capacity/fan_out", fan_out::RESULTS),
    ("capacity/data", data::RESULTS),
    ("capacity/latency", latency::RESULTS),
    ("capacity/servers", servers::RESULTS),
    ("capacity/bandwidth", bandwidth::RESULTS),
    ("capacity/connections", connections::RESULTS),
    ("capacity/cache", cache::RESULTS),
    ("capacity/database", database::RESULTS),
    ("capacity/storage", storage::RESULTS),
];

/// What the other sections build on.
pub(super) struct Capacity {
    /// How often each action is done, by its row.
    pub(super) rates: FxHashMap<Id, Expr>,
    pub(super) dau: NodeRef,
    pub(super) mau: NodeRef,
    pub(super) requests_per_month: NodeRef,
    /// Those of them that reach the servers.
    pub(super) logged: Expr,
    pub(super) growth: NodeRef,
    pub(super) horizon: NodeRef,
    pub(super) rows_per_day: Expr,
    pub(super) blobs_per_day: Expr,
    pub(super) write_qps: NodeRef,
    pub(super) peak_factor: NodeRef,
    pub(super) servers: NodeRef,
    pub(super) database_storage: NodeRef,
    pub(super) blob_storage: NodeRef,
    pub(super) replication: NodeRef,
    pub(super) blob_copies: NodeRef,
    pub(super) cache_size: NodeRef,
    pub(super) ingress_per_month: NodeRef,
    pub(super) origin_egress: NodeRef,
    pub(super) cdn_traffic: NodeRef,
}

pub(super) fn estimate(sheet: &mut Sheet, rows: &Rows) -> Capacity {
    let mut traffic = traffic::estimate(sheet, rows);
    fan_out::estimate(sheet, &traffic);
    let (ingress_per_month, origin_egress, cdn_traffic) = bandwidth::estimate(sheet, &traffic);
    let stock = data::estimate(sheet, &mut traffic.loads);
    peak_at_horizon(sheet, &traffic, stock.growth, stock.horizon);
    connections::estimate(sheet, traffic.dau);
    let cache = cache::estimate(sheet, &traffic);
    let (path, concurrency) = latency::estimate(sheet, &traffic, cache.hit_ratio);
    let (servers, waits) = servers::estimate(sheet, &traffic, concurrency);
    at_peak(sheet, &traffic, &path, &waits);
    let copies = storage::estimate(sheet, &stock);
    database::estimate(sheet, &traffic, &cache, &stock, &copies);
    let rates = traffic.loads.iter();
    Capacity {
        rates: rates.map(|load| (load.id, load.rate.clone())).collect(),
        dau: traffic.dau,
        mau: traffic.mau,
        requests_per_month: traffic.per_month,
        logged: traffic.logged,
        growth: stock.growth,
        horizon: stock.horizon,
        rows_per_day: stock.rows_per_day,
        blobs_per_day: stock.blobs_per_day,
        write_qps: traffic.write,
        peak_factor: traffic.peak_factor,
        servers,
        database_storage: stock.database,
        blob_storage: stock.blob,
        replication: copies.replication,
        blob_copies: copies.of_blobs,
        cache_size: cache.size,
        ingress_per_month,
        origin_egress,
        cdn_traffic,
    }
}
