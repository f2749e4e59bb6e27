//! What would take fewer bytes, and what an engine refuses.

mod refused;
mod sorted;

use super::sizes::Shape;
use super::storage::Storage;
use super::{ColumnFacts, Engine, Index, IndexOf, Table, TableSize, postgres, size};
pub use refused::refused;
use sorted::{Sorted, sorted};

/// Something about a table that could be better.
#[derive(Clone, Debug, PartialEq)]
pub struct Advice {
    /// What it is, and where.
    pub finding: Finding,
    /// The bytes that would be saved in the whole table; what it would cost is less than zero.
    pub saves: f64,
}

/// What was found. Columns, indexes and foreign keys are named by their places in the table.
#[derive(Clone, Debug, PartialEq)]
pub enum Finding {
    /// `PostgreSQL`: columns in this order leave fewer gaps.
    ColumnOrder {
        /// The places of the columns, the first first.
        order: Vec<usize>,
        /// Bytes saved in each row.
        per_row: f64,
    },
    /// Keys in no order leave pages half empty; saved with keys that count up.
    RandomKey {
        /// The column.
        column: usize,
    },
    /// An index takes more than its table; saved without it, unless it is what keeps a key unique.
    LargeIndex {
        /// The index.
        index: IndexOf,
    },
    /// A foreign key whose columns no index begins with: deleting what it refers to reads the whole table.
    ForeignKeyWithoutIndex {
        /// The foreign key.
        foreign_key: usize,
    },
    /// `PostgreSQL`: in a table of more than eight columns, rows with a missing value have a longer header.
    NullsPastEight {
        /// The first column that may be without a value.
        column: usize,
    },
    /// Values are kept outside the row and need further reads; saved if they were kept elsewhere, as objects.
    OutOfLine {
        /// The column with the longest values.
        column: usize,
    },
    /// Another index begins with the same columns.
    RedundantIndex {
        /// The one that is not needed.
        index: IndexOf,
        /// The one that does for both.
        by: IndexOf,
    },
    /// Another index has the same columns.
    DuplicateIndex {
        /// The one that is not needed.
        index: IndexOf,
        /// The one that does for both.
        by: IndexOf,
    },
    /// More columns than a table may have.
    TooManyColumns,
    /// Rows are too long, even with what can be kept outside.
    RowTooLong,
    /// More columns than an index may have, or longer keys.
    IndexTooLong {
        /// The index.
        index: IndexOf,
    },
    /// A name is too long: that of the table, or of a column.
    NameTooLong {
        /// The column; none is the table.
        column: Option<usize>,
    },
}

/// What could be better in a table. `size` is what [`size()`] gave for the same.
///
/// ```
/// use envelope::engines::{Column, Engine, Finding, Table, Type, advice, size};
/// let column = |data_type| Column { data_type, not_null: true, ..Column::default() };
/// let columns = [Type::Bool, Type::BigInt, Type::Bool, Type::BigInt].map(column).to_vec();
/// let table = Table { columns, ..Table::default() };
/// let now = size(Engine::Postgres, &table, 1e6, &[]);
/// let advice = advice(Engine::Postgres, &table, 1e6, &[], &now);
/// // 56 bytes a row become 48: as measured, 136 rows on a page become 157.
/// let order = Finding::ColumnOrder { order: vec![1, 3, 0, 2], per_row: 8.0 };
/// assert_eq!(advice[0].finding, order);
/// assert_eq!(advice[0].saves, (7353.0 - 6370.0) * 8192.0);
/// ```
pub fn advice(
    engine: Engine,
    table: &Table,
    rows: f64,
    facts: &[ColumnFacts],
    size: &TableSize,
) -> Vec<Advice> {
    let case = Case {
        engine,
        table,
        rows,
        facts,
        size,
        shape: Shape::new(engine, table, rows, facts, &mut Vec::new()),
    };
    let mut advice = Vec::new();
    if engine == Engine::Postgres {
        advice.extend(case.column_order());
        advice.extend(case.nulls_past_eight());
    }
    advice.extend(case.random_key());
    advice.extend(case.out_of_line());
    case.indexes(&mut advice);
    case.foreign_keys(&mut advice);
    let refused = refused(engine, table, facts, Some(size.row));
    advice.extend(refused.into_iter().map(|finding| Advice {
        finding,
        saves: 0.0,
    }));
    advice
}

struct Case<'a> {
    engine: Engine,
    table: &'a Table,
    rows: f64,
    facts: &'a [ColumnFacts],
    size: &'a TableSize,
    shape: Shape<'a>,
}

