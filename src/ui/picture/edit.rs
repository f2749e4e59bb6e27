//! The architecture by hand: what is chosen, moved, connected, added, renamed and taken away in its picture.

use super::super::state::State;
use crate::browser::drawn::{self, Drawn, Hit, Moving, Place};
use crate::model::Id;
use crate::model::placed::{Align, GRID};
use leptos::ev::{Event, KeyboardEvent, PointerEvent};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;

/// A pointer that went less far has clicked.
const CLICK_PX: f64 = 4.0;
/// So many steps of the grid an arrow goes with Shift.
const FAR: f64 = 5.0;

/// A component with where it stands in the canvas: from the left, from above, how wide.
pub(super) type Over = (Id, (f64, f64, f64));

/// What the hand is doing.
#[derive(Default)]
enum Hand {
    #[default]
    Free,
    /// Holds components since the pointer was here.
    Holds {
        from: Place,
        rows: Vec<Id>,
        moving: Moving,
        moved: bool,
    },
    /// Draws a connection from a component.
    Draws(Id),
}

/// The picture that is edited. Copied freely.
#[derive(Clone, Copy)]
pub(super) struct Edit {
    state: StoredValue<State>,
    /// The element around the picture.
    pub(super) picture: &'static str,
    /// The rows of the components and connections that are chosen.
    pub(super) chosen: RwSignal<Vec<Id>>,
    /// The component whose name is being written.
    pub(super) renamed: RwSignal<Option<Over>>,
    /// Whether a target for a connection is being looked for.
    pub(super) connects: RwSignal<bool>,
    hand: StoredValue<Hand, LocalStorage>,
}

impl Edit {
    pub(super) fn new(state: State, picture: &'static str) -> Self {
        Self {
            state: StoredValue::new(state),
            picture,
            chosen: RwSignal::new(Vec::new()),
            renamed: RwSignal::new(None),
            connects: RwSignal::new(false),
            hand: StoredValue::new_local(Hand::Free),
        }
    }

    pub(super) fn state(self) -> State {
        self.state.get_value()
    }

    pub(super) fn drawn(self) -> Option<Drawn> {
        Drawn::within(self.picture)
    }

    /// The components among what is chosen.
    pub(super) fn components(self) -> Vec<Id> {
        let mut rows = self.chosen.get();
        self.state().doc.with_untracked(|doc| {
            let there = |row: &Id| doc.architecture.components.iter().any(|one| one.id == *row);
            rows.retain(there);
        });
        rows
    }

    /// The one component that is chosen, if it is one.
    pub(super) fn one(self) -> Option<Id> {
        match self.components()[..] {
            [row] => Some(row),
            _ => None,
        }
    }

    /// Puts what is chosen into the picture that has just been drawn.
    pub(super) fn show(self) {
        let chosen = self.chosen.get_untracked();
        if let Some(drawn) = self.drawn() {
            drawn.choose(&chosen);
        }
    }

    /// Chooses this alone, or with Shift as well or no longer.
    fn choose(self, row: Id, more: bool) {
        self.chosen
            .update(|chosen| match (more, chosen.contains(&row)) {
                (true, true) => chosen.retain(|other| *other != row),
                (true, false) => chosen.push(row),
                (false, true) => {}
                (false, false) => *chosen = vec![row],
            });
    }

    /// Chooses the component before or after that which is chosen, in the order of the table, alone or as well.
    fn next(self, back: bool, more: bool) {
        let rows: Vec<Id> = (self.state().doc).with_untracked(|doc| {
            doc.architecture
                .components
                .iter()
                .map(|one| one.id)
                .collect()
        });
        let chosen = self.chosen.get_untracked();
        let at = chosen
            .last()
            .and_then(|row| rows.iter().position(|other| other == row));
        let next = match (at, back) {
            (None, false) => 0,
            (None, true) => rows.len().saturating_sub(1),
            (Some(at), false) => (at + 1) % rows.len(),
            (Some(at), true) => (at + rows.len() - 1) % rows.len(),
        };
        if let Some(row) = rows.get(next) {
            self.chosen.update(|chosen| {
                if more {
                    chosen.retain(|other| other != row);
                } else {
                    chosen.clear();
                }
                chosen.push(*row);
            });
            if let Some(drawn) = self.drawn() {
                drawn.show(*row);
            }
        }
    }

