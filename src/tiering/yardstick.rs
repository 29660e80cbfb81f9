//! A policy made ready for one day, and one customer's case held against it.

use std::cell::Cell;
use std::sync::Arc;

use crate::book::Book;
use crate::facts::{Descriptor, Fact, Facts, Figure, Horizon, Measure, Metric, Origin};
use crate::model::{Customer, Day, TierOverride, Zone};
use crate::policy::{Grading, Policy, Scheme, TierPlace};
use crate::query::{InTier, Known, Truth};

use super::plan::{Graded, Plan, Slot, Turn};
use super::{Outcome, Population, grade};

/// A policy made ready for one day.
#[derive(Debug, Clone)]
pub struct Yardstick<'a> {
    policy: &'a Policy,
    horizon: Horizon,
    /// The schemes, each after those it asks for.
    sequence: Vec<usize>,
    /// Which schemes compare customers, by themselves or through one they ask for.
    compares: Vec<bool>,
    population: Option<&'a Population>,
    /// The policy with everything looked up.
    plan: Arc<Plan<'a>>,
}

impl<'a> Yardstick<'a> {
    /// Returns the yardstick of `policy` on a day. Without a population, schemes that compare
    /// customers leave everyone undetermined.
    pub fn new(policy: &'a Policy, day: Day, population: Option<&'a Population>) -> Self {
        let sequence = policy.sequence().unwrap_or_default();
        let mut compares: Vec<bool> = policy.schemes.iter().map(Scheme::needs_everyone).collect();
        for place in &sequence {
            let mut through_another = false;
            if let Some(scheme) = policy.schemes.get(*place) {
                scheme.names(&mut |asked| {
                    let other = policy.scheme(&asked.scheme).and_then(|(other, _)| compares.get(other));
                    through_another |= other.copied().unwrap_or(false);
                });
            }
            if let Some(own) = compares.get_mut(*place) {
                *own |= through_another;
            }
        }
        Self {
            policy,
            horizon: Horizon::of(day),
            sequence,
            compares,
            population,
            plan: Arc::new(Plan::of(policy)),
        }
    }

    /// Returns the policy.
    pub fn policy(&self) -> &'a Policy {
        self.policy
    }

    /// Returns the day.
    pub fn day(&self) -> Day {
        self.horizon.day()
    }

    /// Returns the population that customers are compared in.
    pub fn population(&self) -> Option<&'a Population> {
        self.population
    }

    pub(super) fn plan(&self) -> &Plan<'a> {
        &self.plan
    }

    /// Returns the same policy and population on another day.
    pub(super) fn on(&self, day: Day) -> Self {
        Self { horizon: self.horizon.on(day), ..self.clone() }
    }

    /// Returns the same for a past day: what came into the book later is left out.
    #[must_use]
    pub(super) fn of_past(self, zone: Zone) -> Self {
        Self { horizon: Horizon::past(self.day(), zone), ..self }
    }

    /// Tells whether a scheme compares customers, by itself or through one it asks for.
    pub fn compares(&self, scheme: usize) -> bool {
        self.compares.get(scheme).copied().unwrap_or(false)
    }

    /// Returns the case of a customer without its tiers: for facts alone.
    pub fn bare_case(&self, book: &'a Book, customer: &'a Customer) -> Case<'_> {
        self.case_of(book, customer, Vec::new())
    }

    /// Returns the case of a customer whose tier in every scheme is worked out already.
    pub fn case_in(&self, book: &'a Book, customer: &'a Customer, outcomes: &[Outcome]) -> Case<'_> {
        self.case_of(book, customer, outcomes.to_vec())
    }

    /// Returns the case of a customer, with its tier in every scheme worked out.
    pub fn case(&self, book: &'a Book, customer: &'a Customer) -> Case<'_> {
        let outcomes = vec![Outcome::Undetermined; self.policy.schemes.len()];
        let mut case = self.case_of(book, customer, outcomes);
        case.work_out(|_| true);
        case
    }

    /// Returns the case of a customer whose tiers in some schemes are known: only those that `alters` tells
    /// are worked out, by the schemes' places. Those that ask for one of them must be among them.
    pub fn case_after(
        &self,
        book: &'a Book,
        customer: &'a Customer,
        outcomes: Vec<Outcome>,
        alters: impl Fn(usize) -> bool,
    ) -> Case<'_> {
        let mut case = self.case_of(book, customer, outcomes);
        case.work_out(alters);
        case
    }

    fn case_of(&self, book: &'a Book, customer: &'a Customer, outcomes: Vec<Outcome>) -> Case<'_> {
        let facts = Facts::at(book, customer, &self.horizon);
        Case { yardstick: self, book, facts, outcomes, values: Vec::new() }
    }
}

