//! Section 5: traffic, data, latency, servers, bandwidth, cache, database, storage.

use super::sheet::{Sheet, one, rest};
use crate::formula::{Expr, NodeRef, ceil, greatest, per, sum, years_of_growth};
use crate::library::figures::PATTERNS;
use crate::model::apis::{self, Action};
use crate::model::capacity as fields;
use crate::quantity::{Dim, Kind, Period, Quantity};

results! {
    ACTION_QPS = "action.qps", "Average QPS", Rate, "Requests per second of one action, on average.";
    DAU_MAU = "capacity.dau_mau", "DAU/MAU", Share, "How many of a month's users come on one day.";
    REQUESTS_PER_DAY = "capacity.requests_per_day", "Requests per day", ActionRate, "All requests of a day.";
    REQUESTS_PER_MONTH = "capacity.requests_per_month", "Requests per month", Count, "All requests of a month.";
    AVERAGE_QPS = "capacity.average_qps", "Average QPS", Rate, "All requests, spread evenly.";
    PEAK_QPS = "capacity.peak_qps", "Peak QPS", Rate, "All requests at the busiest moment. Capacity is sized from this.";
    READ_QPS = "capacity.read_qps", "Read QPS", Rate, "Reads, on average.";
    WRITE_QPS = "capacity.write_qps", "Write QPS", Rate, "Writes, on average.";
    PEAK_READ_QPS = "capacity.peak_read_qps", "Peak read QPS", Rate, "Reads at the busiest moment.";
    PEAK_WRITE_QPS = "capacity.peak_write_qps", "Peak write QPS", Rate, "Writes at the busiest moment.";
    READ_WRITE_RATIO = "capacity.read_write_ratio", "Read/write ratio", Ratio, "Reads for each write. Decides sharding, caching and indexing.";
    AVERAGE_REQUEST = "capacity.average_request", "Average request size", Data, "Bytes that come in with one request.";
    AVERAGE_RESPONSE = "capacity.average_response", "Average response size", Data, "Bytes that go out with one response.";
    STORAGE_PER_DAY = "capacity.storage_per_day", "Storage per day", Data, "What a day adds, before overhead and replication.";
    STORAGE_PER_MONTH = "capacity.storage_per_month", "Storage per month", Data, "What a month adds, before overhead and replication.";
    STORAGE_PER_YEAR = "capacity.storage_per_year", "Storage per year", Data, "What the first year adds, before overhead and replication.";
    RECORDS_PER_YEAR = "capacity.records_per_year", "Records per year", Count, "How many records the first year adds: writes that store something.";
    RECORDS = "capacity.records", "Records over the horizon", Count, "How many records are written until the horizon.";
    STORAGE_HORIZON = "capacity.storage_horizon", "Storage over the horizon", Data, "All that is written until the horizon, before overhead and replication.";
    BLOB_STORAGE = "capacity.blob_storage", "Blob storage", Data, "The part that goes to blob storage: images, videos, files.";
    LOGS_SIZE = "capacity.logs_size", "Logs and metadata size", Data, "The overhead on top.";
    DATABASE_STORAGE = "capacity.database_storage", "Database storage", Data, "Rows, logs and metadata at the end of the horizon, without blobs.";
    LATENCY = "capacity.latency", "Expected latency", Latency, "Time of one read: network, service, cache, and the database when the cache misses.";
    CONCURRENCY = "capacity.concurrency", "Concurrent requests", Count, "Requests under way at the same moment at peak, by Little's law.";
    SERVER_THROUGHPUT = "capacity.server_throughput", "Usable throughput per server", Rate, "What one server is given to do at peak.";
    SERVERS = "capacity.servers", "Servers", Count, "Application servers for the peak, with spares.";
    INGRESS = "capacity.ingress", "Ingress", DataRate, "What comes in, on average.";
    EGRESS = "capacity.egress", "Egress", DataRate, "What goes out, on average.";
    PEAK_INGRESS = "capacity.peak_ingress", "Peak ingress", DataRate, "What comes in at the busiest moment.";
    PEAK_EGRESS = "capacity.peak_egress", "Peak egress", DataRate, "What goes out at the busiest moment.";
    INGRESS_PER_MONTH = "capacity.ingress_per_month", "Ingress per month", Data, "What comes in within a month.";
    EGRESS_PER_MONTH = "capacity.egress_per_month", "Egress per month", Data, "What goes out within a month.";
    CDN_TRAFFIC = "capacity.cdn_traffic", "CDN traffic", Data, "The part of a month's egress that the CDN serves.";
    ORIGIN_EGRESS = "capacity.origin_egress", "Origin egress", Data, "The part of a month's egress that leaves your own servers.";
    DAILY_READS = "capacity.daily_reads", "Data read per day", Data, "Bytes that a day's reads return.";
    CACHE_SIZE = "capacity.cache_size", "Cache size", Data, "Working set of hot data.";
    DATABASE_READS = "capacity.database_reads", "Database reads after the cache", Rate, "Reads at peak that the cache does not answer.";
    SHARDS = "capacity.shards", "Shards", Count, "How many database nodes size and writes ask for, whichever is more.";
    READ_REPLICAS = "capacity.read_replicas", "Nodes per shard for reads", Count, "How many nodes of each shard the remaining reads ask for.";
    RAW_STORAGE = "capacity.raw_storage", "Raw storage", Data, "Everything that is kept, once.";
    EFFECTIVE_STORAGE = "capacity.effective_storage", "Effective storage", Data, "Raw storage × replication factor.";
    HOT_STORAGE = "capacity.hot_storage_size", "Hot storage", Data, "The part on fast storage, all copies.";
    COLD_STORAGE = "capacity.cold_storage_size", "Cold storage", Data, "The part that may be slow and cheap, all copies.";
}

