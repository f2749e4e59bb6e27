//! What many cases of a number say of it: its range and its shape.

use crate::quantity::{Quantity, Unit};

/// So many bars show the shape.
pub const BARS: u8 = 24;

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
    pub bars: [u16; BARS as usize],
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
        let sorted = Rough::sorted(cases);
        let last = sorted.len().checked_sub(1)?;
        let case = |at: usize| sorted[at].value().unwrap_or_default();
        // The nearest case and nothing between two: servers come whole.
        let percentile = |percent: usize| case((percent * last + 50) / 100);
        #[allow(clippy::cast_precision_loss)] // ten thousand
        let (known, all) = (sorted.len() as f64, cases.len() as f64);
        // Divided before they are added: the sum of large numbers would be no number.
        let part = 1.0 / known;
        let values = sorted.iter().filter_map(|case| case.value());
        let mean = values.map(|value| value * part).sum::<f64>();
        let (first, end) = (percentile(1), percentile(99));
        let width = end / f64::from(BARS) - first / f64::from(BARS);
        let mut bars = [0; BARS as usize];
        let mut before = sorted.partition_point(|case| *case < Rough::of(first));
        for (bar, number) in bars.iter_mut().zip(1..=BARS) {
            // Where all are alike there is one bar.
            let edge = Rough::of(first + width * f64::from(number));
            let within = |case: &Rough| *case < edge || number == BARS && *case <= Rough::of(end);
            let until = sorted.partition_point(within);
            *bar = u16::try_from(until - before).unwrap_or(u16::MAX);
            before = until;
        }
        Some(Self {
            low: unit.of(percentile(5)),
            middle: unit.of(percentile(50)),
            high: unit.of(percentile(95)),
            mean: unit.of(mean.clamp(case(0), case(last))),
            failed: 1.0 - known / all,
            ends: (unit.of(first), unit.of(end)),
            bars,
        })
    }
}
