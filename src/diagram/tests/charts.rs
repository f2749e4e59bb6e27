//! Charts of any numbers, and those of the examples against their estimates.

use super::pictures::{text, well_formed};
use super::*;
use crate::diagram::chart::{
    self, Bar, Bars, Body, Line, Lines, Measure, Plot, Point, Row, Table, Width, growth, latency,
    ticks,
};
use crate::diagram::svg::Theme;
use crate::estimate::{self, capacity, cost, data_model as sizes};
use crate::formula::Formula;
use crate::library::examples;
use crate::model::{Document, apis, data_model};
use crate::quantity::{Conventions, DataUnits, Kind, Quantity, show};
use crate::text::json;

/// Numbers of every size, and many that are alike.
fn number() -> impl Strategy<Value = f64> {
    let plain = prop::sample::select(vec![
        0.0,
        1.0,
        7.0,
        1e-9,
        1e18,
        -1.0,
        f64::MAX,
        f64::MIN_POSITIVE,
    ]);
    prop_oneof![
        plain,
        (-9.0..18.0_f64).prop_map(|power| 10_f64.powf(power)),
        any::<f64>().prop_filter("finite", |number| number.is_finite()),
    ]
}

fn measures() -> impl Strategy<Value = Measure> {
    let kinds = [
        Kind::Data,
        Kind::MonthlyCost,
        Kind::Latency,
        Kind::Span,
        Kind::Rate,
        Kind::Count,
    ];
    (prop::sample::select(kinds.to_vec()), any::<bool>()).prop_map(|(kind, binary)| {
        let data = if binary {
            DataUnits::Binary
        } else {
            DataUnits::Decimal
        };
        let unit = Quantity::new(0.0, kind.dim(), crate::quantity::Period::Second).unit();
        Measure {
            unit,
            kind,
            conv: Conventions {
                data,
                ..Conventions::EXACT
            },
        }
    })
}

fn bodies() -> impl Strategy<Value = Body> {
    let range = || prop::option::of([number(), number()]);
    let point = (number(), number(), range());
    let line = (text(), prop::collection::vec(point, 0..8));
    let lines = (measures(), measures(), prop::collection::vec(line, 0..3));
    let lines = lines.prop_map(|(measure, time, lines)| {
        let lines = lines.into_iter().map(|(name, points)| Line {
            name,
            points: points
                .into_iter()
                .map(|(at, value, range)| Point { at, value, range })
                .collect(),
        });
        Body::Lines(Lines {
            measure,
            time,
            lines: lines.collect(),
        })
    });
    let bar = (
        text(),
        text(),
        [number(), number()],
        [text(), text()],
        prop::option::of(number()),
        range(),
    );
    let bar =
        (bar, any::<bool>()).prop_map(|((name, about, ends, labels, middle, range), whole)| {
            Row::Bar(Bar {
                name,
                about,
                ends,
                labels,
                middle,
                range,
                whole,
            })
        });
    let head = (text(), text(), prop::option::of((number(), text())));
    let head = head.prop_map(|(name, about, rule)| Row::Head { name, about, rule });
    let bars = prop::collection::vec(prop_oneof![3 => bar, 1 => head], 0..8);
    let hours = prop::array::uniform24(0.0..=1.0_f64).prop_map(Body::Hours);
    prop_oneof![
        lines,
        bars.prop_map(|rows| Body::Bars(Bars { rows })),
        hours
    ]
}

proptest! {
    #[test]
    fn marks_are_few_rise_and_reach_as_far_as_the_numbers(
        one in number(), other in number(), most in 2..12_u8, measure in measures()
    ) {
        let marks = ticks(one, other, most, measure.step(one.abs().max(other.abs())));
        prop_assert!((2..=usize::from(most)).contains(&marks.len()), "{marks:?}");
        prop_assert!(marks.iter().all(|mark| mark.is_finite()));
        prop_assert!(marks.windows(2).all(|two| two[0] < two[1]), "{marks:?}");
        // Beyond what can be drawn there is nothing to cover.
        let [one, other] = [one, other].map(|number| number.clamp(-1e300, 1e300));
        let near = 1e-9 * one.abs().max(other.abs());
        prop_assert!(marks[0] <= one.min(other) + near, "{marks:?}");
        prop_assert!(marks[marks.len() - 1] >= one.max(other) - near, "{marks:?}");
    }

    #[test]
    fn any_numbers_and_names_make_a_whole_picture(
        body in bodies(), title in text(), description in text()
    ) {
        let plot = Plot { title, description, body, table: Table::default() };
        for width in Width::ALL {
            let svg = chart::render(&plot, width, Theme::Auto, "any");
            well_formed(&svg);
            let xml = roxmltree::Document::parse(&svg).unwrap();
            let drawn = xml.descendants().filter(|node| !matches!(node.tag_name().name(), "title" | "desc" | "text"));
            for attribute in drawn.flat_map(|node| node.attributes().collect::<Vec<_>>()) {
                let value = attribute.value();
                prop_assert!(!value.contains("NaN") && !value.contains("inf"), "{attribute:?}");
                if matches!(attribute.name(), "width" | "height") {
                    prop_assert!(value.parse::<f64>().unwrap() >= 0.0, "{attribute:?}");
                }
            }
        }
    }
}

