//! Whether what section 12 says of personal data keeps the rules that it names.

use super::personal::{Found, Sensitive, found as sensitive, holds_named, listed, regime_of};
use super::{Fix, Problem, Severity};
use crate::estimate::{Reading, read};
use crate::model::security::{ERASED, GUARDED, PERSONAL, PERSONAL_KEPT, Personal, SENSITIVE};
use crate::model::{Address, Document, Field, Id, Section, data_model, row_name};
use crate::quantity::{Conventions, Dim, Kind, Period, Quantity, show};
use std::cmp::Ordering;

/// How soon data is erased at the latest: within one month of the request. Source: GDPR, articles 12 (3) and 17.
const MONTH: Quantity = Quantity {
    value: 31.0,
    dim: Dim::TIME,
    period: Period::Day,
};

pub(super) fn problems(doc: &Document) -> Vec<Problem> {
    let conv = doc.number_conventions();
    let attributes = sensitive(doc);
    let mut found = codes(doc, &attributes);
    let regimes: Vec<&str> = doc.security.rules.iter().map(regime_of).collect();
    let rows = doc.security.personal.iter();
    for row in rows.filter(|row| !row.name.trim().is_empty()) {
        let holds = holds(doc, row);
        found.extend(bare(row, holds, &regimes));
        if holds == Some(Sensitive::Person) || holds == Some(Sensitive::Health) {
            found.extend(open(row));
        }
        found.extend(late(row, &regimes, conv));
        found.extend(longer(doc, row, conv));
    }
    found.extend(unlisted(doc, &attributes));
    found
}

fn problem(
    severity: Severity,
    field: &Field<Personal>,
    row: &Personal,
    title: &[&str],
    detail: &[&str],
) -> Problem {
    let column = PERSONAL.column(field.spec.key).unwrap_or_default();
    Problem {
        severity,
        section: Section::Security,
        place: Address::Cell {
            table: &PERSONAL,
            row: row.id,
            column,
        },
        title: title.concat(),
        detail: detail.concat(),
        fix: None,
    }
}

/// What a row is about: what was chosen, else by its name.
fn holds(doc: &Document, row: &Personal) -> Option<Sensitive> {
    let chosen = SENSITIVE
        .iter()
        .position(|(key, _)| *key == row.holds.trim());
    match chosen {
        Some(1) => Some(Sensitive::Person),
        Some(2) => Some(Sensitive::Card),
        Some(3) => Some(Sensitive::Health),
        Some(4) => Some(Sensitive::Secret),
        _ => {
            let entity = data_model::ENTITIES.referred(doc, &row.entity);
            holds_named(&entity.unwrap_or_default(), &row.name)
        }
    }
}

fn span(field: &Field<Personal>, row: &Personal, conv: Conventions) -> Option<Quantity> {
    match read(&field.spec, (field.get)(row), &conv) {
        Reading::Value(entry) => Some(entry.value),
        _ => None,
    }
}

/// Secrets, numbers of cards and data about health that are stored as they are.
fn bare(row: &Personal, holds: Option<Sensitive>, regimes: &[&str]) -> Option<Problem> {
    if !row.guarded.trim().is_empty() {
        return None;
    }
    // What is done, why, and the fix.
    let (why, choice, label) = match holds? {
        Sensitive::Secret => (
            "Who reads the database, or a backup, can use it. Store a salted hash where it is only compared (Argon2id for passwords), and encrypt it where it has to be read.",
            "hashed",
            "Store it hashed",
        ),
        Sensitive::Card => (
            "PCI DSS asks that a number of a card cannot be read wherever it is stored (requirement 3.5). Let the provider keep it and store a token.",
            "token",
            "Store a token",
        ),
        Sensitive::Health if regimes.contains(&"hipaa") => (
            "HIPAA asks for it to be encrypted, or for a reason why it need not be (45 CFR 164.312).",
            "encrypted",
            "Store it encrypted",
        ),
        _ => return None,
    };
    let name = row.name.trim();
    let found = problem(
        Severity::Error,
        &GUARDED,
        row,
        &[name, " is stored as it is"],
        &[why],
    );
    let fix = Fix::edit(label.to_owned(), found.place, choice.to_owned());
    Some(Problem {
        fix: Some(fix),
        ..found
    })
}

