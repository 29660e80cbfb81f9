//! Where a customer stands today: what lists show and sort by, small enough for 100,000 of them.

use crate::book::Book;
use crate::cadence::{Obligation, obligations};
use crate::facts::{Facts, Metric};
use crate::model::{Customer, Day, Zone};
use crate::policy::{Policy, Tier};
use crate::tiering::{Assignment, Outcome, Score};

/// One customer's tier and obligations on a day, without the reasons (those are computed when asked for).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The tier in the weighted score scheme.
    pub outcome: Outcome,
    /// The score at the least.
    pub least: Score,
    /// The score at the most.
    pub most: Score,
    /// The tier whose cadence and caps count.
    pub governing: Tier,
    /// All orders together, in fen, if known.
    pub amount: Option<i64>,
    /// The last answered contact.
    pub last_contact: Option<Day>,
    /// What is owed.
    pub obligations: Vec<Obligation>,
}

impl Standing {
    /// Returns where `customer` stands on `today`.
    pub fn of(book: &Book, policy: &Policy, customer: &Customer, zone: Zone, today: Day) -> Self {
        let facts = Facts::of(book, customer, today);
        let assignment = Assignment::of(&policy.score, &facts);
        let governing = assignment.tier().unwrap_or(policy.tier_if_undetermined);
        let registered = zone.day_of(customer.registered);
        Self {
            outcome: assignment.outcome,
            least: assignment.least,
            most: assignment.most,
            governing,
            amount: facts.get(Metric::CumulativeAmount).map(|fact| fact.value),
            last_contact: facts.last_contact(),
            obligations: obligations(book, policy, customer, governing, registered, today),
        }
    }

    /// Returns the obligation that is most late for its rhythm.
    pub fn most_pressing(&self) -> Option<&Obligation> {
        self.obligations.iter().max_by_key(|obligation| obligation.lateness())
    }
}
