//! A result: its value, what it lacks, and its work.

use super::state::State;
use crate::formula::{Formula, Trace};
use leptos::prelude::*;

/// A line with a result; its work opens below.
#[component]
pub(super) fn ResultRow(formula: &'static Formula, #[prop(optional)] total: bool) -> impl IntoView {
    let state = State::here();
    let shown = Memo::new(move |_| state.estimate.with(|estimate| estimate.shown(formula, 0)));
    let lacks = Memo::new(move |_| {
        state.estimate.with(|estimate| {
            let Some(node) = estimate.result(formula, 0) else { return String::new() };
            match (node.missing.is_empty(), node.value.is_some()) {
                (true, true) => String::new(),
                (true, false) => node.note.to_string(),
                (false, there) => {
                    let names = some_of(&estimate.graph().names(&node.missing));
                    if there { format!("without {names}") } else { format!("needs {names}") }
                }
            }
        })
    });
    let open = RwSignal::new(false);
    let id = format!("w-{}", formula.key.replace('.', "-"));
    let panel = id.clone();
    view! {
        <div class="res" class:total=total>
            <span class="name">{formula.name}<small>{formula.help}</small></span>
            <output class="value" aria-label=formula.name class:none=move || shown.with(|shown| shown == "–")>{move || shown.get()}</output>
            <span class="lacks">{move || lacks.get()}</span>
            <button class="link" aria-expanded=move || if open.get() { "true" } else { "false" } aria-controls=panel
                aria-label=format!("Show the work of {}", formula.name) on:click=move |_| open.update(|open| *open = !*open)>
                {move || if open.get() { "hide the work" } else { "show the work" }}
            </button>
        </div>
        <div class="work" id=id hidden=move || !open.get()>
            {move || open.get().then(|| work(&state.estimate.with(|estimate| estimate.trace(formula, 0)), &shown.get()))}
        </div>
    }
}

/// The formula in words and in numbers, and what was assumed.
fn work(trace: &Trace, shown: &str) -> impl IntoView + use<> {
    let numbers = format!("{} = {shown}", trace.numbers);
    let exact = (!trace.exact.is_empty()).then(|| format!("in full: {}", trace.exact));
    view! {
        <code>{trace.words.clone()}</code>
        <code>{numbers}</code>
        {exact.map(|exact| view! { <p>{exact}</p> })}
        {trace.assumed.iter().map(|line| view! { <p><span class="tag">"assumed"</span>" "{line.clone()}</p> }).collect_view()}
        {(!trace.missing.is_empty()).then(|| view! { <p class="lack">{format!("Missing: {}", some_of(&trace.missing))}</p> })}
        {(!trace.trouble.is_empty()).then(|| view! { <p class="lack">{format!("No value: {}.", trace.trouble)}</p> })}
    }
}

/// The first few names; how many more there are.
fn some_of(names: &[String]) -> String {
    const SOME: usize = 3;
    if names.len() <= SOME {
        names.join("; ")
    } else {
        format!("{} and {} more", names[..SOME].join("; "), names.len() - SOME)
    }
}
