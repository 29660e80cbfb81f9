//! Spreading what piles up: inside the windows for what is due, over weeks for a book that has just begun.

use std::collections::{BTreeMap, HashMap};

use crate::cadence::{Job, Obligation, State, level, rule_name};
use crate::model::{CustomerId, Day, PersonId};
use crate::order;
use crate::policy::Period;

use super::draft::held_against_caps;
use super::workload::{WEEKS, room};
use super::{Desk, MoveDraft};

/// What is spread.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SpreadSort {
    /// 摊开这一堆: what is due or open, inside its window.
    #[default]
    Pile,
    /// 缓启动: what is overdue or was never contacted, the best tier in the first week, the next over three, the
    /// others over the quarter (D8).
    Ramp,
}

/// One contact that would move.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    /// The customer.
    pub customer: CustomerId,
    /// The rule, as arrangements name it.
    pub rule: String,
    /// The day it has now; today if that is past.
    pub from: Day,
    /// The day it would have.
    pub to: Day,
    /// Whether a cap of the customer is full in the period of that day.
    pub is_over: bool,
}

/// What spreading would do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Spread {
    /// What would move.
    pub moves: Vec<Move>,
    /// The coming weeks with their contacts before and after, and what they have room for.
    pub weeks: Vec<SpreadWeek>,
    /// Contacts that have no room in their window: they stay where they are.
    pub left: usize,
    /// First contacts that a landing ramp leaves on the day that was planned for them, as a column of a table did.
    pub dated: usize,
}

/// One week before and after.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SpreadWeek {
    /// Its Monday.
    pub monday: Day,
    /// Contacts before.
    pub before: u32,
    /// Contacts after.
    pub after: u32,
    /// What its days have room for.
    pub capacity: u32,
}

impl Spread {
    /// Returns how many would move into a period whose cap is full.
    pub fn over(&self) -> usize {
        self.moves.iter().filter(|each| each.is_over).count()
    }

    /// Returns what moves; without those over a cap, if they are to be skipped.
    pub fn draft(self, skip_over: bool) -> MoveDraft {
        let kept = self.moves.into_iter().filter(|each| !(skip_over && each.is_over));
        MoveDraft::of(kept.map(|each| (each.customer, each.rule, each.to)).collect())
    }
}

/// Works out how the contacts of a person, or of everybody, would be spread.
pub fn spread(desk: &Desk, owner: Option<PersonId>, sort: SpreadSort) -> Spread {
    let today = desk.today();
    let (first, _) = Period::Week.around(desk.policy().calendar().working_from(today));
    let length = i64::try_from(WEEKS * 7).unwrap_or(0);
    let mut weeks: Vec<SpreadWeek> = (0..WEEKS)
        .map(|nth| SpreadWeek {
            monday: first.plus_days(i64::try_from(nth * 7).unwrap_or(0)),
            before: 0,
            after: 0,
            capacity: 0,
        })
        .collect();
    let mut by_owner: BTreeMap<Option<PersonId>, Vec<(i64, &Obligation)>> = BTreeMap::new();
    for (customer, standing) in desk.standings() {
        if owner.is_none() || customer.owner == owner {
            let owed = standing.obligations.iter();
            let owed = owed.filter(|owed| !matches!(owed.state, State::Paused | State::Discharged));
            by_owner
                .entry(customer.owner)
                .or_default()
                .extend(owed.map(|owed| (standing.amount.get().unwrap_or(0), owed)));
        }
    }
    let mut found = Spread::default();
    for (owner, owed) in by_owner {
        let person = owner.and_then(|owner| desk.book().people().get(owner));
        let calendar = desk.policy().calendar();
        let days: Vec<(Day, u32)> = (0..length)
            .map(|ahead| today.plus_days(ahead))
            .map(|day| (day, room(&calendar, person, day)))
            .filter(|(_, room)| *room > 0)
            .collect();
        let (moves, left) = of_one(desk, sort, owed.as_slice(), &days);
        found.left += left;
        for (day, room) in &days {
            if let Some(week) = week_of(first, *day).and_then(|week| weeks.get_mut(week)) {
                week.capacity += room;
            }
        }
        let moved: HashMap<(CustomerId, &str), Day> =
            moves.iter().map(|each| ((each.customer, each.rule.as_str()), each.to)).collect();
        for (_, owed) in &owed {
            let from = owed.window.target.max(today);
            let rule = rule_name(desk.policy(), owed.tier, owed.rule);
            let to = moved.get(&(owed.customer, rule.as_str())).copied().unwrap_or(from);
            if let Some(week) = week_of(first, from).and_then(|week| weeks.get_mut(week)) {
                week.before += 1;
            }
            if let Some(week) = week_of(first, to).and_then(|week| weeks.get_mut(week)) {
                week.after += 1;
            }
        }
        found.moves.extend(moves);
        let is_dated = |owed: &&Obligation| sort == SpreadSort::Ramp && keeps_its_day(owed, today);
        found.dated += owed.iter().filter(|(_, owed)| is_dated(owed)).count();
    }
    found.weeks = weeks;
    found
}

