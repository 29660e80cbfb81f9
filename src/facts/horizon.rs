//! The days that the windows of a day begin on, worked out once for many customers.

use crate::book::Book;
use crate::model::{Customer, Day, Zone};

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

    /// Tells whether a customer was there: in the book, or known by a record or a beginning of that time. Everybody
    /// is unless the day is a past one.
    pub fn reaches(&self, book: &Book, customer: &Customer) -> bool {
        let Some(zone) = self.past else { return true };
        zone.day_of(customer.registered) <= self.day
            || customer.since.is_some_and(|since| since.first_day() <= self.day)
            || book.orders_of(customer.id).any(|order| order.day <= self.day)
            || book.interactions_of(customer.id).any(|contact| contact.day <= self.day)
    }

    /// Returns the day itself.
    pub fn day(&self) -> Day {
        self.day
    }
}
