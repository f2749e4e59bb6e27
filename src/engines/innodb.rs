//! `InnoDB` with pages of 16 KiB and rows in the format `DYNAMIC`: the table in the tree of its key, the
//! other indexes, and long values in pages of their own.
//!
//! After the manual's chapters "`InnoDB` Row Formats" and "The Physical Structure of an `InnoDB` Index" and the
//! source files `rem0rec`, `page0page`, `btr0cur` and `fsp0fsp`.

use super::Method;
use super::outside::{self, Limits, Rule};
use super::packing::{Range, Size};
use super::sizes::{Assumption, Entry, IndexOf, IndexSize, Shape, TableSize, Values};
use super::storage::Storage;

const PAGE: f64 = 16_384.0;

/// What an empty page has for records: without headers, the least and the greatest record, the trailer and
/// two slots of its directory.
const SPACE: f64 = 16_252.0;

/// What stays free in the leaves of the table for rows that grow.
const RESERVE: f64 = PAGE / 16.0;

/// The header of a record, and half of the slot that four records share.
const HEADER: f64 = 5.0;
const SLOT: f64 = 0.5;

/// The number of the transaction and the pointer to what was before, in each row of the table.
const HISTORY: f64 = 13.0;

/// The number of a row in a table without a key.
const ROW_ID: f64 = 6.0;

/// What a page above the leaves has behind each key: the number of a page.
const CHILD: f64 = 4.0;

/// How full pages are that were split in the middle again and again: the natural logarithm of 2.
const RANDOM_FILL: f64 = std::f64::consts::LN_2;

/// What a page of a long value holds.
const OVERFLOW: f64 = 16_330.0;

/// Bytes of the table as it is stored.
pub(super) fn size(shape: &Shape, result: &mut TableSize) {
    let limits = limits(shape);
    let clustered = clustered(shape);
    let every = (0..shape.columns.len()).map(|at| (at, &shape.columns[at]));
    let mut row = record(every, &limits);
    row.mean += HISTORY + if clustered.is_empty() { ROW_ID } else { 0.0 };
    result.row = row.mean;
    let random = leads_at_random(shape, &clustered);
    let on_leaf = if random {
        row.fit(SPACE, 1.0) * RANDOM_FILL
    } else {
        row.fit(SPACE - RESERVE, 1.0)
            .max(row.fit(SPACE, 1.0).min(2.0))
    };
    let mut pivot = record(chosen(shape, &clustered), &limits);
    pivot.mean += CHILD + if clustered.is_empty() { ROW_ID } else { 0.0 };
    let leaves = (shape.rows / on_leaf.max(1.0)).ceil().max(1.0);
    let outside = overflow(shape, &limits, result);
    let (pages, _) = tree(leaves, outside, pivot, fill(random), random);
    result.overflow = outside * PAGE;
    result.table = (pages - outside).max(0.0) * PAGE;
    for entry in entries(shape, &mut result.assumptions) {
        let index = secondary(shape, entry, &clustered, result);
        result.indexes.push(index);
    }
}

/// A row may take about half a page; longer ones give their longest values away.
fn limits(shape: &Shape) -> Limits {
    outside::limits(
        &shape.columns,
        &Rule {
            room: SPACE / 2.0 - HEADER - HISTORY - ROW_ID,
            header: 2.0,
            pointer: 22.0,
            shortest: 40.0,
        },
    )
}

/// The columns that the table is sorted by: the primary key, or the first unique one without nulls.
fn clustered(shape: &Shape) -> Vec<usize> {
    let primary = shape.primary();
    if !primary.is_empty() {
        return primary;
    }
    let uniques = shape
        .table
        .uniques
        .iter()
        .map(|key| shape.places(&key.columns));
    let mut usable = uniques.filter(|columns| {
        !columns.is_empty() && columns.iter().all(|at| !shape.columns[*at].nullable)
    });
    usable.next().unwrap_or_default()
}

fn chosen<'a>(shape: &'a Shape, columns: &'a [usize]) -> impl Iterator<Item = (usize, &'a Values)> {
    columns
        .iter()
        .filter_map(|at| Some((*at, shape.columns.get(*at)?)))
}

fn leads_at_random(shape: &Shape, columns: &[usize]) -> bool {
    columns.first().is_some_and(|at| shape.columns[*at].random)
}

fn fill(random: bool) -> f64 {
    if random { RANDOM_FILL } else { 1.0 }
}

/// A record of these columns with its part of the page's directory.
fn record<'a>(columns: impl Iterator<Item = (usize, &'a Values)>, limits: &Limits) -> Size {
    let mut size = Size::fixed(HEADER + SLOT);
    let mut nullable = 0.0;
    for (at, values) in columns {
        size = size.and(column(values, limits.of(at)));
        nullable += if values.nullable { 1.0 } else { 0.0 };
    }
    size.mean += f64::ceil(nullable / 8.0);
    size
}

