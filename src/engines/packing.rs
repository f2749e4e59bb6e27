//! How many things of varying length go on a page: what the engines have in common.

use super::draws::Lattice;

/// More rows than any database holds; what is beyond is taken for this.
pub(super) const MOST_ROWS: f64 = 1e18;

/// The longest value of any of the engines: `LONGTEXT`, 4 GiB.
pub(super) const LONGEST: f64 = 4_294_967_296.0;

/// A number between bounds; the least where it is not a number.
pub(super) fn within(number: f64, least: f64, most: f64) -> f64 {
    if number > least {
        number.min(most)
    } else {
        least
    }
}

/// A whole number of at most 2⁵³, for counting.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "kept within bounds right here"
)]
pub(super) fn whole(number: f64) -> u64 {
    within(number, 0.0, 9_007_199_254_740_992.0) as u64
}

/// The number rounded up to a multiple of a power of two.
pub(super) fn align(number: f64, to: f64) -> f64 {
    (number / to).ceil() * to
}

/// Whole numbers from `least` to `most`, each as likely as the others.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Range {
    pub(super) least: f64,
    pub(super) most: f64,
}

impl Range {
    /// How many numbers it holds.
    pub(super) fn count(self) -> f64 {
        (self.most - self.least + 1.0).max(0.0)
    }

    pub(super) fn mean(self) -> f64 {
        f64::midpoint(self.least, self.most)
    }

    pub(super) fn variance(self) -> f64 {
        let count = self.count();
        (count * count - 1.0).max(0.0) / 12.0
    }

    /// The numbers up to a limit and those beyond, each with its share of all.
    pub(super) fn split(self, limit: f64) -> [(f64, Self); 2] {
        let limit = limit.floor();
        let below = Self {
            least: self.least,
            most: self.most.min(limit),
        };
        let beyond = Self {
            least: self.least.max(limit + 1.0),
            most: self.most,
        };
        let share = within(below.count() / self.count(), 0.0, 1.0);
        [(share, below), (1.0 - share, beyond)]
    }
}

/// The lengths of a column's values: each from the least to so much more is as likely as the others.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Lengths {
    /// Between two whole numbers, some values begin at the one and some at the other.
    least: f64,
    /// A whole number.
    width: f64,
}

impl Lengths {
    /// From their average, and how far from it the shortest and the longest are.
    pub(super) fn new(average: f64, spread: f64) -> Self {
        let average = within(average, 0.0, LONGEST);
        let width = (2.0 * within(spread, 0.0, average)).floor();
        let least = average - width / 2.0;
        Self { least, width }
    }

    /// Ranges of whole lengths with their shares.
    pub(super) fn ranges(self) -> [(f64, Range); 2] {
        let floor = self.least.floor();
        let beyond = self.least - floor;
        let from = |least: f64| Range {
            least,
            most: least + self.width,
        };
        [(1.0 - beyond, from(floor)), (beyond, from(floor + 1.0))]
    }

    /// One of them, by two numbers from 0 up to 1.
    pub(super) fn drawn(self, throw: &mut Lattice) -> f64 {
        if self.width <= 0.0 && self.least.fract() <= 0.0 {
            return self.least;
        }
        let (first, second) = (throw.next(), throw.next());
        (self.least + first).floor() + (second * (self.width + 1.0)).floor()
    }

    pub(super) fn average(self) -> f64 {
        self.least + self.width / 2.0
    }

    /// The greatest of them.
    pub(super) fn most(self) -> f64 {
        self.least.ceil() + self.width
    }
}

/// A length that varies, by its mean and its variance.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Size {
    pub(super) mean: f64,
    pub(super) variance: f64,
    /// Nearly all that varies is one value whose lengths are equally likely; otherwise it is a sum, which is
    /// about normal.
    pub(super) flat: bool,
}

impl Size {
    pub(super) fn fixed(mean: f64) -> Self {
        Self {
            mean,
            ..Self::default()
        }
    }

    /// What comes out where each of several ranges has its share; the rest of the shares is nothing.
    pub(super) fn mixed(parts: &[(f64, Range)]) -> Self {
        let (mut mean, mut square, mut varies) = (0.0, 0.0, 0.0);
        for (share, range) in parts.iter().filter(|(share, _)| *share > 0.0) {
            let middle = range.mean();
            varies += if range.count() > 1.0 { *share } else { 0.0 };
            mean += share * middle;
            square += share * (range.variance() + middle * middle);
        }
        Self {
            mean,
            variance: (square - mean * mean).max(0.0),
            flat: varies > 0.999,
        }
    }

    /// The share of those that are longer than a limit.
    pub(super) fn beyond(self, limit: f64) -> f64 {
        let deviation = self.variance.sqrt();
        if deviation < 1e-6 {
            return if self.mean > limit { 1.0 } else { 0.0 };
        }
        let beyond = (self.mean - limit) / deviation;
        let share = if self.flat {
            // A width of √12 deviations.
            within(0.5 + beyond / 12.0_f64.sqrt(), 0.0, 1.0)
        } else {
            below(beyond)
        };
        if share < 1e-4 { 0.0 } else { share }
    }

    /// One after the other, neither knowing of the other.
    pub(super) fn and(self, other: Self) -> Self {
        Self {
            mean: self.mean + other.mean,
            variance: self.variance + other.variance,
            flat: (self.flat && self.variance > 9.0 * other.variance)
                || (other.flat && other.variance > 9.0 * self.variance),
        }
    }

