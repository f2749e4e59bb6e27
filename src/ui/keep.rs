//! Keeps the design on the page, the journal with every edit at once, the store as fast as it can; and puts another
//! in its place.

mod restore;

use super::state::{Saved, State};
use super::versions;
use crate::browser::journal::{self, About};
use crate::browser::page;
use crate::browser::store::{FIRST, Store, StoreError};
use crate::estimate::{self, Estimate};
use crate::model::Document;
use crate::outline;
use crate::text::json;
use leptos::prelude::*;
use leptos::task::spawn_local;
use restore::{Behind, restore};
use std::cell::RefCell;

/// Where a browser keeps nothing, there is one design: the one on the page.
pub(super) const NO_STORE: &str = "This browser keeps nothing for this page.";

/// After a failed save, the next try comes by itself.
const RETRY_MS: u32 = 5000;

/// Long enough for the next frame, too short to be noticed.
const AFTER_FRAME_MS: u32 = 30;

/// A store that does not answer for so long is treated as one that cannot be opened.
const PATIENCE_MS: u32 = 4000;

/// The design that is on the page, as the storage knows it.
#[derive(Default)]
struct Open {
    name: String,
    /// None where the browser keeps nothing.
    store: Option<Store>,
    /// The revision that came from the storage, so that it need not go there.
    loaded: u64,
}

thread_local! {
    static OPEN: RefCell<Open> = RefCell::default();
}

/// The name under which the design on the page is kept.
pub(super) fn name() -> String {
    OPEN.with_borrow(|open| open.name.clone())
}

/// The store, where the browser has one.
pub(super) fn store() -> Option<Store> {
    OPEN.with_borrow(|open| open.store.clone())
}

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
        let (store, name, text, steps) = match read().await {
            Ok(read) => read,
            Err(why) => return without_store(state, &why.to_string()),
        };
        if state.saved.get_untracked() != Saved::Opening {
            // It answered after all, but too late: what has been typed since must not be overwritten.
            return without_store(
                state,
                "The browser's storage answered too late. Reload the page to use it.",
            );
        }
        let mut restored = restore(state, &name, text.as_deref(), &steps);
        if let Err(damaged) = &restored {
            // The next save would destroy the only copy of what could not be read.
            let kept = store.set_aside(&name, damaged).await.is_ok();
            let where_to = if kept {
                "It was put aside in the browser's storage. "
            } else {
                ""
            };
            let good = store.last_version(&name).await.ok().flatten();
            let back = good.is_some() && restore(state, &name, good.as_deref(), "").is_ok();
            let instead = if back {
                restored = Ok(Behind(true));
                "This is its last good copy."
            } else {
                ""
            };
            state.say(format!(
                "The stored design could not be read. {where_to}{instead}"
            ));
        }
        journal::set_open(&name);
        begin(state, name.clone(), Some(store));
        state.saved.set(Saved::Yes);
        if restored == Ok(Behind(true)) {
            state.edits(|edits| *edits = None);
            state.revision.update(|revision| *revision += 1);
        } else {
            stored(state, state.revision.get_untracked());
            versions::check(state, name);
        }
    });
}

/// The store, the name of the design that was open last, its text, and the steps to it.
async fn read() -> Result<(Store, String, Option<String>, String), StoreError> {
    let store = Store::open().await?;
    let name = match journal::open() {
        Some(name) => name,
        None => newest(&store, "").await.unwrap_or_else(|| FIRST.to_owned()),
    };
    let text = store.load(&name).await?;
    let steps = store.steps(&name).await.unwrap_or_default();
    Ok((store, name, text, steps))
}

/// The design that was changed last, if there is one besides this.
async fn newest(store: &Store, besides: &str) -> Option<String> {
    let all = store.list().await.ok()?.into_iter();
    let all = all.map(|(name, about)| (About::decode(&about), name));
    let kept = all.filter(|(about, name)| about.deleted == 0 && name != besides);
    kept.max_by_key(|(about, _)| about.changed)
        .map(|(_, name)| name)
}

/// Goes on with the journal alone, and says so.
fn without_store(state: State, why: &str) {
    let name = journal::open().unwrap_or_else(|| FIRST.to_owned());
    // Whatever the journal holds is better than an empty page; an error changes nothing here.
    let _ = restore(state, &name, None, "");
    state.saved.set(Saved::No(why.to_owned()));
    state.say(format!(
        "Your design is not being saved: {why} Export the Markdown to keep your work."
    ));
    begin(state, name, None);
}

