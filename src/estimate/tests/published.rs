//! Figures as their sources print them. P: system-design-primer @ae9bbd7; X: Alex Xu, as noted in
//! preslavmihaylov/booknotes @e82ff15; G: Grokking-style notes; F: closed forms.

use super::{Action, close, typed, value};
use crate::estimate::{self, capacity as c, cost, notes, reliability as r};
use crate::formula::Formula;
use crate::model::{Document, Field, capacity as f, cost as price, reliability};
use crate::quantity::Period::{self, Hour, Month, Second, Year};

/// A worked example: what is entered, and what the source gets.
struct Case {
    name: &'static str,
    calendar: &'static str,
    fields: &'static [(&'static Field<Document>, &'static str)],
    actions: &'static [Action<'static>],
    expected: &'static [(&'static Formula, Period, f64)],
}

const CASES: &[Case] = &[
    Case {
        name: "P1 pastebin",
        calendar: "interview",
        fields: &[(&f::HORIZON, "3 years")],
        actions: &[
            ["Create", "write", "10M/month", "1.27 KB", "", "1,271 B", ""],
            ["Read", "read", "100M/month", "", "1.27 KB", "", ""],
        ],
        expected: &[
            (&c::STORAGE_PER_MONTH, Second, 12.71e9),
            (&c::STORAGE_HORIZON, Second, 457.56e9),
            (&c::RECORDS, Second, 360e6),
            (&c::WRITE_QPS, Second, 4.0),
            (&c::READ_QPS, Second, 40.0),
            (&c::READ_WRITE_RATIO, Second, 10.0),
        ],
    },
    Case {
        name: "P2 twitter",
        calendar: "interview",
        fields: &[(&f::HORIZON, "3 years")],
        actions: &[
            ["Post tweet", "write", "15B/month", "", "", "10 KB", ""],
            ["Read timeline", "read", "250B/month", "", "", "", ""],
        ],
        expected: &[
            (&c::STORAGE_PER_MONTH, Second, 150e12),
            (&c::STORAGE_HORIZON, Second, 5.4e15),
            (&c::WRITE_QPS, Second, 6_000.0),
            (&c::READ_QPS, Second, 100_000.0),
        ],
    },
    Case {
        name: "P2 twitter, fan-out and search",
        calendar: "interview",
        fields: &[],
        actions: &[
            ["Deliver", "write", "150B/month", "", "", "", ""],
            ["Search", "read", "10B/month", "", "", "", ""],
        ],
        expected: &[
            (&c::WRITE_QPS, Second, 60_000.0),
            (&c::READ_QPS, Second, 4_000.0),
            (&c::STORAGE_HORIZON, Second, 0.0),
        ],
    },
    Case {
        name: "P3 mint",
        calendar: "interview",
        fields: &[(&f::HORIZON, "3 years")],
        actions: &[
            ["Transaction", "write", "5B/month", "", "", "50 B", ""],
            ["Read", "read", "500M/month", "", "", "", ""],
        ],
        expected: &[
            (&c::STORAGE_PER_MONTH, Second, 250e9),
            (&c::STORAGE_HORIZON, Second, 9e12),
            (&c::WRITE_QPS, Second, 2_000.0),
            (&c::READ_QPS, Second, 200.0),
            (&c::READ_WRITE_RATIO, Second, 0.1),
        ],
    },
    Case {
        name: "P4 web crawler",
        calendar: "interview",
        fields: &[(&f::HORIZON, "3 years")],
        actions: &[
            ["Crawl", "write", "4B/month", "", "", "500 KB", "blob"],
            ["Search", "read", "100B/month", "", "", "", ""],
        ],
        expected: &[
            (&c::STORAGE_PER_MONTH, Second, 2e15),
            (&c::BLOB_STORAGE, Second, 72e15),
            (&c::DATABASE_STORAGE, Second, 0.0),
            (&c::WRITE_QPS, Second, 1_600.0),
            (&c::READ_QPS, Second, 40_000.0),
        ],
    },
    Case {
        name: "P5 sales rank",
        calendar: "interview",
        fields: &[(&f::HORIZON, "36 months")],
        actions: &[
            ["Sell", "write", "1B/month", "", "", "40 B", ""],
            ["Read rank", "read", "100B/month", "", "", "", ""],
        ],
        expected: &[
            (&c::STORAGE_PER_MONTH, Second, 40e9),
            (&c::STORAGE_HORIZON, Second, 1.44e12),
            (&c::WRITE_QPS, Second, 400.0),
            (&c::READ_QPS, Second, 40_000.0),
        ],
    },
    Case {
        name: "P6 query cache",
        calendar: "interview",
        fields: &[],
        actions: &[["Query", "write", "10B/month", "", "", "270 B", ""]],
        expected: &[
            (&c::STORAGE_PER_MONTH, Second, 2.7e12),
            (&c::AVERAGE_QPS, Second, 4_000.0),
        ],
    },
    Case {
        name: "P7 scaling on AWS",
        calendar: "interview",
        fields: &[(&f::HORIZON, "3 years")],
        actions: &[
            ["Write", "write", "1B/month", "", "", "1 KB", ""],
            ["Read", "read", "100B/month", "", "", "", ""],
        ],
        expected: &[
            (&c::STORAGE_PER_MONTH, Second, 1e12),
            (&c::STORAGE_HORIZON, Second, 36e12),
            (&c::WRITE_QPS, Second, 400.0),
            (&c::READ_QPS, Second, 40_000.0),
        ],
    },
    Case {
        name: "X1 Twitter",
        calendar: "exact",
        fields: &[
            (&f::MAU, "300M"),
            (&f::DAU, "150M"),
            (&f::PEAK_FACTOR, "2x"),
        ],
        actions: &[["Tweet", "write", "2/user/day", "", "", "", ""]],
        expected: &[
            (&c::AVERAGE_QPS, Second, 150e6 * 2.0 / 86_400.0),
            (&c::PEAK_QPS, Second, 2.0 * 150e6 * 2.0 / 86_400.0),
            (&c::DAU_MAU, Second, 0.5),
        ],
    },
    Case {
        name: "X1 Twitter, media: one tweet in ten, for five years",
        calendar: "exact",
        fields: &[(&f::DAU, "150M"), (&f::HORIZON, "5 years")],
        actions: &[["Attach", "write", "0.2/user/day", "", "", "1 MB", "blob"]],
        expected: &[
            (&c::STORAGE_PER_DAY, Second, 30e12),
            (&c::BLOB_STORAGE, Second, 54.75e15),
        ],
    },
    Case {
        name: "X2 URL shortener",
        calendar: "exact",
        fields: &[(&f::HORIZON, "10 years")],
        actions: &[
            ["Shorten", "write", "100M/day", "", "", "100 B", ""],
            ["Open", "read", "1B/day", "", "", "", ""],
        ],
        expected: &[
            (&c::WRITE_QPS, Second, 1e8 / 86_400.0),
            (&c::READ_QPS, Second, 1e9 / 86_400.0),
            (&c::RECORDS, Second, 365e9),
            (&c::STORAGE_HORIZON, Second, 36.5e12),
        ],
    },
    Case {
        name: "X3 web crawler",
        calendar: "exact",
        // Five years are 60 months there; by days they would be 1.4 % more.
        fields: &[(&f::HORIZON, "60 months"), (&f::PEAK_FACTOR, "2x")],
        actions: &[["Crawl", "write", "1B/month", "", "", "500 KB", ""]],
        expected: &[
            (&c::AVERAGE_QPS, Second, 385.802_469_135_8),
            (&c::PEAK_QPS, Second, 771.604_938_271_6),
            (&c::STORAGE_PER_MONTH, Second, 500e12),
            (&c::STORAGE_HORIZON, Second, 30e15),
        ],
    },
    Case {
        name: "X5 YouTube",
        calendar: "exact",
        fields: &[
            (&f::DAU, "5M"),
            (&f::CDN_SHARE, "100%"),
            (&price::CDN_PRICE, "$0.02/GB"),
        ],
        actions: &[
            ["Watch", "read", "5/user/day", "", "300 MB", "", ""],
            [
                "Upload",
                "write",
                "0.1/user/day",
                "300 MB",
                "",
                "300 MB",
                "blob",
            ],
        ],
        expected: &[
            (&c::STORAGE_PER_DAY, Second, 150e12),
            (&cost::CDN, Month, 150_000.0 * 30.0),
        ],
    },
    Case {
        name: "X7 proximity",
        calendar: "interview",
        fields: &[(&f::DAU, "100M")],
        actions: &[["Search", "read", "5", "", "", "", ""]],
        expected: &[(&c::AVERAGE_QPS, Second, 5_000.0)],
    },
    Case {
        name: "X7 proximity, with 86,400 s",
        calendar: "exact",
        fields: &[(&f::DAU, "100M")],
        actions: &[["Search", "read", "5 per user per day", "", "", "", ""]],
        expected: &[(&c::AVERAGE_QPS, Second, 5e8 / 86_400.0)],
    },
    Case {
        name: "X9 ad clicks",
        calendar: "interview",
        fields: &[(&f::DAU, "1B"), (&f::PEAK_FACTOR, "5x")],
        actions: &[["Click", "write", "1/user/day", "", "", "0.1 KB", ""]],
        expected: &[
            (&c::AVERAGE_QPS, Second, 10_000.0),
            (&c::PEAK_QPS, Second, 50_000.0),
            (&c::STORAGE_PER_DAY, Second, 100e9),
            (&c::STORAGE_PER_MONTH, Second, 3e12),
        ],
    },
    Case {
        name: "X10 hotel",
        calendar: "interview",
        fields: &[],
        actions: &[
            ["Book", "write", "240k/day", "", "", "", ""],
            ["View", "read", "24M/day", "", "", "", ""],
        ],
        expected: &[(&c::WRITE_QPS, Second, 2.4), (&c::READ_QPS, Second, 240.0)],
    },
    Case {
        name: "G2 URL shortener",
        calendar: "interview",
        fields: &[(&f::HORIZON, "5 years")],
        actions: &[
            ["Shorten", "write", "100M/month", "500 B", "", "500 B", ""],
            ["Open", "read", "10B/month", "", "500 B", "", ""],
        ],
        expected: &[
            (&c::WRITE_QPS, Second, 40.0),
            (&c::READ_QPS, Second, 4_000.0),
            (&c::STORAGE_HORIZON, Second, 3e12),
            (&c::INGRESS, Second, 20e3),
            (&c::EGRESS, Second, 2e6),
        ],
    },
    Case {
        name: "G12 URL shortener",
        calendar: "interview",
        fields: &[(&f::HORIZON, "10 years"), (&f::PEAK_FACTOR, "5x")],
        actions: &[
            ["Shorten", "write", "100M/day", "", "", "1 KB", ""],
            ["Open", "read", "1B/day", "", "", "", ""],
        ],
        expected: &[
            (&c::WRITE_QPS, Second, 1_000.0),
            (&c::READ_QPS, Second, 10_000.0),
            (&c::PEAK_WRITE_QPS, Second, 5_000.0),
            (&c::PEAK_READ_QPS, Second, 50_000.0),
            (&c::STORAGE_HORIZON, Second, 365e12),
        ],
    },
    Case {
        name: "F1 99.9 % of a year of 365 days: 8h45m36s",
        calendar: "exact",
        fields: &[(&reliability::AVAILABILITY, "99.9%")],
        actions: &[],
        expected: &[
            (&r::DOWNTIME_PER_YEAR, Second, 31_536.0),
            (&r::DOWNTIME_PER_MONTH, Second, 2_592.0),
        ],
    },
    Case {
        name: "F2 99.99 %",
        calendar: "exact",
        fields: &[(&reliability::AVAILABILITY, "99.99%")],
        actions: &[],
        expected: &[(&r::DOWNTIME_PER_YEAR, Hour, 0.876)],
    },
    Case {
        name: "X17 Snowflake",
        calendar: "exact",
        fields: &[],
        actions: &[],
        expected: &[
            (&notes::ID_BITS, Second, 64.0),
            (
                &notes::ID_LIFE,
                Year,
                2_199_023_255_552.0 / 1000.0 / 31_556_952.0,
            ),
            (&notes::ID_MACHINES, Second, 1_024.0),
            (&notes::IDS_PER_MS, Second, 4_096.0),
            (&notes::IDS_PER_SECOND, Second, 4_194_304_000.0),
        ],
    },
];

