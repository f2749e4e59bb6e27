//! Figures from sources and closed forms, and sums that are short enough to be made by hand.

use super::near;
use crate::theory::availability::*;
use crate::theory::growth::*;
use crate::theory::identifiers::*;
use crate::theory::messaging::*;
use crate::theory::pricing::*;
use crate::theory::snowflake::*;
use crate::theory::traffic::*;

const YEAR: f64 = SECONDS_PER_YEAR;
const DAYS: f64 = 86_400.0;

#[test]
fn downtimes_are_those_of_the_primer() {
    let hours = |h: f64, m: f64, s: f64| h * 3600.0 + m * 60.0 + s;
    for (availability, period, expected, printed) in [
        (0.999, YEAR, hours(8.0, 45.0, 57.0), 1.0),
        (0.999, YEAR / 12.0, hours(0.0, 43.0, 49.7), 0.1),
        (0.999, 7.0 * DAYS, hours(0.0, 10.0, 4.8), 0.1),
        (0.999, DAYS, hours(0.0, 1.0, 26.4), 0.1),
        (0.999, 365.0 * DAYS, hours(8.0, 45.0, 36.0), 1e-6),
        (0.9999, YEAR, hours(0.0, 52.0, 35.7), 0.1),
        (0.9999, YEAR / 12.0, hours(0.0, 4.0, 23.0), 0.1),
        (0.9999, 7.0 * DAYS, hours(0.0, 1.0, 0.5), 0.1),
        (0.9999, DAYS, 8.6, 0.1),
    ] {
        let down = downtime(availability, period).unwrap();
        assert!((down - expected).abs() <= printed, "{down}, not {expected}");
    }
}

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
    assert_eq!(
        (from_mtbf(0.0, 0.0), from_mtbf(0.0, 1.0)),
        (None, Some(0.0))
    );
    assert_eq!((nines(1.0), nines(0.0)), (None, Some(0.0)));
    near(nines(0.999), 3.0, 1e-12);
}

#[test]
fn budgets_burn_as_the_workbook_says() {
    // 14.4 for an hour and 6 for six hours take 2 % and 5 % of 30 days.
    near(budget_spent(14.4, 1.0, 720.0), 0.02, 1e-12);
    near(budget_spent(6.0, 6.0, 720.0), 0.05, 1e-12);
    near(time_to_exhaustion(30.0, 14.4, 1.0), 30.0 / 14.4, 1e-12);
    assert_eq!(time_to_exhaustion(30.0, 0.0, 1.0), None);
    near(error_budget(0.999, 30.0 * DAYS), 2_592.0, 1e-9);
    assert_eq!(burn_rate(0.01, 1.0), None);
}

#[test]
fn tails_of_a_fan_out() {
    for (calls, expected) in [
        (5.0, 0.049),
        (10.0, 0.096),
        (100.0, 0.634),
        (1000.0, 0.999_96),
    ] {
        assert!((fan_out_tail(0.01, calls).unwrap() - expected).abs() < 5e-4);
    }
    // Below the last digit of one: a billion calls of 1e-15 each.
    near(fan_out_tail(1e-15, 1e9), 1e-6, 1e-6);
    near(fan_out_tail(1e-300, 2.0), 2e-300, 1e-12);
    near(backend_percentile(0.99, 100.0), 0.999_899_5, 1e-7);
    near(hedged(0.01, 2.0), 1e-4, 1e-12);
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
        let mut length = 1.0;
        while let Some(codes) = code_space(length, alphabet).filter(|codes| *codes < 1e300) {
            assert_eq!(code_length(codes, alphabet), Some(length), "{alphabet}");
            if codes < 9e15 {
                assert_eq!(code_length(codes + 1.0, alphabet), Some(length + 1.0));
            }
            length += 1.0;
        }
    }
    let (seven, nano) = (
        code_space(7.0, 62.0).unwrap(),
        code_space(21.0, 64.0).unwrap(),
    );
    near(ids_until(0.01, seven), 266_058.0, 1e-5);
    near(ids_until(0.5, seven), 2.21e6, 1e-3);
    near(ids_until(0.01, nano), 1.308e18, 1e-3);
    near(
        ids_until(0.01, code_space(6.0, 64.0).unwrap()),
        37_166.0,
        1e-4,
    );
    near(
        ids_until(0.01, code_space(8.0, 64.0).unwrap()),
        2.38e6,
        1e-3,
    );
    near(expected_collisions(365e9, seven), 1.9e10, 0.01);
    assert_eq!(collision_probability(366.0, 365.0), Some(1.0));
    assert_eq!(collision_probability(1.0, 365.0), Some(0.0));
    assert_eq!(ids_until(1.0, 365.0), None);
    assert_eq!(ids_until(1.0 - 1e-16, 10.0), Some(11.0));
}

