//! Undo and redo of everything on the page, and how they outlive it.

use super::{Saved, State};
use crate::browser::page;
use crate::model::{Document, History};
use crate::text::json;
use leptos::prelude::*;

impl State {
    pub(super) fn step<T>(self, place: &str, change: impl FnOnce(&mut Document) -> T) -> T {
        if self.saved.with_untracked(Saved::is_closed) {
            self.say("This tab does not change the design.");
            return change(&mut self.doc.get_untracked());
        }
        let now = page::now_ms();
        if self.with_history(|history| history.begins(place, now)) {
            // Made for the save of this revision already, unless the two follow each other within it.
            let before = self.json();
            self.with_history(|history| history.remember(before));
        }
        let result = self.doc.try_update(change);
        // What is typed goes on at its place.
        self.changed(!place.is_empty());
        // Invariant: the document's signal lives as long as the page.
        #[allow(clippy::expect_used)]
        result.expect("the document lives as long as the page")
    }

    /// Takes back the last change.
    pub(in crate::ui) fn undo(self) {
        self.walk(History::undo);
    }

    /// Does again what was taken back.
    pub(in crate::ui) fn redo(self) {
        self.walk(History::redo);
    }

    fn walk(self, step: fn(&mut History, &str) -> Option<String>) {
        if self.saved.with_untracked(Saved::is_closed) {
            return;
        }
        let now = self.json();
        if let Some(text) = self.with_history(|history| step(history, &now)) {
            let focused = page::focused();
            self.arrive(&text);
            // A row that is put elsewhere loses the focus on its way.
            page::focus(&focused);
        }
    }

    /// Puts a text of the history on the page.
    fn arrive(self, text: &str) {
        let Ok(document) = json::from_json(text) else {
            // Steps that lead to no design belong to another.
            self.with_history(|history| *history = History::default());
            return self.show_steps();
        };
        self.edits(|edits| *edits = None);
        self.doc.set(document);
        self.changed(false);
        self.settle_on(text);
    }

    /// The steps lead on from the design as it is written now.
    fn settle_on(self, text: &str) {
        let now = self.json();
        if now != text {
            self.with_history(|history| history.rebase(text, &now));
        }
    }

    /// The steps as they are kept beside the design of this revision.
    pub(in crate::ui) fn steps(self) -> String {
        let (revision, now) = (self.revision.get_untracked(), self.json());
        self.with_history(|history| history.encode(revision, &now))
    }

    /// Goes on with the steps that were kept beside the design that has just been loaded from this JSON; where they do
    /// not belong to it, without any.
    pub(in crate::ui) fn resume(self, steps: &str, json: &str) {
        let (revision, now) = (self.revision.get_untracked(), page::now_ms());
        if let Some(kept) = History::decode(steps, revision, json, now) {
            self.with_history(|history| *history = kept);
            self.settle_on(json);
            self.show_steps();
        }
    }

    /// Goes to a later text of the design, by its steps where they know it.
    pub(in crate::ui) fn go(self, json: &str) {
        let now = self.json();
        if self.with_history(|history| history.go(&now, json)) {
            self.arrive(json);
        } else if let Ok(document) = json::from_json(json) {
            self.change("", |doc| *doc = document);
        }
    }

    /// What is typed next is a step of its own.
    pub(in crate::ui) fn rest(self) {
        self.with_history(History::rest);
    }

    /// Says whether there are steps back and forth.
    pub(super) fn show_steps(self) {
        let (undo, redo) = self.with_history(|history| history.can());
        self.can_undo.set(undo);
        self.can_redo.set(redo);
    }

    fn with_history<T>(self, with: impl FnOnce(&mut History) -> T) -> T {
        let result = self
            .behind
            .try_update_value(|behind| with(&mut behind.history));
        // Invariant: the state lives as long as the page.
        #[allow(clippy::expect_used)]
        result.expect("the state lives as long as the page")
    }
}

/// The steps of a design that is changed while another is on the page: those that were kept, and one more.
/// Both revisions are given, that of the text before and that of the text after.
pub(in crate::ui) fn one_more(
    steps: &str,
    revisions: [u64; 2],
    before: &str,
    after: &str,
) -> String {
    let kept = History::decode(steps, revisions[0], before, 0.0);
    let mut history = kept.unwrap_or_default();
    history.remember(before.to_owned());
    history.rest();
    history.encode(revisions[1], after)
}
