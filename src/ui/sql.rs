//! The data model as SQL, and SQL taken over into it.

use super::desk;
use super::hand_over::{HandOver, HandedOver};
use super::kit::{aria, click, fold, typed, when};
use super::state::State;
use crate::desk::Wish;
use crate::engines::Engine;
use crate::estimate::data_model::engine;
use crate::text::data_model::NewRow;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Out and in, each closed until it is wanted.
#[component]
pub(super) fn Sql() -> impl IntoView {
    let (out, within) = (RwSignal::new(false), RwSignal::new(false));
    view! {
        <div class="sql">
            <h3>{fold(out, "SQL of this data model")}</h3>
            {move || out.get().then(|| view! { <Written/> })}
            <h3>{fold(within, "Take tables over from SQL")}</h3>
            {move || within.get().then(|| view! { <Taken open=within/> })}
        </div>
    }
}

/// The statements, in the words of one engine.
#[component]
fn Written() -> impl IntoView {
    let state = State::here();
    let of = RwSignal::new(state.doc.with_untracked(engine));
    view! {
        <div class="tools">
            {Engine::ALL.map(|engine| view! {
                <button aria-pressed=aria(when(move || of.get() == engine)) on:click=click(move |_| of.set(engine))>{engine.name()}</button>
            })}
        </div>
        {move || {
            let engine = of.get();
            let what = HandedOver {
                wish: Wish::Sql(engine),
                name: "SQL",
                label: format!("SQL for {}", engine.name()),
                extension: format!("{}.sql", engine.key()),
                media_type: "application/sql",
            };
            view! { <HandOver what/> }
        }}
    }
}

/// A text in SQL whose tables are added to the entities.
#[component]
fn Taken(open: RwSignal<bool>) -> impl IntoView {
    let state = State::here();
    let sql = RwSignal::new(String::new());
    let skipped = RwSignal::new(Vec::<String>::new());
    let take = move |_| {
        spawn_local(async move {
            match desk::ask(state, Wish::ReadSql(sql.get_untracked())).await {
                Ok(texts) => {
                    let left = taken(state, texts);
                    if left.is_empty() {
                        // It may have been closed meanwhile.
                        let _ = open.try_set(false);
                    }
                    let _ = skipped.try_set(left);
                }
                Err(why) => state.say(format!("Nothing was added. {why}")),
            }
        });
    };
    let lines = move || {
        skipped
            .get()
            .into_iter()
            .map(|line| view! { <li>{line}</li> })
            .collect_view()
    };
    view! {
        <p class="hint">"Paste CREATE TABLE statements, or what pg_dump --schema-only, mysqldump --no-data or .schema print. Tables are added beside what is there; nothing is replaced."</p>
        <textarea class="in code" aria-label="SQL to take over" spellcheck="false" rows="8" prop:value=sql on:input=typed(move |text| sql.set(text))></textarea>
        <div class="tools">
            <button class="primary" disabled=when(move || sql.with(|sql| sql.trim().is_empty())) on:click=click(take)>"Add these tables"</button>
        </div>
        <p class="hint" hidden=when(move || skipped.with(Vec::is_empty))>"Left out:"</p>
        <ul class="notes">{lines}</ul>
    }
}

/// Adds what was read; hands back what was not.
fn taken(state: State, texts: Vec<String>) -> Vec<String> {
    let mut texts = texts.into_iter();
    let count = texts
        .next()
        .and_then(|count| count.parse().ok())
        .unwrap_or_default();
    let skipped: Vec<String> = texts.by_ref().take(count).collect();
    let rows = NewRow::read(texts);
    if rows.is_empty() {
        state.say("There is no table in this text.");
    } else {
        let tables = state.change("", |doc| NewRow::add(&rows, doc)).len();
        let tables = if tables == 1 {
            "1 table".to_owned()
        } else {
            format!("{tables} tables")
        };
        state.say(format!("Added {tables}. Undo takes them away again."));
    }
    skipped
}