    pub(super) fn down(self, event: &PointerEvent) {
        let on = event
            .target()
            .and_then(|on| on.dyn_into::<web_sys::Element>().ok());
        let Some((drawn, on)) = self.drawn().zip(on) else {
            return;
        };
        if event.button() != 0 || self.renamed.with_untracked(Option::is_some) {
            return;
        }
        let from = (f64::from(event.client_x()), f64::from(event.client_y()));
        match drawn::hit(&on) {
            Hit::Grip(row) => {
                event.prevent_default();
                self.hand.set_value(Hand::Draws(row));
                capture(event);
            }
            Hit::Part(row) if self.connects.get_untracked() => self.connect(row),
            Hit::Part(row) => {
                // A finger moves the picture, unless it is put onto what is chosen.
                let held = event.pointer_type() != "touch"
                    || self.chosen.with_untracked(|chosen| chosen.contains(&row));
                self.choose(row, event.shift_key());
                let rows = untrack(|| self.components());
                if held && rows.contains(&row) {
                    let moving = drawn.take(&rows);
                    self.hand.set_value(Hand::Holds {
                        from,
                        rows,
                        moving,
                        moved: false,
                    });
                }
            }
            Hit::Line(row) => self.choose(row, event.shift_key()),
            Hit::Paper if event.shift_key() => {}
            Hit::Paper => {
                // The name of a frame stands for all that is in it.
                self.chosen.set(drawn::members(&on));
                self.connects.set(false);
            }
        }
    }

    /// A finger that holds something scrolls nothing. Its pointer has come down before; what that chose it does not hold.
    pub(super) fn touch(self, event: &Event) {
        if !self.hand.with_value(|hand| matches!(hand, Hand::Free)) {
            event.prevent_default();
        }
    }

    pub(super) fn moves(self, event: &PointerEvent) {
        let Some(drawn) = self.drawn() else { return };
        let at = (f64::from(event.client_x()), f64::from(event.client_y()));
        self.hand.update_value(|hand| match hand {
            Hand::Free => {
                let on = event
                    .target()
                    .and_then(|on| on.dyn_into::<web_sys::Element>().ok());
                match on.map(|on| drawn::hit(&on)) {
                    Some(Hit::Part(row)) => drawn.grip(Some(row)),
                    Some(Hit::Grip(_)) => {}
                    _ => drawn.grip(self.alone()),
                }
            }
            Hand::Draws(row) => {
                drawn.reach(*row, at.0, at.1);
            }
            Hand::Holds {
                from,
                rows,
                moving,
                moved,
            } => {
                if !*moved && (at.0 - from.0).hypot(at.1 - from.1) < CLICK_PX {
                    return;
                }
                if !std::mem::replace(moved, true) {
                    capture(event);
                }
                if !moving.holds() {
                    *moving = drawn.take(rows);
                }
                let scale = drawn.scale();
                moving.to(((at.0 - from.0) / scale, (at.1 - from.1) / scale));
            }
        });
    }

    /// The one thing that is chosen.
    fn alone(self) -> Option<Id> {
        self.chosen.with_untracked(|chosen| match chosen[..] {
            [row] => Some(row),
            _ => None,
        })
    }

    pub(super) fn up(self, event: &PointerEvent) {
        let Some(drawn) = self.drawn() else { return };
        let at = (f64::from(event.client_x()), f64::from(event.client_y()));
        match self.let_go() {
            Hand::Draws(from) => {
                let to = drawn.reach(from, at.0, at.1);
                drawn.let_go();
                if let Some(to) = to {
                    self.add_line(from, to);
                }
            }
            Hand::Holds {
                from,
                rows,
                moving,
                moved: true,
            } => {
                let scale = drawn.scale();
                let by = ((at.0 - from.0) / scale, (at.1 - from.1) / scale);
                moving.to(self.put(&drawn, &rows, by));
            }
            _ => {}
        }
    }