/// What the other sections build on.
pub(super) struct Capacity {
    pub(super) dau: NodeRef,
    pub(super) mau: NodeRef,
    pub(super) requests_per_month: NodeRef,
    pub(super) growth: NodeRef,
    pub(super) horizon: NodeRef,
    pub(super) storage_per_day: NodeRef,
    pub(super) write_qps: NodeRef,
    pub(super) peak_factor: NodeRef,
    pub(super) servers: NodeRef,
    pub(super) database_storage: NodeRef,
    pub(super) blob_storage: NodeRef,
    pub(super) raw_storage: NodeRef,
    pub(super) replication: NodeRef,
    pub(super) cache_size: NodeRef,
    pub(super) ingress_per_month: NodeRef,
    pub(super) origin_egress: NodeRef,
    pub(super) cdn_traffic: NodeRef,
}

/// One action with its numbers in the graph.
struct Load {
    rate: Expr,
    qps: NodeRef,
    writes: Option<bool>,
    request: Option<NodeRef>,
    response: Option<NodeRef>,
    stored: Option<NodeRef>,
    blob: bool,
}

/// The traffic that everything else follows from.
struct Traffic {
    dau: NodeRef,
    mau: NodeRef,
    per_month: NodeRef,
    loads: Vec<Load>,
    average: NodeRef,
    peak: NodeRef,
    peak_factor: NodeRef,
    peak_read: NodeRef,
    write: NodeRef,
    peak_write: NodeRef,
}

