//! Ranges: what is read, what is said back, what is refused.

use super::*;

fn entry(text: &str, kind: Kind) -> Entry {
    parse_entry(text, kind, &EXACT).unwrap_or_else(|e| panic!("{text} as {kind:?}: {e}"))
}

/// Each text is read as the range that is said back.
#[track_caller]
fn echoes(kind: Kind, cases: &[(&str, &str)]) {
    for (text, said) in cases {
        let entry = entry(text, kind);
        assert!(entry.spread.is_some(), "{text} as {kind:?} is no range");
        assert_eq!(understood_entry(&entry, kind, &EXACT), *said, "{text}");
    }
}

#[test]
fn ranges_are_read_as_people_type_them() {
    for text in [
        "10-20M",
        "10M-20M",
        "10–20M",
        "10—20M",
        "10 − 20M",
        "10 - 20 M",
        "10M to 20M",
        "10 to 20 million users",
        "10 .. 20M",
        "10...20M",
        "10 … 20M",
        "~10-20M",
        "(10-20M)",
        "(20-40M)*0.5",
        "50% * (20–40M)",
        "2*5M to 4*5M",
    ] {
        let entry = entry(text, Kind::Users);
        let spread = entry.spread.unwrap();
        assert_eq!((spread.low(), spread.high()), (10e6, 20e6), "{text}");
        assert_eq!(entry.value.value, spread.median(), "{text}");
        assert_eq!(
            understood_entry(&entry, Kind::Users, &EXACT),
            "10–20 M users",
            "{text}"
        );
    }
    for text in [
        "~15M",
        "≈15M",
        "about 15M",
        "Around 15 M users",
        "approx. 15M",
        "15M ± 20%",
        "15M +/- 20%",
        "15M +- 3M",
        "15 ± 3M",
        "15M ± 3M users",
    ] {
        let entry = entry(text, Kind::Users);
        assert_eq!(entry.value.value, 15e6, "{text}");
        let said = understood_entry(&entry, Kind::Users, &EXACT);
        assert_eq!(said, "12–18 M users", "{text}");
    }
    echoes(
        Kind::Count,
        &[
            ("10 - 20", "10–20"),
            ("1e-3 - 5", "0.001–5"),
            ("100*(1-2)", "100–200"),
            ("100M/(10-20)", "5–10 M"),
            ("50k-2M", "50 k–2 M"),
        ],
    );
}

#[test]
fn each_kind_has_ranges() {
    echoes(
        Kind::Data,
        &[
            ("20-60 B", "20–60 B"),
            ("1-2 KB", "1–2 KB"),
            ("900 B - 1.2 KB", "900 B–1.2 KB"),
            ("0-5 KB", "0–5 KB"),
            ("(1-2 KB)*10M", "10–20 GB"),
        ],
    );
    echoes(
        Kind::Share,
        &[
            ("99.9-99.95%", "99.9–99.95 %"),
            ("0.5-1%", "0.5–1 %"),
            ("1-5", "1–5 %"),
            ("0.1-0.5", "10–50 %"),
            ("0-50", "0–50 %"),
            ("80% ± 5%", "75–85 %"),
            ("80 ± 5", "75–85 %"),
            ("~15%", "12–18 %"),
            ("~90%", "88–92 %"),
            ("~99.9%", "99.88–99.92 %"),
        ],
    );
    echoes(
        Kind::Growth,
        &[
            ("-5% to 10%", "-5 to 10 % /year"),
            ("40% - 60%/year", "40–60 % /year"),
            ("(20% + 20%)/year to 60%/year", "40–60 % /year"),
            ("-5%-10%", "-5 to 10 % /year"),
            ("-5 - -3", "-5 to -3 % /year"),
            ("40% ± 10%", "30–50 % /year"),
            ("~-5%", "-6 to -4 % /year"),
        ],
    );
    echoes(Kind::Factor, &[("2-3x", "2–3x"), ("x2-3", "2–3x")]);
    echoes(
        Kind::Ratio,
        &[
            ("5:1 - 10:1", "5–10 : 1"),
            ("5-10:1", "5–10 : 1"),
            ("1:100 - 1:50", "1 : 100–1 : 50"),
        ],
    );
    echoes(
        Kind::ActionRate,
        &[
            ("5-10/user/day", "5–10 per user and day"),
            ("5-10", "5–10 per user and day"),
            ("10-20M/month", "10–20 M /month"),
            ("10M-20M/month", "10–20 M /month"),
            ("10k-1M/month", "10 k–1 M /month"),
            ("10M/month ± 1M", "9–11 M /month"),
        ],
    );
    echoes(
        Kind::Rate,
        &[
            ("400/s to 600/s", "400–600 /s"),
            ("3/min - 5/s", "3–300 /min"),
            ("0.05-5", "0.05–5 /s"),
        ],
    );
    echoes(Kind::DataRate, &[("1-2 Gbps", "125–250 MB/s")]);
    echoes(
        Kind::Latency,
        &[
            ("100-200ms", "100–200 ms"),
            ("~200", "160–240 ms"),
            ("800 us - 1.5 ms", "800 µs–1.5 ms"),
        ],
    );
    echoes(
        Kind::Span,
        &[("1 day - 1 week", "1–7 days"), ("1-3 months", "1–3 months")],
    );
    echoes(
        Kind::TrafficPrice,
        &[
            ("$0.02-0.03/GB", "$0.02–0.03 /GB"),
            ("$0.02-$0.03/GB", "$0.02–0.03 /GB"),
        ],
    );
    echoes(
        Kind::DataPrice,
        &[("$0.02-0.03/GB/month", "$0.02–0.03 /GB/month")],
    );
    echoes(
        Kind::MonthlyCost,
        &[
            ("$400-500", "$400–500 /month"),
            ("$1k-2k/hour", "$1,000–2,000 /hour"),
        ],
    );
    echoes(
        Kind::UnitPrice,
        &[
            ("$0.40-0.50/1M", "$0.4–0.5 /1M"),
            ("$0.1-0.2/1000", "$100–200 /1M"),
        ],
    );
}

