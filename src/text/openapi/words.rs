//! Tables: what status codes mean, how callers show who they are, names of types that are no database's.

/// What a status code means by RFC 9110, RFC 4918, RFC 6585 and RFC 7725.
static CODES: &[(&str, &str)] = &[
    ("101", "Switching Protocols"),
    ("200", "OK"),
    ("201", "Created"),
    ("202", "Accepted"),
    ("204", "No Content"),
    ("206", "Partial Content"),
    ("301", "Moved Permanently"),
    ("302", "Found"),
    ("303", "See Other"),
    ("304", "Not Modified"),
    ("307", "Temporary Redirect"),
    ("308", "Permanent Redirect"),
    ("400", "Bad Request"),
    ("401", "Unauthorized"),
    ("402", "Payment Required"),
    ("403", "Forbidden"),
    ("404", "Not Found"),
    ("405", "Method Not Allowed"),
    ("406", "Not Acceptable"),
    ("408", "Request Timeout"),
    ("409", "Conflict"),
    ("410", "Gone"),
    ("411", "Length Required"),
    ("412", "Precondition Failed"),
    ("413", "Content Too Large"),
    ("414", "URI Too Long"),
    ("415", "Unsupported Media Type"),
    ("416", "Range Not Satisfiable"),
    ("421", "Misdirected Request"),
    ("422", "Unprocessable Content"),
    ("423", "Locked"),
    ("424", "Failed Dependency"),
    ("426", "Upgrade Required"),
    ("428", "Precondition Required"),
    ("429", "Too Many Requests"),
    ("451", "Unavailable For Legal Reasons"),
    ("500", "Internal Server Error"),
    ("501", "Not Implemented"),
    ("502", "Bad Gateway"),
    ("503", "Service Unavailable"),
    ("504", "Gateway Timeout"),
    ("507", "Insufficient Storage"),
];

/// What a code means where nobody says it; the code itself where it is not known.
pub(super) fn phrase(code: &str) -> &str {
    let known = CODES.iter().find(|(known, _)| *known == code);
    known.map_or(code, |(_, phrase)| phrase)
}

/// A way to show who one is: how it is chosen, its name in the document, and what the document says of it.
type Scheme = (
    &'static str,
    &'static str,
    &'static [(&'static str, &'static str)],
);

static SCHEMES: &[Scheme] = &[
    (
        "bearer",
        "bearer",
        &[("type", "http"), ("scheme", "bearer")],
    ),
    (
        "api-key",
        "apiKey",
        &[("type", "apiKey"), ("in", "header"), ("name", "X-API-Key")],
    ),
    (
        "session",
        "session",
        &[("type", "apiKey"), ("in", "cookie"), ("name", "session")],
    ),
    ("oauth2", "oauth2", &[("type", "oauth2")]),
    ("mtls", "mutualTls", &[("type", "mutualTLS")]),
    (
        "signature",
        "signature",
        &[
            ("type", "apiKey"),
            ("in", "header"),
            ("name", "Signature"),
            ("description", "A signature over the message and its time."),
        ],
    ),
];

pub(super) fn scheme(chosen: &str) -> Option<&'static Scheme> {
    SCHEMES.iter().find(|(key, ..)| *key == chosen.trim())
}

/// Names of types that no engine has, each with the type and the format of JSON Schema.
static TYPES: &[(&str, &str, &str)] = &[
    ("string", "string", ""),
    ("str", "string", ""),
    ("number", "number", ""),
    ("long", "integer", "int64"),
    ("object", "object", ""),
    ("map", "object", ""),
    ("email", "string", "email"),
    ("url", "string", "uri"),
    ("uri", "string", "uri"),
    ("date-time", "string", "date-time"),
    ("duration", "string", "duration"),
    ("ipv4", "string", "ipv4"),
    ("ipv6", "string", "ipv6"),
    ("password", "string", "password"),
];

/// The type and the format of a name.
pub(super) fn named(name: &str) -> Option<(&'static str, &'static str)> {
    let name = name.trim();
    let mut known = TYPES.iter();
    let found = known.find(|(known, ..)| known.eq_ignore_ascii_case(name))?;
    Some((found.1, found.2))
}

/// `Create paste` → `createPaste`: letters and digits of ASCII, so that any tool makes a function of it.
pub(super) fn camel(text: &str) -> String {
    let mut out = String::new();
    let words = text.split(|c: char| !c.is_ascii_alphanumeric());
    for word in words.filter(|word| !word.is_empty()) {
        let (first, rest) = word.split_at(1);
        if out.is_empty() {
            out.push_str(&first.to_ascii_lowercase());
        } else {
            out.push_str(&first.to_ascii_uppercase());
        }
        out.push_str(rest);
    }
    out
}
