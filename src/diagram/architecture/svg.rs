//! An architecture diagram as SVG text.

use super::bears::first;
use super::measure::{GAP, LABEL_LINE, LINES, PAD, SIGN};
use super::{CURVE, Frame, LEGEND, Line, Part, Scene, Shape, Way};
use crate::diagram::geometry::{Point, Rect};
use crate::diagram::layout::number;
use crate::diagram::scene::FONTS;
use crate::diagram::svg::{Number, Paper, Theme, escape, open, rect, text, way};
use std::fmt::Write as _;

const RULES: &str = "@{font-family:ui-sans-serif,system-ui,-apple-system,\"Segoe UI\",Roboto,\"Noto Sans\",sans-serif}\
@ .p{fill:var(--p)}@ .f{fill:var(--c);fill-opacity:.55;stroke:var(--e);pointer-events:none}@ .a{font-weight:600;fill:var(--j)}@ .z{fill:none;stroke:transparent;stroke-width:12}@ .l{fill:none;stroke:var(--l);stroke-width:1.4}@ .d{stroke-dasharray:6 4}@ .o{stroke-dasharray:1.5 3.5;stroke-width:2}\
@ .w{fill:var(--l);stroke:var(--l);stroke-width:1.4}@ .u{fill:var(--p);stroke:var(--l);stroke-width:1.4}\
@ .c{fill:var(--c);stroke:var(--l)}@ .h{fill:var(--s);stroke:var(--a)}@ .e{fill:none;stroke:var(--l);stroke-dasharray:4 3}\
@ .r{fill:none;stroke:var(--l)}@ .g{fill:none;stroke:var(--a);stroke-width:1.4;stroke-linecap:round;stroke-linejoin:round}\
@ text{font-size:11px;fill:var(--k)}@ .b{font-size:13px;font-weight:600;fill:var(--i)}@ .q{font-weight:600;fill:var(--a)}\
@ .x{fill:var(--j);text-anchor:middle;paint-order:stroke;stroke:var(--p);stroke-width:3px}\
@ g:hover>.l,@ g:hover>.u{stroke:var(--a)}@ g:hover>.w{stroke:var(--a);fill:var(--a)}\
@ .v{font-weight:600;font-variant-numeric:tabular-nums}@ .n{fill:none;stroke:var(--l)}@ .m{fill:var(--a)}\
@ .y{fill:var(--y)}@ .i{font-weight:600;fill:var(--y)}@ .j{fill:var(--o)}@ .k{font-weight:600;fill:var(--o)}\
@ .on>.l{stroke:var(--a);stroke-width:3.4}@ .on>.u{stroke:var(--a)}@ .on>.w{stroke:var(--a);fill:var(--a)}@ .on>.v{fill:var(--a)}\
@ .on>.c,@ .on>.h,@ .on>.e{stroke:var(--a);stroke-width:3}\
@media(forced-colors:active){@{--p:Canvas;--c:Canvas;--i:CanvasText;--j:CanvasText;--k:CanvasText;--l:CanvasText;--e:GrayText;--a:Highlight;--s:Canvas;--y:CanvasText;--o:CanvasText}}";

/// What is above the target, and what is over.
const ALARMS: [&str; 2] = ["@{--y:#7d4e00;--o:#a12622}", "@{--y:#e3b45f;--o:#f0908b}"];

/// The colours of alarms in this theme.
fn colours(theme: Theme) -> &'static str {
    match theme {
        Theme::Light => ALARMS[0],
        Theme::Dark => ALARMS[1],
        Theme::Auto => {
            "@{--y:#7d4e00;--o:#a12622}@media(prefers-color-scheme:dark){@{--y:#e3b45f;--o:#f0908b}}"
        }
    }
}