#[test]
fn a_range_has_a_middle_and_bounds() {
    let spread = |text, kind| entry(text, kind).spread.unwrap();
    // Off by a factor: the middle is the geometric one, unless the range touches zero or is ±.
    assert!(close(entry("10-40", Kind::Count).value.value, 20.0));
    assert_eq!(entry("0-10", Kind::Count).value.value, 5.0);
    assert_eq!(entry("25 ± 15", Kind::Count).value.value, 25.0);
    assert_eq!(spread("0-10", Kind::Count).draw(-9.0), 0.0);
    assert_eq!(spread("80-99%", Kind::Share).draw(9.0), 1.0);
    assert_eq!(spread("-50% to 10%", Kind::Growth).draw(-9.0), -1.0);
    // In the unit and the period of the value.
    let week = entry("1 day - 1 week", Kind::Span);
    assert_eq!(
        (week.value.period, week.spread.map(Spread::high)),
        (Period::Day, Some(7.0))
    );
    let price = spread("$0.02-0.03/GB", Kind::TrafficPrice);
    assert!(close(price.low(), 0.02e-9) && close(price.high(), 0.03e-9));
    // Nothing is left open between two ends that are the same.
    assert_eq!(entry("10M-10M", Kind::Count).spread, None);
    assert_eq!(entry("~0", Kind::Count).spread, None);
}

#[test]
fn two_ends_are_shown_with_one_unit() {
    let cases = [
        (Kind::Data, "1 GB", "2.5 GB", "1–2.5 GB"),
        (Kind::Data, "800 GB", "1.2 TB", "800 GB–1.2 TB"),
        (Kind::Data, "999.9 GB", "1 TB", "1 TB"),
        (Kind::Data, "0", "1 TB", "0–1 TB"),
        (Kind::Count, "1545.8", "1548", "1,546–1,548"),
        (Kind::Count, "9120", "12345", "9,120–12,300"),
        (Kind::Count, "0", "12345", "0–12.3 k"),
        (Kind::UnitPrice, "$986,100", "$1.2M", "$986,000–1,200,000"),
        (Kind::Rate, "31234", "60123", "31.2–60.1 k /s"),
        (Kind::Rate, "9120", "12345", "9,120 /s–12.3 k /s"),
        (Kind::Rate, "0.02", "0.5", "0.02–0.5 /s"),
        (Kind::Rate, "1/day", "9/day", "1–9 /day"),
        (
            Kind::MonthlyCost,
            "$4.5",
            "$1234567",
            "$4.50 /month–$1.23 M /month",
        ),
        (
            Kind::MonthlyCost,
            "$0.1/hour",
            "$0.25/hour",
            "$0.1–0.25 /hour",
        ),
        (Kind::Span, "1 month", "3 months", "1–3 months"),
        (Kind::Span, "90 s", "2 hours", "1.5 minutes–2 hours"),
        (Kind::Share, "99.9%", "99.95%", "99.9–99.95 %"),
        (
            Kind::Count,
            "1234567",
            "3521614606208000",
            "1,230,000–3,520,000,000,000,000",
        ),
        (Kind::UnitPrice, "$0.1/1M", "$0.0083", "$0.1–8,300 /1M"),
    ];
    for (kind, low, high, shown) in cases {
        assert_eq!(
            show_range(&q(low, kind), &q(high, kind), kind, &EXACT),
            shown
        );
    }
    assert_eq!(
        show_range(
            &q("31234", Kind::Rate),
            &q("60123", Kind::Rate),
            Kind::Rate,
            &INTERVIEW
        ),
        "31–60 k /s"
    );
    assert_eq!(
        show_range(
            &q("2 KB", Kind::Data),
            &q("1048576", Kind::Data),
            Kind::Data,
            &BINARY
        ),
        "1.95 KiB–1 MiB"
    );
}
