//! What is missing between actions and services: actions without one, and services without a use.

use super::{Fix, Problem, Severity};
use crate::model::{Address, Document, Id, Section, apis, row_name, services};

pub(super) fn problems(doc: &Document) -> Vec<Problem> {
    let mut found = Vec::new();
    unanswered(doc, &mut found);
    unused(doc, &mut found);
    found
}

/// Actions that no service answers, as soon as there are services.
fn unanswered(doc: &Document, found: &mut Vec<Problem>) {
    let all = &doc.services.services;
    let column = apis::ACTIONS.column(apis::ACTION_SERVICE.spec.key);
    let (Some(column), false) = (column, all.is_empty()) else {
        return;
    };
    for (at, action) in (1..).zip(&doc.apis.actions) {
        let known = |id: Id| all.iter().any(|service| service.id == id);
        if action.name.trim().is_empty() || action.service.trim().parse().is_ok_and(known) {
            continue;
        }
        let place = Address::Cell {
            table: &apis::ACTIONS,
            row: action.id,
            column,
        };
        let fix = match all.as_slice() {
            [only] => Some(Fix::edit(
                format!("Let {} answer it", row_name(&only.name, 1)),
                place,
                only.id.to_string(),
            )),
            _ => None,
        };
        found.push(Problem {
            severity: Severity::Warning,
            section: Section::Apis,
            place,
            title: format!("No service, {}", row_name(&action.name, at)),
            detail: "Choose the service that answers it; its load counts for none.".into(),
            fix,
        });
    }
}

/// Services that nothing leads to. A worker that says what it does, owns or calls is a service without an action.
fn unused(doc: &Document, found: &mut Vec<Problem>) {
    let all = &doc.services.services;
    for service in all {
        let name = service.name.trim();
        let said = [&service.purpose, &service.owns, &service.depends];
        if name.is_empty() || said.iter().any(|text| !text.trim().is_empty()) {
            continue;
        }
        let named = |text: &str| contains(text, name);
        let mut actions = doc.apis.actions.iter();
        let answers = actions.any(|action| action.service.trim().parse() == Ok(service.id));
        let needed = all.iter().any(|other| named(&other.depends));
        let mut steps = doc.actors.steps.iter();
        let takes_part = steps.any(|step| named(&step.from) || named(&step.to));
        if !answers && !needed && !takes_part {
            found.push(Problem {
                severity: Severity::Hint,
                section: Section::Services,
                place: Address::Cell {
                    table: &services::SERVICES,
                    row: service.id,
                    column: 0,
                },
                title: format!("Nothing uses {name}"),
                detail: "No action names it and nothing depends on it. Choose it for an action, or say what it does."
                    .into(),
                fix: None,
            });
        }
    }
}

/// Whether a text names something, without regard to capitals.
fn contains(text: &str, name: &str) -> bool {
    let (text, name) = (text.to_lowercase(), name.to_lowercase());
    text.contains(&name)
}
