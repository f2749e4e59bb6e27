//! The texts people type.

use super::*;

#[test]
fn numbers_are_read_as_people_type_them() {
    let million = [
        "1,000,000",
        "1 000 000",
        "1_000_000",
        "1e6",
        "1M",
        "1 M",
        "1m",
        "1 million",
        "1\u{202f}000k",
    ];
    for text in million {
        assert_eq!(q(text, Kind::Count).value, 1e6, "{text}");
    }
    reads(
        Kind::Count,
        &[
            ("1,500", 1500.0),
            ("86,400", 86_400.0),
            ("2B", 2e9),
            ("2bn", 2e9),
            ("2 billion", 2e9),
            ("3T", 3e12),
            ("1.5k", 1500.0),
            (".5", 0.5),
            ("5.", 5.0),
            ("3.52 × 10^15", 3.52e15),
            ("1e-3", 1e-3),
            ("+4", 4.0),
            ("12 servers", 12.0),
            ("-0", 0.0),
            ("2 entries", 2.0),
            ("1,234,567.25", 1_234_567.25),
        ],
    );
    reads(
        Kind::Users,
        &[
            ("10M", 10e6),
            ("500k users", 5e5),
            ("3 million people", 3e6),
            ("2 M DAU", 2e6),
        ],
    );
}

#[test]
fn loose_wordings_are_read_too() {
    reads(Kind::Count, &[("10^6", 1e6), ("5k rows", 5e3)]);
    reads(Kind::Users, &[("10M monthly active users", 10e6)]);
    reads(Kind::Ratio, &[("1 to 100", 0.01)]);
    reads(Kind::Span, &[("3 yrs", 3.0), ("2 hrs", 2.0)]);
    reads(
        Kind::UnitPrice,
        &[("$0.4 each", 0.4), ("9 cents per 1k requests", 9e-5)],
    );
}

#[test]
fn rates_keep_their_period() {
    let cases = [
        ("5/user/day", 5.0, Dim::PER_USER_TIME, Period::Day),
        ("5 per user per day", 5.0, Dim::PER_USER_TIME, Period::Day),
        ("5 per user and day", 5.0, Dim::PER_USER_TIME, Period::Day),
        ("5 a day per user", 5.0, Dim::PER_USER_TIME, Period::Day),
        ("5", 5.0, Dim::PER_USER_TIME, Period::Day),
        ("5 times a day", 5.0, Dim::PER_TIME, Period::Day),
        ("10M/month", 10e6, Dim::PER_TIME, Period::Month),
        ("10 M per month", 10e6, Dim::PER_TIME, Period::Month),
        (
            "10 million writes per month",
            10e6,
            Dim::PER_TIME,
            Period::Month,
        ),
        ("400 rps", 400.0, Dim::PER_TIME, Period::Second),
    ];
    for (text, value, dim, period) in cases {
        assert_eq!(
            q(text, Kind::ActionRate),
            Quantity::new(value, dim, period),
            "{text}"
        );
    }
    for text in [
        "400",
        "400/s",
        "400 req/s",
        "400 requests/s",
        "400 rps",
        "400 qps",
        "400 writes per second",
    ] {
        assert_eq!(
            q(text, Kind::Rate),
            Quantity::new(400.0, Dim::PER_TIME, Period::Second),
            "{text}"
        );
    }
}

#[test]
fn sizes_tell_bits_from_bytes() {
    reads(
        Kind::Data,
        &[
            ("140", 140.0),
            ("2 KB", 2e3),
            ("2kb", 2e3),
            ("2KiB", 2048.0),
            ("2B", 2.0),
            ("3T", 3e12),
            ("10M", 10e6),
            ("12.7 GB", 12.7e9),
            ("5 gigabytes", 5e9),
            ("255 bytes", 255.0),
            ("2 million bytes", 2e6),
        ],
    );
    assert_eq!(
        parse("2 KB", Kind::Data, &BINARY).map(|q| q.value),
        Ok(2048.0)
    );
    assert_eq!(
        err("5 Mb", Kind::Data),
        "“5 Mb”: Mb is megabits; write MB for bytes."
    );
    reads(
        Kind::DataRate,
        &[
            ("300 MB/s", 300e6),
            ("2.4 Gbps", 300e6),
            ("8 Mbit/s", 1e6),
            ("8 Mb/s", 1e6),
            ("8mbps", 1e6),
            ("1 MBps", 1e6),
            ("1 TB/day", 1e12),
            ("150 B per second", 150.0),
        ],
    );
    assert_eq!(
        parse("8 Mbps", Kind::DataRate, &BINARY).map(|q| q.value),
        Ok(1e6)
    );
}

#[test]
fn the_other_kinds_are_read() {
    reads(
        Kind::Latency,
        &[
            ("200", 0.2),
            ("200ms", 0.2),
            ("1.5 s", 1.5),
            ("800 µs", 8e-4),
            ("800us", 8e-4),
            ("2 min", 2.0),
        ],
    );
    reads(
        Kind::Span,
        &[
            ("3 years", 3.0),
            ("3y", 3.0),
            ("36 months", 36.0),
            ("7d", 7.0),
            ("500 ms", 0.5),
        ],
    );
    reads(
        Kind::Factor,
        &[
            ("3x", 3.0),
            ("3", 3.0),
            ("×3", 3.0),
            ("1.5 times", 1.5),
            ("x2", 2.0),
        ],
    );
    reads(
        Kind::Ratio,
        &[
            ("10:1", 10.0),
            ("1:100", 0.01),
            ("10", 10.0),
            ("10 : 1", 10.0),
            ("0:1", 0.0),
        ],
    );
    reads(
        Kind::Share,
        &[
            ("80%", 0.8),
            ("80", 0.8),
            ("0.8", 0.8),
            ("99.95%", 0.9995),
            ("100", 1.0),
            ("0", 0.0),
        ],
    );
    reads(
        Kind::Growth,
        &[
            ("40%", 0.4),
            ("40%/year", 0.4),
            ("-20%", -0.2),
            ("150% a year", 1.5),
            ("0.4", 0.4),
        ],
    );
    reads(
        Kind::MonthlyCost,
        &[
            ("400", 400.0),
            ("$400", 400.0),
            ("$0.096/hour", 0.096),
            ("$1.2k/month", 1200.0),
        ],
    );
    reads(
        Kind::DataPrice,
        &[
            ("0.023", 0.023e-9),
            ("$0.023/GB", 0.023e-9),
            ("$0.023/GB/month", 0.023e-9),
            ("$20/TB", 20e-12),
            ("$0.023 per GB-month", 0.023e-9),
            ("0.08 USD/GB/mo", 0.08e-9),
        ],
    );
    reads(
        Kind::TrafficPrice,
        &[
            ("$0.09/GB", 0.09e-9),
            ("0.09", 0.09e-9),
            ("$90 per TB", 90e-12),
        ],
    );
    reads(
        Kind::UnitPrice,
        &[
            ("$0.0083", 0.0083),
            ("$0.10/1000", 1e-4),
            ("$0.40/1M", 4e-7),
            ("$0.20 per million requests", 2e-7),
            ("$5 / 10k", 5e-4),
        ],
    );
    reads(Kind::Bits, &[("41", 41.0), ("0", 0.0), ("64 bits", 64.0)]);
    assert_eq!(
        q("$0.096/hour", Kind::MonthlyCost)
            .in_period(Period::Month, &INTERVIEW)
            .value,
        0.096 * 730.0
    );
    assert_eq!(q("$0.023/GB", Kind::DataPrice).period, Period::Month);
}
