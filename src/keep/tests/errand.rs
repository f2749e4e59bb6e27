//! What is under way in the small browser, and what becomes of it.

use super::world::{Design, Errand, World};
use crate::keep::{Event, Left, Role, left, next};

/// What goes wrong on an errand to the store.
#[derive(Clone, Copy)]
pub(super) enum Fault {
    /// Nothing.
    None,
    /// It is not done.
    Fail,
    /// It is done, and nobody is told.
    Deaf,
}

impl World {
    pub(super) fn errand(&mut self, which: usize, fault: Fault) {
        if self.errands.is_empty() {
            return;
        }
        let (at, design, errand) = self.take_errand(which);
        if !self.pages[at].alive || self.pages[at].design != design {
            self.put(design, errand);
            return;
        }
        match (errand, fault) {
            (Errand::Tell(event), _) => self.happens(at, event),
            (Errand::Read, Fault::None) => self.read(at),
            (Errand::Read, _) => self.happens(at, Event::Unread),
            (Errand::Save { .. }, Fault::Fail) => self.happens(at, Event::Failed),
            (save @ Errand::Save { .. }, Fault::Deaf) => {
                self.put(design, save);
                self.happens(at, Event::Failed);
            }
            (save, Fault::None) => {
                let Errand::Save { revision, text, .. } = save.clone() else {
                    return;
                };
                if self.put(design, save) {
                    self.acknowledged.extend(text);
                    let journals = &mut self.designs[design].journals;
                    journals.retain(|journal| journal.of != at || journal.newest > revision);
                    if let Some(journal) = journals.iter_mut().find(|journal| journal.of == at) {
                        journal.base = revision;
                    }
                    self.happens(at, Event::Stored(revision));
                } else {
                    self.happens(at, Event::Refused);
                }
            }
        }
    }

    /// Letters and saves overtake each other; what a tab is told of its lock comes in order.
    fn take_errand(&mut self, which: usize) -> (usize, usize, Errand) {
        let of_lock = |errand: &Errand| {
            use Event::{Denied, Granted, Stolen};
            matches!(errand, Errand::Tell(Granted | Denied | Stolen))
        };
        let chosen = which % self.errands.len();
        let (to, _, errand) = &self.errands[chosen];
        let first = of_lock(errand).then(|| {
            let mut all = self.errands.iter();
            all.position(|(at, _, errand)| at == to && of_lock(errand))
        });
        self.errands.remove(first.flatten().unwrap_or(chosen))
    }

    fn read(&mut self, at: usize) {
        let name = self.pages[at].design;
        if self.pages[at].tab.is_ahead() {
            return self.happens(at, Event::Unread);
        }
        let (stored, text) = self.designs[name].stored.clone().unwrap_or_default();
        let opens = self.pages[at].tab.role() == Role::Reads;
        let page = &mut self.pages[at];
        (page.revision, page.text) = (stored, text);
        self.happens(at, Event::Found(stored));
        if !opens {
            return;
        }
        // Whoever is to write takes in what was left behind.
        for journal in std::mem::take(&mut self.designs[name].journals) {
            let taken = self.pages[at].tab.is_ahead();
            match left(stored, Some(journal.base), journal.newest) {
                Left::Nothing => {}
                Left::Newer if !taken => {
                    let page = &mut self.pages[at];
                    (page.revision, page.text) = (next(journal.newest, at as u64), journal.text);
                    self.edited(at);
                }
                Left::Newer | Left::Beside => {
                    self.forks += 1;
                    self.designs.push(Design {
                        stored: Some((journal.newest, journal.text)),
                        ..Design::default()
                    });
                }
            }
        }
    }
}
