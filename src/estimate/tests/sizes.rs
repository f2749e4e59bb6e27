//! The arithmetic of section 5 and of Kafka, on entered numbers.

use super::{close, get, typed};
use crate::estimate::{self, capacity as c, topics as t};
use crate::model::{capacity as f, reliability as k};

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
        get(&estimate::of(&doc), &c::STORAGE_HORIZON),
        7e9,
        1e-12,
    );
    close("records", get(&estimate::of(&doc), &c::RECORDS), 7e6, 1e-12);
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
        assert_eq!(get(&calm, formula), get(&busy, formula), "{}", formula.name);
    }
    assert!(get(&calm, &c::SERVERS) < get(&busy, &c::SERVERS));
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
    // 1 GB of rows, a tenth on top, and 1 GB that was there.
    close("raw", get(&estimate, &c::RAW_STORAGE), 11.1e9, 1e-12);
    close(
        "database",
        get(&estimate, &c::DATABASE_STORAGE),
        2.1e9,
        1e-12,
    );
    let [hot, cold] = [&c::HOT_STORAGE, &c::COLD_STORAGE].map(|part| get(&estimate, part));
    close(
        "all",
        hot.zip(cold).map(|(hot, cold)| hot + cold),
        2.1e9 * 3.0 + 9e9,
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
    close("latency", get(&estimate, &c::LATENCY), 0.05, 1e-12);
    close(
        "concurrency, L = λW",
        get(&estimate, &c::CONCURRENCY),
        10.0,
        1e-12,
    );
    close(
        "stream",
        get(&estimate, &t::KAFKA_STORAGE),
        50e6 * 604_800.0 * 3.0,
        1e-12,
    );
    close(
        "partitions of 10 MB/s",
        get(&estimate, &t::KAFKA_PARTITIONS),
        10.0,
        1e-12,
    );
}
