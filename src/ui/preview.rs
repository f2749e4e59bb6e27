//! The Markdown as it follows the page, to be copied or downloaded.

use super::desk;
use super::kit::{click, memo, text};
use super::state::State;
use crate::browser::files;
use crate::desk::Wish;
use crate::text as forms;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The Markdown, live.
#[component]
pub(super) fn Preview() -> impl IntoView {
    let state = State::here();
    let said = desk::follow(state, Wish::Markdown);
    let name = memo(move || format!("{}.md", state.doc.with(forms::file_name)));
    // The text of this moment, which may be newer than that in the preview.
    let hand_over = move |copy: bool| {
        spawn_local(async move {
            let name = name.get_untracked();
            let text = desk::ask(state, Wish::Markdown)
                .await
                .map(|text| text.concat());
            let done = match text {
                Ok(text) if copy => files::copy(&text)
                    .await
                    .map(|()| "Copied the Markdown.".to_owned()),
                Ok(text) => files::download(&name, "text/markdown;charset=utf-8", &text)
                    .map(|()| format!("Downloading {name}.")),
                Err(why) => Err(why),
            };
            state.say(done.unwrap_or_else(|why| {
                if copy {
                    format!("Not copied: {why} Download it instead.")
                } else {
                    format!("Not downloaded: {why}")
                }
            }));
        });
    };
    let shown = text(move || {
        said.with(|said| match said {
            Ok(text) => text.concat(),
            Err(why) => why.clone(),
        })
    });
    view! {
        <section id="preview" aria-label="Markdown">
            <div class="tools">
                <h2>"Markdown"</h2>
                <button class="primary" on:click=click(move |_| hand_over(true))>"Copy as Markdown"</button>
                <button on:click=click(move |_| hand_over(false))>{text(move || format!("Download {}", name.get()))}</button>
                <button class="ghost icon" aria-label="Close the preview" on:click=click(move |_| state.preview.set(false))>"×"</button>
            </div>
            <pre class="code" tabindex="0" aria-label="Preview of the Markdown">{shown}</pre>
        </section>
    }
}
