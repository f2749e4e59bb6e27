//! Prices: sums, and tiers in which the more of something is cheaper.

use super::{amount, finite, positive};

/// A tier: where it ends, and the price of a unit in it. The last is open, whatever its end is.
pub type Tier = (f64, f64);

/// Calls `part` with the amount that falls into each tier, and its price; none where the tiers do not rise.
fn split(all: f64, tiers: &[Tier], part: &mut dyn FnMut(f64, f64)) -> Option<()> {
    let all = amount(all)?;
    let (last, closed) = tiers.split_last()?;
    let mut from = 0.0;
    for (up_to, price) in closed {
        positive(up_to - from)?;
        part((all.min(*up_to) - from).max(0.0), amount(*price)?);
        from = *up_to;
    }
    part((all - from).max(0.0), amount(last.1)?);
    Some(())
}

/// The price of an amount: each part of it at the price of the tier that it falls into.
///
/// ```
/// use envelope::theory::pricing::tiered;
/// // Traffic out of a cloud, in TB and $ a TB: 10 at 90, 40 at 85, 100 at 70, the rest at 50.
/// let tiers = [(10.0, 90.0), (50.0, 85.0), (150.0, 70.0), (f64::INFINITY, 50.0)];
/// assert_eq!(tiered(100.0, &tiers), Some(7_800.0));
/// ```
pub fn tiered(all: f64, tiers: &[Tier]) -> Option<f64> {
    let mut sum = 0.0;
    split(all, tiers, &mut |part, price| sum += part * price)?;
    finite(sum)
}

/// What the next unit costs.
///
/// ```
/// use envelope::theory::pricing::marginal;
/// let tiers = [(10.0, 90.0), (50.0, 85.0), (f64::INFINITY, 70.0)];
/// assert_eq!(marginal(9.0, &tiers), Some(90.0));
/// assert_eq!(marginal(10.0, &tiers), Some(85.0));
/// assert_eq!(marginal(1e6, &tiers), Some(70.0));
/// ```
pub fn marginal(all: f64, tiers: &[Tier]) -> Option<f64> {
    tiered(all, tiers)?; // the tiers are in order
    let (last, closed) = tiers.split_last()?;
    let tier = closed.iter().find(|(up_to, _)| all < *up_to);
    Some(tier.unwrap_or(last).1)
}

/// A sum of amounts at their prices.
///
/// ```
/// use envelope::theory::pricing::total;
/// assert_eq!(total(&[(3.0, 100.0), (500.0, 0.02)]), Some(310.0));
/// assert_eq!(total(&[]), Some(0.0));
/// ```
pub fn total(items: &[(f64, f64)]) -> Option<f64> {
    let mut sum = 0.0;
    for (all, price) in items {
        sum += amount(*all)? * amount(*price)?;
    }
    finite(sum)
}
