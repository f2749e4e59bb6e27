//! Charts follow what is typed, say it in words and in a table, and have letters of one size on every screen.

use envelope::model::Section;
use envelope::outline::Chart;

use crate::page::Page;

/// What a chart says of itself to those who do not see it; nothing while it is not there.
const SAID: &str = "
const said = [...document.querySelectorAll('.plot')].filter(plot => plot.getClientRects().length);
const svg = said.map(plot => plot.querySelector('svg')).find(svg => svg?.querySelector('title').textContent === arguments[0]);
return svg?.querySelector('desc').textContent ?? '';";

#[track_caller]
fn says(page: &Page, chart: Chart, words: &str) {
    page.until(words, |page| {
        let said = page.try_js(SAID, &[chart.name().into()])?;
        Ok(said.as_str().is_some_and(|said| said.contains(words)))
    });
}

#[test]
fn a_chart_follows_what_is_typed() {
    let page = Page::open();
    page.go(Section::Capacity);
    page.settle();
    assert_eq!(page.js(SAID, &[Chart::StorageGrowth.name().into()]), "");
    page.go(Section::Apis);
    page.add_row("action", "Action, row 1");
    page.choose("Read or write, row 1", "write");
    page.enter("Rate, row 1", "10/s");
    page.enter("Bytes stored, row 1", "1 KB");
    page.go(Section::Capacity);
    says(
        &page,
        Chart::StorageGrowth,
        "Over 3 years. Kept at the horizon: from 0 B now to 946 GB",
    );
    says(&page, Chart::Latency, "p99");
    page.enter("Horizon", "5 years");
    says(
        &page,
        Chart::StorageGrowth,
        "Over 5 years. Kept at the horizon: from 0 B now to 1.58 TB",
    );
    page.go(Section::Apis);
    page.enter("Rate, row 1", "5-20/s");
    page.go(Section::Capacity);
    says(
        &page,
        Chart::StorageGrowth,
        "in 90 % of the cases 789 GB–3.15 TB",
    );
    says(&page, Chart::StorageSwing, "Rate, row 1 of 5–20 /s gives");
    page.go(Section::Cost);
    says(&page, Chart::CostGrowth, "Over 5 years.");
    page.no_errors();
}

#[test]
fn a_chart_is_a_table_too_and_fits_any_screen() {
    let page = Page::open();
    page.open_example();
    page.go(Section::Cost);
    says(&page, Chart::CostParts, "Compute cost");
    let rows =
        "const table = document.querySelector(`.charted table[aria-label='${arguments[0]}']`);
return [...table.rows].map(row => row.cells[0].textContent.trim()).join();";
    let rows = page.js(rows, &[Chart::CostParts.name().into()]);
    let rows = rows.as_str().unwrap();
    assert!(
        rows.starts_with("Part,") && rows.ends_with(",Total monthly cost"),
        "{rows}"
    );
    for width in [1280, 390, 320] {
        page.session.resize(width, 800).unwrap();
        page.settle();
        // One of the two, no wider than its card, and its letters to be read.
        let seen = page.js(
            "
const seen = [...document.querySelectorAll('.plot')].filter(plot => plot.getClientRects().length);
return seen.map(plot => {
  const svg = plot.querySelector('svg'), text = svg.querySelector('text');
  const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
  return [svg.getBoundingClientRect().right <= plot.closest('.card').getBoundingClientRect().right,
    parseFloat(getComputedStyle(text).fontSize) * scale];
});",
            &[],
        );
        let seen = seen.as_array().unwrap();
        assert_eq!(
            seen.len(),
            2,
            "at {width}: the parts, and the growth of the cost"
        );
        for plot in seen {
            assert_eq!(plot[0], true, "at {width}");
            assert!(plot[1].as_f64().unwrap() > 8.8, "at {width}: {plot}");
        }
    }
    page.no_errors();
}
