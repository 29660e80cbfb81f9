//! The churn warning list: whose tier falls within 90 days if nothing happens (A0.28, D6).

use crate::model::CustomerId;
use crate::order;
use crate::tiering::{Fall, HORIZONS, Yardstick, fall};

use super::Desk;

/// A search for falls under way: call [`FallsRun::step`] until nothing is left.
#[derive(Debug, Clone)]
pub struct FallsRun {
    scheme: usize,
    left: Vec<CustomerId>,
    found: Vec<(CustomerId, Fall)>,
}

impl FallsRun {
    /// Begins to look for falls in a scheme. One that compares customers has none: its future depends on
    /// what everybody does.
    pub fn begin(desk: &Desk, scheme: usize) -> Self {
        let left = if desk.yardstick().compares(scheme) {
            Vec::new()
        } else {
            desk.standings().map(|(customer, _)| customer.id).collect()
        };
        Self { scheme, left, found: Vec::new() }
    }

    /// Goes on with up to `most` customers; tells whether there are more.
    pub fn step(&mut self, desk: &Desk, most: usize) -> bool {
        let now = desk.yardstick();
        let later = HORIZONS.map(|days| Yardstick::new(desk.policy(), desk.today().plus_days(days), None));
        for id in self.left.split_off(self.left.len().saturating_sub(most)) {
            if let Some(customer) = desk.book().customers().get(id)
                && let Some(fall) = fall(desk.book(), &now, &later, customer, self.scheme)
            {
                self.found.push((id, fall));
            }
        }
        !self.left.is_empty()
    }

    /// Returns who falls, the largest amount at stake first.
    pub fn result(mut self) -> Vec<(CustomerId, Fall)> {
        order::by(&mut self.found, |a, b| {
            b.1.at_stake.cmp(&a.1.at_stake).then(a.1.day.cmp(&b.1.day)).then(a.0.cmp(&b.0))
        });
        self.found
    }
}
