//! A capacity model of sixteen formulas over thirteen ranges: as a graph, and as a text for Squiggle.

use envelope::formula::{Expr, Graph, NodeRef, Origin, ceil, greatest};
use envelope::quantity::{Conventions, Kind, Quantity, Spread};
use std::fmt::Write;

/// What is given, each with its middle.
const GIVEN: [(&str, f64); 13] = [
    ("users", 10e6),
    ("requests", 20.0),
    ("writes", 0.1),
    ("factor", 3.0),
    ("request", 1e3),
    ("response", 4e3),
    ("stored", 2e3),
    ("days", 1_000.0),
    ("copies", 3.0),
    ("hot", 0.2),
    ("server", 1e3),
    ("disk", 1e12),
    ("price", 100.0),
];

/// The results, in their order.
pub(crate) const RESULTS: [&str; 16] = [
    "daily", "average", "peak", "write", "read", "ratio", "ingress", "egress", "day", "horizon",
    "kept", "cache", "servers", "shards", "machines", "cost",
];

/// The same formulas in Squiggle. It has no ceiling of a distribution: `up` stands for one.
const FORMULAS: &str = "
daily = users * requests
average = daily / 86400
peak = average * factor
write = average * writes
read = average - write
ratio = read / write
ingress = average * request
egress = average * response
day = daily * writes * stored
horizon = day * days
kept = horizon * copies
cache = read * 86400 * response * hot
servers = up(peak / server) + 1
shards = SampleSet.max(SampleSet.max(up(kept / disk), up(cache / disk)), 1)
machines = servers + shards * copies
cost = machines * price + egress / 1e9
";

/// The ends of the interval that holds nine cases of ten.
fn ends(middle: f64) -> (f64, f64) {
    (middle / 1.5, middle * 1.5)
}

/// The model for Squiggle, where `low to high` is the same range as here: lognormal, with 5 % below and above.
pub(crate) fn squiggle(rounded: bool) -> String {
    let mut text = String::from(if rounded {
        "up(d) = SampleSet.map(d, {|x| ceil(x)})\n"
    } else {
        "up(d) = d\n"
    });
    for (name, middle) in GIVEN {
        let (low, high) = ends(middle);
        // A string takes whatever is written to it.
        let _ = writeln!(text, "{name} = {low} to {high}");
    }
    text + FORMULAS
}

/// The model as a graph. Each row has draws of its own.
pub(crate) fn graph(row: u32) -> Graph {
    let mut graph = Graph::new(Conventions::EXACT);
    let given = GIVEN.map(|(name, middle)| {
        let value = Some(Quantity::scalar(middle));
        let key = (name, row);
        let node = graph.input(
            key,
            name.into(),
            Kind::Count,
            Origin::Given,
            value,
            "".into(),
        );
        let (low, high) = ends(middle);
        graph.set_spread(node, Spread::between(low, high));
        node
    });
    let [
        users,
        each,
        writes,
        factor,
        request,
        response,
        stored,
        days,
        copies,
        hot,
        server,
        disk,
        price,
    ] = given;
    let mut names = RESULTS.into_iter();
    let mut define = |expr: Expr| -> NodeRef {
        let name = names.next().unwrap_or_default();
        graph.define_named((name, row), name.into(), Kind::Count, expr)
    };
    let daily = define(users * each);
    let average = define(daily / Expr::number(86_400.0));
    let peak = define(average * factor);
    let write = define(average * writes);
    let read = define(average - write);
    define(read / write);
    define(average * request);
    let egress = define(average * response);
    let day = define(daily * writes * stored);
    let horizon = define(day * days);
    let kept = define(horizon * copies);
    let cache = define(read * Expr::number(86_400.0) * response * hot);
    let servers = define(ceil(peak / server) + Expr::number(1.0));
    let shards = greatest([Expr::number(1.0), ceil(kept / disk), ceil(cache / disk)]);
    let shards = define(shards);
    let machines = define(servers + shards * copies);
    define(machines * price + egress / Expr::number(1e9));
    graph
}
