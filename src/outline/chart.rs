//! What of the numbers is drawn.

use crate::estimate::{capacity, cost};
use crate::formula::Formula;

/// A chart of the numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chart {
    /// The day's traffic.
    Day,
    /// What is kept, until the horizon.
    StorageGrowth,
    /// What the storage hangs on.
    StorageSwing,
    /// What the time of a call goes to.
    Latency,
    /// The parts of the cost.
    CostParts,
    /// What is paid, until the horizon.
    CostGrowth,
    /// What the cost hangs on.
    CostSwing,
    /// What the tables take on disk, until the horizon.
    TablesGrowth,
}

impl Chart {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Day,
        Self::StorageGrowth,
        Self::StorageSwing,
        Self::Latency,
        Self::CostParts,
        Self::CostGrowth,
        Self::CostSwing,
        Self::TablesGrowth,
    ];

    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Day => "The day’s traffic",
            Self::StorageGrowth => "Growth of storage",
            Self::StorageSwing => "What the storage hangs on",
            Self::Latency => "Latency budget",
            Self::CostParts => "Cost by part",
            Self::CostGrowth => "Growth of cost",
            Self::CostSwing => "What the cost hangs on",
            Self::TablesGrowth => "Growth of the tables",
        }
    }

    /// That of this name.
    ///
    /// ```
    /// use envelope::outline::Chart;
    /// assert!(Chart::ALL.iter().all(|chart| Chart::of(chart.name()) == Some(*chart)));
    /// ```
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|chart| chart.name() == name)
    }

    /// The result that hangs on something.
    pub fn swings(self) -> Option<&'static Formula> {
        match self {
            Self::StorageSwing => Some(&capacity::KEPT_STORAGE),
            Self::CostSwing => Some(&cost::TOTAL),
            _ => None,
        }
    }

    /// Whether its table says what the Markdown does not say by its entries and results.
    pub fn adds(self) -> bool {
        matches!(
            self,
            Self::StorageGrowth | Self::CostGrowth | Self::TablesGrowth
        ) || self.swings().is_some()
    }

    /// Whether the page draws it where it is entered.
    pub fn is_entered(self) -> bool {
        self == Self::Day
    }
}
