//! Latency: the steps of a request.

use super::traffic::Traffic;
use crate::estimate::sheet::{Sheet, rest};
use crate::formula::NodeRef;
use crate::model::capacity as fields;
use crate::quantity::Kind;

results! {
    LATENCY = "capacity.latency", "Expected latency", Latency, "Time of one read: network, service, cache, and the database when the cache misses.";
    CONCURRENCY = "capacity.concurrency", "Concurrent requests", Count, "Requests under way at the same moment at peak, by Little's law.";
}

/// Source: Little's law, L = λW; a read costs h·tc + (1−h)·(tc+td) = tc + (1−h)·td behind the service.
pub(super) fn estimate(sheet: &mut Sheet, traffic: &Traffic, hit_ratio: NodeRef) {
    sheet.field(&fields::LATENCY_TARGET);
    let network = sheet.field(&fields::NETWORK_TIME);
    let service = sheet.field(&fields::SERVICE_TIME);
    let cache = sheet.field(&fields::CACHE_TIME);
    let database = sheet.field(&fields::DATABASE_TIME);
    let time = network + service + cache + rest(hit_ratio) * database;
    let time = sheet.define(&LATENCY, time);
    sheet.define(&CONCURRENCY, traffic.peak * time);
}
