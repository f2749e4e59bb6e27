//! Ranges against what is known of them, and that they are the same every time.

use super::*;
use crate::quantity::{Mismatch, Spread};

pub(super) fn ranged(graph: &mut Graph, name: &'static str, low: f64, high: f64) -> NodeRef {
    let spread = Spread::between(low, high).unwrap();
    let node = number(graph, name, spread.median());
    graph.set_spread(node, Some(spread));
    node
}

/// A result of any kind of number.
pub(super) fn result(graph: &mut Graph, name: &'static str, expr: impl Into<Expr>) -> Key {
    let node = graph.define_named((name, 0), name.into(), Kind::Count, expr.into());
    graph.node(node).key
}

fn range(graph: &Graph, key: Key) -> Range {
    *graph.sample(&[key]).range(key).unwrap()
}

#[track_caller]
fn near(actual: f64, expected: f64, tolerance: f64) {
    assert!(
        (actual - expected).abs() <= tolerance,
        "{actual} instead of {expected}"
    );
}

/// Source: the logarithm of a product is a sum, and variances of sums add up.
#[test]
fn a_product_of_lognormals_is_lognormal() {
    let mut graph = Graph::new(Conventions::EXACT);
    let [a, b, c] = [("a", 10.0, 20.0), ("b", 3.0, 30.0), ("c", 0.5, 0.7)]
        .map(|(name, low, high)| ranged(&mut graph, name, low, high));
    let key = result(&mut graph, "product", a * b / c);
    let middle = (200.0_f64 * 90.0 / 0.35).sqrt();
    let width = [2.0_f64, 10.0, 1.4]
        .map(|factor| (factor.ln() / 2.0).powi(2))
        .iter()
        .sum::<f64>()
        .sqrt();
    let range = range(&graph, key);
    near(range.middle.value / middle, 1.0, 0.01);
    near(range.low.value / (middle / width.exp()), 1.0, 0.02);
    near(range.high.value / (middle * width.exp()), 1.0, 0.02);
    let deviation = width / 1.644_853_626_951_472_7;
    near(
        range.mean.value / (middle * (deviation * deviation / 2.0).exp()),
        1.0,
        0.01,
    );
    near(range.failed, 0.0, 0.0);
}

#[test]
fn a_sum_of_normals_is_normal() {
    let mut graph = Graph::new(Conventions::EXACT);
    let [a, b] = [("a", -4.0, 8.0), ("b", -1.0, 4.0)]
        .map(|(name, low, high)| ranged(&mut graph, name, low, high));
    let key = result(&mut graph, "sum", sum([a, b]));
    let range = range(&graph, key);
    // Within 1 % and 2 % of the width of the range.
    near(range.middle.value, 3.5, 0.13);
    near(range.mean.value, 3.5, 1e-5);
    near(range.low.value, 3.5 - 6.5, 0.26);
    near(range.high.value, 3.5 + 6.5, 0.26);
    let bars = range.bars.map(f64::from);
    assert_eq!(bars.iter().sum::<f64>(), 9800.0, "the rest lies outside");
    assert!(bars[11] > 3.0 * bars[0] && bars[12] > 3.0 * bars[23]);
}

#[test]
fn an_input_by_itself_is_what_was_entered() {
    let mut graph = Graph::new(Conventions::EXACT);
    ranged(&mut graph, "a", 10e6, 20e6);
    let range = range(&graph, ("a", 0));
    near(range.low.value / 10e6, 1.0, 2e-4);
    near(range.middle.value / (200e12_f64).sqrt(), 1.0, 2e-4);
    near(range.high.value / 20e6, 1.0, 2e-4);
}

/// What each of these is must not depend on where it stands.
fn jumbled(order: [usize; 4], more: bool) -> Range {
    let mut graph = Graph::new(Conventions::EXACT);
    if more {
        ranged(&mut graph, "more", 1.0, 2.0);
    }
    let inputs = [
        ("a", 1.0, 9.0),
        ("b", 2.0, 3.0),
        ("c", -1.0, 1.0),
        ("d", 5.0, 6.0),
    ];
    for at in order {
        let (name, low, high) = inputs[at];
        ranged(&mut graph, name, low, high);
    }
    let [a, b, c, d] = ["a", "b", "c", "d"].map(|name| graph.reference((name, 0)).unwrap());
    let key = result(&mut graph, "result", ceil(a * b + c) * d);
    range(&graph, key)
}

#[test]
fn draws_do_not_depend_on_other_inputs() {
    let first = jumbled([0, 1, 2, 3], false);
    assert_eq!(first, jumbled([3, 1, 0, 2], false));
    assert_eq!(first, jumbled([2, 3, 1, 0], true));
}

/// The ranges of a fixed graph. They change only when the draws do, and then every shown range does.
#[test]
fn the_draws_are_the_same_for_ever() {
    let range = jumbled([0, 1, 2, 3], false);
    let digits = [range.low, range.middle, range.high].map(|value| format!("{:.4e}", value.value));
    assert_eq!(digits.join(" "), "1.5811e1 4.2944e1 1.2607e2");
}

