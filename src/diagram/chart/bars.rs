//! Bars below each other: parts of a whole, steps behind each other, or how far a number goes to both sides.

use super::BOLD;
use super::scale::Scale;
use super::svg::{Pen, Width};
use crate::diagram::words::{fitted, width as wide};

/// Numbers beside each other.
#[derive(Clone, Debug, Default)]
pub struct Bars {
    /// From above.
    pub rows: Vec<Row>,
}

/// A row of a chart of bars.
#[derive(Clone, Debug)]
pub enum Row {
    /// What the bars below it are.
    Head {
        /// Its name; may be empty.
        name: String,
        /// What else is to be said; may be empty.
        about: String,
        /// A number that the bars below are seen against, and what it is.
        rule: Option<(f64, String)>,
    },
    /// A bar.
    Bar(Bar),
}

/// A number, or the way from one to another.
#[derive(Clone, Debug, Default)]
pub struct Bar {
    /// Its name.
    pub name: String,
    /// What is said of it in small letters; may be empty.
    pub about: String,
    /// From where to where.
    pub ends: [f64; 2],
    /// What is said at each end; may be empty.
    pub labels: [String; 2],
    /// Where it is parted: what lies on the way to its first end is drawn as an outline.
    pub middle: Option<f64>,
    /// Between which ends its second end lies in 90 % of the cases.
    pub range: Option<[f64; 2]>,
    /// Whether it is all of the others together, and drawn as an outline.
    pub whole: bool,
}

/// How high a bar is, a line of text, and what lies between two rows.
const THICK: f64 = 12.0;
const LEADING: f64 = 16.0;
const GAP: f64 = 10.0;

/// The widest name beside a bar.
const NAME: f64 = 190.0;

/// Where bars begin and end, and how far they may go to both sides.
struct Room {
    scale: Scale,
    width: Width,
}

pub(super) fn draw(pen: &mut Pen, chart: &Bars, width: Width) -> f64 {
    let room = Room::of(chart, width);
    // What the bars are seen against goes through all of them up to the next.
    let mut rule: Option<(f64, f64)> = None;
    let mut y = 4.0;
    for row in &chart.rows {
        match row {
            Row::Head {
                name,
                about,
                rule: next,
            } => {
                y = head(pen, &room, [name, about], y);
                rule = next.as_ref().map(|(number, words)| {
                    let x = room.scale.at(*number);
                    let half = wide(words, 11.0) / 2.0;
                    let middle = x.min(width.pixels() - half - 2.0).max(half + 2.0);
                    pen.text("k m", middle, y + 11.0, words);
                    y += LEADING + 2.0;
                    (x, y)
                });
            }
            Row::Bar(bar) => {
                let (bar_top, next) = one(pen, &room, bar, y);
                if let Some((x, from)) = &mut rule {
                    // Beside bars that have their names above them it is a mark on each.
                    let from_here = if width == Width::Wide {
                        *from
                    } else {
                        bar_top - 3.0
                    };
                    pen.line("d", (*x, from_here), (*x, bar_top + THICK + 3.0));
                    *from = bar_top + THICK + 3.0;
                }
                y = next;
            }
        }
    }
    y.max(LEADING)
}

impl Room {
    fn of(chart: &Bars, width: Width) -> Self {
        let bars = || {
            chart.rows.iter().filter_map(|row| match row {
                Row::Bar(bar) => Some(bar),
                Row::Head { .. } => None,
            })
        };
        let numbers = bars().flat_map(|bar| {
            let range = bar.range.unwrap_or(bar.ends);
            [bar.ends[0], bar.ends[1], range[0], range[1]]
        });
        let rules = chart.rows.iter().filter_map(|row| match row {
            Row::Head { rule, .. } => rule.as_ref().map(|(number, _)| *number),
            Row::Bar(_) => None,
        });
        let none = [f64::INFINITY, f64::NEG_INFINITY];
        let numbers = numbers.chain(rules).fold(none, |[least, most], number| {
            [least.min(number), most.max(number)]
        });
        let widest = |text: &dyn Fn(&Bar) -> f64| bars().map(text).fold(0.0, f64::max);
        let label = |bar: &Bar, at: usize| match bar.labels[at].as_str() {
            "" => 0.0,
            label => wide(label, 12.0) + 8.0,
        };
        let places = if width == Width::Wide {
            let names = widest(&|bar| wide(&bar.name, 12.0).max(wide(&bar.about, 11.0))).min(NAME);
            let (left, right) = (
                names + 16.0 + widest(&|bar| label(bar, 0)),
                widest(&|bar| label(bar, 1)),
            );
            // However long the labels are, something is left for the bars.
            [left.min(430.0), (width.pixels() - right - 4.0).max(460.0)]
        } else {
            [2.0, width.pixels() - 2.0]
        };
        Self {
            scale: Scale { numbers, places },
            width,
        }
    }
}

