//! What if: the scenarios side by side, what breaks first, the answers; and figures to look up.

use super::desk;
use super::kit::{click, when};
use super::state::State;
use crate::desk::Wish;
use crate::library::reference::ReferenceTable;
use crate::model::whatif::SCENARIOS;
use crate::outline::Part;
use crate::text::grid::{Cell, Grid};
use leptos::prelude::*;

/// A part of what if, as a table. What stood there stays until the new one is made.
#[component]
pub(super) fn WhatIf(part: Part) -> impl IntoView {
    let state = State::here();
    let said = desk::follow(state, Wish::WhatIf(part));
    let made = Memo::new(move |_| match said.get() {
        Ok(texts) => Grid::from_texts(texts),
        Err(note) => Grid {
            note,
            ..Grid::default()
        },
    });
    let title = part.name();
    let alone = move || part == Part::Comparison && made.with(|made| made.head.len() < 3);
    view! {
        {(part == Part::Comparison).then(|| view! { <Crowds/> })}
        <p class="empty" hidden=when(move || !alone())>"Add a scenario: it stands here beside the design, with the differences marked."</p>
        <div class="figures" class:numbers=part == Part::Comparison tabindex="0" role="region" aria-label=title hidden=when(alone)>
            {move || made.with(|made| table(title, &made.head, &made.rows))}
        </div>
        <p class="hint" hidden=when(move || made.with(|made| made.note.is_empty()))>{move || made.with(|made| made.note.clone())}</p>
    }
}

/// A table to read, not to edit; the first cell of a row names it.
fn table(title: &'static str, head: &[String], rows: &[Vec<Cell>]) -> AnyView {
    let row = |cells: &Vec<Cell>| {
        let mut cells = cells.iter();
        let name = cells.next().map(|cell| cell.text.clone());
        let cell = |cell: &Cell| {
            let class = if cell.mark.is_empty() { "" } else { "differs" };
            let mark =
                (!cell.mark.is_empty()).then(|| view! { <small>{cell.mark.clone()}</small> });
            view! { <td class=class>{cell.text.clone()}" "{mark}</td> }
        };
        view! { <tr><th scope="row">{name}</th>{cells.map(cell).collect_view()}</tr> }
    };
    let head = head
        .iter()
        .map(|name| view! { <th scope="col">{name.clone()}</th> });
    view! {
        <table aria-label=title>
            <thead><tr>{head.collect_view()}</tr></thead>
            <tbody>{rows.iter().map(row).collect_view()}</tbody>
        </table>
    }
    .into_any()
}

/// One click for a scenario with so many times the users.
#[component]
fn Crowds() -> impl IntoView {
    let state = State::here();
    let button = move |factor: u32| {
        view! { <button on:click=click(move |_| crowd(state, factor))>{format!("×{factor} users")}</button> }
    };
    view! { <p class="crowds">{[1, 10, 100].map(button).collect_view()}</p> }
}

/// Adds a scenario with so many times the users, unless there is one by that name.
fn crowd(state: State, factor: u32) {
    let name = format!("×{factor} users");
    let there = state.doc.with_untracked(|doc| {
        let scenarios = &doc.whatif.scenarios;
        scenarios
            .iter()
            .any(|scenario| scenario.name.trim() == name)
    });
    if there {
        state.say(format!("“{name}” stands there already."));
        return;
    }
    let users = format!("{factor}x");
    state.change("", |doc| doc.add_row_of(&SCENARIOS, &[&name, &users]));
    state.say(format!("Added scenario “{name}”."));
}

/// Figures to look up, closed until they are wanted.
pub(super) fn reference(table_of: &'static ReferenceTable) -> AnyView {
    let cells = |row: &&[&str]| row.iter().map(|cell| Cell::from(*cell)).collect();
    let head: Vec<String> = table_of
        .columns
        .iter()
        .map(|name| (*name).to_owned())
        .collect();
    let rows: Vec<Vec<Cell>> = table_of.rows.iter().map(cells).collect();
    view! {
        <details class="reference">
            <summary>{table_of.title}</summary>
            <div class="figures" tabindex="0" role="region" aria-label=table_of.title>{table(table_of.title, &head, &rows)}</div>
            <p class="hint">{table_of.source}</p>
        </details>
    }
    .into_any()
}
