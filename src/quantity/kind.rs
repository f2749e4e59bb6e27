//! What a field takes: its dimension, the unit of a bare number, and the words for errors.

use super::Dim;

/// What a field takes, and how a result of that kind is shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Kind {
    /// A count of things: rows, servers, partitions. No dimension.
    Count,
    /// Users.
    Users,
    /// How often something is done: in total per time, or per user and time. Bare: per user and day.
    ActionRate,
    /// So many per time. Bare: per second.
    Rate,
    /// A size in bytes. Bare: bytes.
    Data,
    /// Bytes per time; `Mbps` and `Mbit/s` are bits. A bare number is refused.
    DataRate,
    /// A short time. Bare: milliseconds.
    Latency,
    /// A length of time such as how long data are kept. A bare number is refused.
    Span,
    /// How many times as much: `3x`.
    Factor,
    /// Reads to writes: `10:1`. Stored as reads per write.
    Ratio,
    /// A part of a whole, 0 % to 100 %. Stored as 0 to 1.
    Share,
    /// Change per year from −100 % up. Stored as a part: 40 % is 0.4.
    Growth,
    /// Dollars per time. Bare: per month.
    MonthlyCost,
    /// Dollars per byte and time. Bare: per GB and month; without a time: per month.
    DataPrice,
    /// Dollars per byte. Bare: per GB.
    TrafficPrice,
    /// Dollars per item: `$0.0083`, `$0.40/1M`.
    UnitPrice,
    /// A whole number of bits, 0 to 64. No dimension.
    Bits,
    /// A day of the calendar, as the time since 1970. Bare: milliseconds since then.
    Date,
    /// A limit of some sort: so many at a time, so many per time, in total or for each user, or a time. Bare: a count.
    Limit,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Kind; 19] = [
        Kind::Count,
        Kind::Users,
        Kind::ActionRate,
        Kind::Rate,
        Kind::Data,
        Kind::DataRate,
        Kind::Latency,
        Kind::Span,
        Kind::Factor,
        Kind::Ratio,
        Kind::Share,
        Kind::Growth,
        Kind::MonthlyCost,
        Kind::DataPrice,
        Kind::TrafficPrice,
        Kind::UnitPrice,
        Kind::Bits,
        Kind::Date,
        Kind::Limit,
    ];

    /// The dimensions a value of this kind can have; the first is the usual one.
    ///
    /// ```
    /// use envelope::quantity::{Dim, Kind};
    /// assert_eq!(Kind::Data.dims(), [Dim::DATA]);
    /// assert_eq!(Kind::ActionRate.dims(), [Dim::PER_USER_TIME, Dim::PER_TIME]);
    /// ```
    pub const fn dims(self) -> &'static [Dim] {
        match self {
            Kind::Count | Kind::Factor | Kind::Ratio | Kind::Share | Kind::Growth | Kind::Bits => {
                &[Dim::NONE]
            }
            Kind::Users => &[Dim::USER],
            Kind::ActionRate => &[Dim::PER_USER_TIME, Dim::PER_TIME],
            Kind::Rate => &[Dim::PER_TIME],
            Kind::Data => &[Dim::DATA],
            Kind::DataRate => &[Dim::DATA_RATE],
            Kind::Latency | Kind::Span | Kind::Date => &[Dim::TIME],
            Kind::MonthlyCost => &[Dim::MONEY_RATE],
            Kind::DataPrice => &[Dim::MONEY_PER_DATA_TIME],
            Kind::TrafficPrice => &[Dim::MONEY_PER_DATA],
            Kind::UnitPrice => &[Dim::MONEY],
            Kind::Limit => &[Dim::NONE, Dim::PER_TIME, Dim::PER_USER_TIME, Dim::TIME],
        }
    }

    /// The usual dimension: the first of [`dims`](Kind::dims).
    ///
    /// ```
    /// use envelope::quantity::{Dim, Kind};
    /// assert_eq!(Kind::Latency.dim(), Dim::TIME);
    /// ```
    pub fn dim(self) -> Dim {
        self.dims().first().copied().unwrap_or_default()
    }

    /// The unit a bare number is understood to have, to show beside a field; `None` where a bare number
    /// is refused, an empty text where it has no unit.
    ///
    /// ```
    /// use envelope::quantity::Kind;
    /// assert_eq!(Kind::Latency.default_unit(), Some("ms"));
    /// assert_eq!(Kind::Span.default_unit(), None);
    /// ```
    pub const fn default_unit(self) -> Option<&'static str> {
        match self {
            Kind::Count | Kind::Limit => Some(""),
            Kind::Users => Some("users"),
            Kind::ActionRate => Some("per user and day"),
            Kind::Rate => Some("/s"),
            Kind::Data => Some("B"),
            Kind::DataRate | Kind::Span => None,
            Kind::Latency => Some("ms"),
            Kind::Factor => Some("x"),
            Kind::Ratio => Some(": 1"),
            Kind::Share | Kind::Growth => Some("%"),
            Kind::MonthlyCost => Some("$ a month"),
            Kind::DataPrice => Some("$ per GB and month"),
            Kind::TrafficPrice => Some("$ per GB"),
            Kind::UnitPrice => Some("$ each"),
            Kind::Bits => Some("bits"),
            Kind::Date => Some("ms since 1970"),
        }
    }

    /// One text that can be typed into such a field, for a placeholder.
    ///
    /// ```
    /// use envelope::quantity::Kind;
    /// assert_eq!(Kind::Count.example(), "15M");
    /// ```
    pub const fn example(self) -> &'static str {
        match self {
            Kind::Count | Kind::Users => "15M",
            Kind::ActionRate => "5/user/day",
            Kind::Rate => "400/s",
            Kind::Data => "2 KB",
            Kind::DataRate => "300 MB/s",
            Kind::Latency => "200 ms",
            Kind::Span => "3 years",
            Kind::Factor => "3x",
            Kind::Ratio => "10:1",
            Kind::Share => "80%",
            Kind::Growth => "40%",
            Kind::MonthlyCost => "$400/month",
            Kind::DataPrice => "$0.023/GB/month",
            Kind::TrafficPrice => "$0.09/GB",
            Kind::UnitPrice => "$0.40/1M",
            Kind::Bits => "41",
            Kind::Date => "2010-11-04",
            Kind::Limit => "100/s",
        }
    }

    /// What is expected, in words with examples, to follow “Write” in an error.
    ///
    /// ```
    /// use envelope::quantity::Kind;
    /// assert_eq!(Kind::Data.expects(), "a size such as 140 B, 2 KB or 1.5 GiB");
    /// ```
    pub const fn expects(self) -> &'static str {
        match self {
            Kind::Count => "a number such as 3, 86,400 or 15M",
            Kind::Users => "a number of users such as 500k or 10M",
            Kind::ActionRate => "a rate such as 5/user/day, 10M/month or 400/s",
            Kind::Rate => "a rate such as 400/s, 10M/month or 2/day",
            Kind::Data => "a size such as 140 B, 2 KB or 1.5 GiB",
            Kind::DataRate => "a data rate such as 300 MB/s, 2.4 Gbps or 1 TB/day",
            Kind::Latency => "a time such as 200 ms or 1.5 s",
            Kind::Span => "a time such as 3 years, 36 months or 7 days",
            Kind::Factor => "a factor such as 3x or 1.5x",
            Kind::Ratio => "reads to writes such as 10:1 or 1:100",
            Kind::Share => "a share such as 80% or 99.95%",
            Kind::Growth => "a change per year such as 40% or -5%",
            Kind::MonthlyCost => "a cost such as $400/month or $0.096/hour",
            Kind::DataPrice => "a price such as $0.023/GB/month or $20/TB",
            Kind::TrafficPrice => "a price such as $0.09/GB",
            Kind::UnitPrice => "a price for one such as $0.0083, or for many such as $0.40/1M",
            Kind::Bits => "a whole number of bits from 0 to 64, such as 41",
            Kind::Date => "a date such as 2010-11-04, or milliseconds since 1970",
            Kind::Limit => {
                "a rate such as 100/s or 20/user/minute, a time such as 2 s, or a number"
            }
        }
    }
}
