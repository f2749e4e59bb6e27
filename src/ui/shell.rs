//! The frame of the page: top bar, list of sections, messages.

use super::begin;
use super::hand_over;
use super::keep;
use super::kit::{aria, click, memo, text, toggle, typed, when};
use super::later::{self, Act};
use super::state::{Saved, State};
use super::turn;
use super::{designs, preview};
use crate::browser::page::{self, Theme};
use crate::model::Section;
use crate::outline;
use crate::review::Severity;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The bar at the top.
#[component]
pub(super) fn TopBar() -> impl IntoView {
    let state = State::here();
    let title = state.watch(|doc, _| vec![doc.title.clone()]);
    view! {
        <header class="bar">
            <button class="ghost only-narrow" aria-expanded=aria(state.menu.into()) aria-controls="sections"
                on:click=toggle(state.menu)>"Sections"</button>
            <a class="home" href=designs::HASH title="All designs"><span class="mark" aria-hidden="true"></span><span class="crumb">"Envelope"</span></a>
            <input class="title" type="text" aria-label="Title of the design" placeholder="Untitled design" autocomplete="off"
                disabled=when(move || state.saved.with(Saved::is_closed)) prop:value=text(move || title.with(|title| title[0].clone()))
                on:input=typed(move |text| { state.look_at(&text); state.change("title", |doc| doc.title = text); })/>
            <SaveState/>
            <span id="offline"></span>
            <span aria-live="polite">
                <button id="update" class="link" hidden on:click=click(move |_| update(state))>"A new version is ready – use it now"</button>
            </span>
            <button class="ghost icon" aria-label="Undo" title="Undo (Ctrl+Z)" disabled=when(move || !state.can_undo.get()) on:click=click(move |_| state.undo())>"↶"</button>
            <button class="ghost icon" aria-label="Redo" title="Redo (Ctrl+Shift+Z)" disabled=when(move || !state.can_redo.get()) on:click=click(move |_| state.redo())>"↷"</button>
            <button class="only-wide" aria-expanded=preview::is_open(state, true) aria-controls="preview"
                on:click=click(move |_| preview::toggle(state, true))>"Share"</button>
            <button class="primary" aria-expanded=preview::is_open(state, false) aria-controls="preview"
                on:click=click(move |_| preview::toggle(state, false))>"Export"</button>
        </header>
    }
}

/// Lets the version that waits take over, once the design is stored; `guard.js` does it.
fn update(state: State) {
    spawn_local(async move {
        match turn::settled(state).await {
            Ok(()) => page::mark("data-update", "now"),
            Err(why) => state.say(["Not updated: ", &why].concat()),
        }
    });
}

/// Whether the design is stored.
#[component]
fn SaveState() -> impl IntoView {
    let state = State::here();
    let words = Signal::derive(move || match state.saved.get() {
        Saved::Opening => "Opening…".to_owned(),
        Saved::Yes => "Saved".to_owned(),
        Saved::Saving => "Saving…".to_owned(),
        Saved::No(_) => "Not saved".to_owned(),
        Saved::Follows => "Follows".to_owned(),
        Saved::Closed(_) => "Read only".to_owned(),
    });
    let why = text(move || why(&state.saved.get()));
    view! {
        <span class="status" class:bad=when(move || !why.with(String::is_empty)) title=why><span class="dot" aria-hidden="true"></span>{words}</span>
    }
}

fn why(saved: &Saved) -> String {
    match saved {
        Saved::No(why) | Saved::Closed(why) => why.clone(),
        _ => String::new(),
    }
}