/// One customer held against a policy on a day.
#[derive(Debug, Clone)]
pub struct Case<'a> {
    pub(super) yardstick: &'a Yardstick<'a>,
    pub(super) book: &'a Book,
    pub(super) facts: Facts<'a>,
    outcomes: Vec<Outcome>,
    /// The values of the plan's measures, as far as they were asked for; none where no tier was worked out.
    values: Vec<Cell<Seen>>,
}

/// A measure's value, if it was looked at.
#[derive(Debug, Clone, Copy)]
enum Seen {
    NotYet,
    Unknown,
    Value(i64),
}

impl<'a> Case<'a> {
    /// Returns the customer's facts.
    pub fn facts(&self) -> &Facts<'a> {
        &self.facts
    }

    /// Returns the tier in every scheme, by the schemes' places.
    pub fn outcomes(&self) -> &[Outcome] {
        &self.outcomes
    }

    /// Returns the tier in one scheme.
    pub fn outcome(&self, scheme: usize) -> Outcome {
        self.outcomes.get(scheme).copied().unwrap_or(Outcome::Undetermined)
    }

    /// Returns the customer's values in the measures that customers are compared by.
    pub fn compared_values(&self, population: &Population) -> Vec<Figure> {
        population.measures().map(|measure| self.fact(measure).map(|fact| fact.value).into()).collect()
    }

    /// Returns the governing tier and the place of the rule in the order of schemes that decided it:
    /// the first scheme whose condition is met and which has a tier (ruling 5). `None` where none has.
    pub fn governing(&self) -> Option<(usize, TierPlace)> {
        let order = self.yardstick.plan().order.iter().enumerate();
        order.filter(|(_, turn)| !turn.adds).find_map(|(rule, turn)| {
            let (scheme, tier) = self.governed_by(turn)?;
            Some((rule, TierPlace { scheme: u8::try_from(scheme).ok()?, tier }))
        })
    }

    /// Returns every tier whose cadence the customer is owed: the governing one first, then its other labels in
    /// a scheme that gives several (ruling 4), then the tiers of schemes that add to it (ruling 5).
    pub fn cadences(&self, governing: TierPlace) -> Vec<TierPlace> {
        let (policy, plan) = (self.yardstick.policy, self.yardstick.plan());
        let mut places = vec![governing];
        let scheme = usize::from(governing.scheme);
        if let Some(Grading::Rules(ruling)) = policy.scheme_at(governing).map(|scheme| &scheme.grading)
            && ruling.several
            && let Some(Some(Graded::Rules(rules))) = plan.schemes.get(scheme)
            && !matches!(self.outcome(scheme), Outcome::Set(_) | Outcome::Undetermined)
        {
            let others = (0_u8..).zip(rules).skip(usize::from(governing.tier) + 1);
            let met = others.filter(|(_, rule)| rule.truth(self) == Truth::Met);
            places.extend(met.map(|(tier, _)| TierPlace { tier, ..governing }));
        }
        for adding in plan.order.iter().filter(|adding| adding.adds) {
            let place = self
                .governed_by(adding)
                .and_then(|(scheme, tier)| Some(TierPlace { scheme: u8::try_from(scheme).ok()?, tier }));
            places.extend(place.filter(|place| place.scheme != governing.scheme));
        }
        places
    }

    /// Returns the first day on which the customer is owed a cadence: that of registration, or the day from
    /// which a person set the governing tier, whichever is later.
    pub fn since(&self, governing: TierPlace, registered: Day) -> Day {
        let set = self.yardstick.policy.scheme_at(governing).and_then(|scheme| self.set_by_hand(scheme));
        set.map_or(registered, |(_, set)| set.from.max(registered))
    }

    fn governed_by(&self, turn: &Turn<'_>) -> Option<(usize, u8)> {
        let place = turn.scheme?;
        let tier = self.outcome(place).tier()?;
        let may = turn.when.as_ref().is_none_or(|when| when.truth(self) == Truth::Met);
        may.then_some((place, tier))
    }

    /// Returns the tier that a person set in a scheme and that holds on the day.
    pub fn set_by_hand(&self, scheme: &Scheme) -> Option<(u8, &'a TierOverride)> {
        let day = self.facts.day();
        let holds = |set: &&TierOverride| set.scheme == scheme.id && set.holds_on(day);
        // The newest of several counts.
        let set = self.facts.customer().overrides.iter().filter(holds).max_by_key(|set| set.from)?;
        Some((u8::try_from(scheme.tier_place(&set.tier)?).ok()?, set))
    }

    fn work_out(&mut self, alters: impl Fn(usize) -> bool) {
        self.values = vec![Cell::new(Seen::NotYet); self.yardstick.plan().measures.len()];
        for place in &self.yardstick.sequence {
            if !alters(*place) {
                continue;
            }
            let outcome = self.outcome_of(*place);
            if let Some(slot) = self.outcomes.get_mut(*place) {
                *slot = outcome;
            }
        }
    }

    fn outcome_of(&self, place: usize) -> Outcome {
        let yardstick = self.yardstick;
        let graded = yardstick.plan().schemes.get(place).and_then(Option::as_ref);
        let Some((scheme, graded)) = yardstick.policy.schemes.get(place).zip(graded) else {
            return Outcome::Undetermined;
        };
        let by_hand = !self.facts.customer().overrides.is_empty();
        match by_hand.then(|| self.set_by_hand(scheme)).flatten() {
            Some((tier, _)) => Outcome::Set(tier),
            None => grade::computed(self, place, scheme, graded),
        }
    }

    /// Returns the value of one of the plan's measures, looked at once.
    pub(super) fn value(&self, slot: Slot) -> Option<i64> {
        let seen = self.values.get(usize::from(slot));
        match seen.map_or(Seen::NotYet, Cell::get) {
            Seen::Value(value) => Some(value),
            Seen::Unknown => None,
            Seen::NotYet => {
                let measure = self.yardstick.plan().measures.get(usize::from(slot))?;
                let value = self.fact(*measure).map(|fact| fact.value);
                if let Some(seen) = seen {
                    seen.set(value.map_or(Seen::Unknown, Seen::Value));
                }
                value
            }
        }
    }

    fn presumed(&self, measure: Measure) -> Option<Fact> {
        let presumption =
            self.yardstick.policy.presumed.iter().find(|presumed| presumed.measure == measure)?;
        Some(Fact { value: presumption.value, as_of: None, origin: Origin::Presumed })
    }

    fn ranked(&self, metric: Metric, measured: Metric) -> Option<Fact> {
        let fact = self.facts.get(measured)?;
        let (fifth, count) = self.yardstick.population?.fifth(metric, fact.value)?;
        Some(Fact { value: fifth, as_of: fact.as_of, origin: Origin::Ranked(count) })
    }
}

