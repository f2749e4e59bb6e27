//! Undo and redo: the way from each text of a design to the one before it.
//!
//! It knows texts, not documents, so that a hundred steps take little more room than what was typed in them, and can
//! be kept beside the design. They have no line break in them, as compact JSON has none.

use super::Delta;

/// So many steps can be taken back.
const STEPS: usize = 100;

/// So many bytes all of them may take, besides the last one.
const MOST: usize = 500_000;

/// Typing in one place is one step until there was a rest as long as this.
const REST_MS: f64 = 1000.0;

/// Behind the last step, so that none is read that was cut off.
const END: &str = "\n.";

/// What was, and what was taken back.
#[derive(Clone, Debug, Default)]
pub struct History {
    /// From a text to the one before it, the newest step last.
    past: Vec<Delta>,
    /// The text before the step that may still go on.
    open: Option<String>,
    /// From a text to the one that came after it and was taken back, the nearest last.
    future: Vec<Delta>,
    /// Where something was changed last, and when.
    last: (String, f64),
}

impl History {
    /// Whether a change at this place begins a new step, so that what was before has to be remembered. Changes of
    /// one place that follow each other without a rest are one step; an empty place is always a step of its own.
    pub fn begins(&mut self, place: &str, now_ms: f64) -> bool {
        let (last, at) = &self.last;
        // A clock that was set back is no rest, and no reason to wait for it.
        let same = !place.is_empty() && last == place && (now_ms - at).abs() < REST_MS;
        self.last = (place.to_owned(), now_ms);
        !same
    }

    /// Remembers the text before a change that begins a step.
    ///
    /// ```
    /// use envelope::model::History;
    /// let mut history = History::default();
    /// history.remember("before".into());
    /// assert_eq!(history.undo("after").as_deref(), Some("before"));
    /// assert_eq!(history.redo("before").as_deref(), Some("after"));
    /// assert_eq!(history.redo("after"), None);
    /// ```
    pub fn remember(&mut self, before: String) {
        self.future.clear();
        if let Some(earlier) = self.open.take() {
            self.past.push(Delta::between(&before, &earlier));
        }
        self.open = Some(before);
        self.limit();
    }

    /// What comes next begins a step, wherever it is.
    pub fn rest(&mut self) {
        self.last = Default::default();
    }

    /// Takes back the last step; `now` is kept to be redone.
    pub fn undo(&mut self, now: &str) -> Option<String> {
        let before = match self.open.take() {
            Some(before) => before,
            None => self.past.pop()?.apply(now)?,
        };
        self.future.push(Delta::between(&before, now));
        self.rest();
        Some(before)
    }

    /// Does again what was taken back.
    pub fn redo(&mut self, now: &str) -> Option<String> {
        let after = self.future.pop()?.apply(now)?;
        if let Some(before) = self.open.take() {
            self.past.push(Delta::between(now, &before));
        }
        self.past.push(Delta::between(&after, now));
        self.rest();
        self.limit();
        Some(after)
    }

    /// Whether there is something to take back, and something to do again.
    pub fn can(&self) -> (bool, bool) {
        let past = self.open.is_some() || !self.past.is_empty();
        (past, !self.future.is_empty())
    }

    /// Takes or does steps until the text is this one. Where no step leads to it nothing happens, and it is `false`.
    ///
    /// ```
    /// use envelope::model::History;
    /// let mut history = History::default();
    /// history.remember("one".into());
    /// history.remember("two".into());
    /// assert!(!history.go("three", "zero"));
    /// assert!(history.go("three", "one"));
    /// assert!(history.go("one", "three"));
    /// assert_eq!(history.undo("three").as_deref(), Some("two"));
    /// ```
    pub fn go(&mut self, now: &str, to: &str) -> bool {
        for step in [Self::undo, Self::redo] {
            let (mut on_trial, mut text) = (self.clone(), now.to_owned());
            while let Some(next) = step(&mut on_trial, &text) {
                if next == to {
                    *self = on_trial;
                    return true;
                }
                text = next;
            }
        }
        false
    }

