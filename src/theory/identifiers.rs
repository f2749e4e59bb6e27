//! Codes and random identifiers: how long they have to be, and how soon two are the same.

use super::{amount, count, finite, positive};

/// The signs that a code needs, so that there is one for each of `total` things; at least one.
///
/// Source: the smallest n with bⁿ ≥ total; exact at powers, where a logarithm is not.
///
/// ```
/// use envelope::theory::identifiers::code_length;
/// assert_eq!(code_length(365e9, 62.0), Some(7.0));
/// assert_eq!(code_length(3_521_614_606_208.0, 62.0), Some(7.0));
/// assert_eq!(code_length(3_521_614_606_209.0, 62.0), Some(8.0));
/// ```
pub fn code_length(total: f64, alphabet: f64) -> Option<f64> {
    let total = amount(total)?;
    let alphabet = count(alphabet).filter(|alphabet| *alphabet >= 2.0)?;
    // Up to here every whole number is a double; beyond, the total itself is rounded.
    let exact = 2.0_f64.powi(53);
    let enough = if total > exact {
        total * (1.0 - 1e-13)
    } else {
        total
    };
    let (mut length, mut codes) = (1.0, alphabet);
    while codes < enough {
        codes *= alphabet;
        length += 1.0;
    }
    Some(length)
}

/// The chance that any two of `ids` random identifiers are the same.
///
/// Source: the birthday problem, 1 − e^{−n(n−1)/2N}; certain where there are more of them than codes.
///
/// ```
/// use envelope::theory::identifiers::collision_probability;
/// // 23 people and 365 days.
/// assert!(collision_probability(23.0, 365.0).is_some_and(|chance| (chance - 0.5).abs() < 1e-3));
/// ```
pub fn collision_probability(ids: f64, space: f64) -> Option<f64> {
    let (ids, space) = (count(ids)?, positive(space)?);
    if ids > space {
        return Some(if ids > 1.0 { 1.0 } else { 0.0 });
    }
    let pairs = (ids / space) * (ids - 1.0).max(0.0) / 2.0;
    Some(-(-pairs).exp_m1())
}

/// How many random identifiers there can be until two are the same with a chance of `p`; not rounded.
///
/// Source: the birthday problem solved for n, ½ + √(¼ − 2N·ln(1 − p)).
///
/// ```
/// use envelope::theory::identifiers::ids_until;
/// // Seven signs of 62, 1 %.
/// assert!(ids_until(0.01, 3_521_614_606_208.0).is_some_and(|ids| (ids - 266_058.4).abs() < 0.1));
/// ```
pub fn ids_until(p: f64, space: f64) -> Option<f64> {
    let p = amount(p).filter(|p| *p < 1.0)?;
    let space = positive(space)?;
    // The root of each factor by itself: the product of a large space may be no number.
    let root = space.sqrt() * (-2.0 * (-p).ln_1p()).sqrt();
    // With one more than there are codes it is certain.
    finite((0.5 + root.hypot(0.5)).min(space + 1.0))
}
