//! Keys, checks and indexes, written.

use super::able::is_document;
use super::translate;
use super::words::name;
use super::write::Writer;
use crate::engines::{Check, Column, Engine, Index, Key, Method, Part, Table, Type};

/// The bytes that a key of `InnoDB` has room for, in characters of four bytes.
const MYSQL_KEY: u32 = 3072 / 4;

impl<'a> Writer<'a> {
    /// What stands behind the columns within the parentheses.
    pub(super) fn constraints(&mut self, table: &'a Table) -> Vec<String> {
        let mut lines = Vec::new();
        let mysql = self.engine == Engine::Innodb;
        if let Some(key) = &table.primary_key {
            lines.extend(self.key(table, key, "PRIMARY KEY"));
        }
        for key in &table.uniques {
            let word = if mysql { "UNIQUE KEY" } else { "UNIQUE" };
            lines.extend(self.key(table, key, word));
        }
        if mysql {
            for index in &table.indexes {
                lines.extend(self.index(table, index));
            }
            lines.extend(self.key_of_counted(table));
        }
        for check in &table.checks {
            lines.extend(self.check(table, check));
        }
        if self.engine == Engine::Sqlite {
            for key in &table.foreign_keys {
                lines.extend(self.foreign_key(table, key));
            }
        }
        lines
    }

    fn check(&mut self, table: &'a Table, check: &Check) -> Option<String> {
        let item = check.name.as_deref().unwrap_or(&check.condition);
        let counted = table.columns.iter().find(|column| column.generated);
        let of_counted = |column: &Column| translate::mentions(&check.condition, &column.name);
        if self.engine == Engine::Innodb && counted.is_some_and(of_counted) {
            self.note(
                table,
                item,
                "MySQL checks nothing that it counts up; it is left out",
            );
            return None;
        }
        let Some(condition) = self.condition(table, &check.condition) else {
            self.note(
                table,
                item,
                "the check is not understood there; it is left out",
            );
            return None;
        };
        let mut called = check.name.clone();
        // MariaDB gives each document a check with the name of its column.
        let own = |column: &Column| {
            let name = called.as_deref().unwrap_or_default();
            is_document(column) && name.eq_ignore_ascii_case(&column.name)
        };
        if self.engine == Engine::Innodb && table.columns.iter().any(own) {
            self.note(table, item, "a column has the name; it has a word more");
            called = called.map(|name| name + "_check");
        }
        let constraint = self.constraint(table, called.as_deref());
        Some([&constraint, "CHECK (", &condition, ")"].concat())
    }

    /// `CONSTRAINT name `, or nothing. In `MySQL` such a name is there once in a database.
    pub(super) fn constraint(&mut self, table: &Table, wanted: Option<&str>) -> String {
        let Some(wanted) = wanted else {
            return String::new();
        };
        let called = match self.engine {
            Engine::Postgres => self.unused(table, &["\u{1}", &table.name].concat(), wanted),
            Engine::Innodb => self.unused(table, "\u{1}", wanted),
            Engine::Sqlite => wanted.to_owned(),
        };
        ["CONSTRAINT ", &name(self.engine, &called), " "].concat()
    }

    /// The name of an index. In `PostgreSQL` and `SQLite` it shares a room with those of the tables.
    fn index_name(&mut self, table: &Table, wanted: &str) -> String {
        const INNODB: [&str; 2] = ["PRIMARY", "GEN_CLUST_INDEX"];
        let called = match self.engine {
            Engine::Innodb if INNODB.iter().any(|own| own.eq_ignore_ascii_case(wanted)) => {
                self.note(
                    table,
                    wanted,
                    "InnoDB has an index of this name; it is another one here",
                );
                self.unused(table, &table.name, &[wanted, "_"].concat())
            }
            Engine::Innodb => self.unused(table, &table.name, wanted),
            _ => self.unused(table, "", wanted),
        };
        name(self.engine, &called)
    }

    /// Whether the table has all of these columns.
    pub(super) fn has(&mut self, table: &Table, item: &str, columns: &[String]) -> bool {
        let known = |name: &String| table.columns.iter().any(|column| column.name == *name);
        let has = !columns.is_empty() && columns.iter().all(known);
        if !has {
            self.note(table, item, "of columns that are not there; it is left out");
        }
        has
    }

    /// A primary key or a unique constraint.
    fn key(&mut self, table: &'a Table, key: &Key, word: &str) -> Option<String> {
        let primary = word == "PRIMARY KEY";
        let columns = || {
            if primary {
                word.to_owned()
            } else {
                key.columns.join(", ")
            }
        };
        let item = &key.name.clone().unwrap_or_else(columns);
        if !self.has(table, item, &key.columns) {
            return None;
        }
        let columns: Vec<Part> = key
            .columns
            .iter()
            .map(|of| Part {
                of: of.clone(),
                ..Part::default()
            })
            .collect();
        let columns = self.parts(table, item, &columns, Method::BTree)?;
        let start = match (self.engine, &key.name) {
            (Engine::Innodb, Some(wanted)) if !primary => {
                [word, " ", &self.index_name(table, wanted), " "].concat()
            }
            (Engine::Innodb, _) | (_, None) => [word, " "].concat(),
            // A constraint of SQLite is no index by its name.
            (Engine::Sqlite, Some(wanted)) => {
                ["CONSTRAINT ", &name(self.engine, wanted), " ", word, " "].concat()
            }
            (Engine::Postgres, Some(wanted)) => [
                "CONSTRAINT ",
                &self.index_name(table, wanted),
                " ",
                word,
                " ",
            ]
            .concat(),
        };
        Some([&start, "(", &columns, ")"].concat())
    }

