//! Rehearsing a draft of the policy on the open book, a step at a time (D5).

use std::sync::Arc;

use crate::model::CustomerId;
use crate::policy::Policy;
use crate::tiering::{Outcome, Population, Rehearsal, Stand, Yardstick, unaltered};

use super::Desk;

/// A rehearsal under way: call [`RehearsalRun::step`] until nothing is left.
#[derive(Debug, Clone)]
pub struct RehearsalRun {
    draft: Arc<Policy>,
    /// For each scheme of the draft the place of the one in force that gives the same tiers.
    same: Vec<Option<usize>>,
    /// Everybody's values in what the draft compares customers by; drawn up before anything else.
    population: Population,
    /// Customers whose values are not in the population yet.
    unranked: Vec<CustomerId>,
    is_ranked: bool,
    left: Vec<CustomerId>,
    all: usize,
    rehearsal: Rehearsal,
}

impl RehearsalRun {
    /// Begins to rehearse a draft without faults.
    pub fn begin(desk: &Desk, draft: Policy) -> Self {
        let ids: Vec<CustomerId> = desk.standings().map(|(customer, _)| customer.id).collect();
        let rehearsal = Rehearsal::of(desk.policy(), &draft);
        let same = unaltered(desk.policy(), &draft);
        // What customers are compared by is there already, unless the draft compares them by something else.
        let known = desk.population().filter(|_| desk.is_settled() && same.iter().any(Option::is_some));
        let redrawn = known.and_then(|population| population.redrawn(&draft));
        let is_ranked = redrawn.is_some();
        let population = redrawn.unwrap_or_else(|| Population::of(&draft));
        let unranked = if !is_ranked && population.is_needed() { ids.clone() } else { Vec::new() };
        let all = ids.len() + unranked.len();
        Self { draft: Arc::new(draft), same, population, unranked, is_ranked, left: ids, all, rehearsal }
    }

    /// Goes on with up to `most` customers; returns how much is done, in thousandths.
    pub fn step(&mut self, desk: &Desk, most: usize) -> u32 {
        let draft = self.draft.clone();
        if !self.unranked.is_empty() {
            let plain = Yardstick::new(&draft, desk.today(), None);
            for id in self.unranked.split_off(self.unranked.len().saturating_sub(most)) {
                if let Some(customer) = desk.book().customers().get(id) {
                    let values = plain.bare_case(desk.book(), customer).compared_values(&self.population);
                    self.population.note(&values);
                }
            }
            return self.done();
        }
        if !self.is_ranked {
            self.is_ranked = !self.population.settle_next(&draft);
            return self.done();
        }
        let next = self.left.split_off(self.left.len().saturating_sub(most));
        let yardstick = Yardstick::new(&draft, desk.today(), Some(&self.population));
        for id in next {
            let Some((customer, standing)) = desk.book().customers().get(id).zip(desk.standing(id)) else {
                continue;
            };
            let known = |was: &Option<usize>| was.map_or(Outcome::Undetermined, |was| standing.tier(was));
            let known: Vec<Outcome> = self.same.iter().map(known).collect();
            let alters = |place: usize| self.same.get(place).is_none_or(Option::is_none);
            let case = yardstick.case_after(desk.book(), customer, known, alters);
            let governing = case.governing().map_or_else(|| draft.fallback(), |(_, place)| place);
            let before =
                Stand { policy: desk.policy(), outcomes: &standing.tiers, governing: standing.governing };
            let after = Stand { policy: &draft, outcomes: case.outcomes(), governing };
            self.rehearsal.note(id, customer.owner, before, after);
        }
        if self.left.is_empty() {
            self.rehearsal.finish();
        }
        self.done()
    }

    fn done(&self) -> u32 {
        let left = self.unranked.len() + self.left.len();
        let done = self.all.saturating_sub(left) * 1_000 / self.all.max(1);
        if left == 0 && self.is_ranked { 1_000 } else { u32::try_from(done).unwrap_or(0).min(999) }
    }

    /// Returns the draft and what it would do, as far as it is rehearsed.
    pub fn result(self) -> (Arc<Policy>, Rehearsal) {
        (self.draft, self.rehearsal)
    }
}
