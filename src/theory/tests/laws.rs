//! Laws that hold for any number at all.

use proptest::prelude::*;

use crate::theory::availability::*;
use crate::theory::growth::*;
use crate::theory::identifiers::*;
use crate::theory::messaging::*;
use crate::theory::popularity::*;
use crate::theory::pricing::*;
use crate::theory::queueing::*;
use crate::theory::snowflake::*;
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

/// A law of a share, a time or a target, two rates and servers.
type Law = fn(f64, f64, f64, f64) -> Option<f64>;

/// All numbers that the functions of a room give, of the first five of what is put in.
#[allow(clippy::many_single_char_names)] // they mean something else in each function
fn answers(n: &[f64]) -> Vec<(&'static str, Option<f64>)> {
    let [a, b, c, d, e, ..] = *n else {
        return Vec::new();
    };
    let tiers = [(a, b), (c, d), (e, a)];
    let layout = Snowflake::new(a, b, c, d);
    let of_layout = |value: &dyn Fn(Snowflake) -> Option<f64>| layout.and_then(value);
    vec![
        ("utilisation", utilisation(a, b, c)),
        ("little", little(a, b)),
        ("erlang_b", erlang_b(a, b)),
        ("erlang_c", erlang_c(a, b)),
        ("mmc_wait", mmc_wait(a, b, c)),
        ("mmc_response", mmc_response(a, b, c)),
        ("mm1", mm1(a, b)),
        ("wait_quantile", wait_quantile(a, b, c, d)),
        ("response_quantile", response_quantile(a, b, c, d)),
        ("servers_for_wait", servers_for_wait(a, b, c, d)),
        ("servers_for_response", servers_for_response(a, b, c, d)),
        ("pollaczek_khinchine", pollaczek_khinchine(a, b, c)),
        ("allen_cunneen", allen_cunneen(a, b, c, d, e)),
        ("square_root_staffing", square_root_staffing(a, b)),
        ("queue_probability", queue_probability(a)),
        ("harmonic", harmonic(a, b)),
        ("zipf_share_of_top", zipf_share_of_top(a, b, c)),
        ("hottest_share", hottest_share(a, b)),
        ("characteristic_time", characteristic_time(a, b, c)),
        ("che_hit_ratio", che_hit_ratio(a, b, c)),
        (
            "cache_size_for_hit_ratio",
            cache_size_for_hit_ratio(a, b, c),
        ),
        ("series", series(n)),
        ("parallel", parallel(a, b)),
        ("k_of_n", k_of_n(a, b, c)),
        ("from_mtbf", from_mtbf(a, b)),
        ("downtime", downtime(a, b)),
        ("nines", nines(a)),
        ("error_budget", error_budget(a, b)),
        ("burn_rate", burn_rate(a, b)),
        ("budget_spent", budget_spent(a, b, c)),
        ("time_to_exhaustion", time_to_exhaustion(a, b, c)),
        ("fan_out_tail", fan_out_tail(a, b)),
        ("backend_percentile", backend_percentile(a, b)),
        ("hedged", hedged(a, b)),
        ("retry_load", retry_load(a, b)),
        ("code_space", code_space(a, b)),
        ("code_length", code_length(a, b)),
        ("expected_collisions", expected_collisions(a, b)),
        ("collision_probability", collision_probability(a, b)),
        ("ids_until", ids_until(a, b)),
        ("retry_share", retry_share(a, b)),
        ("runs_out", runs_out(a, b, c)),
        ("years", of_layout(&|layout| Some(layout.years()))),
        (
            "ids_per_second",
            of_layout(&|layout| Some(layout.ids_per_second())),
        ),
        (
            "passes_javascript",
            of_layout(&|layout| layout.passes_javascript(e)),
        ),
        ("layout.runs_out", of_layout(&|layout| layout.runs_out(e))),
        ("value_after", value_after(a, b, c)),
        ("cumulative", cumulative(a, b, c)),
        ("time_to_limit", time_to_limit(a, b, c)),
        ("time_to_fill", time_to_fill(a, b, c)),
        ("partitions", partitions(a, b, c)),
        ("backlog", backlog(a, b, c)),
        ("drain_time", drain_time(a, b, c)),
        ("sms_segments", sms_segments(a, Alphabet::Unicode)),
        (
            "quorum",
            quorum(a, b, c).map(|quorum| quorum.read_failures.max(quorum.write_failures)),
        ),
        ("majority", majority(a)),
        ("peak_factor", peak_factor(n)),
        ("tiered", tiered(a, &tiers)),
        ("marginal", marginal(a, &tiers)),
        ("total", total(&tiers)),
    ]
}

