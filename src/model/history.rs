//! Undo and redo: a ring of snapshots.

use super::Document;
use std::collections::VecDeque;

/// So many steps can be taken back.
const STEPS: usize = 100;

/// Typing in one place is one step until there was a rest as long as this.
const REST_MS: f64 = 1000.0;

/// What was, and what was taken back.
#[derive(Debug, Default)]
pub struct History {
    past: VecDeque<Document>,
    future: Vec<Document>,
    last: Option<(String, f64)>,
}

impl History {
    /// Remembers the document as it was before a change. Changes of the same `place` that follow
    /// each other without a rest are one step; an empty place is always a step of its own.
    ///
    /// ```
    /// use envelope::model::{Document, History};
    /// let mut history = History::default();
    /// let before = Document::default();
    /// history.remember(&before, "title", 0.0);
    /// let after = Document { title: "Pastebin".into(), ..Document::default() };
    /// assert_eq!(history.undo(after.clone()), Some(before));
    /// assert_eq!(history.redo(Document::default()), Some(after));
    /// ```
    pub fn remember(&mut self, before: &Document, place: &str, now_ms: f64) {
        let same = self
            .last
            .as_ref()
            .is_some_and(|(last, at)| !place.is_empty() && last == place && now_ms - at < REST_MS);
        self.last = Some((place.to_owned(), now_ms));
        self.future.clear();
        if same {
            return;
        }
        if self.past.len() == STEPS {
            self.past.pop_front();
        }
        self.past.push_back(before.clone());
    }

    /// Takes back the last step; `now` is kept to be redone.
    pub fn undo(&mut self, now: Document) -> Option<Document> {
        let before = self.past.pop_back()?;
        self.future.push(now);
        self.last = None;
        Some(before)
    }

    /// Does again what was taken back.
    pub fn redo(&mut self, now: Document) -> Option<Document> {
        let after = self.future.pop()?;
        self.past.push_back(now);
        self.last = None;
        Some(after)
    }

    /// Whether there is something to take back, and something to do again.
    pub fn can(&self) -> (bool, bool) {
        (!self.past.is_empty(), !self.future.is_empty())
    }
}
