//! Obligations: one thing owed to one customer, with its window and state.

use crate::book::Book;
use crate::model::{Customer, CustomerId, Day, InteractionHead};
use crate::policy::{Policy, Rule, RuleId, Schedule, TierPlace};

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
}

/// One thing owed to one customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Obligation {
    /// Whom it is owed to.
    pub customer: CustomerId,
    /// The tier that asks for it.
    pub tier: TierPlace,
    /// The rule; the policy has its channel, content and owner.
    pub rule: RuleId,
    /// The rule's usual length between two contacts, in days.
    pub interval_days: i64,
    /// When.
    pub window: Window,
    /// Where today stands in it.
    pub state: State,
    /// The contact that the clock runs from; `None` if there was none that counts.
    pub last: Option<Day>,
    /// Days past the target; negative before it.
    pub days_late: i64,
}

impl Obligation {
    /// Returns how late it is for its rhythm, days late ÷ interval in thousandths: what Today is
    /// ordered by (C6). A week late on a monthly visit comes before a week late on a yearly mail.
    pub fn lateness(&self) -> i64 {
        self.days_late * 1_000 / self.interval_days.max(1)
    }

    /// Tells whether it belongs on the list of what to do now: due, overdue, or a first contact whose day has come.
    pub fn is_due(&self) -> bool {
        match self.state {
            State::Overdue | State::Due => true,
            State::FirstContact => self.days_late >= 0,
            State::Open | State::NotYetOpen => false,
        }
    }
}

/// Returns what `customer` is owed on `today` in the cadence of `tier` (A0.19–A0.22).
///
/// `registered` is the day the customer came into the book: the clock of a first contact. Only
/// answered contacts of the rule's depth or deeper move a clock, whoever started them (C1).
pub fn obligations(
    book: &Book,
    policy: &Policy,
    customer: &Customer,
    tier: TierPlace,
    registered: Day,
    today: Day,
) -> Vec<Obligation> {
    let rules = policy.tier(tier).map(|tier| tier.rules.as_slice()).unwrap_or_default();
    rules
        .iter()
        .map(|rule| {
            let contacts = || {
                book.interactions_of(customer.id)
                    .filter(|contact| contact.day <= today && !contact.unanswered)
            };
            let last = contacts().filter(|contact| counts(rule, contact)).map(|contact| contact.day).max();
            let never_contacted = last.is_none() && contacts().next().is_none();
            // A customer known only by lighter contacts is not new: its clock runs from the first of them.
            let start = last.or_else(|| contacts().map(|contact| contact.day).min());
            let window = match start {
                Some(start) => window_after(rule, customer.fixed_day, start),
                None => first_window(registered, policy.first_contact_days),
            };
            Obligation {
                customer: customer.id,
                tier,
                rule: rule.id,
                interval_days: rule.schedule.interval_days(),
                window,
                state: if never_contacted { State::FirstContact } else { window.state(today) },
                last,
                days_late: today.days_since(window.target),
            }
        })
        .collect()
}

fn counts(rule: &Rule, contact: &InteractionHead) -> bool {
    use crate::model::Depth::{Deep, Light};
    matches!((rule.least_depth, contact.depth), (Light, _) | (Deep, Deep))
}

/// Returns the window in which `rule` is owed after a counted contact on `last` (ruling 17).
fn window_after(rule: &Rule, fixed_day: Option<u8>, last: Day) -> Window {
    let target = match rule.schedule {
        Schedule::MonthlyOn { day } => last.plus_months(1).with_day_clamped(fixed_day.map_or(day, u32::from)),
        Schedule::EveryMonths { months } => last.plus_months(months.max(1)),
        Schedule::EveryDays { days } => last.plus_days(days.max(1)),
    };
    let earliest = match rule.schedule {
        // Once a calendar month: it opens with the month, however late in it the fixed day is.
        Schedule::MonthlyOn { .. } => target.plus_days(-rule.window.early_days).max(target.first_of_month()),
        Schedule::EveryMonths { .. } | Schedule::EveryDays { .. } => {
            target.plus_days(-rule.window.early_days)
        }
    };
    Window { earliest: earliest.max(last), target, latest: target.plus_days(rule.window.late_days) }
}

/// Returns the window of a first contact: open at once, due when the grace is over.
fn first_window(registered: Day, grace_days: i64) -> Window {
    let target = registered.plus_days(grace_days.max(0));
    Window { earliest: registered, target, latest: target }
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
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::book::{Change, Label};
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
                Channel::Call,
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
        let mut owed = obligations(&book, &Policy::default(), &customer, tier, day("2024-01-01"), day(today));
        owed.remove(0)
    }

    #[test]
    fn a0_19_s_is_owed_a_visit_on_the_fixed_day_of_the_next_month() {
        let contacts = [(day("2024-01-31"), Depth::Deep)];
        let owed_on = |today| owed(&contacts, place(0), today);
        assert_eq!(owed_on("2024-01-31").window.target, day("2024-02-15"));
        assert_eq!(owed_on("2024-01-31").state, State::NotYetOpen);
        assert_eq!(owed_on("2024-02-01").state, State::Open);
        assert_eq!(owed_on("2024-02-15").state, State::Due);
        assert_eq!(owed_on("2024-02-20").state, State::Due);
        assert_eq!(owed_on("2024-02-21").state, State::Overdue);
    }

    #[test]
    fn ruling_17_a_fixed_day_31_clamps_to_the_month() {
        let (book, mut customer) = book(&[(day("2024-01-10"), Depth::Deep)], false);
        customer.fixed_day = Some(31);
        let owed =
            obligations(&book, &Policy::default(), &customer, place(0), day("2024-01-01"), day("2024-02-01"));
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
        let owed =
            obligations(&book, &Policy::default(), &customer, place(1), day("2024-01-01"), day("2024-02-01"));
        assert_eq!(owed[0].state, State::FirstContact);
    }

    #[test]
    fn c6_lateness_is_measured_against_the_rhythm() {
        let contacts = [(day("2024-01-15"), Depth::Deep)];
        let monthly = owed(&contacts, place(0), "2024-02-22");
        let yearly = owed(&contacts, place(3), "2025-01-22");
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
                obligations(&book, &Policy::default(), &customer, tier, start, today).remove(0).window
            };
            let (before, after) = (window(&contacts), window(&more));
            for window in [before, after] {
                prop_assert!(window.earliest <= window.target && window.target <= window.latest);
            }
            prop_assert!(after.target >= before.target);
        }
    }
}
