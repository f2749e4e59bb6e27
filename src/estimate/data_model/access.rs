//! Which index serves which query, and which queries stay on one machine.

use super::constraints::constraints;
use crate::model::data_model::{AccessPattern, Attribute, Entity};
use crate::model::{Document, Id};

/// A column of an index or an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sorted<'d> {
    /// Its name, as it was typed.
    pub column: &'d str,
    /// From the greatest to the least.
    pub descending: bool,
}

/// A column that a query looks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sought<'d> {
    /// Its name, as it was typed.
    pub column: &'d str,
    /// A range of its values is wanted, not one.
    pub range: bool,
    /// Words in it are looked for.
    pub words: bool,
}

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

/// The columns of an index or an order: `user_id, created_at desc`. What it carries besides is left out.
pub fn sorted(text: &str) -> Vec<Sorted<'_>> {
    let end = find_word(text, "include").unwrap_or(text.len());
    parts(&text[..end])
        .map(|part| {
            let descending = last_word(part, "desc");
            let column = descending.or(last_word(part, "asc")).unwrap_or(part);
            Sorted {
                column,
                descending: descending.is_some(),
            }
        })
        .collect()
}

/// The columns that an index only carries: those in the parentheses behind `include`.
pub fn included(text: &str) -> impl Iterator<Item = &str> {
    let carried = find_word(text, "include").map_or("", |at| &text[at + "include".len()..]);
    parts(carried.trim().trim_start_matches('(').trim_end_matches(')'))
}

/// The columns that a query looks for: `user_id, created_at >`, `body ~`.
pub fn sought(text: &str) -> Vec<Sought<'_>> {
    parts(text)
        .map(|part| {
            let end = part
                .find(['=', '<', '>', '~', '≥', '≤'])
                .unwrap_or(part.len());
            let (column, sign) = part.split_at(end);
            let (between, like) = (
                column_before(column, "between"),
                column_before(column, "like"),
            );
            let matched = column_before(column, "match").or(column_before(column, "contains"));
            Sought {
                column: between.or(like).or(matched).unwrap_or(column).trim(),
                range: sign.starts_with(['<', '>', '≥', '≤'])
                    || between.is_some()
                    || like.is_some(),
                words: sign.starts_with('~') || matched.is_some(),
            }
        })
        .collect()
}

fn parts(text: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0_u32;
    let split = move |c: char| {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        c == ',' && depth == 0
    };
    text.split(split)
        .map(str::trim)
        .filter(|part| !part.is_empty())
}

/// What stands before the last word, if it is this one.
fn last_word<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let (before, last) = text.rsplit_once(char::is_whitespace)?;
    last.eq_ignore_ascii_case(word).then(|| before.trim())
}

fn column_before<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    find_word(text, word).map(|at| &text[..at])
}

/// Where a word stands that has a space before it.
fn find_word(text: &str, word: &str) -> Option<usize> {
    let lower = text.to_ascii_lowercase();
    let at = lower.find(&[" ", word].concat())? + 1;
    let rest = &lower[at + word.len()..];
    (!rest.starts_with(|c: char| c.is_alphanumeric() || c == '_')).then_some(at)
}

pub(super) fn same(one: &str, other: &str) -> bool {
    one.trim().eq_ignore_ascii_case(other.trim())
}

