//! Who goes before others in Today, and why: an open complaint, a renewal that is near, a promise of ours, a risk
//! (A1.7, A1.14). The policy says which of these count, and how much.

use crate::book::Book;
use crate::facts::{Facts, Metric, numbered_day};
use crate::model::{Customer, Day, Plan, Promise};
use crate::policy::{Cause, Policy, Urgency};

use super::plans::open_risks;
use super::risks::Risk;

/// A renewal that nobody settled is urgent for so many days after its day.
const RENEWAL_LINGERS: i64 = 60;

/// The causes that make a customer urgent; a few bits, so that every customer can carry them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Causes(u8);

impl Causes {
    fn bit(cause: Cause) -> u8 {
        Cause::ALL.iter().position(|other| *other == cause).map_or(0, |place| 1 << place)
    }

    fn add(&mut self, cause: Cause) {
        self.0 |= Self::bit(cause);
    }

    /// Tells whether there is none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Returns the causes, in the order of their words.
    pub fn iter(self) -> impl Iterator<Item = Cause> {
        Cause::ALL.iter().copied().filter(move |cause| self.0 & Self::bit(*cause) != 0)
    }

    /// Returns how much of a rhythm they come to, in thousandths: the weightiest counts.
    pub fn weight(self, policy: &Policy) -> i32 {
        let counted = policy.urgency.iter().filter(|urgency| self.0 & Self::bit(urgency.cause) != 0);
        counted
            .map(|urgency| i32::try_from(urgency.percent).unwrap_or(i32::MAX).saturating_mul(10))
            .max()
            .unwrap_or(0)
    }
}

/// Returns what makes a customer urgent on a day, of what the policy counts.
pub fn causes(book: &Book, policy: &Policy, facts: &Facts<'_>, customer: &Customer, today: Day) -> Causes {
    let mut found = Causes::default();
    if policy.urgency.is_empty() {
        return found;
    }
    for urgency in &policy.urgency {
        let is_so = match urgency.cause {
            Cause::Complaint => book.feedback_of(customer.id).any(|feedback| feedback.is_open_complaint()),
            Cause::PromiseBroken => is_promised(book, customer, |due| due < today),
            Cause::PromiseDue => {
                is_promised(book, customer, |due| (today..=today.plus_days(urgency.days)).contains(&due))
            }
            Cause::Renewal => is_renewal_near(book, facts, customer, today, urgency),
            Cause::Risk => {
                let is_other =
                    |risk: &Risk| !matches!(risk, Risk::OpenComplaint(_) | Risk::RenewalUnclear(_));
                // Everybody is asked: what takes reading contacts comes last.
                !customer.watch.is_empty()
                    || book.plans_of(customer.id).any(|plan| Plan::is_open(&plan))
                    || open_risks(book, facts, customer, today).iter().any(is_other)
            }
        };
        if is_so {
            found.add(urgency.cause);
        }
    }
    found
}

/// Tells whether an open promise of ours is due on such a day; only those with such a day are read whole.
fn is_promised(book: &Book, customer: &Customer, is_meant: impl Fn(Day) -> bool) -> bool {
    book.next_actions()
        .of(customer.id)
        .filter(|row| row.is_open && row.due.is_some_and(&is_meant))
        .filter_map(|row| row.record())
        .any(|action| action.promise == Some(Promise::Ours))
}

