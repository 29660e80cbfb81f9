//! Today's list: who is due, overdue, not yet open or never contacted, most pressing first.

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::book::IdTable;
use crate::cadence::{Obligation, State, rule_name};
use crate::model::{Customer, CustomerId, PersonId};
use crate::order;
use crate::policy::TierPlace;
use crate::query::Needle;

use super::{Desk, Standing};

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

/// One line of the list: an obligation of a customer, looked up when it is on screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// The customer.
    pub customer: CustomerId,
    /// The place of the obligation among the customer's.
    pub nth: u8,
}

impl Due {
    /// Returns what is owed, where the customer still stands there.
    pub fn obligation<'a>(&self, standing: &'a Standing) -> Option<&'a Obligation> {
        standing.obligations.get(usize::from(self.nth))
    }

    /// Returns what is owed today.
    pub fn owed<'a>(&self, desk: &'a Desk) -> Option<&'a Obligation> {
        self.obligation(desk.standing(self.customer)?)
    }

    /// Returns the name of its rule in arrangements.
    pub fn rule(&self, desk: &Desk) -> Option<String> {
        self.owed(desk).map(|owed| rule_name(desk.policy(), owed.tier, owed.rule))
    }
}

/// How long each part of the list is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
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

    pub(super) fn add(&mut self, few: Few) {
        self.each(few, |sum, count| *sum += count);
    }

    fn take(&mut self, few: Few) {
        self.each(few, |sum, count| *sum = sum.saturating_sub(count));
    }

    fn each(&mut self, few: Few, change: impl Fn(&mut usize, usize)) {
        let sums = [
            &mut self.to_do,
            &mut self.overdue,
            &mut self.due,
            &mut self.first,
            &mut self.open,
            &mut self.not_yet,
            &mut self.paused,
        ];
        for (sum, count) in sums.into_iter().zip(few.0) {
            change(sum, usize::from(count));
        }
    }
}

/// How many obligations of one customer are in each part, in the order of [`TodayGroup::ALL`].
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Few([u8; TodayGroup::ALL.len()]);

impl Few {
    pub(super) fn of(obligations: &[Obligation]) -> Self {
        let mut few = Self::default();
        for obligation in obligations {
            for (count, group) in few.0.iter_mut().zip(TodayGroup::ALL) {
                *count = count.saturating_add(u8::from(group.holds(obligation)));
            }
        }
        few
    }
}

/// The list, kept in step with the book: of a change, only whom it moved is looked at again.
#[derive(Debug, Default)]
pub struct TodayTable {
    /// What the list was made for, and the mark of the desk then.
    made_for: Option<(TodayFilter, u64)>,
    list: Arc<Vec<Due>>,
    counts: TodayCounts,
    /// What everybody who is counted comes to.
    counted: IdTable<CustomerId, Few>,
}

impl TodayTable {
    /// Returns the list and the length of every part of it, for the owner and the typed words.
    ///
    /// Ordered by days late ÷ interval, then by tier, then by amount, then by name (C6). One table is for one desk.
    pub fn show(&mut self, desk: &Desk, filter: &TodayFilter) -> (Arc<Vec<Due>>, TodayCounts) {
        let before = self.made_for.as_ref().filter(|(made_for, _)| made_for == filter);
        match before.and_then(|(_, mark)| desk.moved_since(*mark)) {
            Some(moved) => self.follow(desk, filter, moved),
            None => self.make(desk, filter),
        }
        self.made_for = Some((filter.clone(), desk.mark()));
        (self.list.clone(), self.counts)
    }

    /// Tells whether it was last shown for a filter.
    pub fn is_of(&self, filter: &TodayFilter) -> bool {
        self.made_for.as_ref().is_some_and(|(made_for, _)| made_for == filter)
    }

    fn make(&mut self, desk: &Desk, filter: &TodayFilter) {
        let needle = Needle::new(&filter.typed);
        self.counts = TodayCounts::default();
        self.counted.clear();
        self.counted.reserve_all(desk.book().customers().len());
        let mut rows: Vec<Row<'_>> = Vec::new();
        for (customer, standing) in desk.standings() {
            if is_wanted(desk, filter, &needle, customer) {
                self.count(filter, customer, standing, &mut rows);
            }
        }
        order::by(&mut rows, Row::compare);
        self.list = Arc::new(rows.iter().map(|row| row.due).collect());
    }

