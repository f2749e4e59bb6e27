//! Lists of rows that are edited as tables, seen without knowing what the rows are.

use super::{Document, Field, Spec};

/// The stable identity of a row within its document. 0 is no row.
pub type Id = u32;

/// A row of a table: its columns, first of all the one that names the row.
pub trait Record: Clone + Default + 'static {
    /// The columns in their order on the page. The first names the row.
    fn columns() -> &'static [&'static Field<Self>];
    /// The row's identity.
    fn id(&self) -> Id;
    /// Gives the row its identity.
    fn set_id(&mut self, id: Id);
}

/// What a table editor, an exporter or an importer needs of a list of rows.
pub trait Rows {
    /// The identities, in the order of the rows.
    fn ids(&self) -> Vec<Id>;
    /// How many rows there are.
    fn count(&self) -> usize;
    /// Where a row stands, from 0.
    fn position(&self, row: Id) -> Option<usize>;
    /// The text of a cell by the position of its row; quick, for going through a long table.
    fn cell_at(&self, position: usize, column: usize) -> Option<&str>;
    /// The text of a cell by the position of its row, to be replaced.
    fn cell_mut_at(&mut self, position: usize, column: usize) -> Option<&mut String>;
    /// Puts a new, empty row at `position` (or last, where that is past the end).
    fn insert(&mut self, position: usize, id: Id);
    /// Takes the row at this position away, if there is one.
    fn remove_at(&mut self, position: usize);
    /// Gives the row at this position another identity.
    fn renumber(&mut self, position: usize, id: Id);
    /// Lets two rows change places; both positions are within the list.
    fn swap(&mut self, one: usize, other: usize);
}

/// What follows from the rest. Not methods of the trait, which would be compiled for each kind of row anew.
impl dyn Rows + '_ {
    /// The text of a cell; `None` where there is no such row or column.
    pub fn cell(&self, row: Id, column: usize) -> Option<&str> {
        self.cell_at(self.position(row)?, column)
    }

    /// Adds copies of all rows of a list of the same kind.
    pub fn take_over(&mut self, others: &dyn Rows, columns: usize) {
        for (position, id) in others.ids().into_iter().enumerate() {
            self.insert(position, id);
            for column in 0..columns {
                let text = others.cell_at(position, column);
                if let (Some(text), Some(cell)) = (text, self.cell_mut_at(position, column)) {
                    text.clone_into(cell);
                }
            }
        }
    }

    /// Takes a row away.
    pub fn remove(&mut self, row: Id) {
        if let Some(at) = self.position(row) {
            self.remove_at(at);
        }
    }

    /// Moves a row up (negative) or down by `steps`, as far as there is room.
    pub fn shift(&mut self, row: Id, steps: isize) {
        let Some(mut at) = self.position(row) else {
            return;
        };
        let last = self.ids().len() - 1;
        for _ in 0..steps.unsigned_abs() {
            let next = at.saturating_add_signed(steps.signum()).min(last);
            self.swap(at, next);
            at = next;
        }
    }

    /// Replaces the text of a cell; a row or column that is not there changes nothing.
    pub fn set_cell(&mut self, row: Id, column: usize, text: String) {
        if let Some(cell) = self
            .position(row)
            .and_then(|at| self.cell_mut_at(at, column))
        {
            *cell = text;
        }
    }
}

impl<R: Record> Rows for Vec<R> {
    fn ids(&self) -> Vec<Id> {
        self.iter().map(Record::id).collect()
    }

    fn count(&self) -> usize {
        self.len()
    }

    fn position(&self, row: Id) -> Option<usize> {
        self.iter().position(|record| record.id() == row)
    }

    fn cell_mut_at(&mut self, position: usize, column: usize) -> Option<&mut String> {
        let field = R::columns().get(column)?;
        self.get_mut(position).map(|record| (field.get_mut)(record))
    }

    fn cell_at(&self, position: usize, column: usize) -> Option<&str> {
        let field = R::columns().get(column)?;
        self.get(position)
            .map(|record| (field.get)(record).as_str())
    }

    fn insert(&mut self, position: usize, id: Id) {
        let mut record = R::default();
        record.set_id(id);
        Vec::insert(self, position.min(self.len()), record);
    }

    fn remove_at(&mut self, position: usize) {
        if position < self.len() {
            Vec::remove(self, position);
        }
    }

    fn renumber(&mut self, position: usize, id: Id) {
        if let Some(record) = self.get_mut(position) {
            record.set_id(id);
        }
    }

    fn swap(&mut self, one: usize, other: usize) {
        self.as_mut_slice().swap(one, other);
    }
}

/// A list of rows in the document, with what the page and the Markdown say of it.
pub struct Table {
    /// Stable name in files.
    pub key: &'static str,
    /// The heading, in the words of the template.
    pub title: &'static str,
    /// What one row is called: "action", "entity".
    pub row: &'static str,
    /// One sentence that says what belongs here; stands in the empty table.
    pub help: &'static str,
    /// The columns' declarations, in order.
    pub specs: fn() -> Vec<&'static Spec>,
    /// The rows, to read.
    pub rows: fn(&Document) -> &dyn Rows,
    /// The rows, to change.
    pub rows_mut: fn(&mut Document) -> &mut dyn Rows,
}

/// What a row is called that has `text` in its first column: that, or its number while it is empty.
pub fn row_name(text: &str, number: usize) -> String {
    match text.trim() {
        "" => format!("row {number}"),
        name => name.to_owned(),
    }
}

impl Table {
    /// What a row is called on the page: the text of its first column, or its number while that is empty.
    ///
    /// ```
    /// use envelope::model::{Document, apis};
    /// let mut doc = Document::default();
    /// let row = doc.add_row(&apis::ACTIONS);
    /// assert_eq!(apis::ACTIONS.row_name(&doc, row), "row 1");
    /// doc.set_cell(&apis::ACTIONS, row, 0, "Create paste".into());
    /// assert_eq!(apis::ACTIONS.row_name(&doc, row), "Create paste");
    /// ```
    pub fn row_name(&self, doc: &Document, row: Id) -> String {
        let rows = (self.rows)(doc);
        let Some(at) = rows.position(row) else {
            return row_name("", 0);
        };
        row_name(rows.cell_at(at, 0).unwrap_or_default(), at + 1)
    }

    /// The name of the row that a reference cell holds, or nothing where it holds none (any more).
    pub fn referred(&self, doc: &Document, text: &str) -> Option<String> {
        let id: Id = text.trim().parse().ok()?;
        (self.rows)(doc).cell(id, 0)?;
        Some(self.row_name(doc, id))
    }

    /// The position of the column with this key.
    pub fn column(&self, key: &str) -> Option<usize> {
        (self.specs)().iter().position(|spec| spec.key == key)
    }
}

impl std::fmt::Debug for Table {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Table")
            .field("key", &self.key)
            .finish_non_exhaustive()
    }
}

impl PartialEq for Table {
    /// Tables are the same when their keys are: there is one table of a key.
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

/// The declarations of a record's columns.
pub(super) fn specs_of<R: Record>() -> Vec<&'static Spec> {
    R::columns().iter().map(|field| &field.spec).collect()
}
