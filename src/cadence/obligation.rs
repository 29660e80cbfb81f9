//! Obligations: one thing owed to one customer, with its window and state.

use super::arranged::Arranged;
use super::clock::Clock;
use crate::facts::Measure;
use crate::model::{ArrangementSort, Customer, CustomerId, Day, InteractionHead};
use crate::policy::{Calendar, Policy, Rule, Schedule, TierPlace};

/// When something may, should and must happen. Never inverted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// From this day on it may be done.
    pub earliest: Day,
    /// On this day it should be done.
    pub target: Day,
    /// By this day it must be done.
    pub latest: Day,
}

/// Where today stands in a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// 逾期: past the latest day.
    Overdue,
    /// 到期: from the target to the latest day.
    Due,
    /// 首次: never contacted; due from the target on, overdue after it.
    FirstContact,
    /// 可提前: within the window, before the target.
    Open,
    /// 未到: before the window.
    NotYetOpen,
    /// 已完成: met, and nothing comes after it until its date changes.
    Discharged,
    /// 暂停: put off, paused, or not to be contacted at all.
    Paused,
}

/// One thing owed to one customer: a rule of a tier, with a clock of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Obligation {
    /// Whom it is owed to.
    pub customer: CustomerId,
    /// The tier that asks for it.
    pub tier: TierPlace,
    /// The place of the rule in the tier; the policy has its channel, content and owner.
    pub rule: u8,
    /// The rule's usual length between two contacts, in days.
    pub interval_days: i32,
    /// When.
    pub window: Window,
    /// Where today stands in it.
    pub state: State,
    /// The contact that the clock runs from; `None` if there was none that counts.
    pub last: Option<Day>,
    /// How often we tried since then and nobody answered.
    pub attempts: u32,
    /// Days past the target; negative before it.
    pub days_late: i32,
    /// What keeps it off the lists, and its last day, if there is one.
    pub held: Option<(ArrangementSort, Option<Day>)>,
    /// Whether its target is a day that somebody planned.
    pub is_planned: bool,
    /// What puts the customer before others comes to so much of the rhythm, in thousandths; 0 for nothing (A1.7).
    pub raised: i32,
}

impl Obligation {
    /// Returns how late it is for its rhythm, days late ÷ interval in thousandths: what Today is
    /// ordered by (C6). A week late on a monthly visit comes before a week late on a yearly mail. What is urgent
    /// counts as later.
    pub fn lateness(&self) -> i64 {
        let (late, interval) = (i64::from(self.days_late), i64::from(self.interval_days.max(1)));
        late * 1_000 / interval + i64::from(self.raised)
    }

    /// Tells whether it belongs on the list of what to do now: due, overdue, a first contact whose day has come, or
    /// urgent and open.
    pub fn is_due(&self) -> bool {
        match self.state {
            State::Overdue | State::Due => true,
            State::FirstContact => self.days_late >= 0 || self.raised > 0,
            State::Open => self.raised > 0,
            State::NotYetOpen | State::Discharged | State::Paused => false,
        }
    }
}

/// A customer whose obligations are asked for, with what is known of it besides its records.
#[derive(Clone, Copy)]
pub struct Debtor<'a> {
    /// The customer.
    pub customer: &'a Customer,
    /// The tiers whose cadences are owed, the governing one first.
    pub tiers: &'a [TierPlace],
    /// The day on which the clock of a first contact starts: the later of registration and the tier's own day.
    pub since: Day,
    /// The days that are known of the customer, for what hangs on dates.
    pub dates: &'a dyn Fn(Measure) -> Option<Day>,
    /// The interactions with it; those after the day that is asked for say nothing yet.
    pub interactions: &'a [InteractionHead],
}

