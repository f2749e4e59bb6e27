//! The entities, the flow and the architecture as pictures: drawn beside the page, to be looked at, zoomed, clicked and
//! downloaded; and the same in Mermaid's words. That of the architecture is edited in place: see [`edit`].

mod deeds;
mod edit;
pub(super) mod file;
mod import;
mod load;
mod tools;

use super::desk;
use super::kit::{aria, click, text, toggle, when};
use super::state::State;
use crate::browser::{page, redrawn};
use crate::desk::{Drawing, Wish};
use edit::Edit;
use file::File;
use import::Import;
use leptos::ev::{KeyboardEvent, MouseEvent, PointerEvent};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use load::Load;

/// Steps of the zoom, in percent.
const STEPS: [u32; 9] = [25, 35, 50, 70, 100, 140, 200, 280, 400];

/// The picture, and what can be done with it.
#[component]
pub(super) fn Picture(drawing: Drawing) -> impl IntoView {
    let state = State::here();
    let load = (drawing == Drawing::Architecture).then(|| Load::new(state));
    let said = load.map_or_else(
        || desk::follow(state, Wish::Picture(drawing)),
        |load| load.said,
    );
    let first = move |said: &desk::Said| Some(said.as_ref().ok()?.first()?.clone());
    let svg = text(move || said.with(first).unwrap_or_default());
    // All of it first; a picture that is smaller than the page keeps its size.
    let (zoom, fit) = (RwSignal::new(100), RwSignal::new(true));
    let (id, canvas) = ids(drawing);
    let wide = text(move || svg.with(|svg| format!("{}px", width(svg))));
    let step = move |up: bool| {
        // From all of a picture the next step is one in which its words can be read.
        let now = if fit.get_untracked() {
            50
        } else {
            zoom.get_untracked()
        };
        let at = STEPS.iter().position(|step| *step >= now).unwrap_or(0);
        let at = if up { at + 1 } else { at.saturating_sub(1) };
        zoom.set(STEPS[at.min(STEPS.len() - 1)]);
        fit.set(false);
    };
    let empty = when(move || state.doc.with(|doc| drawing.is_empty(doc)));
    let why = text(move || said.with(|said| said.as_ref().err().cloned().unwrap_or_default()));
    // What is chosen is marked again in each new picture, once that is on the page.
    let place = format!("{canvas}-picture");
    let shown = view! {
        <div id=place.clone() class:fit=fit style=("--wide", wide) style:zoom=text(move || format!("{}%", if fit.get() { 100 } else { zoom.get() }))></div>
    };
    let edit = (drawing == Drawing::Architecture).then(|| Edit::new(state, id));
    Effect::new(move |before: Option<String>| {
        let now = svg.get();
        // What a hand has moved is not as it was drawn.
        let before = before.filter(|_| edit.is_none()).unwrap_or_default();
        if let Some(place) = page::element(&place) {
            redrawn::show(&place, &before, &now);
        }
        now
    });
    if let Some(edit) = edit {
        Effect::new(move |_| {
            svg.track();
            edit.chosen.track();
            page::next_frame(move || edit.show());
        });
    }
    view! {
        {edit.map(tools::tools)}
        <p class="hint" hidden=when(move || why.with(String::is_empty))>{why}</p>
        <div class="picture" id=id hidden=empty>
            <div class="tools">
                <button class="ghost icon" aria-label="Smaller picture" on:click=click(move |_| step(false))>"−"</button>
                <button class="ghost" title="Picture in its own size" on:click=click(move |_| { zoom.set(100); fit.set(false); })>{text(move || format!("{} %", zoom.get()))}</button>
                <button class="ghost icon" aria-label="Larger picture" on:click=click(move |_| step(true))>"+"</button>
                <button class="ghost" aria-pressed=aria(fit.into()) on:click=toggle(fit)>"Fit width"</button>
                <button class="ghost" on:click=click(move |_| page::full_screen(id))>"Full screen"</button>
                <button on:click=click(move |_| file::download(state, seen(drawing, load), drawing.name(), File::Svg))>"Download SVG"</button>
                <button on:click=click(move |_| file::download(state, seen(drawing, load), drawing.name(), File::Png))>"Download PNG"</button>
            </div>
            {load.map(load::tools)}
            {sheet(drawing, canvas, edit, shown)}
            {load.map(load::words)}
            <Code drawing/>
        </div>
        {edit.map(|_| view! { <Import/> })}
    }
}

