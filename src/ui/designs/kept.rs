//! What is done with a design that is kept, without opening it.

use super::title;
use crate::browser::journal::{self, About};
use crate::browser::page;
use crate::keep::next;
use crate::model::Document;
use crate::text::json;
use crate::ui::keep;
use crate::ui::listed;
use crate::ui::state::{State, one_more};
use crate::ui::turn;

/// For so long a design that was thrown away can be brought back.
const KEPT_MS: u64 = 30 * 24 * 3600 * 1000;

/// Has the list say when a design was thrown away, 0 where it is brought back; its title.
pub(super) async fn thrown_away(name: &str, deleted: u64) -> Result<String, String> {
    let store = keep::store().ok_or(turn::NO_STORE)?;
    let mut called = String::new();
    let mut throws = |about: &mut About| {
        about.deleted = deleted;
        called = title(about);
        true
    };
    let done = store.describe(name, &mut throws).await;
    done.map(|_| called).map_err(|why| why.to_string())
}

pub(super) async fn rename_kept(
    state: State,
    name: String,
    title: String,
) -> Result<String, String> {
    if name == keep::name() {
        state.change("title", |doc| doc.title = title);
        return turn::settled(state).await.map(|()| String::new());
    }
    change_kept(&name, &name, |doc| doc.title = title).await?;
    Ok(String::new())
}

pub(super) async fn duplicate_kept(name: String) -> Result<String, String> {
    let copy = |doc: &mut Document| doc.title = format!("{} (copy)", doc.name());
    let title = change_kept(&name, &page::new_name(), copy).await?;
    Ok(format!("There is {title} now."))
}

/// Stores a changed design, under its own name or another; its title.
async fn change_kept(
    from: &str,
    to: &str,
    change: impl FnOnce(&mut Document),
) -> Result<String, String> {
    let store = keep::store().ok_or(turn::NO_STORE)?;
    let (saved, mut document) = turn::load(&store, from).await?;
    change(&mut document);
    let (about, json) = (listed::about(&document), json::to_compact(&document));
    let revision = next(saved.revision, journal::tab());
    let text = journal::Saved::encode_parts(revision, &json);
    let mut steps = String::new();
    if from == to {
        steps = store.steps(from).await.unwrap_or_default();
        steps = one_more(&steps, [saved.revision, revision], &saved.json, &json);
    }
    let about_text = about.encode();
    let base = if from == to { saved.revision } else { 0 };
    let done = store
        .save_with_steps(to, &text, &about_text, &steps, base)
        .await;
    done.map(|()| about.title).map_err(|why| why.to_string())
}

pub(super) async fn delete_kept(state: State, name: String) -> Result<String, String> {
    if name == keep::name() {
        turn::leave(state).await?;
    }
    let title = thrown_away(&name, page::now()).await?;
    Ok(format!(
        "{title} is thrown away. Below it can be brought back."
    ))
}

/// Takes away for good what was thrown away long ago.
pub(super) async fn forget_old() {
    let Some(store) = keep::store() else {
        return;
    };
    let (mut gone, mut left) = (false, false);
    for (name, about) in store.list().await.unwrap_or_default() {
        let deleted = About::decode(&about).deleted;
        let old = deleted > 0 && page::now().saturating_sub(deleted) > KEPT_MS;
        // What cannot be taken away now is tried again with the next look.
        if old && store.remove(&name).await.is_ok() {
            gone = true;
        } else {
            left = true;
        }
    }
    // That nothing is there any more is no surprise then.
    if gone && !left {
        journal::set_kept(false);
    }
}
