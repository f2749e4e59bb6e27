//! The APIs as an `OpenAPI` 3.1 document: what other programs make clients, servers and documentation of.

mod body;
mod operation;
mod parameters;
mod schemas;
mod socket;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
mod value;
mod words;

use crate::estimate::Estimate;
use crate::estimate::apis::{REST, Route, encoded, route, unique};
use crate::estimate::data_model::{Own, owned};
use crate::model::apis::{ACTIONS, Action, ApiField};
use crate::model::{Document, Id, services};
use operation::Sort;
use schemas::fits;
use value::{Map, Value};
use words::{camel, scheme};

/// A document of `OpenAPI`, and what it cannot say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// The document, as JSON.
    pub json: String,
    /// What is left out or said otherwise, each with what it is about.
    pub notes: Vec<String>,
}

/// Writes the APIs of a design as `OpenAPI` 3.1.
///
/// Actions with a method of HTTP become operations of their path; calls become `POST /rpc/…`, events webhooks,
/// sockets a GET that switches protocols, with the messages of all actions at its address under `x-messages`.
/// Services are tags. The entities that fields name become schemas. Whatever was typed, the document is valid.
///
/// ```
/// use envelope::{estimate, model::{Document, apis}, text::openapi};
/// let mut doc = Document { title: "Pastebin".into(), ..Document::default() };
/// doc.add_row_of(&apis::ACTIONS, &["Read paste", "", "GET", "/pastes/{short_link}"]);
/// let written = openapi::write(&doc, &estimate::of(&doc));
/// let json: serde_json::Value = serde_json::from_str(&written.json).unwrap();
/// assert_eq!(json["openapi"], "3.1.0");
/// assert_eq!(json["paths"]["/pastes/{short_link}"]["get"]["operationId"], "readPaste");
/// assert_eq!(written.notes, Vec::<String>::new());
/// ```
pub fn write(doc: &Document, estimate: &Estimate) -> Written {
    let all = owned(doc);
    let mut writer = Writer {
        doc,
        estimate,
        all: &all,
        paths: Vec::new(),
        webhooks: Map::default(),
        schemas: Map::default(),
        written: Vec::new(),
        ids: Vec::new(),
        security: Map::default(),
        tags: Vec::new(),
        notes: Vec::new(),
    };
    for action in &doc.apis.actions {
        writer.action(action);
    }
    writer.strays();
    let document = writer.document();
    // Texts, numbers and lists of them: there is nothing in it that JSON cannot hold.
    let mut json = serde_json::to_string_pretty(&document).unwrap_or_default();
    json.push('\n');
    Written {
        json,
        notes: writer.notes,
    }
}

/// A path with what can be done there.
struct PathItem {
    path: String,
    shape: String,
    /// The names of its parameters: what comes later under this address takes them.
    parameters: Vec<String>,
    operations: Map,
    /// Its GET opens a WebSocket: further actions with one here are messages of it.
    socket: bool,
}

/// What is being written.
struct Writer<'a, 'd> {
    doc: &'d Document,
    estimate: &'a Estimate,
    all: &'a [Own<'d>],
    paths: Vec<PathItem>,
    webhooks: Map,
    schemas: Map,
    /// The entities that have a schema, each with its name there.
    written: Vec<(Id, String)>,
    /// The names of operations that are taken.
    ids: Vec<String>,
    security: Map,
    /// The services that answer something.
    tags: Vec<Id>,
    notes: Vec<String>,
}

