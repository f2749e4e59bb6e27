//! Dates to and from the time since 1970.

use super::*;

#[test]
fn dates_are_read_as_typed() {
    reads(
        Kind::Date,
        &[
            ("1970-01-01", 0.0),
            (" 2010-11-04 ", 1_288_828_800.0),
            ("2000-2-29", 951_782_400.0),
            ("0000-01-01", -62_167_219_200.0),
            ("1288834974657", 1_288_834_974.657),
            ("0", 0.0),
        ],
    );
    for text in [
        "2010-02-29",
        "2010-13-01",
        "2010-00-10",
        "2010-11-31",
        "2010-11-99999999999999",
        "10-11-04",
        "2010-11",
        "2010-11-04-05",
        "04.11.2010",
        "+5",
        "1e3",
        "1,288,834,974,657",
        "9999999999999999",
        "~2010-11-04",
    ] {
        err(text, Kind::Date);
    }
    assert_eq!(
        err("2100-02-29", Kind::Date),
        "“2100-02-29” is outside what is possible. Write a date such as 2010-11-04, or milliseconds since 1970."
    );
}

#[test]
fn dates_are_shown_in_utc() {
    let at = |seconds: f64| Quantity::new(seconds, Dim::TIME, Period::Second);
    let both = |seconds| {
        let (q, kind) = (at(seconds), Kind::Date);
        (show(&q, kind, &EXACT), show_exact(&q, kind, &EXACT))
    };
    let texts = |day: &str, full: &str| (day.to_owned(), full.to_owned());
    // Twitter's first millisecond and its last: 2^41 later.
    assert_eq!(
        both(1_288_834_974.657),
        texts("2010-11-04", "2010-11-04 01:42:54 UTC")
    );
    assert_eq!(
        both(3_487_858_230.209),
        texts("2080-07-10", "2080-07-10 17:30:30 UTC")
    );
    assert_eq!(both(0.0), texts("1970-01-01", "1970-01-01"));
    assert_eq!(both(-0.5), texts("1969-12-31", "1969-12-31 23:59:59 UTC"));
    assert_eq!(both(4_107_542_399.999).0, "2100-02-28");
    assert_eq!(both(4_107_542_400.0).0, "2100-03-01");
    assert_eq!(both(-62_167_219_200.0).0, "0000-01-01");
    assert_eq!(both(1e300).0, "beyond any calendar");
    assert_eq!(
        understood(&q("2010-11-04", Kind::Date), Kind::Date, &EXACT),
        "2010-11-04"
    );
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { failure_persistence: None, ..Default::default() })]

    #[test]
    fn a_date_is_shown_as_it_was_typed(year in 0..10_000, month in 1..=12, day in 1..=28) {
        let text = format!("{year:04}-{month:02}-{day:02}");
        for conv in [EXACT, INTERVIEW] {
            let q = parse(&text, Kind::Date, &conv).unwrap();
            proptest::prop_assert_eq!(show(&q, Kind::Date, &conv), text.clone());
        }
    }
}
