//! The design as one page of HTML that needs nothing else: to be read, printed and sent.
//!
//! It is made from the Markdown by a reader of its own ([`blocks`], [`inline`]) that knows what the Markdown of a
//! design can hold. Every tag in the page is written here; what a person typed only ever becomes text, or the target
//! of a link to the web or to an address of mail.

mod blocks;
mod inline;
mod list;
// On the host only, as the other tests are.
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;

pub use inline::escape;

use super::charts;
use super::markdown;
use super::mermaid;
use crate::diagram::svg::{self, Theme};
use crate::diagram::{architecture, entities, sequence};
use crate::estimate::{Estimate, data_model};
use crate::formula::Samples;
use crate::model::Document;
use crate::outline::Chart;

/// The look of the page, light and dark, and on paper.
const STYLE: &str = include_str!("page.css");

/// The text of a fenced block, of a chart with its first line, and the picture that stands for it.
type Picture = (String, String);

/// The whole design as a page. No script, nothing fetched; the same design gives the same bytes.
///
/// ```
/// use envelope::{estimate, model::Document, text::html};
/// let doc = Document { title: "<b>Pastebin</b>".into(), ..Document::default() };
/// let page = html::render(&doc, &estimate::of(&doc));
/// assert!(page.starts_with("<!doctype html>"));
/// assert!(page.contains("<h1>&lt;b&gt;Pastebin&lt;/b&gt;</h1>"));
/// assert!(page.contains("<a href=\"#5-capacity-and-scale-estimation\">"));
/// ```
pub fn render(doc: &Document, estimate: &Estimate) -> String {
    render_with(doc, estimate, &estimate.sample())
}

/// As [`render`], with ranges that were computed before.
pub fn render_with(doc: &Document, estimate: &Estimate, samples: &Samples) -> String {
    let mut pictures = pictures(doc, estimate);
    let mut drawn = Vec::new();
    for chart in Chart::ALL {
        if let Some(plot) = charts::plot(chart, doc, estimate, samples) {
            let fence = ["```chart\n", chart.name()].concat();
            pictures.push((fence, charts::html(chart, &plot)));
            drawn.push(chart);
        }
    }
    let text = markdown::render_drawn(doc, estimate, samples, &drawn);
    page(doc.name(), &text, &pictures)
}

/// What is drawn instead of being shown as the text of a diagram. A text that is the same, wherever it stands, is
/// the same diagram. The flows are one picture, which stands where the first of them does.
fn pictures(doc: &Document, estimate: &Estimate) -> Vec<Picture> {
    let mut pictures: Vec<Picture> = Vec::new();
    for (at, (_, chart)) in mermaid::sequences(doc).into_iter().enumerate() {
        let drawn = if at == 0 {
            sequence::render(&sequence::scene(doc), Theme::Auto, "flow")
        } else {
            String::new()
        };
        pictures.push((chart, drawn));
    }
    if let Some(chart) = mermaid::entities(data_model::engine(doc), &data_model::schema(doc)) {
        let drawn = svg::render(&entities::scene(doc), Theme::Auto, "entities");
        pictures.push((chart, drawn));
    }
    if let Some(chart) = mermaid::flowchart(doc) {
        let scene = architecture::scene(doc, estimate);
        let drawn = architecture::render(&scene, Theme::Auto, "architecture");
        pictures.push((chart, drawn));
    }
    pictures
}

/// A page of this title from Markdown, with what comes first, a table of contents, and the rest.
fn page(title: &str, text: &str, pictures: &[Picture]) -> String {
    let mut writer = blocks::Writer::new(pictures);
    let lines: Vec<&str> = text.lines().collect();
    writer.blocks(&lines, 0, false);
    let blocks::Writer { out, contents, .. } = writer;
    // What stands before the first section is the title and the conventions.
    let first = contents.first().map_or(out.len(), |(at, ..)| *at);
    let (head, body) = out.split_at(first);
    let mut page = String::with_capacity(out.len() + STYLE.len() + 4096);
    page.push_str("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    // Even if something had got through, it could neither run nor fetch.
    page.push_str("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n");
    page.push_str(
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>",
    );
    escape(title, &mut page);
    page.push_str("</title>\n<style>\n");
    page.push_str(STYLE);
    page.push_str("</style>\n</head>\n<body>\n<main>\n");
    page.push_str(head);
    page.push_str("<nav aria-label=\"Contents\">\n<h2>Contents</h2>\n<ul>\n");
    for (_, id, words) in &contents {
        page.push_str("<li><a href=\"#");
        page.push_str(id);
        page.push_str("\">");
        escape(words, &mut page);
        page.push_str("</a></li>\n");
    }
    page.push_str("</ul>\n</nav>\n");
    page.push_str(body);
    page.push_str("</main>\n</body>\n</html>\n");
    page
}