/// The indexes of an entity: of its key, of its unique and indexed attributes, and those of the table of indexes.
pub fn indexes<'d>(
    doc: &'d Document,
    entity: &Entity,
    attributes: &[&'d Attribute],
) -> Vec<Access<'d>> {
    let alone = |attribute: &&'d Attribute| Sorted {
        column: attribute.name.trim(),
        descending: false,
    };
    let of = |columns, unique| Access {
        columns,
        way: Way::Sorted,
        unique,
        condition: "",
        row: 0,
    };
    let (mut key, mut all) = (Vec::new(), Vec::new());
    for attribute in attributes {
        let read = constraints(&attribute.constraints);
        if read.primary {
            key.push(alone(attribute));
        }
        if read.unique || read.index {
            all.push(of(vec![alone(attribute)], read.unique));
        }
    }
    if !key.is_empty() {
        all.insert(0, of(key, true));
    }
    let id = entity.id.to_string();
    let own = doc.data_model.indexes.iter();
    for index in own.filter(|index| index.entity.trim() == id) {
        all.push(Access {
            columns: sorted(&index.columns),
            way: match index.kind.as_str() {
                "hash" => Way::Hash,
                "inverted" => Way::Inverted,
                "brin" => Way::Summary,
                _ => Way::Sorted,
            },
            unique: index.kind == "unique",
            condition: index.condition.trim(),
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
        .filter_map(|(at, index)| Some((grade(index, &sought, &order)?, at)))
        // The first of equals: a key before any other.
        .reduce(|best, next| if next.0 > best.0 { next } else { best });
    match best {
        Some((
            Grade {
                exact: true,
                in_order: true,
                ..
            },
            at,
        )) => Served::Whole(at),
        Some((Grade { exact: true, .. }, at)) => Served::Unsorted(at),
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
    let wanted = |column: &str| sought.iter().find(|sought| same(sought.column, column));
    let columns = &index.columns;
    match index.way {
        Way::Hash => {
            let all = columns
                .iter()
                .all(|c| wanted(c.column).is_some_and(|s| !s.range && !s.words));
            all.then_some(Grade {
                exact: columns.len() == sought.len(),
                in_order: order.is_empty(),
                columns: columns.len(),
            })
        }
        Way::Inverted => {
            let found = columns
                .iter()
                .filter(|c| wanted(c.column).is_some())
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
                .filter(|c| wanted(c.column).is_some_and(|s| !s.words))
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
                .take_while(|c| wanted(c.column).is_some_and(|s| !s.range && !s.words))
                .count();
            let ranged = columns
                .get(equal)
                .is_some_and(|c| wanted(c.column).is_some_and(|s| s.range));
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

/// Whether the rest of an index has the order that is wanted, forwards or backwards. What is looked for by its
/// value is the same in all rows and needs no order.
fn follows(columns: &[Sorted], sought: &[Sought], order: &[Sorted]) -> bool {
    let fixed = |column: &str| {
        sought
            .iter()
            .any(|s| !s.range && !s.words && same(s.column, column))
    };
    let order: Vec<&Sorted> = order.iter().filter(|part| !fixed(part.column)).collect();
    let pairs = || order.iter().zip(columns);
    order.len() <= columns.len()
        && pairs().all(|(part, column)| same(part.column, column.column))
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
                .any(|s| !s.range && !s.words && same(s.column, part.column))
        })
}

/// The place of an index whose columns begin with those of this one, so that this one can go.
pub fn covered_by(indexes: &[Access], at: usize) -> Option<usize> {
    let this = &indexes[at];
    if this.unique || this.way != Way::Sorted {
        return None;
    }
    indexes.iter().enumerate().position(|(other_at, other)| {
        let longer = other.columns.len() > this.columns.len()
            || other.columns.len() == this.columns.len() && other_at < at;
        other_at != at
            && other.way == Way::Sorted
            && other.condition == this.condition
            && longer
            && this
                .columns
                .iter()
                .zip(&other.columns)
                .all(|(a, b)| same(a.column, b.column) && a.descending == b.descending)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index(text: &'static str, way: Way) -> Access<'static> {
        Access {
            columns: sorted(text),
            way,
            unique: false,
            condition: "",
            row: 0,
        }
    }

    #[track_caller]
    fn serves(indexes: &[Access], filter: &str, sort: &str, expected: Served) {
        let pattern = AccessPattern {
            filter: filter.into(),
            sort: sort.into(),
            ..AccessPattern::default()
        };
        assert_eq!(served(&pattern, indexes), expected, "{filter} / {sort}");
    }

    #[test]
    fn columns_are_read_as_people_write_them() {
        let column = |column, descending| Sorted { column, descending };
        assert_eq!(
            sorted("a, b DESC , lower(c, d) asc include (e, f)"),
            [
                column("a", false),
                column("b", true),
                column("lower(c, d)", false)
            ]
        );
        assert_eq!(included("a include (e, f)").collect::<Vec<_>>(), ["e", "f"]);
        assert_eq!(included("including").count(), 0);
        let seek = |column, range, words| Sought {
            column,
            range,
            words,
        };
        assert_eq!(
            sought("user_id, created_at > ?, n between 1 and 2, t ~ 'x', title like 'a%', k = 3"),
            [
                seek("user_id", false, false),
                seek("created_at", true, false),
                seek("n", true, false),
                seek("t", false, true),
                seek("title", true, false),
                seek("k", false, false)
            ]
        );
    }

    #[test]
    fn an_index_serves_by_its_first_columns() {
        let all = [
            index("id", Way::Sorted),
            index("user_id, created_at desc", Way::Sorted),
        ];
        serves(&all, "id", "", Served::Whole(0));
        serves(&all, "ID ", "created_at", Served::Unsorted(0));
        serves(&all, "user_id", "created_at desc", Served::Whole(1));
        serves(&all, "user_id", "created_at", Served::Whole(1));
        serves(
            &all,
            "user_id, created_at >",
            "created_at desc",
            Served::Whole(1),
        );
        serves(&all, "user_id, status", "", Served::Narrowed(1));
        serves(&all, "created_at", "", Served::Scan);
        serves(&all, "", "user_id", Served::Whole(1));
        serves(&all, "status", "user_id", Served::Narrowed(1));
        serves(&all, "", "", Served::Needless);
        serves(&[], "id", "", Served::Scan);
    }

    #[test]
    fn a_range_ends_what_an_index_finds() {
        let all = [index("a, b, c", Way::Sorted)];
        serves(&all, "a, b >, c", "", Served::Narrowed(0));
        serves(&all, "a, b >", "b, c", Served::Whole(0));
        serves(&all, "a, b >", "c", Served::Unsorted(0));
        serves(&all, "a", "b, c desc", Served::Unsorted(0));
        serves(&all, "b", "", Served::Scan);
    }

    #[test]
    fn other_ways() {
        let hash = [index("token", Way::Hash)];
        serves(&hash, "token", "", Served::Whole(0));
        serves(&hash, "token >", "", Served::Scan);
        serves(&hash, "token", "created_at", Served::Unsorted(0));
        let words = [index("body", Way::Inverted)];
        serves(&words, "body ~", "", Served::Whole(0));
        serves(&words, "title ~", "", Served::Scan);
        serves(&[index("body", Way::Sorted)], "body ~", "", Served::Scan);
        serves(
            &[index("created_at", Way::Summary)],
            "created_at >",
            "",
            Served::Narrowed(0),
        );
    }

    #[test]
    fn what_begins_like_another_is_covered() {
        let mut all = [
            index("a", Way::Sorted),
            index("a, b", Way::Sorted),
            index("a desc", Way::Sorted),
            index("a, b", Way::Sorted),
        ];
        assert_eq!(covered_by(&all, 0), Some(1));
        assert_eq!(covered_by(&all, 1), None);
        assert_eq!(covered_by(&all, 2), None);
        assert_eq!(covered_by(&all, 3), Some(1));
        all[0].unique = true;
        assert_eq!(covered_by(&all, 0), None);
    }

    #[test]
    fn a_shard_is_known_by_its_whole_key() {
        let by = |filter: &str| AccessPattern {
            filter: filter.into(),
            ..AccessPattern::default()
        };
        assert!(on_one_shard(&by("user_id, created_at >"), "user_id"));
        assert!(!on_one_shard(&by("user_id >"), "user_id"));
        assert!(!on_one_shard(&by("user_id"), "user_id, month"));
        assert!(!on_one_shard(&by("user_id"), ""));
    }
}
