//! What follows from the design beside the page: what is wrong with it, what its tables take, how far its results
//! may be off.

use super::desk;
use super::state::State;
use crate::browser::page;
use crate::desk::{RangeSaid, ResultSaid, Wish, problems};
use crate::estimate::{architecture, data_model::disk, services};
use crate::formula::Formula;
use crate::model::{Id, Section};
use crate::text::result::lacks;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// While somebody types, a desk that was asked with every key would take a processor from the frames; between two words
/// there is time enough.
const PAUSE_MS: u32 = 100;

/// Whether a result is computed beside the page.
pub(super) fn is_beside(formula: &Formula) -> bool {
    disk::RESULTS.contains(&formula)
        || services::RESULTS.contains(&formula)
        || architecture::RESULTS.contains(&formula)
}

/// A result as it is shown, and what it lacks.
pub(super) fn said(state: State, formula: &'static Formula) -> Signal<Vec<String>> {
    if is_beside(formula) {
        return Signal::derive(move || {
            let said = state.disk().with(|all| find(all, formula, 0).cloned());
            said.map_or_else(waiting, |said| vec![said.shown, said.lacks])
        });
    }
    let said = state
        .watch(move |_, estimate| vec![estimate.shown(formula, 0), lacks(estimate, formula, 0)]);
    said.into()
}

/// The result of a row that is computed beside the page.
pub(super) fn of_row(state: State, formula: &'static Formula, row: Id) -> Signal<String> {
    Signal::derive(move || {
        let shown = |all: &Vec<ResultSaid>| find(all, formula, row).map(|said| said.shown.clone());
        state.disk().with(shown).unwrap_or_else(|| "–".to_owned())
    })
}

/// Whether none of these results, which are computed beside the page, has been said of any row.
pub(super) fn none_said(state: State, results: &[&'static Formula]) -> bool {
    let said = |formula: &&Formula| {
        state
            .disk()
            .with(|all| all.iter().any(|said| said.key == formula.key))
    };
    !results.iter().any(said)
}

fn find<'a>(all: &'a [ResultSaid], formula: &Formula, row: Id) -> Option<&'a ResultSaid> {
    let row = row.to_string();
    all.iter()
        .find(|said| said.key == formula.key && said.row == row)
}

fn waiting() -> Vec<String> {
    vec!["–".to_owned(), String::new()]
}

/// Asks about the design as it is now, after the frame: without a pause where
/// nobody types, or the answers take next to nothing. What was said before
/// stands until the answers are there.
pub(super) fn start(state: State) {
    let (number, at_once) = state.next_asking();
    let asked = move || {
        if state.asking() == number && !state.asking_busy() {
            state.set_asking_busy(true);
            spawn_local(async move {
                loop {
                    let begun = page::clock_ms();
                    let newest = ask(state).await;
                    state.set_answered(page::clock_ms() - begun);
                    if newest {
                        break;
                    }
                }
                state.set_asking_busy(false);
            });
        }
    };
    if at_once {
        page::after_frame(asked);
    } else {
        page::after(PAUSE_MS, asked);
    }
}

/// Asks once; whether the answers are about the newest design.
async fn ask(state: State) -> bool {
    let number = state.asking();
    let section = state.section.get_untracked();
    if matches!(
        section,
        Section::DataModel | Section::Services | Section::Architecture
    ) && let Ok(texts) = desk::ask(state, Wish::Disk).await
        && state.asking() == number
    {
        renew(state.disk(), ResultSaid::all(texts.into_iter()));
    }
    let ranged = state
        .estimate
        .with_untracked(|estimate| !estimate.ranged().is_empty());
    if !ranged {
        renew(state.ranges, Vec::new());
    } else if let Ok(texts) = desk::ask(state, Wish::Ranges).await
        && state.asking() == number
    {
        renew(state.ranges, RangeSaid::all(texts.into_iter()));
    }
    // They stand in a list of their own, and are read after the numbers.
    match desk::ask(state, Wish::Problems).await {
        Ok(texts) => {
            if state.asking() == number {
                renew(state.problems, problems::read(texts));
                renew(state.unchecked(), String::new());
            }
        }
        Err(why) => {
            renew(state.unchecked(), why);
            // The next change asks again.
            return true;
        }
    }
    state.asking() == number
}

/// Sets a signal only where that changes it.
fn renew<T: PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, now: T) {
    if signal.with_untracked(|old| *old != now) {
        signal.set(now);
    }
}
