//! Limits, timeouts and retries against the load.

use super::{found, typed};
use crate::model::reliability::{PROTECTION_KIND, PROTECTION_LIMIT, PROTECTIONS};
use crate::model::{Address, Document, Id, architecture, capacity as f, reliability, services};
use crate::review::{Problem, Severity};

/// A service that answers 1,000 reads a second at peak, and a database behind it.
fn design() -> Document {
    let fields = [
        (&f::PEAK_FACTOR, "2x"),
        (&f::OWN_SERVERS, "2"),
        (&f::SERVER_RATE, "1000/s"),
    ];
    let mut doc = typed(&fields, &[["Read", "GET", "500/s", ""]]);
    let service = doc.add_row_of(&services::SERVICES, &["Reader", "Reads"]);
    doc.apis.actions[0].service = service.to_string();
    for (name, kind) in [("Gateway", "gateway"), ("Reader", ""), ("Database", "sql")] {
        doc.add_row_of(&architecture::COMPONENTS, &[name, kind]);
    }
    let [gateway, reader, database] = [0, 1, 2].map(|at| component(&doc, at));
    doc.add_row_of(&architecture::CONNECTIONS, &["calls", &gateway, &reader]);
    doc.add_row_of(&architecture::CONNECTIONS, &["reads", &reader, &database]);
    doc
}

fn component(doc: &Document, at: usize) -> String {
    doc.architecture.components[at].id.to_string()
}

/// Adds a protection of a component, by its place, or of all.
fn protect(doc: &mut Document, kind: &str, at: Option<usize>, limit: &str) -> Id {
    let of = at.map_or_else(String::new, |at| component(doc, at));
    doc.add_row_of(&PROTECTIONS, &["Row", kind, &of, "", limit])
}

#[track_caller]
fn only(doc: &Document, title: &str, row: Id, words: &[&str]) -> Problem {
    let all = found(doc);
    let [problem] = &all[..] else {
        panic!("{all:?}")
    };
    assert_eq!((problem.title.as_str(), problem.place.row()), (title, row));
    for word in words {
        assert!(problem.detail.contains(word), "{}", problem.detail);
    }
    problem.clone()
}

/// The one problem, which its fix takes away.
#[track_caller]
fn mended(mut doc: Document, title: &str, row: Id, words: &[&str]) -> Document {
    let problem = only(&doc, title, row, words);
    problem.fix.unwrap().apply(&mut doc);
    assert_eq!(found(&doc), []);
    doc
}

#[test]
fn a_limit_lets_the_peak_pass() {
    for at in [None, Some(0), Some(1)] {
        let mut doc = design();
        let row = protect(&mut doc, "", at, "900/s");
        let doc = mended(doc, "Row refuses the peak", row, &["900/s", "1,000 /s"]);
        assert_eq!(doc.reliability.protections[0].limit, "1,500 /s");
        let mut doc = design();
        protect(&mut doc, "shedding", at, "1100/s");
        assert_eq!(found(&doc), []);
    }
    // What comes to a database is not the peak of the requests; nor is what a CDN lets through.
    let mut doc = design();
    protect(&mut doc, "", Some(2), "900/s");
    assert_eq!(found(&doc), []);
    let mut doc = design();
    doc.capacity.cdn_share = "50%".into();
    protect(&mut doc, "", Some(0), "900/s");
    assert_eq!(found(&doc), []);
}

#[test]
fn a_limit_of_one_action_or_of_each_user_is_held_against_that_alone() {
    let mut doc = design();
    let action = doc.apis.actions[0].id.to_string();
    let row = doc.add_row_of(&PROTECTIONS, &["Row", "", "", &action, "900/s"]);
    only(&doc, "Row refuses the peak", row, &["1,000 /s"]);
    doc.set_cell(&PROTECTIONS, row, 4, "2/user/day".into());
    assert_eq!(found(&doc), [], "what a user does is not known");
    (doc.capacity.dau, doc.apis.actions[0].rate) = ("10M".into(), "5/user/day".into());
    let problem = only(
        &doc,
        "Row refuses what is usual",
        row,
        &["2/user/day", "5 /user/day"],
    );
    assert_eq!(problem.severity, Severity::Error);
    doc.set_cell(&PROTECTIONS, row, 4, "10/user/hour".into());
    assert_eq!(found(&doc), []);
}

