//! The graph: values, what is missing, the unit check, and the work shown.
#![allow(clippy::unwrap_used, clippy::float_cmp)] // a test stops at the first failure; the figures are exact

mod random;
mod ranges;
mod turned;

use super::*;
use crate::quantity::{Conventions, Dim, Period, Quantity};
use std::borrow::Cow;

static RATE: Formula = Formula {
    key: "rate",
    name: "Requests",
    kind: Kind::Rate,
    help: "",
};
static SIZE: Formula = Formula {
    key: "size",
    name: "Volume",
    kind: Kind::Data,
    help: "",
};
static SPAN: Formula = Formula {
    key: "span",
    name: "Span",
    kind: Kind::Span,
    help: "",
};
static COUNT: Formula = Formula {
    key: "count",
    name: "Machines",
    kind: Kind::Count,
    help: "",
};

fn put(
    graph: &mut Graph,
    name: &'static str,
    kind: Kind,
    value: Option<Quantity>,
    origin: Origin,
) -> NodeRef {
    let note = if origin == Origin::Assumed {
        "a rule of thumb"
    } else {
        ""
    };
    graph.input(
        (name, 0),
        name.into(),
        kind,
        origin,
        value,
        Cow::Borrowed(note),
    )
}

fn given(
    graph: &mut Graph,
    name: &'static str,
    kind: Kind,
    value: f64,
    dim: Dim,
    period: Period,
) -> NodeRef {
    put(
        graph,
        name,
        kind,
        Some(Quantity::new(value, dim, period)),
        Origin::Given,
    )
}

fn number(graph: &mut Graph, name: &'static str, value: f64) -> NodeRef {
    given(graph, name, Kind::Count, value, Dim::NONE, Period::Second)
}

/// A graph with users, and how often each comes.
fn visits(conv: Conventions) -> (Graph, NodeRef, NodeRef) {
    let mut graph = Graph::new(conv);
    let users = given(
        &mut graph,
        "Users",
        Kind::Users,
        150e6,
        Dim::USER,
        Period::Second,
    );
    let each = given(
        &mut graph,
        "Visits",
        Kind::ActionRate,
        2.0,
        Dim::PER_USER_TIME,
        Period::Day,
    );
    (graph, users, each)
}

fn work(graph: &Graph, formula: &Formula) -> (String, String) {
    let trace = graph.trace((formula.key, 0));
    (trace.words, trace.numbers)
}

#[test]
fn the_constant_of_the_calendar_stands_in_the_numbers() {
    for (conv, constant) in [
        (Conventions::EXACT, "86,400"),
        (Conventions::INTERVIEW, "100,000"),
    ] {
        let (mut graph, users, each) = visits(conv);
        graph.define(&RATE, per(users * each, Period::Second));
        let (words, numbers) = work(&graph, &RATE);
        assert_eq!(words, "Users × Visits ÷ seconds in a day");
        assert_eq!(numbers, format!("150 M × 2 /user/day ÷ {constant} s/day"));
    }
}

#[test]
fn a_time_is_multiplied_where_a_rate_is_divided() {
    let mut graph = Graph::new(Conventions::INTERVIEW);
    let month = Expr::Constant(Quantity::new(3.0, Dim::TIME, Period::Year), Kind::Span);
    graph.define(&SPAN, per(month, Period::Month));
    assert_eq!(work(&graph, &SPAN).1, "3 years × 12 month/year");
    assert_eq!(graph.find(("span", 0)).unwrap().value.unwrap().value, 36.0);
}

#[test]
fn a_rate_stays_in_the_period_that_it_is_counted_in() {
    let mut graph = Graph::new(Conventions::EXACT);
    let rows = given(
        &mut graph,
        "New rows",
        Kind::Rate,
        10e6,
        Dim::PER_TIME,
        Period::Month,
    );
    graph.define(&RATE, per(rows, Period::Day));
    assert_eq!(work(&graph, &RATE).1, "10 M /month ÷ 30 day/month");
}