/// The signs of the kinds, in squares of 20 pixels: the `d` of a path each.
const SIGNS: [(&str, &str); 14] = [
    ("", "M10 2l7 4v8l-7 4l-7 -4v-8zM3 6l7 4l7 -4M10 10v8"),
    ("client", "M2 3h16v11h-16zM7 18h6M10 14v4"),
    (
        "dns",
        "M10 2a8 8 0 1 0 0 16a8 8 0 1 0 0 -16zM2 10h16M10 2c-5 5 -5 11 0 16M10 2c5 5 5 11 0 16",
    ),
    (
        "cdn",
        "M6 16a4 4 0 0 1 -.5 -8a5 5 0 0 1 9.5 -1a4.5 4.5 0 0 1 -.5 9z",
    ),
    (
        "balancer",
        "M2 10h6M8 10l6 -6M8 10h6M8 10l6 6M14 4a1.7 1.7 0 1 0 3.4 0a1.7 1.7 0 1 0 -3.4 0M14 10a1.7 1.7 0 1 0 3.4 0a1.7 1.7 0 1 0 -3.4 0M14 16a1.7 1.7 0 1 0 3.4 0a1.7 1.7 0 1 0 -3.4 0",
    ),
    (
        "gateway",
        "M6.5 4.5l-5 5.5l5 5.5M13.5 4.5l5 5.5l-5 5.5M11.5 3l-3 14",
    ),
    (
        "worker",
        "M6.5 10a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0 -7 0M10 2v3M10 15v3M2 10h3M15 10h3M4.3 4.3l2.1 2.1M13.6 13.6l2.1 2.1M4.3 15.7l2.1 -2.1M13.6 6.4l2.1 -2.1",
    ),
    ("cache", "M11.5 2l-7 9.5h5l-1.5 6.5l7.5 -10h-5z"),
    (
        "queue",
        "M2.5 5.5h3.5v9h-3.5zM8.2 5.5h3.5v9h-3.5zM14 5.5h3.5v9h-3.5z",
    ),
    ("sql", "M3 4h14v12h-14zM3 8h14M3 12h14M8.5 4v12"),
    (
        "nosql",
        "M7 3c-3.5 0 -1 6 -4 7c3 1 .5 7 4 7M13 3c3.5 0 1 6 4 7c-3 1 -.5 7 -4 7",
    ),
    (
        "blob",
        "M3 5l2 12h10l2 -12M3 5a7 2.2 0 1 0 14 0a7 2.2 0 1 0 -14 0",
    ),
    (
        "search",
        "M3 8.5a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0 -11 0M12.5 12.5l5 5",
    ),
    ("third", "M9 4h-5v12h12v-5M12 3h5v5M17 3l-8 8"),
];

/// The picture; `id` as in [`crate::diagram::svg::render`].
///
/// ```
/// use envelope::{diagram::{architecture, svg::Theme}, estimate, model::{Document, architecture as a}};
/// let mut doc = Document::default();
/// doc.add_row_of(&a::COMPONENTS, &["<Client>", "client"]);
/// let scene = architecture::scene(&doc, &estimate::of(&doc));
/// let text = architecture::render(&scene, Theme::Auto, "parts");
/// assert!(text.starts_with("<svg ") && text.contains(">&lt;Client&gt;</text>"));
/// ```
pub fn render(scene: &Scene, theme: Theme, id: &str) -> String {
    let mut out = String::with_capacity(4_000 + 900 * scene.parts.len());
    let paper = Paper {
        title: &scene.title,
        description: &scene.description,
        width: scene.width,
        height: scene.height,
        rules: &[RULES, colours(theme)].concat(),
        class: "",
    };
    open(&mut out, &paper, theme, id);
    for frame in &scene.frames {
        draw_frame(&mut out, frame);
    }
    for line in &scene.lines {
        draw_line(&mut out, line);
    }
    for part in &scene.parts {
        draw_part(&mut out, part);
    }
    for (at, sort) in &scene.legend {
        out.push_str("\n<g>");
        let end = Point {
            x: at.x + LEGEND.1,
            y: at.y,
        };
        stroke(&mut out, &[*at, end], *sort);
        text(
            &mut out,
            "",
            end.x + 8.0,
            at.y + FONTS[2] * 0.35,
            sort.name(),
        );
        out.push_str("</g>");
    }
    out.push_str("</svg>\n");
    out
}

/// A frame; its name stands for all that is in it.
fn draw_frame(out: &mut String, frame: &Frame) {
    out.push_str("\n<g data-group=\"");
    for (at, member) in frame.members.iter().enumerate() {
        let gap = if at > 0 { " " } else { "" };
        let _ = write!(out, "{gap}{member}");
    }
    out.push_str("\"><title>");
    escape(out, &frame.about);
    out.push_str("</title>");
    rect(out, "f", &frame.rect, 8.0);
    let at = frame.name_at();
    text(out, "a", at.x, at.y, &frame.name);
    out.push_str("</g>");
}

fn draw_line(out: &mut String, line: &Line) {
    if line.points.len() < 2 {
        return;
    }
    let [from, to] = line.ends;
    let on = if line.on { " class=\"on\"" } else { "" };
    let _ = write!(
        out,
        "\n<g data-key=\"{}\" data-ends=\"{from} {to}\"{on}><title>",
        line.key
    );
    escape(out, &line.about);
    // Wider than what is seen of it, to be hit.
    let _ = write!(
        out,
        "</title><path class=\"z\" d=\"{}\"/>",
        way(&line.points)
    );
    stroke(out, &line.points, line.way);
    if let Some((place, label)) = &line.label {
        let middle = place.x + place.width / 2.0;
        let mut y = place.bottom() - 3.0 - LABEL_LINE * number(label.len());
        for (at, words) in label.iter().enumerate() {
            y += LABEL_LINE;
            let last = at + 1 == label.len() && !line.bears.is_empty();
            text(out, if last { "x v" } else { "x" }, middle, y, words);
        }
    }
    out.push_str("</g>");
}

