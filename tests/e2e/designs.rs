//! Many designs: each kept by itself, found again, copied, renamed, thrown away and brought back.

use envelope::library::examples;
use envelope::model::Section;
use serde_json::json;
use xtask::browser::keys;

use crate::page::{Blank, Page, opened};

hosted_and_from_disk! {
    what_is_typed_while_another_is_opened_is_kept,
    two_that_want_it_stored_at_once_are_both_content,
}

/// The titles in the list, the newest first.
fn titles(page: &Page) -> Vec<String> {
    let script = "return [...document.querySelectorAll('.kept h2')].filter(shown).map(e => clean(e.textContent));";
    serde_json::from_value(page.js(script, &[])).unwrap()
}

#[track_caller]
fn expect_titles(page: &Page, wanted: &[&str]) {
    let mut seen = Vec::new();
    let held = page.session.wait_until(crate::page::PATIENCE, |_| {
        seen = titles(page);
        Ok(seen == wanted)
    });
    assert!(held.is_ok(), "{wanted:?} should be kept, there is {seen:?}");
}

/// Starts a design with this title and this many users.
fn start(page: &Page, title: &str, users: &str) {
    page.click("New design");
    page.until("a new design", |page| {
        Ok(page.value("Title of the design").is_empty())
    });
    page.enter("Title of the design", title);
    page.go(Section::Capacity);
    page.enter("Daily active users", users);
}

#[test]
fn each_design_is_kept_by_itself() {
    let page = Page::open();
    page.enter("Title of the design", "First");
    page.go(Section::Capacity);
    page.enter("Daily active users", "1M");
    start(&page, "Second", "2M");
    // A new design has nothing of the one before, nor its steps.
    page.until("nothing to redo", |page| {
        Ok(!page.button("Redo").is_enabled()?)
    });
    start(&page, "Third", "3M");
    page.designs();
    expect_titles(&page, &["Third", "Second", "First"]);
    page.click("First");
    page.until("the first", |page| {
        Ok(page.value("Title of the design") == "First")
    });
    // Its own steps are there again, but nothing that could be done again.
    page.until("its steps", |page| page.button("Undo").is_enabled());
    assert!(!page.button("Redo").is_enabled().unwrap());
    page.go(Section::Capacity);
    assert_eq!(page.value("Daily active users"), "1M");
    // Typed and left at once: nobody waits for a save.
    page.enter("Daily active users", "4M");
    page.designs();
    page.click("Second");
    page.until("the second", |page| {
        Ok(page.value("Title of the design") == "Second")
    });
    page.reload();
    page.go(Section::Capacity);
    assert_eq!(page.value("Title of the design"), "Second");
    assert_eq!(page.value("Daily active users"), "2M");
    page.designs();
    // What was only looked at is no newer than it was.
    expect_titles(&page, &["First", "Third", "Second"]);
    page.click("First");
    page.until("the first", |page| {
        Ok(page.value("Title of the design") == "First")
    });
    page.go(Section::Capacity);
    page.until("the last key", |page| {
        Ok(page.value("Daily active users") == "4M")
    });
    page.no_errors();
}

#[test]
fn designs_are_renamed_copied_thrown_away_and_brought_back() {
    let page = Page::open();
    page.fill_with(&examples::PASTEBIN);
    start(&page, "Mine", "1M");
    page.designs();
    expect_titles(&page, &["Mine", "Pastebin"]);
    let card = "return clean([...document.querySelectorAll('.kept')].find(e => e.textContent.includes(arguments[0])).querySelector('dl').textContent);";
    let numbers = page.js(card, &[json!("Pastebin")]);
    assert!(numbers.as_str().unwrap().contains("220 /s"), "{numbers}");
    page.click("Duplicate Pastebin");
    expect_titles(&page, &["Pastebin (copy)", "Mine", "Pastebin"]);
    page.click("Rename Pastebin (copy)");
    page.expect_focus("New title");
    page.session.press(&[keys::CONTROL, "a"]).unwrap();
    page.session.type_text("Snippets").unwrap();
    page.session.press(&[keys::ENTER]).unwrap();
    expect_titles(&page, &["Snippets", "Mine", "Pastebin"]);
    // The one on the page as well.
    page.click("Delete Mine");
    expect_titles(&page, &["Snippets", "Pastebin"]);
    page.until("another design", |page| {
        Ok(page.value("Title of the design") == "Snippets")
    });
    page.click("Delete Pastebin");
    expect_titles(&page, &["Snippets"]);
    page.reload();
    page.designs();
    expect_titles(&page, &["Snippets"]);
    page.click("Bring back Mine");
    expect_titles(&page, &["Snippets", "Mine"]);
    page.enter("Search the designs", "snip");
    expect_titles(&page, &["Snippets"]);
    page.enter("Search the designs", "");
    page.click("Mine");
    page.go(Section::Capacity);
    page.until("what was brought back", |page| {
        Ok(page.value("Daily active users") == "1M")
    });
    page.no_errors();
}

