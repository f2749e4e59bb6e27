//! A table that is edited in place: Enter for a new row, arrows to move, Alt and arrows to move the row.

use super::kit::{click, each, ids, text, when};
use super::row::Row;
use super::state::State;
use crate::browser::page;
use crate::formula::Formula;
use crate::model::{Document, Id, Input, Section, Spec, Table};
use crate::quantity::Kind;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use std::fmt::Write as _;
use std::sync::atomic::{AtomicU32, Ordering};

/// A control that is higher than this holds several lines.
const ONE_LINE_PX: i32 = 48;

/// Tells the tables of the page apart: one table of the document may be shown twice.
static NEXT: AtomicU32 = AtomicU32::new(0);

/// What is shown of a table, and how.
#[derive(Clone, Copy)]
pub(super) struct Shape {
    /// The table.
    pub(super) table: &'static Table,
    /// The columns that are shown; none stands for all.
    pub(super) columns: &'static [usize],
    /// Results at the end of each row.
    pub(super) results: &'static [&'static Formula],
    /// Whether rows are added and removed here.
    pub(super) home: bool,
    /// Only the rows that hold this id in this column, which is not shown.
    pub(super) within: Option<(usize, Id)>,
    pub(super) serial: u32,
}

impl Shape {
    /// All columns of a table, with its rows added and removed.
    pub(super) fn new(
        table: &'static Table,
        columns: &'static [usize],
        results: &'static [&'static Formula],
        home: bool,
    ) -> Self {
        Self {
            table,
            columns,
            results,
            home,
            within: None,
            serial: NEXT.fetch_add(1, Ordering::Relaxed),
        }
    }

    /// Only the rows that belong to `parent` by the column with this number.
    pub(super) fn of(mut self, column: usize, parent: Id) -> Self {
        self.within = Some((column, parent));
        self
    }

    pub(super) fn shown_columns(&self) -> Vec<(usize, &'static Spec)> {
        let hidden = self.within.map(|(column, _)| column);
        let specs = (self.table.specs)();
        let all: Vec<usize> = match self.columns {
            [] => (0..specs.len()).collect(),
            columns => columns.to_vec(),
        };
        let shown = all.into_iter().filter(|at| Some(*at) != hidden);
        let shown = shown.filter_map(|at| Some((at, *specs.get(at)?)));
        shown.filter(|(_, spec)| !spec.in_picture).collect()
    }

    pub(super) fn ids(&self, doc: &Document) -> Vec<Id> {
        let rows = (self.table.rows)(doc);
        let ids = rows.ids();
        let Some((column, parent)) = self.within else {
            return ids;
        };
        let parent = parent.to_string();
        let within = ids
            .into_iter()
            .enumerate()
            .filter(|(position, _)| rows.cell_at(*position, column) == Some(parent.as_str()));
        within.map(|(_, id)| id).collect()
    }

    /// The widths of the columns: at least so many pixels, and a share of what is left. Laid out by these, a row
    /// needs to know nothing of the others, so that the browser leaves out those that are not in sight.
    fn tracks(&self) -> (String, String) {
        let columns = self.shown_columns();
        // Beside numbers the first column is a name; without them it is a sentence.
        let numbers =
            !self.results.is_empty() || columns.iter().any(|(_, spec)| spec.kind().is_some());
        // Where there is room, a name of twenty letters stays in one piece.
        let many = columns.len() + self.results.len() > 5;
        let name = if many { 110 } else { 128 };
        let columns = columns.into_iter().map(|(at, spec)| match spec.input {
            Input::Quantity(Kind::ActionRate | Kind::Rate | Kind::Limit) => (104, 12),
            // “100 years” is not cut off.
            Input::Quantity(Kind::Span) => (84, 9),
            Input::Quantity(_) => (72, 9),
            Input::Choice(choices) => (choice_width(choices), 5),
            Input::Reference(_) => (74, 14),
            _ if at == 0 && numbers => (name, 14),
            _ if numbers => (82, 18),
            _ => (104, 20),
        });
        // The nines of a share take more digits than any other number.
        let results = self.results.iter().map(|formula| match formula.kind {
            Kind::Share => (92, 8),
            _ => (74, 8),
        });
        let (mut tracks, mut least) = (String::new(), 0);
        for (pixels, share) in columns.chain(results) {
            // Writing into a string cannot fail.
            let _ = write!(tracks, "minmax({pixels}px,{share}fr) ");
            least += pixels;
        }
        // The room of the button that removes a row, or as much as there is on the left.
        let (room, pixels) = if self.home {
            ("36px", 36)
        } else {
            ("10px", 10)
        };
        tracks.push_str(room);
        least += pixels;
        (tracks, format!("{least}px"))
    }

    pub(super) fn cell_id(&self, row: Id, column: usize) -> String {
        format!("t{}-{row}-{column}", self.serial)
    }

    /// Adds a row below `after` (or last) and moves the focus into it.
    fn add(self, state: State, after: Option<Id>) {
        let row = state.change("", |doc| {
            let ids = (self.table.rows)(doc).ids();
            let position = after
                .and_then(|after| ids.iter().position(|id| *id == after))
                .map_or(usize::MAX, |at| at + 1);
            let row = doc.insert_row(self.table, position);
            if let Some((column, parent)) = self.within {
                doc.set_cell(self.table, row, column, parent.to_string());
            }
            row
        });
        state.set_fresh(row);
        if let Some((first, _)) = self.shown_columns().first() {
            page::focus(&self.cell_id(row, *first));
        }
    }

    /// Takes a row away; the focus goes to its neighbour.
    pub(super) fn remove(self, state: State, row: Id) {
        let ids = state.doc.with_untracked(|doc| self.ids(doc));
        let name = state
            .doc
            .with_untracked(|doc| self.table.row_name(doc, row));
        state.change("", |doc| doc.remove_row(self.table, row));
        state.say(format!(
            "Removed {} “{name}”. Undo brings it back.",
            self.table.row
        ));
        let at = ids.iter().position(|id| *id == row).unwrap_or(0);
        let next = ids
            .get(at + 1)
            .or_else(|| at.checked_sub(1).and_then(|before| ids.get(before)));
        match (next, self.shown_columns().first()) {
            (Some(next), Some((first, _))) => page::focus(&self.cell_id(*next, *first)),
            _ => page::focus(&format!("t{}-add", self.serial)),
        }
    }

    /// Moves a row by one place among those that are shown.
    fn shift(self, state: State, row: Id, column: usize, down: bool) {
        let (ids, all) = state
            .doc
            .with_untracked(|doc| (self.ids(doc), (self.table.rows)(doc).ids()));
        let place = |id: Id, of: &[Id]| of.iter().position(|other| *other == id);
        let Some(at) = place(row, &ids) else { return };
        let neighbour = if down {
            ids.get(at + 1)
        } else {
            at.checked_sub(1).and_then(|before| ids.get(before))
        };
        if let Some((from, to)) =
            neighbour.and_then(|neighbour| place(row, &all).zip(place(*neighbour, &all)))
        {
            state.change("", |doc| {
                (self.table.rows_mut)(doc).shift(row, to.cast_signed() - from.cast_signed());
            });
            page::focus(&self.cell_id(row, column));
        }
    }

    pub(super) fn key(
        self,
        state: State,
        row: Id,
        column: usize,
        single_line: bool,
        ev: &KeyboardEvent,
    ) {
        let (key, alt) = (ev.key(), ev.alt_key());
        let vertical = match key.as_str() {
            "ArrowUp" => Some(false),
            "ArrowDown" => Some(true),
            _ => None,
        };
        if let (Some(down), true) = (vertical, alt && self.home) {
            ev.prevent_default();
            self.shift(state, row, column, down);
            return;
        }
        if !single_line || ev.is_composing() || ev.ctrl_key() || ev.meta_key() || alt {
            return;
        }
        // In a text that has wrapped, the arrows move within it.
        if vertical.is_some()
            && event_target::<web_sys::HtmlElement>(ev).offset_height() > ONE_LINE_PX
        {
            return;
        }
        let ids = state.doc.with_untracked(|doc| self.ids(doc));
        let at = ids.iter().position(|id| *id == row).unwrap_or(0);
        let target = match (key.as_str(), vertical) {
            ("Enter", _) | (_, Some(true)) => ids.get(at + 1),
            (_, Some(false)) => at.checked_sub(1).and_then(|before| ids.get(before)),
            _ => return,
        };
        ev.prevent_default();
        match target {
            Some(next) => page::focus(&self.cell_id(*next, column)),
            None if key == "Enter" && self.home => self.add(state, None),
            None => {}
        }
    }
}

