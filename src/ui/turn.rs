//! Puts another design on the page, in place of one that is stored.

use super::adopt::whole;
use super::keep::{begin, join, name, save, store, tab};
use super::state::{Saved, State};
use crate::browser::journal::{self, About};
use crate::browser::page;
use crate::browser::store::{Store, StoreError};
use crate::browser::tabs;
use crate::keep::{Role, Tab, next};
use crate::model::Document;
use crate::text::json;
use leptos::prelude::*;

/// Where a browser keeps nothing, there is one design: the one on the page.
pub(super) const NO_STORE: &str = "This browser keeps nothing for this page.";

const STILL_OPENING: &str = "A design is still being opened. Try again.";

/// For so long a design that is being opened is waited for, and so often it is looked for.
const ARRIVES_MS: u32 = 5000;
const LOOK_MS: u32 = 20;

/// The design that was changed last, if there is one besides this.
pub(super) async fn newest(store: &Store, besides: &str) -> Option<String> {
    let all = store.list().await.ok()?.into_iter();
    let all = all.map(|(name, about)| (About::decode(&about), name));
    let kept = all.filter(|(about, name)| about.deleted == 0 && name != besides);
    kept.max_by_key(|(about, _)| about.changed)
        .map(|(_, name)| name)
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
    arrived(state).await?;
    let here = state.saved.get_untracked();
    if matches!(here, Saved::Follows | Saved::Closed(_))
        || !tab().is_ahead() && state.doc.with_untracked(Document::is_empty)
    {
        return Ok(());
    }
    // What is on the page then may still be the design before, under the name of the next.
    if matches!(tab().role(), Role::Opens | Role::Reads) {
        return Err(STILL_OPENING.to_owned());
    }
    if here != Saved::Yes || !is_listed(store).await {
        save(state).await;
    }
    // A later save may have been begun in its place, and stores what is on the page.
    arrives(state, Saved::Saving).await;
    match state.saved.get_untracked() {
        Saved::Yes | Saved::Follows | Saved::Closed(_) => Ok(()),
        Saved::No(why) => Err(why),
        // Another has taken its place. What is typed into that, as soon as it is there, is to be stored as well.
        Saved::Opening => Box::pin(settle(state, store)).await,
        Saved::Saving => Err("It is still being saved. Try again.".to_owned()),
    }
}

/// Whether the list knows the design on the page: it does not know what was stored before there was a list.
async fn is_listed(store: &Store) -> bool {
    let all = store.list().await.unwrap_or_default();
    all.iter().any(|(listed, _)| *listed == name())
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
    // A damaged one is mended first; one that cannot be shown is not opened.
    let words = |why: StoreError| why.to_string();
    whole(state, &store, to).await.map_err(words)?;
    load(&store, to).await?;
    // Last, and nothing is waited for after it: what is typed meanwhile belongs to the design before.
    settle(state, &store).await?;
    // Asked for twice, it may be on the page by now.
    if to != name() {
        journal::clear(&name());
        join(state, to);
    }
    Ok(())
}

/// Waits until the design that was opened last is on the page.
///
/// # Errors
/// In a person's words, where it does not come.
pub(super) async fn arrived(state: State) -> Result<(), String> {
    let here = arrives(state, Saved::Opening).await;
    here.then_some(()).ok_or_else(|| STILL_OPENING.to_owned())
}

/// Waits until this is over, or for so long as anybody would; whether it is over.
async fn arrives(state: State, while_this: Saved) -> bool {
    for _ in 0..ARRIVES_MS / LOOK_MS {
        if state.saved.get_untracked() != while_this {
            return true;
        }
        page::rest(LOOK_MS).await;
    }
    false
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
    let revision = if document.is_empty() {
        0
    } else {
        next(0, journal::tab())
    };
    journal::clear(&name());
    let to = page::new_name();
    // Nobody else has it, so that there is nobody to wait for.
    begin(&to, Tab::new(Role::Writes, 0));
    tabs::join(&to);
    journal::set_open(&to);
    state.saved.set(Saved::Yes);
    state.load(*document, revision);
    Ok(())
}

/// A design that is kept: as it is stored, and read.
///
/// # Errors
/// In a person's words.
pub(super) async fn load(
    store: &Store,
    name: &str,
) -> Result<(journal::Saved, Box<Document>), String> {
    let text = store.load(name).await.map_err(|why| why.to_string())?;
    let saved = text.as_deref().and_then(journal::Saved::decode);
    let saved = saved.ok_or("It is not there any more, or it cannot be read.")?;
    let document = Box::new(json::from_kept(&saved.json)?);
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
