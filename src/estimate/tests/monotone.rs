//! What must not fall, and what must not rise, when a design grows.

use super::laws::cases;
use super::typed;
use crate::estimate::{self, Estimate, capacity, cost};
use crate::formula::Formula;
use crate::model::{Document, Field, capacity as f, cost as p};
use crate::quantity::Period;
use proptest::prelude::*;

/// A value by the second, or by the month where it is money.
fn number(estimate: &Estimate, formula: &Formula) -> f64 {
    let value = estimate.result(formula, 0).and_then(|node| node.value);
    let value = value.unwrap_or_else(|| panic!("{} has no value", formula.name));
    let period = if value.dim.money == 0 {
        Period::Second
    } else {
        Period::Month
    };
    value
        .in_period(period, estimate.graph().conventions())
        .value
}

/// What must not fall when there is more to do.
const LOADS: [&Formula; 28] = [
    &capacity::AVERAGE_QPS,
    &capacity::PEAK_QPS,
    &capacity::READ_QPS,
    &capacity::WRITE_QPS,
    &capacity::REQUESTS_PER_DAY,
    &capacity::REQUESTS_PER_MONTH,
    &capacity::STORAGE_PER_DAY,
    &capacity::STORAGE_PER_YEAR,
    &capacity::RECORDS,
    &capacity::STORAGE_HORIZON,
    &capacity::BLOB_STORAGE,
    &capacity::DATABASE_STORAGE,
    &capacity::RAW_STORAGE,
    &capacity::EFFECTIVE_STORAGE,
    &capacity::CONCURRENCY,
    &capacity::SERVERS,
    &capacity::INGRESS,
    &capacity::PEAK_EGRESS,
    &capacity::CDN_TRAFFIC,
    &capacity::CACHE_SIZE,
    &capacity::DATABASE_READS,
    &capacity::SHARDS,
    &cost::COMPUTE,
    &cost::STORAGE,
    &cost::NETWORK,
    &cost::BACKUP,
    &cost::TOTAL,
    &cost::HORIZON,
];

/// A video service with these entries.
fn service(calendar: &str, data: &str, fields: &[(&'static Field<Document>, String)]) -> Estimate {
    let fields: Vec<_> = fields
        .iter()
        .map(|(field, text)| (*field, text.as_str()))
        .collect();
    let mut doc = typed(
        calendar,
        &fields,
        &[
            ["Watch", "read", "5/user/day", "1 KB", "1 MB", "", ""],
            [
                "Upload",
                "write",
                "0.1/user/day",
                "1 MB",
                "",
                "1 MB",
                "blob",
            ],
            ["Comment", "write", "1/user/day", "1 KB", "", "1 KB", ""],
        ],
    );
    data.clone_into(&mut doc.conventions.data);
    estimate::of(&doc)
}

/// Nothing falls from the one to the other, but for the last digits of a double.
fn none_falls(
    some: &Estimate,
    more: &Estimate,
    formulas: &[&Formula],
) -> Result<(), TestCaseError> {
    for formula in formulas {
        let (some, more) = (number(some, formula), number(more, formula));
        prop_assert!(
            some <= more * (1.0 + 1e-12),
            "{}: {some}, then {more}",
            formula.name
        );
    }
    Ok(())
}

/// One of the values that a convention can have.
fn convention(values: &'static [&'static str]) -> impl Strategy<Value = &'static str> {
    prop::sample::select(values)
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn more_users_never_need_less(calendar in convention(&["exact", "interview"]), data in convention(&["", "binary"]), book in convention(&["", "aws", "gcp"]), some in 1..50_000_000_u64, more in 0..50_000_000_u64) {
        let with = |users: u64| service(calendar, data, &[(&f::DAU, users.to_string()), (&p::PRICE_BOOK, book.to_owned()), (&f::CDN_SHARE, "30%".to_owned())]);
        none_falls(&with(some), &with(some + more), &LOADS)?;
    }

    #[test]
    fn a_longer_horizon_and_more_growth_never_need_less(growth in 0..200_u32, more in 0..200_u32, months in 1..200_u32, longer in 0..200_u32) {
        let with = |growth: u32, months: u32| service("exact", "", &[(&f::DAU, "1M".to_owned()), (&f::GROWTH, format!("{growth}%")), (&f::HORIZON, format!("{months} months"))]);
        none_falls(&with(growth, months), &with(growth + more, months + longer), &LOADS)?;
    }

    #[test]
    fn a_higher_peak_needs_no_less_and_stores_the_same(peak in 10..1_000_u32, more in 0..1_000_u32) {
        let with = |tenths: u32| service("exact", "", &[(&f::DAU, "1M".to_owned()), (&f::PEAK_FACTOR, format!("{}x", f64::from(tenths) / 10.0))]);
        let (calm, busy) = (with(peak), with(peak + more));
        none_falls(&calm, &busy, &LOADS)?;
        for formula in [&capacity::RAW_STORAGE, &capacity::STORAGE_PER_DAY, &cost::STORAGE, &cost::BACKUP] {
            let (calm, busy) = (number(&calm, formula), number(&busy, formula));
            prop_assert!(calm.to_bits() == busy.to_bits(), "{}: {calm}, then {busy}", formula.name);
        }
    }

    #[test]
    fn stronger_servers_and_better_caches_never_need_more(rate in 1..10_000_u32, more in 0..10_000_u32, hit in 0..100_u32, better in 0..100_u32) {
        let with = |rate: u32, hit: u32| service("exact", "", &[(&f::DAU, "10M".to_owned()), (&f::SERVER_RATE, format!("{rate}/s")), (&f::HIT_RATIO, format!("{hit}%"))]);
        let (weak, strong) = (with(rate, hit.min(better)), with(rate + more, hit.max(better)));
        none_falls(&strong, &weak, &[&capacity::SERVERS, &cost::COMPUTE, &cost::TOTAL, &capacity::DATABASE_READS, &capacity::READ_REPLICAS, &capacity::LATENCY, &capacity::CONCURRENCY])?;
    }
}

/// Half a year of 1 GB a year is half a GB; with growth of 100 % a series of parts of years would make 0.414 of it.
#[test]
fn growth_makes_no_less_of_half_a_year() {
    let with = |growth: &str| {
        let fields = [
            (&f::DAU, "1M".to_owned()),
            (&f::HORIZON, "6 months".to_owned()),
            (&f::GROWTH, growth.to_owned()),
        ];
        number(&service("exact", "", &fields), &capacity::STORAGE_HORIZON)
    };
    assert!(with("100%") >= with("0%"));
}
