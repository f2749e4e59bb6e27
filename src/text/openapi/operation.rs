//! One operation: what is asked, what is answered, and how the caller shows who it is.

use super::socket::fitting;
use super::value::{Map, Value};
use super::words::phrase;
use super::{Writer, fields_of, paging};
use crate::estimate::apis::{Answer, Place, Route, answers, place};
use crate::estimate::capacity::ACTION_QPS;
use crate::model::apis::{Action, ApiField};
use crate::model::{actors, services};

/// How an API is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    Rest,
    Call,
    Event,
    Socket,
}

/// An action with what is known of it while it is written.
pub(super) struct Asked<'o, 'd> {
    pub(super) action: &'d Action,
    pub(super) name: &'o str,
    pub(super) route: &'o Route,
    pub(super) sort: Sort,
    /// Its fields, each with where it stands.
    pub(super) fields: Vec<(Place, &'d ApiField)>,
}

impl<'d> Asked<'_, 'd> {
    pub(super) fn at(&self, wanted: Place) -> Vec<&'d ApiField> {
        let fields = self.fields.iter().filter(|(place, _)| *place == wanted);
        fields.map(|(_, field)| *field).collect()
    }
}

impl<'d> Writer<'_, 'd> {
    /// An action with its fields.
    pub(super) fn asked<'o>(
        &self,
        action: &'d Action,
        name: &'o str,
        route: &'o Route,
        sort: Sort,
    ) -> Asked<'o, 'd> {
        let fields = fields_of(self.doc, action.id);
        Asked {
            action,
            name,
            route,
            sort,
            fields: fields
                .map(|field| (place(field, action, route), field))
                .collect(),
        }
    }

    /// An operation; `names` are those that its path has for its parameters.
    pub(super) fn operation(
        &mut self,
        action: &'d Action,
        name: &str,
        route: &Route,
        names: &[String],
        sort: Sort,
    ) -> Map {
        let asked = self.asked(action, name, route, sort);
        let mut operation = Map::default();
        if let Some(service) = services::SERVICES.referred(self.doc, &action.service) {
            self.tags.extend(action.service.trim().parse::<u32>());
            operation.put("tags", vec![Value::from(service)]);
        }
        operation.put("summary", name);
        operation.say("description", self.description(action));
        let id = self.operation_id(name, action);
        operation.put("operationId", id);
        let parameters = self.parameters(&asked, names);
        operation.say("parameters", parameters);
        if sort == Sort::Socket {
            let mut messages = Map::default();
            for (key, schema) in self.messages(&asked) {
                messages.put(key, schema);
            }
            operation.put("responses", self.responses(&asked, None));
            let mut frames = Map::default();
            frames.say(&fitting(name, &frames), messages);
            operation.say("x-messages", frames);
        } else {
            self.asked_body(&asked, &mut operation);
            let answer = self.answer_body(&asked);
            operation.put("responses", self.responses(&asked, answer.as_ref()));
        }
        if let Some(required) = self.required(&action.auth) {
            operation.put("security", required);
        }
        operation
    }

    /// Who calls it, how often, and how much goes in and out.
    pub(super) fn description(&self, action: &Action) -> String {
        let mut said: Vec<String> = Vec::new();
        if let Some(actor) = actors::ACTORS.referred(self.doc, &action.actor) {
            said.push(["By ", &actor, "."].concat());
        }
        let known = self.estimate.result(&ACTION_QPS, action.id);
        if known.is_some_and(|node| node.value.is_some()) {
            let rate = self.estimate.shown_alone(&ACTION_QPS, action.id);
            said.push(["Average QPS ", &rate, "."].concat());
        }
        for (what, size) in [
            ("Request ", &action.request),
            ("Response ", &action.response),
            ("p99 ", &action.target),
        ] {
            if !size.trim().is_empty() {
                said.push([what, size.trim(), "."].concat());
            }
        }
        said.join(" ")
    }

    fn asked_body(&mut self, asked: &Asked<'_, 'd>, operation: &mut Map) {
        let fields = asked.at(Place::Request);
        let Some(schema) = self.body(asked, &fields, false) else {
            return;
        };
        if ["GET", "DELETE"].contains(&asked.action.method.trim()) {
            self.note(
                asked.name,
                "a GET or DELETE with a body is read by few; take the query",
            );
        }
        // A body of which something must be there must be there itself.
        let required = schema.get("required").is_some()
            || fields.iter().any(|field| field.required.trim() == "yes");
        let mut body = Map::default();
        if required {
            body.put("required", Value::Bool(true));
        }
        body.put("content", body_of(schema));
        operation.put("requestBody", body);
    }

    /// What comes out where all is well.
    fn answer_body(&mut self, asked: &Asked<'_, 'd>) -> Option<Map> {
        let paged = asked.action.pagination.trim() == "cursor";
        let fields = asked.at(Place::Response);
        self.body(asked, &fields, paged && asked.sort == Sort::Rest)
    }

    fn responses(&mut self, asked: &Asked<'_, 'd>, body: Option<&Map>) -> Map {
        let (mut listed, unclear) = answers(&asked.action.answers);
        for part in unclear {
            self.note(asked.name, &["“", part, "” is no status code"].concat());
        }
        let none_listed = listed.is_empty();
        if !listed.iter().any(|answer| answer.code.as_str() < "4") {
            let code = usual(asked, body.is_some()).to_owned();
            listed.insert(
                0,
                Answer {
                    code,
                    meaning: String::new(),
                },
            );
        }
        let paged = asked.sort == Sort::Rest && !paging(&asked.action.pagination).is_empty();
        let tagged = tagged(&listed);
        let (mut responses, mut carried) = (Map::default(), false);
        for answer in &listed {
            let mut response = Map::default();
            let said = answer.meaning.trim();
            response.put(
                "description",
                if said.is_empty() {
                    phrase(&answer.code)
                } else {
                    said
                },
            );
            response.say("headers", headers(&answer.code, paged, tagged));
            if answer.code.as_str() >= "4" {
                response.put("content", self.problem());
            } else if let Some(schema) = body.filter(|_| carries(&answer.code, carried)) {
                carried = true;
                response.put("content", body_of(schema.clone()));
            }
            responses.put(&answer.code, response);
        }
        if body.is_some() && !carried {
            self.note(
                asked.name,
                "none of its answers has a body; the fields of the response are left out",
            );
        }
        if none_listed && asked.sort != Sort::Event {
            let mut response = Map::of(&[("description", "An error.")]);
            response.put("content", self.problem());
            responses.put("default", response);
        }
        responses
    }

    /// An error, as RFC 9457 has it.
    fn problem(&mut self) -> Map {
        if self.schemas.get("Problem").is_none() {
            let mut properties = Map::default();
            for (name, kind) in [
                ("type", "string"),
                ("title", "string"),
                ("status", "integer"),
                ("detail", "string"),
                ("instance", "string"),
            ] {
                properties.put(name, Map::of(&[("type", kind)]));
            }
            let mut schema = Map::of(&[
                ("type", "object"),
                ("description", "Problem details by RFC 9457."),
            ]);
            schema.put("properties", properties);
            self.schemas.put("Problem", schema);
        }
        content(
            "application/problem+json",
            Map::of(&[("$ref", "#/components/schemas/Problem")]),
        )
    }
}

