//! The frame of the page: top bar, list of sections, messages.

use super::state::{Saved, State};
use crate::browser::page::{self, Theme};
use crate::library::examples;
use crate::model::{Document, Section};
use crate::outline;
use crate::text::json;
use leptos::prelude::*;

/// The bar at the top.
#[component]
pub(super) fn TopBar() -> impl IntoView {
    let state = State::here();
    let title = Memo::new(move |_| state.doc.with(|doc| doc.title.clone()));
    let expanded = |open: RwSignal<bool>| move || if open.get() { "true" } else { "false" };
    view! {
        <header class="bar">
            <button class="ghost only-narrow" aria-expanded=expanded(state.menu) aria-controls="sections"
                on:click=move |_| state.menu.update(|open| *open = !*open)>"Sections"</button>
            <a class="home" href="#/requirements"><span class="mark" aria-hidden="true"></span><span class="crumb">"Envelope"</span></a>
            <input class="title" type="text" aria-label="Title of the design" placeholder="Untitled design" autocomplete="off"
                prop:value=move || title.get()
                on:input:target=move |ev| { let text = ev.target().value(); state.change("title", |doc| doc.title = text); }/>
            <SaveState/>
            <button class="ghost icon" aria-label="Undo" title="Undo (Ctrl+Z)" disabled=move || !state.can.get().0 on:click=move |_| state.undo()>"↶"</button>
            <button class="ghost icon" aria-label="Redo" title="Redo (Ctrl+Shift+Z)" disabled=move || !state.can.get().1 on:click=move |_| state.redo()>"↷"</button>
            <button class="primary" aria-expanded=expanded(state.preview) aria-controls="preview"
                on:click=move |_| state.preview.update(|open| *open = !*open)>"Export"</button>
        </header>
    }
}

/// Whether the design is stored.
#[component]
fn SaveState() -> impl IntoView {
    let state = State::here();
    let words = move || match state.saved.get() {
        Saved::Opening => "Opening…".to_owned(),
        Saved::Yes => "Saved".to_owned(),
        Saved::Saving => "Saving…".to_owned(),
        Saved::No(_) => "Not saved".to_owned(),
    };
    let why = move || match state.saved.get() {
        Saved::No(why) => Some(why),
        _ => None,
    };
    view! {
        <span class="status" class:bad=move || why().is_some() title=why><span class="dot" aria-hidden="true"></span>{words}</span>
    }
}

/// The list of sections, in groups.
#[component]
pub(super) fn Sections() -> impl IntoView {
    let groups = ["Clarify", "Estimate", "Design", "Notes"];
    view! {
        <nav id="sections" aria-label="Sections" class:open=move || State::here().menu.get()>
            {groups.map(|group| {
                let sections = Section::ALL.into_iter().filter(|section| section.group() == group);
                view! { <h2>{group}</h2><ul>{sections.map(|section| view! { <li><SectionLink section/></li> }).collect_view()}</ul> }
            }).collect_view()}
            <Designs/>
        </nav>
    }
}

/// A section's entry: number, name, how far it is filled, how many problems it has.
#[component]
fn SectionLink(section: Section) -> impl IntoView {
    let state = State::here();
    // Tenths are enough for the eye, and spare the page a change with every key.
    let filled = Memo::new(move |_| (state.doc.with(|doc| outline::filled(section, doc)) * 10.0).round());
    let wrong = Memo::new(move |_| state.problems.with(|all| all.iter().filter(|p| p.section == section).count()));
    let current = move || (state.section.get() == section).then_some("page");
    let said = move || {
        let share = match filled.get() {
            0.0 => "empty".to_owned(),
            10.0 => "filled".to_owned(),
            tenths => format!("{} % filled", tenths * 10.0),
        };
        match wrong.get() {
            0 => format!(", {share}"),
            1 => format!(", {share}, 1 problem"),
            many => format!(", {share}, {many} problems"),
        }
    };
    view! {
        <a href=format!("#/{}", section.route()) aria-current=current on:click=move |_| state.menu.set(false)>
            <b aria-hidden="true">{section.number()}</b><span>{section.name()}</span>
            {move || match wrong.get() {
                0 => view! { <span class="fill" aria-hidden="true"><i style:width=move || format!("{}%", filled.get() * 10.0)></i></span> }.into_any(),
                many => view! { <span class="n" aria-hidden="true">{many}</span> }.into_any(),
            }}
            <span class="sr">{said}</span>
        </a>
    }
}

/// A new design, the example, and the look of the page.
#[component]
fn Designs() -> impl IntoView {
    let state = State::here();
    let theme = RwSignal::new(page::theme());
    let choose = move |name: String| {
        let chosen = Theme::from_name(&name);
        page::set_theme(chosen);
        theme.set(chosen);
    };
    view! {
        <h2>"Design"</h2>
        <div class="designs">
            <button on:click=move |_| replace(state, Document::default(), "Started a new design. Undo brings the old one back.")>"New design"</button>
            <button on:click=move |_| open_example(state)>"Open the example"</button>
            <label>"Colours" <select class="in" on:change:target=move |ev| choose(ev.target().value())>
                {Theme::ALL.map(|each| view! { <option value=each.name() prop:selected=move || theme.get() == each>{each.label()}</option> }).collect_view()}
            </select></label>
        </div>
    }
}

/// Puts the bundled example on the page; what was there comes back by undo.
pub(super) fn open_example(state: State) {
    match json::from_json(examples::PASTEBIN.json) {
        Ok(document) => replace(state, document, "Opened the example. Undo brings your design back."),
        Err(why) => state.say(why),
    }
}

fn replace(state: State, document: Document, message: &str) {
    state.menu.set(false);
    state.change("", |doc| *doc = document);
    state.say(message);
}

/// What has just happened, said once.
#[component]
pub(super) fn Notice() -> impl IntoView {
    let state = State::here();
    view! {
        <div class="notice" role="status" aria-live="polite" class:shown=move || !state.notice.with(String::is_empty)>{move || state.notice.get()}</div>
    }
}
