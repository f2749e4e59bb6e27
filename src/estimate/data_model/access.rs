//! Which index serves which query, and which queries stay on one machine.

use super::columns::{Sorted, Sought, included, same, sorted, sought};
use super::constraints::{constraints, in_place};
use crate::model::Id;
use crate::model::data_model::{AccessPattern, Attribute, Index};
use std::borrow::Cow;

/// How the rows of an index are found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// By order: any first columns of it, and ranges.
    Sorted,
    /// By a hash of all its columns.
    Hash,
    /// By the words or parts that it holds.
    Inverted,
    /// By what a range of pages holds.
    Summary,
}

/// An index of an entity: of a key, of an attribute, or one of its own.
#[derive(Clone, Debug, PartialEq)]
pub struct Access<'d> {
    /// Its columns.
    pub columns: Vec<Sorted<'d>>,
    /// How its rows are found.
    pub way: Way,
    /// It keeps two rows from having the same key: it is needed even if no query uses it.
    pub unique: bool,
    /// Only rows for which this holds are in it; empty where all are.
    pub condition: &'d str,
    /// Columns that it carries without being sorted by them.
    pub included: Vec<Cow<'d, str>>,
    /// The row in the table of indexes; 0 for that of a key or an attribute.
    pub row: Id,
}

/// How well a query is served.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Served {
    /// It asks for nothing that an index could find: it adds rows, or wants all of them.
    Needless,
    /// The index of this place finds the rows, in the order that is wanted.
    Whole(usize),
    /// The index of this place finds the rows; they are then sorted.
    Unsorted(usize),
    /// The index of this place narrows the rows down; the rest is read and left out.
    Narrowed(usize),
    /// All rows are read.
    Scan,
}

impl Served {
    /// The index that is used.
    pub const fn index(self) -> Option<usize> {
        match self {
            Self::Whole(at) | Self::Unsorted(at) | Self::Narrowed(at) => Some(at),
            Self::Needless | Self::Scan => None,
        }
    }
}

/// The indexes of an entity: of its key, of its unique and indexed attributes, and its own rows of the table of
/// indexes.
pub fn indexes<'d>(attributes: &[&'d Attribute], own: &[&'d Index]) -> Vec<Access<'d>> {
    let alone = |attribute: &&'d Attribute| Sorted {
        column: Cow::Borrowed(attribute.name.trim()),
        expression: false,
        descending: false,
    };
    let of = |columns, unique| Access {
        columns,
        way: Way::Sorted,
        unique,
        condition: "",
        included: Vec::new(),
        row: 0,
    };
    let (mut key, mut all) = (Vec::new(), Vec::new());
    for attribute in attributes {
        let read = constraints(&attribute.constraints);
        if read.primary {
            key.push((read.place, alone(attribute)));
        }
        if read.unique || read.index {
            all.push(of(vec![alone(attribute)], read.unique));
        }
    }
    if !key.is_empty() {
        all.insert(0, of(in_place(key), true));
    }
    for index in own {
        all.push(Access {
            columns: sorted(&index.columns),
            way: match index.kind.as_str() {
                "hash" => Way::Hash,
                "inverted" | "spatial" => Way::Inverted,
                "brin" => Way::Summary,
                _ => Way::Sorted,
            },
            unique: index.kind == "unique",
            condition: index.condition.trim(),
            included: included(&index.columns).collect(),
            row: index.id,
        });
    }
    all.retain(|index| !index.columns.is_empty());
    all
}

/// How well the indexes of its entity serve a query.
pub fn served(pattern: &AccessPattern, indexes: &[Access]) -> Served {
    let (sought, order) = (sought(&pattern.filter), sorted(&pattern.sort));
    if sought.is_empty() && order.is_empty() {
        return Served::Needless;
    }
    let grades = indexes.iter().enumerate();
    let best = grades
        .filter_map(|(at, index)| {
            let grade = grade(index, &sought, &order)?;
            Some(((grade, has_all(index, &sought)), at))
        })
        // The first of equals: a key before any other.
        .reduce(|best, next| if next.0 > best.0 { next } else { best });
    match best {
        Some((
            (
                Grade {
                    exact: true,
                    in_order: true,
                    ..
                },
                _,
            ),
            at,
        )) => Served::Whole(at),
        Some(((Grade { exact: true, .. }, _), at)) => Served::Unsorted(at),
        Some((_, at)) => Served::Narrowed(at),
        None => Served::Scan,
    }
}

