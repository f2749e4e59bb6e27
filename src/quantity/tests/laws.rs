//! Laws that hold for any input.

use super::*;
use proptest::prelude::*;

pub(super) fn any_kind() -> impl Strategy<Value = Kind> {
    prop::sample::select(Kind::ALL.to_vec())
}

pub(super) fn any_conv() -> impl Strategy<Value = Conventions> {
    prop::sample::select(vec![EXACT, INTERVIEW, BINARY])
}

/// A text a kind takes.
fn any_entry() -> impl Strategy<Value = (Kind, String)> {
    (any_kind(), 1_u32..100_000, -4_i32..9, 0_usize..7).prop_map(|(kind, digits, exponent, at)| {
        let number = format!("{digits}e{exponent}");
        let small = format!("{}", f64::from(digits) / 1000.0);
        let period = Period::ALL[at].singular();
        let text = match kind {
            Kind::ActionRate | Kind::Rate => format!("{number}/{period}"),
            Kind::DataRate => format!("{number} B/{period}"),
            Kind::Latency | Kind::Span => format!("{number} {period}"),
            Kind::Share => format!("{small}%"),
            Kind::MonthlyCost => format!("${number}/{period}"),
            Kind::Bits => format!("{}", digits % 65),
            _ => number,
        };
        (kind, text)
    })
}

proptest! {
    // No file of past failures beside the sources: a failure found is written down as a test.
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn parse_never_panics(text in any::<String>(), kind in any_kind(), conv in any_conv()) {
        if let Ok(q) = parse(&text, kind, &conv) {
            prop_assert!(q.value.is_finite() && kind.dims().contains(&q.dim));
        }
    }

    #[test]
    fn parse_never_panics_on_near_misses(text in "[-~$×x]{0,2}[0-9.,_ ]{1,8}[a-zA-Zµ%:/ .0-9^-]{0,14}", kind in any_kind(), conv in any_conv()) {
        if let Ok(q) = parse(&text, kind, &conv) {
            prop_assert!(q.value.is_finite() && q.value.abs() <= 1e30);
            prop_assert!(!understood(&q, kind, &conv).is_empty());
        }
    }

    #[test]
    fn shown_numbers_are_numbers(value in any::<f64>().prop_filter("finite", |v| v.is_finite()), kind in any_kind(), at in 0_usize..7, conv in any_conv()) {
        for dim in kind.dims() {
            let q = Quantity::new(value, *dim, Period::ALL[at]);
            for text in [show(&q, kind, &conv), show_exact(&q, kind, &conv), understood(&q, kind, &conv), show_bits(&q, &conv)] {
                prop_assert!(!text.is_empty() && !text.contains("NaN") && !text.contains("inf"), "{}", text);
            }
        }
    }

    #[test]
    fn what_is_shown_can_be_typed((kind, text) in any_entry(), conv in any_conv()) {
        let Ok(typed) = parse(&text, kind, &conv) else { return Ok(()) };
        let shown = show(&typed, kind, &conv);
        let again = parse(&shown, kind, &conv).map_err(|e| TestCaseError::fail(format!("{shown}: {e}")))?;
        let again = again.in_period(typed.period, &conv);
        let cents = if kind == Kind::MonthlyCost { 0.005_001 } else { 0.0 };
        // Half a unit of the second or third digit.
        let rounding = if conv.digits == 2 { 0.0501 } else { 0.00501 };
        let off = (again.value - typed.value).abs();
        prop_assert!(off <= typed.value.abs() * rounding + cents, "{} {} {:?} {:?}", text, shown, typed, again);
        prop_assert_eq!(again.dim, typed.dim);
    }

    #[test]
    fn exact_is_exact((kind, text) in any_entry(), conv in any_conv()) {
        let Ok(typed) = parse(&text, kind, &conv) else { return Ok(()) };
        let shown = show_exact(&typed, kind, &conv);
        let again = parse(&shown, kind, &conv).map_err(|e| TestCaseError::fail(format!("{shown}: {e}")))?;
        let again = again.in_period(typed.period, &conv);
        prop_assert!(close(again.value, typed.value), "{} {} {:?} {:?}", text, shown, typed, again);
        prop_assert_eq!(again.dim, typed.dim);
    }

    #[test]
    fn add_commutes(a in -1e9..1e9, b in -1e9..1e9, p in 0_usize..7, r in 0_usize..7, conv in any_conv()) {
        let a = Quantity::new(a, Dim::PER_TIME, Period::ALL[p]);
        let b = Quantity::new(b, Dim::PER_TIME, Period::ALL[r]);
        let left = a.add(b, &conv).unwrap();
        let right = b.add(a, &conv).unwrap().in_period(a.period, &conv);
        let scale = a.value.abs() + b.in_period(a.period, &conv).value.abs();
        prop_assert!((left.value - right.value).abs() <= 1e-12 * scale);
    }

    #[test]
    fn conversions_invert(value in -1e12..1e12, power in prop::sample::select(vec![-2_i8, -1, 1, 2]), p in 0_usize..7, r in 0_usize..7, conv in any_conv()) {
        let q = Quantity::new(value, Dim::TIME.pow(power), Period::ALL[p]);
        let back = q.in_period(Period::ALL[r], &conv).in_period(Period::ALL[p], &conv);
        prop_assert!(close(back.value, value));
    }
}