    /// How many of these go into the space one after the other, on average: as long as the next one fits
    /// whole. `step` is what all lengths are multiples of.
    ///
    /// The sum of n lengths is about normal, so n of them fit with the probability
    /// Φ((space + step/2 − n·mean) / √(n·variance)); the expected number is the sum of these over n.
    /// Without variance that is the quotient rounded down. The first on a page was too long for the page
    /// before, so it tends to be a long one: by the variance times the density of sums at the page's end, as
    /// who comes to a bus stop tends to come into a long gap.
    pub(super) fn fit(self, space: f64, step: f64) -> f64 {
        self.fill(space, step, true)
    }

    /// The same where what did not fit goes elsewhere, so that the first is as long as any other.
    pub(super) fn fit_afresh(self, space: f64, step: f64) -> f64 {
        self.fill(space, step, false)
    }

    /// The mean length of what did not fit any more.
    pub(super) fn too_long(self) -> f64 {
        self.mean + self.variance / self.mean.max(1e-9)
    }

    fn fill(self, space: f64, step: f64, long_first: bool) -> f64 {
        let mean = self.mean.max(1e-9);
        let most = (space / mean).max(0.0);
        let deviation = self.variance.sqrt();
        if deviation < mean * 1e-6 {
            // The quotient of two whole numbers may come out a little low.
            return (most + 1e-9).floor();
        }
        let reach = (5.0 * deviation * most.sqrt() / mean).ceil() + 2.0;
        if reach > 60.0 {
            // The limit of the same sums: what is left over is the age of a renewal process.
            let ratio = self.variance / (mean * mean);
            let first = if long_first { ratio } else { 0.0 };
            return (most - first + (step / mean + ratio - 1.0) / 2.0).max(0.0);
        }
        let from = (most.floor() - reach).max(0.0);
        let space = space + step / 2.0;
        // Counts around the expected one, each with its distance from the space in deviations.
        let around = |space: f64| {
            let counts = std::iter::successors(Some(from + 1.0), |count| Some(count + 1.0));
            let counts = counts.take_while(move |count| *count <= most + reach);
            counts.map(move |count| {
                let spread = deviation * count.sqrt();
                (spread, (space - count * mean) / spread)
            })
        };
        let mut first = 0.0;
        if long_first {
            let density = |(spread, z): (f64, f64)| (-z * z / 2.0).exp() * NORMAL / spread;
            first = self.variance * around(space).map(density).sum::<f64>();
        }
        from + around(space - first).map(|(_, z)| below(z)).sum::<f64>()
    }
}

/// The density of a normal distribution at its middle, 1 / √(2π).
const NORMAL: f64 = 0.398_942_280_401_432_7;

/// The share of a normal distribution below a value (Zelen and Severo's approximation, Abramowitz and
/// Stegun 26.2.17; off by at most 7.5·10⁻⁸).
fn below(value: f64) -> f64 {
    let t = 1.0 / (1.0 + 0.231_641_9 * value.abs());
    let polynomial = [
        1.330_274_429,
        -1.821_255_978,
        1.781_477_937,
        -0.356_563_782,
        0.319_381_530,
    ]
    .iter()
    .fold(0.0, |sum, factor| (sum + factor) * t);
    let beyond = polynomial * (-value * value / 2.0).exp() * NORMAL;
    if value < 0.0 { beyond } else { 1.0 - beyond }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_vary_is_divided_and_rounded_down() {
        assert!((Size::fixed(60.0).fit(8168.0, 4.0) - 136.0).abs() < 1e-9);
        assert!((Size::fixed(8168.0).fit(8168.0, 4.0) - 1.0).abs() < 1e-9);
        assert!(Size::fixed(8169.0).fit(8168.0, 4.0).abs() < 1e-9);
    }

    #[test]
    fn what_varies_fits_as_often_as_when_tried() {
        // Lengths of 20 to 100 in steps of 4, in an order without a pattern.
        let (mut seed, mut pages, mut left, mut total) = (7_u64, 0.0, 0.0, 0.0);
        for _ in 0..200_000 {
            seed = seed
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            let length = f64::from(u32::try_from(20 + 4 * ((seed >> 40) % 21)).unwrap());
            if length > left {
                (pages, left) = (pages + 1.0, 8168.0);
            }
            left -= length;
            total += length;
        }
        let size = Size {
            mean: 60.0,
            variance: 16.0 * (21.0 * 21.0 - 1.0) / 12.0,
            flat: true,
        };
        let fit = size.fit(8168.0, 4.0);
        // In lengths of the mean: those drawn are a little longer or shorter as a whole.
        let tried = total / pages / 60.0;
        assert!((fit / tried - 1.0).abs() < 0.000_5, "{fit} {tried}");
    }

    #[test]
    fn a_range_is_split_by_its_numbers() {
        let range = Range {
            least: 1.0,
            most: 4.0,
        };
        let [(below, _), (beyond, rest)] = range.split(1.0);
        assert!((below - 0.25).abs() < 1e-12 && (beyond - 0.75).abs() < 1e-12);
        assert!((rest.mean() - 3.0).abs() < 1e-12);
        assert!((range.variance() - 1.25).abs() < 1e-12);
    }
}
