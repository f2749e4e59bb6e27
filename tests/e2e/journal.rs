//! The journal: what it and the store have kept of the last keys, and of which design. From a server and from a disk
//! alike.

use serde_json::json;

use crate::faults::{TITLE, USERS, written};
use crate::page::{Blank, Page};
use crate::tabs::{BESIDE, DEAF, prepare, second, to, until_value};

hosted_and_from_disk! {
    r05_the_tail_of_typing_is_kept,
    r05_a_page_that_is_left_is_stored_at_once,
    r05_a_page_that_crashes_has_kept_every_key,
    a_journal_that_is_full_is_said_and_the_store_goes_on,
    r14_a_journal_belongs_to_its_design,
    r14_what_is_typed_into_one_design_is_offered_to_no_other,
    a_fork_that_has_no_journal_keeps_the_one_before,
}

/// Nothing can be stored, as on a full disk.
const NO_STORE: &str = "IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError'); };";

/// R05: the last keys before a tab is closed.
fn r05_the_tail_of_typing_is_kept(blank: Blank) {
    let page = written(blank);
    let first = page.session.tabs().unwrap().remove(0);
    let spare = page.session.new_tab().unwrap();
    page.session.switch_to(&first).unwrap();
    page.js(NO_STORE, &[]);
    page.enter(USERS, "123456789");
    page.session.close_tab().unwrap();
    to(&page, &spare);
    page.visit(&page.capacity());
    assert_eq!(page.value(USERS), "123456789");
}

/// R05: a save that waits for the next frame waits no longer when the page is left: there may be no other frame.
fn r05_a_page_that_is_left_is_stored_at_once(blank: Blank) {
    let page = written(blank);
    page.js(
        "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };
        window.setTimeout = () => 0;",
        &[],
    );
    page.enter(USERS, "2M");
    assert!(!page.stored("current").contains("\"2M\""));
    page.js("dispatchEvent(new Event('pagehide'));", &[]);
    page.saved();
    assert!(page.stored("current").contains("\"2M\""));
}

/// R05: a page that crashes says good-bye to nobody.
fn r05_a_page_that_crashes_has_kept_every_key(blank: Blank) {
    let page = written(blank);
    let spare = page.session.new_tab().unwrap();
    let first = page.session.tabs().unwrap().remove(0);
    page.session.switch_to(&first).unwrap();
    page.js(NO_STORE, &[]);
    page.enter(USERS, "123456789");
    // It answers that the tab has crashed, which is what was asked for.
    assert!(page.session.cdp("Page.crash", &json!({})).is_err());
    to(&page, &spare);
    page.visit(&page.capacity());
    assert_eq!(page.value(USERS), "123456789");
}

/// Without a journal a crash may take the last keys. Nobody sees that of a page that says *Saved*.
fn a_journal_that_is_full_is_said_and_the_store_goes_on(blank: Blank) {
    let page = written(blank);
    page.js(
        "let text = '';
        for (let more = 'x'.repeat(1 << 22); more; more = more.slice(more.length >> 1 || 1)) {
            try { while (true) { localStorage.setItem('full', text + more); text += more; } } catch {}
        }",
        &[],
    );
    page.enter(USERS, "2M");
    page.until("the notice", |page| {
        Ok(page.notice().contains("no room for a journal"))
    });
    page.saved();
    let banner = "return document.querySelector('.banner').hidden;";
    assert_eq!(page.js(banner, &[]), true);
    page.reload();
    assert_eq!(page.value(USERS), "2M");
    // With room again there is nothing to say.
    page.js("localStorage.removeItem('full');", &[]);
    page.enter(USERS, "3M");
    page.saved();
    assert_eq!(page.notice(), "");
}

/// R14: what was typed into one design is never offered to another.
fn r14_a_journal_belongs_to_its_design(blank: Blank) {
    let page = written(blank);
    // It would go on from what is stored here, were it of this design.
    let stored = page.stored("current");
    let base = stored.split([':', ',']).nth(1).unwrap();
    page.js(
        "localStorage.setItem('envelope:edits:other@5', `base ${arguments[0]}\\n99999999999 capacity.dau 0 9M\\n`);",
        &[json!(base)],
    );
    page.reload();
    page.saved();
    assert_eq!(page.value(USERS), "1M");
    page.js(
        "localStorage.setItem('envelope:edits@5', localStorage.getItem('envelope:edits:other@5'));",
        &[],
    );
    page.reload();
    until_value(&page, USERS, "9M");
}

/// R14: as it comes about. The next visit begins with another design than the one that the journal is of.
fn r14_what_is_typed_into_one_design_is_offered_to_no_other(blank: Blank) {
    let page = written(blank);
    page.click("New design");
    page.enter(TITLE, "Chat");
    page.saved();
    page.visit(&page.capacity());
    page.js(NO_STORE, &[]);
    page.enter(USERS, "9M");
    page.js(
        "for (const storage of [sessionStorage, localStorage]) storage.setItem('envelope:open', 'current');",
        &[],
    );
    page.reload();
    until_value(&page, TITLE, "Pastebin");
    assert_eq!(page.value(USERS), "1M");
    page.saved();
    page.designs();
    assert_eq!(titles(&page), json!(["Chat", "Pastebin"]));
    page.settle();
    page.click("Chat");
    until_value(&page, TITLE, "Chat");
    page.visit(&page.capacity());
    until_value(&page, USERS, "9M");
}

/// Work that met newer work goes on as a design of its own. Where nothing can be written of that, neither into the
/// store nor into the journal, the journal of the design before is all there is.
fn a_fork_that_has_no_journal_keeps_the_one_before(blank: Blank) {
    let page = written(blank);
    // The first tab wrote without a lock; from now on no tab hears of another.
    prepare(&page, DEAF);
    page.reload();
    let [first, tab] = second(&page, &format!("{DEAF} {BESIDE}"));
    until_value(&page, USERS, "1M");
    to(&page, &first);
    page.enter(USERS, "2M");
    page.saved();
    to(&page, &tab);
    page.js(
        "const { setItem } = Storage.prototype, { put } = IDBObjectStore.prototype;
        const full = () => { throw new DOMException('full', 'QuotaExceededError'); };
        Storage.prototype.setItem = function (key, text) {
            return /^envelope:(journal|edits):/.test(key) ? full() : setItem.call(this, key, text);
        };
        IDBObjectStore.prototype.put = function (text, name) {
            return /^((about|history):)?current$/.test(name) ? put.call(this, text, name) : full();
        };",
        &[],
    );
    page.enter("Peak factor", "7x");
    until_value(&page, TITLE, "Pastebin (conflict copy)");
    page.session.close_tab().unwrap();
    // Whoever opens the design next takes in what was left.
    to(&page, &first);
    page.js("sessionStorage.setItem('envelope:open', 'current');", &[]);
    page.reload();
    until_value(&page, TITLE, "Pastebin");
    assert_eq!(page.value(USERS), "2M");
    page.saved();
    page.designs();
    assert_eq!(
        titles(&page),
        json!(["Pastebin", "Pastebin (conflict copy)"])
    );
    page.settle();
    page.click("Pastebin (conflict copy)");
    until_value(&page, TITLE, "Pastebin (conflict copy)");
    page.visit(&page.capacity());
    until_value(&page, "Peak factor", "7x");
}

fn titles(page: &Page) -> serde_json::Value {
    page.js(
        "return [...document.querySelectorAll('.kept h2')].map(e => clean(e.textContent)).sort();",
        &[],
    )
}
