//! The designs that are kept, the examples, and what was thrown away.

mod kept;

use super::disk;
use super::keep;
use super::kit::{click, text, typed, when};
use super::miniature;
use super::state::{Saved, State};
use super::turn;
use super::versions::Versions;
use crate::browser::journal::About;
use crate::browser::{files, page, route};
use crate::library::examples::{self, Example};
use crate::model::{Document, Section};
use crate::text::json;
use kept::{delete_kept, duplicate_kept, forget_old, rename_kept, thrown_away};
use leptos::ev::MouseEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::pin::Pin;

/// The address of this page.
pub(super) const HASH: &str = "#/designs";

/// A design in the list: its name, and what the list says of it.
type Kept = (String, About);

/// What is done with a design, and what is said of it then.
type Act = Pin<Box<dyn Future<Output = Result<String, String>>>>;

/// Everything that is kept, as it was read last. Texts, because lists of them are signals already: the name of each
/// design, and after it what the list says of it.
#[derive(Clone, Copy)]
struct Shelf {
    state: State,
    all: RwSignal<Vec<String>>,
    versions: Versions,
    /// That a file would be safer, where it would.
    reminder: RwSignal<String>,
}

impl Shelf {
    /// Does something, then says what became of it and shows what is there now.
    fn act(self, act: Act) {
        spawn_local(async move {
            let said = match act.await {
                Ok(said) => said,
                Err(why) => format!("That was not done. {why}"),
            };
            if !said.is_empty() {
                self.state.say(said);
            }
            self.read().await;
        });
    }

    async fn read(self) {
        let Some(store) = keep::store() else {
            return;
        };
        match store.list().await {
            Ok(list) => {
                let all = list.into_iter().flat_map(|(name, about)| [name, about]);
                let all: Vec<String> = all.collect();
                // The list may have been closed meanwhile. One that stays as it was keeps its cards, and the focus in them.
                let same = self.all.try_with_untracked(|before| *before == all);
                if same == Some(false) {
                    self.all.set(all.clone());
                }
                if same.is_some() && miniature::draw(all).await {
                    Box::pin(self.read()).await;
                }
            }
            Err(why) => self.state.say(why.to_string()),
        }
        if self.all.try_with_untracked(Vec::is_empty) == Some(false)
            && let Ok(said) = disk::reminder().await
        {
            let _ = self.reminder.try_set(said);
        }
    }

    /// Those that are kept, or those that were thrown away: the newest first.
    fn part(self, deleted: bool) -> Vec<Kept> {
        let mut part: Vec<Kept> = Vec::new();
        for pair in self.all.get().chunks_exact(2) {
            let about = About::decode(&pair[1]);
            if (about.deleted > 0) == deleted {
                // They are few; a sort of their own would weigh more than this.
                let older = part
                    .iter()
                    .position(|(_, other)| other.changed < about.changed);
                part.insert(older.unwrap_or(part.len()), (pair[0].clone(), about));
            }
        }
        part
    }
}

