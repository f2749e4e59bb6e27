//! A chart as SVG: once for a page, and once for a telephone, where the same letters have less room.

use super::{Body, Plot, bars, lines};
use crate::diagram::geometry::Rect;
use crate::diagram::svg::{Number, Paper, Theme, escape, open, rect, text};
use std::fmt::Write as _;

/// Charts share one style, since several stand on a page. Where colours are forced, they are those of the system.
const RULES: &str = "@{font-family:ui-sans-serif,system-ui,-apple-system,\"Segoe UI\",Roboto,\"Noto Sans\",sans-serif;font-variant-numeric:tabular-nums}\
@ .p{fill:var(--p)}@ .g{fill:none;stroke:var(--e);stroke-width:.7}@ .x{fill:none;stroke:var(--l)}\
@ .a{fill:none;stroke:var(--a);stroke-width:2;stroke-linejoin:round}@ .z{fill:none;stroke:var(--j);stroke-width:1.6;stroke-dasharray:5 4}\
@ .s{fill:var(--a);fill-opacity:.18}@ .y{fill:var(--j);fill-opacity:.09}@ .o{fill:var(--p);stroke:var(--a);stroke-width:2}@ .q{fill:var(--p);stroke:var(--j);stroke-width:1.6}\
@ .u{fill:var(--a)}@ .v{fill:var(--s);stroke:var(--a)}@ .w{fill:none;stroke:var(--i);stroke-width:1.4}\
@ .d{fill:none;stroke:var(--i);stroke-dasharray:3 3}\
@ text{font-size:12px;fill:var(--i)}@ .k{font-size:11px;fill:var(--k)}@ .b{font-weight:600}\
@ .e{text-anchor:end}@ .m{text-anchor:middle}\
@media(forced-colors:active){@{--p:Canvas;--c:Canvas;--i:CanvasText;--j:CanvasText;--k:CanvasText;--l:CanvasText;--e:GrayText;--a:CanvasText;--s:Canvas}}";

/// The class of each chart.
const CLASS: &str = "chart";

/// How much room there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Width {
    /// A page.
    Wide,
    /// A telephone, or a column.
    Narrow,
}

impl Width {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Wide, Self::Narrow];

    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Wide => "wide",
            Self::Narrow => "narrow",
        }
    }

    /// In pixels.
    pub(super) const fn pixels(self) -> f64 {
        match self {
            Self::Wide => 660.0,
            Self::Narrow => 320.0,
        }
    }
}

/// The chart; `id` as in [`crate::diagram::svg::render`].
///
/// ```
/// use envelope::{diagram::{chart::{self, Width}, svg::Theme}, estimate, model::{Document, apis}};
/// let mut doc = Document::default();
/// doc.add_row_of(&apis::ACTIONS, &["<b>", "", "GET", "", "", "10/s"]);
/// let plot = chart::latency::budget(&doc, &estimate::of(&doc)).unwrap();
/// let text = chart::render(&plot, Width::Narrow, Theme::Auto, "latency");
/// assert!(text.starts_with("<svg ") && text.contains(">&lt;b&gt;</text>"));
/// ```
pub fn render(plot: &Plot, width: Width, theme: Theme, id: &str) -> String {
    let mut pen = Pen::default();
    let height = match &plot.body {
        Body::Lines(lines) => lines::draw(&mut pen, lines, width),
        Body::Bars(bars) => bars::draw(&mut pen, bars, width),
        Body::Hours(hours) => super::hours::draw(&mut pen, hours, width),
    };
    let mut out = String::with_capacity(4_000 + pen.out.len());
    let paper = Paper {
        title: &plot.title,
        description: &plot.description,
        width: width.pixels(),
        height,
        rules: RULES,
        class: CLASS,
    };
    open(
        &mut out,
        &paper,
        theme,
        &["chart-", id, "-", width.name()].concat(),
    );
    out.push_str(&pen.out);
    out.push_str("</svg>\n");
    out
}

/// Writes the parts of a chart.
#[derive(Default)]
pub(super) struct Pen {
    out: String,
}

impl Pen {
    /// A text from here on, or, by its class, up to here or around here.
    pub(super) fn text(&mut self, class: &str, x: f64, y: f64, words: &str) {
        text(&mut self.out, class, x, y, words);
    }

    /// A rectangle between two places across; no narrower than can be seen.
    pub(super) fn bar(&mut self, class: &str, across: [f64; 2], top: f64, height: f64) {
        let (left, right) = (across[0].min(across[1]), across[0].max(across[1]));
        let place = Rect {
            x: left,
            y: top,
            width: (right - left).max(1.5),
            height,
        };
        rect(&mut self.out, class, &place, 2.0);
    }

    /// A way through these places; closed, where it is an area.
    pub(super) fn way(&mut self, class: &str, places: &[(f64, f64)], closed: bool) {
        if places.len() < 2 {
            return;
        }
        let _ = write!(self.out, "<path class=\"{class}\" d=\"");
        for (at, (x, y)) in places.iter().enumerate() {
            let letter = if at == 0 { 'M' } else { 'L' };
            let _ = write!(self.out, "{letter}{} {}", Number(*x), Number(*y));
        }
        self.out.push_str(if closed { "z\"/>" } else { "\"/>" });
    }

    /// A straight line.
    pub(super) fn line(&mut self, class: &str, from: (f64, f64), to: (f64, f64)) {
        self.way(class, &[from, to], false);
    }

    /// A dot.
    pub(super) fn dot(&mut self, class: &str, x: f64, y: f64) {
        let (x, y) = (Number(x), Number(y));
        let _ = write!(
            self.out,
            "<circle class=\"{class}\" cx=\"{x}\" cy=\"{y}\" r=\"3.5\"/>"
        );
    }

    /// What follows belongs together, and says this to whoever points at it.
    pub(super) fn group(&mut self, about: &str) {
        self.out.push_str("\n<g><title>");
        escape(&mut self.out, about);
        self.out.push_str("</title>");
    }

    /// The end of what belongs together.
    pub(super) fn end(&mut self) {
        self.out.push_str("</g>");
    }
}
