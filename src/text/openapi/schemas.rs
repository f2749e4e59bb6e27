//! What fields hold, as JSON Schema.

use super::Writer;
use super::value::{Map, Value};
use super::words::named;
use crate::engines::{Engine, Type, read_type, read_type_of};
use crate::estimate::apis::{Holds, unique};
use crate::estimate::data_model::{Constraints, Own, Store, constraints, store};
use crate::model::Document;
use crate::model::data_model::{Attribute, Entity};

/// The schema of what a field holds, and whether it is always there.
pub(super) struct Held {
    pub(super) schema: Map,
    pub(super) always: bool,
    pub(super) nullable: bool,
    /// The engine counts it up: it is not for the caller to say.
    pub(super) counted: bool,
}

impl<'d> Writer<'_, 'd> {
    /// The schema of a field; `of` names it where something is noted.
    pub(super) fn held(&mut self, holds: &Holds<'_, 'd>, of: &str) -> Held {
        let alone = |schema| Held {
            schema,
            always: false,
            nullable: false,
            counted: false,
        };
        match holds {
            Holds::Entity(own) => alone(self.reference(own)),
            Holds::Attribute(entity, attribute) => self.attribute(entity, attribute),
            Holds::Data(data) => alone(self.data(data, of)),
            Holds::List(inner) => {
                let items = self.held(inner, of).schema;
                let mut schema = Map::of(&[("type", "array")]);
                schema.put("items", items);
                alone(schema)
            }
            Holds::Nowhere => {
                self.note(
                    of,
                    "its type names an attribute that is not there; it is written as a text",
                );
                alone(Map::of(&[("type", "string")]))
            }
        }
    }

    /// Where the schema of an entity stands; it is written once.
    fn reference(&mut self, own: &Own<'d>) -> Map {
        let at = ["#/components/schemas/", &self.component(own)].concat();
        Map::of(&[("$ref", &at)])
    }

    /// The name of an entity's schema.
    fn component(&mut self, own: &Own<'d>) -> String {
        let id = own.entity.id;
        if let Some((_, name)) = self.written.iter().find(|(known, _)| *known == id) {
            return name.clone();
        }
        let kept = |c: char| {
            if c.is_ascii_alphanumeric() || "._-".contains(c) {
                c
            } else {
                '_'
            }
        };
        let wanted: String = own.name.chars().map(kept).collect();
        let taken: Vec<String> = self.written.iter().map(|(_, name)| name.clone()).collect();
        let name = unique(&wanted, &[taken, vec!["Problem".to_owned()]].concat());
        if name != own.name {
            let why = ["its schema is called ", &name].concat();
            self.note(&own.name, &why);
        }
        self.written.push((id, name.clone()));
        let schema = self.entity(own);
        self.schemas.put(&name, schema);
        name
    }

    fn entity(&mut self, own: &Own<'d>) -> Map {
        let (mut properties, mut required) = (Map::default(), Vec::new());
        for attribute in &own.attributes {
            let name = attribute.name.trim();
            if !fits(name) || properties.get(name).is_some() {
                let of = [&own.name, ".", name].concat();
                self.note(
                    &of,
                    "an attribute without a fitting name, or the second of a name, is left out",
                );
                continue;
            }
            let held = self.attribute(own.entity, attribute);
            let mut schema = if held.nullable {
                nullable(held.schema)
            } else {
                held.schema
            };
            if held.counted {
                schema.put("readOnly", Value::Bool(true));
            }
            properties.put(name, schema);
            if held.always {
                required.push(Value::from(name));
            }
        }
        let mut schema = Map::of(&[("type", "object")]);
        schema.say("description", own.entity.note.trim());
        schema.say("properties", properties);
        schema.say("required", required);
        schema
    }

    fn attribute(&mut self, entity: &Entity, attribute: &Attribute) -> Held {
        let said = constraints(&attribute.constraints);
        let kind = read_type_of(engine(self.doc, entity), &attribute.kind);
        let of = [entity.name.trim(), ".", attribute.name.trim()].concat();
        let mut schema = self.data(&kind, &of);
        if let Some(words) = words(&said, attribute.name.trim()) {
            schema.put("enum", words);
        }
        schema.say("description", said.remarks.join(", "));
        let always = said.primary || said.not_null;
        Held {
            schema,
            always,
            nullable: !always,
            counted: said.generated,
        }
    }

    /// A type of the data model, by what JSON has for it. Decimals are texts, so that nobody rounds money.
    fn data(&mut self, data: &Type, of: &str) -> Map {
        let (kind, format) = match data {
            Type::Bool => ("boolean", ""),
            Type::TinyInt | Type::SmallInt | Type::MediumInt | Type::Int => ("integer", "int32"),
            Type::BigInt => ("integer", "int64"),
            Type::Year => ("integer", ""),
            Type::Real => ("number", "float"),
            Type::Double => ("number", "double"),
            Type::Decimal(_) => ("string", "decimal"),
            Type::Date => ("string", "date"),
            Type::Time => ("string", "time"),
            Type::DateTime(_) | Type::Timestamp(_) => ("string", "date-time"),
            Type::Interval => ("string", "duration"),
            Type::Uuid => ("string", "uuid"),
            Type::Json | Type::Jsonb => return Map::of(&[("description", "Any JSON.")]),
            Type::Set(_) | Type::Array(_) => ("array", ""),
            Type::Other(name) => named(name).unwrap_or(("string", "")),
            _ => ("string", ""),
        };
        let mut schema = Map::of(&[("type", kind)]);
        schema.say("format", format);
        let mut length = |key: &str, length: u32| schema.put(key, Value::Whole(length.into()));
        match data {
            Type::Char(characters) => {
                length("minLength", *characters);
                length("maxLength", *characters);
            }
            Type::Varchar(Some(characters)) => length("maxLength", *characters),
            Type::Binary(_) | Type::Varbinary(_) | Type::Blob => {
                schema.put("contentEncoding", "base64");
            }
            Type::Enum(words) => schema.say("enum", each_once(words)),
            Type::Set(words) => {
                let mut items = Map::of(&[("type", "string")]);
                items.say("enum", each_once(words));
                schema.put("items", items);
                schema.put("uniqueItems", Value::Bool(true));
            }
            Type::Array(of_these) => {
                let items = self.data(of_these, of);
                schema.put("items", items);
            }
            Type::Other(name) if named(name).is_none() => {
                let why = [
                    "the type “",
                    name,
                    "” is not known; it is written as a text",
                ]
                .concat();
                self.note(of, &why);
            }
            _ => {}
        }
        schema
    }
}

