//! Formulas the other way round, and what a result hangs on.

use super::ranges::{WAIT, ranged, result};
use super::*;
use crate::quantity::Mismatch;
use proptest::prelude::*;

const BOUNDS: [Quantity; 2] = [Quantity::scalar(0.0), Quantity::scalar(1e15)];

fn solve(graph: &Graph, key: Key, target: f64, input: &'static str) -> Result<f64, Unsolved> {
    let target = Quantity::scalar(target);
    let found = graph.solve(key, target, (input, 0), BOUNDS)?;
    Ok(found.value)
}

#[test]
fn steps_are_used_to_the_full() {
    let mut graph = Graph::new(Conventions::EXACT);
    let [load, each] =
        [("load", 900.0), ("each", 400.0)].map(|(name, value)| number(&mut graph, name, value));
    let key = result(&mut graph, "servers", ceil(load / each) + Expr::number(1.0));
    assert_eq!(solve(&graph, key, 4.0, "load"), Ok(1200.0));
    assert_eq!(solve(&graph, key, 4.5, "load"), Ok(1200.0));
    assert_eq!(solve(&graph, key, 4.0, "each"), Ok(300.0));
    // Nothing runs on no server and one spare; less than the spare there never is.
    assert_eq!(solve(&graph, key, 1.0, "load"), Ok(0.0));
    assert_eq!(
        solve(&graph, key, 0.5, "load"),
        Err(Unsolved::AtLeast(Quantity::scalar(1.0)))
    );
}

#[test]
fn several_inputs_grow_together() {
    let mut graph = Graph::new(Conventions::EXACT);
    let [a, b, still] = [("a", 30.0), ("b", 10.0), ("still", 5.0)]
        .map(|(name, value)| number(&mut graph, name, value));
    let unknown = put(&mut graph, "unknown", Kind::Count, None, Origin::Unknown);
    let steps = result(
        &mut graph,
        "steps",
        ceil((a + b) / Expr::number(10.0)) + still,
    );
    let lacking = result(&mut graph, "lacking", a + unknown);
    let inputs = [("a", 0), ("b", 0), ("unknown", 0), ("none", 0)];
    let factor =
        |key, target| graph.solve_factor(key, Quantity::scalar(target), &inputs, [0.0, 1e6]);
    assert_eq!(factor(steps, 9.0), Ok(1.0));
    assert_eq!(factor(steps, 25.9), Ok(5.0));
    assert_eq!(factor(steps, 7.0), Ok(0.5));
    assert_eq!(
        factor(steps, 4.0),
        Err(Unsolved::AtLeast(Quantity::scalar(5.0)))
    );
    assert!(matches!(factor(steps, 1e9), Err(Unsolved::AtMost(_))));
    assert_eq!(factor(lacking, 1.0), Err(Unsolved::NoValue));
    assert_eq!(factor(("still", 0), 1.0), Err(Unsolved::Independent));
}

#[test]
fn what_cannot_be_is_said() {
    let mut graph = Graph::new(Conventions::EXACT);
    let [a, b] = [("a", 5.0), ("b", 2.0)].map(|(name, value)| number(&mut graph, name, value));
    let unknown = put(&mut graph, "unknown", Kind::Count, None, Origin::Unknown);
    let share = result(&mut graph, "share", a / (a + b));
    let lacking = result(&mut graph, "lacking", b + unknown);
    let size = given(
        &mut graph,
        "size",
        Kind::Data,
        1.0,
        Dim::DATA,
        Period::Second,
    );
    graph.define(&SIZE, size * a);
    assert_eq!(
        solve(&graph, share, 1.0, "size"),
        Err(Unsolved::Independent)
    );
    assert_eq!(
        solve(&graph, ("none", 0), 1.0, "a"),
        Err(Unsolved::Independent)
    );
    assert!(matches!(
        solve(&graph, share, 2.0, "a"),
        Err(Unsolved::AtMost(most)) if most.value > 0.99 && most.value <= 1.0
    ));
    assert_eq!(solve(&graph, lacking, 1.0, "b"), Err(Unsolved::NoValue));
    let units = Mismatch::Units {
        left: Dim::NONE,
        right: Dim::DATA,
    };
    assert_eq!(
        solve(&graph, ("size", 0), 1.0, "a"),
        Err(Unsolved::Units(units))
    );
    // What is unknown can be asked for.
    assert_eq!(solve(&graph, lacking, 12.0, "unknown"), Ok(10.0));
    for words in [
        Unsolved::Independent,
        Unsolved::NoValue,
        Unsolved::Units(units),
    ] {
        assert!(!words.to_string().is_empty());
    }
}

#[test]
fn a_result_may_have_no_value_at_a_bound() {
    let mut graph = Graph::new(Conventions::EXACT);
    let load = number(&mut graph, "load", 0.5);
    let key = result(&mut graph, "wait", WAIT.of([load]));
    let found = solve(&graph, key, 10.0, "load").unwrap();
    assert!((found - 0.9).abs() < 1e-9, "{found}");
    assert!(matches!(
        solve(&graph, key, 0.5, "load"),
        Err(Unsolved::AtLeast(_))
    ));
}

