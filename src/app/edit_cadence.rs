//! Edits of cadences and caps in a draft of the policy: kinds of schedule with figures that fit each other.

use crate::model::{Channel, Depth};
use crate::policy::{Festival, Method, Period, Rule, Schedule, Tier, Window};

use crate::facts::Metric;

/// The kinds of schedule, as the editor offers them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum ScheduleSort {
    EveryDays,
    EveryMonths,
    MonthlyOn,
    WeeklyOn,
    Times,
    OnDate,
    Festivals,
}

impl ScheduleSort {
    /// Every kind, in the order of the list.
    pub const ALL: [Self; 7] = [
        Self::EveryDays,
        Self::EveryMonths,
        Self::MonthlyOn,
        Self::WeeklyOn,
        Self::Times,
        Self::OnDate,
        Self::Festivals,
    ];

    /// Returns its id in a list.
    pub fn id(self) -> &'static str {
        match self {
            Self::EveryDays => "every_days",
            Self::EveryMonths => "every_months",
            Self::MonthlyOn => "monthly_on",
            Self::WeeklyOn => "weekly_on",
            Self::Times => "times",
            Self::OnDate => "on_date",
            Self::Festivals => "festivals",
        }
    }

    /// Returns the kind of a schedule.
    pub fn of(schedule: &Schedule) -> Self {
        match schedule {
            Schedule::EveryDays { .. } => Self::EveryDays,
            Schedule::EveryMonths { .. } => Self::EveryMonths,
            Schedule::MonthlyOn { .. } => Self::MonthlyOn,
            Schedule::WeeklyOn { .. } => Self::WeeklyOn,
            Schedule::Times { .. } => Self::Times,
            Schedule::OnDate { .. } => Self::OnDate,
            Schedule::Festivals { .. } => Self::Festivals,
        }
    }

    /// Gives a rule a schedule of this kind, with a window that fits it.
    pub fn give(self, rule: &mut Rule) {
        let window = |early_days, late_days| Window { early_days, late_days };
        (rule.schedule, rule.window) = match self {
            Self::EveryDays => (Schedule::EveryDays { days: 14 }, window(4, 3)),
            Self::EveryMonths => (Schedule::EveryMonths { months: 1 }, window(10, 5)),
            Self::MonthlyOn => (Schedule::MonthlyOn { day: 15 }, window(14, 5)),
            Self::WeeklyOn => (Schedule::WeeklyOn { weekday: 0 }, window(2, 2)),
            Self::Times => {
                (Schedule::Times { least: 1, most: None, period: Period::Month }, Window::default())
            }
            Self::OnDate => {
                let measure = Metric::Birthday.into();
                (Schedule::OnDate { measure, yearly: true, days_before: 0 }, window(3, 2))
            }
            Self::Festivals => (Schedule::Festivals { days: vec![Festival::Spring] }, window(3, 3)),
        };
    }
}

/// Adds a rule of contact to a tier, without a fault.
pub fn add_rule(tier: &mut Tier) {
    let mut number = tier.rules.len() + 1;
    while tier.rules.iter().any(|rule| rule.id == format!("rule_{number}")) {
        number += 1;
    }
    let mut rule = Rule {
        id: format!("rule_{number}"),
        schedule: Schedule::EveryMonths { months: 1 },
        channel: Channel::Call,
        least_depth: Depth::Light,
        method: Method::FollowUp,
        window: Window::default(),
        counts: Vec::new(),
        content: Vec::new(),
        owner: None,
    };
    ScheduleSort::EveryMonths.give(&mut rule);
    tier.rules.push(rule);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::Policy;

    #[test]
    fn every_kind_of_schedule_begins_without_a_fault() {
        let mut policy = Policy::default();
        let tier = &mut policy.schemes[3].tiers[0];
        for sort in ScheduleSort::ALL {
            add_rule(tier);
            let rule = tier.rules.last_mut().unwrap();
            sort.give(rule);
            assert_eq!(ScheduleSort::of(&rule.schedule), sort);
        }
        tier.rules.remove(0);
        add_rule(tier);
        assert_eq!(policy.faults(), []);
    }
}
