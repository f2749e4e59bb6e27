//! Lines over time, with the band in which 90 % of the cases lie.

use super::BOLD;
use super::scale::{Measure, Scale, ticks};
use super::svg::{Pen, Width};
use crate::diagram::words::{fitted, width as wide};
use crate::quantity::show_range;

/// Numbers over time.
#[derive(Clone, Debug)]
pub struct Lines {
    /// What the numbers are.
    pub measure: Measure,
    /// What the times are.
    pub time: Measure,
    /// One or two of them.
    pub lines: Vec<Line>,
}

/// One number over time.
#[derive(Clone, Debug)]
pub struct Line {
    /// Its name.
    pub name: String,
    /// The number at each time; the times rise.
    pub points: Vec<Point>,
}

/// A number at a time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// The time.
    pub at: f64,
    /// The number.
    pub value: f64,
    /// Between which ends it lies in 90 % of the cases.
    pub range: Option<[f64; 2]>,
}

/// The classes of the first line and the second: of the line, of its end, and of its band.
const CLASSES: [[&str; 3]; 2] = [["a", "o", "s"], ["z", "q", "y"]];

/// What is left above and below the lines.
const TOP: f64 = 14.0;
const BELOW: f64 = 26.0;

/// How high the part with the lines is.
const LINES: f64 = 210.0;

/// The widest label beside a line.
const LABEL: f64 = 200.0;

/// How far two lines of a label stand apart.
const LEADING: f64 = 15.0;

impl Lines {
    fn points(&self) -> impl Iterator<Item = &Point> {
        self.lines.iter().flat_map(|line| &line.points)
    }

    /// The least and the greatest of all that is drawn, with zero.
    fn extent(&self) -> [f64; 2] {
        let all = self.points().flat_map(|point| {
            let [low, high] = point.range.unwrap_or([point.value; 2]);
            [point.value, low, high]
        });
        all.fold([0.0, 0.0], |[least, most], value| {
            [least.min(value), most.max(value)]
        })
    }
}

pub(super) fn draw(pen: &mut Pen, chart: &Lines, width: Width) -> f64 {
    let is_wide = width == Width::Wide;
    let labels: Vec<[String; 3]> = chart
        .lines
        .iter()
        .map(|line| label(line, &chart.measure))
        .collect();
    // Beside the lines there is room for what they are; on a telephone it stands above them.
    let (top, of_labels) = if is_wide {
        let all = labels
            .iter()
            .flatten()
            .map(|words| wide(words, 12.0) * BOLD);
        (TOP, all.fold(0.0, f64::max).min(LABEL) + 16.0)
    } else {
        (legend(pen, &labels, width) + TOP, 8.0)
    };
    let height = top + LINES + BELOW;
    let [least, most] = chart.extent();
    let marks = ticks(least, most, 6, chart.measure.step(least.abs().max(most)));
    let names: Vec<String> = marks
        .iter()
        .map(|mark| chart.measure.shown(*mark))
        .collect();
    let left = names
        .iter()
        .map(|name| wide(name, 11.0))
        .fold(0.0, f64::max)
        + 10.0;
    let (right, bottom) = (width.pixels() - of_labels, height - BELOW);
    let ends = [
        marks.first().copied().unwrap_or(0.0),
        marks.last().copied().unwrap_or(1.0),
    ];
    let up = Scale {
        numbers: ends,
        places: [bottom, top],
    };
    for (mark, name) in marks.iter().zip(&names) {
        let y = up.at(*mark);
        pen.line(if *mark == 0.0 { "x" } else { "g" }, (left, y), (right, y));
        pen.text("k e", left - 6.0, y + 4.0, name);
    }
    let end = chart.points().map(|point| point.at).fold(0.0, f64::max);
    let across = Scale {
        numbers: [0.0, end],
        places: [left, right],
    };
    times(pen, chart, end, &across, height);
    for (line, classes) in chart.lines.iter().zip(CLASSES).rev() {
        curve(pen, line, classes, &across, &up, &chart.measure);
    }
    if is_wide {
        let ends = chart
            .lines
            .iter()
            .map(|line| line.points.last().map_or(0.0, |last| up.at(last.value)));
        beside(
            pen,
            ends.zip(&labels).collect(),
            right,
            [bottom, of_labels - 12.0],
        );
    }
    height
}

