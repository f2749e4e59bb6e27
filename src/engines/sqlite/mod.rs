//! `SQLite` with pages of 4 KiB: tables by row number, indexes, tables by their key, and overflow pages.
//!
//! After "Database File Format", and `btree.c` for how full pages become.

mod record;

use super::draws::{draw, fingerprint, left_over, remembered};
use super::packing::{Range, Size};
use super::sizes::{Assumption, Entry, IndexOf, IndexSize, Shape, TableSize};
use super::{Method, Type};
use record::{column, drawn, kept, lengths_of_payload, with_header};

const PAGE: f64 = 4096.0;

/// Headers of a leaf and of a page above.
const LEAF: f64 = 8.0;
const INNER: f64 = 12.0;

/// What a cell takes beside its content: its place in the page, and above the leaves the page below it.
const PLACE: f64 = 2.0;
const CHILD: f64 = 4.0;

/// The longest record that stays whole: in a table, and in an index, four of which fit on a page.
const TABLE_LIMIT: f64 = PAGE - 35.0;
const INDEX_LIMIT: f64 = 1002.0;

/// How full pages are where keys came one by one: in no order, and in order into an index (measured: three
/// neighbours share what does not fit). Rows that come in order fill their pages, and so does `CREATE INDEX`.
const RANDOM_FILL: f64 = 0.905;
const ORDERED_FILL: f64 = 0.88;

/// Bytes of the table as it is stored.
pub(super) fn size(shape: &Shape, result: &mut TableSize) {
    let key = shape.primary();
    let alias = alias(shape, &key);
    let rowids = alias.map_or_else(|| Rowids::counted(shape.rows), |at| Rowids::of(shape, at));
    let keyed = shape.table.without_rowid && !key.is_empty();
    if keyed {
        by_key(shape, &key, result);
    } else {
        by_rowid(shape, alias, &rowids, result);
    }
    for entry in shape.entries(&mut result.assumptions) {
        let is_table = entry.of == IndexOf::Primary && (keyed || alias.is_some());
        if !is_table {
            let index = index(
                shape,
                entry,
                &key,
                keyed.then_some(()),
                alias,
                &rowids,
                result,
            );
            result.indexes.push(index);
        }
    }
}

/// The column that is the row number: a whole number that alone is the primary key.
fn alias(shape: &Shape, key: &[usize]) -> Option<usize> {
    let [only] = key else { return None };
    let data_type = &shape.table.columns.get(*only)?.data_type;
    let whole = matches!(
        data_type,
        Type::TinyInt | Type::SmallInt | Type::MediumInt | Type::Int | Type::BigInt
    );
    (whole && !shape.table.without_rowid).then_some(*only)
}

/// The row numbers: each group of rows whose numbers take the same bytes.
struct Rowids {
    /// Rows, and bytes of the number before a row of a table.
    varints: Vec<(f64, f64)>,
    /// Rows, and bytes of the number as a value of an index.
    values: Vec<(f64, f64)>,
    random: bool,
}

impl Rowids {
    /// Counted up from one.
    fn counted(rows: f64) -> Self {
        let groups = |limits: &[(f64, f64)]| {
            let (mut from, mut groups) = (0.0, Vec::new());
            for (bytes, limit) in limits {
                let many = rows.min(*limit) - from;
                if many > 0.0 {
                    groups.push((many, *bytes));
                    from += many;
                }
            }
            groups
        };
        let seven = |bits: i32| f64::from(2_u8).powi(bits) - 1.0;
        Self {
            varints: groups(
                &[1, 2, 3, 4, 5, 6, 7, 8, 9]
                    .map(|bytes: u8| (f64::from(bytes), seven(7 * i32::from(bytes)))),
            ),
            values: groups(&[
                (0.0, 1.0),
                (1.0, seven(7)),
                (2.0, seven(15)),
                (3.0, seven(23)),
                (4.0, seven(31)),
                (6.0, seven(47)),
                (8.0, seven(63)),
            ]),
            random: false,
        }
    }

