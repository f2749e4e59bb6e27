//! A link that carries the design: made here, and looked at before anything is made of it.

use super::designs::{open_new, parsed};
use super::desk::{self, Said};
use super::hand_over::{HandOver, HandedOver};
use super::kit::{click, text, typed, when};
use super::state::State;
use super::turn;
use crate::browser::route;
use crate::desk::Wish;
use crate::model::Section;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The link to the design or to the section that is open, as it follows the page.
pub(super) fn panel() -> AnyView {
    let state = State::here();
    let whole = RwSignal::new(true);
    let of = text(move || ["Section: ", state.section.get().name()].concat());
    view! {
        <div class="tools conv">
            <span><label for="link-of">"Link to"</label>
            <select id="link-of" class="in" on:change=typed(move |of| whole.set(of.is_empty()))>
                <option value="">"The whole design"</option>
                <option value="1">{of}</option>
            </select></span>
        </div>
        {move || made(if whole.get() { "" } else { state.section.get().route() })}
    }
    .into_any()
}

fn made(route: &'static str) -> AnyView {
    let page = route::page();
    let code = desk::follow(
        State::here(),
        Wish::Code {
            route,
            page: page.clone(),
        },
    );
    let code =
        text(move || code.with(|said| said.as_ref().map(|said| said.concat()).unwrap_or_default()));
    let what = HandedOver {
        wish: Wish::Link { route, page },
        name: "link",
        label: "Link".to_owned(),
        extension: String::new(),
        media_type: "",
    };
    view! { <div class="share"><HandOver what/><div class="qr" inner_html=code></div></div> }
        .into_any()
}

/// Whether this end of an address carries a design.
pub(super) fn carries(hash: &str) -> bool {
    hash.starts_with("#/d/") || hash.starts_with("#/s/")
}

/// What came by a link: to be looked at, and opened as a new design or left.
pub(super) fn received(end: String) -> AnyView {
    let state = State::here();
    let said: RwSignal<Said> = RwSignal::new(Ok(Vec::new()));
    spawn_local(async move {
        let answer = desk::ask(state, Wish::ReadLink(end)).await;
        // The page may show something else by now.
        let _ = said.try_set(answer);
    });
    let nth = move |at: usize| {
        text(move || {
            said.with(|said| {
                said.as_ref()
                    .ok()
                    .and_then(|texts| texts.get(at).cloned())
                    .unwrap_or_default()
            })
        })
    };
    let (name, written) = (nth(2), nth(3));
    let none = when(move || name.with(String::is_empty));
    let lede = text(move || {
        said.with(|said| match said {
            Ok(_) => {
                "This design stands in the link alone. Nothing is kept of it until you open it."
                    .to_owned()
            }
            Err(why) => why.clone(),
        })
    });
    let notes = move || {
        let notes = said.get().unwrap_or_default().into_iter().skip(4);
        notes.map(|note| view! { <li>{note}</li> }).collect_view()
    };
    view! {
        <header class="top">
            <h1 id="heading" tabindex="-1">"A design by link"</h1>
            <p class="lede">{lede}</p>
        </header>
        <div class="shelf-tools">
            <button class="primary" disabled=none on:click=click(move |_| take(state, said))>"Open as a new design"</button>
            <button on:click=click(move |_| leave(state.section.get_untracked().route()))>"Leave it"</button>
        </div>
        <section class="card" hidden=none>
            <h2><bdi>{name}</bdi></h2>
            <ul class="notes">{notes}</ul>
            <pre class="code" tabindex="0" role="region" aria-label="Markdown of the design by link">{written}</pre>
        </section>
    }
    .into_any()
}

/// Opens what came as a new design. Only when it is stored the link leaves the address: until then it is the only copy.
fn take(state: State, said: RwSignal<Said>) {
    let Ok(texts) = said.get_untracked() else {
        return;
    };
    // A second click finds nothing to be opened.
    said.set(Ok(Vec::new()));
    spawn_local(async move {
        let opened = open_new(
            state,
            parsed(&texts[0]),
            "Opened the link as a new design.",
            false,
        )
        .await;
        if !opened {
            let _ = said.try_set(Ok(texts));
        } else if turn::settled(state).await.is_ok() {
            let section = Section::at(&["#/", &texts[1]].concat());
            leave(section.unwrap_or(Section::Requirements).route());
        }
    });
}

/// Goes to a section, and drops the link from the address.
fn leave(route: &str) {
    route::replace_hash(&["#/", route].concat());
}
