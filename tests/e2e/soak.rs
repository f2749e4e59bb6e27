//! Random typing, and the browser killed at random moments: how much is lost at worst.
//!
//! The ordinary tests do a few rounds; `ROUNDS=200 cargo xtask bench --only soak` does as many as are asked for, and
//! `SEED` begins elsewhere. Each round can be done again alone by its own seed.

use std::thread::sleep;
use std::time::{Duration, Instant};

use serde_json::Value;
use xtask::browser::{SessionOptions, keys};
use xtask::scratch::Folder;

use crate::page::{Blank, Page, opened};

hosted_and_from_disk! {
    r26_a_kill_at_any_moment_loses_nothing_that_was_saved,
    r26_nothing_is_called_saved_before_the_transaction_is_complete,
    two_tabs_in_any_order_lose_nothing,
}

const TITLE: &str = "Title of the design";
const USERS: &str = "Daily active users";

/// What a round has lost: letters that the page had called saved, and letters in all.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Lost {
    /// Of those that stood there while the page said *Saved*.
    pub(crate) saved: usize,
    /// Of all that were typed.
    pub(crate) typed: usize,
    /// How long before the kill the first lost letter was typed, in milliseconds.
    pub(crate) ms: u128,
}

/// Numbers by chance that are the same for the same seed.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }
}

/// The text of a field together with whether the page calls it saved.
const SEEN: &str =
    "const field = [...document.querySelectorAll('input')].find(e => named(e) === arguments[0]);
return [field.value, clean(document.querySelector('.status').textContent) === 'Saved'];";

fn saved_so_far(page: &Page, field: &str) -> Option<String> {
    let seen = page.js(SEEN, &[field.into()]);
    (seen[1] == true).then(|| seen[0].as_str().unwrap_or_default().to_owned())
}