/// What a line is: its name, its number at the end, and the range of that where there is one.
fn label(line: &Line, measure: &Measure) -> [String; 3] {
    let last = line.points.last();
    let ends = last
        .and_then(|last| last.range)
        .map(|ends| ends.map(|end| measure.unit.of(end)));
    let range = ends.map(|[low, high]| {
        [
            "90 %: ",
            &show_range(&low, &high, measure.kind, &measure.conv),
        ]
        .concat()
    });
    let value = last.map(|last| measure.shown(last.value));
    [
        line.name.clone(),
        value.unwrap_or_default(),
        range.unwrap_or_default(),
    ]
}

/// Each label at the end of its line, none over another.
fn beside(
    pen: &mut Pen,
    mut labels: Vec<(f64, &[String; 3])>,
    right: f64,
    [bottom, room]: [f64; 2],
) {
    // The greater stands above.
    labels.sort_by(|one, other| one.0.total_cmp(&other.0));
    let mut free = 2.0;
    let mut below: f64 = labels.iter().map(|(_, label)| tall(label)).sum();
    for (y, label) in labels {
        below -= tall(label);
        // Room is left for those that come below.
        let most = bottom + BELOW - below - tall(label);
        let top = (y - tall(label) / 2.0).min(most).max(free);
        free = top + tall(label);
        let mut baseline = top + 11.0;
        for (at, words) in label.iter().enumerate() {
            let class = if at == 0 { "b" } else { "" };
            pen.text(class, right + 12.0, baseline, &fitted(words, 12.0, room));
            baseline += LEADING;
        }
    }
}

/// How much a label takes.
fn tall(label: &[String; 3]) -> f64 {
    if label[2].is_empty() {
        2.0 * LEADING + 4.0
    } else {
        3.0 * LEADING + 4.0
    }
}

/// The labels below each other, each behind a piece of its line; where they end.
fn legend(pen: &mut Pen, labels: &[[String; 3]], width: Width) -> f64 {
    let right = width.pixels();
    let mut y = 0.0;
    for ([name, value, range], [class, _, _]) in labels.iter().zip(CLASSES) {
        pen.line(class, (2.0, y + 9.0), (20.0, y + 9.0));
        let of_value = wide(value, 12.0);
        pen.text(
            "b",
            28.0,
            y + 13.0,
            &fitted(name, 13.0, right - of_value - 40.0),
        );
        pen.text("e", right - 2.0, y + 13.0, value);
        pen.text("k e", right - 2.0, y + 13.0 + LEADING, range);
        y += LEADING + 3.0 + if range.is_empty() { 0.0 } else { LEADING };
    }
    y
}

/// The times below the lines.
fn times(pen: &mut Pen, chart: &Lines, last: f64, across: &Scale, height: f64) {
    let [left, right] = across.places;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a few of them"
    )]
    let most = ((right - left) / 64.0).clamp(2.0, 9.0) as u8;
    for mark in ticks(0.0, last, most, 1.0) {
        // What would be beyond the end is not marked.
        if mark > last * (1.0 + 1e-9) {
            continue;
        }
        let x = across.at(mark);
        let words = if mark == 0.0 {
            "now".to_owned()
        } else {
            chart.time.shown(mark)
        };
        let half = wide(&words, 11.0) / 2.0;
        pen.line("x", (x, height - BELOW), (x, height - BELOW + 4.0));
        pen.text(
            "k m",
            x.min(right + 8.0 - half).max(half),
            height - 7.0,
            &words,
        );
    }
}

fn curve(
    pen: &mut Pen,
    line: &Line,
    [class, end, shade]: [&str; 3],
    across: &Scale,
    up: &Scale,
    measure: &Measure,
) {
    let last = line
        .points
        .last()
        .map(|last| measure.shown(last.value))
        .unwrap_or_default();
    pen.group(&format!("{}: {last}", line.name));
    let edge = |which: usize| {
        line.points
            .iter()
            .filter_map(move |point| Some((across.at(point.at), up.at(point.range?[which]))))
    };
    let low: Vec<(f64, f64)> = edge(0).collect();
    let band: Vec<(f64, f64)> = edge(1).chain(low.into_iter().rev()).collect();
    pen.way(shade, &band, true);
    let places: Vec<(f64, f64)> = line
        .points
        .iter()
        .map(|point| (across.at(point.at), up.at(point.value)))
        .collect();
    pen.way(class, &places, false);
    if let Some((x, y)) = places.last() {
        pen.dot(end, *x, *y);
    }
    pen.end();
}
