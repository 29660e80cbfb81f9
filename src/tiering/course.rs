//! How a customer's tier moves over time: past moves with their causes, and falls to come.
//!
//! Past tiers are computed from the records and the policy version of each day, not recorded: an order
//! that is entered late, an import or an undo then tells the same story as if it had been there at once,
//! and no second truth can drift from the first.

use crate::book::Book;
use crate::facts::{Fact, Measure, Metric, Reach, Unit};
use crate::model::{Customer, Day};
use crate::order;
use crate::policy::{Grading, Policy, Scheme};
use crate::query::Known;

use super::assignment::measures;
use super::{Case, Outcome, Policies, Yardstick};

/// A day on which the tier became another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    /// The first day of the new tier.
    pub day: Day,
    /// The tier before, by its stored id; `None` while undetermined.
    pub from: Option<String>,
    /// The tier from then on.
    pub to: Option<String>,
    /// What brought it about.
    pub causes: Vec<Cause>,
}

/// What moves a tier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cause {
    /// Another version of the policy came into force.
    Policy(u32),
    /// A measure changed.
    Measure {
        /// Which.
        measure: Measure,
        /// Its value before.
        before: Option<i64>,
        /// Its value from then on.
        after: Option<i64>,
    },
    /// An order left the window of so many months.
    OrderLeft {
        /// The day of the order.
        order: Day,
        /// The window.
        months: i32,
    },
    /// A new order.
    Ordered,
    /// A person set the tier.
    SetByHand,
    /// What a person had set expired.
    Expired,
}

/// A tier that falls although nothing happens, because nothing happens (D6, A0.28).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fall {
    /// The first day of the worse tier.
    pub day: Day,
    /// The tier today.
    pub from: u8,
    /// The tier then; `None` for undetermined.
    pub to: Option<u8>,
    /// The horizon in days within which it falls: 30, 60 or 90.
    pub within: i64,
    /// What brings it about.
    pub causes: Vec<Cause>,
    /// The amount of the last 12 months, in fen, if it is known.
    pub at_stake: Option<i64>,
}

/// The horizons of tomorrow's tier, in days.
pub const HORIZONS: [i64; 3] = [30, 60, 90];

/// Returns when and why a customer's tier in a scheme moved between two days, oldest first.
///
/// A scheme that compares customers is left out: its moves depend on everybody's past. It moves with
/// the policy version of each day; a version in which the scheme is absent leaves it undetermined.
pub fn moves(
    book: &Book,
    policies: &Policies,
    customer: &Customer,
    scheme: &str,
    from: Day,
    to: Day,
) -> Vec<Move> {
    let begin = |day: &Day| (from..=to).contains(day);
    let mut days: Vec<Day> = policies.beginnings().filter(begin).collect();
    for policy in policies.between(from, to) {
        days.extend(Turns::of(policy).days(book, customer, from, to));
    }
    order::by(&mut days, Ord::cmp);
    days.dedup();
    let mut found: Vec<Move> = Vec::new();
    let mut before = standing_on(book, policies.on(from), customer, scheme, from);
    for day in days {
        let policy = policies.on(day);
        let after = standing_on(book, policy, customer, scheme, day);
        if after != before {
            let yesterday = day.plus_days(-1);
            let mut causes = Vec::new();
            if policies.on(yesterday).version != policy.version {
                causes.push(Cause::Policy(policy.version));
            }
            if let Some((_, scheme)) = policy.scheme(scheme) {
                causes.extend(causes_between(book, policy, customer, scheme, yesterday, day));
            }
            found.push(Move { day, from: before, to: after.clone(), causes });
            before = after;
        }
    }
    found
}

/// Returns the stored id of the tier on a day.
fn standing_on(book: &Book, policy: &Policy, customer: &Customer, scheme: &str, day: Day) -> Option<String> {
    let yardstick = Yardstick::new(policy, day, None);
    let (place, scheme) = policy.scheme(scheme)?;
    let tier = yardstick.case(book, customer).outcome(place).tier()?;
    scheme.tiers.get(usize::from(tier)).map(|tier| tier.id.clone())
}

