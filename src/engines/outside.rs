//! Values that are too long for their row, and which of them go out of it.

use super::packing::Size;
use super::sizes::Values;
use super::storage::Storage;

/// An engine's rule: rows that are too long give away their longest value, then the next, until they fit.
pub(super) struct Rule {
    /// What the values of a row may take.
    pub(super) room: f64,
    /// What stands before a long value.
    pub(super) header: f64,
    /// What is left in the row of one that has gone.
    pub(super) pointer: f64,
    /// Values up to this length stay in any case.
    pub(super) shortest: f64,
}

/// Up to which length the values of each column stay in the row.
#[derive(Debug, Default)]
pub(super) struct Limits(Vec<f64>);

impl Limits {
    /// The limit of a column, infinite where all of its values stay.
    pub(super) fn of(&self, column: usize) -> f64 {
        self.0.get(column).copied().unwrap_or(f64::INFINITY)
    }
}

/// The limits that follow from a rule.
pub(super) fn limits(columns: &[Values], rule: &Rule) -> Limits {
    let longest: f64 = columns.iter().map(|one| one.lengths.most() + 8.0).sum();
    if longest <= rule.room {
        return Limits::default();
    }
    let mut limits = vec![f64::INFINITY; columns.len()];
    let mut means: Vec<f64> = columns
        .iter()
        .map(|one| in_row(one, rule, f64::INFINITY))
        .collect();
    let mut order: Vec<usize> = (0..columns.len()).collect();
    order.retain(|at| matches!(columns[*at].storage, Storage::Varying { .. }));
    order.sort_by(|a, b| {
        let length = |at: &usize| columns[*at].lengths.average();
        length(b).total_cmp(&length(a))
    });
    for at in order {
        let others = means.iter().sum::<f64>() - means[at];
        let limit = (rule.room - others - rule.header).max(rule.shortest);
        if columns[at].lengths.most() > limit {
            limits[at] = limit;
            means[at] = in_row(&columns[at], rule, limit);
        }
    }
    Limits(limits)
}

/// What a column takes in a row, on average.
fn in_row(values: &Values, rule: &Rule, limit: f64) -> f64 {
    let mean = match values.storage {
        Storage::Fixed { length, .. } => length,
        Storage::Number { .. } => values.lengths.average(),
        Storage::Varying { .. } => {
            let mut mean = 0.0;
            for (share, range) in values.lengths.ranges() {
                let [(inside, range), (outside, _)] = range.split(limit);
                let inside =
                    Size::mixed(&[(share * inside, range)]).mean + share * inside * rule.header;
                mean += inside + share * outside * rule.pointer;
            }
            mean
        }
    };
    (1.0 - values.null) * mean
}
