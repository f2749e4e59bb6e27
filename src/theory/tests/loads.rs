//! Queues and caches: closed forms, known values, and sums that are made term by term.

use super::near;
use crate::theory::popularity::*;
use crate::theory::queueing::*;

#[test]
fn erlangs_formulas() {
    near(erlang_c(2.0, 3.0), 4.0 / 9.0, 1e-15);
    // The exact ones of a = 2.5, c = 3 to 6, which a known table has wrong.
    for (servers, expected) in [(3.0, 0.702), (4.0, 0.320), (5.0, 0.130), (6.0, 0.047)] {
        assert!((erlang_c(2.5, servers).unwrap() - expected).abs() < 5e-4);
    }
    // The recursion B = aB / (k + aB) from no server on.
    for offered in [0.01, 0.9, 7.0, 95.0, 1_000.0, 1_050.0] {
        let (mut lost, mut servers) = (1.0, 0.0);
        while servers < 1_200.0 {
            if lost > 1e-290 {
                near(erlang_b(offered, servers), lost, 1e-11);
            }
            servers += 1.0;
            lost = offered * lost / (servers + offered * lost);
        }
    }
    // A large pool with a margin of its root, after Halfin and Whitt: 1 / (1 + Φ(1) / φ(1)), from a table.
    near(
        erlang_c(999_000.0, 1e6),
        1.0 / (1.0 + 0.841_345 / 0.241_971),
        1e-2,
    );
    assert_eq!((erlang_b(1.0, 1e7), erlang_c(2.0, 2.0)), (None, None));
    assert_eq!(
        (erlang_b(0.0, 0.0), erlang_c(0.0, 1.0)),
        (Some(1.0), Some(0.0))
    );
}

#[test]
fn one_server() {
    for (arrival, service) in [(1.0, 100.0), (50.0, 100.0), (99.0, 100.0), (0.3, 0.4)] {
        let (busy, free) = (arrival / service, service - arrival);
        near(erlang_c(busy, 1.0), busy, 1e-12);
        for p in [0.1, 0.5, 0.99, 0.999_999_f64] {
            let expected = ((busy / (1.0 - p)).ln() / free).max(0.0);
            near(wait_quantile(p, arrival, service, 1.0), expected, 1e-9);
        }
    }
}

#[test]
fn harmonic_numbers_by_hand() {
    for alpha in [0.0, 0.3, 0.6, 1.0 - 1e-9, 1.0, 1.1, 2.0, 3.7, 12.0, 61.0] {
        let (mut sum, mut i) = (0.0, 0.0);
        while i < 30_000.0_f64 {
            i += 1.0;
            sum += i.powf(-alpha);
            if !(200.0..=29_990.0).contains(&i) {
                near(harmonic(i, alpha), sum, 1e-11);
            }
        }
    }
    near(harmonic(1e12, 0.0), 1e12, 1e-12);
    // ζ(2) and ζ(3), and the integral of a slow one.
    near(
        harmonic(1e15, 2.0),
        std::f64::consts::PI.powi(2) / 6.0,
        1e-12,
    );
    near(harmonic(1e12, 3.0), 1.202_056_903_159_594, 1e-12);
    near(
        harmonic(1e12, 0.5),
        2e6 - 1.460_354_508_809_586_8 + 0.5e-6,
        1e-12,
    );
    assert_eq!(harmonic(0.5, 1.0), None);
}

#[test]
fn a_cache_after_che() {
    near(lru(1e3, 1e5, 1.0).map(|(time, _)| time), 1735.5, 1e-4);
    near(che_hit_ratio(1e3, 1e5, 1.0), 0.5062, 1e-4);
    near(hottest_share(1e5, 1.0), 1.0 / 12.090_146_129_863_4, 1e-12);
    assert_eq!(che_hit_ratio(0.0, 1e5, 1.0), Some(0.0));
    assert_eq!(che_hit_ratio(1e5, 1e5, 1.0), Some(1.0));
    assert_eq!(
        (
            che_hit_ratio(1.0, 1e16, 1.0),
            che_hit_ratio(1.0, 10.0, 21.0)
        ),
        (None, None)
    );
}

/// The items one by one, instead of in groups.
#[test]
fn groups_of_items_are_as_good_as_items() {
    let items = 1e5;
    for alpha in [0.0, 0.4, 0.8, 1.0, 1.2, 2.0, 5.0] {
        let all = harmonic(items, alpha).unwrap();
        for size in [1.0, 10.0, 1e3, 3e4, 99_990.0] {
            let (time, found) = lru(size, items, alpha).unwrap();
            let (mut held, mut hits, mut i) = (0.0, 0.0, 0.0);
            while i < items {
                i += 1.0;
                let popularity = i.powf(-alpha) / all;
                let inside = -(-popularity * time).exp_m1();
                held += inside;
                hits += inside * popularity;
            }
            assert!(
                (held / size - 1.0).abs() < 1e-4,
                "{held}, not {size} at {alpha}"
            );
            assert!(
                (found - hits).abs() < 1e-4,
                "{found}, not {hits} at {size}, {alpha}"
            );
        }
    }
}
