//! What would put a problem right. A person decides whether it is done.

use crate::model::{Address, Document, Id, Table};

/// A change of the design that takes a problem away.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fix {
    /// What it does, in a few words: "Make `user_id` the key".
    pub label: String,
    /// Entries, each with what it becomes.
    pub edits: Vec<(Address, String)>,
    /// Rows that are added: to which table, and their first cells.
    pub adds: Vec<(&'static Table, Vec<String>)>,
    /// Entries that are to refer to an added row, by its place among `adds`.
    pub links: Vec<(Address, usize)>,
    /// Cells of added rows that are to refer to another added before: the row, the cell, and the other, each by its
    /// place.
    pub inner: Vec<[usize; 3]>,
    /// Rows that are taken away.
    pub removes: Vec<(&'static Table, Id)>,
}

impl Fix {
    /// One entry becomes another.
    pub fn edit(label: String, place: Address, text: String) -> Self {
        Self {
            label,
            edits: vec![(place, text)],
            ..Self::default()
        }
    }

    /// One row is added.
    pub fn add(label: String, table: &'static Table, cells: Vec<String>) -> Self {
        Self {
            label,
            adds: vec![(table, cells)],
            ..Self::default()
        }
    }

    pub(super) fn remove(label: &str, table: &'static Table, row: Id) -> Self {
        Self {
            label: label.to_owned(),
            removes: vec![(table, row)],
            ..Self::default()
        }
    }

    /// Does it. What is gone meanwhile stays gone.
    ///
    /// ```
    /// use envelope::{estimate, model::{Document, data_model}, review};
    /// let mut doc = Document::default();
    /// let users = doc.add_row_of(&data_model::ENTITIES, &["Users"]).to_string();
    /// doc.add_row_of(&data_model::ATTRIBUTES, &["user_id", "bigint", "8 B", "", &users]);
    /// let problems = review::problems(&doc, &estimate::of(&doc));
    /// let fix = problems[0].fix.clone().unwrap();
    /// assert_eq!(fix.label, "Make user_id the key");
    /// fix.apply(&mut doc);
    /// assert_eq!(doc.data_model.attributes[0].constraints, "PK");
    /// assert_eq!(review::problems(&doc, &estimate::of(&doc)), []);
    /// ```
    pub fn apply(&self, doc: &mut Document) {
        for (place, text) in &self.edits {
            place.set(doc, text.clone());
        }
        let mut rows: Vec<String> = Vec::new();
        for (at, (table, cells)) in self.adds.iter().enumerate() {
            let mut cells: Vec<&str> = cells.iter().map(String::as_str).collect();
            for [_, cell, other] in self.inner.iter().filter(|[row, ..]| *row == at) {
                if let (Some(cell), Some(id)) = (cells.get_mut(*cell), rows.get(*other)) {
                    *cell = id;
                }
            }
            let row = doc.add_row_of(table, &cells).to_string();
            for (place, _) in self.links.iter().filter(|(_, added)| *added == at) {
                place.set(doc, row.clone());
            }
            rows.push(row);
        }
        for (table, row) in &self.removes {
            doc.remove_row(table, *row);
        }
    }
}
