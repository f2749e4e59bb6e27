//! Services, found from the APIs: actions on the same thing belong together.

use super::{Proposal, named, push, same};
use crate::model::apis::{ACTION_SERVICE, ACTIONS, Action};
use crate::model::services::SERVICES;
use crate::model::{Address, Document};
use crate::review::{Fix, singular};

/// A service for each group of actions of which one has none; and where it is there, the actions for it.
pub(super) fn proposals(doc: &Document) -> Vec<Proposal> {
    let actions = &doc.apis.actions;
    let mut found = Vec::new();
    for action in actions
        .iter()
        .filter(|action| action.service.trim().is_empty())
    {
        let Some(resource) = resource(action) else {
            continue;
        };
        let name = service(resource);
        let group: Vec<&Action> = actions
            .iter()
            .filter(|other| self::resource(other).is_some_and(|other| same(&service(other), &name)))
            .collect();
        let open = group.iter().filter(|other| other.service.trim().is_empty());
        let places: Vec<Address> = open.map(|other| place(other)).collect();
        push(
            &mut found,
            Some(proposal(doc, &name, resource, &group, &places)),
        );
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
    let done: Vec<&str> = group.iter().map(|action| action.name.trim()).collect();
    let done = done.join(", ");
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
