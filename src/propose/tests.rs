//! What is proposed, where, and what is left of it once it is taken over.
#![allow(clippy::unwrap_used)] // a test stops at the first failure

mod alone;
mod junctions;
mod resilience;
mod taken;

use super::{Proposal, Proposed, proposals};
use crate::estimate;
use crate::library::examples;
use crate::model::{
    Document, apis, architecture, cost, data_model, reliability, requirements, security, services,
};
use crate::text::json;

fn of(what: Proposed, doc: &Document) -> Vec<Proposal> {
    proposals(what, doc, &estimate::of(doc))
}

fn labels(what: Proposed, doc: &Document) -> Vec<String> {
    of(what, doc).into_iter().map(|one| one.fix.label).collect()
}

/// Takes over all that is proposed, as it stands.
fn take_all(what: Proposed, doc: &mut Document) {
    for proposal in of(what, doc) {
        proposal.fix.apply(doc);
    }
}

fn actions(rows: &[[&str; 3]]) -> Document {
    let mut doc = Document::default();
    for [name, method, path] in rows {
        doc.add_row_of(&apis::ACTIONS, &[name, "", method, path, "", "10/s"]);
    }
    doc
}

#[test]
fn qualities_are_proposed_until_they_are_there_by_name_or_by_kind() {
    let mut doc = Document::default();
    let all = labels(Proposed::NonFunctional, &doc);
    assert_eq!(all.len(), 9, "{all:?}");
    doc.add_row_of(&requirements::NON_FUNCTIONAL, &[" availability "]);
    doc.add_row_of(
        &requirements::NON_FUNCTIONAL,
        &["Speed", "", "", "", "latency"],
    );
    let left = labels(Proposed::NonFunctional, &doc);
    let gone: Vec<_> = all
        .into_iter()
        .filter(|name| !left.contains(name))
        .collect();
    assert_eq!(gone, ["Availability", "Latency"]);
    take_all(Proposed::NonFunctional, &mut doc);
    take_all(Proposed::Functional, &mut doc);
    assert!(labels(Proposed::NonFunctional, &doc).is_empty());
    assert!(labels(Proposed::Functional, &doc).is_empty());
}

#[test]
fn a_target_is_the_design_s_own_figure_where_there_is_one() {
    let mut doc = actions(&[["Read", "GET", "/pastes"]]);
    doc.capacity.dau = "3M".into();
    let found = of(Proposed::NonFunctional, &doc);
    let target = |name: &str| {
        let one = found.iter().find(|one| one.fix.label == name).unwrap();
        one.fix.adds[0].1[2].clone()
    };
    assert_eq!(
        [target("Throughput"), target("Scale"), target("Cost")],
        ["20 /s", "3 M", "$10,000/month"]
    );
}

#[test]
fn actions_on_the_same_thing_are_one_service() {
    let mut doc = actions(&[
        ["Create paste", "POST", "/api/v1/pastes"],
        ["Read paste", "GET", "/pastes/{id}?full=1"],
        ["List categories", "GET", "/v2/categories"],
        ["Order placed", "EVENT", "orders.placed"],
        ["Refund", "RPC", "shop.PaymentService/Refund"],
        ["Unknown", "GET", ""],
        ["Only a parameter", "GET", "/{short_link}"],
    ]);
    let names = [
        "Paste service",
        "Category service",
        "Order service",
        "PaymentService",
    ];
    assert_eq!(labels(Proposed::Services, &doc), names);
    take_all(Proposed::Services, &mut doc);
    assert!(labels(Proposed::Services, &doc).is_empty());
    let of = |action: usize| doc.apis.actions[action].service.clone();
    let id = |service: usize| doc.services.services[service].id.to_string();
    assert_eq!(
        [of(0), of(1), of(2), of(3), of(4)],
        [id(0), id(0), id(1), id(2), id(3)]
    );
    assert_eq!([of(5), of(6)], ["", ""]);
    let pastes = &doc.services.services[0];
    assert_eq!(
        (pastes.purpose.as_str(), pastes.owns.as_str()),
        ("Create paste, Read paste", "pastes")
    );
    assert_eq!(
        doc.services.services[1].owns, "",
        "what only reads owns nothing"
    );
}

#[test]
fn a_service_that_is_there_is_given_its_actions() {
    let mut doc = actions(&[["Create", "POST", "/pastes"], ["Read", "GET", "/pastes/1"]]);
    let service = doc
        .add_row_of(&services::SERVICES, &["paste SERVICE"])
        .to_string();
    doc.apis.actions[0].service = "77".into();
    assert_eq!(
        labels(Proposed::Services, &doc),
        ["Let Paste service answer"]
    );
    take_all(Proposed::Services, &mut doc);
    assert_eq!(
        (
            doc.apis.actions[0].service.as_str(),
            &doc.apis.actions[1].service
        ),
        ("77", &service)
    );
    assert!(labels(Proposed::Services, &doc).is_empty());
}

