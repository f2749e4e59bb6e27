//! The architecture picture with more users than there are, and the way of an action through it.

use envelope::model::Section;
use xtask::browser::keys;

use crate::page::Page;

/// What is said of the picture below it.
const SAID: &str = "return document.querySelector('.bears')?.textContent ?? '';";

/// The texts of the picture.
const DRAWN: &str = "
const texts = document.querySelectorAll('.canvas svg text');
return [...texts].filter(text => text.getClientRects().length).map(text => text.textContent).join('\\n');";

#[track_caller]
fn says(page: &Page, script: &str, words: &str) {
    page.until(words, |page| {
        let said = page.try_js(script, &[])?;
        Ok(said.as_str().is_some_and(|said| said.contains(words)))
    });
}

fn pastebin() -> Page {
    let page = Page::open();
    page.open_example();
    page.go(Section::Architecture);
    says(&page, SAID, "×1 users: 2 M a day");
    page
}

#[test]
fn the_picture_is_seen_with_more_users_and_the_design_stays() {
    let page = pastebin();
    says(&page, DRAWN, "peak 220 /s");
    let slider = page.control("Users");
    slider.send_keys(keys::END).unwrap();
    says(&page, SAID, "×1000 users: 2 B a day");
    says(&page, SAID, "Over 100 %: PostgreSQL");
    says(&page, DRAWN, "breaks first: ×19 users");
    let said = page.js(
        "return document.activeElement.getAttribute('aria-valuetext');",
        &[],
    );
    assert!(said.as_str().unwrap().contains("1000"), "{said}");
    slider.send_keys(keys::HOME).unwrap();
    says(&page, SAID, "×1 users: 2 M a day");
    page.go(Section::Capacity);
    assert_eq!(page.value("Daily active users"), "2M");
    page.no_errors();
}

#[test]
fn the_way_of_an_action_is_followed() {
    let page = pastebin();
    let action = page.js(
        "return document.querySelector('select[aria-label=\"Action that is followed\"]').options[1].text;",
        &[],
    );
    page.choose("Action that is followed", action.as_str().unwrap());
    says(&page, SAID, "p99");
    says(&page, SAID, "availability");
    page.until("the table of its steps", |page| {
        let rows = "return document.querySelectorAll('[aria-label=\"Steps of the action\"] tbody tr').length;";
        Ok(page.try_js(rows, &[])?.as_u64() > Some(2))
    });
    page.no_errors();
}