    /// Those of a column, counted up unless somebody says how long they are or that they come in no order.
    fn of(shape: &Shape, at: usize) -> Self {
        let values = &shape.columns[at];
        if !values.known && !values.random {
            return Self::counted(shape.rows);
        }
        let bytes = if values.known {
            values.lengths.average()
        } else {
            8.0
        };
        // Seven bits in each byte but the ninth, which has eight.
        let varint = (bytes * 8.0 / 7.0).ceil().clamp(1.0, 9.0);
        Self {
            varints: vec![(shape.rows, varint)],
            values: vec![(shape.rows, bytes)],
            random: values.random,
        }
    }
}

/// A table in the order of its row numbers.
fn by_rowid(shape: &Shape, alias: Option<usize>, rowids: &Rowids, result: &mut TableSize) {
    let mut payload = Size::default();
    for (at, values) in shape.columns.iter().enumerate() {
        payload = payload.and(if alias == Some(at) {
            Size::fixed(1.0)
        } else {
            column(values)
        });
    }
    let (payload, local, overflow) = kept(with_header(payload, shape.columns.len()), TABLE_LIMIT);
    let (mut leaves, mut mean, mut longest) = (0.0, 0.0, 1.0);
    // Where few that differ go on a page, it matters how they differ.
    let few = local.variance > 1e-6 && local.mean > PAGE / 40.0;
    for (rows, varint) in &rowids.varints {
        let mut cell = local;
        cell.mean += varint + lengths_of_payload(payload) + PLACE;
        let on_leaf = if few && *rows > shape.rows * 0.05 {
            let alias = alias.unwrap_or(usize::MAX);
            let kind = fingerprint(&shape.columns, &[*varint, as_number(alias)]);
            let space = PAGE - LEAF;
            let lost = remembered(kind, || {
                left_over(&draw(|throw| drawn(shape, alias, throw) + varint), space)
            });
            (space - lost) / cell.mean
        } else {
            cell.fit(PAGE - LEAF, 1.0)
        };
        leaves += rows / on_leaf.max(1.0)
            * if rowids.random {
                1.0 / RANDOM_FILL
            } else {
                1.0
            };
        mean += rows * cell.mean;
        longest = varint.max(longest);
    }
    let pivot = Size::fixed(CHILD + longest + PLACE);
    let (pages, _) = above(leaves, pivot.fit(PAGE - INNER, 1.0) + 1.0);
    result.row = if shape.rows > 0.0 {
        mean / shape.rows
    } else {
        0.0
    };
    result.table = pages * PAGE;
    result.overflow = (shape.rows * overflow).ceil() * PAGE;
}

/// A table in the order of its key, which is an index with all columns.
fn by_key(shape: &Shape, key: &[usize], result: &mut TableSize) {
    let payload = shape
        .columns
        .iter()
        .fold(Size::default(), |sum, one| sum.and(column(one)));
    let payload = with_header(payload, shape.columns.len());
    let random = key.first().is_some_and(|at| shape.columns[*at].random);
    let tree = keyed_tree(&[(shape.rows, payload)], random, false);
    result.row = tree.cell;
    result.table = tree.pages * PAGE;
    result.overflow = tree.overflow * PAGE;
}

