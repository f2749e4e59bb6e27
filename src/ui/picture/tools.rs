//! What stands above and over the architecture's picture while it is edited.

use super::super::kit::{aria, click, each, ids, text, toggle, typed, when};
use super::super::state::State;
use super::edit::{Edit, Over};
use crate::browser::page;
use crate::model::Id;
use crate::model::architecture::{COMPONENTS, KINDS};
use crate::model::placed::Align;
use leptos::ev::{FocusEvent, KeyboardEvent};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;

/// The palette, and what can be done with what is chosen.
pub(super) fn tools(edit: Edit) -> AnyView {
    let state = State::here();
    let palette = RwSignal::new(false);
    let empty = when(move || state.doc.with(|doc| doc.architecture.components.is_empty()));
    let nothing = when(move || edit.chosen.with(Vec::is_empty));
    let not_one = when(move || edit.one().is_none());
    let placed = when(move || state.doc.with(|doc| !doc.is_placed()));
    let again = click(move |_| {
        state.change("", crate::model::Document::lay_out_again);
        state.say("Laid out again. Undo brings back where everything stood.");
    });
    let row = click(move |_| {
        if let [row] = edit.chosen.get_untracked()[..] {
            page::focus_row(&row.to_string());
        }
    });
    view! {
        <div class="tools hand">
            <button aria-expanded=aria(palette.into()) on:click=toggle(palette)>"Add to the picture"</button>
            <span class="by-hand" hidden=empty>
                {choice(edit, "Component in the picture", "Choose…", move |row| edit.chosen.set(row.into_iter().collect()), move || edit.one())}
                <button class="ghost" disabled=not_one on:click=click(move |_| edit.rename())>"Rename"</button>
                <button class="ghost" disabled=not_one aria-expanded=aria(edit.connects.into()) on:click=toggle(edit.connects)>"Connect"</button>
                <button class="ghost" disabled=nothing on:click=click(move |_| edit.remove())>"Delete"</button>
                <button class="ghost" disabled=nothing on:click=row>"Show its row"</button>
                <button class="ghost" disabled=placed on:click=again>"Lay out again"</button>
            </span>
        </div>
        {aligning(edit)}
        <div class="tools hand palette" hidden=when(move || !palette.get())>
            {KINDS.iter().map(|(kind, label)| view! {
                <button on:click=click(move |_| edit.add(kind))>{*label}</button>
            }).collect_view()}
        </div>
        <div class="tools hand" hidden=when(move || !edit.connects.get() || edit.one().is_none())>
            {choice(edit, "Connect to", "Choose the target, or click it…", move |row| if let Some(row) = row { edit.connect(row) }, || None)}
        </div>
    }
    .into_any()
}

/// How several components are put in line, for as long as several are chosen.
fn aligning(edit: Edit) -> AnyView {
    let fewer = move |least: usize| when(move || edit.components().len() < least);
    view! {
        <div class="tools hand" role="group" aria-label="Align" hidden=fewer(2)>
            {Align::ALL.map(|align| {
                let [name, key] = align.said();
                view! {
                    <button class="ghost" aria-keyshortcuts=key disabled=fewer(align.least()) on:click=click(move |_| edit.align(align))>{name}</button>
                }
            })}
        </div>
    }
    .into_any()
}

/// A choice among the components; whoever goes through it by keys has chosen with Enter or by leaving it.
fn choice(
    edit: Edit,
    name: &'static str,
    none: &'static str,
    take: impl Fn(Option<Id>) + Copy + 'static,
    now: impl Fn() -> Option<Id> + Copy + Send + Sync + 'static,
) -> AnyView {
    let state = State::here();
    let rows = ids(move || {
        state.doc.with(|doc| {
            doc.architecture
                .components
                .iter()
                .map(|one| one.id)
                .collect()
        })
    });
    let label = move |row: Id| text(move || state.doc.with(|doc| COMPONENTS.row_name(doc, row)));
    let chosen = text(move || {
        edit.chosen.track();
        rows.track();
        now().map(|row| row.to_string()).unwrap_or_default()
    });
    view! {
        <select aria-label=name prop:value=chosen on:change=typed(move |row| take(row.parse().ok()))>
            <option value="">{none}</option>
            {each(rows, move |row| view! { <option value=row.to_string()>{label(row)}</option> }.into_any())}
        </select>
    }
    .into_any()
}

/// The name of a component, where it stands in the picture.
pub(super) fn name(edit: Edit, canvas: &'static str) -> AnyView {
    let state = State::here();
    let input = move |(row, (x, y, width)): Over| {
        let doc = state.doc.get_untracked();
        let rows = &doc.architecture.components;
        let name = rows
            .iter()
            .find(|one| one.id == row)
            .map(|one| one.name.clone())
            .unwrap_or_default();
        let key = move |event: KeyboardEvent| {
            event.stop_propagation();
            match event.key().as_str() {
                "Enter" if !event.is_composing() => edit.named(&event_target_value(&event)),
                "Escape" => edit.renamed.set(None),
                _ => return,
            }
            event.prevent_default();
            page::focus(canvas);
        };
        let all = move |event: FocusEvent| {
            if let Some(input) = event
                .target()
                .and_then(|on| on.dyn_into::<web_sys::HtmlInputElement>().ok())
            {
                input.select();
            }
        };
        let (left, top, wide) = (
            format!("{x}px"),
            format!("{y}px"),
            format!("{}px", width.max(160.0)),
        );
        view! {
            <input id="picture-name" class="name" aria-label="Name of the component" style:left=left style:top=top style:width=wide
                value=name on:keydown=key on:focus=all on:blur=move |event| edit.named(&event_target_value(&event))/>
        }
    };
    view! { {move || edit.renamed.get().map(input)} }.into_any()
}
