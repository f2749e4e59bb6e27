//! Laws that hold for any number at all.

use proptest::prelude::*;

use crate::theory::availability::*;
use crate::theory::growth::*;
use crate::theory::identifiers::*;
use crate::theory::popularity::*;
use crate::theory::queueing::*;
use crate::theory::traffic::*;

/// Any number: odd ones, those of no sense, and those that people type.
fn any_number() -> impl Strategy<Value = f64> {
    prop_oneof![
        2 => proptest::num::f64::ANY,
        2 => prop::sample::select(vec![
            0.0, -0.0, 1.0, -1.0, 0.5, 2.0, 1.0 - f64::EPSILON / 2.0, 1.0 + f64::EPSILON, f64::EPSILON,
            f64::NAN, f64::INFINITY, f64::NEG_INFINITY, f64::MAX, f64::MIN, f64::MIN_POSITIVE, 5e-324,
            1e6, 1e6 + 1.0, 1e15, 9_007_199_254_740_992.0, 63.0, 64.0, 1e300, 1e-300,
        ]),
        2 => 0.0..=1.0,
        3 => (-12.0..=18.0).prop_map(|power: f64| power.exp2().powi(3)),
        1 => -100.0..=100.0,
        1 => (0..=1_000_000_u32).prop_map(f64::from),
    ]
}

/// All numbers that the functions of a room give, of the first four of what is put in.
#[allow(clippy::many_single_char_names)] // they mean something else in each function
fn answers(n: &[f64]) -> Vec<(&'static str, Option<f64>)> {
    let [a, b, c, d, ..] = *n else {
        return Vec::new();
    };
    let (time, hits) = lru(a, b, c).unzip();
    vec![
        ("erlang_b", erlang_b(a, b)),
        ("erlang_c", erlang_c(a, b)),
        ("wait_quantile", wait_quantile(a, b, c, d)),
        ("servers_for_wait", servers_for_wait(a, b, c, d)),
        ("harmonic", harmonic(a, b)),
        ("hottest_share", hottest_share(a, b)),
        // Where all fits, nothing ever leaves.
        ("lru", time.filter(|_| hits < Some(1.0))),
        ("che_hit_ratio", che_hit_ratio(a, b, c)),
        ("series", series(n)),
        ("parallel", parallel(a, b)),
        ("k_of_n", k_of_n(a, b, c)),
        ("nines", nines(a)),
        ("retry_load", retry_load(a, b)),
        ("code_length", code_length(a, b)),
        ("collision_probability", collision_probability(a, b)),
        ("ids_until", ids_until(a, b)),
        ("cumulative", cumulative(a, b, c)),
        ("time_to_fill", time_to_fill(a, b, c)),
        ("peak_factor", peak_factor(n)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    #[test]
    fn no_number_breaks_anything(n in prop::collection::vec(any_number(), 4..8)) {
        for (name, answer) in answers(&n) {
            if let Some(value) = answer {
                prop_assert!(value.is_finite() && value >= 0.0, "{name}{n:?} is {value}");
            }
        }
    }

    #[test]
    fn shares_are_shares(n in prop::collection::vec(any_number(), 4)) {
        const SHARES: [&str; 8] = [
            "erlang_b", "erlang_c", "hottest_share", "che_hit_ratio", "series", "parallel", "k_of_n", "collision_probability",
        ];
        for (name, answer) in answers(&n) {
            prop_assert!(!SHARES.contains(&name) || answer.is_none_or(|share| share <= 1.0), "{name}{n:?}");
        }
    }

    #[test]
    fn more_servers_never_wait_longer(
        offered in 0.01..2_000.0_f64,
        spare in 0..200_u16,
        more in 1..50_u16,
        p in 0.0..0.9999_f64,
        service in 0.001..1e4_f64,
    ) {
        let few = offered.floor() + 1.0 + f64::from(spare);
        let many = few + f64::from(more);
        let arrival = offered * service;
        let both = |of: &dyn Fn(f64) -> Option<f64>| (of(few), of(many));
        for (at_few, at_many) in [
            both(&|servers| wait_quantile(p, arrival, service, servers)),
            both(&|servers| erlang_c(offered, servers)),
        ] {
            let (at_few, at_many) = (at_few.unwrap(), at_many.unwrap());
            prop_assert!(at_many <= at_few * (1.0 + 1e-9), "{at_many} > {at_few}");
        }
    }

    #[test]
    fn the_servers_found_are_the_fewest(
        offered in 0.0..3_000.0_f64,
        p in 0.0..0.9999_f64,
        target in 0.0..20.0_f64,
        service in 0.001..1e4_f64,
    ) {
        let (arrival, target) = (offered * service, target / service);
        let servers = servers_for_wait(p, target, arrival, service).unwrap();
        let enough = wait_quantile(p, arrival, service, servers).unwrap();
        prop_assert!(enough <= target * (1.0 + 1e-9), "{servers}: {enough} > {target}");
        if let Some(less) = wait_quantile(p, arrival, service, servers - 1.0) {
            prop_assert!(less >= target * (1.0 - 1e-9), "{servers}: {less} would do for {target}");
        }
    }

    #[test]
    fn a_larger_cache_never_hits_less(
        items in 2..2_000_000_u32,
        part in 0.0..1.0_f64,
        more in 1.0..3.0_f64,
        alpha in 0.0..3.0_f64,
    ) {
        let items = f64::from(items);
        let small = (items * part).floor();
        let of = |size| che_hit_ratio(size, items, alpha).unwrap();
        let (less, hits) = (of(small), of((small * more).min(items)));
        prop_assert!(hits >= less - 1e-9, "{hits} < {less}");
        // No cache beats the one that knows what is popular.
        let ideal = harmonic(small, alpha).unwrap_or(0.0) / harmonic(items, alpha).unwrap();
        prop_assert!(less <= ideal + 1e-6, "{less} > {ideal}");
    }

    #[test]
    fn a_room_is_full_when_it_is_said_to_be(
        first in 1e-3..1e9_f64,
        times in prop_oneof![0.0..4.0_f64, 1.0..1e6_f64],
        growth in prop_oneof![-1.0..1.0_f64, 0.0..5.0_f64, Just(-1.0), Just(0.0), -1e-9..1e-9_f64],
    ) {
        let room = first * times;
        match time_to_fill(first, room, growth) {
            Some(full) => {
                let all = cumulative(first, growth, full).unwrap();
                prop_assert!((all - room).abs() <= 1e-9 * room, "{all} after {full}, not {room}");
            }
            // Not even in the end.
            None => prop_assert!(growth < 0.0 && room >= first / -growth * (1.0 - 1e-9)),
        }
    }

    #[test]
    fn more_time_and_more_growth_never_bring_less(
        growth in -1.0..5.0_f64,
        more in 0.0..1.0_f64,
        periods in 0.0..100.0_f64,
        longer in 0.0..3.0_f64,
    ) {
        let (less, all) = (cumulative(1.0, growth, periods).unwrap(), cumulative(1.0, growth + more, periods + longer).unwrap());
        prop_assert!(less <= all * (1.0 + 1e-12), "{less} and then {all}");
    }

    #[test]
    fn a_chance_leads_to_a_number_and_back(p in 1e-9..0.999_f64, power in 20.0..130.0_f64) {
        let space = power.exp2();
        let ids = ids_until(p, space).unwrap();
        prop_assume!(ids > 1e3);
        let again = collision_probability(ids, space).unwrap();
        prop_assert!((again / p - 1.0).abs() < 5e-3, "{again}, not {p}");
    }
}