/// A value with what tells its length: two bytes where it may be longer than 255 and is longer than 127.
fn column(values: &Values, limit: f64) -> Size {
    let present = 1.0 - values.null;
    let exactly = |length: f64| Range {
        least: length,
        most: length,
    };
    let more = |range: Range, by: f64| Range {
        least: range.least + by,
        most: range.most + by,
    };
    let most = match values.storage {
        Storage::Fixed { length, .. } => return Size::mixed(&[(present, exactly(length))]),
        Storage::Number { assumed } => return Size::mixed(&[(present, exactly(assumed))]),
        Storage::Varying { most, .. } => most,
    };
    let short = if most > 255.0 { 127.0 } else { 255.0 };
    let [(one, first), (two, second)] = values.lengths.ranges();
    let parts = [(present * one, first), (present * two, second)].map(|(share, range)| {
        let [(inside, range), (outside, _)] = range.split(limit);
        let [(low, below), (high, beyond)] = range.split(short);
        [
            (share * inside * low, more(below, 1.0)),
            (share * inside * high, more(beyond, 2.0)),
            (share * outside, exactly(22.0)),
        ]
    });
    Size::mixed(parts.as_flattened())
}

/// Pages of the values that have gone out of their rows; none holds parts of two.
fn overflow(shape: &Shape, limits: &Limits, result: &mut TableSize) -> f64 {
    let mut pages = 0.0;
    for (at, values) in shape.columns.iter().enumerate() {
        if values.lengths.most() <= limits.of(at) {
            continue;
        }
        for (share, range) in values.lengths.ranges() {
            let [_, (outside, lengths)] = range.split(limits.of(at));
            if share * outside > 0.0 {
                // Over evenly spread lengths the rounding up adds half a page, over a single one what it does.
                let each = if lengths.count() > OVERFLOW {
                    lengths.mean() / OVERFLOW + 0.5
                } else {
                    f64::midpoint(
                        (lengths.least / OVERFLOW).ceil(),
                        (lengths.most / OVERFLOW).ceil(),
                    )
                };
                pages += shape.rows * share * outside * (1.0 - values.null) * each;
            }
        }
        result
            .assumptions
            .push(Assumption::NotCompressed { column: at });
    }
    pages.ceil()
}

/// The pages of a tree as its two segments hold them, and its levels.
fn tree(leaves: f64, outside: f64, pivot: Size, fill: f64, ahead: bool) -> (f64, u32) {
    let on_page = pivot.fit(SPACE, 1.0).max(2.0) * fill;
    let (mut level, mut above, mut levels) = (leaves, 0.0, 1);
    while level > 1.0 {
        level = (level / on_page.max(2.0)).ceil();
        above += level;
        levels += 1;
    }
    // A tree of one page has no leaves beside its root.
    let below = if leaves > 1.0 { leaves } else { 0.0 } + outside;
    (
        segment(below, ahead) + segment(above.max(1.0), false),
        levels,
    )
}

/// Pages that a segment holds: one by one up to 32, then by extents of 64. `ahead`: a new extent is
/// taken as soon as less than an eighth is free (`FSEG_FILLFACTOR`), as wherever pages do not come one by one
/// at the end.
fn segment(pages: f64, ahead: bool) -> f64 {
    if pages <= 32.0 {
        return pages;
    }
    let held = if ahead { pages * 8.0 / 7.0 } else { pages };
    32.0 + ((held - 32.0) / 64.0).ceil() * 64.0
}

/// The indexes beside the table, with those that are made for foreign keys that have none.
fn entries(shape: &Shape, assumptions: &mut Vec<Assumption>) -> Vec<Entry> {
    let mut entries = shape.entries(assumptions);
    for (at, key) in shape.table.foreign_keys.iter().enumerate() {
        let columns = shape.places(&key.columns);
        let found = entries
            .iter()
            .any(|entry| entry.columns.starts_with(&columns));
        if !found && !columns.is_empty() {
            entries.push(Entry {
                of: IndexOf::ForeignKey(at),
                sorted: columns.len(),
                columns,
                unique: false,
                method: Method::BTree,
            });
        }
    }
    // The primary key is the table.
    entries.retain(|entry| entry.of != IndexOf::Primary);
    entries
}

/// An index: its columns and the table's key, by which the row is found.
fn secondary(
    shape: &Shape,
    entry: Entry,
    clustered: &[usize],
    result: &mut TableSize,
) -> IndexSize {
    let mut columns = entry.columns.clone();
    columns.extend(clustered.iter().filter(|at| !entry.columns.contains(at)));
    let mut row = record(chosen(shape, &columns), &Limits::default());
    row.mean += if clustered.is_empty() { ROW_ID } else { 0.0 };
    let pivot = Size {
        mean: row.mean + CHILD,
        ..row
    };
    let random = leads_at_random(shape, &entry.columns);
    let leaves = (shape.rows / (row.fit(SPACE, 1.0) * fill(random)).max(2.0)).ceil();
    let (mut pages, levels) = tree(leaves.max(1.0), 0.0, pivot, fill(random), true);
    if matches!(entry.method, Method::Inverted | Method::Spatial) {
        // Words with their rows: about as much as the text itself.
        result
            .assumptions
            .push(Assumption::Rough { index: entry.of });
        let content = (shape.rows * (row.mean + HISTORY) / SPACE).ceil();
        pages = segment(content.max(1.0), true);
    }
    IndexSize::of(entry, shape.rows, pages * PAGE, levels)
}
