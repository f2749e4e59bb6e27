//! Several tabs with one design: one writes, the others follow, and none writes over another's work.

use envelope::model::Section;
use serde_json::json;
use xtask::browser::SessionOptions;

use crate::page::{Blank, PATIENCE, Page};

hosted_and_from_disk! {
    a_second_tab_follows_live_and_takes_over,
    a_writer_that_closes_hands_over,
    a_frozen_writer_is_robbed_and_loses_nothing,
    r03_r24_a_stale_tab_makes_a_conflict_copy,
    r07_a_database_of_a_newer_program_is_only_read,
    each_tab_may_have_a_design_of_its_own,
}

const USERS: &str = "Daily active users";
const TITLE: &str = "Title of the design";
const FOLLOWS: &str = "Open in another tab – this one follows.";

/// A browser in which tabs hear nothing of each other, as an insecure address or a frozen tab has it.
pub(crate) const DEAF: &str = "Object.defineProperty(navigator, 'locks', { value: undefined });
delete globalThis.BroadcastChannel;";

/// A tab that is in sight all the time, beside the other, and so never looks again at what is stored.
pub(crate) const BESIDE: &str = "for (const name of ['visibilitychange', 'pagehide', 'pageshow'])
    addEventListener(name, (event) => event.stopImmediatePropagation(), true);";

/// Opens the page in another tab and goes there; this one's handle, then that one's.
pub(crate) fn second(page: &Page, script: &str) -> [String; 2] {
    let first = page.session.tabs().unwrap().remove(0);
    let tab = page.session.new_tab().unwrap();
    to(page, &tab);
    prepare(page, script);
    page.visit(&page.capacity());
    [first, tab]
}

pub(crate) fn prepare(page: &Page, script: &str) {
    let source = json!({ "source": script });
    page.cdp("Page.addScriptToEvaluateOnNewDocument", &source);
}

pub(crate) fn to(page: &Page, tab: &str) {
    page.session.switch_to(tab).unwrap();
    page.session.resize(1280, 800).unwrap();
}

#[track_caller]
fn banner(page: &Page, wanted: &str) {
    let mut seen = String::new();
    let script = "return [...document.querySelectorAll('.banner span')].filter(shown).map(e => clean(e.textContent)).join();";
    let held = page.session.wait_until(PATIENCE, |_| {
        let said = page.try_js(script, &[])?;
        said.as_str().unwrap_or_default().clone_into(&mut seen);
        Ok(seen.contains(wanted) && seen.is_empty() == wanted.is_empty())
    });
    assert!(
        held.is_ok(),
        "the page should say {wanted:?}, says {seen:?}"
    );
}

#[track_caller]
pub(crate) fn until_value(page: &Page, name: &str, wanted: &str) {
    page.until(&format!("{name} to be {wanted:?}"), |page| {
        let script = "const [name] = arguments; return [...document.querySelectorAll('input, textarea')].find(e => named(e) === name)?.value ?? null;";
        Ok(page.try_js(script, &[name.into()])? == wanted)
    });
}

fn editable(page: &Page) -> bool {
    page.js("return !document.querySelector('fieldset:disabled');", &[]) == true
}

/// A page on the section of capacity with one entry, which is stored.
fn written(blank: Blank, script: &str) -> Page {
    let page = blank(SessionOptions::default());
    prepare(&page, script);
    page.visit(&page.capacity());
    page.enter(TITLE, "Pastebin");
    page.enter(USERS, "1M");
    page.saved();
    page
}

fn a_second_tab_follows_live_and_takes_over(blank: Blank) {
    let page = written(blank, "");
    banner(&page, "");
    let [first, tab] = second(&page, "");
    banner(&page, FOLLOWS);
    until_value(&page, USERS, "1M");
    assert!(!editable(&page));
    to(&page, &first);
    page.enter(USERS, "2M");
    page.saved();
    to(&page, &tab);
    until_value(&page, USERS, "2M");
    page.click("Take over");
    banner(&page, "");
    page.until("the form to open", |page| Ok(editable(page)));
    page.enter(USERS, "3M");
    page.saved();
    to(&page, &first);
    banner(&page, FOLLOWS);
    until_value(&page, USERS, "3M");
    assert!(!editable(&page));
    // And back again.
    page.click("Take over");
    page.until("the form to open", |page| Ok(editable(page)));
    page.enter(USERS, "4M");
    page.saved();
    to(&page, &tab);
    until_value(&page, USERS, "4M");
    page.no_errors();
}

