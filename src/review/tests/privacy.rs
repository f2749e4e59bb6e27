//! Personal data against the rules that section 12 names.

use super::found;
use crate::model::security::{PERSONAL, RULES};
use crate::model::{Document, Section, data_model};
use crate::review::{Problem, Severity};

/// An entity with these attributes.
fn design(attributes: &[&str]) -> Document {
    let mut doc = Document::default();
    let entity = doc
        .add_row_of(&data_model::ENTITIES, &["Users"])
        .to_string();
    doc.add_row_of(
        &data_model::ATTRIBUTES,
        &["user_id", "bigint", "", "PK", &entity],
    );
    for name in attributes {
        doc.add_row_of(&data_model::ATTRIBUTES, &[name, "text", "", "", &entity]);
    }
    doc
}

fn row(doc: &mut Document, name: &str, kept: &str, erased: &str, guarded: &str) {
    let entity = doc.data_model.entities[0].id.to_string();
    doc.add_row_of(&PERSONAL, &[name, &entity, "", "", kept, erased, guarded]);
}

#[track_caller]
fn only(doc: &Document, title: &str, severity: Severity, words: &[&str]) -> Problem {
    let all = found(doc);
    let [problem] = &all[..] else {
        panic!("{all:?}")
    };
    assert_eq!(
        (problem.title.as_str(), problem.severity),
        (title, severity)
    );
    for word in words {
        assert!(problem.detail.contains(word), "{}", problem.detail);
    }
    problem.clone()
}

#[test]
fn what_is_about_people_ends_and_is_erased() {
    let mut doc = design(&["email"]);
    row(&mut doc, "Users.email", "", "30 days", "");
    only(
        &doc,
        "Kept for ever: Users.email",
        Severity::Warning,
        &["how long"],
    );
    doc.security.personal[0].kept = "2 years".into();
    assert_eq!(found(&doc), []);
    doc.security.personal[0].erased.clear();
    only(
        &doc,
        "No erasure: Users.email",
        Severity::Warning,
        &["copies and backups"],
    );
    doc.security.personal[0].erased = "90 days".into();
    assert_eq!(found(&doc), [], "no rule asks for a month");
    doc.add_row_of(&RULES, &["GDPR", "Erasure", "By user_id"]);
    let problem = only(
        &doc,
        "Erased too late: Users.email",
        Severity::Warning,
        &["90 days", "one month"],
    );
    problem.fix.unwrap().apply(&mut doc);
    assert_eq!(found(&doc), []);
    doc.data_model.entities[0].kept = "3 years".into();
    let title = "Users.email is kept for longer than is said";
    only(&doc, title, Severity::Error, &["2 years", "3 years"]);
    doc.data_model.entities[0].kept = "1 year".into();
    assert_eq!(found(&doc), []);
}

#[test]
fn secrets_cards_and_health_are_not_stored_as_they_are() {
    for (name, rule, stored) in [
        ("password", "", "hashed"),
        ("card_number", "PCI DSS", "token"),
        ("diagnosis", "HIPAA", "encrypted"),
    ] {
        let mut doc = design(&[name]);
        if !rule.is_empty() {
            doc.add_row_of(&RULES, &[rule, "As it asks", "So"]);
        }
        row(&mut doc, name, "1 year", "30 days", "");
        let title = [name, " is stored as it is"].concat();
        let problem = only(&doc, &title, Severity::Error, &[]);
        problem.fix.unwrap().apply(&mut doc);
        assert_eq!(doc.security.personal[0].guarded, stored);
        assert_eq!(found(&doc), []);
    }
    let mut doc = design(&["diagnosis"]);
    doc.add_row_of(&RULES, &["Health law", "Professional secrecy", "So"]);
    doc.security.rules[0].kind = "other".into();
    row(&mut doc, "diagnosis", "1 year", "30 days", "");
    assert_eq!(found(&doc), [], "no rule that is known asks for it");
}

#[test]
fn the_code_of_a_card_is_not_kept() {
    let mut doc = design(&["cvv"]);
    let problem = only(
        &doc,
        "Users.cvv must not be stored",
        Severity::Error,
        &["PCI DSS"],
    );
    assert_eq!(problem.section, Section::DataModel);
    problem.fix.unwrap().apply(&mut doc);
    assert_eq!(found(&doc), []);
}

#[test]
fn what_the_data_model_has_is_listed_once_something_is() {
    let mut doc = design(&["email", "phone", "birthday"]);
    row(&mut doc, "E-mail address (email)", "1 year", "30 days", "");
    // Rules are asked for as well, since section 12 is begun.
    doc.add_row_of(&RULES, &["GDPR", "Erasure", "By user_id"]);
    let title = "Nothing is said of Users.phone and 1 more";
    let problem = only(
        &doc,
        title,
        Severity::Warning,
        &["Users.phone, Users.birthday"],
    );
    problem.fix.unwrap().apply(&mut doc);
    assert_eq!(doc.security.personal.len(), 3);
    assert!(!found(&doc).iter().any(|problem| problem.title == title));
    assert_eq!(doc.security.personal[1].name, "Users.phone");
}
