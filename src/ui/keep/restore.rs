//! What is on the page at the start: what was stored, and what was typed after that.

use crate::browser::journal;
use crate::model::Address;
use crate::text::json;
use crate::ui::state::State;
use leptos::prelude::*;

/// Whether the store holds less than what is on the page now.
#[derive(PartialEq)]
pub(super) struct Behind(pub(super) bool);

/// Puts what is stored on the page, and what the journal has after it on top, as the steps that it was; unless
/// something has been typed meanwhile. What is stored but cannot be read comes back as the error.
pub(super) fn restore(
    state: State,
    name: &str,
    stored: Option<&str>,
    steps: &str,
) -> Result<Behind, String> {
    let journal = journal::read(name);
    let newest = journal::newer(stored, journal.as_deref()).and_then(journal::Saved::decode);
    if state.revision.get_untracked() > 0 {
        return Ok(Behind(true));
    }
    let in_store = stored.and_then(journal::Saved::decode);
    if newest.is_none()
        && let Some(damaged) = stored
    {
        return Err(damaged.to_owned());
    }
    let stored_at = in_store.as_ref().map_or(0, |saved| saved.revision);
    let mut revision = 0;
    if let Some(saved) = &newest {
        let document = json::from_json(&saved.json).map_err(|_| saved.encode())?;
        let older = in_store.filter(|older| older.revision < saved.revision);
        let older = older.and_then(|older| Some((json::from_json(&older.json).ok()?, older)));
        if let Some((before, older)) = older {
            state.load(before, older.revision);
            state.resume(steps, &older.json);
            state.go(&saved.json);
        } else {
            state.load(document, saved.revision);
            state.resume(steps, &saved.json);
        }
        revision = saved.revision;
    }
    // What was typed after that stands in the journal entry by entry.
    for edit in journal::edits(name) {
        if edit.revision > revision
            && let Some(address) = Address::of(&edit.key, edit.row)
        {
            revision = edit.revision;
            state.enter(address, edit.text);
        }
    }
    state.rest();
    state.revision.set(revision);
    Ok(Behind(revision > stored_at))
}
