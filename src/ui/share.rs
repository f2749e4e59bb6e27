//! A link that carries the design: made here, and looked at before anything is made of it.

use super::designs::{open_new, parsed};
use super::desk::{self, Said};
use super::hand_over::{HandOver, HandedOver};
use super::kit::{aria, click, memo, text, toggle, when};
use super::preview;
use super::state::State;
use super::turn;
use crate::browser::route;
use crate::desk::Wish;
use crate::model::Section;
use crate::text as forms;
use crate::text::export::Form;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The link to the design or to the section that is open, as it follows the page.
pub(super) fn panel() -> AnyView {
    let state = State::here();
    let part = RwSignal::new(false);
    view! {
        {is_file().then(|| instead(state))}
        <div class="tools"><button aria-pressed=aria(part.into()) on:click=toggle(part)>"This section only"</button></div>
        {move || made(if part.get() { state.section.get().route() } else { "" })}
    }
    .into_any()
}

/// Whether the page is one file on a disk.
fn is_file() -> bool {
    route::page().starts_with("file:")
}

/// What works where a link does not: of a page that is a file it leads to that file, which nobody else has there.
fn instead(state: State) -> AnyView {
    let name = memo(move || [&*state.doc.with(forms::file_name), Form::Markdown.ending()].concat());
    let hand_over = move |name: String| preview::hand_over(state, Form::Markdown, name);
    view! {
        <p class="hint">"This page is a file on your disk, so a link from here opens on this computer alone: nobody else can use it. Send the design itself instead. Envelope opens it again, with everything in it."</p>
        <div class="tools">
            <button class="primary" on:click=click(move |_| hand_over(String::new()))>"Copy as Markdown"</button>
            <button on:click=click(move |_| hand_over(name.get_untracked()))>{text(move || ["Download ", &*name.get()].concat())}</button>
        </div>
        <p class="hint">"The link for this computer:"</p>
    }
    .into_any()
}

fn made(route: &'static str) -> AnyView {
    let page = route::page();
    let code = desk::follow(
        State::here(),
        Wish::Code {
            route,
            page: page.clone(),
        },
    );
    let code =
        text(move || code.with(|said| said.as_ref().map(|said| said.concat()).unwrap_or_default()));
    let what = HandedOver {
        wish: Wish::Link { route, page },
        name: "link",
        label: "Link".to_owned(),
        extension: "link.txt".to_owned(),
        media_type: "text/plain",
    };
    // A camera is that of another device.
    let for_a_camera = (!is_file()).then(|| view! { <div class="qr" inner_html=code></div> });
    view! { <div class="share"><HandOver what/>{for_a_camera}</div> }.into_any()
}

/// Whether this end of an address carries a design.
pub(super) fn carries(hash: &str) -> bool {
    hash.starts_with("#/d/") || hash.starts_with("#/s/")
}

/// What came by a link: to be looked at, and opened as a new design or left.
pub(super) fn received(end: String) -> AnyView {
    let state = State::here();
    let said: RwSignal<Said> = RwSignal::new(Ok(Vec::new()));
    spawn_local(async move {
        match desk::ask(state, Wish::ReadLink(end)).await {
            Err(why) => state.say(why),
            // The page may show something else by now.
            answer => drop(said.try_set(answer)),
        }
    });
    let nth = move |at: usize| {
        let texts = said.get().unwrap_or_default();
        texts.get(at).cloned().unwrap_or_default()
    };
    let none = when(move || nth(0).is_empty());
    // Written by the desk, with every character of the design escaped.
    let shown = text(move || nth(2));
    view! {
        <header class="top">
            <h1 id="heading" tabindex="-1">"A design by link"</h1>
            <p class="lede">"It stands in the link alone: nothing is kept of it until you open it."</p>
        </header>
        <div class="shelf-tools">
            <button class="primary" disabled=none on:click=click(move |_| take(state, said))>"Open as a new design"</button>
            <button on:click=click(move |_| leave(state.section.get_untracked().route()))>"Leave it"</button>
        </div>
        <div inner_html=shown></div>
    }
    .into_any()
}

/// Opens what came as a new design. Only when it is stored the link leaves the address: until then it is the only copy.
fn take(state: State, said: RwSignal<Said>) {
    let texts = said.get_untracked().unwrap_or_default();
    let [design, route, ..] = &texts[..] else {
        return;
    };
    let (design, section) = (parsed(design), Section::at(&["#/", route].concat()));
    // A second click finds nothing to be opened.
    said.set(Ok(Vec::new()));
    spawn_local(async move {
        let opened = open_new(state, design, "Opened the link as a new design.", false).await;
        if !opened {
            let _ = said.try_set(Ok(texts));
        } else if turn::settled(state).await.is_ok() {
            leave(section.unwrap_or(Section::Requirements).route());
        }
    });
}

/// Goes to a section, and drops the link from the address.
fn leave(route: &str) {
    route::replace_hash(&["#/", route].concat());
}
