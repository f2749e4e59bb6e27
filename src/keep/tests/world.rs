//! A browser in small: tabs, locks, letters between tabs, a journal, and a store that fails, delays and reorders.

use super::errand::{Errand, Fault};
use crate::keep::{Act, Event, Role, Tab, next};
use std::collections::{BTreeMap, BTreeSet};

/// A design is the list of all edits that were made to it.
pub(super) type Text = Vec<u32>;

/// What a tab has written of a design before it is stored.
pub(super) struct Journal {
    pub(super) of: usize,
    pub(super) base: u64,
    pub(super) newest: u64,
    pub(super) text: Text,
}

#[derive(Default)]
pub(super) struct Design {
    pub(super) stored: Option<(u64, Text)>,
    /// What it was at other times, kept beside it.
    pub(super) versions: Vec<Text>,
    pub(super) journals: Vec<Journal>,
    pub(super) holder: Option<usize>,
    pub(super) queue: Vec<usize>,
}

/// The page of a tab.
pub(super) struct Page {
    pub(super) alive: bool,
    pub(super) design: usize,
    pub(super) tab: Tab,
    /// Whether what is on it is still the design before.
    pub(super) opening: bool,
    pub(super) revision: u64,
    pub(super) text: Text,
    /// How many saves of each design were begun: a later one overtakes those before.
    pub(super) begun: BTreeMap<usize, u64>,
}

#[derive(Default)]
pub(super) struct World {
    locks: bool,
    pub(super) designs: Vec<Design>,
    pub(super) pages: Vec<Page>,
    pub(super) errands: Vec<(usize, usize, Errand)>,
    edits: u32,
    pub(super) acknowledged: BTreeSet<u32>,
    /// What stood in the journal of a tab that crashed alone, or on a page that has another design now.
    pub(super) promised: BTreeSet<u32>,
    /// So many designs were made of work that met other work.
    pub(super) forks: usize,
}

impl World {
    pub(super) fn new(locks: bool) -> Self {
        Self {
            locks,
            designs: vec![Design::default()],
            ..Self::default()
        }
    }

    /// One thing happens; which one is chosen by numbers.
    pub(super) fn step(&mut self, kind: u8, which: usize) {
        let alive: Vec<usize> = (0..self.pages.len())
            .filter(|at| self.pages[*at].alive)
            .collect();
        let someone = alive.get(which % alive.len().max(1)).copied();
        match (kind % 20, someone) {
            (0, _) if alive.len() < 3 => self.open(0),
            (1..=4, Some(at)) => self.edit(at),
            (5, Some(at)) => self.happens(at, Event::Take),
            (6, Some(at)) => self.happens(at, Event::Retry),
            (7, Some(at)) => self.happens(at, Event::Shown),
            (8, Some(at)) if which.is_multiple_of(4) => self.crash(at),
            (9, _) if which.is_multiple_of(8) => self.kill(which),
            (10, _) => self.errand(which, Fault::Fail),
            (11, _) => self.errand(which, Fault::Deaf),
            (12, Some(at)) => self.wants(at, which, false),
            (13, Some(at)) => self.wants(at, which, true),
            (14, Some(at)) if which.is_multiple_of(4) => self.wants_new(at),
            (15, Some(at)) => self.keep_version(self.pages[at].design),
            _ => self.errand(which, Fault::None),
        }
        self.holds();
    }

    /// Everything comes to its end, and nothing fails any more.
    pub(super) fn settle(&mut self) {
        // Far more than there can be under way.
        for _ in 0..2000 {
            if self.errands.is_empty() {
                for at in 0..self.pages.len() {
                    self.happens(at, Event::Retry);
                }
                if self.errands.is_empty() {
                    return self.holds();
                }
            }
            self.errand(0, Fault::None);
        }
        panic!("the tabs never come to rest: {:?}", self.errands);
    }

    /// All that must be there is there, in whichever design.
    pub(super) fn holds(&self) {
        let kept: BTreeSet<u32> = self.stored().collect();
        let gone: Vec<_> = self.acknowledged.difference(&kept).collect();
        assert!(gone.is_empty(), "acknowledged and gone: {gone:?}");
    }

    /// After everything has settled: also what was typed, and what a crashed tab has left in its journal, which may
    /// still lie there until somebody opens the design to write.
    pub(super) fn holds_all(&self) {
        let journals = self.designs.iter().flat_map(|design| &design.journals);
        let left = journals.flat_map(|journal| journal.text.iter().copied());
        let kept: BTreeSet<u32> = self.stored().chain(left).collect();
        let pages = self.pages.iter().filter(|page| page.alive);
        let mut typed: BTreeSet<u32> = pages.flat_map(|page| page.text.iter().copied()).collect();
        typed.extend(&self.promised);
        let gone: Vec<_> = typed.difference(&kept).collect();
        assert!(gone.is_empty(), "typed and gone: {gone:?}");
    }

    /// At most one tab writes a design, and all that have it open show the same.
    pub(super) fn agrees(&self) {
        for (name, design) in self.designs.iter().enumerate() {
            let here: Vec<&Page> = (self.pages.iter())
                .filter(|page| page.alive && page.design == name)
                .collect();
            let writers = here.iter().filter(|page| page.tab.role() == Role::Writes);
            assert!(
                !self.locks || writers.count() == usize::from(!here.is_empty()),
                "one writes, if anybody is there"
            );
            for page in here {
                let stored = design.stored.as_ref().map_or(&[][..], |(_, text)| text);
                assert_eq!(page.text, stored, "what is shown is stored");
            }
        }
    }