/// From now on each change is stored; while one is on its way, the next waits and takes all that came meanwhile
/// with it.
fn begin(state: State, name: String, store: Option<Store>) {
    OPEN.set(Open {
        name,
        store,
        loaded: state.revision.get_untracked(),
    });
    let busy = RwSignal::new(false);
    Effect::new(move |_| {
        let revision = state.revision.get();
        let (store, loaded) = OPEN.with_borrow(|open| (open.store.clone(), open.loaded));
        if revision == loaded {
            return;
        }
        // Synchronous: it is there even if the browser is gone before the store has answered.
        write_journal(state, store.is_some());
        let Some(store) = store else {
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
    let name = name();
    let written = state.edits(|edits| match edits {
        Some(edits) if entries => journal::write_edits(&name, edits),
        _ => false,
    });
    if !written && journal::write(&name, &encoded(state).1) {
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
        let name = name();
        let (revision, text) = encoded(state);
        let about = state
            .doc
            .with_untracked(|doc| state.estimate.with_untracked(|now| describe(doc, now)));
        let steps = state.steps();
        let saved = store
            .save_with_steps(&name, &text, &about.encode(), &steps)
            .await;
        if OPEN.with_borrow(|open| open.name != name) {
            // Another is on the page by now. Nobody leaves a design before it is stored.
            return;
        }
        match saved {
            Ok(()) => {
                stored(state, revision);
                if revision == state.revision.get_untracked() {
                    state.saved.set(Saved::Yes);
                    versions::check(state, name);
                    return;
                }
            }
            Err(why) => {
                if why == StoreError::Quota {
                    versions::make_room();
                }
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

/// What a list of designs says of one.
pub(super) fn about(document: &Document) -> About {
    describe(document, &estimate::at_once(document))
}

fn describe(document: &Document, estimate: &Estimate) -> About {
    let numbers = outline::CARD_NUMBERS.iter();
    About {
        title: document.title.clone(),
        changed: page::now(),
        deleted: 0,
        numbers: numbers
            .map(|(label, formula)| format!("{label}\t{}", estimate.shown_alone(formula, 0)))
            .collect(),
        picture: Vec::new(),
    }
}

/// Sees to it that all that is on the page is stored.
///
/// # Errors
/// In a person's words.
pub(super) async fn settled(state: State) -> Result<(), String> {
    match store() {
        Some(store) => settle(state, &store).await,
        None => Ok(()),
    }
}

/// Sees to it that the design on the page is stored before it makes room for another.
async fn settle(state: State, store: &Store) -> Result<(), String> {
    if state.doc.with_untracked(Document::is_empty) {
        return Ok(());
    }
    if state.saved.get_untracked() != Saved::Yes || !is_listed(store).await {
        save_all(state, store.clone()).await;
    }
    match state.saved.get_untracked() {
        Saved::Yes => Ok(()),
        Saved::No(why) => Err(why),
        Saved::Opening | Saved::Saving => Err("It is still being saved. Try again.".to_owned()),
    }
}

/// Whether the list knows the design on the page: it does not know what was stored before there was a list.
async fn is_listed(store: &Store) -> bool {
    let all = store.list().await.unwrap_or_default();
    all.iter().any(|(listed, _)| *listed == name())
}

/// Puts another design on the page.
fn turn(state: State, to: &str, document: Box<Document>, revision: u64, loaded: u64) {
    journal::clear(&name());
    journal::set_open(to);
    OPEN.with_borrow_mut(|open| {
        to.clone_into(&mut open.name);
        open.loaded = loaded;
    });
    state.saved.set(Saved::Yes);
    state.load(*document, revision);
}

/// Opens a design that is kept.
///
/// # Errors
/// In a person's words; the page then stays as it is.
pub(super) async fn open(state: State, to: &str) -> Result<(), String> {
    if to == name() {
        return Ok(());
    }
    let store = store().ok_or(NO_STORE)?;
    settle(state, &store).await?;
    let (saved, document) = load(&store, to).await?;
    let steps = store.steps(to).await.unwrap_or_default();
    turn(state, to, document, saved.revision, saved.revision);
    state.resume(&steps, &saved.json);
    state.rest();
    versions::check(state, to.to_owned());
    Ok(())
}

/// Opens a design that is not kept yet, beside those that are. Where nothing can be kept it takes the place of the
/// one on the page, which comes back by undo.
///
/// # Errors
/// In a person's words; the page then stays as it is.
pub(super) async fn open_new(state: State, document: Box<Document>) -> Result<(), String> {
    let Some(store) = store() else {
        state.change("", |doc| *doc = *document);
        return Ok(());
    };
    settle(state, &store).await?;
    let revision = u64::from(!document.is_empty());
    turn(state, &page::new_name(), document, revision, 0);
    Ok(())
}

/// A design that is kept: as it is stored, and read. Where that is damaged, its last good copy.
///
/// # Errors
/// In a person's words.
pub(super) async fn load(
    store: &Store,
    name: &str,
) -> Result<(journal::Saved, Box<Document>), String> {
    let words = |why: StoreError| why.to_string();
    let text = store.load(name).await.map_err(words)?;
    let mut saved = text.as_deref().and_then(journal::Saved::decode);
    if saved.is_none()
        && let Some(damaged) = text
    {
        // What is saved next must not destroy it.
        store.set_aside(name, &damaged).await.map_err(words)?;
        let good = store.last_version(name).await.map_err(words)?;
        saved = good.as_deref().and_then(journal::Saved::decode);
    }
    let saved = saved.ok_or("It is not there any more, or it cannot be read.")?;
    let document = Box::new(json::from_json(&saved.json)?);
    Ok((saved, document))
}

/// Throws the design on the page away: the newest of the others takes its place, or an empty one.
///
/// # Errors
/// In a person's words; the page then stays as it is.
pub(super) async fn leave(state: State) -> Result<(), String> {
    let store = store().ok_or(NO_STORE)?;
    settle(state, &store).await?;
    match newest(&store, &name()).await {
        Some(other) => open(state, &other).await,
        None => open_new(state, Box::default()).await,
    }
}

fn encoded(state: State) -> (u64, String) {
    let revision = state.revision.get_untracked();
    let saved = journal::Saved::encode_parts(revision, &state.json());
    (revision, saved)
}