#[test]
fn components_follow_from_what_is_known_and_then_their_connections() {
    let mut doc = actions(&[["Upload", "POST", "/files"], ["Read", "GET", "/files/1"]]);
    assert_eq!(
        labels(Proposed::Components, &Document::default()),
        Vec::<String>::new()
    );
    doc.apis.actions[0].store = "blob".into();
    doc.capacity.cdn_share = "60%".into();
    doc.capacity.hit_ratio = "80%".into();
    doc.cost.sms = "1k/month".into();
    doc.add_row_of(&cost::OTHERS, &["Maps API", "100k/month"]);
    doc.add_row_of(&cost::OTHERS, &["Licence", "", "", "$99/month"]);
    doc.add_row_of(&services::SERVICES, &["File service"]);
    doc.add_row_of(&services::SERVICES, &["User service"]);
    doc.add_row_of(&reliability::TOPICS, &["uploads"]);
    doc.add_row_of(&data_model::ENTITIES, &["Files"]);
    doc.add_row_of(&data_model::ENTITIES, &["Views", "", "", "", "cassandra"]);
    let index = doc.add_row(&data_model::INDEXES);
    doc.set_cell(&data_model::INDEXES, index, 1, "inverted".into());
    let all = [
        "Client",
        "CDN",
        "Load balancer",
        "API gateway",
        "File service",
        "User service",
        "Cache",
        "PostgreSQL",
        "Cassandra",
        "Blob storage",
        "Kafka",
        "Search",
        "Twilio (SMS)",
        "Maps API",
    ];
    assert_eq!(labels(Proposed::Components, &doc), all);
    assert!(labels(Proposed::Connections, &doc).is_empty());
    take_all(Proposed::Components, &mut doc);
    assert!(labels(Proposed::Components, &doc).is_empty());
    let kinds: Vec<_> = doc
        .architecture
        .components
        .iter()
        .map(|part| part.kind.as_str())
        .collect();
    assert!(
        architecture::KINDS
            .iter()
            .filter(|(kind, _)| !["dns", "worker"].contains(kind))
            .all(|(kind, _)| kinds.contains(kind))
    );

    let ways = labels(Proposed::Connections, &doc);
    for way in [
        "Client → CDN",
        "Client → Load balancer",
        "CDN → Load balancer",
        "Load balancer → API gateway",
        "API gateway → User service",
        "File service → Cassandra",
        "User service → Maps API",
        "File service → Kafka",
        "Kafka → Search",
    ] {
        assert!(ways.iter().any(|other| other == way), "{way} of {ways:?}");
    }
    assert!(
        !ways.iter().any(|way| way == "Client → File service"),
        "{ways:?}"
    );
    take_all(Proposed::Connections, &mut doc);
    assert!(labels(Proposed::Connections, &doc).is_empty());
}

#[test]
fn a_copy_of_the_database_is_enough_to_be_connected() {
    let mut doc = Document::default();
    let mut add = |name: &str, kind: &str| {
        doc.add_row_of(&architecture::COMPONENTS, &[name, kind])
            .to_string()
    };
    let (reader, _, replica) = (
        add("Reader", ""),
        add("Primary", "sql"),
        add("Replica", "sql"),
    );
    assert_eq!(labels(Proposed::Connections, &doc), ["Reader → Primary"]);
    doc.add_row_of(&architecture::CONNECTIONS, &["reads", &reader, &replica]);
    assert!(labels(Proposed::Connections, &doc).is_empty());
}

#[test]
fn a_service_is_connected_with_what_it_depends_on() {
    let mut doc = Document::default();
    doc.add_row_of(
        &services::SERVICES,
        &["Mailer", "", "", "the queue or stream, Twilio"],
    );
    for (name, kind) in [
        ("mailer", ""),
        ("Store", "sql"),
        ("Kafka", "queue"),
        ("Twilio", "third"),
        ("Maps", "third"),
    ] {
        doc.add_row_of(&architecture::COMPONENTS, &[name, kind]);
    }
    assert_eq!(
        labels(Proposed::Connections, &doc),
        ["mailer → Kafka", "mailer → Twilio"]
    );
    doc.services.services[0].depends = "a database".into();
    assert_eq!(labels(Proposed::Connections, &doc), ["mailer → Store"]);
}

/// The examples say all that matters. Of connections a guess may be left where a part only sends, or only receives.
#[test]
fn examples_have_all_their_services_and_rules() {
    for example in examples::ALL {
        let doc = json::example(example);
        for what in [Proposed::Services, Proposed::Rules] {
            assert!(labels(what, &doc).is_empty(), "{}", example.name);
        }
        let left = labels(Proposed::Connections, &doc);
        assert!(left.len() <= 4, "{}: {left:?}", example.name);
    }
    for example in [&examples::PASTEBIN, &examples::SHOP] {
        let left = labels(Proposed::Connections, &json::example(example));
        assert_eq!(left, [] as [&str; 0]);
    }
}

