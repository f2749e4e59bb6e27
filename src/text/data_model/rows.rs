//! A schema as rows of the data model: what a reading of SQL adds to a design.

use crate::engines::{Action, Engine, ForeignKey, Index, Method, Part, Schema, Table};
use crate::estimate::data_model::{Constraints, constraints, marked, sorted};
use crate::model;
use crate::model::architecture::COMPONENTS;
use crate::model::data_model as fields;
use crate::model::{Document, Id};
use crate::text::sql;
use std::borrow::Cow;

/// A row that is to be added.
#[derive(Clone, Debug, PartialEq)]
pub struct NewRow {
    /// To which table.
    pub table: &'static model::Table,
    /// Its cells, as many as there is something to say.
    pub cells: Vec<String>,
    /// The cells that name an entity or a component, each with the place of that among those that are added.
    pub entities: Vec<(usize, usize)>,
}

impl NewRow {
    /// Adds rows to a design; hands back the ids of those that are entities or components.
    ///
    /// ```
    /// use envelope::{engines::Engine, estimate::data_model::schema, model::Document, text::{data_model::{NewRow, rows}, sql}};
    /// let read = sql::read("CREATE TABLE users (id bigint PRIMARY KEY, name varchar(40) NOT NULL)");
    /// let mut doc = Document::default();
    /// NewRow::add(&rows(&doc, read.engine, &read.schema), &mut doc);
    /// assert_eq!(schema(&doc).tables[0].columns, read.schema.tables[0].columns);
    /// ```
    pub fn add(rows: &[Self], doc: &mut Document) -> Vec<Id> {
        let mut ids = Vec::new();
        for row in rows {
            let mut cells = row.cells.clone();
            for (column, entity) in &row.entities {
                let id = ids.get(*entity).map(Id::to_string).unwrap_or_default();
                if cells.len() <= *column {
                    cells.resize(column + 1, String::new());
                }
                cells[*column] = id;
            }
            let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
            let id = doc.add_row_of(row.table, &cells);
            if [&fields::ENTITIES, &COMPONENTS].contains(&row.table) {
                ids.push(id);
            }
        }
        ids
    }
}

impl NewRow {
    /// Rows as a list of texts.
    pub fn texts(rows: &[Self]) -> Vec<String> {
        let mut texts = Vec::new();
        for row in rows {
            texts.push(row.table.key.to_owned());
            texts.push(row.cells.len().to_string());
            texts.extend(row.cells.iter().cloned());
            texts.push(row.entities.len().to_string());
            for (column, entity) in &row.entities {
                texts.extend([column.to_string(), entity.to_string()]);
            }
        }
        texts
    }

    /// Reads what [`NewRow::texts`] made, as far as it is whole.
    pub fn read(texts: impl IntoIterator<Item = String>) -> Vec<Self> {
        let mut texts = texts.into_iter();
        std::iter::from_fn(|| Self::next(&mut texts)).collect()
    }

    fn next(mut texts: &mut dyn Iterator<Item = String>) -> Option<Self> {
        let key = texts.next()?;
        let mut tables = model::all_tables().into_iter();
        let table = tables.find(|table| table.key == key)?;
        let count: usize = texts.next()?.parse().ok()?;
        let cells: Vec<String> = (&mut texts).take(count).collect();
        let count: usize = texts.next()?.parse().ok()?;
        let mut number = || texts.next()?.parse().ok();
        let entities = (0..count).map_while(|_| Some((number()?, number()?)));
        Some(Self {
            table,
            cells,
            entities: entities.collect(),
        })
    }
}

/// The rows that a schema adds to a design: entities, attributes, indexes and relationships. A table of a name that
/// is there already is called otherwise, so that nothing is replaced.
pub fn rows(doc: &Document, engine: Engine, schema: &Schema) -> Vec<NewRow> {
    let names = names(doc, schema);
    let mut rows: Vec<NewRow> = (schema.tables.iter().zip(&names))
        .map(|(table, name)| {
            let fill = table.fill_factor.map(|fill| format!("{fill}%"));
            let mut cells = vec![String::new(); 6];
            cells[0].clone_from(name);
            cells[3] = one_line(&table.comment);
            kept(doc, engine).clone_into(&mut cells[4]);
            cells[5] = fill.unwrap_or_default();
            of(&fields::ENTITIES, cells, &[])
        })
        .collect();
    for (at, table) in schema.tables.iter().enumerate() {
        for place in 0..table.columns.len() {
            rows.push(attribute(schema, &names, engine, at, place));
        }
        rows.extend(indexes(at, table));
        let keys = table.foreign_keys.iter();
        rows.extend(keys.filter_map(|key| relationship(schema, at, key)));
    }
    rows
}