/// What stands between this page and a stored design, with a way out of it.
#[component]
pub(super) fn Banner() -> impl IntoView {
    let state = State::here();
    let follows = when(move || state.saved.get() == Saved::Follows);
    let said = text(move || match state.saved.get() {
        Saved::Follows => "Open in another tab – this one follows.".to_owned(),
        saved => why(&saved),
    });
    view! {
        <div class="banner" role="alert" hidden=when(move || said.with(String::is_empty))>
            <span>{said}</span>
            <button hidden=when(move || !follows.get()) on:click=click(move |_| keep::take_over(state))>"Take over"</button>
            <button hidden=follows on:click=click(move |_| hand_over::design(state, true))>"Copy the design"</button>
            <button hidden=follows on:click=click(move |_| hand_over::design(state, false))>"Download the design"</button>
        </div>
    }
}

/// The list of sections, in groups.
#[component]
pub(super) fn Sections() -> impl IntoView {
    let groups = ["Clarify", "Estimate", "Design", "Notes"];
    let state = State::here();
    view! {
        <nav id="sections" aria-label="Sections" class:open=when(move || state.menu.get())>
            {groups.map(|group| begin::part(move || {
                let sections = Section::ALL.into_iter().filter(|section| section.group() == group);
                view! { <h2>{group}</h2><ul>{sections.map(|section| view! { <li><SectionLink section/></li> }).collect_view()}</ul> }.into_any()
            })).collect_view()}
            <Designs/>
        </nav>
    }
}

/// A section's entry: number, name, how far it is filled, how many problems it has.
#[component]
fn SectionLink(section: Section) -> impl IntoView {
    let state = State::here();
    // Tenths are enough for the eye, and spare the page a change with every key.
    let filled = state.watch(move |doc, _| vec![(outline::filled(section, doc) * 10).to_string()]);
    let filled = text(move || filled.with(|filled| filled[0].clone()));
    let wrong = memo(move || {
        match state.problems.with(|all| {
            all.iter()
                .filter(|p| p.section == section && p.severity != Severity::Hint)
                .count()
        }) {
            0 => String::new(),
            many => many.to_string(),
        }
    });
    let current = text(move || {
        if state.section.get() == section && !state.home().get() {
            "page"
        } else {
            "false"
        }
        .to_owned()
    });
    let said = Signal::derive(move || {
        let wrong = wrong.get();
        let problems = if wrong.is_empty() {
            String::new()
        } else {
            format!(", problems: {wrong}")
        };
        format!(", {}% filled{problems}", filled.get())
    });
    view! {
        <a href=format!("#/{}", section.route()) aria-current=current on:click=click(move |_| state.menu.set(false))>
            <b aria-hidden="true">{section.number()}</b><span>{section.name()}</span>
            <span class="n" aria-hidden="true">{wrong}</span>
            <span class="fill" aria-hidden="true"><i style:width=text(move || format!("{}%", filled.get()))></i></span>
            <span class="sr">{said}</span>
        </a>
    }
}

/// The other designs, and the look of the page.
#[component]
fn Designs() -> impl IntoView {
    let state = State::here();
    let theme = page::theme();
    let current = text(move || if state.home().get() { "page" } else { "false" }.to_owned());
    view! {
        <h2>"Designs"</h2>
        <ul><li><a href=designs::HASH aria-current=current on:click=click(move |_| state.menu.set(false))><b aria-hidden="true"></b><span>"All designs"</span></a></li></ul>
        <div class="designs">
            <button on:click=click(move |_| later::act(state, Act::New))>"New design"</button>
            <button class="only-narrow" on:click=click(move |_| { state.menu.set(false); preview::toggle(state, true); })>"Share"</button>
            <label>"Colours" <select class="in" on:change=typed(move |name| page::set_theme(Theme::from_name(&name)))>
                {Theme::ALL.map(|each| view! { <option value=each.name() prop:selected=theme == each>{each.label()}</option> }).collect_view()}
            </select></label>
        </div>
    }
}

/// What has just happened, said once.
#[component]
pub(super) fn Notice() -> impl IntoView {
    let state = State::here();
    view! {
        <div class="notice" role="status" aria-live="polite" class:shown=when(move || !state.notice.with(String::is_empty))>{state.notice}</div>
    }
}
