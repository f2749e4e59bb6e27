//! Scenarios whose users or changes are ranges.

use crate::estimate::{capacity as c, cost, whatif as what_if};
use crate::formula::{Formula, Key};
use crate::model::whatif::{CHANGES, SCENARIOS};
use crate::model::{Document, apis};
use crate::outline::View;
use crate::text::views;

/// Two million users, and two rates in total.
fn design(users: &str) -> Document {
    let mut doc = Document::default();
    doc.capacity.dau = users.into();
    for (name, method, rate) in [
        ("Read", "GET", "10/user/day"),
        ("Import", "POST", "300/s"),
        ("Export", "POST", "300/s"),
    ] {
        let cells = [name, "", method, "", "", rate, "1 KB", "1 KB", "1 KB"];
        doc.add_row_of(&apis::ACTIONS, &cells);
    }
    doc
}

/// How many times its lower end the upper end of a result is in the scenario, and its value.
#[track_caller]
fn width(doc: &Document, formula: &'static Formula) -> (f64, f64) {
    let columns = what_if::columns(doc);
    let key: Key = (formula.key, 0);
    let graph = columns[1].estimate.graph();
    let samples = graph.sample(&[key]);
    let range = samples.range(key).unwrap();
    let value = graph.find(key).unwrap().value.unwrap();
    (range.high.value / range.low.value, value.value)
}

#[track_caller]
fn near(actual: f64, expected: f64) {
    assert!(
        (actual / expected - 1.0).abs() < 0.005,
        "{actual} instead of {expected}"
    );
}

#[test]
fn a_change_may_be_a_range() {
    let mut doc = design("2M");
    let row = doc.add_row_of(&SCENARIOS, &["Launch"]).to_string();
    doc.add_row_of(&CHANGES, &["", &row, "capacity.dau", "", "10-40M"]);
    assert_eq!(what_if::refused(&doc), []);
    let (times, value) = width(&doc, &crate::estimate::whatif::NETWORK_PEAK);
    assert!((1.5..4.0).contains(&times) && value > 0.0, "{times}");
    let users = views::grid(View::Comparison, &doc, &crate::estimate::of(&doc));
    let row = |name: &str| {
        let found = users.rows.iter().find(|row| row[0].text == name);
        found
            .unwrap()
            .iter()
            .map(|cell| cell.text.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(row("Daily active users")[1..], ["2 M", "20 M (10–40 M)"]);
    let servers = row("Average QPS");
    assert!(
        !servers[1].contains('(') && servers[2].contains('('),
        "{servers:?}"
    );
    assert!(users.note.contains("nine of ten"), "{}", users.note);
    // So many times what stands there.
    doc.whatif.changes[0].value = "×5-20".into();
    assert_eq!(what_if::refused(&doc), []);
    let then = what_if::scenario(&doc, doc.whatif.scenarios[0].id);
    assert_eq!(then.capacity.dau, "(2M)*(5 to 20)");
}

/// All rates are high in the same cases, so that their sum is as wide as each of them.
#[test]
fn users_may_be_so_many_times_as_many_within_a_range() {
    let mut doc = design("2M");
    doc.add_row_of(&SCENARIOS, &["Success", "5-20x"]);
    let (times, value) = width(&doc, &c::AVERAGE_QPS);
    near(times, 4.0);
    near(value, 10.0 * (2e6 * 10.0 / 86_400.0 + 600.0));
    near(width(&doc, &c::WRITE_QPS).0, 4.0);
    assert!(width(&doc, &cost::TOTAL).0 > 1.5);
}

/// What is off by a factor of 2 either way, times the same, is off by 2 to the power of √2.
#[test]
fn a_range_times_a_range_is_wider() {
    let mut doc = design("1-4M");
    doc.apis.actions.truncate(1);
    doc.add_row_of(&SCENARIOS, &["Success", "5-20x"]);
    let (times, value) = width(&doc, &c::AVERAGE_QPS);
    near(times, 4.0_f64.powf(std::f64::consts::SQRT_2));
    near(value, 2e6 * 10.0 * 10.0 / 86_400.0);
    assert_eq!(what_if::refused(&doc), []);
}
