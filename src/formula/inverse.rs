//! A formula the other way round: what an input has to be for a result to be so much.

use super::Key;
use super::graph::Graph;
use super::reach::Path;
use crate::quantity::{Mismatch, Quantity, Unit};
use std::fmt;

/// Why no value of the input brings the result to the target.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Unsolved {
    /// There is no such result, or it does not follow from the input.
    Independent,
    /// The target is something else than the result.
    Units(Mismatch),
    /// The result has no value, whatever the input is.
    NoValue,
    /// The result is always more than the target; at least this much.
    AtLeast(Quantity),
    /// The result is always less than the target; at most this much.
    AtMost(Quantity),
}

impl fmt::Display for Unsolved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Independent => f.write_str("the result does not depend on it"),
            Self::Units(mismatch) => mismatch.fmt(f),
            Self::NoValue => f.write_str("the result has no value, whatever it is"),
            Self::AtLeast(_) => f.write_str("the result is always more than that"),
            Self::AtMost(_) => f.write_str("the result never reaches that"),
        }
    }
}

impl std::error::Error for Unsolved {}

/// Where a result lies for one value of the input.
#[derive(Clone, Copy, PartialEq)]
enum Side {
    /// At the target or below.
    Within,
    Above,
    NoValue,
}

/// A value of the input, as a whole number in the order of the numbers, and where the result lies for it.
#[derive(Clone, Copy)]
struct Point {
    at: i64,
    side: Side,
    result: Option<Quantity>,
}

/// What is looked for.
enum Sought {
    /// The value of one input, counted so.
    Value(Unit),
    /// How many times as much each of these is.
    Factor(Vec<Quantity>),
}

/// A search for a number.
struct Search<'g> {
    path: Path<'g>,
    sought: Sought,
    target: Quantity,
    graph: &'g Graph,
}

impl Graph {
    /// The value that an input must have for a result to be `target`: the last at which the result is not more.
    ///
    /// It is looked for between the two bounds, and counted as the lower one is. Where the result goes in
    /// steps, as servers do, that is the most (or, of what makes the result less, the least) that keeps it at
    /// or under the target. The result should go one way; where it turns, the upper place is found.
    ///
    /// # Errors
    /// When no value between the bounds does it.
    ///
    /// ```
    /// use envelope::formula::{Graph, Origin, ceil};
    /// use envelope::quantity::{Conventions, Kind, Quantity};
    /// let mut graph = Graph::new(Conventions::EXACT);
    /// let mut number = |key, value| {
    ///     let value = Some(Quantity::scalar(value));
    ///     graph.input((key, 0), key.into(), Kind::Count, Origin::Given, value, "".into())
    /// };
    /// let (load, each) = (number("load", 900.0), number("each", 400.0));
    /// graph.define_named(("servers", 0), "Servers".into(), Kind::Count, ceil(load / each));
    /// let bounds = [0.0, 1e12].map(Quantity::scalar);
    /// let five = Quantity::scalar(5.0);
    /// assert_eq!(graph.solve(("servers", 0), five, ("load", 0), bounds), Ok(Quantity::scalar(2000.0)));
    /// assert_eq!(graph.solve(("servers", 0), five, ("each", 0), bounds), Ok(Quantity::scalar(180.0)));
    /// ```
    pub fn solve(
        &self,
        result: Key,
        target: Quantity,
        input: Key,
        bounds: [Quantity; 2],
    ) -> Result<Quantity, Unsolved> {
        let keys = [input];
        let unit = bounds[0].unit();
        let search = Search {
            path: Path::between(self, &keys, result).ok_or(Unsolved::Independent)?,
            sought: Sought::Value(unit),
            target,
            graph: self,
        };
        let counted = |value: Quantity| value.in_period(unit.period, self.conventions()).value;
        let now = self.find(input).and_then(|node| node.value);
        let found = search.find(now.map(counted), bounds.map(counted))?;
        Ok(unit.of(found))
    }

    /// How many times as much these inputs may be, all at once, for a result to stay within `target`.
    ///
    /// As [`solve`](Self::solve), between two factors. Inputs without a value stay as they are.
    ///
    /// # Errors
    /// When no factor between the bounds does it.
    ///
    /// ```
    /// use envelope::formula::{Graph, Origin};
    /// use envelope::quantity::{Conventions, Kind, Quantity};
    /// let mut graph = Graph::new(Conventions::EXACT);
    /// let mut number = |key, value| {
    ///     let value = Some(Quantity::scalar(value));
    ///     graph.input((key, 0), key.into(), Kind::Count, Origin::Given, value, "".into())
    /// };
    /// let area = number("width", 2.0) * number("height", 3.0);
    /// graph.define_named(("area", 0), "Area".into(), Kind::Count, area);
    /// let sides = [("width", 0), ("height", 0)];
    /// let times = graph.solve_factor(("area", 0), Quantity::scalar(600.0), &sides, [0.0, 1e6]);
    /// assert_eq!(times, Ok(10.0));
    /// ```
    pub fn solve_factor(
        &self,
        result: Key,
        target: Quantity,
        inputs: &[Key],
        bounds: [f64; 2],
    ) -> Result<f64, Unsolved> {
        let value = |key: &Key| self.find(*key).and_then(|node| Some((*key, node.value?)));
        let (keys, values): (Vec<Key>, Vec<Quantity>) = inputs.iter().filter_map(value).unzip();
        let search = Search {
            path: Path::between(self, &keys, result).ok_or(Unsolved::Independent)?,
            sought: Sought::Factor(values),
            target,
            graph: self,
        };
        search.find(Some(1.0), bounds)
    }
}

