//! Identifiers made of time, machine and sequence, and when they run out.

use super::{amount, count, finite, positive};

/// Seconds of a mean year of the calendar, 365.2425 days.
pub const SECONDS_PER_YEAR: f64 = 31_556_952.0;
/// Twitter's first millisecond, counted from 1970.
pub const TWITTER_EPOCH_MS: f64 = 1_288_834_974_657.0;
/// The bits of the whole numbers that JavaScript, and JSON read by it, can hold.
pub const JAVASCRIPT_BITS: f64 = 53.0;
/// The bits of a signed 64-bit number without its sign.
const MOST_BITS: f64 = 63.0;

/// The layout of an identifier: bits of time, then of the machine, then of a sequence.
///
/// Source: twitter-archive/snowflake; 41, 5 + 5 and 12 bits, and a millisecond.
///
/// ```
/// use envelope::theory::snowflake::Snowflake;
/// let twitter = Snowflake::TWITTER;
/// assert!((twitter.years() - 69.68).abs() < 0.01);
/// assert_eq!(twitter.machines(), 1_024.0);
/// assert_eq!(twitter.ids_per_unit(), 4_096.0);
/// assert_eq!(twitter.ids_per_second(), 4_194_304_000.0);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Snowflake {
    time: f64,
    machine: f64,
    sequence: f64,
    unit: f64,
}

impl Snowflake {
    /// Twitter's own: 41 bits of milliseconds, 10 of machines, 12 of a sequence.
    pub const TWITTER: Self = Self {
        time: 41.0,
        machine: 10.0,
        sequence: 12.0,
        unit: 0.001,
    };

    /// A layout, if it has bits of time and fits into 63; the unit of time is in seconds, a picosecond to a
    /// million years.
    ///
    /// ```
    /// use envelope::theory::snowflake::Snowflake;
    /// assert_eq!(Snowflake::new(41.0, 10.0, 12.0, 0.001), Some(Snowflake::TWITTER));
    /// assert_eq!(Snowflake::new(42.0, 10.0, 12.0, 0.001), None);
    /// ```
    pub fn new(time: f64, machine: f64, sequence: f64, unit: f64) -> Option<Self> {
        let layout = Self {
            time: positive(count(time)?)?,
            machine: count(machine)?,
            sequence: count(sequence)?,
            unit,
        };
        let fits = layout.bits() <= MOST_BITS && (1e-12..=3e13).contains(&unit);
        fits.then_some(layout)
    }

    /// Bits altogether, without the sign.
    pub fn bits(self) -> f64 {
        self.time + self.machine + self.sequence
    }

    /// Years until the bits of time are used up.
    pub fn years(self) -> f64 {
        self.time.exp2() * self.unit / SECONDS_PER_YEAR
    }

    /// Machines that can be told apart.
    pub fn machines(self) -> f64 {
        self.machine.exp2()
    }

    /// Identifiers that one machine can make in one unit of time.
    pub fn ids_per_unit(self) -> f64 {
        self.sequence.exp2()
    }

    /// Identifiers that all machines can make in a second.
    pub fn ids_per_second(self) -> f64 {
        (self.machine + self.sequence).exp2() / self.unit
    }

    /// Whether identifiers come to lie beyond 2⁵³, where JavaScript rounds them.
    pub fn beyond_javascript(self) -> bool {
        self.bits() > JAVASCRIPT_BITS
    }

    /// The time of Unix, in ms, from which on identifiers lie beyond 2⁵³; none if they never do.
    ///
    /// Source: time × 2^(machine + sequence) reaches 2⁵³.
    ///
    /// ```
    /// use envelope::theory::snowflake::{Snowflake, TWITTER_EPOCH_MS};
    /// // Twitter's, after 2³¹ ms: 25 days.
    /// let passed = Snowflake::TWITTER.passes_javascript(TWITTER_EPOCH_MS);
    /// assert_eq!(passed, Some(TWITTER_EPOCH_MS + 2_147_483_648.0));
    /// ```
    pub fn passes_javascript(self, epoch_ms: f64) -> Option<f64> {
        if !self.beyond_javascript() {
            return None;
        }
        let units = (JAVASCRIPT_BITS - self.machine - self.sequence)
            .exp2()
            .floor();
        finite(finite(epoch_ms)? + units * self.unit * 1e3)
    }

    /// The time of Unix, in ms, at which the bits of time are used up.
    ///
    /// ```
    /// use envelope::theory::snowflake::{Snowflake, TWITTER_EPOCH_MS};
    /// assert_eq!(Snowflake::TWITTER.runs_out(TWITTER_EPOCH_MS), Some(3_487_858_230_209.0));
    /// ```
    pub fn runs_out(self, epoch_ms: f64) -> Option<f64> {
        runs_out(epoch_ms, self.time, self.unit * 1e3)
    }
}

/// The time of Unix, in ms, at which a counter of `bits` that began at `epoch_ms` is used up.
///
/// Source: epoch + 2^bits · unit.
///
/// ```
/// use envelope::theory::snowflake::runs_out;
/// // Seconds in 31 bits, from 1970: the year 2038.
/// assert_eq!(runs_out(0.0, 31.0, 1_000.0), Some(2_147_483_648_000.0));
/// ```
pub fn runs_out(epoch_ms: f64, bits: f64, unit_ms: f64) -> Option<f64> {
    finite(finite(epoch_ms)? + amount(bits)?.floor().exp2() * positive(unit_ms)?)
}
