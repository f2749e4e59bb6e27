//! Indexes: trees by the rules of `nbtsort.c` and `nbtdedup.c`, the others by their order of magnitude.

use super::PAGE;
use super::tuple::Tuple;
use crate::engines::packing::{Size, align};
use crate::engines::sizes::{Assumption, Entry, IndexSize, Shape, TableSize, Values};
use crate::engines::{Method, Type};

/// What a leaf takes before it is full: a page without its header, its end, two line pointers and the tenth
/// that is left free.
const LEAF: f64 = PAGE - 24.0 - 16.0 - 8.0 - 819.0;

/// The same of a page above the leaves, of which three tenths are left free, without its first entry, which
/// has no key.
const INNER: f64 = PAGE - 24.0 - 16.0 - 8.0 - 2457.0 - 12.0;

/// What the entries of a page can take at most.
const WHOLE: f64 = PAGE - 24.0 - 16.0 - 4.0;

/// How full leaves are that were split in the middle again and again: the natural logarithm of 2 on average. It
/// goes up and down with the number of rows (measured: 64.5 % with 100,000 rows, 71.7 % with a million).
const RANDOM_FILL: f64 = std::f64::consts::LN_2;

/// The header of an entry, with a bitmap where a value is missing, and its line pointer.
const HEADER: f64 = 8.0;
const HEADER_WITH_NULL: f64 = 12.0;
const POINTER: f64 = 4.0;

/// The longest list of rows with the same key, and what each row takes in it.
const LIST: f64 = 812.0;
const IN_LIST: f64 = 6.0;

/// The share of the rows whose keys stand in lists, and how many of these are on a leaf.
struct Lists {
    share: f64,
    on_leaf: f64,
}

/// Adds each index to the result.
pub(super) fn add(shape: &Shape, result: &mut TableSize) {
    let heap = result.table / PAGE;
    for entry in shape.entries(&mut result.assumptions) {
        let (pages, levels) = match entry.method {
            Method::BTree => tree(shape, &entry),
            method => {
                let index = entry.of;
                result.assumptions.push(Assumption::Rough { index });
                (rough(method, shape, &entry, heap), 1)
            }
        };
        let size = IndexSize::of(entry, shape.rows, pages * PAGE, levels);
        result.indexes.push(size);
    }
}

/// An entry with these columns, and the share of those without a value in one of them.
fn key<'a>(columns: impl Iterator<Item = &'a Values>) -> (Size, f64) {
    let mut tuple = Tuple::default();
    for values in columns {
        tuple.push(values, f64::INFINITY);
    }
    let mut size = tuple.size(HEADER, HEADER_WITH_NULL);
    size.mean += POINTER;
    (size, tuple.null_share())
}

/// A tree with entries of a fixed length, written from the least to the greatest: pages and levels.
pub(super) fn sequential(rows: f64, key: f64) -> (f64, u32) {
    let entry = Size::fixed(key + POINTER);
    pages(rows / entry.fit(LEAF, 4.0), entry)
}

fn tree(shape: &Shape, entry: &Entry) -> (f64, u32) {
    let columns = || entry.columns.iter().filter_map(|at| shape.columns.get(*at));
    if shape.rows <= 0.0 {
        // A page about the tree, and no tree.
        return (1.0, 1);
    }
    let (size, _) = key(columns());
    let (pivot, _) = key(columns().take(distinguishing(shape, entry)));
    // Keys in no order come one by one, into pages that are split; all others are sorted first, or come in order.
    let random = columns().next().is_some_and(|values| values.random);
    let on_leaf = if random {
        size.fit(WHOLE, 4.0) * RANDOM_FILL
    } else {
        size.fit(LEAF, 4.0)
    };
    let lists = lists(shape, entry, size);
    let alone = shape.rows * (1.0 - lists.share) / on_leaf.max(2.0);
    let listed = shape.rows * lists.share / lists.on_leaf;
    pages(alone + listed, pivot)
}

/// How many columns tell most keys from their neighbours: what stands above the leaves is cut off behind them.
fn distinguishing(shape: &Shape, entry: &Entry) -> usize {
    let mut values = 1.0;
    for (count, at) in entry.columns.iter().take(entry.sorted).enumerate() {
        let distinct = shape.columns.get(*at).and_then(|one| one.distinct);
        values *= distinct.unwrap_or(1.0);
        if values >= shape.rows * 0.9 {
            return count + 1;
        }
    }
    entry.sorted
}

/// Rows with the same key share an entry, unless the index is unique or carries other columns: as far as it
/// is known that there are some, and those without a value in any case.
fn lists(shape: &Shape, entry: &Entry, size: Size) -> Lists {
    let none = Lists {
        share: 0.0,
        on_leaf: 1.0,
    };
    if entry.unique || entry.sorted < entry.columns.len() {
        return none;
    }
    let mut distinct = 1.0;
    let mut known = true;
    for at in &entry.columns {
        let Some(values) = shape.columns.get(*at) else {
            return none;
        };
        let data_type = shape.table.columns.get(*at).map(|column| &column.data_type);
        // Equal is not the same for these: 1.0 and 1.00, 0 and −0.
        if matches!(
            data_type,
            Some(Type::Decimal(_) | Type::Real | Type::Double | Type::Jsonb)
        ) {
            return none;
        }
        distinct *= values.distinct.unwrap_or(1.0);
        known &= values.distinct.is_some() || values.null >= 1.0;
    }
    let nulls = match entry.columns[..] {
        [only] => shape.columns[only].null,
        _ => 0.0,
    };
    let (listed, length, each) = if known {
        (1.0, size.mean - POINTER, shape.rows / distinct)
    } else {
        (nulls, 16.0, shape.rows * nulls)
    };
    if each < 2.0 || listed <= 0.0 {
        return none;
    }
    Lists {
        share: listed,
        on_leaf: listed_on_leaf(length, each),
    }
}

