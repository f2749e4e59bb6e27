//! How far a result may be off: its ends, its shape, and what it hangs on most.

use super::kit::{memo, text};
use super::state::State;
use crate::formula::{Formula, Influence, Key};
use crate::quantity::{Kind, Quantity, show};
use leptos::prelude::*;

/// The eighths of a line, from the lowest.
const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// So many inputs are named.
const NAMED: usize = 6;

/// The range of a result in words; empty where it has none.
pub(super) fn words(state: State, formula: &'static Formula) -> Memo<String> {
    memo(move || {
        state.ranges.with(|ranges| {
            (state.estimate).with_untracked(|estimate| estimate.range_shown(formula, &ranges.0))
        })
    })
}

/// The range of a result and its shape.
#[component]
pub(super) fn RangeOf(formula: &'static Formula) -> impl IntoView {
    let state = State::here();
    let words = words(state, formula);
    let shape = memo(move || {
        if words.with(String::is_empty) {
            return String::new();
        }
        state.ranges.with(|ranges| {
            let range = ranges.0.range((formula.key, 0));
            range.map(|range| drawn(&range.bars)).unwrap_or_default()
        })
    });
    view! {
        <span class="range" title="In 90 % of the cases, given the ranges that were entered"><span class="sr">{text(move || {
            if words.with(String::is_empty) { String::new() } else { "In 90 % of the cases ".to_owned() }
        })}</span>{words}</span>
        <span class="shape" aria-hidden="true">{shape}</span>
    }
}

/// Bars as letters, each of two parts of the shape.
fn drawn(bars: &[u16]) -> String {
    let sums: Vec<u32> = bars
        .chunks(2)
        .map(|two| two.iter().map(|bar| u32::from(*bar)).sum())
        .collect();
    let most = sums.iter().copied().max().unwrap_or(0).max(1);
    let letter = |sum: u32| BARS[(sum * 7 / most) as usize];
    sums.into_iter().map(letter).collect()
}

/// The inputs that move a result most, each with what it does to it. Computed when it is shown.
pub(super) fn influences(state: State, formula: &'static Formula) -> AnyView {
    let key = (formula.key, 0);
    let influences = state.ranges.with(|ranges| {
        state.estimate.with_untracked(|estimate| {
            if ranges.0.range(key).is_none() {
                return Vec::new();
            }
            estimate.graph().sensitivity(key, &ranges.0)
        })
    });
    if influences.is_empty() {
        return ().into_any();
    }
    let ends = influences.iter().flat_map(|one| [one.at_low, one.at_high]);
    let values = || ends.clone().flatten().map(|end| end.value);
    let (least, most) = (
        values().fold(f64::INFINITY, f64::min),
        values().fold(f64::NEG_INFINITY, f64::max),
    );
    let lines = influences.iter().take(NAMED);
    let lines = lines.map(|one| influence(state, formula.kind, one, least, most));
    view! {
        <p class="help">"What it hangs on most: the result at both ends of each range, all else as it stands"</p>
        <ol class="tornado">{lines.collect_view()}</ol>
    }
    .into_any()
}

fn influence(state: State, kind: Kind, one: &Influence, least: f64, most: f64) -> AnyView {
    let name = name(state, one.input);
    let shown = |end: Option<Quantity>| {
        let conv = state.conventions.get_untracked();
        end.map_or_else(|| "no value".to_owned(), |end| show(&end, kind, &conv))
    };
    let place = |end: Option<Quantity>, none: f64| {
        let part = end.map_or(none, |end| (end.value - least) / (most - least));
        // All at one place: nothing moves the result.
        if part.is_finite() { part * 100.0 } else { 0.0 }
    };
    let (low, high) = (place(one.at_low, 0.0), place(one.at_high, 1.0));
    let (left, right) = (low.min(high), low.max(high));
    let share = show(
        &Quantity::scalar(one.share),
        Kind::Share,
        &state.conventions.get_untracked(),
    );
    view! {
        <li>
            <span>{name}</span>
            <span class="swing" aria-hidden="true"><i style:margin-left=format!("{left:.1}%") style:width=format!("{:.1}%", right - left)></i></span>
            <span class="ends">{format!("{} → {}", shown(one.at_low), shown(one.at_high))}</span>
            <span class="share">{format!("{share} of the spread")}</span>
        </li>
    }
    .into_any()
}

fn name(state: State, input: Key) -> String {
    state.estimate.with_untracked(|estimate| {
        let node = estimate.graph().find(input);
        node.map(|node| node.name.to_string()).unwrap_or_default()
    })
}
