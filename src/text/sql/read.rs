//! SQL as it is dumped or written by hand, read into a schema.

use super::cursor::Cursor;
use super::lex::Lexer;
use super::statement::collect;
use super::{guess, translate};
use crate::engines::{Engine, Schema, Table};
use rustc_hash::FxHashMap;

/// What was read.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The tables that were understood.
    pub schema: Schema,
    /// What was not, in the order of the text; of very many only the first.
    pub skipped: Vec<Skipped>,
    /// Whose dialect it looks like.
    pub engine: Engine,
}

/// A statement, or a part of one, that is not in the schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// The line on which it begins, from one.
    pub line: usize,
    /// How it begins.
    pub what: String,
    /// Why it is not in the schema.
    pub why: &'static str,
}

/// More is not listed: nobody reads it.
const MOST_SKIPPED: usize = 500;

/// More characters of a statement are not quoted.
const MOST_QUOTED: usize = 60;

/// Statements that say nothing about a schema.
const SILENT: &str = "set use lock unlock begin commit start rollback pragma drop select grant revoke analyze vacuum delimiter end reset do call flush";

/// Statements with rows.
const ROWS: &str = "insert replace copy load update delete";

/// Reads the tables of a text in SQL: what `pg_dump`, `mysqldump` and `SQLite`'s `.schema` print, or what a
/// person wrote. It takes time in proportion to the length; no text is refused.
///
/// ```
/// use envelope::{engines::{Engine, Type}, text::sql};
/// let reading = sql::read("CREATE TABLE pastes (id bigserial PRIMARY KEY, body text NOT NULL);\nCREATE VIEW v AS SELECT 1;");
/// let table = &reading.schema.tables[0];
/// assert_eq!((table.name.as_str(), &table.columns[0].data_type), ("pastes", &Type::BigInt));
/// assert_eq!((reading.engine, reading.skipped[0].line), (Engine::Postgres, 2));
/// ```
pub fn read(text: &str) -> Reading {
    read_as(guess::engine(text), text)
}

/// The same, of a text whose dialect is known.
pub fn read_as(engine: Engine, text: &str) -> Reading {
    Reader::new(text, engine).read()
}

/// What is known so far.
pub(super) struct Reader<'a> {
    pub(super) text: &'a str,
    pub(super) engine: Engine,
    pub(super) tables: Vec<Table>,
    /// Where a table is, by its name and by its name in small letters.
    numbers: FxHashMap<String, usize>,
    /// The words of an enumeration of `PostgreSQL`.
    enums: Vec<Vec<String>>,
    enum_numbers: FxHashMap<String, usize>,
    skipped: Vec<Skipped>,
    more: usize,
    rows: Option<(usize, usize)>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(text: &'a str, engine: Engine) -> Self {
        Self {
            text,
            engine,
            tables: Vec::new(),
            numbers: FxHashMap::default(),
            enums: Vec::new(),
            enum_numbers: FxHashMap::default(),
            skipped: Vec::new(),
            more: 0,
            rows: None,
        }
    }
}

