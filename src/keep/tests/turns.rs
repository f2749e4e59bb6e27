//! A page of the small browser turns from one design to another, as `ui::turn` does it, and goes back to versions.

use super::errand::Errand;
use super::world::{Design, World};
use crate::keep::{Role, Tab, next};

/// For so long it is looked whether a design is on the page.
const LOOKS: u8 = 20;

/// Another design that is wanted.
#[derive(Clone, Copy, Debug)]
pub(super) struct Turn {
    /// None for a new one.
    to: Option<usize>,
    /// The version of it that is wanted.
    version: Option<usize>,
}

impl World {
    /// Somebody wants another design on the page, or a version of any.
    pub(super) fn wants(&mut self, at: usize, which: usize, version: bool) {
        let (here, to) = (self.pages[at].design, which % self.designs.len());
        let versions = self.designs[to].versions.len();
        let version = (version && versions > 0).then(|| which % versions.max(1));
        match version {
            Some(version) if to == here => {
                self.errands.push((at, here, Errand::Back(version, LOOKS)));
            }
            _ if to == here || self.designs[to].stored.is_none() => {}
            version => {
                let to = Some(to);
                let errand = Errand::Turn(Turn { to, version });
                self.errands.push((at, here, errand));
            }
        }
    }

    /// Somebody wants a new design.
    pub(super) fn wants_new(&mut self, at: usize) {
        let turn = Turn {
            to: None,
            version: None,
        };
        self.turn(at, turn);
    }

    /// The design that is wanted has been read: that on the page is stored, and makes room.
    pub(super) fn turn(&mut self, at: usize, turn: Turn) {
        if !self.has_arrived(at) {
            return;
        }
        if self.pages[at].tab.is_ahead() {
            self.save(at, Some(turn));
        } else {
            self.join(at, turn);
        }
    }

    /// Whether the design of this name is on the page, with what a tab that is gone has left of it.
    fn has_arrived(&self, at: usize) -> bool {
        let page = &self.pages[at];
        !page.opening && !matches!(page.tab.role(), Role::Opens | Role::Reads)
    }

    /// Has another design open from now on. Until that is read, what is on the page is the one before.
    pub(super) fn join(&mut self, at: usize, turn: Turn) {
        let left = self.pages[at].design;
        self.promised.extend(&self.pages[at].text);
        let journals = &mut self.designs[left].journals;
        journals.retain(|journal| journal.of != at);
        self.let_go(at);
        // What a tab was to be told of a lock that it does not want any more.
        self.errands
            .retain(|(to, _, errand)| *to != at || !errand.of_lock());
        let Some(to) = turn.to else {
            let page = &mut self.pages[at];
            (page.design, page.tab) = (self.designs.len(), Tab::new(Role::Writes, 0));
            (page.revision, page.text, page.opening) = (0, Vec::new(), false);
            return self.designs.push(Design {
                holder: Some(at),
                ..Design::default()
            });
        };
        self.done_before(at, to);
        let page = &mut self.pages[at];
        (page.design, page.tab, page.opening) = (to, Tab::new(Role::Opens, 0), true);
        self.ask_for_lock(at);
        if let Some(version) = turn.version {
            self.errands.push((at, to, Errand::Back(version, LOOKS)));
        }
    }

    /// A store answers in order: what this tab has begun to save of a design is done before that is read again.
    fn done_before(&mut self, at: usize, design: usize) {
        let (mine, rest): (Vec<_>, _) = std::mem::take(&mut self.errands)
            .into_iter()
            .partition(|(of, to, _)| *of == at && *to == design);
        self.errands = rest;
        for (_, _, errand) in mine {
            self.takes_effect(at, design, &errand);
        }
    }

    /// What is stored of a design now is kept as a version.
    pub(super) fn keep_version(&mut self, design: usize) {
        let design = &mut self.designs[design];
        if let Some((_, text)) = &design.stored {
            design.versions.push(text.clone());
        }
    }

    /// Puts a version on the page, once its design is there, stored, and kept as a version itself.
    pub(super) fn back(&mut self, at: usize, version: usize, looks: u8) {
        let design = self.pages[at].design;
        if !self.has_arrived(at) {
            if let Some(looks) = looks.checked_sub(1) {
                let errand = Errand::Back(version, looks);
                self.errands.push((at, design, errand));
            }
            return;
        }
        if self.pages[at].tab.is_ahead() {
            return self.save(at, None);
        }
        self.keep_version(design);
        let page = &mut self.pages[at];
        page.text
            .clone_from(&self.designs[design].versions[version]);
        page.revision = next(page.revision, at as u64);
        self.edited(at);
    }
}
