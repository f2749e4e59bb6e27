//! A relational schema as Mermaid's entity relationship diagram.
//!
//! Only what Mermaid 10.9 to 11.17 all take is written. Names of entities and labels are in quotation marks,
//! where those versions refuse `"`, `%` and `\`; types and names of attributes are words of ASCII, and what
//! such a word cannot say stands behind it as a comment.

use super::{MOST_BYTES, MOST_EDGES};
use crate::engines::{Column, Engine, ForeignKey, Schema, Table, Type};
use crate::text::sql::type_text;
use rustc_hash::FxHashMap;

/// The diagram, or nothing without a table. Types have the names that they have in the engine.
///
/// What Mermaid has no room for is left out, attributes before tables, and a line says so.
///
/// ```
/// use envelope::{engines::Engine, text::{mermaid, sql}};
/// let sql = "CREATE TABLE users (id bigint PRIMARY KEY, pk varchar(20) NOT NULL);
///     CREATE TABLE pastes (id uuid PRIMARY KEY, owner bigint REFERENCES users)";
/// let diagram = mermaid::entities(Engine::Postgres, &sql::read(sql).schema);
/// let lines = ["erDiagram", "    \"users\" {", "        bigint id PK \"not null\"",
///     "        varchar(20) _pk \"pk, not null\"", "    }", "    \"pastes\" {",
///     "        uuid id PK \"not null\"", "        bigint owner FK", "    }",
///     "    \"users\" |o..o{ \"pastes\" : \"owner\"", ""];
/// assert_eq!(diagram, Some(lines.join("\n")));
/// ```
pub fn entities(engine: Engine, schema: &Schema) -> Option<String> {
    if schema.tables.is_empty() {
        return None;
    }
    let whole = draw(engine, schema, true);
    Some(whole.unwrap_or_else(|_| draw(engine, schema, false).unwrap_or_else(|cut| cut)))
}

/// The diagram; as an error, what of it there is room for.
fn draw(engine: Engine, schema: &Schema, attributes: bool) -> Result<String, String> {
    let mut out = String::from("erDiagram\n");
    if !attributes {
        out.push_str("    %% The attributes are left out: Mermaid draws no larger diagrams\n");
    }
    let (mut names, mut taken) = (FxHashMap::default(), FxHashMap::default());
    let mut left_out = 0_usize;
    for table in &schema.tables {
        let name = unlike(&mut taken, quotable(&table.name));
        let mut text = ["    \"", &name, "\""].concat();
        if attributes && !table.columns.is_empty() {
            text.push_str(" {\n");
            for column in &table.columns {
                attribute(engine, table, column, &mut text);
                if out.len() + text.len() > MOST_BYTES {
                    return Err(out);
                }
            }
            text.push_str("    }");
        }
        text.push('\n');
        if out.len() + text.len() > MOST_BYTES {
            left_out += 1;
        } else {
            names.insert(table.name.clone(), name);
            out.push_str(&text);
        }
    }
    let (mut edges, mut full) = (0, false);
    for table in &schema.tables {
        for key in &table.foreign_keys {
            let (Some(from), Some(to)) = (names.get(&key.table), names.get(&table.name)) else {
                continue;
            };
            if full {
                left_out += 1;
                continue;
            }
            let line = relation(table, key, from, to);
            full = edges == MOST_EDGES || out.len() + line.len() > MOST_BYTES;
            if full {
                left_out += 1;
            } else {
                edges += 1;
                out.push_str(&line);
            }
        }
    }
    if left_out == 0 {
        return Ok(out);
    }
    let count = left_out.to_string();
    let why = " more are left out: Mermaid draws no larger diagrams\n";
    Err([&out, "    %% ", &count, why].concat())
}

/// A name that none before has: with a number, if need be.
fn unlike(taken: &mut FxHashMap<String, usize>, name: String) -> String {
    let mut free = name.clone();
    let mut number = taken.get(&name).copied().unwrap_or(0);
    while taken.contains_key(&free) {
        number += 1;
        free = [&name, " ", &number.to_string()].concat();
    }
    taken.insert(name, number);
    taken.entry(free.clone()).or_insert(0);
    free
}