#[test]
fn parentheses_stand_where_they_change_the_meaning() {
    let mut graph = Graph::new(Conventions::EXACT);
    let [a, b, c] =
        [("a", 12.0), ("b", 3.0), ("c", 2.0)].map(|(name, value)| number(&mut graph, name, value));
    let cases: [(Expr, &str, f64); 8] = [
        ((a + b) * c, "(a + b) × c", 30.0),
        (a + b * c, "a + b × c", 18.0),
        (a - (b - c), "a − (b − c)", 11.0),
        (a - b - c, "a − b − c", 7.0),
        (a / (b * c), "a ÷ (b × c)", 2.0),
        (a / b / c, "a ÷ b ÷ c", 2.0),
        ((a + b) / (b - c), "(a + b) ÷ (b − c)", 15.0),
        (Expr::from(c).power(a - b), "c ^ (a − b)", 512.0),
    ];
    for (expr, words, value) in cases {
        graph.define(&COUNT, expr);
        assert_eq!(work(&graph, &COUNT).0, words);
        assert_eq!(
            graph.find(("count", 0)).unwrap().value.unwrap().value,
            value,
            "{words}"
        );
    }
}

#[test]
fn rounding_up_and_the_greatest_are_written_out() {
    let mut graph = Graph::new(Conventions::EXACT);
    let [a, b] = [("a", 7.0), ("b", 2.0)].map(|(name, value)| number(&mut graph, name, value));
    graph.define(&COUNT, greatest([Expr::number(1.0), ceil(a / b)]));
    assert_eq!(
        work(&graph, &COUNT),
        (
            "greatest of (1; round up (a ÷ b))".into(),
            "greatest of (1; round up (7 ÷ 2))".into()
        )
    );
    assert_eq!(graph.trace(("count", 0)).exact, "4");
}

#[test]
fn growth_is_written_out_only_where_there_is_some() {
    let mut graph = Graph::new(Conventions::EXACT);
    let first = given(
        &mut graph,
        "First year",
        Kind::Data,
        1e9,
        Dim::DATA,
        Period::Second,
    );
    let none = given(
        &mut graph,
        "No growth",
        Kind::Growth,
        0.0,
        Dim::NONE,
        Period::Second,
    );
    let some = given(
        &mut graph,
        "Growth",
        Kind::Growth,
        1.0,
        Dim::NONE,
        Period::Second,
    );
    let span = given(
        &mut graph,
        "Horizon",
        Kind::Span,
        3.0,
        Dim::TIME,
        Period::Year,
    );
    graph.define(&SIZE, first * years_of_growth(none, span));
    assert_eq!(work(&graph, &SIZE).0, "First year × Horizon");
    graph.define(&SIZE, first * years_of_growth(some, span));
    assert_eq!(
        work(&graph, &SIZE).0,
        "First year × (((1 + Growth) ^ Horizon − 1) ÷ Growth)"
    );
    assert_eq!(graph.find(("size", 0)).unwrap().value.unwrap().value, 7e9);
    assert_eq!(graph.faults(), &[] as &[String]);
}

#[test]
fn tiers_and_heads_check_their_units() {
    let (mut graph, users, _) = visits(Conventions::EXACT);
    let items = number(&mut graph, "Items", 12.0);
    let price = number(&mut graph, "Price", 3.0);
    let tiers = || [[Expr::number(10.0), Expr::number(1.0)]];
    graph.define(&COUNT, tiered(items, price, tiers()));
    assert_eq!(work(&graph, &COUNT).0, "(Items at Price to 10, 1 above)");
    assert_eq!(graph.trace(("count", 0)).exact, "32");
    graph.define(&COUNT, heads(users));
    assert_eq!(work(&graph, &COUNT).0, "Users");
    assert_eq!(graph.faults(), &[] as &[String]);
    graph.define(&COUNT, heads(items));
    graph.define(&COUNT, tiered(items, users, tiers()));
    assert_eq!(graph.faults().len(), 2);
}

#[test]
fn long_sums_are_cut_short_in_words_only() {
    let mut graph = Graph::new(Conventions::EXACT);
    let names = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"];
    let terms: Vec<NodeRef> = names
        .iter()
        .map(|name| number(&mut graph, name, 1.0))
        .collect();
    graph.define(&COUNT, sum(terms));
    assert_eq!(
        work(&graph, &COUNT).0,
        "a + b + c + d + e + f + g + h + … 2 more"
    );
    assert_eq!(graph.trace(("count", 0)).exact, "10");
}

