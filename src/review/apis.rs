//! What does not go together in section 3: addresses, methods, answers, and the fields of the APIs.

use super::{Fix, Problem, Severity};
use crate::estimate::apis::{Holds, Place, REST, Route, answers, clean, holds, place, route};
use crate::estimate::data_model::{Own, owned};
use crate::model::apis::{
    ACTIONS, ANSWERS, API_FIELDS, Action, ApiField, FIELD_ACTION, FIELD_PLACE, FIELD_TYPE,
    IDEMPOTENCY, METHOD, PATH,
};
use crate::model::{Address, Document, Field, Id, Section, Table};
use rustc_hash::FxHashMap as HashMap;

/// Words of what should never be done twice. A retry of anything else may be harmless.
const MONEY: [&str; 8] = [
    "pay", "payment", "payments", "charge", "charges", "refund", "refunds", "payout",
];

pub(super) fn problems(doc: &Document) -> Vec<Problem> {
    // What there is to look up for the fields, and long to gather.
    let all = if doc.apis.fields.is_empty() {
        Vec::new()
    } else {
        owned(doc)
    };
    let actions = &doc.apis.actions;
    let routes: HashMap<Id, Route> = actions
        .iter()
        .map(|action| (action.id, route(&doc.apis.base, action.path.trim())))
        .collect();
    let mut found = Vec::new();
    for action in actions {
        if let Some(route) = routes.get(&action.id) {
            found.extend(of_action(doc, action, route));
        }
    }
    found.extend(same_address(doc, &routes));
    for field in &doc.apis.fields {
        found.extend(of_field(doc, &all, &routes, field));
    }
    found
}

fn cell<R>(table: &'static Table, field: &Field<R>, row: Id) -> Address {
    let column = table.column(field.spec.key).unwrap_or_default();
    Address::Cell { table, row, column }
}

fn problem(place: Address, title: &str, detail: String, fix: Option<Fix>) -> Problem {
    Problem {
        severity: Severity::Warning,
        section: Section::Apis,
        place,
        title: title.to_owned(),
        detail,
        fix,
    }
}

/// What is wrong with one action.
fn of_action(doc: &Document, action: &Action, route: &Route) -> Vec<Problem> {
    let name = ACTIONS.row_name(doc, action.id);
    let (method, path) = (action.method.trim(), action.path.trim());
    let at = |field: &Field<Action>| cell(&ACTIONS, field, action.id);
    let mut found = Vec::new();
    let mut say = |place: Address, title: &str, parts: &[&str], fix: Option<Fix>| {
        found.push(problem(place, title, parts.concat(), fix));
    };
    if REST.contains(&method) && path.is_empty() {
        say(
            at(&PATH),
            "A method without a path",
            &[
                method,
                " of ",
                &name,
                " has no address. Write its path, such as /pastes/{short_link}.",
            ],
            None,
        );
    }
    if method.is_empty() && path.starts_with('/') {
        say(
            at(&METHOD),
            "A path without a method",
            &[
                &name,
                " has the path ",
                path,
                " and no method. Choose how it is called.",
            ],
            None,
        );
    }
    if !route.whole && method != "EVENT" {
        say(
            at(&PATH),
            "A brace without its other",
            &[
                "A parameter of the path of ",
                &name,
                " stands between two braces: /pastes/{short_link}.",
            ],
            None,
        );
    }
    if let Some(twice) = &route.twice {
        say(
            at(&PATH),
            "A parameter twice in a path",
            &[
                "{",
                twice,
                "} stands in the path of ",
                &name,
                " more than once. Give each its own name.",
            ],
            None,
        );
    }
    if method == "GET" && action.operation.trim() == "write" {
        say(
            at(&METHOD),
            "A GET that writes",
            &[
                &name,
                " is a write, and a GET changes nothing: whoever follows a link, or fetches it ahead, would do it. Take POST, PUT, PATCH or DELETE, or make it a read.",
            ],
            None,
        );
    }
    let (_, unclear) = answers(&action.answers);
    if let Some(part) = unclear.first() {
        say(
            at(&ANSWERS),
            "An answer without a status code",
            &[
                "“",
                part,
                "” of ",
                &name,
                " does not begin with a code from 100 to 599, such as 404 unknown.",
            ],
            None,
        );
    }
    found.extend(twice_paid(action, &name));
    found
}

/// A write that moves money, and nothing that makes a retry safe.
fn twice_paid(action: &Action, name: &str) -> Option<Problem> {
    let method = action.method.trim();
    let retried = ["POST", "RPC"].contains(&method) && action.idempotency.trim().is_empty();
    if !retried || action.operation.trim() == "read" || !moves_money(action) {
        return None;
    }
    let place = || cell(&ACTIONS, &IDEMPOTENCY, action.id);
    let label = ["Give ", name, " an Idempotency-Key"].concat();
    let detail = [
        name,
        " is a ",
        method,
        " that moves money: after a time-out the caller cannot know whether it was done. Take a key that the caller makes up, or say what else makes a retry safe.",
    ];
    let fix = Fix::edit(label, place(), "key".to_owned());
    Some(problem(
        place(),
        "A retry may pay twice",
        detail.concat(),
        Some(fix),
    ))
}

