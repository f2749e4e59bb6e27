//! Services, found from the APIs: actions on the same thing belong together.

use super::{Proposal, named, same};
use crate::model::apis::{ACTION_SERVICE, ACTIONS, Action};
use crate::model::services::SERVICES;
use crate::model::{Address, Document};
use crate::review::{Fix, singular};

/// A service for each group of actions of which one has none; and where it is there, the actions for it.
pub(super) fn proposals(doc: &Document) -> Vec<Proposal> {
    // Of each action what it works on, and what the service for that is called.
    let actions = doc.apis.actions.iter();
    let actions = actions.filter_map(|action| {
        let resource = resource(action)?;
        Some((action, resource, service(resource)))
    });
    let all: Vec<(&Action, &str, String)> = actions.collect();
    let open = |action: &Action| action.service.trim().is_empty();
    let mut found: Vec<Proposal> = Vec::new();
    let mut seen: Vec<&String> = Vec::new();
    for (_, resource, name) in all.iter().filter(|(action, ..)| open(action)) {
        if seen.iter().any(|other| same(other, name)) {
            continue;
        }
        seen.push(name);
        let of = all.iter().filter(|(.., other)| same(other, name));
        let group: Vec<&Action> = of.map(|(action, ..)| *action).collect();
        let open = group.iter().filter(|action| open(action));
        let places: Vec<Address> = open.map(|action| place(action)).collect();
        found.push(proposal(doc, name, resource, &group, &places));
    }
    found
}

fn proposal(
    doc: &Document,
    name: &str,
    resource: &str,
    group: &[&Action],
    places: &[Address],
) -> Proposal {
    let names = group.iter().map(|action| action.name.trim());
    let names: Vec<&str> = names.filter(|name| !name.is_empty()).collect();
    let done = names.join(", ");
    if let Some(service) = named(&SERVICES, doc, name) {
        let edits = places.iter().map(|place| (*place, service.to_string()));
        return Proposal {
            fix: Fix {
                label: ["Let ", name, " answer"].concat(),
                edits: edits.collect(),
                ..Fix::default()
            },
            why: [&done, ": no service is chosen for all of them."].concat(),
        };
    }
    let writes = |action: &&&Action| {
        !matches!(
            (&*action.operation, &*action.method),
            ("read", _) | ("", "GET")
        )
    };
    let owns = if group.iter().any(|action| writes(&action)) {
        resource
    } else {
        ""
    };
    let cells = [name, &done, owns].map(str::to_owned);
    let links = places.iter().map(|place| (*place, 0));
    Proposal {
        fix: Fix {
            links: links.collect(),
            ..Fix::add(name.to_owned(), &SERVICES, cells.into())
        },
        why: ["They work on ", resource, ": ", &done, "."].concat(),
    }
}

fn place(action: &Action) -> Address {
    Address::Cell {
        table: &ACTIONS,
        row: action.id,
        column: ACTIONS.column(ACTION_SERVICE.spec.key).unwrap_or_default(),
    }
}

/// What an action works on: the first part of its path that is no version and no parameter, or what stands before
/// the point in the name of a call or an event.
fn resource(action: &Action) -> Option<&str> {
    let path = action.path.trim();
    let path = path.split(['?', '#', ' ']).next()?;
    let version = |part: &str| {
        let number = part.strip_prefix(['v', 'V']);
        number.is_some_and(|number| number.starts_with(|c: char| c.is_ascii_digit()))
    };
    let skipped = |part: &&str| {
        part.is_empty() || same(part, "api") || version(part) || part.starts_with(['{', ':', '<'])
    };
    let mut parts = path.split('/').filter(|part| !skipped(part));
    let first = parts.next()?;
    // `shop.Orders/Place` is a call, `orders.placed` an event.
    let first = match (path.starts_with('/'), parts.next()) {
        (false, Some(_)) => first.rsplit('.').next()?,
        _ => first.split(['.', ':']).find(|part| !part.is_empty())?,
    };
    first.contains(char::is_alphanumeric).then_some(first)
}

/// What a service for it is called: `pastes` → `Paste service`.
fn service(resource: &str) -> String {
    let resource = resource.replace(['-', '_'], " ");
    let one = singular(&resource);
    if one.ends_with("service") {
        return resource;
    }
    let mut letters = one.chars();
    let first = letters.next().map(char::to_uppercase);
    let name: String = first.into_iter().flatten().chain(letters).collect();
    [&name, " service"].concat()
}