fn head(pen: &mut Pen, room: &Room, [name, about]: [&str; 2], top: f64) -> f64 {
    if name.is_empty() {
        pen.text("k", 0.0, top + 12.0, about);
        return if about.is_empty() {
            top
        } else {
            top + LEADING + 2.0
        };
    }
    // Apart from what stands above.
    let y = if top > GAP { top + GAP } else { top };
    let of_about = if about.is_empty() {
        0.0
    } else {
        wide(about, 11.0) + 12.0
    };
    let all = room.width.pixels() - 4.0;
    let side = all - of_about;
    if room.width == Width::Wide || wide(name, 12.0) * BOLD <= side {
        let name = fitted(name, 13.0, side);
        pen.text("b", 0.0, y + 12.0, &name);
        pen.text("k e", all, y + 12.0, about);
        return y + LEADING + 2.0;
    }
    pen.text("b", 0.0, y + 12.0, &fitted(name, 13.0, all));
    pen.text("k", 0.0, y + 12.0 + LEADING, about);
    y + 2.0 * LEADING + 2.0
}

/// A row; where its bar is, and where the next row begins.
fn one(pen: &mut Pen, room: &Room, bar: &Bar, top: f64) -> (f64, f64) {
    let said = bar.labels.iter().filter(|label| !label.is_empty());
    let said = said.map(String::as_str).collect::<Vec<_>>().join(" → ");
    pen.group(&[&bar.name, ": ", &*said].concat());
    let places = if room.width == Width::Wide {
        beside(pen, room, bar, top)
    } else {
        below(pen, room, bar, &said, top)
    };
    pen.end();
    places
}

/// The name before the bar, and what is said at its ends.
fn beside(pen: &mut Pen, room: &Room, bar: &Bar, top: f64) -> (f64, f64) {
    let (name, about) = (
        fitted(&bar.name, 12.0, NAME),
        fitted(&bar.about, 11.0, NAME),
    );
    let lines = if about.is_empty() { 1.0 } else { 2.0 };
    let height = lines * LEADING;
    pen.text(if bar.whole { "b" } else { "" }, 0.0, top + 12.0, &name);
    pen.text("k", 0.0, top + 12.0 + LEADING, &about);
    let y = top + (height - THICK) / 2.0;
    bar_of(pen, room, bar, y);
    let range = bar.range.unwrap_or(bar.ends);
    let [one, other] = bar.ends.map(|end| room.scale.at(end));
    let most = range
        .map(|end| room.scale.at(end))
        .into_iter()
        .fold(one.max(other), f64::max);
    let labels = if one <= other { [0, 1] } else { [1, 0] };
    let class = if bar.whole { "b" } else { "" };
    pen.text("e", one.min(other) - 6.0, y + 10.0, &bar.labels[labels[0]]);
    let rest = room.width.pixels() - most - 8.0;
    pen.text(
        class,
        most + 6.0,
        y + 10.0,
        &fitted(&bar.labels[labels[1]], 12.0, rest),
    );
    (y, top + height + GAP - 2.0)
}

/// The name above the bar, with what is said of it.
fn below(pen: &mut Pen, room: &Room, bar: &Bar, said: &str, top: f64) -> (f64, f64) {
    let all = room.width.pixels();
    let name = if bar.about.is_empty() {
        bar.name.clone()
    } else {
        format!("{} · {}", bar.name, bar.about)
    };
    let mut y = top;
    let class = if bar.whole { "b" } else { "" };
    if wide(&name, 12.0) + wide(said, 12.0) + 12.0 > all {
        pen.text(class, 0.0, y + 12.0, &fitted(&name, 12.0, all));
        y += LEADING;
    } else {
        pen.text(class, 0.0, y + 12.0, &name);
    }
    pen.text(
        if bar.whole { "b e" } else { "e" },
        all,
        y + 12.0,
        &fitted(said, 12.0, all),
    );
    y += LEADING + 1.0;
    bar_of(pen, room, bar, y);
    (y, y + THICK + GAP - 1.0)
}

/// The bar itself.
fn bar_of(pen: &mut Pen, room: &Room, bar: &Bar, y: f64) {
    let at = |number: f64| room.scale.at(number);
    match bar.middle {
        Some(middle) => {
            pen.bar("v", [at(middle), at(bar.ends[0])], y, THICK);
            pen.bar("u", [at(middle), at(bar.ends[1])], y, THICK);
        }
        None => pen.bar(
            if bar.whole { "v" } else { "u" },
            bar.ends.map(at),
            y,
            THICK,
        ),
    }
    if let Some([low, high]) = bar.range.map(|range| range.map(at)) {
        let middle = y + THICK / 2.0;
        pen.line("w", (low, middle), (high, middle));
        for end in [low, high] {
            pen.line("w", (end, middle - 4.0), (end, middle + 4.0));
        }
    }
}