fn of(table: &'static model::Table, cells: Vec<String>, entities: &[(usize, usize)]) -> NewRow {
    NewRow {
        table,
        cells,
        entities: entities.to_vec(),
    }
}

/// What an entity says of its engine: nothing where it is that of the document.
fn kept(doc: &Document, engine: Engine) -> &'static str {
    let own = crate::estimate::data_model::engine(doc);
    match engine {
        _ if engine == own => "",
        Engine::Postgres => "postgres",
        Engine::Innodb => "mysql",
        Engine::Sqlite => "sqlite",
    }
}

/// What each table is called among the entities that are there.
fn names(doc: &Document, schema: &Schema) -> Vec<String> {
    let there = doc.data_model.entities.iter();
    let mut taken: Vec<String> = there
        .map(|entity| entity.name.trim().to_lowercase())
        .collect();
    let mut names = Vec::new();
    for table in &schema.tables {
        let mut name = table.name.clone();
        let mut number = 2;
        while taken.contains(&name.trim().to_lowercase()) {
            name = format!("{} {number}", table.name);
            number += 1;
        }
        taken.push(name.trim().to_lowercase());
        names.push(name);
    }
    names
}

fn find(schema: &Schema, name: &str) -> Option<usize> {
    schema.tables.iter().position(|table| table.name == name)
}

fn attribute(schema: &Schema, names: &[String], engine: Engine, at: usize, place: usize) -> NewRow {
    let table = &schema.tables[at];
    let column = &table.columns[place];
    let alone = |columns: &[String]| columns.len() == 1 && columns[0] == column.name;
    let primary = primary(table, &column.name);
    let mut said: Vec<String> = primary.iter().cloned().collect();
    for key in &table.foreign_keys {
        let Some(part) = key.columns.iter().position(|name| *name == column.name) else {
            continue;
        };
        let target = find(schema, &key.table);
        let to = target.map_or(&key.table, |to| &names[to]);
        let whole = target.and_then(|to| schema.tables[to].primary_key.as_ref());
        let referred = match (key.references.is_empty(), whole) {
            (true, Some(whole)) if whole.columns.len() > 1 => &whole.columns,
            _ => &key.references,
        };
        let referred = referred.get(part).map(|name| [".", &marked(name)].concat());
        let referred = referred.unwrap_or_default();
        said.push(["FK → ", &marked(to), &referred, &rules(key)].concat());
    }
    if table.uniques.iter().any(|key| alone(&key.columns)) {
        said.push("unique".to_owned());
    }
    if column.not_null && primary.is_none() {
        said.push("not null".to_owned());
    }
    if column.generated {
        said.push("generated".to_owned());
    }
    // The table says it; here the first attribute of its key does, or else the first of all.
    let keyed = table
        .columns
        .iter()
        .position(|one| self::primary(table, &one.name).is_some());
    if table.without_rowid && place == keyed.unwrap_or(0) {
        said.push("without rowid".to_owned());
    }
    if let Some(default) = &column.default {
        said.push(["default ", default].concat());
    }
    let checks = table
        .checks
        .iter()
        .filter(|check| owner(table, &check.condition) == place);
    said.extend(checks.map(|check| ["check (", &check.condition, ")"].concat()));
    if !column.comment.is_empty() {
        said.push(comment(&column.comment));
    }
    let cells = vec![
        column.name.clone(),
        sql::type_text(engine, &column.data_type) + if column.unsigned { " unsigned" } else { "" },
        String::new(),
        said.join(", "),
    ];
    of(&fields::ATTRIBUTES, cells, &[(4, at)])
}

/// How a column says that it is in the primary key: with its place there, unless the key has the order of the columns.
fn primary(table: &Table, column: &str) -> Option<String> {
    let key = &table.primary_key.as_ref()?.columns;
    let place = key.iter().position(|name| name == column)?;
    let at = |name: &String| table.columns.iter().position(|column| column.name == *name);
    Some(if key.is_sorted_by_key(at) {
        "PK".to_owned()
    } else {
        format!("PK {}", place + 1)
    })
}

/// A cell holds one line.
fn one_line(text: &str) -> String {
    text.replace(['\r', '\n'], " ")
}

