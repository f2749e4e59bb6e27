//! What a design is as JSON, as JSON Schema says such things: made from the declarations, so that a field that is
//! declared is described.

use crate::model::{FORMAT, Input, Spec, all_fields, all_tables, rooms};
use serde_json::{Map, Value, json};

/// The form of the schema: the name of a vocabulary, which nobody fetches.
const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// The schema of a design, draft 2020-12, indented.
///
/// It describes what is written: whatever is not there is empty, and a reader passes over what it does not know.
///
/// ```
/// use envelope::text::json_schema;
/// let schema: serde_json::Value = serde_json::from_str(&json_schema::schema()).unwrap();
/// let dau = &schema["properties"]["capacity"]["properties"]["dau"];
/// assert_eq!(dau["title"], "Daily active users");
/// assert_eq!(schema["properties"]["conventions"]["properties"]["digits"]["enum"][1], "3");
/// ```
pub fn schema() -> String {
    let id = json!({ "type": "integer", "minimum": 0, "maximum": u32::MAX });
    let mut properties = Map::new();
    let mut put = |key: &str, value: Value| properties.insert(key.to_owned(), value);
    put(
        "format",
        json!({ "description": "The version of this form.", "type": "integer", "minimum": 0, "maximum": FORMAT }),
    );
    put(
        "last_id",
        json!({ "description": "The last id that was given to a row; none is used twice.", "$ref": "#/$defs/id" }),
    );
    put(
        "title",
        json!({ "title": "Title of the design", "type": "string" }),
    );
    for room in rooms() {
        put(room, section(room));
    }
    let schema = json!({
        "$schema": DIALECT,
        "title": "A design of Envelope",
        "description": "A high-level design. Every entry is a text, as it was typed; what is left out is empty.",
        "$defs": { "id": id },
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
    });
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    text
}

/// The part of a key before the dot, and that after it.
fn parts(key: &'static str) -> (&'static str, &'static str) {
    key.split_once('.').unwrap_or(("", key))
}

/// The fields and tables of a section.
fn section(room: &str) -> Value {
    let mut properties = Map::new();
    for field in all_fields() {
        let (of, name) = parts(field.spec.key);
        if of == room {
            properties.insert(name.to_owned(), entry(&field.spec));
        }
    }
    for table in all_tables() {
        let (of, name) = parts(table.key);
        if of != room {
            continue;
        }
        let mut columns = Map::new();
        columns.insert(
            "id".to_owned(),
            json!({ "description": "What other rows refer to it by.", "$ref": "#/$defs/id" }),
        );
        for spec in (table.specs)() {
            columns.insert(parts(spec.key).1.to_owned(), entry(spec));
        }
        let row = json!({ "title": table.row, "type": "object", "properties": columns, "additionalProperties": false });
        let list = json!({ "title": table.title, "description": table.help, "type": "array", "items": row });
        properties.insert(name.to_owned(), list);
    }
    json!({ "type": "object", "properties": properties, "additionalProperties": false })
}

/// A field or a column.
fn entry(spec: &Spec) -> Value {
    let mut entry = Map::new();
    let mut put = |key: &str, value: Value| entry.insert(key.to_owned(), value);
    put("title", spec.label.into());
    put("type", "string".into());
    let mut help = spec.help.to_owned();
    match spec.input {
        Input::Choice(choices) => {
            // Empty is what holds when nothing was chosen.
            let mut values = vec![""];
            values.extend(
                choices
                    .iter()
                    .map(|(value, _)| *value)
                    .filter(|value| !value.is_empty()),
            );
            put("enum", values.into());
        }
        Input::Reference(table) => {
            help.push_str(" The id of a row of ");
            help.push_str(table.key);
            help.push('.');
            put("pattern", "^([1-9][0-9]*)?$".into());
        }
        Input::Quantity(_) | Input::Curve => {
            help.push_str(" Takes ");
            help.push_str(spec.unit());
            help.push('.');
        }
        Input::Line | Input::Text => {}
    }
    put("description", help.into());
    if !spec.example.is_empty() {
        put("examples", vec![spec.example].into());
    }
    Value::Object(entry)
}
