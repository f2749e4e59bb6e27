//! The journal: the last edit, written at once to `localStorage`.
//!
//! It stands beside the store because each of them survives what the other does not. What
//! `localStorage` takes is safe from a crash of the page in the same instant, but the browser
//! brings it to disk only after up to a minute; the store is safe as soon as a save has completed,
//! but a save takes a moment.

pub use super::saved::{Saved, newer};

use web_sys::Storage;

const KEY: &str = "envelope:journal";

/// Writes the text in place of the one before. `false` where the browser refuses; the old text then stays.
pub fn write(text: &str) -> bool {
    storage().is_some_and(|storage| storage.set_item(KEY, text).is_ok())
}

/// The text that was written last, where there is one that can be read.
pub fn read() -> Option<String> {
    storage()?.get_item(KEY).ok()?
}

/// Forgets the text.
pub fn clear() {
    if let Some(storage) = storage() {
        // A journal that cannot be cleared is at worst read again, and loses against the store.
        let _ = storage.remove_item(KEY);
    }
}

/// `localStorage`, where the browser allows it: the getter itself throws while storage is disabled.
pub(super) fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}
