//! Calendar units and the two ways of converting between them.

/// The unit in which a quantity's time part is counted.
///
/// It is kept as typed: conversions follow the document's calendar, and in the interview calendar going
/// through a third unit gives another answer (a day is 100,000 s, a month is 30 days and 2,500,000 s).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Hash)]
pub enum Period {
    /// Second: the base unit of time.
    #[default]
    Second,
    /// Minute, 60 s.
    Minute,
    /// Hour, 3,600 s.
    Hour,
    /// Day: 86,400 s, or 100,000 s in the interview calendar.
    Day,
    /// Week, 7 days.
    Week,
    /// Month: 30 days; 2,500,000 s in the interview calendar; 730 hours on a bill.
    Month,
    /// Year: 365 days, or 12 months.
    Year,
}

impl Period {
    /// All periods, shortest first.
    pub const ALL: [Period; 7] = [
        Period::Second,
        Period::Minute,
        Period::Hour,
        Period::Day,
        Period::Week,
        Period::Month,
        Period::Year,
    ];

    /// The word as written after a slash; `Second` is `s`.
    ///
    /// ```
    /// use envelope::quantity::Period;
    /// assert_eq!((Period::Second.short(), Period::Month.short()), ("s", "month"));
    /// ```
    pub const fn short(self) -> &'static str {
        match self {
            Period::Second => "s",
            Period::Minute => "min",
            Period::Hour => "hour",
            other => other.singular(),
        }
    }

    /// The word for one of them.
    ///
    /// ```
    /// use envelope::quantity::Period;
    /// assert_eq!(Period::Second.singular(), "second");
    /// ```
    pub const fn singular(self) -> &'static str {
        match self {
            Period::Second => "second",
            Period::Minute => "minute",
            Period::Hour => "hour",
            Period::Day => "day",
            Period::Week => "week",
            Period::Month => "month",
            Period::Year => "year",
        }
    }

    /// The word for several of them.
    ///
    /// ```
    /// use envelope::quantity::Period;
    /// assert_eq!(Period::Year.plural(), "years");
    /// ```
    pub const fn plural(self) -> &'static str {
        match self {
            Period::Second => "seconds",
            Period::Minute => "minutes",
            Period::Hour => "hours",
            Period::Day => "days",
            Period::Week => "weeks",
            Period::Month => "months",
            Period::Year => "years",
        }
    }

    /// Length in minutes, with days of 24 hours, a 30-day month and a 365-day year. Whole numbers keep
    /// conversions exact, so a second, which is none, is left to the caller.
    const fn minutes(self) -> f64 {
        match self {
            Period::Second | Period::Minute => 1.0,
            Period::Hour => 60.0,
            Period::Day => 1_440.0,
            Period::Week => 10_080.0,
            Period::Month => 43_200.0,
            Period::Year => 525_600.0,
        }
    }
}

/// How calendar units relate to each other.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Hash)]
pub enum Calendar {
    /// A day is 86,400 s, a month 30 days, a year 365 days or 12 months.
    #[default]
    Exact,
    /// A day is 100,000 s, a month 2,500,000 s or 30 days, a year 365 days or 12 months.
    Interview,
}

/// How `KB`, `MB`, … are read and sizes are shown. Bits are always decimal.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Hash)]
pub enum DataUnits {
    /// 1 KB is 1,000 B.
    #[default]
    Decimal,
    /// 1 KB is read as 1,024 B and shown as `1 KiB`.
    Binary,
}

/// The conventions of a document: how units are read, converted and shown.
///
/// ```
/// use envelope::quantity::{Calendar, Conventions};
/// let conv = Conventions::default();
/// assert_eq!((conv.calendar, conv.digits), (Calendar::Exact, 3));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub struct Conventions {
    /// What `KB` means.
    pub data: DataUnits,
    /// What a day, a month and a year are.
    pub calendar: Calendar,
    /// Significant digits of a shown number: 3, or 2 in the interview calendar.
    pub digits: u8,
}

impl Conventions {
    /// Decimal sizes, the exact calendar, three digits.
    pub const EXACT: Conventions = Conventions {
        data: DataUnits::Decimal,
        calendar: Calendar::Exact,
        digits: 3,
    };
    /// Decimal sizes, the interview calendar, two digits.
    pub const INTERVIEW: Conventions = Conventions {
        data: DataUnits::Decimal,
        calendar: Calendar::Interview,
        digits: 2,
    };
}

impl Default for Conventions {
    fn default() -> Conventions {
        Conventions::EXACT
    }
}

/// How many `to` make one `from`.
///
/// ```
/// use envelope::quantity::{units_per, Conventions, Period};
/// assert_eq!(units_per(Period::Day, Period::Second, &Conventions::EXACT), 86_400.0);
/// assert_eq!(units_per(Period::Day, Period::Second, &Conventions::INTERVIEW), 100_000.0);
/// assert_eq!(units_per(Period::Month, Period::Second, &Conventions::INTERVIEW), 2_500_000.0);
/// assert_eq!(units_per(Period::Year, Period::Month, &Conventions::INTERVIEW), 12.0);
/// ```
pub fn units_per(from: Period, to: Period, conv: &Conventions) -> f64 {
    let (a, b) = lengths(from, to, *conv);
    a / b
}

/// How many `to` make one `from` on a bill: a month is 730 hours, a year 12 months, in both calendars.
///
/// ```
/// use envelope::quantity::{billing_units_per, Period};
/// assert_eq!(billing_units_per(Period::Month, Period::Hour), 730.0);
/// assert_eq!(billing_units_per(Period::Year, Period::Month), 12.0);
/// ```
pub fn billing_units_per(from: Period, to: Period) -> f64 {
    let (a, b) = billing_lengths(from, to);
    a / b
}

/// Lengths of the two periods in a common unit that suits the pair; both are whole numbers.
pub(super) fn lengths(from: Period, to: Period, conv: Conventions) -> (f64, f64) {
    if from == to {
        return (1.0, 1.0);
    }
    // A year is twelve months for everybody, although twelve months of 30 days are five days short of it.
    match (from, to) {
        (Period::Year, Period::Month) => return (12.0, 1.0),
        (Period::Month, Period::Year) => return (1.0, 12.0),
        _ => {}
    }
    if conv.calendar == Calendar::Interview {
        match (from, to) {
            (Period::Second, _) => return (1.0, interview_seconds(to)),
            (_, Period::Second) => return (interview_seconds(from), 1.0),
            _ => {}
        }
    }
    by_minutes(from, to, from.minutes(), to.minutes())
}

/// As [`lengths`], for money: a month is 730 hours.
pub(super) fn billing_lengths(from: Period, to: Period) -> (f64, f64) {
    let minutes = |period: Period| match period {
        Period::Month => 43_800.0,
        other => other.minutes(),
    };
    by_minutes(from, to, minutes(from), minutes(to))
}

fn by_minutes(from: Period, to: Period, from_minutes: f64, to_minutes: f64) -> (f64, f64) {
    match (from, to) {
        (Period::Second, Period::Second) => (1.0, 1.0),
        (Period::Second, _) => (1.0, to_minutes * 60.0),
        (_, Period::Second) => (from_minutes * 60.0, 1.0),
        _ => (from_minutes, to_minutes),
    }
}

const fn interview_seconds(period: Period) -> f64 {
    match period {
        Period::Second => 1.0,
        Period::Minute => 60.0,
        Period::Hour => 3_600.0,
        Period::Day => 100_000.0,
        Period::Week => 700_000.0,
        Period::Month => 2_500_000.0,
        Period::Year => 30_000_000.0,
    }
}
