//! Growth by a constant share: values, stocks, and when a limit is reached.
//!
//! `growth` is the share that is added in each period (0.5 for 50 %), `periods` their number; years as a
//! rule. It may shrink, down to −1, and parts of a period count.

use super::{amount, finite, positive};

/// A growth that leaves something to grow.
fn rate(growth: f64) -> Option<f64> {
    (growth.is_finite() && growth > -1.0).then_some(growth)
}

/// What something has become after a while.
///
/// Source: V₀·(1 + g)ⁿ.
///
/// ```
/// use envelope::theory::growth::value_after;
/// assert_eq!(value_after(100.0, 0.5, 2.0), Some(225.0));
/// ```
pub fn value_after(now: f64, growth: f64, periods: f64) -> Option<f64> {
    finite(amount(now)? * (1.0 + rate(growth)?).powf(amount(periods)?))
}

/// What has come together after a while, of a stream that brings `first` in the first period.
///
/// Source: the geometric series, d·((1 + g)ⁿ − 1) / g; d·n without growth.
///
/// ```
/// use envelope::theory::growth::cumulative;
/// // 100 + 150 + 225.
/// assert!(cumulative(100.0, 0.5, 3.0).is_some_and(|all| (all - 475.0).abs() < 1e-9));
/// assert_eq!(cumulative(100.0, 0.0, 3.0), Some(300.0));
/// ```
pub fn cumulative(first: f64, growth: f64, periods: f64) -> Option<f64> {
    let (first, growth, periods) = (amount(first)?, rate(growth)?, amount(periods)?);
    let times = if growth == 0.0 {
        periods
    } else {
        (periods * growth.ln_1p()).exp_m1() / growth
    };
    finite(first * times)
}

/// When a value reaches a limit; none if it never does.
///
/// Source: n = ln(limit / V₀) / ln(1 + g).
///
/// ```
/// use envelope::theory::growth::time_to_limit;
/// // Twice as much after 1.71 years of 50 %.
/// assert!(time_to_limit(100.0, 200.0, 0.5).is_some_and(|years| (years - 1.7095).abs() < 1e-4));
/// assert_eq!(time_to_limit(100.0, 200.0, 0.0), None);
/// assert_eq!(time_to_limit(300.0, 200.0, 0.0), Some(0.0));
/// ```
pub fn time_to_limit(now: f64, limit: f64, growth: f64) -> Option<f64> {
    let (now, limit, growth) = (amount(now)?, amount(limit)?, rate(growth)?);
    if now >= limit {
        return Some(0.0);
    }
    let speed = positive(growth.ln_1p())?;
    finite((limit / positive(now)?).ln() / speed)
}

/// When what comes together fills `room`; none if it never does.
///
/// Source: [`cumulative`] solved for n, ln(1 + room·g/d) / ln(1 + g).
///
/// ```
/// use envelope::theory::growth::time_to_fill;
/// assert!(time_to_fill(100.0, 475.0, 0.5).is_some_and(|years| (years - 3.0).abs() < 1e-9));
/// assert_eq!(time_to_fill(100.0, 475.0, 0.0), Some(4.75));
/// ```
pub fn time_to_fill(first: f64, room: f64, growth: f64) -> Option<f64> {
    let (first, room, growth) = (amount(first)?, amount(room)?, rate(growth)?);
    if room == 0.0 {
        return Some(0.0);
    }
    let periods = room / positive(first)?;
    finite(if growth == 0.0 {
        periods
    } else {
        (periods * growth).ln_1p() / growth.ln_1p()
    })
}
