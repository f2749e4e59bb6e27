//! The entities of the data model: a table of them, and below it the attributes of each.

use super::kit::{aria, each, ids, memo, text, toggle, when};
use super::near::near;
use super::state::State;
use super::table::{Shape, TableEditor};
use crate::estimate::data_model::{ROW_SIZE, TABLE_SIZE};
use crate::formula::Formula;
use crate::model::Id;
use crate::model::data_model::{ATTRIBUTE_ENTITY, ATTRIBUTES, ENTITIES};
use crate::outline::ENTITY_COLUMNS;
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
    let ids = entity_ids(state);
    let unfolded = ids.with_untracked(Vec::len) <= UNFOLDED;
    view! {
        <TableEditor shape=Shape::new(&ENTITIES, ENTITY_COLUMNS, RESULTS, true)/>
        {each(ids, move |entity| view! { <Attributes entity unfolded/> }.into_any())}
    }
}

fn entity_ids(state: State) -> Memo<Vec<Id>> {
    ids(move || state.doc.with(|doc| (ENTITIES.rows)(doc).ids()))
}

/// The attributes of one entity; they are put on the page when they are unfolded.
#[component]
fn Attributes(entity: Id, unfolded: bool) -> impl IntoView {
    let state = State::here();
    let open = RwSignal::new(unfolded);
    let id = format!("attributes-{entity}");
    let near = near(state, &ENTITIES, &id, entity);
    view! { <div class="entity" id=id>{move || near.get().then(|| attributes(state, entity, open))}</div> }
}

fn attributes(state: State, entity: Id, open: RwSignal<bool>) -> AnyView {
    let said = state.watch(move |doc, estimate| {
        vec![
            format!("Attributes of {}", ENTITIES.row_name(doc, entity)),
            format!("{} a row", estimate.shown(&ROW_SIZE, entity)),
        ]
    });
    let part = move |part: usize| text(move || said.with(|said| said[part].clone()));
    let column = ATTRIBUTES
        .column(ATTRIBUTE_ENTITY.spec.key)
        .unwrap_or_default();
    view! {
        <h3>
            <button class="fold" aria-expanded=aria(open.into()) on:click=toggle(open)>
                <span aria-hidden="true">{text(move || if open.get() { "▾ " } else { "▸ " }.to_owned())}</span>
                {part(0)}
            </button>
            <span class="aside">{part(1)}</span>
        </h3>
        {move || open.get().then(|| view! { <TableEditor shape=Shape::new(&ATTRIBUTES, &[], &[], true).of(column, entity)/> })}
    }
    .into_any()
}

/// The entities written as a relational schema.
#[component]
pub(super) fn Schema() -> impl IntoView {
    let state = State::here();
    let ids = entity_ids(state);
    // Of each entity its name and its lines, in the order of the entities.
    let tables = state.watch(|doc, _| {
        let tables = schema::lines(doc).into_iter();
        tables
            .map(|(name, lines)| [vec![name], lines].concat().join("\n"))
            .collect()
    });
    view! {
        <p class="empty" hidden=when(move || !ids.with(Vec::is_empty))>"Written from the entities and their attributes above."</p>
        <div class="schema">{each(ids, move |entity| view! { <SchemaTable entity ids tables/> }.into_any())}</div>
    }
}

/// One entity of the schema.
#[component]
fn SchemaTable(entity: Id, ids: Memo<Vec<Id>>, tables: RwSignal<Vec<String>>) -> impl IntoView {
    let state = State::here();
    let id = format!("schema-{entity}");
    let near = near(state, &ENTITIES, &id, entity);
    let lines = memo(move || {
        let place = ids.with(|ids| ids.iter().position(|id| *id == entity));
        let table = tables.with(|tables| place.and_then(|place| tables.get(place).cloned()));
        table.unwrap_or_default()
    });
    let table = move || {
        let lines = lines.get();
        let mut lines = lines.lines().map(str::to_owned);
        let name = lines.next();
        view! { <h3>{name}</h3><ul>{lines.map(|line| view! { <li>{line}</li> }).collect_view()}</ul> }
    };
    view! { <div id=id>{move || near.get().then(table)}</div> }
}
