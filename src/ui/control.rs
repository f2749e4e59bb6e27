//! One control for one entry: an input, a text area or a choice, by the field's declaration.

use super::state::State;
use crate::model::{Address, Input};
use leptos::prelude::*;

/// What a control needs to know besides its field.
#[derive(Clone)]
pub(super) struct Look {
    /// The id of the element; focus is moved by it.
    pub(super) id: String,
    /// The accessible name, where no label element gives one.
    pub(super) label: Option<Signal<String>>,
    /// What stands in the empty control.
    pub(super) placeholder: Signal<String>,
    /// The id of the element that describes the entry or says what is wrong with it.
    pub(super) described: String,
    /// Whether what was typed is not understood.
    pub(super) invalid: Signal<bool>,
    /// Whether the value is assumed.
    pub(super) assumed: Signal<bool>,
}

/// The control of an entry. `text` is what stands in the document.
pub(super) fn control(address: Address, text: Signal<String>, look: Look) -> AnyView {
    let state = State::here();
    let Some(spec) = address.spec() else { return ().into_any() };
    let Look { id, label, placeholder, described, invalid, assumed } = look;
    let label = move || label.map(|label| label.get());
    let wrong = move || invalid.get().then_some("true");
    match spec.input {
        Input::Choice(choices) => view! {
            <select id=id class="in" aria-label=label aria-describedby=described
                on:change:target=move |ev| state.enter(address, ev.target().value())>
                {choices.iter().map(|(value, name)| {
                    view! { <option value=*value prop:selected=move || chosen(&text.get(), value, choices)>{*name}</option> }
                }).collect_view()}
            </select>
        }.into_any(),
        Input::Reference(table) => {
            let rows = Memo::new(move |_| state.doc.with(|doc| {
                let ids = (table.rows)(doc).ids();
                ids.into_iter().map(|id| (id.to_string(), table.row_name(doc, id))).collect::<Vec<_>>()
            }));
            view! {
                <select id=id class="in" aria-label=label aria-describedby=described
                    on:change:target=move |ev| state.enter(address, ev.target().value())>
                    <option value="" prop:selected=move || text.with(String::is_empty)>"–"</option>
                    {move || rows.get().into_iter().map(|(id, name)| {
                        let this = id.clone();
                        view! { <option value=id prop:selected=move || text.get() == this>{name}</option> }
                    }).collect_view()}
                </select>
            }.into_any()
        }
        Input::Text => view! {
            <textarea id=id class="in" rows="4" aria-label=label aria-describedby=described placeholder=move || placeholder.get()
                prop:value=move || text.get() on:input:target=move |ev| state.enter(address, ev.target().value())></textarea>
        }.into_any(),
        Input::Line | Input::Quantity(_) => {
            let number = spec.kind().is_some();
            view! {
                <input id=id class="in" class:num=number class:assumed=move || assumed.get() type="text" autocomplete="off"
                    spellcheck=if number { "false" } else { "true" } aria-label=label aria-describedby=described
                    aria-invalid=wrong placeholder=move || placeholder.get()
                    prop:value=move || text.get() on:input:target=move |ev| state.enter(address, ev.target().value())/>
            }.into_any()
        }
    }
}

/// Whether a choice is the one that is stored; a stored text that is no choice any more selects the first.
fn chosen(text: &str, value: &str, choices: &[(&str, &str)]) -> bool {
    text == value || (choices.first().is_some_and(|(first, _)| *first == value) && !choices.iter().any(|(v, _)| *v == text))
}
