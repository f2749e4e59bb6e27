//! What a database does with a table: its types, its limits, and the bytes that it really takes.
//!
//! This room knows no users and no traffic. It is handed a [`Table`] and numbers about its rows.

mod advice;
pub mod cassandra;
mod draws;
pub mod dynamodb;
mod innodb;
pub mod kafka;
mod limits;
pub mod mongodb;
mod names;
mod outside;
mod packing;
mod postgres;
mod record;
pub mod redis;
mod schema;
mod sizes;
mod sqlite;
mod storage;
#[cfg(test)]
mod tests;
mod widths;
mod words;

pub use advice::{Advice, Finding, advice, refused};
pub use limits::{STORE_LIMITS, StoreLimit, TableLimits, table_limits};
pub use names::{Arguments, name_of, read_type, read_type_of, type_of};
pub use record::{RecordField, RecordStore, record};
pub use schema::{
    Action, Check, Column, ForeignKey, Index, Key, Method, Part, Schema, Table, Type,
};
pub use sizes::{Assumption, ColumnFacts, IndexOf, IndexSize, TableSize, size};
pub use widths::width;
pub use words::reserved;

/// The relational databases that a schema can be written for and measured in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Engine {
    /// `PostgreSQL`, 15 and later.
    Postgres,
    /// `MySQL` 8 and `MariaDB` with `InnoDB`.
    Innodb,
    /// `SQLite` 3.
    Sqlite,
}

impl Engine {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Postgres, Self::Innodb, Self::Sqlite];

    /// The stable name, as it stands in files.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Postgres => "postgres",
            Self::Innodb => "mysql",
            Self::Sqlite => "sqlite",
        }
    }

    /// What it is called.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Postgres => "PostgreSQL",
            Self::Innodb => "MySQL (InnoDB)",
            Self::Sqlite => "SQLite",
        }
    }

    /// The engine of this stable name.
    pub fn of(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|engine| engine.key() == key)
    }
}
