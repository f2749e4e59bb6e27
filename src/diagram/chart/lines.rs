//! Lines over time, with the band in which 90 % of the cases lie.

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

/// The classes of the first line and the second: of the line and of its end.
const CLASSES: [[&str; 2]; 2] = [["a", "o"], ["z", "q"]];

/// What is left above and below the lines.
const TOP: f64 = 14.0;
const BELOW: f64 = 26.0;

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
    let height = if is_wide { 260.0 } else { 230.0 };
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
    let labels: Vec<Vec<String>> = chart
        .lines
        .iter()
        .map(|line| label(line, &chart.measure))
        .collect();
    let of_labels = labels
        .iter()
        .flatten()
        .map(|words| wide(words, 12.0))
        .fold(0.0, f64::max);
    // On a telephone the labels stand above the lines.
    let margin = if is_wide {
        of_labels.min(190.0) + 16.0
    } else {
        8.0
    };
    let (right, bottom) = (width.pixels() - margin, height - BELOW);
    let ends = [
        marks.first().copied().unwrap_or(0.0),
        marks.last().copied().unwrap_or(1.0),
    ];
    let up = Scale {
        numbers: ends,
        places: [bottom, TOP],
    };
    for (mark, name) in marks.iter().zip(&names) {
        let y = up.at(*mark);
        pen.line(if *mark == 0.0 { "x" } else { "g" }, (left, y), (right, y));
        pen.text("k e", left - 6.0, y + 4.0, name);
    }
    let last = chart.points().map(|point| point.at).fold(0.0, f64::max);
    let across = Scale {
        numbers: [0.0, last],
        places: [left, right],
    };
    times(pen, chart, last, &across, height);
    for (line, classes) in chart.lines.iter().zip(CLASSES).rev() {
        curve(pen, line, classes, &across, &up, &chart.measure);
    }
    // The greater stands above.
    let heights: Vec<f64> = chart
        .lines
        .iter()
        .map(|line| line.points.last().map_or(0.0, |last| up.at(last.value)))
        .collect();
    let room = if is_wide {
        margin - 14.0
    } else {
        right - left - 8.0
    };
    let mut placed: Vec<(f64, &Vec<String>)> = heights.into_iter().zip(&labels).collect();
    placed.sort_by(|one, other| one.0.total_cmp(&other.0));
    let mut free = 0.0;
    for (y, label) in placed {
        let lines = crate::diagram::layout::number(label.len());
        let all = lines * LEADING;
        let first = if is_wide {
            y - all / 2.0
        } else {
            y - all - 6.0
        };
        // Within the picture, and below the label before it.
        let top = first.min(bottom - all).max(free).max(2.0);
        free = top + all + 4.0;
        for (at, words) in (0_u8..).zip(label) {
            let class = match (at, is_wide) {
                (0, true) => "b",
                (_, true) => "",
                (0, false) => "b e h",
                (_, false) => "e h",
            };
            let x = if is_wide { right + 12.0 } else { right };
            pen.text(
                class,
                x,
                top + 11.0 + f64::from(at) * LEADING,
                &fitted(words, 12.0, room),
            );
        }
    }
    height
}

/// What stands at the end of a line: its name, its number, and its range.
fn label(line: &Line, measure: &Measure) -> Vec<String> {
    let mut words = vec![line.name.clone()];
    if let Some(last) = line.points.last() {
        words.push(measure.shown(last.value));
        if let Some([low, high]) = last.range {
            let ends = [low, high].map(|end| measure.unit.of(end));
            words.push(format!(
                "90 %: {}",
                show_range(&ends[0], &ends[1], measure.kind, &measure.conv)
            ));
        }
    }
    words
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
            x.clamp(half, (right + 8.0 - half).max(half)),
            height - 7.0,
            &words,
        );
    }
}

fn curve(
    pen: &mut Pen,
    line: &Line,
    [class, end]: [&str; 2],
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
    pen.way("s", &band, true);
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
