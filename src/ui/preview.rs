//! The Markdown as it follows the page, to be copied or downloaded.

use super::kit::{click, memo, text};
use super::state::State;
use crate::browser::files;
use crate::text as forms;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The Markdown, live.
#[component]
pub(super) fn Preview() -> impl IntoView {
    let state = State::here();
    let markdown = memo(move || {
        state.doc.with(|doc| {
            state.estimate.with(|estimate| {
                state
                    .ranges
                    .with(|ranges| forms::markdown::render_with(doc, estimate, &ranges.0))
            })
        })
    });
    let name = memo(move || format!("{}.md", state.doc.with(forms::file_name)));
    let copy = move |_| {
        spawn_local(async move {
            let text = markdown.get_untracked();
            match files::copy(&text).await {
                Ok(()) => state.say("Copied the Markdown."),
                Err(why) => state.say(format!("Not copied: {why} Download it instead.")),
            }
        });
    };
    let download = move |_| match files::download(
        &name.get_untracked(),
        "text/markdown;charset=utf-8",
        &markdown.get_untracked(),
    ) {
        Ok(()) => state.say(format!("Downloading {}.", name.get_untracked())),
        Err(why) => state.say(format!("Not downloaded: {why}")),
    };
    view! {
        <section id="preview" aria-label="Markdown">
            <div class="tools">
                <h2>"Markdown"</h2>
                <button class="primary" on:click=click(copy)>"Copy as Markdown"</button>
                <button on:click=click(download)>{text(move || format!("Download {}", name.get()))}</button>
                <button class="ghost icon" aria-label="Close the preview" on:click=click(move |_| state.preview.set(false))>"×"</button>
            </div>
            <pre class="code" tabindex="0" aria-label="Preview of the Markdown">{markdown}</pre>
        </section>
    }
}
