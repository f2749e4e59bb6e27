//! Availability of parts and wholes, error budgets, and the slow tail of many calls.
//!
//! Parts fail independently of each other. Shares are 0 to 1; times come out in the unit of what is given.

use super::{amount, count, finite, positive, share};

/// The most copies or calls that are counted one by one.
pub const MOST_COPIES: f64 = 1e6;

/// The availability of a chain in which every part is needed.
///
/// Source: the product, A₁·A₂·…
///
/// ```
/// use envelope::theory::availability::series;
/// assert!(series(&[0.999, 0.999]).is_some_and(|both| (both - 0.998_001).abs() < 1e-15));
/// ```
pub fn series(parts: &[f64]) -> Option<f64> {
    let mut all = 1.0;
    for part in parts {
        all *= share(*part)?;
    }
    Some(all)
}

/// The availability of `copies` of which one is enough.
///
/// Source: 1 − (1 − A)ⁿ.
///
/// ```
/// use envelope::theory::availability::parallel;
/// assert!(parallel(0.999, 2.0).is_some_and(|either| (either - 0.999_999).abs() < 1e-15));
/// ```
pub fn parallel(part: f64, copies: f64) -> Option<f64> {
    at_least_one(part, copies)
}

/// The chance that one of `tries` succeeds, exact down to the smallest chances.
fn at_least_one(chance: f64, tries: f64) -> Option<f64> {
    let (chance, tries) = (share(chance)?, count(tries)?);
    if tries == 0.0 {
        return Some(0.0);
    }
    Some(-(tries * (-chance).ln_1p()).exp_m1())
}

/// The availability of `copies` of which `needed` have to be up, such as a quorum; none beyond [`MOST_COPIES`].
///
/// Source: the binomial distribution, Σ C(n, i)·Aⁱ·(1−A)ⁿ⁻ⁱ for i from k to n.
///
/// ```
/// use envelope::theory::availability::k_of_n;
/// assert!(k_of_n(2.0, 3.0, 0.99).is_some_and(|quorum| (quorum - 0.999_702).abs() < 1e-12));
/// ```
pub fn k_of_n(needed: f64, copies: f64, part: f64) -> Option<f64> {
    let needed = amount(needed)?.ceil();
    let copies = count(copies).filter(|copies| *copies <= MOST_COPIES)?;
    let part = share(part)?;
    if needed > copies {
        return Some(0.0);
    }
    if needed == 0.0 || part >= 1.0 {
        return Some(1.0);
    }
    // From the likeliest number of copies outwards, as parts of its chance: no factorial, nothing too small.
    let likeliest = ((copies + 1.0) * part).floor().min(copies);
    let odds = part / (1.0 - part);
    let (mut enough, mut too_few) = (0.0, 0.0);
    let mut add = |up: f64, chance: f64| {
        let sum = if up >= needed {
            &mut enough
        } else {
            &mut too_few
        };
        *sum += chance;
    };
    // Not down to zero: the smallest numbers are so coarse that they would not shrink any more.
    let (mut up, mut chance) = (likeliest, 1.0);
    while chance >= f64::MIN_POSITIVE {
        add(up, chance);
        chance *= (copies - up) / (up + 1.0) * odds;
        up += 1.0;
    }
    (up, chance) = (likeliest, 1.0);
    while up > 0.0 && chance >= f64::MIN_POSITIVE {
        chance *= up / (copies - up + 1.0) / odds;
        up -= 1.0;
        add(up, chance);
    }
    Some(enough / (enough + too_few))
}

/// The availability of what runs for `between_failures` on average and is then repaired for `repair`.
///
/// Source: MTBF / (MTBF + MTTR).
///
/// ```
/// use envelope::theory::availability::from_mtbf;
/// assert_eq!(from_mtbf(3.0, 1.0), Some(0.75));
/// ```
pub fn from_mtbf(between_failures: f64, repair: f64) -> Option<f64> {
    let (runs, repair) = (amount(between_failures)?, amount(repair)?);
    if runs == 0.0 {
        return (repair > 0.0).then_some(0.0);
    }
    // Not runs / (runs + repair): the sum may be no number.
    Some(1.0 / (1.0 + repair / runs))
}

/// How long it is down in a period.
///
/// Source: (1 − A) · period.
///
/// ```
/// use envelope::theory::availability::downtime;
/// // 99.9 % of a year of 365.2425 days: 8 h 45 min 57 s.
/// assert!(downtime(0.999, 31_556_952.0).is_some_and(|seconds| (seconds - 31_557.0).abs() < 0.1));
/// ```
pub fn downtime(availability: f64, period: f64) -> Option<f64> {
    finite((1.0 - share(availability)?) * amount(period)?)
}

