//! A relational schema as its engine sees it: what a `CREATE TABLE` says, without the text of any dialect.

/// Tables in the order in which they were written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Schema {
    /// The tables.
    pub tables: Vec<Table>,
}

/// One table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// Its name, as it was written; without the name of a schema or a database.
    pub name: String,
    /// The columns, in the order in which the engine stores them.
    pub columns: Vec<Column>,
    /// The primary key, if there is one.
    pub primary_key: Option<Key>,
    /// Unique constraints.
    pub uniques: Vec<Key>,
    /// Indexes beside those of the primary key and the unique constraints.
    pub indexes: Vec<Index>,
    /// Foreign keys.
    pub foreign_keys: Vec<ForeignKey>,
    /// Checks, of single columns and of the table.
    pub checks: Vec<Check>,
    /// What somebody noted at the table.
    pub comment: String,
    /// How full a page of rows is left, in percent, where it was set.
    pub fill_factor: Option<u8>,
    /// `SQLite`: rows are kept in the tree of the primary key (`WITHOUT ROWID`).
    pub without_rowid: bool,
}

/// One column.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// Its type.
    pub data_type: Type,
    /// No row is without a value. Columns of the primary key never are, whatever stands here.
    pub not_null: bool,
    /// The default, as an expression in the standard's letters: `0`, `'open'`, `now()`. Texts stand in `'`,
    /// doubled within, and names bare or in `"`; that is so for every expression of a schema.
    pub default: Option<String>,
    /// The engine counts it up: identity, serial, `AUTO_INCREMENT`.
    pub generated: bool,
    /// What somebody noted at the column.
    pub comment: String,
    /// A number that is never negative, and so goes twice as far in the same bytes (`MySQL`). Others keep it in a type
    /// that is large enough.
    pub unsigned: bool,
}

impl Column {
    /// The type that holds its values in an engine: where there are no numbers without a sign, a larger one, so that
    /// all of them fit. Of 64 bits there is none larger that counts; what is beyond 9.2 × 10^18 does not fit.
    ///
    /// ```
    /// use envelope::engines::{Column, Engine, Type};
    /// let column = Column { data_type: Type::Int, unsigned: true, ..Column::default() };
    /// assert_eq!(column.held_in(Engine::Postgres), Type::BigInt);
    /// assert_eq!(column.held_in(Engine::Innodb), Type::Int);
    /// ```
    pub fn held_in(&self, engine: super::Engine) -> Type {
        let larger = self.unsigned && engine == super::Engine::Postgres;
        match &self.data_type {
            Type::TinyInt if larger => Type::SmallInt,
            Type::SmallInt if larger => Type::Int,
            Type::Int if larger => Type::BigInt,
            own => own.clone(),
        }
    }
}

/// Columns that are unique together: a primary key or a unique constraint.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Key {
    /// The constraint's name, where it was given.
    pub name: Option<String>,
    /// The names of the columns, in order.
    pub columns: Vec<String>,
}

/// An index.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Index {
    /// Its name, where it was given.
    pub name: Option<String>,
    /// What it is sorted by.
    pub parts: Vec<Part>,
    /// No two rows have the same key.
    pub unique: bool,
    /// How it is built.
    pub method: Method,
    /// Only rows for which this holds are in it (a partial index), as an expression.
    pub predicate: Option<String>,
    /// Columns that it carries without being sorted by them.
    pub include: Vec<String>,
}

/// A column or expression of an index.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// The column's name, or the text of an expression.
    pub of: String,
    /// `of` is an expression, such as `lower(email)`.
    pub expression: bool,
    /// From the greatest to the least.
    pub descending: bool,
}

/// How an index is built.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Method {
    /// A sorted tree; what each engine makes unless told otherwise.
    #[default]
    BTree,
    /// By hash: finds equal keys only.
    Hash,
    /// Inverted: words of a text, keys of a document (`GIN`, `FULLTEXT`).
    Inverted,
    /// A summary for each range of pages (`BRIN`).
    Brin,
    /// By space (`GiST`, `SPATIAL`).
    Spatial,
}

/// A reference to another table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ForeignKey {
    /// The constraint's name, where it was given.
    pub name: Option<String>,
    /// The referring columns.
    pub columns: Vec<String>,
    /// The table referred to.
    pub table: String,
    /// Its columns; empty where the primary key is meant.
    pub references: Vec<String>,
    /// What happens to the referring rows when a row is deleted.
    pub on_delete: Action,
    /// What happens to them when its key changes.
    pub on_update: Action,
}

/// What a foreign key does when the row that it refers to goes or changes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Action {
    /// Refused, checked at the end of the statement.
    #[default]
    NoAction,
    /// Refused at once.
    Restrict,
    /// The referring rows go or change with it.
    Cascade,
    /// The reference becomes null.
    SetNull,
    /// The reference becomes its default.
    SetDefault,
}

/// A condition that every row must meet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Check {
    /// The constraint's name, where it was given.
    pub name: Option<String>,
    /// The condition, without the parentheses around it.
    pub condition: String,
}

/// A type, by what it holds. Each engine has a name of its own for it.
///
/// Lengths are in characters for text, in bytes for binary.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub enum Type {
    /// True or false.
    Bool,
    /// 8 bits.
    TinyInt,
    /// 16 bits.
    SmallInt,
    /// 24 bits (`MySQL`).
    MediumInt,
    /// 32 bits.
    Int,
    /// 64 bits.
    BigInt,
    /// 4 bytes, floating.
    Real,
    /// 8 bytes, floating.
    Double,
    /// Exact, with digits in total and after the point, where they were given.
    Decimal(Option<(u16, u16)>),
    /// Text of exactly this many characters.
    Char(u32),
    /// Text of at most this many characters, where there is a limit.
    Varchar(Option<u32>),
    /// Text of any length.
    #[default]
    Text,
    /// Exactly this many bytes.
    Binary(u32),
    /// At most this many bytes.
    Varbinary(u32),
    /// Bytes of any length.
    Blob,
    /// A day.
    Date,
    /// A time of day.
    Time,
    /// A moment without a zone, with digits after the second where they were given.
    DateTime(Option<u8>),
    /// A moment in time, with digits after the second where they were given.
    Timestamp(Option<u8>),
    /// A span of time.
    Interval,
    /// A year (`MySQL`).
    Year,
    /// 128 bits.
    Uuid,
    /// A document, as text.
    Json,
    /// A document, parsed.
    Jsonb,
    /// One of these words.
    Enum(Vec<String>),
    /// Any of these words (`MySQL`).
    Set(Vec<String>),
    /// An address of the internet.
    Inet,
    /// A list of values of one type.
    Array(Box<Type>),
    /// Another type, by its name.
    Other(String),
}
