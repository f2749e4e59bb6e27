//! How a design is kept where several tabs may have it open: who writes, who follows, and what becomes of work that
//! meets newer work.
//!
//! Nothing here touches a browser, a clock or a store. A [`Tab`] is told what happened and answers what is to be done;
//! the page does it, and the tests do it with a store that fails.
//!
//! One tab writes a design, by a lock of the browser. The others show what it has stored. The lock is a courtesy, the
//! revision is the guarantee: a save takes the place of exactly the text that it was made from ([`may_replace`]), or is
//! refused, and what was refused becomes a design of its own. So nothing is overwritten where locks are missing either.

#[cfg(test)]
mod tests;

/// So many of the last bits of a revision say which tab made it.
const TAB_BITS: u32 = 20;

/// How many tabs can be told apart.
pub const TABS: u64 = 1 << TAB_BITS;

/// What follows a copy's title.
pub const COPY: &str = " (conflict copy)";

/// The revision after this one, as this tab makes it: it is greater than the one before, and no other tab makes the same.
///
/// Revisions are counted and not read off the clock, because a clock can be set back.
///
/// ```
/// use envelope::keep::next;
/// let stored = next(7, 3);
/// assert!(stored > 7);
/// assert!(next(stored, 3) > stored);
/// assert_ne!(next(stored, 3), next(stored, 4));
/// ```
pub const fn next(revision: u64, tab: u64) -> u64 {
    (((revision >> TAB_BITS) + 1) << TAB_BITS) | (tab % TABS)
}

/// Whether one tab made both revisions.
const fn same_tab(one: u64, other: u64) -> bool {
    one % TABS == other % TABS
}

/// Whether a text of the revision `new`, made from the one of `base`, may take the place of the one that is `stored`:
/// where there is none, where it is the very one it was made from, or an earlier one of this tab, whose save was not
/// acknowledged.
///
/// ```
/// use envelope::keep::{may_replace, next};
/// let (mine, theirs) = (next(7, 1), next(7, 2));
/// assert!(may_replace(Some(7), 7, mine));
/// assert!(!may_replace(Some(theirs), 7, mine));
/// // The save of `mine` said nothing, but took effect.
/// assert!(may_replace(Some(mine), 7, next(mine, 1)));
/// ```
pub fn may_replace(stored: Option<u64>, base: u64, new: u64) -> bool {
    stored.is_none_or(|stored| stored == base || same_tab(stored, new) && stored <= new)
}

/// What a journal that was left behind is to the text that is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Left {
    /// All of it is stored.
    Nothing,
    /// It goes on where the stored text ends.
    Newer,
    /// It goes on from another text: both are to be kept.
    Beside,
}

/// What a journal up to the revision `newest`, begun on the stored text of `base`, is to the one that is `stored` now.
/// An older program does not say where it began.
///
/// ```
/// use envelope::keep::{Left, left, next};
/// let (mine, theirs) = (next(7, 1), next(7, 2));
/// assert_eq!(left(7, Some(7), mine), Left::Newer);
/// assert_eq!(left(mine, Some(7), mine), Left::Nothing);
/// assert_eq!(left(theirs, Some(7), mine), Left::Beside);
/// ```
pub fn left(stored: u64, base: Option<u64>, newest: u64) -> Left {
    let goes_on = base.is_none_or(|base| base == stored) || same_tab(stored, newest);
    match (goes_on, newest > stored) {
        _ if newest == 0 || newest == stored => Left::Nothing,
        (true, false) => Left::Nothing,
        (true, true) => Left::Newer,
        (false, _) => Left::Beside,
    }
}

/// What a tab is to the design on its page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// It does not know yet.
    Opens,
    /// It may write as soon as it has read what is stored, and what a tab that crashed has left.
    Reads,
    /// What is typed here is stored.
    Writes,
    /// It shows what another tab stores.
    Follows,
    /// It follows, and has asked to write.
    Asks,
}

/// What one tab tells the others that have the same design open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// This revision is stored now.
    Stored(u64),
    /// Somebody here wants to write.
    Wanted,
    /// The one that wrote has stored all it had, and let go.
    Free,
}

/// What happens to a tab.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// The lock is this tab's, or this browser has none.
    Granted,
    /// The lock is another's.
    Denied,
    /// Another tab has taken the lock by force.
    Stolen,
    /// The page has this revision now, by a change made here.
    Edited(u64),
    /// This revision is stored.
    Stored(u64),
    /// What is stored is not what the save was made from; it was not done.
    Refused,
    /// The save was not done, or nobody knows.
    Failed,
    /// Time to try again what failed.
    Retry,
    /// Another tab says something.
    Heard(Said),
    /// Somebody wants to write here.
    Take,
    /// The tab that writes does not answer.
    Impatient,
    /// What is stored was read, and is on the page as this revision.
    Found(u64),
    /// It could not be read, or was not put on the page because of work that is there.
    Unread,
    /// The tab is in sight again, perhaps after days.
    Shown,
}

