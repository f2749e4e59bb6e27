//! Foreign keys, written.

use super::types;
use super::words::name;
use super::write::Writer;
use crate::engines::{Action, Column, Engine, ForeignKey, Table};

impl<'a> Writer<'a> {
    /// The foreign keys of a table, after all tables.
    pub(super) fn added_foreign_keys(&mut self, table: &'a Table) {
        let mut first = true;
        for key in &table.foreign_keys {
            if let Some(line) = self.foreign_key(table, key) {
                let quoted = name(self.engine, &table.name);
                let gap = if first { "\n" } else { "" };
                self.push(&[gap, "ALTER TABLE ", &quoted, " ADD ", &line, ";\n"]);
                first = false;
            }
        }
    }

    pub(super) fn foreign_key(&mut self, table: &'a Table, key: &ForeignKey) -> Option<String> {
        let engine = self.engine;
        let item = key.name.as_deref().unwrap_or(&key.table);
        if !self.has(table, item, &key.columns) {
            return None;
        }
        let Some(target) = self.target(&key.table) else {
            self.note(
                table,
                item,
                "it refers to a table that is not there; it is left out",
            );
            return None;
        };
        let mut references: &[String] = &key.references;
        if references.is_empty() && engine == Engine::Innodb {
            references = target.primary_key.as_ref().map_or(&[], |key| &key.columns);
        }
        let keyless = key.references.is_empty() && target.primary_key.is_none();
        let known = |name: &String| target.columns.iter().any(|column| column.name == *name);
        let fits = references.is_empty() || references.len() == key.columns.len();
        if keyless || !fits || !references.iter().all(known) {
            self.note(
                table,
                item,
                "it refers to columns that are not there; it is left out",
            );
            return None;
        }
        let long = |column: &&Column| {
            let (written, _) = types::write(engine, &column.data_type);
            ["text", "longtext", "blob", "json"].contains(&written.as_str())
        };
        let mut referring = table
            .columns
            .iter()
            .filter(|column| key.columns.contains(&column.name));
        if engine == Engine::Innodb && referring.any(|column| long(&column)) {
            self.note(
                table,
                item,
                "InnoDB has no foreign key of texts without a limit; it is left out",
            );
            return None;
        }
        let list = |names: &[String]| {
            let names: Vec<String> = names.iter().map(|one| name(engine, one)).collect();
            names.join(", ")
        };
        let mut line = self.constraint(table, key.name.as_deref());
        let start = [
            "FOREIGN KEY (",
            &list(&key.columns),
            ") REFERENCES ",
            &name(engine, &target.name),
        ];
        line.push_str(&start.concat());
        if !references.is_empty() {
            line.push_str(&[" (", &list(references), ")"].concat());
        }
        for (when, action) in [
            (" ON DELETE ", key.on_delete),
            (" ON UPDATE ", key.on_update),
        ] {
            let action = self.action(table, key, item, action);
            if !action.is_empty() {
                line.push_str(when);
                line.push_str(action);
            }
        }
        Some(line)
    }

    fn action(
        &mut self,
        table: &Table,
        key: &ForeignKey,
        item: &str,
        action: Action,
    ) -> &'static str {
        let mysql = self.engine == Engine::Innodb;
        match action {
            Action::NoAction => "",
            Action::Restrict => "RESTRICT",
            Action::Cascade => "CASCADE",
            Action::SetDefault if mysql => {
                self.note(table, item, "InnoDB sets no default; it does nothing");
                ""
            }
            Action::SetDefault => "SET DEFAULT",
            Action::SetNull => {
                let primary = table.primary_key.iter().flat_map(|key| &key.columns);
                let mut never: Vec<&String> = primary.collect();
                never.extend(
                    table
                        .columns
                        .iter()
                        .filter(|column| column.not_null)
                        .map(|column| &column.name),
                );
                if mysql && key.columns.iter().any(|column| never.contains(&column)) {
                    self.note(
                        table,
                        item,
                        "MySQL does not set what is never null to null; it does nothing",
                    );
                    return "";
                }
                "SET NULL"
            }
        }
    }
}
