//! What follows from the design as tables to read, made beside the page; and figures to look up.

use super::desk;
use super::kit::when;
use super::near::{WHOLE, near_whole};
use super::state::State;
use super::whatif::Crowds;
use crate::desk::Wish;
use crate::library::reference::ReferenceTable;
use crate::outline::View;
use crate::text::grid::{Cell, Grid};
use leptos::prelude::*;

/// A table of what follows. What stood there stays until the new one is made.
#[component]
pub(super) fn Follows(view: View) -> impl IntoView {
    let state = State::here();
    let said = desk::follow(state, Wish::View(view));
    let made = Memo::new(move |_| match said.get() {
        Ok(texts) => Grid::from_texts(texts),
        Err(note) => Grid {
            note,
            ..Grid::default()
        },
    });
    let title = view.name();
    let rows = move || made.with(|made| made.rows.len());
    // Hundreds of rows cost the browser something at each key, whether they are seen or not.
    let id = title.replace(' ', "-");
    let near = near_whole(&id, move || rows() > WHOLE);
    let alone = move || {
        made.with(|made| match view {
            View::Comparison => made.head.len() < 3,
            _ => made.rows.is_empty(),
        })
    };
    view! {
        {(view == View::Comparison).then(|| view! { <Crowds/> })}
        <p class="empty" hidden=when(move || !alone())>{view.empty()}</p>
        <div class="figures" class:numbers=view == View::Comparison tabindex="0" role="region" aria-label=title hidden=when(alone)>
            <div id=id style=("--rows", move || rows().to_string())>{move || near.get().then(|| made.with(|made| table(title, &made.head, &made.rows)))}</div>
        </div>
        <p class="hint" hidden=when(move || made.with(|made| made.note.is_empty()))>{move || made.with(|made| made.note.clone())}</p>
    }
}

/// A table to read, not to edit; the first cell of a row names it.
pub(super) fn table(title: &'static str, head: &[String], rows: &[Vec<Cell>]) -> AnyView {
    let numeric: Vec<bool> = (0..head.len()).map(|at| holds_numbers(rows, at)).collect();
    let class = |at: usize| if numeric[at] { "num" } else { "" };
    let row = |cells: &Vec<Cell>| {
        let mut cells = (0..head.len()).zip(cells);
        let name = cells.next().map(|(_, cell)| cell.text.clone());
        let cell = |(at, cell): (usize, &Cell)| {
            let class = if cell.mark.is_empty() {
                class(at)
            } else {
                "differs"
            };
            let mark =
                (!cell.mark.is_empty()).then(|| view! { <small>{cell.mark.clone()}</small> });
            view! { <td class=class>{cell.text.clone()}" "{mark}</td> }
        };
        view! { <tr><th scope="row">{name}</th>{cells.map(cell).collect_view()}</tr> }
    };
    let head = (0..)
        .zip(head)
        .map(|(at, name)| view! { <th scope="col" class=class(at)>{name.clone()}</th> });
    view! {
        <table aria-label=title>
            <thead><tr>{head.collect_view()}</tr></thead>
            <tbody>{rows.iter().map(row).collect_view()}</tbody>
        </table>
    }
    .into_any()
}

/// Whether a column, which is not the first, has numbers and nothing else, so that they stand one below the other.
fn holds_numbers(rows: &[Vec<Cell>], column: usize) -> bool {
    let first = |row: &Vec<Cell>| row.get(column)?.text.chars().next();
    let mut firsts = rows
        .iter()
        .filter_map(first)
        .filter(|first| *first != '–')
        .peekable();
    column > 0
        && firsts.peek().is_some()
        && firsts.all(|first| first.is_ascii_digit() || "$×".contains(first))
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
