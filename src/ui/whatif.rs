//! What if: scenarios with one click.

use super::kit::click;
use super::state::State;
use crate::model::whatif::SCENARIOS;
use leptos::prelude::*;

/// One click for a scenario with so many times the users.
#[component]
pub(super) fn Crowds() -> impl IntoView {
    let state = State::here();
    let button = move |factor: u32| {
        view! { <button on:click=click(move |_| crowd(state, factor))>{format!("×{factor} users")}</button> }
    };
    view! { <p class="crowds">{[1, 10, 100].map(button).collect_view()}</p> }
}

/// Adds a scenario with so many times the users, unless there is one by that name.
fn crowd(state: State, factor: u32) {
    let name = format!("×{factor} users");
    let there = state.doc.with_untracked(|doc| {
        let scenarios = &doc.whatif.scenarios;
        scenarios
            .iter()
            .any(|scenario| scenario.name.trim() == name)
    });
    if there {
        state.say(format!("“{name}” stands there already."));
        return;
    }
    let users = format!("{factor}x");
    state.change("", |doc| doc.add_row_of(&SCENARIOS, &[&name, &users]));
    state.say(format!("Added scenario “{name}”."));
}
