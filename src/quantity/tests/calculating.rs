//! Calculations in a field.

use super::*;

#[test]
fn numbers_are_calculated_with() {
    reads(
        Kind::Users,
        &[
            ("500M*0.2", 100e6),
            ("500M * 20%", 100e6),
            ("20% * 500M", 100e6),
            ("500M / 5", 100e6),
            ("10M users * 3", 30e6),
            ("10M + 500k", 10.5e6),
            ("(2+3)M", 5e6),
            ("100M * (100% + 20%)", 120e6),
            ("100M * (1 + 20%)", 120e6),
            ("100M * (100%-20%)", 80e6),
            ("100M * ((1) - 20%)", 80e6),
        ],
    );
    reads(
        Kind::Count,
        &[
            ("2*365", 730.0),
            ("12/24", 0.5),
            ("1/4", 0.25),
            ("100M x 5", 500e6),
            ("100M × 3x", 300e6),
            ("2x365", 730.0),
            ("100÷8", 12.5),
            ("2·3", 6.0),
            ("7 - (3)", 4.0),
            ("(7) - 3 - 2", 2.0),
            ("10 - 2*3", 4.0),
            ("2*(5-3)", 4.0),
            ("100*(1-0.2)", 80.0),
            ("2 + 3 * 4", 14.0),
            ("(2 + 3) * 4", 20.0),
            ("12/2/3", 2.0),
            ("12/(2*3)", 2.0),
            ("5 + -3", 2.0),
            ("2 × 10^3 * 2", 4000.0),
            ("10/2 × 10^3", 0.005),
            ("2*1e-3", 0.002),
            ("3*1,500", 4500.0),
            ("1 000 * 2", 2000.0),
            ("8 TB / 2 TB", 4.0),
            ("10M/day * 2 days", 20e6),
            ("20 servers + 3 servers", 23.0),
            ("20 servers * 3", 60.0),
            ("(((5)))", 5.0),
        ],
    );
}

#[test]
fn a_plain_number_takes_the_unit_of_the_field() {
    reads(
        Kind::Data,
        &[
            ("(2+3)*1.5 KB", 7500.0),
            ("1 KB + 7 B + 4 B", 1011.0),
            ("1 KB + 7", 1007.0),
            ("1 KB - 7 B + 4 B", 997.0),
            ("(1 KB) - 7", 993.0),
            ("2 * 140", 280.0),
            ("(1+1) KB", 2000.0),
            ("100 MB/s * 1 day", 8.64e12),
        ],
    );
    reads(Kind::Latency, &[("20 + 30", 0.05), ("1 s + 5", 1.005)]);
    reads(
        Kind::Share,
        &[
            ("1/3", 1.0 / 3.0),
            ("80% * 50%", 0.4),
            ("50 + 30", 0.8),
            ("50% + 30", 0.8),
            ("(100%) - 20%", 0.8),
        ],
    );
    reads(Kind::Growth, &[("40% * 2", 0.8), ("(5%) - 15%", -0.1)]);
    reads(Kind::Factor, &[("3x * 2", 6.0), ("1.5 * 2", 3.0)]);
    reads(Kind::Ratio, &[("2*10:1", 20.0), ("(10:1) / 2", 5.0)]);
    reads(Kind::Bits, &[("41 + 22", 63.0)]);
    reads(Kind::Span, &[("3 years + 6 months", 3.5)]);
    reads(
        Kind::MonthlyCost,
        &[
            ("3 * $0.096/hour", 0.288),
            ("$400 + $100/month", 500.0),
            ("12 * 35", 420.0),
        ],
    );
    reads(
        Kind::UnitPrice,
        &[
            ("2 * $0.40/1M", 8e-7),
            ("8 / 4/2", 1.0),
            ("($1 + $2)/1000", 0.003),
        ],
    );
    err("8 TB / 2 TB", Kind::Data);
    err("3 + 2", Kind::Span);
}

