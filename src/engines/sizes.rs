//! Bytes of a table and of its indexes, on disk.

use super::packing::{Lengths, MOST_ROWS, within};
use super::storage::{Storage, storage};
use super::{Engine, Index, Key, Method, Table, innodb, postgres, sqlite};

/// What is known of the values of a column.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ColumnFacts {
    /// The average bytes of a value, for types whose values differ in length; in `SQLite` for numbers
    /// too. Where it is not known, a figure for the type is taken and named in the assumptions.
    pub average: Option<f64>,
    /// How many bytes the shortest and the longest value are from the average; lengths between are equally
    /// likely. With 0 all are as long as the average; where that is no whole number, they cannot be, and are taken to
    /// be from half of it to one and a half.
    pub spread: f64,
    /// The share of the rows without a value, 0 to 1.
    pub null_share: f64,
    /// Values come in no order, as random UUIDs do.
    pub random: bool,
    /// How many different values there are, where it is known.
    pub distinct: Option<f64>,
}

/// The bytes of a table in one engine.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TableSize {
    /// A row as it is stored, with its header and its place in the page's directory; without what has been
    /// moved out of it.
    pub row: f64,
    /// The pages of the table.
    pub table: f64,
    /// Long values outside the rows: `PostgreSQL`'s TOAST table with its index, overflow pages elsewhere.
    pub overflow: f64,
    /// `PostgreSQL`'s maps of free space and of visible pages, as they are after the first vacuum.
    pub maps: f64,
    /// The indexes, without the one that is the table itself.
    pub indexes: Vec<IndexSize>,
    /// All of it.
    pub total: f64,
    /// What had to be assumed.
    pub assumptions: Vec<Assumption>,
}

/// The bytes of an index.
#[derive(Clone, Debug, PartialEq)]
pub struct IndexSize {
    /// Which one it is.
    pub of: IndexOf,
    /// Its columns, by their place in the table; those of expressions where they could be made out.
    pub columns: Vec<usize>,
    /// Bytes for each row of the table, everything included.
    pub row: f64,
    /// All of it.
    pub total: f64,
    /// How many pages are read on the way from the root to an entry.
    pub levels: u32,
}

impl IndexSize {
    /// That of this index of a table with so many rows.
    pub(super) fn of(entry: Entry, rows: f64, total: f64, levels: u32) -> Self {
        Self {
            of: entry.of,
            columns: entry.columns,
            row: if rows > 0.0 { total / rows } else { 0.0 },
            total,
            levels,
        }
    }
}

/// Where an index comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum IndexOf {
    /// The primary key.
    Primary,
    /// A unique constraint, by its place among them.
    Unique(usize),
    /// An index, by its place among them.
    Index(usize),
    /// A foreign key, by its place among them: `InnoDB` makes an index for one that has none.
    ForeignKey(usize),
}

impl IndexOf {
    /// The name that was given to it in the table, if there was one.
    pub fn name(self, table: &Table) -> Option<&str> {
        match self {
            Self::Primary => table.primary_key.as_ref()?.name.as_deref(),
            Self::Unique(at) => table.uniques.get(at)?.name.as_deref(),
            Self::Index(at) => table.indexes.get(at)?.name.as_deref(),
            Self::ForeignKey(at) => table.foreign_keys.get(at)?.name.as_deref(),
        }
    }
}

/// Something that was taken because nobody said otherwise.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Assumption {
    /// The average bytes of the values of this column.
    Average {
        /// Its place in the table.
        column: usize,
        /// The bytes taken.
        bytes: f64,
    },
    /// Values of this column are long enough to be compressed, and were counted as they are.
    NotCompressed {
        /// Its place in the table.
        column: usize,
    },
    /// An index on an expression was counted as if it were on a column.
    Expression {
        /// The index.
        index: IndexOf,
    },
    /// A partial index was counted as if it had an entry for each row.
    WholeTable {
        /// The index.
        index: IndexOf,
    },
    /// An index that is no tree follows from its content; this is its order of magnitude.
    Rough {
        /// The index.
        index: IndexOf,
    },
}

/// The bytes of a table on disk with this many rows, right after they were written in the order of the
/// primary key (unless its values are random), and after each index was built.
///
/// `facts` are in the order of the columns; those that are missing say nothing. Updates and deletions leave
/// room behind, which is not in it.
///
/// ```
/// use envelope::engines::{Column, ColumnFacts, Engine, Table, Type, size};
/// let column = |data_type| Column { data_type, not_null: true, ..Column::default() };
/// let table = Table {
///     columns: vec![column(Type::BigInt), column(Type::Text)],
///     ..Table::default()
/// };
/// let facts = [ColumnFacts::default(), ColumnFacts { average: Some(20.0), ..ColumnFacts::default() }];
/// // A header of 24 bytes, 8 and 21 of data, rounded up to 56, and a line pointer: 136 rows on a page.
/// let size = size(Engine::Postgres, &table, 136_000.0, &facts);
/// assert_eq!((size.row, size.table), (60.0, 1_000.0 * 8_192.0));
/// ```
pub fn size(engine: Engine, table: &Table, rows: f64, facts: &[ColumnFacts]) -> TableSize {
    let mut result = TableSize::default();
    let shape = Shape::new(engine, table, rows, facts, &mut result.assumptions);
    match engine {
        Engine::Postgres => postgres::size(&shape, &mut result),
        Engine::Innodb => innodb::size(&shape, &mut result),
        Engine::Sqlite => sqlite::size(&shape, &mut result),
    }
    let indexes: f64 = result.indexes.iter().map(|index| index.total).sum();
    result.total = result.table + result.overflow + result.maps + indexes;
    result
}

