//! Draws that are the same every time: each input has its own, which follow from its key alone.
//!
//! The scale of probability is cut into as many strata as there are draws, and each input is drawn once from
//! each, in an order of its own. It is shuffled in blocks: each block goes through coarse strata, as many as
//! it has draws, once each, and as far above the middle as below. So nothing needs to be kept between blocks, and
//! every block is a fair sample.

use super::Key;
use crate::quantity::Curve;
use std::sync::OnceLock;

/// So many cases are computed.
pub const DRAWS: usize = 10_000;
/// So many of them at once: as fast as more, and in less room.
pub(super) const BLOCK: usize = 250;
/// In so many steps of the same size.
pub const BLOCKS: usize = DRAWS / BLOCK;

/// The last of the strata.
const LAST: u16 = 9_999;

/// A step from one block to the next that meets all of them before the first again.
const STEPS: [usize; 8] = [1, 3, 7, 9, 11, 13, 17, 19];

/// So many ways there are through the strata of a coarse one: from each, by each step.
const ORDERS: usize = BLOCKS * STEPS.len();

/// Of each order the place in this block. A table, because dividing is slow.
fn steps(block: usize) -> &'static [u8] {
    static PLACES: OnceLock<Vec<u8>> = OnceLock::new();
    let places = PLACES.get_or_init(|| {
        let place = |at: usize| {
            let (block, order) = (at / ORDERS, at % ORDERS);
            let (first, step) = (order % BLOCKS, STEPS[order / BLOCKS]);
            #[allow(clippy::cast_possible_truncation)] // below forty
            let place = ((first + block * step) % BLOCKS) as u8;
            place
        };
        (0..BLOCKS * ORDERS).map(place).collect()
    });
    &places[block * ORDERS..][..ORDERS]
}

/// The order in which one input meets the strata.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stream(u64);

impl Stream {
    /// Source: FNV-1a over the bytes of the key and the row.
    pub(super) fn of(key: Key) -> Self {
        let bytes = key.0.bytes().chain(key.1.to_le_bytes());
        Self(bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        }))
    }

    /// The strata of one block, each below [`DRAWS`], in the order of the draws.
    pub(super) fn strata(self, block: usize) -> Vec<u16> {
        let mut strata = vec![0; BLOCK];
        for (coarse, stratum) in self.below_the_middle(block).enumerate() {
            strata[coarse] = stratum;
            strata[BLOCK - 1 - coarse] = LAST - stratum;
        }
        self.shuffle(&mut strata, block);
        strata
    }

    /// The draws of one block, in the same order; what is no number is NaN.
    ///
    /// Plain loops, because the page is compiled to be small: what an iterator calls stays a call there.
    pub(super) fn draw(self, curve: &Curve, block: usize) -> Vec<f64> {
        let (scores, steps) = (scores(), steps(block));
        let mut values = vec![0.0; BLOCK];
        let (lower, upper) = values.split_at_mut(BLOCK / 2);
        let mut random = Random::of(self.0);
        for coarse in 0..BLOCK / 2 {
            let order = random.below(ORDERS);
            let stratum = coarse * BLOCKS + usize::from(steps[order]);
            let (below, above) = curve.pair(scores[stratum]);
            lower[coarse] = below;
            upper[BLOCK / 2 - 1 - coarse] = above;
        }
        let (least, greatest) = curve.pair(scores[0]);
        // All others lie between these.
        if !least.is_finite() || !greatest.is_finite() {
            for value in &mut values {
                *value = if value.is_finite() { *value } else { f64::NAN };
            }
        }
        self.shuffle(&mut values, block);
        values
    }

    /// One stratum of each coarse one in the lower half, rising: another one in each block. The upper half
    /// mirrors it.
    fn below_the_middle(self, block: usize) -> impl Iterator<Item = u16> {
        let mut random = Random::of(self.0);
        let steps = steps(block);
        (0..BLOCK / 2).map(move |coarse| {
            let order = random.below(ORDERS);
            #[allow(clippy::cast_possible_truncation)] // below ten thousand
            let stratum = (coarse * BLOCKS) as u16 + u16::from(steps[order]);
            stratum
        })
    }

    /// Puts a block into the order of its draws.
    fn shuffle<T>(self, values: &mut [T], block: usize) {
        let mut random = Random::of(self.0.wrapping_add(block as u64 + 1));
        for last in (1..values.len()).rev() {
            values.swap(last, random.below(last + 1));
        }
    }
}

/// Source: Knuth's 64-bit linear congruential generator, of which the upper half is used; begun by splitmix64.
///
/// The next number and the one after it: each is made from the one two before, so that it does not wait for the last.
struct Random(u64, u64);

const FACTOR: u64 = 6_364_136_223_846_793_005;
const ADDEND: u64 = 1_442_695_040_888_963_407;

