//! A text that the desk writes for other programs: shown, copied, downloaded.

use super::desk;
use super::keep;
use super::kit::{click, fold, text};
use super::state::State;
use crate::browser::files;
use crate::desk::Wish;
use crate::text as forms;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// What is handed over.
#[derive(Clone)]
pub(super) struct HandedOver {
    /// What makes it: a text, then notes about it.
    pub(super) wish: Wish,
    /// What it is called on the buttons.
    pub(super) name: &'static str,
    /// The accessible name of the text.
    pub(super) label: String,
    /// The end of the file's name.
    pub(super) extension: String,
    /// What sort of file it is.
    pub(super) media_type: &'static str,
}

/// The text with its notes, and how to take it along.
#[component]
pub(super) fn HandOver(what: HandedOver) -> impl IntoView {
    let state = State::here();
    let said = desk::follow(state, what.wish.clone());
    let written = text(move || {
        said.with(|said| match said {
            Ok(texts) => texts.first().cloned().unwrap_or_default(),
            Err(why) => why.clone(),
        })
    });
    let notes = move || {
        said.with(|said| {
            let notes = said
                .as_ref()
                .map(|texts| texts.iter().skip(1).cloned().collect::<Vec<_>>())
                .unwrap_or_default();
            notes
                .into_iter()
                .map(|note| view! { <li>{note}</li> })
                .collect_view()
        })
    };
    let (label, name) = (what.label.clone(), what.name);
    let last = what.extension.rsplit('.').next().unwrap_or_default();
    let (copy, download) = (format!("Copy the {name}"), format!("Download .{last}"));
    let what = StoredValue::new(what);
    let hand_over = move |copy: bool| {
        let what = what.get_value();
        spawn_local(async move {
            let done = taken_along(state, what, copy).await;
            state.say(done.unwrap_or_else(|why| format!("Not handed over: {why}")));
        });
    };
    view! {
        <ul class="notes">{notes}</ul>
        <pre class="code" tabindex="0" role="region" aria-label=label>{written}</pre>
        <div class="tools">
            <button on:click=click(move |_| hand_over(true))>{copy}</button>
            <button on:click=click(move |_| hand_over(false))>{download}</button>
        </div>
    }
}

/// Copies or downloads the text of the design as it is now.
async fn taken_along(state: State, what: HandedOver, copy: bool) -> Result<String, String> {
    let texts = desk::ask(state, what.wish).await?;
    let written = texts.into_iter().next().unwrap_or_default();
    if copy {
        files::copy(&written).await?;
        return Ok(format!("Copied the {}.", what.name));
    }
    let design = state.doc.with_untracked(forms::file_name);
    let name = format!("{design}.{}", what.extension);
    files::download(&name, what.media_type, &written)?;
    Ok(format!("Downloading {name}."))
}

/// Copies or downloads the design itself, as a file that can be opened again.
pub(super) fn design(state: State, copy: bool) {
    spawn_local(async move {
        let written = keep::to_take_along(state);
        let done = if copy {
            files::copy(&written).await
        } else {
            let name = state.doc.with_untracked(forms::file_name) + ".json";
            files::download(&name, "application/json", &written)
        };
        let done = done.map(|()| {
            if copy {
                "Copied the design."
            } else {
                "Downloading the design."
            }
            .to_owned()
        });
        state.say(done.unwrap_or_else(|why| why));
    });
}

/// The APIs as `OpenAPI`, closed until it is wanted.
#[component]
pub(super) fn OpenApi() -> impl IntoView {
    let open = RwSignal::new(false);
    let written = move || {
        let what = HandedOver {
            wish: Wish::OpenApi,
            name: "OpenAPI",
            label: "OpenAPI document".to_owned(),
            extension: "openapi.json".to_owned(),
            media_type: "application/json",
        };
        open.get().then(|| view! { <HandOver what/> })
    };
    view! {
        <div class="sql">
            <h3>{fold(open, "OpenAPI of these APIs")}</h3>
            {written}
        </div>
    }
}
