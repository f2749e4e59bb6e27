//! Popularity after Zipf's law, and what a cache makes of it.
//!
//! Of `items` things, the i-th most popular is asked for in proportion to i^−α. `alpha` is 0 where all are
//! alike, 0.6 to 1.1 for pages and videos. A part of an item is none.

use super::{amount, count, finite, positive};

/// The most items of which the caches here are asked.
pub const MOST_ITEMS: f64 = 1e15;
/// The steepest popularity of which the caches here are asked; beyond it there is one item only.
pub const STEEPEST: f64 = 20.0;

/// Items that are looked at one by one.
const HEAD: f64 = 64.0;

/// The generalised harmonic number Hₙ = Σ i^−α, i from 1 to n; Zipf's shares are parts of it.
///
/// Source: the head term by term, the rest by Euler and Maclaurin; off by less than 1e-10 of it.
///
/// ```
/// use envelope::theory::popularity::harmonic;
/// assert!(harmonic(4.0, 1.0).is_some_and(|sum| (sum - 25.0 / 12.0).abs() < 1e-15));
/// // ln n + 0.5772 for a large n.
/// assert!(harmonic(1e12, 1.0).is_some_and(|sum| (sum - 28.208_236_780_830_6).abs() < 1e-9));
/// ```
pub fn harmonic(n: f64, alpha: f64) -> Option<f64> {
    let (n, alpha) = (positive(count(n)?)?, amount(alpha)?);
    let head = n.min(HEAD);
    let (mut sum, mut i) = (0.0, head);
    while i >= 1.0 {
        sum += i.powf(-alpha);
        i -= 1.0;
    }
    finite(if n > head && alpha <= 60.0 {
        sum + tail(head, n, alpha)
    } else {
        sum // nothing is left, or nothing that would show in a double
    })
}

/// Σ i^−α, i from behind `from` up to `to`.
fn tail(from: f64, to: f64, alpha: f64) -> f64 {
    let (ratio, rest) = ((to / from).ln(), 1.0 - alpha);
    let area = if rest == 0.0 {
        ratio
    } else {
        from.powf(rest) * (rest * ratio).exp_m1() / rest
    };
    let at = |x: f64| {
        let (value, square) = (x.powf(-alpha), x * x);
        let first = -alpha / x;
        let third = first * (alpha + 1.0) * (alpha + 2.0) / square;
        value * (0.5 + first / 12.0 - third / 720.0)
    };
    // The ends count in full at the upper side and not at all at the lower one.
    area + at(to) - at(from)
}

/// The share of requests that go to the most popular item: what a partition that holds it has to bear.
///
/// Source: Zipf's law, 1 / H(n, α).
///
/// ```
/// use envelope::theory::popularity::hottest_share;
/// assert!(hottest_share(1e6, 1.0).is_some_and(|share| (share - 0.0695).abs() < 1e-4));
/// ```
pub fn hottest_share(items: f64, alpha: f64) -> Option<f64> {
    Some(1.0 / harmonic(items, alpha)?)
}

/// Items of about the same popularity.
#[derive(Clone, Copy)]
struct Group {
    /// The share of requests that each of them takes.
    popularity: f64,
    /// How many there are; the ends of the groups do not fall on whole items.
    members: f64,
}

/// All items: the head one by one, the tail in groups whose popularity falls by a constant ratio.
fn groups(items: f64, alpha: f64) -> Option<Vec<Group>> {
    // Gauß' four points on −1 to 1, and their weights.
    const POINTS: [(f64, f64); 4] = [
        (-0.861_136_311_594_052_6, 0.347_854_845_137_453_85),
        (-0.339_981_043_584_856_3, 0.652_145_154_862_546_1),
        (0.339_981_043_584_856_3, 0.652_145_154_862_546_1),
        (0.861_136_311_594_052_6, 0.347_854_845_137_453_85),
    ];
    if items > MOST_ITEMS || alpha > STEEPEST {
        return None;
    }
    let all = harmonic(items, alpha)?;
    let head = items.floor().min(HEAD);
    let one = |place: f64, members| Group {
        popularity: place.powf(-alpha) / all,
        members,
    };
    let (mut groups, mut place) = (Vec::new(), 1.0);
    while place <= head {
        groups.push(one(place, 1.0));
        place += 1.0;
    }
    // An item lies between the halves around it, on a scale of logarithms.
    let (start, end) = ((head + 0.5).ln(), (items.floor() + 0.5).ln());
    let parts = ((end - start) * 2.0 * alpha.max(1.0)).ceil().min(400.0);
    let (half, mut part) = ((end - start) / parts / 2.0, 0.0);
    while part < parts {
        for (point, weight) in POINTS {
            let place = (start + half * (2.0 * part + 1.0 + point)).exp();
            groups.push(one(place, weight * half * place));
        }
        part += 1.0;
    }
    Some(groups)
}

/// What an LRU cache holds of which each item stays for as long as `time` requests without it: how many
/// items, and the share of requests that it answers.
fn held(groups: &[Group], time: f64) -> (f64, f64) {
    let (mut size, mut hits) = (0.0, 0.0);
    for group in groups {
        let inside = group.members * -(-group.popularity * time).exp_m1();
        size += inside;
        hits += inside * group.popularity;
    }
    (size, hits)
}

/// For how many requests an item stays in an LRU cache unless it is asked for again, and the share of
/// requests that the cache answers; the time is infinite where all items fit.
///
/// Source: Che's approximation, the t at which Σ (1 − e^{−pᵢt}) is the size of the cache.
pub(super) fn lru(cached: f64, items: f64, alpha: f64) -> Option<(f64, f64)> {
    let (cached, items) = (count(cached)?, positive(count(items)?)?);
    let groups = groups(items, alpha)?;
    if cached == 0.0 {
        return Some((0.0, 0.0));
    }
    if cached >= items {
        return Some((f64::INFINITY, 1.0));
    }
    // Within a request no more than one item comes in. At the end even the rarest item is in for certain.
    let rarest = groups.last().map_or(1.0, |group| group.popularity);
    let rarest = rarest.min(items.powf(-alpha));
    let (mut low, mut high) = (0.0, (40.0 + items.ln()).ln() - rarest.ln());
    while high - low > 1e-13 * high {
        let middle = f64::midpoint(low, high);
        let (size, _) = held(&groups, middle.exp());
        if size >= cached {
            high = middle;
        } else {
            low = middle;
        }
    }
    let time = high.exp();
    let (_, hits) = held(&groups, time);
    Some((time, hits))
}

/// The share of requests that an LRU cache of `cached` items answers.
///
/// Source: Che's approximation, h = Σ pᵢ(1 − e^{−pᵢt}), with the t at which Σ (1 − e^{−pᵢt}) is the size of
/// the cache; Fricker, Robert and Roberts, arXiv 1202.3974.
///
/// ```
/// use envelope::theory::popularity::che_hit_ratio;
/// // One in a hundred items is held, and one in two requests is answered.
/// assert!(che_hit_ratio(1e3, 1e5, 1.0).is_some_and(|hits| (hits - 0.5062).abs() < 1e-4));
/// assert_eq!(che_hit_ratio(100.0, 100.0, 1.0), Some(1.0));
/// ```
pub fn che_hit_ratio(cached: f64, items: f64, alpha: f64) -> Option<f64> {
    let (_, hits) = lru(cached, items, alpha)?;
    Some(hits.clamp(0.0, 1.0))
}