    /// Looks at those again who moved, in the list as it is.
    fn follow(&mut self, desk: &Desk, filter: &TodayFilter, moved: &[CustomerId]) {
        if moved.is_empty() {
            return;
        }
        let needle = Needle::new(&filter.typed);
        let moved: BTreeSet<CustomerId> = moved.iter().copied().collect();
        let kept: Vec<Due> = self.list.iter().filter(|due| !moved.contains(&due.customer)).copied().collect();
        let mut added: Vec<Row<'_>> = Vec::new();
        for id in moved {
            if let Some(few) = self.counted.remove(id) {
                self.counts.take(few);
            }
            let found = desk.book().customers().get(id).zip(desk.standing(id));
            if let Some((customer, standing)) = found.filter(|(one, _)| is_wanted(desk, filter, &needle, one))
            {
                self.count(filter, customer, standing, &mut added);
            }
        }
        order::by(&mut added, Row::compare);
        let row_of = |due: &Due| {
            Row::of(desk.book().customers().get(due.customer)?, desk.standing(due.customer)?, due.nth)
        };
        let mut list = Vec::with_capacity(kept.len() + added.len());
        let mut done = 0;
        for row in added {
            let rest = kept.get(done..).unwrap_or_default();
            let before =
                rest.partition_point(|due| row_of(due).is_some_and(|other| other.compare(&row).is_le()));
            list.extend(rest.iter().take(before).copied());
            list.push(row.due);
            done += before;
        }
        list.extend(kept.into_iter().skip(done));
        self.list = Arc::new(list);
    }

    /// Counts a customer's obligations, and adds those that are shown.
    fn count<'a>(
        &mut self,
        filter: &TodayFilter,
        customer: &'a Customer,
        standing: &'a Standing,
        rows: &mut Vec<Row<'a>>,
    ) {
        let few = Few::of(&standing.obligations);
        self.counts.add(few);
        self.counted.insert(customer.id, few);
        rows.extend(Row::all(customer, standing, filter.group));
    }
}

/// A line with what it is ordered by.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row<'a> {
    pressing: u128,
    name: &'a str,
    /// The line.
    pub(super) due: Due,
}

impl<'a> Row<'a> {
    /// Returns the lines of a customer in a part of the list.
    pub(super) fn all(
        customer: &'a Customer,
        standing: &'a Standing,
        group: TodayGroup,
    ) -> impl Iterator<Item = Self> {
        let places = (0..=u8::MAX).zip(&standing.obligations);
        places
            .filter(move |(_, owed)| group.holds(owed))
            .filter_map(|(nth, _)| Self::of(customer, standing, nth))
    }

    /// Returns the line of one obligation of a customer.
    pub(super) fn of(customer: &'a Customer, standing: &Standing, nth: u8) -> Option<Self> {
        let due = Due { customer: customer.id, nth };
        let pressing = pressing(due.obligation(standing)?, standing.amount.get());
        Some(Self { pressing, name: &customer.name, due })
    }

    /// Orders by days late ÷ interval, then by tier, then by amount, then by name (C6).
    pub(super) fn compare(&self, other: &Self) -> Ordering {
        let by = |row: &Self| (row.due.customer, row.due.nth);
        self.pressing
            .cmp(&other.pressing)
            .then_with(|| self.name.cmp(other.name))
            .then_with(|| by(self).cmp(&by(other)))
    }
}

fn is_wanted(desk: &Desk, filter: &TodayFilter, needle: &Needle, customer: &Customer) -> bool {
    filter.owner.is_none_or(|owner| customer.owner == Some(owner)) && desk.finds(customer, needle)
}

