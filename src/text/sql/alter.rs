//! `ALTER TABLE` and `CREATE INDEX`, read.

use super::cursor::Cursor;
use super::read::Reader;
use super::table::using;
use crate::engines::{Column, Index, Method, Part, Table};

/// What says nothing about the schema.
const SILENT: &str =
    "owner enable disable replica cluster validate engine auto_increment order force";

impl Reader<'_> {
    /// What stands behind `ALTER TABLE`.
    pub(super) fn alter(&mut self, statement: Cursor, mut cursor: Cursor) {
        cursor.take("if exists");
        cursor.take("only");
        let number = cursor.name().and_then(|name| self.number(&name));
        for (action, _) in cursor.parts() {
            if action.is_one_of(SILENT) {
                continue;
            }
            let Some(number) = number else {
                return self.skip(statement, "a table that is not there");
            };
            // Taken out so that it can be changed beside the rest of the reader.
            let mut table = std::mem::take(&mut self.tables[number]);
            let columns = table.columns.len();
            let known = self.action(&mut table, number, action);
            let added = table.columns.len() > columns;
            self.tables[number] = table;
            if added {
                self.know_more(number);
            }
            if !known {
                self.skip(action, "no change that is known");
            }
        }
    }

    /// One change of a table; says whether it is known.
    fn action(&mut self, table: &mut Table, number: usize, mut cursor: Cursor) -> bool {
        if cursor.take("add") {
            cursor.take("column");
            cursor.take("if not exists");
            match cursor.parentheses() {
                Some(inside) => {
                    for (part, _) in inside.parts() {
                        self.column_of(table, part);
                        self.know_added(number, table);
                    }
                }
                None => self.element(table, cursor),
            }
        } else if cursor.take("alter") {
            cursor.take("column");
            let at = cursor.name().and_then(|name| self.column(number, &name));
            let Some(column) = at.and_then(|at| table.columns.get_mut(at)) else {
                return false;
            };
            return self.alter_column(column, cursor);
        } else if cursor.take("modify") {
            cursor.take("column");
            let at = cursor
                .path()
                .pop()
                .and_then(|name| self.column(number, &name));
            let Some(column) = at.and_then(|at| table.columns.get_mut(at)) else {
                return false;
            };
            self.modify(column, cursor);
        } else if cursor.take("set") {
            self.storage(table, &mut cursor);
        } else if cursor.take("comment") {
            cursor.take("=");
            table.comment = cursor.string().unwrap_or_default();
        } else {
            return false;
        }
        true
    }

    fn know_added(&mut self, number: usize, table: &mut Table) {
        std::mem::swap(&mut self.tables[number], table);
        self.know_more(number);
        std::mem::swap(&mut self.tables[number], table);
    }

    fn alter_column(&mut self, column: &mut Column, mut cursor: Cursor) -> bool {
        if cursor.take("set not null") {
            column.not_null = true;
        } else if cursor.take("drop not null") {
            column.not_null = false;
        } else if cursor.take("drop default") {
            column.default = None;
        } else if cursor.take("set default") {
            self.set_default(column, cursor.tokens);
        } else if cursor.take("type") || cursor.take("set data type") {
            self.data_type(column, &mut cursor);
        } else if cursor.take("add") {
            return self.attribute(column, &mut cursor);
        } else {
            return cursor.take("set statistics") || cursor.take("set storage");
        }
        true
    }

    /// `MODIFY column type …` of `MySQL`: all of the column is said again.
    fn modify(&mut self, column: &mut Column, mut cursor: Cursor) {
        let name = std::mem::take(&mut column.name);
        let comment = std::mem::take(&mut column.comment);
        *column = Column {
            name,
            comment,
            ..Column::default()
        };
        self.data_type(column, &mut cursor);
        while !cursor.done() {
            if !self.attribute(column, &mut cursor) {
                self.skip(cursor, "nothing that is known of a column");
                return;
            }
        }
    }

    /// What stands behind `CREATE`, from `UNIQUE` or `INDEX` on.
    pub(super) fn index(&mut self, statement: Cursor, mut cursor: Cursor) {
        let mut index = Index {
            unique: cursor.take("unique"),
            ..Index::default()
        };
        if cursor.take("fulltext") {
            index.method = Method::Inverted;
        } else if cursor.take("spatial") {
            index.method = Method::Spatial;
        }
        cursor.take("index");
        cursor.take("concurrently");
        cursor.take("if not exists");
        index.name = if cursor.is("on") { None } else { cursor.name() };
        using(&mut cursor);
        cursor.take("on");
        cursor.take("only");
        let number = cursor.name().and_then(|name| self.number(&name));
        if cursor.take("using") {
            index.method = match cursor.raw(0).to_ascii_lowercase().as_str() {
                "hash" => Method::Hash,
                "gin" => Method::Inverted,
                "brin" => Method::Brin,
                "gist" | "spgist" | "rtree" => Method::Spatial,
                _ => index.method,
            };
            cursor.skip(1);
        }
        index.parts = self.parts(&mut cursor);
        while !cursor.done() {
            if cursor.take("include") {
                index.include = cursor.names();
            } else if cursor.take("where") {
                index.predicate = Some(self.neutral(cursor.until(|at| at.is(";"))));
            } else if cursor.is("with") {
                self.skip(cursor, "options of the storage of an index are not read");
                cursor.skip(1);
                cursor.parentheses();
            } else {
                cursor.skip(1);
            }
        }
        match number {
            Some(number) if !index.parts.is_empty() => self.tables[number].indexes.push(index),
            _ => self.skip(
                statement,
                "an index on a table or columns that are not there",
            ),
        }
    }

    /// What an index is sorted by: columns, or expressions.
    pub(super) fn parts(&mut self, cursor: &mut Cursor) -> Vec<Part> {
        let inside = cursor.parentheses().map(Cursor::parts).unwrap_or_default();
        inside
            .into_iter()
            .filter_map(|(part, _)| self.part(part))
            .collect()
    }

    fn part(&mut self, part: Cursor) -> Option<Part> {
        let mut cursor = part;
        if cursor.done() {
            return None;
        }
        let opens = cursor.is_at(1, "(") && !cursor.is("(");
        let prefix =
            opens && cursor.kind(2) == Some(super::lex::Kind::Number) && cursor.is_at(3, ")");
        let call = opens && !prefix;
        let operator = |at: &Cursor| {
            at.is_one_of("asc desc nulls collate") || at.kind(0) == Some(super::lex::Kind::Word)
        };
        let (of, expression) = if cursor.is("(") || call {
            if call {
                cursor.skip(1);
            }
            let tokens = cursor.until(operator);
            let call = usize::from(call);
            (self.neutral(&part.tokens[..tokens.len() + call]), true)
        } else {
            (cursor.name()?, false)
        };
        if prefix {
            self.skip(part, "all of the column is taken, not its beginning");
            cursor.parentheses();
        }
        let mut descending = false;
        while !cursor.done() {
            let before = cursor;
            if cursor.take("collate") {
                cursor.path();
                self.skip(part, "how its text is compared is not kept");
            } else if cursor.take("desc") {
                descending = true;
            } else if cursor.take("nulls first") {
                // The order that is meant without a word.
                if !descending {
                    self.skip(part, "where nulls are sorted is not kept");
                }
            } else if cursor.take("nulls last") {
                if descending {
                    self.skip(part, "where nulls are sorted is not kept");
                }
            } else if !cursor.take("asc") {
                self.skip(part, "the class of operators is not kept");
                cursor.skip(1);
                cursor.parentheses();
            }
            if before.tokens.len() == cursor.tokens.len() {
                break;
            }
        }
        Some(Part {
            of,
            expression,
            descending,
        })
    }
}
