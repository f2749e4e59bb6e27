//! What grows until the horizon: the same results, with the horizon nearer.

use super::lines::{Line, Lines, Point};
use super::scale::Measure;
use super::{Body, Plot, Table, within};
use crate::estimate::{self, Estimate, capacity, cost, data_model};
use crate::formula::{Formula, Graph, Key, Origin, Range, Sampler, Samples, in_order};
use crate::model::capacity::HORIZON;
use crate::model::data_model::ENTITY_ROWS;
use crate::model::{Document, row_name};
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
    over_time(
        estimate,
        "Growth of storage",
        &shown.map(Shown::whole),
        None,
    )
}

/// What is paid until then, all together; none while nothing is.
pub fn cost(estimate: &Estimate) -> Option<Plot> {
    let shown = [Shown::whole(&cost::HORIZON)];
    over_time(estimate, "Growth of cost", &shown, None)
}

/// What the tables take on disk with their indexes: all together, and the few of those that grow which are the largest
/// at the horizon; none where none grows. Rows that were entered are those at the horizon: before it there are fewer, by
/// those that are added until then. `samples` has the range of all together at the horizon, if it has one.
///
/// ```
/// use envelope::{diagram::chart::growth, estimate, model::{Document, apis, data_model as d}};
/// let mut doc = Document::default();
/// let [posts, tags] = ["Posts", "Tags"].map(|name| doc.add_row_of(&d::ENTITIES, &[name]).to_string());
/// for entity in [&posts, &tags] {
///     doc.add_row_of(&d::ATTRIBUTES, &["id", "bigint", "", "PK", entity]);
/// }
/// doc.data_model.entities[0].new_rows = "1M/day".into();
/// doc.data_model.entities[1].rows = "1000".into();
/// let estimate = estimate::of(&doc);
/// let plot = growth::tables(&doc, &estimate, &estimate.sample()).unwrap();
/// assert_eq!(plot.table.head, ["After", "On disk with indexes", "Posts"]);
/// ```
pub fn tables(doc: &Document, estimate: &Estimate, samples: &Samples) -> Option<Plot> {
    let graph = estimate.graph();
    let counted = Counted::of(doc, estimate);
    let mut now = graph.clone();
    let start = Quantity::new(0.0, Dim::TIME, Period::Year);
    now.suppose(MOVED, start);
    counted.suppose(&mut now, start);
    let bytes = |graph: &Graph, key: Key| Some(graph.find(key)?.value?.value);
    let entities = doc.data_model.entities.iter().enumerate();
    let growing = entities.filter_map(|(at, entity)| {
        let key = (data_model::ENTITY_ON_DISK.key, entity.id);
        let then = bytes(graph, key)?;
        let shown = Shown {
            key,
            name: row_name(&entity.name, at + 1),
            kind: Kind::Data,
        };
        (then > bytes(&now, key)?).then_some((then, shown))
    });
    let growing = in_order(growing.collect(), |(then, _)| [-then, 0.0]);
    let mut shown = vec![Shown::whole(&data_model::ON_DISK)];
    shown.extend(growing.into_iter().take(TABLES).map(|(_, shown)| shown));
    let whole = samples.range(shown[0].key);
    let name = "Growth of the tables";
    (shown.len() > 1).then(|| over_time(estimate, name, &shown, Some((&counted, whole))))?
}

/// The tables of which somebody entered how many rows there are at the horizon, and of which rows are added until then.
struct Counted {
    /// The design as if it followed from the rows that are added.
    added: Graph,
    /// Those rows, and how many more there are that were there before.
    before: Vec<(Key, f64)>,
}

impl Counted {
    fn of(doc: &Document, estimate: &Estimate) -> Self {
        let mut doc = doc.clone();
        for entity in &mut doc.data_model.entities {
            entity.rows.clear();
        }
        let added = estimate::of(&doc).graph().clone();
        let rows = |graph: &Graph, key| Some(graph.find(key)?.value?.value);
        let ids = doc.data_model.entities.iter().map(|entity| entity.id);
        let before = ids.filter_map(|id| {
            let key = (ENTITY_ROWS.spec.key, id);
            let entered = estimate.input(key.0, id)?.origin == Origin::Given;
            let before = rows(estimate.graph(), key)? - rows(&added, key)?;
            entered.then_some((key, before))
        });
        let before = before.collect();
        Self { added, before }
    }

    /// Puts in how many rows there are at a time.
    fn suppose(&self, graph: &mut Graph, time: Quantity) {
        let mut then = self.added.clone();
        then.suppose(MOVED, time);
        for (key, before) in &self.before {
            if let Some(added) = then.find(*key).and_then(|node| node.value) {
                let rows = (before + added.value).max(0.0);
                graph.suppose(*key, added.unit().of(rows));
            }
        }
    }
}

/// So many tables are drawn beside their sum.
const TABLES: usize = 3;

/// A result that is shown.
#[derive(Clone)]
struct Shown {
    key: Key,
    name: String,
    kind: Kind,
}