#[test]
fn the_answer_is_counted_as_the_bound_is() {
    let mut graph = Graph::new(Conventions::INTERVIEW);
    let rate = given(
        &mut graph,
        "rate_in",
        Kind::Rate,
        10e6,
        Dim::PER_TIME,
        Period::Month,
    );
    graph.define(&RATE, per(rate, Period::Second));
    let bounds = [0.0, 1e15].map(|value| Quantity::new(value, Dim::PER_TIME, Period::Month));
    let target = Quantity::new(8.0, Dim::PER_TIME, Period::Second);
    let found = graph
        .solve(("rate", 0), target, ("rate_in", 0), bounds)
        .unwrap();
    assert_eq!(found, Quantity::new(20e6, Dim::PER_TIME, Period::Month));
}

proptest! {
    #[test]
    fn solving_undoes_evaluating(
        at in 1e-6..1e9_f64,
        now in 1e-6..1e9_f64,
        by in 1e-3..1e3_f64,
        power in prop_oneof![Just(1.0), Just(-1.0), Just(2.0), Just(0.5)],
    ) {
        let mut graph = Graph::new(Conventions::EXACT);
        let (x, by) = (number(&mut graph, "x", now), number(&mut graph, "by", by));
        let key = result(&mut graph, "y", Expr::from(x).power(Expr::number(power)) * by);
        let target = graph.with_changed(&[(("x", 0), Quantity::scalar(at))], key).unwrap();
        let found = solve(&graph, key, target.value, "x").unwrap();
        prop_assert!((found / at - 1.0).abs() < 1e-9, "{found} instead of {at}");
        let again = graph.with_changed(&[(("x", 0), Quantity::scalar(found))], key).unwrap();
        prop_assert!(again.value <= target.value);
    }
}

#[test]
fn the_widest_counts_most() {
    let mut graph = Graph::new(Conventions::EXACT);
    let [a, b, c] = [("a", 9.0, 10.0), ("b", 1.0, 4.0), ("c", 1.0, 16.0)]
        .map(|(name, low, high)| ranged(&mut graph, name, low, high));
    ranged(&mut graph, "unused", 1.0, 1e6);
    let key = result(&mut graph, "result", a * b / c);
    let found = graph.sensitivity(key, &graph.sample(&[key]));
    let inputs: Vec<&str> = found.iter().map(|one| one.input.0).collect();
    assert_eq!(inputs, ["c", "b", "a"]);
    let [c, b, a] = [found[0], found[1], found[2]];
    let middle = graph.find(key).unwrap().value.unwrap().value;
    let low = c.at_low.unwrap().value / middle;
    assert!(
        (low - 4.0).abs() < 1e-9,
        "four times the middle at the lower end: {low}"
    );
    assert!(c.correlation < -0.85 && b.correlation > 0.3 && a.correlation > 0.0);
    // The logarithm of the result has variances as 16 : 4 : 0.02 to the logarithms' widths.
    assert!(
        (c.share - 0.8).abs() < 0.03 && (b.share - 0.2).abs() < 0.03,
        "{found:?}"
    );
    let all: f64 = found.iter().map(|one| one.share).sum();
    assert!((all - 1.0).abs() < 1e-12);
    let without = graph.sensitivity(key, &graph.sample(&[]));
    assert_eq!(without[0].at_low, c.at_low);
    assert_eq!(without[0].share, 0.0);
}

#[test]
fn an_end_without_a_value_counts_most() {
    let mut graph = Graph::new(Conventions::EXACT);
    let [load, scale] = [("load", 0.8, 1.1), ("scale", 1.0, 1e6)]
        .map(|(name, low, high)| ranged(&mut graph, name, low, high));
    let key = result(&mut graph, "wait", WAIT.of([load]) * scale);
    let found = graph.sensitivity(key, &graph.sample(&[key]));
    assert_eq!((found[0].input.0, found[0].at_high), ("load", None));
    assert!(found[1].share > 0.5, "{found:?}");
}

#[test]
fn a_change_leaves_the_rest() {
    let mut graph = Graph::new(Conventions::EXACT);
    let [a, b] = [("a", 5.0), ("b", 2.0)].map(|(name, value)| number(&mut graph, name, value));
    let key = result(&mut graph, "sum", a + b);
    let three = Quantity::scalar(3.0);
    assert_eq!(
        graph.with_changed(&[(("a", 0), three)], key),
        Some(Quantity::scalar(5.0))
    );
    assert_eq!(
        graph.with_changed(&[(("none", 0), three)], key),
        Some(Quantity::scalar(7.0))
    );
    assert_eq!(graph.with_changed(&[], ("none", 0)), None);
    let infinite = Quantity::scalar(f64::INFINITY);
    assert_eq!(graph.with_changed(&[(("a", 0), infinite)], key), None);
}
