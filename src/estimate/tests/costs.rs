//! The arithmetic of section 6, and what else follows from entered numbers.

use super::{close, typed, value};
use crate::estimate::{self, capacity as c, cost, reliability as r};
use crate::formula::Origin;
use crate::model::{capacity as f, cost as p, reliability as k};
use crate::quantity::Period::{Month, Second};

#[test]
fn each_part_is_quantity_times_price() {
    let doc = typed(
        "exact",
        &[
            (&p::INSTANCES, "4"),
            (&p::INSTANCE_PRICE, "$100/month"),
            (&p::DATABASE_SIZE, "2 TB"),
            (&p::DATABASE_PRICE, "$100/TB"),
            (&p::BLOB_SIZE, "10 TB"),
            (&p::BLOB_PRICE, "$0.02/GB/month"),
            (&f::REPLICATION, "3"),
            (&f::CDN_SHARE, "50%"),
            (&p::EGRESS_PRICE, "$0.10/GB"),
            (&p::CDN_PRICE, "$0.05/GB"),
            (&p::CACHE_CLUSTER, "$250/month"),
            (&p::QUEUE_CLUSTER, "$600/month"),
            (&p::HOSTS, "10"),
            (&p::HOST_PRICE, "$15/month"),
            (&p::BACKUP_SIZE, "5 TB"),
            (&p::BACKUP_PRICE, "$0.004/GB/month"),
            (&p::SMS, "100k/month"),
            (&p::SMS_PRICE, "$0.0083"),
            (&p::EMAILS, "1M/month"),
            (&p::EMAIL_PRICE, "$0.40/1000"),
        ],
        &[["Read", "read", "1M/month", "1 KB", "1 MB", "", ""]],
    );
    let estimate = estimate::of(&doc);
    let parts = [
        (&cost::COMPUTE, 400.0),
        (&cost::STORAGE, (200.0 + 200.0) * 3.0),
        (&cost::NETWORK, 50.0),
        (&cost::CDN, 25.0),
        (&cost::CACHE, 275.0),
        (&cost::QUEUE, 600.0),
        (&cost::MONITORING, 150.0),
        (&cost::BACKUP, 20.0),
        (&cost::THIRD_PARTY, 830.0 + 400.0),
        (
            &cost::TOTAL,
            400.0 + 1200.0 + 50.0 + 275.0 + 600.0 + 150.0 + 20.0 + 1230.0,
        ),
    ];
    for (formula, expected) in parts {
        close(
            formula.name,
            value(&estimate, formula, 0, Month),
            expected,
            1e-12,
        );
    }
}

#[test]
fn what_is_left_empty_follows_from_the_estimate() {
    let actions = &[["Write", "write", "1k/s", "1 KB", "1 KB", "1 KB", ""]];
    let estimate = estimate::of(&typed(
        "exact",
        &[(&f::SERVER_RATE, "1k/s"), (&f::HORIZON, "1 year")],
        actions,
    ));
    // 2,000 /s at peak over 700 /s each, and a spare.
    assert_eq!(value(&estimate, &c::SERVERS, 0, Second), Some(4.0));
    let instances = super::node(&estimate, ("cost.instances", 0));
    assert_eq!(
        (instances.origin, instances.value.map(|q| q.value)),
        (Origin::Derived, Some(4.0))
    );
    let size = super::node(&estimate, ("cost.database_size", 0));
    close(
        "a year of 1 KB a second, a thousand times",
        size.value.map(|q| q.value),
        1e6 * 86_400.0 * 365.0,
        1e-12,
    );
    assert_eq!(value(&estimate, &cost::COMPUTE, 0, Month), Some(4.0 * 92.0));
}

#[test]
fn a_price_by_the_hour_is_billed_with_730_hours() {
    for calendar in ["exact", "interview"] {
        let doc = typed(
            calendar,
            &[(&p::INSTANCES, "1"), (&p::INSTANCE_PRICE, "$0.1/hour")],
            &[],
        );
        close(
            calendar,
            value(&estimate::of(&doc), &cost::COMPUTE, 0, Month),
            73.0,
            1e-12,
        );
    }
}

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
        value(&estimate, &r::KAFKA_STORAGE, 0, Second),
        50e6 * 604_800.0 * 3.0,
        1e-12,
    );
    close(
        "partitions of 10 MB/s",
        value(&estimate, &r::KAFKA_PARTITIONS, 0, Second),
        10.0,
        1e-12,
    );
}
