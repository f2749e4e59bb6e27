//! The ranges of the results, computed between the frames so that typing never waits for them.

use super::state::{Ranges, Shared, State};
use crate::browser::page;
use crate::formula::Sampler;
use leptos::prelude::*;
use std::sync::Arc;

/// After a key, its frame comes first: at sixty frames a second the next one begins within 17 ms.
const PAUSE_MS: u32 = 24;

/// So long the page may be kept busy at a time.
const SLICE_MS: f64 = 6.0;

/// So many numbers are computed between two looks at the clock.
const STEP: usize = 40;

/// Starts anew from the estimate as it is now. The ranges before stay until those are there.
pub(super) fn start(state: State) {
    let number = state.next_sampling();
    let wanted = state.estimate.with_untracked(|estimate| estimate.ranged());
    if wanted.is_empty() {
        if state.ranges.with_untracked(|ranges| !ranges.0.is_empty()) {
            state.ranges.set(Ranges::default());
        }
        return;
    }
    page::after(PAUSE_MS, move || {
        if state.sampling() == number {
            let estimate = state.estimate.get_untracked();
            let sampler = Sampler::new(estimate.graph(), &wanted);
            slice(state, number, estimate, sampler);
        }
    });
}

/// Does a part of the work, and leaves the rest for after what else there is to do.
fn slice(state: State, number: u64, estimate: Shared, mut sampler: Sampler) {
    let begin = page::now_ms();
    while !sampler.step(estimate.graph(), STEP) {
        if page::now_ms() - begin >= SLICE_MS {
            page::soon(move || {
                if state.sampling() == number {
                    slice(state, number, estimate, sampler);
                }
            });
            return;
        }
    }
    state.ranges.set(Ranges(Arc::new(sampler.finish())));
}
