//! What is handed over: each form of the design as it follows the page, to be copied or downloaded.

use super::kit::{aria, click, memo, text, typed, when};
use super::section::convention;
use super::state::State;
use super::{desk, disk, share};
use crate::browser::files;
use crate::desk::Wish;
use crate::model::conventions::WORK;
use crate::text as forms;
use crate::text::export::Form;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The panel at the side: what is exported, or the link that is shared.
#[component]
pub(super) fn Preview() -> impl IntoView {
    let state = State::here();
    let shared = state.shown().share;
    view! {
        <section id="preview" aria-label="Preview">
            <div class="tools">
                <h2>{text(move || if shared.get() { "Share" } else { "Export" }.to_owned())}</h2>
                <button class="ghost icon" aria-label="Close the preview" on:click=click(move |_| state.preview.set(false))>"×"</button>
            </div>
            {move || if shared.get() { share::panel() } else { forms_to_choose() }}
        </section>
    }
}

/// The forms to choose from, and the one that was chosen, live.
fn forms_to_choose() -> AnyView {
    let state = State::here();
    let form = RwSignal::new(Form::Markdown);
    let choose = typed(move |name| {
        if let Some(chosen) = Form::of(&name) {
            form.set(chosen);
        }
    });
    let without_work = when(move || !form.get().shows_work());
    view! {
            <div class="tools conv">
                <span><label for="form">"Form"</label>
                <select id="form" class="in" on:change=choose>
                    {Form::ALL.map(|each| view! { <option value=each.name() prop:selected=when(move || form.get() == each)>{each.name()}</option> }).collect_view()}
                </select></span>
                <span hidden=without_work>{convention(&WORK)}</span>
            </div>
            <div class="tools">
                <button on:click=click(move |_| disk::save(state, false))>"Save to disk"</button>
                <button on:click=click(move |_| disk::save(state, true))>"Save as…"</button>
            </div>
            {move || { let form = form.get(); view! { <Written form/> } }}
    }
    .into_any()
}

/// Opens the panel for exporting or for sharing; closes it where it is open for that.
pub(super) fn toggle(state: State, sharing: bool) {
    let shared = state.shown().share;
    let open = state.preview.get_untracked() && shared.get_untracked() == sharing;
    shared.set(sharing);
    state.preview.set(!open);
}

/// Whether the panel is open for that, in the words of ARIA.
pub(super) fn is_open(state: State, sharing: bool) -> Signal<String> {
    aria(when(move || {
        state.preview.get() && state.shown().share.get() == sharing
    }))
}

/// The design in one form.
#[component]
fn Written(form: Form) -> impl IntoView {
    let state = State::here();
    let said = desk::follow(state, Wish::Export(form));
    let name = memo(move || [&*state.doc.with(forms::file_name), form.ending()].concat());
    let shown = text(move || {
        said.with(|said| match said {
            Ok(texts) => texts.last().cloned().unwrap_or_default(),
            Err(why) => why.clone(),
        })
    });
    view! {
        <div class="tools">
            <button class="primary" on:click=click(move |_| hand_over(state, form, String::new()))>{["Copy as ", form.name()].concat()}</button>
            <button on:click=click(move |_| hand_over(state, form, name.get_untracked()))>{text(move || format!("Download {}", name.get()))}</button>
        </div>
        <pre class="code" tabindex="0" role="region" aria-label=["Preview of the ", form.name()].concat()>{shown}</pre>
    }
}

/// Copies, or downloads where there is a name for the file: the text of this moment, which may be newer than that
/// in the preview.
pub(super) fn hand_over(state: State, form: Form, name: String) {
    spawn_local(async move {
        let copy = name.is_empty();
        let done = match desk::ask(state, Wish::Export(form)).await.as_deref() {
            Ok([_, _, text]) if copy => files::copy(text)
                .await
                .map(|()| ["Copied the ", form.name(), "."].concat()),
            Ok([_, media, text]) => {
                files::download(&name, &[media, ";charset=utf-8"].concat(), text)
                    .map(|()| ["Downloading ", &name, "."].concat())
            }
            Ok(_) => Err("There was no answer.".to_owned()),
            Err(why) => Err(why.clone()),
        };
        if !copy && done.is_ok() {
            disk::noted().await;
        }
        state.say(done.unwrap_or_else(|why| {
            if copy {
                format!("Not copied: {why} Download it instead.")
            } else {
                format!("Not downloaded: {why}")
            }
        }));
    });
}