/// Where there are contracts, they say when the renewal is; else the stated day does.
fn is_renewal_near(
    book: &Book,
    facts: &Facts<'_>,
    customer: &Customer,
    today: Day,
    urgency: &Urgency,
) -> bool {
    let is_near = |day: Day| (-RENEWAL_LINGERS..=urgency.days).contains(&day.days_since(today));
    let mut contracts = book.contracts_of(customer.id).peekable();
    if contracts.peek().is_some() {
        return contracts.any(|contract| contract.is_unsettled() && is_near(contract.until));
    }
    facts.get(Metric::RenewalDay).is_some_and(|fact| is_near(numbered_day(fact.value)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{Desk, TodayFilter, TodayGroup, today};
    use crate::model::{
        Arrangement, ArrangementSort, BookInfo, Channel, Contract, Depth, Feedback, FeedbackSort, IdSource,
        Initiator, Interaction, NextAction, Plan, PolicyId, PolicyVersion, Record, Renewal, RiskTrigger,
        Zone,
    };

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    /// A desk on 10 May 2024 with one customer who was called 20 days ago, and what `add` adds.
    fn desk(policy: Option<Policy>, add: impl Fn(&mut Customer, &mut IdSource) -> Vec<Record>) -> Desk {
        let now = Zone::SHANGHAI.instant(day("2024-05-10"), 14, 0);
        let begun = Zone::SHANGHAI.instant(day("2024-01-01"), 9, 0);
        let mut ids = IdSource::new(now, [3; 16]);
        let mut customer = Customer::new(ids.draw(), "北辰科技".into(), begun);
        let mut called = |on| {
            Interaction::new(ids.draw(), customer.id, day(on), Channel::Call, Depth::Deep, Initiator::Us, now)
        };
        let contact = Record::from(called("2024-04-20"));
        let others = add(&mut customer, &mut ids);
        let policy = policy.map(|policy| {
            let id: PolicyId = ids.draw();
            Record::from(PolicyVersion::new(id, 2, day("2024-01-01"), begun, policy.stored()))
        });
        let records = [Record::from(customer), contact].into_iter().chain(others).chain(policy);
        let mut desk = Desk::open(
            Book::assemble(BookInfo::begun(now), records).unwrap(),
            Zone::SHANGHAI,
            day("2024-05-10"),
        );
        while desk.work_out(10) > 0 {}
        desk
    }

    fn found(add: impl Fn(&mut Customer, &mut IdSource) -> Vec<Record>) -> Vec<Cause> {
        desk(None, add).standings().flat_map(|(_, standing)| standing.causes.iter()).collect()
    }

    fn promise(due: &'static str, promise: Promise) -> impl Fn(&mut Customer, &mut IdSource) -> Vec<Record> {
        move |customer, ids| {
            let action = NextAction::new(ids.draw(), customer.id, "发报价".into());
            vec![NextAction { due: Some(day(due)), promise: Some(promise), ..action }.into()]
        }
    }

    #[test]
    fn a1_7_and_a1_14_each_cause_is_found_and_nothing_else() {
        assert_eq!(found(|_, _| Vec::new()), []);
        let complaint = |resolved: Option<Day>| {
            found(move |customer, ids| {
                let complaint =
                    Feedback::new(ids.draw(), customer.id, FeedbackSort::Complaint, day("2023-05-01"));
                vec![Feedback { resolved, ..complaint }.into()]
            })
        };
        assert_eq!(complaint(None), [Cause::Complaint]);
        assert_eq!(complaint(Some(day("2023-05-03"))), []);
        assert_eq!(found(promise("2024-05-09", Promise::Ours)), [Cause::PromiseBroken]);
        assert_eq!(found(promise("2024-05-11", Promise::Ours)), [Cause::PromiseDue]);
        assert_eq!(found(promise("2024-05-12", Promise::Ours)), []);
        assert_eq!(found(promise("2024-05-09", Promise::Theirs)), []);
        let ends = |until: &'static str, renewal| {
            found(move |customer, ids| {
                let contract = Contract::new(ids.draw(), customer.id, day(until));
                vec![Contract { renewal: Some(renewal), ..contract }.into()]
            })
        };
        assert_eq!(ends("2024-06-09", Renewal::Likely), [Cause::Renewal]);
        assert_eq!(ends("2024-06-10", Renewal::Likely), []);
        assert_eq!(ends("2024-06-01", Renewal::Renewed), []);
        let planned = found(|customer, ids| {
            vec![Plan::new(ids.draw(), customer.id, RiskTrigger::ByHand, day("2024-05-01")).into()]
        });
        assert_eq!(planned, [Cause::Risk]);
        let watched = found(|customer, _| {
            customer.watch = "对手在接触".into();
            Vec::new()
        });
        assert_eq!(watched, [Cause::Risk]);
    }

    #[test]
    fn the_weightiest_cause_raises_and_what_is_open_early_becomes_to_do() {
        let promised = promise("2024-05-09", Promise::Ours);
        let with = |urgency: Vec<Urgency>| {
            let policy = Policy { version: 2, urgency, ..Policy::default() };
            desk(Some(policy), &promised)
        };
        let broken = |percent| Urgency { cause: Cause::PromiseBroken, percent, days: 0 };
        let lateness = |desk: &Desk| {
            let (_, standing) = desk.standings().next().unwrap();
            standing.most_pressing().unwrap().lateness()
        };
        let (plain, raised) = (with(Vec::new()), with(vec![broken(150)]));
        assert_eq!(lateness(&raised) - lateness(&plain), 1_500);
        let to_do = |desk: &Desk| {
            let filter = TodayFilter { group: TodayGroup::ToDo, ..TodayFilter::default() };
            today(desk, &filter).1
        };
        let (before, after) = (to_do(&plain), to_do(&raised));
        assert_eq!(after.to_do, before.to_do + before.open);
        assert_eq!((after.overdue, after.due, after.open), (before.overdue, before.due, before.open));
    }

    #[test]
    fn who_is_not_to_be_contacted_is_on_no_list_however_urgent() {
        let held = desk(None, |customer, ids| {
            customer.arrangements.push(Arrangement {
                sort: ArrangementSort::NoContact,
                rule: String::new(),
                from: day("2024-05-01"),
                until: None,
                days: None,
                reason: "诉讼".into(),
                cap_excuse: None,
                by: None,
            });
            promise("2024-05-09", Promise::Ours)(customer, ids)
        });
        assert_eq!(today(&held, &TodayFilter::default()).1.to_do, 0);
        let ahead = crate::app::actions_ahead(held.book(), held.today(), None, day("2024-05-20"), 9);
        assert_eq!((ahead.count, ahead.first.len(), ahead.held), (0, 0, 1));
        assert_eq!(crate::app::agenda(&held, None, day("2024-05-10"), day("2024-06-30")), []);
    }
}
