//! The length of a row, or of an index entry, whose values may be missing and differ in length.

use crate::engines::draws::Lattice;
use crate::engines::packing::{Range, Size, align, whole};
use crate::engines::sizes::Values;
use crate::engines::storage::Storage;

/// The longest value with a header of one byte and no alignment.
pub(super) const SHORT: f64 = 126.0;

/// How likely an offset is, its part of the mean, and of the mean square.
#[derive(Clone, Copy, Debug, Default)]
struct Moments {
    share: f64,
    sum: f64,
    square: f64,
}

/// Where the next value may begin, by the remainder of the offset by 8: alignment asks for nothing else,
/// so mean and variance come out exactly, whatever is missing or long.
type Offsets = [Moments; 8];

/// A row as it grows from column to column.
#[derive(Clone, Debug)]
pub(crate) struct Tuple {
    /// Rows in which no value is missing so far.
    whole: Offsets,
    /// Rows in which one is.
    with_null: Offsets,
    /// There are some of these.
    nulls: bool,
}

impl Default for Tuple {
    fn default() -> Self {
        let mut whole = Offsets::default();
        whole[0].share = 1.0;
        Self {
            whole,
            with_null: Offsets::default(),
            nulls: false,
        }
    }
}

impl Tuple {
    /// Adds a column. Values longer than the limit are elsewhere, and a pointer to them here.
    pub(crate) fn push(&mut self, values: &Values, limit: f64) {
        let present = 1.0 - values.null;
        let whole = moved(&self.whole, values, limit);
        if self.nulls || values.null > 0.0 {
            let mut with_null = moved(&self.with_null, values, limit);
            for (at, one) in with_null.iter_mut().enumerate() {
                let (a, b) = (self.whole[at], self.with_null[at]);
                one.share = one.share * present + (a.share + b.share) * values.null;
                one.sum = one.sum * present + (a.sum + b.sum) * values.null;
                one.square = one.square * present + (a.square + b.square) * values.null;
            }
            self.with_null = with_null;
            self.nulls = true;
        }
        self.whole = whole;
        if present < 1.0 {
            for one in &mut self.whole {
                one.share *= present;
                one.sum *= present;
                one.square *= present;
            }
        }
    }

    /// The whole length behind a header, which is longer where a value is missing; rounded up to 8.
    pub(crate) fn size(&self, header: f64, header_with_null: f64) -> Size {
        let (mut mean, mut square) = (0.0, 0.0);
        let both = [(&self.whole, header), (&self.with_null, header_with_null)];
        for (offsets, header) in both {
            for (one, remainder) in offsets.iter().zip([0.0, 7.0, 6.0, 5.0, 4.0, 3.0, 2.0, 1.0]) {
                let more = align(header, 8.0) + remainder;
                mean += one.sum + one.share * more;
                square += one.square + more * (2.0 * one.sum + one.share * more);
            }
        }
        Size {
            mean,
            variance: (square - mean * mean).max(0.0),
            flat: false,
        }
    }

    /// The share of the rows in which a value is missing.
    pub(crate) fn null_share(&self) -> f64 {
        self.with_null.iter().map(|one| one.share).sum()
    }
}

/// The offsets behind a value that is there.
fn moved(from: &Offsets, values: &Values, limit: f64) -> Offsets {
    let mut into = Offsets::default();
    let (alignment, one) = match values.storage {
        Storage::Fixed { length, align } => (align, length),
        Storage::Number { assumed } => (1.0, assumed),
        Storage::Varying { align, .. } => {
            for (share, range) in values.lengths.ranges() {
                let [(inside, range), (outside, _)] = range.split(limit);
                let [(short, low), (long, high)] = range.split(SHORT);
                add(
                    from,
                    &mut into,
                    share * inside * short,
                    1.0,
                    behind(1.0, low),
                );
                add(
                    from,
                    &mut into,
                    share * inside * long,
                    align,
                    behind(4.0, high),
                );
                let pointer = behind(super::EXTERNAL, Range::default());
                add(from, &mut into, share * outside, 1.0, pointer);
            }
            return into;
        }
    };
    add(
        from,
        &mut into,
        1.0,
        alignment,
        behind(one, Range::default()),
    );
    into
}

/// The lengths with a header before each.
fn behind(header: f64, range: Range) -> Range {
    Range {
        least: range.least + header,
        most: range.most + header,
    }
}

/// Adds what follows when a value with one of these lengths comes next.
fn add(from: &Offsets, into: &mut Offsets, weight: f64, align: f64, lengths: Range) {
    if weight <= 0.0 {
        return;
    }
    let count = lengths.count();
    let mut first = lengths.least;
    while first < lengths.least + count.min(8.0) {
        // Of the lengths from here in steps of eight: their share, mean and variance.
        let many = ((lengths.most - first) / 8.0).floor() + 1.0;
        let (mean, variance) = (
            first + 4.0 * (many - 1.0),
            64.0 * (many * many - 1.0) / 12.0,
        );
        let share = weight * many / count;
        for (one, at) in from
            .iter()
            .zip([0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0_f64])
        {
            if one.share <= 0.0 {
                continue;
            }
            let padding = (align - at % align) % align;
            let target = &mut into[remainder(at + padding + first)];
            let more = padding + mean;
            target.share += share * one.share;
            target.sum += share * (one.sum + one.share * more);
            target.square +=
                share * (one.square + 2.0 * one.sum * more + one.share * (more * more + variance));
        }
        first += 1.0;
    }
}

/// The remainder by 8 of a whole number.
fn remainder(offset: f64) -> usize {
    usize::try_from(whole(offset % 8.0)).unwrap_or(0) % 8
}

/// The length of a row, drawn.
pub(super) fn drawn<'a>(
    columns: impl Iterator<Item = (&'a Values, f64)>,
    headers: [f64; 2],
    throw: &mut Lattice,
) -> f64 {
    let (mut offset, mut header) = (0.0, headers[0]);
    for (values, limit) in columns {
        let missing = values.null > 0.0 && throw.is_null(values.null);
        let (to, length) = match values.storage {
            Storage::Fixed { length, align } => (align, length),
            Storage::Number { assumed } => (1.0, assumed),
            Storage::Varying { align, .. } => match values.lengths.drawn(throw) {
                length if length > limit => (1.0, super::EXTERNAL),
                length if length > SHORT => (align, 4.0 + length),
                length => (1.0, 1.0 + length),
            },
        };
        if missing {
            header = headers[1];
        } else {
            offset = align(offset, to) + length;
        }
    }
    align(align(header, 8.0) + offset, 8.0)
}
