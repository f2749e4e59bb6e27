//! The architecture under load: a slider of users over its picture, and an action that is followed through it. The
//! design itself stays as it is.

use super::super::desk::{self, Said};
use super::super::kit::{each, ids, text, typed, when};
use super::super::state::State;
use super::super::view::table;
use crate::browser::page;
use crate::desk::Wish;
use crate::model::Id;
use crate::model::apis::ACTIONS;
use crate::text::grid::Grid;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Steps of the slider; each decade has a third of them.
const STEPS: u32 = 60;
/// So long after the last change of the design the desk is asked again: not between a key and its frame.
const REST_MS: u32 = 150;

/// What the picture is shown under. Copied freely.
#[derive(Clone, Copy)]
pub(super) struct Load {
    /// Where the slider stands.
    at: RwSignal<u32>,
    /// The row of the action that is followed; 0 for none.
    action: RwSignal<Id>,
    /// What the desk said last.
    pub(super) said: RwSignal<Said>,
}

/// How many times the users, in two digits: from once to a thousand times.
fn times(at: u32) -> String {
    let exact = 10_f64.powf(f64::from(at) * 3.0 / f64::from(STEPS));
    let step = 10_f64.powf(exact.log10().floor() - 1.0);
    let digits = usize::from(exact < 9.95);
    format!("{:.digits$}", (exact / step).round() * step)
        .trim_end_matches(".0")
        .to_owned()
}

impl Load {
    /// Follows the design, the slider and the choice.
    pub(super) fn new(state: State) -> Self {
        let load = Self {
            at: RwSignal::new(0),
            action: RwSignal::new(0),
            said: RwSignal::new(Ok(Vec::new())),
        };
        let (turn, busy) = (StoredValue::new(0_u32), StoredValue::new(false));
        Effect::new(move |before: Option<(u32, Id)>| {
            state.estimate.track();
            let now = (load.at.get(), load.action.get());
            let mine = turn.get_value().wrapping_add(1);
            turn.set_value(mine);
            // A hand on the slider waits for nothing.
            let rest = if before == Some(now) { REST_MS } else { 0 };
            page::after(rest, move || {
                if turn.try_get_value() == Some(mine) && busy.try_get_value() == Some(false) {
                    busy.set_value(true);
                    spawn_local(load.ask(state, turn, busy));
                }
            });
            now
        });
        load
    }

    /// Asks until the answer is about what is wanted now; older answers are dropped.
    async fn ask(self, state: State, turn: StoredValue<u32>, busy: StoredValue<bool>) {
        while let (Some(mine), Some(wish)) = (turn.try_get_value(), self.wish()) {
            let answer = desk::ask(state, wish).await;
            let now = turn.try_get_value();
            if now != Some(mine) {
                continue;
            }
            if self.said.try_with_untracked(|old| *old != answer) == Some(true) {
                self.said.set(answer);
            }
            break;
        }
        let _ = busy.try_set_value(false);
    }

    /// What is asked for; nothing once the picture is gone.
    pub(super) fn wish(self) -> Option<Wish> {
        Some(Wish::Load {
            times: times(self.at.try_get_untracked()?),
            action: self.action.try_get_untracked()?,
        })
    }

    /// A text of the answer.
    fn part(self, at: usize) -> Signal<String> {
        let part = move |said: &Said| Some(said.as_ref().ok()?.get(at)?.clone());
        text(move || self.said.with(part).unwrap_or_default())
    }
}

/// The slider and the choice, above the picture.
pub(super) fn tools(load: Load) -> AnyView {
    let state = State::here();
    let actions =
        ids(move || (state.doc).with(|doc| doc.apis.actions.iter().map(|one| one.id).collect()));
    let name = move |row: Id| text(move || state.doc.with(|doc| ACTIONS.row_name(doc, row)));
    let chosen = text(move || {
        actions.track();
        load.action.get().to_string()
    });
    let empty = when(move || state.doc.with(|doc| doc.architecture.components.is_empty()));
    let factor = text(move || ["×", &times(load.at.get())].concat());
    let words = text(move || [&times(load.at.get()), " times the users"].concat());
    view! {
        <div class="tools under" hidden=empty>
            <label class="users">"Users "<input type="range" min="0" max=STEPS.to_string() step="1" aria-valuetext=words
                prop:value=text(move || load.at.get().to_string())
                on:input=typed(move |at| load.at.set(at.parse().unwrap_or(0).min(STEPS)))/></label>
            <output aria-hidden="true">{factor}</output>
            <select aria-label="Action that is followed" prop:value=chosen on:change=typed(move |row| load.action.set(row.parse().unwrap_or(0)))>
                <option value="0">"Follow an action…"</option>
                {each(actions, move |row| view! { <option value=row.to_string()>{name(row)}</option> }.into_any())}
            </select>
        </div>
    }
    .into_any()
}

/// What is said of the load and of the action, below the picture.
pub(super) fn words(load: Load) -> AnyView {
    let (under, path) = (load.part(1), load.part(2));
    let none = when(move || path.with(String::is_empty));
    let steps = Memo::new(move |_| {
        load.said.with(|said| {
            let texts = said.as_ref().map(|texts| texts.iter().skip(3).cloned());
            Grid::from_texts(texts.map(Iterator::collect).unwrap_or_default())
        })
    });
    view! {
        <p class="hint bears" aria-live="polite">{under}" "{path}</p>
        <div class="figures" tabindex="0" role="region" aria-label="Steps of the action" hidden=none>
            {move || steps.with(|steps| table("Steps of the action", &steps.head, &steps.rows))}
        </div>
    }
    .into_any()
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::{STEPS, times};

    #[test]
    fn the_slider_goes_from_once_to_a_thousand_times() {
        let said: Vec<String> = (0..=STEPS).map(times).collect();
        assert_eq!((&*said[0], &*said[1], &*said[20]), ("1", "1.1", "10"));
        assert_eq!((&*said[40], &*said[60]), ("100", "1000"));
        let numbers: Vec<f64> = said
            .iter()
            .map(|times| times.parse().unwrap_or_default())
            .collect();
        assert!(numbers.windows(2).all(|two| two[0] < two[1]));
    }
}
