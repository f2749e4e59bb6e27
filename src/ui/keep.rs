//! Keeps the design on the page: the journal with every edit at once, the store as fast as it can.
//!
//! Whether this tab writes or follows another, and when it saves, is decided by [`Tab`]; here it is done.

use super::adopt::{self, Unread};
use super::again;
use super::listed;
use super::pace;
use super::state::{Saved, State};
use super::turn::newest;
use super::versions;
use crate::browser::journal;
use crate::browser::page;
use crate::browser::store::{FIRST, Store, StoreError};
use crate::browser::tabs::{self, Heard};
use crate::keep::{Act, COPY, Event, Role, Tab};
use crate::model::Document;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::RefCell;

/// What is said where a browser has taken all designs away by itself.
const REMOVED: &str = "The designs that were kept here are gone: your data was removed by the browser. What you write now is kept again; a file on your disk is the safest copy.";

/// What is said once where the journal refuses what is typed, while the store takes it.
const NO_JOURNAL: &str = "This browser has no room for a journal of the last keys, or forbids one. Designs are stored all the same.";

/// A store that does not answer for so long is treated as one that cannot be opened.
const PATIENCE_MS: u32 = 4000;

/// A tab that does not let go for so long is not waited for.
const TAKE_MS: u32 = 2000;

/// The design that is on the page, as the storage knows it.
struct Open {
    name: String,
    /// None where the browser keeps nothing.
    store: Option<Store>,
    tab: Tab,
    /// Whether a save waits for the frame before it.
    waiting: bool,
    /// Whether the journal has refused what was typed last.
    refused: bool,
    /// The text of a design that cannot be shown.
    raw: Option<String>,
}

thread_local! {
    static OPEN: RefCell<Open> = const {
        RefCell::new(Open {
            name: String::new(),
            store: None,
            tab: Tab::new(Role::Opens, 0),
            waiting: false,
            refused: false,
            raw: None,
        })
    };
}

/// The name under which the design on the page is kept.
pub(super) fn name() -> String {
    OPEN.with_borrow(|open| open.name.clone())
}

/// The store, where the browser has one.
pub(super) fn store() -> Option<Store> {
    OPEN.with_borrow(|open| open.store.clone())
}

/// What this tab is to its design.
pub(super) fn tab() -> Tab {
    OPEN.with_borrow(|open| open.tab)
}

/// The design as a text to copy or to download: also of one that cannot be shown.
pub(super) fn to_take_along(state: State) -> String {
    OPEN.with_borrow(|open| open.raw.clone())
        .unwrap_or_else(|| state.json())
}

/// Reads the stored design, then stores every change. Until it has been read, the page takes no input,
/// so that nothing that is typed meets a design that arrives later.
pub(super) fn keep(state: State) {
    page::after(PATIENCE_MS, move || {
        if state.saved.get_untracked() == Saved::Opening {
            const SILENT: &str = "The browser's storage does not answer.";
            match store() {
                // What is typed now goes on as a copy, should the stored design come after all.
                Some(_) => not_saved(state, SILENT),
                None => without_store(state, SILENT),
            }
        }
    });
    tabs::listen(move |heard| match heard {
        Heard::Event(event) => happens(state, event),
        Heard::Hidden => save_now(state),
    });
    Effect::new(move |_| {
        state.revision.track();
        edited(state);
    });
    spawn_local(async move {
        match open_store().await {
            Ok((store, name)) => {
                OPEN.with_borrow_mut(|open| open.store = Some(store));
                let revision = state.revision.get_untracked();
                if state.saved.get_untracked() == Saved::Opening || revision == tab().page() {
                    join(state, &name);
                } else {
                    // Late: what was typed until now is stored if nothing newer is there, or else as a copy.
                    happens(state, Event::Edited(revision));
                }
            }
            Err(why) => without_store(state, &why.to_string()),
        }
    });
}

/// The store, and the name of the design that was open last.
async fn open_store() -> Result<(Store, String), StoreError> {
    let store = Store::open().await?;
    let name = match journal::open() {
        Some(name) => name,
        None => newest(&store, "").await.unwrap_or_else(|| FIRST.to_owned()),
    };
    Ok((store, name))
}

