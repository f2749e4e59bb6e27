//! Keeps the design: the journal with every edit at once, the store as fast as it can.

use super::state::{Saved, State};
use crate::browser::{journal, route, store::Store};
use crate::text::json;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Reads the stored design, then stores every change.
pub(super) fn keep(state: State) {
    spawn_local(async move {
        let opened = Store::open().await;
        let (store, trouble) = match opened {
            Ok(store) => (Some(store), None),
            Err(why) => (None, Some(why.to_string())),
        };
        let stored = match &store {
            Some(store) => store.load().await.ok().flatten(),
            None => None,
        };
        if let (Err(damaged), Some(store)) = (restore(state, stored.as_deref()), &store) {
            // The next save would destroy the only copy of what could not be read.
            let kept = store.set_aside(&damaged).await.is_ok();
            let where_to = if kept { "It was put aside in the browser's storage." } else { "" };
            state.say(format!("The stored design could not be read. {where_to}"));
        }
        match (store, trouble) {
            (Some(store), _) => follow(state, store),
            (None, why) => state.saved.set(Saved::No(why.unwrap_or_default())),
        }
    });
}

/// Puts the newer of the store and the journal on the page, unless something has been typed meanwhile.
/// What is stored but cannot be read comes back as the error.
fn restore(state: State, stored: Option<&str>) -> Result<(), String> {
    let journal = journal::read();
    let Some(saved) = journal::newer(stored, journal.as_deref()).and_then(journal::Saved::decode) else {
        state.saved.set(Saved::Yes);
        return stored.map_or(Ok(()), |damaged| Err(damaged.to_owned()));
    };
    if state.revision.get_untracked() > 0 {
        return Ok(());
    }
    state.saved.set(Saved::Yes);
    let document = json::from_json(&saved.json).map_err(|_| saved.encode())?;
    state.doc.set(document);
    state.revision.set(saved.revision);
    Ok(())
}

/// Stores each change; while one is on its way, the next waits and takes all that came meanwhile with it.
fn follow(state: State, store: Store) {
    let busy = StoredValue::new(false);
    let store = StoredValue::new_local(store);
    let first = StoredValue::new(state.revision.get_untracked());
    Effect::new(move |_| {
        let revision = state.revision.get();
        if revision == first.get_value() {
            return;
        }
        state.saved.set(Saved::Saving);
        if !busy.get_value() {
            busy.set_value(true);
            spawn_local(async move {
                save_all(state, store.get_value()).await;
                busy.set_value(false);
            });
        }
    });
    // What the browser takes away, it announces here; the journal is synchronous.
    route::on_leave(move || {
        if state.saved.get_untracked() != Saved::Yes {
            journal::write(&encoded(state).1);
        }
    });
}

async fn save_all(state: State, store: Store) {
    loop {
        let (revision, text) = encoded(state);
        journal::write(&text);
        match store.save(&text).await {
            Ok(()) if revision == state.revision.get_untracked() => {
                state.saved.set(Saved::Yes);
                return;
            }
            Ok(()) => {}
            Err(why) => {
                state.saved.set(Saved::No(why.to_string()));
                state.say(format!("Not saved: {why} Export the Markdown to keep your work."));
                return;
            }
        }
    }
}

fn encoded(state: State) -> (u64, String) {
    let revision = state.revision.get_untracked();
    let json = state.doc.with_untracked(json::to_json);
    (revision, journal::Saved::encode_parts(revision, &json))
}
