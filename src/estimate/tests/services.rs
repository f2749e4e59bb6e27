//! What each service bears.

use crate::estimate::capacity::{AVERAGE_QPS, ORIGIN_QPS, PEAK_EGRESS};
use crate::estimate::{Estimate, at_once, beside, of, services as s};
use crate::formula::Formula;
use crate::library::examples;
use crate::model::{Document, Id, apis, services};
use crate::text::json;

fn number(estimate: &Estimate, formula: &Formula, row: Id) -> Option<f64> {
    let node = estimate.result(formula, row)?;
    node.value.map(|value| value.value)
}

#[test]
fn a_service_bears_what_its_actions_are() {
    let mut doc = Document::default();
    let [reads, writes, cleaner] =
        ["Read", "Write", "Cleaner"].map(|name| doc.add_row_of(&services::SERVICES, &[name]));
    doc.capacity.peak_factor = "3".into();
    let mut act = |rate: &str, request: &str, response: &str, service: Id| {
        let service = service.to_string();
        let cells = [
            "", "", "GET", "", "", rate, request, response, "", "", &service,
        ];
        doc.add_row_of(&apis::ACTIONS, &cells)
    };
    act("40/s", "1 KB", "10 KB", reads);
    act("10/s", "", "2 KB", reads);
    act("5/s", "3 KB", "", writes);
    act("7/s", "", "", 999);
    let estimate = of(&doc);
    let shown = |formula, row| estimate.shown(formula, row);
    assert_eq!(shown(&s::SERVICE_APIS, reads), "2");
    assert_eq!(shown(&s::SERVICE_QPS, reads), "50 /s");
    assert_eq!(shown(&s::SERVICE_PEAK_QPS, reads), "150 /s");
    assert_eq!(shown(&s::SERVICE_INGRESS, reads), "40 KB/s (320 kbit/s)");
    assert_eq!(
        shown(&s::SERVICE_PEAK_INGRESS, writes),
        "45 KB/s (360 kbit/s)"
    );
    assert_eq!(shown(&s::SERVICE_EGRESS, reads), "420 KB/s (3.36 Mbit/s)");
    assert_eq!(
        shown(&s::SERVICE_PEAK_EGRESS, reads),
        "1.26 MB/s (10.1 Mbit/s)"
    );
    assert!(estimate.result(&s::SERVICE_EGRESS, writes).is_none());
    assert!(
        s::RESULTS
            .iter()
            .all(|formula| estimate.result(formula, cleaner).is_none())
    );
    let work = estimate.trace(&s::SERVICE_QPS, reads);
    assert_eq!(work.words, "Average QPS, row 1 + Average QPS, row 2");
}

#[test]
fn a_rate_that_is_not_known_is_named_and_the_rest_is_summed() {
    let mut doc = Document::default();
    let service = doc.add_row_of(&services::SERVICES, &["Read"]);
    let cell = service.to_string();
    for rate in ["40/s", ""] {
        doc.add_row_of(
            &apis::ACTIONS,
            &["Read", "", "", "", "", rate, "", "", "", "", &cell],
        );
    }
    let estimate = of(&doc);
    assert_eq!(estimate.shown(&s::SERVICE_QPS, service), "40 /s");
    assert_eq!(estimate.shown(&s::SERVICE_APIS, service), "2");
    assert!(!estimate.trace(&s::SERVICE_QPS, service).missing.is_empty());
}

#[test]
fn the_services_of_an_example_bear_all_of_it() {
    for example in examples::ALL {
        let doc = json::example(example);
        let estimate = of(&doc);
        // What a CDN answers comes to no service.
        let at_edge = doc.apis.actions.iter().any(|action| !action.cdn.is_empty());
        let pairs = [
            (&s::SERVICE_PEAK_QPS, &ORIGIN_QPS),
            (&s::SERVICE_QPS, &AVERAGE_QPS),
            (&s::SERVICE_PEAK_EGRESS, &PEAK_EGRESS),
        ];
        for (part, whole) in &pairs[..if at_edge { 1 } else { 3 }] {
            let services = doc.services.services.iter();
            let sum: f64 = services
                .filter_map(|one| number(&estimate, part, one.id))
                .sum();
            let whole = number(&estimate, whole, 0).unwrap();
            assert!(
                (sum - whole).abs() < 1e-9 * whole,
                "{}: {sum} of {whole}",
                part.key
            );
        }
    }
}

#[test]
fn it_is_left_out_of_what_every_key_waits_for() {
    let doc = json::example(&examples::ALL[0]);
    let nodes = |estimate: &Estimate| {
        let nodes = estimate.graph().nodes().iter();
        nodes
            .filter(|node| node.key.0.starts_with("service."))
            .count()
    };
    assert!(nodes(&of(&doc)) > 0);
    assert_eq!(nodes(&at_once(&doc)), 0);
    assert_eq!(beside("service.qps"), Some(&s::SERVICE_QPS));
    assert_eq!(beside("capacity.average_qps"), None);
}
