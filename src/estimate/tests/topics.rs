//! Kafka on typed texts, topic by topic.

use super::{close, get, typed, value};
use crate::estimate::{self, topics as t};
use crate::model::{Document, Id, capacity as c, reliability as f};
use crate::quantity::Period::Second;
use crate::review;

/// Topics: name, rate, size, retention, replication, compression, producer, consumer, groups.
fn with_topics(peak: &str, topics: &[[&str; 9]]) -> (Document, Vec<Id>) {
    let mut doc = typed("exact", &[(&c::PEAK_FACTOR, peak)], &[]);
    let ids = topics.iter().map(|topic| doc.add_row_of(&f::TOPICS, topic));
    let ids = ids.collect();
    (doc, ids)
}

/// F9: 250 MB/s, of which a producer writes 50 and a consumer reads 25 per partition.
#[test]
fn partitions_are_enough_for_producers_and_consumers() {
    let (doc, ids) = with_topics(
        "1x",
        &[[
            "orders", "250k/s", "1 KB", "", "", "", "50 MB/s", "25 MB/s", "",
        ]],
    );
    let estimate = estimate::of(&doc);
    assert_eq!(estimate.graph().faults(), &[] as &[String]);
    assert_eq!(estimate.shown(&t::TOPIC_PARTITIONS, ids[0]), "10");
    assert_eq!(
        estimate.shown(&t::TOPIC_THROUGHPUT, ids[0]),
        "250 MB/s (2 Gbit/s)"
    );
    assert_eq!(estimate.shown(&t::KAFKA_PARTITIONS, 0), "10");
    assert_eq!(estimate.shown(&t::KAFKA_REPLICAS, 0), "30");
}

/// F11: 50,000 messages a second of 1,000 B, a peak of 1.5, and 70 % of 5 MiB/s.
#[test]
fn partitions_carry_the_peak() {
    let (mut doc, ids) = with_topics(
        "1.5x",
        &[[
            "events",
            "50k/s",
            "1000 B",
            "",
            "",
            "",
            "3.5 MiB/s",
            "3.5 MiB/s",
            "",
        ]],
    );
    "binary".clone_into(&mut doc.conventions.data);
    let estimate = estimate::of(&doc);
    assert!(
        estimate
            .shown(&t::TOPIC_THROUGHPUT, ids[0])
            .starts_with("47.7 MiB/s")
    );
    assert_eq!(estimate.shown(&t::TOPIC_PARTITIONS, ids[0]), "21");
    (f::KAFKA_REPLICATION.get_mut)(&mut doc).push('1');
    let once = estimate::of(&doc);
    assert!(once.shown(&t::TOPIC_IN, ids[0]).starts_with("71.5 MiB/s"));
}

#[test]
fn disk_and_network_of_a_topic() {
    let (doc, ids) = with_topics(
        "2x",
        &[["orders", "10k/s", "1 KB", "2 days", "2x", "4x", "", "", "3"]],
    );
    let estimate = estimate::of(&doc);
    let of = |formula| value(&estimate, formula, ids[0], Second);
    let stream = 10e6;
    close(
        "disk",
        of(&t::TOPIC_DISK),
        stream * 172_800.0 * 2.0 / 4.0,
        1e-12,
    );
    close("in", of(&t::TOPIC_IN), stream * 2.0 * 2.0, 1e-12);
    close("out", of(&t::TOPIC_OUT), stream * 2.0 * (3.0 + 1.0), 1e-12);
    assert_eq!(
        estimate.trace(&t::TOPIC_OUT, ids[0]).words,
        "Throughput, orders × Peak factor × (Consumer groups, orders + Replication, orders − 1x)"
    );
}

