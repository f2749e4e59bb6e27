//! What of the page comes after the first paint: the list of designs, the panel at the side, the pictures, and whatever
//! a section shows that nobody types into.
//!
//! Whoever starts the page says how the code for it comes. In the page that is built for visitors it is a module of its
//! own, fetched as soon as the page stands; everywhere else it is there already.

use super::begin;
use super::chart::ChartOf;
use super::designs;
use super::disk;
use super::entities::Schema;
use super::hand_over::OpenApi;
use super::kit::click;
use super::picture::Picture;
use super::preview::Preview;
use super::propose::Proposals;
use super::share;
use super::sql::Sql;
use super::state::State;
use super::summary::Written;
use super::view::{Follows, reference};
use crate::desk::Drawing;
use crate::library::reference::ReferenceTable;
use crate::outline::{Chart, Proposed, View};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::pin::Pin;
use std::sync::OnceLock;
use std::task::{Context, Poll, Waker};

/// A part of the page that comes later.
#[derive(Clone)]
pub struct Part(Kind);

#[derive(Clone)]
pub(super) enum Kind {
    Designs,
    Received(String),
    Preview,
    Picture(Drawing),
    Chart(Chart),
    Schema,
    Sql,
    OpenApi,
    Follows(View),
    Reference(&'static ReferenceTable),
    Written,
    Proposals(Proposed),
    /// Something is done, and nothing shown.
    Done(Box<State>, Act),
}

/// What is done by code that comes later.
#[derive(Clone, Copy)]
pub(super) enum Act {
    /// Starts an empty design.
    New,
    /// Saves to the file of the design, or to another that is asked for.
    Save(bool),
    /// From now on a file that is dropped onto the page is opened.
    Listen,
}

/// What is there once the code is.
pub type Coming<T> = Pin<Box<dyn Future<Output = T>>>;

/// How the code comes.
#[derive(Debug, Clone, Copy)]
pub struct Later {
    /// Fetches it; whether it is there then.
    pub fetch: fn() -> Coming<bool>,
    /// What of the page this part is; nothing where the code could not be fetched.
    pub view: fn(Part) -> Coming<Option<AnyView>>,
}

static LATER: OnceLock<Later> = OnceLock::new();

/// How far the code has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Came {
    OnItsWay,
    Yes,
    No,
}

impl Part {
    /// What it is on the page.
    pub fn view(self) -> AnyView {
        match self.0 {
            Kind::Designs => view! { <designs::Designs/> }.into_any(),
            Kind::Received(link) => share::received(link),
            Kind::Preview => view! { <Preview/> }.into_any(),
            Kind::Picture(drawing) => view! { <Picture drawing/> }.into_any(),
            Kind::Chart(chart) => view! { <ChartOf chart/> }.into_any(),
            Kind::Schema => view! { <Schema/> }.into_any(),
            Kind::Sql => view! { <Sql/> }.into_any(),
            Kind::OpenApi => view! { <OpenApi/> }.into_any(),
            Kind::Follows(view) => view! { <Follows view/> }.into_any(),
            Kind::Reference(table) => reference(table),
            Kind::Written => view! { <Written/> }.into_any(),
            Kind::Proposals(what) => view! { <Proposals what/> }.into_any(),
            Kind::Done(state, act) => {
                match act {
                    Act::New => designs::new(*state),
                    Act::Save(anew) => disk::save(*state, anew),
                    Act::Listen => disk::listen(*state),
                }
                ().into_any()
            }
        }
    }
}

/// Says how the code comes. Nothing else here names what it brings: what is named from elsewhere does not come later.
pub(super) fn comes(later: Later) {
    // A page is started once.
    let _ = LATER.set(later);
}

/// Fetches it.
pub(super) fn fetch(state: State) {
    let came = state.shown().came;
    let Some(later) = LATER.get() else {
        return;
    };
    came.set(Came::OnItsWay);
    begin::then(move || {
        spawn_local(async move {
            came.set(if (later.fetch)().await {
                Came::Yes
            } else {
                Came::No
            });
        });
    });
}

/// A part in its place, as soon as its code is there.
pub(super) fn part(kind: Kind) -> AnyView {
    let state = State::here();
    let came = state.shown().came;
    view! { {move || match came.get() {
        Came::OnItsWay => ().into_any(),
        Came::Yes => now(Part(kind.clone())),
        Came::No => view! {
            <p class="hint">"This part of the page could not be fetched; what you type is kept all the same. "
                <button class="link" on:click=click(move |_| fetch(state))>"Try again"</button></p>
        }.into_any(),
    }} }
    .into_any()
}

/// The part, whose code is there.
fn now(part: Part) -> AnyView {
    let mut view = LATER.get().map(|later| (later.view)(part));
    let mut task = Context::from_waker(Waker::noop());
    match view.as_mut().map(|view| view.as_mut().poll(&mut task)) {
        Some(Poll::Ready(Some(view))) => view,
        _ => ().into_any(),
    }
}

/// Does something once the code for it is there.
pub(super) fn act(state: State, act: Act) {
    let Some(later) = LATER.get() else {
        return;
    };
    spawn_local(async move {
        let done = (later.view)(Part(Kind::Done(Box::new(state), act))).await;
        if done.is_none() && !matches!(act, Act::Listen) {
            state.say("That was not done: a part of the page could not be fetched.");
        }
    });
}
