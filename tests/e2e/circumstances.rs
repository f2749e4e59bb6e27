//! What a browser has been told to do, and what it does by itself: a private window, storage that is switched off, a page
//! that comes back, room that is short, days that go by. From a server and from a disk alike.

use serde_json::json;
use xtask::browser::SessionOptions;
use xtask::scratch::Folder;

use crate::faults::{TITLE, USERS, banner, database, downloaded, written};
use crate::page::{Blank, opened};
use crate::tabs::until_value;

hosted_and_from_disk! {
    a_private_window_keeps_a_design_as_long_as_it_is_open,
    storage_that_the_browser_refuses_is_said_at_once,
    a_page_that_comes_back_looks_at_what_is_stored,
    old_versions_make_room,
    a_store_that_answers_late_is_used_after_all,
    what_was_thrown_away_is_there_for_thirty_days,
    a_clipboard_that_refuses_is_said,
    a_program_without_room_hands_over_the_design,
    a_browser_that_runs_no_program_says_so,
}

fn a_private_window_keeps_a_design_as_long_as_it_is_open(blank: Blank) {
    let page = blank(SessionOptions {
        extra_args: vec!["--incognito".to_owned()],
        ..SessionOptions::default()
    });
    page.visit(&page.capacity());
    page.enter(TITLE, "Pastebin");
    page.enter(USERS, "1M");
    page.saved();
    banner(&page, "");
    page.reload();
    assert_eq!(page.value(USERS), "1M");
    page.no_errors();
}

/// As somebody has it who lets no site keep anything: the browser's own setting, and whatever it does then.
fn storage_that_the_browser_refuses_is_said_at_once(blank: Blank) {
    let profile = Folder::new("refuses").unwrap();
    let settings = json!({ "profile": { "default_content_setting_values": { "cookies": 2 } } });
    std::fs::create_dir(profile.path().join("Default")).unwrap();
    let file = profile.path().join("Default/Preferences");
    std::fs::write(file, settings.to_string()).unwrap();
    let page = blank(SessionOptions {
        profile: Some(profile.path().to_owned()),
        ..SessionOptions::default()
    });
    page.visit(&page.capacity());
    let refused = "try { return !localStorage; } catch { return true; }";
    assert_eq!(page.js(refused, &[]), true, "the setting holds");
    banner(&page, "does not let the page keep anything");
    page.enter(USERS, "2M");
    page.click("Download the design");
    assert!(downloaded(&page).contains("\"2M\""));
}

/// The browser has kept the page as it was while somebody was elsewhere, and another tab has written.
fn a_page_that_comes_back_looks_at_what_is_stored(blank: Blank) {
    let page = written(blank);
    database(
        &page,
        "const text = designs.get('current');
        text.onsuccess = () => designs.put(text.result.replace(/[0-9]+/, n => 2 * n).replace('1M', '2M'), 'current');",
    );
    page.settle();
    assert_eq!(page.value(USERS), "1M");
    page.js(
        "dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));",
        &[],
    );
    until_value(&page, USERS, "2M");
    // It writes again, over what it has seen.
    page.until("the form to open", |page| {
        Ok(page.try_js("return !document.querySelector('fieldset:disabled');", &[])? == true)
    });
    page.enter(USERS, "3M");
    page.saved();
    page.reload();
    assert_eq!(page.value(TITLE), "Pastebin");
    assert_eq!(page.value(USERS), "3M");
    page.no_errors();
}

/// Where the browser has no room left, the older half of the versions goes, and none that somebody has named.
fn old_versions_make_room(blank: Blank) {
    let page = written(blank);
    for (key, name) in [("1", ""), ("2", "Mine"), ("3", ""), ("4", "")] {
        page.store(
            &format!("version:current:{key}"),
            &format!("1\n1\n{name}\nPastebin"),
        );
        page.store(&format!("version-text:current:{key}"), "text");
    }
    page.js(
        "window.kept = IDBObjectStore.prototype.put;
        IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError'); };",
        &[],
    );
    page.enter(USERS, "2M");
    banner(&page, "no room");
    page.until("the oldest to go", |page| {
        Ok(page.stored("version-text:current:1").is_empty())
    });
    assert_eq!(page.stored("version-text:current:2"), "text");
    page.js("IDBObjectStore.prototype.put = window.kept;", &[]);
    page.saved();
}

fn what_was_thrown_away_is_there_for_thirty_days(blank: Blank) {
    let page = opened(blank);
    page.enter(TITLE, "Pastebin");
    page.saved();
    page.click("New design");
    page.enter(TITLE, "Chat");
    page.saved();
    page.designs();
    // The list is drawn anew once it has been read.
    page.until("the list", |page| Ok(page.sees("Duplicate Chat")));
    page.settle();
    page.click("Delete Pastebin");
    page.until("it to go", |page| Ok(page.sees("Bring back Pastebin")));
    for (days, there) in [(29, true), (31, false)] {
        // The last of them is the clock.
        let source = format!(
            "{{ const now = window.clock ??= Date.now; Date.now = () => now() + {days} * 86400000; }}"
        );
        page.cdp(
            "Page.addScriptToEvaluateOnNewDocument",
            &json!({ "source": source }),
        );
        page.reload();
        page.designs();
        page.until("the list", |page| Ok(page.sees("Duplicate Chat")));
        page.until("what was thrown away", |page| {
            Ok(page.sees("Bring back Pastebin") == there
                && page.stored("current").is_empty() != there)
        });
    }
    page.no_errors();
}

