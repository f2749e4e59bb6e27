//! What grows until the horizon: the same results, with the horizon nearer.

use super::lines::{Line, Lines, Point};
use super::scale::Measure;
use super::{Body, Plot, Table, within};
use crate::estimate::{Estimate, capacity, cost};
use crate::formula::{Formula, Graph, Key};
use crate::model::capacity::HORIZON;
use crate::quantity::{Conventions, Dim, Kind, Period, Quantity, show, show_range};

/// Steps from now to the horizon, in years: the least of which so many are enough.
const STEPS: [f64; 10] = [
    1.0 / 12.0,
    0.25,
    0.5,
    1.0,
    2.0,
    5.0,
    10.0,
    20.0,
    50.0,
    100.0,
];

/// More steps are not drawn.
const MOST: f64 = 12.0;

/// The key of the input that is moved.
const MOVED: Key = (HORIZON.spec.key, 0);

/// What is kept, and what it takes with all copies; none while nothing is.
///
/// Each point is the result as it would be if the horizon were there.
///
/// ```
/// use envelope::{diagram::chart::growth, estimate, model::{Document, apis}};
/// let mut doc = Document::default();
/// assert!(growth::storage(&estimate::of(&doc)).is_none());
/// doc.add_row_of(&apis::ACTIONS, &["Post", "", "POST", "", "", "10/s", "", "", "1 KB"]);
/// doc.capacity.horizon = "1 year".into();
/// let plot = growth::storage(&estimate::of(&doc)).unwrap();
/// assert_eq!(plot.table.rows[12][..2], ["1 year", "315 GB"]);
/// ```
pub fn storage(estimate: &Estimate) -> Option<Plot> {
    let shown = [&capacity::KEPT_STORAGE, &capacity::EFFECTIVE_STORAGE];
    over_time(estimate, "Growth of storage", &shown)
}

/// What is paid until then, all together; none while nothing is.
pub fn cost(estimate: &Estimate) -> Option<Plot> {
    over_time(estimate, "Growth of cost", &[&cost::HORIZON])
}

/// One of the results at all times: value and range.
type Series = Vec<Option<(Quantity, Option<[Quantity; 2]>)>>;

