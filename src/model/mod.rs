//! The document: what a person wrote, as plain data. No signal, no computed number.
//!
//! Every entry is kept as the text that was typed, so that nothing is lost, however odd it is.

pub mod actors;
pub mod apis;
pub mod architecture;
mod canonical;
pub mod capacity;
pub mod conventions;
pub mod cost;
pub mod data_model;
mod declare;
mod delta;
pub mod failures;
pub mod feedback;
mod field;
mod history;
mod node;
pub mod notes;
mod part;
pub mod placed;
pub mod reliability;
mod repair;
pub mod requirements;
mod section;
pub mod security;
mod serial;
pub mod services;
pub mod summary;
mod table;
pub mod tradeoffs;
pub mod whatif;

pub use delta::Delta;
pub use field::{Field, Input, Spec};
pub use history::{History, fingerprint};
pub(crate) use node::{Entries, Node};
pub use section::Section;
pub(crate) use serial::read;
pub use serial::rooms;
pub use table::{Id, Record, Rows, Table, row_name};

/// The version of the file form; raised when an older program could no longer read a file.
pub const FORMAT: u32 = 1;

/// One design, whole.
#[derive(Debug, PartialEq, Eq)]
pub struct Document {
    /// The version of the file form that the document was written in.
    pub format: u32,
    /// The last id that was given to a row; ids are never used twice.
    pub last_id: Id,
    /// The name of the design.
    pub title: String,
    /// How numbers are read and shown.
    pub conventions: conventions::Conventions,
    /// Section 1.
    pub requirements: requirements::Requirements,
    /// Section 2.
    pub actors: actors::Actors,
    /// Section 3.
    pub apis: apis::Apis,
    /// Section 4.
    pub services: services::Services,
    /// Section 5.
    pub capacity: capacity::Capacity,
    /// Section 6.
    pub cost: cost::Cost,
    /// Section 7.
    pub data_model: data_model::DataModel,
    /// Section 8.
    pub architecture: architecture::Architecture,
    /// Section 9.
    pub reliability: reliability::Reliability,
    /// Section 10.
    pub tradeoffs: tradeoffs::Tradeoffs,
    /// Section 11.
    pub failures: failures::Failures,
    /// Section 12.
    pub security: security::Security,
    /// Section 13.
    pub feedback: feedback::Feedback,
    /// Section 14.
    pub summary: summary::Summary,
    /// The learnings.
    pub notes: notes::Notes,
    /// What if.
    pub whatif: whatif::WhatIf,
}

/// By the declarations, as everything else is done with a document: code of its own for each field would be heavy.
impl Clone for Document {
    fn clone(&self) -> Self {
        let mut copy = Self {
            format: self.format,
            last_id: self.last_id,
            title: self.title.clone(),
            ..Self::default()
        };
        for field in all_fields() {
            (field.get)(self).clone_into((field.get_mut)(&mut copy));
        }
        for table in all_tables() {
            let columns = (table.specs)().len();
            (table.rows_mut)(&mut copy).take_over((table.rows)(self), columns);
        }
        copy
    }
}

impl Default for Document {
    fn default() -> Self {
        Self {
            format: FORMAT,
            last_id: 0,
            title: String::new(),
            conventions: conventions::Conventions::default(),
            requirements: requirements::Requirements::default(),
            actors: actors::Actors::default(),
            apis: apis::Apis::default(),
            services: services::Services::default(),
            capacity: capacity::Capacity::default(),
            cost: cost::Cost::default(),
            data_model: data_model::DataModel::default(),
            architecture: architecture::Architecture::default(),
            reliability: reliability::Reliability::default(),
            tradeoffs: tradeoffs::Tradeoffs::default(),
            failures: failures::Failures::default(),
            security: security::Security::default(),
            feedback: feedback::Feedback::default(),
            summary: summary::Summary::default(),
            notes: notes::Notes::default(),
            whatif: whatif::WhatIf::default(),
        }
    }
}

impl Document {
    /// What stands in place of a title.
    pub const UNTITLED: &'static str = "Untitled design";

    /// The name of the design, or what stands in its place while it has none.
    pub fn name(&self) -> &str {
        match self.title.trim() {
            "" => Self::UNTITLED,
            title => title,
        }
    }

    /// Gives out an id that no row of this document ever had.
    pub fn next_id(&mut self) -> Id {
        self.last_id = self.last_id.saturating_add(1);
        self.last_id
    }

    /// Adds an empty row at the end of a table.
    pub fn add_row(&mut self, table: &Table) -> Id {
        self.insert_row(table, usize::MAX)
    }

    /// Adds an empty row at `position` of a table.
    pub fn insert_row(&mut self, table: &Table, position: usize) -> Id {
        let id = self.next_id();
        (table.rows_mut)(self).insert(position, id);
        id
    }

    /// Adds a row with these texts in its first columns.
    pub fn add_row_of(&mut self, table: &Table, texts: &[&str]) -> Id {
        let id = self.add_row(table);
        let rows = (table.rows_mut)(self);
        let last = rows.count().saturating_sub(1);
        for (column, text) in texts.iter().enumerate() {
            if let Some(cell) = rows.cell_mut_at(last, column) {
                (*text).clone_into(cell);
            }
        }
        id
    }

