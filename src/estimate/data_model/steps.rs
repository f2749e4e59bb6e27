//! A figure of a table over many numbers of rows, as the cases of a range ask for it.
//!
//! To lay a table out takes microseconds, and a range asks for ten thousand numbers of rows of each table. Pages are
//! filled alike whatever their number: so a table of many rows is laid out once for all numbers of rows that are about as
//! large, and what a row takes there is taken for each of them.

use std::sync::{Mutex, PoisonError};

/// Below so many rows, pages are few, and each number of rows is laid out for itself.
const FEW: f64 = 4_096.0;
/// So many bits of the fraction tell steps from each other: eight steps until the number of rows is twice as large.
const BITS: u32 = 3;
const SHIFT: u32 = f64::MANTISSA_DIGITS - 1 - BITS;
/// No table is as large.
const MOST: f64 = 1e18;

/// What was computed so far: for few rows by their number; for many per row, step by step.
#[derive(Debug, Default)]
pub(super) struct Steps(Mutex<[Vec<f64>; 2]>);

impl Steps {
    /// Puts the figure in the place of each number of rows; false where one of them is no such number, and what is in
    /// their places then is worth nothing. About as many rows as are `usual` are taken to be laid out as those.
    /// `in_proportion` says whether the figure grows with the rows.
    pub(super) fn figures(
        &self,
        rows: &mut [f64],
        usual: f64,
        in_proportion: bool,
        mut figure: impl FnMut(f64) -> f64,
    ) -> bool {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let [few, many] = &mut *known;
        for place in rows {
            let rows = *place;
            // What is not a number is no case, and stays as it is.
            if (FEW..=MOST).contains(&rows) {
                let step = rows.to_bits() >> SHIFT;
                #[allow(clippy::cast_possible_truncation)] // below 400 up to MOST
                let at = (step - (FEW.to_bits() >> SHIFT)) as usize;
                let figure = entry(many, at, || {
                    let middle = if step == usual.to_bits() >> SHIFT {
                        usual
                    } else {
                        f64::from_bits((step << SHIFT) | (1 << (SHIFT - 1)))
                    };
                    figure(middle) / if in_proportion { middle } else { 1.0 }
                });
                *place = if in_proportion { figure * rows } else { figure };
            } else if (0.0..FEW).contains(&rows) {
                let whole = rows.round();
                #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
                // 0 to FEW, as was looked at
                let at = whole as usize;
                *place = entry(few, at, || figure(whole));
            } else if !rows.is_nan() {
                return false;
            }
        }
        true
    }
}

/// What is at this place, which is made where there is nothing yet.
#[inline]
fn entry(known: &mut Vec<f64>, at: usize, make: impl FnOnce() -> f64) -> f64 {
    match known.get(at) {
        Some(figure) if !figure.is_nan() => *figure,
        _ => {
            if known.len() <= at {
                known.resize(at + 1, f64::NAN);
            }
            known[at] = make();
            known[at]
        }
    }
}

// What is compared comes from the same operations on the same numbers.
#[cfg(test)]
#[allow(clippy::float_cmp)]
mod tests {
    use super::*;
    use std::cell::Cell;

    /// Pages of a hundred rows.
    fn pages(rows: f64) -> f64 {
        (rows / 100.0).ceil() * 8_192.0
    }

    #[test]
    fn many_numbers_of_rows_take_few_layouts_and_come_to_the_same() {
        let steps = Steps::default();
        let asked = Cell::new(0);
        let numbers: Vec<f64> = (0..10_000).map(|at| 1e6 * 1.0002_f64.powi(at)).collect();
        let mut figures = numbers.clone();
        let figure = |rows| {
            asked.set(asked.get() + 1);
            pages(rows)
        };
        assert!(steps.figures(&mut figures, 2e6, true, figure));
        assert!(asked.get() < 30, "{}", asked.get());
        for (rows, figure) in numbers.iter().zip(&figures) {
            assert!(
                (figure / pages(*rows) - 1.0).abs() < 1e-3,
                "{rows}: {figure}"
            );
        }
        let before = asked.get();
        assert!(steps.figures(&mut numbers.clone(), 2e6, true, figure));
        assert_eq!(asked.get(), before, "all of it is known");
    }

    #[test]
    fn few_rows_are_counted_and_what_is_no_number_stays() {
        let steps = Steps::default();
        let mut rows = [0.0, 99.6, 150.2, f64::NAN, 4_095.4];
        assert!(steps.figures(&mut rows, 1.0, true, pages));
        assert_eq!(rows[..3], [0.0, 8_192.0, 16_384.0]);
        assert!(rows[3].is_nan());
        assert_eq!(rows[4], 41.0 * 8_192.0);
        for refused in [-1.0, f64::INFINITY, 1e300] {
            let mut rows = [5e3, refused];
            assert!(!steps.figures(&mut rows, 1.0, true, pages));
        }
    }

    #[test]
    fn what_is_usual_is_exact() {
        for usual in [4_096.0, 123_456.0, 7e9] {
            let mut rows = [usual, usual * 1.001];
            assert!(Steps::default().figures(&mut rows, usual, true, pages));
            assert_eq!(rows[0], pages(usual));
        }
    }

    #[test]
    fn a_figure_of_one_row_does_not_grow_with_their_number() {
        let mut rows = [10.0, 1e6, 3e9];
        assert!(Steps::default().figures(&mut rows, 1.0, false, |_| 60.0));
        assert_eq!(rows, [60.0; 3]);
    }
}
