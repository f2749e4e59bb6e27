//! A row of a table: its cells, each with its control and what is wrong with what was typed.

use super::beside;
use super::control::{Look, control};
use super::field::heard;
use super::kit::{click, memo, memos, text as label, when};
use super::near::near;
use super::state::State;
use super::table::Shape;
use crate::model::{Address, Id, Input, Section, Spec, row_name};
use crate::review::Problem;
use leptos::prelude::*;

/// One row. Far down in a long table it is empty until it comes near.
#[component]
pub(super) fn Row(shape: Shape, row: Id) -> impl IntoView {
    let state = State::here();
    let id = format!("t{}-{row}", shape.serial);
    // The rows that belong to one entity are few.
    let near = match shape.within {
        None => near(state, shape.table, &id, row),
        Some(_) => RwSignal::new(true),
    };
    view! { <tr id=id>{move || near.get().then(|| cells(state, shape, row))}</tr> }
}

/// The cells of a row. It reads the document once; they follow only if their own text changed.
fn cells(state: State, shape: Shape, row: Id) -> AnyView {
    let columns = shape.shown_columns();
    let numbers: Vec<usize> = columns.iter().map(|(at, _)| *at).collect();
    let shown = numbers.len();
    // The texts of the cells, then the results, and last the name of the row.
    let texts = state.watch(move |doc, estimate| {
        let rows = (shape.table.rows)(doc);
        let position = rows.position(row).unwrap_or(usize::MAX);
        let cell = |at| rows.cell_at(position, at).unwrap_or_default();
        let name = row_name(cell(0), position.saturating_add(1));
        let cells = numbers.iter().map(|at| cell(*at).to_owned());
        let results = shape.results.iter().map(|formula| {
            if beside::is_beside(formula) {
                String::new()
            } else {
                estimate.shown(formula, row)
            }
        });
        cells.chain(results).chain([name]).collect()
    });
    let part = move |place: usize| {
        memo(move || texts.with(|texts| texts.get(place).cloned().unwrap_or_default()))
    };
    let name = part(shown + shape.results.len());
    let cells = columns
        .into_iter()
        .enumerate()
        .map(move |(place, (column, spec))| {
            let text = part(place);
            view! { <Cell shape row column spec text name/> }
        });
    let outputs = (shown..).zip(shape.results).map(move |(place, formula)| {
        let shown = if beside::is_beside(formula) {
            beside::of_row(state, formula, row)
        } else {
            part(place).into()
        };
        view! {
            <td class="num out" data-label=formula.name>
                <output aria-label=label(move || format!("{}, {}", formula.name, name.get()))>{shown}</output>
            </td>
        }
    });
    view! {
        {cells.collect_view()}
        {outputs.collect_view()}
        {shape.home.then(|| view! {
            <td class="end">
                <button class="remove" aria-label=label(move || format!("Remove {} {}", shape.table.row, name.get()))
                    on:click=click(move |_| shape.remove(state, row))><span aria-hidden="true">"×"</span></button>
            </td>
        })}
    }
    .into_any()
}

/// One cell: its control, and what is wrong with what was typed.
#[component]
fn Cell(
    shape: Shape,
    row: Id,
    column: usize,
    spec: &'static Spec,
    text: Memo<String>,
    name: Memo<String>,
) -> impl IntoView {
    let state = State::here();
    let asks = Section::of_key(shape.table.key) == Some(Section::WhatIf);
    let place = Address::Cell {
        table: shape.table,
        row,
        column,
    };
    let heard = memos(move || {
        let heard = heard(spec, &text.get(), state.conventions.get());
        let heard = heard.map_or_else(|| vec![String::new(); 2], Vec::from);
        // What is wrong with a change shows only together with the entry that it is about.
        let refused = asks.then(|| state.problems.with(|all| refused(all, place)));
        refused
            .flatten()
            .map_or(heard, |why| vec![String::new(), why])
    });
    let part = move |part: usize| label(move || heard.with(|heard| heard[part].clone()));
    let id = shape.cell_id(row, column);
    let note = format!("{id}-note");
    let placeholder = match spec.input {
        Input::Line | Input::Quantity(_) if !spec.example.is_empty() => {
            format!("e.g. {}", spec.example)
        }
        _ => String::new(),
    };
    let mut look = Look {
        id,
        label: label(move || format!("{}, {}", spec.label, name.get())),
        placeholder: Signal::stored(placeholder.clone()),
        described: note.clone(),
        invalid: when(move || heard.with(|heard| !heard[1].is_empty())),
        cell: true,
        assumed: Signal::stored(false),
    };
    if spec.optional && spec.kind().is_some() {
        // What it follows from others to be stands there while nothing is entered.
        let derived = state.watch(move |_, estimate| {
            let derived = estimate.derived(spec.key, row);
            vec![derived.unwrap_or_else(|| placeholder.clone())]
        });
        look.placeholder = label(move || derived.with(|derived| derived[0].clone()));
    }
    let single_line = matches!(spec.input, Input::Line | Input::Quantity(_));
    let kind = match spec.input {
        Input::Quantity(_) => "num",
        Input::Choice(_) | Input::Reference(_) => "choice",
        _ if column == 0 => "first",
        _ => "text",
    };
    view! {
        <td class=kind data-label=spec.label on:keydown=move |ev| shape.key(state, row, column, single_line, &ev)>
            {control(place, text.into(), &look)}
            <span id=note><span class="echo">{part(0)}</span><span class="msg">{part(1)}</span></span>
        </td>
    }
}

/// Why an entry cannot be carried out.
fn refused(problems: &[Problem], place: Address) -> Option<String> {
    let problem = problems.iter().find(|problem| problem.place == place);
    problem.map(|problem| problem.detail.clone())
}
