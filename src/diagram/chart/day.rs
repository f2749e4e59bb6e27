//! How the load is spread over the day.

use super::{Body, Plot, Table};
use crate::estimate::{Estimate, capacity};
use crate::model::Document;
use crate::quantity::{Kind, Quantity, show};

/// The hours of a day in parts of the busiest; none while there is no traffic.
///
/// ```
/// use envelope::{diagram::chart::day, estimate, model::{Document, apis}};
/// let mut doc = Document::default();
/// doc.add_row_of(&apis::ACTIONS, &["Read", "", "GET", "", "", "10/s"]);
/// doc.capacity.pattern = "office".into();
/// let plot = day::curve(&doc, &estimate::of(&doc)).unwrap();
/// assert_eq!(plot.table.rows[9], ["9 h", "100 %"]);
/// ```
pub fn curve(doc: &Document, estimate: &Estimate) -> Option<Plot> {
    estimate.result(&capacity::PEAK_QPS, 0)?.value?;
    let conv = estimate.graph().conventions();
    let hours = capacity::day_curve(doc);
    let most = hours.iter().copied().fold(0.0, f64::max);
    // What was drawn by hand may be lower than the area that it was drawn in.
    let hours = hours.map(|hour| if most > 0.0 { hour / most } else { 0.0 });
    let busiest = hours.iter().position(|hour| *hour >= 1.0)?;
    let part = |hour: &f64| show(&Quantity::scalar(*hour), Kind::Share, conv);
    let rows = (0..)
        .zip(&hours)
        .map(|(at, hour): (u8, &f64)| vec![format!("{at} h"), part(hour)]);
    Some(Plot {
        title: "The day’s traffic".to_owned(),
        description: format!(
            "Each hour of the day in parts of the busiest, which is first that from {busiest} h. Peak QPS {}, average {}.",
            estimate.shown_alone(&capacity::PEAK_QPS, 0),
            estimate.shown_alone(&capacity::AVERAGE_QPS, 0),
        ),
        table: Table {
            head: vec!["From".to_owned(), "Of the busiest hour".to_owned()],
            rows: rows.collect(),
            note: String::new(),
        },
        body: Body::Hours(hours),
    })
}