/// Returns what is owed on `today` (A0.19–A0.22, A1.8–A1.10, A2.1–A2.9, A2.28, A4.12–A4.14).
///
/// Every rule of every tier has a clock of its own; of rules of several tiers for one channel only the
/// strictest counts (ruling 4). Only answered contacts that count for a rule move its clock, whoever made
/// them and whether or not they were planned (C1).
pub fn obligations(
    policy: &Policy,
    calendar: &Calendar<'_>,
    debtor: Debtor<'_>,
    today: Day,
) -> Vec<Obligation> {
    rules(policy, debtor.tiers)
        .filter_map(|(tier, place, rule)| {
            let name = || rule_name(policy, tier, place);
            let is_dated = rule.schedule.is_dated();
            let arranged = Arranged::of(&debtor.customer.arrangements, &name, is_dated, today);
            let fixed_day = debtor.customer.fixed_day;
            let own_interval = arranged.interval.filter(|_| !is_dated);
            let clock = Clock { rule, calendar, fixed_day, own_interval };
            owed(policy, &clock, debtor, &arranged, today).map(|owed| Obligation {
                customer: debtor.customer.id,
                tier,
                rule: place,
                ..owed
            })
        })
        .collect()
}

/// Returns the name of a rule in arrangements: scheme, tier and rule by their stored ids.
pub fn rule_name(policy: &Policy, tier: TierPlace, rule: u8) -> String {
    let scheme = policy.scheme_at(tier).map(|scheme| scheme.id.as_str());
    let found = policy.tier(tier).map(|tier| tier.id.as_str());
    let rule = policy.rule(tier, rule).map(|rule| rule.id.as_str());
    [scheme, found, rule].map(Option::unwrap_or_default).join("/")
}

/// Returns the rules of several tiers, without those for which another tier asks more strictly by the same channel.
fn rules<'a>(policy: &'a Policy, tiers: &'a [TierPlace]) -> impl Iterator<Item = (TierPlace, u8, &'a Rule)> {
    let of = |place: TierPlace| policy.tier(place).map(|tier| tier.rules.as_slice()).unwrap_or_default();
    let is_looser = move |nth: usize, rule: &Rule| {
        let days = rule.schedule.interval_days();
        tiers.iter().enumerate().filter(|(other, _)| *other != nth).any(|(other, place)| {
            of(*place).iter().any(|stricter| {
                let asked = stricter.schedule.interval_days();
                stricter.channel == rule.channel
                    && !stricter.schedule.is_dated()
                    && (asked < days || asked == days && other < nth)
            })
        })
    };
    tiers.iter().enumerate().flat_map(move |(nth, tier)| {
        let kept = move |rule: &&Rule| tiers.len() == 1 || rule.schedule.is_dated() || !is_looser(nth, rule);
        (0_u8..)
            .zip(of(*tier))
            .filter(move |(_, rule)| kept(rule))
            .map(move |(place, rule)| (*tier, place, rule))
    })
}

/// Returns what one rule asks for, the customer, tier and rule still to be named; `None` where it hangs on a date
/// that is not known.
fn owed(
    policy: &Policy,
    clock: &Clock<'_>,
    debtor: Debtor<'_>,
    arranged: &Arranged,
    today: Day,
) -> Option<Obligation> {
    let contacts = || debtor.interactions.iter().filter(|contact| contact.day <= today);
    let answered = || contacts().filter(|contact| !contact.unanswered);
    let counted = || {
        answered()
            .filter(|contact| clock.rule.counts(contact.channel, contact.depth))
            .map(|contact| contact.day)
    };
    let last = counted().max();
    // A customer known only by contacts that do not count is not new: its clock runs from the first day on.
    // What was let go counts as done on that day.
    let start = last.max(arranged.skipped).or_else(|| answered().next().map(|_| debtor.since));
    let within = |from: Day, to: Day| {
        counted().chain(arranged.skipped).filter(|day| (from..=to).contains(day)).count()
    };
    let (window, state) = if clock.rule.schedule.is_dated() {
        let date = match clock.rule.schedule {
            Schedule::OnDate { measure, .. } => (debtor.dates)(measure),
            _ => None,
        };
        let (window, met) = clock.dated(date, debtor.since, today, &|from, to| within(from, to) > 0)?;
        (window, if met { State::Discharged } else { window.state(today) })
    } else {
        let first = clock.first(debtor.since, policy.first_contact_days);
        match start {
            None => (first, State::FirstContact),
            Some(start) => {
                let done = |from, to| u32::try_from(within(from, to).max(1)).unwrap_or(u32::MAX);
                let window = clock.after(start, &done);
                // A contact never makes anything due earlier than the grace of a new customer would.
                let window = if start >= debtor.since { window.no_sooner_than(first.target) } else { window };
                (window, window.state(today))
            }
        }
    };
    let (window, is_planned) = planned(window, clock, arranged, start);
    let state = match state {
        State::FirstContact | State::Discharged => state,
        _ => window.state(today),
    };
    let attempts = contacts()
        .filter(|contact| {
            contact.unanswered && contact.is_proactive() && start.is_none_or(|start| contact.day >= start)
        })
        .count();
    Some(Obligation {
        customer: debtor.customer.id,
        tier: TierPlace { scheme: 0, tier: 0 },
        rule: 0,
        interval_days: i32::try_from(clock.interval_days()).unwrap_or(i32::MAX),
        window,
        state: if arranged.held.is_some() { State::Paused } else { state },
        last,
        attempts: u32::try_from(attempts).unwrap_or(u32::MAX),
        days_late: i32::try_from(today.days_since(window.target)).unwrap_or(i32::MAX),
        held: arranged.held,
        is_planned,
        raised: 0,
    })
}

