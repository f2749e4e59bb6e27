//! What components and connections bear, and the ways of the actions.

use crate::estimate::architecture::{
    self as a, COMPONENT_COST, COMPONENT_INSTANCES, COMPONENT_PEAK_QPS, COMPONENT_UTILISATION,
    CONNECTION_BANDWIDTH, CONNECTION_PEAK_QPS, Stage, breaks, paths, routes,
};
use crate::estimate::whatif::{LIMITS, bound};
use crate::estimate::{Estimate, capacity, cost, of};
use crate::formula::Formula;
use crate::library::examples;
use crate::model::architecture::{COMPONENTS, CONNECTIONS};
use crate::model::{Document, Id, apis, services};
use crate::text::json;

fn number(estimate: &Estimate, formula: &Formula, row: Id) -> Option<f64> {
    estimate
        .result(formula, row)?
        .value
        .map(|value| value.value)
}

fn part(doc: &mut Document, name: &str, kind: &str) -> Id {
    doc.add_row_of(&COMPONENTS, &[name, kind])
}

fn link(doc: &mut Document, from: Id, to: Id, kind: &str) -> Id {
    doc.add_row_of(
        &CONNECTIONS,
        &["", &from.to_string(), &to.to_string(), kind],
    )
}

/// An action of a service: method, rate, request, response, share of the CDN.
fn act(doc: &mut Document, service: Id, cells: [&str; 5], store: &str) -> Id {
    let [method, rate, request, response, cdn] = cells;
    let service = service.to_string();
    let row = doc.add_row_of(
        &apis::ACTIONS,
        &[
            "", "", method, "", "", rate, request, response, "", store, &service,
        ],
    );
    let column = apis::ACTIONS.column(apis::ACTION_CDN.spec.key).unwrap();
    doc.set_cell(&apis::ACTIONS, row, column, cdn.to_owned());
    row
}

#[test]
fn reads_go_by_cdn_and_cache_to_the_database() {
    let mut doc = Document::default();
    doc.capacity.peak_factor = "2x".into();
    doc.capacity.hit_ratio = "80%".into();
    let service = doc.add_row_of(&services::SERVICES, &["Read service"]);
    let [client, cdn, balancer, reader, redis, rows] = [
        ("App", "client"),
        ("CDN", "cdn"),
        ("Balancer", "balancer"),
        ("Reader, read", ""),
        ("Redis", "cache"),
        ("MySQL", "sql"),
    ]
    .map(|(name, kind)| part(&mut doc, name, kind));
    let [edge, straight, missed, inner, cache, last] = [
        (client, cdn),
        (client, balancer),
        (cdn, balancer),
        (balancer, reader),
        (reader, redis),
        (reader, rows),
    ]
    .map(|(from, to)| link(&mut doc, from, to, ""));
    act(&mut doc, service, ["GET", "100/s", "", "10 KB", "50%"], "");
    act(&mut doc, service, ["POST", "5/s", "1 KB", "", ""], "");
    let estimate = of(&doc);
    let calls = [edge, straight, missed, inner, cache, last]
        .map(|row| number(&estimate, &CONNECTION_PEAK_QPS, row).unwrap());
    // 200 reads a second at peak, of which half are answered at the edge; a fifth of the rest is read, and 10 written.
    let near = |one: f64, other: f64| (one - other).abs() < 1e-9 * other;
    for (calls, wanted) in calls.iter().zip([200.0, 10.0, 100.0, 110.0, 100.0, 30.0]) {
        assert!(near(*calls, wanted), "{calls} for {wanted}");
    }
    assert_eq!(number(&estimate, &CONNECTION_BANDWIDTH, edge), Some(2e6));
    assert!(near(
        number(&estimate, &CONNECTION_BANDWIDTH, last).unwrap(),
        2e5
    ));
    assert_eq!(number(&estimate, &COMPONENT_PEAK_QPS, reader), Some(110.0));
    // All that is read and written, and nothing twice.
    let whole = |formula| number(&estimate, formula, 0).unwrap();
    let whole_of_rows = whole(&capacity::DATABASE_READS) + whole(&capacity::PEAK_WRITE_QPS);
    assert!(near(calls[5], whole_of_rows));
    assert_eq!(
        number(&estimate, &COMPONENT_PEAK_QPS, reader),
        Some(whole(&capacity::ORIGIN_QPS))
    );
    assert_eq!(
        number(&estimate, &COMPONENT_UTILISATION, reader),
        Some(whole(&capacity::PEAK_UTILISATION))
    );
    assert_eq!(
        number(&estimate, &COMPONENT_COST, reader),
        Some(whole(&cost::COMPUTE))
    );
    assert_eq!(
        number(&estimate, &COMPONENT_INSTANCES, reader),
        Some(whole(&capacity::SERVERS))
    );
}

