//! The journal: the last edits, written at once to `localStorage`.
//!
//! A key writes the one entry that it changed; what changes more than an entry writes the whole design.
//!
//! Each tab has its own, so that none writes over another's. Whoever opens a design to write takes in what tabs have left
//! that are gone ([`left`]).
//!
//! It stands beside the store because each of them survives what the other does not. What
//! `localStorage` takes is safe from a crash of the page in the same instant, but the browser
//! brings it to disk only after up to a minute; the store is safe as soon as a save has completed,
//! but a save takes a moment.

pub use super::saved::{About, Edit, Saved};

use super::page;
use super::store::FIRST;
use crate::keep::TABS;

use web_sys::Storage;

const KEY: &str = "envelope:journal";
const EDITS: &str = "envelope:edits";
const OPEN: &str = "envelope:open";
const KEPT: &str = "envelope:kept";
/// Before the number of a tab, at the end of the name of its journal.
const OF_TAB: char = '@';
/// At the beginning of the edits: the stored revision on which they were made.
const BASE: &str = "base ";

thread_local! {
    static TAB: u64 = page::random(TABS);
}

/// The number of this tab, as long as the page is open.
pub fn tab() -> u64 {
    TAB.with(|tab| *tab)
}

/// What a tab has written of a design since it was stored last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Journal {
    /// The end of its name.
    of: String,
    /// The stored revision on which it was begun; an older program does not say.
    pub base: Option<u64>,
    /// The whole design, where more than entries has changed.
    pub whole: Option<Saved>,
    /// Entries, in the order of their revisions.
    pub edits: Vec<Edit>,
}

impl Journal {
    /// The last revision in it; 0 where it has none.
    pub fn newest(&self) -> u64 {
        let whole = self.whole.iter().map(|saved| saved.revision);
        let edits = self.edits.iter().map(|edit| edit.revision);
        whole.chain(edits).max().unwrap_or_default()
    }
}

/// The entry of a design. That of the first has no name in it: there was no other once.
fn entry(key: &str, name: &str) -> String {
    if name == FIRST {
        key.to_owned()
    } else {
        [key, ":", name].concat()
    }
}

/// The design that this tab had open last, or else any tab; none where nobody remembers.
pub fn open() -> Option<String> {
    let mut asked = [tab_storage(), storage()].into_iter().flatten();
    asked.find_map(|storage| storage.get_item(OPEN).ok().flatten())
}

/// Remembers which design is open, as far as the browser lets it.
pub fn set_open(name: &str) {
    for storage in [tab_storage(), storage()].into_iter().flatten() {
        // What is not remembered is looked for in the list of designs.
        let _ = storage.set_item(OPEN, name);
    }
}

/// The entry of a design in this tab's journal.
fn own(key: &str, name: &str) -> String {
    format!("{}{OF_TAB}{}", entry(key, name), tab())
}

/// Writes the whole design, made from the stored revision `base`, in place of all that stood here. `false` where the
/// browser refuses; what was there then stays.
pub fn write(name: &str, base: u64, text: &str) -> bool {
    storage().is_some_and(|storage| storage.set_item(&own(KEY, name), text).is_ok())
        && write_edits(name, base, &[])
}

/// Writes the edits since the last text that was written or stored whole, in place of those before. `false` where
/// refused.
pub fn write_edits(name: &str, base: u64, edits: &[Edit]) -> bool {
    let text = format!("{BASE}{base}\n{}", Edit::encode(edits));
    storage().is_some_and(|storage| storage.set_item(&own(EDITS, name), &text).is_ok())
}

/// What tabs have written of a design, this one among them, and not cleared.
pub fn left(name: &str) -> Vec<Journal> {
    let Some(storage) = storage() else {
        return Vec::new();
    };
    let get = |key: &str, of: &str| storage.get_item(&[&entry(key, name), of].concat()).ok()?;
    let mut journals: Vec<Journal> = Vec::new();
    let all = 0..storage.length().unwrap_or_default();
    for key in all.filter_map(|at| storage.key(at).ok()?) {
        for kind in [KEY, EDITS] {
            let of = key.strip_prefix(&entry(kind, name));
            let Some(of) = of.filter(|of| of.is_empty() || of.starts_with(OF_TAB)) else {
                continue;
            };
            if journals.iter().any(|journal| journal.of == of) {
                continue;
            }
            let edits = get(EDITS, of).unwrap_or_default();
            let base = edits
                .strip_prefix(BASE)
                .and_then(|rest| rest.split('\n').next());
            journals.push(Journal {
                of: of.to_owned(),
                base: base.and_then(|base| base.parse().ok()),
                whole: get(KEY, of).as_deref().and_then(Saved::decode),
                edits: Edit::decode(&edits),
            });
        }
    }
    journals
}

/// Forgets a journal that has been taken in. That of this tab stays: it is written anew.
pub fn forget(name: &str, journal: &Journal) {
    if journal.of != [OF_TAB.to_string(), tab().to_string()].concat() {
        remove(&[entry(KEY, name), entry(EDITS, name)].map(|key| key + &journal.of));
    }
}

/// Forgets what this tab has written of a design.
pub fn clear(name: &str) {
    remove(&[own(KEY, name), own(EDITS, name)]);
}

fn remove(keys: &[String]) {
    if let Some(storage) = storage() {
        for key in keys {
            // What cannot be removed is at worst read again, and found to be stored.
            let _ = storage.remove_item(key);
        }
    }
}

/// Whether something has ever been stored here, as far as anybody remembers.
pub fn has_kept() -> bool {
    storage().is_some_and(|storage| storage.get_item(KEPT).is_ok_and(|kept| kept.is_some()))
}

/// Remembers that something is stored, or that all of it was taken away on purpose.
pub fn set_kept(kept: bool) {
    if let Some(storage) = storage() {
        // What is not remembered cannot be missed.
        let _ = if kept {
            storage.set_item(KEPT, "1")
        } else {
            storage.remove_item(KEPT)
        };
    }
}

/// `localStorage`, where the browser allows it: the getter itself throws while storage is disabled.
pub(super) fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}

/// `sessionStorage`: as long as the tab lives.
fn tab_storage() -> Option<Storage> {
    web_sys::window()?.session_storage().ok()?
}
