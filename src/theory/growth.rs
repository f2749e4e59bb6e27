//! Growth by a constant share from year to year: what a stream brings, and when it fills a room.
//!
//! `growth` is the share that is added in each period (0.5 for 50 %), `periods` their number; years as a
//! rule. It may shrink, down to −1, where all comes in the first period. Within a period the stream is even,
//! so that more growth never brings less.

use super::{amount, finite, positive};

/// A growth that leaves no less than nothing.
fn rate(growth: f64) -> Option<f64> {
    (growth.is_finite() && growth >= -1.0).then_some(growth)
}

/// What whole periods bring together, and what the one after them brings, in parts of the first.
fn series(growth: f64, whole: f64) -> (f64, f64) {
    // Powers are exact where a person would check them, logarithms where 1 + g has lost the growth's digits.
    if growth.abs() >= 1e-3 {
        let next = (1.0 + growth).powf(whole);
        ((next - 1.0) / growth, next)
    } else if growth == 0.0 {
        (whole, 1.0)
    } else {
        let power = whole * growth.ln_1p();
        (power.exp_m1() / growth, power.exp())
    }
}

/// What has come together after a while, of a stream that brings `first` in the first period.
///
/// Source: the geometric series, d·((1 + g)ⁿ − 1) / g for n whole periods, d·n without growth; a part of a
/// period brings that part of what the whole one does.
///
/// ```
/// use envelope::theory::growth::cumulative;
/// // 100 + 150 + 225, and half of 337.5.
/// assert!(cumulative(100.0, 0.5, 3.0).is_some_and(|all| (all - 475.0).abs() < 1e-9));
/// assert!(cumulative(100.0, 0.5, 3.5).is_some_and(|all| (all - 643.75).abs() < 1e-9));
/// assert_eq!(cumulative(100.0, 0.0, 3.5), Some(350.0));
/// assert_eq!(cumulative(100.0, -1.0, 3.5), Some(100.0));
/// ```
pub fn cumulative(first: f64, growth: f64, periods: f64) -> Option<f64> {
    let (first, growth, periods) = (amount(first)?, rate(growth)?, amount(periods)?);
    let whole = periods.floor();
    let (together, next) = series(growth, whole);
    finite(first * (together + (periods - whole) * next))
}

/// When what comes together fills `room`; none if it never does.
///
/// Source: [`cumulative`] solved for its periods. The whole ones are ⌊ln(1 + room·g/d) / ln(1 + g)⌋; what is
/// left comes at the pace of the period after them.
///
/// ```
/// use envelope::theory::growth::time_to_fill;
/// assert!(time_to_fill(100.0, 643.75, 0.5).is_some_and(|years| (years - 3.5).abs() < 1e-9));
/// assert_eq!(time_to_fill(100.0, 475.0, 0.0), Some(4.75));
/// // What halves every year never brings more than twice its first.
/// assert_eq!(time_to_fill(100.0, 201.0, -0.5), None);
/// ```
pub fn time_to_fill(first: f64, room: f64, growth: f64) -> Option<f64> {
    let (first, room, growth) = (amount(first)?, amount(room)?, rate(growth)?);
    if room == 0.0 {
        return Some(0.0);
    }
    let wanted = finite(room / positive(first)?)?;
    // Within the first period, growth has not begun.
    if wanted <= 1.0 || growth == 0.0 {
        return Some(wanted);
    }
    let whole = amount(((wanted * growth).ln_1p() / growth.ln_1p()).floor())?;
    let (together, next) = series(growth, whole);
    // The logarithm may be a hair off a whole number.
    let rest = ((wanted - together) / next).clamp(0.0, 1.0);
    finite(whole + rest)
}

/// What is still there after a while, of a stream that brings `first` in the first period, where each part of it is kept
/// for so many periods.
///
/// Source: what has come together, less what had come so long before.
///
/// ```
/// use envelope::theory::growth::kept;
/// assert_eq!(kept(100.0, 0.0, 3.0, 0.5), Some(50.0));
/// // The last two of 100, 150 and 225.
/// assert!(kept(100.0, 0.5, 3.0, 2.0).is_some_and(|left| (left - 375.0).abs() < 1e-9));
/// ```
pub fn kept(first: f64, growth: f64, periods: f64, keep: f64) -> Option<f64> {
    let gone = cumulative(first, growth, (periods - amount(keep)?).max(0.0))?;
    finite(cumulative(first, growth, periods)? - gone)
}

/// So far ahead it is looked for when a room is full.
const FAR: f64 = 16_384.0;

/// When what is kept of some streams fills `room`; none if it never does. Each stream is what it brings in its first
/// period, and for how many periods each part of that is kept.
///
/// Source: [`kept`], halving the time in which it comes to that.
///
/// ```
/// use envelope::theory::growth::time_to_fill_kept;
/// // 100 in each year, kept for two: 200 at most.
/// assert!(time_to_fill_kept(&[(100.0, 2.0)], 150.0, 0.0).is_some_and(|years| (years - 1.5).abs() < 1e-9));
/// assert_eq!(time_to_fill_kept(&[(100.0, 2.0)], 201.0, 0.0), None);
/// // Beside one that is kept for ever: 200 + 10 a year.
/// let both = [(100.0, 2.0), (10.0, f64::MAX)];
/// assert!(time_to_fill_kept(&both, 250.0, 0.0).is_some_and(|years| (years - 5.0).abs() < 1e-9));
/// ```
pub fn time_to_fill_kept(streams: &[(f64, f64)], room: f64, growth: f64) -> Option<f64> {
    let room = amount(room)?;
    let held = |periods: f64| {
        let mut all = 0.0;
        for (first, keep) in streams {
            all += kept(*first, growth, periods, *keep)?;
        }
        finite(all)
    };
    if room == 0.0 {
        return Some(0.0);
    }
    // Between these it only rises or only falls.
    let mut ends: Vec<f64> = streams.iter().map(|(_, keep)| *keep).collect();
    let mut end = 1.0 / 1024.0;
    while end <= FAR {
        ends.push(end);
        end *= 2.0;
    }
    ends.retain(|end| *end <= FAR);
    ends.sort_by(f64::total_cmp);
    let (mut low, mut high) = (0.0, None);
    for end in ends {
        // Too much for a number is enough.
        if held(end).is_none_or(|held| held >= room) {
            high = Some(end);
            break;
        }
        low = end;
    }
    let mut high = high?;
    for _ in 0..64 {
        let middle = f64::midpoint(low, high);
        if held(middle).is_none_or(|held| held >= room) {
            high = middle;
        } else {
            low = middle;
        }
    }
    finite(high)
}