#[test]
fn of_several_databases_nobody_knows_which_unless_one_is_named() {
    let mut doc = Document::default();
    let service = doc.add_row_of(&services::SERVICES, &["Writer"]);
    let writer = part(&mut doc, "Writer", "");
    let [one, other] = ["Orders", "Stock"].map(|name| part(&mut doc, name, "sql"));
    let [first, second] = [one, other].map(|to| link(&mut doc, writer, to, ""));
    act(&mut doc, service, ["POST", "5/s", "", "", ""], "");
    let known = |doc: &Document| {
        let estimate = of(doc);
        [first, second].map(|row| number(&estimate, &CONNECTION_PEAK_QPS, row).is_some())
    };
    assert_eq!(known(&doc), [false, false]);
    assert!(routes(&doc)[0].hops.iter().all(|hop| !hop.alone));
    let mut named = doc.clone();
    named.set_cell(&COMPONENTS, other, 0, "MySQL".into());
    assert_eq!(known(&named), [false, true]);
    // A copy is read, and what it is a copy of is written.
    link(&mut doc, one, other, "replication");
    assert_eq!(known(&doc), [true, false]);
    assert_eq!(routes(&doc)[0].hops[0].stage, Stage::Write);
}

#[test]
fn a_database_is_as_busy_as_the_nearest_of_its_limits() {
    for example in examples::ALL {
        let doc = json::example(example);
        let estimate = of(&doc);
        let conv = *estimate.graph().conventions();
        let shares = LIMITS.iter().take(3).map(|limit| {
            let now = estimate.result(limit.result, 0).unwrap().value.unwrap();
            let bound = bound(limit, &estimate).unwrap().value;
            now.div(bound, &conv).unwrap().value
        });
        let shares: Vec<f64> = shares.collect();
        for part in &doc.architecture.components {
            let busy = number(&estimate, &COMPONENT_UTILISATION, part.id);
            if let (Some(busy), "sql" | "nosql") = (busy, part.kind.as_str()) {
                let found = shares
                    .iter()
                    .any(|share| (share - busy).abs() <= 1e-9 * share);
                assert!(found, "{}: {}", example.name, part.name);
            }
        }
    }
}

#[test]
fn the_steps_of_an_action_are_all_of_its_time() {
    for example in examples::ALL {
        let doc = json::example(example);
        let estimate = of(&doc);
        for path in paths(&doc, &estimate) {
            for (whole, part) in [
                (path.p50, (|step| step.p50) as fn(&a::Step) -> _),
                (path.p99, |step| step.p99),
            ] {
                let Some(whole) = whole else { continue };
                let steps = path.steps.iter().filter_map(part);
                let sum: f64 = steps.map(|time| time.value).sum();
                assert!(
                    (sum - whole.value).abs() <= 1e-9 * whole.value.max(1e-9),
                    "{}",
                    path.name
                );
            }
        }
    }
}

#[test]
fn under_that_many_times_the_users_what_breaks_first_is_full() {
    let doc = json::example(&examples::PASTEBIN);
    let estimate = of(&doc);
    let (row, times) = breaks(&doc, &estimate)[0];
    let busy = |times| {
        let then = of(&crate::estimate::whatif::grown(&doc, times));
        number(&then, &COMPONENT_UTILISATION, row).unwrap()
    };
    assert!(busy(times * 0.999) < 1.0 && busy(times * 1.001) > 1.0);
}

#[test]
fn a_circle_of_connections_and_a_client_alone_have_no_way() {
    let mut doc = Document::default();
    let service = doc.add_row_of(&services::SERVICES, &["Loop"]);
    let [client, one, other] = [("App", "client"), ("Loop", ""), ("Other", "")]
        .map(|(name, kind)| part(&mut doc, name, kind));
    for (from, to) in [
        (one, other),
        (other, one),
        (one, one),
        (one, client),
        (client, client),
    ] {
        link(&mut doc, from, to, "");
    }
    act(&mut doc, service, ["GET", "5/s", "", "", ""], "");
    act(&mut doc, 999, ["GET", "5/s", "", "", ""], "");
    let routes = routes(&doc);
    assert!(routes.iter().all(|route| route.hops.is_empty()));
    let estimate = of(&doc);
    // It comes to the service all the same.
    assert_eq!(number(&estimate, &COMPONENT_PEAK_QPS, one), Some(10.0));
}
