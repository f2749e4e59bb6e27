//! Attributes that follow the state. Every closure that is an attribute by itself makes the page
//! heavier by its own copy of the machinery; a signal of one of these types does not.

use crate::model::Id;
use leptos::ev::{Event, MouseEvent};
use leptos::prelude::*;
use std::sync::Arc;

/// A text that follows the state.
pub(super) fn text(make: impl Fn() -> String + Send + Sync + 'static) -> Signal<String> {
    Signal::derive(make)
}

/// A yes or no that follows the state.
pub(super) fn when(test: impl Fn() -> bool + Send + Sync + 'static) -> Signal<bool> {
    Signal::derive(test)
}

/// A text that is made anew when the state changes, and passed on only when it differs.
pub(super) fn memo(make: impl Fn() -> String + Send + Sync + 'static) -> Memo<String> {
    let make: Box<dyn Fn() -> String + Send + Sync> = Box::new(make);
    memo_of(make)
}

fn memo_of(make: Box<dyn Fn() -> String + Send + Sync>) -> Memo<String> {
    Memo::new(move |_| make())
}

/// Texts that are passed on together, and only when one of them differs.
pub(super) fn memos(make: impl Fn() -> Vec<String> + Send + Sync + 'static) -> Memo<Vec<String>> {
    let make: Box<dyn Fn() -> Vec<String> + Send + Sync> = Box::new(make);
    memos_of(make)
}

fn memos_of(make: Box<dyn Fn() -> Vec<String> + Send + Sync>) -> Memo<Vec<String>> {
    Memo::new(move |_| make())
}

/// What a click does.
pub(super) fn click(act: impl FnMut(MouseEvent) + 'static) -> Box<dyn FnMut(MouseEvent)> {
    Box::new(act)
}

/// Takes over what was typed or chosen.
pub(super) fn typed(mut take: impl FnMut(String) + 'static) -> Box<dyn FnMut(Event)> {
    Box::new(move |ev| take(event_target_value(&ev)))
}

/// A click that opens what is closed, and closes what is open.
pub(super) fn toggle(open: RwSignal<bool>) -> Box<dyn FnMut(MouseEvent)> {
    click(move |_| open.update(|open| *open = !*open))
}

/// The button of what is folded until it is wanted.
pub(super) fn fold(open: RwSignal<bool>, title: &'static str) -> AnyView {
    view! {
        <button class="fold" aria-expanded=aria(open.into()) on:click=toggle(open)>
            <span aria-hidden="true">{text(move || if open.get() { "▾ " } else { "▸ " }.to_owned())}</span>{title}
        </button>
    }
    .into_any()
}

/// The identities of the rows of a list; passed on only when rows come, go or move.
pub(super) fn ids(make: impl Fn() -> Vec<Id> + Send + Sync + 'static) -> Memo<Vec<Id>> {
    let make: Box<dyn Fn() -> Vec<Id> + Send + Sync> = Box::new(make);
    Memo::new(move |_| make())
}

/// One view for each row; a row that stays keeps its elements, and with them the focus.
pub(super) fn each(
    ids: Memo<Vec<Id>>,
    row: impl Fn(Id) -> AnyView + Send + Sync + 'static,
) -> AnyView {
    each_of(ids, Arc::new(row))
}

fn each_of(ids: Memo<Vec<Id>>, row: Arc<dyn Fn(Id) -> AnyView + Send + Sync>) -> AnyView {
    view! { <For each=move || ids.get() key=|id| *id children=move |id| row(id)/> }.into_any()
}

/// The words of ARIA for a yes or no.
pub(super) fn aria(test: Signal<bool>) -> Signal<String> {
    Signal::derive(move || if test.get() { "true" } else { "false" }.to_owned())
}
