//! The journal: the last edits, written at once to `localStorage`.
//!
//! A key writes the one entry that it changed; what changes more than an entry writes the whole design.
//!
//! It stands beside the store because each of them survives what the other does not. What
//! `localStorage` takes is safe from a crash of the page in the same instant, but the browser
//! brings it to disk only after up to a minute; the store is safe as soon as a save has completed,
//! but a save takes a moment.

pub use super::saved::{Edit, Saved, newer};

use web_sys::Storage;

const KEY: &str = "envelope:journal";
const EDITS: &str = "envelope:edits";

/// Writes the text in place of the one before. `false` where the browser refuses; the old text then stays.
pub fn write(text: &str) -> bool {
    storage().is_some_and(|storage| storage.set_item(KEY, text).is_ok())
}

/// The text that was written last, where there is one that can be read.
pub fn read() -> Option<String> {
    storage()?.get_item(KEY).ok()?
}

/// Writes the edits since the last text that was stored whole, in place of those before. `false` where refused.
pub fn write_edits(edits: &[Edit]) -> bool {
    storage().is_some_and(|storage| storage.set_item(EDITS, &Edit::encode(edits)).is_ok())
}

/// The edits that were written last; none where they cannot be read.
pub fn edits() -> Vec<Edit> {
    let text = storage().and_then(|storage| storage.get_item(EDITS).ok().flatten());
    text.as_deref().map(Edit::decode).unwrap_or_default()
}

/// Forgets the text and the edits.
pub fn clear() {
    if let Some(storage) = storage() {
        // A journal that cannot be cleared is at worst read again, and loses against the store.
        let _ = storage.remove_item(KEY);
        let _ = storage.remove_item(EDITS);
    }
}

/// `localStorage`, where the browser allows it: the getter itself throws while storage is disabled.
pub(super) fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}
