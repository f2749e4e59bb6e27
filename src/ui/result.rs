//! A result: its value, what it lacks, and its work.

use super::kit::{aria, text, toggle, when};
use super::range::{Influences, RangeOf};
use super::state::State;
use super::{beside, desk};
use crate::desk::Wish;
use crate::formula::Formula;
use crate::text::result::work;
use leptos::prelude::*;

/// A line with a result; its work opens below.
#[component]
pub(super) fn ResultRow(formula: &'static Formula, #[prop(optional)] total: bool) -> impl IntoView {
    let state = State::here();
    let said = beside::said(state, formula);
    let part = move |part: usize| {
        text(move || said.with(|said| said.get(part).cloned().unwrap_or_default()))
    };
    let (shown, lacks) = (part(0), part(1));
    let open = RwSignal::new(false);
    let id = format!("w-{}", formula.key.replace('.', "-"));
    let panel = id.clone();
    view! {
        <div class="res" class:total=total>
            <span class="name" title=formula.help>{formula.name}</span>
            <output class="value" aria-label=formula.name class:none=when(move || shown.with(|shown| shown == "–"))>{shown}</output>
            <span class="lacks"><RangeOf formula/>{lacks}</span>
            <button class="link" aria-expanded=aria(open.into()) aria-controls=panel
                aria-label=format!("Show the work of {}", formula.name) on:click=toggle(open)>
                {text(move || if open.get() { "hide the work" } else { "show the work" }.to_owned())}
            </button>
        </div>
        <div class="work" id=id hidden=when(move || !open.get())>
            {move || open.get().then(|| view! { <Work formula shown/> })}
            {move || open.get().then(|| view! { <Influences formula/> })}
        </div>
    }
}

/// The formula in words and in numbers, and what was assumed.
#[component]
fn Work(formula: &'static Formula, shown: Signal<String>) -> impl IntoView {
    let state = State::here();
    let far = beside::is_beside(formula).then(|| desk::follow(state, Wish::Work(formula.key)));
    let lines = move || match far {
        Some(said) => said
            .get()
            .unwrap_or_else(|why| vec!["took".to_owned(), why]),
        None => state.estimate.with(|estimate| {
            let trace = estimate.trace(formula, 0);
            work(formula, &trace, &shown.get())
                .into_iter()
                .flatten()
                .collect()
        }),
    };
    move || {
        let lines: Vec<String> = lines();
        let pairs = lines.chunks_exact(2);
        pairs
            .map(|pair| view! { <p class=pair[0].clone()>{pair[1].clone()}</p> }.into_any())
            .collect_view()
    }
}
