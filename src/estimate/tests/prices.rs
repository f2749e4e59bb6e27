//! The price books, the tiers in them, and what a price does to the total.

use super::{Entries, close, monthly, node, typed, with};
use crate::estimate::{self, Estimate, cost};
use crate::formula::Origin;
use crate::library::prices::{self, Book, Price};
use crate::model::{Document, Field, capacity as f, cost as p};
use crate::quantity::{Kind, parse};
use proptest::prelude::*;

const BOOKS: [&str; 3] = ["", "aws", "gcp"];

/// The cost of this much traffic, by a price book.
fn egress(book: &str, volume: &str) -> Option<f64> {
    let fields: Entries = &[
        (&p::PRICE_BOOK, book),
        (&p::INGRESS, "0"),
        (&p::EGRESS, volume),
    ];
    monthly(&with(fields, &[]), &cost::NETWORK)
}

#[test]
fn traffic_is_paid_tier_by_tier() {
    // 0.09 to 10 TB, 0.085 to 50 TB, 0.07 to 150 TB, 0.05 above.
    for (volume, dollars) in [
        ("0", 0.0),
        ("1 GB", 0.09),
        ("10 TB", 900.0),
        ("10,001 GB", 900.085),
        ("50 TB", 900.0 + 3_400.0),
        ("50,001 GB", 4_300.07),
        ("150 TB", 4_300.0 + 7_000.0),
        ("150,001 GB", 11_300.05),
        ("1 PB", 11_300.0 + 42_500.0),
    ] {
        close(volume, egress("aws", volume), dollars, 1e-12);
    }
    for (volume, dollars) in [
        ("1 TB", 120.0),
        ("10 TB", 120.0 + 990.0),
        ("11 TB", 1_110.0 + 80.0),
    ] {
        close(volume, egress("gcp", volume), dollars, 1e-12);
    }
    close("one price", egress("", "1 PB"), 100_000.0, 1e-12);
    // CloudFront: 850 + 3,200 + 6,000 + 14,000 + 524 TB at 0.03 + 976 TB at 0.025.
    let fields: Entries = &[
        (&p::PRICE_BOOK, "aws"),
        (&p::CDN_TRAFFIC, "2 PB"),
        (&p::CACHE_CLUSTER, "0"),
    ];
    let dollars = 24_050.0 + 15_720.0 + 24_400.0;
    close(
        "CDN",
        monthly(&with(fields, &[]), &cost::CDN),
        dollars,
        1e-12,
    );
}

#[test]
fn tiers_are_counted_in_the_units_of_the_document() {
    let fields: Entries = &[
        (&p::PRICE_BOOK, "aws"),
        (&p::INGRESS, "0"),
        (&p::EGRESS, "11 TB"),
    ];
    let mut doc = typed("exact", fields, &[]);
    doc.conventions.data = "binary".into();
    let dollars = 10_240.0 * 0.09 + 1_024.0 * 0.085;
    close(
        "11 TiB",
        monthly(&estimate::of(&doc), &cost::NETWORK),
        dollars,
        1e-12,
    );
}

#[test]
fn the_work_names_the_tiers_that_are_reached() {
    let work = |volume| {
        let fields: Entries = &[(&p::PRICE_BOOK, "aws"), (&p::EGRESS, volume)];
        estimate::of(&typed("exact", fields, &[])).trace(&cost::NETWORK, 0)
    };
    assert!(
        work("5 TB")
            .numbers
            .ends_with("(5 TB × $0.09 /GB) ÷ 1 month")
    );
    let trace = work("60 TB");
    assert!(trace.words.ends_with(
        "(Egress traffic per month at Egress price to 10 TB, $0.085 /GB to 50 TB, $0.07 /GB above) ÷ 1 month"
    ));
    assert!(trace.numbers.ends_with(
        "(60 TB at $0.09 /GB to 10 TB, $0.085 /GB to 50 TB, $0.07 /GB above) ÷ 1 month"
    ));
    assert!(
        trace
            .assumed
            .iter()
            .any(|line| line.contains("leanopstech, 2026-04-27")),
        "{trace:?}"
    );
}

#[test]
fn an_entered_price_beats_every_book_and_its_tiers() {
    for book in BOOKS {
        for (price, dollars) in [("$0.01/GB", 1_000.0), ("$0/GB", 0.0)] {
            let fields: Entries = &[
                (&p::PRICE_BOOK, book),
                (&p::INGRESS, "0"),
                (&p::EGRESS, "100 TB"),
                (&p::EGRESS_PRICE, price),
            ];
            let estimate = with(fields, &[]);
            close(book, monthly(&estimate, &cost::NETWORK), dollars, 1e-12);
            let price = node(&estimate, ("cost.egress_price", 0));
            assert_eq!(price.origin, Origin::Given);
        }
    }
}

