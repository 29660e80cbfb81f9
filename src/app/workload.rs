//! The work ahead: contacts of each person in the coming weeks against what their days have room for.

use std::collections::BTreeMap;

use crate::cadence::{Obligation, State};
use crate::model::{Day, Person, PersonId};
use crate::order;
use crate::policy::{Calendar, Period, TierPlace};

use super::Desk;

/// Contacts that a working day has room for, where a person has no figure of their own. The handbooks give none.
pub const CONTACTS_A_DAY: u32 = 8;
/// How many weeks are looked ahead.
pub const WEEKS: usize = 12;

/// One person's weeks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Load {
    /// Who; `None` for customers without an owner.
    pub owner: Option<PersonId>,
    /// The coming weeks, this one first.
    pub weeks: Vec<LoadWeek>,
    /// Contacts by tier that the weeks have no room for: the best tiers are served first.
    pub unkept: Vec<(TierPlace, u32)>,
}

/// One week of one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoadWeek {
    /// Its Monday.
    pub monday: Day,
    /// Contacts by tier, best tier first.
    pub tiers: Vec<(TierPlace, u32)>,
    /// Contacts that its days have room for.
    pub capacity: u32,
}

impl LoadWeek {
    /// Returns all contacts of the week.
    pub fn total(&self) -> u32 {
        self.tiers.iter().map(|(_, count)| count).sum()
    }

    /// Tells whether there are more contacts than room.
    pub fn is_over(&self) -> bool {
        self.total() > self.capacity
    }
}

/// Returns the contacts that a person's week has room for, in thousandths, on the average of the coming four; `None`
/// for nobody.
pub fn weekly_room(desk: &Desk, owner: Option<PersonId>) -> Option<i64> {
    let person = desk.book().people().get(owner?)?;
    let calendar = desk.policy().calendar();
    let days = (0..28).map(|ahead| desk.today().plus_days(ahead));
    let contacts: i64 = days.map(|day| i64::from(room(&calendar, Some(person), day))).sum();
    Some(contacts * 1_000 / 4)
}

/// Returns the contacts that a person's day has room for: none on rest days and leave.
pub fn room(calendar: &Calendar<'_>, person: Option<&Person>, day: Day) -> u32 {
    match person {
        Some(person) if calendar.is_working(day) && !person.is_away(day) => {
            person.contacts_a_day.unwrap_or(CONTACTS_A_DAY)
        }
        _ => 0,
    }
}

/// Returns the days on which an obligation will ask for a contact until `end`, if each is made on its target.
fn asked(owed: &Obligation, is_dated: bool, today: Day, end: Day) -> impl Iterator<Item = Day> {
    let first = owed.window.target.max(today);
    let step = i64::from(owed.interval_days.max(1));
    let most = if is_dated { 1 } else { usize::MAX };
    let counts = !matches!(owed.state, State::Discharged | State::Paused);
    (0..)
        .map(move |nth: i64| first.plus_days(nth * step))
        .take_while(move |day| counts && *day <= end)
        .take(most)
}

/// Returns everybody's coming weeks, whoever is most over first.
pub fn workload(desk: &Desk) -> Vec<Load> {
    let (policy, today) = (desk.policy(), desk.today());
    let calendar = policy.calendar();
    // On the last free days of a week the coming one is the first.
    let (first, _) = Period::Week.around(calendar.working_from(today));
    let end = first.plus_days(i64::try_from(WEEKS * 7).unwrap_or(0) - 1);
    let mut found: BTreeMap<Option<PersonId>, Vec<BTreeMap<TierPlace, u32>>> = BTreeMap::new();
    for (customer, standing) in desk.standings() {
        let owner = customer.owner.filter(|owner| desk.book().people().contains(*owner));
        let weeks = found.entry(owner).or_insert_with(|| vec![BTreeMap::new(); WEEKS]);
        for owed in &standing.obligations {
            let is_dated = policy.rule(owed.tier, owed.rule).is_some_and(|rule| rule.schedule.is_dated());
            for day in asked(owed, is_dated, today, end) {
                let week = usize::try_from(day.days_since(first) / 7).unwrap_or(0);
                if let Some(week) = weeks.get_mut(week) {
                    *week.entry(owed.tier).or_default() += 1;
                }
            }
        }
    }
    let mut loads: Vec<Load> = found
        .into_iter()
        .map(|(owner, weeks)| {
            let person = owner.and_then(|owner| desk.book().people().get(owner));
            let weeks = (0_i64..).zip(weeks).map(|(nth, tiers)| {
                let monday = first.plus_days(nth * 7);
                let days = (0..7).map(|day| monday.plus_days(day)).filter(|day| *day >= today);
                let capacity = days.map(|day| room(&calendar, person, day)).sum();
                LoadWeek { monday, tiers: tiers.into_iter().collect(), capacity }
            });
            let weeks: Vec<LoadWeek> = weeks.collect();
            let unkept = unkept(&weeks);
            Load { owner, weeks, unkept }
        })
        .collect();
    let short = |load: &Load| load.unkept.iter().map(|(_, count)| i64::from(*count)).sum::<i64>();
    order::by(&mut loads, |a, b| (-short(a), a.owner).cmp(&(-short(b), b.owner)));
    loads
}

/// Serves the best tiers first, over all weeks together; returns what is left over.
fn unkept(weeks: &[LoadWeek]) -> Vec<(TierPlace, u32)> {
    let mut all: BTreeMap<TierPlace, u32> = BTreeMap::new();
    for (tier, count) in weeks.iter().flat_map(|week| &week.tiers) {
        *all.entry(*tier).or_default() += count;
    }
    let mut room: u32 = weeks.iter().map(|week| week.capacity).sum();
    let mut tiers: Vec<(TierPlace, u32)> = all.into_iter().collect();
    order::by(&mut tiers, |a, b| (a.0.tier, a.0.scheme).cmp(&(b.0.tier, b.0.scheme)));
    let left = tiers.into_iter().map(|(tier, count)| {
        let served = count.min(room);
        room -= served;
        (tier, count - served)
    });
    left.filter(|(_, count)| *count > 0).collect()
}
