//! What is shown.

use super::*;

#[test]
fn values_are_shown_as_people_say_them() {
    shows(
        Kind::Data,
        &EXACT,
        &[
            ("12.71 GB", "12.7 GB"),
            ("1271", "1.27 KB"),
            ("999.6 GB", "1 TB"),
            ("255", "255 B"),
            ("0", "0 B"),
            ("457.6 GB", "458 GB"),
            ("1000 GB", "1 TB"),
            ("5000 EB", "5,000 EB"),
        ],
    );
    shows(
        Kind::Data,
        &BINARY,
        &[
            ("2 KB", "2 KiB"),
            ("1023 KB", "1,023 KiB"),
            ("1023.9 KB", "1 MiB"),
            ("1.5 GiB", "1.5 GiB"),
        ],
    );
    shows(
        Kind::Count,
        &EXACT,
        &[
            ("1024", "1,024"),
            ("360M", "360 M"),
            ("5.1B", "5.1 B"),
            ("9999", "9,999"),
            ("86400", "86.4 k"),
            ("999,950", "1 M"),
            ("3521614606208000", "3.52 × 10^15"),
            ("2.333", "2.33"),
            ("0", "0"),
            ("0.00123", "0.00123"),
        ],
    );
    shows(
        Kind::Rate,
        &EXACT,
        &[
            ("4", "4 /s"),
            ("40", "40 /s"),
            ("2/day", "2 /day"),
            ("10M/month", "3.86 /s"),
            ("1/month", "1 /month"),
        ],
    );
    shows(
        Kind::Rate,
        &INTERVIEW,
        &[
            ("10M/month", "4 /s"),
            ("2/day", "2 /day"),
            ("3/year", "3 /year"),
        ],
    );
    shows(
        Kind::ActionRate,
        &EXACT,
        &[
            ("10M/month", "10 M /month"),
            ("5", "5 /user/day"),
            ("400/s", "400 /s"),
        ],
    );
    shows(
        Kind::DataRate,
        &EXACT,
        &[
            ("12 Mbps", "1.5 MB/s"),
            ("1 TB/day", "1 TB/day"),
            ("0.01 B/s", "36 B/hour"),
        ],
    );
    shows(
        Kind::Latency,
        &EXACT,
        &[
            ("200", "200 ms"),
            ("1.5s", "1.5 s"),
            ("800us", "800 µs"),
            ("999.96ms", "1 s"),
            ("5 min", "5 minutes"),
        ],
    );
    shows(
        Kind::Span,
        &EXACT,
        &[
            ("3y", "3 years"),
            ("7d", "7 days"),
            ("1 month", "1 month"),
            ("90 s", "1.5 minutes"),
            ("365 days", "365 days"),
        ],
    );
    shows(
        Kind::Ratio,
        &EXACT,
        &[("10", "10 : 1"), ("1:10", "1 : 10"), ("1:3", "1 : 3")],
    );
    shows(
        Kind::Share,
        &EXACT,
        &[
            ("80", "80 %"),
            ("99.95%", "99.95 %"),
            ("99.999%", "99.999 %"),
            ("100%", "100 %"),
            ("33.333%", "33.3 %"),
        ],
    );
    shows(
        Kind::Factor,
        &EXACT,
        &[("3", "3x"), ("1.5", "1.5x"), ("12000", "12,000x")],
    );
    shows(
        Kind::MonthlyCost,
        &EXACT,
        &[
            ("412.3", "$412 /month"),
            ("9120", "$9,120 /month"),
            ("1.234M", "$1.23 M /month"),
            ("0.87", "$0.87 /month"),
            ("4.5", "$4.50 /month"),
            ("4", "$4 /month"),
            ("0.004567", "$0.00457 /month"),
            ("9.999", "$10 /month"),
            ("$0.096/hour", "$0.096 /hour"),
        ],
    );
    shows(
        Kind::DataPrice,
        &EXACT,
        &[("0.023", "$0.023 /GB/month"), ("$20/TB", "$0.02 /GB/month")],
    );
    shows(Kind::TrafficPrice, &EXACT, &[("0.09", "$0.09 /GB")]);
    shows(
        Kind::UnitPrice,
        &EXACT,
        &[("$0.0083", "$0.0083"), ("$0.40/1M", "$0.4 /1M")],
    );
    shows(
        Kind::Growth,
        &EXACT,
        &[("40%", "40 % /year"), ("-5%", "-5 % /year")],
    );
    shows(Kind::Bits, &EXACT, &[("41", "41 bits"), ("1", "1 bit")]);
    shows(
        Kind::Data,
        &INTERVIEW,
        &[("457.6 GB", "460 GB"), ("255", "255 B")],
    );
    let bits = |text| show_bits(&q(text, Kind::DataRate), &EXACT);
    assert_eq!(
        (bits("1.5 MB/s"), bits("0.5 KB/s"), bits("10 B/s")),
        ("12 Mbit/s".into(), "4 kbit/s".into(), "80 bit/s".into())
    );
    assert_eq!(
        show(&Quantity::scalar(f64::NAN), Kind::Count, &EXACT),
        "unknown"
    );
    assert!(
        !show(
            &Quantity::scalar(0.999_999_999_999_999_9),
            Kind::Share,
            &EXACT
        )
        .contains("100")
    );
}