    pub(super) fn open(&mut self, design: usize) {
        let at = self.pages.len();
        self.pages.push(Page {
            alive: true,
            design,
            tab: Tab::new(Role::Opens, 0),
            opening: true,
            revision: 0,
            text: Text::new(),
            begun: BTreeMap::new(),
        });
        self.ask_for_lock(at);
    }

    /// What is in the store: the designs, and their versions.
    fn stored(&self) -> impl Iterator<Item = u32> {
        self.designs.iter().flat_map(|design| {
            let stored = design.stored.iter().map(|(_, text)| text);
            stored.chain(&design.versions).flatten().copied()
        })
    }

    pub(super) fn edit(&mut self, at: usize) {
        let page = &mut self.pages[at];
        // The form of a tab that does not write takes no input.
        if page.tab.role() != Role::Writes {
            return;
        }
        self.edits += 1;
        page.text.push(self.edits);
        page.revision = next(page.revision, at as u64);
        self.edited(at);
    }

    pub(super) fn edited(&mut self, at: usize) {
        let page = &self.pages[at];
        let journals = &mut self.designs[page.design].journals;
        journals.retain(|journal| journal.of != at);
        journals.push(Journal {
            of: at,
            base: page.tab.base(),
            newest: page.revision,
            text: page.text.clone(),
        });
        self.happens(at, Event::Edited(page.revision));
    }

    pub(super) fn happens(&mut self, at: usize, event: Event) {
        if !self.pages[at].alive {
            return;
        }
        for act in self.pages[at].tab.on(event) {
            self.act(at, act);
        }
    }

    fn act(&mut self, at: usize, act: Act) {
        let design = self.pages[at].design;
        match act {
            Act::Save => self.save(at, None),
            Act::Read => self.errands.push((at, design, Errand::Read)),
            Act::Say(said) => {
                for other in (0..self.pages.len()).filter(|other| *other != at) {
                    self.tell(other, design, Event::Heard(said));
                }
            }
            Act::Wait => self.tell(at, design, Event::Impatient),
            Act::Steal => {
                let robbed = self.designs[design].holder.replace(at);
                self.designs[design].queue.retain(|other| *other != at);
                if let Some(robbed) = robbed.filter(|robbed| *robbed != at) {
                    self.designs[design].queue.push(robbed);
                    self.tell(robbed, design, Event::Stolen);
                }
                self.tell(at, design, Event::Granted);
            }
            Act::Leave => {
                self.let_go(at);
                self.ask_for_lock(at);
            }
            Act::Fork => self.fork(at),
        }
    }

    fn tell(&mut self, at: usize, design: usize, event: Event) {
        self.errands.push((at, design, Errand::Tell(event)));
    }

    pub(super) fn ask_for_lock(&mut self, at: usize) {
        let design = self.pages[at].design;
        let answer = if !self.locks || self.designs[design].holder.is_none() {
            self.designs[design].holder = Some(at);
            Event::Granted
        } else {
            self.designs[design].queue.push(at);
            Event::Denied
        };
        self.tell(at, design, answer);
    }

    pub(super) fn let_go(&mut self, at: usize) {
        let name = self.pages[at].design;
        let design = &mut self.designs[name];
        design.queue.retain(|other| *other != at);
        if design.holder == Some(at) {
            design.holder = None;
            if !design.queue.is_empty() {
                let heir = design.queue.remove(0);
                design.holder = Some(heir);
                self.tell(heir, name, Event::Granted);
            }
        }
    }

    /// Work that was refused goes on as a design of its own.
    fn fork(&mut self, at: usize) {
        self.forks += 1;
        self.let_go(at);
        let page = &mut self.pages[at];
        let old = &mut self.designs[page.design].journals;
        old.retain(|journal| journal.of != at);
        page.design = self.designs.len();
        page.tab = Tab::new(Role::Writes, 0);
        page.opening = false;
        self.designs.push(Design {
            holder: Some(at),
            ..Design::default()
        });
        self.edited(at);
    }

    /// A tab crashes alone: what it has written into the journal is there.
    fn crash(&mut self, at: usize) {
        let page = &self.pages[at];
        if page.tab.is_ahead() {
            self.promised.extend(&page.text);
        }
        self.let_go(at);
        self.pages[at].alive = false;
        // A save that was handed over may still take effect; nobody hears of it.
        let (mine, rest) = std::mem::take(&mut self.errands)
            .into_iter()
            .partition(|(of, ..)| *of == at);
        self.errands = rest;
        for (_, design, errand) in mine {
            if self.edits.is_multiple_of(2) {
                self.takes_effect(at, design, &errand);
            }
        }
    }

    /// The browser is killed: of the journals no more is left than was on the disk.
    fn kill(&mut self, which: usize) {
        for at in 0..self.pages.len() {
            if self.pages[at].alive {
                self.crash(at);
            }
        }
        self.promised.clear();
        if which.is_multiple_of(16) {
            for design in &mut self.designs {
                design.journals.clear();
            }
        }
    }
}