/// Moves a window behind a pause that it would have fallen into, and its target to the day that was planned since
/// the last contact.
fn planned(window: Window, clock: &Clock<'_>, arranged: &Arranged, start: Option<Day>) -> (Window, bool) {
    let window = match arranged.pause {
        Some((from, Some(until))) if (from..=until).contains(&window.target) => {
            window.no_sooner_than(clock.calendar.working_from(until.plus_days(1)))
        }
        _ => window,
    };
    let Some((day, made)) = arranged.planned else { return (window, false) };
    let is_still_ahead = match start {
        Some(start) if start > made => false,
        // Planned on the day of a contact: what was planned then is the next one, if it fits.
        Some(start) if start == made => (window.earliest..=window.latest).contains(&day),
        _ => true,
    };
    if !is_still_ahead {
        return (window, false);
    }
    (Window { earliest: window.earliest.min(day), target: day, latest: window.latest.max(day) }, true)
}

impl Window {
    /// Returns where `today` stands.
    pub fn state(&self, today: Day) -> State {
        if today < self.earliest {
            State::NotYetOpen
        } else if today < self.target {
            State::Open
        } else if today <= self.latest {
            State::Due
        } else {
            State::Overdue
        }
    }

    fn no_sooner_than(self, day: Day) -> Self {
        let target = self.target.max(day);
        Self { target, latest: self.latest.max(target), ..self }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::book::{Book, Change, Label};
    use crate::model::{Channel, Depth, Env, IdSource, Initiator, Instant, Interaction, Zone};

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    /// A tier of the weighted score, 0 for S.
    fn place(tier: u8) -> TierPlace {
        TierPlace { scheme: 0, tier }
    }

    fn env() -> Env {
        let now = Instant::from_millis(1_704_067_200_000);
        Env { now, zone: Zone::SHANGHAI, person: None, ids: IdSource::new(now, [9; 16]) }
    }

    /// A book with one customer, contacted on those days at those depths.
    fn book(contacts: &[(Day, Depth)], unanswered: bool) -> (Book, Customer) {
        let mut env = env();
        let customer = Customer::new(env.ids.draw(), "例".into(), env.now);
        let mut change = Change::new(env.ids.draw(), env.now, None, Label::AddedSample);
        change.add(customer.clone());
        for &(day, depth) in contacts {
            let mut contact = Interaction::new(
                env.ids.draw(),
                customer.id,
                day,
                Channel::Visit,
                depth,
                Initiator::Us,
                env.now,
            );
            contact.unanswered = unanswered;
            change.add(contact);
        }
        let mut book = Book::begun(env.now);
        book.apply(&change).unwrap();
        (book, customer)
    }

    fn owed(contacts: &[(Day, Depth)], tier: TierPlace, today: &str) -> Obligation {
        let (book, customer) = book(contacts, false);
        ask(&book, &customer, tier, day("2024-01-01"), day(today)).remove(0)
    }

    fn ask(book: &Book, customer: &Customer, tier: TierPlace, since: Day, today: Day) -> Vec<Obligation> {
        let policy = Policy::default();
        let interactions: Vec<_> = book.interactions_of(customer.id).map(|row| *row).collect();
        let debtor =
            Debtor { customer, tiers: &[tier], since, dates: &|_| None, interactions: &interactions };
        obligations(&policy, &policy.calendar(), debtor, today)
    }

    #[test]
    fn a0_19_s_is_owed_a_visit_on_the_fixed_day_of_the_next_month() {
        let contacts = [(day("2024-02-29"), Depth::Deep)];
        let owed_on = |today| owed(&contacts, place(0), today);
        assert_eq!(owed_on("2024-02-29").window.target, day("2024-03-15"));
        assert_eq!(owed_on("2024-02-29").state, State::NotYetOpen);
        assert_eq!(owed_on("2024-03-01").state, State::Open);
        assert_eq!(owed_on("2024-03-15").state, State::Due);
        assert_eq!(owed_on("2024-03-20").state, State::Due);
        assert_eq!(owed_on("2024-03-21").state, State::Overdue);
    }

    #[test]
    fn ruling_17_a_fixed_day_31_clamps_to_the_month() {
        let (book, mut customer) = book(&[(day("2024-01-10"), Depth::Deep)], false);
        customer.fixed_day = Some(31);
        let owed = ask(&book, &customer, place(0), day("2024-01-01"), day("2024-02-01"));
        assert_eq!(owed[0].window.target, day("2024-02-29"));
    }

    #[test]
    fn a0_20_a_is_owed_a_deep_call_a_quarter_and_a_light_touch_does_not_count() {
        let deep = (day("2024-01-10"), Depth::Deep);
        assert_eq!(owed(&[deep], place(1), "2024-02-01").window.target, day("2024-04-10"));
        let with_light = owed(&[deep, (day("2024-03-01"), Depth::Light)], place(1), "2024-04-10");
        assert_eq!(with_light.window.target, day("2024-04-10"));
        assert_eq!(with_light.last, Some(deep.0));
    }

    #[test]
    fn a0_21_b_is_owed_a_half_yearly_mail_and_a0_22_c_a_yearly_one() {
        let contacts = [(day("2024-01-10"), Depth::Light)];
        assert_eq!(owed(&contacts, place(2), "2024-02-01").window.target, day("2024-07-10"));
        let yearly = owed(&contacts, place(3), "2024-02-01");
        assert_eq!(yearly.window.target, day("2025-01-10"));
        // Ruling 7: it opens about a quarter after the last contact.
        assert_eq!(yearly.window.earliest, day("2024-04-15"));
    }

    #[test]
    fn d1_a_customer_never_contacted_is_due_after_the_grace() {
        let before = owed(&[], place(2), "2024-01-05");
        assert_eq!((before.state, before.days_late, before.is_due()), (State::FirstContact, -3, false));
        let after = owed(&[], place(2), "2024-01-20");
        assert_eq!((after.state, after.days_late, after.is_due()), (State::FirstContact, 12, true));
    }

    #[test]
    fn c1_an_unanswered_call_moves_no_clock() {
        let (book, customer) = book(&[(day("2024-01-10"), Depth::Deep)], true);
        let owed = ask(&book, &customer, place(1), day("2024-01-01"), day("2024-02-01"));
        assert_eq!(owed[0].state, State::FirstContact);
    }

    #[test]
    fn c6_lateness_is_measured_against_the_rhythm() {
        let contacts = [(day("2024-02-19"), Depth::Deep)];
        let monthly = owed(&contacts, place(0), "2024-03-22");
        let yearly = owed(&contacts, place(3), "2025-02-26");
        assert_eq!((monthly.days_late, yearly.days_late), (7, 7));
        assert!(monthly.lateness() > yearly.lateness());
    }

    proptest! {
        #[test]
        fn windows_are_never_inverted_and_a_contact_never_brings_one_forward(
            days in prop::collection::vec(0i64..900, 1..6), extra in 0i64..900, tier in 0usize..4,
        ) {
            let start = day("2022-01-01");
            let today = start.plus_days(900);
            let tier = place(tier as u8);
            let contacts: Vec<_> = days.iter().map(|&d| (start.plus_days(d), Depth::Deep)).collect();
            let mut more = contacts.clone();
            more.push((start.plus_days(extra), Depth::Deep));
            let window = |contacts: &[(Day, Depth)]| {
                let (book, customer) = book(contacts, false);
                ask(&book, &customer, tier, start, today).remove(0).window
            };
            let (before, after) = (window(&contacts), window(&more));
            for window in [before, after] {
                prop_assert!(window.earliest <= window.target && window.target <= window.latest);
            }
            prop_assert!(after.target >= before.target);
        }
    }
}
