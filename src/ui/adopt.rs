//! Puts together what is stored of a design and what tabs have left of it in their journals.

use super::keep;
use super::listed;
use super::state::State;
use crate::browser::journal::{self, Journal, Saved};
use crate::browser::page;
use crate::browser::store::{Store, StoreError};
use crate::keep::{COPY, Left, left, next};
use crate::model::{Address, Document};
use crate::text::json;
use leptos::prelude::*;

/// A design that is stored and cannot be shown: damaged, or of a newer program. It is never written over.
pub(super) struct Unread {
    /// Why, in a person's words.
    pub(super) why: String,
    /// What is stored.
    pub(super) raw: String,
}

/// The stored text. Where it is damaged the last good copy takes its place, if there is one; what was there is put aside.
pub(super) async fn whole(
    state: State,
    store: &Store,
    name: &str,
) -> Result<Option<String>, StoreError> {
    let text = store.load(name).await?;
    let Some(damaged) = text.as_deref().filter(|text| !is_whole(text)) else {
        return Ok(text);
    };
    let good = store.last_version(name).await.ok().flatten();
    let Some(good) = good.filter(|good| is_whole(good)) else {
        return Ok(text);
    };
    store.mend(name, damaged, &good).await?;
    state.say("The stored design could not be read. It was put aside in the browser's storage. This is its last good copy.");
    Ok(Some(good))
}

fn is_whole(text: &str) -> bool {
    Saved::decode(text).is_some()
}

/// The document of a stored text, its revision and its JSON; an empty one where nothing is stored.
pub(super) fn document(text: Option<String>) -> Result<(Document, u64, String), Unread> {
    let Some(text) = text else {
        return Ok((Document::default(), 0, String::new()));
    };
    let Some(saved) = Saved::decode(&text) else {
        let why = "The stored design is damaged. It stays as it is.".to_owned();
        return Err(Unread { why, raw: text });
    };
    match json::from_kept(&saved.json) {
        Ok(document) => Ok((document, saved.revision, saved.json)),
        Err(why) => Err(Unread {
            why: [
                "The stored design cannot be shown, and stays as it is. ",
                &why,
            ]
            .concat(),
            raw: saved.json,
        }),
    }
}

/// The document with what a journal has of it, over one of this revision; none where it cannot be read.
fn with_journal(mut document: Document, mut revision: u64, journal: &Journal) -> Option<Document> {
    if let Some(whole) = &journal.whole
        && whole.revision > revision
    {
        document = json::from_kept(&whole.json).ok()?;
        revision = whole.revision;
    }
    for edit in &journal.edits {
        if edit.revision > revision
            && let Some(address) = Address::of(&edit.key, edit.row)
        {
            address.set(&mut document, edit.text.clone());
        }
    }
    Some(document)
}

/// What the newest journal of a design holds, and its revision: where there is no store.
pub(super) fn journal_alone(name: &str) -> Option<(Document, u64)> {
    let journals = journal::left(name).into_iter();
    let newest = journals.max_by_key(Journal::newest)?;
    let document = with_journal(Document::default(), 0, &newest)?;
    Some((document, newest.newest()))
}

/// Takes in what tabs that are gone have left of the design on the page, which is stored as this revision. What does
/// not go on from there becomes a design of its own.
pub(super) async fn adopt(state: State, store: &Store, name: &str, stored: u64) {
    let here = state.doc.get_untracked();
    for journal in journal::left(name) {
        let newest = journal.newest();
        match left(stored, journal.base, newest) {
            Left::Nothing => {}
            Left::Newer if state.revision.get_untracked() == stored => {
                let Some(document) = with_journal(here.clone(), stored, &journal) else {
                    continue;
                };
                // As a step that undo takes back.
                state.go(&json::to_compact(&document));
                state.rest();
                state.revision.set(next(newest, journal::tab()));
                // Into this tab's own journal first, so that it stands in one at any time.
                keep::edited(state);
            }
            Left::Newer | Left::Beside => {
                // The entries are put over what is stored: what they were typed over is gone.
                let Some(copy) = with_journal(here.clone(), 0, &journal) else {
                    continue;
                };
                if !keep_beside(store, copy).await {
                    continue;
                }
                state.say("A tab that is gone had work of its own. It is kept beside this design, as a conflict copy.");
            }
        }
        journal::forget(name, &journal);
    }
}

/// Stores a conflict copy. `false` where that cannot be.
async fn keep_beside(store: &Store, mut copy: Document) -> bool {
    copy.title = [copy.name(), COPY].concat();
    let text = Saved::encode_parts(next(0, journal::tab()), &json::to_compact(&copy));
    let about = listed::about(&copy).encode();
    let saved = store.save(&page::new_name(), &text, &about, 0).await;
    saved.is_ok()
}
