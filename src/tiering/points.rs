//! A score: exact, so that 89.9999 is not 90.

use std::fmt;

use crate::policy::{Points, Weight};

/// A score in ten-thousandths of a point, 0 to 1,000,000: exact, so that 89.9999 is not 90.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Score(u32);

impl Score {
    /// Returns the score of that many hundredths of a point.
    pub fn hundredths(hundredths: i64) -> Self {
        Self(u32::try_from(hundredths.max(0)).unwrap_or(u32::MAX).saturating_mul(100))
    }

    /// Returns what `points` on a criterion of `weight` add to the score.
    pub fn contribution(points: Points, weight: Weight) -> Self {
        Self(points.saturating_mul(weight))
    }

    /// Returns the difference, not below zero.
    pub fn minus(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }

    /// Returns the sum.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    /// Returns the score times `whole` through `part`: what it would be if the rest were like it.
    pub(super) fn scaled(self, whole: u64, part: u64) -> Self {
        let scaled = (u64::from(self.0) * whole).checked_div(part).unwrap_or(0);
        Self(u32::try_from(scaled).unwrap_or(u32::MAX))
    }

    /// Returns the score in ten-thousandths of a point.
    pub fn in_ten_thousandths(self) -> i64 {
        i64::from(self.0)
    }

    /// Returns the score in hundredths of a point, cut.
    pub fn in_hundredths(self) -> i64 {
        i64::from(self.0 / 100)
    }

    /// Returns the score in points, for charts.
    pub fn as_f64(self) -> f64 {
        f64::from(self.0) / 10_000.0
    }
}

impl std::iter::Sum for Score {
    fn sum<I: Iterator<Item = Self>>(parts: I) -> Self {
        Self(parts.fold(0, |sum, part| sum.saturating_add(part.0)))
    }
}

impl fmt::Display for Score {
    /// Writes points with one digit, cut and not rounded: what is not yet 90 must not read as 90.0.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.0 / 10_000, self.0 % 10_000 / 1_000)
    }
}
