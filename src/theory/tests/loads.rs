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
    near(
        erlang_c(999_000.0, 1e6),
        queue_probability(1.0005).unwrap(),
        1e-2,
    );
    assert_eq!((erlang_b(1.0, 1e7), erlang_c(2.0, 2.0)), (None, None));
    assert_eq!(
        (erlang_b(0.0, 0.0), erlang_c(0.0, 1.0)),
        (Some(1.0), Some(0.0))
    );
}

#[test]
fn one_server_in_every_way() {
    for (arrival, service) in [(1.0, 100.0), (50.0, 100.0), (99.0, 100.0), (0.3, 0.4)] {
        let (busy, free) = (arrival / service, service - arrival);
        near(mm1(arrival, service), 1.0 / free, 1e-12);
        near(mmc_response(arrival, service, 1.0), 1.0 / free, 1e-12);
        near(mmc_wait(arrival, service, 1.0), busy / free, 1e-12);
        near(
            pollaczek_khinchine(arrival, 1.0 / service, 1.0),
            busy / free,
            1e-11,
        );
        near(
            allen_cunneen(arrival, service, 1.0, 1.0, 0.0),
            busy / free / 2.0,
            1e-12,
        );
        for p in [0.1, 0.5, 0.99, 0.999_999_f64] {
            let expected = (1.0 / (1.0 - p)).ln() / free;
            near(response_quantile(p, arrival, service, 1.0), expected, 1e-9);
        }
        near(little(arrival, 1.0 / free), busy / (1.0 - busy), 1e-12);
    }
    // Two servers that are free by one each: the two parts of the response time have the same rate.
    let both = response_quantile(0.99, 1.0, 1.0, 2.0).unwrap();
    near(Some((-both).exp() * (1.0 + both / 3.0)), 0.01, 1e-9);
}

#[test]
fn margins_of_staffing() {
    assert_eq!(square_root_staffing(400.0, 2.375), Some(448.0));
    assert_eq!(square_root_staffing(300.0 * 0.1, 0.0), Some(30.0));
    // Φ and φ of 1 and of 2.375, from a table.
    let law = |q: f64, below: f64, density: f64| 1.0 / (1.0 + q * below / density);
    near(queue_probability(1.0), law(1.0, 0.841_345, 0.241_971), 1e-5);
    near(
        queue_probability(2.375),
        law(2.375, 0.991_226, 0.023_771_9),
        1e-6,
    );
    near(queue_probability(10.0), 7.694_598_626_706_421e-24, 1e-9);
    assert_eq!(queue_probability(1e200), Some(0.0));
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
    near(characteristic_time(1e3, 1e5, 1.0), 1735.5, 1e-4);
    near(che_hit_ratio(1e3, 1e5, 1.0), 0.5062, 1e-4);
    near(zipf_share_of_top(1e3, 1e5, 1.0), 0.6191, 1e-4);
    near(hottest_share(1e5, 1.0), 1.0 / 12.090_146_129_863_4, 1e-12);
    assert_eq!(che_hit_ratio(0.0, 1e5, 1.0), Some(0.0));
    assert_eq!(che_hit_ratio(1e5, 1e5, 1.0), Some(1.0));
    assert_eq!(characteristic_time(1e5, 1e5, 1.0), None);
    assert_eq!(
        (
            che_hit_ratio(1.0, 1e16, 1.0),
            che_hit_ratio(1.0, 10.0, 21.0)
        ),
        (None, None)
    );
    for alpha in [0.0, 0.6, 1.0, 1.5, 4.0] {
        for size in [1.0, 30.0, 1e3, 9e4] {
            let hits = che_hit_ratio(size, 1e5, alpha).unwrap();
            let back = cache_size_for_hit_ratio(hits, 1e5, alpha).unwrap();
            let again = che_hit_ratio(back, 1e5, alpha).unwrap();
            assert!((again - hits).abs() < 1e-9, "{size} at {alpha}: {back}");
        }
    }
}

/// The items one by one, instead of in groups.
#[test]
fn groups_of_items_are_as_good_as_items() {
    let items = 1e5;
    for alpha in [0.0, 0.4, 0.8, 1.0, 1.2, 2.0, 5.0] {
        let all = harmonic(items, alpha).unwrap();
        for size in [1.0, 10.0, 1e3, 3e4, 99_990.0] {
            let time = characteristic_time(size, items, alpha).unwrap();
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
            let found = che_hit_ratio(size, items, alpha).unwrap();
            assert!(
                (found - hits).abs() < 1e-4,
                "{found}, not {hits} at {size}, {alpha}"
            );
        }
    }
}
