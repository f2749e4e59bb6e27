//! What is written of small designs, piece by piece.
#![allow(clippy::unwrap_used)] // a test stops at the first failure

use super::write;
use crate::estimate;
use crate::model::apis::{ACTIONS, API_FIELDS};
use crate::model::data_model::{ATTRIBUTES, ENTITIES};
use crate::model::{Document, services};
use serde_json::{Value, json};

/// Pastes with attributes of a name, a type and constraints.
fn pastes(attributes: &[[&str; 3]]) -> Document {
    let mut doc = Document::default();
    let entity = doc.add_row_of(&ENTITIES, &["Pastes"]).to_string();
    for [name, kind, constraints] in attributes {
        doc.add_row_of(&ATTRIBUTES, &[name, kind, "", constraints, &entity]);
    }
    doc
}

/// One more action, and its fields: name, place, type, required.
fn add(doc: &mut Document, name: &str, method: &str, path: &str, fields: &[[&str; 4]]) -> usize {
    let action = doc
        .add_row_of(&ACTIONS, &[name, "", method, path])
        .to_string();
    for [field, place, kind, required] in fields {
        doc.add_row_of(&API_FIELDS, &[field, &action, place, kind, required]);
    }
    doc.apis.actions.len() - 1
}

fn written(doc: &Document) -> (Value, Vec<String>) {
    let written = write(doc, &estimate::of(doc));
    (serde_json::from_str(&written.json).unwrap(), written.notes)
}

#[test]
fn types_are_those_of_the_data_model() {
    let words = "not null, check (state in ('open', 'it''s'))";
    let mut doc = pastes(&[
        ["id", "bigint", "PK, generated"],
        ["link", "char(7)", "unique, not null"],
        ["state", "varchar(9)", words],
        ["paid", "numeric(12,2)", ""],
        ["tags", "text[]", "not null"],
        ["kind", "enum('a','b')", "null: unknown"],
        ["file", "bytea", ""],
        ["made", "timestamptz", "not null"],
        ["odd", "tsvector2", "not null"],
    ]);
    add(
        &mut doc,
        "Read",
        "GET",
        "/pastes/{id}",
        &[["*", "response", "Paste", ""]],
    );
    let (document, notes) = written(&doc);
    let schema = &document["components"]["schemas"]["Pastes"];
    let expected = json!({
        "id": {"type": "integer", "format": "int64", "readOnly": true},
        "link": {"type": "string", "minLength": 7, "maxLength": 7},
        "state": {"type": "string", "maxLength": 9, "enum": ["open", "it's"]},
        "paid": {"type": ["string", "null"], "format": "decimal"},
        "tags": {"type": "array", "items": {"type": "string"}},
        "kind": {"type": ["string", "null"], "enum": ["a", "b", null], "description": "null: unknown"},
        "file": {"type": ["string", "null"], "contentEncoding": "base64"},
        "made": {"type": "string", "format": "date-time"},
        "odd": {"type": "string"},
    });
    assert_eq!(schema["properties"], expected);
    assert_eq!(
        schema["required"],
        json!(["id", "link", "state", "tags", "made", "odd"])
    );
    assert_eq!(
        notes,
        ["Pastes.odd: the type “tsvector2” is not known; it is written as a text"]
    );
    // The parameter is not listed: it has the type of the attribute of its name.
    let get = &document["paths"]["/pastes/{id}"]["get"];
    let id = json!({"name": "id", "in": "path", "required": true, "schema": {"type": "integer", "format": "int64"}});
    assert_eq!(get["parameters"], json!([id]));
    let body = &get["responses"]["200"]["content"]["application/json"]["schema"];
    assert_eq!(*body, json!({"$ref": "#/components/schemas/Pastes"}));
}

