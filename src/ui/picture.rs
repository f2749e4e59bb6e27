//! The entities as a picture: drawn beside the page, to be looked at, zoomed, clicked and downloaded.

use super::desk;
use super::kit::{click, text, when};
use super::state::State;
use crate::browser::{files, page};
use crate::desk::Wish;
use crate::text as forms;
use leptos::ev::MouseEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_bindgen::JsCast;

/// Steps of the zoom, in percent.
const STEPS: [u32; 9] = [25, 35, 50, 70, 100, 140, 200, 280, 400];

/// The picture, and what can be done with it.
#[component]
pub(super) fn Picture() -> impl IntoView {
    let state = State::here();
    let said = desk::follow(state, Wish::Picture);
    let svg =
        text(move || said.with(|said| said.as_ref().map(|said| said.concat()).unwrap_or_default()));
    let zoom = RwSignal::new(100);
    let step = move |up: bool| {
        let at = STEPS
            .iter()
            .position(|step| *step >= zoom.get_untracked())
            .unwrap_or(0);
        let at = if up { at + 1 } else { at.saturating_sub(1) };
        zoom.set(STEPS[at.min(STEPS.len() - 1)]);
    };
    let empty = when(move || state.doc.with(|doc| doc.data_model.entities.is_empty()));
    let why = text(move || said.with(|said| said.as_ref().err().cloned().unwrap_or_default()));
    view! {
        <p class="hint" hidden=when(move || why.with(String::is_empty))>{why}</p>
        <div class="picture" hidden=empty>
            <div class="tools">
                <button class="ghost icon" aria-label="Smaller picture" on:click=click(move |_| step(false))>"−"</button>
                <button class="ghost" aria-label="Picture in its own size" on:click=click(move |_| zoom.set(100))>{text(move || format!("{} %", zoom.get()))}</button>
                <button class="ghost icon" aria-label="Larger picture" on:click=click(move |_| step(true))>"+"</button>
                <button on:click=click(move |_| download(state))>"Download SVG"</button>
            </div>
            <div class="canvas" tabindex="0" role="region" aria-label="Picture of the entities" on:click=click(|event| to_entity(&event))>
                <div style:zoom=text(move || format!("{}%", zoom.get())) inner_html=svg></div>
            </div>
        </div>
    }
}

/// A click on a card leads to its entity.
fn to_entity(event: &MouseEvent) {
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let card = target.and_then(|target| target.closest("[data-key]").ok().flatten());
    if let Some(key) = card.and_then(|card| card.get_attribute("data-key")) {
        page::focus_within(&format!("attributes-{key}"));
    }
}

/// Hands over a picture that follows the colours of whoever opens it.
fn download(state: State) {
    spawn_local(async move {
        let name = state.doc.with_untracked(forms::file_name);
        let svg = desk::ask(state, Wish::Picture).await;
        let name = format!("{name} entities.svg");
        let done = svg.and_then(|svg| files::download(&name, "image/svg+xml", &svg.concat()));
        state.say(done.map_or_else(
            |why| format!("Not downloaded: {why}"),
            |()| format!("Downloading {name}."),
        ));
    });
}