fn a_writer_that_closes_hands_over(blank: Blank) {
    let page = written(blank, "");
    let [first, tab] = second(&page, "");
    banner(&page, FOLLOWS);
    to(&page, &first);
    page.enter(USERS, "2M");
    // At once: nobody waits for a save.
    page.session.close_tab().unwrap();
    to(&page, &tab);
    banner(&page, "");
    page.until("the form to open", |page| Ok(editable(page)));
    until_value(&page, USERS, "2M");
    page.enter(USERS, "3M");
    page.saved();
    page.no_errors();
}

/// A writer that does not answer is robbed; what it typed since is a design of its own.
fn a_frozen_writer_is_robbed_and_loses_nothing(blank: Blank) {
    let deaf_to_letters = "BroadcastChannel.prototype.postMessage = () => {};";
    let page = written(blank, deaf_to_letters);
    let [first, tab] = second(&page, deaf_to_letters);
    banner(&page, FOLLOWS);
    to(&page, &first);
    // From now on nothing is stored here, though it is typed.
    page.js(
        "window.kept = IDBDatabase.prototype.transaction;
        IDBDatabase.prototype.transaction = () => { throw new DOMException('no', 'QuotaExceededError'); };",
        &[],
    );
    page.enter(USERS, "2M");
    banner(&page, "no room");
    to(&page, &tab);
    page.click("Take over");
    page.until("the form to open", |page| Ok(editable(page)));
    page.enter(TITLE, "Mine");
    page.saved();
    to(&page, &first);
    page.js("IDBDatabase.prototype.transaction = window.kept;", &[]);
    until_value(&page, TITLE, "Pastebin (conflict copy)");
    until_value(&page, USERS, "2M");
    page.saved();
    to(&page, &tab);
    until_value(&page, TITLE, "Mine");
}

/// R03, R24: a tab that has slept for days does not write over newer work, whatever its clock says.
fn r03_r24_a_stale_tab_makes_a_conflict_copy(blank: Blank) {
    let page = written(blank, DEAF);
    let ahead = format!("{DEAF} {BESIDE} Date.now = () => 4e12;");
    let [first, tab] = second(&page, &ahead);
    until_value(&page, USERS, "1M");
    to(&page, &first);
    page.enter(USERS, "2M");
    page.saved();
    to(&page, &tab);
    until_value(&page, USERS, "1M");
    page.enter("Peak factor", "7x");
    until_value(&page, TITLE, "Pastebin (conflict copy)");
    page.saved();
    // Both are there, each with what was typed into it.
    page.reload();
    until_value(&page, TITLE, "Pastebin (conflict copy)");
    until_value(&page, "Peak factor", "7x");
    until_value(&page, USERS, "1M");
    to(&page, &first);
    page.reload();
    until_value(&page, TITLE, "Pastebin");
    until_value(&page, USERS, "2M");
    until_value(&page, "Peak factor", "");
    page.designs();
    let titles = page.js(
        "return [...document.querySelectorAll('.kept h2')].map(e => clean(e.textContent)).sort();",
        &[],
    );
    assert_eq!(titles, json!(["Pastebin", "Pastebin (conflict copy)"]));
    page.no_errors();
}

/// R07: a newer program has changed the database; this one reads it and writes nothing.
fn r07_a_database_of_a_newer_program_is_only_read(blank: Blank) {
    let page = written(blank, "");
    let upgrade = "const done = arguments[arguments.length - 1];
        const request = indexedDB.open('envelope', 9);
        request.onsuccess = () => { request.result.close(); done(true); };
        request.onerror = request.onblocked = () => done(false);";
    assert_eq!(page.session.execute_async(upgrade, &[]).unwrap(), true);
    page.enter(USERS, "2M");
    banner(&page, "newer version");
    assert!(page.sees("Download the design") && page.sees("Copy the design"));
    assert_eq!(page.value(USERS), "2M");
    page.reload();
    banner(&page, "newer version");
    assert!(!editable(&page));
    assert_eq!(page.value(TITLE), "Pastebin");
}

fn each_tab_may_have_a_design_of_its_own(blank: Blank) {
    let page = written(blank, "");
    let [first, tab] = second(&page, "");
    banner(&page, FOLLOWS);
    page.click("New design");
    until_value(&page, TITLE, "");
    banner(&page, "");
    page.go(Section::Capacity);
    page.enter(USERS, "7M");
    page.saved();
    to(&page, &first);
    page.enter(USERS, "5M");
    page.saved();
    to(&page, &tab);
    assert_eq!(page.value(USERS), "7M");
    page.designs();
    page.click("Pastebin");
    until_value(&page, TITLE, "Pastebin");
    banner(&page, FOLLOWS);
    page.go(Section::Capacity);
    until_value(&page, USERS, "5M");
    page.no_errors();
}