/// A small picture that comes late is drawn of what was; the list says what was saved meanwhile.
#[test]
fn a_late_picture_changes_nothing_that_the_list_says() {
    let page = Page::open();
    page.fill_with(&examples::PASTEBIN);
    page.saved();
    // The worker hears of it when this test says so.
    page.js(
        "const post = Worker.prototype.postMessage;
        window.held = [];
        Worker.prototype.postMessage = function (...all) { window.held.push(() => post.apply(this, all)); };
        window.letGo = () => {
            Worker.prototype.postMessage = post;
            window.held.splice(0).forEach(send => send());
        };",
        &[],
    );
    page.designs();
    page.until("a picture that is asked for", |page| {
        Ok(page.try_js("return window.held.length > 0;", &[])? == true)
    });
    page.go(Section::Requirements);
    page.enter("Title of the design", "After");
    page.saved();
    page.js("window.letGo();", &[]);
    page.designs();
    page.until("the picture", |page| {
        Ok(page.try_js(
            "return !!document.querySelector('.kept .miniature svg');",
            &[],
        )? == true)
    });
    expect_titles(&page, &["After"]);
    page.no_errors();
}

/// The list wants what was typed last to be stored, and so does the design that is to be opened: of two saves at once
/// the later one counts, and nobody is told to try again.
fn two_that_want_it_stored_at_once_are_both_content(blank: Blank) {
    let page = opened(blank);
    start(&page, "Other", "2M");
    start(&page, "Mine", "1M");
    page.saved();
    page.designs();
    expect_titles(&page, &["Mine", "Other"]);
    page.js(
        "const typed = [...document.querySelectorAll('input')].find(e => named(e) === 'Title of the design');
        typed.value = 'Mine, typed last';
        typed.dispatchEvent(new Event('input', { bubbles: true }));
        const open = [...document.querySelectorAll('.kept button')].find(e => named(e) === 'Other');
        open.click();
        open.click();",
        &[],
    );
    page.until("the other", |page| {
        Ok(page.value("Title of the design") == "Other")
    });
    assert!(!page.text().contains("Try again"), "{}", page.text());
    page.designs();
    expect_titles(&page, &["Mine, typed last", "Other"]);
    page.no_errors();
}

/// What is typed while another design is being read belongs to the one that is still on the page.
fn what_is_typed_while_another_is_opened_is_kept(blank: Blank) {
    let page = opened(blank);
    page.enter("Title of the design", "Pastebin");
    page.saved();
    page.click("New design");
    page.enter("Title of the design", "Chat");
    page.saved();
    page.designs();
    page.js(
        "const get = IDBObjectStore.prototype.get;
        let reads = 0;
        IDBObjectStore.prototype.get = function (name) {
            if (name === 'current' && ++reads === 2) queueMicrotask(() => {
                const title = [...document.querySelectorAll('input')].find(e => named(e) === 'Title of the design');
                title.value = 'Chat, typed meanwhile';
                title.dispatchEvent(new Event('input', { bubbles: true }));
            });
            return get.call(this, name);
        };",
        &[],
    );
    page.click("Pastebin");
    // Either the other one is not opened yet, or what was typed has been stored before.
    page.until("what was typed", |page| {
        Ok(page.text().contains("Chat, typed meanwhile")
            || page.value("Title of the design") == "Pastebin")
    });
    page.saved();
    page.designs();
    expect_titles(&page, &["Chat, typed meanwhile", "Pastebin"]);
    page.no_errors();
}