/// Returns a number that is smaller the more pressing an obligation is: later for its rhythm, then of a higher tier,
/// then of a larger customer.
fn pressing(obligation: &Obligation, amount: Option<i64>) -> u128 {
    /// Days late of thousands of years lie within.
    const LATEST: i64 = 1 << 46;
    let lateness = obligation.lateness().clamp(-LATEST, LATEST);
    let TierPlace { scheme, tier } = obligation.tier;
    let ascending = |number: i64| u128::from(number as u64 ^ (1 << 63));
    let late = ascending(-lateness) - ascending(-LATEST);
    late << 80
        | u128::from(scheme) << 72
        | u128::from(tier) << 64
        | (u128::from(u64::MAX) - ascending(amount.unwrap_or(0)))
}

/// Returns the list and the length of every part of it, for the owner and the typed words; as [`TodayTable::show`].
pub fn today(desk: &Desk, filter: &TodayFilter) -> (Arc<Vec<Due>>, TodayCounts) {
    TodayTable::default().show(desk, filter)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::book::{Book, Change, Label};
    use crate::model::{
        BookInfo, Channel, Day, Depth, Id, IdSource, Initiator, Instant, Interaction, Person, Record, Zone,
    };

    fn id<I: Id>(number: u8) -> I {
        I::new(uuid::Uuid::from_u128(u128::from(number)))
    }

    fn day() -> Day {
        "2024-05-10".parse().unwrap()
    }

    fn customer(number: u8) -> Customer {
        let begun = Zone::SHANGHAI.instant("2024-01-01".parse().unwrap(), 9, 0);
        Customer::new(id(number), format!("客户{}", number % 7), begun)
    }

    fn desk(customers: u8) -> Desk {
        let records = (0..customers).map(customer).map(Record::from);
        let people = (100..102).map(|number| Person::new(id(number), "王敏".into()).into());
        let info = BookInfo::begun(Instant::from_millis(0));
        let mut desk =
            Desk::open(Book::assemble(info, people.chain(records)).unwrap(), Zone::SHANGHAI, day());
        while desk.work_out(10) > 0 {}
        while desk.compare(10) {}
        desk
    }

    /// A contact some days ago, another owner, a customer more, or one that goes if nothing was said with it.
    fn change(desk: &Desk, ids: &mut IdSource, (number, what, days): (u8, u8, i64)) -> Option<Change> {
        let mut made = Change::new(ids.draw(), Instant::from_millis(0), None, Label::AddedSample);
        let found = desk.book().customers().get(id(number));
        match (found, what) {
            (None, _) => made.add(customer(number)),
            (Some(one), 0) => {
                let mut other = one.clone();
                other.owner = (days % 3 != 0).then(|| id(100 + (days % 2) as u8));
                other.name = format!("客户{}", days % 7);
                made.update(one, &other);
            }
            (Some(one), 1) if desk.book().interactions_of(one.id).next().is_none() => {
                made.remove(one.clone());
            }
            (Some(one), _) => {
                let channel = Channel::ALL[usize::from(what) % Channel::ALL.len()];
                let now = Zone::SHANGHAI.instant(day(), 9, 0);
                let on = day().plus_days(-days);
                let said = Interaction::new(ids.draw(), one.id, on, channel, Depth::Deep, Initiator::Us, now);
                made.add(said);
            }
        }
        Some(made)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        /// Whatever changes: the list that is kept in step is the one that is made anew, in every part, for anybody.
        #[test]
        fn the_list_kept_in_step_is_the_list_made_anew(
            customers in 0u8..12,
            ops in prop::collection::vec((0u8..14, 0u8..6, 0i64..200), 1..20),
            group in prop::sample::select(TodayGroup::ALL.to_vec()),
            owner in prop::option::of(0u8..2),
        ) {
            let mut desk = desk(customers);
            let mut ids = IdSource::new(Instant::from_millis(0), [7; 16]);
            let owner = owner.map(|number| id(100 + number));
            let filter = TodayFilter { group, owner, typed: String::new() };
            let mut table = TodayTable::default();
            table.show(&desk, &filter);
            for op in ops {
                let Some(change) = change(&desk, &mut ids, op) else { continue };
                desk.applied(&change).unwrap();
                prop_assert_eq!(table.show(&desk, &filter), today(&desk, &filter));
            }
        }
    }
}