impl Known for Case<'_> {
    fn fact(&self, measure: Measure) -> Option<Fact> {
        let known = match measure {
            Measure::Known(metric) => match metric.ranked() {
                Some((measured, _)) => self.ranked(metric, measured),
                None => self.facts.get(metric),
            },
            Measure::Field(field) => {
                let unit = self.yardstick.policy.field(field)?.sort.unit();
                self.facts.statement(measure, unit)
            }
        };
        known.or_else(|| self.presumed(measure))
    }

    fn in_tier(&self, asked: &InTier) -> Truth {
        let Some((place, scheme)) = self.yardstick.policy.scheme(&asked.scheme) else {
            return Truth::Unknown;
        };
        let is_asked =
            |tier: u8| scheme.tiers.get(usize::from(tier)).is_some_and(|tier| asked.tiers.contains(&tier.id));
        let outcome = self.outcome(place);
        if outcome.tier().is_none() {
            return Truth::Unknown;
        }
        let (mut met, mut unmet) = (false, false);
        for tier in outcome.possible() {
            if is_asked(tier) { met = true } else { unmet = true }
        }
        match (met, unmet) {
            (true, false) => Truth::Met,
            (false, _) => Truth::Unmet,
            (true, true) => Truth::Unknown,
        }
    }

    fn texts(&self, about: Descriptor, visit: &mut dyn FnMut(&str)) {
        about.visit(self.book, self.facts.customer(), self.facts.day(), visit);
    }
}