/// Returns the fall that awaits a customer in a scheme if nothing happens, if there is one.
pub fn fall(
    book: &Book,
    today: &Yardstick<'_>,
    later: &[Yardstick<'_>; 3],
    customer: &Customer,
    scheme: usize,
) -> Option<Fall> {
    let case = today.case(book, customer);
    let now = case.outcome(scheme).tier()?;
    let is_worse = |outcome: Outcome| outcome.tier().is_none_or(|tier| tier > now);
    let (yardstick, within) = later
        .iter()
        .zip(HORIZONS)
        .find(|(yardstick, _)| is_worse(yardstick.case(book, customer).outcome(scheme)))?;
    let start = today.day();
    let mut days = Turns::of(today.policy()).days(book, customer, start.plus_days(1), yardstick.day());
    days.push(yardstick.day());
    let at = |day: Day| today.on(day).case(book, customer).outcome(scheme);
    let day = days.into_iter().find(|day| is_worse(at(*day)))?;
    let causes = today
        .policy()
        .schemes
        .get(scheme)
        .map(|scheme| causes_between(book, today.policy(), customer, scheme, day.plus_days(-1), day))
        .unwrap_or_default();
    Some(Fall {
        day,
        from: now,
        to: at(day).tier(),
        within,
        causes,
        at_stake: case.facts().get(Metric::AmountIn12Months).map(|fact| fact.value),
    })
}

/// Returns the fall that awaits a customer in a scheme that compares customers, given its tier at each horizon if
/// nothing happens to anybody. The day is that of the horizon: which day it is hangs on everybody.
pub fn compared_fall(
    book: &Book,
    today: &Yardstick<'_>,
    customer: &Customer,
    scheme: usize,
    now: Outcome,
    ahead: [Outcome; 3],
) -> Option<Fall> {
    let from = now.tier()?;
    let is_worse = |outcome: &Outcome| outcome.tier().is_none_or(|tier| tier > from);
    let (to, within) = ahead.into_iter().zip(HORIZONS).find(|(outcome, _)| is_worse(outcome))?;
    let (policy, day) = (today.policy(), today.day().plus_days(within));
    let causes = policy
        .schemes
        .get(scheme)
        .map(|scheme| causes_between(book, policy, customer, scheme, today.day(), day));
    let at_stake = today.bare_case(book, customer).facts().get(Metric::AmountIn12Months);
    Some(Fall {
        day,
        from,
        to: to.tier(),
        within,
        causes: causes.unwrap_or_default(),
        at_stake: at_stake.map(|fact| fact.value),
    })
}

/// The lengths of time after which something turns by the calendar alone.
struct Turns {
    months: Vec<i32>,
    days: Vec<i64>,
}

impl Turns {
    /// Returns the lengths that the steps and tests of all schemes name, and the one after each.
    fn of(policy: &Policy) -> Self {
        let mut turns = Self { months: Vec::new(), days: Vec::new() };
        let mut add = |measure: Measure, value: i64| match policy.unit(measure) {
            Some(Unit::Months) => {
                turns
                    .months
                    .extend([value, value + 1].map(|months| i32::try_from(months).unwrap_or(i32::MAX)));
            }
            Some(Unit::Days) => turns.days.extend([value, value + 1]),
            _ => {}
        };
        for scheme in &policy.schemes {
            scheme.tests(&mut |test| add(test.measure, test.value.unwrap_or(0)));
            match &scheme.grading {
                Grading::Score(scoring) => scoring.criteria().for_each(|(_, criterion)| {
                    criterion.scale.steps.iter().for_each(|step| add(criterion.measure, step.from));
                }),
                Grading::Bands(banding) => {
                    let edges = banding.bands.iter().filter_map(|band| band.from);
                    edges.for_each(|edge| add(banding.measure, edge.at));
                }
                Grading::Share(_) | Grading::Rules(_) => {}
            }
        }
        turns
    }

    /// Returns the days between two on which a customer's facts can turn, rising: days of records, days
    /// on which records leave a window, and days on which a length of time is full.
    fn days(&self, book: &Book, customer: &Customer, from: Day, to: Day) -> Vec<Day> {
        let mut days: Vec<Day> = Vec::new();
        let mut keep = |day: Day| {
            if (from..=to).contains(&day) {
                days.push(day);
            }
        };
        let mut wait = |start: Day, windows: &[i32]| {
            keep(start);
            windows.iter().for_each(|months| keep(left(start, *months)));
            self.months.iter().for_each(|months| keep(start.plus_months(*months)));
            self.days.iter().for_each(|days| keep(start.plus_days(*days)));
        };
        book.orders_of(customer.id).for_each(|order| wait(order.day, &[6, 12]));
        book.interactions_of(customer.id).for_each(|contact| wait(contact.day, &[12]));
        for feedback in book.feedback_of(customer.id) {
            wait(feedback.day, &[12]);
            feedback.resolved.iter().for_each(|resolved| wait(*resolved, &[]));
        }
        customer.since.iter().for_each(|since| wait(since.first_day(), &[]));
        let ratings = &customer.ratings;
        [ratings.industry_growth, ratings.expansion_potential, ratings.need_fit, ratings.complaint_handling]
            .iter()
            .flatten()
            .for_each(|rating| keep(rating.day()));
        customer.statements.iter().for_each(|statement| keep(statement.day));
        for set in &customer.overrides {
            keep(set.from);
            set.until.iter().for_each(|until| keep(until.plus_days(1)));
        }
        (from.year()..=to.year()).filter_map(|year| Day::new(year, 1, 1)).for_each(&mut keep);
        order::by(&mut days, Ord::cmp);
        days.dedup();
        days
    }
}

/// Returns the first day on which a record is out of a window of months: windows begin after the day
/// so many months ago, and month ends clamp.
fn left(day: Day, months: i32) -> Day {
    let mut out = day.plus_months(months);
    while out.plus_months(-months) < day {
        out = out.plus_days(1);
    }
    out
}

/// Returns what changed in a scheme's inputs between two days of one policy.
fn causes_between(
    book: &Book,
    policy: &Policy,
    customer: &Customer,
    scheme: &Scheme,
    before: Day,
    after: Day,
) -> Vec<Cause> {
    let (earlier, later) = (Yardstick::new(policy, before, None), Yardstick::new(policy, after, None));
    let (earlier, later) = (earlier.bare_case(book, customer), later.bare_case(book, customer));
    let mut causes = Vec::new();
    match (earlier.set_by_hand(scheme), later.set_by_hand(scheme)) {
        (Some(_), None) => causes.push(Cause::Expired),
        (old, Some(new)) if old != Some(new) => causes.push(Cause::SetByHand),
        _ => {}
    }
    if book.orders_of(customer.id).any(|order| before < order.day && order.day <= after) {
        causes.push(Cause::Ordered);
    }
    for months in [6, 12] {
        let leaves = |order: &Day| (before.plus_days(1)..=after).contains(&left(*order, months));
        let leaving = book.orders_of(customer.id).find(|order| leaves(&order.day));
        if let Some(order) = leaving.filter(|_| reaches(scheme, months)) {
            causes.push(Cause::OrderLeft { order: order.day, months });
        }
    }
    let value = |case: &Case<'_>, measure| case.fact(measure).map(|fact: Fact| fact.value);
    for measure in measures(scheme) {
        let (before, after) = (value(&earlier, measure), value(&later, measure));
        let is_days = policy.unit(measure) == Some(Unit::Days);
        if before != after && !is_days {
            causes.push(Cause::Measure { measure, before, after });
        }
    }
    causes
}

/// Tells whether a scheme looks through a window of so many months.
fn reaches(scheme: &Scheme, months: i32) -> bool {
    measures(scheme).into_iter().filter_map(Measure::metric).any(|metric| match metric.reach() {
        Reach::Months(reach) => i64::from(reach) == i64::from(months),
        Reach::HalfYearBefore => true,
        Reach::Ever | Reach::ThisYear => false,
    })
}
