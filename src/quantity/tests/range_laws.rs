//! Laws of ranges and calculations that hold for any input.

use super::laws::{any_conv, any_kind};
use super::*;
use proptest::prelude::*;

/// A text that may well be a calculation or a range.
fn any_calculation() -> impl Strategy<Value = String> {
    let parts = [
        "1", "5", "20", "0", "0.5", "1,500", "1e6", "1e-3", "10^3", "k", "M", " M", "B", " KB",
        " GB", "%", "x", " x ", ":", "$", "/", "/day", "/user", "/s", "/GB", "/month", " per ",
        "ms", " s", " years", " users", "+", "-", " - ", "*", "×", "(", ")", "–", " to ", "..",
        "±", " ± ", "+/-", "~", "about ", " ", ".", "^", "e", "😀", "−",
    ];
    prop::collection::vec(prop::sample::select(parts.to_vec()), 0..12)
        .prop_map(|parts| parts.concat())
}

fn check(text: &str, kind: Kind, conv: &Conventions) -> Result<(), TestCaseError> {
    let read = parse_entry(text, kind, conv);
    let one = parse(text, kind, conv);
    let entry = match read {
        Ok(entry) => entry,
        Err(error) => {
            prop_assert!(error.message.ends_with('.') && one.is_err(), "{}", error);
            return Ok(());
        }
    };
    let q = entry.value;
    prop_assert!(q.value.is_finite() && q.value.abs() <= 1e30 && kind.dims().contains(&q.dim));
    prop_assert!(kind == Kind::Growth || q.value >= 0.0, "{} {:?}", text, q);
    let said = understood_entry(&entry, kind, conv);
    prop_assert!(
        !said.is_empty() && !said.contains("NaN") && !said.contains("inf"),
        "{}",
        said
    );
    if let Some(spread) = entry.spread {
        prop_assert!(one.is_err());
        prop_assert!(
            spread.low() < spread.high() && spread.high() <= 1e30,
            "{} {:?}",
            text,
            spread
        );
        prop_assert!(
            spread.low() <= q.value && q.value <= spread.high(),
            "{} {:?}",
            text,
            entry
        );
        prop_assert!(spread.draw(5.0).is_finite() && spread.draw(-5.0).is_finite());
    } else if let Ok(one) = one {
        prop_assert_eq!(one, q);
    }
    Ok(())
}

/// The two ends of a range of a kind, as they are typed.
fn any_ends() -> impl Strategy<Value = (Kind, String, String)> {
    (
        any_kind(),
        1_u32..100_000,
        1_u32..1000,
        -3_i32..6,
        0_usize..7,
        prop::sample::select(vec![1.0, 1.0, 10.0, 1e3, 1e6]),
    )
        .prop_filter_map(
            "takes a range",
            |(kind, digits, more, exponent, at, apart)| {
                let (low, high) = (
                    f64::from(digits),
                    (f64::from(digits) + f64::from(more)) * apart,
                );
                let period = Period::ALL[at].singular();
                let text = |number: f64| {
                    let large = format!("{number}e{exponent}");
                    match kind {
                        Kind::ActionRate | Kind::Rate => format!("{large}/{period}"),
                        Kind::DataRate => format!("{large} B/{period}"),
                        Kind::Latency | Kind::Span => format!("{large} {period}"),
                        Kind::Share => format!("{}%", number / 2000.0),
                        Kind::Growth => format!("{}%", number / 10.0),
                        Kind::MonthlyCost => format!("${large}/{period}"),
                        _ => large,
                    }
                };
                (kind != Kind::Bits).then(|| (kind, text(low), text(high)))
            },
        )
}

