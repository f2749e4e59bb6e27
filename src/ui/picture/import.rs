//! A flowchart of Mermaid taken over into the architecture: what it adds is shown before it is added.

use super::super::desk::{self, Said};
use super::super::kit::{click, fold, text, typed, when};
use super::super::state::State;
use crate::browser::page;
use crate::desk::Wish;
use crate::text::data_model::NewRow;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// So long after the last key the text is read.
const REST_MS: u32 = 150;

/// What the desk read.
#[derive(Clone, Debug, Default, PartialEq)]
struct Read {
    /// What was not understood, line by line.
    skipped: Vec<String>,
    /// What is added, line by line, the sum first.
    said: Vec<String>,
    rows: Vec<NewRow>,
}

impl Read {
    fn of(texts: Vec<String>) -> Self {
        let mut texts = texts.into_iter();
        let mut list = || -> Vec<String> {
            let count = texts.next().and_then(|count| count.parse().ok());
            texts.by_ref().take(count.unwrap_or_default()).collect()
        };
        Self {
            skipped: list(),
            said: list(),
            rows: NewRow::read(texts),
        }
    }
}

/// A place for a flowchart, closed until it is wanted.
#[component]
pub(super) fn Import() -> impl IntoView {
    let open = RwSignal::new(false);
    view! {
        <div class="sql">
            <h3>{fold(open, "Import Mermaid…")}</h3>
            {move || open.get().then(|| view! { <Taken open/> })}
        </div>
    }
}

#[component]
fn Taken(open: RwSignal<bool>) -> impl IntoView {
    let state = State::here();
    let chart = RwSignal::new(String::new());
    let said: RwSignal<Result<Read, String>> = RwSignal::new(Ok(Read::default()));
    follow(state, chart, said);
    let of = move |part: fn(&Read) -> &Vec<String>| {
        let read = move |said: &Result<Read, String>| match said {
            Ok(read) => part(read).clone(),
            Err(_) => Vec::new(),
        };
        Signal::derive(move || said.with(read))
    };
    let (adds, skipped) = (of(|read| &read.said), of(|read| &read.skipped));
    let why = text(move || said.with(|said| said.as_ref().err().cloned().unwrap_or_default()));
    let nothing =
        when(move || said.with(|said| said.as_ref().map_or(true, |read| read.rows.is_empty())));
    let list = move |lines: Signal<Vec<String>>, first: usize| {
        move || {
            let lines = lines.get().into_iter().skip(first);
            lines.map(|line| view! { <li>{line}</li> }).collect_view()
        }
    };
    let sum = text(move || {
        adds.with(|adds| match (nothing.get(), adds.first()) {
            (_, None) => String::new(),
            (true, Some(there)) => ["Nothing is new: ", there, "."].concat(),
            (false, Some(sum)) => ["Adds ", sum, ":"].concat(),
        })
    });
    view! {
        <p class="hint">"Paste a flowchart, or Markdown with one in it. Components and connections are added beside what is there; subgraphs become groups, and a box with the name of a component is that component."</p>
        <textarea class="in code" aria-label="Mermaid to import" spellcheck="false" rows="8" prop:value=chart on:input=typed(move |text| chart.set(text))></textarea>
        <p class="hint" aria-live="polite">{sum}{why}</p>
        <ul class="notes">{list(adds, 1)}</ul>
        <p class="hint" hidden=when(move || skipped.with(Vec::is_empty))>"Left out:"</p>
        <ul class="notes">{list(skipped, 0)}</ul>
        <div class="tools">
            <button class="primary" disabled=nothing on:click=click(move |_| add(state, chart, open))>"Add to the architecture"</button>
        </div>
    }
}

/// Has the text read anew whenever it, or the design, has changed and then rested for a moment.
fn follow(state: State, chart: RwSignal<String>, said: RwSignal<Result<Read, String>>) {
    let turn = StoredValue::new(0_u32);
    Effect::new(move |_| {
        state.estimate.track();
        let wish = chart.get();
        let mine = turn.get_value().wrapping_add(1);
        turn.set_value(mine);
        page::after(REST_MS, move || {
            if turn.try_get_value() != Some(mine) {
                return;
            }
            spawn_local(async move {
                let read = match wish.trim() {
                    "" => Ok(Read::default()),
                    _ => ask(state, wish).await,
                };
                if turn.try_get_value() == Some(mine) {
                    said.set(read);
                }
            });
        });
    });
}

async fn ask(state: State, chart: String) -> Result<Read, String> {
    let said: Said = desk::ask(state, Wish::ReadMermaid(chart)).await;
    said.map(Read::of)
}

/// Adds what the text has now, as one step.
fn add(state: State, chart: RwSignal<String>, open: RwSignal<bool>) {
    spawn_local(async move {
        match ask(state, chart.get_untracked()).await {
            Ok(read) if read.rows.is_empty() => state.say("There is nothing new in this text."),
            Ok(read) => {
                state.change("", |doc| NewRow::add(&read.rows, doc));
                let sum = read.said.first().map_or("", String::as_str);
                state.say(format!("Added {sum}. Undo takes them away again."));
                if read.skipped.is_empty() {
                    // It may have been closed meanwhile.
                    let _ = open.try_set(false);
                }
            }
            Err(why) => state.say(format!("Nothing was added. {why}")),
        }
    });
}
