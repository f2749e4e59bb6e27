//! Faults that were found in other calculators and in published estimates. Each is here by name, entered
//! through the document, so that none of them comes back as ours.

use super::node;
use envelope::estimate::{self, Estimate};
use envelope::formula::Origin;
use envelope::library::{examples, reference};
use envelope::model::{Address, Document};
use envelope::quantity::{Conventions, Kind, Period, parse};
use envelope::text::json;

/// A design with these entries, as a person would type them; `action.rate#1` is a cell of the first row.
fn design(entries: &[(&str, &str)]) -> Document {
    let mut doc = Document::default();
    for (name, text) in entries {
        let (key, row) = name.split_once('#').unwrap_or((name, "0"));
        let row = row.parse().unwrap();
        let mut address = Address::of(key, row).unwrap_or_else(|| panic!("there is no {key}"));
        if let Address::Cell { table, row, .. } = &mut address {
            while (table.rows)(&doc).position(*row).is_none() {
                doc.add_row(table);
            }
        }
        address.set(&mut doc, (*text).to_owned());
    }
    doc
}

fn of(entries: &[(&str, &str)]) -> Estimate {
    estimate::of(&design(entries))
}

/// A result as the page shows it; a dash where there is none.
fn shown(estimate: &Estimate, name: &str) -> String {
    let node = node(estimate, name).unwrap_or_else(|| panic!("there is no {name}"));
    match node.value {
        Some(_) => estimate.graph().shown(node),
        None => "–".to_owned(),
    }
}

#[track_caller]
fn shows(estimate: &Estimate, expected: &[(&str, &str)]) {
    for (name, text) in expected {
        assert_eq!(shown(estimate, name), *text, "{name}");
    }
}

/// The value of a result, by the second, or by the month where it is money.
#[track_caller]
fn value(estimate: &Estimate, name: &str) -> f64 {
    let value = node(estimate, name).unwrap().value.unwrap();
    let money = value.dim.money != 0;
    let period = if money { Period::Month } else { Period::Second };
    value
        .in_period(period, estimate.graph().conventions())
        .value
}

#[track_caller]
fn close(actual: f64, expected: f64, tolerance: f64) {
    let off = (actual - expected).abs();
    assert!(
        off <= expected.abs() * tolerance,
        "{actual} instead of {expected}"
    );
}

/// 1 M users, 20 requests each, a tenth of them writes of 1 KB, and a peak of ten times the mean.
const NINJA: [(&str, &str); 9] = [
    ("capacity.dau", "1M"),
    ("capacity.peak_factor", "10x"),
    ("action.name#1", "Write"),
    ("action.operation#1", "write"),
    ("action.rate#1", "20 * 10%/user/day"),
    ("action.stored#1", "1 KB"),
    ("action.name#2", "Read"),
    ("action.operation#2", "read"),
    ("action.rate#2", "20 * 90%/user/day"),
];

/// systemdesign.ninja: 19.07 GB a day, from 231.48 writes a second at peak instead of 23.15 on average.
#[test]
fn storage_follows_the_average_and_not_the_peak() {
    let estimate = of(&NINJA);
    close(value(&estimate, "capacity.write_qps"), 23.15, 1e-3);
    close(value(&estimate, "capacity.peak_write_qps"), 231.48, 1e-3);
    shows(
        &estimate,
        &[
            ("capacity.storage_per_day", "2 GB"),
            ("capacity.storage_per_month", "60 GB"),
            ("capacity.storage_per_year", "730 GB"),
        ],
    );
    // And the other way about: servers follow the peak.
    let calm: Vec<_> = NINJA
        .into_iter()
        .filter(|(key, _)| *key != "capacity.peak_factor")
        .collect();
    let calm = of(&[&calm[..], &[("capacity.peak_factor", "1x")]].concat());
    for name in [
        "capacity.storage_per_day",
        "capacity.storage_horizon",
        "cost.storage",
        "cost.backup",
    ] {
        close(value(&calm, name), value(&estimate, name), 0.0);
    }
    close(
        10.0 * value(&calm, "capacity.peak_qps"),
        value(&estimate, "capacity.peak_qps"),
        1e-12,
    );
}