fn index(
    shape: &Shape,
    entry: Entry,
    key: &[usize],
    keyed: Option<()>,
    alias: Option<usize>,
    rowids: &Rowids,
    result: &mut TableSize,
) -> IndexSize {
    let columns = || entry.columns.iter().filter_map(|at| shape.columns.get(*at));
    // The column that is the row number is kept as one, and stands there twice.
    let twice = entry
        .columns
        .iter()
        .filter(|at| keyed.is_none() && alias == Some(**at))
        .count();
    let twice = f64::from(u8::try_from(twice).unwrap_or(1));
    let others = entry
        .columns
        .iter()
        .filter(|at| keyed.is_some() || alias != Some(**at));
    let values = others.fold(Size::default(), |sum, at| {
        sum.and(column(&shape.columns[*at]))
    });
    let random = columns().next().is_some_and(|one| one.random);
    // Those of constraints are there from the first row on; the others are made when all rows are.
    let bulk = matches!(entry.of, IndexOf::Index(_)) && !random;
    let count = entry.columns.len();
    let groups: Vec<(f64, Size)> = if keyed.is_some() {
        let rest = key.iter().filter(|at| !entry.columns.contains(at));
        let more: Vec<Size> = rest.map(|at| column(&shape.columns[*at])).collect();
        let payload = more.iter().fold(values, |sum, one| sum.and(*one));
        vec![(shape.rows, with_header(payload, count + more.len()))]
    } else if random {
        // Numbers of all lengths stand beside each other.
        let parts: Vec<(f64, Range)> = rowids
            .values
            .iter()
            .map(|(rows, bytes)| {
                let length = 1.0 + bytes;
                (
                    rows / shape.rows.max(1.0),
                    Range {
                        least: length,
                        most: length,
                    },
                )
            })
            .collect();
        let payload = values.and(Size::mixed(&parts));
        vec![(shape.rows, with_header(payload, count + 1))]
    } else {
        let each = rowids.values.iter();
        each.map(|(rows, bytes)| {
            let payload = values.and(Size::fixed((1.0 + bytes) * (1.0 + twice)));
            (*rows, with_header(payload, count + 1))
        })
        .collect()
    };
    let tree = keyed_tree(&groups, random, bulk);
    if entry.method != Method::BTree {
        let index = entry.of;
        result.assumptions.push(Assumption::Rough { index });
    }
    let total = (tree.pages + tree.overflow) * PAGE;
    IndexSize::of(entry, shape.rows, total, tree.levels)
}

/// A tree whose keys stand in its leaves and above.
struct Tree {
    /// A cell in a leaf, on average.
    cell: f64,
    pages: f64,
    overflow: f64,
    levels: u32,
}

/// The tree of groups of rows and their records. `bulk`: all at once, sorted, as `CREATE INDEX` does.
fn keyed_tree(groups: &[(f64, Size)], random: bool, bulk: bool) -> Tree {
    let fill = match (bulk, random) {
        (true, _) => 1.0,
        (false, true) => RANDOM_FILL,
        (false, false) => ORDERED_FILL,
    };
    let mut tree = Tree {
        cell: 0.0,
        pages: 0.0,
        overflow: 0.0,
        levels: 1,
    };
    let (mut leaves, mut total, mut inner) = (0.0, 0.0, Size::default());
    for (rows, payload) in groups {
        let (payload, mut cell, overflow) = kept(*payload, INDEX_LIMIT);
        cell.mean = (cell.mean + lengths_of_payload(payload)).max(4.0) + PLACE;
        // Between two leaves one key goes up.
        leaves += rows / (cell.fit_afresh(PAGE - LEAF, 1.0).max(1.0) * fill + 1.0);
        tree.cell += rows * cell.mean;
        tree.overflow += rows * overflow;
        total += rows;
        inner = Size {
            mean: cell.too_long() + CHILD,
            ..cell
        };
    }
    tree.cell = if total > 0.0 { tree.cell / total } else { 0.0 };
    tree.overflow = tree.overflow.ceil();
    let children = inner.fit(PAGE - INNER, 1.0).max(1.0) * fill + 1.0;
    (tree.pages, tree.levels) = above(leaves, children);
    tree
}

/// All pages of a tree with so many leaves, and its levels.
fn above(leaves: f64, children: f64) -> (f64, u32) {
    let mut level = leaves.ceil().max(1.0);
    let (mut pages, mut levels) = (level, 1);
    while level > 1.0 {
        level = (level / children.max(2.0)).ceil();
        pages += level;
        levels += 1;
    }
    (pages, levels)
}

fn as_number(place: usize) -> f64 {
    f64::from(u32::try_from(place).unwrap_or(u32::MAX))
}
