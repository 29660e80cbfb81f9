//! A policy with everything looked up once: measures have numbers, schemes and tiers have places. So that judging a
//! customer compares numbers and looks nothing up by name.
//!
//! It says the same as the conditions it is made of; `tests/tiering.rs` holds the tiers to their reasons.

use crate::facts::Measure;
use crate::policy::{Grading, Points, Policy, Scale, Scheme, Scoring, Span};
use crate::query::{Condition, InTier, Operator, Test, TextTest, Truth};

use super::{Case, Outcome, Rank};

/// The policy's measures, schemes and order, ready for many customers.
#[derive(Debug, Clone)]
pub(super) struct Plan<'a> {
    /// Every measure that the policy asks for; a slot is a place in it.
    pub(super) measures: Vec<Measure>,
    /// How each scheme grades, by the schemes' places; `None` for one that is switched off.
    pub(super) schemes: Vec<Option<Graded<'a>>>,
    /// The order of schemes: the scheme's place, whether it only adds, and when it may govern.
    pub(super) order: Vec<Turn<'a>>,
}

/// A place in the order of schemes.
#[derive(Debug, Clone)]
pub(super) struct Turn<'a> {
    /// The scheme's place; `None` where it is gone.
    pub(super) scheme: Option<usize>,
    pub(super) adds: bool,
    pub(super) when: Option<Rule<'a>>,
}

/// The place of a measure among those of a plan.
pub(super) type Slot = u16;

/// A condition with everything looked up.
#[derive(Debug, Clone)]
pub(super) enum Rule<'a> {
    All(Vec<Rule<'a>>),
    Any(Vec<Rule<'a>>),
    Not(Box<Rule<'a>>),
    Is(Slot, Operator, Option<i64>),
    Says(&'a TextTest),
    /// The scheme's place, and its tiers that meet it, a bit each.
    InTier(usize, u128),
    /// It names what is not there.
    Open,
}

/// How a scheme grades, with everything looked up.
#[derive(Debug, Clone)]
pub(super) enum Graded<'a> {
    Score { criteria: Vec<Weighted<'a>>, scoring: &'a Scoring },
    Bands { clauses: Vec<(Rule<'a>, Option<Rank>)>, slot: Slot, bands: &'a [Span] },
    Share(Slot),
    Rules(Vec<Rule<'a>>),
}

/// A criterion with the place of its measure.
#[derive(Debug, Clone)]
pub(super) struct Weighted<'a> {
    pub(super) slot: Slot,
    pub(super) weight: u32,
    pub(super) scale: &'a Scale,
    pub(super) most: Points,
}

impl<'a> Plan<'a> {
    pub(super) fn of(policy: &'a Policy) -> Self {
        let mut plan = Self { measures: Vec::new(), schemes: Vec::new(), order: Vec::new() };
        for scheme in &policy.schemes {
            let graded = (!scheme.disabled).then(|| plan.graded(policy, scheme));
            plan.schemes.push(graded);
        }
        for governing in &policy.order {
            let scheme = policy.scheme(&governing.scheme).map(|(place, _)| place);
            let when = governing.when.as_ref().map(|when| plan.rule(policy, when));
            plan.order.push(Turn { scheme, adds: governing.adds, when });
        }
        plan
    }

    fn graded(&mut self, policy: &'a Policy, scheme: &'a Scheme) -> Graded<'a> {
        match &scheme.grading {
            Grading::Score(scoring) => {
                let criteria = scoring.criteria().map(|(_, criterion)| Weighted {
                    slot: self.slot(criterion.measure),
                    weight: criterion.weight,
                    scale: &criterion.scale,
                    most: criterion.scale.most(),
                });
                Graded::Score { criteria: criteria.collect(), scoring }
            }
            Grading::Bands(banding) => {
                let rank = |tier: &str| scheme.tier_place(tier).and_then(|place| Rank::try_from(place).ok());
                let clauses = banding.clauses.iter();
                let clauses =
                    clauses.map(|clause| (self.rule(policy, &clause.when), rank(&clause.tier))).collect();
                Graded::Bands { clauses, slot: self.slot(banding.measure), bands: &banding.bands }
            }
            Grading::Share(sharing) => Graded::Share(self.slot(sharing.measure)),
            Grading::Rules(ruling) => {
                Graded::Rules(ruling.rules.iter().map(|when| self.rule(policy, when)).collect())
            }
        }
    }

    fn rule(&mut self, policy: &'a Policy, condition: &'a Condition) -> Rule<'a> {
        match condition {
            Condition::All(parts) => Rule::All(parts.iter().map(|part| self.rule(policy, part)).collect()),
            Condition::Any(parts) => Rule::Any(parts.iter().map(|part| self.rule(policy, part)).collect()),
            Condition::Not(part) => Rule::Not(Box::new(self.rule(policy, part))),
            Condition::Is(Test { measure, operator, value }) => {
                Rule::Is(self.slot(*measure), *operator, *value)
            }
            Condition::Says(test) => Rule::Says(test),
            Condition::InTier(InTier { scheme, tiers }) => match policy.scheme(scheme) {
                Some((place, scheme)) => {
                    let bits = tiers.iter().filter_map(|tier| scheme.tier_place(tier));
                    Rule::InTier(place, bits.filter_map(bit).fold(0, |bits, bit| bits | bit))
                }
                None => Rule::Open,
            },
        }
    }

    fn slot(&mut self, measure: Measure) -> Slot {
        let place = self.measures.iter().position(|known| *known == measure).unwrap_or_else(|| {
            self.measures.push(measure);
            self.measures.len() - 1
        });
        Slot::try_from(place).unwrap_or(Slot::MAX)
    }
}

/// The bit of a tier's place; there are no more than 100 (see [`crate::policy::Wrong::Tiers`]).
fn bit(place: usize) -> Option<u128> {
    1_u128.checked_shl(u32::try_from(place).ok()?)
}

impl Rule<'_> {
    /// Judges it by what is known, as [`Condition::truth`] does.
    pub(super) fn truth(&self, case: &Case<'_>) -> Truth {
        match self {
            Self::All(parts) => joined(parts, case, Truth::Unmet),
            Self::Any(parts) => joined(parts, case, Truth::Met),
            Self::Not(part) => part.truth(case).negated(),
            Self::Is(slot, operator, bound) => operator.holds(case.value(*slot), *bound),
            Self::Says(test) => test.truth(case),
            Self::InTier(scheme, tiers) => in_tier(case.outcome(*scheme), *tiers),
            Self::Open => Truth::Unknown,
        }
    }
}

fn joined(parts: &[Rule<'_>], case: &Case<'_>, decides: Truth) -> Truth {
    let mut truth = decides.negated();
    for part in parts {
        match part.truth(case) {
            decided if decided == decides => return decides,
            Truth::Unknown => truth = Truth::Unknown,
            _ => {}
        }
    }
    truth
}

/// Tells whether an outcome is among some tiers: of several possible ones, all or none must be.
fn in_tier(outcome: Outcome, tiers: u128) -> Truth {
    if outcome.tier().is_none() {
        return Truth::Unknown;
    }
    let (mut met, mut unmet) = (false, false);
    for tier in outcome.possible() {
        let is_asked = bit(usize::from(tier)).is_some_and(|bit| tiers & bit != 0);
        if is_asked { met = true } else { unmet = true }
    }
    match (met, unmet) {
        (true, false) => Truth::Met,
        (false, _) => Truth::Unmet,
        (true, true) => Truth::Unknown,
    }
}