/// systemdesign.ninja again, and `CalcMark`: divided by 1024³, labelled GB.
#[test]
fn a_binary_size_is_labelled_as_one() {
    let mut doc = design(&NINJA);
    "binary".clone_into(&mut doc.conventions.data);
    let binary = estimate::of(&doc);
    shows(&binary, &[("capacity.storage_per_day", "1.91 GiB")]);
    // 1 KB is 1024 bytes there, and the same bytes have another name elsewhere.
    close(
        value(&binary, "capacity.storage_per_day"),
        2e6 * 1024.0,
        1e-12,
    );
    doc.conventions.data.clear();
    doc.apis.actions[0].stored = "1 KiB".into();
    shows(
        &estimate::of(&doc),
        &[("capacity.storage_per_day", "2.05 GB")],
    );
}

/// warren-wupeng: `KB: 1024`, labelled KB; cringe-squirtle: steps of 1000 and of 1024 in one sum.
#[test]
fn one_document_has_one_ladder_of_sizes() {
    let entries = |size: &'static str| {
        [
            ("entity.name#1", "Rows"),
            ("entity.rows#1", "1"),
            ("attribute.entity#2", "1"),
            ("attribute.size#2", size),
        ]
    };
    let ladders: [(&str, &[(&str, &str)]); 2] = [
        (
            "decimal",
            &[
                ("1,000 B", "1 KB"),
                ("1000 KB", "1 MB"),
                ("1000 MB", "1 GB"),
                ("1000 GB", "1 TB"),
                ("1000 TB", "1 PB"),
                ("1024 B", "1.02 KB"),
                ("1 KiB", "1.02 KB"),
            ],
        ),
        (
            "binary",
            &[
                ("1,000 B", "1,000 B"),
                ("1024 B", "1 KiB"),
                ("1 KB", "1 KiB"),
                ("1024 MB", "1 GiB"),
                ("1024 GB", "1 TiB"),
                ("1024 TiB", "1 PiB"),
            ],
        ),
    ];
    for (data, steps) in ladders {
        for (typed, size) in steps {
            let mut doc = design(&entries(typed));
            data.clone_into(&mut doc.conventions.data);
            assert_eq!(
                shown(&estimate::of(&doc), "entity.table_size#1"),
                *size,
                "{typed}, {data}"
            );
        }
    }
    let mut doc = json::example(&examples::PASTEBIN);
    for (data, others) in [("decimal", "iB"), ("binary", "B")] {
        data.clone_into(&mut doc.conventions.data);
        let estimate = estimate::of(&doc);
        for node in estimate.graph().nodes() {
            let text = estimate.graph().shown(node);
            let alien = ["K", "M", "G", "T", "P"].map(|prefix| [prefix, others].concat());
            let found = text
                .split([' ', '/'])
                .any(|word| alien.iter().any(|alien| alien == word));
            assert!(!found, "{} is {text} in {data} units", node.name);
        }
    }
}

/// `CalcMark`: links are decimal and sizes binary, and both are labelled as decimal.
#[test]
fn links_and_sizes_are_counted_alike() {
    // 100 MB/s are 8.64 TB a day, not 8.24.
    let day = of(&[
        ("action.operation#1", "write"),
        ("action.rate#1", "100/s"),
        ("action.stored#1", "1 MB"),
    ]);
    shows(&day, &[("capacity.storage_per_day", "8.64 TB")]);
    // Ten gigabits are 1.25 GB, not 1.22; bits are decimal by either convention.
    for (data, shown_as) in [("decimal", "1.25 GB/s"), ("binary", "1.16 GiB/s")] {
        let mut doc = design(&[("reliability.partition_rate", "10 Gbps")]);
        data.clone_into(&mut doc.conventions.data);
        let link = estimate::of(&doc);
        close(value(&link, "reliability.partition_rate"), 1.25e9, 0.0);
        shows(&link, &[("reliability.partition_rate", shown_as)]);
    }
    // 1 GB over 1 Gbit/s, with 150 ms on the way: 8.15 s, not 8.34.
    let transfer = of(&[("capacity.network_time", "1 GB / 1 Gbps + 150 ms")]);
    close(value(&transfer, "capacity.network_time"), 8.15, 1e-12);
}