/// How many rows are on a leaf, on average, where so many share each key: found by filling some leaves, as
/// `_bt_buildadd` does. A leaf is full when the next list does not fit, or when less than a tenth would be
/// free without the last list; its last entry goes on to the next leaf.
fn listed_on_leaf(entry: f64, rows_of_key: f64) -> f64 {
    const LISTS: u32 = 600;
    let most = ((LIST - POINTER - entry) / IN_LIST).floor().max(1.0);
    let empty = WHOLE - POINTER;
    let (mut free, mut last, mut last_rows) = (empty, 0.0, 0.0);
    let (mut rows, mut done, mut leaves) = (0.0, 0.0, 0.0);
    let mut left = rows_of_key;
    for _ in 0..LISTS {
        let here = left.min(most).floor().max(1.0);
        left -= here;
        if left < 1.0 {
            left += rows_of_key;
        }
        let rows_here = if here > 1.0 { IN_LIST * here } else { 0.0 };
        let length = align(entry + rows_here, 8.0);
        let fits = free >= length + 8.0 && free + last - align(entry, 8.0) >= 819.0;
        if !fits && free + last + POINTER < empty {
            leaves += 1.0;
            done = rows - last_rows;
            free = empty - last - POINTER;
        }
        free -= length + POINTER;
        rows += here;
        (last, last_rows) = (length, here);
    }
    if leaves > 0.0 { done / leaves } else { rows }
}

/// All pages of a tree with so many leaves: those above them and the page about it all.
fn pages(leaves: f64, pivot: Size) -> (f64, u32) {
    let on_page = pivot.fit(INNER, 4.0).max(1.0) + 1.0;
    let mut level = leaves.ceil().max(1.0);
    let (mut total, mut levels) = (1.0 + level, 1);
    while level > 1.0 {
        level = (level / on_page).ceil();
        total += level;
        levels += 1;
    }
    (total, levels)
}

fn rough(method: Method, shape: &Shape, entry: &Entry, heap: f64) -> f64 {
    let columns = || entry.columns.iter().filter_map(|at| shape.columns.get(*at));
    let (size, _) = key(columns());
    match method {
        Method::Hash => hash(shape.rows),
        Method::Brin => {
            // A summary for each 128 pages of the table: the least and the greatest value.
            let ranges = (heap / 128.0).ceil();
            let header = HEADER + POINTER;
            let summaries = ranges * (header + 2.0 * (size.mean - header)) / WHOLE;
            1.0 + (ranges / 1360.0).ceil().max(1.0) + summaries.ceil().max(1.0)
        }
        // Words and keys with the rows that have them: measured 61 bytes for documents of 28.
        Method::Inverted => {
            let content: f64 = columns()
                .map(|one| (1.0 - one.null) * one.lengths.average())
                .sum();
            2.0 + (shape.rows * (content + 32.0) / PAGE).ceil()
        }
        // Boxes around the values, in pages that are split.
        Method::BTree | Method::Spatial => {
            let boxes = Size::fixed(HEADER + 32.0 + POINTER);
            let leaves = shape.rows / (boxes.fit(WHOLE, 4.0) * RANDOM_FILL);
            pages(leaves, boxes).0
        }
    }
}

/// Buckets of 307 keys: from 1,024 on their number grows by quarters between powers of two. What has not
/// been divided since the last power holds twice as many keys, and more than 407 need a second page.
fn hash(rows: f64) -> f64 {
    const ON_PAGE: f64 = 407.0;
    let wanted = (rows / 307.0).ceil().max(2.0);
    let power = f64::from(2_u8).powf(wanted.log2().ceil());
    let step = if power > 1024.0 { power / 8.0 } else { power };
    let buckets = align(wanted, step);
    let load = rows / power;
    let twice = power - buckets;
    let single = buckets - twice;
    let pages = |load: f64| (load / ON_PAGE).ceil().max(1.0);
    2.0 + single * pages(load) + twice * pages(2.0 * load)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engines::packing::whole;

    #[test]
    fn a_hash_index_is_as_it_was_measured() {
        // A million of int8: 33.57 bytes each.
        let each = hash(1e6) * PAGE / 1e6;
        assert!((each / 33.57 - 1.0).abs() < 0.002, "{each}");
    }

    #[test]
    fn eight_bytes_in_order_are_as_they_were_measured() {
        let (pages, levels) = sequential(1e6, 16.0);
        assert!((pages * PAGE / 1e6 / 22.49 - 1.0).abs() < 0.001);
        assert_eq!(levels, 3);
        assert_eq!(whole(pages), 2745);
    }
}