#[test]
fn what_must_be_there_follows_from_the_attribute() {
    let mut doc = pastes(&[
        ["id", "bigint", "PK, generated"],
        ["text", "text", "not null"],
        ["until", "date", ""],
    ]);
    let fields = [
        ["id", "", "", ""],
        ["text", "", "", ""],
        ["until", "", "Pastes.until", ""],
    ];
    add(&mut doc, "Create", "POST", "/pastes", &fields);
    let strict = [["text", "", "", "no"], ["until", "", "", "yes"]];
    add(&mut doc, "Change", "PUT", "/pastes", &strict);
    let (document, notes) = written(&doc);
    let body = |method: &str| {
        let body = &document["paths"]["/pastes"][method]["requestBody"]["content"];
        body["application/json"]["schema"].clone()
    };
    assert_eq!(body("post")["required"], json!(["text"]));
    assert_eq!(
        body("post")["properties"]["until"]["type"],
        json!(["string", "null"])
    );
    assert_eq!(body("put")["required"], json!(["until"]));
    assert_eq!(body("put")["properties"]["until"]["type"], "string");
    assert_eq!(notes, Vec::<String>::new());
}

#[test]
fn pages_keys_and_callers() {
    let mut doc = pastes(&[["id", "bigint", "PK"]]);
    let list = add(
        &mut doc,
        "List",
        "GET",
        "/pastes",
        &[
            ["items", "response", "Pastes[]", "yes"],
            ["limit", "", "smallint", ""],
        ],
    );
    let pay = add(&mut doc, "Create", "POST", "/pastes", &[]);
    doc.apis.auth = "oauth2".into();
    doc.apis.base = "api/v3/".into();
    doc.apis.actions[list].pagination = "cursor".into();
    doc.apis.actions[list].auth = "none".into();
    doc.apis.actions[pay].idempotency = "key".into();
    doc.apis.actions[pay].answers = "409 taken, 429".into();
    let (document, notes) = written(&doc);
    assert_eq!(document["info"]["version"], "3");
    assert_eq!(document["servers"], json!([{"url": "/api/v3"}]));
    assert_eq!(document["security"], json!([{"oauth2": []}]));
    let get = &document["paths"]["/pastes"]["get"];
    assert_eq!(get["security"], json!([]));
    let names: Vec<_> = get["parameters"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["name"])
        .collect();
    // What is listed is not added a second time.
    assert_eq!(names, ["limit", "cursor"]);
    assert_eq!(get["parameters"][0]["schema"]["format"], "int32");
    let answer = &get["responses"]["200"];
    assert!(answer["headers"]["Link"].is_object());
    let next = &answer["content"]["application/json"]["schema"]["properties"]["next_cursor"];
    assert_eq!(next["type"], json!(["string", "null"]));
    let post = &document["paths"]["/pastes"]["post"];
    assert_eq!(post["parameters"][0]["name"], "Idempotency-Key");
    let answers = post["responses"].as_object().unwrap();
    assert_eq!(answers.keys().collect::<Vec<_>>(), ["201", "409", "429"]);
    assert_eq!(answers["429"]["description"], "Too Many Requests");
    assert!(answers["429"]["headers"]["Retry-After"].is_object());
    let problem = &answers["409"]["content"]["application/problem+json"]["schema"]["$ref"];
    assert_eq!(problem, "#/components/schemas/Problem");
    assert_eq!(notes.len(), 1, "{notes:?}");
}

