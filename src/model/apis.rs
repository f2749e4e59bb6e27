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
    }
}

section! {
    /// The actions, each with its API.
    pub struct Apis at apis {
        fields {
            style: API_NOTES = text("API notes", "Authentication, versioning, pagination, idempotency, rate limits, status codes.");
        }
        tables {
            actions: ACTIONS of Action = ("Actions and APIs", "action", "What each actor does, made into an API, with how often and how much. Everything to the right follows from this table.");
        }
    }
}
