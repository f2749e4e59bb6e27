//! What an engine makes of an index that another has.

use super::write::Writer;
use crate::engines::{Column, Engine, Index, Method, Part, Table, Type};

impl Writer<'_> {
    /// The index as the engine can have it; none where that would be another one.
    pub(super) fn able(&mut self, table: &Table, item: &str, index: &Index) -> Option<Index> {
        let mut able = index.clone();
        let columns: Vec<&Column> = table
            .columns
            .iter()
            .filter(|column| {
                index
                    .parts
                    .iter()
                    .any(|part| !part.expression && part.of == column.name)
            })
            .collect();
        let whys: Vec<&'static str> = match self.engine {
            Engine::Postgres => postgres(&mut able, &columns),
            Engine::Innodb => mysql(&mut able, &columns, table),
            Engine::Sqlite => sqlite(&mut able),
        }
        .map_err(|why| self.note(table, item, why))
        .ok()?;
        for why in whys {
            self.note(table, item, why);
        }
        Some(able)
    }
}

/// What changes, or why there is no such index.
type Changes = Result<Vec<&'static str>, &'static str>;

fn is_text(column: &Column) -> bool {
    matches!(
        column.data_type,
        Type::Char(_) | Type::Varchar(_) | Type::Text
    )
}

/// Whether `MySQL` keeps a column as a document.
pub(super) fn is_document(column: &Column) -> bool {
    matches!(column.data_type, Type::Json | Type::Jsonb | Type::Array(_))
}

fn own_kind(column: &Column) -> bool {
    matches!(column.data_type, Type::Other(_))
}

fn postgres(index: &mut Index, columns: &[&Column]) -> Changes {
    let mut whys = Vec::new();
    if index.method == Method::Hash && (index.parts.len() > 1 || index.unique) {
        index.method = Method::BTree;
        whys.push("a hash has one column and is not unique; it is a tree");
    }
    if index.method == Method::Spatial && !columns.iter().all(|column| own_kind(column)) {
        index.method = Method::BTree;
        whys.push("there is no order in space of these types; it is a tree");
    }
    if index.method == Method::Inverted {
        if !columns.is_empty() && columns.iter().all(|column| is_text(column)) {
            words_of(index);
            whys.push("the words of the texts are indexed, by to_tsvector('simple', …)");
        } else if columns.iter().any(|column| {
            !matches!(
                column.data_type,
                Type::Jsonb | Type::Array(_) | Type::Other(_)
            )
        }) {
            return Err("there is no inverted index of these types; it is left out");
        }
    }
    if index.method != Method::BTree {
        if index.unique {
            index.unique = false;
            whys.push("only a tree is unique");
        }
        if !index.include.is_empty() && index.method != Method::Spatial {
            index.include.clear();
            whys.push("only a tree carries other columns; they are left out");
        }
        ascending(index, &mut whys);
    } else if columns.iter().any(|column| column.data_type == Type::Json) {
        return Err("json has no order, only jsonb has; it is left out");
    }
    Ok(whys)
}

fn ascending(index: &mut Index, whys: &mut Vec<&'static str>) {
    if index.parts.iter().any(|part| part.descending) {
        whys.push("only a tree has an order");
    }
    for part in &mut index.parts {
        part.descending = false;
    }
}

/// `to_tsvector('simple', a || ' ' || b)`.
fn words_of(index: &mut Index) {
    let one = |part: &Part| {
        let name = super::words::neutral(&part.of);
        let text = if part.expression {
            part.of.clone()
        } else {
            name
        };
        ["coalesce(", &text, ", '')"].concat()
    };
    let texts: Vec<String> = index.parts.iter().map(one).collect();
    index.parts = vec![Part {
        of: ["to_tsvector('simple', ", &texts.join(" || ' ' || "), ")"].concat(),
        expression: true,
        descending: false,
    }];
}

fn mysql(index: &mut Index, columns: &[&Column], table: &Table) -> Changes {
    let mut whys = Vec::new();
    if index.parts.iter().any(|part| part.expression) {
        return Err("MariaDB has no index of an expression; it is left out");
    }
    let document =
        |column: &&Column| matches!(column.data_type, Type::Json | Type::Jsonb | Type::Array(_));
    if columns.iter().any(document) {
        return Err("MySQL has no index of a document; it is left out");
    }
    match index.method {
        Method::BTree => {}
        Method::Inverted if columns.iter().all(|column| is_text(column)) => {
            ascending(index, &mut whys);
        }
        Method::Inverted => return Err("FULLTEXT is for texts; it is left out"),
        Method::Spatial
            if columns
                .iter()
                .all(|column| own_kind(column) && column.not_null) =>
        {
            ascending(index, &mut whys);
        }
        Method::Spatial => {
            return Err("SPATIAL is for geometry that is never null; it is left out");
        }
        Method::Hash | Method::Brin => {
            index.method = Method::BTree;
            whys.push("InnoDB has trees only; it is one");
        }
    }
    if index.method != Method::BTree && index.unique {
        index.unique = false;
        whys.push("only a tree is unique");
    }
    if index.predicate.take().is_some() {
        // Unique in all rows would refuse what was allowed.
        if std::mem::take(&mut index.unique) {
            whys.push("there is no partial index; it is of all rows, and not unique");
        } else {
            whys.push("there is no partial index; it is of all rows");
        }
    }
    let kept = |of: &String| {
        !table
            .columns
            .iter()
            .any(|one| one.name == *of && is_document(one))
    };
    let carries = index.include.len();
    index.include.retain(kept);
    if index.include.len() < carries {
        whys.push("it carries no documents; they are left out");
    }
    carried(index, &mut whys);
    Ok(whys)
}

fn sqlite(index: &mut Index) -> Changes {
    let mut whys = Vec::new();
    match index.method {
        Method::BTree => {}
        Method::Inverted => {
            return Err("words are searched in a table of FTS5; the index is left out");
        }
        Method::Spatial => {
            return Err("space is searched in a table of R*Tree; the index is left out");
        }
        Method::Hash | Method::Brin => {
            index.method = Method::BTree;
            whys.push("SQLite has trees only; it is one");
        }
    }
    carried(index, &mut whys);
    Ok(whys)
}

/// Columns that are only carried become the last of the key, where that changes nothing else.
fn carried(index: &mut Index, whys: &mut Vec<&'static str>) {
    let carried = std::mem::take(&mut index.include);
    if carried.is_empty() {
        return;
    }
    if index.unique || index.method != Method::BTree {
        whys.push("it carries no other columns; they are left out");
        return;
    }
    whys.push("the columns that it carries are the last of its key");
    let carried = carried.into_iter().map(|of| Part {
        of,
        ..Part::default()
    });
    index.parts.extend(carried);
}
