//! Section 3: what actors do, as APIs. Entered once; every load in the document follows from here.

use super::actors::ACTORS;
use super::data_model::ENTITIES;
use super::declare::{record, section};
use super::services::SERVICES;
use crate::quantity::Kind;

record! {
    /// One thing that an actor does, the API it becomes, how often it is done and what it moves.
    pub struct Action as "action" {
        name: ACTION = line("Action", "What the actor does, as a verb and its object.").example("Create paste");
        actor: ACTION_ACTOR = reference("Actor", &ACTORS, "Who does it.");
        method: METHOD = choice("Method", &[("", "–"), ("GET", "GET"), ("POST", "POST"), ("PUT", "PUT"), ("PATCH", "PATCH"), ("DELETE", "DELETE"), ("RPC", "RPC"), ("EVENT", "event"), ("WS", "WebSocket")], "How the API is called.");
        path: PATH = line("Path", "The address of the API, or the name of the call or event.").example("/pastes");
        operation: OPERATION = choice("Read or write", &[("", "–"), ("read", "read"), ("write", "write")], "Whether it changes what is stored. Decides which load it adds to.");
        rate: RATE = quantity("Rate", Kind::ActionRate, "How often: 5 for each active user and day, or 10M/month, or 400/s.").example("10M/month");
        request: REQUEST = quantity("Request size", Kind::Data, "Bytes that come in with one request, on average.").example("1 KB");
        response: RESPONSE = quantity("Response size", Kind::Data, "Bytes that go out with one response, on average.").example("1 KB");
        stored: STORED = quantity("Bytes stored", Kind::Data, "Bytes that one call leaves behind, on average.").example("1.27 KB").optional();
        store: STORE = choice("Kept in", &[("", "database"), ("blob", "blob storage")], "Rows go to the database; images, videos and files to blob storage.");
        service: ACTION_SERVICE = reference("Service", &SERVICES, "Which service answers it.");
        record: ACTION_RECORD = reference("Record", &ENTITIES, "The entity of section 7 of which a call leaves a row behind; its row size is what is stored where no bytes are entered.");
        target: ACTION_TARGET = quantity("Target", Kind::Latency, "What 99% of its calls may take at most; the target latency of section 5 unless you enter it.").example("200ms").optional();
        answers: ANSWERS = line("Answers", "The status codes, each with what it means here, and commas between.").example("201 created, 404 unknown, 429");
        pagination: PAGINATION = choice("Pagination", &[("", "none"), ("cursor", "by cursor"), ("keyset", "by key (keyset)"), ("offset", "by offset"), ("page", "by page number")], "How a long list is asked for piece by piece.");
        idempotency: IDEMPOTENCY = choice("Idempotency", &[("", "–"), ("method", "by its method"), ("key", "Idempotency-Key"), ("same", "by what it does"), ("none", "none")], "What makes a retry safe: GET, PUT and DELETE are so by their method, a POST by a key that the caller makes up.");
        auth: ACTION_AUTH = choice("Authentication", &[("", "as the whole"), ("none", "none"), ("bearer", "bearer token"), ("api-key", "API key"), ("session", "session cookie"), ("oauth2", "OAuth 2"), ("mtls", "mutual TLS"), ("signature", "signed message")], "How the caller shows who it is.");
        fan_out: ACTION_FAN_OUT = quantity("Deliveries per call", Kind::Factor, "How many get what one call makes, such as the followers of an author. Where an action has its own, the deliveries per write of all are not used.").example("75x").bounds(0.0, 1e12).optional();
        cdn: ACTION_CDN = quantity("Served by the CDN", Kind::Share, "Share of its calls that a CDN answers: neither they nor their bytes reach your servers.").example("90%").optional();
        kept: ACTION_KEPT = quantity("Kept for", Kind::Span, "How long what a call leaves behind is kept; that of its record where the row is what is stored, else the retention of section 5.").example("1 day").bounds(1.0, 3.2e9).optional();
    }
}

record! {
    /// A parameter of an API, or a field of what goes in and out of it.
    pub struct ApiField as "api_field" {
        name: API_FIELD = line("Name", "The name of a parameter or field; * for the whole body.").example("expires_in_minutes");
        action: FIELD_ACTION = reference("Action", &ACTIONS, "The action that it belongs to.");
        place: FIELD_PLACE = choice("Where", &[("", "–"), ("path", "path"), ("query", "query"), ("header", "header"), ("cookie", "cookie"), ("request", "request body"), ("response", "response body")], "Where it stands; unless said, in the path that names it, else in the query of a GET or DELETE and in the request body of the others.");
        kind: FIELD_TYPE = line("Type", "A type of the data model, an attribute as Pastes.content, or an entity for all of its attributes; [] for a list. Without one, that of the attribute of this name.").example("Pastes.content");
        required: FIELD_REQUIRED = choice("Required", &[("", "–"), ("yes", "yes"), ("no", "no")], "Whether it must be there; unless said, where the attribute always has a value.");
        note: FIELD_NOTE = line("Note", "What it means, or an example.").example("1440; never expires without it");
    }
}

section! {
    /// The actions, each with its API.
    pub struct Apis at apis {
        fields {
            style: API_NOTES = text("API notes", "Authentication, versioning, pagination, idempotency, rate limits, status codes.");
            base: API_BASE = line("Base path", "What every path begins with, such as the version of the APIs; a path may be typed with it or without.").example("/api/v1").optional();
            auth: API_AUTH = choice("Authentication", &[("", "not decided"), ("none", "none"), ("bearer", "bearer token"), ("api-key", "API key"), ("session", "session cookie"), ("oauth2", "OAuth 2"), ("mtls", "mutual TLS"), ("signature", "signed message")], "How callers show who they are, unless an action says otherwise.");
        }
        tables {
            actions: ACTIONS of Action = ("Actions and APIs", "action", "What each actor does, made into an API, with how often and how much. Everything to the right follows from this table.");
            fields: API_FIELDS of ApiField = ("Parameters and fields", "field", "What goes in and out of the APIs: parameters, and the fields of the bodies.");
        }
    }
}
