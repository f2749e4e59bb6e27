//! Keeps the design: the journal with every edit at once, the store as fast as it can.

use super::state::{Saved, State};
use crate::browser::{journal, page, store::Store};
use crate::model::{Address, Document};
use crate::text::json;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// After a failed save, the next try comes by itself.
const RETRY_MS: u32 = 5000;

/// Long enough for the next frame, too short to be noticed.
const AFTER_FRAME_MS: u32 = 30;

/// A store that does not answer for so long is treated as one that cannot be opened.
const PATIENCE_MS: u32 = 4000;

/// Reads the stored design, then stores every change. Until it has been read, the page takes no input,
/// so that nothing that is typed meets a design that arrives later.
pub(super) fn keep(state: State) {
    page::after(PATIENCE_MS, move || {
        if state.saved.get_untracked() == Saved::Opening {
            state
                .saved
                .set(Saved::No("The browser's storage does not answer.".into()));
        }
    });
    spawn_local(async move {
        let (store, text) = match Store::open().await {
            Ok(store) => match store.load().await {
                Ok(text) => (Some(store), text),
                Err(why) => return without_store(state, &why.to_string()),
            },
            Err(why) => return without_store(state, &why.to_string()),
        };
        if state.saved.get_untracked() != Saved::Opening {
            // It answered after all, but too late: what has been typed since must not be overwritten.
            return without_store(
                state,
                "The browser's storage answered too late. Reload the page to use it.",
            );
        }
        let restored = restore(state, text.as_deref());
        if let (Err(damaged), Some(store)) = (&restored, &store) {
            // The next save would destroy the only copy of what could not be read.
            let kept = store.set_aside(damaged).await.is_ok();
            let where_to = if kept {
                "It was put aside in the browser's storage."
            } else {
                ""
            };
            state.say(format!("The stored design could not be read. {where_to}"));
        }
        state.saved.set(Saved::Yes);
        follow(state, store);
        if restored == Ok(Behind(true)) {
            state.edits(|edits| *edits = None);
            state.revision.update(|revision| *revision += 1);
        }
    });
}

/// Whether the store holds less than what is on the page now.
#[derive(PartialEq)]
struct Behind(bool);

/// Goes on with the journal alone, and says so.
fn without_store(state: State, why: &str) {
    // Whatever the journal holds is better than an empty page; an error changes nothing here.
    let _ = restore(state, None);
    state.saved.set(Saved::No(why.to_owned()));
    state.say(format!(
        "Your design is not being saved: {why} Export the Markdown to keep your work."
    ));
    follow(state, None);
}

/// Puts the newer of the store and the journal on the page, unless something has been typed meanwhile.
/// What is stored but cannot be read comes back as the error.
fn restore(state: State, stored: Option<&str>) -> Result<Behind, String> {
    let journal = journal::read();
    let newest = journal::newer(stored, journal.as_deref()).and_then(journal::Saved::decode);
    if state.revision.get_untracked() > 0 {
        return Ok(Behind(true));
    }
    let in_store = stored.and_then(journal::Saved::decode);
    let (mut revision, mut document) = (0, Document::default());
    if let Some(saved) = newest {
        document = json::from_json(&saved.json).map_err(|_| saved.encode())?;
        revision = saved.revision;
    } else if let Some(damaged) = stored {
        return Err(damaged.to_owned());
    }
    // What was typed after that stands in the journal entry by entry.
    for edit in journal::edits() {
        if edit.revision > revision
            && let Some(address) = Address::of(&edit.key, edit.row)
        {
            revision = edit.revision;
            address.set(&mut document, edit.text);
        }
    }
    if revision > 0 {
        state.doc.set(document);
        state.refresh();
        state.revision.set(revision);
    }
    Ok(Behind(
        revision > in_store.map_or(0, |saved| saved.revision),
    ))
}

/// Stores each change; while one is on its way, the next waits and takes all that came meanwhile with it.
fn follow(state: State, store: Option<Store>) {
    let busy = RwSignal::new(false);
    let store = StoredValue::new_local(store);
    let first = state.revision.get_untracked();
    Effect::new(move |_| {
        let revision = state.revision.get();
        if revision == first {
            return;
        }
        // Synchronous: it is there even if the browser is gone before the store has answered.
        write_journal(state, store.with_value(Option::is_some));
        let Some(store) = store.get_value() else {
            return;
        };
        state.saved.set(Saved::Saving);
        if !busy.get_untracked() {
            busy.set(true);
            // After the frame in which the key is seen; what is typed until then goes with it.
            page::after(AFTER_FRAME_MS, move || {
                spawn_local(async move {
                    save_all(state, store).await;
                    busy.set(false);
                });
            });
        }
    });
}

/// Writes the entries that were typed since the design was stored whole, or all of it where more has changed.
fn write_journal(state: State, entries: bool) {
    let written = state.edits(|edits| match edits {
        Some(edits) if entries => journal::write_edits(edits),
        _ => false,
    });
    if !written && journal::write(&encoded(state).1) {
        stored(state, state.revision.get_untracked());
    }
}

/// Up to this revision the design is stored whole, so that its entries need not be kept one by one.
fn stored(state: State, revision: u64) {
    let newest = revision == state.revision.get_untracked();
    state.edits(|edits| match edits {
        Some(edits) => edits.retain(|edit| edit.revision > revision),
        None if newest => *edits = Some(Vec::new()),
        None => {}
    });
}

async fn save_all(state: State, store: Store) {
    loop {
        let (revision, text) = encoded(state);
        match store.save(&text).await {
            Ok(()) => {
                stored(state, revision);
                if revision == state.revision.get_untracked() {
                    state.saved.set(Saved::Yes);
                    return;
                }
            }
            Err(why) => {
                state.saved.set(Saved::No(why.to_string()));
                state.say(format!(
                    "Not saved: {why} Export the Markdown to keep your work."
                ));
                page::after(RETRY_MS, move || {
                    if state.revision.get_untracked() == revision {
                        spawn_local(async move { Box::pin(save_all(state, store)).await });
                    }
                });
                return;
            }
        }
    }
}

fn encoded(state: State) -> (u64, String) {
    let revision = state.revision.get_untracked();
    let saved = journal::Saved::encode_parts(revision, &state.json());
    (revision, saved)
}