pub(super) fn estimate(sheet: &mut Sheet) -> Capacity {
    let traffic = traffic(sheet);
    let (ingress_per_month, origin_egress, cdn_traffic) = bandwidth(sheet, &traffic);
    let stock = storage(sheet, &traffic.loads);
    let hit_ratio = sheet.field(&fields::HIT_RATIO);
    let cache_size = cache(sheet, &traffic);
    latency(sheet, &traffic, hit_ratio);
    let servers = servers(sheet, &traffic);
    database(sheet, &traffic, hit_ratio, stock.database);
    let replication = sheet.field(&fields::REPLICATION);
    let effective = sheet.define(&EFFECTIVE_STORAGE, stock.raw * replication);
    let hot = sheet.field(&fields::HOT_STORAGE);
    sheet.define(&HOT_STORAGE, effective * hot);
    sheet.define(&COLD_STORAGE, effective * rest(hot));
    Capacity {
        dau: traffic.dau,
        mau: traffic.mau,
        requests_per_month: traffic.per_month,
        growth: stock.growth,
        horizon: stock.horizon,
        storage_per_day: stock.per_day,
        write_qps: traffic.write,
        peak_factor: traffic.peak_factor,
        servers,
        database_storage: stock.database,
        blob_storage: stock.blob,
        raw_storage: stock.raw,
        replication,
        cache_size,
        ingress_per_month,
        origin_egress,
        cdn_traffic,
    }
}

/// Whether an action writes; from its method where that was not said.
pub fn writes(action: &Action) -> Option<bool> {
    match (action.operation.as_str(), action.method.as_str()) {
        ("read", _) | ("", "GET") => Some(false),
        ("write", _) | ("", "POST" | "PUT" | "PATCH" | "DELETE") => Some(true),
        _ => None,
    }
}

fn load(sheet: &mut Sheet, action: &Action, row: usize, dau: NodeRef) -> Load {
    let name = match action.name.trim() {
        "" => format!("row {row}"),
        name => name.to_owned(),
    };
    let given = sheet.cell(&apis::RATE, action, &name);
    let per_user = sheet
        .value(given)
        .is_some_and(|rate| rate.dim == Dim::PER_USER_TIME);
    let rate = if per_user {
        dau * given
    } else {
        Expr::from(given)
    };
    let qps = sheet.define_row(
        &ACTION_QPS,
        action.id,
        &name,
        per(rate.clone(), Period::Second),
    );
    // An empty size is nothing to add; one that is not understood is missing.
    let mut size =
        |field, text: &str| (!text.trim().is_empty()).then(|| sheet.cell(field, action, &name));
    Load {
        rate,
        qps,
        writes: writes(action),
        request: size(&apis::REQUEST, &action.request),
        response: size(&apis::RESPONSE, &action.response),
        stored: size(&apis::STORED, &action.stored),
        blob: action.store == "blob",
    }
}

/// The sum over those actions that have what it takes. Without any action it is unknown;
/// with actions, but none of them of this sort, it is zero.
fn total(
    sheet: &mut Sheet,
    loads: &[Load],
    want: (&'static str, &'static str),
    zero: (Quantity, Kind),
    term: impl Fn(&Load) -> Option<Expr>,
) -> Expr {
    let terms: Vec<Expr> = loads.iter().filter_map(term).collect();
    if !terms.is_empty() {
        sum(terms)
    } else if loads.is_empty() {
        sheet.wanting(want.0, want.1, zero.1).into()
    } else {
        Expr::Constant(zero.0, zero.1)
    }
}

const NO_ACTION: (&str, &str) = ("apis.actions", "an action with a rate (section 3)");