/// So many pixels show a choice whole, with its arrow, as long as it is no sentence.
fn choice_width(choices: &[(&str, &str)]) -> usize {
    let longest = choices.iter().map(|(_, name)| name.len()).max();
    longest.map_or(0, |letters| 34 + 7 * letters).clamp(70, 132)
}

/// The table with its rows.
#[component]
pub(super) fn TableEditor(shape: Shape) -> impl IntoView {
    let state = State::here();
    let ids = ids(move || state.doc.with(|doc| shape.ids(doc)));
    let head = shape.shown_columns().into_iter().map(|(_, spec)| {
        let class = if spec.kind().is_some() { "num" } else { "" };
        view! { <th scope="col" class=class title=spec.help>{spec.label}</th> }
    });
    let outputs = shape.results.iter().map(
        |formula| view! { <th scope="col" class="num" title=formula.help>{formula.name}</th> },
    );
    // With the heading; of a long table not every row is on the page.
    let count = text(move || ids.with(|ids| (ids.len() + 1).to_string()));
    let (tracks, least) = shape.tracks();
    let add = format!("Add {}", shape.table.row);
    let empty = if shape.home {
        shape.table.help.to_owned()
    } else {
        let home = Section::of_key(shape.table.key).map_or("", Section::name);
        format!("None yet: add the first {} in {home}.", shape.table.row)
    };
    view! {
        <div class="table">
            <table aria-label=shape.table.title aria-rowcount=count style=("--tracks", tracks) style=("--least", least)>
                <thead hidden=when(move || ids.with(Vec::is_empty))>
                    <tr>{head.collect_view()}{outputs.collect_view()}{shape.home.then(|| view! { <th class="end"><span class="sr">"Remove"</span></th> })}</tr>
                </thead>
                <tbody>{each(ids, move |row| view! { <Row shape row/> }.into_any())}</tbody>
            </table>
            <p class="empty" hidden=when(move || !ids.with(Vec::is_empty))>{empty}</p>
            {shape.home.then(|| view! {
                <p class="add">
                    <button id=format!("t{}-add", shape.serial) class="link" on:click=click(move |_| shape.add(state, None))>{add}</button>
                    <span class="keys" aria-hidden="true"><kbd>"Enter"</kbd>" new row "<kbd>"Alt ↑↓"</kbd>" move row"</span>
                </p>
            })}
        </div>
    }
}
