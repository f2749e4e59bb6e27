//! The versions of a design: what it was at other times, to be looked at and to go back to.

use super::designs::{act, show};
use super::keep;
use super::kit::{text, typed, when};
use super::state::{Saved, State};
use super::turn;
use crate::browser::{page, worker};
use crate::desk::versions::wish;
use crate::text::json;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// After so long without a change, what is stored is read back.
const REST_MS: u32 = 2000;

/// The design whose versions are on the page: its name, and those versions; four texts each. And the one that is looked at.
#[derive(Clone, Copy)]
pub(super) struct Versions {
    state: State,
    of: RwSignal<String>,
    all: RwSignal<Vec<String>>,
    seen: RwSignal<String>,
}

/// Has what is stored of a design read back, and kept as a version. If it is not what was written, nobody may think
/// that it is safe.
pub(super) fn check(state: State, name: String) {
    let revision = state.revision.get_untracked();
    page::after(REST_MS, move || {
        if revision != state.revision.get_untracked() || name != keep::name() {
            return;
        }
        spawn_local(async move {
            // Where the desk cannot be reached nothing is known; the next save asks again.
            let said = worker::ask(wish("check", &name, "")).await;
            if let Some(why) = said.unwrap_or_default().pop()
                && revision == state.revision.get_untracked()
            {
                state.say(&*why);
                state.saved.set(Saved::No(why));
            }
        });
    });
}

/// Lets old versions go: the design itself is worth more. What was refused is tried again then.
pub(super) fn make_room() {
    spawn_local(async {
        // Where there is none to be made, the page has said so already.
        let _ = worker::ask(wish("spare", "", "")).await;
    });
}

impl Versions {
    pub(super) fn new(state: State) -> Self {
        Self {
            state,
            of: RwSignal::new(String::new()),
            all: RwSignal::new(Vec::new()),
            seen: RwSignal::new(String::new()),
        }
    }

    /// Shows those of another design.
    pub(super) fn open(self, name: String) {
        self.of.set(name);
        self.ask("list", String::new());
    }

    /// Does what is wanted of a version, and shows what follows from it.
    fn ask(self, what: &'static str, argument: String) {
        let state = self.state;
        // Whatever is shown here may have been closed meanwhile.
        let Some(name) = self.of.try_get_untracked() else {
            return;
        };
        spawn_local(async move {
            if let Err(why) = self.done(what, &name, &argument).await {
                state.say(["That was not done. ", &*why].concat());
            }
        });
    }

    async fn done(self, what: &str, name: &str, argument: &str) -> Result<(), String> {
        let state = self.state;
        let back = what == "read";
        if back {
            turn::open(state, name).await?;
            turn::arrived(state).await?;
        }
        if back || what == "keep" {
            // What was typed last is part of what is kept. To look at what is kept already needs no save, which might
            // meet another that was begun as the list came on the page.
            turn::settled(state).await?;
        }
        if back {
            let said = worker::ask(wish("guard", name, "Before going back")).await?;
            said.into_iter().next().map_or(Ok(()), Err)?;
        }
        let mut said = worker::ask(wish(what, name, argument)).await?;
        if what == "list" {
            let _ = self.seen.try_set(String::new());
            let _ = self.all.try_set(said);
            page::focus("versions");
            return Ok(());
        }
        match (what, said.pop()) {
            ("look", Some(text)) => drop(self.seen.try_set(text)),
            ("read", Some(text)) => {
                let document = Box::new(json::from_kept(&text)?);
                state.change("", |doc| {
                    let last = doc.last_id.max(document.last_id);
                    *doc = *document;
                    // No row gets an id that another had meanwhile.
                    doc.last_id = last;
                });
                show(
                    state,
                    Ok(()),
                    "This is that version. Undo leads back to what was here.",
                );
            }
            (_, Some(why)) => return Err(why),
            _ => self.ask("list", String::new()),
        }
        Ok(())
    }

    /// The list of them.
    pub(super) fn view(self) -> AnyView {
        let named = typed(move |name| {
            if !name.trim().is_empty() {
                self.ask("keep", name);
            }
        });
        let row = move |version: &[String]| {
            let (look, read) = (version[0].clone(), version[0].clone());
            let title = [&*version[1], " ", &*version[2]].concat();
            let look = act("Look at", &title, move |_| self.ask("look", look.clone()));
            let read = act("Go back to", &title, move |_| {
                self.ask("read", read.clone());
            });
            view! { <li><span>{title}</span><small>{version[3].clone()}</small><span class="acts">{look}{read}</span></li> }
        };
        view! {
            <section class="card" hidden=when(move || self.of.with(String::is_empty))>
                <h2 id="versions" tabindex="-1">"Versions"</h2>
                <p class="hint">"Kept by themselves: every five minutes for an hour, then one an hour, a day, a week. Those with a name stay."</p>
                <input class="in" type="text" aria-label="Name for the present version" placeholder="Keep the present one under a name" on:change=named/>
                <ul class="examples versions">{move || self.all.with(|all| all.chunks_exact(4).map(row).collect_view())}</ul>
                <pre class="code" tabindex="0" role="region" aria-label="The version as Markdown" hidden=when(move || self.seen.with(String::is_empty))>{text(move || self.seen.get())}</pre>
            </section>
        }
        .into_any()
    }
}