/// A comment among constraints: as it is, or marked as one where it could be taken for something else.
fn comment(text: &str) -> String {
    let text = one_line(text);
    let alone = Constraints {
        remarks: vec![Cow::Borrowed(text.as_str())],
        ..Constraints::default()
    };
    if constraints(&text) == alone {
        return text;
    }
    ["comment '", &text.replace('\'', "''"), "'"].concat()
}

/// The column at which a check is said: the first that it names, or the first of the table.
fn owner(table: &Table, condition: &str) -> usize {
    let words = || condition.split(|c: char| !(c.is_alphanumeric() || c == '_'));
    let named = |name: &str| words().any(|word| word.eq_ignore_ascii_case(name));
    let mut columns = table.columns.iter();
    columns.position(|column| named(&column.name)).unwrap_or(0)
}

fn rules(key: &ForeignKey) -> String {
    let mut text = String::new();
    for (when, action) in [
        (" on delete ", key.on_delete),
        (" on update ", key.on_update),
    ] {
        let rule = match action {
            Action::NoAction => continue,
            Action::Restrict => "restrict",
            Action::Cascade => "cascade",
            Action::SetNull => "set null",
            Action::SetDefault => "set default",
        };
        text.push_str(when);
        text.push_str(rule);
    }
    text
}

fn indexes(at: usize, table: &Table) -> Vec<NewRow> {
    let row = |columns: String, kind: &str, condition: &str| {
        let cells = vec![columns, kind.to_owned(), condition.to_owned()];
        of(&fields::INDEXES, cells, &[(4, at)])
    };
    let uniques = table.uniques.iter().filter(|key| key.columns.len() > 1);
    let mut rows: Vec<NewRow> = uniques
        .map(|key| row(joined(&key.columns), "unique", ""))
        .collect();
    for index in &table.indexes {
        let kind = match (index.unique, index.method) {
            (true, _) => "unique",
            (_, Method::Hash) => "hash",
            (_, Method::Inverted) => "inverted",
            (_, Method::Spatial) => "spatial",
            (_, Method::Brin) => "brin",
            (_, Method::BTree) => "",
        };
        rows.push(row(
            columns(index),
            kind,
            index.predicate.as_deref().unwrap_or_default(),
        ));
    }
    rows
}

fn columns(index: &Index) -> String {
    let parts: Vec<String> = index.parts.iter().map(part).collect();
    let mut text = parts.join(", ");
    if !index.include.is_empty() {
        text = [&text, " include (", &joined(&index.include), ")"].concat();
    }
    text
}

fn joined(names: &[String]) -> String {
    let names: Vec<String> = names.iter().map(|name| marked(name)).collect();
    names.join(", ")
}

/// A column, or an expression: in parentheses where it would not be read as one by itself.
fn part(part: &Part) -> String {
    let of = if part.expression {
        match sorted(&part.of).as_slice() {
            [read] if read.expression && !read.descending && read.column == part.of => {
                part.of.clone()
            }
            _ => ["(", &part.of, ")"].concat(),
        }
    } else {
        marked(&part.of)
    };
    [of.as_str(), if part.descending { " desc" } else { "" }].concat()
}

/// What a foreign key says of two entities; nothing where it leads out of the schema.
fn relationship(schema: &Schema, at: usize, key: &ForeignKey) -> Option<NewRow> {
    let table = &schema.tables[at];
    let to = find(schema, &key.table)?;
    let primary = table.primary_key.as_ref();
    let whole = |columns: &[String]| {
        columns.len() == key.columns.len() && key.columns.iter().all(|name| columns.contains(name))
    };
    let one = primary.is_some_and(|primary| whole(&primary.columns))
        || table.uniques.iter().any(|unique| whole(&unique.columns));
    let identifying = primary.is_some_and(|primary| {
        key.columns
            .iter()
            .all(|name| primary.columns.contains(name))
    });
    let optional = table
        .columns
        .iter()
        .any(|column| key.columns.contains(&column.name) && !column.not_null);
    let text = |yes: bool, word: &str| if yes { word.to_owned() } else { String::new() };
    let cells = vec![
        key.columns.join(", "),
        String::new(),
        text(one, "one"),
        String::new(),
        text(optional && !identifying, "from"),
        text(identifying, "yes"),
    ];
    Some(of(&fields::RELATIONSHIPS, cells, &[(1, to), (3, at)]))
}
