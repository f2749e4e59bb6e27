//! A sequence diagram as SVG text.

use super::Way;
use super::place::{Drawn, Head, LINES, LOOP, Part, RADIUS, SIGN, Scene};
use crate::diagram::scene::FONTS;
use crate::diagram::svg::{Number, Paper, Theme, escape, open, rect, text};
use std::fmt::Write as _;

const RULES: &str = "@{font-family:ui-sans-serif,system-ui,-apple-system,\"Segoe UI\",Roboto,\"Noto Sans\",sans-serif}\
@ .p{fill:var(--p)}@ .v{fill:none;stroke:var(--e);stroke-dasharray:4 3}\
@ .l{fill:none;stroke:var(--l);stroke-width:1.4}@ .d{stroke-dasharray:5 4}@ .w{fill:var(--l);stroke:var(--l);stroke-width:1.4}\
@ .c{fill:var(--c);stroke:var(--e)}@ .h{fill:var(--s);stroke:var(--a)}@ .g{fill:none;stroke:var(--a);stroke-width:1.4}\
@ text{font-size:12px;fill:var(--i);paint-order:stroke;stroke:var(--p);stroke-width:4px;stroke-linejoin:round}\
@ .x{text-anchor:middle}@ .b{font-size:13px;font-weight:600;text-anchor:middle;stroke:none}\
@ .t{font-size:13px;font-weight:600;fill:var(--a)}@ .n{fill:var(--c);stroke:var(--l)}\
@ .k{font-size:9px;font-weight:700;text-anchor:middle;fill:var(--j);stroke:none}\
@ g:hover>.l,@ g:hover>.n{stroke:var(--a)}@ g:hover>.w{stroke:var(--a);fill:var(--a)}";

/// The picture; `id` as in [`crate::diagram::svg::render`].
///
/// ```
/// use envelope::{diagram::{sequence, svg::Theme}, model::{Document, actors}};
/// let mut doc = Document::default();
/// doc.add_row_of(&actors::STEPS, &["<b>", "Reader", "CDN"]);
/// let text = sequence::render(&sequence::scene(&doc), Theme::Auto, "flow");
/// assert!(text.starts_with("<svg ") && text.contains(">&lt;b&gt;</text>"));
/// ```
pub fn render(scene: &Scene, theme: Theme, id: &str) -> String {
    let mut out = String::with_capacity(4_000);
    let paper = Paper {
        title: &scene.title,
        description: &scene.description,
        width: scene.width,
        height: scene.height,
        rules: RULES,
        class: "",
    };
    open(&mut out, &paper, theme, id);
    for part in &scene.parts {
        draw_part(&mut out, part);
    }
    out.push_str("</svg>\n");
    out
}

fn draw_part(out: &mut String, part: &Part) {
    text(out, "t", part.at.x, part.at.y, &part.title);
    for head in &part.heads {
        draw_head(out, head, part.bottom);
    }
    for message in &part.messages {
        draw_message(out, message);
    }
}

fn draw_head(out: &mut String, head: &Head, bottom: f64) {
    let (place, middle) = (&head.rect, head.middle());
    out.push_str("\n<g");
    if let Some(actor) = head.of.actor {
        let _ = write!(out, " data-key=\"{actor}\"");
    }
    out.push_str("><title>");
    escape(out, &head.of.name);
    let _ = write!(
        out,
        "</title><path class=\"v\" d=\"M{} {}V{}\"/>",
        Number(middle),
        Number(place.bottom()),
        Number(bottom)
    );
    let height = LINES[0] * crate::diagram::layout::number(head.lines.len());
    let mut y = place.y + (place.height - height) / 2.0 + LINES[0] / 2.0 + FONTS[0] * 0.35;
    let mut x = middle;
    if head.of.person {
        rect(out, "h", place, place.height / 2.0);
        x += SIGN / 2.0 - 1.0;
        let (left, top) = (place.x + 14.0, place.y + place.height / 2.0);
        // A head and shoulders.
        let _ = write!(
            out,
            "<path class=\"g\" d=\"M{} {}a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0 -7 0zM{} {}a6.5 6.5 0 0 1 13 0\"/>",
            Number(left + 3.0),
            Number(top - 3.5),
            Number(left),
            Number(top + 7.5)
        );
    } else {
        rect(out, "c", place, 6.0);
    }
    for line in &head.lines {
        text(out, "b", x, y, line);
        y += LINES[0];
    }
    out.push_str("</g>");
}

fn draw_message(out: &mut String, drawn: &Drawn) {
    let [from, to] = drawn.ends;
    let _ = write!(out, "\n<g data-key=\"{}\"><title>", drawn.step);
    escape(out, &drawn.about);
    let dashed = if drawn.way == Way::Answer { " d" } else { "" };
    let _ = write!(
        out,
        "</title><path class=\"l{dashed}\" d=\"M{} {}",
        Number(from.x),
        Number(from.y)
    );
    let right = if drawn.is_own() {
        let (wide, down) = (LOOP.0 - 6.0, LOOP.1 - 12.0);
        let _ = write!(
            out,
            "h{}q6 0 6 6v{}q0 6 -6 6h-{}",
            Number(wide),
            Number(down),
            Number(wide)
        );
        false
    } else {
        let _ = write!(out, "H{}", Number(to.x));
        to.x > from.x
    };
    let back = Number(if right { to.x - 8.0 } else { to.x + 8.0 });
    let (x, high, low) = (Number(to.x), Number(to.y - 4.5), Number(to.y + 4.5));
    // Filled where somebody waits.
    let (class, end) = match drawn.way {
        Way::Call => ("w", "z"),
        Way::Answer | Way::Message => ("l", ""),
    };
    let _ = write!(
        out,
        "\"/><path class=\"{class}\" d=\"M{back} {high}L{x} {}L{back} {low}{end}\"/>",
        Number(to.y)
    );
    let _ = write!(
        out,
        "<circle class=\"n\" cx=\"{}\" cy=\"{}\" r=\"{}\"/>",
        Number(from.x),
        Number(from.y),
        Number(RADIUS)
    );
    text(
        out,
        "k",
        from.x,
        from.y + FONTS[3] * 0.36,
        &drawn.number.to_string(),
    );
    let (class, x) = if drawn.is_own() {
        ("", drawn.label.x)
    } else {
        ("x", drawn.label.x + drawn.label.width / 2.0)
    };
    let mut y = drawn.label.y + LINES[1] - 3.5;
    for line in &drawn.lines {
        text(out, class, x, y, line);
        y += LINES[1];
    }
    out.push_str("</g>");
}
