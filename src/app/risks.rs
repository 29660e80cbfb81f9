//! What threatens a customer, by the triggers of the handbooks (A0.28, A1.7): a customer with any of these is
//! 重点关注. Each says what it was found from.

use super::Desk;
use crate::book::Book;
use crate::facts::{Facts, Metric, numbered_day};
use crate::model::{Contact, Contract, Customer, Day, Feedback, Renewal, RiskTrigger, Stage};
use crate::order;

/// A complaint counts for so many days after it was resolved.
const COMPLAINT_COUNTS: i64 = 90;
/// A renewal is asked about from so many days before its day on.
const RENEWAL_AHEAD: i64 = 60;
/// Fewer orders than this in the half year before say nothing about a rhythm.
const LEAST_ORDERS: i64 = 2;

/// Tells whether it is time to settle whether a contract goes on, or past it.
pub fn is_renewal_near(contract: &Contract, today: Day) -> bool {
    contract.is_unsettled() && contract.until.days_since(today) <= RENEWAL_AHEAD
}

/// A trigger that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Risk {
    /// 合作中出现过投诉: not resolved yet, since that day.
    OpenComplaint(Day),
    /// 合作中出现过投诉: resolved, and not long ago; the day it came in.
    RecentComplaint(Day),
    /// 续约意向不明: the day of the renewal, if one is known.
    RenewalUnclear(Option<Day>),
    /// 联系人变更: someone left, and nobody who is still there has their role.
    ContactLeft(String),
    /// 采购频次下降: orders in the last 6 months, and in the 6 months before.
    FewerOrders(i64, i64),
}

impl Risk {
    /// Returns the trigger that a plan for it is opened under.
    pub fn trigger(&self) -> RiskTrigger {
        match self {
            Self::OpenComplaint(_) | Self::RecentComplaint(_) => RiskTrigger::Complaint,
            Self::RenewalUnclear(_) => RiskTrigger::RenewalUnclear,
            Self::ContactLeft(_) => RiskTrigger::ContactChange,
            Self::FewerOrders(..) => RiskTrigger::FewerOrders,
        }
    }

    /// Returns what of the trigger it is about, so that one plan is made for it and not two: the day of the
    /// complaint or of the renewal, who left, the half year in which orders fell.
    pub fn subject(&self, today: Day) -> String {
        match self {
            Self::OpenComplaint(day) | Self::RecentComplaint(day) | Self::RenewalUnclear(Some(day)) => {
                day.to_string()
            }
            // Once a year: where nobody knows the day, next year's is another one.
            Self::RenewalUnclear(None) => today.year().to_string(),
            Self::ContactLeft(name) => name.clone(),
            Self::FewerOrders(..) => format!("{}-H{}", today.year(), if today.month() <= 6 { 1 } else { 2 }),
        }
    }
}

/// Returns what threatens a customer today.
pub fn risks(desk: &Desk, customer: &Customer) -> Vec<Risk> {
    risks_on(desk.book(), &desk.facts(customer), customer, desk.today())
}

