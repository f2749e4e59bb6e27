//! Published figures, laws that hold for any number, and simulations that know none of the formulas.

mod figures;
mod laws;
mod loads;
mod simulation;

/// Whether a function has a value, within `part` of what is expected.
#[track_caller]
fn near(found: Option<f64>, expected: f64, part: f64) {
    let found = found.unwrap();
    assert!(
        (found - expected).abs() <= part * expected.abs(),
        "{found}, not {expected}"
    );
}