#[test]
fn marks_are_round_in_the_unit_that_is_shown() {
    let unit = Quantity::new(0.0, Kind::Data.dim(), crate::quantity::Period::Second).unit();
    let of = |data, most: f64| {
        let conv = Conventions {
            data,
            ..Conventions::EXACT
        };
        let measure = Measure {
            unit,
            kind: Kind::Data,
            conv,
        };
        let marks = ticks(0.0, most, 6, measure.step(most));
        marks
            .into_iter()
            .map(|mark| measure.shown(mark))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        of(DataUnits::Decimal, 7.2e12),
        ["0 B", "2 TB", "4 TB", "6 TB", "8 TB"]
    );
    assert_eq!(
        of(DataUnits::Binary, 7.2e12),
        ["0 B", "2 TiB", "4 TiB", "6 TiB", "8 TiB"]
    );
}

/// The examples, each also with growth, a retention and another horizon.
fn designs() -> Vec<Document> {
    let all = examples::ALL.iter().map(json::example);
    all.flat_map(|doc| {
        let mut other = doc.clone();
        other.capacity.growth = "35%".into();
        other.capacity.retention = "1.5 years".into();
        other.capacity.horizon = "5 years".into();
        [doc, other]
    })
    .collect()
}

/// Each point is what the estimate says of the same design with its horizon there.
#[test]
fn growth_is_the_estimate_with_a_nearer_horizon() {
    let mut compared = 0;
    for doc in designs() {
        let estimate = estimate::of(&doc);
        let conv = *estimate.graph().conventions();
        let charts: [(_, &Formula); 2] = [
            (growth::storage(&estimate), &capacity::KEPT_STORAGE),
            (growth::cost(&estimate), &cost::HORIZON),
        ];
        for (plot, formula) in charts {
            let plot = plot.unwrap();
            let Body::Lines(lines) = &plot.body else {
                panic!("{plot:?}")
            };
            assert!(plot.table.rows.len() <= 14, "{:?}", plot.table);
            for (point, row) in lines.lines[0].points.iter().zip(&plot.table.rows).skip(1) {
                let mut nearer = doc.clone();
                nearer.capacity.horizon =
                    crate::quantity::show_exact(&lines.time.unit.of(point.at), Kind::Span, &conv);
                let there = estimate::of(&nearer);
                let value = there.result(formula, 0).unwrap().value.unwrap();
                let part = point.value / value.value;
                assert!(
                    (part - 1.0).abs() < 1e-6,
                    "{}: {row:?}, not {value:?}",
                    doc.title
                );
                // The table says what is drawn.
                assert_eq!(
                    row[1],
                    show(&lines.measure.unit.of(point.value), formula.kind, &conv)
                );
                compared += 1;
            }
            assert_eq!(
                plot.table.rows.last().unwrap()[1],
                estimate.shown_alone(formula, 0)
            );
        }
    }
    assert!(compared > 500);
}

/// The steps of a call come to the time of the call.
#[test]
fn the_steps_of_a_call_are_all_of_its_time() {
    let mut calls = 0;
    for doc in designs() {
        let estimate = estimate::of(&doc);
        for action in &doc.apis.actions {
            for formula in [&capacity::ACTION_P50, &capacity::ACTION_P99] {
                let Some(all) = estimate
                    .result(formula, action.id)
                    .and_then(|node| node.value)
                else {
                    continue;
                };
                let steps = estimate.graph().terms((formula.key, action.id));
                let sum: f64 = steps.iter().map(|step| step.value.unwrap().value).sum();
                assert!(
                    steps.len() > 2 && (sum / all.value - 1.0).abs() < 1e-9,
                    "{steps:?}"
                );
                calls += 1;
            }
        }
        let plot = latency::budget(&doc, &estimate).unwrap();
        let named = |action: &&apis::Action| {
            plot.table
                .rows
                .iter()
                .any(|row| row[0].contains(action.name.trim()))
        };
        let known = |action: &&apis::Action| {
            estimate
                .result(&capacity::ACTION_P99, action.id)
                .is_some_and(|node| node.value.is_some())
        };
        assert!(
            doc.apis
                .actions
                .iter()
                .filter(known)
                .all(|action| named(&action))
        );
    }
    assert!(calls > 100);
}

