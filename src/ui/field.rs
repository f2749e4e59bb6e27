//! A row of a form: label, help, control, and what the entry was understood to be.

use super::control::{Look, control};
use super::kit::{click, text, when};
use super::state::State;
use crate::estimate::{Estimate, Reading, read};
use crate::formula::Origin;
use crate::model::{Address, Document, Field, Input, Spec};
use crate::quantity::{Conventions, understood_entry};
use leptos::prelude::*;

/// What is said beside a control: what stands in it while it is empty; a word for where the value comes from,
/// where it was not given; what was understood, or why something was assumed; what is wrong.
const PLACEHOLDER: usize = 0;
const TAG: usize = 1;
const ECHO: usize = 2;
const ERROR: usize = 3;
/// Behind them, what stands in the control, and what would hold without it.
const TEXT: usize = 4;
const INSTEAD: usize = 5;

/// What a typed entry was understood to be, where that reads otherwise than what was typed, and what is
/// wrong with it. Nothing at all for an empty entry.
pub(super) fn heard(spec: &Spec, text: &str, conv: Conventions) -> Option<[String; 2]> {
    match (read(spec, text, &conv), spec.kind()) {
        (Reading::Invalid(error), _) => Some([String::new(), error]),
        (Reading::Value(entry), Some(kind)) => {
            let echo = understood_entry(&entry, kind, &conv);
            // What reads the same as what was typed tells nobody anything.
            let plain = |text: &str| plain(text).trim_end_matches(['x', '.']).to_owned();
            let same = plain(echo.trim_end_matches(" users")) == plain(text);
            Some([if same { String::new() } else { echo }, String::new()])
        }
        _ => None,
    }
}

/// What is to be said of an entry, and the entry itself.
fn said(field: &'static Field<Document>, doc: &Document, estimate: &Estimate) -> Vec<String> {
    let spec = &field.spec;
    let text = (field.get)(doc);
    let blank = String::new;
    let [placeholder, tag, echo, error] = match heard(spec, text, *estimate.graph().conventions()) {
        Some([echo, error]) => [blank(), blank(), echo, error],
        None => match estimate.input(spec.key, 0) {
            Some(node) if node.value.is_some() => {
                let (tag, why) = match node.origin {
                    Origin::Assumed => ("assumed", node.note.to_string()),
                    _ => ("derived", "from the estimate".to_owned()),
                };
                let placeholder = match spec.assumed {
                    // Which price it is depends on the price book.
                    Some(taken) if spec.price.is_none() => taken.text.to_owned(),
                    _ => estimate.graph().shown(node),
                };
                [placeholder, tag.to_owned(), why, blank()]
            }
            _ if spec.example.is_empty() => [blank(), blank(), blank(), blank()],
            _ => [format!("e.g. {}", spec.example), blank(), blank(), blank()],
        },
    };
    let instead = if text.trim().is_empty() {
        String::new()
    } else {
        instead(field, doc, estimate)
    };
    vec![placeholder, tag, echo, error, text.clone(), instead]
}

/// What an entry takes the place of: what follows from the estimate, or what would be assumed.
fn instead(field: &'static Field<Document>, doc: &Document, estimate: &Estimate) -> String {
    let node = estimate.instead(field.spec.key);
    if let Some(node) = node.filter(|node| node.value.is_some()) {
        return estimate.graph().shown(node);
    }
    let taken = field.spec.taken_by(doc.price_book());
    taken.map(|(text, _)| text.to_owned()).unwrap_or_default()
}

/// A text without its spaces and in small letters, with a rate for each user as people type it.
fn plain(text: &str) -> String {
    text.replace(" per user and ", "/user/")
        .replace('–', "-")
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| c.to_ascii_lowercase())
        .collect()
}

/// A row of the form.
#[component]
pub(super) fn FieldRow(field: &'static Field<Document>) -> impl IntoView {
    let state = State::here();
    let spec = &field.spec;
    let said = state.watch(move |doc, estimate| said(field, doc, estimate));
    let part = move |part: usize| Signal::derive(move || said.with(|said| said[part].clone()));
    let has = move |part: usize| Signal::derive(move || said.with(|said| !said[part].is_empty()));
    let lacks = move |part: usize| when(move || said.with(|said| said[part].is_empty()));
    let back = text(move || {
        said.with(|said| {
            format!(
                "{}: instead of {}, go back to it",
                spec.label, said[INSTEAD]
            )
        })
    });
    let id = format!("f-{}", spec.key.replace('.', "-"));
    let (help_id, note_id) = (format!("{id}-help"), format!("{id}-note"));
    let look = Look {
        id: id.clone(),
        label: Signal::stored(spec.label.to_owned()),
        placeholder: part(PLACEHOLDER),
        described: format!("{help_id} {note_id}"),
        invalid: has(ERROR),
        cell: false,
        assumed: has(TAG),
    };
    let shape = match spec.input {
        Input::Text => "row text",
        Input::Line | Input::Choice(_) | Input::Curve => "row wide",
        _ => "row",
    };
    view! {
        <div class=shape>
            <div class="label"><label for=id>{spec.label}</label><small id=help_id>{spec.help}</small></div>
            <div class="entry">
                {control(Address::Field(field), part(TEXT), &look)}
                <span class="said" id=note_id>
                    <span class="tag">{part(TAG)}</span>
                    <span class="echo">{part(ECHO)}</span>
                    <span class="msg">{part(ERROR)}</span>
                    <button class="link back" hidden=lacks(INSTEAD) aria-label=back
                        on:click=click(move |_| state.enter(Address::Field(field), String::new()))>
                        "instead of "{part(INSTEAD)}<span aria-hidden="true">" ↺"</span>
                    </button>
                </span>
            </div>
        </div>
    }
}