/// What may be below zero: a time before 1970.
const SIGNED: [&str; 3] = ["runs_out", "passes_javascript", "layout.runs_out"];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    #[test]
    fn no_number_breaks_anything(n in prop::collection::vec(any_number(), 5..8)) {
        for (name, answer) in answers(&n) {
            if let Some(value) = answer {
                prop_assert!(value.is_finite(), "{name}{n:?} is {value}");
                prop_assert!(value >= 0.0 || SIGNED.contains(&name), "{name}{n:?} is {value}");
            }
        }
        // Between loads of both signs it may be below zero.
        prop_assert!(at(&n, n[0]).is_none_or(f64::is_finite));
    }

    #[test]
    fn shares_are_shares(n in prop::collection::vec(any_number(), 5)) {
        const SHARES: [&str; 15] = [
            "erlang_b", "erlang_c", "queue_probability", "zipf_share_of_top", "hottest_share", "che_hit_ratio",
            "series", "parallel", "k_of_n", "from_mtbf", "fan_out_tail", "backend_percentile", "hedged",
            "collision_probability", "retry_share",
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
            both(&|servers| mmc_wait(arrival, service, servers)),
            both(&|servers| mmc_response(arrival, service, servers)),
            both(&|servers| wait_quantile(p, arrival, service, servers)),
            both(&|servers| response_quantile(p, arrival, service, servers)),
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
        let laws: [(Law, Law); 2] = [(servers_for_wait, wait_quantile), (servers_for_response, response_quantile)];
        for (search, quantile) in laws {
            let Some(servers) = search(p, target, arrival, service) else { continue };
            let enough = quantile(p, arrival, service, servers).unwrap();
            prop_assert!(enough <= target * (1.0 + 1e-9), "{servers}: {enough} > {target}");
            if let Some(less) = quantile(p, arrival, service, servers - 1.0) {
                prop_assert!(less >= target * (1.0 - 1e-9), "{servers}: {less} would do for {target}");
            }
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
        let ideal = zipf_share_of_top(small, items, alpha).unwrap();
        prop_assert!(less <= ideal + 1e-6, "{less} > {ideal}");
    }

    #[test]
    fn limits_are_reached_when_they_are_said_to_be(
        now in 1e-3..1e9_f64,
        times in 1.0..1e6_f64,
        growth in 0.001..5.0_f64,
    ) {
        let periods = time_to_limit(now, now * times, growth).unwrap();
        let value = value_after(now, growth, periods).unwrap();
        prop_assert!((value / (now * times) - 1.0).abs() < 1e-9);
        let full = time_to_fill(now, now * times, growth).unwrap();
        let all = cumulative(now, growth, full).unwrap();
        prop_assert!((all / (now * times) - 1.0).abs() < 1e-9);
    }

    #[test]
    fn a_chance_leads_to_a_number_and_back(p in 1e-9..0.999_f64, power in 20.0..130.0_f64) {
        let space = power.exp2();
        let ids = ids_until(p, space).unwrap();
        prop_assume!(ids > 1e3);
        let again = collision_probability(ids, space).unwrap();
        prop_assert!((again / p - 1.0).abs() < 5e-3, "{again}, not {p}");
    }

    #[test]
    fn the_next_unit_costs_what_the_sum_grows_by(all in 0.0..2_000.0_f64) {
        let tiers = [(10.0, 90.0), (50.0, 85.0), (150.0, 70.0), (f64::INFINITY, 50.0)];
        let step = 1e-3;
        prop_assume!(tiers.iter().all(|(end, _)| (end - all).abs() > step));
        let grown = tiered(all + step, &tiers).unwrap() - tiered(all, &tiers).unwrap();
        prop_assert!((grown / step - marginal(all, &tiers).unwrap()).abs() < 1e-3);
    }
}
