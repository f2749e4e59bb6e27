//! Dimensions: which base units a number carries, and to which power.

use std::ops::{Div, Mul};

/// The exponents of the base units: bytes, time, dollars and users.
///
/// ```
/// use envelope::quantity::Dim;
/// assert_eq!(Dim::DATA_RATE * Dim::TIME, Dim::DATA);
/// assert_eq!(Dim::DATA / Dim::DATA_RATE, Dim::TIME);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Hash)]
pub struct Dim {
    /// Power of bytes.
    pub data: i8,
    /// Power of time, counted in a [`Period`](super::Period).
    pub time: i8,
    /// Power of dollars.
    pub money: i8,
    /// Power of users.
    pub user: i8,
}

const fn dim(data: i8, time: i8, money: i8, user: i8) -> Dim {
    Dim {
        data,
        time,
        money,
        user,
    }
}

impl Dim {
    /// A plain number: a count, a factor, a share.
    pub const NONE: Dim = dim(0, 0, 0, 0);
    /// Bytes.
    pub const DATA: Dim = dim(1, 0, 0, 0);
    /// A time.
    pub const TIME: Dim = dim(0, 1, 0, 0);
    /// So many per time.
    pub const PER_TIME: Dim = dim(0, -1, 0, 0);
    /// Users.
    pub const USER: Dim = dim(0, 0, 0, 1);
    /// So many per user and time.
    pub const PER_USER_TIME: Dim = dim(0, -1, 0, -1);
    /// Bytes per time.
    pub const DATA_RATE: Dim = dim(1, -1, 0, 0);
    /// Dollars.
    pub const MONEY: Dim = dim(0, 0, 1, 0);
    /// Dollars per time.
    pub const MONEY_RATE: Dim = dim(0, -1, 1, 0);
    /// Dollars per byte.
    pub const MONEY_PER_DATA: Dim = dim(-1, 0, 1, 0);
    /// Dollars per byte and time.
    pub const MONEY_PER_DATA_TIME: Dim = dim(-1, -1, 1, 0);

    /// The dimension multiplied with itself `exponent` times.
    ///
    /// ```
    /// use envelope::quantity::Dim;
    /// assert_eq!(Dim::TIME.pow(-1), Dim::PER_TIME);
    /// ```
    #[must_use]
    pub const fn pow(self, exponent: i8) -> Dim {
        dim(
            self.data.saturating_mul(exponent),
            self.time.saturating_mul(exponent),
            self.money.saturating_mul(exponent),
            self.user.saturating_mul(exponent),
        )
    }

    /// Whether this is a plain number.
    ///
    /// ```
    /// use envelope::quantity::Dim;
    /// assert!((Dim::DATA / Dim::DATA).is_none());
    /// ```
    pub const fn is_none(self) -> bool {
        self.data == 0 && self.time == 0 && self.money == 0 && self.user == 0
    }

    /// The dimension in people's words, to follow “is” or “not”.
    ///
    /// ```
    /// use envelope::quantity::Dim;
    /// assert_eq!(Dim::DATA.name(), "a size");
    /// assert_eq!(Dim::PER_TIME.name(), "a rate");
    /// ```
    pub const fn name(self) -> &'static str {
        match (self.data, self.time, self.money, self.user) {
            (0, 0, 0, 0) => "a plain number",
            (1, 0, 0, 0) => "a size",
            (0, 1, 0, 0) => "a time",
            (0, -1, 0, 0) => "a rate",
            (0, 0, 0, 1) => "a number of users",
            (0, 0, 0, -1) => "a number per user",
            (0, -1, 0, -1) => "a rate per user",
            (0, -1, 0, 1) => "users per time",
            (1, -1, 0, 0) => "a data rate",
            (1, 0, 0, -1) => "a size per user",
            (1, -1, 0, -1) => "a data rate per user",
            (1, 1, 0, 0) => "data kept over time",
            (-1, 0, 0, 0) => "a number per size",
            (0, 0, 1, 0) => "an amount of money",
            (0, -1, 1, 0) => "a cost per time",
            (0, 0, 1, -1) => "money per user",
            (0, -1, 1, -1) => "a cost per user and time",
            (-1, 0, 1, 0) => "a price per size",
            (-1, -1, 1, 0) => "a price per size and time",
            _ => "a mix of units",
        }
    }
}

impl Mul for Dim {
    type Output = Dim;
    fn mul(self, other: Dim) -> Dim {
        dim(
            self.data.saturating_add(other.data),
            self.time.saturating_add(other.time),
            self.money.saturating_add(other.money),
            self.user.saturating_add(other.user),
        )
    }
}

impl Div for Dim {
    type Output = Dim;
    fn div(self, other: Dim) -> Dim {
        self * other.pow(-1)
    }
}
