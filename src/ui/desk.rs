//! What the page has done beside it, about the design as it stands.

use super::later::{self, Act};
use super::state::State;
use crate::browser::{page, turns, worker};
use crate::desk::Wish;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// So long after the last change the desk is asked again: not between a key and its frame.
const REST_MS: u32 = 150;

/// The first paint and the stored design come before the desk.
const READY_MS: u32 = 200;

/// What the desk said last; nothing until it has answered.
pub(super) type Said = Result<Vec<String>, String>;

/// Fetches what works beside the page, so that it is there when it is wanted, with or without a network.
pub(super) fn prepare(state: State) {
    page::after(READY_MS, move || {
        worker::start();
        later::act(state, Act::Listen);
    });
}

/// Asks about the design as it is when the questions before are answered.
pub(super) async fn ask(state: State, wish: Wish) -> Said {
    let _turn = turns::turn().await;
    worker::ask(wish.of(state.json())).await
}

/// What the desk says of the design, or why it says nothing: now, and whenever the design has changed and then
/// rested for a moment. What was said before stands until then.
pub(super) fn follow(state: State, wish: Wish) -> RwSignal<Said> {
    let said = RwSignal::new(Ok(Vec::new()));
    let turn = StoredValue::new(0_u32);
    Effect::new(move |before: Option<()>| {
        state.estimate.track();
        let mine = turn.get_value().wrapping_add(1);
        turn.set_value(mine);
        let (rest, wish) = (if before.is_some() { REST_MS } else { 0 }, wish.clone());
        page::after(rest, move || {
            // By now the design may be another, or another section open.
            if turn.try_get_value() != Some(mine) {
                return;
            }
            spawn_local(async move {
                let now = turns::turn().await;
                if turn.try_get_value() != Some(mine) {
                    return;
                }
                let answer = worker::ask(wish.of(state.json())).await;
                drop(now);
                if turn.try_get_value() == Some(mine)
                    && said.try_with_untracked(|old| *old != answer) == Some(true)
                {
                    said.set(answer);
                }
            });
        });
    });
    said
}