#[test]
fn identifiers_run_out() {
    assert_eq!(
        Snowflake::TWITTER.runs_out(TWITTER_EPOCH_MS),
        Some(3_487_858_230_209.0)
    );
    let sonyflake = Snowflake::new(39.0, 16.0, 8.0, 0.01).unwrap();
    near(Some(sonyflake.years()), 174.2, 1e-3);
    let small = Snowflake::new(32.0, 8.0, 13.0, 1.0).unwrap();
    assert!(!small.beyond_javascript() && small.passes_javascript(0.0).is_none());
    assert_eq!(
        Snowflake::new(1.0, 31.0, 31.0, 1.0)
            .unwrap()
            .passes_javascript(7.0),
        Some(7.0)
    );
    assert_eq!(Snowflake::new(0.0, 1.0, 1.0, 1.0), None);
    assert_eq!(Snowflake::new(41.0, 1.0, 1.0, f64::NAN), None);
}

#[test]
fn growth_by_hand() {
    for growth in [-0.5, -1e-12, 0.0, 1e-300, 1e-12, 0.02, 0.5, 3.0] {
        let (mut value, mut all) = (100.0, 0.0);
        for periods in 0..20 {
            near(value_after(100.0, growth, periods.into()), value, 1e-9);
            near(cumulative(100.0, growth, periods.into()), all, 1e-9);
            if growth >= 0.0 {
                near(time_to_fill(100.0, all, growth), periods.into(), 1e-6);
            }
            all += value;
            value *= 1.0 + growth;
        }
    }
    near(time_to_limit(1.0, 1024.0, 1.0), 10.0, 1e-12);
    assert_eq!(time_to_limit(1.0, 2.0, -0.1), None);
    // What halves every period never brings more than twice its first.
    assert_eq!(time_to_fill(100.0, 200.1, -0.5), None);
    near(time_to_fill(100.0, 150.0, -0.5), 2.0, 1e-12);
}

#[test]
fn messages_quorums_and_prices() {
    assert_eq!(partitions(250.0, 50.0, 25.0), Some(10.0));
    // 50,000 a second of 1,000 B, half as much again at the peak, 70 % of 5 MiB/s each.
    let mib = 50_000.0 * 1_000.0 / 1_048_576.0;
    assert_eq!(partitions(mib * 1.5, 5.0 * 0.7, 5.0), Some(21.0));
    assert_eq!(
        (partitions(0.0, 1.0, 1.0), partitions(1.0, 0.0, 1.0)),
        (Some(1.0), None)
    );
    assert_eq!(
        (backlog(1.0, 2.0, 9.0), drain_time(0.0, 2.0, 1.0)),
        (Some(0.0), Some(0.0))
    );
    for (signs, plain, unicode) in [
        (0.0, 0.0, 0.0),
        (1.0, 1.0, 1.0),
        (70.0, 1.0, 1.0),
        (134.0, 1.0, 2.0),
        (135.0, 1.0, 3.0),
        (306.0, 2.0, 5.0),
        (307.0, 3.0, 5.0),
    ] {
        assert_eq!(sms_segments(signs, Alphabet::Gsm7), Some(plain), "{signs}");
        assert_eq!(
            sms_segments(signs, Alphabet::Unicode),
            Some(unicode),
            "{signs}"
        );
    }
    let (usual, five) = (
        quorum(3.0, 2.0, 2.0).unwrap(),
        quorum(5.0, 1.0, 5.0).unwrap(),
    );
    assert_eq!((usual.read_failures, usual.write_failures), (1.0, 1.0));
    assert_eq!(
        (five.overlaps, five.read_failures, five.write_failures),
        (true, 4.0, 0.0)
    );
    assert_eq!((quorum(3.0, 4.0, 1.0), majority(4.0)), (None, Some(3.0)));
    assert_eq!(tiered(5.0, &[(1.0, 0.1)]), Some(0.5));
    assert_eq!(
        (
            tiered(5.0, &[]),
            tiered(5.0, &[(2.0, 1.0), (2.0, 1.0), (9.0, 1.0)])
        ),
        (None, None)
    );
    assert_eq!(tiered(0.0, &[(2.0, 1.0), (9.0, 2.0)]), Some(0.0));
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
        assert_eq!(at(&DAY, hour), Some(weight));
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
    assert_eq!((at(&[], 1.0), at(&[4.0], 0.3)), (None, Some(4.0)));
    assert_eq!(at(&FLAT, -1e-300), Some(1.0));
}
