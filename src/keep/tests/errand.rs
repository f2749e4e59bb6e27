//! What is under way in the small browser, and what becomes of it.

use super::turns::Turn;
use super::world::{Design, Text, World};
use crate::keep::{Event, Left, Role, left, may_replace, next};

/// What is on its way to a tab, as long as it has this design open.
#[derive(Clone, Debug)]
pub(super) enum Errand {
    Tell(Event),
    Read,
    Save(Save),
    /// The design that somebody wants has been read.
    Turn(Turn),
    /// A version is to be gone back to as soon as its design is on the page; so often it was looked whether it is.
    Back(usize, u8),
}

/// A save on its way to the store.
#[derive(Clone, Debug)]
pub(super) struct Save {
    base: u64,
    revision: u64,
    text: Text,
    /// Its number among those of this tab and design.
    number: u64,
    /// What is opened after it.
    then: Option<Turn>,
}

impl Errand {
    /// Whether it is what a tab is told of its lock.
    pub(super) fn of_lock(&self) -> bool {
        use Event::{Denied, Granted, Stolen};
        matches!(self, Self::Tell(Granted | Denied | Stolen))
    }
}

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
            return self.takes_effect(at, design, &errand);
        }
        match (errand, fault) {
            (Errand::Tell(event), _) => self.happens(at, event),
            (Errand::Read, Fault::None) => self.read(at),
            (Errand::Read, _) => self.happens(at, Event::Unread),
            (Errand::Save(save), fault) => self.arrives(at, save, fault),
            (Errand::Turn(turn), Fault::None) => self.turn(at, turn),
            (Errand::Back(version, looks), Fault::None) => self.back(at, version, looks),
            // What cannot be read is not opened.
            (Errand::Turn(_) | Errand::Back(..), _) => {}
        }
    }

    /// Begins a save of what is on a page.
    pub(super) fn save(&mut self, at: usize, then: Option<Turn>) {
        if self.pages[at].opening {
            // What is on the page is not the design of this name.
            return self.happens(at, Event::Failed);
        }
        let page = &mut self.pages[at];
        let number = page.begun.entry(page.design).or_default();
        *number += 1;
        let save = Save {
            base: page.tab.base(),
            revision: page.revision,
            text: page.text.clone(),
            number: *number,
            then,
        };
        self.errands.push((at, page.design, Errand::Save(save)));
    }

    fn arrives(&mut self, at: usize, save: Save, fault: Fault) {
        let design = self.pages[at].design;
        if self.is_overtaken(at, design, &save) {
            // The later one tells what becomes of both.
            return;
        }
        if matches!(fault, Fault::Fail) {
            return self.happens(at, Event::Failed);
        }
        let put = self.put(at, design, &save);
        if matches!(fault, Fault::Deaf) {
            return self.happens(at, Event::Failed);
        }
        if !put {
            return self.happens(at, Event::Refused);
        }
        self.acknowledged.extend(save.text);
        let journals = &mut self.designs[design].journals;
        journals.retain(|journal| journal.of != at || journal.newest > save.revision);
        if let Some(journal) = journals.iter_mut().find(|journal| journal.of == at) {
            journal.base = save.revision;
        }
        self.happens(at, Event::Stored(save.revision));
        // Nothing is waited for in between, so that nothing can be typed.
        if let Some(turn) = save.then
            && self.pages[at].design == design
            && !self.pages[at].tab.is_ahead()
        {
            self.join(at, turn);
        }
    }

    fn is_overtaken(&self, at: usize, design: usize, save: &Save) -> bool {
        self.pages[at].alive && self.pages[at].begun.get(&design) > Some(&save.number)
    }

    /// Whether the store took it.
    fn put(&mut self, at: usize, design: usize, save: &Save) -> bool {
        if self.is_overtaken(at, design, save) {
            return false;
        }
        let stored = &mut self.designs[design].stored;
        let may = may_replace(
            stored.as_ref().map(|(revision, _)| *revision),
            save.base,
            save.revision,
        );
        if may {
            *stored = Some((save.revision, save.text.clone()));
        }
        may
    }

    /// What was under way from a tab that is gone may still take effect; nobody hears of it.
    pub(super) fn takes_effect(&mut self, at: usize, design: usize, errand: &Errand) {
        if let Errand::Save(save) = errand {
            self.put(at, design, save);
        }
    }

    /// Letters and saves overtake each other; what a tab is told of its lock comes in order.
    fn take_errand(&mut self, which: usize) -> (usize, usize, Errand) {
        let chosen = which % self.errands.len();
        let (to, _, errand) = &self.errands[chosen];
        let first = errand.of_lock().then(|| {
            let mut all = self.errands.iter();
            all.position(|(at, _, errand)| at == to && errand.of_lock())
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
        (page.revision, page.text, page.opening) = (stored, text, false);
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
