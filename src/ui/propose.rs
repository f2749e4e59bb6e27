//! Rows that could be taken over, with one click each.

use super::desk;
use super::kit::{click, text, when};
use super::state::State;
use crate::browser::page;
use crate::desk::{Wish, problems};
use crate::model::Document;
use crate::outline::Proposed;
use crate::propose::Proposal;
use leptos::prelude::*;

/// What is suggested in one place, closed until it is wanted; nothing where there is nothing.
#[component]
pub(super) fn Proposals(what: Proposed) -> impl IntoView {
    let state = State::here();
    let said = desk::follow(state, Wish::Proposals(what));
    let found = Memo::new(move |_| problems::read_proposals(said.get().unwrap_or_default()));
    let count = move || found.with(Vec::len);
    let title = text(move || format!("Suggested: {}", count()));
    let id = ["suggested-", &what.name().replace(' ', "-")].concat();
    let back = id.clone();
    // What was clicked goes away: the focus stays with the list.
    let take = move |apply: &dyn Fn(&mut Document)| {
        state.change("", apply);
        let back = back.clone();
        page::soon(move || page::focus(&back));
    };
    let take = StoredValue::new_local(take);
    let all =
        move |_| take.with_value(|take| take(&|doc| found.with_untracked(|all| apply(all, doc))));
    let list = move || {
        let one = |proposal: &Proposal| {
            let Proposal { fix, why } = proposal.clone();
            let label = fix.label.clone();
            let act = click(move |_| take.with_value(|take| take(&|doc| fix.apply(doc))));
            view! { <li><button on:click=act><span aria-hidden="true">"+ "</span>{label}</button>" "<small>{why}</small></li> }.into_any()
        };
        found.with(|all| all.iter().map(one).collect_view())
    };
    view! {
        <details class="reference suggested" hidden=when(move || count() == 0)>
            <summary id=id>{title}</summary>
            <ul>{list}</ul>
            <button class="all" hidden=when(move || count() < 2) on:click=click(all)>"Take all"</button>
        </details>
    }
}

fn apply(all: &[Proposal], doc: &mut Document) {
    for proposal in all {
        proposal.fix.apply(doc);
    }
}
