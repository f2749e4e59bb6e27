//! Traffic, fan-out, latency, servers and bandwidth of section 5, computed by hand.

use super::{READ, WRITE, close, get, node, typed, value, with};
use crate::estimate::{self, Reading, capacity as c, read};
use crate::formula::Origin;
use crate::library::figures::PATTERNS;
use crate::model::capacity as f;
use crate::quantity::{Conventions, Period::Second};
use proptest::prelude::*;

#[test]
fn a_curve_of_one_s_own_gives_the_peak() {
    let flat = "1 ".repeat(23);
    let busy = format!("{flat} 10");
    // 10 ÷ (33 ÷ 24).
    let estimate = with(&[(&f::PATTERN, "own"), (&f::CURVE, &busy)], &[READ]);
    close(
        "peak",
        get(&estimate, &c::PEAK_QPS),
        100.0 * 240.0 / 33.0,
        1e-12,
    );
    assert_eq!(
        node(&estimate, ("capacity.peak_factor", 0)).origin,
        Origin::Derived
    );
    // What is entered holds, and a curve counts only where it was chosen.
    let fields = &[
        (&f::PATTERN, "own"),
        (&f::CURVE, &*busy),
        (&f::PEAK_FACTOR, "3x"),
    ];
    close(
        "entered",
        get(&with(fields, &[READ]), &c::PEAK_QPS),
        300.0,
        1e-12,
    );
    close(
        "not chosen",
        get(&with(&[(&f::CURVE, &busy)], &[READ]), &c::PEAK_QPS),
        200.0,
        1e-12,
    );
}

/// The factor that is assumed of a pattern is that of the curve that is drawn of it.
#[test]
fn a_pattern_has_the_peak_of_its_curve() {
    for (pattern, factor, _) in PATTERNS {
        let doc = typed("exact", &[(&f::PATTERN, pattern)], &[READ]);
        // The curve is drawn in parts of its peak.
        let peak = 24.0 / c::day_curve(&doc).iter().sum::<f64>();
        close(pattern, Some(peak), *factor, 1e-12);
        let assumed = get(&estimate::of(&doc), &c::PEAK_QPS);
        close(pattern, assumed, 100.0 * factor, 1e-12);
    }
}

#[test]
fn a_curve_that_is_none_says_why() {
    let said = |text: &str| match read(&f::CURVE.spec, text, &Conventions::EXACT) {
        Reading::Invalid(why) => why,
        other => panic!("{text}: {other:?}"),
    };
    assert!(said("1, 2, 3").contains("3 of 24 hours"));
    assert!(said(&"1;".repeat(25)).contains("25 of 24 hours"));
    assert!(said(&"0 ".repeat(24)).contains("zero"));
    assert!(said("1 x").contains("“x” is no load"));
    assert!(said(&"-1 ".repeat(24)).contains("“-1”"));
    for fields in [
        &[(&f::PATTERN, "own")][..],
        &[(&f::PATTERN, "own"), (&f::CURVE, "1 2")],
    ] {
        let estimate = with(fields, &[READ]);
        assert_eq!(get(&estimate, &c::PEAK_QPS), None);
        assert_eq!(estimate.trace(&c::PEAK_QPS, 0).missing, ["24-hour curve"]);
        close(
            "and the average",
            get(&estimate, &c::AVERAGE_QPS),
            100.0,
            1e-12,
        );
    }
}

/// P2 of the system-design-primer: 6,000 tweets a second to ten readers each.
#[test]
fn fan_out_by_push_by_pull_and_mixed() {
    let actions = &[
        ["Post", "write", "15B/month", "", "", "", ""],
        ["Timeline", "read", "250B/month", "", "", "", ""],
    ];
    let by = |way| {
        let fields = &[
            (&f::FAN_OUT, "10x"),
            (&f::FOLLOWS, "200"),
            (&f::PULLED, "10%"),
            (&f::DELIVERY, way),
            (&f::PEAK_FACTOR, "2x"),
        ];
        let estimate = estimate::of(&typed("interview", fields, actions));
        let deliveries = get(&estimate, &c::DELIVERIES).unwrap();
        close(
            "peak",
            get(&estimate, &c::PEAK_DELIVERIES),
            deliveries * 2.0,
            1e-12,
        );
        deliveries
    };
    close("push", Some(by("")), 60_000.0, 1e-12);
    close("pull", Some(by("pull")), 20e6, 1e-12);
    close(
        "mixed",
        Some(by("mixed")),
        0.9 * 60_000.0 + 0.1 * 20e6,
        1e-12,
    );
}

#[test]
fn the_peak_grows_with_the_traffic() {
    let fields = &[
        (&f::GROWTH, "50%"),
        (&f::HORIZON, "2 years"),
        (&f::PEAK_FACTOR, "1x"),
    ];
    let estimate = with(fields, &[READ]);
    close(
        "two years",
        get(&estimate, &c::PEAK_QPS_HORIZON),
        225.0,
        1e-12,
    );
}