#[test]
fn steps_come_to_the_same() {
    let mut graph = Graph::new(Conventions::EXACT);
    let a = ranged(&mut graph, "a", 1.0, 5.0);
    let key = result(&mut graph, "square", a * a);
    let mut sampler = Sampler::new(&graph, &[key, ("nothing", 0), key]);
    let mut steps = 1;
    while !sampler.step(&graph, 1) {
        steps += 1;
    }
    assert!(
        steps >= sampler.work() && steps <= sampler.work() + BLOCKS + 1,
        "{steps}"
    );
    assert_eq!(sampler.finish().range(key), graph.sample(&[key]).range(key));
    let mut sampler = Sampler::new(&graph, &[key]);
    assert_eq!(Sampler::new(&graph, &[key]).finish().range(key), None);
    sampler.step(&graph, 7);
    let early = *sampler.finish().range(key).unwrap();
    near(early.high.value / range(&graph, key).high.value, 1.0, 0.02);
}

#[test]
fn what_has_no_range_has_none() {
    let mut graph = Graph::new(Conventions::EXACT);
    let a = number(&mut graph, "a", 1.0);
    let unknown = put(&mut graph, "b", Kind::Count, None, Origin::Unknown);
    graph.set_spread(unknown, Spread::between(1.0, 2.0));
    let sure = result(&mut graph, "sure", a + a);
    let c = ranged(&mut graph, "c", 1.0, 2.0);
    let lacking = result(&mut graph, "lacking", c + unknown);
    let samples = graph.sample(&[sure, lacking, ("a", 0), ("b", 0)]);
    for key in [sure, lacking, ("a", 0), ("b", 0)] {
        assert_eq!(samples.range(key), None, "{key:?}");
    }
}

#[test]
fn servers_come_whole() {
    let mut graph = Graph::new(Conventions::EXACT);
    let load = ranged(&mut graph, "load", 1000.0, 9000.0);
    let key = result(&mut graph, "servers", ceil(load / Expr::number(700.0)));
    let range = range(&graph, key);
    let found = [range.low, range.middle, range.high].map(|value| value.value);
    assert_eq!(found, [2.0, 5.0, 13.0]);
}

/// Waiting: none from the full load on.
pub(super) static WAIT: Function = Function {
    dim: |_| Ok(Dim::NONE),
    value: |arguments, _| match arguments {
        [load] if load.value < 1.0 => Ok(Quantity::scalar(1.0 / (1.0 - load.value))),
        _ => Err(Mismatch::Undefined),
    },
    write: |_| String::new(),
};

#[test]
fn cases_without_a_value_are_counted() {
    let mut graph = Graph::new(Conventions::EXACT);
    // One in twenty is above 1.
    let load = ranged(&mut graph, "load", 0.5, 1.0);
    let key = result(&mut graph, "wait", WAIT.of([load]));
    let left = result(
        &mut graph,
        "left",
        sum([WAIT.of([load]), Expr::number(1.0)]),
    );
    let either = result(&mut graph, "either", WAIT.of([load]) + Expr::number(1.0));
    let samples = graph.sample(&[key, left, either]);
    near(samples.range(key).unwrap().failed, 0.05, 0.001);
    near(samples.range(either).unwrap().failed, 0.05, 0.001);
    near(samples.range(left).unwrap().failed, 0.0, 0.0);
    near(samples.range(left).unwrap().ends.0.value, 1.0, 0.0);
}

/// The power 0 of what has no value has none either.
#[test]
fn nothing_comes_of_nothing() {
    let mut graph = Graph::new(Conventions::EXACT);
    let load = ranged(&mut graph, "load", 0.5, 1.0);
    for expr in [
        WAIT.of([load]).power(load - load),
        Expr::number(1.0).power(WAIT.of([load])),
        greatest([load.into(), WAIT.of([load])]),
        greatest([WAIT.of([load]), load.into()]),
    ] {
        let key = result(&mut graph, "result", expr);
        near(range(&graph, key).failed, 0.05, 0.001);
    }
}

#[test]
fn a_share_stays_a_share() {
    let mut graph = Graph::new(Conventions::EXACT);
    let share = number(&mut graph, "share", 0.9);
    graph.set_spread(share, Spread::between(0.8, 1.0).map(|s| s.within(0.0, 1.0)));
    let key = result(&mut graph, "rest", Expr::number(1.0) - share);
    let range = range(&graph, key);
    near(range.ends.0.value, 0.0, 0.0);
    near(range.low.value, 0.0, 1e-4);
}

#[test]
fn a_month_stays_a_month_in_every_case() {
    let mut graph = Graph::new(Conventions::INTERVIEW);
    let mut rate = |name, value, period| {
        let node = given(&mut graph, name, Kind::Rate, value, Dim::PER_TIME, period);
        graph.set_spread(node, Spread::between(value / 2.0, value * 2.0));
        node
    };
    let month = rate("month", 10e6, Period::Month);
    let day = rate("day", 300e3, Period::Day);
    let greater = graph.define(
        &RATE,
        per(greatest([month.into(), day.into()]), Period::Second),
    );
    assert_eq!(
        graph.node(greater).value,
        Some(Quantity::new(4.0, Dim::PER_TIME, Period::Second))
    );
    let range = range(&graph, ("rate", 0));
    // The greater of both is above either middle, 3 and 4 a second, and counted by one of two constants.
    assert!(
        range.middle.value > 4.0 && range.middle.value < 5.0,
        "{range:?}"
    );
    assert_eq!(range.failed, 0.0);
}
