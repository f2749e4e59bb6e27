//! How far a value may be off: a 90 % interval and the distribution it stands for.

/// The standard normal's 95th percentile: 90 % of the draws lie within this many deviations.
const Z95: f64 = 1.644_853_626_951_472_7;

/// A 90 % interval, in the unit and period of the quantity that it belongs to.
///
/// With both ends above zero it is lognormal (estimates are off by a factor, not by an amount), otherwise,
/// and where it was given as so much more or less, normal. What can be no more or no less than something is cut off there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    low: f64,
    high: f64,
    least: f64,
    greatest: f64,
    even: bool,
}

impl Spread {
    /// The interval between two ends in either order; none where they are not finite or equal.
    ///
    /// ```
    /// use envelope::quantity::Spread;
    /// assert_eq!(Spread::between(20e6, 10e6).map(|spread| spread.low()), Some(10e6));
    /// assert!(Spread::between(1.0, 1.0).is_none());
    /// ```
    pub fn between(one: f64, other: f64) -> Option<Self> {
        let (low, high) = (one.min(other), one.max(other));
        // The width must be finite too, or a draw would not be.
        ((high - low).is_finite() && low < high).then_some(Self {
            low,
            high,
            least: f64::NEG_INFINITY,
            greatest: f64::INFINITY,
            even: false,
        })
    }

    /// The same, cut off where the matter itself ends: a share at 0 and 1.
    #[must_use]
    pub const fn within(self, least: f64, greatest: f64) -> Self {
        Self {
            least,
            greatest,
            ..self
        }
    }

    /// The same ends, as far below the middle as above: `15M ± 20%`.
    ///
    /// ```
    /// use envelope::quantity::Spread;
    /// let users = Spread::between(12.0, 18.0).map(Spread::even);
    /// assert_eq!(users.map(Spread::median), Some(15.0));
    /// ```
    #[must_use]
    pub const fn even(self) -> Self {
        Self { even: true, ..self }
    }

    /// The lower end: 5 % of the draws lie below.
    pub const fn low(self) -> f64 {
        self.low
    }

    /// The upper end: 5 % of the draws lie above.
    pub const fn high(self) -> f64 {
        self.high
    }

    /// The middle: as many draws above as below. This is the value that stands for the range.
    ///
    /// ```
    /// use envelope::quantity::Spread;
    /// let users = Spread::between(10.0, 40.0).map(Spread::median);
    /// assert!(users.is_some_and(|users| (users - 20.0).abs() < 1e-9));
    /// ```
    pub fn median(self) -> f64 {
        self.draw(0.0)
    }

    /// The draw that lies `deviations` standard deviations from the middle.
    ///
    /// Source: μ = (ln a + ln b) / 2, σ = (ln b − ln a) / (2 · 1.6449) for a 90 % interval from a to b.
    ///
    /// ```
    /// use envelope::quantity::Spread;
    /// let off = Spread::between(10.0, 20.0).map(|spread| spread.draw(1.644_853_626_951_472_7));
    /// assert!(off.is_some_and(|high| (high - 20.0).abs() < 1e-9));
    /// ```
    pub fn draw(self, deviations: f64) -> f64 {
        self.curve().at(deviations)
    }

    /// The distribution, ready for many draws.
    ///
    /// ```
    /// use envelope::quantity::Spread;
    /// let spread = Spread::between(10.0, 40.0);
    /// assert_eq!(spread.map(|spread| spread.curve().at(0.5)), spread.map(|spread| spread.draw(0.5)));
    /// ```
    pub fn curve(self) -> Curve {
        let logarithmic = self.low > 0.0 && !self.even;
        let (low, high) = if logarithmic {
            (self.low.ln(), self.high.ln())
        } else {
            (self.low, self.high)
        };
        Curve {
            logarithmic,
            middle: f64::midpoint(low, high),
            median: if logarithmic {
                f64::midpoint(low, high).exp()
            } else {
                f64::midpoint(low, high)
            },
            deviation: (high - low) / (2.0 * Z95),
            least: self.least,
            greatest: self.greatest,
        }
    }

    /// Both ends, within what is possible.
    ///
    /// ```
    /// use envelope::quantity::Spread;
    /// let share = Spread::between(0.9, 1.2).map(|share| share.within(0.0, 1.0));
    /// assert_eq!(share.map(Spread::ends), Some((0.9, 1.0)));
    /// ```
    pub const fn ends(self) -> (f64, f64) {
        (
            self.low.max(self.least).min(self.greatest),
            self.high.max(self.least).min(self.greatest),
        )
    }
}

/// The normal distribution of a value or of its logarithm.
#[derive(Clone, Copy, Debug)]
pub struct Curve {
    logarithmic: bool,
    /// Of the logarithm, where it is that.
    middle: f64,
    /// Of the value, before anything is cut off.
    median: f64,
    deviation: f64,
    least: f64,
    greatest: f64,
}

impl Curve {
    /// The value that lies `deviations` standard deviations from the middle.
    ///
    /// ```
    /// use envelope::quantity::Spread;
    /// let middle = Spread::between(-1.0, 3.0).map(|spread| spread.curve().at(0.0));
    /// assert_eq!(middle, Some(1.0));
    /// ```
    pub fn at(&self, deviations: f64) -> f64 {
        let drawn = self.middle + self.deviation * deviations;
        let drawn = if self.logarithmic { drawn.exp() } else { drawn };
        self.within(drawn)
    }

    /// The values that lie so far on either side of the middle, both for the work of one.
    ///
    /// ```
    /// use envelope::quantity::Spread;
    /// let pair = Spread::between(10.0, 40.0).map(|spread| spread.curve().pair(-1.0));
    /// assert!(pair.is_some_and(|(below, above)| below < above && (below * above - 400.0).abs() < 1e-9));
    /// ```
    #[inline]
    pub fn pair(&self, deviations: f64) -> (f64, f64) {
        let away = self.deviation * deviations;
        let (one, other) = if self.logarithmic {
            let factor = away.exp();
            (self.median * factor, self.median / factor)
        } else {
            (self.median + away, self.median - away)
        };
        (self.within(one), self.within(other))
    }

    /// The nearest possible value. In the page `f64::clamp` would be a call.
    #[inline]
    const fn within(&self, value: f64) -> f64 {
        if value < self.least {
            self.least
        } else if value > self.greatest {
            self.greatest
        } else {
            value
        }
    }
}