/// Types into one field until the browser is killed, and looks at what is there when it is opened again.
pub(crate) fn killed(blank: Blank, seed: u64) -> Lost {
    let mut chance = Chance(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let folder = Folder::new("soak").unwrap();
    let options = SessionOptions {
        profile: Some(folder.path().to_owned()),
        ..SessionOptions::default()
    };
    let page = blank(options.clone());
    let address = page.capacity();
    page.visit(&address);
    let field = [TITLE, USERS][usize::try_from(chance.below(2)).unwrap()];
    page.touch(&page.control(field));
    let (mut typed, mut saved) = (Vec::new(), String::new());
    for _ in 0..10 + chance.below(40) {
        let letter = char::from(b'a' + u8::try_from(chance.below(26)).unwrap());
        page.session.type_text(&letter.to_string()).unwrap();
        typed.push((letter, Instant::now()));
        if chance.below(4) == 0 {
            sleep(Duration::from_millis(chance.below(120)));
        }
        if let Some(text) = saved_so_far(&page, field) {
            saved = text;
        }
    }
    sleep(Duration::from_millis(chance.below(60)));
    if let Some(text) = saved_so_far(&page, field) {
        saved = text;
    }
    let killed = Instant::now();
    let page = page.killed(options);
    page.visit(&address);
    let found = page.value(field);
    let all: String = typed.iter().map(|(letter, _)| *letter).collect();
    assert!(all.starts_with(&found), "seed {seed}: {found:?} of {all:?}");
    Lost {
        saved: saved.len().saturating_sub(found.len()),
        typed: all.len() - found.len(),
        ms: typed
            .get(found.len())
            .map_or(0, |(_, at)| (killed - *at).as_millis()),
    }
}

/// What stands in the field of each design that is kept.
const KEPT: &str = "
const done = arguments[0];
const request = indexedDB.open('envelope');
request.onsuccess = () => {
  const designs = request.result.transaction('designs').objectStore('designs');
  const names = designs.getAllKeys(), texts = designs.getAll();
  texts.onsuccess = () => {
    request.result.close();
    const whole = texts.result.filter((text, at) => !names.result[at].includes(':'));
    done(whole.map(text => JSON.parse(text).document.capacity?.dau ?? ''));
  };
};";

/// Looked for and clicked at once: the tab that writes may let go in between.
const TAKE_OVER: &str = "[...document.querySelectorAll('button')].find(e => shown(e) && named(e) === 'Take over')?.click();";

/// Two tabs, in any order: one types, or the other takes over and types, or a page is loaded anew. Each key is another:
/// at the end each of them is there, in the design or in a copy. The number of copies.
pub(crate) fn two_tabs(blank: Blank, seed: u64) -> usize {
    let mut chance = Chance(seed.wrapping_mul(0xA24B_AED4_963E_E407) | 1);
    let page = blank(SessionOptions::default());
    let address = page.capacity();
    page.visit(&address);
    let mut tabs = page.session.tabs().unwrap();
    tabs.push(page.session.new_tab().unwrap());
    page.session.switch_to(&tabs[1]).unwrap();
    page.session.resize(1280, 800).unwrap();
    page.visit(&address);
    let mut typed = Vec::new();
    for key in 'a'..='l' {
        let tab = &tabs[usize::try_from(chance.below(2)).unwrap()];
        page.session.switch_to(tab).unwrap();
        match chance.below(5) {
            0 => page.reload(),
            1 => drop(page.js(TAKE_OVER, &[])),
            2 => sleep(Duration::from_millis(chance.below(300))),
            _ => {
                // A form that does not write takes no input.
                if page.js("return !document.querySelector('fieldset:disabled');", &[]) == false {
                    continue;
                }
                let field = page.control(USERS);
                page.js("arguments[0].focus();", &[field.to_value()]);
                page.session.press(&[keys::END]).unwrap();
                page.session.type_text(&key.to_string()).unwrap();
                // Taken over in between, the key meets a form that is closed.
                if field.value().unwrap().contains(key) {
                    typed.push(key);
                }
            }
        }
    }
    page.session.switch_to(&tabs[1]).unwrap();
    page.session.close_tab().unwrap();
    page.session.switch_to(&tabs[0]).unwrap();
    page.until("this tab to write", |page| {
        Ok(page.try_js("return !document.querySelector('fieldset:disabled');", &[])? == true)
    });
    page.saved();
    let kept = page.session.execute_async(KEPT, &[]).unwrap();
    let kept: Vec<String> = serde_json::from_value(kept).unwrap();
    let lost = |key: &&char| !kept.iter().any(|text| text.contains(**key));
    let lost: Vec<_> = typed.iter().filter(lost).collect();
    assert!(
        lost.is_empty(),
        "seed {seed}: of {typed:?} typed, {lost:?} are in none of {kept:?}"
    );
    page.no_errors();
    // Where nothing was typed, nothing is kept.
    kept.len().saturating_sub(1)
}

/// R26: within the minute in which `localStorage` may not be on the disk yet.
fn r26_a_kill_at_any_moment_loses_nothing_that_was_saved(blank: Blank) {
    for seed in 1..=3 {
        let Lost { saved, typed, ms } = killed(blank, seed);
        assert_eq!(
            saved, 0,
            "seed {seed}: saved, and gone, with {typed} letters of the last {ms} ms"
        );
    }
}

/// R26: what is called saved before its transaction is complete would be lost in a kill at the wrong moment.
fn r26_nothing_is_called_saved_before_the_transaction_is_complete(blank: Blank) {
    let page = opened(blank);
    page.enter(TITLE, "Pastebin");
    page.saved();
    page.js(
        "let under_way = 0;
        window.early = null;
        const { put } = IDBObjectStore.prototype, { transaction } = IDBDatabase.prototype;
        IDBTransaction.prototype.commit = () => {};
        // Heard here before the program hears it.
        IDBDatabase.prototype.transaction = function (...all) {
            const begun = transaction.apply(this, all);
            begun.addEventListener('complete', () => under_way -= begun.saves ?? 0);
            return begun;
        };
        IDBObjectStore.prototype.put = function (text, name) {
            if (name === 'current') {
                // As a slow disk: one request after the other, so that the transaction cannot end.
                let left = 200;
                const again = () => { if (left--) this.get('none').onsuccess = again; };
                again();
                this.transaction.saves = 1;
                under_way++;
            }
            return put.call(this, text, name);
        };
        const status = document.querySelector('.status');
        new MutationObserver(() => { if (clean(status.textContent) === 'Saved') window.early ||= under_way > 0; })
            .observe(status, { subtree: true, childList: true, characterData: true });",
        &[],
    );
    page.enter(TITLE, "Snippets");
    page.until("Saved", |page| {
        Ok(page.try_js("return window.early;", &[])? != Value::Null)
    });
    assert_eq!(page.js("return window.early;", &[]), false);
}

fn two_tabs_in_any_order_lose_nothing(blank: Blank) {
    for seed in 1..=2 {
        two_tabs(blank, seed);
    }
}