/// The answer where all is well and nobody says which.
fn usual(asked: &Asked, body: bool) -> &'static str {
    match (asked.sort, asked.action.method.trim()) {
        (Sort::Socket, _) => "101",
        (Sort::Event, _) => "202",
        (Sort::Rest, "POST") => "201",
        (Sort::Rest, "DELETE") if !body => "204",
        _ => "200",
    }
}

/// The headers of an answer that follow from its code, or from a list that comes piece by piece.
fn headers(code: &str, paged: bool, tagged: bool) -> Map {
    let mut headers = Map::default();
    let mut header = |name: &str, means: &str| {
        let mut header = Map::of(&[("description", means)]);
        header.put("schema", Map::of(&[("type", "string")]));
        headers.put(name, header);
    };
    match code {
        "206" => header("Content-Range", "Which part it is, and of how much."),
        "429" | "503" => header("Retry-After", "Seconds until the next attempt."),
        "301" | "302" | "303" | "307" | "308" => header("Location", "Where it is."),
        _ if paged && code.starts_with('2') => {
            header("Link", "The next page, as rel=\"next\" (RFC 8288).");
        }
        _ => {}
    }
    if tagged && (code.starts_with('2') || code == "304") {
        header("ETag", "Names this version of it (RFC 9110, 8.8.3).");
    }
    headers
}

/// Whether what comes out names its version: somebody has to have that before a condition can fail.
pub(super) fn tagged(listed: &[Answer]) -> bool {
    let mut codes = listed.iter().map(|answer| answer.code.as_str());
    codes.any(|code| code == "304" || code == "412")
}

/// Whether an answer has the body: each that says that it was done, and one that says that it will be only where no
/// other has.
fn carries(code: &str, carried: bool) -> bool {
    match code {
        "202" => !carried,
        "204" | "205" => false,
        _ => code.starts_with('2'),
    }
}

/// A body: bytes as they are where it is nothing but bytes, else JSON.
fn body_of(mut schema: Map) -> Map {
    if schema.get("contentEncoding").is_none() {
        return content("application/json", schema);
    }
    // Of bytes that nothing is written in, OpenAPI 3.1 says no type.
    for key in ["type", "contentEncoding"] {
        schema.take(key);
    }
    content("application/octet-stream", schema)
}

fn content(kind: &str, schema: Map) -> Map {
    let (mut media, mut content) = (Map::default(), Map::default());
    media.put("schema", schema);
    content.put(kind, media);
    content
}
