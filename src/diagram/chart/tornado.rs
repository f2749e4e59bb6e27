//! What a result hangs on: each entry with a range, and the result at both ends of it.

use super::bars::{Bar, Bars, Row};
use super::scale::Measure;
use super::{Body, Plot, Table, within};
use crate::estimate::Estimate;
use crate::formula::{Formula, Influence, Samples};
use crate::quantity::{Quantity, show, show_range};

/// So many entries are drawn and named.
const NAMED: usize = 8;

/// The entries with a range that move a result, that with the greatest swing first; none where none does.
///
/// ```
/// use envelope::{diagram::chart::tornado, estimate::{self, capacity}, model::{Document, apis}};
/// let mut doc = Document::default();
/// doc.add_row_of(&apis::ACTIONS, &["Read", "", "GET", "", "", "100-200/s"]);
/// let estimate = estimate::of(&doc);
/// let plot = tornado::of(&capacity::PEAK_QPS, &estimate, &estimate.sample()).unwrap();
/// assert_eq!(plot.table.rows, [["Rate, Read", "100–200 /s", "200 /s", "400 /s", "100 %"]]);
/// ```
pub fn of(formula: &'static Formula, estimate: &Estimate, samples: &Samples) -> Option<Plot> {
    let graph = estimate.graph();
    let conv = *graph.conventions();
    let now = estimate.result(formula, 0)?.value?;
    let mut all = graph.sensitivity((formula.key, 0), samples);
    // What has no value at an end has a swing of its own; what does not move the result is no part of it.
    all.retain(|one| one.swing() > 0.0);
    let left_out = all.len().saturating_sub(NAMED);
    all.truncate(NAMED);
    let measure = Measure {
        unit: now.unit(),
        kind: formula.kind,
        conv,
    };
    let shown = |end: Option<Quantity>| {
        end.map_or_else(
            || "no value".to_owned(),
            |end| show(&end, formula.kind, &conv),
        )
    };
    let here = measure.number(now);
    let entry = |one: &Influence| {
        let node = graph.find(one.input)?;
        let (value, (low, high)) = (node.value?, node.spread?.ends());
        let [low, high] = [low, high].map(|end| value.unit().of(end));
        Some((
            node.name.to_string(),
            show_range(&low, &high, node.kind, &conv),
        ))
    };
    let mut bars = Vec::new();
    let mut table = Vec::new();
    for one in &all {
        let (name, range) = entry(one)?;
        let ends = [one.at_low, one.at_high];
        let places = ends.map(|end| end.map_or(here, |end| measure.number(end)));
        let labels = ends.map(shown);
        let share = show(
            &Quantity::scalar(one.share),
            crate::quantity::Kind::Share,
            &conv,
        );
        table.push(
            [name.clone(), range.clone()]
                .into_iter()
                .chain(labels.clone())
                .chain([share])
                .collect(),
        );
        bars.push(Row::Bar(Bar {
            name,
            about: range,
            ends: places,
            labels,
            middle: Some(here),
            ..Bar::default()
        }));
    }
    let first: &Vec<String> = table.first()?;
    let mut description = format!(
        "What the {} hangs on most, with all else as it stands: {} of {} gives {} to {}.",
        within(formula.name),
        first[0],
        first[1],
        first[2],
        first[3],
    );
    if left_out > 0 {
        description = format!("{description} {left_out} more move it less.");
    }
    let head = [
        "Entry",
        "Its range",
        "At the lower end",
        "At the upper end",
        "Part of the spread",
    ];
    let now = format!("{} as it stands: {}", formula.name, shown(Some(now)));
    bars.insert(
        0,
        Row::Head {
            name: String::new(),
            about: String::new(),
            rule: Some((here, now)),
        },
    );
    bars.push(Row::Head {
        name: String::new(),
        about: "Outline: the entry at its lower end. Filled: at its upper end.".to_owned(),
        rule: None,
    });
    Some(Plot {
        title: format!("What the {} hangs on", within(formula.name)),
        description,
        body: Body::Bars(Bars { rows: bars }),
        table: Table {
            head: head.map(str::to_owned).to_vec(),
            rows: table,
            note: String::new(),
        },
    })
}
