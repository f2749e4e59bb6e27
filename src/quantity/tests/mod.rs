//! Published cases and arithmetic; beside them the texts people type, what is shown, and laws.

mod calculating;
mod dates;
mod faults;
mod laws;
mod no_ranges;
mod range_laws;
mod ranges;
mod reading;
mod showing;

use super::*;

const EXACT: Conventions = Conventions::EXACT;
const INTERVIEW: Conventions = Conventions::INTERVIEW;
const BINARY: Conventions = Conventions {
    data: DataUnits::Binary,
    ..EXACT
};

fn q(text: &str, kind: Kind) -> Quantity {
    parse(text, kind, &EXACT).unwrap_or_else(|e| panic!("{text} as {kind:?}: {e}"))
}

fn err(text: &str, kind: Kind) -> String {
    match parse(text, kind, &EXACT) {
        Ok(q) => panic!("{text} as {kind:?} was read as {q:?}"),
        Err(e) => e.message,
    }
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-12 * a.abs().max(b.abs())
}

#[track_caller]
fn reads(kind: Kind, cases: &[(&str, f64)]) {
    for (text, value) in cases {
        let q = q(text, kind);
        assert!(
            close(q.value, *value),
            "{text} as {kind:?}: {q:?}, not {value}"
        );
    }
}

#[track_caller]
fn shows(kind: Kind, conv: &Conventions, cases: &[(&str, &str)]) {
    for (text, shown) in cases {
        let q = parse(text, kind, conv).unwrap_or_else(|e| panic!("{text}: {e}"));
        assert_eq!(show(&q, kind, conv), *shown, "{text} as {kind:?}");
    }
}

#[test]
fn published_cases_hold() {
    let per_second =
        |text, conv: &Conventions| q(text, Kind::ActionRate).in_period(Period::Second, conv);
    assert_eq!(per_second("10M/month", &INTERVIEW).value, 4.0);
    assert_eq!(per_second("100M/month", &INTERVIEW).value, 40.0);
    assert!((per_second("10M/month", &EXACT).value - 3.858).abs() < 1e-3);
    assert_eq!(per_second("100M/day", &INTERVIEW).value, 1000.0);
    assert_eq!(per_second("100M/day", &EXACT).value.round(), 1157.0);
    let total = |rate, span, conv: &Conventions| {
        q(rate, Kind::ActionRate)
            .mul(q(span, Kind::Span), conv)
            .unwrap()
    };
    let links = total("10M/month", "3 years", &INTERVIEW);
    assert_eq!(show(&links, Kind::Count, &INTERVIEW), "360 M");
    assert!(close(
        total("10M/month", "3 years", &EXACT).value,
        10e6 * 12.0 * 3.0
    ));
    for conv in [EXACT, INTERVIEW] {
        let records = total("100M/day", "10 years", &conv);
        assert_eq!(
            (records.value, records.dim, records.period),
            (365e9, Dim::NONE, Period::Second)
        );
    }
    let day = q("100 MB/s", Kind::DataRate)
        .mul(q("1 day", Kind::Span), &EXACT)
        .unwrap();
    assert_eq!(show(&day, Kind::Data, &EXACT), "8.64 TB");
    // 500 M tweets a day are 15 B a month, and 6,000 a second through the month.
    let tweets = q("500M/day", Kind::ActionRate).in_period(Period::Month, &INTERVIEW);
    assert_eq!(tweets.in_period(Period::Second, &INTERVIEW).value, 6000.0);
}

#[test]
fn arithmetic_checks_units() {
    let (size, rate) = (q("1 TB", Kind::Data), q("2 TB/month", Kind::DataRate));
    assert_eq!(
        size.add(rate, &EXACT),
        Err(Mismatch::Units {
            left: Dim::DATA,
            right: Dim::DATA_RATE
        })
    );
    assert_eq!(
        size.div(Quantity::scalar(0.0), &EXACT),
        Err(Mismatch::DivisionByZero)
    );
    assert_eq!(
        Quantity::scalar(1e300).mul(Quantity::scalar(1e300), &EXACT),
        Err(Mismatch::TooLarge)
    );
    assert_eq!(
        Quantity::scalar(-1.0).pow(Quantity::scalar(0.5), &EXACT),
        Err(Mismatch::Undefined)
    );
    let users = q("300M", Kind::Users)
        .mul(q("5/user/day", Kind::ActionRate), &EXACT)
        .unwrap();
    assert_eq!(users, Quantity::new(1.5e9, Dim::PER_TIME, Period::Day));
    assert_eq!(
        q("3 years", Kind::Span)
            .div(q("1 month", Kind::Span), &INTERVIEW)
            .unwrap()
            .value,
        36.0
    );
    let in_flight = q("400/s", Kind::Rate)
        .mul(q("200 ms", Kind::Latency), &EXACT)
        .unwrap();
    assert_eq!((in_flight.value, in_flight.dim), (80.0, Dim::NONE));
}