#[test]
fn units_that_disagree_are_a_fault() {
    let (mut graph, users, each) = visits(Conventions::EXACT);
    graph.define(&SIZE, users * each);
    graph.define(&SIZE, users + each);
    graph.define(&COUNT, Expr::from(users).power(Expr::number(2.0)));
    assert_eq!(graph.faults().len(), 3, "{:?}", graph.faults());
    assert!(
        graph.faults()[0].starts_with("Volume: "),
        "{:?}",
        graph.faults()
    );
    assert!(
        graph.find(("size", 0)).unwrap().value.is_none(),
        "a value of the wrong unit is none"
    );
}

#[test]
fn the_unit_check_needs_no_value() {
    let mut graph = Graph::new(Conventions::EXACT);
    let size = put(&mut graph, "Size", Kind::Data, None, Origin::Unknown);
    let rate = put(&mut graph, "Rate", Kind::Rate, None, Origin::Unknown);
    graph.define(&RATE, rate * size);
    assert_eq!(graph.faults().len(), 1);
}

#[test]
fn what_is_missing_is_named_once() {
    let mut graph = Graph::new(Conventions::EXACT);
    let a = put(&mut graph, "a", Kind::Count, None, Origin::Unknown);
    let b = number(&mut graph, "b", 2.0);
    let product = graph.define(&COUNT, a * b * a);
    assert_eq!(graph.trace(("count", 0)).missing, ["a"]);
    assert_eq!(graph.trace(("count", 0)).numbers, "? × 2 × ?");
    assert_eq!(graph.node(product).origin, Origin::Unknown);
    // A plus needs both; a sum is had as far as it is known.
    let both = graph.define(&COUNT, a + b);
    assert_eq!(graph.node(both).value, None);
    let total = graph.define(&COUNT, sum([a, b]));
    assert_eq!(graph.node(total).value, Some(Quantity::scalar(2.0)));
    assert_eq!(graph.names(&graph.node(total).missing), ["a"]);
}

#[test]
fn assumptions_are_named_with_their_reason() {
    let mut graph = Graph::new(Conventions::EXACT);
    let factor = put(
        &mut graph,
        "Factor",
        Kind::Factor,
        Some(Quantity::scalar(2.0)),
        Origin::Assumed,
    );
    let b = number(&mut graph, "b", 3.0);
    graph.define(&COUNT, factor * b * factor);
    assert_eq!(
        graph.trace(("count", 0)).assumed,
        ["Factor 2x: a rule of thumb"]
    );
}

#[test]
fn no_infinity_comes_out() {
    let mut graph = Graph::new(Conventions::EXACT);
    let [huge, zero] =
        [("huge", 1e308), ("zero", 0.0)].map(|(name, value)| number(&mut graph, name, value));
    for expr in [
        huge * huge,
        huge / zero,
        zero / zero,
        Expr::from(huge).power(huge),
        huge + huge,
    ] {
        let node = graph.define(&COUNT, expr);
        assert_eq!(graph.node(node).value, None);
        assert!(!graph.node(node).note.is_empty(), "the reason is said");
    }
}

#[test]
fn the_reason_of_a_missing_value_is_handed_on() {
    let mut graph = Graph::new(Conventions::EXACT);
    let [one, zero] =
        [("one", 1.0), ("zero", 0.0)].map(|(name, value)| number(&mut graph, name, value));
    let broken = graph.define(&COUNT, one / zero);
    let further = graph.define(&COUNT, ceil(broken) + one);
    assert_eq!(graph.node(further).value, None);
    assert_eq!(graph.node(further).note, graph.node(broken).note);
    let partial = graph.define(&COUNT, sum([broken, one]));
    assert_eq!(graph.node(partial).value, Some(Quantity::scalar(1.0)));
    assert!(
        !graph.node(partial).note.is_empty(),
        "what is left out is said"
    );
}

#[test]
fn an_unknown_key_has_no_work() {
    assert_eq!(Graph::default().trace(("nothing", 0)), Trace::default());
}
