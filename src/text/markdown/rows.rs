//! The rows of tables that were found in a text, put into the design.

use super::names::{Named, Names};
use super::plain::decode;
use super::read::{Found, Table};
use super::values;
use crate::model::{Document, Input};
use rustc_hash::FxHashMap;

/// What is known of the tables so far.
#[derive(Default)]
pub(super) struct Rows<'t> {
    /// Of each table that was met, the columns that were given.
    given: Vec<(&'static crate::model::Table, Vec<usize>)>,
    /// References, which are looked up when all rows are there.
    references: Vec<Cell<'t>>,
}

/// A cell that was written.
#[derive(Clone, Copy)]
struct Cell<'t> {
    table: &'static crate::model::Table,
    position: usize,
    column: usize,
    written: &'t str,
    line: usize,
    /// Whether what stands there already goes before it.
    again: bool,
}

/// The rows that are there already, and those that have been met in the table at hand.
struct Met {
    names: Vec<String>,
    places: FxHashMap<String, Vec<usize>>,
    /// How often each name stands in the table at hand, and has been met so far.
    here: FxHashMap<String, (usize, usize)>,
}

impl Met {
    fn new(table: &Table, doc: &Document, column: Option<usize>) -> Self {
        let rows = (table.of.rows)(doc);
        let name = |at| rows.cell_at(at, 0).unwrap_or_default().to_owned();
        let names: Vec<String> = (0..rows.count()).map(name).collect();
        let mut places: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        for (at, name) in names.iter().enumerate() {
            places.entry(name.clone()).or_default().push(at);
        }
        let mut here: FxHashMap<String, (usize, usize)> = FxHashMap::default();
        if let Some(column) = column {
            for (_, cells) in &table.rows {
                let name = decode(cells.get(column).copied().unwrap_or_default());
                here.entry(name).or_default().0 += 1;
            }
        }
        Self {
            names,
            places,
            here,
        }
    }

    /// The row that one of this name at this place is, and whether it is called otherwise where it is at home.
    fn find(&mut self, name: &str, at: usize) -> Option<(usize, bool)> {
        let times = self.here.get_mut(name).map_or(0, |(_, met)| {
            *met += 1;
            *met - 1
        });
        let there = self.names.get(at);
        if there.is_some_and(|there| there == name) {
            return Some((at, false));
        }
        self.of_name(name, times).or_else(|| {
            let missing = !self.here.contains_key(there?);
            missing.then_some((at, true))
        })
    }

    fn of_name(&self, name: &str, times: usize) -> Option<(usize, bool)> {
        let places = self.places.get(name)?;
        places.get(times).map(|at| (*at, false))
    }
}

impl<'t> Rows<'t> {
    /// Takes the rows of a table. The first table makes them, others are about the same.
    pub(super) fn take(&mut self, table: &Table<'t>, found: &mut Found) {
        let known = self.given.iter().position(|(given, _)| *given == table.of);
        let name_column = table.columns.iter().position(|column| *column == Some(0));
        let own = table.columns.iter().flatten().any(|column| *column > 0);
        let again = known.is_some();
        let mut met = again.then(|| Met::new(table, &found.doc, name_column));
        for (at, (line, cells)) in table.rows.iter().enumerate() {
            let name = name_column.and_then(|column| cells.get(column));
            let name = decode(name.copied().unwrap_or_default());
            let there = match &mut met {
                None => None,
                Some(met) if name_column.is_none() => (at < met.names.len()).then_some((at, false)),
                Some(met) => met.find(&name, at),
            };
            if there.is_none() && again && !own {
                found.note(*line, &name, "Its table has no row of this name.");
                continue;
            }
            let position = if let Some((position, renamed)) = there {
                if renamed {
                    found.note(
                        *line,
                        &name,
                        "It has another name in its own table; that is taken.",
                    );
                }
                position
            } else {
                found.doc.add_row(table.of);
                (table.of.rows)(&found.doc).count().saturating_sub(1)
            };
            for (column, written) in table.columns.iter().zip(cells) {
                if let Some(column) = column.filter(|column| there.is_none() || *column > 0) {
                    let given = known.is_some_and(|at| self.given[at].1.contains(&column));
                    self.cell(
                        Cell {
                            table: table.of,
                            position,
                            column,
                            written,
                            line: *line,
                            again: there.is_some() && given,
                        },
                        found,
                    );
                }
            }
        }
        let columns = table.columns.iter().flatten().copied();
        match known {
            Some(at) => self.given[at].1.extend(columns),
            None => self.given.push((table.of, columns.collect())),
        }
    }

    fn cell(&mut self, cell: Cell<'t>, found: &mut Found) {
        let Some(spec) = (cell.table.specs)().get(cell.column).copied() else {
            return;
        };
        if matches!(spec.input, Input::Reference(_)) {
            if !cell.written.is_empty() {
                self.references.push(cell);
            }
            return;
        }
        put(cell, values::text(spec, cell.written, true), found);
    }

    /// Looks up what references are to.
    pub(super) fn refer(&mut self, found: &mut Found) {
        let mut all: Vec<(&'static crate::model::Table, Names, Vec<u32>)> = Vec::new();
        for cell in std::mem::take(&mut self.references) {
            let spec = (cell.table.specs)().get(cell.column).copied();
            let Some(Input::Reference(to)) = spec.map(|spec| spec.input) else {
                continue;
            };
            let at = all.iter().position(|(table, ..)| *table == to);
            let at = at.unwrap_or_else(|| {
                let rows = (to.rows)(&found.doc);
                all.push((to, Names::of(rows), rows.ids()));
                all.len() - 1
            });
            let (_, names, ids) = &all[at];
            let row = match names.find(&decode(cell.written)) {
                Named::Row(row) => Some(row),
                Named::First(row) => {
                    found.note(cell.line, cell.written, "Several rows have this name; the first is taken. Write “(row 2)” behind it for the second.");
                    Some(row)
                }
                Named::Nobody => {
                    found.note(
                        cell.line,
                        cell.written,
                        "No row that it could refer to has this name.",
                    );
                    None
                }
            };
            if let Some(id) = row.and_then(|row| ids.get(row)) {
                put(cell, id.to_string(), found);
            }
        }
    }
}

/// Puts a text where it belongs, unless another stands there that goes before it.
fn put(cell: Cell, text: String, found: &mut Found) {
    let rows = (cell.table.rows_mut)(&mut found.doc);
    let Some(there) = rows.cell_mut_at(cell.position, cell.column) else {
        return;
    };
    if *there == text || text.is_empty() {
        return;
    }
    if cell.again || !there.is_empty() {
        found.note(
            cell.line,
            cell.written,
            "stands with another text in its own table; that is taken.",
        );
    } else {
        *there = text;
    }
}
