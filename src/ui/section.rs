//! A section of the form: its blocks, in the order of the outline.

use super::control::{Look, control};
use super::entities::Entities;
use super::field::FieldRow;
use super::kit::{fold, text as label, when};
use super::later::{self, Kind};
use super::result::ResultRow;
use super::state::State;
use super::table::{Shape, TableEditor};
use super::{begin, beside, desk};
use crate::desk::{Drawing, Wish};
use crate::model::{Address, Document, Field, Section, conventions};
use crate::outline::{self, Block, Item, Topic};
use leptos::prelude::*;

/// The form of the section that is open.
#[component]
pub(super) fn SectionForm(section: Section) -> impl IntoView {
    let number = section
        .number()
        .map(|number| view! { <span class="no">{number}</span> });
    view! {
        <header class="top">
            <h1 id="heading" tabindex="-1">{number}{section.name()}</h1>
            <p class="lede">{section.lede()}</p>
            {begin::part(|| view! { <ConventionsLine/> }.into_any())}
        </header>
        {outline::blocks(section).iter().map(block).collect_view()}
        <NextSection section/>
    }
}

/// The conventions, always on screen.
#[component]
fn ConventionsLine() -> impl IntoView {
    view! {
        <div class="conv">{[&conventions::DATA, &conventions::CALENDAR, &conventions::DIGITS].map(|field| {
            view! { <span title=field.spec.help>{convention(field)}</span> }
        }).collect_view()}</div>
    }
}

/// A convention with its label.
pub(super) fn convention(field: &'static Field<Document>) -> AnyView {
    let state = State::here();
    let text = state.watch(move |doc, _| vec![(field.get)(doc).clone()]);
    let text = label(move || text.with(|text| text[0].clone()));
    let id = format!("f-{}", field.spec.key.replace('.', "-"));
    let look = Look {
        id: id.clone(),
        label: Signal::stored(field.spec.label.to_owned()),
        placeholder: Signal::stored(String::new()),
        described: String::new(),
        invalid: Signal::stored(false),
        cell: false,
        assumed: Signal::stored(false),
    };
    view! { <label for=id>{field.spec.label}</label>{control(Address::Field(field), text, &look)} }
        .into_any()
}

fn block(block: &'static Block) -> AnyView {
    if block.is_notes() {
        return notes(block);
    }
    // More columns of the same table need no second caption.
    let mut before = None;
    view! {
        <section class="card">
            <h2>{block.heading}</h2>
            {block.items.iter().map(|each| {
                // A chart has its own, and shows it only when there is something to show.
                let title = block.caption(each).filter(|_| !matches!(each, Item::Chart(_)));
                let caption = title.filter(|_| title != before).map(|title| view! { <h3 class="caption">{title}</h3> });
                before = title;
                view! { {caption}{begin::part(move || item(each))} }
            }).collect_view()}
        </section>
    }
    .into_any()
}

/// The free text of the section, folded where there is none.
fn notes(block: &'static Block) -> AnyView {
    let doc = State::here().doc;
    let filled = |field: &&Field<Document>| doc.with_untracked(|doc| !(field.get)(doc).is_empty());
    let is_filled = |item: &Item| matches!(item, Item::Fields(fields) if fields.iter().any(filled));
    let open = RwSignal::new(block.items.iter().any(is_filled));
    view! {
        <section class="card notes">
            <h2>{fold(open, block.heading)}</h2>
            {move || open.get().then(|| block.items.iter().map(item).collect_view())}
        </section>
    }
    .into_any()
}

fn item(item: &'static Item) -> AnyView {
    match *item {
        Item::Hint(text) => view! { <p class="hint">{text}</p> }.into_any(),
        Item::Fields(fields) => fields
            .iter()
            .map(|field| view! { <FieldRow field/> })
            .collect_view()
            .into_any(),
        Item::Table(table, results) => {
            view! { <TableEditor shape=Shape::new(table, &[], results, true)/> }.into_any()
        }
        Item::Columns {
            table,
            columns,
            home,
            results,
        } => view! { <TableEditor shape=Shape::new(table, columns, results, home)/> }.into_any(),
        Item::RowResults(table, results) => {
            let shape = Shape::new(table, &[0], results, false);
            let none = when(move || beside::none_said(State::here(), results));
            view! { <div hidden=none><TableEditor shape/></div> }.into_any()
        }
        Item::Entities => view! { <Entities/> }.into_any(),
        Item::Schema => later::part(Kind::Schema),
        Item::Picture => later::part(Kind::Picture(Drawing::Entities)),
        Item::Flow => later::part(Kind::Picture(Drawing::Flow)),
        Item::Sql => later::part(Kind::Sql),
        Item::OpenApi => later::part(Kind::OpenApi),
        Item::Diagram => view! { <Diagram/> }.into_any(),
        Item::Advice(topic) => view! { <Advice topic/> }.into_any(),
        Item::Results(results) => results
            .iter()
            .map(|formula| view! { <ResultRow formula/> })
            .collect_view()
            .into_any(),
        Item::Total(formula) => view! { <ResultRow formula total=true/> }.into_any(),
        Item::Reference(table) => later::part(Kind::Reference(table)),
        Item::View(view) => later::part(Kind::Follows(view)),
        Item::Written => later::part(Kind::Written),
        Item::Proposals(what) => later::part(Kind::Proposals(what)),
        Item::Chart(chart) => later::part(Kind::Chart(chart)),
    }
}

/// What follows from the numbers, in words.
#[component]
fn Advice(topic: Topic) -> impl IntoView {
    let state = State::here();
    let said = desk::follow(state, Wish::Advice(topic));
    let said = label(move || {
        said.with(|said| said.as_ref().map(|said| said.concat()).unwrap_or_default())
    });
    view! { <p class="hint" hidden=when(move || said.with(String::is_empty))>{said}</p> }
}

/// The picture of the architecture, or what it is made from.
#[component]
fn Diagram() -> impl IntoView {
    let state = State::here();
    let there = when(move || state.doc.with(|doc| !Drawing::Architecture.is_empty(doc)));
    view! {
        {later::part(Kind::Picture(Drawing::Architecture))}
        <p class="empty" hidden=there>"Add components, here or below: the picture is drawn from them and their connections."</p>
    }
}

/// The way on, at the end of the form.
#[component]
fn NextSection(section: Section) -> impl IntoView {
    let at = Section::ALL.iter().position(|other| *other == section);
    let next = at.and_then(|at| Section::ALL.get(at + 1));
    next.map(|next| {
        view! { <p class="next"><a href=format!("#/{}", next.route())>{format!("Next: {}", next.name())}" →"</a></p> }
    })
}