/// On a machine that is very busy: what is stored comes after all, and what was typed before that is kept beside it.
fn a_store_that_answers_late_is_used_after_all(blank: Blank) {
    let page = written(blank);
    let late = "const { open } = IDBFactory.prototype;
        IDBFactory.prototype.open = function (...all) {
            const request = open.apply(this, all), listen = request.addEventListener;
            request.addEventListener = (name, heard, ...more) => listen.call(request, name, name === 'success'
                ? event => setTimeout(() => heard.call(request, event), 7000) : heard, ...more);
            return request;
        };";
    page.cdp(
        "Page.addScriptToEvaluateOnNewDocument",
        &json!({ "source": late }),
    );
    page.reload();
    banner(&page, "does not answer");
    until_value(&page, USERS, "1M");
    page.saved();
    banner(&page, "");
    page.reload();
    banner(&page, "does not answer");
    page.enter(USERS, "2M");
    page.saved();
    banner(&page, "");
    assert_eq!(page.value(USERS), "2M");
    assert!(page.stored("current").contains("\"1M\""));
}

/// What the browser forbids is done in the old way; where that does not work either, it is said what does.
fn a_clipboard_that_refuses_is_said(blank: Blank) {
    let page = written(blank);
    for (permission, setting) in [("clipboard-write", "denied"), ("clipboard-read", "granted")] {
        let wanted = json!({ "permission": { "name": permission }, "setting": setting });
        page.cdp("Browser.setPermission", &wanted);
    }
    let refused = "const done = arguments[0];
        navigator.clipboard.writeText('x').then(() => done(''), error => done(error.name));";
    let refused = page.session.execute_async(refused, &[]).unwrap();
    assert_eq!(refused, "NotAllowedError", "the setting holds");
    page.click("Export");
    page.click("Copy as Markdown");
    page.until("the notice", |page| {
        Ok(page.notice() == "Copied the Markdown.")
    });
    page.js("document.execCommand = () => false;", &[]);
    page.click("Copy as Markdown");
    page.until("what is wrong", |page| {
        let notice = page.notice();
        Ok(
            notice.starts_with("Not copied: The clipboard is not open to this page")
                && notice.ends_with("Download it instead."),
        )
    });
    page.no_errors();
}

/// Notes the memory of the program as it is started.
const NOTE_MEMORY: &str = "
for (const name of ['instantiate', 'instantiateStreaming']) {
  const start = WebAssembly[name];
  WebAssembly[name] = async (...how) => {
    const started = await start.apply(WebAssembly, how);
    const parts = Object.values((started.instance ?? started).exports);
    window.room ??= parts.find(part => part instanceof WebAssembly.Memory);
    return started;
  };
}";

/// Takes all the room that a program can have.
const TAKE_ROOM: &str = "
for (let pages = 4096; pages >= 1; pages /= 2) {
  try { for (;;) window.room.grow(pages); } catch {}
}";

/// No room is left for the program: it stops, and hands over what was typed before.
fn a_program_without_room_hands_over_the_design(blank: Blank) {
    let page = blank(SessionOptions::default());
    page.cdp(
        "Page.addScriptToEvaluateOnNewDocument",
        &json!({ "source": NOTE_MEMORY }),
    );
    page.visit(&page.capacity());
    page.enter(TITLE, "Pastebin");
    page.enter(USERS, "2M");
    page.saved();
    page.js(TAKE_ROOM, &[]);
    // Far more than may be left in what the program has already; and nothing that the browser would have to draw.
    page.js(
        "const field = document.querySelector('main textarea, main input');
        Object.defineProperty(field, 'value', { get: () => 'much '.repeat(20_000_000) });
        field.dispatchEvent(new Event('input', { bubbles: true }));",
        &[],
    );
    page.until("the screen of a program that has stopped", |page| {
        Ok(page.text().contains("The program has stopped"))
    });
    let kept = page.value("Design as JSON, Pastebin");
    let document = envelope::text::json::from_json(&kept).unwrap();
    assert_eq!(document.capacity.dau, "2M");
    page.click("Load the page again");
    page.started();
    page.visit(&page.capacity());
    assert_eq!(page.value(TITLE), "Pastebin");
}

/// A browser, or a policy above the page's own, may forbid WebAssembly: that is said, and what is kept can be taken along.
fn a_browser_that_runs_no_program_says_so(blank: Blank) {
    let page = written(blank);
    let policy = "document.addEventListener('readystatechange', () => {
        const policy = document.createElement('meta');
        policy.httpEquiv = 'Content-Security-Policy';
        policy.content = \"script-src 'self' 'unsafe-inline' blob:\";
        document.head.append(policy);
    }, { once: true });";
    for forbid in [policy, "delete globalThis.WebAssembly;"] {
        let script = page.cdp(
            "Page.addScriptToEvaluateOnNewDocument",
            &json!({ "source": forbid }),
        );
        page.session.reload().unwrap();
        page.until("what is wrong", |page| {
            Ok(page.text().contains("runs no WebAssembly"))
        });
        assert!(page.value("Design as JSON, Pastebin").contains("\"1M\""));
        page.cdp(
            "Page.removeScriptToEvaluateOnNewDocument",
            &json!({ "identifier": script["identifier"] }),
        );
    }
    page.reload();
    assert_eq!(page.value(USERS), "1M");
}
