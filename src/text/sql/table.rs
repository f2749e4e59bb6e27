//! `CREATE TABLE`, read: columns and constraints.

use super::cursor::Cursor;
use super::expression;
use super::lex::{Kind, Token};
use super::read::Reader;
use crate::engines::{
    Action, Arguments, Check, Engine, ForeignKey, Index, Key, Method, Table, type_of,
};

impl Reader<'_> {
    /// What stands behind `CREATE TABLE`.
    pub(super) fn table(&mut self, statement: Cursor, mut cursor: Cursor) {
        cursor.take("if not exists");
        let Some(name) = cursor.name() else {
            return self.skip(statement, "a table without a name");
        };
        if self.engine == Engine::Sqlite && name.to_lowercase().starts_with("sqlite_") {
            return;
        }
        let first = cursor.tokens.first().map_or((0, 0), |open| open.comment);
        let Some(inside) = cursor.parentheses() else {
            return self.skip(statement, "a table without columns of its own");
        };
        let mut table = Table {
            name,
            comment: self.commented(first),
            ..Table::default()
        };
        for (part, comment) in inside.parts() {
            let columns = table.columns.len();
            self.element(&mut table, part);
            if let Some(column) = table.columns.get_mut(columns)
                && column.comment.is_empty()
            {
                column.comment = self.commented(comment);
            }
        }
        self.options(&mut table, cursor);
        if self.engine == Engine::Sqlite && !table.without_rowid {
            number_rows(&mut table, inside);
        }
        self.add(statement, table);
    }

    /// What a `--` comment says.
    fn commented(&self, (from, to): (usize, usize)) -> String {
        let comment = self.text.get(from..to).unwrap_or_default();
        let said = comment.strip_prefix("--").or(comment.strip_prefix('#'));
        said.unwrap_or_default().trim().to_owned()
    }

    /// What stands behind the parentheses of a table.
    fn options(&mut self, table: &mut Table, mut cursor: Cursor) {
        while !cursor.done() {
            if cursor.take("without rowid") {
                table.without_rowid = true;
            } else if cursor.take("comment") {
                cursor.take("=");
                table.comment = cursor.string().unwrap_or_default();
            } else if cursor.take("charset") || cursor.take("character set") {
                let set = cursor;
                cursor.take("=");
                let name = cursor.raw(0).to_ascii_lowercase();
                if !name.starts_with("utf8") && !cursor.done() {
                    self.skip(set, "all text is UTF-8");
                }
                cursor.skip(1);
            } else if cursor.take("with") {
                self.storage(table, &mut cursor);
            } else if cursor.is_one_of("partition inherits as select") {
                self.skip(cursor, "partitions, inheritance and queries are not read");
                return;
            } else {
                cursor.skip(1);
            }
        }
    }

    /// `(fillfactor='70', …)`.
    pub(super) fn storage(&mut self, table: &mut Table, cursor: &mut Cursor) {
        for (mut part, _) in cursor.parentheses().map(Cursor::parts).unwrap_or_default() {
            let whole = part;
            if part.take("fillfactor") {
                part.take("=");
                let percent = part.raw(0).trim_matches('\'').parse();
                table.fill_factor = percent.ok().filter(|percent| (10..=100).contains(percent));
            } else {
                self.skip(
                    whole,
                    "of the options of storage only the fill factor is read",
                );
            }
        }
    }

    /// A column or a constraint.
    pub(super) fn element(&mut self, table: &mut Table, part: Cursor) {
        if part.done() {
            return;
        }
        if !self.constraint(table, part) {
            self.column_of(table, part);
        }
    }

    /// A constraint of a table; says whether it is one.
    fn constraint(&mut self, table: &mut Table, part: Cursor) -> bool {
        let mut cursor = part;
        let name = if cursor.is("constraint") {
            cursor.skip(1);
            // MySQL takes the word without a name.
            let bare = cursor.is_one_of("primary unique foreign check");
            if bare { None } else { cursor.name() }
        } else {
            None
        };
        if cursor.take("primary key") {
            cursor.take_any("clustered nonclustered");
            using(&mut cursor);
            let columns = self.key_columns(&mut cursor);
            table.primary_key = Some(Key { name, columns });
        } else if cursor.is("unique") && (name.is_some() || !is_type(cursor)) {
            cursor.skip(1);
            cursor.take_any("key index nulls not distinct");
            self.unique(table, name, cursor);
        } else if cursor.take("foreign key") {
            let own = if cursor.is("(") { None } else { cursor.name() };
            let columns = cursor.names();
            let Some(key) = self.reference(&mut cursor) else {
                self.skip(part, "a foreign key without what it refers to");
                return true;
            };
            let name = name.or(own);
            table.foreign_keys.push(ForeignKey {
                name,
                columns,
                ..key
            });
        } else if cursor.is("check") && cursor.is_at(1, "(") {
            cursor.skip(1);
            self.check(table, name, &mut cursor);
        } else if cursor.is_one_of("fulltext spatial") && !is_type(cursor) {
            let method = if cursor.is("fulltext") {
                Method::Inverted
            } else {
                Method::Spatial
            };
            cursor.skip(1);
            cursor.take_any("key index");
            self.key(table, method, cursor);
        } else if cursor.is_one_of("key index") && is_key(cursor) {
            cursor.skip(1);
            self.key(table, Method::BTree, cursor);
        } else if cursor.is("exclude") && !is_type(cursor) || cursor.is("like") {
            self.skip(
                part,
                "neither exclusions nor copies of other tables are read",
            );
        } else if name.is_some() {
            self.skip(part, "no constraint that is known");
        } else {
            return false;
        }
        true
    }

    /// `UNIQUE KEY name (a, b)` behind the words.
    fn unique(&mut self, table: &mut Table, name: Option<String>, mut cursor: Cursor) {
        using(&mut cursor);
        let own = if cursor.is("(") { None } else { cursor.name() };
        using(&mut cursor);
        let parts = self.parts(&mut cursor);
        let plain = parts
            .iter()
            .all(|part| !part.expression && !part.descending);
        let name = own.or(name);
        if plain {
            let columns = parts.into_iter().map(|part| part.of).collect();
            table.uniques.push(Key { name, columns });
        } else {
            table.indexes.push(Index {
                name,
                parts,
                unique: true,
                ..Index::default()
            });
        }
    }

    /// `KEY name (a, b)` behind the word.
    fn key(&mut self, table: &mut Table, method: Method, mut cursor: Cursor) {
        cursor.take("if not exists");
        let named = !cursor.is("(") && !cursor.is("using");
        let name = if named { cursor.name() } else { None };
        using(&mut cursor);
        let parts = self.parts(&mut cursor);
        table.indexes.push(Index {
            name,
            parts,
            method,
            ..Index::default()
        });
    }

    /// The columns of a primary key.
    fn key_columns(&mut self, cursor: &mut Cursor) -> Vec<String> {
        self.parts(cursor).into_iter().map(|part| part.of).collect()
    }

    /// `REFERENCES table (columns) ON DELETE …`.
    pub(super) fn reference(&mut self, cursor: &mut Cursor) -> Option<ForeignKey> {
        if !cursor.take("references") {
            return None;
        }
        let mut key = ForeignKey {
            table: cursor.name()?,
            references: cursor.names(),
            ..ForeignKey::default()
        };
        loop {
            let before = *cursor;
            if cursor.take("on delete") {
                key.on_delete = action(cursor);
            } else if cursor.take("on update") {
                key.on_update = action(cursor);
            } else if cursor.take("match") {
                cursor.skip(1);
            } else if cursor.take("not deferrable") || cursor.take("initially immediate") {
            } else if cursor.is("deferrable") || cursor.is("initially") {
                cursor.take_any("deferrable initially deferred immediate");
                self.skip(before, "a check of a foreign key is not put off");
            } else if cursor.is("not") && cursor.is_at(1, "valid") {
                cursor.skip(2);
            } else {
                return Some(key);
            }
        }
    }

    /// `CHECK (…)` behind the word.
    pub(super) fn check(&mut self, table: &mut Table, name: Option<String>, cursor: &mut Cursor) {
        let inside = cursor.parentheses();
        let condition = inside
            .map(|inside| self.neutral(inside.tokens))
            .unwrap_or_default();
        if !condition.is_empty() {
            table.checks.push(Check { name, condition });
        }
        while cursor.take("no inherit") || cursor.take("not valid") || cursor.take("enforced") {}
        if cursor.take("not enforced") {
            let why = "a check that is not enforced; kept as one that is";
            self.skip(
                Cursor {
                    tokens: inside.map_or(&[], |inside| inside.tokens),
                    ..*cursor
                },
                why,
            );
        }
    }

    pub(super) fn neutral(&self, tokens: &[Token]) -> String {
        expression::neutral(self.text, tokens, self.engine)
    }
}

