//! The entities of the data model: a table of them, and below it the attributes of each.

use super::state::State;
use super::table::{Shape, TableEditor};
use crate::estimate::data_model::{ROW_SIZE, TABLE_SIZE};
use crate::formula::Formula;
use crate::model::Id;
use crate::model::data_model::{ATTRIBUTE_ENTITY, ATTRIBUTES, ENTITIES};
use crate::text::schema;
use leptos::prelude::*;

/// What is computed for each entity.
static RESULTS: &[&Formula] = &[&ROW_SIZE, &TABLE_SIZE];

/// More entities than this are folded, so that a large model opens at once.
const UNFOLDED: usize = 8;

/// The entities, and the attributes of each.
#[component]
pub(super) fn Entities() -> impl IntoView {
    let state = State::here();
    let ids = Memo::new(move |_| state.doc.with(|doc| doc.data_model.entities.iter().map(|e| e.id).collect::<Vec<_>>()));
    let unfolded = ids.with_untracked(Vec::len) <= UNFOLDED;
    view! {
        <TableEditor shape=Shape::new(&ENTITIES, &[], RESULTS, true)/>
        <For each=move || ids.get() key=|id| *id let:entity><Attributes entity unfolded/></For>
    }
}

/// The attributes of one entity; they are put on the page when they are unfolded.
#[component]
fn Attributes(entity: Id, unfolded: bool) -> impl IntoView {
    let state = State::here();
    let open = RwSignal::new(unfolded);
    let name = Memo::new(move |_| state.doc.with(|doc| ENTITIES.row_name(doc, entity)));
    let size = Memo::new(move |_| state.estimate.with(|estimate| estimate.shown(&ROW_SIZE, entity)));
    let column = ATTRIBUTES.column(ATTRIBUTE_ENTITY.spec.key).unwrap_or_default();
    view! {
        <div class="entity">
            <h3>
                <button class="fold" aria-expanded=move || if open.get() { "true" } else { "false" } on:click=move |_| open.update(|open| *open = !*open)>
                    <span aria-hidden="true">{move || if open.get() { "▾ " } else { "▸ " }}</span>
                    {move || format!("Attributes of {}", name.get())}
                </button>
                <span class="aside">{move || format!("{} a row", size.get())}</span>
            </h3>
            {move || open.get().then(|| view! { <TableEditor shape=Shape::new(&ATTRIBUTES, &[], &[], true).of(column, entity)/> })}
        </div>
    }
}

/// The entities written as a relational schema.
#[component]
pub(super) fn Schema() -> impl IntoView {
    let state = State::here();
    let tables = Memo::new(move |_| state.doc.with(schema::lines));
    view! {
        <div class="schema">
            {move || {
                let tables = tables.get();
                if tables.is_empty() {
                    return view! { <p class="empty">"Written from the entities and their attributes above."</p> }.into_any();
                }
                tables.into_iter().map(|(name, lines)| view! {
                    <div><h3>{name}</h3><ul>{lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul></div>
                }).collect_view().into_any()
            }}
        </div>
    }
}
