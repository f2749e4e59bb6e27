//! The key numbers, always in sight, and what is wrong.

use super::begin;
use super::kit::{aria, click, text, toggle, when};
use super::range;
use super::state::State;
use crate::browser::page;
use crate::formula::Formula;
use crate::model::data_model::ATTRIBUTE_ENTITY;
use crate::model::{Address, Section};
use crate::outline::KEY_NUMBERS;
use crate::review::{Problem, Severity};
use leptos::prelude::*;

/// The column on the right; on a narrow page it opens from the bar at the bottom.
#[component]
pub(super) fn Rail() -> impl IntoView {
    let state = State::here();
    view! {
        <aside id="rail" aria-label="Key numbers" class:open=when(move || state.rail.get())>
            <div class="inner">
                <h2>"The envelope"</h2>
                <dl>{begin::part(|| KEY_NUMBERS.iter().map(|(label, formula)| view! { <KeyNumber label=*label formula=*formula/> }).collect_view().into_any())}</dl>
                {begin::part(|| view! { <Problems/> }.into_any())}
            </div>
        </aside>
        {begin::part(|| view! { <Foot/> }.into_any())}
    }
}

#[component]
fn KeyNumber(label: &'static str, formula: &'static Formula) -> impl IntoView {
    let state = State::here();
    let shown = state.watch(move |_, estimate| vec![estimate.shown(formula, 0)]);
    let class = if formula.key == "cost.total" {
        "key total"
    } else {
        "key"
    };
    // The bits stand below the bytes.
    let part = move |bits: bool| {
        Signal::derive(move || {
            shown.with(|shown| match (shown[0].split_once(" ("), bits) {
                (Some((value, _)), false) => value.to_owned(),
                (Some((_, rest)), true) => rest.trim_end_matches(')').to_owned(),
                (None, false) => shown[0].clone(),
                (None, true) => String::new(),
            })
        })
    };
    view! {
        <div class=class><dt>{label}</dt><dd><output aria-label=formula.name>{part(false)}</output><small>{part(true)}</small><small>{range::words(state, formula)}</small></dd></div>
    }
}

/// More problems than this stand there only when they are wanted.
const SHOWN: usize = 8;

#[component]
fn Problems() -> impl IntoView {
    let state = State::here();
    let whole = RwSignal::new(false);
    let more = text(move || {
        if whole.get() {
            "Show fewer".to_owned()
        } else {
            format!("Show all {}", state.problems.with(Vec::len))
        }
    });
    let few = when(move || {
        let unchecked = !state.unchecked().with(String::is_empty);
        unchecked || state.problems.with(Vec::len) <= SHOWN
    });
    view! {
        <h2>"To look at"</h2>
        {move || state.problems.with(|all| if !state.unchecked().with(String::is_empty) {
            view! { <p class="fine">"Not looked through: "{state.unchecked().get()}</p> }.into_any()
        } else if all.is_empty() {
            view! { <p class="fine"><span aria-hidden="true">"✓ "</span>"Nothing stands out."</p> }.into_any()
        } else {
            let shown = if whole.get() { all.len() } else { SHOWN };
            view! { <ul>{all.iter().take(shown).map(problem).collect_view()}</ul> }.into_any()
        })}
        <button hidden=few aria-expanded=aria(whole.into()) on:click=toggle(whole)>{more}</button>
    }
}

fn problem(problem: &Problem) -> AnyView {
    let state = State::here();
    let Problem {
        severity,
        section,
        place,
        title,
        detail,
        fix,
    } = problem.clone();
    let fix = fix.map(|fix| {
        let label = fix.label.clone();
        let act = click(move |_| state.change("", |doc| fix.apply(doc)));
        view! { <button class="fix" on:click=act>{label}</button> }
    });
    let (class, mark) = mark(severity);
    view! {
        <li><span class=class aria-hidden="true">{mark}</span>
            <a href=format!("#/{}", section.route()) on:click=click(move |_| { state.rail.set(false); go(state, place); })>
                <b>{title}</b><small>{format!("{} · {} · {detail}", severity.word(), section.name())}</small>
            </a>
            {fix}
        </li>
    }
    .into_any()
}

/// How a problem is marked: colour is never the only sign.
const fn mark(severity: Severity) -> (&'static str, &'static str) {
    match severity {
        Severity::Error => ("b", "✕"),
        Severity::Warning => ("b", "▲"),
        Severity::Hint => ("fine", "○"),
    }
}

/// Moves the focus to an entry once its section is on the page.
fn go(state: State, place: Address) {
    match place {
        Address::Field(field) => {
            let id = format!("f-{}", field.spec.key.replace('.', "-"));
            page::after(60, move || page::focus(&id));
        }
        Address::Cell { table, row, column } => {
            // The attributes of an entity may be folded.
            let fold = table
                .column(ATTRIBUTE_ENTITY.spec.key)
                .and_then(|entity| {
                    let doc = state.doc.read_untracked();
                    let entity = (table.rows)(&doc).cell(row, entity)?;
                    Some(["attributes-", entity].concat())
                })
                .unwrap_or_default();
            page::focus_cell(row, column, fold);
        }
    }
}

/// The bar at the bottom of a narrow page.
#[component]
fn Foot() -> impl IntoView {
    let state = State::here();
    let short = [
        ("Peak QPS", KEY_NUMBERS[1].1),
        ("Storage", KEY_NUMBERS[6].1),
        ("Each month", &crate::estimate::cost::TOTAL),
    ];
    // What is only not said yet is no alarm.
    let grave = |all: &Vec<Problem>| {
        let grave = all
            .iter()
            .filter(|problem| problem.severity != Severity::Hint);
        grave.count()
    };
    let wrong = Signal::derive(move || match state.problems.with(grave) {
        0 => "✓".to_owned(),
        many => format!("▲ {many}"),
    });
    view! {
        <button class="foot" aria-controls="rail" aria-expanded=aria(state.rail.into())
            on:click=toggle(state.rail)>
            {short.map(|(label, formula)| view! {
                <span>{label}<b>{Signal::derive(move || state.estimate.with(|estimate| estimate.shown(formula, 0)))}</b></span>
            }).collect_view()}
            <span>"To look at"<b>{wrong}</b></span>
        </button>
    }
}

/// The section that is open, for the title of the page.
pub(super) fn page_title(state: State) -> String {
    if state.home().get() {
        return "Designs · Envelope".to_owned();
    }
    let section: Section = state.section.get();
    state
        .doc
        .with(|doc| format!("{} · {} · Envelope", section.name(), doc.name()))
}
