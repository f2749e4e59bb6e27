//! One after the other: what would be too much at once waits for its turn.
//!
//! A question to the worker carries a whole design. Where the worker is slower than the one who types, questions would
//! pile up, each with a design of its own, until the browser has no room left.

use js_sys::{Function, Promise};
use std::cell::RefCell;
use std::collections::VecDeque;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

#[derive(Default)]
struct Turns {
    taken: bool,
    waiting: VecDeque<Function>,
}

thread_local! {
    static TURNS: RefCell<Turns> = RefCell::default();
}

/// The right to go on, until it is dropped.
#[must_use = "the next one goes on as soon as it is dropped"]
#[derive(Debug)]
pub struct Turn(());

/// Waits until all that have asked before are done.
pub async fn turn() -> Turn {
    let wait = TURNS.with_borrow_mut(|turns| {
        if !std::mem::replace(&mut turns.taken, true) {
            return None;
        }
        Some(Promise::new(&mut |resolve, _| {
            turns.waiting.push_back(resolve);
        }))
    });
    if let Some(wait) = wait {
        // Nobody rejects it.
        let _ = JsFuture::from(wait).await;
    }
    Turn(())
}

impl Drop for Turn {
    fn drop(&mut self) {
        TURNS.with_borrow_mut(|turns| match turns.waiting.pop_front() {
            // What waits goes on later, not in here.
            Some(next) => drop(next.call0(&JsValue::NULL)),
            None => turns.taken = false,
        });
    }
}
