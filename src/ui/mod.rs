//! The page: Leptos components over the document and its estimate. No formula, no format.

// The macro of a component writes `pub` items beside it, whatever the component's own visibility.
#![allow(unreachable_pub)]

mod adopt;
mod again;
mod begin;
mod beside;
mod chart;
mod control;
mod curve;
mod designs;
mod desk;
mod disk;
mod entities;
mod field;
mod hand_over;
mod keep;
mod kit;
mod later;
mod listed;
mod miniature;
mod near;
mod pace;
mod picture;
mod preview;
mod propose;
mod rail;
mod range;
mod result;
mod row;
mod section;
mod share;
mod shell;
mod shown;
mod sql;
mod state;
mod status;
mod summary;
mod table;
mod turn;
mod versions;
mod view;
mod whatif;

use crate::browser::{page, route};
use crate::model::Section;
use later::{Act, Kind};
use leptos::ev::{self, KeyboardEvent};
use leptos::prelude::*;
use state::{Saved, State};

pub use later::{Later, Part};

/// Starts the page: takes the place of the shell that `index.html` has painted, once all is there.
pub fn start(later: Later) {
    later::comes(later);
    page::report_panics();
    begin::begin(|| mount_to_body(App));
}

/// The whole page.
#[component]
pub fn App() -> impl IntoView {
    let here = Section::at(&route::hash()).unwrap_or(Section::Requirements);
    let state = State::new(here);
    state.home().set(route::hash() == designs::HASH);
    look_at(state, route::hash());
    provide_context(state);
    page::show_theme(page::theme());
    view! {
        {begin::part(move || { follow(state); ().into_any() })}
        {begin::part(move || frame(state))}
    }
}

/// What goes on behind the page: the design is kept, and the address is followed.
fn follow(state: State) {
    keep::keep(state);
    later::fetch(state);
    route::on_hash_change(move |hash| {
        let home = hash == designs::HASH;
        if home != state.home().get_untracked() {
            state.home().set(home);
            page::scroll_to_top();
        }
        look_at(state, hash.clone());
        // The address without a section, to which the way back may lead, is that of the first.
        if let Some(section) =
            Section::at(&hash).or(hash.is_empty().then_some(Section::Requirements))
        {
            state.section.set(section);
            page::scroll_to_top();
        }
    });
    begin::then(move || {
        desk::prepare(state);
        Effect::new(move |_| {
            state.section.track();
            beside::start(state);
        });
    });
    Effect::new(move |_| page::set_title(&rail::page_title(state)));
    window_event_listener(ev::keydown, move |ev| shortcut(state, &ev));
}

/// What is seen.
fn frame(state: State) -> AnyView {
    let closed = kit::when(move || state.saved.with(Saved::is_closed));
    view! {
        <a class="skip" href="#main" on:click=kit::click(|ev| { ev.prevent_default(); page::focus("heading"); })>"Skip to the form"</a>
        {begin::part(|| view! { <shell::TopBar/><shell::Banner/> }.into_any())}
        <div class="app" class:previewing=kit::when(move || state.preview.get()) inert=kit::when(move || state.saved.get() == Saved::Opening)>
            <shell::Sections/>
            <main id="main">{begin::part(move || view! { {move || if state.shown().link.with(|link| !link.is_empty()) {
                later::part(Kind::Received(state.shown().link.get_untracked()))
            } else if state.home().get() {
                later::part(Kind::Designs)
            } else {
                let section = state.section.get();
                view! { <fieldset class="whole" disabled=closed><section::SectionForm section/></fieldset> }.into_any()
            }} }.into_any())}</main>
            {move || state.preview.get().then(|| later::part(Kind::Preview))}
            <rail::Rail/>
        </div>
        {begin::part(|| view! { <shell::Notice/> }.into_any())}
    }
    .into_any()
}

/// Shows what a link carries, where the address is one.
fn look_at(state: State, hash: String) {
    let link = state.shown().link;
    if share::carries(&hash) {
        link.set(hash);
        page::scroll_to_top();
    } else if !link.with_untracked(String::is_empty) {
        link.set(String::new());
    }
}

/// Saving to disk; undo and redo of the document; a text that is being edited is part of it, so the browser's own undo stays out.
fn shortcut(state: State, ev: &KeyboardEvent) {
    if !(ev.ctrl_key() || ev.meta_key()) || ev.alt_key() {
        if ev.key() == "Escape" {
            state.menu.set(false);
            state.rail.set(false);
        }
        return;
    }
    match (ev.key().to_ascii_lowercase().as_str(), ev.shift_key()) {
        ("z", false) => state.undo(),
        ("z", true) | ("y", false) => state.redo(),
        ("s", anew) => later::act(state, Act::Save(anew)),
        _ => return,
    }
    ev.prevent_default();
}