fn traffic(sheet: &mut Sheet) -> Traffic {
    let dau = sheet.field(&fields::DAU);
    let mau = sheet.field(&fields::MAU);
    sheet.define(&DAU_MAU, dau / mau);
    let doc = sheet.doc;
    let actions = doc.apis.actions.iter().enumerate();
    let loads: Vec<Load> = actions
        .map(|(at, action)| load(sheet, action, at + 1, dau))
        .collect();
    let still = (
        Quantity::new(0.0, Dim::PER_TIME, Period::Second),
        Kind::Rate,
    );
    let average = total(sheet, &loads, NO_ACTION, still, |load| {
        Some(load.qps.into())
    });
    let average = sheet.define(&AVERAGE_QPS, average);
    let daily = total(sheet, &loads, NO_ACTION, still, |load| {
        Some(per(load.rate.clone(), Period::Day))
    });
    sheet.define(&REQUESTS_PER_DAY, per(daily, Period::Day));
    let none = (Quantity::scalar(0.0), Kind::Count);
    let monthly = total(sheet, &loads, NO_ACTION, none, |load| {
        Some(per(load.rate.clone(), Period::Month) * one(Period::Month))
    });
    let per_month = sheet.define(&REQUESTS_PER_MONTH, monthly);
    let read = total(sheet, &loads, NO_ACTION, still, |load| {
        (load.writes == Some(false)).then(|| load.qps.into())
    });
    let read = sheet.define(&READ_QPS, read);
    let write = total(sheet, &loads, NO_ACTION, still, |load| {
        (load.writes == Some(true)).then(|| load.qps.into())
    });
    let write = sheet.define(&WRITE_QPS, write);
    sheet.define(&READ_WRITE_RATIO, read / write);
    let pattern = PATTERNS
        .iter()
        .find(|(key, ..)| *key == doc.capacity.pattern)
        .unwrap_or(&PATTERNS[0]);
    let peak_factor =
        sheet.field_assumed(&fields::PEAK_FACTOR, Quantity::scalar(pattern.1), pattern.2);
    let peak = sheet.define(&PEAK_QPS, average * peak_factor);
    let peak_read = sheet.define(&PEAK_READ_QPS, read * peak_factor);
    let peak_write = sheet.define(&PEAK_WRITE_QPS, write * peak_factor);
    Traffic {
        dau,
        mau,
        per_month,
        loads,
        average,
        peak,
        peak_factor,
        peak_read,
        write,
        peak_write,
    }
}

/// Ingress and egress, and what of a month's traffic the CDN takes.
fn bandwidth(sheet: &mut Sheet, traffic: &Traffic) -> (NodeRef, NodeRef, NodeRef) {
    let loads = &traffic.loads;
    let still = (
        Quantity::new(0.0, Dim::DATA_RATE, Period::Second),
        Kind::DataRate,
    );
    let ingress = total(sheet, loads, NO_ACTION, still, |load| {
        load.request.map(|size| load.qps * size)
    });
    let ingress = sheet.define(&INGRESS, ingress);
    let egress = total(sheet, loads, NO_ACTION, still, |load| {
        load.response.map(|size| load.qps * size)
    });
    let egress = sheet.define(&EGRESS, egress);
    sheet.define(&AVERAGE_REQUEST, ingress / traffic.average);
    sheet.define(&AVERAGE_RESPONSE, egress / traffic.average);
    sheet.define(&PEAK_INGRESS, ingress * traffic.peak_factor);
    sheet.define(&PEAK_EGRESS, egress * traffic.peak_factor);
    let volume = amount(sheet, loads, Period::Month, |load| load.request);
    let ingress_per_month = sheet.define(&INGRESS_PER_MONTH, volume);
    let volume = amount(sheet, loads, Period::Month, |load| load.response);
    let egress_per_month = sheet.define(&EGRESS_PER_MONTH, volume);
    let cdn_share = sheet.field(&fields::CDN_SHARE);
    let cdn_traffic = sheet.define(&CDN_TRAFFIC, egress_per_month * cdn_share);
    let origin_egress = sheet.define(&ORIGIN_EGRESS, egress_per_month * rest(cdn_share));
    (ingress_per_month, origin_egress, cdn_traffic)
}

/// The bytes of one day, month or year: rate × size, for those actions that have such a size.
fn amount(
    sheet: &mut Sheet,
    loads: &[Load],
    period: Period,
    size: impl Fn(&Load) -> Option<NodeRef>,
) -> Expr {
    let nothing = (Quantity::new(0.0, Dim::DATA, Period::Second), Kind::Data);
    total(sheet, loads, NO_ACTION, nothing, |load| {
        size(load).map(|size| per(load.rate.clone(), period) * one(period) * size)
    })
}