/// A line with its head.
fn stroke(out: &mut String, points: &[Point], sort: Way) {
    let [.., before, end] = points else {
        return;
    };
    let (line, head, close) = match sort {
        Way::Sync => ("l", "w", "z"),
        Way::Async => ("l d", "l", ""),
        Way::Replication => ("l o", "u", "z"),
    };
    let back = if end.x < before.x { 9.0 } else { -9.0 };
    let _ = write!(
        out,
        "<path class=\"{line}\" d=\"{}\"/><path class=\"{head}\" d=\"M{} {}L{} {}L{} {}{close}\"/>",
        way(points),
        Number(end.x + back),
        Number(end.y - 4.5),
        Number(end.x),
        Number(end.y),
        Number(end.x + back),
        Number(end.y + 4.5)
    );
}

fn draw_part(out: &mut String, part: &Part) {
    let (x, y) = (Number(part.at.x), Number(part.at.y));
    let on = if part.on { " class=\"on\"" } else { "" };
    let _ = write!(
        out,
        "\n<g data-key=\"{}\" data-at=\"{x} {y}\"{on}><title>",
        part.key
    );
    escape(out, &part.about);
    out.push_str("</title>");
    let place = &part.rect;
    let class = match part.kind.as_str() {
        "" | "worker" => "h",
        "third" => "e",
        _ => "c",
    };
    match part.shape() {
        Shape::Card => rect(out, class, place, 6.0),
        Shape::Pill => rect(out, class, place, part.round()),
        Shape::Cylinder => cylinder(out, class, place),
        Shape::Pipe => pipe(out, class, place),
    }
    let (left, top) = match part.shape() {
        Shape::Card => (0.0, 0.0),
        Shape::Pill => (8.0, 0.0),
        Shape::Cylinder => (0.0, CURVE),
        Shape::Pipe => (CURVE, 0.0),
    };
    let middle = place.y + f64::midpoint(place.height, top);
    let x = place.x + PAD.0 + left;
    let mut y = middle - part.texts() / 2.0;
    let head = y + part.head() / 2.0;
    let sign = SIGNS.iter().find(|(kind, _)| *kind == part.kind);
    if let Some((_, sign)) = sign {
        let (x, y) = (Number(x), Number(head - SIGN.0 / 2.0));
        let _ = write!(
            out,
            "<path class=\"g\" transform=\"translate({x} {y})\" d=\"{sign}\"/>"
        );
    }
    y = head - LINES[0] * number(part.name.len()) / 2.0;
    for line in &part.name {
        let x = x + SIGN.0 + SIGN.1;
        text(out, "b", x, y + LINES[0] / 2.0 + FONTS[0] * 0.35, line);
        y += LINES[0];
    }
    y = head + part.head() / 2.0 + GAP;
    for line in &part.note {
        y = small(out, "", (x, y), line);
    }
    y = small(out, "q", (x, y), &part.load);
    if let Some(busy) = &part.busy {
        y = busy.draw(out, x, y);
    }
    y = small(out, "q", (x, y), &part.machines);
    first(out, &part.first, x, y);
    out.push_str("</g>");
}

/// A line of small letters, if there is anything in it; where the next begins.
fn small(out: &mut String, class: &str, (x, y): (f64, f64), words: &str) -> f64 {
    if words.is_empty() {
        return y;
    }
    text(out, class, x, y + LINES[1] / 2.0 + FONTS[2] * 0.35, words);
    y + LINES[1]
}

/// A cylinder that stands, seen a little from above.
fn cylinder(out: &mut String, class: &str, place: &Rect) {
    let (x, y) = (Number(place.x), Number(place.y + CURVE));
    let (half, curve) = (Number(place.width / 2.0), Number(CURVE));
    let (wide, down) = (Number(place.width), Number(place.height - 2.0 * CURVE));
    let _ = write!(
        out,
        "<path class=\"{class}\" d=\"M{x} {y}a{half} {curve} 0 0 1 {wide} 0v{down}a{half} {curve} 0 0 1 -{wide} 0z\"/>\
         <path class=\"r\" d=\"M{x} {y}a{half} {curve} 0 0 0 {wide} 0\"/>"
    );
}

/// A cylinder that lies, seen a little from the right.
fn pipe(out: &mut String, class: &str, place: &Rect) {
    let (right, y) = (Number(place.right() - CURVE), Number(place.y));
    let (half, curve) = (Number(place.height / 2.0), Number(CURVE));
    let (long, high) = (Number(place.width - 2.0 * CURVE), Number(place.height));
    let _ = write!(
        out,
        "<path class=\"{class}\" d=\"M{right} {y}a{curve} {half} 0 0 1 0 {high}h-{long}a{curve} {half} 0 0 1 0 -{high}z\"/>\
         <path class=\"r\" d=\"M{right} {y}a{curve} {half} 0 0 0 0 {high}\"/>"
    );
}
