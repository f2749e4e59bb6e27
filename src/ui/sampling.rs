//! The ranges of the results, computed beside the page.

use super::desk;
use super::state::State;
use crate::browser::page;
use crate::desk::{RangeSaid, Wish};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// After a key, its frame comes first: at sixty frames a second the next one begins within 17 ms.
const PAUSE_MS: u32 = 24;

/// Asks for those of the estimate as it is now. The ranges before stay until those are there.
pub(super) fn start(state: State) {
    let number = state.next_sampling();
    let none = state
        .estimate
        .with_untracked(|estimate| estimate.ranged().is_empty());
    if none {
        if state.ranges.with_untracked(|ranges| !ranges.is_empty()) {
            state.ranges.set(Vec::new());
        }
        return;
    }
    page::after(PAUSE_MS, move || {
        if state.sampling() == number && !state.sampling_busy() {
            state.set_sampling_busy(true);
            spawn_local(async move {
                sample(state).await;
                state.set_sampling_busy(false);
            });
        }
    });
}

/// Asks until the answer is about the newest design.
async fn sample(state: State) {
    loop {
        let number = state.sampling();
        // Without a desk the results stand without ranges; whoever opens the Markdown is told why.
        let Ok(texts) = desk::ask(state, Wish::Ranges).await else {
            return;
        };
        if state.sampling() == number {
            return state.ranges.set(RangeSaid::all(texts.into_iter()));
        }
    }
}
