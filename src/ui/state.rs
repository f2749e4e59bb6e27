//! The state of the page: one document, and memos over it.

mod follow;
mod past;

pub(super) use super::status::Saved;
pub(super) use past::one_more;

use super::shown::Shown;
use crate::browser::journal::{self, Edit};
use crate::browser::page;
use crate::desk::{RangeSaid, ResultSaid};
use crate::estimate::{self, Estimate};
use crate::keep::next;
use crate::model::{
    Address, Document, History, Id, Section, Table, actors, apis, architecture, data_model,
    services, whatif,
};
use crate::quantity::Conventions;
use crate::review::Problem;
use crate::text::json;
use follow::Pace;
use leptos::prelude::*;
use std::sync::Arc;

/// The estimate, shared without being copied.
#[derive(Clone, Default)]
pub(super) struct Shared(Arc<Estimate>);

impl std::ops::Deref for Shared {
    type Target = Estimate;
    fn deref(&self) -> &Estimate {
        &self.0
    }
}

/// Handles to everything that the page shows. Copied freely.
#[derive(Clone, Copy)]
pub(super) struct State {
    pub(super) doc: RwSignal<Document>,
    pub(super) conventions: RwSignal<Conventions>,
    pub(super) estimate: RwSignal<Shared>,
    /// The ranges of the results; a little behind the estimate, because they take longer.
    pub(super) ranges: RwSignal<Vec<RangeSaid>>,
    /// What is wrong; as far behind.
    pub(super) problems: RwSignal<Vec<Problem>>,
    pub(super) section: RwSignal<Section>,
    pub(super) preview: RwSignal<bool>,
    pub(super) menu: RwSignal<bool>,
    pub(super) rail: RwSignal<bool>,
    pub(super) saved: RwSignal<Saved>,
    /// What has just happened, for a moment.
    pub(super) notice: RwSignal<String>,
    /// Raised with every change; what is stored carries it.
    pub(super) revision: RwSignal<u64>,
    pub(super) can_undo: RwSignal<bool>,
    pub(super) can_redo: RwSignal<bool>,
    /// Of each table that others refer to: the id of each row, and after it its name.
    names: StoredValue<[RwSignal<Vec<String>>; REFERRED.len()]>,
    behind: StoredValue<Behind>,
}

/// The entries typed since the design was stored whole; none where something else changed too.
pub(super) type Edits = Option<Vec<Edit>>;

/// After so long without a change the next one is answered without a pause, in milliseconds.
const RESTED_MS: f64 = 200.0;

/// And with every key where all answers take less than so long: they keep no processor from the frames.
const QUICK_MS: f64 = 60.0;

/// What no component sees by itself.
struct Behind {
    disk: RwSignal<Vec<ResultSaid>>,
    unchecked: RwSignal<String>,
    shown: Shown,
    edits: Edits,
    pace: Pace,
    /// How often the desk was to be asked, and whether it is being asked.
    asking: (u64, bool),
    /// When the desk was to be asked last, by the clock of the page.
    asked_ms: Option<f64>,
    /// How long its answers took, all together.
    answered_ms: f64,
    /// The design of this revision as JSON.
    json: Option<(u64, String)>,
    fresh: Id,
    watched: Vec<Watched>,
    history: History,
}

/// Texts that follow the document, and how they are made of it.
type Watched = (
    RwSignal<Vec<String>>,
    Box<dyn Fn(&Document, &Estimate) -> Vec<String> + Send + Sync>,
);

/// The tables that others refer to. Every choice among their rows shares one list.
static REFERRED: [&Table; 6] = [
    &actors::ACTORS,
    &services::SERVICES,
    &data_model::ENTITIES,
    &architecture::COMPONENTS,
    &apis::ACTIONS,
    &whatif::SCENARIOS,
];

impl State {
    /// An empty design at this section.
    pub(super) fn new(section: Section) -> Self {
        let doc = RwSignal::new(Document::default());
        let estimate = doc.with_untracked(estimate::at_once);
        Self {
            doc,
            conventions: RwSignal::new(Conventions::default()),
            estimate: RwSignal::new(Shared(Arc::new(estimate))),
            ranges: RwSignal::new(Vec::new()),
            problems: RwSignal::new(Vec::new()),
            section: RwSignal::new(section),
            preview: RwSignal::new(false),
            menu: RwSignal::new(false),
            rail: RwSignal::new(false),
            saved: RwSignal::new(Saved::Opening),
            notice: RwSignal::new(String::new()),
            revision: RwSignal::new(0),
            can_undo: RwSignal::new(false),
            can_redo: RwSignal::new(false),
            names: StoredValue::new(REFERRED.map(|_| RwSignal::new(Vec::new()))),
            behind: StoredValue::new(Behind {
                disk: RwSignal::new(Vec::new()),
                unchecked: RwSignal::new(String::new()),
                shown: Shown::new(),
                edits: Some(Vec::new()),
                pace: Pace::default(),
                asking: (0, false),
                asked_ms: None,
                answered_ms: f64::INFINITY,
                json: None,
                fresh: 0,
                watched: Vec::new(),
                history: History::default(),
            }),
        }
    }

    /// The state that the components above have put in place.
    pub(super) fn here() -> Self {
        expect_context::<Self>()
    }

    /// The id of each row of a table, and after it its name; a table that nothing refers to has none.
    pub(super) fn names(self, table: &Table) -> RwSignal<Vec<String>> {
        let at = REFERRED.iter().position(|referred| *referred == table);
        at.map_or_else(
            || RwSignal::new(Vec::new()),
            |at| self.names.get_value()[at],
        )
    }