#[test]
fn topics_take_what_holds_for_all_and_add_up() {
    let blank = "";
    let (mut doc, ids) = with_topics(
        "1x",
        &[
            [
                "a", "10k/s", "1 KB", blank, blank, blank, blank, blank, blank,
            ],
            [
                "b", "20k/s", "1 KB", "1 day", "5", blank, blank, blank, blank,
            ],
        ],
    );
    (f::KAFKA_RETENTION.get_mut)(&mut doc).push_str("3 days");
    (f::KAFKA_SIZE.get_mut)(&mut doc).push_str("9 GB");
    let estimate = estimate::of(&doc);
    let all = |formula| get(&estimate, formula);
    let disk = [10e6 * 3.0 * 259_200.0, 20e6 * 5.0 * 86_400.0];
    for (row, disk) in ids.iter().zip(disk) {
        close(
            "disk",
            value(&estimate, &t::TOPIC_DISK, *row, Second),
            disk,
            1e-12,
        );
    }
    close("all", all(&t::KAFKA_STORAGE), disk[0] + disk[1], 1e-12);
    // Not the size above: there are topics.
    close("throughput", all(&t::KAFKA_THROUGHPUT), 30e6, 1e-12);
    close(
        "replicas",
        all(&t::KAFKA_REPLICAS),
        1.0 * 3.0 + 2.0 * 5.0,
        0.0,
    );
    // Little to do, but five copies.
    close("brokers", all(&t::KAFKA_BROKERS), 5.0, 0.0);
}

#[test]
fn brokers_have_room_for_the_most_demanding() {
    // 1 GB/s and 360 TB on disk; at the peak 6 GB/s each way, and 589 partitions.
    for (disk, network, partitions, brokers) in [
        ("", "", "", 8.0),
        ("100 TB", "1 TB/s", "", 4.0),
        ("1 EB", "100 MB/s", "", 60.0),
        ("1 EB", "1 TB/s", "20", 89.0),
        ("1 EB", "1 TB/s", "", 3.0),
    ] {
        let fields = &[
            (&c::PEAK_FACTOR, "2x"),
            (&f::KAFKA_RATE, "1M/s"),
            (&f::KAFKA_SIZE, "1 KB"),
            (&f::KAFKA_RETENTION, "2000 minutes"),
            (&f::PARTITION_RATE, "3.4 MB/s"),
            (&f::BROKER_DISK, disk),
            (&f::BROKER_NETWORK, network),
            (&f::BROKER_PARTITIONS, partitions),
        ];
        let estimate = estimate::of(&typed("exact", fields, &[]));
        let name = [disk, network, partitions].concat();
        close(&name, get(&estimate, &t::KAFKA_BROKERS), brokers, 0.0);
    }
}

#[test]
fn half_filled_topics_say_what_they_lack() {
    let (doc, ids) = with_topics(
        "1x",
        &[
            ["a", "10k/s", "1 KB", "", "", "", "", "", ""],
            ["b", "", "1 KB", "", "", "", "", "", ""],
            ["c", "10k/s", "1 KB", "for ever", "", "", "", "", ""],
        ],
    );
    let estimate = estimate::of(&doc);
    assert_eq!(estimate.graph().faults(), &[] as &[String]);
    assert_eq!(estimate.shown(&t::TOPIC_DISK, ids[1]), "–");
    assert_eq!(
        estimate.trace(&t::KAFKA_STORAGE, 0).missing,
        ["Messages, b", "Retention, c"]
    );
    close(
        "what is known",
        get(&estimate, &t::KAFKA_STORAGE),
        10e6 * 604_800.0 * 3.0,
        1e-12,
    );
    let problems = review::problems(&doc, &estimate);
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert_eq!(problems[0].place.get(&doc), "for ever");
}

#[test]
fn more_partitions_than_a_cluster_has_are_a_problem() {
    let of = |rate| {
        let (doc, _) = with_topics("1x", &[["a", rate, "1 KB", "", "", "", "", "", ""]]);
        review::problems(&doc, &estimate::of(&doc))
    };
    assert_eq!(of("100M/s"), []);
    let found = of("100.001M/s");
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].title, "More partitions than a cluster should have");
    assert!(found[0].detail.contains("at most 10,000"));
}