/// What can stand between two quotation marks: other signs that look alike for those that cannot.
fn quotable(text: &str) -> String {
    let alike = |c: char| match c {
        '"' | '`' => '\'',
        '%' => '％',
        '\\' => '＼',
        '\u{2028}' | '\u{2029}' => ' ',
        c if c.is_control() => ' ',
        c => c,
    };
    let text: String = text.chars().map(alike).collect();
    match text.trim() {
        "" => String::from("unnamed"),
        name => name.to_owned(),
    }
}

/// A word that every version takes for a type or a name.
fn word(text: &str) -> String {
    let fits = |c: char| match c {
        c if c.is_ascii_alphanumeric() => c,
        '_' | '-' | '[' | ']' | '(' | ')' => c,
        ',' => '-',
        _ => '_',
    };
    let mut word: String = text.trim().replace(", ", ",").chars().map(fits).collect();
    let key = word.get(..2).is_some_and(|start| {
        ["pk", "fk", "uk"]
            .iter()
            .any(|key| start.eq_ignore_ascii_case(key))
    });
    // A key is read where such a word ends: `pk`, `pk-x`, but not `fk_id`.
    let after = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let key = key && !word[2..].starts_with(after);
    if key || !word.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') {
        word.insert(0, '_');
    }
    word
}

fn attribute(engine: Engine, table: &Table, column: &Column, out: &mut String) {
    let (data_type, words) = match &column.data_type {
        Type::Enum(words) => (String::from("enum"), words.join(" | ")),
        Type::Set(words) => (String::from("set"), words.join(" | ")),
        data_type => (type_text(engine, data_type), String::new()),
    };
    let name = word(&column.name);
    out.push_str(&["        ", &word(&data_type), " ", &name].concat());
    let has = |columns: &[String]| columns.contains(&column.name);
    let primary = table
        .primary_key
        .as_ref()
        .is_some_and(|key| has(&key.columns));
    let foreign = table.foreign_keys.iter().any(|key| has(&key.columns));
    let unique = table
        .uniques
        .iter()
        .any(|key| key.columns == [column.name.as_str()]);
    let keys = [(primary, "PK"), (foreign, "FK"), (unique, "UK")];
    let keys: Vec<&str> = keys
        .into_iter()
        .filter_map(|(is, key)| is.then_some(key))
        .collect();
    if !keys.is_empty() {
        out.push_str(&[" ", &keys.join(", ")].concat());
    }
    let not_null = if column.not_null { "not null" } else { "" };
    let own = if name == column.name {
        ""
    } else {
        column.name.as_str()
    };
    let notes = [own, &words, not_null, &column.comment];
    let notes: Vec<&str> = notes
        .into_iter()
        .filter(|note| !note.trim().is_empty())
        .collect();
    if !notes.is_empty() {
        out.push_str(&[" \"", &quotable(&notes.join(", ")), "\""].concat());
    }
    out.push('\n');
}

/// `"users" ||--o{ "orders" : "user_id"`. A line without gaps: the row cannot be told from others without
/// the one that it refers to.
fn relation(table: &Table, key: &ForeignKey, from: &str, to: &str) -> String {
    let in_primary = |name: &String| {
        let primary = table.primary_key.as_ref();
        primary.is_some_and(|primary| primary.columns.contains(name))
    };
    let never_null = |name: &String| {
        let column = table.columns.iter().find(|column| column.name == *name);
        column.is_some_and(|column| column.not_null) || in_primary(name)
    };
    let one = if key.columns.iter().all(never_null) {
        "||"
    } else {
        "|o"
    };
    let line = if key.columns.iter().any(in_primary) {
        "--"
    } else {
        ".."
    };
    let uniques = table.primary_key.iter().chain(&table.uniques);
    let alone = uniques
        .into_iter()
        .any(|unique| unique.columns.iter().all(|name| key.columns.contains(name)));
    let many = if alone { "o|" } else { "o{" };
    let label = quotable(&key.columns.join(", "));
    [
        "    \"", from, "\" ", one, line, many, " \"", to, "\" : \"", &label, "\"\n",
    ]
    .concat()
}