/// A step that nobody knows leaves the time of the call unknown, and there is no chart of it; what is over its target
/// says so in words.
#[test]
fn what_is_over_its_target_says_so() {
    let mut doc = Document::default();
    doc.add_row_of(&apis::ACTIONS, &["Read", "", "GET", "", "", "10/s"]);
    doc.capacity.latency_target = "2ms".into();
    let svg = |doc: &Document| {
        let plot = latency::budget(doc, &estimate::of(doc))?;
        Some(chart::render(&plot, Width::Wide, Theme::Auto, "latency"))
    };
    assert!(svg(&doc).unwrap().contains("p99, over the target"));
    doc.capacity.latency_target = "2s".into();
    assert!(!svg(&doc).unwrap().contains("over the target"));
    doc.capacity.service_time = "soon".into();
    assert_eq!(svg(&doc), None);
}

/// Bands stand where something was entered as a range, and nowhere else.
#[test]
fn a_range_gives_a_band() {
    let mut doc = Document::default();
    doc.add_row_of(
        &apis::ACTIONS,
        &["Post", "", "POST", "", "", "10/s", "", "", "1 KB"],
    );
    let points = |doc: &Document| {
        let plot = growth::storage(&estimate::of(doc)).unwrap();
        let Body::Lines(lines) = plot.body else {
            panic!("{:?}", plot.body)
        };
        (lines.lines[0].points.clone(), plot.description)
    };
    let (plain, said) = points(&doc);
    assert!(plain.iter().all(|point| point.range.is_none()) && !said.contains("90 %"));
    doc.apis.actions[0].rate = "5-20/s".into();
    let (ranged, said) = points(&doc);
    assert!(said.contains("in 90 % of the cases"));
    for point in &ranged[1..] {
        let [low, high] = point.range.unwrap();
        assert!(low < point.value && point.value < high);
        assert!((high / low / 4.0 - 1.0).abs() < 0.01);
    }
}

/// What the tables take at each time, with its band; rows that were counted stay as many.
#[test]
fn tables_grow_with_the_rows_that_come() {
    let mut doc = Document::default();
    for (name, rows, new) in [("Posts", "", "5-20M/day"), ("Tags", "1000", "")] {
        let id = doc.add_row_of(&data_model::ENTITIES, &[name, rows, new]);
        let cells = ["id", "bigint", "", "PK", &id.to_string()];
        doc.add_row_of(&data_model::ATTRIBUTES, &cells);
    }
    let estimate = estimate::of(&doc);
    let samples = estimate.sample();
    let plot = growth::tables(&doc, &estimate, &samples).unwrap();
    let names = ["On disk with indexes", "Posts"];
    let Body::Lines(lines) = &plot.body else {
        panic!("{plot:?}")
    };
    assert!(lines.lines.iter().map(|line| &line.name).eq(names));
    for line in &lines.lines {
        for point in &line.points[1..] {
            let [low, high] = point.range.unwrap();
            assert!(low < point.value && point.value < high, "{point:?}");
            assert!((high / low / 4.0 - 1.0).abs() < 0.1, "{point:?}");
        }
    }
    let last = plot.table.rows.last().unwrap();
    assert_eq!(last[1], estimate.shown_alone(&sizes::ON_DISK, 0));
    let range = estimate.range_shown((sizes::ON_DISK.key, 0), &samples);
    assert_eq!(last[2], range);
    // Half of the rows were there before, as somebody has counted.
    doc.data_model.entities[0].new_rows = "1M/year".into();
    doc.data_model.entities[0].rows = "6M".into();
    doc.capacity.horizon = "3 years".into();
    let estimate = estimate::of(&doc);
    let plot = growth::tables(&doc, &estimate, &estimate.sample()).unwrap();
    let Body::Lines(lines) = &plot.body else {
        panic!("{plot:?}")
    };
    let points = &lines.lines[0].points;
    let half = points[0].value / points[points.len() - 1].value;
    assert!((half - 0.5).abs() < 0.01, "{half}");
    assert_eq!(
        plot.table.rows.last().unwrap()[1],
        estimate.shown_alone(&sizes::ON_DISK, 0)
    );
    doc.data_model.entities[0].new_rows.clear();
    let estimate = estimate::of(&doc);
    assert!(growth::tables(&doc, &estimate, &estimate.sample()).is_none());
}