/// The ids of the element around a picture and of the one in which it is scrolled.
const fn ids(drawing: Drawing) -> (&'static str, &'static str) {
    match drawing {
        Drawing::Entities => ("picture-entities", "canvas-entities"),
        Drawing::Flow => ("picture-flow", "canvas-flow"),
        Drawing::Architecture => ("picture-architecture", "canvas-architecture"),
    }
}

/// The width of a picture in its own size.
fn width(svg: &str) -> &str {
    let (_, rest) = svg.split_once(" width=\"").unwrap_or_default();
    rest.split_once('"').unwrap_or_default().0
}

/// The picture where it is scrolled: a click on a part of it leads to its row, or it is edited.
fn sheet(
    drawing: Drawing,
    canvas: &'static str,
    edit: Option<Edit>,
    shown: impl IntoView + 'static,
) -> AnyView {
    let label = format!("Picture of the {}", drawing.name());
    let Some(edit) = edit else {
        return view! {
            <div class="canvas" id=canvas tabindex="0" role="region" aria-label=label on:click=click(move |event| to_row(drawing, &event))>{shown}</div>
        }
        .into_any();
    };
    let double = move |event: MouseEvent| {
        event.prevent_default();
        edit.rename();
    };
    view! {
        <div class="canvas by-hand" id=canvas tabindex="0" role="region" aria-label=label aria-describedby="by-hand"
            on:pointerdown=move |event: PointerEvent| edit.down(&event)
            on:touchstart=move |event| edit.touch(&event)
            on:pointermove=move |event: PointerEvent| edit.moves(&event)
            on:pointerup=move |event: PointerEvent| edit.up(&event)
            on:pointercancel=move |_| edit.cancel()
            on:dblclick=double
            on:keydown=move |event: KeyboardEvent| edit.key(&event)>
            {shown}
            {tools::name(edit, canvas)}
        </div>
        <p id="by-hand" class="keys hint"><kbd>"Space"</kbd>" chooses the next component, "<kbd>"←↑↓→"</kbd>" move it, "<kbd>"Enter"</kbd>" renames it, "<kbd>"Delete"</kbd>" removes it; "<kbd>"Shift"</kbd>" and a click, or "<kbd>"Ctrl"</kbd>" and "<kbd>"Space"</kbd>", chooses more than one; "<kbd>"L C R T M B"</kbd>" align these, "<kbd>"H V"</kbd>" space them evenly."</p>
    }
    .into_any()
}

/// What is drawn, in Mermaid's words; asked for once it is unfolded.
#[component]
fn Code(drawing: Drawing) -> impl IntoView {
    let open = RwSignal::new(false);
    let code = move || {
        let said = desk::follow(State::here(), Wish::Mermaid(drawing));
        let said =
            text(move || said.with(|said| said.clone().unwrap_or_else(|why| vec![why]).concat()));
        view! { <pre class="code" tabindex="0" role="region" aria-label=format!("Mermaid code of the {}", drawing.name())>{said}</pre> }
    };
    view! {
        <div class="tools">
            <button class="fold" aria-expanded=aria(open.into()) on:click=toggle(open)>
                <span aria-hidden="true">{text(move || if open.get() { "▾ " } else { "▸ " }.to_owned())}</span>
                "Mermaid code"
            </button>
        </div>
        {move || open.get().then(code)}
    }
}

/// A click on a part of the picture leads to its row.
fn to_row(drawing: Drawing, event: &MouseEvent) {
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let part = target.and_then(|target| target.closest("[data-key]").ok().flatten());
    let Some(key) = part.and_then(|part| part.get_attribute("data-key")) else {
        return;
    };
    match drawing {
        Drawing::Entities => page::focus_within(&format!("attributes-{key}")),
        Drawing::Flow | Drawing::Architecture => page::focus_row(&key),
    }
}

/// What the picture is as it is shown.
fn seen(drawing: Drawing, load: Option<Load>) -> Wish {
    load.and_then(Load::wish).unwrap_or(Wish::Picture(drawing))
}
