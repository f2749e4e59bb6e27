//! How rows that differ in length fill the pages.

use super::{POINTER, SPACE};
use crate::engines::draws::{DRAWN, PLACED, one_of, throws};

/// Free space is remembered in steps of 32 bytes (`FSM_CAT_STEP`).
const STEP: f64 = 32.0;

/// Pages that are being filled.
///
/// A row that does not fit the page that is being filled is looked a place for in the pages before, by
/// the map of free space, and only if there is none it begins a new page (`RelationGetBufferForTuple`). How
/// much that saves follows from the lengths in no simple way, so some pages are filled here.
pub(super) struct Pages {
    /// How many there are.
    pub(super) count: f64,
    /// Free in the one that is being filled.
    free: f64,
    /// Free in those before, where the shortest row would still fit.
    holes: Vec<f64>,
    /// Free in those before where none would.
    lost: f64,
    kept_free: f64,
    least: f64,
}

impl Pages {
    /// No pages yet, for rows of at least this length.
    pub(super) fn new(kept_free: f64, least: f64) -> Self {
        Self {
            count: 0.0,
            free: 0.0,
            holes: Vec::new(),
            lost: 0.0,
            kept_free,
            least,
        }
    }

    /// What a page says it has.
    fn says(&self, free: f64) -> f64 {
        ((free - POINTER + self.kept_free) / STEP).floor()
    }

    /// What a row asks for.
    fn asks(&self, length: f64) -> f64 {
        ((length + self.kept_free) / STEP).ceil()
    }

    pub(super) fn place(&mut self, length: f64) {
        if length + POINTER > self.free {
            if self.says(self.free) < self.asks(self.least) {
                self.lost += self.free;
            } else {
                self.holes.push(self.free);
            }
            let asked = self.asks(length);
            let found = self.holes.iter().position(|hole| self.says(*hole) >= asked);
            self.free = if let Some(at) = found {
                self.holes.swap_remove(at)
            } else {
                self.count += 1.0;
                SPACE - self.kept_free
            };
        }
        self.free -= length + POINTER;
    }

    /// What is left over in all pages but the one that is being filled.
    pub(super) fn left_over(&self) -> f64 {
        self.lost + self.holes.iter().sum::<f64>()
    }

    /// How many pages are full.
    pub(super) fn full(&self) -> f64 {
        (self.count - self.free / (SPACE - self.kept_free)).max(0.0)
    }
}

/// The space that is left over in a page on average, when rows of these lengths come in any order.
pub(super) fn left_over(lengths: &[f64; DRAWN], kept_free: f64) -> f64 {
    let least = lengths.iter().copied().fold(f64::INFINITY, f64::min);
    let mut pages = Pages::new(kept_free, least);
    let mut throw = throws();
    for _ in 0..PLACED {
        pages.place(one_of(lengths, &mut throw));
    }
    // The page that is being filled is none of those that are full.
    if pages.count > 1.0 {
        pages.left_over() / (pages.count - 1.0)
    } else {
        0.0
    }
}
