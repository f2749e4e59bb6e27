//! The data model as SQL, and what SQL adds to it.

use crate::engines::Engine;
use crate::estimate::data_model::schema;
use crate::model::Document;
use crate::text::data_model::{NewRow, names_given, rows};
use crate::text::sql;

/// The statements, then what the engine cannot say, line by line.
pub(super) fn sql(engine: Engine, doc: &Document) -> Vec<String> {
    let script = sql::write(engine, &schema(doc));
    let notes = script.notes.into_iter().map(|note| {
        let gap = if note.item.is_empty() { "" } else { "." };
        [&note.table, gap, &note.item, ": ", note.why].concat()
    });
    std::iter::once(script.sql).chain(notes).collect()
}

/// What a text adds: how many lines tell of what was skipped, those lines, and the rows.
pub(super) fn read_sql(text: &str, doc: &Document) -> Vec<String> {
    let reading = sql::read(text);
    let skipped = reading.skipped.iter().map(|skipped| match skipped.line {
        // What stands for all that is not listed.
        0 => format!("And {}: {}", skipped.what, skipped.why),
        line => format!("Line {line}, “{}”: {}", skipped.what, skipped.why),
    });
    let mut skipped: Vec<String> = skipped.collect();
    let named = names_given(&reading.schema);
    if !named.is_empty() {
        let some: Vec<&str> = named.iter().copied().take(3).collect();
        let more = if named.len() > some.len() { " …" } else { "" };
        skipped.push(format!(
            "The names of constraints and indexes ({}: {}{more}): a design has none, each engine gives them anew",
            named.len(),
            some.join(", "),
        ));
    }
    let mut texts = vec![skipped.len().to_string()];
    texts.append(&mut skipped);
    texts.extend(NewRow::texts(&rows(doc, reading.engine, &reading.schema)));
    texts
}
