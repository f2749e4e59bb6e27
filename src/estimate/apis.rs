//! Section 3: the APIs as people type them, taken apart: addresses, answers, and what the fields hold.

use super::data_model::Own;
use crate::engines::{Type, read_type};
use crate::model::Id;
use crate::model::apis::{Action, ApiField};
use crate::model::data_model::{Attribute, Entity};

/// The methods of HTTP among those of an action.
pub const REST: [&str; 5] = ["GET", "POST", "PUT", "PATCH", "DELETE"];

/// The address of an API: `/pastes/{short_link}`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Route {
    /// The path below the base path, with a slash before it; what an address cannot hold is percent-encoded.
    pub path: String,
    /// The names in braces, in order, each once.
    pub parameters: Vec<String>,
    /// The names behind a question mark.
    pub query: Vec<String>,
    /// Every brace has its other, and a name between.
    pub whole: bool,
    /// A name that stands in the path more than once; the later ones have a number here.
    pub twice: Option<String>,
}

impl Route {
    /// The path without the names of its parameters: two that are the same here are one address.
    ///
    /// ```
    /// use envelope::estimate::apis::route;
    /// assert_eq!(route("", "/orders/{id}/items").shape(), "/orders/{}/items");
    /// assert_eq!(route("", "/orders/:order_id/items").shape(), "/orders/{}/items");
    /// ```
    pub fn shape(&self) -> String {
        let mut shape = String::new();
        for part in self.path.split('}') {
            let (before, name) = part.split_once('{').unwrap_or((part, ""));
            shape.push_str(before);
            shape.push_str(if name.is_empty() { "" } else { "{}" });
        }
        shape
    }
}

/// Takes the address of an API apart. A parameter is written `{id}`, `:id` or `<id>`; a base path, a host and what is
/// behind `#` are left away.
///
/// ```
/// use envelope::estimate::apis::route;
/// let read = route("/api/v1", "/api/v1/pastes/{short_link}?page={page}&all");
/// assert_eq!((read.path.as_str(), read.parameters, read.query), (
///     "/pastes/{short_link}", vec!["short_link".to_owned()], vec!["page".to_owned(), "all".to_owned()],
/// ));
/// assert_eq!(route("", "a b/{").path, "/a%20b/%7B");
/// assert!(!route("", "a b/{").whole);
/// ```
pub fn route(base: &str, path: &str) -> Route {
    let (path, base) = (local(path), local(base));
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let (path, base) = (path.trim().trim_start_matches('/'), base.trim_matches('/'));
    let below = path.strip_prefix(base).filter(|_| !base.is_empty());
    let below = below.filter(|rest| rest.is_empty() || rest.starts_with('/'));
    let path = below.map_or(path, |rest| rest.trim_start_matches('/'));
    let mut route = Route {
        whole: true,
        ..Route::default()
    };
    for segment in path.split('/') {
        route.path.push('/');
        let colon = segment.strip_prefix(':');
        let angles = segment
            .strip_prefix('<')
            .and_then(|name| name.strip_suffix('>'));
        match colon.or(angles).filter(|name| !clean(name).is_empty()) {
            Some(name) => parameter(&mut route, name),
            None => literal_with_names(&mut route, segment),
        }
    }
    for part in query.split('&') {
        let name = part.split(['=', '{']).next().unwrap_or_default().trim();
        if !name.is_empty() && !route.query.iter().any(|known| known == name) {
            route.query.push(name.to_owned());
        }
    }
    route
}

/// Without `https://host` and what is behind `#`.
fn local(address: &str) -> &str {
    let address = address.trim();
    let address = address
        .split_once('#')
        .map_or(address, |(before, _)| before);
    match address.split_once("://") {
        Some((_, rest)) => rest.find('/').map_or("", |at| &rest[at..]),
        None => address,
    }
}

fn literal_with_names(route: &mut Route, segment: &str) {
    let mut rest = segment;
    while let Some((before, after)) = rest.split_once('{') {
        let inside = after.split_once('}');
        match inside.filter(|(name, _)| !name.contains('{') && !clean(name).is_empty()) {
            Some((name, after)) => {
                literal(route, before);
                parameter(route, name);
                rest = after;
            }
            None => break,
        }
    }
    literal(route, rest);
}

fn literal(route: &mut Route, text: &str) {
    route.whole &= !text.contains(['{', '}']);
    route.path.push_str(&encoded(text));
}

