//! The tiers of a past day beside those of today: who was where, and who moved since.

use crate::model::{CustomerId, Day};
use crate::tiering::{Outcome, Past, PastRun, Rank, Rehearsal, Stand};

use super::Desk;

/// A past day against today.
#[derive(Debug, Clone)]
pub struct AsOf {
    /// How everybody stood.
    pub past: Past,
    /// Who moved from where to where since: from the policy of that day to the one in force.
    pub since: Rehearsal,
    /// How many customers of today were not there yet.
    pub not_yet: usize,
}

/// A past day being worked out: call [`AsOfRun::step`] until all is done.
#[derive(Debug, Clone)]
pub struct AsOfRun {
    run: PastRun,
}

/// How many customers a tier had on a day, and their amount of the 12 months before it, in fen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TierCount {
    /// How many customers.
    pub count: usize,
    /// Their amount.
    pub amount_12_fen: i64,
}

impl AsOfRun {
    /// Begins to work out a day; one after today is taken as today.
    pub fn begin(desk: &Desk, day: Day) -> Self {
        let day = day.min(desk.today());
        Self { run: PastRun::begin(desk.book(), desk.policies(), day, desk.zone()) }
    }

    /// Goes on with up to `most` customers; returns how much is done, in thousandths.
    pub fn step(&mut self, desk: &Desk, most: usize) -> u32 {
        self.run.step(desk.book(), most)
    }

    /// Returns the day against today.
    pub fn result(self, desk: &Desk) -> AsOf {
        let past = self.run.result();
        let mut since = Rehearsal::of(&past.policy, desk.policy());
        let mut not_yet = 0;
        for (customer, standing) in desk.standings() {
            let Some(stood) = past.of(customer.id) else {
                not_yet += 1;
                continue;
            };
            let governing = stood.governing.unwrap_or_else(|| past.policy.fallback());
            let before = Stand { policy: &past.policy, outcomes: &stood.tiers, governing };
            let after =
                Stand { policy: desk.policy(), outcomes: &standing.tiers, governing: standing.governing };
            since.note(customer.id, customer.owner, before, after);
        }
        since.finish();
        AsOf { past, since, not_yet }
    }
}

impl AsOf {
    /// Counts each tier of a scheme of that day, best first, the undetermined last; the counts sum to all who were
    /// there.
    pub fn spread(&self, scheme: usize) -> Vec<(Option<Rank>, TierCount)> {
        let tiers = self.past.policy.schemes.get(scheme).map_or(0, |scheme| scheme.tiers.len());
        let ranks = (0..tiers).filter_map(|tier| Rank::try_from(tier).ok()).map(Some).chain([None]);
        let mut counts: Vec<(Option<Rank>, TierCount)> =
            ranks.map(|tier| (tier, TierCount::default())).collect();
        for (_, stood) in self.past.everybody() {
            let tier = stood.tiers.get(scheme).copied().and_then(Outcome::tier);
            if let Some((_, found)) = counts.iter_mut().find(|(other, _)| *other == tier) {
                found.count += 1;
                found.amount_12_fen = found.amount_12_fen.saturating_add(stood.amount_12.unwrap_or(0));
            }
        }
        counts
    }

    /// Returns who was in a tier of a scheme of that day, in no particular order.
    pub fn members(&self, scheme: usize, tier: Option<Rank>) -> impl Iterator<Item = CustomerId> {
        let of = move |outcome: Option<&Outcome>| outcome.copied().and_then(Outcome::tier) == tier;
        self.past.everybody().filter(move |(_, stood)| of(stood.tiers.get(scheme))).map(|(id, _)| id)
    }
}