impl<'d> Writer<'_, 'd> {
    fn note(&mut self, of: &str, why: &str) {
        let gap = if of.is_empty() { "" } else { ": " };
        let note = [of, gap, why].concat();
        if !self.notes.contains(&note) {
            self.notes.push(note);
        }
    }

    fn action(&mut self, action: &'d Action) {
        let name = ACTIONS.row_name(self.doc, action.id);
        let (method, path) = (action.method.trim(), action.path.trim());
        match method {
            "" => self.note(&name, "it has no method and is left out"),
            "EVENT" => self.event(action, &name),
            "RPC" => {
                // A call of a name, or one that has an address already.
                let called = if path.is_empty() {
                    camel(&name)
                } else {
                    path.to_owned()
                };
                let path = if called.starts_with('/') {
                    called
                } else {
                    ["/rpc/", &called].concat()
                };
                self.at_path(action, &name, &path, Sort::Call);
            }
            _ if path.is_empty() => self.note(&name, "it has no path and is left out"),
            "WS" => self.at_path(action, &name, path, Sort::Socket),
            method if REST.contains(&method) => self.at_path(action, &name, path, Sort::Rest),
            _ => self.note(&name, "its method is not known; it is left out"),
        }
    }

    fn at_path(&mut self, action: &'d Action, name: &str, path: &str, sort: Sort) {
        let mut route = route(&self.doc.apis.base, path);
        if !route.whole {
            self.note(
                name,
                "a brace of its path has no other; it is written as %7B or %7D",
            );
        }
        let shape = route.shape();
        let there = self.paths.iter().position(|item| item.shape == shape);
        let at = there.unwrap_or_else(|| {
            self.paths.push(PathItem {
                path: route.path.clone(),
                shape,
                parameters: route.parameters.clone(),
                operations: Map::default(),
                socket: false,
            });
            self.paths.len() - 1
        });
        let method = match sort {
            Sort::Rest => action.method.trim().to_ascii_lowercase(),
            Sort::Socket => "get".to_owned(),
            _ => "post".to_owned(),
        };
        if sort == Sort::Socket && self.paths[at].socket {
            self.frame(at, action, name, &route);
            return;
        }
        if self.paths[at].operations.get(&method).is_some() {
            self.note(
                name,
                "another action has this method and path; it is left out",
            );
            return;
        }
        if self.paths[at].path != route.path {
            let why = [
                "its path is the same as ",
                &self.paths[at].path,
                " and has its names",
            ]
            .concat();
            self.note(name, &why);
            route.path.clone_from(&self.paths[at].path);
        }
        let names = self.paths[at].parameters.clone();
        let operation = self.operation(action, name, &route, &names, sort);
        self.paths[at].operations.put(&method, operation);
        self.paths[at].socket |= sort == Sort::Socket;
    }

    fn event(&mut self, action: &'d Action, name: &str) {
        let topic = action.path.trim();
        // What is in braces would be taken for a parameter of a path.
        let wanted = if topic.is_empty() { name } else { topic };
        let wanted = &wanted.replace('{', "<").replace('}', ">");
        let mut called = wanted.to_owned();
        let mut number = 1;
        while !fits(&called) || self.webhooks.get(&called).is_some() {
            number += 1;
            called = [wanted, " ", &number.to_string()].concat();
        }
        if number > 1 {
            self.note(
                name,
                &["its topic is taken, or no name; it is called ", &called].concat(),
            );
        }
        let operation = self.operation(action, name, &Route::default(), &[], Sort::Event);
        let mut item = Map::default();
        item.put("post", operation);
        self.webhooks.put(&called, item);
    }

    /// A name for an operation that no other has.
    fn operation_id(&mut self, name: &str, action: &Action) -> String {
        let mut wanted = camel(name);
        if wanted.is_empty() {
            wanted = camel(&[action.method.trim(), " ", action.path.trim()].concat());
        }
        let found = unique(&wanted, &self.ids);
        self.ids.push(found.clone());
        found
    }

    /// Fields that belong to no action.
    fn strays(&mut self) {
        let fields = &self.doc.apis.fields;
        let stray = |field: &&ApiField| ACTIONS.referred(self.doc, &field.action).is_none();
        let count = fields.iter().filter(stray).count();
        if count > 0 {
            self.note(
                "",
                &[
                    &count.to_string(),
                    " of the fields belong to no action and are left out",
                ]
                .concat(),
            );
        }
    }

    fn document(&mut self) -> Value {
        let doc = self.doc;
        let mut info = Map::of(&[("title", doc.name()), ("version", &version(doc))]);
        info.say("description", doc.apis.style.trim());
        let mut whole = Map::of(&[("openapi", "3.1.0")]);
        whole.put("info", info);
        whole.put(
            "servers",
            vec![Value::from(Map::of(&[("url", &server(doc))]))],
        );
        if let Some(required) = self.required(&doc.apis.auth) {
            whole.put("security", required);
        }
        whole.say("tags", self.tag_list());
        let mut paths = Map::default();
        for item in std::mem::take(&mut self.paths) {
            paths.put(&item.path, item.operations);
        }
        whole.put("paths", paths);
        whole.say("webhooks", std::mem::take(&mut self.webhooks));
        let mut components = Map::default();
        components.say("schemas", std::mem::take(&mut self.schemas));
        components.say("securitySchemes", std::mem::take(&mut self.security));
        whole.say("components", components);
        whole.into()
    }

    /// What is asked of the caller, for this choice; nothing where nothing was chosen.
    fn required(&mut self, chosen: &str) -> Option<Value> {
        if chosen.trim() == "none" {
            return Some(Value::List(Vec::new()));
        }
        let (key, name, says) = scheme(chosen)?;
        let mut said = Map::of(says);
        if *key == "oauth2" {
            let mut flow = Map::of(&[
                ("authorizationUrl", "/oauth/authorize"),
                ("tokenUrl", "/oauth/token"),
            ]);
            flow.put("scopes", Map::default());
            let mut flows = Map::default();
            flows.put("authorizationCode", flow);
            said.put("flows", flows);
            self.note(
                "OAuth 2",
                "its addresses are not said; /oauth/authorize and /oauth/token stand for them",
            );
        }
        self.security.put(name, said);
        let mut one = Map::default();
        one.put(name, Vec::new());
        Some(Value::List(vec![one.into()]))
    }

    /// The services that answer something, in their order, each name once.
    fn tag_list(&self) -> Vec<Value> {
        let mut names: Vec<String> = Vec::new();
        let mut list = Vec::new();
        for service in &self.doc.services.services {
            let name = services::SERVICES.row_name(self.doc, service.id);
            if self.tags.contains(&service.id) && !names.contains(&name) {
                let mut tag = Map::of(&[("name", &name)]);
                tag.say("description", service.purpose.trim());
                list.push(tag.into());
                names.push(name);
            }
        }
        list
    }
}