impl Random {
    const fn of(seed: u64) -> Self {
        let mixed = (seed ^ (seed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let first = Self::after(mixed ^ (mixed >> 31));
        Self(first, Self::after(first))
    }

    const fn after(number: u64) -> u64 {
        number.wrapping_mul(FACTOR).wrapping_add(ADDEND)
    }

    /// A number below `end`, which is small.
    #[inline]
    fn below(&mut self, end: usize) -> usize {
        const TWICE: (u64, u64) = (
            FACTOR.wrapping_mul(FACTOR),
            FACTOR.wrapping_mul(ADDEND).wrapping_add(ADDEND),
        );
        let number = self.0;
        self.0 = self.1;
        self.1 = number.wrapping_mul(TWICE.0).wrapping_add(TWICE.1);
        #[allow(clippy::cast_possible_truncation)] // below `end`
        let below = (((number >> 32) * end as u64) >> 32) as usize;
        below
    }
}

/// How many standard deviations the middle of each stratum lies from the middle of all.
fn scores() -> &'static [f64] {
    static SCORES: OnceLock<Vec<f64>> = OnceLock::new();
    SCORES.get_or_init(|| {
        #[allow(clippy::cast_precision_loss)] // ten thousand
        let part = |at: usize| (at as f64 + 0.5) / DRAWS as f64;
        (0..DRAWS).map(|at| normal(part(at))).collect()
    })
}

/// The standard normal quantile of `part`, which is neither within e⁻²⁵ of 0 nor of 1.
///
/// Source: Wichura 1988, algorithm AS 241 (PPND16).
fn normal(part: f64) -> f64 {
    let from_middle = part - 0.5;
    if from_middle.abs() <= 0.425 {
        let r = 0.180_625 - from_middle * from_middle;
        return from_middle * polynomial(&A, r) / polynomial(&B, r);
    }
    let r = (-part.min(1.0 - part).ln()).sqrt() - 1.6;
    (polynomial(&C, r) / polynomial(&D, r)).copysign(from_middle)
}

fn polynomial(coefficients: &[f64; 8], at: f64) -> f64 {
    coefficients
        .iter()
        .rev()
        .fold(0.0, |sum, coefficient| sum * at + coefficient)
}

const A: [f64; 8] = [
    3.387_132_872_796_366_6,
    133.141_667_891_784_38,
    1_971.590_950_306_551_3,
    13_731.693_765_509_46,
    45_921.953_931_549_87,
    67_265.770_927_008_7,
    33_430.575_583_588_13,
    2_509.080_928_730_122_7,
];
const B: [f64; 8] = [
    1.0,
    42.313_330_701_600_91,
    687.187_007_492_057_9,
    5_394.196_021_424_751,
    21_213.794_301_586_597,
    39_307.895_800_092_71,
    28_729.085_735_721_943,
    5_226.495_278_852_854,
];
const C: [f64; 8] = [
    1.423_437_110_749_683_5,
    4.630_337_846_156_546,
    5.769_497_221_460_691,
    3.647_848_324_763_204_5,
    1.270_458_252_452_368_4,
    0.241_780_725_177_450_6,
    0.022_723_844_989_269_184,
    0.000_774_545_014_278_341_4,
];
const D: [f64; 8] = [
    1.0,
    2.053_191_626_637_759,
    1.676_384_830_183_803_8,
    0.689_767_334_985_1,
    0.148_103_976_427_480_08,
    0.015_198_666_563_616_457,
    0.000_547_593_808_499_534_5,
    1.050_750_071_644_416_9e-9,
];

// On the host only: the property tests have no source of randomness in wasm.
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn scores_are_those_of_the_normal_distribution() {
        for (part, score) in [
            (0.5, 0.0),
            (0.05, -1.644_853_626_951_472_7),
            (0.975, 1.959_963_984_540_054),
            (0.000_05, -3.890_591_886_413_094),
            (0.9, 1.281_551_565_544_600_4),
        ] {
            assert!((normal(part) - score).abs() < 1e-14, "{part}");
        }
    }

    #[test]
    fn each_stratum_is_met_once_and_each_block_is_spread_evenly() {
        let stream = Stream::of(("capacity.dau", 0));
        let mut met = vec![0; DRAWS];
        for block in 0..BLOCKS {
            let mut coarse = vec![0; BLOCK];
            for stratum in stream.strata(block) {
                met[usize::from(stratum)] += 1;
                coarse[usize::from(stratum) / BLOCKS] += 1;
            }
            assert!(coarse.iter().all(|count| *count == 1));
        }
        assert!(met.iter().all(|count| *count == 1));
    }

    #[test]
    fn streams_do_not_follow_each_other() {
        let strata = |key| -> Vec<f64> {
            let stream = Stream::of(key);
            (0..BLOCKS)
                .flat_map(|block| stream.strata(block))
                .map(|stratum| f64::from(stratum) / 10_000.0 - 0.5)
                .collect()
        };
        let first = strata(("action.rate", 1));
        for row in 2..60 {
            let other = strata(("action.rate", row));
            let common: f64 = first.iter().zip(&other).map(|(a, b)| a * b).sum();
            // The variance of a stratum is 1/12; of independent ones the share lies within four deviations of 1 %.
            assert!((common * 12.0 / 10_000.0).abs() < 0.04, "{row}");
        }
    }
}