/// A table with what is known of its columns.
pub(super) struct Shape<'a> {
    pub(super) table: &'a Table,
    pub(super) rows: f64,
    pub(super) columns: Vec<Values>,
}

/// The values of a column.
#[derive(Clone, Copy, Debug)]
pub(super) struct Values {
    pub(super) storage: Storage,
    pub(super) lengths: Lengths,
    /// The share of rows without a value.
    pub(super) null: f64,
    /// It may be without one.
    pub(super) nullable: bool,
    pub(super) random: bool,
    pub(super) distinct: Option<f64>,
    /// Somebody said how long the values are.
    pub(super) known: bool,
}

/// The columns of an index.
pub(super) struct Entry {
    pub(super) of: IndexOf,
    pub(super) columns: Vec<usize>,
    /// How many of them it is sorted by; the others it carries.
    pub(super) sorted: usize,
    pub(super) unique: bool,
    pub(super) method: Method,
}

impl<'a> Shape<'a> {
    pub(super) fn new(
        engine: Engine,
        table: &'a Table,
        rows: f64,
        facts: &[ColumnFacts],
        assumptions: &mut Vec<Assumption>,
    ) -> Self {
        let in_key = |name: &str| {
            let key = table.primary_key.as_ref();
            key.is_some_and(|key| key.columns.iter().any(|column| column == name))
        };
        let mut columns = Vec::with_capacity(table.columns.len());
        for (at, column) in table.columns.iter().enumerate() {
            let facts = facts.get(at).copied().unwrap_or_default();
            let storage = storage(engine, &column.held_in(engine));
            let known = facts.average.filter(|average| average.is_finite());
            let (average, assumed) = storage.average(known);
            if assumed {
                let bytes = average;
                assumptions.push(Assumption::Average { column: at, bytes });
            }
            let nullable = !column.not_null && !in_key(&column.name);
            columns.push(Values {
                storage,
                lengths: Lengths::new(average, spread(storage, average, facts.spread)),
                null: if nullable {
                    within(facts.null_share, 0.0, 1.0)
                } else {
                    0.0
                },
                nullable,
                random: facts.random,
                distinct: facts.distinct.map(|count| within(count, 1.0, MOST_ROWS)),
                known: known.is_some(),
            });
        }
        Self {
            table,
            rows: within(rows.ceil(), 0.0, MOST_ROWS),
            columns,
        }
    }

    /// The columns of a key, by their places; what the table lacks is passed over.
    pub(super) fn places(&self, names: &[String]) -> Vec<usize> {
        names
            .iter()
            .filter_map(|name| place(self.table, name))
            .collect()
    }

    /// The columns of the primary key; empty where there is none.
    pub(super) fn primary(&self) -> Vec<usize> {
        let key = self.table.primary_key.as_ref();
        key.map_or_else(Vec::new, |key| self.places(&key.columns))
    }

    /// Every index that the table declares, the primary key first.
    pub(super) fn entries(&self, assumptions: &mut Vec<Assumption>) -> Vec<Entry> {
        let table = self.table;
        let mut entries = Vec::with_capacity(1 + table.uniques.len() + table.indexes.len());
        let keys = table.primary_key.iter().map(|key| (IndexOf::Primary, key));
        let uniques = table.uniques.iter().enumerate();
        let uniques = uniques.map(|(at, key)| (IndexOf::Unique(at), key));
        entries.extend(
            keys.chain(uniques)
                .filter_map(|(of, key)| self.key(of, key)),
        );
        for (at, index) in table.indexes.iter().enumerate() {
            entries.extend(self.index(IndexOf::Index(at), index, assumptions));
        }
        entries
    }

    fn key(&self, of: IndexOf, key: &Key) -> Option<Entry> {
        let columns = self.places(&key.columns);
        (!columns.is_empty()).then_some(Entry {
            of,
            sorted: columns.len(),
            columns,
            unique: true,
            method: Method::BTree,
        })
    }

    fn index(
        &self,
        of: IndexOf,
        index: &Index,
        assumptions: &mut Vec<Assumption>,
    ) -> Option<Entry> {
        let mut columns = Vec::with_capacity(index.parts.len() + index.include.len());
        for part in &index.parts {
            if part.expression {
                assumptions.push(Assumption::Expression { index: of });
                columns.extend(within_expression(self.table, &part.of));
            } else {
                columns.extend(place(self.table, &part.of));
            }
        }
        let sorted = columns.len();
        columns.extend(
            index
                .include
                .iter()
                .filter_map(|name| place(self.table, name)),
        );
        if index.predicate.is_some() {
            assumptions.push(Assumption::WholeTable { index: of });
        }
        (sorted > 0).then_some(Entry {
            of,
            columns,
            sorted,
            unique: index.unique,
            method: index.method,
        })
    }
}

/// How far lengths are from their average: as far as was said, or as their average says.
fn spread(storage: Storage, average: f64, said: f64) -> f64 {
    match storage {
        Storage::Varying { least, most, .. } if said <= 0.0 && average.fract() > 0.0 => {
            (average / 2.0).min(average - least).min(most - average)
        }
        _ => said,
    }
}

/// The column of this name: as it is written, or else in other capitals, as engines take it.
pub(super) fn place(table: &Table, name: &str) -> Option<usize> {
    let find = |same: fn(&str, &str) -> bool| {
        let mut columns = table.columns.iter();
        columns.position(|column| same(&column.name, name))
    };
    find(|a, b| a == b).or_else(|| find(str::eq_ignore_ascii_case))
}

/// The first column that an expression names: `lower(email)`.
fn within_expression(table: &Table, expression: &str) -> Option<usize> {
    let mut words = expression.split(|c: char| !c.is_alphanumeric() && c != '_');
    words.find_map(|word| place(table, word))
}
