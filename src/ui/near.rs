//! The parts of a long list, put on the page as they come near to what is in sight.

use super::state::State;
use crate::browser::sight;
use crate::model::{Id, Table};
use leptos::prelude::*;

/// A list that is no longer than this is on the page as a whole: all of an ordinary design.
pub(super) const WHOLE: usize = 40;

/// So many parts of a longer list stand there from the beginning: more than a screen shows.
const FIRST: usize = 24;

/// Whether the part of a list of `table` that belongs to `row` is to be on the page, in the element with
/// this `id`.
pub(super) fn near(state: State, table: &'static Table, id: &str, row: Id) -> RwSignal<bool> {
    let (place, all) = state.doc.with_untracked(|doc| {
        let rows = (table.rows)(doc);
        (rows.position(row).unwrap_or_default(), rows.ids().len())
    });
    let near = RwSignal::new(all <= WHOLE || place < FIRST || state.fresh() == row);
    if all > WHOLE {
        let (id, gone) = (id.to_owned(), id.to_owned());
        // An effect runs when the element stands in the page.
        Effect::new(move |_| {
            follow(&id, near);
        });
        on_cleanup(move || sight::forget(&gone));
    }
    near
}

/// Whether what stands in the element with this `id` is to be on the page: as a whole, and always where it is not `long`.
pub(super) fn near_whole(id: &str, long: impl Fn() -> bool + Send + Sync + 'static) -> Memo<bool> {
    let (id, gone) = (id.to_owned(), id.to_owned());
    let near = RwSignal::new(false);
    let long = Memo::new(move |_| long());
    Effect::new(move |_| {
        if long.get() {
            follow(&id, near);
        } else {
            sight::forget(&id);
        }
    });
    on_cleanup(move || sight::forget(&gone));
    Memo::new(move |_| near.get() || !long.get())
}

fn follow(id: &str, near: RwSignal<bool>) {
    sight::follow(id, move |now| {
        if near.try_get_untracked().is_some_and(|old| old != now) {
            near.set(now);
        }
    });
}
