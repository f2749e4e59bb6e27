//! The design in a few sentences, written from what stands in it, to be taken over by whoever agrees.

use super::desk;
use super::kit::{click, when};
use super::state::State;
use crate::desk::Wish;
use leptos::prelude::*;

/// What was written from the design, told apart from what a person wrote; nothing while there is nothing to sum up.
#[component]
pub(super) fn Written() -> impl IntoView {
    let state = State::here();
    let said = desk::follow(state, Wish::Summary);
    let sentences = move || said.get().unwrap_or_default();
    let take = move |_| {
        let text = sentences().join("\n\n");
        state.change("", |doc| doc.summary.text = text);
        state.say("Taken over into the summary. Undo brings back what stood there.");
    };
    let lines = move || {
        let lines = sentences().into_iter();
        lines.map(|line| view! { <p>{line}</p> }).collect_view()
    };
    view! {
        <div class="written" role="group" aria-label="Written from the design" hidden=when(move || sentences().is_empty())>
            <h3>"Written from the design"</h3>
            {lines}
            <button on:click=click(take)>"Take over into the summary"</button>
        </div>
    }
}