impl Search<'_> {
    /// The last number between the bounds for which the result is within the target.
    fn find(&self, now: Option<f64>, bounds: [f64; 2]) -> Result<f64, Unsolved> {
        let [least, greatest] = bounds.map(ordered);
        // From the value as it stands, because at a bound there may be none.
        let now = now.map_or(least, ordered).clamp(least, greatest.max(least));
        let points = [greatest, now, least].map(|at| self.point(at));
        if let Some(other) = points.iter().find_map(|point| {
            let value = point.result?;
            (value.dim != self.target.dim).then_some(value.dim)
        }) {
            return Err(Unsolved::Units(Mismatch::Units {
                left: self.target.dim,
                right: other,
            }));
        }
        let mut pairs = points.windows(2);
        match pairs.find_map(|pair| self.edge(pair[1], pair[0])) {
            Some(point) => Ok(self.in_few_digits(point, least, greatest)),
            None => self.nearest(&points),
        }
    }

    fn point(&self, at: i64) -> Point {
        let times = |input: &Quantity| input.unit().of(input.value * number(at));
        let result = match &self.sought {
            Sought::Value(unit) => self.path.value(&[unit.of(number(at))]),
            Sought::Factor(inputs) => self
                .path
                .value(&inputs.iter().map(times).collect::<Vec<_>>()),
        };
        let compared = result.map(|result| result.compare(self.target, self.graph.conventions()));
        let side = match compared {
            Some(Ok(order)) if order.is_gt() => Side::Above,
            Some(Ok(_)) => Side::Within,
            _ => Side::NoValue,
        };
        Point { at, side, result }
    }

    /// The last point within the target between two, found by halving; the order of the numbers is by their size,
    /// so that it takes as long for a thousand as for a thousandth.
    fn edge(&self, mut low: Point, mut high: Point) -> Option<Point> {
        while low.side != high.side {
            let middle = self.point(i64::midpoint(low.at, high.at));
            if middle.at == low.at || middle.at == high.at {
                return [low, high]
                    .into_iter()
                    .find(|point| point.side == Side::Within)
                    .filter(|_| low.side != Side::NoValue && high.side != Side::NoValue);
            }
            if middle.side == low.side {
                low = middle;
            } else if middle.side == high.side {
                high = middle;
            } else {
                return self.edge(middle, high).or_else(|| self.edge(low, middle));
            }
        }
        None
    }

    /// The point in twelve digits, if it is as good: what follows is the inexactness of arithmetic.
    fn in_few_digits(&self, point: Point, least: i64, greatest: i64) -> f64 {
        let value = number(point.at);
        let short = if value.abs() < 1e-300 {
            0.0
        } else {
            format!("{value:.11e}").parse().unwrap_or(value)
        };
        let at = ordered(short);
        if (least..=greatest).contains(&at) && self.point(at).side == Side::Within {
            short
        } else {
            value
        }
    }

    /// There is no edge: exactly there, or how near the result comes.
    fn nearest(&self, points: &[Point]) -> Result<f64, Unsolved> {
        let values = points.iter().filter_map(|point| point.result);
        let conv = self.graph.conventions();
        let most = values.reduce(|most, value| {
            let greater = value.compare(most, conv).is_ok_and(|order| {
                // The nearest to the target: the greatest of those below it, the least of those above it.
                let above = most
                    .compare(self.target, conv)
                    .is_ok_and(std::cmp::Ordering::is_gt);
                if above { order.is_lt() } else { order.is_gt() }
            });
            if greater { value } else { most }
        });
        let Some(most) = most else {
            return Err(Unsolved::NoValue);
        };
        match most.compare(self.target, conv) {
            Ok(std::cmp::Ordering::Greater) => Err(Unsolved::AtLeast(most)),
            Ok(std::cmp::Ordering::Less) => Err(Unsolved::AtMost(most)),
            // The target is reached at a bound, and not exceeded.
            Ok(std::cmp::Ordering::Equal) => points
                .iter()
                .find(|point| point.result == Some(most))
                .map(|point| number(point.at))
                .ok_or(Unsolved::NoValue),
            Err(_) => Err(Unsolved::NoValue),
        }
    }
}

/// Numbers as whole numbers in the same order.
const fn ordered(value: f64) -> i64 {
    let bits = value.to_bits().cast_signed();
    if bits < 0 { i64::MIN - bits } else { bits }
}

const fn number(ordered: i64) -> f64 {
    let bits = if ordered < 0 {
        i64::MIN - ordered
    } else {
        ordered
    };
    f64::from_bits(bits.cast_unsigned())
}