/// Data about people without a time after which it is gone, or without one after a wish.
fn open(row: &Personal) -> Vec<Problem> {
    let asked = [
        (
            &PERSONAL_KEPT,
            "Kept for ever: ",
            "Nothing says when it is gone. Enter how long it is kept after it was last needed.",
        ),
        (
            &ERASED,
            "No erasure: ",
            "Somebody will ask for it to be erased. Enter how soon it is gone then, from copies and backups as well.",
        ),
    ];
    let open = asked
        .into_iter()
        .filter(|(field, ..)| (field.get)(row).trim().is_empty());
    open.map(|(field, title, detail)| {
        problem(
            Severity::Warning,
            field,
            row,
            &[title, row.name.trim()],
            &[detail],
        )
    })
    .collect()
}

/// An erasure that takes longer than the GDPR leaves.
fn late(row: &Personal, regimes: &[&str], conv: Conventions) -> Option<Problem> {
    let within = span(&ERASED, row, conv)?;
    let late = within.compare(MONTH, &conv) == Ok(Ordering::Greater);
    (late && regimes.contains(&"gdpr")).then(|| {
        let shown = show(&within, Kind::Span, &conv);
        let detail = [
            "It takes ",
            &shown,
            ", and the GDPR asks for an answer within one month (article 12). Erase sooner, or let backups run out sooner.",
        ];
        let title = ["Erased too late: ", row.name.trim()];
        let found = problem(Severity::Warning, &ERASED, row, &title, &detail);
        let fix = Fix::edit("Erase it within 30 days".to_owned(), found.place, "30 days".to_owned());
        Problem { fix: Some(fix), ..found }
    })
}

/// Rows that section 7 keeps for longer than is said here.
fn longer(doc: &Document, row: &Personal, conv: Conventions) -> Option<Problem> {
    let said = span(&PERSONAL_KEPT, row, conv)?;
    let id: Id = row.entity.trim().parse().ok()?;
    let mut entities = (1..).zip(&doc.data_model.entities);
    let (at, entity) = entities.find(|(_, entity)| entity.id == id)?;
    let Reading::Value(kept) = read(&data_model::KEPT.spec, &entity.kept, &conv) else {
        return None;
    };
    (kept.value.compare(said, &conv) == Ok(Ordering::Greater)).then(|| {
        let detail = [
            "It is to be kept for ",
            &show(&said, Kind::Span, &conv),
            ", and rows of ",
            &row_name(&entity.name, at),
            " are kept for ",
            &show(&kept.value, Kind::Span, &conv),
            " in section 7. Delete them sooner, or say the longer time.",
        ];
        let title = [row.name.trim(), " is kept for longer than is said"];
        problem(Severity::Error, &PERSONAL_KEPT, row, &title, &detail)
    })
}

/// Attributes for the code on the back of a card, which nobody may keep.
fn codes(doc: &Document, attributes: &[Found]) -> Vec<Problem> {
    let mut found = Vec::new();
    for one in attributes.iter().filter(|one| one.code) {
        let table = &data_model::ATTRIBUTES;
        if (table.rows)(doc).position(one.attribute).is_none() {
            continue;
        }
        let label = ["Take ", &one.path, " out"].concat();
        found.push(Problem {
            severity: Severity::Error,
            section: Section::DataModel,
            place: Address::Cell {
                table,
                row: one.attribute,
                column: 0,
            },
            title: [&one.path, " must not be stored"].concat(),
            detail: "The code on a card may not be kept after the payment was authorised, not even encrypted (PCI DSS, requirement 3.3). Pass it on and forget it.".to_owned(),
            fix: Some(Fix::remove(&label, table, one.attribute)),
        });
    }
    found
}

/// Attributes that are about people, of which no row says anything.
fn unlisted(doc: &Document, attributes: &[Found]) -> Option<Problem> {
    let open: Vec<&Found> = attributes
        .iter()
        .filter(|one| !one.code && !listed(doc, one))
        .collect();
    let paths: Vec<&str> = open.iter().map(|one| one.path.as_str()).collect();
    let first = paths.first()?;
    let more = match paths.len() {
        1 => String::new(),
        all => [" and ", &(all - 1).to_string(), " more"].concat(),
    };
    let adds = open
        .iter()
        .map(|one| (&PERSONAL, vec![one.path.clone(), one.entity.to_string()]));
    Some(Problem {
        severity: Severity::Warning,
        section: Section::Security,
        place: super::complete::of_table(&PERSONAL),
        title: ["Nothing is said of ", first, &more].concat(),
        detail: [
            "The data model has ",
            &paths.join(", "),
            ", and section 12 has no rule for it. People may ask what is kept of them, and to have it erased. Say what it is for, how long it is kept and how it is erased.",
        ]
        .concat(),
        fix: Some(Fix {
            label: if open.len() == 1 {
                ["Add a row for ", first].concat()
            } else {
                "Add a row for each".to_owned()
            },
            adds: adds.collect(),
            ..Fix::default()
        }),
    })
}
