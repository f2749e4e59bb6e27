//! What each part costs in a month.

use super::bars::{Bar, Bars, Row};
use super::scale::Measure;
use super::{Body, Plot, Table, none};
use crate::estimate::{Estimate, cost};
use crate::formula::{Formula, Samples, in_order};
use crate::quantity::{Kind, show};

/// The parts of the total.
const PARTS: [&Formula; 8] = [
    &cost::COMPUTE,
    &cost::STORAGE,
    &cost::NETWORK,
    &cost::CACHE,
    &cost::QUEUE,
    &cost::MONITORING,
    &cost::BACKUP,
    &cost::THIRD_PARTY,
];

/// The parts of the monthly cost, the greatest first; none while nothing costs anything. What is not known, or costs
/// nothing, stands in the table only.
///
/// ```
/// use envelope::{diagram::chart::cost, estimate, model::Document};
/// let mut doc = Document::default();
/// doc.cost.brokers = "3".into();
/// doc.cost.broker_price = "$100".into();
/// let estimate = estimate::of(&doc);
/// let plot = cost::parts(&estimate, &estimate.sample()).unwrap();
/// assert_eq!(plot.table.rows[0], ["Queue cost", "$300 /month"]);
/// ```
pub fn parts(estimate: &Estimate, samples: &Samples) -> Option<Plot> {
    let conv = *estimate.graph().conventions();
    let value = |formula: &Formula| estimate.result(formula, 0)?.value;
    let unit = PARTS.iter().find_map(|part| value(part))?.unit();
    let measure = Measure {
        unit,
        kind: Kind::MonthlyCost,
        conv,
    };
    let number = |part: &&Formula| value(part).map(|value| measure.number(value));
    let parts = in_order(PARTS.to_vec(), |part| {
        [number(part).map_or(f64::INFINITY, |cost| -cost), 0.0]
    });
    let bars: Vec<Row> = parts
        .iter()
        .filter_map(|part| {
            let to = number(part).filter(|cost| *cost > 0.0)?;
            let range = samples
                .range((part.key, 0))
                .map(|range| [range.low, range.high].map(|end| measure.number(end)));
            let ends = estimate.range_shown((part.key, 0), samples);
            let mut label = measure.shown(to);
            if !ends.is_empty() {
                label = format!("{label} ({ends})");
            }
            Some(Row::Bar(Bar {
                name: part.name.to_owned(),
                ends: [0.0, to],
                labels: [String::new(), label],
                range,
                ..Bar::default()
            }))
        })
        .collect();
    if bars.is_empty() {
        return None;
    }
    let total = estimate.shown_alone(&cost::TOTAL, 0);
    let said: Vec<String> = bars
        .iter()
        .filter_map(|row| match row {
            Row::Bar(bar) => Some(format!("{} {}", bar.name, bar.labels[1])),
            Row::Head { .. } => None,
        })
        .collect();
    let ranged = parts
        .iter()
        .any(|part| samples.range((part.key, 0)).is_some());
    let mut head = vec!["Part".to_owned(), "A month".to_owned()];
    head.extend(ranged.then(|| "90 % of the cases".to_owned()));
    let row = |formula: &Formula| {
        let shown = value(formula).map_or_else(none, |cost| show(&cost, formula.kind, &conv));
        let mut cells = vec![formula.name.to_owned(), shown];
        let ends = estimate.range_shown((formula.key, 0), samples);
        cells.extend(ranged.then(|| if ends.is_empty() { none() } else { ends }));
        cells
    };
    let rows = parts
        .iter()
        .copied()
        .chain([&cost::TOTAL])
        .map(row)
        .collect();
    Some(Plot {
        title: "Cost by part".to_owned(),
        description: format!("Total {total}: {}.", said.join("; ")),
        body: Body::Bars(Bars { rows: bars }),
        table: Table {
            head,
            rows,
            note: String::new(),
        },
    })
}
