//! Charts: what a chart shows, and the chart as SVG.
//!
//! A [`Plot`] is plain numbers with their names, a sentence that says the same, and a table that says all of it. Only
//! [`growth`], [`cost`], [`tornado`], [`latency`] and [`day`] know the estimate, and take each number from its graph;
//! [`scale`], [`lines`], [`bars`] and [`svg`] know numbers and places.

pub mod bars;
pub mod cost;
pub mod day;
pub mod growth;
mod hours;
pub mod latency;
pub mod lines;
pub mod scale;
mod svg;
pub mod tornado;

pub use bars::{Bar, Bars, Row};
pub use lines::{Line, Lines, Point};
pub use scale::{Measure, Scale, ticks};
pub use svg::{Width, render};

/// How much wider bold letters are at most: what is too wide is cut off at the edge of a chart.
const BOLD: f64 = 1.2;

/// A chart of a design.
#[derive(Clone, Debug)]
pub struct Plot {
    /// Its name.
    pub title: String,
    /// What it shows, in sentences.
    pub description: String,
    /// What is drawn.
    pub body: Body,
    /// The same numbers, to be read.
    pub table: Table,
}

/// What is drawn.
#[derive(Clone, Debug)]
pub enum Body {
    /// Numbers over time.
    Lines(Lines),
    /// Numbers beside each other.
    Bars(Bars),
    /// The parts of the greatest of 24, one for each hour of a day.
    Hours([f64; 24]),
}

/// The numbers of a chart as texts; the first cell of a row names it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The heading of each column.
    pub head: Vec<String>,
    /// The rows, each with a cell for each heading.
    pub rows: Vec<Vec<String>>,
    /// What is to be known of them; may be empty.
    pub note: String,
}

/// The name of a result within a sentence, unless it begins with an abbreviation.
fn within(name: &str) -> String {
    let mut letters = name.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if second.is_lowercase() => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => name.to_owned(),
    }
}

/// A sentence begins with a capital letter.
fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// What stands in the place of a number that nobody knows.
fn none() -> String {
    "–".to_owned()
}
