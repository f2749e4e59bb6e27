//! The journal: the last edits, written at once to `localStorage`.
//!
//! A key writes the one entry that it changed; what changes more than an entry writes the whole design.
//!
//! It stands beside the store because each of them survives what the other does not. What
//! `localStorage` takes is safe from a crash of the page in the same instant, but the browser
//! brings it to disk only after up to a minute; the store is safe as soon as a save has completed,
//! but a save takes a moment.

pub use super::saved::{About, Edit, Saved, newer};

use super::store::FIRST;

use web_sys::Storage;

const KEY: &str = "envelope:journal";
const EDITS: &str = "envelope:edits";
const OPEN: &str = "envelope:open";

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

/// Writes the text in place of the one before. `false` where the browser refuses; the old text then stays.
pub fn write(name: &str, text: &str) -> bool {
    storage().is_some_and(|storage| storage.set_item(&entry(KEY, name), text).is_ok())
}

/// The text that was written last, where there is one that can be read.
pub fn read(name: &str) -> Option<String> {
    storage()?.get_item(&entry(KEY, name)).ok()?
}

/// Writes the edits since the last text that was stored whole, in place of those before. `false` where refused.
pub fn write_edits(name: &str, edits: &[Edit]) -> bool {
    let text = Edit::encode(edits);
    storage().is_some_and(|storage| storage.set_item(&entry(EDITS, name), &text).is_ok())
}

/// The edits that were written last; none where they cannot be read.
pub fn edits(name: &str) -> Vec<Edit> {
    let text = storage().and_then(|storage| storage.get_item(&entry(EDITS, name)).ok().flatten());
    text.as_deref().map(Edit::decode).unwrap_or_default()
}

/// Forgets the text and the edits of a design.
pub fn clear(name: &str) {
    if let Some(storage) = storage() {
        // A journal that cannot be cleared is at worst read again, and loses against the store.
        let _ = storage.remove_item(&entry(KEY, name));
        let _ = storage.remove_item(&entry(EDITS, name));
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
