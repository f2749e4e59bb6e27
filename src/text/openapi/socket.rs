//! What is said on a WebSocket, which `OpenAPI` has no words for: it stands under `x-messages`.

use super::Writer;
use super::operation::{Asked, Sort};
use super::schemas::fits;
use super::value::{Map, Value};
use crate::estimate::apis::{Place, Route};
use crate::model::apis::{Action, ApiField};

impl<'d> Writer<'_, 'd> {
    /// What is sent and what is received on a WebSocket, which `OpenAPI` has no words for.
    pub(super) fn messages(&mut self, asked: &Asked<'_, 'd>) -> Vec<(&'static str, Map)> {
        let mut messages = Vec::new();
        for (name, at) in [("sent", Place::Request), ("received", Place::Response)] {
            if let Some(schema) = self.body(asked, &asked.at(at), false) {
                messages.push((name, schema));
            }
        }
        if !messages.is_empty() {
            self.note(
                asked.name,
                "OpenAPI has no messages of a WebSocket; they stand under x-messages",
            );
        }
        messages
    }

    /// A further action of a WebSocket that is there already: what is sent and received on it.
    pub(super) fn frame(&mut self, at: usize, action: &'d Action, name: &str, route: &Route) {
        let asked = self.asked(action, name, route, Sort::Socket);
        let beside = |(place, _): &(Place, &ApiField)| {
            matches!(place, Place::Query | Place::Header | Place::Cookie)
        };
        if asked.fields.iter().any(beside) || !action.answers.trim().is_empty() {
            let why = "it is a message of a WebSocket that is open: its parameters and answers are left out";
            self.note(name, why);
        }
        let mut frame = Map::default();
        frame.say("description", self.description(action));
        for (key, schema) in self.messages(&asked) {
            frame.put(key, schema);
        }
        let operations = &mut self.paths[at].operations;
        let Some(Value::Map(mut socket)) = operations.get("get").cloned() else {
            return;
        };
        let mut frames = match socket.get("x-messages") {
            Some(Value::Map(frames)) => frames.clone(),
            _ => Map::default(),
        };
        let called = fitting(name, &frames);
        frames.put(&called, frame);
        socket.put("x-messages", frames);
        operations.put("get", socket);
    }
}

/// The key of an action's messages: its name, with a number where another has it or where it would be taken for a
/// reference.
pub(super) fn fitting(name: &str, frames: &Map) -> String {
    let mut called = name.to_owned();
    let mut number = 1;
    while !fits(&called) || frames.get(&called).is_some() {
        number += 1;
        called = [name, " ", &number.to_string()].concat();
    }
    called
}