    /// The row that was added last: the focus goes into it, wherever it stands.
    pub(super) fn fresh(self) -> Id {
        self.behind.with_value(|behind| behind.fresh)
    }

    /// Says which row was just added.
    pub(super) fn set_fresh(self, row: Id) {
        self.behind.update_value(|behind| behind.fresh = row);
    }

    /// What the journal still has to hold, to be read and changed.
    pub(super) fn edits<T>(self, with: impl FnOnce(&mut Edits) -> T) -> T {
        let result = self
            .behind
            .try_update_value(|behind| with(&mut behind.edits));
        // Invariant: the state lives as long as the page.
        #[allow(clippy::expect_used)]
        result.expect("the state lives as long as the page")
    }

    /// What the tables take on disk; a little behind the estimate.
    pub(super) fn disk(self) -> RwSignal<Vec<ResultSaid>> {
        self.behind.with_value(|behind| behind.disk)
    }

    /// Why nobody knows what is wrong; empty where somebody does.
    pub(super) fn unchecked(self) -> RwSignal<String> {
        self.behind.with_value(|behind| behind.unchecked)
    }

    /// Counts how often the desk is to be asked: only what belongs to the last time is shown. Says besides whether it
    /// may be asked without a pause.
    pub(super) fn next_asking(self) -> (u64, bool) {
        let (next, now) = (self.asking() + 1, page::clock_ms());
        let mut at_once = false;
        self.behind.update_value(|behind| {
            behind.asking.0 = next;
            let last = behind.asked_ms.replace(now);
            let rested = last.is_some_and(|last| now - last > RESTED_MS);
            at_once = rested || behind.answered_ms < QUICK_MS;
        });
        (next, at_once)
    }

    /// How long all answers of the desk took, in milliseconds.
    pub(super) fn set_answered(self, took_ms: f64) {
        self.behind
            .update_value(|behind| behind.answered_ms = took_ms);
    }

    /// How often the desk was to be asked.
    pub(super) fn asking(self) -> u64 {
        self.behind.with_value(|behind| behind.asking.0)
    }

    /// Whether the desk is being asked.
    pub(super) fn asking_busy(self) -> bool {
        self.behind.with_value(|behind| behind.asking.1)
    }

    /// Says whether the desk is being asked.
    pub(super) fn set_asking_busy(self, busy: bool) {
        self.behind.update_value(|behind| behind.asking.1 = busy);
    }

    /// The design as JSON; made once for each revision.
    pub(super) fn json(self) -> String {
        let revision = self.revision.get_untracked();
        let made = self.behind.with_value(|behind| match &behind.json {
            Some((of, json)) if *of == revision => Some(json.clone()),
            _ => None,
        });
        made.unwrap_or_else(|| {
            let json = self.doc.with_untracked(json::to_compact);
            let kept = Some((revision, json.clone()));
            self.behind.update_value(|behind| behind.json = kept);
            json
        })
    }

    /// Changes the document; one step of undo, together with what was typed at the same `place` just before.
    pub(super) fn change<T>(self, place: &str, change: impl FnOnce(&mut Document) -> T) -> T {
        self.edits(|edits| *edits = None);
        self.step(place, change)
    }

    /// Takes over what was typed into one entry.
    pub(super) fn enter(self, address: Address, text: String) {
        self.look_at(&text);
        let key = address.spec().map_or("", |spec| spec.key);
        let edit = Edit {
            revision: self.next_revision(),
            key: key.to_owned(),
            row: address.row(),
            text: text.clone(),
        };
        self.edits(|edits| {
            if let Some(edits) = edits {
                edits.retain(|old| old.key != edit.key || old.row != edit.row);
                edits.push(edit);
            }
        });
        let place = format!("{key}/{}", address.row());
        self.step(&place, |doc| address.set(doc, text));
    }

    /// Half a character (a surrogate of UTF-16 alone) can be typed and pasted, but no text can keep it. It has become
    /// `\u{fffd}` on its way here, which is said.
    pub(super) fn look_at(self, typed: &str) {
        if typed.contains(char::REPLACEMENT_CHARACTER) {
            self.say("A character was not whole; \u{fffd} stands in its place.");
        }
    }

    /// The revision that the next change makes.
    fn next_revision(self) -> u64 {
        next(self.revision.get_untracked(), journal::tab())
    }

    /// Something has changed; where it was typed, and much follows from it, that comes behind the frame of the key.
    fn changed(self, typed: bool) {
        if typed {
            self.refresh_soon();
        } else {
            self.refresh();
        }
        self.show_steps();
        self.revision.set(self.next_revision());
    }

    /// Puts another design on the page. Its own steps, if it has any, are [`Self::resume`]d then.
    pub(super) fn load(self, document: Document, revision: u64) {
        self.behind.update_value(|behind| {
            behind.history = History::default();
            behind.edits = None;
            behind.json = None;
        });
        self.doc.set(document);
        self.refresh();
        self.show_steps();
        self.revision.set(revision);
    }

    /// What else is on the page.
    pub(super) fn shown(self) -> Shown {
        self.behind.with_value(|behind| behind.shown)
    }

    /// Shows a message for a few seconds.
    pub(super) fn say(self, message: impl Into<String>) {
        let message = message.into();
        self.notice.set(message.clone());
        page::after(6000, move || {
            if self.notice.get_untracked() == message {
                self.notice.set(String::new());
            }
        });
    }
}
