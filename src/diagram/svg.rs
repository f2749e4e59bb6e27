//! A scene as a picture of its own: SVG text that needs nothing else.

mod ways;

use super::geometry::Rect;
use super::scene::{Drawn, FONTS, HEAD, Line, PAD, ROW, Scene};
use std::fmt::Write as _;
use ways::letters;

pub use ways::{mark, way};

/// The colours of a picture.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As whoever looks at it prefers.
    #[default]
    Auto,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

/// Paper, card, ink, ink of types, ink of remarks, lines, edges, accent, soft accent: as the page has them.
const LIGHT: &str = "--p:#faf9f6;--c:#fff;--i:#1b1e23;--j:#565d67;--k:#666d77;--l:#8b877d;--e:#cfcac0;--a:#0b5f6b;--s:#e3f1f1";
const DARK: &str = "--p:#14161a;--c:#1b1e23;--i:#e9e7e1;--j:#b0b6bf;--k:#9aa1ab;--l:#747b86;--e:#3c424b;--a:#6cc5c9;--s:#17333a";

/// The rules of cards and lines.
const RULES: &str = "@{font-family:ui-sans-serif,system-ui,-apple-system,\"Segoe UI\",Roboto,\"Noto Sans\",sans-serif}\
@ .p{fill:var(--p)}@ .f{fill:none;stroke:var(--e);stroke-dasharray:2 4}\
@ .l{fill:none;stroke:var(--l);stroke-width:1.4}@ .d{stroke-dasharray:5 4}@ .m{fill:var(--p);stroke:var(--l);stroke-width:1.4}\
@ .c{fill:var(--c);stroke:var(--e)}@ .h{fill:var(--s)}@ .r{fill:none;stroke:var(--e)}\
@ text{fill:var(--i);font-size:12px}@ .t{font-size:13px;font-weight:600;fill:var(--a)}\
@ .k{fill:none;stroke:var(--a);stroke-width:1.4}@ .b{font-weight:600}@ .y{fill:var(--k);text-anchor:end}@ .n{fill:var(--k)}\
@ .x{font-size:11px;fill:var(--j);text-anchor:middle;paint-order:stroke;stroke:var(--p);stroke-width:3px}\
@ g:hover>.l,@ g:hover>.m{stroke:var(--a)}";

/// The picture. `id` is put before every id in it, so that several can stand on one page; of other characters than
/// letters, digits and hyphens nothing is left.
///
/// ```
/// use envelope::diagram::{scene::{self, Card, Plan}, svg::{self, Theme}};
/// let card = Card { title: "<Users>".into(), ..Card::default() };
/// let scene = scene::arrange(&Plan { title: "Entities".into(), cards: vec![card], ..Plan::default() });
/// let text = svg::render(&scene, Theme::Auto, "erd");
/// assert!(text.starts_with("<svg ") && text.contains("&lt;Users&gt;"));
/// ```
pub fn render(scene: &Scene, theme: Theme, id: &str) -> String {
    let mut out = String::with_capacity(4_000 + 900 * scene.cards.len());
    let paper = Paper {
        title: &scene.title,
        description: &scene.description,
        width: scene.width,
        height: scene.height,
        rules: RULES,
        class: "",
    };
    open(&mut out, &paper, theme, id);
    for (frame, name) in &scene.frames {
        rect(&mut out, "f", frame, 8.0);
        text(&mut out, "n", frame.x + PAD, frame.y + 18.0, name);
    }
    for line in &scene.lines {
        draw_line(&mut out, line);
    }
    for drawn in &scene.cards {
        draw_card(&mut out, drawn);
    }
    out.push_str("</svg>\n");
    out
}

/// What a picture is drawn on.
pub(super) struct Paper<'a> {
    pub(super) title: &'a str,
    pub(super) description: &'a str,
    pub(super) width: f64,
    pub(super) height: f64,
    /// Its rules of style; `@` stands for the picture's own id, so that nothing outside is touched.
    pub(super) rules: &'a str,
    /// The class that the rules are for instead, where pictures of one sort share them; empty otherwise.
    pub(super) class: &'a str,
}

/// The beginning of a picture: its size, what it says to those who do not see it, its colours, the paper.
pub(super) fn open(out: &mut String, paper: &Paper, theme: Theme, id: &str) {
    let id: String = id
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || *c == '-')
        .collect();
    let id = format!("d{id}");
    let (width, height) = (Number(paper.width), Number(paper.height));
    let class = match paper.class {
        "" => String::new(),
        class => format!(" class=\"{class}\""),
    };
    let _ = write!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" id=\"{id}\"{class} viewBox=\"0 0 {width} {height}\" width=\"{width}\" \
         height=\"{height}\" role=\"img\" aria-labelledby=\"{id}-t {id}-d\"><title id=\"{id}-t\">"
    );
    escape(out, paper.title);
    let _ = write!(out, "</title><desc id=\"{id}-d\">");
    escape(out, paper.description);
    out.push_str("</desc><style>");
    let of_id = match paper.class {
        "" => format!("#{id}"),
        class => format!("svg.{class}"),
    };
    let first = if theme == Theme::Dark { DARK } else { LIGHT };
    let _ = write!(out, "{of_id}{{{first}}}");
    if theme == Theme::Auto {
        let _ = write!(
            out,
            "@media(prefers-color-scheme:dark){{{of_id}{{{DARK}}}}}"
        );
    }
    out.push_str(&paper.rules.replace('@', &of_id));
    out.push_str("</style>");
    let whole = Rect {
        width: paper.width,
        height: paper.height,
        ..Rect::default()
    };
    rect(out, "p", &whole, 0.0);
}