#[test]
fn calls_events_and_sockets() {
    let mut doc = Document::default();
    add(
        &mut doc,
        "Render page",
        "RPC",
        "Pages.Render",
        &[["id", "", "uuid", "yes"], ["html", "response", "text", ""]],
    );
    add(
        &mut doc,
        "Order paid",
        "EVENT",
        "orders",
        &[["amount", "", "int", ""]],
    );
    add(&mut doc, "Order sent", "EVENT", "orders", &[]);
    add(
        &mut doc,
        "Follow",
        "WS",
        "/live",
        &[["room", "", "", ""], ["line", "response", "", ""]],
    );
    let service = doc
        .add_row_of(&services::SERVICES, &["Live", "Pushes"])
        .to_string();
    doc.apis.actions[3].service = service;
    let (document, notes) = written(&doc);
    let call = &document["paths"]["/rpc/Pages.Render"]["post"];
    let body = &call["requestBody"]["content"]["application/json"]["schema"];
    assert_eq!(body["properties"]["id"]["format"], "uuid");
    assert!(call["responses"]["200"]["content"].is_object());
    let events = document["webhooks"].as_object().unwrap();
    assert_eq!(events.keys().collect::<Vec<_>>(), ["orders", "orders 2"]);
    let socket = &document["paths"]["/live"]["get"];
    assert_eq!(socket["parameters"][0]["name"], "room");
    assert_eq!(
        socket["responses"]["101"]["description"],
        "Switching Protocols"
    );
    assert_eq!(
        socket["x-messages"]["Follow"]["received"]["properties"]["line"]["type"],
        "string"
    );
    assert_eq!(
        document["tags"],
        json!([{"name": "Live", "description": "Pushes"}])
    );
    assert_eq!(notes.len(), 2, "{notes:?}");
}

#[test]
fn what_cannot_be_said_is_noted() {
    let mut doc = Document::default();
    add(
        &mut doc,
        "First",
        "GET",
        "/a/{x}",
        &[["y", "path", "", ""], ["z", "request", "", ""]],
    );
    add(&mut doc, "Second", "GET", "/a/{y}", &[]);
    add(
        &mut doc,
        "Third",
        "DELETE",
        "/a/:y",
        &[["y", "", "int", ""]],
    );
    add(&mut doc, "", "", "/b", &[]);
    add(&mut doc, "Pathless", "PUT", "", &[]);
    doc.add_row_of(&API_FIELDS, &["stray"]);
    let (document, notes) = written(&doc);
    let about = |words: &str| notes.iter().filter(|note| note.contains(words)).count();
    for words in [
        "First: its path has no {y}",
        "First: a GET or DELETE with a body",
        "Second: another action has this method and path",
        "Third: its path is the same as /a/{x}",
        "row 4: it has no method",
        "Pathless: it has no path",
        "1 of the fields belong to no action",
    ] {
        assert_eq!(about(words), 1, "{words}: {notes:?}");
    }
    assert_eq!(notes.len(), 7, "{notes:?}");
    let parameter = &document["paths"]["/a/{x}"]["delete"]["parameters"][0];
    assert_eq!(
        (&parameter["name"], &parameter["schema"]["type"]),
        (&json!("x"), &json!("integer"))
    );
}

#[test]
fn actions_at_one_socket_are_its_messages() {
    let mut doc = Document::default();
    let open = [
        ["token", "query", "", "yes"],
        ["at", "response", "bigint", ""],
    ];
    add(&mut doc, "Connect", "WS", "/ws", &open);
    add(
        &mut doc,
        "Send",
        "WS",
        "/ws#send",
        &[["text", "request", "", "yes"]],
    );
    add(&mut doc, "Send", "WS", "/ws#again", &[]);
    add(&mut doc, "Ask", "WS", "/ws", &[["q", "", "", ""]]);
    add(&mut doc, "Close", "POST", "/ws", &[]);
    add(&mut doc, "$ref", "WS", "/ws", &[]);
    add(&mut doc, "Page", "GET", "/ws", &[]);
    let (document, notes) = written(&doc);
    let item = document["paths"]["/ws"].as_object().unwrap();
    assert_eq!(item.keys().collect::<Vec<_>>(), ["get", "post"]);
    let socket = &item["get"];
    assert_eq!(socket["operationId"], "connect");
    let frames = socket["x-messages"].as_object().unwrap();
    let names: Vec<_> = frames.keys().map(String::as_str).collect();
    assert_eq!(names, ["$ref 2", "Ask", "Connect", "Send", "Send 2"]);
    assert_eq!(frames["Send"]["sent"]["required"], json!(["text"]));
    assert_eq!(frames["Send 2"], json!({}));
    let lost: Vec<_> = notes
        .iter()
        .filter(|note| note.contains("left out"))
        .collect();
    assert_eq!(lost.len(), 2, "{notes:?}");
    assert!(lost[0].starts_with("Ask: ") && lost[1].starts_with("Page: "));
}