/// Goes on with the journal alone, and says so.
fn without_store(state: State, why: &str) {
    let name = journal::open().unwrap_or_else(|| FIRST.to_owned());
    // Whatever the journal holds is better than an empty page.
    if state.revision.get_untracked() == 0
        && let Some((document, revision)) = adopt::journal_alone(&name)
    {
        state.load(document, revision);
    }
    OPEN.with_borrow_mut(|open| {
        open.name = name;
        open.tab = Tab::new(Role::Writes, state.revision.get_untracked());
    });
    not_saved(state, why);
}

fn not_saved(state: State, why: &str) {
    state.saved.set(Saved::No(why.to_owned()));
}

/// Has this design open, and no other: what is stored of it comes onto the page, once it is known who writes.
pub(super) fn join(state: State, name: &str) {
    journal::set_open(name);
    state.saved.set(Saved::Opening);
    begin(name, Tab::new(Role::Opens, 0));
    if !tabs::join(name) {
        happens(state, Event::Granted);
    }
}

pub(super) fn begin(name: &str, tab: Tab) {
    OPEN.with_borrow_mut(|open| {
        name.clone_into(&mut open.name);
        open.tab = tab;
        open.waiting = false;
        open.raw = None;
    });
}

/// Something happened to this tab.
fn happens(state: State, event: Event) {
    if OPEN.with_borrow(|open| open.store.is_none()) {
        return;
    }
    for act in OPEN.with_borrow_mut(|open| open.tab.on(event)) {
        match act {
            Act::Save => save_soon(state),
            Act::Fork => fork(state),
            Act::Read => spawn_local(async move { Box::pin(read(state)).await }),
            Act::Say(said) => tabs::say(said),
            Act::Wait => page::after(TAKE_MS, move || happens(state, Event::Impatient)),
            Act::Steal => tabs::steal(),
            Act::Leave => tabs::leave(),
        }
    }
    show_role(state);
}

/// Writes here, in place of the tab that does now.
pub(super) fn take_over(state: State) {
    happens(state, Event::Take);
}

fn show_role(state: State) {
    let tab = tab();
    let follows = matches!(tab.role(), Role::Follows | Role::Asks) && !tab.is_ahead();
    match state.saved.get_untracked() {
        Saved::Yes | Saved::Saving if follows => state.saved.set(Saved::Follows),
        Saved::Follows if tab.role() == Role::Writes => state.saved.set(Saved::Yes),
        _ => {}
    }
}

/// Puts what is stored on the page, unless there is work on it that is not stored.
async fn read(state: State) {
    let Some(store) = store() else {
        return;
    };
    let name = name();
    let text = adopt::whole(state, &store, &name).await;
    let steps = store.steps(&name).await.unwrap_or_default();
    if self::name() != name {
        return;
    }
    let opening = state.saved.get_untracked() == Saved::Opening;
    if tab().is_ahead() {
        return happens(state, Event::Unread);
    }
    let found = match text {
        Ok(text) => adopt::document(text),
        Err(why) => {
            not_saved(state, &why.to_string());
            retry(state);
            return happens(state, Event::Unread);
        }
    };
    match found {
        Ok((document, revision, json)) => {
            if opening || revision != state.revision.get_untracked() {
                state.load(document, revision);
                state.edits(|edits| *edits = Some(Vec::new()));
                state.resume(&steps, &json);
                state.rest();
            }
            let writes = tab().role() == Role::Reads;
            happens(state, Event::Found(revision));
            state.saved.set(Saved::Yes);
            if revision == 0 && journal::has_kept() && store.list().await == Ok(Vec::new()) {
                not_saved(state, REMOVED);
            }
            if store.is_newer() {
                return state
                    .saved
                    .set(Saved::Closed(StoreError::Newer.to_string()));
            }
            show_role(state);
            if writes {
                adopt::adopt(state, &store, &name, revision).await;
                if !tab().is_ahead() && revision > 0 {
                    versions::check(state, name);
                }
            }
        }
        Err(Unread { why, raw }) => {
            OPEN.with_borrow_mut(|open| open.raw = Some(raw));
            state.load(Document::default(), 0);
            state.saved.set(Saved::Closed(why));
        }
    }
}

