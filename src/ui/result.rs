//! A result: its value, what it lacks, and its work.

use super::kit::{aria, text, toggle, when};
use super::range::{Influences, RangeOf};
use super::state::State;
use crate::estimate::Estimate;
use crate::formula::{Formula, Trace};
use leptos::prelude::*;

/// A line with a result; its work opens below.
#[component]
pub(super) fn ResultRow(formula: &'static Formula, #[prop(optional)] total: bool) -> impl IntoView {
    let state = State::here();
    let said =
        state.watch(move |_, estimate| vec![estimate.shown(formula, 0), lacks(estimate, formula)]);
    let part = move |part: usize| text(move || said.with(|said| said[part].clone()));
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
            {move || open.get().then(|| work(formula, &state.estimate.with(|estimate| estimate.trace(formula, 0)), &shown.get()))}
            {move || open.get().then(|| view! { <Influences formula/> })}
        </div>
    }
}

/// What a result still needs, or what it had to leave out.
fn lacks(estimate: &Estimate, formula: &Formula) -> String {
    let Some(node) = estimate.result(formula, 0) else {
        return String::new();
    };
    match (node.missing.is_empty(), node.value.is_some()) {
        (true, true) => String::new(),
        (true, false) => node.note.to_string(),
        (false, there) => {
            // Of hundreds only the first few are named.
            let first = &node.missing[..node.missing.len().min(SOME)];
            let names = some_of(&estimate.graph().names(first), node.missing.len());
            if there {
                format!("without {names}")
            } else {
                format!("needs {names}")
            }
        }
    }
}

/// The formula in words and in numbers, and what was assumed.
fn work(formula: &Formula, trace: &Trace, shown: &str) -> AnyView {
    let line = |class: &'static str, text: String| view! { <p class=class>{text}</p> }.into_any();
    let mut lines = vec![line("help", formula.help.to_owned())];
    if !trace.words.is_empty() {
        lines.push(line(
            "formula words",
            format!("{} = {}", formula.name, trace.words),
        ));
    }
    if !trace.numbers.is_empty() {
        lines.push(line("formula", format!("{} = {shown}", trace.numbers)));
    }
    if !trace.exact.is_empty() {
        lines.push(line("exact", format!("in full: {}", trace.exact)));
    }
    lines.extend(
        trace
            .assumed
            .iter()
            .map(|assumed| line("took", format!("assumed: {assumed}"))),
    );
    if !trace.missing.is_empty() {
        lines.push(line(
            "took",
            format!("missing: {}", some_of(&trace.missing, trace.missing.len())),
        ));
    }
    if !trace.trouble.is_empty() {
        lines.push(line("took", format!("no value: {}", trace.trouble)));
    }
    lines.into_any()
}

/// So many names are written out.
const SOME: usize = 3;

/// The first few names; how many more there are.
fn some_of(names: &[String], all: usize) -> String {
    let first = names[..names.len().min(SOME)].join("; ");
    match all.saturating_sub(SOME) {
        0 => first,
        more => format!("{first} and {more} more"),
    }
}
