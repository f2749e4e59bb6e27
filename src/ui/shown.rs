//! What is on the page besides, or in place of, the form of a section.

use super::later::Came;
use super::state::State;
use leptos::prelude::*;

/// Handles, copied freely.
#[derive(Clone, Copy)]
pub(super) struct Shown {
    /// Whether the list of designs is in place of a section.
    pub(super) home: RwSignal<bool>,
    /// The link that is looked at in place of a section: the end of the address; empty where there is none.
    pub(super) link: RwSignal<String>,
    /// Whether the panel at the side is for sharing, and not for exporting.
    pub(super) share: RwSignal<bool>,
    /// Whether the code of the parts that come later is there.
    pub(super) came: RwSignal<Came>,
    /// Of the file that was opened last, the lines that were not understood.
    pub(super) skipped: RwSignal<Vec<String>>,
}

impl Shown {
    /// Nothing of all that.
    pub(super) fn new() -> Self {
        Self {
            home: RwSignal::new(false),
            link: RwSignal::new(String::new()),
            share: RwSignal::new(false),
            came: RwSignal::new(Came::OnItsWay),
            skipped: RwSignal::new(Vec::new()),
        }
    }
}

impl State {
    /// Whether the list of designs is on the page, in place of a section.
    pub(super) fn home(self) -> RwSignal<bool> {
        self.shown().home
    }
}
