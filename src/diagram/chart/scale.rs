//! From numbers to places: where the marks of an axis stand, and where a number does.

use crate::quantity::{Conventions, DataUnits, Kind, Quantity, Unit, show};

/// What the numbers of a chart are, and how they are shown.
#[derive(Clone, Copy, Debug)]
pub struct Measure {
    /// The unit and the period that all of them are counted in.
    pub unit: Unit,
    /// How they are shown.
    pub kind: Kind,
    /// The conventions of the document.
    pub conv: Conventions,
}

impl Measure {
    /// A number as the page shows it.
    pub fn shown(&self, value: f64) -> String {
        show(&self.unit.of(value), self.kind, &self.conv)
    }

    /// A quantity as a number of this chart.
    pub fn number(&self, quantity: Quantity) -> f64 {
        let period = self.unit.of(0.0).period;
        quantity.in_period(period, &self.conv).value
    }

    /// How large the unit is in which a number like this one is shown: marks are round in it.
    ///
    /// Where data are counted in KiB, the round numbers are 1,024 times each other.
    ///
    /// ```
    /// use envelope::diagram::chart::Measure;
    /// use envelope::quantity::{Conventions, DataUnits, Dim, Kind, Period, Quantity};
    /// let conv = Conventions { data: DataUnits::Binary, ..Conventions::EXACT };
    /// let unit = Quantity::new(0.0, Dim::DATA, Period::Second).unit();
    /// let size = Measure { unit, kind: Kind::Data, conv };
    /// assert_eq!(size.step(5.0 * 1024.0 * 1024.0), 1024.0 * 1024.0);
    /// ```
    pub fn step(&self, like: f64) -> f64 {
        let of_data = matches!(self.kind, Kind::Data | Kind::DataRate);
        let mut step = 1.0;
        if of_data && self.conv.data == DataUnits::Binary {
            // Bytes to exbibytes.
            for _ in 0..6 {
                if like.abs() / step >= 1024.0 {
                    step *= 1024.0;
                }
            }
        }
        step
    }
}

/// More than any of these counts no steps exactly.
const COUNTED: f64 = 4_503_599_627_370_496.0;

/// Round numbers (1, 2 or 5 times a power of ten, of this unit) from `low` or less to `high` or more, at most `most` of
/// them, and two at least; they rise.
///
/// ```
/// use envelope::diagram::chart::ticks;
/// assert_eq!(ticks(0.0, 12.7e12, 6, 1.0), [0.0, 5e12, 10e12, 15e12]);
/// assert_eq!(ticks(0.0, 3.0, 5, 1.0), [0.0, 1.0, 2.0, 3.0]);
/// assert_eq!(ticks(7.0, 7.0, 5, 1.0), [0.0, 2.0, 4.0, 6.0, 8.0]);
/// ```
pub fn ticks(low: f64, high: f64, most: u8, unit: f64) -> Vec<f64> {
    let gaps = f64::from(most.max(2) - 1);
    let (mut low, mut high) = (finite(low) / unit, finite(high) / unit);
    if low > high {
        (low, high) = (high, low);
    }
    if low >= high {
        // One number alone is seen against zero.
        (low, high) = (low.min(0.0), high.max(0.0));
    }
    if low >= high {
        high = low + 1.0;
    }
    let span = high / gaps - low / gaps;
    let mut power = span.log10().floor();
    for _ in 0..64 {
        for digit in [1.0, 2.0, 5.0] {
            let step = digit * 10_f64.powf(power);
            let (first, last) = ((low / step).floor(), (high / step).ceil());
            if last - first <= gaps && first.abs().max(last.abs()) < COUNTED {
                return marks(first, last, step * unit)
                    .unwrap_or_else(|| vec![low * unit, high * unit]);
            }
        }
        power += 1.0;
    }
    vec![low * unit, high * unit]
}

/// None where one of them is too large or too small for a number.
fn marks(first: f64, last: f64, step: f64) -> Option<Vec<f64>> {
    let mut marks = Vec::new();
    let mut at = first;
    while at <= last {
        marks.push(at * step);
        at += 1.0;
    }
    let rise = marks.windows(2).all(|two| two[0] < two[1]);
    (rise && marks.iter().all(|mark| mark.is_finite())).then_some(marks)
}

/// The nearest number with which can be reckoned.
fn finite(value: f64) -> f64 {
    if value.is_nan() {
        0.0
    } else {
        value.clamp(-1e300, 1e300)
    }
}

/// From the numbers between two to the places between two.
#[derive(Clone, Copy, Debug)]
pub struct Scale {
    /// The numbers at both ends.
    pub numbers: [f64; 2],
    /// The places of both ends, in pixels.
    pub places: [f64; 2],
}

impl Scale {
    /// Where a number stands, never outside of both places.
    ///
    /// ```
    /// use envelope::diagram::chart::Scale;
    /// let scale = Scale { numbers: [0.0, 10.0], places: [100.0, 0.0] };
    /// assert_eq!((scale.at(2.5), scale.at(1e18)), (75.0, 0.0));
    /// ```
    pub fn at(&self, number: f64) -> f64 {
        let [low, high] = self.numbers.map(finite);
        // Halved, since the distance of two numbers may be none.
        let part = (finite(number) / 2.0 - low / 2.0) / (high / 2.0 - low / 2.0);
        let part = if part.is_finite() {
            part.clamp(0.0, 1.0)
        } else {
            0.0
        };
        let [from, to] = self.places;
        from + (to - from) * part
    }
}