/// What an address takes as it is; the rest byte by byte as `%20`.
///
/// ```
/// assert_eq!(envelope::estimate::apis::encoded("a b%20ü"), "a%20b%20%C3%BC");
/// ```
pub fn encoded(text: &str) -> String {
    let mut out = String::new();
    for (at, byte) in text.bytes().enumerate() {
        let hex = |at: usize| text.as_bytes().get(at).is_some_and(u8::is_ascii_hexdigit);
        let plain = byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@/".contains(&byte);
        if plain || byte == b'%' && hex(at + 1) && hex(at + 2) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            for digit in [byte >> 4, byte & 15] {
                let digit = char::from_digit(u32::from(digit), 16).unwrap_or('0');
                out.push(digit.to_ascii_uppercase());
            }
        }
    }
    out
}

fn parameter(route: &mut Route, name: &str) {
    let wanted = clean(name);
    let found = unique(&wanted, &route.parameters);
    if found != wanted {
        route.twice = Some(wanted);
    }
    for part in ["{", &found, "}"] {
        route.path.push_str(part);
    }
    route.parameters.push(found);
}

/// A name that is not among those that are taken: with a number at its end, if need be.
pub fn unique(wanted: &str, taken: &[String]) -> String {
    let mut found = wanted.to_owned();
    let mut number = 1;
    while taken.contains(&found) {
        number += 1;
        found = [wanted, "_", &number.to_string()].concat();
    }
    found
}

/// The name of a parameter of a path, without what routers write beside it: `{id:[0-9]+}`, `{rest*}`.
pub fn clean(name: &str) -> String {
    let name = name.split(':').next().unwrap_or_default();
    let name = name.trim_matches(|c: char| "*?+…".contains(c) || c.is_whitespace());
    let kept = |c: char| {
        if c.is_alphanumeric() || "_-.".contains(c) {
            c
        } else {
            '_'
        }
    };
    name.chars().map(kept).collect()
}

/// One answer of an API.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// `201`, or `4XX` for all that begin so.
    pub code: String,
    /// What it means, as it was typed; may be empty.
    pub meaning: String,
}

/// Reads the answers of an action, and what of them is no status code.
///
/// ```
/// use envelope::estimate::apis::answers;
/// let (read, unclear) = answers("201 created, 404/410: gone, or never there; 5xx, 700");
/// let read: Vec<_> = read.iter().map(|one| (one.code.as_str(), one.meaning.as_str())).collect();
/// assert_eq!(read, [("201", "created"), ("404", "gone, or never there"), ("410", "gone, or never there"), ("5XX", "")]);
/// assert_eq!(unclear, ["700"]);
/// ```
pub fn answers(text: &str) -> (Vec<Answer>, Vec<&str>) {
    let (mut read, mut unclear): (Vec<Answer>, Vec<&str>) = (Vec::new(), Vec::new());
    // Those that the part before was about: what follows without a code belongs to them.
    let mut open: Vec<String> = Vec::new();
    let parts = text.split([',', ';', '\n']).map(str::trim);
    for part in parts.filter(|part| !part.is_empty()) {
        let (mut codes, mut rest) = (Vec::new(), part);
        while let Some((code, after)) = code(rest) {
            codes.push(code);
            rest = after.trim_start();
            match rest.strip_prefix(['/', '|']) {
                Some(more) => rest = more.trim_start(),
                None => break,
            }
        }
        let meaning = rest.trim_start_matches([':', '-', '–', '—', '=', '→', ' ']);
        if codes.is_empty() && (open.is_empty() || part.starts_with(|c: char| c.is_ascii_digit())) {
            unclear.push(part);
            continue;
        }
        if !codes.is_empty() {
            open = codes;
        }
        for code in &open {
            if let Some(known) = read.iter_mut().find(|known| known.code == *code) {
                let gap = [known.meaning.as_str(), meaning]
                    .iter()
                    .all(|text| !text.is_empty());
                known.meaning.push_str(if gap { ", " } else { "" });
                known.meaning.push_str(meaning);
            } else {
                read.push(Answer {
                    code: code.clone(),
                    meaning: meaning.to_owned(),
                });
            }
        }
    }
    (read, unclear)
}

