//! Latency: the steps of a request, for each action along its own path.

use super::servers::Waits;
use super::traffic::Traffic;
use crate::estimate::sheet::{Sheet, rest, share};
use crate::formula::{Expr, Function, NodeRef};
use crate::model::{apis, capacity as fields};
use crate::quantity::{Dim, Kind, Mismatch, Quantity};

results! {
    LATENCY = "capacity.latency", "Expected latency", Latency, "Time of one read: network, service, cache, and the database when the cache misses.";
    CONCURRENCY = "capacity.concurrency", "Concurrent requests", Count, "Requests under way at the same moment at peak, by Little's law.";
    LATENCY_P50 = "capacity.latency_p50", "Read latency, p50", Latency, "Half of the reads at peak are answered within this: the steps at their times, and the wait for a server.";
    LATENCY_P99 = "capacity.latency_p99", "Read latency, p99", Latency, "99% of the reads at peak are answered within this: the cache misses, and the wait for a server is long. The steps themselves are taken at their times.";
    WRITE_P50 = "capacity.write_p50", "Write latency, p50", Latency, "Half of the writes at peak are answered within this: the steps at their times, and the wait for a server.";
    WRITE_P99 = "capacity.write_p99", "Write latency, p99", Latency, "99% of the writes at peak are answered within this: the wait for a server is long, the steps are taken at their times.";
    ACTION_P50 = "action.latency_p50", "p50", Latency, "Half of the calls at peak are answered within this, along the path of the action.";
    ACTION_P99 = "action.latency_p99", "p99", Latency, "99% of the calls at peak are answered within this, along the path of the action.";
}

/// The steps of a request.
pub(super) struct Path {
    network: NodeRef,
    balancer: Option<NodeRef>,
    service: NodeRef,
    cache: NodeRef,
    database: NodeRef,
    write: NodeRef,
    blob_read: NodeRef,
    blob_write: NodeRef,
    hit_ratio: NodeRef,
}

impl Path {
    /// What every request goes through.
    fn entrance(&self) -> Expr {
        let network = Expr::from(self.network);
        match self.balancer {
            Some(balancer) => network + balancer + self.service,
            None => network + self.service,
        }
    }

    /// A read that a share `quantile` of all reads does not exceed, without the wait.
    fn read(&self, quantile: f64) -> Expr {
        let missed = MISSED.of([self.database.into(), self.hit_ratio.into(), share(quantile)]);
        self.entrance() + self.cache + missed
    }
}

/// The steps, the mean time of a read, and how many requests are under way.
///
/// Source: Little's law, L = λW; a read costs h·tc + (1−h)·(tc+td) = tc + (1−h)·td behind the service.
pub(super) fn estimate(
    sheet: &mut Sheet,
    traffic: &Traffic,
    hit_ratio: NodeRef,
) -> (Path, NodeRef) {
    sheet.field(&fields::LATENCY_TARGET);
    let network = sheet.field(&fields::NETWORK_TIME);
    let balancer = sheet.field(&fields::BALANCER_TIME);
    let service = sheet.field(&fields::SERVICE_TIME);
    let cache = sheet.field(&fields::CACHE_TIME);
    let database = sheet.field(&fields::DATABASE_TIME);
    let path = Path {
        network,
        // What changes nothing would only make the formula longer.
        balancer: sheet.entered(&fields::BALANCER_TIME).then_some(balancer),
        service,
        cache,
        database,
        write: sheet.field_or(&fields::WRITE_TIME, database),
        blob_read: sheet.field(&fields::BLOB_READ_TIME),
        blob_write: sheet.field(&fields::BLOB_WRITE_TIME),
        hit_ratio,
    };
    let time = path.entrance() + cache + rest(hit_ratio) * database;
    let time = sheet.define(&LATENCY, time);
    let concurrency = sheet.define(&CONCURRENCY, traffic.origin * time);
    (path, concurrency)
}

/// The latencies at peak, with the wait for a server.
pub(super) fn at_peak(sheet: &mut Sheet, traffic: &Traffic, path: &Path, waits: &Waits) {
    let read = path.read(0.5) + waits.median;
    let write = || path.entrance() + path.write;
    let medians = [
        sheet.define(&LATENCY_P50, read),
        sheet.define(&WRITE_P50, write() + waits.median),
    ];
    let read = path.read(0.99) + waits.p99;
    let late = [
        sheet.define(&LATENCY_P99, read),
        sheet.define(&WRITE_P99, write() + waits.p99),
    ];
    let doc = sheet.doc;
    for (action, load) in doc.apis.actions.iter().zip(&traffic.loads) {
        if !action.target.trim().is_empty() {
            sheet.cell(&apis::ACTION_TARGET, action, &load.name);
        }
        // Without knowing whether it reads or writes there is no path.
        let Some(writes) = load.writes else { continue };
        let paths = [
            (&ACTION_P50, medians, waits.median),
            (&ACTION_P99, late, waits.p99),
        ];
        for (formula, times, wait) in paths {
            let time = match (load.blob, writes) {
                (false, _) => times[usize::from(writes)].into(),
                // With the row that says where it lies.
                (true, true) => times[1] + path.blob_write,
                (true, false) => path.entrance() + path.blob_read + wait,
            };
            sheet.define_row(formula, load.id, &load.name, time);
        }
    }
}

/// The time of the database, where more than a share of the reads needs it: time, hit ratio, share.
static MISSED: Function = Function {
    dim: |dims| match dims {
        [Dim::TIME, Dim::NONE, Dim::NONE] => Ok(Dim::TIME),
        _ => Err("a miss that is no time".to_owned()),
    },
    value: |arguments, _| match arguments {
        [time, hits, share] if hits.value < share.value => Ok(*time),
        [time, ..] => Ok(Quantity {
            value: 0.0,
            ..*time
        }),
        [] => Err(Mismatch::Undefined),
    },
    write: |arguments| match arguments {
        [time, hits, share] => format!("({} if {} < {})", time.text, hits.text, share.text),
        _ => String::new(),
    },
};
