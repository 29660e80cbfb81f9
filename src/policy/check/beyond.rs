//! What stands beside the schemes: what is urgent, and when a customer goes to the pool.

use super::{Check, Spot, Wrong};
use crate::policy::Tier;

/// The longest time that may be asked for, in days.
const LONGEST: u32 = 3_650;

impl Check<'_> {
    pub(super) fn urgency(&mut self) {
        let policy = self.policy;
        for (place, urgency) in policy.urgency.iter().enumerate() {
            let spot = Spot::Urgency(urgency.cause);
            if policy.urgency.iter().take(place).any(|other| other.cause == urgency.cause) {
                self.refuse(spot, Wrong::Twice(urgency.cause.id().to_owned()));
            }
            if !(1..=1_000).contains(&urgency.percent) {
                self.refuse(spot, Wrong::Percent);
            }
            if !(0..=365).contains(&urgency.days) {
                self.refuse(spot, Wrong::Days(0, 365));
            }
        }
    }

    pub(super) fn reclaim(&mut self) {
        let Some(reclaim) = self.policy.reclaim else { return };
        if !(1..=LONGEST).contains(&reclaim.days) {
            self.refuse(Spot::Reclaim, Wrong::Days(1, LONGEST));
        }
        if reclaim.cool_down_days > LONGEST {
            self.refuse(Spot::Reclaim, Wrong::Days(0, LONGEST));
        }
        if reclaim.warn_days >= reclaim.days {
            self.refuse(Spot::Reclaim, Wrong::WarnsTooEarly);
        }
    }

    pub(super) fn reclaimed(&mut self, place: usize, tier: &Tier) {
        if tier.reclaim_days.is_some_and(|days| days > LONGEST) {
            self.refuse(Spot::Tier(place), Wrong::Days(0, LONGEST));
        }
        let warn_days = self.policy.reclaim.map_or(0, |reclaim| reclaim.warn_days);
        if tier.reclaim_days.is_some_and(|days| days > 0 && days <= warn_days) {
            self.refuse(Spot::Tier(place), Wrong::WarnsTooEarly);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Fault;
    use super::*;
    use crate::policy::{Cause, Policy, Reclaim, Urgency};

    fn faults(alter: impl FnOnce(&mut Policy)) -> Vec<(Spot, Wrong)> {
        let mut policy = Policy::default();
        alter(&mut policy);
        policy.faults().into_iter().map(|Fault { spot, wrong, .. }| (spot, wrong)).collect()
    }

    #[test]
    fn what_is_urgent_twice_or_without_weight_is_refused_at_its_place() {
        let urgent = |cause, percent, days| Urgency { cause, percent, days };
        let found = faults(|policy| {
            policy.urgency = vec![
                urgent(Cause::Complaint, 0, 0),
                urgent(Cause::Renewal, 50, 366),
                urgent(Cause::Complaint, 1_000, 0),
            ];
        });
        assert_eq!(
            found,
            [
                (Spot::Urgency(Cause::Complaint), Wrong::Percent),
                (Spot::Urgency(Cause::Renewal), Wrong::Days(0, 365)),
                (Spot::Urgency(Cause::Complaint), Wrong::Twice("complaint".into())),
            ]
        );
    }

    #[test]
    fn a_pool_that_warns_after_the_fact_is_refused_at_its_place() {
        let pool = |days, warn_days| Some(Reclaim { days, warn_days, cool_down_days: 30 });
        assert_eq!(faults(|policy| policy.reclaim = pool(90, 14)), []);
        assert_eq!(
            faults(|policy| policy.reclaim = pool(0, 14)),
            [(Spot::Reclaim, Wrong::Days(1, 3_650)), (Spot::Reclaim, Wrong::WarnsTooEarly)]
        );
        let short = faults(|policy| {
            policy.reclaim = pool(90, 14);
            policy.schemes[0].tiers[1].reclaim_days = Some(14);
        });
        assert_eq!(short, [(Spot::Tier(1), Wrong::WarnsTooEarly)]);
        let never = faults(|policy| {
            policy.reclaim = pool(90, 14);
            policy.schemes[0].tiers[1].reclaim_days = Some(0);
        });
        assert_eq!(never, []);
    }
}