#[test]
fn bytes_go_as_they_are_where_nothing_is_beside_them() {
    let mut doc = pastes(&[
        ["file", "bytea", "not null, as it was sent"],
        ["of", "text", "null: nobody's"],
    ]);
    let fields = [
        ["*", "request", "blob", "yes"],
        ["*", "response", "Pastes.file", ""],
    ];
    let put = add(&mut doc, "Put", "PUT", "/files/{of}", &fields);
    doc.apis.actions[put].answers = "200 kept, 206 a part".into();
    add(&mut doc, "Add", "POST", "/files", &[["file", "", "", ""]]);
    let (document, notes) = written(&doc);
    let files = &document["paths"]["/files/{of}"]["put"];
    let asked = &files["requestBody"];
    assert_eq!(
        asked,
        &json!({"required": true, "content": {"application/octet-stream": {"schema": {}}}})
    );
    let answer = &files["responses"]["200"]["content"]["application/octet-stream"];
    assert_eq!(
        answer,
        &json!({"schema": {"description": "as it was sent"}})
    );
    let headers = &files["responses"]["206"]["headers"];
    assert!(headers["Content-Range"].is_object());
    // What is said of rows that have none is not said of a parameter, which is never null.
    assert_eq!(files["parameters"][0]["schema"], json!({"type": "string"}));
    let added = &document["paths"]["/files"]["post"]["requestBody"]["content"];
    let within = &added["application/json"]["schema"]["properties"]["file"];
    assert_eq!(within["contentEncoding"], "base64");
    assert_eq!(notes, Vec::<String>::new());
}

#[test]
fn what_may_have_changed_names_its_version() {
    let mut doc = Document::default();
    let fields = [
        ["before", "query", "bigint", ""],
        ["lines", "response", "text[]", "yes"],
    ];
    let list = add(&mut doc, "List", "GET", "/lines", &fields);
    let put = [
        ["If-Match", "header", "", "yes"],
        ["*", "response", "int", ""],
    ];
    let set = add(&mut doc, "Set", "PUT", "/lines/{id}", &put);
    let actions = &mut doc.apis.actions;
    actions[list].answers = "200 the newest, 304 no change, 410".into();
    actions[list].pagination = "keyset".into();
    actions[set].answers = "200 as it was, 201 made, 202 later, 412 changed before".into();
    let (document, notes) = written(&doc);
    let list = &document["paths"]["/lines"]["get"];
    let names = list["parameters"].as_array().unwrap().iter();
    let names: Vec<_> = names.map(|one| one["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["before", "limit", "If-None-Match"]);
    let headers = |code: &str| list["responses"][code]["headers"].as_object().cloned();
    assert_eq!(headers("200").unwrap().len(), 2, "ETag and Link");
    assert!(headers("304").unwrap().contains_key("ETag"));
    assert_eq!(headers("410"), None);
    let set = &document["paths"]["/lines/{id}"]["put"];
    assert_eq!(
        set["parameters"].as_array().unwrap().len(),
        2,
        "no second condition"
    );
    let answers = &set["responses"];
    for code in ["200", "201"] {
        assert_eq!(
            answers[code]["content"]["application/json"]["schema"]["type"],
            "integer"
        );
        assert!(answers[code]["headers"]["ETag"].is_object());
    }
    assert_eq!(answers["202"]["content"], Value::Null);
    assert_eq!(notes, Vec::<String>::new());
}