/// Returns what threatens a customer on the day of its facts, `today`.
pub(super) fn risks_on(book: &Book, facts: &Facts<'_>, customer: &Customer, today: Day) -> Vec<Risk> {
    let mut found = Vec::new();
    // Every customer is asked about: nothing is read twice.
    let complaints: Vec<Feedback> = book.feedback_of(customer.id).filter(Feedback::is_complaint).collect();
    let mut open: Vec<Day> =
        complaints.iter().filter(|one| one.is_open_complaint()).map(|complaint| complaint.day).collect();
    order::by(&mut open, Ord::cmp);
    open.dedup();
    let recent = complaints
        .iter()
        .filter(|complaint| complaint.resolved.is_some_and(|on| today.days_since(on) <= COMPLAINT_COUNTS));
    found.extend(open.into_iter().map(Risk::OpenComplaint));
    if found.is_empty() {
        found.extend(recent.map(|complaint| complaint.day).max().map(Risk::RecentComplaint));
    }
    let is_near = |day: &Day| (-RENEWAL_AHEAD..=RENEWAL_AHEAD).contains(&day.days_since(today));
    // Where there are contracts, they say what is unclear; else the stated day does.
    let contracts: Vec<Contract> = book.contracts_of(customer.id).collect();
    let has_contract = !contracts.is_empty();
    let unclear = contracts.iter().filter(|contract| contract.renewal() == Renewal::Unclear);
    let unclear: Vec<Day> = unclear.map(|contract| contract.until).collect();
    // One that was left unclear long ago does not hide the one that is near.
    let near = unclear.iter().copied().filter(is_near).min();
    let unclear = near.or_else(|| unclear.into_iter().min());
    let stated = || facts.get(Metric::RenewalDay).map(|fact| numbered_day(fact.value));
    let renewal = if has_contract { unclear } else { stated() };
    let is_renewing = customer.stage == Some(Stage::Renewal) && (!has_contract || unclear.is_some());
    if renewal.as_ref().is_some_and(is_near) || is_renewing {
        found.push(Risk::RenewalUnclear(renewal));
    }
    if book.contacts().of(customer.id).any(|contact| contact.has_left) {
        let (gone, present): (Vec<Contact>, Vec<Contact>) =
            book.contacts_of(customer.id).partition(|contact| contact.has_left);
        for gone in gone {
            let is_replaced = present.iter().any(|contact| gone.role.is_none() || contact.role == gone.role);
            if !is_replaced {
                found.push(Risk::ContactLeft(gone.name));
            }
        }
    }
    let value = |metric| facts.get(metric).map(|fact| fact.value);
    if let (Some(now), Some(before)) = (value(Metric::OrdersIn6Months), value(Metric::OrdersIn6MonthsBefore))
        && before >= LEAST_ORDERS
        && now < before
    {
        found.push(Risk::FewerOrders(now, before));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{
        BookInfo, Contact, DecisionRole, Feedback, FeedbackSort, IdSource, Instant, Money, Order, Record,
        Zone,
    };

    fn found(add: impl Fn(&mut Customer, &mut IdSource) -> Vec<Record>) -> Vec<Risk> {
        let today: Day = "2024-05-10".parse().unwrap();
        let now = Zone::SHANGHAI.instant(today, 14, 0);
        let mut ids = IdSource::new(now, [3; 16]);
        let mut customer = Customer::new(ids.draw(), "北辰科技".into(), Instant::from_millis(0));
        let others = add(&mut customer, &mut ids);
        let records = std::iter::once(Record::from(customer.clone())).chain(others);
        let book = Book::assemble(BookInfo::begun(now), records).unwrap();
        risks(&Desk::open(book, Zone::SHANGHAI, today), &customer)
    }

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn a1_7_complaint_renewal_and_contact_change_are_found() {
        assert_eq!(found(|_, _| Vec::new()), []);
        let complaint = |on: &'static str, resolved: Option<&'static str>| {
            found(|customer, ids| {
                let sort = FeedbackSort::Complaint;
                let resolved = resolved.map(day);
                vec![Feedback { resolved, ..Feedback::new(ids.draw(), customer.id, sort, day(on)) }.into()]
            })
        };
        assert_eq!(complaint("2023-01-01", None), [Risk::OpenComplaint(day("2023-01-01"))]);
        assert_eq!(complaint("2024-04-01", Some("2024-04-03")), [Risk::RecentComplaint(day("2024-04-01"))]);
        assert_eq!(complaint("2023-04-01", Some("2023-04-03")), []);
        let renewal = found(|customer, _| {
            customer.stage = Some(Stage::Renewal);
            Vec::new()
        });
        assert_eq!(renewal, [Risk::RenewalUnclear(None)]);
        // A contract that was left unclear long ago does not hide the one that is near.
        let two = found(|customer, ids| {
            let ends = ["2022-05-01", "2024-06-01"].map(day);
            ends.map(|until| crate::model::Contract::new(ids.draw(), customer.id, until).into()).into()
        });
        assert_eq!(two, [Risk::RenewalUnclear(Some(day("2024-06-01")))]);
        let left = |successor: bool| {
            found(|customer, ids| {
                let role = Some(DecisionRole::Decider);
                let mut person =
                    |name: &str| Contact { role, ..Contact::new(ids.draw(), customer.id, name.into()) };
                let gone = Contact { has_left: true, ..person("刘总监") };
                let next = successor.then(|| person("周总监"));
                std::iter::once(gone).chain(next).map(Record::from).collect()
            })
        };
        assert_eq!(left(false), [Risk::ContactLeft("刘总监".into())]);
        assert_eq!(left(true), []);
    }

    #[test]
    fn a0_28_fewer_orders_than_in_the_half_year_before_are_found() {
        let ordered = |days: &'static [&'static str]| {
            found(|customer, ids| {
                let order = |on: &&str| Order::new(ids.draw(), customer.id, day(on), Money::yuan(1));
                days.iter().map(order).map(Record::from).collect()
            })
        };
        assert_eq!(ordered(&["2023-08-01", "2023-09-01", "2024-03-01"]), [Risk::FewerOrders(1, 2)]);
        assert_eq!(ordered(&["2023-08-01", "2024-01-02", "2024-03-01"]), []);
    }
}