impl Reader<'_> {
    /// Reads all of it.
    pub(super) fn read(mut self) -> Reading {
        let mut lexer = Lexer::new(self.text, self.engine);
        let mut tokens = Vec::new();
        loop {
            tokens.clear();
            let more = collect(&mut lexer, &mut tokens, self.engine);
            let cursor = Cursor {
                text: self.text,
                tokens: &tokens,
            };
            if !cursor.done() {
                self.statement(cursor);
            }
            if !more {
                break;
            }
        }
        if let Some(line) = lexer.unfinished {
            self.say(
                line,
                String::new(),
                "what is quoted or commented from here on never ends",
            );
        }
        self.finished()
    }

    fn finished(mut self) -> Reading {
        self.resolve();
        if let Some((line, count)) = self.rows {
            let what = [&count.to_string(), " statements with rows"].concat();
            self.skipped.push(Skipped {
                line,
                what,
                why: "rows are no part of a schema",
            });
        }
        if self.more > 0 {
            let what = [&self.more.to_string(), " more"].concat();
            let why = "there is too much to list";
            self.skipped.push(Skipped { line: 0, what, why });
        }
        self.skipped
            .sort_by_key(|skipped| (skipped.line == 0, skipped.line));
        Reading {
            schema: Schema {
                tables: self.tables,
            },
            skipped: self.skipped,
            engine: self.engine,
        }
    }

    fn say(&mut self, line: usize, what: String, why: &'static str) {
        if self.skipped.len() < MOST_SKIPPED {
            self.skipped.push(Skipped { line, what, why });
        } else {
            self.more += 1;
        }
    }

    /// Notes what is passed over.
    pub(super) fn skip(&mut self, what: Cursor, why: &'static str) {
        let (Some(first), Some(last)) = (what.tokens.first(), what.tokens.last()) else {
            return;
        };
        let text = &self.text[first.start..last.end];
        let end = text
            .char_indices()
            .nth(MOST_QUOTED)
            .map_or(text.len(), |(at, _)| at);
        let words: Vec<&str> = text[..end].split_whitespace().collect();
        self.say(first.line, words.join(" "), why);
    }

    /// The same, unless that was just said of the same line.
    pub(super) fn skip_once(&mut self, what: Cursor, why: &'static str) {
        let line = what.line();
        let last = self.skipped.last();
        if last.is_none_or(|last| last.why != why || last.line != line) {
            self.skip(what, why);
        }
    }

    /// Takes back what was noted last, if it was this.
    pub(super) fn unskip(&mut self, why: &str) {
        self.skipped.pop_if(|last| last.why == why);
    }

    fn statement(&mut self, statement: Cursor) {
        let mut cursor = statement;
        if cursor.take("create") {
            self.create(statement, cursor);
        } else if cursor.take("alter table") {
            self.alter(statement, cursor);
        } else if cursor.take("comment on") {
            self.comment(cursor);
        } else if cursor.is_one_of(ROWS) {
            let line = cursor.line();
            let (_, count) = self.rows.get_or_insert((line, 0));
            *count += 1;
        } else if !cursor.is_one_of(SILENT) && !cursor.is("alter") {
            self.skip(statement, "no statement that is known");
        }
    }

    fn create(&mut self, statement: Cursor, mut cursor: Cursor) {
        cursor.take_any("or replace global local temp temporary unlogged");
        if cursor.take("table") {
            self.table(statement, cursor);
        } else if cursor.take("type") {
            self.enumeration(statement, cursor);
        } else if cursor.is_one_of("unique fulltext spatial index") {
            self.index(statement, cursor);
        } else if !cursor.is_one_of("schema database extension sequence role user") {
            self.skip(statement, "neither a table nor an index");
        }
    }

    /// `CREATE TYPE name AS ENUM ('a', 'b')`.
    fn enumeration(&mut self, statement: Cursor, mut cursor: Cursor) {
        let name = cursor.name();
        let (Some(name), true) = (name, cursor.take("as enum")) else {
            return self.skip(statement, "only enumerations are read");
        };
        let parts = cursor.parentheses().map(Cursor::parts).unwrap_or_default();
        let words = parts.into_iter().filter_map(|(mut part, _)| part.string());
        self.enum_numbers
            .insert(name.to_lowercase(), self.enums.len());
        self.enums.push(words.collect());
    }

    /// The words of an enumeration, if there is one of this name.
    pub(super) fn enumerated(&self, name: &str) -> Option<Vec<String>> {
        let number = self.enum_numbers.get(&name.to_lowercase())?;
        self.enums.get(*number).cloned()
    }

    /// The number of the table with a name, as it was written or in other letters.
    pub(super) fn number(&self, name: &str) -> Option<usize> {
        let exact = self.numbers.get(name);
        exact
            .or_else(|| self.numbers.get(&name.to_lowercase()))
            .copied()
    }

    /// Adds a table, unless there is one of its name.
    pub(super) fn add(&mut self, statement: Cursor, table: Table) {
        if self.numbers.contains_key(&table.name) {
            return self.skip(statement, "there is a table of this name");
        }
        let number = self.tables.len();
        let lower = table.name.to_lowercase();
        self.numbers.entry(lower).or_insert(number);
        self.numbers.insert(table.name.clone(), number);
        for (at, column) in table.columns.iter().enumerate() {
            self.know(number, &column.name, at);
        }
        self.tables.push(table);
    }

    /// Remembers where a column is.
    fn know(&mut self, table: usize, name: &str, at: usize) {
        self.numbers.insert(place(table, name), at);
        self.numbers
            .entry(place(table, &name.to_lowercase()))
            .or_insert(at);
    }

    /// The number of a column, by its name as it was written or in other letters.
    pub(super) fn column(&self, table: usize, name: &str) -> Option<usize> {
        let exact = self.numbers.get(&place(table, name));
        exact
            .or_else(|| self.numbers.get(&place(table, &name.to_lowercase())))
            .copied()
    }

    /// Adds what an `ALTER TABLE` added to the columns.
    pub(super) fn know_more(&mut self, table: usize) {
        if let Some(column) = self.tables[table].columns.last() {
            let (name, at) = (column.name.clone(), self.tables[table].columns.len() - 1);
            self.know(table, &name, at);
        }
    }

    /// `COMMENT ON TABLE x IS '…'`, `COMMENT ON COLUMN x.y IS '…'`.
    fn comment(&mut self, mut cursor: Cursor) {
        let column = cursor.take("column");
        if !column && !cursor.take("table") {
            return;
        }
        let whole = cursor;
        let mut path = cursor.path();
        let name = if column { path.pop() } else { None };
        let number = path.last().and_then(|table| self.number(table));
        let said = cursor
            .take("is")
            .then(|| cursor.string().unwrap_or_default());
        let (Some(number), Some(said)) = (number, said) else {
            return self.skip(whole, "a comment on a table that is not there");
        };
        match name {
            None => self.tables[number].comment = said,
            Some(name) => match self.column(number, &name) {
                Some(column) => self.tables[number].columns[column].comment = said,
                None => self.skip(whole, "a comment on a column that is not there"),
            },
        }
    }

    /// Names of columns and tables in other letters become those that are meant.
    fn resolve(&mut self) {
        let mut tables = std::mem::take(&mut self.tables);
        let names: Vec<(String, Vec<String>)> = tables.iter().map(names_of).collect();
        for (at, table) in tables.iter_mut().enumerate() {
            let fit = |number: usize, name: &mut String| {
                let column = self.column(number, name);
                if let Some(known) = column.and_then(|column| names[number].1.get(column)) {
                    name.clone_from(known);
                }
            };
            let find = |name: &str| {
                let column = self.column(at, name);
                column.and_then(|column| names[at].1.get(column).cloned())
            };
            for check in &mut table.checks {
                check.condition = translate::with_names(std::mem::take(&mut check.condition), find);
            }
            for index in &mut table.indexes {
                let parts = index.parts.iter_mut().filter(|part| part.expression);
                let expressions = parts.map(|part| &mut part.of).chain(&mut index.predicate);
                for text in expressions {
                    *text = translate::with_names(std::mem::take(text), find);
                }
            }
            for key in &mut table.foreign_keys {
                if let Some(number) = self.number(&key.table) {
                    key.table.clone_from(&names[number].0);
                    key.references.iter_mut().for_each(|name| fit(number, name));
                }
                key.columns.iter_mut().for_each(|name| fit(at, name));
            }
            for key in table.uniques.iter_mut().chain(&mut table.primary_key) {
                key.columns.iter_mut().for_each(|name| fit(at, name));
            }
            for index in &mut table.indexes {
                for part in index.parts.iter_mut().filter(|part| !part.expression) {
                    fit(at, &mut part.of);
                }
                index.include.iter_mut().for_each(|name| fit(at, name));
            }
            for name in table.primary_key.iter().flat_map(|key| &key.columns) {
                if let Some(column) = self.column(at, name) {
                    table.columns[column].not_null = true;
                }
            }
        }
        self.tables = tables;
    }
}

fn names_of(table: &Table) -> (String, Vec<String>) {
    let columns = table.columns.iter().map(|column| column.name.clone());
    (table.name.clone(), columns.collect())
}

/// What a column is found by.
fn place(table: usize, name: &str) -> String {
    [&table.to_string(), "\0", name].concat()
}
