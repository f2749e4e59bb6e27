//! What is entered as a range comes out as ranges, and an entry in place of an estimate can be taken back.

use envelope::model::Section;

use crate::page::Page;

/// Waits until the work of the page, or the page itself, shows this text.
#[track_caller]
fn expect_text(page: &Page, text: &str) {
    page.until(text, |page| {
        let seen = page.try_js("return document.body.innerText;", &[])?;
        Ok(seen.as_str().is_some_and(|seen| seen.contains(text)))
    });
}

fn two_actions(page: &Page) {
    page.go(Section::Apis);
    page.add_row("action", "Action, row 1");
    page.enter("Action, row 1", "Read");
    page.enter("Rate, Read", "100-400/s");
}

#[test]
fn a_range_flows_through_every_result() {
    let page = Page::open();
    two_actions(&page);
    // The middle of a range of a factor of four is its geometric mean.
    page.expect("Average QPS", "200 /s");
    page.go(Section::Capacity);
    expect_text(&page, "100–400 /s");
    page.enter("Peak factor", "2-4x");
    page.click("Show the work of Peak QPS");
    expect_text(&page, "of the spread");
    expect_text(&page, "Rate, Read");
    let shape = "return document.querySelector('.shape').textContent.length;";
    assert_eq!(page.js(shape, &[]), 12);
    page.click("Export");
    expect_text(&page, "# Untitled design");
    assert!(
        page.preview()
            .contains("Average QPS: 200 /s** [90 %: 100–400 /s]")
    );
    page.no_errors();
}

#[test]
fn a_single_number_takes_the_ranges_away() {
    let page = Page::open();
    two_actions(&page);
    page.go(Section::Capacity);
    expect_text(&page, "100–400 /s");
    page.go(Section::Apis);
    page.enter("Rate, Read", "100/s");
    page.go(Section::Capacity);
    page.until("no range", |page| {
        let seen = page.try_js("return document.body.innerText;", &[])?;
        Ok(seen
            .as_str()
            .is_some_and(|seen| !seen.contains('–') || !seen.contains("400 /s")))
    });
}

#[test]
fn an_entry_in_place_of_the_estimate_is_taken_back_by_one_click() {
    let page = Page::open();
    two_actions(&page);
    page.go(Section::Cost);
    let derived = "Number of instances: instead of 2, go back to it";
    page.enter("Number of instances", "50");
    page.expect("Compute cost", "$4,600 /month");
    page.click(derived);
    page.expect("Compute cost", "$184 /month");
    assert_eq!(page.value("Number of instances"), "");
    assert!(!page.sees(derived), "nothing is overridden any more");
    page.no_errors();
}

#[test]
fn arithmetic_is_read_and_shown() {
    let page = Page::open();
    page.go(Section::Capacity);
    page.enter("Daily active users", "500M*0.2");
    expect_text(&page, "100 M users");
    page.enter("Daily active users", "20-10M");
    expect_text(&page, "Write the lower end first");
    assert_eq!(page.value("Daily active users"), "20-10M");
    page.no_errors();
}

#[test]
fn a_curve_of_the_day_is_drawn_and_written_down() {
    let page = Page::open();
    two_actions(&page);
    page.go(Section::Capacity);
    // Three strokes over the bars, as a mouse makes them.
    page.js(
        "const bars = document.querySelector('.bars'), box = bars.getBoundingClientRect();
        const at = (hour, part) => ({ bubbles: true, cancelable: true, buttons: 1,
          clientX: box.left + box.width * (hour + 0.5) / 24, clientY: box.bottom - box.height * part });
        bars.dispatchEvent(new PointerEvent('pointerdown', at(0, 0.05)));
        for (let hour = 0; hour < 24; hour += 1) {
          bars.dispatchEvent(new PointerEvent('pointermove', at(hour, hour === 12 ? 0.9 : 0.3)));
        }",
        &[],
    );
    assert_eq!(page.chosen("Traffic pattern"), "a curve of your own");
    let hours = page.value("24-hour curve");
    let loads: Vec<f64> = hours.split(' ').map(|load| load.parse().unwrap()).collect();
    assert_eq!(loads.len(), 24, "{hours}");
    assert!(
        (loads[12] - 9.0).abs() < 0.2 && (loads[3] - 3.0).abs() < 0.2,
        "{hours}"
    );
    // 9 ÷ the mean of one 9 and twenty-three 3 is 2.77, to within a pixel.
    expect_text(&page, "2.7");
    page.enter("24-hour curve", "1 2 3");
    expect_text(&page, "This has 3 of 24 hours.");
    page.no_errors();
}
