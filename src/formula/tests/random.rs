//! Random graphs: one case of many is what a single evaluation comes to, and nothing is ever infinite.

use super::*;
use crate::formula::draws::{BLOCK, Stream};
use crate::formula::evaluate::walk;
use crate::formula::{column, range};
use crate::quantity::{Calendar, Spread};
use proptest::prelude::*;

const NAMES: [&str; 12] = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"];
const KINDS: [Kind; 6] = [
    Kind::Count,
    Kind::Rate,
    Kind::Data,
    Kind::Span,
    Kind::MonthlyCost,
    Kind::DataRate,
];

/// An input: what it is, its value, how far it may be off (a tenth of what it is or more; none for 0), its period.
type Input = (usize, f64, u8, usize);
/// A formula: its shape and the numbers that it is made of.
type Rule = (u8, usize, usize, usize);

fn numbers() -> impl Strategy<Value = f64> {
    prop_oneof![
        Just(0.0),
        Just(1.0),
        Just(-3.0),
        Just(1e300),
        1e-3..1e9_f64,
        -10.0..10.0_f64
    ]
}

fn build(inputs: &[Input], rules: &[Rule], calendar: Calendar) -> Graph {
    let mut graph = Graph::new(Conventions {
        calendar,
        ..Conventions::EXACT
    });
    let mut nodes = Vec::new();
    let mut names = NAMES.into_iter();
    for ((kind, value, wide, period), name) in inputs.iter().zip(names.by_ref()) {
        let kind = KINDS[kind % KINDS.len()];
        let period = Period::ALL[period % Period::ALL.len()];
        let spread = Spread::between(
            value - value.abs() * f64::from(*wide) / 10.0,
            value + value.abs() * f64::from(*wide) / 5.0,
        );
        let value = spread.map_or(*value, Spread::median);
        let node = given(&mut graph, name, kind, value, kind.dim(), period);
        graph.set_spread(node, spread);
        nodes.push(node);
    }
    for ((shape, a, b, period), name) in rules.iter().zip(names) {
        let [a, b] = [a, b].map(|at| nodes[at % nodes.len()]);
        let period = Period::ALL[period % Period::ALL.len()];
        let expr = match shape % 10 {
            0 => a + b,
            1 => a - b,
            2 => a * b,
            3 => a / b,
            4 => Expr::from(a).power(b),
            5 => sum([a, b, a]),
            6 => greatest([a.into(), b.into()]),
            7 => ceil(a),
            8 => per(a, period),
            _ => years_of_growth(a, b),
        };
        let dim = graph.dimension(&expr).unwrap_or(Dim::NONE);
        let kind = KINDS.into_iter().find(|kind| kind.dims().contains(&dim));
        let kind = kind.unwrap_or(Kind::Count);
        nodes.push(graph.define_named((name, 0), name.into(), kind, expr));
    }
    graph
}

proptest! {
    #[test]
    fn a_case_is_a_single_evaluation(
        inputs in prop::collection::vec((0..6_usize, numbers(), 0..4_u8, 0..7_usize), 1..5),
        rules in prop::collection::vec((0..10_u8, 0..12_usize, 0..12_usize, 0..7_usize), 1..7),
        interview in any::<bool>(),
        block in 0..40_usize,
    ) {
        let calendar = if interview { Calendar::Interview } else { Calendar::Exact };
        let graph = build(&inputs, &rules, calendar);
        let mut columns: Vec<Option<column::Column<'static>>> = Vec::new();
        let mut draws = Vec::new();
        for node in graph.nodes() {
            columns.push(match (&node.expr, node.spread, node.value) {
                (Some(expr), ..) => {
                    let over = column::Columns { graph: &graph, count: BLOCK, by_place: &columns };
                    Some(walk(expr, &over).allowed(node.kind, BLOCK).owned())
                }
                (None, Some(spread), Some(value)) => {
                    let values = Stream::of(node.key).draw(&spread.curve(), block);
                    draws.push((node.key, value.unit(), values.clone()));
                    Some(column::Column::Draws(column::Draws::new(value.unit(), values)))
                }
                _ => None,
            });
        }
        for draw in [0, 1, 100, 200, 249] {
            let changes: Vec<(Key, Quantity)> = draws
                .iter()
                .map(|(key, unit, values)| (*key, unit.of(values[draw])))
                .collect();
            for (node, column) in graph.nodes().iter().zip(&columns) {
                let Some(column) = column else { continue };
                let single = graph.with_changed(&changes, node.key);
                prop_assert_eq!(column.at(draw), single, "{}", node.key.0);
            }
        }
    }

    #[test]
    fn no_range_is_infinite(
        inputs in prop::collection::vec((0..6_usize, numbers(), 0..4_u8, 0..7_usize), 1..5),
        rules in prop::collection::vec((0..10_u8, 0..12_usize, 0..12_usize, 0..7_usize), 1..5),
    ) {
        let graph = build(&inputs, &rules, Calendar::Interview);
        let keys: Vec<Key> = graph.nodes().iter().map(|node| node.key).collect();
        let samples = graph.sample(&keys);
        for key in keys {
            let Some(range) = samples.range(key) else { continue };
            let (first, end) = range.ends;
            for value in [range.low, range.middle, range.high, range.mean, first, end] {
                prop_assert!(value.value.is_finite(), "{range:?}");
            }
            prop_assert!((0.0..1.0).contains(&range.failed));
            prop_assert!(range.low.value <= range.middle.value && range.middle.value <= range.high.value);
            for one in graph.sensitivity(key, &samples) {
                prop_assert!(one.correlation.is_finite() && one.share.is_finite(), "{one:?}");
                prop_assert!(one.at_low.is_none_or(|value| value.value.is_finite()));
            }
        }
    }

    #[test]
    fn half_the_room_keeps_order_and_six_digits(a in any::<f64>(), b in any::<f64>()) {
        prop_assume!(a.is_finite() && b.is_finite());
        let [rough_a, rough_b] = [a, b].map(range::Rough::of);
        prop_assert!((a < b) <= (rough_a <= rough_b));
        let back = rough_a.value().unwrap();
        prop_assert!(back.is_finite());
        prop_assert!((back - a).abs() <= a.abs() * 1e-6 || a.abs() < 1e-300);
        prop_assert_eq!(range::Rough::of(back), rough_a);
    }
}

#[test]
fn whole_numbers_are_kept_whole() {
    for value in [
        0.0,
        1.0,
        -5.0,
        14.0,
        86_400.0,
        1_000_001.0,
        f64::MAX,
        f64::MIN,
    ] {
        let back = range::Rough::of(value).value().unwrap();
        assert!(back == value || value.abs() == f64::MAX, "{value} {back}");
    }
    assert_eq!(range::Rough::of(f64::NAN).value(), None);
    assert_eq!(range::Rough::of(f64::INFINITY).value(), None);
}
