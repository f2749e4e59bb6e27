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
