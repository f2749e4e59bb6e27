//! The field's mathematics on plain numbers: queues, caches, availability, identifiers, growth and traffic.
//! It knows no units and no document; whoever calls it has converted already. What is plain arithmetic
//! stands in the formulas of the estimate, where its work is shown.
//!
//! Every function is total. Numbers that make no sense, and questions without an answer (the wait at
//! servers that are busier than they can be), are `None`; a value is always finite.
//!
//! ```
//! use envelope::theory::queueing;
//! // 80 requests a second at one server that answers 100 a second: 99 % wait no longer than 0.22 s.
//! let p99 = queueing::wait_quantile(0.99, 80.0, 100.0, 1.0);
//! assert!(p99.is_some_and(|seconds| (seconds - 80.0_f64.ln() / 20.0).abs() < 1e-12));
//! assert_eq!(queueing::wait_quantile(0.99, 120.0, 100.0, 1.0), None);
//! ```

pub mod availability;
pub mod growth;
pub mod identifiers;
pub mod popularity;
pub mod queueing;
pub mod traffic;
// On the host only: the property tests have no source of randomness in wasm.
#[cfg(all(test, not(target_arch = "wasm32")))]
// Tests stop at a failure, and most results are exact.
#[allow(clippy::unwrap_used, clippy::float_cmp)]
mod tests;

/// The value, unless it left the range of numbers on the way.
fn finite(value: f64) -> Option<f64> {
    value.is_finite().then_some(value)
}

/// A number that is not negative.
fn amount(value: f64) -> Option<f64> {
    (value.is_finite() && value >= 0.0).then_some(value)
}

/// A number above zero.
fn positive(value: f64) -> Option<f64> {
    (value.is_finite() && value > 0.0).then_some(value)
}

/// A number of things; a part of one is none.
fn count(value: f64) -> Option<f64> {
    amount(value).map(|value| whole(value).floor())
}

/// A number that only rounding keeps from being a whole one: ten times 0.3 are three, and not the next one above.
fn whole(value: f64) -> f64 {
    let nearest = value.round();
    if (value - nearest).abs() <= 1e-9 * nearest {
        nearest
    } else {
        value
    }
}

/// A share or a probability.
fn share(value: f64) -> Option<f64> {
    (0.0..=1.0).contains(&value).then_some(value)
}