/// F8: Erlang C of 2 at 3 servers is 4/9.
#[test]
fn waiting_is_by_erlang() {
    let fields = &[
        (&f::PEAK_FACTOR, "1x"),
        (&f::SERVER_RATE, "1/s"),
        (&f::OWN_SERVERS, "3"),
        (&f::NETWORK_TIME, "100ms"),
        (&f::BALANCER_TIME, "50ms"),
        (&f::SERVICE_TIME, "1s"),
        (&f::CACHE_TIME, "50ms"),
        (&f::DATABASE_TIME, "200ms"),
        (&f::WRITE_TIME, "400ms"),
        (&f::HIT_RATIO, "80%"),
    ];
    let actions = &[
        ["Read", "read", "1/s", "", "", "", ""],
        ["Write", "write", "0.5/s", "", "", "", ""],
        ["Upload", "write", "0.25/s", "", "", "", "blob"],
        ["Watch", "read", "0.25/s", "", "", "", "blob"],
        ["Ping", "", "0/s", "", "", "", ""],
    ];
    let doc = typed("exact", fields, actions);
    let estimate = estimate::of(&doc);
    let p99 = (400.0_f64 / 9.0).ln();
    close(
        "busy",
        get(&estimate, &c::PEAK_UTILISATION),
        2.0 / 3.0,
        1e-12,
    );
    close("waiting", get(&estimate, &c::WAITING), 4.0 / 9.0, 1e-12);
    close("mean", get(&estimate, &c::WAIT_MEAN), 4.0 / 9.0, 1e-12);
    close("p50", get(&estimate, &c::WAIT_P50), 0.0, 1e-12);
    close("p99", get(&estimate, &c::WAIT_P99), p99, 1e-12);
    close("mean of a read", get(&estimate, &c::LATENCY), 1.24, 1e-12);
    close("hit", get(&estimate, &c::LATENCY_P50), 1.2, 1e-12);
    close("miss", get(&estimate, &c::LATENCY_P99), 1.4 + p99, 1e-12);
    close("write", get(&estimate, &c::WRITE_P50), 1.55, 1e-12);
    close("late", get(&estimate, &c::WRITE_P99), 1.55 + p99, 1e-12);
    let of = |row: usize, formula| value(&estimate, formula, doc.apis.actions[row].id, Second);
    close("read", of(0, &c::ACTION_P99), 1.4 + p99, 1e-12);
    close("write", of(1, &c::ACTION_P99), 1.55 + p99, 1e-12);
    close("write, half", of(1, &c::ACTION_P50), 1.55, 1e-12);
    close("upload", of(2, &c::ACTION_P50), 1.75, 1e-12);
    // Neither the cache nor the database is asked.
    close("watch", of(3, &c::ACTION_P50), 1.23, 1e-12);
    assert_eq!(of(4, &c::ACTION_P50), None, "neither a read nor a write");
}

#[test]
fn too_few_servers_are_said_in_words() {
    for own in ["2", "1", "0", "2.9"] {
        let fields = &[
            (&f::PEAK_FACTOR, "1x"),
            (&f::SERVER_RATE, "50/s"),
            (&f::OWN_SERVERS, own),
        ];
        let estimate = with(fields, &[READ]);
        for formula in [&c::WAITING, &c::WAIT_MEAN, &c::WAIT_P99, &c::LATENCY_P99] {
            let trace = estimate.trace(formula, 0);
            assert!(trace.trouble.contains("more arrives"), "{own}: {trace:?}");
        }
        // How many it takes is known nonetheless.
        close("servers", get(&estimate, &c::SERVERS), 4.0, 1e-12);
    }
    let fields = &[
        (&f::PEAK_FACTOR, "3x"),
        (&f::SERVER_RATE, "100/s"),
        (&f::OWN_SERVERS, "2"),
    ];
    assert_eq!(
        with(fields, &[READ]).shown(&c::PEAK_UTILISATION, 0),
        "150 %"
    );
}

