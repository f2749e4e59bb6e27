//! One control for one entry: an input, a text area or a choice, by the field's declaration.

use super::kit::{aria, typed, when};
use super::state::State;
use crate::model::{Address, Input};
use leptos::prelude::*;

/// What a control needs to know besides its field.
#[derive(Clone)]
pub(super) struct Look {
    /// The id of the element; focus is moved by it.
    pub(super) id: String,
    /// The accessible name.
    pub(super) label: Signal<String>,
    /// What stands in the empty control.
    pub(super) placeholder: Signal<String>,
    /// The id of the element that describes the entry or says what is wrong with it.
    pub(super) described: String,
    /// Whether what was typed is not understood.
    pub(super) invalid: Signal<bool>,
    /// Whether it stands in a table.
    pub(super) cell: bool,
    /// Whether the value is assumed.
    pub(super) assumed: Signal<bool>,
}

/// A choice among more than so many rows has only the one that was chosen, until it has the focus.
const CHOICES: usize = 40;

/// The control of an entry. `text` is what stands in the document.
pub(super) fn control(address: Address, text: Signal<String>, look: &Look) -> AnyView {
    let state = State::here();
    let Some(spec) = address.spec() else {
        return ().into_any();
    };
    let Look {
        id,
        label,
        placeholder,
        described,
        invalid,
        assumed,
        ..
    } = look.clone();
    let (wrong, cell) = (aria(invalid), look.cell);
    match spec.input {
        Input::Choice(choices) => view! {
            <select id=id class="in" aria-label=label aria-describedby=described aria-invalid=wrong
                on:change=typed(move |text| state.enter(address, text))>
                {choices.iter().map(|(value, name)| {
                    view! { <option value=*value prop:selected=when(move || chosen(&text.get(), value, choices))>{*name}</option> }
                }).collect_view()}
            </select>
        }.into_any(),
        Input::Reference(table) => {
            let rows = state.names(table);
            // Hundreds of choices in each of hundreds of rows are put there when one is about to choose.
            let all = RwSignal::new(rows.with_untracked(Vec::len) <= 2 * CHOICES);
            let open: Box<dyn FnMut(leptos::ev::FocusEvent)> = Box::new(move |_| all.set(true));
            view! {
                <select id=id class="in" aria-label=label aria-describedby=described aria-invalid=wrong
                    on:focus=open on:change=typed(move |text| state.enter(address, text))>
                    <option value="" prop:selected=when(move || text.with(String::is_empty))>"–"</option>
                    {move || rows.get().chunks_exact(2).filter(|row| all.get() || text.with(|text| *text == row[0])).map(|row| {
                        let (id, name, this) = (row[0].clone(), row[1].clone(), row[0].clone());
                        view! { <option value=id prop:selected=when(move || text.get() == this)>{name}</option> }
                    }).collect_view()}
                </select>
            }.into_any()
        }
        // In a cell a line of text wraps instead of being cut off; it still is one line.
        Input::Text | Input::Line if cell || matches!(spec.input, Input::Text) => view! {
            <textarea id=id class="in" rows=if cell { "1" } else { "4" } aria-label=label aria-describedby=described
                aria-invalid=wrong placeholder=placeholder prop:value=text
                on:input=typed(move |text| state.enter(address, if cell { text.replace('\n', " ") } else { text }))></textarea>
        }.into_any(),
        Input::Text | Input::Line | Input::Quantity(_) | Input::Curve => {
            let number = matches!(spec.input, Input::Quantity(_));
            view! {
                <input id=id class="in" class:num=number class:assumed=assumed type="text" autocomplete="off"
                    spellcheck=if number { "false" } else { "true" } aria-label=label aria-describedby=described
                    aria-invalid=wrong placeholder=placeholder
                    prop:value=text on:input=typed(move |text| state.enter(address, text))/>
            }.into_any()
        }
    }
}

/// Whether a choice is the one that is stored; a stored text that is no choice any more selects the first.
fn chosen(text: &str, value: &str, choices: &[(&str, &str)]) -> bool {
    text == value
        || (choices.first().is_some_and(|(first, _)| *first == value)
            && !choices.iter().any(|(v, _)| *v == text))
}