    /// `MySQL` wants an index that begins with what it counts up.
    fn key_of_counted(&mut self, table: &'a Table) -> Option<String> {
        let counted = table.columns.iter().find(|column| column.generated)?;
        let keys = table.primary_key.iter().chain(&table.uniques);
        let in_key = keys
            .filter_map(|key| key.columns.first())
            .any(|first| *first == counted.name);
        let parts = table.indexes.iter().filter_map(|index| index.parts.first());
        let in_index = parts
            .filter(|part| !part.expression)
            .any(|part| part.of == counted.name);
        if in_key || in_index {
            return None;
        }
        self.note(
            table,
            &counted.name,
            "an index is added: MySQL wants one of what it counts up",
        );
        Some(["KEY (", &name(self.engine, &counted.name), ")"].concat())
    }

    /// The indexes of a table, after it.
    pub(super) fn indexes(&mut self, table: &'a Table) {
        for index in &table.indexes {
            if let Some(line) = self.index(table, index) {
                self.push(&[&line, ";\n"]);
            }
        }
    }

    /// An index: a statement, in `MySQL` a line of its table.
    fn index(&mut self, table: &'a Table, index: &Index) -> Option<String> {
        let item = &index.name.clone().unwrap_or_else(|| {
            let parts: Vec<&str> = index.parts.iter().map(|part| part.of.as_str()).collect();
            parts.join(", ")
        });
        let columns = index
            .parts
            .iter()
            .filter(|part| !part.expression)
            .map(|part| part.of.clone());
        let columns: Vec<String> = columns.chain(index.include.iter().cloned()).collect();
        let expressions = index.parts.iter().any(|part| part.expression);
        if (!expressions || !columns.is_empty()) && !self.has(table, item, &columns) {
            return None;
        }
        let index = &self.able(table, item, index)?;
        let parts = self.parts(table, item, &index.parts, index.method)?;
        if self.engine == Engine::Innodb {
            let word = match index.method {
                Method::Inverted => "FULLTEXT KEY",
                Method::Spatial => "SPATIAL KEY",
                _ if index.unique => "UNIQUE KEY",
                _ => "KEY",
            };
            let called = match &index.name {
                Some(wanted) => self.index_name(table, wanted) + " ",
                None => String::new(),
            };
            return Some([word, " ", &called, "(", &parts, ")"].concat());
        }
        let wanted = index.name.clone().unwrap_or_else(|| {
            let of = index
                .parts
                .iter()
                .filter(|part| !part.expression)
                .map(|part| part.of.as_str());
            let of: Vec<&str> = std::iter::once(table.name.as_str())
                .chain(of)
                .chain(["idx"])
                .collect();
            of.join("_")
        });
        let called = self.index_name(table, &wanted);
        let unique = if index.unique { "UNIQUE " } else { "" };
        let method = match index.method {
            Method::BTree => "",
            Method::Hash => "USING hash ",
            Method::Inverted => "USING gin ",
            Method::Brin => "USING brin ",
            Method::Spatial => "USING gist ",
        };
        let quoted = name(self.engine, &table.name);
        let mut line = [
            "CREATE ", unique, "INDEX ", &called, " ON ", &quoted, " ", method, "(", &parts, ")",
        ]
        .concat();
        if !index.include.is_empty() {
            let names: Vec<String> = index
                .include
                .iter()
                .map(|one| name(self.engine, one))
                .collect();
            line.push_str(&[" INCLUDE (", &names.join(", "), ")"].concat());
        }
        if let Some(predicate) = &index.predicate {
            let Some(predicate) = self.condition(table, predicate) else {
                self.note(
                    table,
                    item,
                    "its condition is not understood there; the index is left out",
                );
                return None;
            };
            line.push_str(&[" WHERE ", &predicate].concat());
        }
        Some(line)
    }

    /// The columns and expressions of a key.
    fn parts(
        &mut self,
        table: &Table,
        item: &str,
        parts: &[Part],
        method: Method,
    ) -> Option<String> {
        let engine = self.engine;
        let lengths: Vec<Option<u32>> = parts.iter().map(|part| characters(table, part)).collect();
        let total: u64 = lengths
            .iter()
            .map(|length| u64::from(length.unwrap_or(0)))
            .sum();
        let room = MYSQL_KEY / u32::try_from(parts.len().max(1)).unwrap_or(u32::MAX);
        let mut out = String::new();
        for (part, length) in parts.iter().zip(lengths) {
            if !out.is_empty() {
                out.push_str(", ");
            }
            if part.expression {
                let Some(written) = self.condition(table, &part.of) else {
                    self.note(
                        table,
                        item,
                        "an expression in it is not understood there; it is left out",
                    );
                    return None;
                };
                out.push_str(&["(", &written, ")"].concat());
            } else {
                out.push_str(&name(engine, &part.of));
                let cut = engine == Engine::Innodb
                    && method == Method::BTree
                    && total > u64::from(MYSQL_KEY);
                if cut && length.is_some_and(|length| length > room) {
                    let room = room.min(255);
                    out.push_str(&["(", &room.to_string(), ")"].concat());
                    self.note(
                        table,
                        item,
                        "only the beginning of the text is compared: a key of MySQL has 3072 bytes",
                    );
                }
            }
            if part.descending {
                out.push_str(" DESC");
            }
        }
        Some(out)
    }
}

/// The length in characters that a column of a key may have; for what is no text, what its bytes come to.
fn characters(table: &Table, part: &Part) -> Option<u32> {
    let column = table.columns.iter().find(|column| column.name == part.of)?;
    Some(match &column.data_type {
        Type::Char(length) | Type::Varchar(Some(length)) => *length,
        Type::Varchar(None) | Type::Text | Type::Blob | Type::Other(_) => u32::MAX,
        Type::Binary(length) | Type::Varbinary(length) => length.div_ceil(4),
        _ => 4,
    })
}
