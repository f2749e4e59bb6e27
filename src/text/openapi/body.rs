//! What goes in and comes out, as the schema of a body.

use super::Writer;
use super::operation::Asked;
use super::schemas::{always_there, fits, nullable};
use super::value::{Map, Value};
use crate::estimate::apis::{Place, holds};
use crate::model::apis::ApiField;

/// The name of what is the body and no part of it.
const WHOLE: &str = "*";

impl<'d> Writer<'_, 'd> {
    /// The schema of a body of these fields, if there are any; `paged` gives it the cursor of the next page.
    pub(super) fn body(
        &mut self,
        asked: &Asked<'_, 'd>,
        fields: &[&'d ApiField],
        paged: bool,
    ) -> Option<Map> {
        let mut whole: Option<Map> = None;
        let (mut properties, mut required) = (Map::default(), Vec::new());
        for field in fields {
            let name = field.name.trim();
            let twice = properties.get(name).is_some() || name == WHOLE && whole.is_some();
            if !fits(name) || twice {
                let why = [
                    "the field “",
                    name,
                    "” is left out: it has no fitting name, or is there twice",
                ];
                self.note(asked.name, &why.concat());
                continue;
            }
            let (mut schema, always) = self.field(asked, field);
            // What is said here counts more than what is said of the attribute.
            schema.say("description", field.note.trim());
            if name == WHOLE {
                whole = Some(schema);
                continue;
            }
            properties.put(name, schema);
            if always {
                required.push(Value::from(name));
            }
        }
        if paged
            && whole.is_none()
            && !properties.is_empty()
            && properties.get("next_cursor").is_none()
        {
            let mut next = nullable(Map::of(&[("type", "string")]));
            next.put(
                "description",
                "Where the next page begins; null on the last.",
            );
            properties.put("next_cursor", next);
        }
        let mut parts = Map::of(&[("type", "object")]);
        parts.say("properties", properties.clone());
        parts.say("required", required);
        match (whole, properties.is_empty()) {
            (None, true) => None,
            (None, false) => Some(parts),
            (Some(whole), true) => Some(whole),
            (Some(whole), false) => {
                if whole.get("$ref").is_none() && whole.get("type") != Some(&Value::from("object"))
                {
                    let why = "its body is a list or a single value, and has fields beside it: nothing is both";
                    self.note(asked.name, why);
                }
                let mut both = Map::default();
                both.put("allOf", vec![Value::from(whole), Value::from(parts)]);
                Some(both)
            }
        }
    }

    /// The schema of a field, and whether it must be there.
    fn field(&mut self, asked: &Asked<'_, 'd>, field: &'d ApiField) -> (Map, bool) {
        let all = self.all;
        let of = [asked.name, ", ", field.name.trim()].concat();
        let name = if field.name.trim() == WHOLE {
            ""
        } else {
            &field.name
        };
        let holds = holds(all, &asked.action.record, name, &field.kind);
        let held = self.held(&holds, &of);
        let mut going_in = asked.at(Place::Request).into_iter();
        let goes_in = going_in.any(|other| other.id == field.id);
        let always = match field.required.trim() {
            "yes" => true,
            "no" => false,
            _ => held.always && !(goes_in && held.counted),
        };
        let may_be_null = held.nullable && field.required.trim() != "yes";
        let schema = match (held.nullable, may_be_null) {
            (_, true) => nullable(held.schema),
            (true, false) => always_there(held.schema),
            _ => held.schema,
        };
        (schema, always)
    }
}
