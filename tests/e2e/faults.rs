//! Faults of the storage and of the program itself: each is said, and the design can be taken along.

use serde_json::{Value, json};
use xtask::browser::SessionOptions;

use crate::page::{PATIENCE, Page};

const USERS: &str = "Daily active users";
const TITLE: &str = "Title of the design";

/// Runs a change in the database: the body of a function over the object store `designs`.
fn database(page: &Page, change: &str) -> Value {
    let script = format!(
        "const done = arguments[arguments.length - 1];
        const request = indexedDB.open('envelope');
        request.onsuccess = () => {{
            const change = request.result.transaction('designs', 'readwrite');
            const designs = change.objectStore('designs');
            const found = (() => {{ {change} }})();
            change.oncomplete = () => {{ request.result.close(); done(found?.result ?? null); }};
        }};"
    );
    page.session.execute_async(&script, &[]).unwrap()
}

fn delete_database(page: &Page) {
    let script = "const done = arguments[arguments.length - 1];
        const request = indexedDB.deleteDatabase('envelope');
        request.onsuccess = () => done(true);";
    assert_eq!(page.session.execute_async(script, &[]).unwrap(), true);
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

fn written() -> Page {
    let page = Page::blank();
    page.visit(&format!("{}#/capacity", page.url()));
    page.enter(TITLE, "Pastebin");
    page.enter(USERS, "1M");
    page.saved();
    page
}

/// The text of the one file that was downloaded.
fn downloaded(page: &Page) -> String {
    let text = page.session.wait_for(PATIENCE, |_| {
        let files = std::fs::read_dir(page.downloads())?.flatten();
        let mut done =
            files.filter(|file| file.path().extension().is_some_and(|end| end == "json"));
        Ok(done
            .next()
            .map(|file| std::fs::read_to_string(file.path()).unwrap()))
    });
    text.unwrap()
}

/// R01, R27: a full disk is said and the page goes on; when there is room again, all is stored.
#[test]
fn r01_r27_a_full_disk_is_said_and_the_page_stays() {
    let page = Page::blank();
    let origin = page.url().trim_end_matches('/').to_owned();
    // Before the page has any room: the browser goes on for a while with what it found.
    page.cdp(
        "Storage.overrideQuotaForOrigin",
        &json!({ "origin": origin, "quotaSize": 1 }),
    );
    page.visit(&format!("{}#/capacity", page.url()));
    page.js("window.same = true;", &[]);
    page.enter(TITLE, "Pastebin");
    page.enter(USERS, "2M");
    banner(&page, "no room");
    page.click("Download the design");
    assert!(downloaded(&page).contains("\"2M\""));
    page.enter(USERS, "3M");
    assert_eq!(page.js("return window.same;", &[]), true);
    page.cdp(
        "Storage.overrideQuotaForOrigin",
        &json!({ "origin": origin }),
    );
    page.saved();
    banner(&page, "");
    page.reload();
    assert_eq!(page.value(USERS), "3M");
}

/// R02: by whatever name a browser calls it, and whatever it throws.
#[test]
fn r02_any_refusal_is_not_saved() {
    for name in ["NS_ERROR_DOM_QUOTA_REACHED", "DataError", "NotFoundError"] {
        let page = written();
        let broken = "window.kept = IDBObjectStore.prototype.put;
            IDBObjectStore.prototype.put = () => { throw new DOMException('full', arguments[0]); };";
        page.js(&broken.replace("arguments[0]", &format!("'{name}'")), &[]);
        page.enter(USERS, "2M");
        page.until("Not saved", |page| {
            let status = page.try_js(
                "return clean(document.querySelector('.status').textContent);",
                &[],
            )?;
            Ok(status == "Not saved")
        });
        // The journal has it all the same.
        page.reload();
        assert_eq!(page.value(USERS), "2M");
        page.saved();
    }
}

/// R04: what is typed while the tab is out of sight is stored like anything else.
#[test]
fn r04_an_edit_in_a_hidden_tab_is_stored() {
    let page = written();
    page.js(
        "Object.defineProperty(document, 'hidden', { get: () => true });
        dispatchEvent(new Event('visibilitychange'));",
        &[],
    );
    page.enter(USERS, "2M");
    page.saved();
    let stored = database(&page, "return designs.get('current');");
    assert!(stored.as_str().unwrap().contains("\"2M\""));
}

/// R05: the last keys before a tab is closed.
#[test]
fn r05_the_tail_of_typing_is_kept() {
    let page = written();
    let first = page.session.tabs().unwrap().remove(0);
    let spare = page.session.new_tab().unwrap();
    page.session.switch_to(&first).unwrap();
    page.enter(USERS, "123456789");
    page.session.close_tab().unwrap();
    page.session.switch_to(&spare).unwrap();
    page.session.resize(1280, 800).unwrap();
    page.visit(&format!("{}#/capacity", page.url()));
    assert_eq!(page.value(USERS), "123456789");
}

/// R06: nothing can be typed until the stored design is there, so that neither meets the other.
#[test]
fn r06_no_edit_during_load() {
    let page = written();
    let slow = "const get = IDBObjectStore.prototype.get;
        IDBObjectStore.prototype.get = function (...all) {
            const until = performance.now() + 700;
            const request = get.apply(this, all);
            while (performance.now() < until);
            return request;
        };
        addEventListener('DOMContentLoaded', () => { const look = setInterval(() => {
            const app = document.querySelector('.app');
            if (!app) return;
            clearInterval(look);
            window.opened_inert = app.inert;
        }, 1); });";
    page.cdp(
        "Page.addScriptToEvaluateOnNewDocument",
        &json!({ "source": slow }),
    );
    page.reload();
    assert_eq!(page.js("return window.opened_inert;", &[]), true);
    assert_eq!(page.value(USERS), "1M");
}

/// R08: a design of a newer program is not shown, not written over, and can be taken along.
#[test]
fn r08_a_newer_file_stays_as_it_is() {
    let page = written();
    let newer =
        "{\"revision\":5,\"document\":{\"format\":99,\"title\":\"From the future\",\"new\":[1]}}";
    database(&page, &format!("designs.put('{newer}', 'current');"));
    page.reload();
    banner(&page, "newer Envelope");
    assert_eq!(
        page.js("return !!document.querySelector('fieldset:disabled');", &[]),
        true
    );
    page.click("Download the design");
    assert!(downloaded(&page).contains("From the future"));
    page.click("New design");
    page.enter(TITLE, "Another");
    page.saved();
    assert_eq!(database(&page, "return designs.get('current');"), newer);
}

/// R09: what cannot be read is said, and no reload is promised that never comes.
#[test]
fn r09_a_read_that_fails_is_said() {
    let page = written();
    let broken =
        "IDBObjectStore.prototype.get = () => { throw new DOMException('disk', 'DataError'); };";
    page.cdp(
        "Page.addScriptToEvaluateOnNewDocument",
        &json!({ "source": broken }),
    );
    page.session.reload().unwrap();
    banner(&page, "could not");
    assert!(page.sees("Download the design"));
}

/// R10: the database vanishes under the page: the design is stored anew, whole.
#[test]
fn r10_a_database_that_vanishes_is_made_anew() {
    let page = written();
    delete_database(&page);
    page.enter(USERS, "2M");
    page.saved();
    page.reload();
    assert_eq!(page.value(TITLE), "Pastebin");
    assert_eq!(page.value(USERS), "2M");
    // All of it, while nobody looks: that is said.
    page.saved();
    delete_database(&page);
    page.reload();
    banner(&page, "removed by the browser");
    page.enter(TITLE, "Anew");
    page.saved();
    banner(&page, "");
}

/// R11: a damaged text is left alone by every later save.
#[test]
fn r11_a_damaged_design_is_not_written_over() {
    let page = written();
    let damaged = "{\"revision\":7,\"document\":{\"title\":\"Half";
    database(&page, &format!("designs.put('{damaged}', 'current');"));
    page.reload();
    banner(&page, "damaged");
    page.click("Download the design");
    assert_eq!(downloaded(&page), damaged);
    page.click("New design");
    page.enter(TITLE, "Another");
    page.saved();
    page.reload();
    assert_eq!(page.value(TITLE), "Another");
    assert_eq!(database(&page, "return designs.get('current');"), damaged);
}

/// R14: what was typed into one design is never offered to another.
#[test]
fn r14_a_journal_belongs_to_its_design() {
    let page = written();
    page.js(
        "localStorage.setItem('envelope:edits:other@5', 'base 1\\n99999999999 capacity.dau 0 9M\\n');",
        &[],
    );
    page.reload();
    assert_eq!(page.value(USERS), "1M");
}

/// R18: a connection that the browser has cut is opened anew.
#[test]
fn r18_a_dead_connection_is_opened_anew() {
    let page = written();
    page.js(
        "const begin = IDBDatabase.prototype.transaction;
        IDBDatabase.prototype.transaction = function (...all) {
            IDBDatabase.prototype.transaction = begin;
            this.close();
            return begin.apply(this, all);
        };",
        &[],
    );
    page.enter(USERS, "2M");
    page.saved();
    page.reload();
    assert_eq!(page.value(USERS), "2M");
}

/// R19, R25: after a panic nothing is saved any more, and everything that was typed can be taken along.
#[test]
fn r19_r25_a_program_that_stops_hands_over_the_design() {
    let page = written();
    page.enter(USERS, "2M, typed last");
    // The next element that the program makes fails, which nothing in it expects.
    page.js(
        "const make = Document.prototype.createElement;
        const clone = Node.prototype.cloneNode;
        const fail = () => {
            Document.prototype.createElement = make;
            Node.prototype.cloneNode = clone;
            throw new DOMException('broken', 'NotSupportedError');
        };
        Document.prototype.createElement = Node.prototype.cloneNode = fail;
        location.hash = '#/cost';",
        &[],
    );
    page.until("the screen of a program that has stopped", |page| {
        Ok(page.try_js(
            "return clean(document.querySelector('h1')?.textContent);",
            &[],
        )? == "The program has stopped")
    });
    assert!(
        page.value("Design as JSON, Pastebin")
            .contains("2M, typed last")
    );
    page.click("Download Pastebin");
    let document = envelope::text::json::from_json(&downloaded(&page)).unwrap();
    assert_eq!(document.capacity.dau, "2M, typed last");
    let writes = page.js(
        "try { localStorage.setItem('x', '1'); return true; } catch { return false; }",
        &[],
    );
    assert_eq!(writes, false, "it saves nothing any more");
    page.click("Load the page again");
    page.until("the page", |page| {
        Ok(page.try_js("return !!document.querySelector('.status');", &[])? == true)
    });
    page.saved();
    page.visit(&format!("{}#/capacity", page.url()));
    assert_eq!(page.value(USERS), "2M, typed last");
}

/// Storage that is switched off is said before the first key, and the design can be taken along.
#[test]
fn storage_that_is_switched_off_is_said_at_once() {
    let page = Page::blank_with(SessionOptions::default());
    let off = "for (const name of ['localStorage', 'sessionStorage', 'indexedDB'])
        Object.defineProperty(window, name, { get() { throw new DOMException('no', 'SecurityError'); } });
        Object.defineProperty(navigator, 'locks', { value: { request: async () => { throw new DOMException('no', 'SecurityError'); } } });";
    page.cdp(
        "Page.addScriptToEvaluateOnNewDocument",
        &json!({ "source": off }),
    );
    page.visit(&format!("{}#/capacity", page.url()));
    banner(&page, "does not let the page keep anything");
    page.enter(USERS, "2M");
    page.click("Download the design");
    assert!(downloaded(&page).contains("\"2M\""));
}
