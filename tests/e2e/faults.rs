//! Faults of the storage and of the program itself: each is said, and the design can be taken along. From a server and
//! from a disk alike.
//!
//! Of the faults that have a number elsewhere, these know no disk: R12, of the store alone (`tests/web/versions.rs`);
//! R16, R17 and R28, of the service worker, which a file cannot have (`offline.rs`); R20 to R22, of the core.

use serde_json::{Value, json};
use xtask::browser::SessionOptions;

use crate::page::{Blank, PATIENCE, Page};

hosted_and_from_disk! {
    r01_r27_a_full_disk_is_said_and_the_page_stays,
    r02_any_refusal_is_not_saved,
    what_fails_is_tried_again_less_and_less_often,
    r04_an_edit_in_a_hidden_tab_is_stored,
    r06_no_edit_during_load,
    r08_a_newer_file_stays_as_it_is,
    r09_a_read_that_fails_is_said,
    r10_a_database_that_vanishes_is_made_anew,
    r11_a_damaged_design_is_not_written_over,
    r18_a_dead_connection_is_opened_anew,
    r19_r25_a_program_that_stops_hands_over_the_design,
    a_program_that_stops_makes_no_database,
    storage_that_is_switched_off_is_said_at_once,
}

pub(crate) const USERS: &str = "Daily active users";
pub(crate) const TITLE: &str = "Title of the design";