/// Whether a type follows the word that is next, so that the word is the name of a column.
fn is_type(cursor: Cursor) -> bool {
    let name = cursor.raw(1).to_ascii_lowercase();
    cursor.kind(1) == Some(Kind::Word)
        && type_of(Engine::Postgres, &name, Arguments::default()).is_some()
}

/// Whether `KEY` or `INDEX` begins an index, and is not the name of a column.
fn is_key(cursor: Cursor) -> bool {
    let columns = cursor.is_at(2, "(") && cursor.kind(3) != Some(Kind::Number);
    cursor.is_at(1, "(") || columns || cursor.is_at(1, "using") || cursor.is_at(2, "using")
}

/// Passes over `USING BTREE`.
pub(super) fn using(cursor: &mut Cursor) {
    if cursor.take("using") {
        cursor.skip(1);
    }
}

fn action(cursor: &mut Cursor) -> Action {
    if cursor.take("cascade") {
        Action::Cascade
    } else if cursor.take("restrict") {
        Action::Restrict
    } else if cursor.take("set null") {
        Action::SetNull
    } else if cursor.take("set default") {
        Action::SetDefault
    } else {
        cursor.take("no action");
        Action::NoAction
    }
}

/// `SQLite` counts up an `INTEGER PRIMARY KEY` by itself: it is the number of the row.
fn number_rows(table: &mut Table, inside: Cursor) {
    let Some(Key { columns, .. }) = &table.primary_key else {
        return;
    };
    let [key] = &columns[..] else { return };
    for (mut part, _) in inside.parts() {
        let name = part.name();
        let integer = name.is_some_and(|name| name.eq_ignore_ascii_case(key)) && part.is("integer");
        if integer
            && let Some(column) = table
                .columns
                .iter_mut()
                .find(|column| column.name.eq_ignore_ascii_case(key))
        {
            (column.generated, column.not_null) = (true, true);
        }
    }
}