#[test]
fn single_parts_and_components_fail() {
    let mut doc = Document::default();
    doc.add_row_of(&reliability::PARTS, &["Balancer", "99.9%"]);
    doc.add_row_of(&reliability::PARTS, &["Service", "99.9%", "", "", "2"]);
    doc.add_row_of(&architecture::COMPONENTS, &["balancer", "balancer"]);
    doc.add_row_of(&architecture::COMPONENTS, &["Redis", "cache"]);
    doc.add_row_of(&architecture::COMPONENTS, &["Another Redis", "cache"]);
    let found = of(Proposed::Failures, &doc);
    let names: Vec<_> = found.iter().map(|one| one.fix.label.as_str()).collect();
    assert_eq!(names, ["Balancer", "Redis"]);
    assert!(found[0].why.starts_with("A single point of failure"));
    take_all(Proposed::Failures, &mut doc);
    assert!(labels(Proposed::Failures, &doc).is_empty());
    assert!(
        doc.failures
            .failures
            .iter()
            .all(|row| !row.mitigation.is_empty() && !row.effect.is_empty())
    );
}

#[test]
fn bottlenecks_are_the_limits_with_their_figures() {
    let mut doc = actions(&[["Write", "POST", "/pastes"]]);
    doc.apis.actions[0].rate = "400/s".into();
    doc.capacity.peak_factor = "1x".into();
    let found = of(Proposed::Bottlenecks, &doc);
    let cells = &found[0].fix.adds[0].1;
    assert_eq!(
        cells[..2],
        ["Writes of one primary", "10 k /s, at ×25 of today's users"]
    );
    assert!(cells[2].starts_with("Shard"));
    doc.apis.actions[0].rate = "20k/s".into();
    assert!(
        of(Proposed::Bottlenecks, &doc)[0]
            .why
            .ends_with("passed already")
    );
    assert!(labels(Proposed::Bottlenecks, &Document::default()).is_empty());
}

#[test]
fn measures_follow_from_the_components_and_rules_from_the_data() {
    let mut doc = Document::default();
    assert!(labels(Proposed::Measures, &doc).is_empty());
    assert!(labels(Proposed::Rules, &doc).is_empty());
    doc.add_row_of(&architecture::COMPONENTS, &["Kafka", "queue"]);
    assert_eq!(labels(Proposed::Measures, &doc), ["Messages"]);
    let users = doc
        .add_row_of(&data_model::ENTITIES, &["Users"])
        .to_string();
    for name in ["email", "password_hash", "card_number", "diagnosis"] {
        doc.add_row_of(&data_model::ATTRIBUTES, &[name, "text", "", "", &users]);
    }
    assert_eq!(labels(Proposed::Measures, &doc), ["Passwords", "Messages"]);
    let found = of(Proposed::Rules, &doc);
    let names: Vec<_> = found.iter().map(|one| one.fix.label.as_str()).collect();
    assert_eq!(names, ["GDPR", "PCI DSS", "HIPAA"]);
    assert!(found[0].why.contains("Users.email") && found[1].why.contains("Users.card_number"));
    doc.add_row_of(&security::RULES, &["gdpr"]);
    assert_eq!(labels(Proposed::Rules, &doc), ["PCI DSS", "HIPAA"]);
}

#[test]
fn decisions_are_asked_for_where_there_is_a_reason() {
    let mut doc = Document::default();
    assert!(labels(Proposed::Tradeoffs, &doc).is_empty());
    doc.data_model.database = "sql".into();
    let found = of(Proposed::Tradeoffs, &doc);
    assert_eq!(found[0].fix.adds[0].1[2], "SQL (Relational)");
    doc.data_model.replicas = "two".into();
    doc.capacity.fan_out = "200".into();
    doc.capacity.hit_ratio = "80%".into();
    doc.capacity.scaling = "horizontal".into();
    doc.add_row_of(&reliability::TOPICS, &["orders"]);
    let all = [
        "SQL or NoSQL",
        "Consistency or availability",
        "Push or pull",
        "Synchronous or asynchronous",
        "Cache aside or write through",
        "A bigger machine or more machines",
    ];
    assert_eq!(labels(Proposed::Tradeoffs, &doc), all);
}

#[test]
fn every_place_has_its_name() {
    for (what, name) in Proposed::ALL {
        assert_eq!((Proposed::of(name), what.name()), (Some(what), name));
    }
    assert_eq!(Proposed::of("moons"), None);
}
