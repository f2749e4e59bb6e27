//! Charts in the written forms.

use crate::diagram::chart::Width;
use crate::estimate;
use crate::library::examples;
use crate::outline::Chart;
use crate::text::{charts, html, json, markdown};

/// The page of HTML has each chart once, for both widths and as a table; the Markdown has the tables that say more than
/// the rest of it, and reads back.
#[test]
fn each_chart_is_handed_over() {
    let mut doc = json::example(&examples::PASTEBIN);
    doc.apis.actions[0].rate = "5-20M/month".into();
    let estimate = estimate::of(&doc);
    let samples = estimate.sample();
    let page = html::render_with(&doc, &estimate, &samples);
    let written = markdown::render_with(&doc, &estimate, &samples);
    for chart in Chart::ALL {
        let plot = charts::plot(chart, &doc, &estimate, &samples).unwrap();
        for width in Width::ALL {
            let svg = charts::svg(chart, &plot, width);
            assert_eq!(page.matches(svg.trim_end()).count(), 1, "{chart:?}");
        }
        let (last, grid) = (plot.table.rows.last().unwrap(), charts::grid(&plot));
        let said = format!("<td>{}</td>", last.join("</td><td>"));
        assert!(page.contains(&said), "{chart:?}: {said}");
        let texts = grid.rows.last().unwrap().iter().map(|cell| &cell.text);
        assert!(texts.eq(last), "{chart:?}");
        assert_eq!(
            written.contains(&format!("**{}**", chart.name())),
            chart.adds(),
            "{chart:?}"
        );
    }
    let read = markdown::read(&written);
    assert!(read.notes.is_empty(), "{:?}", read.notes);
    assert_eq!(read.document, doc.canonical());
}
