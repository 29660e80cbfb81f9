//! The churn warning list: whose tier falls within 90 days if nothing happens (A0.28, D6).

use crate::model::CustomerId;
use crate::order;
use crate::tiering::{Fall, HORIZONS, Outcome, Past, PastRun, Yardstick, compared_fall, fall};

use super::Desk;

/// A search for falls under way: call [`FallsRun::step`] until nothing is left.
#[derive(Debug, Clone)]
pub struct FallsRun {
    scheme: usize,
    /// Everybody's tiers at each horizon, still to be worked out: of a scheme that compares customers, for it hangs on
    /// everybody. The last comes first.
    runs: Vec<PastRun>,
    /// Those that are worked out, the nearest horizon last.
    ahead: Vec<Past>,
    left: Vec<CustomerId>,
    found: Vec<(CustomerId, Fall)>,
}

impl FallsRun {
    /// Begins to look for falls in a scheme.
    pub fn begin(desk: &Desk, scheme: usize) -> Self {
        let compares = desk.yardstick().compares(scheme);
        let horizons = if compares { HORIZONS.as_slice() } else { &[] };
        let on = |days: &i64| desk.today().plus_days(*days);
        let run = |days| PastRun::begin(desk.book(), desk.policies(), on(days), desk.zone());
        Self {
            scheme,
            runs: horizons.iter().map(run).collect(),
            ahead: Vec::new(),
            left: desk.standings().map(|(customer, _)| customer.id).collect(),
            found: Vec::new(),
        }
    }

    /// Goes on with up to `most` customers; tells whether there are more.
    pub fn step(&mut self, desk: &Desk, most: usize) -> bool {
        if let Some(run) = self.runs.last_mut() {
            if run.step(desk.book(), most) == 1_000 {
                self.ahead.extend(self.runs.pop().map(PastRun::result));
            }
            return true;
        }
        let now = desk.yardstick();
        let later = HORIZONS.map(|days| Yardstick::new(desk.policy(), desk.today().plus_days(days), None));
        for id in self.left.split_off(self.left.len().saturating_sub(most)) {
            let Some(customer) = desk.book().customers().get(id) else { continue };
            let fall = match self.ahead.as_slice() {
                [third, second, first] => {
                    let tier = |past: &Past| {
                        let stood = past.of(id).and_then(|stood| stood.tiers.get(self.scheme));
                        stood.copied().unwrap_or(Outcome::Undetermined)
                    };
                    let ahead = [tier(first), tier(second), tier(third)];
                    let standing = desk.standing(id).map(|standing| standing.tier(self.scheme));
                    standing
                        .and_then(|from| compared_fall(desk.book(), &now, customer, self.scheme, from, ahead))
                }
                _ => fall(desk.book(), &now, &later, customer, self.scheme),
            };
            self.found.extend(fall.map(|fall| (id, fall)));
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
