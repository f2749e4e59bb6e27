//! Names of constraints and indexes that somebody chose, and not the engine.

use crate::engines::{Schema, Table};

/// The names of constraints and indexes that somebody gave. Those that engines make up by themselves are left out:
/// `t_pkey`, `t_a_idx`, `t_ibfk_1`, `CONSTRAINT_1`, and in `MySQL` that of the first column.
///
/// ```
/// use envelope::text::{data_model::names_given, sql};
/// let text = "CREATE TABLE t (a int CONSTRAINT positive CHECK (a > 0)); CREATE INDEX t_a_idx ON t (a);";
/// assert_eq!(names_given(&sql::read(text).schema), ["positive"]);
/// ```
pub fn names_given(schema: &Schema) -> Vec<&str> {
    let mut names = Vec::new();
    for table in &schema.tables {
        let keys = table.primary_key.iter().chain(&table.uniques);
        let all = (keys.map(|key| &key.name))
            .chain(table.indexes.iter().map(|index| &index.name))
            .chain(table.foreign_keys.iter().map(|key| &key.name))
            .chain(table.checks.iter().map(|check| &check.name));
        let given = all.flatten().map(String::as_str);
        names.extend(given.filter(|name| !made_up(table, name)));
    }
    names
}

/// Whether an engine gives such a name by itself.
fn made_up(table: &Table, name: &str) -> bool {
    const ENDS: [&str; 6] = ["_pkey", "_key", "_fkey", "_check", "_idx", "_ibfk"];
    let bare = name.trim_end_matches(|c: char| c.is_ascii_digit() || c == '_');
    let of_table = name.starts_with(&table.name) && ENDS.iter().any(|end| bare.ends_with(end));
    let of_column = (table.columns.iter()).any(|column| column.name == name || column.name == bare);
    of_table || of_column || bare == "CONSTRAINT" || name == "PRIMARY"
}
