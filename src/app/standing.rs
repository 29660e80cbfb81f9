//! Where a customer stands today: what lists show and sort by, small enough for 100,000 of them.

use crate::book::Book;
use crate::cadence::{Debtor, Obligation, State, obligations};
use crate::facts::{Figure, Measure, Metric, numbered_day};
use crate::model::{Arrangement, ArrangementSort, Customer, Day, Zone};
use crate::policy::TierPlace;
use crate::query::Known;
use crate::tiering::{Outcome, Population, Yardstick};

use super::urgency::{Causes, causes};

/// One customer's tiers and obligations on a day, without the reasons (those are computed when asked for).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The tier in every scheme, by the schemes' places.
    pub tiers: Box<[Outcome]>,
    /// The tier whose cadence counts.
    pub governing: TierPlace,
    /// The place in the order of schemes that decided it; `None` where no scheme has a tier for it.
    pub governed_by: Option<u8>,
    /// All orders together, in fen, if known.
    pub amount: Figure,
    /// The orders of the last 12 months, in fen, if known.
    pub amount_12: Figure,
    /// Our contacts in the last 12 months.
    pub contacts_12: u32,
    /// The last answered contact.
    pub last_contact: Option<Day>,
    /// The values that customers are compared by, in the order of the population's measures.
    pub compared: Box<[Figure]>,
    /// What is owed.
    pub obligations: Vec<Obligation>,
    /// What puts the customer before others (A1.7).
    pub causes: Causes,
}

impl Standing {
    /// Returns where `customer` stands on the yardstick's day. `population` tells what customers are
    /// compared by, whether or not the yardstick compares them yet.
    pub fn of(
        book: &Book,
        yardstick: &Yardstick<'_>,
        population: &Population,
        customer: &Customer,
        zone: Zone,
    ) -> Self {
        let (policy, today) = (yardstick.policy(), yardstick.day());
        let case = yardstick.case(book, customer);
        let (governed_by, governing) = case
            .governing()
            .map_or_else(|| (None, policy.fallback()), |(rule, tier)| (u8::try_from(rule).ok(), tier));
        let value = |metric| case.facts().get(metric).map(|fact| fact.value);
        let registered = zone.day_of(customer.registered);
        let tiers = case.cadences(governing);
        let dates = |measure: Measure| case.fact(measure).map(|fact| numbered_day(fact.value));
        let debtor = Debtor {
            customer,
            tiers: &tiers,
            since: case.since(governing, registered),
            dates: &dates,
            interactions: case.facts().interactions(),
        };
        let causes = causes(book, policy, case.facts(), customer, today);
        let weight = causes.weight(policy);
        let mut obligations = obligations(policy, &policy.calendar(), debtor, today);
        obligations.iter_mut().for_each(|owed| owed.raised = weight);
        // There is one of these for every customer.
        obligations.shrink_to_fit();
        Self {
            tiers: case.outcomes().into(),
            governing,
            governed_by,
            amount: value(Metric::CumulativeAmount).into(),
            amount_12: value(Metric::AmountIn12Months).into(),
            contacts_12: u32::try_from(value(Metric::ContactsIn12Months).unwrap_or(0)).unwrap_or(0),
            last_contact: case.facts().last_contact(),
            compared: case.compared_values(population).into(),
            obligations,
            causes,
        }
    }

    /// Returns the tier in a scheme.
    pub fn tier(&self, scheme: usize) -> Outcome {
        self.tiers.get(scheme).copied().unwrap_or(Outcome::Undetermined)
    }

    /// Returns the outcome in the scheme that governs; undetermined where none does.
    pub fn outcome(&self) -> Outcome {
        match self.governed_by {
            Some(_) => self.tier(usize::from(self.governing.scheme)),
            None => Outcome::Undetermined,
        }
    }

    /// Returns the customer's tier in every scheme that has one for it: caps of all of them warn (ruling 5).
    pub fn places(&self) -> Vec<TierPlace> {
        let place = |(scheme, outcome): (usize, &Outcome)| {
            Some(TierPlace { scheme: u8::try_from(scheme).ok()?, tier: outcome.tier()? })
        };
        let mut places: Vec<TierPlace> = self.tiers.iter().enumerate().filter_map(place).collect();
        if self.governed_by.is_none() {
            places.push(self.governing);
        }
        places
    }

    /// Returns what forbids any contact with a customer on a day, if something does.
    pub fn no_contact(customer: &Customer, day: Day) -> Option<&Arrangement> {
        let forbids = |one: &&Arrangement| one.sort == ArrangementSort::NoContact && one.holds_on(day);
        customer.arrangements.iter().find(forbids)
    }

    /// Returns the obligation that is most late for its rhythm.
    pub fn most_pressing(&self) -> Option<&Obligation> {
        let open =
            self.obligations.iter().filter(|owed| !matches!(owed.state, State::Paused | State::Discharged));
        open.max_by_key(|obligation| obligation.lateness())
    }
}
