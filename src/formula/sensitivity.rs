//! What a result hangs on: which inputs move it, and by how much.

use super::Key;
use super::draws::{BLOCK, Stream};
use super::graph::Graph;
use super::order::in_order;
use super::range::{Grouped, Rough};
use super::reach::Path;
use super::sample::Samples;
use crate::quantity::Quantity;

/// What one input does to a result.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Influence {
    /// The input.
    pub input: Key,
    /// The result with the input at its lower end and all else as it stands; none where it then has no value.
    pub at_low: Option<Quantity>,
    /// The same with the input at its upper end.
    pub at_high: Option<Quantity>,
    /// Whether the result goes up with it (up to 1) or down (down to −1).
    ///
    /// Source: Spearman's rank correlation.
    pub correlation: f64,
    /// Its part in how far the result may be off; all parts are 1 together.
    ///
    /// Source: the squares of the rank correlations, normalised.
    pub share: f64,
}

impl Graph {
    /// The inputs with a range that a result follows from, that with the greatest swing first.
    ///
    /// An end at which there is no value counts as the greatest of swings. The cases of the samples give the
    /// correlations; without those of this result they are 0.
    ///
    /// ```
    /// use envelope::formula::{Graph, Origin};
    /// use envelope::quantity::{Conventions, Kind, Quantity, Spread};
    /// let mut graph = Graph::new(Conventions::EXACT);
    /// let mut number = |key, low, high| {
    ///     let spread = Spread::between(low, high);
    ///     let value = spread.map(|spread| Quantity::scalar(spread.median()));
    ///     let node = graph.input((key, 0), key.into(), Kind::Count, Origin::Given, value, "".into());
    ///     graph.set_spread(node, spread);
    ///     node
    /// };
    /// let product = number("sure", 9.0, 11.0) * number("vague", 1.0, 100.0);
    /// graph.define_named(("product", 0), "Product".into(), Kind::Count, product);
    /// let samples = graph.sample(&[("product", 0)]);
    /// let influences = graph.sensitivity(("product", 0), &samples);
    /// assert_eq!(influences[0].input, ("vague", 0));
    /// assert!(influences[0].share > 0.9 && influences[0].correlation > 0.9);
    /// ```
    pub fn sensitivity(&self, result: Key, samples: &Samples) -> Vec<Influence> {
        let Some(end) = self.reference(result) else {
            return Vec::new();
        };
        let needed = self.needed(&[end.place()]);
        let ranks = samples.cases(result).and_then(Ranks::of);
        let mut influences: Vec<Influence> = Vec::new();
        for (node, _) in self.nodes().iter().zip(needed).filter(|(_, is)| *is) {
            let (Some(spread), Some(value)) = (node.spread, node.value) else {
                continue;
            };
            // A field that was put in twice is one input.
            if influences.iter().any(|known| known.input == node.key) {
                continue;
            }
            let keys = [node.key];
            let path = Path::between(self, &keys, result);
            let at = |value_then: f64| {
                let changed = value.unit().of(value_then);
                self.in_its_unit(result, path.as_ref()?.value(&[changed])?)
            };
            let (low, high) = spread.ends();
            influences.push(Influence {
                input: node.key,
                at_low: at(low),
                at_high: at(high),
                correlation: ranks
                    .as_ref()
                    .map_or(0.0, |ranks| ranks.correlation(self.stream(node.key))),
                share: 0.0,
            });
        }
        let all: f64 = influences.iter().map(|one| one.correlation.powi(2)).sum();
        for one in &mut influences {
            if all > 0.0 {
                one.share = one.correlation.powi(2) / all;
            }
        }
        in_order(influences, |one| [-one.swing(), -one.share])
    }

    /// A value of a result, counted as the result itself is.
    fn in_its_unit(&self, result: Key, value: Quantity) -> Option<Quantity> {
        Some(match self.find(result)?.value {
            Some(now) => value.in_period(now.period, self.conventions()),
            None => value,
        })
    }
}

impl Influence {
    /// How far apart the result is at both ends; infinite where it has no value at one of them.
    pub fn swing(&self) -> f64 {
        match (self.at_low, self.at_high) {
            (Some(low), Some(high)) => (high.value - low.value).abs(),
            _ => f64::INFINITY,
        }
    }
}

/// The ranks of a result's cases, those without a value left out.
struct Ranks {
    /// How far each rank lies from the middle one.
    ranks: Vec<Option<f64>>,
    /// The sum of their squares.
    squares: f64,
}

impl Ranks {
    /// None where all cases are alike.
    fn of(cases: &[Rough]) -> Option<Self> {
        let grouped = Grouped::of(cases);
        #[allow(clippy::cast_precision_loss)] // twice ten thousand
        let rank = |case: &Rough| {
            // Cases that are alike share their mean rank.
            let (before, until) = (grouped.below(*case), grouped.up_to(*case));
            (before + until) as f64 / 2.0 - grouped.len() as f64 / 2.0
        };
        let ranks: Vec<Option<f64>> = cases
            .iter()
            .map(|case| (*case != Rough::NONE).then(|| rank(case)))
            .collect();
        let squares = ranks.iter().flatten().map(|rank| rank * rank).sum();
        (squares > 0.0).then_some(Self { ranks, squares })
    }

    /// With the draws of an input: their strata are their ranks.
    fn correlation(&self, stream: Stream) -> f64 {
        let (mut count, mut sum, mut squares, mut common) = (0.0, 0.0, 0.0, 0.0);
        for (block, ranks) in self.ranks.chunks(BLOCK).enumerate() {
            for (rank, stratum) in ranks.iter().zip(stream.strata(block)) {
                let Some(rank) = rank else { continue };
                let stratum = f64::from(stratum);
                count += 1.0;
                sum += stratum;
                squares += stratum * stratum;
                common += stratum * rank;
            }
        }
        // The ranks of the result are around zero already.
        let variance = squares - sum * sum / count;
        let correlation = common / (variance * self.squares).sqrt();
        if correlation.is_finite() {
            correlation.clamp(-1.0, 1.0)
        } else {
            0.0
        }
    }
}