fn over_time(estimate: &Estimate, title: &str, shown: &[&'static Formula]) -> Option<Plot> {
    let graph = estimate.graph();
    let conv = *graph.conventions();
    let horizon = graph.find(MOVED)?.value?;
    let times = times(horizon, conv)?;
    let series = evaluated(graph, &times, shown);
    let mut series: Vec<(&Formula, Series)> = shown.iter().copied().zip(series).collect();
    // What is the same all along says nothing new.
    let first = series.first()?.1.clone();
    series.retain(|(formula, values)| {
        let known = values.iter().flatten().any(|(value, _)| value.value > 0.0);
        known && (formula.key == shown[0].key || *values != first)
    });
    let (_, first) = series
        .first()
        .filter(|(formula, _)| formula.key == shown[0].key)?;
    let (last, _) = (*first.last()?)?;
    let measure = Measure {
        unit: last.unit(),
        kind: shown[0].kind,
        conv,
    };
    let time = counted(horizon, conv);
    let at: Vec<f64> = times.iter().map(|one| time.number(*one)).collect();
    let lines = series
        .iter()
        .map(|(formula, values)| line(formula, values, &at, &measure));
    let lines = lines.collect();
    let end = show(&horizon, Kind::Span, &conv);
    let mut words: Vec<String> = at.iter().map(|at| time.shown(*at)).collect();
    if let [first, .., last] = &mut words[..] {
        "now".clone_into(first);
        last.clone_from(&end);
    }
    Some(Plot {
        title: title.to_owned(),
        description: described(&series, &end, conv),
        table: table(&series, &words, conv),
        body: Body::Lines(Lines {
            measure,
            time,
            lines,
        }),
    })
}

/// The times from now to the horizon, each in the horizon's own period; none where there is no time between.
fn times(horizon: Quantity, conv: Conventions) -> Option<Vec<Quantity>> {
    let years = horizon.in_period(Period::Year, &conv).value;
    if !(years > 0.0 && horizon.dim == Dim::TIME) {
        return None;
    }
    let fits = |step: &f64| years <= step * MOST * (1.0 + 1e-9);
    let year = |value| Quantity::new(value, Dim::TIME, Period::Year);
    // Less than a month, or centuries: equal parts.
    let step = STEPS.into_iter().find(fits).filter(|step| *step < years);
    let step = step.unwrap_or(years / MOST);
    let mut times = Vec::new();
    for count in 0..=12_u8 {
        let at = f64::from(count) * step;
        if at < years * (1.0 - 1e-9) {
            times.push(year(at));
        }
    }
    times.push(horizon);
    Some(times)
}

/// The results at each of these times, and between which ends 90 % of their cases lie.
fn evaluated(graph: &Graph, times: &[Quantity], shown: &[&'static Formula]) -> Vec<Series> {
    let keys: Vec<Key> = shown.iter().map(|formula| (formula.key, 0)).collect();
    let mut all: Vec<Series> = vec![Vec::new(); keys.len()];
    let mut then = graph.clone();
    for time in times {
        then.suppose(MOVED, *time);
        let samples = then.sample(&keys);
        for (key, series) in keys.iter().zip(&mut all) {
            let value = then.find(*key).and_then(|node| node.value);
            let range = samples.range(*key).map(|range| [range.low, range.high]);
            series.push(value.map(|value| (value, range)));
        }
    }
    all
}

/// How times are shown: in a period that gives small numbers.
fn counted(horizon: Quantity, mut conv: Conventions) -> Measure {
    let in_period = |period| horizon.in_period(period, &conv).value;
    let period = if in_period(Period::Year) >= 1.5 {
        Period::Year
    } else if in_period(Period::Month) >= 2.0 {
        Period::Month
    } else {
        Period::Day
    };
    // A quarter of a year has two digits behind the point.
    conv.digits = conv.digits.max(3);
    let unit = Quantity::new(0.0, Dim::TIME, period).unit();
    Measure {
        unit,
        kind: Kind::Span,
        conv,
    }
}

fn line(formula: &Formula, values: &Series, times: &[f64], measure: &Measure) -> Line {
    let points = times.iter().zip(values).filter_map(|(time, value)| {
        let (value, range) = (*value)?;
        Some(Point {
            at: *time,
            value: measure.number(value),
            range: range.map(|ends| ends.map(|end| measure.number(end))),
        })
    });
    Line {
        name: formula.name.to_owned(),
        points: points.collect(),
    }
}

fn described(shown: &[(&Formula, Series)], horizon: &str, conv: Conventions) -> String {
    let said = shown.iter().filter_map(|(formula, values)| {
        let (first, last) = ((*values.first()?)?, (*values.last()?)?);
        let text = |value: &Quantity| show(value, formula.kind, &conv);
        let mut said = [
            &within(formula),
            ": from ",
            &text(&first.0),
            " now to ",
            &text(&last.0),
        ]
        .concat();
        if let Some([low, high]) = last.1 {
            said.push_str(", in 90 % of the cases ");
            said.push_str(&show_range(&low, &high, formula.kind, &conv));
        }
        Some(said)
    });
    let said: Vec<String> = said.collect();
    [
        "Over ",
        horizon,
        ". ",
        &super::sentence(&said.join("; ")),
        ".",
    ]
    .concat()
}

fn table(shown: &[(&Formula, Series)], times: &[String], conv: Conventions) -> Table {
    let mut head = vec!["After".to_owned()];
    let mut rows: Vec<Vec<String>> = times.iter().map(|time| vec![time.clone()]).collect();
    for (formula, values) in shown {
        let ranged = values.iter().flatten().any(|(_, range)| range.is_some());
        head.push(formula.name.to_owned());
        head.extend(ranged.then(|| "90 % of the cases".to_owned()));
        for (row, value) in rows.iter_mut().zip(values) {
            let shown = value.map(|(value, _)| show(&value, formula.kind, &conv));
            row.push(shown.unwrap_or_else(super::none));
            if ranged {
                let range = value.and_then(|(_, range)| range);
                let ends = range.map(|[low, high]| show_range(&low, &high, formula.kind, &conv));
                row.push(ends.unwrap_or_else(super::none));
            }
        }
    }
    Table {
        head,
        rows,
        note: String::new(),
    }
}
