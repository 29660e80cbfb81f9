//! Figures that are kept of everybody.

use std::fmt;

/// A whole number that may be unknown, in no more room than a number: there is one for every customer and measure.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Figure(i64);

impl Figure {
    /// Nobody knows. (No sum of money or count comes to this number.)
    pub const UNKNOWN: Self = Self(i64::MIN);

    /// Returns the number, if it is known.
    pub fn get(self) -> Option<i64> {
        (self != Self::UNKNOWN).then_some(self.0)
    }
}

impl From<Option<i64>> for Figure {
    fn from(number: Option<i64>) -> Self {
        number.map_or(Self::UNKNOWN, Self)
    }
}

impl fmt::Debug for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.get().fmt(f)
    }
}