#[test]
fn servers_by_each_limit() {
    // 100 a second of 100 ms: 15 servers for 50 ms at p99; 10 and their root, 14.
    let fields = &[
        (&f::PEAK_FACTOR, "1x"),
        (&f::SERVER_RATE, "10/s"),
        (&f::UTILISATION, "80%"),
        (&f::SPARE, "2"),
        (&f::WAIT_TARGET, "50ms"),
        (&f::MARGIN, "1"),
        (&f::NETWORK_TIME, "0"),
        (&f::CACHE_TIME, "0"),
        (&f::DATABASE_TIME, "0"),
        (&f::SERVICE_TIME, "1s"),
    ];
    let estimate = with(fields, &[READ]);
    close(
        "throughput",
        get(&estimate, &c::SERVERS_FOR_RATE),
        13.0,
        1e-12,
    );
    close("with spares", get(&estimate, &c::SERVERS), 15.0, 1e-12);
    close("wait", get(&estimate, &c::SERVERS_FOR_WAIT), 15.0, 1e-12);
    close("root", get(&estimate, &c::SERVERS_BY_ROOT), 14.0, 1e-12);
    assert_eq!(get(&estimate, &c::SERVERS_FOR_CONCURRENCY), None);
    // Of 400 servers' worth of work, 2.375 roots are 47.5.
    let busy = &[
        (&f::PEAK_FACTOR, "4x"),
        (&f::SERVER_RATE, "1/s"),
        (&f::MARGIN, "2.375"),
    ];
    let by_root = get(&with(busy, &[READ]), &c::SERVERS_BY_ROOT);
    close("a wide margin", by_root, 448.0, 1e-12);
    // 100 under way, 5 a server.
    let fields = [fields, &[(&f::SERVER_CONCURRENCY, "5")][..]].concat();
    let estimate = with(&fields, &[READ]);
    close(
        "concurrency",
        get(&estimate, &c::SERVERS_FOR_CONCURRENCY),
        20.0,
        1e-12,
    );
    close("binds", get(&estimate, &c::SERVERS), 22.0, 1e-12);
    assert_eq!(
        estimate.trace(&c::SERVERS, 0).numbers,
        "greatest of (13; 20) + 2"
    );
}

#[test]
fn bandwidth_of_each_action() {
    let doc = typed(
        "exact",
        &[(&f::PEAK_FACTOR, "3x"), (&f::CDN_SHARE, "90%")],
        &[READ, WRITE],
    );
    let estimate = estimate::of(&doc);
    let of = |row: usize, formula| value(&estimate, formula, doc.apis.actions[row].id, Second);
    assert_eq!(of(0, &c::ACTION_INGRESS), None);
    assert_eq!(of(0, &c::ACTION_EGRESS), Some(1e5));
    assert_eq!(of(0, &c::ACTION_PEAK_EGRESS), Some(3e5));
    assert_eq!(of(1, &c::ACTION_INGRESS), Some(1e5));
    assert_eq!(of(1, &c::ACTION_PEAK_INGRESS), Some(3e5));
    assert_eq!(of(0, &c::ACTION_PEAK_QPS), Some(300.0));
    close("origin", get(&estimate, &c::PEAK_ORIGIN_EGRESS), 3e4, 1e-9);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn more_users_never_need_less(users in 1.0..1e9_f64, more in 1.0..100.0_f64, rate in 0.01..50.0_f64, growth in -50..200_i32, keep in prop::sample::select(vec!["", "30 days", "2 years"])) {
        let of = |users: f64| {
            let (users, rate, growth) = (users.to_string(), format!("{rate}/user/day"), format!("{growth}%"));
            let fields = &[
                (&f::DAU, &*users), (&f::GROWTH, &growth), (&f::RETENTION, keep), (&f::SERVER_CONCURRENCY, "100"),
                (&f::ITEMS, "1M"), (&f::CACHE_MEMORY, "1 GB"), (&f::LOGS, "15%"), (&f::COMPRESSION, "2x"),
            ];
            let actions = &[
                ["Read", "read", &*rate, "", "5 KB", "", ""],
                ["Write", "write", &*rate, "2 KB", "", "2 KB", ""],
                ["Upload", "write", &*rate, "2 MB", "", "2 MB", "blob"],
            ];
            estimate::of(&typed("exact", fields, actions))
        };
        let (few, many) = (of(users), of(users * more));
        for formula in [
            &c::SERVERS, &c::SERVERS_FOR_RATE, &c::SERVERS_FOR_CONCURRENCY, &c::SERVERS_FOR_WAIT, &c::SERVERS_BY_ROOT, &c::SHARDS,
            &c::DATABASE_NODES, &c::CACHE_NODES, &c::CACHE_SIZE, &c::KEPT_STORAGE, &c::RAW_STORAGE, &c::EFFECTIVE_STORAGE,
            &c::PROVISIONED_STORAGE, &c::DELIVERIES, &c::PEAK_EGRESS, &c::PEAK_QPS_HORIZON,
        ] {
            // A load beyond a million servers has no answer by Erlang.
            if let Some((few, many)) = get(&few, formula).zip(get(&many, formula)) {
                prop_assert!(few <= many * (1.0 + 1e-12), "{}: {few} and then {many}", formula.name);
            }
        }
    }

    #[test]
    fn more_servers_never_wait_longer(peak in 1.0..1e5_f64, servers in 1..200_u32) {
        let wait = |servers: u32| {
            let (rate, servers) = (format!("{peak}/s"), servers.to_string());
            let fields = &[(&f::PEAK_FACTOR, "1x"), (&f::OWN_SERVERS, &*servers)];
            get(&estimate::of(&typed("exact", fields, &[["Read", "read", &*rate, "", "", "", ""]])), &c::WAIT_P99)
        };
        match (wait(servers), wait(servers + 1)) {
            (Some(fewer), Some(more)) => prop_assert!(more <= fewer * (1.0 + 1e-12), "{fewer} and then {more}"),
            (Some(_), None) => prop_assert!(false, "one more cannot overload them"),
            _ => {}
        }
    }
}