/// What was shown, read back: its ends, or the one number where both read the same.
fn reread(
    shown: &str,
    kind: Kind,
    conv: &Conventions,
) -> Result<(Quantity, Quantity), TestCaseError> {
    let again =
        parse_entry(shown, kind, conv).map_err(|e| TestCaseError::fail(format!("{shown}: {e}")))?;
    let end = |value: f64| Quantity {
        value,
        ..again.value
    };
    Ok(again.spread.map_or((again.value, again.value), |s| {
        (end(s.low()), end(s.high()))
    }))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_or_refused(text in "\\PC*", kind in any_kind(), conv in any_conv()) {
        check(&text, kind, &conv)?;
    }

    #[test]
    fn any_calculation_is_read_or_refused(text in any_calculation(), kind in any_kind(), conv in any_conv()) {
        check(&text, kind, &conv)?;
    }

    #[test]
    fn any_arithmetic_is_read_or_refused(text in "[0-9.()+*/$%~:±–−x kMBse-]{0,40}", kind in any_kind(), conv in any_conv()) {
        check(&text, kind, &conv)?;
    }

    #[test]
    fn a_shown_range_reads_back((kind, low, high) in any_ends(), conv in any_conv()) {
        let (Ok(one), Ok(other)) = (parse(&low, kind, &conv), parse(&high, kind, &conv)) else { return Ok(()) };
        // Seconds shown as a month and as a year are not a twelfth of each other: 30 and 365 days.
        if one.dim == Dim::TIME && one.period == Period::Second && other.value >= 60.0 {
            return Ok(());
        }
        let rounding = if conv.digits == 2 { 0.0501 } else { 0.00501 };
        let entry = parse_entry(&format!("{low} - {high}"), kind, &conv).unwrap();
        let shown = [(show_range(&one, &other, kind, &conv), rounding), (understood_entry(&entry, kind, &conv), 0.000_005_1)];
        for (shown, rounding) in shown {
            let (a, b) = reread(&shown, kind, &conv)?;
            let cents = if kind == Kind::MonthlyCost { 0.005_001 } else { 0.0 };
            for (typed, again) in [(one, a), (other, b)] {
                // Cents are those of the period that is shown.
                let typed = typed.in_period(again.period, &conv);
                let off = (again.value - typed.value).abs();
                prop_assert!(off <= typed.value.abs() * rounding + cents, "{} {} {} {:?} {:?}", low, high, shown, typed, again);
                prop_assert_eq!(again.dim, typed.dim);
            }
        }
    }

    #[test]
    fn a_range_has_the_ends_that_were_typed((kind, low, high) in any_ends(), conv in any_conv(), dash in prop::sample::select(vec!["-", " - ", "–", " to ", "..", " … "])) {
        let (Ok(one), Ok(other)) = (parse(&low, kind, &conv), parse(&high, kind, &conv)) else { return Ok(()) };
        // “5 to 10” is a ratio of its own.
        if kind == Kind::Ratio && dash == " to " {
            return Ok(());
        }
        let entry = parse_entry(&[&low, dash, &high].concat(), kind, &conv);
        let spread = entry.unwrap_or_else(|e| panic!("{low}{dash}{high}: {e}")).spread.unwrap();
        prop_assert!(close(spread.low(), one.value) && close(spread.high(), other.value));
        if low != high {
            prop_assert!(parse_entry(&[&high, dash, &low].concat(), kind, &conv).is_err());
        }
    }

    #[test]
    fn a_product_is_the_product(a in 0.001..1e9, b in 0.001..1e9, c in 0.001..1e9) {
        let product = parse(&format!("{a}*{b}/{c}"), Kind::Count, &EXACT).unwrap();
        prop_assert!(close(product.value, a * b / c));
        let sum = parse(&format!("{a}+{b} + ({c})"), Kind::Users, &EXACT).unwrap();
        prop_assert!(close(sum.value, a + b + c));
        let size = parse(&format!("{a} KB * ({b} + {c})"), Kind::Data, &EXACT).unwrap();
        prop_assert!(close(size.value, a * 1e3 * (b + c)));
    }

    #[test]
    fn an_entry_without_a_range_is_the_number(value in 0.0..1e12, kind in any_kind(), conv in any_conv()) {
        let text = format!("{value}");
        match (parse(&text, kind, &conv), parse_entry(&text, kind, &conv)) {
            (Ok(one), Ok(entry)) => prop_assert_eq!((one, None), (entry.value, entry.spread)),
            (Err(one), Err(entry)) => prop_assert_eq!(one, entry),
            other => prop_assert!(false, "{:?}", other),
        }
    }
}