/// BTEE: 300 M monthly users in the place of the daily ones, 139,000 requests a second.
#[test]
fn monthly_users_are_not_taken_for_daily_ones() {
    let monthly = of(&[
        ("capacity.mau", "300M"),
        ("action.rate#1", "40/user/day"),
        ("action.stored#1", "1 KB"),
    ]);
    for name in [
        "capacity.average_qps",
        "capacity.peak_qps",
        "capacity.servers",
        "capacity.storage_per_day",
        "cost.compute",
    ] {
        let node = node(&monthly, name).unwrap();
        assert_eq!((node.value, node.origin), (None, Origin::Unknown), "{name}");
        let missing = monthly.graph().trace(node.key).missing;
        assert!(
            missing.contains(&"Daily active users".to_owned()),
            "{name}: {missing:?}"
        );
    }
    let both = of(&[
        ("capacity.mau", "300M"),
        ("capacity.dau", "150M"),
        ("action.rate#1", "40/user/day"),
    ]);
    close(
        value(&both, "capacity.average_qps"),
        150e6 * 40.0 / 86_400.0,
        1e-12,
    );
}

/// BTEE evaluates what is typed as a program.
#[test]
fn an_entry_is_read_and_not_run() {
    for text in [
        "alert(1)",
        "process.exit()",
        "1;2",
        "[1][0]",
        "2**3",
        "0x1F",
        "`1`",
        "1e3.toString()",
        "${1}",
        "1,2,3",
    ] {
        let estimate = of(&[("capacity.dau", text), ("action.rate#1", "1/user/day")]);
        let users = node(&estimate, "capacity.dau").unwrap();
        assert!(users.value.is_none() && !users.note.is_empty(), "{text}");
        shows(&estimate, &[("capacity.average_qps", "–")]);
    }
}

/// booknotes ch03: 3,500 × 86,400 is 302 M tweets a day, and was written down as 302 MB.
#[test]
fn a_count_is_no_size() {
    let tweets = [
        ("action.operation#1", "write"),
        ("action.rate#1", "3,500/s"),
        ("capacity.horizon", "5 years"),
    ];
    shows(
        &of(&tweets),
        &[
            ("capacity.requests_per_day", "302 M /day"),
            ("capacity.storage_per_day", "–"),
        ],
    );
    let texts = of(&[&tweets[..], &[("action.stored#1", "1,204 B")]].concat());
    shows(
        &texts,
        &[
            ("capacity.storage_per_day", "364 GB"),
            ("capacity.storage_horizon", "664 TB"),
        ],
    );
    for (key, text) in [
        ("action.stored#1", "302M/day"),
        ("capacity.dau", "302 MB"),
        ("action.rate#1", "302 MB/day"),
    ] {
        let estimate = of(&[(key, text)]);
        assert!(
            node(&estimate, key).unwrap().value.is_none(),
            "{text} in {key}"
        );
    }
}

/// booknotes ch26 says 50 M users and counts 5 M; karanpratapsingh says 100 M and counts 200 M.
#[test]
fn the_users_that_are_entered_are_those_that_count() {
    for (users, rate) in [
        ("5M", "50 /s"),
        ("50M", "500 /s"),
        ("100M", "1,000 /s"),
        ("200M", "2,000 /s"),
    ] {
        let estimate = of(&[
            ("conventions.calendar", "interview"),
            ("capacity.dau", users),
            ("action.rate#1", "1/user/day"),
        ]);
        shows(&estimate, &[("capacity.average_qps", rate)]);
    }
}

