//! Throughput: how many servers the peak takes, how busy they are, and how long requests wait for them.

use super::traffic::Traffic;
use super::within;
use crate::estimate::sheet::{Sheet, scalar, share};
use crate::formula::{Expr, Function, NodeRef, ceil, greatest};
use crate::model::capacity as fields;
use crate::quantity::{Conventions, Dim, Kind, Mismatch, Period, Quantity};
use crate::theory::queueing;

results! {
    SERVER_THROUGHPUT = "capacity.server_throughput", "Usable throughput per server", Rate, "What one server is given to do at peak.";
    SERVERS = "capacity.servers", "Servers", Count, "Application servers for the peak, with spares.";
    SERVERS_FOR_RATE = "capacity.servers_for_rate", "Servers for the throughput", Count, "What the peak asks for at the target utilisation, without spares.";
    SERVERS_FOR_CONCURRENCY = "capacity.servers_for_concurrency", "Servers for the concurrency", Count, "What the requests under way ask for, without spares.";
    SERVERS_FOR_WAIT = "capacity.servers_for_wait", "Servers for the target wait", Count, "The fewest at which 99% wait no longer than that, by Erlang C, without spares. For comparison.";
    SERVERS_BY_ROOT = "capacity.servers_by_root", "Servers by square-root staffing", Count, "The load in servers, and the margin times its root, without spares. For comparison.";
    PEAK_UTILISATION = "capacity.peak_utilisation", "Utilisation at peak", Share, "Peak QPS over what all servers in use can answer. At 100% and above the queue would never end.";
    WAITING = "capacity.waiting", "Requests that wait", Share, "Share of the requests at peak that find every server busy, by Erlang C: M/M/c, each server one place at its rate.";
    WAIT_MEAN = "capacity.wait_mean", "Wait at peak, mean", Latency, "Time until a server is free, on average.";
    WAIT_P50 = "capacity.wait_p50", "Wait at peak, p50", Latency, "Half of the requests wait no longer.";
    WAIT_P99 = "capacity.wait_p99", "Wait at peak, p99", Latency, "99% of the requests wait no longer.";
}

/// How long requests wait for a server at peak.
pub(super) struct Waits {
    pub(super) median: NodeRef,
    pub(super) p99: NodeRef,
}

/// The servers in use, and the waits that follow.
pub(super) fn estimate(
    sheet: &mut Sheet,
    traffic: &Traffic,
    concurrency: NodeRef,
) -> (NodeRef, Waits) {
    let each = sheet.field(&fields::SERVER_RATE);
    let utilisation = sheet.field(&fields::UTILISATION);
    let spare = sheet.field(&fields::SPARE);
    let usable = sheet.define(&SERVER_THROUGHPUT, each * utilisation);
    let for_rate = || ceil(traffic.origin / usable);
    let by_rate = sheet.define(&SERVERS_FOR_RATE, for_rate());
    let servers = if sheet.entered(&fields::SERVER_CONCURRENCY) {
        let threads = sheet.field(&fields::SERVER_CONCURRENCY);
        let under_way = sheet.define(&SERVERS_FOR_CONCURRENCY, ceil(concurrency / threads));
        greatest([by_rate.into(), under_way.into()]) + spare
    } else {
        for_rate() + spare
    };
    let servers = sheet.define(&SERVERS, servers);
    let target = sheet.field(&fields::WAIT_TARGET);
    let for_wait = [
        traffic.origin.into(),
        each.into(),
        target.into(),
        share(0.99),
    ];
    sheet.define(&SERVERS_FOR_WAIT, within::servers(for_wait));
    let margin = sheet.field(&fields::MARGIN);
    let load = || traffic.origin / each;
    let by_root = load() + Expr::from(margin) * load().power(Expr::number(0.5));
    sheet.define(&SERVERS_BY_ROOT, ceil(by_root));
    let in_use = sheet.field_or(&fields::OWN_SERVERS, servers);
    sheet.define(&PEAK_UTILISATION, traffic.origin / (each * in_use));
    let pool = [traffic.origin, each, in_use];
    let waiting = sheet.define(&WAITING, ERLANG_C.of(pool));
    // Source: Wq = C / (cμ − λ).
    let mean = waiting / (in_use * each - traffic.origin);
    sheet.define(&WAIT_MEAN, mean);
    let quantile = |p| {
        let pool = [waiting, traffic.origin, each, in_use];
        QUANTILE.of(pool.into_iter().map(Expr::from).chain([share(p)]))
    };
    let waits = Waits {
        median: sheet.define(&WAIT_P50, quantile(0.5)),
        p99: sheet.define(&WAIT_P99, quantile(0.99)),
    };
    let used = if sheet.entered(&fields::OWN_SERVERS) {
        in_use
    } else {
        servers
    };
    (used, waits)
}

