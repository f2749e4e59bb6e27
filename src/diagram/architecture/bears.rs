//! What components and connections bear, as the picture says it: texts, a bar, and marks of a shape of their own.

use super::Part;
use super::measure::LINES;
use crate::diagram::geometry::Rect;
use crate::diagram::scene::FONTS;
use crate::diagram::svg::{Number, rect, text};
use crate::diagram::words::{BOLD, width};
use crate::estimate::Estimate;
use crate::estimate::architecture::{self as numbers, Level, Path, Step};
use crate::formula::Formula;
use crate::model::{Document, Id};
use crate::quantity::{Kind, Quantity, show};
use std::fmt::Write as _;

/// What a picture says of the estimate.
#[derive(Clone, Copy, Debug)]
pub struct Bears<'e> {
    estimate: &'e Estimate,
    /// That of the design as it is.
    design: &'e Estimate,
    /// The component that breaks first as the users grow, and at how many times as many.
    first: Option<(Id, f64)>,
    path: Option<&'e Path>,
}

/// How busy the machines of a component are.
#[derive(Clone, Debug, PartialEq)]
pub struct Busy {
    /// The load over what they bear; above 1 they cannot.
    pub share: f64,
    /// How that stands to the target.
    pub level: Level,
    /// The same in words, with how many machines there are.
    pub words: String,
}

/// What is said at a connection.
#[derive(Debug, Default)]
pub(super) struct Borne {
    pub(super) label: String,
    pub(super) about: String,
    pub(super) on: bool,
}

/// The bar of utilisation; then the mark of what is above the target.
const BAR: (f64, f64) = (30.0, 7.0);
const MARK: f64 = 9.0;
const GAP: f64 = 5.0;
/// A smaller share is said to be below it.
const LEAST: f64 = 0.01;
/// Numbers are given the room of these, so that another number moves nothing: their longest forms but for rare ones.
const ROOMS: [&str; 6] = [
    "peak 88.8 M /s, 88.8 MB",
    "88.8 MB",
    "888 % of 88,888, over",
    "88 instances, $888,888 /month",
    "88.8 M /s, 88.8 MB/s",
    "88.8 /minute",
];

impl<'e> Bears<'e> {
    /// What follows from a design.
    pub fn of(doc: &Document, estimate: &'e Estimate) -> Self {
        let first = numbers::breaks(doc, estimate).first().copied();
        Self {
            estimate,
            design: estimate,
            first,
            path: None,
        }
    }

    /// The same under another load, of which this is the estimate: what breaks first stays.
    #[must_use]
    pub fn under<'f>(&self, estimate: &'f Estimate) -> Bears<'f>
    where
        'e: 'f,
    {
        Bears {
            estimate,
            design: self.design,
            first: self.first,
            path: None,
        }
    }

    /// The same with the way of an action marked.
    #[must_use]
    pub const fn along(mut self, path: &'e Path) -> Self {
        self.path = Some(path);
        self
    }

    /// A result of a row, if it is known.
    fn known(&self, formula: &Formula, row: Id) -> Option<String> {
        let value = |estimate: &Estimate| Some(estimate.result(formula, row)?.value?.value);
        let now = value(self.estimate)?;
        // What bears, keeps or costs nothing need not say so, unless it does in the design as it is.
        let said = now != 0.0 || value(self.design).is_some_and(|before| before != 0.0);
        said.then(|| self.estimate.shown_alone(formula, row))
    }

    /// Puts what is known of a component into it; how wide that is.
    pub(super) fn part(&self, part: &mut Part) -> f64 {
        let row = part.key;
        let known = |formula| self.known(formula, row);
        let peak = known(&numbers::COMPONENT_PEAK_QPS).map(|peak| ["peak ", &peak].concat());
        let load = [peak, known(&numbers::COMPONENT_KEEPS)];
        part.load = load.into_iter().flatten().collect::<Vec<_>>().join(", ");
        let instances = known(&numbers::COMPONENT_INSTANCES);
        let level = numbers::level(self.estimate, row);
        part.busy = level.map(|(share, level)| {
            // Nobody wants the digits of next to nothing.
            let mut words = if share < LEAST {
                "under 1 %".to_owned()
            } else {
                // Shares near to a whole are shown by their nines otherwise.
                let tenths = Quantity::scalar((share * 1e3).round() / 1e3);
                show(&tenths, Kind::Share, self.estimate.graph().conventions())
            };
            match &instances {
                Some(number) => words = [&words, " of ", number].concat(),
                None if level == Level::Fine => words.push_str(" busy"),
                None => {}
            }
            words.push_str(match level {
                Level::Fine => "",
                Level::High => ", high",
                Level::Over => ", over",
            });
            Busy {
                share,
                level,
                words,
            }
        });
        let number = instances.filter(|_| part.busy.is_none());
        let number = number.map(|number| {
            let word = if number == "1" {
                " instance"
            } else {
                " instances"
            };
            [&number, word].concat()
        });
        let cost = known(&numbers::COMPONENT_COST);
        part.machines = [number, cost]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(", ");
        if let Some((_, times)) = self.first.filter(|(first, _)| *first == row) {
            part.first = breaks(times);
        }
        let said: Vec<&str> = part
            .numbers()
            .map(String::as_str)
            .filter(|line| !line.is_empty())
            .collect();
        if !said.is_empty() {
            part.about = [&part.about, ", ", &said.join(", ")].concat();
        }
        part.on = self.path.is_some_and(|path| {
            let mut hops = path.steps.iter().filter_map(|step| step.hop);
            hops.any(|hop| hop.ends.contains(&row))
        });
        let wide = |line: &str, room: &str| match line {
            "" => 0.0,
            line => width(line, FONTS[2] * BOLD).max(width(room, FONTS[2] * BOLD)),
        };
        let busy = part.busy.as_ref().map_or("", |busy| &busy.words);
        let beside = if busy.is_empty() {
            0.0
        } else {
            BAR.0 + MARK + 2.0 * GAP
        };
        let load = match (part.load.contains("peak"), part.load.contains(", ")) {
            (true, true) => ROOMS[0],
            (true, false) => "peak 88.8 M /s",
            _ => ROOMS[1],
        };
        let machines = if part.busy.is_none() && part.machines.contains("instance") {
            ROOMS[3]
        } else {
            "$888,888 /month"
        };
        wide(&part.load, load)
            .max(wide(busy, ROOMS[2]) + beside)
            .max(wide(&part.machines, machines))
            .max(wide(&part.first, "") + MARK + GAP)
    }

    /// What is said at a connection.
    pub(super) fn line(&self, row: Id) -> Borne {
        let known = |formula| self.known(formula, row);
        let numbers = [
            known(&numbers::CONNECTION_PEAK_QPS),
            known(&numbers::CONNECTION_BANDWIDTH),
        ];
        let label = numbers.into_iter().flatten().collect::<Vec<_>>().join(", ");
        let peak = if label.is_empty() { "" } else { "peak " };
        let mut borne = Borne {
            about: [peak, &label].concat(),
            label,
            on: false,
        };
        let steps = self.path.map(|path| &path.steps[..]).unwrap_or_default();
        let on = |step: &Step| step.hop.is_some_and(|hop| hop.connection == row);
        if let Some(at) = steps.iter().position(on) {
            borne.on = true;
            let time = steps[at].p99.map(|time| self.time(time));
            let step = (at + 1).to_string();
            borne.label = match &time {
                Some(time) => [&step, ": ", time].concat(),
                None => step.clone(),
            };
            let gap = if borne.about.is_empty() { "" } else { "; " };
            let takes = time.map_or_else(String::new, |time| [", p99 ", &time].concat());
            borne.about = [&borne.about, gap, "step ", &step, &takes].concat();
        }
        borne
    }

    /// The room of a number at a line.
    pub(super) fn room(&self, borne: &Borne) -> f64 {
        if borne.label.is_empty() {
            return 0.0;
        }
        // The step of an action stands where else the numbers do.
        let both = self.path.is_some() || borne.label.contains(", ");
        let room = if both { ROOMS[4] } else { ROOMS[5] };
        [room, &borne.label]
            .map(|text| width(text, FONTS[2] * BOLD))
            .into_iter()
            .fold(0.0, f64::max)
    }

    fn time(&self, time: Quantity) -> String {
        show(&time, Kind::Latency, self.estimate.graph().conventions())
    }
}

