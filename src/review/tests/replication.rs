//! Copies against what may be lost and how long it may take.

use super::found;
use crate::model::reliability::REPLICATION;
use crate::model::{Document, architecture, requirements};
use crate::review::{Problem, Severity};

/// A database with a row of its copies: mode, failover, time, loss.
fn design(mode: &str, failover: &str, rto: &str, rpo: &str) -> Document {
    let mut doc = Document::default();
    let store = doc
        .add_row_of(&architecture::COMPONENTS, &["Database", "sql"])
        .to_string();
    let cells = ["Data", &store, "2", "zones", mode, failover, rto, rpo];
    doc.add_row_of(&REPLICATION, &cells);
    doc
}

fn asked(doc: &mut Document, kind: &str, target: &str) {
    let cells = [kind, "", target, "", kind];
    doc.add_row_of(&requirements::NON_FUNCTIONAL, &cells);
}

/// What is said of section 9.
fn said(doc: &Document) -> Vec<Problem> {
    let all = found(doc).into_iter();
    all.filter(|problem| problem.section == crate::model::Section::Reliability)
        .collect()
}

#[track_caller]
fn only(doc: &Document, title: &str, severity: Severity, words: &[&str]) -> Problem {
    let all = said(doc);
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
fn no_more_is_lost_and_no_longer_waited_than_is_asked_for() {
    let mut doc = design("async", "automatic", "2 min", "10 s");
    assert_eq!(said(&doc), []);
    asked(&mut doc, "rpo", "5 s");
    only(
        &doc,
        "Data may lose more than is asked for",
        Severity::Error,
        &["10 s", "5 s"],
    );
    doc.requirements.non_functional[0].target = "RPO 1 min".into();
    assert_eq!(said(&doc), []);
    asked(&mut doc, "rto", "1 min");
    only(
        &doc,
        "Data fails over too slowly",
        Severity::Error,
        &["2 min", "1 min"],
    );
    doc.requirements.non_functional[1].target = "5 min".into();
    assert_eq!(said(&doc), []);
    // Section 7 asks where section 1 does not.
    doc.requirements.non_functional.clear();
    doc.data_model.rto = "30 s".into();
    only(
        &doc,
        "Data fails over too slowly",
        Severity::Error,
        &["30 s"],
    );
}

#[test]
fn nothing_is_lost_only_where_a_write_waits() {
    let mut doc = design("async", "automatic", "", "");
    doc.data_model.rpo = "0 s".into();
    let problem = only(
        &doc,
        "Data loses what was not copied yet",
        Severity::Error,
        &["no write waits"],
    );
    let mut done = doc.clone();
    problem.fix.unwrap().apply(&mut done);
    assert_eq!(said(&done), []);
    // Another copy of the same waits.
    let store = doc.reliability.replication[0].component.clone();
    doc.add_row_of(
        &REPLICATION,
        &["Standby", &store, "2", "zones", "sync", "automatic"],
    );
    assert_eq!(said(&doc), []);
    doc.reliability.replication.pop();
    doc.reliability.replication[0].failover.clear();
    assert_eq!(said(&doc), [], "a copy that only answers reads");
    let doc = design("async", "automatic", "", "0 s");
    only(
        &doc,
        "Data: asynchronous, and nothing is lost",
        Severity::Warning,
        &["how far behind"],
    );
    let doc = design("sync", "automatic", "", "0 s");
    assert_eq!(said(&doc), []);
}

#[test]
fn what_is_strongly_consistent_is_so_after_a_failover() {
    let mut doc = design("async", "automatic", "", "1 s");
    doc.data_model.cap = "cp".into();
    only(
        &doc,
        "Data may be old after a failover",
        Severity::Warning,
        &["strong consistency"],
    );
    doc.data_model.cap = "ap".into();
    assert_eq!(said(&doc), []);
    doc.data_model.cap = "cp".into();
    doc.architecture.components[0].kind = "cache".into();
    assert_eq!(said(&doc), [], "what is in a cache can be had again");
}

#[test]
fn a_failover_needs_a_copy_and_a_quorum_three() {
    for (mode, copies, title, enough) in [
        ("sync", "1", "Data: nothing takes over", "2"),
        ("quorum", "2", "Data: two are no quorum", "3"),
    ] {
        let mut doc = design(mode, "automatic", "", "");
        doc.reliability.replication[0].copies = copies.into();
        let problem = only(&doc, title, Severity::Error, &["Keep"]);
        problem.fix.unwrap().apply(&mut doc);
        assert_eq!(doc.reliability.replication[0].copies, enough);
        assert_eq!(said(&doc), []);
    }
}

#[test]
fn a_failover_is_within_the_error_budget() {
    let mut doc = design("sync", "automatic", "1 hour", "");
    doc.reliability.availability = "99.95%".into();
    let title = "One failover of Data is more than the error budget";
    only(&doc, title, Severity::Warning, &["1 hour", "21.6 minutes"]);
    doc.reliability.replication[0].rto = "30 s".into();
    assert_eq!(said(&doc), []);
}

#[test]
fn a_database_without_a_row_is_named_once_others_have_one() {
    let mut doc = design("sync", "", "", "");
    doc.add_row_of(&architecture::COMPONENTS, &["Sessions", "nosql"]);
    let problem = only(
        &doc,
        "Nothing is said of the copies of Sessions",
        Severity::Hint,
        &["keeps data"],
    );
    problem.fix.unwrap().apply(&mut doc);
    assert_eq!(said(&doc), []);
    doc.reliability.replication.clear();
    assert_eq!(said(&doc), []);
}
