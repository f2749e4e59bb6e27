//! Pages that are filled with lengths drawn from what is known of a row, where no formula says how many of them
//! go on a page.

use std::cell::RefCell;
use std::hash::Hasher;

use rustc_hash::FxHasher;

use super::packing::whole;
use super::sizes::Values;
use super::storage::Storage;

/// What was found for rows like these before.
///
/// Filling pages takes a third of a millisecond, and hangs on how the rows are made but not on how many
/// there are. So a key that changes the rows of hundreds of tables need not do it anew.
pub(super) fn remembered(rows: u64, find: impl FnOnce() -> f64) -> f64 {
    const KEPT: u64 = 8192;
    thread_local! {
        static FOUND: RefCell<Vec<(u64, f64)>> = const { RefCell::new(Vec::new()) };
    }
    let at = usize::try_from(rows % KEPT).unwrap_or(0);
    let known = FOUND.with_borrow(|found| found.get(at).copied());
    match known {
        Some((of, value)) if of == rows => value,
        _ => {
            let value = find();
            FOUND.with_borrow_mut(|found| {
                found.resize(8192, (0, 0.0));
                found[at] = (rows, value);
            });
            value
        }
    }
}

/// A number that tells rows of these columns from others, by 64 bits.
pub(super) fn fingerprint(columns: &[Values], more: &[f64]) -> u64 {
    let mut hasher = FxHasher::default();
    let mut add = |number: f64| hasher.write_u64(number.to_bits());
    for values in columns {
        match values.storage {
            Storage::Fixed { length, align } => [1.0, length, align].map(&mut add),
            Storage::Number { assumed } => [2.0, assumed, 0.0].map(&mut add),
            Storage::Varying { align, .. } => [3.0, align, 0.0].map(&mut add),
        };
        add(values.lengths.average());
        add(values.lengths.most());
        add(values.null);
    }
    more.iter().copied().for_each(add);
    hasher.finish()
}

/// Numbers from 0 up to 1 without a pattern, always the same ones (Knuth's multiplier).
pub(super) fn throws() -> impl FnMut() -> f64 {
    let mut state = 0x5DEE_CE66_D1CE_u64;
    move || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        f64::from(u32::try_from(state >> 32).unwrap_or(0)) / 4_294_967_296.0
    }
}

/// How many lengths are drawn where an average follows from them in no simple way, and how many of these, in
/// any order, are put on pages.
pub(super) const DRAWN: usize = 1024;
pub(super) const PLACED: u32 = 24_000;

/// Numbers from 0 up to 1 for one of the lengths to draw. The first numbers of all of them are evenly spread,
/// so are the second ones, and so on: a share of nulls comes out as it is.
pub(super) struct Lattice {
    at: u32,
    state: u32,
}

impl Lattice {
    pub(super) fn next(&mut self) -> f64 {
        self.state = self
            .state
            .wrapping_mul(1_664_525)
            .wrapping_add(1_013_904_223);
        // An odd multiple of the place meets each remainder by 256 once.
        let spread = self
            .at
            .wrapping_mul(self.state >> 16 | 1)
            .wrapping_add(self.state >> 8);
        (f64::from(spread % 1024) + 0.5) / 1024.0
    }

    /// Whether this value is missing.
    pub(super) fn is_null(&mut self, share: f64) -> bool {
        self.next() < share
    }
}

/// Draws lengths.
pub(super) fn draw(mut one: impl FnMut(&mut Lattice) -> f64) -> [f64; DRAWN] {
    let mut at = 0;
    [(); DRAWN].map(|()| {
        at += 1;
        one(&mut Lattice { at, state: 1 })
    })
}

/// One of the lengths drawn.
pub(super) fn one_of(lengths: &[f64; DRAWN], throw: &mut impl FnMut() -> f64) -> f64 {
    let at = usize::try_from(whole(throw() * 1024.0)).unwrap_or(0);
    lengths[at % DRAWN]
}

/// The space that is left over on a page, on average, if they come in any order and one that does not fit
/// begins the next page.
pub(super) fn left_over(lengths: &[f64; DRAWN], space: f64) -> f64 {
    let (mut pages, mut free, mut lost, mut throw) = (0.0, space, 0.0, throws());
    let mut placed = 0;
    // Where few go on a page, one more or less is much: more pages then.
    while placed < PLACED || (pages < 10_000.0 && placed < 3 * PLACED) {
        placed += 1;
        let length = one_of(lengths, &mut throw);
        if length > free {
            lost += free;
            pages += 1.0;
            free = space;
        }
        free -= length;
    }
    if pages > 0.0 { lost / pages } else { 0.0 }
}
