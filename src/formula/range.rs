//! What many cases of a number say of it: its range and its shape.

use super::draws::DRAWS;
use crate::quantity::{Quantity, Unit};
use std::borrow::Cow;

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

    /// Without a branch, so that many are done at once.
    pub(super) fn of(value: f64) -> Self {
        let bits = value.abs().to_bits();
        #[allow(clippy::cast_possible_truncation)] // the upper half
        let (size, rounded) = ((bits >> 32) as u32, ((bits + (1 << 31)) >> 32) as u32);
        let rounded = rounded.min(Self::GREATEST);
        let case = if value < 0.0 {
            Self::SIGN - 1 - rounded
        } else {
            Self::SIGN | rounded
        };
        if size > Self::GREATEST {
            Self::NONE
        } else {
            Self(case)
        }
    }

    pub(super) fn value(self) -> Option<f64> {
        (self != Self::NONE).then(|| self.known())
    }

    /// The value where there is one.
    const fn known(self) -> f64 {
        let is_negative = self.0 < Self::SIGN;
        let size = if is_negative {
            Self::SIGN - 1 - self.0
        } else {
            self.0 & !Self::SIGN
        };
        let number = f64::from_bits((size as u64) << 32);
        if is_negative { -number } else { number }
    }
}

/// Cases in groups that are in order: what is asked of them touches few, so most need not be put in order.
#[derive(Debug)]
pub(super) struct Grouped {
    /// Those that have a value, group by group.
    cases: Vec<Rough>,
    /// The least but for zero: what is nothing in some cases is far from nothing in the others, and they would all be in
    /// one group.
    least: Rough,
    /// How many bits of the distance from the least tell the cases of one group from each other.
    shift: u32,
    /// Where each group begins; then twice where the last one ends.
    starts: [u32; GROUPS + 2],
}

/// So many groups at most: a few cases each, and their counts stay near the processor.
const GROUPS: usize = 1 << 10;

/// Groups of more than so many are put in order at once.
const FEW: usize = 128;

impl Grouped {
    pub(super) fn of(cases: &[Rough]) -> Self {
        let mut known = Cow::Borrowed(cases);
        let (mut least, mut most) = ends(&known);
        if most == Rough::NONE.0 {
            known.to_mut().retain(|case| *case != Rough::NONE);
            (least, most) = ends(&known);
        }
        if least == most {
            return Self::alike(known.into_owned(), Rough(least));
        }
        if least == Rough::SIGN {
            let above = known.iter().filter(|case| case.0 != least);
            least = above.map(|case| case.0).min().unwrap_or(least);
        }
        let bits = u32::BITS - most.saturating_sub(least).leading_zeros();
        let mut grouped = Self {
            cases: vec![Rough::NONE; known.len()],
            least: Rough(least),
            shift: bits.saturating_sub(GROUPS.ilog2()),
            starts: [0; GROUPS + 2],
        };
        // Counted two further on, so that each start is moved to that of the next group while its cases are put there.
        for case in known.iter() {
            grouped.starts[grouped.group(*case) + 2] += 1;
        }
        let mut before = 0;
        for start in &mut grouped.starts {
            before += *start;
            *start = before;
        }
        for case in known.iter() {
            let place = &mut grouped.starts[grouped.group(*case) + 1];
            grouped.cases[*place as usize] = *case;
            *place += 1;
        }
        for ends in grouped.starts.windows(2) {
            let members = &mut grouped.cases[ends[0] as usize..ends[1] as usize];
            // Often all are alike, and to find that out takes less than to put them in order.
            if members.len() > FEW && members.iter().any(|case| *case != members[0]) {
                members.sort_unstable();
            }
        }
        grouped
    }

    /// All in one group.
    fn alike(cases: Vec<Rough>, least: Rough) -> Self {
        #[allow(clippy::cast_possible_truncation)] // ten thousand
        let mut starts = [cases.len() as u32; GROUPS + 2];
        starts[0] = 0;
        Self {
            cases,
            least,
            shift: 0,
            starts,
        }
    }

    /// The group of a case; what is below the least is in the first, and what is above them all in the last.
    const fn group(&self, case: Rough) -> usize {
        let group = (case.0.saturating_sub(self.least.0) >> self.shift) as usize;
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
        let case = (at - before < members.len())
            .then(|| *members.select_nth_unstable(at - before).1)
            .and_then(Rough::value);
        case.unwrap_or_default()
    }
}

/// The least and the greatest of them.
fn ends(cases: &[Rough]) -> (u32, u32) {
    let (mut least, mut most) = (u32::MAX, 0);
    for case in cases {
        least = least.min(case.0);
        most = most.max(case.0);
    }
    (least, most)
}

impl Range {
    /// The range of these cases; none where no case has a value.
    ///
    /// `sum` is that of all of them, each divided by [`DRAWS`].
    pub(super) fn of(cases: &[Rough], sum: f64, unit: Unit) -> Option<Self> {
        let grouped = Grouped::of(cases);
        let last = grouped.len().checked_sub(1)?;
        // The nearest case and nothing between two: servers come whole.
        let percentile = |percent: usize| grouped.value((percent * last + 50) / 100);
        #[allow(clippy::cast_precision_loss)] // ten thousand
        let (known, all, draws) = (grouped.len() as f64, cases.len() as f64, DRAWS as f64);
        let mean = sum * (draws / known);
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
            mean: unit.of(mean.max(grouped.value(0)).min(grouped.value(last))),
            failed: 1.0 - known / all,
            ends: (unit.of(first), unit.of(end)),
            bars,
        })
    }
}
