//! The arithmetic of section 5 and of Kafka, on entered numbers.

use super::{close, typed, value};
use crate::estimate::{self, capacity as c, topics as t};
use crate::model::{capacity as f, reliability as k};
use crate::quantity::Period::Second;

#[test]
fn growth_is_a_geometric_series() {
    let actions = &[["Write", "write", "1M/year", "", "", "1 KB", ""]];
    let doc = typed(
        "exact",
        &[(&f::GROWTH, "100%"), (&f::HORIZON, "3 years")],
        actions,
    );
    // 1 + 2 + 4 times the first year.
    close(
        "doubling",
        value(&estimate::of(&doc), &c::STORAGE_HORIZON, 0, Second),
        7e9,
        1e-12,
    );
    close(
        "records",
        value(&estimate::of(&doc), &c::RECORDS, 0, Second),
        7e6,
        1e-12,
    );
}

#[test]
fn storage_is_sized_from_the_average_and_capacity_from_the_peak() {
    let actions = &[["Write", "write", "100/s", "", "", "1 KB", ""]];
    let with = |peak| estimate::of(&typed("exact", &[(&f::PEAK_FACTOR, peak)], actions));
    let (calm, busy) = (with("1x"), with("10x"));
    for formula in [
        &c::STORAGE_PER_DAY,
        &c::STORAGE_HORIZON,
        &c::EFFECTIVE_STORAGE,
    ] {
        assert_eq!(
            value(&calm, formula, 0, Second),
            value(&busy, formula, 0, Second),
            "{}",
            formula.name
        );
    }
    assert!(value(&calm, &c::SERVERS, 0, Second) < value(&busy, &c::SERVERS, 0, Second));
}

#[test]
fn parts_of_the_traffic_add_up() {
    let doc = typed(
        "exact",
        &[
            (&f::LOGS, "10%"),
            (&f::EXISTING, "1 GB"),
            (&f::HORIZON, "1 year"),
            (&f::HOT_STORAGE, "20%"),
        ],
        &[
            ["Rows", "write", "1M/year", "", "", "1 KB", ""],
            ["Images", "write", "1M/year", "", "", "9 KB", "blob"],
            ["Read", "read", "1M/year", "", "1 KB", "", ""],
        ],
    );
    let estimate = estimate::of(&doc);
    let get = |formula| value(&estimate, formula, 0, Second).unwrap();
    close("raw", Some(get(&c::RAW_STORAGE)), 12e9, 1e-12);
    close("database", Some(get(&c::DATABASE_STORAGE)), 3e9, 1e-12);
    close(
        "hot and cold",
        Some(get(&c::HOT_STORAGE) + get(&c::COLD_STORAGE)),
        36e9,
        1e-12,
    );
    // The share that was entered and the size that follows from it are two things.
    assert_eq!(
        super::node(&estimate, ("capacity.hot_storage", 0))
            .value
            .unwrap()
            .value,
        0.2
    );
}

#[test]
fn little_and_kafka() {
    let fields = &[
        (&f::PEAK_FACTOR, "2x"),
        (&f::NETWORK_TIME, "0"),
        (&f::SERVICE_TIME, "40ms"),
        (&f::CACHE_TIME, "0"),
        (&f::DATABASE_TIME, "100ms"),
        (&f::HIT_RATIO, "90%"),
        (&k::KAFKA_RATE, "50k/s"),
        (&k::KAFKA_SIZE, "1 KB"),
        (&k::KAFKA_RETENTION, "7 days"),
        (&k::KAFKA_REPLICATION, "3"),
    ];
    let estimate = estimate::of(&typed(
        "exact",
        fields,
        &[["Read", "read", "100/s", "", "", "", ""]],
    ));
    close(
        "latency",
        value(&estimate, &c::LATENCY, 0, Second),
        0.05,
        1e-12,
    );
    close(
        "concurrency, L = λW",
        value(&estimate, &c::CONCURRENCY, 0, Second),
        10.0,
        1e-12,
    );
    close(
        "stream",
        value(&estimate, &t::KAFKA_STORAGE, 0, Second),
        50e6 * 604_800.0 * 3.0,
        1e-12,
    );
    close(
        "partitions of 10 MB/s",
        value(&estimate, &t::KAFKA_PARTITIONS, 0, Second),
        10.0,
        1e-12,
    );
}
