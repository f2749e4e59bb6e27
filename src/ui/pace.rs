//! How often a design is saved while somebody types: a save of a large one takes time that the next key waits for.

use crate::browser::page;
use std::cell::Cell;

/// Long enough for the next frame, too short to be noticed.
const AFTER_FRAME_MS: f64 = 30.0;

/// So many times as long as it takes to write a design down it rests before that is done again. What is typed
/// meanwhile is in the journal.
const REST: f64 = 8.0;

/// It rests no longer than this.
const LONGEST_MS: f64 = 1000.0;

thread_local! {
    static TOOK_MS: Cell<f64> = const { Cell::new(0.0) };
}

/// A design has been written down since then.
pub(super) fn written(begun_ms: f64) {
    TOOK_MS.set(page::clock_ms() - begun_ms);
}

/// Calls when it is time to save.
pub(super) fn rested(call: impl FnOnce() + 'static) {
    let rest = (TOOK_MS.get() * REST).clamp(AFTER_FRAME_MS, LONGEST_MS);
    // Between the two bounds.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    page::after(rest as u32, call);
}
