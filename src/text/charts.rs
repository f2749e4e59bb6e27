//! Charts with their tables, for the page, the HTML and the Markdown.

use super::grid::{Cell, Grid};
use super::html::escape;
use crate::diagram::chart::{self, Plot, Width, cost, day, growth, latency, tornado};
use crate::diagram::svg::Theme;
use crate::estimate::Estimate;
use crate::formula::Samples;
use crate::model::Document;
use crate::outline::Chart;

/// What a chart shows of a design; none while there is nothing to show.
///
/// ```
/// use envelope::{estimate, model::Document, outline::Chart, text::charts};
/// let doc = Document::default();
/// let estimate = estimate::of(&doc);
/// let samples = estimate.sample();
/// assert!(Chart::ALL.iter().all(|chart| charts::plot(*chart, &doc, &estimate, &samples).is_none()));
/// ```
pub fn plot(chart: Chart, doc: &Document, estimate: &Estimate, samples: &Samples) -> Option<Plot> {
    let plot = match (chart, chart.swings()) {
        (_, Some(result)) => tornado::of(result, estimate, samples),
        (Chart::StorageGrowth, _) => growth::storage(estimate),
        (Chart::CostGrowth, _) => growth::cost(estimate),
        (Chart::TablesGrowth, _) => growth::tables(doc, estimate, samples),
        (Chart::CostParts, _) => cost::parts(estimate, samples),
        (Chart::Latency, _) => latency::budget(doc, estimate),
        _ => day::curve(doc, estimate),
    }?;
    Some(Plot {
        title: chart.name().to_owned(),
        ..plot
    })
}

/// A chart as SVG, in the colours of whoever looks.
pub fn svg(chart: Chart, plot: &Plot, width: Width) -> String {
    let id: String = chart.name().to_ascii_lowercase().replace(' ', "-");
    chart::render(plot, width, Theme::Auto, &id)
}

/// The table of a chart.
pub fn grid(plot: &Plot) -> Grid {
    let cells = |row: &Vec<String>| row.iter().map(|cell| Cell::from(cell.as_str())).collect();
    Grid {
        head: plot.table.head.clone(),
        rows: plot.table.rows.iter().map(cells).collect(),
        note: plot.table.note.clone(),
    }
}

/// A chart in a page of HTML: for wide and for narrow screens, and as a table, folded where the rest of the page says the
/// same.
pub(super) fn html(chart: Chart, plot: &Plot) -> String {
    let mut out = Width::ALL.map(|width| svg(chart, plot, width)).concat();
    let (open, close) = if chart.adds() {
        ("", "")
    } else {
        (
            "<details><summary>The same as a table</summary>\n",
            "</details>\n",
        )
    };
    out.push_str(open);
    out.push_str("<table>\n<thead><tr>");
    for head in &plot.table.head {
        cell(&mut out, "th scope=\"col\"", "th", head);
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for row in &plot.table.rows {
        out.push_str("<tr>");
        for text in row {
            cell(&mut out, "td", "td", text);
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>\n");
    out.push_str(close);
    out
}

fn cell(out: &mut String, open: &str, close: &str, text: &str) {
    for part in ["<", open, ">"] {
        out.push_str(part);
    }
    escape(text, out);
    for part in ["</", close, ">"] {
        out.push_str(part);
    }
}
