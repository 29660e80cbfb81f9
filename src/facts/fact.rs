//! One value with where it came from.

use crate::model::{Day, PersonId};

/// A known value of a metric.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fact {
    /// The value, in the metric's unit.
    pub value: i64,
    /// The day that it speaks of: that of the newest record or judgement in it.
    pub as_of: Option<Day>,
    /// Where it came from.
    pub origin: Origin,
}

/// Where a value came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// Computed from that many records.
    Records(u32),
    /// Stated by hand in place of records, and shown as such (A0.6); by that person, if they said.
    Stated(Option<PersonId>),
    /// Judged by a person.
    Rated,
    /// Nothing bought yet, by the customer's stage.
    Stage,
    /// Written in the customer's own record.
    Profile,
    /// Nobody said; the policy takes it so.
    Presumed,
    /// A place among so many customers.
    Ranked(u32),
}
