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
}

/// Cases in groups that are in order: what is asked of them touches few, so most need not be put in order.
#[derive(Debug)]
pub(super) struct Grouped {
    /// Those that have a value, group by group.
    cases: Vec<Rough>,
    least: Rough,
    /// How many bits of the distance from the least tell the cases of one group from each other.
    shift: u32,
    /// Where each group begins, and where the last one ends.
    starts: Vec<u32>,
}

/// So many groups at most: a few cases each, and their counts stay near the processor.
const GROUPS: usize = 1 << 12;

/// Groups of more than so many are put in order at once.
const FEW: usize = 32;

impl Grouped {
    pub(super) fn of(cases: &[Rough]) -> Self {
        let mut known = cases.to_vec();
        if known.contains(&Rough::NONE) {
            known.retain(|case| *case != Rough::NONE);
        }
        let (mut least, mut most) = (u32::MAX, 0);
        for case in &known {
            least = least.min(case.0);
            most = most.max(case.0);
        }
        let bits = u32::BITS - most.saturating_sub(least).leading_zeros();
        let mut grouped = Self {
            cases: vec![Rough::NONE; known.len()],
            least: Rough(least),
            shift: bits.saturating_sub(GROUPS.ilog2()),
            starts: vec![0; GROUPS + 1],
        };
        for case in &known {
            let group = grouped.group(*case);
            grouped.starts[group] += 1;
        }
        let mut next = 0;
        for start in &mut grouped.starts {
            next += std::mem::replace(start, next);
        }
        let mut places = grouped.starts.clone();
        for case in &known {
            let place = &mut places[grouped.group(*case)];
            grouped.cases[*place as usize] = *case;
            *place += 1;
        }
        for ends in grouped.starts.windows(2) {
            let (start, end) = (ends[0] as usize, ends[1] as usize);
            if end - start > FEW {
                grouped.cases[start..end].sort_unstable();
            }
        }
        grouped
    }

    /// The group of a case that is not below the least; what is above them all is in the last.
    const fn group(&self, case: Rough) -> usize {
        let group = (case.0.wrapping_sub(self.least.0) >> self.shift) as usize;
        if group < GROUPS { group } else { GROUPS - 1 }
    }

    /// The cases of a group, and how many are in those before it.
    fn members(&self, group: usize) -> (&[Rough], usize) {
        let (start, end) = (self.starts[group] as usize, self.starts[group + 1] as usize);
        (&self.cases[start..end], start)
    }

    /// How many cases have a value.
    pub(super) const fn len(&self) -> usize {
        self.cases.len()
    }

    /// How many are less than this one.
    pub(super) fn below(&self, case: Rough) -> usize {
        self.count(case, |other| other < case)
    }

    /// How many are not more than this one.
    pub(super) fn up_to(&self, case: Rough) -> usize {
        self.count(case, |other| other <= case)
    }

    /// `counts` holds for the lesser of them.
    fn count(&self, near: Rough, counts: impl Fn(Rough) -> bool) -> usize {
        if near < self.least {
            return 0;
        }
        let (members, before) = self.members(self.group(near));
        before
            + if members.len() > FEW {
                members.partition_point(|case| counts(*case))
            } else {
                members.iter().filter(|case| counts(**case)).count()
            }
    }

    /// The value at this place of the order, which is one of them.
    fn value(&self, at: usize) -> f64 {
        let group = self.starts.partition_point(|start| *start as usize <= at);
        let (members, before) = self.members(group.saturating_sub(1));
        let mut members = members.to_vec();
        members.sort_unstable();
        let case = members.get(at - before).and_then(|case| case.value());
        case.unwrap_or_default()
    }
}

impl Range {
    /// The range of these cases; none where no case has a value.
    pub(super) fn of(cases: &[Rough], unit: Unit) -> Option<Self> {
        let grouped = Grouped::of(cases);
        let last = grouped.len().checked_sub(1)?;
        // The nearest case and nothing between two: servers come whole.
        let percentile = |percent: usize| grouped.value((percent * last + 50) / 100);
        #[allow(clippy::cast_precision_loss)] // ten thousand
        let (known, all) = (grouped.len() as f64, cases.len() as f64);
        // Divided before they are added: the sum of large numbers would be no number.
        let part = 1.0 / known;
        // Four sums, because each addition waits for the one before it.
        let mut sums = [0.0; 4];
        for four in grouped.cases.chunks(sums.len()) {
            for (sum, case) in sums.iter_mut().zip(four) {
                *sum += case.value().unwrap_or_default() * part;
            }
        }
        let mean = sums.iter().sum::<f64>();
        let (first, end) = (percentile(1), percentile(99));
        let width = end / f64::from(BARS) - first / f64::from(BARS);
        let mut bars = [0; BARS as usize];
        let mut before = grouped.below(Rough::of(first));
        for (bar, number) in bars.iter_mut().zip(1..=BARS) {
            // Where all are alike there is one bar.
            let until = if number == BARS {
                grouped.up_to(Rough::of(end))
            } else {
                grouped.below(Rough::of(first + width * f64::from(number)))
            };
            *bar = u16::try_from(until - before).unwrap_or(u16::MAX);
            before = until;
        }
        Some(Self {
            low: unit.of(percentile(5)),
            middle: unit.of(percentile(50)),
            high: unit.of(percentile(95)),
            mean: unit.of(mean.clamp(grouped.value(0), grouped.value(last))),
            failed: 1.0 - known / all,
            ends: (unit.of(first), unit.of(end)),
            bars,
        })
    }
}