/// That something breaks first, at so many times the users.
fn breaks(times: f64) -> String {
    if times < 1.0 {
        return "breaks first: now".to_owned();
    }
    ["breaks first: ×", &short(times), " users"].concat()
}

/// How many times, in two digits or more.
///
/// ```
/// use envelope::diagram::architecture::short;
/// assert_eq!([1.0, 3.41, 19.3, 1000.0].map(short), ["1", "3.4", "19", "1000"]);
/// ```
pub fn short(times: f64) -> String {
    let digits = usize::from(times < 9.95);
    let text = format!("{times:.digits$}");
    text.strip_suffix(".0").unwrap_or(&text).to_owned()
}

impl Busy {
    /// The bar, the mark and the words, in a line that begins here; where the next begins.
    pub(super) fn draw(&self, out: &mut String, x: f64, y: f64) -> f64 {
        let middle = y + LINES[1] / 2.0;
        let mut bar = Rect {
            x: x + 0.5,
            y: middle - BAR.1 / 2.0,
            width: BAR.0,
            height: BAR.1,
        };
        let (fill, words) = match self.level {
            Level::Fine => ("m", "q"),
            Level::High => ("y", "i"),
            Level::Over => ("j", "k"),
        };
        rect(out, "n", &bar, 2.0);
        bar.width *= self.share.clamp(0.0, 1.0);
        rect(out, fill, &bar, 2.0);
        let mut after = x + BAR.0 + GAP;
        if self.level != Level::Fine {
            mark(out, self.level, after, middle);
            after += MARK + GAP;
        }
        text(out, words, after, middle + FONTS[2] * 0.35, &self.words);
        y + LINES[1]
    }
}

/// A triangle for what is above the target, an octagon for what is over.
fn mark(out: &mut String, level: Level, x: f64, middle: f64) {
    let (class, way) = match level {
        Level::Fine => return,
        Level::High => ("y", "m4.5 -4.5l4.5 9h-9z"),
        Level::Over => (
            "j",
            "m2.7 -4.5h3.6l2.7 2.7v3.6l-2.7 2.7h-3.6l-2.7 -2.7v-3.6z",
        ),
    };
    // Each way begins at the left, at its middle; that of the octagon a little below its corner.
    let _ = write!(
        out,
        "<path class=\"{class}\" d=\"M{} {}{way}\"/>",
        Number(x),
        Number(middle)
    );
}

/// The lightning of what breaks first, and its words.
pub(super) fn first(out: &mut String, words: &str, x: f64, y: f64) {
    if words.is_empty() {
        return;
    }
    let middle = y + LINES[1] / 2.0;
    let _ = write!(
        out,
        "<path class=\"j\" d=\"M{} {}l-4 6h3l-1 4l5 -6h-3l1 -4z\"/>",
        Number(x + 4.5),
        Number(middle - 5.0)
    );
    text(out, "k", x + MARK + GAP, middle + FONTS[2] * 0.35, words);
}