    /// The pointer was taken away: all is as before.
    pub(super) fn cancel(self) {
        if let Some(drawn) = self.drawn() {
            drawn.let_go();
        }
        if let Hand::Holds { moving, .. } = self.let_go() {
            moving.to((0.0, 0.0));
        }
    }

    fn let_go(self) -> Hand {
        self.hand
            .try_update_value(std::mem::take)
            .unwrap_or_default()
    }

    /// Puts components so far from where they stand, in one step; how far that of the first is from where it is drawn.
    fn put(self, drawn: &Drawn, rows: &[Id], by: Place) -> Place {
        let stands: Vec<(Id, Place)> = self.state().doc.with_untracked(|doc| {
            let of = |row: &Id| {
                let put = doc
                    .architecture
                    .components
                    .iter()
                    .find(|one| one.id == *row)?
                    .put();
                Some((*row, put.or_else(|| drawn.at(*row))?))
            };
            rows.iter().filter_map(of).collect()
        });
        self.state().change("architecture.place", |doc| {
            for (row, at) in &stands {
                doc.put_component(*row, (at.0 + by.0, at.1 + by.1));
            }
        });
        let now = self.state().doc.with_untracked(|doc| {
            let first = doc
                .architecture
                .components
                .iter()
                .find(|one| Some(&one.id) == rows.first());
            first.and_then(crate::model::architecture::Component::put)
        });
        let drawn = rows.first().and_then(|row| drawn.at(*row));
        match now.zip(drawn) {
            Some((now, drawn)) => (now.0 - drawn.0, now.1 - drawn.1),
            None => (0.0, 0.0),
        }
    }

    pub(super) fn key(self, event: &KeyboardEvent) {
        let arrow = match event.key().as_str() {
            "ArrowLeft" => Some((-GRID, 0.0)),
            "ArrowRight" => Some((GRID, 0.0)),
            "ArrowUp" => Some((0.0, -GRID)),
            "ArrowDown" => Some((0.0, GRID)),
            _ => None,
        };
        let command = event.ctrl_key() || event.meta_key();
        let rows = untrack(|| self.components());
        match (event.key().as_str(), arrow) {
            (_, Some((x, y))) if !rows.is_empty() && !command && !event.alt_key() => {
                let far = if event.shift_key() { FAR } else { 1.0 };
                if let Some(drawn) = self.drawn() {
                    let moving = drawn.take(&rows);
                    moving.to(self.put(&drawn, &rows, (x * far, y * far)));
                }
            }
            ("a", _) if command => {
                let all = |doc: &crate::model::Document| {
                    doc.architecture
                        .components
                        .iter()
                        .map(|one| one.id)
                        .collect()
                };
                self.chosen.set(self.state().doc.with_untracked(all));
            }
            (" ", _) => self.next(event.shift_key(), command),
            ("Enter" | "F2", _) if !command => match rows[..] {
                [] => self.next(false, false),
                _ => self.rename(),
            },
            ("Delete" | "Backspace", _) => self.remove(),
            ("Escape", _) => {
                self.cancel();
                self.connects.set(false);
                self.chosen.set(Vec::new());
            }
            (letter, _) if !command && !event.alt_key() && !rows.is_empty() => {
                let mut aligns = Align::ALL.into_iter();
                let of = |align: &Align| align.said()[1].eq_ignore_ascii_case(letter);
                let Some(align) = aligns.find(of) else { return };
                self.align(align);
            }
            _ => return,
        }
        event.prevent_default();
    }
}

/// Hears of the pointer until it is lifted.
fn capture(event: &PointerEvent) {
    let canvas = event
        .current_target()
        .and_then(|on| on.dyn_into::<web_sys::Element>().ok());
    if let Some(canvas) = canvas {
        drawn::capture(&canvas, event.pointer_id());
    }
}
