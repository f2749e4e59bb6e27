//! Availability of parts and wholes, and the load of retries.
//!
//! Parts fail independently of each other. Shares are 0 to 1.

use super::{amount, count, finite, positive, share, whole};

/// The most copies that are counted one by one.
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
    let (part, copies) = (share(part)?, count(copies)?);
    if copies == 0.0 {
        return Some(0.0);
    }
    // Exact down to the smallest chances.
    Some(-(copies * (-part).ln_1p()).exp_m1())
}

/// The availability of `copies` of which `needed` have to be up, such as a quorum; none beyond [`MOST_COPIES`].
///
/// Source: the binomial distribution, Σ C(n, i)·Aⁱ·(1−A)ⁿ⁻ⁱ for i from k to n.
///
/// ```
/// use envelope::theory::availability::k_of_n;
/// assert!(k_of_n(2.0, 3.0, 0.99).is_some_and(|quorum| (quorum - 0.999_702).abs() < 1e-12));
/// assert_eq!(k_of_n(0.1 * 30.0, 4.0, 0.99), k_of_n(3.0, 4.0, 0.99));
/// ```
pub fn k_of_n(needed: f64, copies: f64, part: f64) -> Option<f64> {
    let needed = whole(amount(needed)?).ceil();
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