fn week_of(first: Day, day: Day) -> Option<usize> {
    usize::try_from(day.days_since(first) / 7).ok()
}

/// Spreads the contacts of one person over the days that have room.
fn of_one(
    desk: &Desk,
    sort: SpreadSort,
    owed: &[(i64, &Obligation)],
    days: &[(Day, u32)],
) -> (Vec<Move>, usize) {
    let today = desk.today();
    let is_meant = |owed: &Obligation| match sort {
        SpreadSort::Pile => matches!(owed.state, State::Due | State::Open),
        SpreadSort::Ramp => {
            matches!(owed.state, State::Overdue | State::FirstContact) && !keeps_its_day(owed, today)
        }
    };
    let (mut meant, fixed): (Vec<_>, Vec<_>) = owed.iter().copied().partition(|(_, owed)| is_meant(owed));
    // The best tier first, and in it who is worth most.
    order::by(&mut meant, |a, b| {
        let key = |row: &(i64, &Obligation)| (row.1.tier.tier, -row.0, row.1.customer, row.1.rule);
        key(a).cmp(&key(b))
    });
    let mut left: Vec<u32> = days.iter().map(|(_, room)| *room).collect();
    let place = |day: Day| days.partition_point(|(known, _)| *known < day);
    // What does not move takes its room first: the overdue from today on.
    for (_, owed) in &fixed {
        let from = place(owed.window.target.max(today));
        if let Some(left) = left.iter_mut().skip(from).find(|left| **left > 0) {
            *left -= 1;
        }
    }
    let jobs: Vec<Option<Job>> = match sort {
        SpreadSort::Pile => meant.iter().map(|(_, owed)| window_job(owed, today, &place)).collect(),
        SpreadSort::Ramp => ramp(&meant, days.len()),
    };
    let wanted: Vec<Job> = jobs.iter().flatten().copied().collect();
    let mut placed = level(&wanted, &left).into_iter();
    let (mut moves, mut going, mut without) = (Vec::new(), Vec::new(), 0);
    for ((_, owed), job) in meant.iter().zip(&jobs) {
        let day = job.and_then(|_| placed.next().flatten()).and_then(|place| days.get(place));
        let from = owed.window.target.max(today);
        match day {
            Some((to, _)) if *to != from => {
                going.push((owed.customer, Some(*owed), *to));
                moves.push(Move {
                    customer: owed.customer,
                    rule: rule_name(desk.policy(), owed.tier, owed.rule),
                    from,
                    to: *to,
                    is_over: false,
                });
            }
            Some(_) => {}
            None => without += 1,
        }
    }
    // All moves of a customer count together: they have the same owner.
    for (each, over) in moves.iter_mut().zip(held_against_caps(desk, &going)) {
        each.is_over = over.is_some();
    }
    (moves, without)
}

/// Tells whether a first contact has a day already that is still to come.
fn keeps_its_day(owed: &Obligation, today: Day) -> bool {
    owed.state == State::FirstContact && owed.is_planned && owed.window.target >= today
}

/// The working days inside a window, from today on; `None` where there is none.
fn window_job(owed: &Obligation, today: Day, place: &dyn Fn(Day) -> usize) -> Option<Job> {
    let first = place(owed.window.earliest.max(today));
    let last = place(owed.window.latest.plus_days(1)).checked_sub(1)?;
    let wish = place(owed.window.target.max(today)).min(last);
    (first <= last).then_some(Job { first, wish: wish.max(first), last })
}

/// Working days over which first contacts are spread, by the tier's place: a week, three weeks, a quarter.
fn ramp(meant: &[(i64, &Obligation)], days: usize) -> Vec<Option<Job>> {
    let span = |tier: u8| match tier {
        0 => 5,
        1 => 15,
        _ => 62,
    };
    let group = |owed: &Obligation| owed.tier.tier.min(2);
    let mut counts: BTreeMap<u8, (usize, usize)> = BTreeMap::new();
    for (_, owed) in meant {
        counts.entry(group(owed)).or_default().1 += 1;
    }
    meant
        .iter()
        .map(|(_, owed)| {
            let of = group(owed);
            let (before, count) = counts.get_mut(&of)?;
            let (nth, count) = (std::mem::replace(before, *before + 1), *count);
            let span = span(of).min(days);
            let last = span.checked_sub(1)?;
            Some(Job { first: 0, wish: (nth * span / count.max(1)).min(last), last })
        })
        .collect()
}