#[test]
fn a_price_book_changes_prices_and_nothing_else() {
    let doc = crate::text::json::example(&crate::library::examples::PASTEBIN);
    let before = estimate::of(&doc);
    let priced = |key| {
        crate::model::all_fields()
            .into_iter()
            .find(|field| field.spec.key == key)
            .is_some_and(|field| field.spec.price.is_some())
    };
    for book in BOOKS {
        let mut doc = doc.clone();
        doc.cost.price_book = book.into();
        let after = estimate::of(&doc);
        assert_eq!(after.graph().faults(), &[] as &[String]);
        for old in before.graph().nodes() {
            let new = node(&after, old.key);
            let money = old.kind.dim().money != 0;
            assert!(old.value == new.value || money, "{} by {book}", old.name);
            let assumed = old.origin == Origin::Assumed;
            let same = old.value == new.value && old.note == new.note;
            assert!(
                same || !assumed || priced(old.key.0),
                "{} by {book}",
                old.name
            );
        }
        let changed =
            monthly(&before, &cost::TOTAL).unwrap() - monthly(&after, &cost::TOTAL).unwrap();
        assert_eq!(changed == 0.0, book.is_empty());
    }
    // What is no book is the rules of thumb.
    assert_eq!(Book::of("oracle"), Book::Thumb);
}

#[test]
fn a_rule_of_thumb_that_stands_in_says_so() {
    let fields: Entries = &[(&p::PRICE_BOOK, "gcp")];
    let estimate = with(fields, &[]);
    let note = |key| node(&estimate, (key, 0)).note.to_string();
    assert_eq!(
        note("cost.memory_price"),
        "memory on demand; napkin-math, 2026-03-21; a rule of thumb, because this book has no confirmed price"
    );
    assert!(note("cost.blob_price").starts_with("Cloud Storage"));
    for price in ALL {
        for book in Book::ALL {
            let (text, why) = price.taken(book);
            assert!(!text.is_empty() && why.contains("20"), "{why}: no date");
            assert!(price.tiers(book).is_sorted_by(|a, b| {
                let size = |text| {
                    parse(text, Kind::Data, &estimate.graph().conventions().clone())
                        .unwrap()
                        .value
                };
                size(a.beyond) < size(b.beyond)
            }));
        }
    }
}

const ALL: [&Price; 9] = [
    &prices::INSTANCE,
    &prices::DATABASE,
    &prices::BLOB,
    &prices::EGRESS,
    &prices::MEMORY,
    &prices::CDN,
    &prices::LOGS,
    &prices::BACKUP,
    &prices::EMAIL,
];

#[test]
fn an_hourly_price_makes_a_monthly_total() {
    let fields: Entries = &[(&p::PRICE_BOOK, "aws"), (&p::INSTANCES, "10")];
    let estimate = with(fields, &[]);
    assert_eq!(estimate.shown(&cost::COMPUTE, 0), "$1,400 /month");
    let trace = estimate.trace(&cost::COMPUTE, 0);
    assert_eq!(trace.numbers, "10 × $0.192 /hour × 730 hour/month");
}

/// A design by this many users, with everything in it that costs.
fn design(book: &str, users: u64, more: Entries) -> Estimate {
    let users = users.to_string();
    let mut fields: Vec<(&'static Field<Document>, &str)> = vec![
        (&p::PRICE_BOOK, book),
        (&f::DAU, &users),
        (&f::CDN_SHARE, "50%"),
        (&p::RECOVERY_SHARE, "100%"),
        (&p::BROKERS, "3"),
        (&p::SMS, "100k/month"),
        (&p::EMAILS, "1M/month"),
    ];
    fields.extend(more);
    estimate::of(&typed(
        "exact",
        &fields,
        &[
            ["Watch", "read", "5/user/day", "1 KB", "1 MB", "", ""],
            ["Post", "write", "0.1/user/day", "1 MB", "", "1 MB", "blob"],
            ["Note", "write", "1/user/day", "1 KB", "", "1 KB", ""],
        ],
    ))
}

proptest! {
    // Unoptimised, each design takes milliseconds.
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn more_users_never_cost_less(book in 0..3_usize, some in 1..50_000_000_u64, more in 0..50_000_000_u64) {
        let cost = |users| monthly(&design(BOOKS[book], users, &[]), &cost::TOTAL).unwrap();
        prop_assert!(cost(some) <= cost(some + more) * (1.0 + 1e-12));
    }

    #[test]
    fn a_cheaper_price_never_costs_more(at in 0..14_usize, book in 0..3_usize, cheap in 0..1_000_u32, dear in 0..1_000_u32) {
        let fields = [
            &p::INSTANCE_PRICE, &p::DATABASE_PRICE, &p::BLOB_PRICE, &p::INGRESS_PRICE, &p::EGRESS_PRICE,
            &p::BALANCER_PRICE, &p::MEMORY_PRICE, &p::CDN_PRICE, &p::BROKER_PRICE, &p::HOST_PRICE,
            &p::LOG_PRICE, &p::BACKUP_PRICE, &p::RECOVERY_PRICE, &p::EMAIL_PRICE,
        ];
        let cost = |price: u32| {
            let price = format!("${price}");
            monthly(&design(BOOKS[book], 1_000_000, &[(fields[at], &price)]), &cost::TOTAL).unwrap()
        };
        prop_assert!(cost(cheap.min(dear)) <= cost(cheap.max(dear)));
    }

    #[test]
    fn tiers_have_no_step_and_fall(book in 1..3_usize, gigabytes in 0..2_000_000_u32) {
        let cost = |gigabytes: u32| egress(BOOKS[book], &format!("{gigabytes} GB")).unwrap();
        let (here, next) = (cost(gigabytes), cost(gigabytes + 1));
        prop_assert!(next >= here && next - here <= 0.1201);
    }
}