/// The list of designs.
#[component]
pub(super) fn Designs() -> impl IntoView {
    let state = State::here();
    let shelf = Shelf {
        state,
        all: RwSignal::new(Vec::new()),
        versions: Versions::new(state),
        reminder: RwSignal::new(String::new()),
    };
    Effect::new(move |before: Option<[bool; 2]>| {
        let [was_stored, known] = before.unwrap_or_default();
        // Once the stored design has been read there is a store; whatever is stored then belongs into the list too.
        let (opened, stored) = state
            .saved
            .with(|saved| (*saved != Saved::Opening, *saved == Saved::Yes));
        if opened && !known {
            shelf.act(Box::pin(async move {
                // What was typed last as well.
                let stored = turn::settled(state).await;
                forget_old().await;
                stored.map(|()| String::new())
            }));
        } else if stored && !was_stored {
            spawn_local(shelf.read());
        }
        [stored, known || opened]
    });
    let sought = RwSignal::new(String::new());
    let skipped = state.shown().skipped;
    let found = move || {
        let wanted = page::lower_case(sought.get().trim());
        let mut found = shelf.part(false);
        found.retain(|(_, about)| page::lower_case(&about.title).contains(&wanted));
        found
    };
    // A card stays where it is while others change: somebody may be about to click it.
    let key = |(name, about): &Kept| (name.clone(), *name == keep::name(), about.encode());
    let cards = move |kept| card(&shelf, kept);
    let none = when(move || shelf.part(false).is_empty());
    let some = when(move || none.get() || !found().is_empty());
    let no_hit = text(move || format!("No design has “{}” in its title.", sought.get().trim()));
    let old = when(move || shelf.part(true).is_empty());
    let examples = examples::ALL.iter().map(|example| {
        let label = ["Open the example: ", example.name].concat();
        let open = click(move |_| open_example(state, example));
        view! { <li><button class="link" aria-label=label on:click=open>{example.name}</button><small>{example.about}</small></li> }
    });
    view! {
        <header class="top">
            <h1 id="heading" tabindex="-1">"Designs"</h1>
            <p class="lede">"Kept in this browser, and nowhere else. A file or a link is the way to another one."</p>
            <p class="lede">{shelf.reminder}</p>
        </header>
        <div class="shelf-tools">
            <button class="primary" on:click=click(move |_| new(state))>"New design"</button>
            <button on:click=click(move |_| disk::open(state))>"Open a file"</button>
            <input type="file" id="file" hidden aria-label="File with a design" accept=".md,.markdown,.json" on:change=typed(move |_| disk::picked(state))/>
            <input class="in" type="search" aria-label="Search the designs" placeholder="Search" hidden=none
                prop:value=sought on:input=typed(move |text| sought.set(text))/>
        </div>
        <section class="card" hidden=when(move || skipped.with(Vec::is_empty))>
            <h2>"Not understood"</h2>
            <p class="hint">"The rest of the file is a design now, and open. Compare these lines with it."</p>
            <ul class="notes">{move || skipped.get().into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul>
        </section>
        {shelf.versions.view()}
        <p class="empty" hidden=when(move || !none.get())>"Nothing is kept yet. Start a new design, or look at an example."</p>
        <p class="empty" aria-live="polite" hidden=some>{no_hit}</p>
        <ul class="shelf"><For each=found key=key children=cards/></ul>
        <section class="card">
            <h2>"Examples"</h2>
            <p class="hint">"Finished designs, each opened as a new one of your own."</p>
            <ul class="examples">{examples.collect_view()}</ul>
        </section>
        <section class="card" hidden=old>
            <h2>"Thrown away"</h2>
            <p class="hint">"For 30 days each can be brought back."</p>
            <ul class="examples">{move || shelf.part(true).into_iter().map(|kept| gone(&shelf, kept)).collect_view()}</ul>
        </section>
    }
}

fn title(about: &About) -> String {
    match about.title.trim() {
        "" => Document::UNTITLED.to_owned(),
        title => title.to_owned(),
    }
}

/// A button of a card, by what it does to the design of this title.
pub(super) fn act(
    act: &'static str,
    title: &str,
    then: impl FnMut(MouseEvent) + 'static,
) -> AnyView {
    let label = format!("{act} {title}");
    view! { <button class="link" aria-label=label on:click=click(then)>{act}</button> }.into_any()
}

/// One that is kept: its title leads to it.
fn card(shelf: &Shelf, (name, about): Kept) -> AnyView {
    let shelf = *shelf;
    let state = shelf.state;
    let title = title(&about);
    let here = name == keep::name();
    let naming = RwSignal::new(false);
    let field = format!("name-{name}");
    let rename = {
        let field = field.clone();
        act("Rename", &title, move |_| {
            naming.set(true);
            page::focus(&field);
        })
    };
    let renamed = {
        let name = name.clone();
        // By Enter, or by leaving the field.
        typed(move |title| {
            naming.set(false);
            shelf.act(Box::pin(rename_kept(state, name.clone(), title)));
        })
    };
    let duplicate = {
        let name = name.clone();
        act("Duplicate", &title, move |_| {
            shelf.act(Box::pin(duplicate_kept(name.clone())));
        })
    };
    let versions = {
        let name = name.clone();
        act("Versions", &title, move |_| {
            shelf.versions.open(name.clone());
        })
    };
    let delete = {
        let name = name.clone();
        act("Delete", &title, move |_| {
            shelf.act(Box::pin(delete_kept(state, name.clone())));
        })
    };
    let open = click(move |_| open(state, name.clone()));
    let numbers = about.numbers.iter().filter_map(|number| {
        let (label, value) = number.split_once('\t')?;
        (value != "–")
            .then(|| view! { <div><dt>{label.to_owned()}</dt><dd>{value.to_owned()}</dd></div> })
    });
    let when_changed = page::local_time(about.changed);
    let fine = if here {
        format!("Open now · {when_changed}")
    } else {
        when_changed
    };
    view! {
        <li class="kept" class:here=here>
            <h2 hidden=naming><button class="link" on:click=open>{title}</button></h2>
            <input class="in" type="text" id=field aria-label="New title" hidden=when(move || !naming.get())
                prop:value=about.title.clone() on:change=renamed/>
            <p class="fine">{fine}</p>
            {miniature::view(&about)}
            <dl>{numbers.collect_view()}</dl>
            <p class="acts">{rename}{duplicate}{versions}{delete}</p>
        </li>
    }
    .into_any()
}

/// One that was thrown away.
fn gone(shelf: &Shelf, (name, about): Kept) -> AnyView {
    let shelf = *shelf;
    let title = title(&about);
    let said = format!("{title} is back.");
    let back = act("Bring back", &title, move |_| {
        let (name, said) = (name.clone(), said.clone());
        shelf.act(Box::pin(async move {
            thrown_away(&name, 0).await.map(|_| said)
        }));
    });
    view! { <li><span>{title}</span>{back}</li> }.into_any()
}

/// Shows the design that was just put on the page.
pub(super) fn show(state: State, done: Result<(), String>, said: &str) {
    match done {
        Ok(()) => {
            state.menu.set(false);
            if state.home().get_untracked() {
                route::set_hash(&format!("#/{}", Section::Requirements.route()));
            }
            if !said.is_empty() {
                state.say(said);
            }
        }
        Err(why) => state.say(format!("It could not be opened. {why}")),
    }
}

fn open(state: State, name: String) {
    spawn_local(async move { show(state, turn::open(state, &name).await, "") });
}

/// Opens a document as a new design, and leads from the list of designs to it, unless one is to stay there; whether it
/// is open now.
pub(super) async fn open_new(
    state: State,
    document: Result<Box<Document>, String>,
    said: &str,
    stay: bool,
) -> bool {
    let done = match document {
        Ok(document) => turn::open_new(state, document).await,
        Err(why) => Err(why),
    };
    let opened = done.is_ok();
    if stay && opened {
        state.say(said);
    } else {
        show(state, done, said);
    }
    opened
}

/// A document from JSON; on the heap, so that what waits for the store carries no copy of it.
pub(super) fn parsed(json: &str) -> Result<Box<Document>, String> {
    json::from_json(json).map(Box::new)
}

/// Starts an empty design.
pub(super) fn new(state: State) {
    spawn_local(async move {
        let said = "A new design. The one before is kept.";
        open_new(state, Ok(Box::default()), said, false).await;
    });
}

fn open_example(state: State, example: &'static Example) {
    spawn_local(async move {
        let read = files::fetch(example.file).await;
        let document = read.and_then(|text| parsed(&text));
        open_new(
            state,
            document,
            "Opened the example as a new design.",
            false,
        )
        .await;
    });
}
