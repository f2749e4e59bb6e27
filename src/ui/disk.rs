//! Files: a design that is opened from one, dropped onto the page, or saved to one.

use super::designs::{HASH, open_new, parsed};
use super::desk::{self, Said};
use super::keep;
use super::preview;
use super::state::{Saved, State};
use crate::browser::{disk, files, page, route};
use crate::desk::Wish;
use crate::text as forms;
use crate::text::export::Form;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::Cell;

thread_local! {
    /// Whether the design is being saved to a file.
    static SAVING: Cell<bool> = const { Cell::new(false) };
}

/// From now on a file that is dropped onto the page is opened.
pub(super) fn listen(state: State) {
    disk::start(move |told| opened(state, Ok(told)));
}

/// Lets a person choose a file, and opens it.
pub(super) fn open(state: State) {
    spawn_local(async move {
        match disk::ask(&["open"]).await {
            // This browser knows no files on the disk, only those that are handed over.
            Ok(told) if told.is_empty() => page::click("file"),
            told => opened(state, told),
        }
    });
}

/// Opens the file that was chosen to be handed over.
pub(super) fn picked(state: State) {
    spawn_local(async move {
        let told = match files::picked("file").await {
            Ok(None) => return,
            Ok(Some(file)) => Ok(vec![file.name, file.text, String::new()]),
            Err(why) => Err(why),
        };
        opened(state, told);
    });
}

/// Opens a file as a new design: JSON, or Markdown that is read beside the page. What of it was not understood stays in
/// view. It comes as its name, its text and the number under which the disk knows it; or as what is wrong with it.
fn opened(state: State, told: Said) {
    spawn_local(async move {
        let read = match told.as_deref() {
            Ok([_, text, _]) if text.trim_start().starts_with('{') => Ok(vec![text.clone()]),
            Ok([_, text, _]) => desk::ask(state, Wish::ReadMarkdown(text.clone())).await,
            Ok([why]) if !why.is_empty() => Err(why.clone()),
            Ok(_) => return,
            Err(why) => Err(why.clone()),
        };
        let (document, lines) = match read {
            Ok(mut texts) => {
                let json = texts.pop().unwrap_or_default();
                // The number of lines, and the lines.
                (parsed(&json), texts.split_off(texts.len().min(1)))
            }
            Err(why) => (Err(why), Vec::new()),
        };
        let said = if lines.is_empty() {
            "Opened the file as a new design."
        } else {
            // The list of designs shows them.
            route::set_hash(HASH);
            "Opened the file as a new design, but not all of it was understood."
        };
        let stay = !lines.is_empty();
        state.shown().skipped.set(lines);
        if open_new(state, document, said, stay).await
            && let Ok([_, _, number]) = told.as_deref()
            && !number.is_empty()
        {
            // Where that is refused, the design has no file yet.
            let _ = disk::ask(&["keep", &keep::name(), number]).await;
        }
    });
}

/// Saves the design to its file, or to another that is asked for: Markdown or JSON, by its ending.
pub(super) fn save(state: State, anew: bool) {
    // What is stored is not on the page yet: there is nothing to be written.
    if state.saved.get_untracked() == Saved::Opening {
        return;
    }
    // One at a time: the second would take the file of the first for one that somebody else has changed.
    if SAVING.replace(true) {
        return;
    }
    spawn_local(async move {
        let said = saved(state, anew).await;
        SAVING.set(false);
        let said = said.unwrap_or_else(|why| ["Not saved to disk: ", &why].concat());
        if !said.is_empty() {
            state.say(said);
        }
    });
}

async fn saved(state: State, anew: bool) -> Told {
    let design = keep::name();
    let name = [&*state.doc.with_untracked(forms::file_name), ".md"].concat();
    let target = disk::ask(&["target", &design, &name, if anew { "anew" } else { "" }]).await?;
    let Some(target) = target.first() else {
        preview::hand_over(state, Form::Markdown, name);
        return Ok(String::new());
    };
    if target.is_empty() || keep::name() != design {
        return Ok(String::new());
    }
    let end = target.rsplit('.').next().unwrap_or_default();
    let form = if end.eq_ignore_ascii_case("json") {
        Form::Json
    } else {
        Form::Markdown
    };
    let mut texts = desk::ask(state, Wish::Export(form)).await?;
    if keep::name() != design {
        // It is another design by now, which is not to go into the file of this one.
        return Ok(String::new());
    }
    let text = texts.pop().unwrap_or_default();
    disk::ask(&["write", &design, &text]).await?;
    Ok(["Saved to ", target, "."].concat())
}

/// Remembers that the design on the page was handed over as a file.
pub(super) async fn noted() {
    // Only a reminder hangs on it.
    let _ = disk::ask(&["noted", &keep::name()]).await;
}

/// That this browser may delete what it keeps; empty where it has promised not to.
pub(super) async fn reminder() -> Told {
    disk::ask(&["reminder", &keep::name()])
        .await
        .map(|said| said.concat())
}

/// One text, or why there is none.
type Told = Result<String, String>;
