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