#[test]
fn a_timeout_waits_for_what_is_usual() {
    for (at, place) in [(Some(1), "25 ms"), (Some(2), "10 ms"), (None, "25 ms")] {
        let mut doc = design();
        let row = protect(&mut doc, "timeout", at, "2 ms");
        mended(doc, "Row gives up too soon", row, &["2 ms", place]);
        let mut doc = design();
        protect(&mut doc, "timeout", at, "1 s");
        assert_eq!(found(&doc), []);
    }
}

#[test]
fn what_needs_a_figure_has_one() {
    for kind in ["", "timeout", "retry", "backoff", "queue"] {
        let mut doc = design();
        let row = protect(&mut doc, kind, None, "");
        let problem = only(&doc, "No limit: Row", row, &[]);
        let column = PROTECTIONS.column(PROTECTION_LIMIT.spec.key).unwrap();
        let table = &PROTECTIONS;
        assert_eq!(problem.place, Address::Cell { table, row, column });
        assert_eq!(problem.fix.is_some(), matches!(kind, "retry" | "backoff"));
        doc.set_cell(table, row, 0, String::new());
        assert_eq!(found(&doc), [], "a row that was just begun");
    }
    let mut doc = design();
    protect(&mut doc, "breaker", None, "");
    assert_eq!(found(&doc), [], "a breaker may have none");
}

#[test]
fn retries_at_once_keep_down_what_is_down() {
    let mut doc = design();
    let row = protect(&mut doc, "retry", Some(1), "3");
    let column = PROTECTIONS.column(PROTECTION_KIND.spec.key).unwrap();
    let problem = only(
        &doc,
        "Row: retries overload what is broken",
        row,
        &["50 %", "4x"],
    );
    let table = &PROTECTIONS;
    assert_eq!(problem.place, Address::Cell { table, row, column });
    let mut done = doc.clone();
    problem.fix.unwrap().apply(&mut done);
    assert_eq!(found(&done), []);
    // A tenth fails, and there is room for that.
    doc.reliability.failing = "10%".into();
    assert_eq!(found(&doc), []);
    doc.reliability.failing = "100%".into();
    doc.capacity.own_servers = "20".into();
    assert_eq!(found(&doc), []);
}

#[test]
fn retries_of_several_layers_multiply() {
    let mut doc = design();
    protect(&mut doc, "backoff", Some(0), "3");
    assert_eq!(found(&doc), []);
    let row = protect(&mut doc, "backoff", Some(2), "3");
    let problem = only(
        &doc,
        "Retries multiply: 16 tries of one request",
        row,
        &["Row, Row", "one layer"],
    );
    assert_eq!(problem.severity, Severity::Warning);
    let connection = doc.architecture.connections[1].id;
    let mut queued = doc.clone();
    queued.set_cell(&architecture::CONNECTIONS, connection, 3, "async".into());
    assert_eq!(found(&queued), [], "nobody waits for what is in a queue");
    doc.set_cell(&PROTECTIONS, row, 4, "1".into());
    assert_eq!(found(&doc), [], "eight tries are no flood");
    // Calls in a circle end.
    let (gateway, database) = (component(&doc, 0), component(&doc, 2));
    doc.add_row_of(&architecture::CONNECTIONS, &["back", &database, &gateway]);
    assert_eq!(found(&doc), []);
}

#[test]
fn a_queue_is_bounded() {
    let mut doc = design();
    let queue = doc
        .add_row_of(&architecture::COMPONENTS, &["Jobs", "queue"])
        .to_string();
    let reader = component(&doc, 1);
    doc.add_row_of(
        &architecture::CONNECTIONS,
        &["jobs", &reader, &queue, "async"],
    );
    assert_eq!(found(&doc), [], "nothing is protected yet");
    protect(&mut doc, "breaker", Some(2), "");
    let problem = only(&doc, "Nothing bounds Jobs", 0, &["until it fails"]);
    let mut done = doc.clone();
    problem.fix.unwrap().apply(&mut done);
    let row = done.reliability.protections[1].id;
    only(&done, "No limit: Bound of Jobs", row, &["how many entries"]);
    done.set_cell(&PROTECTIONS, row, 4, "10k".into());
    assert_eq!(found(&done), []);
    doc.add_row_of(&reliability::TOPICS, &["jobs", "1/s", "1 KB", "7 days"]);
    assert_eq!(found(&doc), [], "a stream is bounded by its retention");
}