/// Runs a change in the database: the body of a function over the object store `designs`.
pub(crate) fn database(page: &Page, change: &str) -> Value {
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
pub(crate) fn banner(page: &Page, wanted: &str) {
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

pub(crate) fn written(blank: Blank) -> Page {
    let page = blank(SessionOptions::default());
    page.visit(&page.capacity());
    page.enter(TITLE, "Pastebin");
    page.enter(USERS, "1M");
    page.saved();
    page
}

/// The text of the one file that was downloaded.
pub(crate) fn downloaded(page: &Page) -> String {
    let text = page.session.wait_for(PATIENCE, |_| {
        let files = std::fs::read_dir(page.downloads())?.flatten();
        let mut done =
            files.filter(|file| file.path().extension().is_some_and(|end| end == "json"));
        Ok(done
            .next()
            .map(|file| std::fs::read_to_string(file.path()).unwrap())
            // It is there before it is written.
            .filter(|text| !text.is_empty()))
    });
    text.unwrap()
}

/// R01, R27: a full disk is said and the page goes on; when there is room again, all is stored.
fn r01_r27_a_full_disk_is_said_and_the_page_stays(blank: Blank) {
    let page = blank(SessionOptions::default());
    let origin = page.url().trim_end_matches('/').to_owned();
    // Before the page has any room: the browser goes on for a while with what it found.
    page.cdp(
        "Storage.overrideQuotaForOrigin",
        &json!({ "origin": origin, "quotaSize": 1 }),
    );
    page.visit(&page.capacity());
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
fn r02_any_refusal_is_not_saved(blank: Blank) {
    for name in ["NS_ERROR_DOM_QUOTA_REACHED", "DataError", "NotFoundError"] {
        let page = written(blank);
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

/// However many keys have failed, one try comes by itself, and each waits twice as long as the one before.
fn what_fails_is_tried_again_less_and_less_often(blank: Blank) {
    let page = written(blank);
    page.js(
        "window.kept = IDBObjectStore.prototype.put;
        window.tries = [];
        IDBObjectStore.prototype.put = () => {
            tries.push(performance.now());
            throw new DOMException('disk', 'DataError');
        };",
        &[],
    );
    page.enter(USERS, "123456");
    page.js("window.tries = [];", &[]);
    page.until("three tries", |page| {
        let tries = page.try_js("return tries.length;", &[])?;
        Ok(tries.as_u64() >= Some(3))
    });
    let pauses = page.js("return [tries[1] - tries[0], tries[2] - tries[1]];", &[]);
    let (one, other) = (pauses[0].as_f64().unwrap(), pauses[1].as_f64().unwrap());
    assert!(one > 900.0 && other > 1.5 * one, "{pauses}");
    page.js("IDBObjectStore.prototype.put = window.kept;", &[]);
    page.saved();
}

/// R04: what is typed while the tab is out of sight is stored like anything else.
fn r04_an_edit_in_a_hidden_tab_is_stored(blank: Blank) {
    let page = written(blank);
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

/// R06: nothing can be typed until the stored design is there, so that neither meets the other.
fn r06_no_edit_during_load(blank: Blank) {
    let page = written(blank);
    // The database is there only when the page stands, and somebody could type.
    let slow = "const { addEventListener } = EventTarget.prototype;
        EventTarget.prototype.addEventListener = function (kind, call, ...others) {
            if (kind !== 'success' || !(this instanceof IDBOpenDBRequest)) return addEventListener.call(this, kind, call, ...others);
            addEventListener.call(this, kind, (event) => { const look = setInterval(() => {
                const title = document.querySelector('.title');
                if (!title || document.getElementById('shell')) return;
                clearInterval(look);
                window.opened_inert = document.querySelector('.app').inert && title.disabled;
                call(event);
            }, 1); });
        };";
    page.cdp(
        "Page.addScriptToEvaluateOnNewDocument",
        &json!({ "source": slow }),
    );
    page.reload();
    assert_eq!(page.js("return window.opened_inert;", &[]), true);
    assert_eq!(page.value(USERS), "1M");
}

/// R08: a design of a newer program is not shown, not written over, and can be taken along.
fn r08_a_newer_file_stays_as_it_is(blank: Blank) {
    let page = written(blank);
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
fn r09_a_read_that_fails_is_said(blank: Blank) {
    let page = written(blank);
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
fn r10_a_database_that_vanishes_is_made_anew(blank: Blank) {
    let page = written(blank);
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
fn r11_a_damaged_design_is_not_written_over(blank: Blank) {
    let page = written(blank);
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

/// R18: a connection that the browser has cut is opened anew.
fn r18_a_dead_connection_is_opened_anew(blank: Blank) {
    let page = written(blank);
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

/// The next element that the program makes fails, which nothing in it expects.
pub(crate) const BREAK: &str = "
const make = Document.prototype.createElement;
const clone = Node.prototype.cloneNode;
const fail = () => {
    Document.prototype.createElement = make;
    Node.prototype.cloneNode = clone;
    throw new DOMException('broken', 'NotSupportedError');
};
Document.prototype.createElement = Node.prototype.cloneNode = fail;
location.hash = '#/cost';";

/// R19, R25: after a panic nothing is saved any more, and everything that was typed can be taken along.
fn r19_r25_a_program_that_stops_hands_over_the_design(blank: Blank) {
    let page = written(blank);
    page.enter(USERS, "2M, typed last");
    page.js(BREAK, &[]);
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
    page.started();
    page.saved();
    page.visit(&page.capacity());
    assert_eq!(page.value(USERS), "2M, typed last");
}

/// What is shown when the program has stopped only reads: a database that it made would be one without a place for designs,
/// in which the program could never store anything again.
fn a_program_that_stops_makes_no_database(blank: Blank) {
    let page = blank(SessionOptions::default());
    page.visit(&page.capacity());
    delete_database(&page);
    page.js(BREAK, &[]);
    page.until("the only design", |page| {
        Ok(page.text().contains("Untitled design (was open)"))
    });
    let names = "const done = arguments[0];
        indexedDB.databases().then(all => done(all.map(each => each.name).filter(name => name === 'envelope')));";
    let made = page.session.execute_async(names, &[]).unwrap();
    assert_eq!(made, json!([]));
    page.click("Load the page again");
    page.started();
    page.enter(TITLE, "Pastebin");
    page.saved();
}

/// Storage that is switched off is said before the first key, and the design can be taken along.
fn storage_that_is_switched_off_is_said_at_once(blank: Blank) {
    let page = blank(SessionOptions::default());
    let off = "for (const name of ['localStorage', 'sessionStorage', 'indexedDB'])
        Object.defineProperty(window, name, { get() { throw new DOMException('no', 'SecurityError'); } });
        Object.defineProperty(navigator, 'locks', { value: { request: async () => { throw new DOMException('no', 'SecurityError'); } } });";
    page.cdp(
        "Page.addScriptToEvaluateOnNewDocument",
        &json!({ "source": off }),
    );
    page.visit(&page.capacity());
    banner(&page, "does not let the page keep anything");
    page.enter(USERS, "2M");
    page.click("Download the design");
    assert!(downloaded(&page).contains("\"2M\""));
}
