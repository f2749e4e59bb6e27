//! The first page is put together part by part while the shell stands, each part in a task of its own: a slow machine
//! takes long for all of it, and answers to nothing meanwhile.

use crate::browser::page;
use leptos::prelude::*;
use std::cell::RefCell;
use std::collections::VecDeque;

/// What is still to be done before the shell goes, and behind that.
#[derive(Default)]
struct Begin {
    /// Each is set when its part may come.
    parts: VecDeque<RwSignal<bool>>,
    then: Vec<Box<dyn FnOnce()>>,
}

thread_local! {
    /// None once the page stands, and where there is no shell, as in tests.
    static BEGIN: RefCell<Option<Begin>> = const { RefCell::new(None) };
}

/// Puts the first on the page; then its parts come one by one, and when the last is there, the shell goes.
pub(super) fn begin(first: impl FnOnce() + 'static) {
    BEGIN.set(Some(Begin::default()));
    // Whatever goes wrong from now on is not that the program did not come.
    page::mark("data-begun", "");
    page::soon(|| {
        first();
        page::soon(next);
    });
}

fn next() {
    let part = BEGIN.with_borrow_mut(|begin| begin.as_mut()?.parts.pop_front());
    if let Some(part) = part {
        // Its place may be gone, where another section was opened meanwhile.
        let _ = part.try_set(true);
        page::soon(next);
        return;
    }
    page::remove("shell");
    for call in BEGIN.take().unwrap_or_default().then {
        call();
    }
}

/// A part that comes when it is its turn; at once where the page stands already.
pub(super) fn part(view: impl Fn() -> AnyView + Send + 'static) -> AnyView {
    let turn = BEGIN.with_borrow_mut(|begin| {
        let turn = RwSignal::new(false);
        begin.as_mut()?.parts.push_back(turn);
        Some(turn)
    });
    match turn {
        None => view(),
        Some(turn) => view! { {move || turn.get().then(|| untrack(&view))} }.into_any(),
    }
}

/// Calls when the page stands, as if it were called now.
pub(super) fn then(call: impl FnOnce() + 'static) {
    let owner = Owner::current().unwrap_or_default();
    let mut call: Option<Box<dyn FnOnce()>> = Some(Box::new(move || owner.with(call)));
    BEGIN.with_borrow_mut(|begin| {
        if let Some(begin) = begin {
            begin.then.extend(call.take());
        }
    });
    if let Some(call) = call {
        call();
    }
}
