//! The entities of the data model: a table of them, and below it the attributes of each.

use super::kit::{aria, each, ids, memo, memos, text, toggle, when};
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
    let ids = ids(move || {
        state
            .doc
            .with(|doc| doc.data_model.entities.iter().map(|e| e.id).collect())
    });
    let unfolded = ids.with_untracked(Vec::len) <= UNFOLDED;
    view! {
        <TableEditor shape=Shape::new(&ENTITIES, &[], RESULTS, true)/>
        {each(ids, move |entity| view! { <Attributes entity unfolded/> }.into_any())}
    }
}

/// The attributes of one entity; they are put on the page when they are unfolded.
#[component]
fn Attributes(entity: Id, unfolded: bool) -> impl IntoView {
    let state = State::here();
    let open = RwSignal::new(unfolded);
    let name = memo(move || state.doc.with(|doc| ENTITIES.row_name(doc, entity)));
    let size = memo(move || {
        state
            .estimate
            .with(|estimate| estimate.shown(&ROW_SIZE, entity))
    });
    let column = ATTRIBUTES
        .column(ATTRIBUTE_ENTITY.spec.key)
        .unwrap_or_default();
    view! {
        <div class="entity">
            <h3>
                <button class="fold" aria-expanded=aria(open.into()) on:click=toggle(open)>
                    <span aria-hidden="true">{text(move || if open.get() { "▾ " } else { "▸ " }.to_owned())}</span>
                    {text(move || format!("Attributes of {}", name.get()))}
                </button>
                <span class="aside">{text(move || format!("{} a row", size.get()))}</span>
            </h3>
            {move || open.get().then(|| view! { <TableEditor shape=Shape::new(&ATTRIBUTES, &[], &[], true).of(column, entity)/> })}
        </div>
    }
}

/// The entities written as a relational schema.
#[component]
pub(super) fn Schema() -> impl IntoView {
    let state = State::here();
    // The name of each entity, and behind a tab each of its lines.
    let tables = memos(move || {
        let tables = state.doc.with(schema::lines).into_iter();
        tables
            .flat_map(|(name, lines)| {
                [name]
                    .into_iter()
                    .chain(lines.into_iter().map(|line| format!("\t{line}")))
            })
            .collect()
    });
    view! {
        <p class="empty" hidden=when(move || !tables.with(Vec::is_empty))>"Written from the entities and their attributes above."</p>
        <div class="schema">
            {move || tables.get().chunk_by(|_, line| line.starts_with('\t')).map(table_lines).collect_view()}
        </div>
    }
}

/// The first line is the name, the others are its attributes.
fn table_lines(lines: &[String]) -> AnyView {
    let (name, lines) = lines
        .split_first()
        .map_or((String::new(), Vec::new()), |(name, lines)| {
            (name.clone(), lines.to_vec())
        });
    view! { <div><h3>{name}</h3><ul>{lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul></div> }.into_any()
}
