//! What many cases of a number say of it: its range and its shape.

use crate::quantity::{Quantity, Unit};

/// So many bars show the shape.
pub const BARS: usize = 24;

/// How far a result may be off, given how far its inputs may be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Range {
    /// In 5 % of the cases the result is less.
    pub low: Quantity,
    /// In half of the cases it is less.
    pub middle: Quantity,
    /// In 95 % of the cases it is less.
    pub high: Quantity,
    /// The mean of all cases.
    pub mean: Quantity,
    /// The share of the cases in which there is no value, such as a utilisation of one or more.
    pub failed: f64,
    /// The ends of the shape: the 1st and the 99th percentile.
    pub ends: (Quantity, Quantity),
    /// How many cases fall into each of the equal parts between the ends.
    pub bars: [u16; BARS],
}

/// A value in half the room, to six digits, in the order of the numbers. Any finite number has one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Rough(u32);

impl Rough {
    /// There is no value.
    pub(super) const NONE: Self = Self(u32::MAX);
    const SIGN: u32 = 1 << 31;
    /// The upper half of the greatest number.
    const GREATEST: u32 = 0x7fef_ffff;

    pub(super) fn of(value: f64) -> Self {
        if !value.is_finite() {
            return Self::NONE;
        }
        let size = value.abs().to_bits() + (1 << 31);
        #[allow(clippy::cast_possible_truncation)] // the upper half
        let size = ((size >> 32) as u32).min(Self::GREATEST);
        Self(if value < 0.0 {
            Self::SIGN - 1 - size
        } else {
            Self::SIGN | size
        })
    }

    pub(super) fn value(self) -> Option<f64> {
        let number = |size: u32| f64::from_bits(u64::from(size) << 32);
        match self {
            Self::NONE => None,
            Self(bits) if bits < Self::SIGN => Some(-number(Self::SIGN - 1 - bits)),
            Self(bits) => Some(number(bits & !Self::SIGN)),
        }
    }

    /// The values in order, those that are none left out.
    ///
    /// Three passes by eleven bits each, because comparing takes several times as long.
    pub(super) fn sorted(values: &[Self]) -> Vec<Self> {
        const DIGITS: usize = 1 << 11;
        let mut from: Vec<Self> = values.to_vec();
        from.retain(|value| *value != Self::NONE);
        let mut to = from.clone();
        for shift in [0, 11, 22] {
            let digit = |value: &Self| (value.0 >> shift) as usize % DIGITS;
            let mut starts = [0_u32; DIGITS];
            for value in &from {
                starts[digit(value)] += 1;
            }
            let mut next = 0;
            for start in &mut starts {
                next += std::mem::replace(start, next);
            }
            for value in &from {
                let start = &mut starts[digit(value)];
                to[*start as usize] = *value;
                *start += 1;
            }
            std::mem::swap(&mut from, &mut to);
        }
        from
    }
}

impl Range {
    /// The range of these cases; none where no case has a value.
    pub(super) fn of(cases: &[Rough], unit: Unit) -> Option<Self> {
        let sorted: Vec<f64> = Rough::sorted(cases)
            .into_iter()
            .filter_map(Rough::value)
            .collect();
        let count = sorted.len();
        let last = count.checked_sub(1)?;
        // The nearest case and nothing between two: servers come whole.
        let at = |percent: usize| sorted[(percent * last + 50) / 100];
        #[allow(clippy::cast_precision_loss)] // ten thousand
        let (known, all) = (count as f64, cases.len() as f64);
        // Divided before they are added: the sum of large numbers would be no number.
        let mean = sorted.iter().map(|value| value / known).sum::<f64>();
        let (first, end) = (at(1), at(99));
        let mut bars = [0_u16; BARS];
        for value in &sorted {
            if (first..=end).contains(value) {
                #[allow(clippy::cast_precision_loss)] // twenty-four
                let place = (value - first) / (end - first) * BARS as f64;
                #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
                // from 0 on; what is no number, as with a single value, is 0
                let place = (place as usize).min(BARS - 1);
                bars[place] += 1;
            }
        }
        Some(Self {
            low: unit.of(at(5)),
            middle: unit.of(at(50)),
            high: unit.of(at(95)),
            mean: unit.of(mean.clamp(sorted[0], sorted[last])),
            failed: 1.0 - known / all,
            ends: (unit.of(first), unit.of(end)),
            bars,
        })
    }
}