/// What is stored at the end of the horizon, each kept once, and how it came about.
struct Stock {
    growth: NodeRef,
    horizon: NodeRef,
    per_day: NodeRef,
    database: NodeRef,
    blob: NodeRef,
    raw: NodeRef,
}

fn storage(sheet: &mut Sheet, loads: &[Load]) -> Stock {
    let volume = amount(sheet, loads, Period::Day, |load| load.stored);
    let per_day = sheet.define(&STORAGE_PER_DAY, volume);
    let volume = amount(sheet, loads, Period::Month, |load| load.stored);
    sheet.define(&STORAGE_PER_MONTH, volume);
    let volume = amount(sheet, loads, Period::Year, |load| load.stored);
    let per_year = sheet.define(&STORAGE_PER_YEAR, volume);
    let blob_per_year = amount(sheet, loads, Period::Year, |load| {
        load.stored.filter(|_| load.blob)
    });
    let none = (Quantity::scalar(0.0), Kind::Count);
    let records = total(sheet, loads, NO_ACTION, none, |load| {
        (load.stored.is_some() && load.writes != Some(false))
            .then(|| per(load.rate.clone(), Period::Year) * one(Period::Year))
    });
    let records = sheet.define(&RECORDS_PER_YEAR, records);
    let growth = sheet.field(&fields::GROWTH);
    let horizon = sheet.field(&fields::HORIZON);
    let years = || years_of_growth(growth, horizon);
    sheet.define(&RECORDS, records * years());
    let written = sheet.define(&STORAGE_HORIZON, per_year * years());
    let blob = sheet.define(&BLOB_STORAGE, blob_per_year * years());
    let logs = sheet.field(&fields::LOGS);
    let logs = sheet.define(&LOGS_SIZE, written * logs);
    let there = sheet
        .entered(&fields::EXISTING)
        .then(|| sheet.field(&fields::EXISTING));
    let raw = sheet.define(&RAW_STORAGE, sum([written, logs].into_iter().chain(there)));
    let database = sheet.define(&DATABASE_STORAGE, raw - blob);
    Stock {
        growth,
        horizon,
        per_day,
        database,
        blob,
        raw,
    }
}

fn cache(sheet: &mut Sheet, traffic: &Traffic) -> NodeRef {
    let volume = amount(sheet, &traffic.loads, Period::Day, |load| {
        load.response.filter(|_| load.writes == Some(false))
    });
    let daily = sheet.define(&DAILY_READS, volume);
    let hot = sheet.field(&fields::HOT_SHARE);
    sheet.define(&CACHE_SIZE, daily * hot)
}

/// Source: Little's law, L = λW; a read costs h·tc + (1−h)·(tc+td) = tc + (1−h)·td behind the service.
fn latency(sheet: &mut Sheet, traffic: &Traffic, hit_ratio: NodeRef) {
    sheet.field(&fields::LATENCY_TARGET);
    let network = sheet.field(&fields::NETWORK_TIME);
    let service = sheet.field(&fields::SERVICE_TIME);
    let cache = sheet.field(&fields::CACHE_TIME);
    let database = sheet.field(&fields::DATABASE_TIME);
    let time = network + service + cache + rest(hit_ratio) * database;
    let time = sheet.define(&LATENCY, time);
    sheet.define(&CONCURRENCY, traffic.peak * time);
}

fn servers(sheet: &mut Sheet, traffic: &Traffic) -> NodeRef {
    let each = sheet.field(&fields::SERVER_RATE);
    let utilisation = sheet.field(&fields::UTILISATION);
    let spare = sheet.field(&fields::SPARE);
    let usable = sheet.define(&SERVER_THROUGHPUT, each * utilisation);
    sheet.define(&SERVERS, ceil(traffic.peak / usable) + spare)
}

fn database(sheet: &mut Sheet, traffic: &Traffic, hit_ratio: NodeRef, stored: NodeRef) {
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
