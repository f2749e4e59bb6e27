//! The table beside a table that holds the values that are too long for their rows.

use super::{EXTERNAL, PAGE, heap, index};
use crate::engines::outside::{self, Limits, Rule};
use crate::engines::packing::{Range, align, within};
use crate::engines::sizes::Shape;

/// What a chunk of a value holds (`TOAST_MAX_CHUNK_SIZE`), and what a full and the shortest one take.
const CHUNK: f64 = 1996.0;
const FULL_CHUNK: f64 = 2032.0;
const SHORTEST_CHUNK: f64 = 40.0;

/// Rows of more than 2,032 bytes, a quarter of a page, are made shorter (`TOAST_TUPLE_THRESHOLD`).
pub(super) fn limits(shape: &Shape) -> Limits {
    let header = if shape.columns.len() > 8 { 32.0 } else { 24.0 };
    outside::limits(
        &shape.columns,
        &Rule {
            room: 2032.0 - header,
            header: 4.0,
            pointer: EXTERNAL,
            shortest: 24.0,
        },
    )
}

/// A column whose long values are outside.
struct Outside {
    /// The share of the rows that have one.
    rows: f64,
    lengths: Range,
}

/// The TOAST table and its index.
pub(super) fn bytes(shape: &Shape, limits: &Limits) -> f64 {
    let mut outside = Vec::new();
    for (at, values) in shape.columns.iter().enumerate() {
        if values.lengths.most() > limits.of(at) {
            for (share, range) in values.lengths.ranges() {
                let [_, (beyond, lengths)] = range.split(limits.of(at));
                let rows = share * beyond * (1.0 - values.null);
                if rows > 0.0 {
                    outside.push(Outside { rows, lengths });
                }
            }
        }
    }
    if outside.is_empty() {
        return 0.0;
    }
    let (pages, chunks) = chunks(&outside);
    (shape.rows * pages).ceil() * PAGE + index::sequential(shape.rows * chunks, 16.0).0 * PAGE
}

/// Pages and chunks for each row, found by filling pages with the chunks of some rows.
fn chunks(outside: &[Outside]) -> (f64, f64) {
    const ROWS: u16 = 128;
    const GOLDEN: f64 = 0.618_033_988_749_895;
    let rows = f64::from(ROWS);
    let mut pages = heap::Pages::new(0.0, SHORTEST_CHUNK);
    let mut chunks = 0.0;
    for row in (0..ROWS).map(f64::from) {
        for one in outside {
            // Every so many rows have a value, and lengths follow each other without a pattern.
            if ((row + 1.0) * one.rows).floor() <= (row * one.rows).floor() {
                continue;
            }
            let place = (row * GOLDEN).fract();
            let length = (one.lengths.least + place * one.lengths.count()).floor();
            let length = within(length, one.lengths.least, one.lengths.most);
            let mut full = (length / CHUNK).floor();
            let rest = length - full * CHUNK;
            chunks += full + if rest > 0.0 { 1.0 } else { 0.0 };
            // Of very long values most chunks fill pages by four.
            if full > 16.0 {
                let by_four = ((full - 8.0) / 4.0).floor();
                pages.count += by_four;
                full -= 4.0 * by_four;
            }
            while full > 0.0 {
                pages.place(FULL_CHUNK);
                full -= 1.0;
            }
            if rest > 0.0 {
                let header = if rest > super::tuple::SHORT { 4.0 } else { 1.0 };
                pages.place(align(32.0 + header + rest, 8.0));
            }
        }
    }
    (pages.full() / rows, chunks / rows)
}