    /// Replaces the text of a cell.
    pub fn set_cell(&mut self, table: &Table, row: Id, column: usize, text: String) {
        (table.rows_mut)(self).set_cell(row, column, text);
    }

    /// Takes a row away.
    pub fn remove_row(&mut self, table: &Table, row: Id) {
        (table.rows_mut)(self).remove(row);
    }

    /// Whether nothing at all has been entered.
    pub fn is_empty(&self) -> bool {
        self.title.is_empty()
            && all_fields()
                .iter()
                .all(|field| (field.get)(self).is_empty())
            && all_tables()
                .iter()
                .all(|table| (table.rows)(self).count() == 0)
    }
}

/// Where one entry stands in the document.
#[derive(Clone, Copy, Debug)]
pub enum Address {
    /// A single field.
    Field(&'static Field<Document>),
    /// A cell of a table.
    Cell {
        /// The table.
        table: &'static Table,
        /// The row.
        row: Id,
        /// The column, from 0.
        column: usize,
    },
}

impl Address {
    /// The entry of the field or column with this key; `None` where there is no such declaration.
    ///
    /// ```
    /// use envelope::model::{Address, Document};
    /// let mut doc = Document::default();
    /// Address::of("capacity.dau", 0).unwrap().set(&mut doc, "10M".into());
    /// assert_eq!(doc.capacity.dau, "10M");
    /// assert!(Address::of("capacity.moon", 0).is_none());
    /// ```
    pub fn of(key: &str, row: Id) -> Option<Self> {
        let field = all_fields().into_iter().find(|field| field.spec.key == key);
        field.map(Self::Field).or_else(|| {
            let tables = all_tables().into_iter();
            let mut cells = tables.filter_map(|table| {
                let column = table.column(key)?;
                Some(Self::Cell { table, row, column })
            });
            cells.next()
        })
    }

    /// The field's declaration; `None` where the table has no such column.
    pub fn spec(&self) -> Option<&'static Spec> {
        match self {
            Self::Field(field) => Some(&field.spec),
            Self::Cell { table, column, .. } => (table.specs)().get(*column).copied(),
        }
    }

    /// The text that stands there; empty where the row is gone.
    pub fn get<'d>(&self, doc: &'d Document) -> &'d str {
        match self {
            Self::Field(field) => (field.get)(doc),
            Self::Cell { table, row, column } => {
                (table.rows)(doc).cell(*row, *column).unwrap_or_default()
            }
        }
    }

    /// Replaces the text; a row that is gone stays gone.
    pub fn set(&self, doc: &mut Document, text: String) {
        match self {
            Self::Field(field) => *(field.get_mut)(doc) = text,
            Self::Cell { table, row, column } => doc.set_cell(table, *row, *column, text),
        }
    }

    /// The row that the entry belongs to; 0 for a single field.
    pub const fn row(&self) -> Id {
        match self {
            Self::Field(_) => 0,
            Self::Cell { row, .. } => *row,
        }
    }
}

impl std::fmt::Debug for Field<Document> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Field({})", self.spec.key)
    }
}

impl PartialEq for Address {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Field(a), Self::Field(b)) => a.spec.key == b.spec.key,
            (
                Self::Cell { table, row, column },
                Self::Cell {
                    table: other,
                    row: at,
                    column: place,
                },
            ) => table == other && row == at && column == place,
            _ => false,
        }
    }
}

/// Every single field of the document, section by section.
pub fn all_fields() -> Vec<&'static Field<Document>> {
    [
        conventions::Conventions::FIELDS,
        requirements::Requirements::FIELDS,
        actors::Actors::FIELDS,
        apis::Apis::FIELDS,
        services::Services::FIELDS,
        capacity::Capacity::FIELDS,
        cost::Cost::FIELDS,
        data_model::DataModel::FIELDS,
        architecture::Architecture::FIELDS,
        reliability::Reliability::FIELDS,
        tradeoffs::Tradeoffs::FIELDS,
        failures::Failures::FIELDS,
        security::Security::FIELDS,
        feedback::Feedback::FIELDS,
        summary::Summary::FIELDS,
        notes::Notes::FIELDS,
        whatif::WhatIf::FIELDS,
    ]
    .concat()
}

/// Every table of the document, section by section.
pub fn all_tables() -> Vec<&'static Table> {
    [
        requirements::Requirements::TABLES,
        actors::Actors::TABLES,
        apis::Apis::TABLES,
        services::Services::TABLES,
        capacity::Capacity::TABLES,
        cost::Cost::TABLES,
        data_model::DataModel::TABLES,
        architecture::Architecture::TABLES,
        reliability::Reliability::TABLES,
        tradeoffs::Tradeoffs::TABLES,
        failures::Failures::TABLES,
        security::Security::TABLES,
        feedback::Feedback::TABLES,
        notes::Notes::TABLES,
        whatif::WhatIf::TABLES,
    ]
    .concat()
}

// On the host only: the property tests have no source of randomness in wasm.
#[cfg(all(test, not(target_arch = "wasm32")))]
pub(crate) mod tests;