#[test]
fn published_figures() {
    for case in CASES {
        let estimate = estimate::of(&typed(case.calendar, case.fields, case.actions));
        assert_eq!(estimate.graph().faults(), &[] as &[String], "{}", case.name);
        for (formula, period, expected) in case.expected {
            // Powers and sizes are exact up to the last digits of a double.
            close(
                &format!("{}, {}", case.name, formula.name),
                value(&estimate, formula, 0, *period),
                *expected,
                1e-9,
            );
        }
    }
}

#[test]
fn shown_as_the_sources_print_them() {
    let shown = |calendar, fields: &[_], actions: &[Action], formula| {
        estimate::of(&typed(calendar, fields, actions)).shown(formula, 0)
    };
    let tweets: &[Action] = &[["Tweet", "write", "2/user/day", "", "", "", ""]];
    let users: &[(&'static Field<Document>, &str)] = &[(&f::DAU, "150M"), (&f::PEAK_FACTOR, "2x")];
    assert_eq!(shown("exact", users, tweets, &c::AVERAGE_QPS), "3,470 /s");
    assert_eq!(shown("exact", users, tweets, &c::PEAK_QPS), "6,940 /s");
    assert_eq!(shown("exact", &[], &[], &notes::ID_LIFE), "69.7 years");
    assert_eq!(
        shown(
            "exact",
            &[(&reliability::AVAILABILITY, "99.9%")],
            &[],
            &r::DOWNTIME_PER_YEAR
        ),
        "8.76 hours"
    );
}