/// By its name and the last word of its path.
fn moves_money(action: &Action) -> bool {
    let last = action.path.trim().trim_end_matches('/').rsplit('/').next();
    let words = [&action.name, last.unwrap_or_default()].map(str::to_lowercase);
    let mut words = words
        .iter()
        .flat_map(|text| text.split(|c: char| !c.is_alphanumeric()));
    words.any(|word| MONEY.contains(&word))
}

/// Actions with one method and path: one problem for each such address.
fn same_address(doc: &Document, routes: &HashMap<Id, Route>) -> Vec<Problem> {
    let mut seen: HashMap<String, (Id, Vec<Id>)> = HashMap::default();
    let mut order = Vec::new();
    for action in &doc.apis.actions {
        let (method, path) = (action.method.trim(), action.path.trim());
        let Some(route) = routes
            .get(&action.id)
            .filter(|_| REST.contains(&method) && !path.is_empty())
        else {
            continue;
        };
        let key = [method, " ", &route.shape()].concat();
        if let Some((_, others)) = seen.get_mut(&key) {
            others.push(action.id);
        } else {
            order.push(key.clone());
            seen.insert(key, (action.id, Vec::new()));
        }
    }
    let doubled = order.iter().filter_map(|key| {
        let (first, others) = seen.get(key)?;
        let second = *others.first()?;
        let name = |row| ACTIONS.row_name(doc, row);
        let more = match others.len() {
            1 => String::new(),
            count => [" and ", &(count - 1).to_string(), " more"].concat(),
        };
        let detail = [&name(second), &more, " and ", &name(*first), " are both ", key, ": nobody can tell them apart. Give one another path or method, or make them one action."];
        Some(problem(cell(&ACTIONS, &PATH, second), "Two actions at one address", detail.concat(), None))
    });
    doubled.collect()
}

/// What is wrong with a parameter or field.
fn of_field(
    doc: &Document,
    all: &[Own],
    routes: &HashMap<Id, Route>,
    field: &ApiField,
) -> Option<Problem> {
    let name = API_FIELDS.row_name(doc, field.id);
    let at = |spec: &Field<ApiField>| cell(&API_FIELDS, spec, field.id);
    let action = field.action.trim().parse().ok();
    let action = action.and_then(|id: Id| doc.apis.actions.iter().find(|action| action.id == id));
    let Some(action) = action else {
        if field.name.trim().is_empty() && field.kind.trim().is_empty() {
            return None;
        }
        let fix = match &doc.apis.actions[..] {
            [only] => {
                let label = ["It belongs to ", &ACTIONS.row_name(doc, only.id)].concat();
                Some(Fix::edit(label, at(&FIELD_ACTION), only.id.to_string()))
            }
            _ => None,
        };
        let detail = [
            &name,
            " belongs to no action. Choose the one that takes or answers it.",
        ];
        return Some(problem(
            at(&FIELD_ACTION),
            "A field of no action",
            detail.concat(),
            fix,
        ));
    };
    let (called, route) = (ACTIONS.row_name(doc, action.id), routes.get(&action.id)?);
    let stands = place(field, action, route);
    if stands == Place::Path && !route.parameters.contains(&clean(&field.name)) {
        let detail = [
            "The path of ",
            &called,
            " has no {",
            &clean(&field.name),
            "}. Write it there, or choose another place.",
        ];
        return Some(problem(
            at(&FIELD_PLACE),
            "A parameter that the path lacks",
            detail.concat(),
            None,
        ));
    }
    if stands == Place::Request && ["GET", "DELETE"].contains(&action.method.trim()) {
        let detail = [
            &name,
            " stands in the body of a ",
            action.method.trim(),
            ", which has no defined meaning (RFC 9110, 9.3): what stands between drops it. Put it into the query, or take POST.",
        ];
        let label = ["Put ", &name, " into the query"].concat();
        let fix = Fix::edit(label, at(&FIELD_PLACE), "query".to_owned());
        return Some(problem(
            at(&FIELD_PLACE),
            "A body where none is read",
            detail.concat(),
            Some(fix),
        ));
    }
    let mut what = holds(all, &action.record, &field.name, &field.kind);
    while let Holds::List(of) = what {
        what = *of;
    }
    matches!(what, Holds::Nowhere).then(|| {
        let detail = [
            "There is no ",
            field.kind.trim(),
            " in the data model. Write an attribute as it stands there, or a type.",
        ];
        problem(
            at(&FIELD_TYPE),
            "A type that is not there",
            detail.concat(),
            None,
        )
    })
}
