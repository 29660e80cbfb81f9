//! Cadences that ask for more than a cap welcomes: named, not hidden (ruling 6: S's cap against VIP's weekly visit).

use crate::model::Depth;
use crate::policy::{Cap, CapScope, Period, Policy, Rule, Schedule, TierPlace};

/// A rule that goes over a cap when it is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Conflict {
    /// The tier that asks.
    pub tier: TierPlace,
    /// The place of its rule; `None` where only all of its rules together go over.
    pub rule: Option<u8>,
    /// The tier whose cap it goes over.
    pub capped: TierPlace,
    /// The cap.
    pub cap: Cap,
    /// How many contacts are asked for in one period of the cap, at the most.
    pub asked: u32,
}

/// Returns every rule of a policy that goes over a cap, of its own tier or of another that a customer can be in
/// at the same time.
pub fn conflicts(policy: &Policy) -> Vec<Conflict> {
    let tiers: Vec<TierPlace> = (0_u8..)
        .zip(&policy.schemes)
        .filter(|(_, scheme)| !scheme.disabled)
        .flat_map(|(place, scheme)| {
            (0_u8..).zip(&scheme.tiers).map(move |(tier, _)| TierPlace { scheme: place, tier })
        })
        .collect();
    let mut found = Vec::new();
    for &tier in &tiers {
        let rules = policy.tier(tier).map(|tier| tier.rules.as_slice()).unwrap_or_default();
        for &capped in tiers.iter().filter(|other| other.scheme != tier.scheme || **other == tier) {
            for cap in policy.caps_of(capped) {
                let counted = (0_u8..).zip(rules).filter(|(_, rule)| is_counted(cap, rule));
                let each: Vec<(u8, u32)> =
                    counted.map(|(place, rule)| (place, asked_in(&rule.schedule, cap.period))).collect();
                let conflict = |rule, asked| Conflict { tier, rule, capped, cap: *cap, asked };
                let before = found.len();
                let over = each.iter().filter(|(_, asked)| *asked > cap.most);
                found.extend(over.map(|(place, asked)| conflict(Some(*place), *asked)));
                let all = each.iter().map(|(_, asked)| asked).sum();
                if found.len() == before && all > cap.most {
                    found.push(conflict(None, all));
                }
            }
        }
    }
    found
}

fn is_counted(cap: &Cap, rule: &Rule) -> bool {
    match cap.scope {
        CapScope::Deep => rule.least_depth == Depth::Deep,
        CapScope::Proactive => true,
    }
}

/// Returns how many contacts a schedule can ask for in one period, at the most.
fn asked_in(schedule: &Schedule, period: Period) -> u32 {
    let (days, months): (i64, i64) = match period {
        Period::Week => (7, 1),
        Period::Month => (31, 1),
        Period::Quarter => (92, 3),
        Period::HalfYear => (184, 6),
        Period::Year => (366, 12),
    };
    let up = |count: i64, by: i64| (count + by - 1) / by.max(1);
    let asked = match schedule {
        Schedule::MonthlyOn { .. } => months,
        Schedule::WeeklyOn { .. } => up(days, 7),
        Schedule::EveryDays { days: every } => up(days, *every),
        Schedule::EveryMonths { months: every } => up(months, i64::from(*every)),
        Schedule::Times { least, period: Period::Week, .. } => i64::from(*least) * up(days, 7),
        Schedule::Times { least, period: of, .. } => i64::from(*least) * up(days, of.days()).max(1),
        Schedule::OnDate { .. } => 1,
        Schedule::Festivals { days: festivals } => {
            up(i64::try_from(festivals.len()).unwrap_or(0) * days, 366).max(1)
        }
    };
    u32::try_from(asked).unwrap_or(u32::MAX)
}