fn draw_line(out: &mut String, line: &Line) {
    if line.points.len() < 2 {
        return;
    }
    out.push_str("\n<g><title>");
    escape(out, &line.about);
    let dashed = if line.dashed { " d" } else { "" };
    let _ = write!(
        out,
        "</title><path class=\"l{dashed}\" d=\"{}\"/>",
        way(&line.points)
    );
    let ends = [(line.points[0], line.points[1]), {
        let last = line.points.len() - 1;
        (line.points[last], line.points[last - 1])
    }];
    let ends = ends.into_iter().zip(line.ends);
    let marks: String = ends
        .map(|((at, next), end)| mark(end, at, next.x - at.x))
        .collect();
    path(out, "m", &marks);
    if let Some((place, label)) = &line.label {
        text(
            out,
            "x",
            place.x + place.width / 2.0,
            place.bottom() - 3.0,
            label,
        );
    }
    out.push_str("</g>");
}

fn draw_card(out: &mut String, drawn: &Drawn) {
    let (rect_of, card) = (&drawn.rect, &drawn.card);
    let (left, right) = (rect_of.x + PAD, rect_of.right() - PAD);
    let _ = write!(out, "\n<g data-key=\"{}\"><title>", card.key);
    escape(out, &drawn.title);
    out.push_str("</title>");
    rect(out, "c", rect_of, 6.0);
    let (x, y) = (Number(rect_of.x + 0.5), Number(rect_of.y + HEAD));
    let (inner, top) = (Number(rect_of.width - 1.0), Number(HEAD - 6.0));
    // The head within the border, with its corners where the card has some.
    let _ = write!(
        out,
        "<path class=\"h\" d=\"M{x} {y}v-{top}q0 -5.5 5.5 -5.5h{}q5.5 0 5.5 5.5v{top}z\"/>",
        Number(rect_of.width - 12.0)
    );
    if !card.rows.is_empty() {
        let _ = write!(out, "<path class=\"r\" d=\"M{x} {y}h{inner}\"/>");
    }
    text(
        out,
        "t",
        left,
        rect_of.y + HEAD / 2.0 + FONTS[0] * 0.35,
        &card.title,
    );
    let mut y = rect_of.y + HEAD + ROW / 2.0 + FONTS[1] * 0.35 + 1.0;
    let mut marks = String::new();
    for row in &card.rows {
        let remark = row.mark.is_empty() && row.kind.is_empty() && row.name.starts_with('…');
        let class = if row.mark.starts_with("PK") {
            "b"
        } else if remark {
            "n"
        } else {
            ""
        };
        letters(&mut marks, left, y - 0.8, row.mark);
        text(out, class, left + drawn.marks, y, &row.name);
        text(out, "y", right, y, &row.kind);
        y += ROW;
    }
    path(out, "k", &marks);
    out.push_str("</g>");
}

/// A path, unless it leads nowhere.
fn path(out: &mut String, class: &str, way: &str) {
    if !way.is_empty() {
        let _ = write!(out, "<path class=\"{class}\" d=\"{way}\"/>");
    }
}

pub(super) fn rect(out: &mut String, class: &str, rect: &Rect, radius: f64) {
    let _ = write!(
        out,
        "<rect class=\"{class}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"{}\"/>",
        Number(rect.x),
        Number(rect.y),
        Number(rect.width),
        Number(rect.height),
        Number(radius)
    );
}

pub(super) fn text(out: &mut String, class: &str, x: f64, y: f64, text: &str) {
    if text.is_empty() {
        return;
    }
    let _ = write!(out, "<text x=\"{}\" y=\"{}\"", Number(x), Number(y));
    if !class.is_empty() {
        let _ = write!(out, " class=\"{class}\"");
    }
    out.push('>');
    escape(out, text);
    out.push_str("</text>");
}

/// A length to a tenth of a pixel. By way of whole numbers: the program need not carry how a float is written.
pub(crate) struct Number(pub(crate) f64);

impl std::fmt::Display for Number {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "a length of a drawing, and cut where it is none"
        )]
        let tenths = (self.0 * 10.0).round() as i64;
        // From the last digit on; it is written ten thousand times in a large picture.
        let (mut room, mut at) = ([0_u8; 24], 24);
        let mut put = |sign: u8| {
            at -= 1;
            room[at] = sign;
        };
        let digit = |number: u64| b'0' + (number % 10) as u8;
        let mut left = tenths.unsigned_abs();
        if !left.is_multiple_of(10) {
            put(digit(left));
            put(b'.');
        }
        left /= 10;
        put(digit(left));
        while left > 9 {
            left /= 10;
            put(digit(left));
        }
        if tenths < 0 {
            put(b'-');
        }
        f.write_str(std::str::from_utf8(&room[at..]).unwrap_or_default())
    }
}

/// Writes a text so that nothing in it is read as markup, and nothing that XML forbids is in it.
pub(crate) fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => out.push(' '),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
}