impl Case<'_> {
    /// The whole size of the table as it would be otherwise.
    fn otherwise(&self, table: &Table, facts: &[ColumnFacts]) -> f64 {
        size(self.engine, table, self.rows, facts).total
    }

    fn column_order(&self) -> Option<Advice> {
        let order = best_order(&self.shape)?;
        let columns = &self.shape.columns;
        let sorted: Vec<_> = order.iter().map(|at| columns[*at]).collect();
        let per_row = postgres::row_in_order(columns) - postgres::row_in_order(&sorted);
        let table = Table {
            columns: order
                .iter()
                .map(|at| self.table.columns[*at].clone())
                .collect(),
            ..self.table.clone()
        };
        let fact = |at: &usize| self.facts.get(*at).copied().unwrap_or_default();
        let facts: Vec<ColumnFacts> = order.iter().map(fact).collect();
        let saves = self.size.total - self.otherwise(&table, &facts);
        (saves > 0.0).then_some(Advice {
            finding: Finding::ColumnOrder { order, per_row },
            saves,
        })
    }

    fn nulls_past_eight(&self) -> Option<Advice> {
        let columns = &self.shape.columns;
        let column = columns.iter().position(|values| values.null > 0.0)?;
        let whole: f64 = columns.iter().map(|values| 1.0 - values.null).product();
        // The header of 24 bytes has room for the bits of eight columns; each eight bytes more, for 64.
        let bits = f64::from(u16::try_from(columns.len()).unwrap_or(u16::MAX));
        let longer = ((bits - 8.0) / 64.0).ceil() * 8.0;
        (longer > 0.0).then_some(Advice {
            finding: Finding::NullsPastEight { column },
            saves: self.shape.rows * (1.0 - whole) * longer,
        })
    }

    fn random_key(&self) -> Option<Advice> {
        let column = *self.shape.primary().first()?;
        if !self.facts.get(column)?.random {
            return None;
        }
        let mut facts = self.facts.to_vec();
        facts[column].random = false;
        let saves = self.size.total - self.otherwise(self.table, &facts);
        (saves > 0.0).then_some(Advice {
            finding: Finding::RandomKey { column },
            saves,
        })
    }

    fn out_of_line(&self) -> Option<Advice> {
        let bytes = self.size.overflow;
        let columns = self.shape.columns.iter().enumerate();
        let varying = columns.filter(|(_, one)| matches!(one.storage, Storage::Varying { .. }));
        let length = |one: &super::sizes::Values| one.lengths.average() * (1.0 - one.null);
        let longest = varying.max_by(|(_, a), (_, b)| length(a).total_cmp(&length(b)));
        let (column, _) = longest.filter(|_| bytes > 0.0)?;
        Some(Advice {
            finding: Finding::OutOfLine { column },
            saves: bytes,
        })
    }

    fn indexes(&self, advice: &mut Vec<Advice>) {
        let sorted = sorted(self.table);
        let total = |of: IndexOf| {
            let index = self.size.indexes.iter().find(|index| index.of == of);
            index.map_or(0.0, |index| index.total)
        };
        for (at, one) in sorted.iter().enumerate() {
            let mut others = sorted.iter().enumerate().filter(|(other, _)| *other != at);
            if let Some((by, same)) = others.find_map(|(other, two)| {
                let same = one.parts.len() == two.parts.len();
                // Of two that are the same the later one goes.
                one.covered_by(two, same && at < other)
                    .then_some((two.of, same))
            }) {
                let index = one.of;
                advice.push(Advice {
                    finding: if same {
                        Finding::DuplicateIndex { index, by }
                    } else {
                        Finding::RedundantIndex { index, by }
                    },
                    saves: total(index),
                });
            }
        }
        for index in &self.size.indexes {
            if index.total > self.size.table + self.size.overflow && self.size.table > 1e6 {
                advice.push(Advice {
                    finding: Finding::LargeIndex { index: index.of },
                    saves: match index.of {
                        IndexOf::Index(_) => index.total,
                        _ => 0.0,
                    },
                });
            }
        }
    }

    fn foreign_keys(&self, advice: &mut Vec<Advice>) {
        if self.engine == Engine::Innodb {
            // It makes these indexes itself.
            return;
        }
        let sorted = sorted(self.table);
        for (foreign_key, key) in self.table.foreign_keys.iter().enumerate() {
            let begins = |one: &Sorted| {
                let names = one.parts.iter().map(|(name, _)| *name);
                one.parts.len() >= key.columns.len()
                    && key.columns.iter().all(|column| {
                        names
                            .clone()
                            .take(key.columns.len())
                            .any(|name| name == column)
                    })
            };
            if key.columns.is_empty() || sorted.iter().any(begins) {
                continue;
            }
            let part = |name: &String| super::Part {
                of: name.clone(),
                ..super::Part::default()
            };
            let mut table = self.table.clone();
            table.indexes.push(Index {
                parts: key.columns.iter().map(part).collect(),
                ..Index::default()
            });
            advice.push(Advice {
                finding: Finding::ForeignKeyWithoutIndex { foreign_key },
                saves: self.size.total - self.otherwise(&table, self.facts),
            });
        }
    }
}

fn as_number(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

/// A better order for the columns than the one they have: those with the widest alignment first, then those
/// without, the ones that vary in length last. None if none is better.
pub(super) fn best_order(shape: &Shape) -> Option<Vec<usize>> {
    let columns = &shape.columns;
    let given: Vec<usize> = (0..columns.len()).collect();
    // Long values need an alignment, but their lengths let what follows begin anywhere.
    let varies = |at: usize| matches!(columns[at].storage, Storage::Varying { .. });
    let align = |at: usize| postgres::alignment(&columns[at]);
    let mut last = given.clone();
    last.sort_by(|a, b| {
        varies(*a)
            .cmp(&varies(*b))
            .then(align(*b).total_cmp(&align(*a)))
    });
    let mut among = given.clone();
    among.sort_by(|a, b| {
        align(*b)
            .total_cmp(&align(*a))
            .then(varies(*a).cmp(&varies(*b)))
    });
    let bytes = |order: &[usize]| {
        let sorted: Vec<_> = order.iter().map(|at| columns[*at]).collect();
        postgres::row_in_order(&sorted)
    };
    let best = [last, among]
        .into_iter()
        .min_by(|a, b| bytes(a).total_cmp(&bytes(b)))?;
    (bytes(&best) < bytes(&given) - 0.01).then_some(best)
}