/// The status code at the beginning of a text, and what follows it.
fn code(text: &str) -> Option<(String, &str)> {
    let (code, rest) = text.split_at_checked(3)?;
    let code = code.to_ascii_uppercase();
    let (first, last) = code.split_at_checked(1)?;
    let digits = last.bytes().all(|byte| byte.is_ascii_digit()) || last == "XX";
    let fits = "12345".contains(first) && digits && !rest.starts_with(char::is_alphanumeric);
    fits.then_some((code, rest))
}

/// Where a field stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In the path.
    Path,
    /// Behind the question mark.
    Query,
    /// In a header of the request.
    Header,
    /// In a cookie.
    Cookie,
    /// In what goes in.
    Request,
    /// In what comes out.
    Response,
}

/// Where a field of an action stands: as it is said, or else as the path and the method suggest.
pub fn place(field: &ApiField, action: &Action, route: &Route) -> Place {
    match field.place.trim() {
        "path" => Place::Path,
        "query" => Place::Query,
        "header" => Place::Header,
        "cookie" => Place::Cookie,
        "request" => Place::Request,
        "response" => Place::Response,
        _ if route.parameters.contains(&clean(&field.name)) => Place::Path,
        _ if ["GET", "DELETE", "WS"].contains(&action.method.trim()) => Place::Query,
        _ => Place::Request,
    }
}

/// What a field holds.
#[derive(Debug)]
pub enum Holds<'a, 'd> {
    /// All attributes of an entity.
    Entity(&'a Own<'d>),
    /// An attribute of an entity.
    Attribute(&'d Entity, &'d Attribute),
    /// A type by its name.
    Data(Type),
    /// A list of these.
    List(Box<Self>),
    /// An attribute that is not there.
    Nowhere,
}

/// What a field of this name and type holds. Without a type it is what the attribute of this name holds, in the entity
/// that the action leaves behind or in any other; without one, a text.
pub fn holds<'a, 'd>(all: &'a [Own<'d>], record: &str, name: &str, kind: &str) -> Holds<'a, 'd> {
    let kind = kind.trim();
    if let Some(of) = kind.strip_suffix("[]") {
        return Holds::List(Box::new(holds(all, record, name, of)));
    }
    if kind.is_empty() {
        return like(all, record.trim().parse().unwrap_or(0), name);
    }
    if let Some(own) = all.iter().find(|own| same(&own.name, kind)) {
        return Holds::Entity(own);
    }
    let data = match read_type(kind) {
        Type::Other(_) => None,
        data => Some(data),
    };
    if let Some(data) = data {
        return Holds::Data(data);
    }
    // `Paste` for one of the `Pastes`.
    let plural = |own: &&Own| same(own.name.strip_suffix('s').unwrap_or_default(), kind);
    if let Some(own) = all.iter().find(plural) {
        return Holds::Entity(own);
    }
    let Some((entity, attribute)) = kind.split_once('.') else {
        return Holds::Data(Type::Other(kind.to_owned()));
    };
    let mut owns = all.iter().filter(|own| {
        same(&own.name, entity) || same(own.name.strip_suffix('s').unwrap_or_default(), entity)
    });
    let found = owns.find_map(|own| attribute_of(own, attribute));
    found.unwrap_or(Holds::Nowhere)
}

/// The attribute of this name: of this entity, else that which is a key, else the first.
fn like<'a, 'd>(all: &'a [Own<'d>], record: Id, name: &str) -> Holds<'a, 'd> {
    let mut found: Option<(u8, Holds)> = None;
    for own in all {
        let Some(Holds::Attribute(entity, attribute)) = attribute_of(own, name) else {
            continue;
        };
        let key = super::data_model::constraints(&attribute.constraints).primary;
        let rank = if own.entity.id == record {
            2
        } else {
            u8::from(key)
        };
        if found.as_ref().is_none_or(|(before, _)| rank > *before) {
            found = Some((rank, Holds::Attribute(entity, attribute)));
        }
    }
    found.map_or(Holds::Data(Type::Text), |(_, holds)| holds)
}

fn attribute_of<'a, 'd>(own: &Own<'d>, name: &str) -> Option<Holds<'a, 'd>> {
    let mut attributes = own.attributes.iter();
    let found =
        attributes.find(|attribute| !name.trim().is_empty() && same(&attribute.name, name))?;
    Some(Holds::Attribute(own.entity, found))
}

fn same(one: &str, other: &str) -> bool {
    one.trim().eq_ignore_ascii_case(other.trim())
}