/// Whether a field may be called so: `$ref` is taken for a reference by most programs that read such documents.
pub(super) fn fits(name: &str) -> bool {
    !name.is_empty() && name != "$ref"
}

fn engine(doc: &Document, entity: &Entity) -> Engine {
    match store(doc, entity) {
        Store::Relational(engine) => engine,
        Store::Other(_) => Engine::Postgres,
    }
}

/// The words of `check (status in ('placed', 'paid'))`.
fn words(said: &Constraints, name: &str) -> Option<Vec<Value>> {
    said.checks.iter().find_map(|check| {
        let (before, list) = check.split_once('(')?;
        let mut before = before.split_whitespace();
        let (column, within) = (before.next()?, before.next()?);
        let is = column.trim_matches(['"', '`']).eq_ignore_ascii_case(name)
            && within.eq_ignore_ascii_case("in");
        // A list of texts and nothing behind it.
        let whole = list
            .find(')')
            .is_some_and(|at| list[at + 1..].trim().is_empty());
        let texts = whole && list.trim_start().starts_with('\'') && before.next().is_none();
        match read_type(&["enum(", list].concat()) {
            Type::Enum(words) if is && texts => Some(each_once(&words)),
            _ => None,
        }
    })
}

fn each_once(words: &[String]) -> Vec<Value> {
    let mut list: Vec<Value> = Vec::new();
    for word in words {
        let word = Value::from(word.as_str());
        if !list.contains(&word) {
            list.push(word);
        }
    }
    list
}

/// Without what is said of rows that have none, where there always is one.
pub(super) fn always_there(mut schema: Map) -> Map {
    let said = schema.get("description");
    if matches!(said, Some(Value::Text(said)) if said.to_ascii_lowercase().starts_with("null")) {
        schema.take("description");
    }
    schema
}

/// The same, or nothing: `"type": ["string", "null"]`. What has no single type takes `null` by a choice of two.
pub(super) fn nullable(mut schema: Map) -> Map {
    match schema.get("type").cloned() {
        Some(kind @ Value::Text(_)) => {
            schema.put("type", vec![kind, Value::from("null")]);
            if let Some(Value::List(words)) = schema.get("enum").cloned() {
                schema.put("enum", [words, vec![Value::Null]].concat());
            }
            schema
        }
        _ if schema.get("$ref").is_some() => {
            let mut either = Map::default();
            let null = Map::of(&[("type", "null")]);
            either.put("anyOf", vec![Value::from(schema), Value::from(null)]);
            either
        }
        _ => schema,
    }
}