/// What a tab is to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Store what is on the page, in place of the text of [`Tab::base`].
    Save,
    /// Keep what is on the page as a design of its own, and go on with that.
    Fork,
    /// Read what is stored, and put it on the page.
    Read,
    /// Tell the other tabs.
    Say(Said),
    /// Be impatient after a while.
    Wait,
    /// Take the lock by force.
    Steal,
    /// Let go of the lock.
    Leave,
}

/// A tab with a design on its page.
#[derive(Clone, Copy, Debug)]
pub struct Tab {
    role: Role,
    base: u64,
    page: u64,
    sending: bool,
    leaving: bool,
}

impl Tab {
    /// A tab that has just put the stored text of this revision on its page, 0 where nothing is stored.
    pub const fn new(role: Role, base: u64) -> Self {
        Self {
            role,
            base,
            page: base,
            sending: false,
            leaving: false,
        }
    }

    /// What the tab is to the design.
    pub const fn role(&self) -> Role {
        self.role
    }

    /// The stored revision that the page was made from.
    pub const fn base(&self) -> u64 {
        self.base
    }

    /// The revision on the page.
    pub const fn page(&self) -> u64 {
        self.page
    }

    /// Whether the page has something that is not stored, as far as this tab knows.
    pub const fn is_ahead(&self) -> bool {
        self.page != self.base
    }

    /// What is to be done after this.
    pub fn on(&mut self, event: Event) -> Vec<Act> {
        match event {
            Event::Granted => return self.granted(),
            Event::Denied if self.is_ahead() => return vec![Act::Fork],
            Event::Denied if self.role != Role::Follows => {
                self.role = Role::Follows;
                return vec![Act::Read];
            }
            Event::Stolen => {
                self.role = Role::Follows;
                self.leaving = false;
                // The other may not have stored anything yet; if it has, this is refused.
                return self.save();
            }
            Event::Edited(page) => {
                self.page = page;
                if !matches!(self.role, Role::Opens | Role::Reads) {
                    return self.save();
                }
            }
            Event::Stored(revision) => return self.stored(revision),
            Event::Refused => {
                self.sending = false;
                self.leaving = false;
                return vec![Act::Fork];
            }
            Event::Failed => self.sending = false,
            Event::Retry if self.role == Role::Reads && !self.is_ahead() => return vec![Act::Read],
            Event::Retry => return self.save(),
            Event::Heard(said) => return self.heard(said),
            Event::Take if self.role == Role::Follows => {
                self.role = Role::Asks;
                return vec![Act::Say(Said::Wanted), Act::Wait];
            }
            Event::Impatient if self.role == Role::Asks => return vec![Act::Steal],
            Event::Found(revision) => {
                (self.base, self.page) = (revision, revision);
                self.opened();
            }
            Event::Unread if self.is_ahead() => {
                self.opened();
                return self.save();
            }
            Event::Shown if self.is_ahead() => return self.save(),
            Event::Shown if self.role != Role::Opens => return vec![Act::Read],
            // Nothing new, or too late.
            Event::Denied | Event::Take | Event::Impatient | Event::Unread | Event::Shown => {}
        }
        Vec::new()
    }

    fn granted(&mut self) -> Vec<Act> {
        if self.role == Role::Writes {
            return Vec::new();
        }
        if self.is_ahead() {
            self.role = Role::Writes;
            return self.save();
        }
        // Whoever wrote before may have stored more than was heard here.
        self.role = Role::Reads;
        vec![Act::Read]
    }

    fn opened(&mut self) {
        if self.role == Role::Reads {
            self.role = Role::Writes;
        }
    }

    fn stored(&mut self, revision: u64) -> Vec<Act> {
        self.base = revision;
        self.sending = false;
        let mut acts = vec![Act::Say(Said::Stored(revision))];
        acts.extend(if self.is_ahead() {
            self.save()
        } else {
            self.let_go()
        });
        acts
    }

    fn heard(&mut self, said: Said) -> Vec<Act> {
        match said {
            // With work of its own here, the next save finds out.
            Said::Stored(_) if self.is_ahead() || self.role == Role::Opens => Vec::new(),
            Said::Stored(revision) if revision != self.base => vec![Act::Read],
            Said::Wanted if self.role == Role::Writes => {
                self.leaving = true;
                if self.is_ahead() {
                    self.save()
                } else {
                    self.let_go()
                }
            }
            Said::Free if self.role == Role::Asks => vec![Act::Steal],
            _ => Vec::new(),
        }
    }

    fn let_go(&mut self) -> Vec<Act> {
        if !std::mem::take(&mut self.leaving) {
            return Vec::new();
        }
        self.role = Role::Follows;
        vec![Act::Leave, Act::Say(Said::Free)]
    }

    /// One save at a time; what comes meanwhile goes with the next.
    fn save(&mut self) -> Vec<Act> {
        if !self.is_ahead() || std::mem::replace(&mut self.sending, true) {
            return Vec::new();
        }
        vec![Act::Save]
    }
}
