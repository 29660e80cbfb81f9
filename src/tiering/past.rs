//! Everybody's tiers on a past day: from the records up to it and the version of the policy in force on it.
//!
//! Nothing of it is stored (see [`super::moves`]). What bears no day of its own, such as the stage, is taken as
//! it is now; what bears one counts from that day on.

use std::sync::Arc;

use crate::book::Book;
use crate::facts::{Horizon, Metric};
use crate::model::{CustomerId, Day, Zone};
use crate::order;
use crate::policy::{Policy, TierPlace};

use super::{Outcome, Policies, Population, Yardstick};

/// How everybody stood on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Past {
    /// The day.
    pub day: Day,
    /// The version of the policy that was in force.
    pub policy: Arc<Policy>,
    /// What customers were compared by.
    pub population: Population,
    /// Everybody who was there, by id.
    stood: Vec<(CustomerId, Stood)>,
}

/// How one customer stood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stood {
    /// The tier in every scheme of that day's policy, by the schemes' places.
    pub tiers: Box<[Outcome]>,
    /// The tier that governed, if any did.
    pub governing: Option<TierPlace>,
    /// The orders of the 12 months before, in fen, if known.
    pub amount_12: Option<i64>,
}

impl Past {
    /// Returns how a customer stood; `None` if it was not there yet.
    pub fn of(&self, customer: CustomerId) -> Option<&Stood> {
        let place = self.stood.binary_search_by_key(&customer, |(id, _)| *id).ok()?;
        self.stood.get(place).map(|(_, stood)| stood)
    }

    /// Returns everybody who was there, by id.
    pub fn everybody(&self) -> impl ExactSizeIterator<Item = (CustomerId, &Stood)> {
        self.stood.iter().map(|(id, stood)| (*id, stood))
    }
}

/// Works out a past day: call [`PastRun::step`] until nothing is left.
#[derive(Debug, Clone)]
pub struct PastRun {
    past: Past,
    zone: Zone,
    /// Customers that are not looked at yet.
    unseen: Vec<CustomerId>,
    is_ranked: bool,
    /// Customers that were there and whose tiers are not worked out yet.
    left: Vec<CustomerId>,
    all: usize,
}

impl PastRun {
    /// Begins to work out a day.
    pub fn begin(book: &Book, policies: &Policies, day: Day, zone: Zone) -> Self {
        let policy = policies.on(day).clone();
        let population = Population::of(&policy);
        let unseen: Vec<CustomerId> = book.customers().iter().map(|customer| customer.id).collect();
        let past = Past { day, policy, population, stood: Vec::with_capacity(unseen.len()) };
        let all = unseen.len();
        Self { past, zone, unseen, is_ranked: false, left: Vec::new(), all }
    }

    /// Goes on with up to `most` customers; returns how much is done, in thousandths.
    pub fn step(&mut self, book: &Book, most: usize) -> u32 {
        let (policy, day) = (self.past.policy.clone(), self.past.day);
        if !self.unseen.is_empty() {
            let plain = Yardstick::new(&policy, day, None).of_past(self.zone);
            let horizon = Horizon::past(day, self.zone);
            for id in self.unseen.split_off(self.unseen.len().saturating_sub(most)) {
                let Some(customer) = book.customers().get(id).filter(|one| horizon.reaches(book, one)) else {
                    continue;
                };
                self.left.push(id);
                if self.past.population.is_needed() {
                    let values = plain.bare_case(book, customer).compared_values(&self.past.population);
                    self.past.population.note(&values);
                }
            }
            return self.done();
        }
        if !self.is_ranked {
            self.is_ranked = !self.past.population.settle_next(&policy);
            return self.done();
        }
        let next = self.left.split_off(self.left.len().saturating_sub(most));
        let yardstick = Yardstick::new(&policy, day, Some(&self.past.population)).of_past(self.zone);
        for id in next {
            let Some(customer) = book.customers().get(id) else { continue };
            let case = yardstick.case(book, customer);
            let stood = Stood {
                tiers: case.outcomes().into(),
                governing: case.governing().map(|(_, tier)| tier),
                amount_12: case.facts().get(Metric::AmountIn12Months).map(|fact| fact.value),
            };
            self.past.stood.push((id, stood));
        }
        if self.left.is_empty() {
            order::by_key(&mut self.past.stood, |(id, _)| *id);
        }
        self.done()
    }

    fn done(&self) -> u32 {
        let left = self.unseen.len() * 2 + self.left.len();
        let done = (self.all * 2).saturating_sub(left) * 1_000 / (self.all * 2).max(1);
        if left == 0 && self.is_ranked { 1_000 } else { u32::try_from(done).unwrap_or(0).min(999) }
    }

    /// Returns how everybody stood, as far as it is worked out.
    pub fn result(self) -> Past {
        self.past
    }
}