pub(super) fn per_second(rate: Quantity, conv: Conventions) -> f64 {
    rate.in_period(Period::Second, &conv).value
}

fn seconds(value: Option<f64>) -> Result<Quantity, Mismatch> {
    let value = value.ok_or(Mismatch::Undefined)?;
    Ok(Quantity::new(value, Dim::TIME, Period::Second))
}

/// Arrivals and services a second, and servers; in words where the servers can never do it.
fn pool(
    peak: Quantity,
    each: Quantity,
    servers: Quantity,
    conv: Conventions,
) -> Result<[f64; 3], Mismatch> {
    let (arrival, service) = (per_second(peak, conv), per_second(each, conv));
    // A hair below a whole number, as arithmetic leaves it, is that number.
    let servers = (servers.value * (1.0 + 1e-9)).floor();
    if arrival >= service * servers {
        return Err(Mismatch::Overloaded);
    }
    Ok([arrival, service, servers])
}

/// The unit check of what is made of a rate of arrivals, the rate of a server, and servers.
fn of_pool(dims: &[Dim], result: Dim) -> Result<Dim, String> {
    match dims {
        [Dim::PER_TIME, Dim::PER_TIME, Dim::NONE, ..] => Ok(result),
        _ => Err("a queue of something else than rates and servers".to_owned()),
    }
}

/// The share of requests that wait, in M/M/c: arrivals, rate of a server, servers.
static ERLANG_C: Function = Function {
    dim: |dims| of_pool(dims, Dim::NONE),
    value: |arguments, conv| match arguments {
        [peak, each, servers] => {
            let [arrival, service, servers] = pool(*peak, *each, *servers, *conv)?;
            scalar(queueing::erlang_c(arrival / service, servers))
        }
        _ => Err(Mismatch::Undefined),
    },
    write: |arguments| match arguments {
        [peak, each, servers] => {
            format!("Erlang C ({} ÷ {}; {})", peak.text, each.text, servers.text)
        }
        _ => String::new(),
    },
};

/// The wait that a share of the requests does not exceed, in M/M/c: the share that waits at all, arrivals, rate of a
/// server, servers, share.
static QUANTILE: Function = Function {
    dim: |dims| match dims {
        [Dim::NONE, pool @ ..] => of_pool(pool, Dim::TIME),
        _ => Err("a wait of something else than a share".to_owned()),
    },
    value: |arguments, conv| match arguments {
        [waiting, peak, each, servers, share] => {
            let [arrival, service, servers] = pool(*peak, *each, *servers, *conv)?;
            let free = servers * service - arrival;
            seconds(queueing::wait_of_share(share.value, waiting.value, free))
        }
        _ => Err(Mismatch::Undefined),
    },
    write: |arguments| match arguments {
        [waiting, peak, each, servers, share] => format!(
            "max(0, ln({} ÷ (1 − {})) ÷ ({} × {} − {}))",
            waiting.text, share.text, servers.text, each.text, peak.text
        ),
        _ => String::new(),
    },
};
