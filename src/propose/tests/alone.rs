//! What follows from the components and from their load: single points of failure, and what is full first.

use super::{actions, of, take_all};
use crate::model::{Document, architecture};
use crate::propose::Proposed;

/// A service and its database, each once, with 1,200 writes a second.
fn once() -> Document {
    let mut doc = actions(&[["Write", "POST", "/pastes"]]);
    doc.apis.actions[0].rate = "1200/s".into();
    (doc.capacity.peak_factor, doc.capacity.utilisation) = ("1x".into(), "100%".into());
    (doc.capacity.spare, doc.capacity.replication) = ("0".into(), "1".into());
    take_all(Proposed::Services, &mut doc);
    let name = doc.services.services[0].name.clone();
    let service = doc
        .add_row_of(&architecture::COMPONENTS, &[&name])
        .to_string();
    let rows = doc.add_row_of(&architecture::COMPONENTS, &["PostgreSQL", "sql"]);
    doc.add_row_of(
        &architecture::CONNECTIONS,
        &["inserts", &service, &rows.to_string()],
    );
    doc
}

#[test]
fn single_points_of_failure_follow_from_the_components_and_the_load() {
    let mut doc = once();
    let lost = |doc: &Document| {
        let found = of(Proposed::Failures, doc).into_iter();
        let found = found.filter(|one| one.why.starts_with("A single point of failure. "));
        found
            .map(|one| one.fix.adds[0].1.clone())
            .collect::<Vec<_>>()
    };
    // Two servers for the load.
    let found = lost(&doc);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0][..2], ["PostgreSQL", "The only one is lost"]);
    assert!(found[0][2].starts_with("No writes"), "as a database fails");
    doc.apis.actions[0].rate = "500/s".into();
    assert_eq!(lost(&doc)[0][0], "Paste service");
    doc.capacity.spare = "1".into();
    doc.capacity.replication = "2".into();
    assert!(lost(&doc).is_empty());
}

#[test]
fn bottlenecks_follow_from_the_components_and_the_load() {
    let mut doc = once();
    doc.capacity.own_servers = "2".into();
    doc.apis.actions[0].stored = "1 B".into();
    let found = of(Proposed::Bottlenecks, &doc);
    let rows: Vec<&[String]> = found.iter().map(|one| &one.fix.adds[0].1[..]).collect();
    let service = [
        "Paste service",
        "60 % busy at peak, full at ×1.67 of today's users",
        "Add servers before it comes to that.",
    ];
    assert_eq!(rows[0], service);
    assert_eq!(
        rows[1][..2],
        [
            "PostgreSQL",
            "12 % busy at peak, full at ×8.33 of today's users"
        ]
    );
    assert!(
        rows[1][2].starts_with("Shard"),
        "the limit of a database that is passed first"
    );
}
