//! When what failed is tried again: soon at first, then less and less often.

use crate::browser::page;
use std::cell::Cell;

/// The pause before the first try, and the longest, in milliseconds.
const FIRST_MS: u32 = 1000;
const LAST_MS: u32 = 60_000;

thread_local! {
    /// The pause before the next try.
    static PAUSE: Cell<u32> = const { Cell::new(FIRST_MS) };
    /// Whether a try waits already.
    static WAITS: Cell<bool> = const { Cell::new(false) };
}

/// Tries again after a pause, each twice as long as the one before; not at all where that is about to happen anyway.
pub(super) fn later(again: impl FnOnce() + 'static) {
    if !WAITS.replace(true) {
        let pause = PAUSE.get();
        PAUSE.set(LAST_MS.min(pause * 2));
        page::after(pause, move || {
            WAITS.set(false);
            again();
        });
    }
}

/// It has worked: the next failure is the first again.
pub(super) fn not() {
    PAUSE.set(FIRST_MS);
}