/// Kolsha's crawler: 15 B pages of 100.5 KB on disks that are 70 % full are 2.15 PB, not 2.25.
#[test]
fn pages_fill_no_more_than_they_take() {
    let pages = of(&[
        ("entity.rows#1", "15B"),
        ("attribute.entity#2", "1"),
        ("attribute.size#2", "100.5 KB / 70%"),
    ]);
    shows(&pages, &[("entity.table_size#1", "2.15 PB")]);
    close(value(&pages, "entity.table_size#1"), 2.153_6e15, 1e-4);
    let rate = of(&[("action.rate#1", "15B / 4/week")]);
    shows(&rate, &[("capacity.average_qps", "6,200 /s")]);
}

/// A copy of the Dropbox text: 100 MB a file instead of 100 KB, and 10,000 PB instead of 10.
#[test]
fn a_thousand_times_the_size_is_a_thousand_times_the_storage() {
    for (size, storage) in [("100 KB", "10 PB"), ("100 MB", "10 EB")] {
        let files = of(&[
            ("entity.rows#1", "500M * 200"),
            ("attribute.entity#2", "1"),
            ("attribute.size#2", size),
        ]);
        shows(&files, &[("entity.table_size#1", storage)]);
    }
}

/// `NithinIBhandari1999`: 3.65 PB a year, divided by 1000 once and by 1024 after that, and labelled PB.
#[test]
fn a_petabyte_is_not_divided_by_two_bases() {
    let entries = [
        ("action.operation#1", "write"),
        ("action.rate#1", "100B/day"),
        ("action.stored#1", "100 B"),
    ];
    let mut doc = design(&entries);
    shows(
        &estimate::of(&doc),
        &[("capacity.storage_per_year", "3.65 PB")],
    );
    doc.conventions.data = "binary".into();
    shows(
        &estimate::of(&doc),
        &[("capacity.storage_per_year", "3.24 PiB")],
    );
}

/// y9ee3257's shortener divides 10⁹ by 10⁵ and prints 10³.
#[test]
fn a_power_of_ten_is_not_lost() {
    for (urls, rate) in [("10^8/day", "1,000 /s"), ("10^9/day", "10 k /s")] {
        let estimate = of(&[
            ("conventions.calendar", "interview"),
            ("action.rate#1", urls),
        ]);
        shows(&estimate, &[("capacity.average_qps", rate)]);
    }
}

/// abstractalgorithms: a random read of an SSD takes 1 ms, which is nearer to a disk that turns.
#[test]
fn a_random_read_of_an_ssd_takes_no_millisecond() {
    let conv = Conventions::default();
    let seconds = |operation: &str, column: usize| {
        let found = reference::LATENCY.rows.iter();
        let row = found.clone().find(|row| row[0] == operation).unwrap();
        parse(row[column], Kind::Latency, &conv).unwrap().value
    };
    let (ssd, disk) = (
        seconds("Random SSD read, 8 KiB", 1),
        seconds("Random HDD read, 8 KiB", 1),
    );
    assert!((20e-6..=200e-6).contains(&ssd) && disk > 50.0 * ssd);
    // The columns of a row say the same: 128 reads are 1 MiB.
    close(seconds("Random SSD read, 8 KiB", 2), 128.0 * ssd, 0.2);
}

/// Calculators print Infinity or NaN where something is divided by nothing.
#[test]
fn what_cannot_be_had_is_a_dash_with_its_reason() {
    let estimate = of(&[
        ("action.operation#1", "read"),
        ("action.rate#1", "1/s"),
        ("capacity.server_rate", "0/s"),
    ]);
    for name in ["capacity.servers", "capacity.read_write_ratio"] {
        let node = node(&estimate, name).unwrap();
        assert_eq!(shown(&estimate, name), "–");
        assert!(
            !estimate.graph().trace(node.key).trouble.is_empty(),
            "{name}"
        );
    }
}
