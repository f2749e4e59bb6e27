//! Scenarios: one click, side by side, and what cannot be changed.

use envelope::model::Section;

use crate::page::Page;

/// Waits until a table to read says this.
#[track_caller]
fn reads(page: &Page, title: &str, words: &str) {
    page.until(words, |page| {
        let text = page.try_js(
            "return clean(document.querySelector(`main table[aria-label='${arguments[0]}']`)?.innerText);",
            &[title.into()],
        )?;
        Ok(text.as_str().unwrap_or_default().contains(words))
    });
}

#[test]
fn ten_times_the_users_stand_beside_the_design_after_one_click() {
    let page = Page::open();
    page.go(Section::Apis);
    page.add_row("action", "Action, row 1");
    page.choose("Read or write, row 1", "write");
    page.enter("Rate, row 1", "40/s");
    page.go(Section::WhatIf);
    reads(&page, "What breaks first", "Writes of one primary ×125");
    page.click("×10 users");
    assert_eq!(page.value("Users, ×10 users"), "10x");
    reads(&page, "Scenarios side by side", "400 /s ▲ ×10");
    // A second click does not make a second one.
    page.click("×10 users");
    page.until("the notice", |page| {
        Ok(page.notice().contains("stands there already"))
    });
    page.add_row("change", "Change, row 1");
    page.choose("In scenario, row 1", "×10 users");
    page.choose("Input, row 1", "Peak factor");
    page.enter("New value, row 1", "5 GB");
    page.until("what is wrong", |page| {
        Ok(page.text().contains("a factor such as"))
    });
    page.enter("New value, row 1", "×2");
    reads(&page, "Scenarios side by side", "1,600 /s ▲ ×20");
    page.no_errors();
}