impl Shown {
    /// One of the whole document.
    fn whole(formula: &'static Formula) -> Self {
        Self {
            key: (formula.key, 0),
            name: formula.name.to_owned(),
            kind: formula.kind,
        }
    }
}

/// One of the results at all times: value and range.
type Series = Vec<Option<(Quantity, Option<[Quantity; 2]>)>>;

/// `tables`: rows that were counted, and the range of the first result at the horizon. Those before it are sampled with
/// fewer cases, because what tables take is long to compute.
fn over_time(
    estimate: &Estimate,
    title: &str,
    shown: &[Shown],
    tables: Option<(&Counted, Option<&Range>)>,
) -> Option<Plot> {
    let graph = estimate.graph();
    let conv = *graph.conventions();
    let horizon = graph.find(MOVED)?.value?;
    let times = times(horizon, conv)?;
    let mut series = evaluated(graph, &times, shown, tables.map(|(counted, _)| counted));
    let whole = tables.and_then(|(_, whole)| whole);
    if let (Some(range), Some(Some(end))) = (whole, series[0].last_mut()) {
        end.1 = Some([range.low, range.high]);
    }
    let mut series: Vec<(&Shown, Series)> = shown.iter().zip(series).collect();
    // What is the same all along says nothing new.
    let first = series.first()?.1.clone();
    series.retain(|(of, values)| {
        let known = values.iter().flatten().any(|(value, _)| value.value > 0.0);
        known && (of.key == shown[0].key || !same(values, &first))
    });
    let (_, first) = series.first().filter(|(of, _)| of.key == shown[0].key)?;
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
        .map(|(of, values)| line(of, values, &at, &measure));
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

/// Whether two series have the same values.
fn same(one: &Series, other: &Series) -> bool {
    let values = |series: &Series| -> Vec<Option<Quantity>> {
        let value = |at: &Option<(Quantity, _)>| at.map(|(value, _)| value);
        series.iter().map(value).collect()
    };
    values(one) == values(other)
}

/// One case in so many says enough of a band between its ends.
const FEW: usize = 10;

/// The results at each of these times, and between which ends 90 % of their cases lie.
fn evaluated(
    graph: &Graph,
    times: &[Quantity],
    shown: &[Shown],
    counted: Option<&Counted>,
) -> Vec<Series> {
    let keys: Vec<Key> = shown.iter().map(|of| of.key).collect();
    let mut all: Vec<Series> = vec![Vec::new(); keys.len()];
    let mut then = graph.clone();
    for (at, time) in times.iter().enumerate() {
        then.suppose(MOVED, *time);
        let few = match counted {
            // At the horizon there are as many as were entered.
            Some(counted) if at + 1 < times.len() => {
                counted.suppose(&mut then, *time);
                true
            }
            Some(_) => {
                then = graph.clone();
                true
            }
            None => false,
        };
        let mut drawing = Sampler::new(&then, &keys);
        let budget = if few {
            drawing.work() / FEW
        } else {
            usize::MAX
        };
        while !drawing.step(&then, budget) && !few {}
        let samples = drawing.finish();
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

fn line(of: &Shown, values: &Series, times: &[f64], measure: &Measure) -> Line {
    let points = times.iter().zip(values).filter_map(|(time, value)| {
        let (value, range) = (*value)?;
        Some(Point {
            at: *time,
            value: measure.number(value),
            range: range.map(|ends| ends.map(|end| measure.number(end))),
        })
    });
    Line {
        name: of.name.clone(),
        points: points.collect(),
    }
}

fn described(shown: &[(&Shown, Series)], horizon: &str, conv: Conventions) -> String {
    let said = shown.iter().filter_map(|(of, values)| {
        let (first, last) = ((*values.first()?)?, (*values.last()?)?);
        let text = |value: &Quantity| show(value, of.kind, &conv);
        // A table is called what it is called.
        let name = if of.key.1 == 0 {
            within(&of.name)
        } else {
            of.name.clone()
        };
        let mut said = [
            name.as_str(),
            ": from ",
            &text(&first.0),
            " now to ",
            &text(&last.0),
        ]
        .concat();
        if let Some([low, high]) = last.1 {
            said.push_str(", in 90 % of the cases ");
            said.push_str(&show_range(&low, &high, of.kind, &conv));
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

fn table(shown: &[(&Shown, Series)], times: &[String], conv: Conventions) -> Table {
    let mut head = vec!["After".to_owned()];
    let mut rows: Vec<Vec<String>> = times.iter().map(|time| vec![time.clone()]).collect();
    for (of, values) in shown {
        let ranged = values.iter().flatten().any(|(_, range)| range.is_some());
        head.push(of.name.clone());
        head.extend(ranged.then(|| "90 % of the cases".to_owned()));
        for (row, value) in rows.iter_mut().zip(values) {
            let shown = value.map(|(value, _)| show(&value, of.kind, &conv));
            row.push(shown.unwrap_or_else(super::none));
            if ranged {
                let range = value.and_then(|(_, range)| range);
                let ends = range.map(|[low, high]| show_range(&low, &high, of.kind, &conv));
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
