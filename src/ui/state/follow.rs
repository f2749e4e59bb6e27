//! What follows from the document on the page: texts, made anew with every change and passed on where they differ.

use super::{REFERRED, Shared, State};
use crate::browser::page;
use crate::estimate::{self, Estimate};
use crate::model::{Document, Table, row_name};
use crate::ui::beside;
use leptos::prelude::*;
use std::sync::Arc;

/// Long enough for the next frame.
const AFTER_FRAME_MS: u32 = 40;

/// What may be done between a key and its picture, in milliseconds; where it takes longer, it comes behind the frame.
/// A frame has 16.7 of them, and the browser itself wants some for the key.
const BEFORE_PICTURE_MS: f64 = 8.0;

/// How much follows from a key.
#[derive(Default)]
pub(super) struct Pace {
    /// How long it took the last time to find out what follows, in milliseconds.
    took: f64,
    /// How long the frame took that showed it, in milliseconds.
    drawn: f64,
    /// What follows from the last key is still to be found out.
    owed: bool,
}

impl Pace {
    /// Whether a key would be seen too late if what follows from it were seen with it.
    fn is_slow(&self) -> bool {
        self.took + self.drawn > BEFORE_PICTURE_MS
    }
}

impl State {
    /// Texts that follow the document as long as the component lives that asks for them.
    ///
    /// Not a memo: a memo over the document makes the graph walk through everything below it with every key,
    /// changed or not, and below the rows of a long table there are tens of thousands of nodes.
    pub(in crate::ui) fn watch(
        self,
        make: impl Fn(&Document, &Estimate) -> Vec<String> + Send + Sync + 'static,
    ) -> RwSignal<Vec<String>> {
        let now = self
            .doc
            .with_untracked(|doc| self.estimate.with_untracked(|estimate| make(doc, estimate)));
        let texts = RwSignal::new(now);
        self.behind
            .update_value(|behind| behind.watched.push((texts, Box::new(make))));
        on_cleanup(move || {
            self.behind
                .try_update_value(|behind| behind.watched.retain(|(other, _)| *other != texts));
        });
        texts
    }

    /// Passes on what a key has changed: at once, so that it is seen with the key; or behind the frame of the key, where
    /// the key would be seen too late.
    pub(super) fn refresh_soon(self) {
        if !self.behind.with_value(|behind| behind.pace.is_slow()) {
            return self.refresh();
        }
        let owed = self
            .behind
            .try_update_value(|behind| std::mem::replace(&mut behind.pace.owed, true));
        if owed == Some(false) {
            page::after_frame(move || self.catch_up());
        }
    }

    /// Does what is still to be done of what follows from the last key.
    pub(in crate::ui) fn catch_up(self) {
        if self.behind.with_value(|behind| behind.pace.owed) {
            self.refresh();
        }
    }

    /// Passes on what has changed in the document to all that follow it without a memo.
    pub(in crate::ui) fn refresh(self) {
        let begun = page::clock_ms();
        self.pass_on();
        self.behind.update_value(|behind| {
            behind.pace.took = page::clock_ms() - begun;
            behind.pace.owed = false;
        });
        page::next_frame_takes(move |ms| {
            // The design may have gone from the page.
            self.behind
                .try_update_value(|behind| behind.pace.drawn = ms);
        });
        beside::start(self);
    }

    fn pass_on(self) {
        self.doc.with_untracked(|doc| {
            let estimate = estimate::at_once(doc);
            let old = self
                .estimate
                .try_update(|shared| std::mem::replace(shared, Shared(Arc::new(estimate))));
            // Taking thousands of numbers apart can wait until the key is on the screen.
            page::after(AFTER_FRAME_MS, move || drop(old));
        });
        let conventions = self.doc.with_untracked(Document::number_conventions);
        if conventions != self.conventions.get_untracked() {
            self.conventions.set(conventions);
        }
        for (names, table) in self.names.get_value().into_iter().zip(REFERRED) {
            renew(names, self.doc.with_untracked(|doc| named(table, doc)));
        }
        let made: Vec<_> = self.doc.with_untracked(|doc| {
            self.estimate.with_untracked(|estimate| {
                self.behind.with_value(|behind| {
                    let watched = behind.watched.iter();
                    watched
                        .map(|(texts, make)| (*texts, make(doc, estimate)))
                        .collect()
                })
            })
        });
        for (texts, now) in made {
            renew(texts, now);
        }
    }
}

fn named(table: &Table, doc: &Document) -> Vec<String> {
    let rows = (table.rows)(doc);
    let names = rows.ids().into_iter().enumerate();
    names
        .flat_map(|(position, id)| {
            let name = row_name(rows.cell_at(position, 0).unwrap_or_default(), position + 1);
            [id.to_string(), name]
        })
        .collect()
}

/// Sets a signal only where that changes it.
fn renew(texts: RwSignal<Vec<String>>, now: Vec<String>) {
    if texts.try_with_untracked(|old| *old != now) == Some(true) {
        texts.set(now);
    }
}
