//! Today's list: who is due, overdue, not yet open or never contacted, most pressing first.

use crate::cadence::{Obligation, State, rule_name};
use crate::model::{Customer, CustomerId, PersonId};
use crate::order;
use crate::query::Needle;

use super::Desk;

/// Which part of the list is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum TodayGroup {
    /// What has to be done now: overdue, due, and first contacts whose day has come.
    #[default]
    ToDo,
    /// 逾期
    Overdue,
    /// 到期
    Due,
    /// 首次联系
    First,
    /// 可提前
    Open,
    /// 未到
    NotYet,
    /// 暂停: put off, paused, or not to be contacted.
    Paused,
}

/// What is shown of the list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TodayFilter {
    /// Which part.
    pub group: TodayGroup,
    /// Whose customers: everybody's if `None`.
    pub owner: Option<PersonId>,
    /// What was typed into the filter.
    pub typed: String,
}

/// One line of the list: an obligation of a customer, drawn when it is on screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// The customer.
    pub customer: CustomerId,
    /// What is owed.
    pub obligation: Obligation,
}

impl Due {
    /// Returns the name of the rule in arrangements.
    pub fn rule(&self, desk: &Desk) -> String {
        rule_name(desk.policy(), self.obligation.tier, self.obligation.rule)
    }

    /// Returns the place of the obligation among the customer's.
    pub fn nth(&self, desk: &Desk) -> Option<u8> {
        let owed = &desk.standing(self.customer)?.obligations;
        let is_same =
            |owed: &Obligation| (owed.tier, owed.rule) == (self.obligation.tier, self.obligation.rule);
        owed.iter().position(is_same).and_then(|nth| u8::try_from(nth).ok())
    }
}

/// How long each part of the list is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[allow(missing_docs)]
pub struct TodayCounts {
    pub to_do: usize,
    pub overdue: usize,
    pub due: usize,
    pub first: usize,
    pub open: usize,
    pub not_yet: usize,
    pub paused: usize,
}

impl TodayGroup {
    /// Every part, in the order of the chips.
    pub const ALL: [Self; 7] =
        [Self::ToDo, Self::Overdue, Self::Due, Self::First, Self::Open, Self::NotYet, Self::Paused];

    /// Tells whether an obligation belongs to this part.
    pub fn holds(self, obligation: &Obligation) -> bool {
        match self {
            Self::ToDo => obligation.is_due(),
            Self::Overdue => obligation.state == State::Overdue,
            Self::Due => obligation.state == State::Due,
            Self::First => obligation.state == State::FirstContact,
            Self::Open => obligation.state == State::Open,
            Self::NotYet => matches!(obligation.state, State::NotYetOpen | State::Discharged),
            Self::Paused => obligation.state == State::Paused,
        }
    }
}

impl TodayCounts {
    /// Returns the length of a part.
    pub fn of(&self, group: TodayGroup) -> usize {
        match group {
            TodayGroup::ToDo => self.to_do,
            TodayGroup::Overdue => self.overdue,
            TodayGroup::Due => self.due,
            TodayGroup::First => self.first,
            TodayGroup::Open => self.open,
            TodayGroup::NotYet => self.not_yet,
            TodayGroup::Paused => self.paused,
        }
    }

    fn add(&mut self, obligation: &Obligation) {
        for group in TodayGroup::ALL {
            if group.holds(obligation) {
                *match group {
                    TodayGroup::ToDo => &mut self.to_do,
                    TodayGroup::Overdue => &mut self.overdue,
                    TodayGroup::Due => &mut self.due,
                    TodayGroup::First => &mut self.first,
                    TodayGroup::Open => &mut self.open,
                    TodayGroup::NotYet => &mut self.not_yet,
                    TodayGroup::Paused => &mut self.paused,
                } += 1;
            }
        }
    }
}

/// Returns the list and the length of every part of it, for the owner and the typed words.
///
/// Ordered by days late ÷ interval, then by tier, then by amount, then by name (C6).
pub fn today(desk: &Desk, filter: &TodayFilter) -> (Vec<Due>, TodayCounts) {
    let needle = Needle::new(&filter.typed);
    let mut counts = TodayCounts::default();
    let mut rows: Vec<(i64, i64, &Customer, &Obligation)> = Vec::new();
    for (customer, standing) in desk.standings() {
        let wanted =
            filter.owner.is_none_or(|owner| customer.owner == Some(owner)) && desk.finds(customer, &needle);
        if !wanted {
            continue;
        }
        for obligation in &standing.obligations {
            counts.add(obligation);
            if filter.group.holds(obligation) {
                rows.push((obligation.lateness(), standing.amount.unwrap_or(0), customer, obligation));
            }
        }
    }
    order::by(&mut rows, |a, b| {
        let pressing = |row: &(i64, i64, &Customer, &Obligation)| (-row.0, row.3.tier, -row.1);
        pressing(a).cmp(&pressing(b)).then_with(|| a.2.name.cmp(&b.2.name)).then_with(|| a.2.id.cmp(&b.2.id))
    });
    let list = rows
        .into_iter()
        .map(|(_, _, customer, obligation)| Due { customer: customer.id, obligation: obligation.clone() })
        .collect();
    (list, counts)
}
