//! Figures from sources and closed forms, and sums that are short enough to be made by hand.

use super::near;
use crate::theory::availability::*;
use crate::theory::growth::*;
use crate::theory::identifiers::*;
use crate::theory::traffic::*;

#[test]
fn parts_and_wholes() {
    near(series(&[0.999, 0.999]), 0.998_001, 1e-15);
    near(parallel(0.999, 2.0), 0.999_999, 1e-15);
    assert_eq!(series(&[]), Some(1.0));
    assert_eq!(series(&[0.9, 1.1]), None);
    assert_eq!(
        (parallel(0.9, 0.0), parallel(1.0, 1.0)),
        (Some(0.0), Some(1.0))
    );
    // Below the last digit of one: a billion copies of 1e-15 each.
    near(parallel(1e-15, 1e9), 1e-6, 1e-6);
    near(parallel(1e-300, 2.0), 2e-300, 1e-12);
    assert_eq!((nines(1.0), nines(0.0)), (None, Some(0.0)));
    near(nines(0.999), 3.0, 1e-12);
}

#[test]
fn a_number_of_copies_by_hand() {
    for copies in 0..=12_i32 {
        for needed in 0..=copies + 1 {
            for part in [0.0, 1e-9, 0.1, 0.5, 0.99, 1.0 - 1e-12, 1.0_f64] {
                // Each combination of copies that are up, one by one.
                let expected: f64 = (0..1_u32 << copies)
                    .map(|up| up.count_ones().cast_signed())
                    .filter(|up| *up >= needed)
                    .map(|up| part.powi(up) * (1.0 - part).powi(copies - up))
                    .sum();
                let found = k_of_n(needed.into(), copies.into(), part).unwrap();
                assert!(
                    (found - expected).abs() <= 1e-12 * expected,
                    "{needed} of {copies} at {part}: {found}, not {expected}"
                );
            }
        }
    }
    near(k_of_n(1.0, 5.0, 0.9), parallel(0.9, 5.0).unwrap(), 1e-12);
    near(k_of_n(500_000.0, 1e6, 0.5), 0.500_4, 1e-4);
    assert_eq!(k_of_n(1.0, 1e7, 0.5), None);
}

#[test]
fn codes_and_birthdays() {
    assert_eq!(code_length(365e9, 62.0), Some(7.0));
    for alphabet in [2.0, 10.0, 16.0, 36.0, 62.0, 64.0] {
        let (mut length, mut codes) = (1.0, alphabet);
        while codes < 1e300 {
            assert_eq!(code_length(codes, alphabet), Some(length), "{alphabet}");
            if codes < 9e15 {
                assert_eq!(code_length(codes + 1.0, alphabet), Some(length + 1.0));
            }
            length += 1.0;
            codes = alphabet.powf(length);
        }
    }
    let (seven, nano) = (62.0_f64.powi(7), 64.0_f64.powi(21));
    near(ids_until(0.01, seven), 266_058.0, 1e-5);
    near(ids_until(0.5, seven), 2.21e6, 1e-3);
    near(ids_until(0.01, nano), 1.308e18, 1e-3);
    near(ids_until(0.01, 64.0_f64.powi(6)), 37_166.0, 1e-4);
    near(ids_until(0.01, 64.0_f64.powi(8)), 2.38e6, 1e-3);
    assert_eq!(collision_probability(366.0, 365.0), Some(1.0));
    assert_eq!(collision_probability(1.0, 365.0), Some(0.0));
    assert_eq!(ids_until(1.0, 365.0), None);
    assert_eq!(ids_until(1.0 - 1e-16, 10.0), Some(11.0));
}

#[test]
fn growth_by_hand() {
    for growth in [-1.0, -0.5, -1e-12, 0.0, 1e-300, 1e-12, 0.02, 0.5, 3.0] {
        let (mut value, mut all) = (100.0, 0.0);
        for periods in 0..20 {
            for part in [0.0, 0.25, 0.5] {
                let (time, expected) = (f64::from(periods) + part, all + value * part);
                near(cumulative(100.0, growth, time), expected, 1e-9);
                // What has dried up was full before.
                if value > 1e-3 {
                    near(time_to_fill(100.0, expected, growth), time, 1e-6);
                }
            }
            all += value;
            value *= 1.0 + growth;
        }
    }
    // What halves every period never brings more than twice its first, what stops no more than its first.
    assert_eq!(time_to_fill(100.0, 200.1, -0.5), None);
    assert_eq!(time_to_fill(100.0, 100.1, -1.0), None);
    assert_eq!(time_to_fill(0.0, 1.0, 0.5), None);
    assert_eq!(time_to_fill(0.0, 0.0, 0.5), Some(0.0));
    assert_eq!(cumulative(100.0, -1.1, 1.0), None);
}

#[test]
fn curves_of_a_day() {
    for (curve, expected) in [(FLAT, 1.0), (DAY, 2.0), (OFFICE, 3.0), (FLASH, 10.0)] {
        near(peak_factor(&curve), expected, 1e-12);
        near(Some(curve.iter().sum()), 24.0, 1e-12);
    }
    let mut hour = 0.0;
    for weight in DAY {
        let wave = (1.0 - (std::f64::consts::PI * (hour - 5.0) / 12.0).cos()) / 2.0;
        assert!((weight - (0.4 + 1.6 * wave * wave)).abs() <= 5e-4);
        hour += 1.0;
    }
    assert_eq!(
        (
            peak_factor(&[]),
            peak_factor(&[0.0]),
            peak_factor(&[1.0, -1.0])
        ),
        (None, None, None)
    );
}
