//! How far a result may be off: its ends, its shape, and what it hangs on most.

use super::desk;
use super::kit::{memo, text, when};
use super::state::State;
use crate::desk::{Influence, RangeSaid, Wish};
use crate::formula::Formula;
use leptos::prelude::*;

/// What is said of the range of a result; empty where it has none.
fn said(state: State, formula: &'static Formula, part: fn(&RangeSaid) -> &String) -> Memo<String> {
    memo(move || {
        state.ranges.with(|ranges| {
            let range = ranges.iter().find(|range| range.key == formula.key);
            range.map(|range| part(range).clone()).unwrap_or_default()
        })
    })
}

/// The range of a result in words; empty where it has none.
pub(super) fn words(state: State, formula: &'static Formula) -> Memo<String> {
    said(state, formula, |range| &range.words)
}

/// The range of a result and its shape.
#[component]
pub(super) fn RangeOf(formula: &'static Formula) -> impl IntoView {
    let state = State::here();
    let words = words(state, formula);
    let shape = said(state, formula, |range| &range.shape);
    view! {
        <span class="range" hidden=when(move || words.with(String::is_empty)) title="In 90 % of the cases, given the ranges that were entered"><span class="sr">{text(move || {
            if words.with(String::is_empty) { String::new() } else { "In 90 % of the cases ".to_owned() }
        })}</span>{words}</span>
        <span class="shape" aria-hidden="true">{shape}</span>
    }
}

/// The inputs that move a result most, each with what it does to it.
#[component]
pub(super) fn Influences(formula: &'static Formula) -> impl IntoView {
    let state = State::here();
    let said = desk::follow(state, Wish::Influences(formula.key));
    move || {
        let texts = said.get().unwrap_or_default();
        let influences = Influence::all(texts.into_iter());
        if influences.is_empty() {
            return ().into_any();
        }
        view! {
            <p class="help">"What it hangs on most: the result at both ends of each range, all else as it stands"</p>
            <ol class="tornado">{influences.into_iter().map(influence).collect_view()}</ol>
        }
        .into_any()
    }
}

fn influence(one: Influence) -> AnyView {
    view! {
        <li>
            <span>{one.name}</span>
            <span class="swing" aria-hidden="true"><i style:margin-left=one.left style:width=one.width></i></span>
            <span class="ends">{one.ends}</span>
            <span class="share">{one.share}" of the spread"</span>
        </li>
    }
    .into_any()
}
