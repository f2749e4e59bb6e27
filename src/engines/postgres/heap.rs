//! What is left over in the pages of rows that differ in length.

use super::{POINTER, SPACE};
use crate::engines::packing::{DRAWN, PLACED, one_of, throws};

/// Free space is remembered in steps of 32 bytes (`FSM_CAT_STEP`).
const STEP: f64 = 32.0;

/// The space that is left over in a page on average, when rows of these lengths come in any order.
///
/// A row that does not fit the page that is being filled is looked a place for in the pages before, by
/// the map of free space, and only if there is none it begins a new page (`RelationGetBufferForTuple`). How
/// much that saves follows from the lengths in no simple way, so some pages are filled here.
pub(super) fn left_over(lengths: &[f64; DRAWN], kept_free: f64) -> f64 {
    let mut throw = throws();
    let least = lengths.iter().copied().fold(f64::INFINITY, f64::min);
    // What a page says it has, and what a row asks for.
    let says = |free: f64| ((free - POINTER + kept_free) / STEP).floor();
    let asks = |length: f64| ((length + kept_free) / STEP).ceil();
    let (mut holes, mut lost, mut pages) = (Vec::new(), 0.0, 1.0);
    let mut free = SPACE - kept_free;
    for _ in 0..PLACED {
        let length = one_of(lengths, &mut throw);
        if length + POINTER > free {
            if says(free) < asks(least) {
                lost += free;
            } else {
                holes.push(free);
            }
            let found = holes.iter().position(|hole| says(*hole) >= asks(length));
            free = if let Some(at) = found {
                holes.swap_remove(at)
            } else {
                pages += 1.0;
                SPACE - kept_free
            };
        }
        free -= length + POINTER;
    }
    // The page that is being filled is none of those that are full.
    if pages > 1.0 {
        (lost + holes.iter().sum::<f64>()) / (pages - 1.0)
    } else {
        0.0
    }
}
