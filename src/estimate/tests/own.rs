//! What an action has of its own: deliveries, the share that a CDN answers, a retention; and held connections.

use super::{Entries, close, get, monthly, typed, value, with};
use crate::estimate::{self, Estimate, capacity as c, cost, services as s};
use crate::model::{Document, Field, apis, capacity as f, cost as p, data_model, services};
use crate::quantity::Period::Second;

const TIMELINE: [super::Action; 3] = [
    ["Post", "write", "100/s", "1 KB", "1 KB", "1 KB", ""],
    ["Like", "write", "900/s", "1 KB", "1 KB", "100 B", ""],
    ["Read", "read", "4000/s", "1 KB", "10 KB", "", ""],
];

/// These actions with one cell more in some of them.
fn design(fields: Entries, cells: &[(usize, &'static Field<apis::Action>, &str)]) -> Document {
    let mut doc = typed("exact", fields, &TIMELINE);
    for (row, field, text) in cells {
        (field.get_mut)(&mut doc.apis.actions[*row]).push_str(text);
    }
    doc
}

fn estimated(doc: &Document) -> Estimate {
    let estimate = estimate::of(doc);
    assert_eq!(estimate.graph().faults(), &[] as &[String]);
    estimate
}

/// A post reaches 75 readers, a like nobody: 7,500 deliveries, not 75,000.
#[test]
fn deliveries_belong_to_an_action() {
    let fields: Entries = &[(&f::FAN_OUT, "75x"), (&f::PEAK_FACTOR, "2x")];
    let all = estimated(&design(fields, &[]));
    close("of all", get(&all, &c::PUSHED), 75_000.0, 1e-12);
    let doc = design(fields, &[(0, &apis::ACTION_FAN_OUT, "75x")]);
    let own = estimated(&doc);
    close("pushed", get(&own, &c::PUSHED), 7_500.0, 1e-12);
    close("peak", get(&own, &c::PEAK_DELIVERIES), 15_000.0, 1e-12);
    let row = doc.apis.actions[0].id;
    let of_post = value(&own, &c::ACTION_DELIVERIES, row, Second);
    close("of a post", of_post, 7_500.0, 1e-12);
    assert_eq!(own.trace(&c::PUSHED, 0).words, "Deliveries, Post");
}

/// 80 % of 4,000 reads a second are answered at the edge, with their bytes.
#[test]
fn a_cdn_answers_requests() {
    let fields: Entries = &[
        (&f::PEAK_FACTOR, "2x"),
        (&f::SPARE, "0"),
        (&f::UTILISATION, "100%"),
        (&f::HIT_RATIO, "50%"),
        (&p::LOG_SIZE, "1 KB"),
        (&p::LOG_PRICE, "$0.50/GB"),
        (&p::HOST_PRICE, "$0/month"),
    ];
    let mut doc = design(fields, &[(2, &apis::ACTION_CDN, "80%")]);
    let service = doc.add_row_of(&services::SERVICES, &["Feed"]);
    doc.apis.actions[2].service = service.to_string();
    let estimate = estimated(&doc);
    for (formula, value) in [
        (&c::PEAK_QPS, 10_000.0),
        (&c::ORIGIN_QPS, 3_600.0),
        (&c::SERVERS, 4.0),
        (&c::ROW_READS, 1_600.0),
        (&c::DATABASE_READS, 800.0),
        // Peak: 1,000 writes of 1 KB and 800 reads of 10 KB.
        (&c::PEAK_ORIGIN_EGRESS, 18e6),
        (&c::CDN_TRAFFIC, 32e6 * 2_592_000.0),
        (&c::ORIGIN_EGRESS, 9e6 * 2_592_000.0),
    ] {
        close(formula.name, get(&estimate, formula), value, 1e-12);
    }
    let logged = 1_800.0 * 2_592_000.0 * 1e3 / 1e9 * 0.5;
    close("logs", monthly(&estimate, &cost::MONITORING), logged, 1e-12);
    let bears = value(&estimate, &s::SERVICE_QPS, service, Second);
    close("what the service bears", bears, 800.0, 1e-12);
    // The bytes alone, of all that has no share of its own.
    let doc = design(&[(&f::CDN_SHARE, "80%")], &[]);
    let bytes = estimated(&doc);
    let peak = get(&bytes, &c::PEAK_QPS).unwrap();
    close("all requests", get(&bytes, &c::ORIGIN_QPS), peak, 1e-12);
    let out = get(&bytes, &c::PEAK_ORIGIN_EGRESS);
    close("bytes", out, 41e6 * 0.2 * 2.0, 1e-12);
}

/// Likes for a day, posts for ever.
#[test]
fn each_action_keeps_as_long_as_it_says() {
    let year = 365.0 * 86_400.0;
    let (posts, likes) = (100.0 * 1e3 * year, 900.0 * 100.0 * year);
    let fields: Entries = &[(&f::HORIZON, "3 years"), (&f::LOGS, "10%")];
    let doc = design(fields, &[(1, &apis::ACTION_KEPT, "1 day")]);
    let own = estimated(&doc);
    let kept = posts * 3.0 + likes / 365.0;
    close("kept", get(&own, &c::KEPT_STORAGE), kept, 1e-12);
    close("rows", get(&own, &c::DATABASE_STORAGE), kept * 1.1, 1e-12);
    let written = get(&own, &c::STORAGE_HORIZON);
    close("written", written, (posts + likes) * 3.0, 1e-12);
    let records = (100.0 * 3.0 + 900.0 / 365.0) * year;
    close("records", get(&own, &c::KEPT_RECORDS), records, 1e-12);
    // As long as the rest is as if nothing were said.
    let year: Entries = &[(&f::RETENTION, "1 year")];
    let same = estimated(&design(year, &[(1, &apis::ACTION_KEPT, "1 year")]));
    let without = estimated(&design(year, &[]));
    let words = |estimate: &Estimate| estimate.trace(&c::KEPT_STORAGE, 0).words;
    assert_eq!(words(&same), words(&without));
}

/// The row is what is stored, and the entity says for how long.
#[test]
fn a_record_says_how_long_it_is_kept() {
    let mut doc = typed("exact", &[(&f::HORIZON, "3 years")], &[]);
    let entity = doc.add_row_of(&data_model::ENTITIES, &["Sessions"]);
    doc.data_model.entities[0].kept = "1 day".into();
    let id = entity.to_string();
    doc.add_row_of(&data_model::ATTRIBUTES, &["a", "", "100 B", "", &id]);
    doc.add_row_of(&apis::ACTIONS, &["Log in", "", "POST", "", "", "1000/day"]);
    doc.apis.actions[0].record = id;
    let kept = |doc: &Document| get(&estimated(doc), &c::KEPT_STORAGE);
    close("a day", kept(&doc), 100e3, 1e-12);
    // Bytes that were entered may be more than the row.
    doc.apis.actions[0].stored = "100 B".into();
    close("all", kept(&doc), 100e3 * 365.0 * 3.0, 1e-12);
}

/// A million connections of 10 KB are 10 GB; Alex Xu, chat.
#[test]
fn connections_take_memory_and_servers() {
    let held: Entries = &[(&f::DAU, "5M"), (&f::ONLINE, "20%")];
    let estimate = with(held, &[]);
    let memory = get(&estimate, &c::CONNECTIONS_MEMORY);
    close("memory", memory, 10e9, 1e-12);
    close("servers", get(&estimate, &c::CONNECTION_SERVERS), 10.0, 0.0);
    let entered = &[held, &[(&f::CONNECTIONS, "1,000,001")]].concat();
    let more = get(&with(entered, &[]), &c::CONNECTION_SERVERS);
    close("one more", more, 11.0, 0.0);
    assert!(
        estimate::of(&Document::default())
            .result(&c::CONNECTION_SERVERS, 0)
            .is_none()
    );
}