fn retry(state: State) {
    again::later(move || happens(state, Event::Retry));
}

/// The page has changed: into the journal at once, into the store as soon as may be. Whether a journal has it.
pub(super) fn edited(state: State) -> bool {
    let revision = state.revision.get_untracked();
    let (here, stores) = OPEN.with_borrow(|open| (open.tab.page(), open.store.is_some()));
    if revision == here || state.saved.with_untracked(Saved::is_closed) {
        return false;
    }
    // Synchronous: it is there even if the browser is gone before the store has answered.
    let written = write_journal(state, stores);
    if stores {
        if !OPEN.with_borrow_mut(|open| std::mem::replace(&mut open.refused, !written)) && !written
        {
            state.say(NO_JOURNAL);
        }
        state.saved.set(Saved::Saving);
        happens(state, Event::Edited(revision));
    }
    written
}

/// Writes the entries that were typed since the design was stored whole, or all of it where more has changed; whether
/// the journal has it.
fn write_journal(state: State, entries: bool) -> bool {
    let (name, base) = (name(), tab().base());
    let written = state.edits(|edits| match edits {
        Some(edits) if entries => journal::write_edits(&name, base, edits),
        _ => false,
    });
    let whole = !written && journal::write(&name, base, &encoded(state).1);
    if whole {
        stored(state, state.revision.get_untracked());
    }
    written || whole
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

/// After the frame in which the key is seen, or later where it takes long; what is typed until then goes with it.
fn save_soon(state: State) {
    OPEN.with_borrow_mut(|open| open.waiting = true);
    if page::is_hidden() {
        // There are no frames, and timers are slow.
        return save_now(state);
    }
    pace::rested(move || save_now(state));
}

/// What waits to be saved waits no longer.
fn save_now(state: State) {
    if OPEN.with_borrow_mut(|open| std::mem::take(&mut open.waiting)) {
        spawn_local(async move { Box::pin(save(state)).await });
    }
}

/// Saves what is on the page, in place of what it was made from.
pub(super) async fn save(state: State) {
    let Some(store) = store() else {
        return;
    };
    if state.saved.get_untracked() == Saved::Opening {
        // What is on the page is not the design of this name.
        return happens(state, Event::Failed);
    }
    state.catch_up();
    let (name, base) = (name(), tab().base());
    let begun = page::clock_ms();
    let (revision, text) = encoded(state);
    let about = state.doc.with_untracked(|doc| {
        state
            .estimate
            .with_untracked(|now| listed::describe(doc, now))
    });
    let steps = state.steps();
    pace::written(begun);
    let saved = store
        .save_with_steps(&name, &text, &about.encode(), &steps, base)
        .await;
    if self::name() != name {
        // Another is on the page by now. Nobody leaves a design before it is stored.
        return;
    }
    match saved {
        Ok(()) => {
            again::not();
            stored(state, revision);
            happens(state, Event::Stored(revision));
            if !tab().is_ahead() {
                journal::clear(&name);
                journal::set_kept(true);
                state.saved.set(Saved::Yes);
                show_role(state);
                versions::check(state, name);
            }
        }
        Err(StoreError::Overtaken) => {}
        Err(StoreError::Refused) => happens(state, Event::Refused),
        Err(why) => {
            if why == StoreError::Quota {
                versions::make_room();
            }
            not_saved(state, &why.to_string());
            happens(state, Event::Failed);
            retry(state);
        }
    }
}

/// What was typed here met newer work of another tab: it goes on as a design of its own.
fn fork(state: State) {
    let (old, to) = (name(), page::new_name());
    begin(&to, Tab::new(Role::Writes, 0));
    tabs::join(&to);
    journal::set_open(&to);
    state.saved.set(Saved::Saving);
    state.change("", |doc| doc.title = [doc.name(), COPY].concat());
    // The old journal goes only when there is another; both are better than none.
    if edited(state) {
        journal::clear(&old);
    }
    state.say("Another tab has stored newer work. What was typed here is kept beside it, as a conflict copy.");
}

fn encoded(state: State) -> (u64, String) {
    let revision = state.revision.get_untracked();
    let saved = journal::Saved::encode_parts(revision, &state.json());
    (revision, saved)
}