/// A slash before a word, and a letter behind a number, are part of a unit as ever.
#[test]
fn units_are_told_from_operators() {
    let cases = [
        ("10M/month * 3", 30e6, Dim::PER_TIME, Period::Month),
        ("10M/2/day", 5e6, Dim::PER_TIME, Period::Day),
        ("10M/2 per day", 5e6, Dim::PER_TIME, Period::Day),
        ("(10M+5M)/month", 15e6, Dim::PER_TIME, Period::Month),
        ("100M users * 5/user/day", 500e6, Dim::PER_TIME, Period::Day),
        ("2 * 5", 10.0, Dim::PER_USER_TIME, Period::Day),
    ];
    for (text, value, dim, period) in cases {
        assert_eq!(
            q(text, Kind::ActionRate),
            Quantity::new(value, dim, period),
            "{text}"
        );
    }
    // A lone M is a size in a field of sizes; times a size it counts.
    reads(
        Kind::Data,
        &[
            ("2*10M", 20e6),
            ("1 KB * 10M", 10e9),
            ("10M * 1 KB", 10e9),
            ("2*10M*1 KB", 20e9),
            ("1 TB / 10M", 100e3),
        ],
    );
    assert_eq!(
        parse("1 KB * 10M", Kind::Data, &BINARY).map(|q| q.value),
        Ok(1024.0 * 10e6)
    );
    reads(Kind::DataRate, &[("1 KB * 400/s", 400e3)]);
    err("10M * 10M", Kind::Data);
}

#[test]
fn what_cannot_be_calculated_is_said() {
    let cases = [
        (
            "1/0",
            Kind::Count,
            "“1/0” divides by zero. Write a number such as 3, 86,400 or 15M.",
        ),
        (
            "$5/0",
            Kind::UnitPrice,
            "“$5/0” divides by zero. Write a price for one such as $0.0083, or for many such as $0.40/1M.",
        ),
        (
            "1e20*1e20",
            Kind::Count,
            "“1e20*1e20” is too large. Write a number such as 3, 86,400 or 15M.",
        ),
        (
            "1e-30*1e-30",
            Kind::Count,
            "“1e-30*1e-30” is too small. Write a number such as 3, 86,400 or 15M.",
        ),
        (
            "1 KB + 3 s",
            Kind::Data,
            "“1 KB + 3 s” puts a size and a time together. Write a size such as 140 B, 2 KB or 1.5 GiB.",
        ),
        (
            "500 + 20%",
            Kind::Users,
            "“500 + 20%” puts a plain number and a share together. Write a number of users such as 500k or 10M.",
        ),
        (
            "1 KB * 3 s",
            Kind::Data,
            "“1 KB * 3 s” is data kept over time. Write a size such as 140 B, 2 KB or 1.5 GiB.",
        ),
        (
            "(3) - 5",
            Kind::Count,
            "“(3) - 5” is below zero. Write a number such as 3, 86,400 or 15M.",
        ),
        (
            "2 * 5m",
            Kind::Span,
            "“5m” can be read two ways. Write 5 min or 5 months.",
        ),
        (
            "2 * 1,5",
            Kind::Count,
            "“1,5” can be read two ways. Write 1.5 or 1,500.",
        ),
        (
            "2 * 5 parsecs",
            Kind::Span,
            "“5 parsecs”: “parsecs” is no unit known here. Write a time such as 3 years, 36 months or 7 days.",
        ),
        (
            "2+",
            Kind::Count,
            "“2+” is not understood. Write a number such as 3, 86,400 or 15M.",
        ),
        (
            "20% * 30%",
            Kind::Users,
            "“20% * 30%” is a share. Write a number of users such as 500k or 10M.",
        ),
    ];
    for (text, kind, message) in cases {
        assert_eq!(err(text, kind), message);
    }
}

#[test]
fn no_text_is_too_much() {
    let deep = ["(".repeat(10_000), "5".into(), ")".repeat(10_000)].concat();
    let long = "1+".repeat(5_000);
    let nested = ["(".repeat(40), "5".into(), ")".repeat(40)].concat();
    for text in [&deep, &long] {
        let message = err(text, Kind::Count);
        assert!(
            message.ends_with(
                "is too long. Write a number, a range such as 10-20M, or a short calculation."
            ),
            "{message}"
        );
    }
    let message = err(&nested, Kind::Count);
    assert!(message.contains("too many parentheses"), "{message}");
    let chain = ["1*".repeat(30), "7".into()].concat();
    assert_eq!(q(&chain, Kind::Count).value, 7.0);
}
