//! A known exercise, typed into a blank page: the figures are the published ones.
//!
//! Pastebin of the system-design-primer: 10 M writes a month of 1,271 B, 100 M reads a month.

use std::time::Duration;

use envelope::model::Section;
use serde_json::json;

use crate::page::{PATIENCE, Page};

/// Types the exercise in, as far as the published figures need it.
pub(crate) fn type_in(page: &Page, calendar: &str) {
    page.choose("Calendar", calendar);
    page.enter("Title of the design", "Pastebin");
    page.follow(Section::Actors);
    page.add_row("actor", "Actor, row 1");
    page.enter("Actor, row 1", "Author");
    page.go(Section::Apis);
    type_action(page, 1, "Create paste", "write", "10M/month");
    page.choose("Actor, Create paste", "Author");
    page.enter("Bytes stored, Create paste", "1271 B");
    type_action(page, 2, "Read paste", "read", "100M/month");
    page.go(Section::Capacity);
}

fn type_action(page: &Page, number: usize, name: &str, operation: &str, rate: &str) {
    page.add_row("action", &format!("Action, row {number}"));
    // The focus is in the cell: whoever adds a row goes on typing. The row takes the name at once.
    page.session.type_text(name).unwrap();
    page.expect_focus(&format!("Action, {name}"));
    page.choose(&format!("Read or write, {name}"), operation);
    page.enter(&format!("Rate, {name}"), rate);
}

#[test]
fn pastebin_typed_into_a_blank_page() {
    let page = Page::open();
    type_in(&page, "Interview, 100,000 s a day");
    page.expect("Storage per month", "12.7 GB");
    page.expect("Storage over the horizon", "458 GB");
    page.expect("Records over the horizon", "360 M");
    page.expect("Write QPS", "4 /s");
    page.expect("Read QPS", "40 /s");
    page.expect("Average QPS", "44 /s");
    page.expect("Read/write ratio", "10 : 1");
    page.expect("Average QPS, Create paste", "4 /s");
    page.enter("Replication factor", "3");
    page.expect("Effective storage", "1.37 TB");
    page.no_errors();
    export(&page);
    page.no_errors();
}

fn export(page: &Page) {
    page.click("Export");
    page.until("the preview", |page| Ok(page.text().contains("# Pastebin")));
    let markdown = page.preview();
    // Nothing was asked of “What if”, so nothing stands there.
    for section in Section::ALL
        .into_iter()
        .filter(|section| *section != Section::WhatIf)
    {
        let number = section.number().map_or(String::new(), |n| format!("{n}. "));
        let heading = format!("{number}{}", section.heading());
        let found = markdown
            .lines()
            .any(|line| line.starts_with('#') && line.trim_start_matches(['#', ' ']) == heading);
        assert!(found, "the Markdown has no heading {heading:?}");
    }
    for part in [
        "| Create paste | Author | write | 10M/month |",
        "| Read paste |",
        "12.7 GB",
        "458 GB",
        "360 M",
        "1.37 TB",
        "10 : 1",
        "Interview",
    ] {
        assert!(markdown.contains(part), "the Markdown lacks {part:?}");
    }
    download(page, &markdown);
    copy(page, &markdown);
}

pub(crate) fn download(page: &Page, markdown: &str) {
    page.click("Download Pastebin.md");
    let file = page.downloads().join("Pastebin.md");
    // A browser may put an empty file there first.
    let mut found = String::new();
    page.until("the download", |_| {
        found = std::fs::read_to_string(&file).unwrap_or_default();
        Ok(!found.is_empty() && found.len() >= markdown.len())
    });
    assert_eq!(found, markdown);
}

fn copy(page: &Page, markdown: &str) {
    for permission in ["clipboard-read", "clipboard-write"] {
        let wanted = json!({ "permission": { "name": permission }, "setting": "granted" });
        page.cdp("Browser.setPermission", &wanted);
    }
    page.click("Copy as Markdown");
    page.until("the notice", |page| {
        Ok(page.notice() == "Copied the Markdown.")
    });
    let script = "const done = arguments[arguments.length - 1];
        navigator.clipboard.readText().then(done, error => done('not read: ' + error));";
    let copied = page.session.wait_for(PATIENCE, |session| {
        let copied = session.execute_async(script, &[])?;
        Ok((copied == markdown).then_some(()))
    });
    assert!(copied.is_ok(), "the clipboard holds the Markdown");
}

#[test]
fn the_calendar_is_a_choice_and_the_numbers_follow() {
    let page = Page::open();
    type_in(&page, "Exact, 86,400 s a day");
    page.expect("Write QPS", "3.86 /s");
    page.expect("Read QPS", "38.6 /s");
    page.expect("Storage per month", "12.7 GB");
    page.choose("Calendar", "Interview, 100,000 s a day");
    page.expect("Write QPS", "4 /s");
    page.expect("Read QPS", "40 /s");
    page.choose("Calendar", "Exact, 86,400 s a day");
    page.expect("Write QPS", "3.86 /s");
    page.choose("Units of data", "Binary, 1 KB = 1024 B");
    page.expect("Storage per month", "11.8 GiB");
}

#[test]
fn a_result_shows_its_work() {
    let page = Page::open();
    type_in(&page, "Interview, 100,000 s a day");
    page.click("Show the work of Read/write ratio");
    let work = "return clean(document.getElementById('w-capacity-ratio')?.innerText
        ?? [...document.querySelectorAll('.work')].map(e => e.innerText).join(' '));";
    page.session
        .wait_until(Duration::from_secs(5), |_| {
            let work = page.try_js(work, &[])?;
            let work = work.as_str().unwrap_or_default().to_owned();
            Ok(work.contains("Read QPS ÷ Write QPS") && work.contains("40 /s ÷ 4 /s = 10 : 1"))
        })
        .unwrap();
}
