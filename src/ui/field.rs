//! A row of a form: label, help, control, and what the entry was understood to be.

use super::control::{Look, control};
use super::state::State;
use crate::estimate::{Reading, read};
use crate::formula::Origin;
use crate::model::{Address, Document, Field, Input};
use crate::quantity::understood;
use leptos::prelude::*;

/// What is said beside a control.
#[derive(Clone, PartialEq, Default)]
struct Said {
    /// What stands in the control while it is empty.
    placeholder: String,
    /// A word for where the value comes from, where it was not given.
    tag: &'static str,
    /// What was understood, or why something was assumed.
    echo: String,
    /// What is wrong.
    error: String,
}

/// What is to be said of an entry.
fn said(state: State, field: &'static Field<Document>, text: &str) -> Said {
    let spec = &field.spec;
    let conv = state.conventions.get();
    match (read(spec, text, &conv), spec.kind()) {
        (Reading::Invalid(error), _) => Said { error, placeholder: spec.example.to_owned(), ..Said::default() },
        (Reading::Value(value), Some(kind)) => Said { echo: understood(&value, kind, &conv), ..Said::default() },
        _ => state.estimate.with(|estimate| match estimate.input(spec.key, 0) {
            Some(node) if node.value.is_some() => {
                let (tag, echo) = match node.origin {
                    Origin::Assumed => ("assumed", node.note.to_string()),
                    _ => ("derived", "from the estimate".to_owned()),
                };
                let placeholder = match spec.assumed {
                    Some(taken) => taken.text.to_owned(),
                    None => estimate.graph().shown(node),
                };
                Said { placeholder, tag, echo, error: String::new() }
            }
            _ => Said { placeholder: spec.example.to_owned(), ..Said::default() },
        }),
    }
}

/// A row of the form.
#[component]
pub(super) fn FieldRow(field: &'static Field<Document>) -> impl IntoView {
    let state = State::here();
    let spec = &field.spec;
    let text = Memo::new(move |_| state.doc.with(|doc| (field.get)(doc).clone()));
    let said = Memo::new(move |_| said(state, field, &text.get()));
    let id = format!("f-{}", spec.key.replace('.', "-"));
    let (help_id, note_id) = (format!("{id}-help"), format!("{id}-note"));
    let look = Look {
        id: id.clone(),
        label: None,
        placeholder: Signal::derive(move || said.with(|said| said.placeholder.clone())),
        described: format!("{help_id} {note_id}"),
        invalid: Signal::derive(move || said.with(|said| !said.error.is_empty())),
        assumed: Signal::derive(move || said.with(|said| !said.tag.is_empty())),
    };
    let wide = matches!(spec.input, Input::Text | Input::Line | Input::Choice(_));
    view! {
        <div class="row" class:wide=wide>
            <div class="label"><label for=id>{spec.label}</label><small id=help_id>{spec.help}</small></div>
            <div class="entry">
                {control(Address::Field(field), text.into(), look)}
                <span class="said" id=note_id>
                    {move || {
                        let Said { tag, echo, error, .. } = said.get();
                        view! {
                            {(!tag.is_empty()).then(|| view! { <span class="tag">{tag}</span> })}
                            {(!echo.is_empty()).then(|| view! { <span class="echo">{echo}</span> })}
                            {(!error.is_empty()).then(|| view! { <span class="msg">{error}</span> })}
                        }
                    }}
                </span>
            </div>
        </div>
    }
}