/// How far an index goes for a query; the greater the better.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
struct Grade {
    exact: bool,
    in_order: bool,
    columns: usize,
}

fn grade(index: &Access, sought: &[Sought], order: &[Sorted]) -> Option<Grade> {
    let wanted = |column: &str| sought.iter().find(|sought| same(&sought.column, column));
    let columns = &index.columns;
    match index.way {
        Way::Hash => {
            let all = columns
                .iter()
                .all(|c| wanted(&c.column).is_some_and(|s| !s.range && !s.words));
            all.then_some(Grade {
                exact: columns.len() == sought.len(),
                in_order: order.is_empty(),
                columns: columns.len(),
            })
        }
        Way::Inverted => {
            let found = columns
                .iter()
                .filter(|c| wanted(&c.column).is_some())
                .count();
            (found > 0).then_some(Grade {
                exact: found == sought.len(),
                in_order: order.is_empty(),
                columns: found,
            })
        }
        Way::Summary => {
            let found = columns
                .iter()
                .filter(|c| wanted(&c.column).is_some_and(|s| !s.words))
                .count();
            (found > 0).then_some(Grade {
                exact: false,
                in_order: false,
                columns: found,
            })
        }
        Way::Sorted => {
            let equal = columns
                .iter()
                .take_while(|c| wanted(&c.column).is_some_and(|s| !s.range && !s.words))
                .count();
            let ranged = columns
                .get(equal)
                .is_some_and(|c| wanted(&c.column).is_some_and(|s| s.range));
            let used = equal + usize::from(ranged);
            let in_order = follows(&columns[equal..], sought, order);
            let exact = used == sought.len();
            // An index that finds nothing may still hand over all rows in order.
            (used > 0 || in_order && !order.is_empty()).then_some(Grade {
                exact,
                in_order,
                columns: used,
            })
        }
    }
}

/// Whether an index has all the rows that are looked for, as far as that can be told: one of some rows only may lack
/// them, unless the query names a column of its condition.
fn has_all(index: &Access, sought: &[Sought]) -> bool {
    let mut words = index
        .condition
        .split(|c: char| !c.is_alphanumeric() && c != '_');
    index.condition.is_empty()
        || words.any(|word| sought.iter().any(|sought| same(&sought.column, word)))
}

/// Whether the rest of an index has the order that is wanted, forwards or backwards. What is looked for by its
/// value is the same in all rows and needs no order.
fn follows(columns: &[Sorted], sought: &[Sought], order: &[Sorted]) -> bool {
    let fixed = |column: &str| {
        sought
            .iter()
            .any(|s| !s.range && !s.words && same(&s.column, column))
    };
    let order: Vec<&Sorted> = order.iter().filter(|part| !fixed(&part.column)).collect();
    let pairs = || order.iter().zip(columns);
    order.len() <= columns.len()
        && pairs().all(|(part, column)| same(&part.column, &column.column))
        && (pairs().all(|(part, column)| part.descending == column.descending)
            || pairs().all(|(part, column)| part.descending != column.descending))
}

/// Whether a query says for each column of the partition key which value it wants, so that one machine answers it.
pub fn on_one_shard(pattern: &AccessPattern, partition_key: &str) -> bool {
    let sought = sought(&pattern.filter);
    let mut key = sorted(partition_key).into_iter().peekable();
    key.peek().is_some()
        && key.all(|part| {
            sought
                .iter()
                .any(|s| !s.range && !s.words && same(&s.column, &part.column))
        })
}

/// The place of an index whose columns begin with those of this one, so that this one can go.
pub fn covered_by(indexes: &[Access], at: usize) -> Option<usize> {
    let this = &indexes[at];
    if this.unique || this.way != Way::Sorted {
        return None;
    }
    let carried = |other: &Access, column: &str| {
        let sorted = other.columns.iter().map(|part| &part.column);
        let mut all = sorted.chain(&other.included);
        all.any(|one| same(one, column))
    };
    indexes.iter().enumerate().position(|(other_at, other)| {
        let longer = other.columns.len() > this.columns.len()
            || other.columns.len() == this.columns.len() && other_at < at;
        other_at != at
            && other.way == Way::Sorted
            && other.condition == this.condition
            && longer
            && this.included.iter().all(|column| carried(other, column))
            && this
                .columns
                .iter()
                .zip(&other.columns)
                .all(|(a, b)| same(&a.column, &b.column) && a.descending == b.descending)
    })
}
