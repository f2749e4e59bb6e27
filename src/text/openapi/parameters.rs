//! What stands in the path, the query, the headers and the cookies.

use super::operation::{Asked, Sort};
use super::schemas::always_there;
use super::value::{Map, Value};
use super::{Writer, paging};
use crate::estimate::apis::{Place, answers, clean, holds};
use crate::model::apis::ApiField;

/// Headers that the document says by other means; as parameters they would be passed over.
const NOT_PARAMETERS: [&str; 3] = ["accept", "content-type", "authorization"];

/// The parameters of an operation: each name once at each place.
#[derive(Default)]
struct List {
    taken: Vec<(&'static str, String)>,
    list: Vec<Value>,
}

impl List {
    fn has(&self, place: &str, name: &str) -> bool {
        // Of headers the case makes no difference.
        self.taken.iter().any(|(at, known)| {
            *at == place && (known == name || place == "header" && known.eq_ignore_ascii_case(name))
        })
    }

    fn add(&mut self, place: &'static str, name: &str, note: &str, required: bool, schema: Map) {
        if self.has(place, name) {
            return;
        }
        let mut parameter = Map::of(&[("name", name), ("in", place)]);
        parameter.say("description", note.trim());
        if required {
            parameter.put("required", Value::Bool(true));
        }
        parameter.put("schema", schema);
        self.list.push(parameter.into());
        self.taken.push((place, name.to_owned()));
    }
}

impl<'d> Writer<'_, 'd> {
    pub(super) fn parameters(&mut self, asked: &Asked<'_, 'd>, names: &[String]) -> Vec<Value> {
        let mut list = List::default();
        self.of_path(asked, names, &mut list);
        for (at, key) in [
            (Place::Query, "query"),
            (Place::Header, "header"),
            (Place::Cookie, "cookie"),
        ] {
            for field in asked.at(at) {
                self.listed(asked, field, key, &mut list);
            }
        }
        for name in &asked.route.query {
            let schema = self.schema(asked, name, "");
            list.add("query", name, "", false, schema);
        }
        if asked.sort == Sort::Rest {
            // Whoever asks for what is before a key needs no other one.
            let backwards = list.has("query", "before");
            for [name, kind, means] in paging(&asked.action.pagination) {
                if *name == "after" && backwards {
                    continue;
                }
                let mut schema = Map::of(&[("type", kind)]);
                if *kind == "integer" {
                    schema.put("minimum", Value::Whole(u64::from(*name != "offset")));
                }
                list.add("query", name, means, false, schema);
            }
        }
        let (answers, _) = answers(&asked.action.answers);
        if answers.iter().any(|answer| answer.code == "304") {
            let means = "The ETag of what is there already; 304 where it still holds.";
            let text = Map::of(&[("type", "string")]);
            list.add("header", "If-None-Match", means, false, text);
        }
        if asked.action.idempotency.trim() == "key" {
            let means = "Made up by the caller; a retry has the same, and is done once.";
            list.add(
                "header",
                "Idempotency-Key",
                means,
                true,
                Map::of(&[("type", "string")]),
            );
        }
        list.list
    }

    /// The parameters of the path, under the names that the path has.
    fn of_path(&mut self, asked: &Asked<'_, 'd>, names: &[String], list: &mut List) {
        let fields = asked.at(Place::Path);
        for (own, name) in asked.route.parameters.iter().zip(names) {
            let field = fields.iter().find(|field| clean(&field.name) == *own);
            let (kind, note) = field.map_or(("", ""), |field| (&field.kind, &field.note));
            let schema = self.schema(asked, own, kind);
            list.add("path", name, note, true, schema);
        }
        for field in fields {
            let name = clean(&field.name);
            if !asked.route.parameters.contains(&name) {
                let why = ["its path has no {", &name, "}; the parameter is left out"].concat();
                self.note(asked.name, &why);
            }
        }
    }

    fn listed(
        &mut self,
        asked: &Asked<'_, 'd>,
        field: &ApiField,
        place: &'static str,
        list: &mut List,
    ) {
        let name = field.name.trim();
        let other_means =
            place == "header" && NOT_PARAMETERS.contains(&name.to_ascii_lowercase().as_str());
        if name.is_empty() || other_means || list.has(place, name) {
            let why = [
                "the ",
                place,
                " parameter “",
                name,
                "” is left out: it has no name, is there twice, or is said by other means",
            ];
            self.note(asked.name, &why.concat());
            return;
        }
        let schema = self.schema(asked, name, &field.kind);
        list.add(
            place,
            name,
            &field.note,
            field.required.trim() == "yes",
            schema,
        );
    }

    fn schema(&mut self, asked: &Asked<'_, 'd>, name: &str, kind: &str) -> Map {
        let all = self.all;
        let of = [asked.name, ", ", name].concat();
        let held = self.held(&holds(all, &asked.action.record, name, kind), &of);
        // A parameter is there or left away; it is never null.
        if held.nullable {
            always_there(held.schema)
        } else {
            held.schema
        }
    }
}
