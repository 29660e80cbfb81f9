//! The gate before a customer is given up: a class may ask for an evaluation report first (A2.10).

use super::Desk;
use crate::facts::Metric;
use crate::model::{Customer, Stage};
use crate::policy::{Duty, Scheme, Tier};
use crate::tiering::Yardstick;

/// The gate on a day, made ready for as many customers as are given up together.
pub(super) struct LeavingGate<'a> {
    desk: &'a Desk,
    yardstick: Yardstick<'a>,
    /// The schemes with a class that asks for a report, by their places.
    asking: Vec<(usize, &'a Scheme)>,
}

impl<'a> LeavingGate<'a> {
    /// Returns the gate of the policy in force.
    pub(super) fn of(desk: &'a Desk) -> Self {
        let is_asking = |(_, scheme): &(usize, &Scheme)| !scheme.disabled && scheme.tiers.iter().any(asks);
        let asking = desk.policy().schemes.iter().enumerate().filter(is_asking).collect();
        Self { desk, yardstick: desk.yardstick(), asking }
    }

    /// Tells whether giving a customer this stage gives it up before the report that one of its classes asks for is
    /// filed (A2.10).
    pub(super) fn holds(&self, before: &Customer, stage: Option<Stage>) -> bool {
        let is_left = stage == Some(Stage::Lost) && before.stage != Some(Stage::Lost);
        is_left && !self.is_filed(before) && self.is_asked(before)
    }

    fn is_filed(&self, customer: &Customer) -> bool {
        self.desk.facts(customer).get(Metric::LeavingReport).is_some_and(|filed| filed.value == 1)
    }

    fn is_asked(&self, customer: &Customer) -> bool {
        let case = self.yardstick.case(self.desk.book(), customer);
        self.asking.iter().any(|(place, scheme)| {
            let labels = case.assignment(*place, scheme).labels();
            labels.into_iter().filter_map(|label| scheme.tiers.get(usize::from(label))).any(asks)
        })
    }
}

/// Tells whether a class asks for a report before a customer of it is given up.
fn asks(tier: &Tier) -> bool {
    tier.duties.contains(&Duty::LeavingReport)
}