/// What every path begins with.
fn server(doc: &Document) -> String {
    let base = encoded(doc.apis.base.trim().trim_end_matches('/'));
    let scheme = base.split_once("://").map_or("", |(scheme, _)| scheme);
    let elsewhere = !scheme.is_empty() && scheme.bytes().all(|byte| byte.is_ascii_alphabetic());
    if elsewhere || base.starts_with('/') {
        base
    } else {
        ["/", &base].concat()
    }
}

/// The version of the APIs: the `2` of `v2` in the base path, or in the first path.
fn version(doc: &Document) -> String {
    let paths = doc.apis.actions.iter().map(|action| &action.path);
    let mut paths = std::iter::once(&doc.apis.base).chain(paths);
    let found = paths.find_map(|path| {
        let mut segments = path.split('/');
        segments.find_map(|segment| {
            let number = segment.trim().strip_prefix(['v', 'V'])?;
            let digits = number
                .bytes()
                .all(|byte| byte.is_ascii_digit() || byte == b'.');
            (digits && number.starts_with(|c: char| c.is_ascii_digit())).then(|| number.to_owned())
        })
    });
    found.unwrap_or_else(|| "1".to_owned())
}

/// The fields of an action.
fn fields_of(doc: &Document, action: Id) -> impl Iterator<Item = &ApiField> {
    let is = move |field: &&ApiField| field.action.trim().parse() == Ok(action);
    doc.apis.fields.iter().filter(is)
}

/// The parameters of a way to page through a list, each with its type and what it means.
fn paging(chosen: &str) -> &'static [[&'static str; 3]] {
    const LIMIT: [&str; 3] = ["limit", "integer", "At most so many."];
    match chosen.trim() {
        "cursor" => &[
            [
                "cursor",
                "string",
                "Where to go on; from the answer before.",
            ],
            LIMIT,
        ],
        "keyset" => &[
            ["after", "string", "The key of the last that was seen."],
            LIMIT,
        ],
        "offset" => &[["offset", "integer", "So many are passed over."], LIMIT],
        "page" => &[
            ["page", "integer", "The number of the page."],
            ["per_page", "integer", "So many on a page."],
        ],
        _ => &[],
    }
}
