//! How the load is spread over a day.
//!
//! A curve is the load of each hour; the built-in ones are in multiples of the mean.

/// The same all day.
pub const FLAT: [f64; 24] = [1.0; 24];

/// People of one region: least at five in the morning, twice the mean at five in the afternoon.
///
/// Source: 0.4 + 1.6·s², s = (1 − cos(2π(h − 5)/24)) / 2: a sine and its first overtone, so that the night is
/// longer than the peak.
pub const DAY: [f64; 24] = [
    0.62, 0.5, 0.434, 0.407, 0.4, 0.4, 0.4, 0.407, 0.434, 0.5, 0.62, 0.8, 1.034, 1.3, 1.566, 1.793,
    1.946, 2.0, 1.946, 1.793, 1.566, 1.3, 1.034, 0.8,
];

/// A day's work within eight hours, from nine to five.
///
/// Source: 24 ÷ 8.
pub const OFFICE: [f64; 24] = {
    let mut curve = [0.0; 24];
    let mut hour = 9;
    while hour < 17 {
        curve[hour] = 3.0;
        hour += 1;
    }
    curve
};

/// A flash crowd: ten times the mean for an hour in the evening, the rest spread evenly.
///
/// Source: (24 − 10) ÷ 23 in each of the other hours.
pub const FLASH: [f64; 24] = {
    let mut curve = [14.0 / 23.0; 24];
    curve[20] = 10.0;
    curve
};

/// The busiest hour ÷ the mean; none for a curve that is empty, all zero, or below zero anywhere.
///
/// ```
/// use envelope::theory::traffic::{DAY, FLAT, OFFICE, peak_factor};
/// assert_eq!(peak_factor(&FLAT), Some(1.0));
/// assert!(peak_factor(&DAY).is_some_and(|peak| (peak - 2.0).abs() < 1e-12));
/// assert_eq!(peak_factor(&OFFICE), Some(3.0));
/// ```
pub fn peak_factor(curve: &[f64]) -> Option<f64> {
    let peak = peak(curve)?;
    // In parts of the peak, so that the sum stays within the numbers.
    let (mut sum, mut hours) = (0.0, 0.0);
    for weight in curve {
        sum += weight / peak;
        hours += 1.0;
    }
    Some(hours / sum)
}

/// The highest point of a curve that has one.
fn peak(curve: &[f64]) -> Option<f64> {
    let mut peak = 0.0_f64;
    for weight in curve {
        peak = peak.max(super::amount(*weight)?);
    }
    super::positive(peak)
}