/// How many nines an availability has; none if it never fails.
///
/// Source: −log₁₀(1 − A).
///
/// ```
/// use envelope::theory::availability::nines;
/// assert!(nines(0.9995).is_some_and(|nines| (nines - 3.301).abs() < 1e-3));
/// ```
pub fn nines(availability: f64) -> Option<f64> {
    let down = positive(1.0 - share(availability)?)?;
    Some((-down.log10()).max(0.0))
}

/// What an objective allows to fail: of a period in time, or of a number of requests.
///
/// Source: (1 − SLO) · total; the same as [`downtime`], read as an allowance.
///
/// ```
/// use envelope::theory::availability::error_budget;
/// assert!(error_budget(0.999, 1e6).is_some_and(|failed| (failed - 1_000.0).abs() < 1e-6));
/// ```
pub fn error_budget(objective: f64, total: f64) -> Option<f64> {
    downtime(objective, total)
}

/// How many times faster than allowed the budget is used up; none where nothing is allowed.
///
/// Source: share of errors / (1 − SLO).
///
/// ```
/// use envelope::theory::availability::burn_rate;
/// assert!(burn_rate(0.0144, 0.999).is_some_and(|burn| (burn - 14.4).abs() < 1e-9));
/// ```
pub fn burn_rate(errors: f64, objective: f64) -> Option<f64> {
    finite(share(errors)? / positive(1.0 - share(objective)?)?)
}

/// The share of the budget that is gone after burning for `elapsed` of a `window`; above 1 it is overdrawn.
///
/// Source: burn rate · elapsed / window; an hour at 14.4 takes 2 % of 30 days.
///
/// ```
/// use envelope::theory::availability::budget_spent;
/// assert_eq!(budget_spent(14.4, 1.0, 720.0), Some(0.02));
/// ```
pub fn budget_spent(burn: f64, elapsed: f64, window: f64) -> Option<f64> {
    finite(amount(burn)? * amount(elapsed)? / positive(window)?)
}

/// How long the rest of the budget lasts; none if nothing burns.
///
/// Source: window · remaining share / burn rate.
///
/// ```
/// use envelope::theory::availability::time_to_exhaustion;
/// // A full budget of 30 days at 14.4 times the allowed rate.
/// assert!(time_to_exhaustion(30.0, 14.4, 1.0).is_some_and(|days| (days - 2.083).abs() < 1e-3));
/// ```
pub fn time_to_exhaustion(window: f64, burn: f64, remaining: f64) -> Option<f64> {
    finite(amount(window)? * share(remaining)? / positive(burn)?)
}

/// The share of requests that meet a slow answer when each calls `calls` others and waits for all.
///
/// Source: 1 − (1 − p)ⁿ; Dean and Barroso, The Tail at Scale, 2013.
///
/// ```
/// use envelope::theory::availability::fan_out_tail;
/// assert!(fan_out_tail(0.01, 100.0).is_some_and(|slow| (slow - 0.634).abs() < 1e-3));
/// ```
pub fn fan_out_tail(slow: f64, calls: f64) -> Option<f64> {
    at_least_one(slow, calls)
}

/// The percentile that each of `calls` has to keep, so that all of them together keep `target`.
///
/// Source: target^(1/n).
///
/// ```
/// use envelope::theory::availability::backend_percentile;
/// // For a p99 over a hundred calls, each has to keep its p99.99.
/// assert!(backend_percentile(0.99, 100.0).is_some_and(|p| (p - 0.9999).abs() < 1e-6));
/// ```
pub fn backend_percentile(target: f64, calls: f64) -> Option<f64> {
    Some(share(target)?.powf(1.0 / positive(count(calls)?)?))
}

/// The share of answers that are slow when a request is sent `copies` times and the first answer counts.
///
/// Source: pⁿ for independent copies; the hedged requests of Dean and Barroso, with two.
///
/// ```
/// use envelope::theory::availability::hedged;
/// assert!(hedged(0.01, 2.0).is_some_and(|slow| (slow - 1e-4).abs() < 1e-15));
/// ```
pub fn hedged(slow: f64, copies: f64) -> Option<f64> {
    Some(share(slow)?.powf(positive(count(copies)?)?))
}

/// How many times its load a service gets when what fails is sent again, up to `retries` times.
///
/// Source: 1 + f + f² + … + f^r, for a share f of failures that more load does not raise.
///
/// ```
/// use envelope::theory::availability::retry_load;
/// assert_eq!(retry_load(0.5, 3.0), Some(1.875));
/// // With nothing left to answer, each try is load.
/// assert_eq!(retry_load(1.0, 3.0), Some(4.0));
/// ```
pub fn retry_load(failures: f64, retries: f64) -> Option<f64> {
    let (failures, tries) = (share(failures)?, count(retries)? + 1.0);
    if failures >= 1.0 {
        return Some(tries);
    }
    if failures == 0.0 {
        return Some(1.0);
    }
    // (1 − f^n) / (1 − f), exact where f is almost 1 as well.
    let all_fail = (tries * failures.ln()).exp_m1();
    finite(all_fail / (failures - 1.0))
}