    /// Goes on from another text for the same design: a newer program may write it in another way.
    pub fn rebase(&mut self, from: &str, to: &str) {
        // The way back from an open step is made when it ends.
        let back = self.past.last_mut().filter(|_| self.open.is_none());
        let ways = [back, self.future.last_mut()];
        for way in ways.into_iter().flatten() {
            if let Some(there) = way.apply(from) {
                *way = Delta::between(to, &there);
            }
        }
    }

    /// All of it as one text, which says of what text and revision of the design it is: a line for that, and one for
    /// each step.
    pub fn encode(&self, revision: u64, now: &str) -> String {
        let mut lines = head(revision, now);
        lines.push_str(&self.last.0);
        let open = self.open.as_deref();
        let open = open.map(|before| Delta::between(now, before));
        for (sign, ways) in [
            ("\n-", &self.past[..]),
            ("\n-", open.as_slice()),
            ("\n+", &self.future),
        ] {
            for way in ways {
                lines.push_str(sign);
                lines.push_str(&way.encode());
            }
        }
        lines.push_str(END);
        lines
    }

    /// Reads it back, for a design that is read now. `None` where it is damaged, or belongs to another text.
    ///
    /// ```
    /// use envelope::model::History;
    /// let mut history = History::default();
    /// history.remember("before".into());
    /// let kept = history.encode(7, "after");
    /// assert!(History::decode(&kept, 7, "other", 0.0).is_none());
    /// assert!(History::decode(&kept, 8, "after", 0.0).is_none());
    /// let mut again = History::decode(&kept, 7, "after", 0.0).unwrap();
    /// assert_eq!(again.undo("after").as_deref(), Some("before"));
    /// ```
    pub fn decode(text: &str, revision: u64, now: &str, now_ms: f64) -> Option<Self> {
        let lines = text.strip_prefix(&head(revision, now))?;
        let mut lines = lines.strip_suffix(END)?.split('\n');
        let mut history = Self {
            last: (lines.next()?.to_owned(), now_ms),
            ..Self::default()
        };
        for line in lines {
            match line.split_at_checked(1)? {
                ("-", way) => history.past.push(Delta::decode(way)?),
                (_, way) => history.future.push(Delta::decode(way)?),
            }
        }
        // The last step may still go on.
        if let Some(last) = history.past.pop() {
            history.open = Some(last.apply(now)?);
        }
        Some(history)
    }

    /// Whether kept steps belong to this text of a design; `None` where they say nothing of this revision.
    ///
    /// ```
    /// use envelope::model::History;
    /// let kept = History::default().encode(7, "after");
    /// assert_eq!(History::belongs(&kept, 7, "after"), Some(true));
    /// assert_eq!(History::belongs(&kept, 7, "other"), Some(false));
    /// assert_eq!(History::belongs(&kept, 8, "other"), None);
    /// ```
    pub fn belongs(kept: &str, revision: u64, now: &str) -> Option<bool> {
        let of_revision = kept.starts_with(&format!("{revision} "));
        of_revision.then(|| kept.starts_with(&head(revision, now)))
    }

    /// Lets go of what is farthest away where it is too much.
    fn limit(&mut self) {
        let size = |ways: &[Delta]| ways.iter().map(Delta::size).sum::<usize>();
        let mut size = size(&self.past) + size(&self.future);
        let more = usize::from(self.open.is_some());
        while self.past.len() + more > STEPS || size > MOST && self.past.len() > 1 {
            size -= self.past.remove(0).size();
        }
    }
}

/// What a kept history begins with: it belongs to this text of this revision and to no other.
fn head(revision: u64, now: &str) -> String {
    format!("{revision} {} ", fingerprint(now))
}

/// A number that another text is most unlikely to have, by Fowler, Noll and Vo (FNV-1a, 64 bits): it tells texts
/// apart that nobody has made alike on purpose.
///
/// ```
/// assert_eq!(envelope::model::fingerprint("a"), 0xaf63_dc4c_8601_ec8c);
/// ```
pub fn fingerprint(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

// On the host only: the property tests have no source of randomness in wasm.
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
