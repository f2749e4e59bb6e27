//! `PostgreSQL`: heap, TOAST, and what goes beside them.
//!
//! After the manual's chapters "Database Page Layout" and "TOAST" and the source files that it names:
//! `bufpage.h`, `htup_details.h`, `heaptoast.h`, `itup.h`, `nbtree.h`.

mod heap;
mod index;
mod toast;
mod tuple;

use super::draws::{draw, fingerprint, remembered};
use super::outside::Limits;
use super::packing::{Size, within};
use super::sizes::{Assumption, Shape, TableSize, Values};
use super::storage::Storage;
use tuple::Tuple;

/// Bytes of a page.
pub(super) const PAGE: f64 = 8192.0;

/// What a page has for rows and their line pointers: all but its header.
const SPACE: f64 = PAGE - 24.0;

/// A line pointer.
const POINTER: f64 = 4.0;

/// The header of a row before its bitmap of nulls.
const HEADER: f64 = 23.0;

/// What a value in the TOAST table leaves in the row.
pub(super) const EXTERNAL: f64 = 18.0;

/// Most rows of a page (`MaxHeapTuplesPerPage`).
const MOST_ON_PAGE: f64 = 291.0;

/// Bytes of the table as it is stored.
pub(super) fn size(shape: &Shape, result: &mut TableSize) {
    let limits = toast::limits(shape);
    let row = row(&shape.columns, &limits);
    result.row = row.mean;
    let pages = heap_pages(shape, row, &limits);
    result.table = pages * PAGE;
    result.overflow = toast::bytes(shape, &limits);
    // A page of the map holds about 4,069 pages, and there are three levels from the start; a small table
    // has none. The map of visible pages has two bits for each.
    if pages > 4.0 {
        let free = 2.0 + (pages / 4069.0).ceil();
        result.maps = (free + (pages / 32_672.0).ceil()) * PAGE;
    }
    for (at, values) in shape.columns.iter().enumerate() {
        if values.lengths.most() > limits.of(at) {
            let column = at;
            result
                .assumptions
                .push(Assumption::NotCompressed { column });
        }
    }
    index::add(shape, result);
}

/// The headers of a row without and with a missing value.
fn headers(columns: &[Values]) -> [f64; 2] {
    let bitmap = f64::from(u16::try_from(columns.len().div_ceil(8)).unwrap_or(u16::MAX));
    [HEADER, HEADER + bitmap]
}

/// A row with its line pointer.
fn row(columns: &[Values], limits: &Limits) -> Size {
    let mut tuple = Tuple::default();
    for (at, values) in columns.iter().enumerate() {
        tuple.push(values, limits.of(at));
    }
    let [header, with_null] = headers(columns);
    let mut size = tuple.size(header, with_null);
    size.mean += POINTER;
    size
}

fn heap_pages(shape: &Shape, row: Size, limits: &Limits) -> f64 {
    let fill = within(
        shape.table.fill_factor.map_or(100.0, f64::from),
        10.0,
        100.0,
    );
    let kept_free = (PAGE * (100.0 - fill) / 100.0).floor();
    let space = SPACE - kept_free;
    let fit = if row.variance < 1e-6 || row.mean > space {
        row.fit(space, 4.0)
    } else {
        let columns = shape.columns.iter().enumerate();
        let columns = || columns.clone().map(|(at, values)| (values, limits.of(at)));
        let rows = fingerprint(&shape.columns, &[fill]);
        let left_over = remembered(rows, || {
            let headers = headers(&shape.columns);
            let lengths = draw(|throw| tuple::drawn(columns(), headers, throw));
            heap::left_over(&lengths, kept_free)
        });
        (space - left_over) / row.mean
    };
    (shape.rows / within(fit, 1.0, MOST_ON_PAGE)).ceil()
}

/// Bytes of a row with its columns in this order, as far as they stay in it, without the line pointer.
pub(super) fn row_in_order(columns: &[Values]) -> f64 {
    row(columns, &Limits::default()).mean - POINTER
}

/// The multiple at which the values of a column begin; 1 for short ones of varying length.
pub(super) fn alignment(values: &Values) -> f64 {
    match values.storage {
        Storage::Fixed { align, .. } => align,
        Storage::Varying { align, .. } if values.lengths.average() > tuple::SHORT => align,
        _ => 1.0,
    }
}
