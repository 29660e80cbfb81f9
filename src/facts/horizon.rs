//! The days that the windows of a day begin on, worked out once for many customers.

use crate::model::Day;

/// A day and where its windows begin. What lies on or before a beginning is out of the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Horizon {
    pub(super) day: Day,
    pub(super) half_year_ago: Day,
    pub(super) year_ago: Day,
    pub(super) new_year: Day,
}

impl Horizon {
    /// Returns the horizon of a day.
    pub fn of(day: Day) -> Self {
        Self {
            day,
            half_year_ago: day.plus_months(-6),
            year_ago: day.plus_months(-12),
            new_year: Day::new(day.year(), 1, 1).unwrap_or(day),
        }
    }

    /// Returns the day itself.
    pub fn day(&self) -> Day {
        self.day
    }
}
