//! The days that the windows of a day begin on, worked out once for many customers.

use crate::model::{Day, Instant, Zone};

/// A day and where its windows begin. What lies on or before a beginning is out of the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Horizon {
    /// The zone of a past day: what came into the book after it is left out, where it bears no day of its own.
    past: Option<Zone>,
    pub(super) day: Day,
    pub(super) half_year_ago: Day,
    pub(super) year_ago: Day,
    pub(super) new_year: Day,
}

impl Horizon {
    /// Returns the horizon of a day.
    pub fn of(day: Day) -> Self {
        Self {
            past: None,
            day,
            half_year_ago: day.plus_months(-6),
            year_ago: day.plus_months(-12),
            new_year: Day::new(day.year(), 1, 1).unwrap_or(day),
        }
    }

    /// Returns the horizon of a past day in a zone, as the book was on it.
    pub fn past(day: Day, zone: Zone) -> Self {
        Self { past: Some(zone), ..Self::of(day) }
    }

    /// Returns the same of another day.
    #[must_use]
    pub fn on(&self, day: Day) -> Self {
        Self { past: self.past, ..Self::of(day) }
    }

    /// Tells whether what came into the book at `registered` was there.
    pub(super) fn reaches(&self, registered: Instant) -> bool {
        self.past.is_none_or(|zone| zone.day_of(registered) <= self.day)
    }

    /// Returns the day itself.
    pub fn day(&self) -> Day {
        self.day
    }
}
