//! The pool (公海): whom nobody contacted for long is warned of, may then be given up, and taken by others. Who gave a
//! customer up cannot take it again at once. Off unless the policy says how long.

use std::collections::BTreeSet;

use crate::book::{Change, Label};
use crate::model::{ArrangementSort, Customer, CustomerId, Day, Env, PersonId};
use crate::order;
use crate::policy::Reclaim;

use super::command::Refusal;
use super::{Desk, Standing};

/// A customer whom nobody contacted for long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Idle {
    /// Who.
    pub customer: CustomerId,
    /// Days since the last contact that counts, or since the owner got it.
    pub days: i64,
    /// Days until it may be given up; 0 or less for one that may.
    pub left: i64,
}

/// What the pool holds and what comes to it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pool {
    /// Who will soon be ripe, the first one first.
    pub warned: Vec<Idle>,
    /// Who may be given up, the longest idle first.
    pub ripe: Vec<Idle>,
    /// Who was given up and not taken yet, by name.
    pub free: Vec<CustomerId>,
}

/// Returns the pool; `None` where the policy has none and nobody is in it.
pub fn pool(desk: &Desk) -> Option<Pool> {
    let mut found = Pool::default();
    let mut free: Vec<&Customer> = desk.book().customers().iter().filter(|one| one.is_pooled()).collect();
    order::by(&mut free, |a, b| (&a.name, a.id).cmp(&(&b.name, b.id)));
    found.free = free.into_iter().map(|customer| customer.id).collect();
    let Some(reclaim) = desk.policy().reclaim else {
        return (!found.free.is_empty()).then_some(found);
    };
    for (customer, standing) in desk.standings() {
        match idle(desk, &reclaim, customer, standing) {
            Some(idle) if idle.left <= 0 => found.ripe.push(idle),
            Some(idle) if idle.left <= i64::from(reclaim.warn_days) => found.warned.push(idle),
            _ => {}
        }
    }
    order::by_key(&mut found.warned, |idle| (idle.left, idle.customer));
    order::by_key(&mut found.ripe, |idle| (idle.left, idle.customer));
    Some(found)
}

/// Returns how long a customer with an owner has been idle; `None` where its tier never gives anybody up, or nobody is to
/// contact it now.
fn idle(desk: &Desk, reclaim: &Reclaim, customer: &Customer, standing: &Standing) -> Option<Idle> {
    let today = desk.today();
    let own = desk.policy().tier(standing.governing).and_then(|tier| tier.reclaim_days);
    let term = i64::from(own.unwrap_or(reclaim.days));
    let rests = |sort| matches!(sort, ArrangementSort::NoContact | ArrangementSort::Pause);
    let is_resting =
        customer.arrangements.iter().any(|one| rests(one.sort) && one.rule.is_empty() && one.holds_on(today));
    if term == 0 || customer.owner.is_none() || is_resting {
        return None;
    }
    let got = customer.field_days.get("owner").copied();
    // What was spent resting does not count.
    let rested = customer.arrangements.iter().filter(|one| rests(one.sort) && one.rule.is_empty());
    let rested = rested.filter_map(|one| one.until.filter(|until| *until < today)).max();
    let since = [Some(desk.zone().day_of(customer.registered)), standing.last_contact, got, rested];
    let days = today.days_since(since.into_iter().flatten().max()?);
    Some(Idle { customer: customer.id, days, left: term - days })
}

/// Returns the change that gives customers to the pool, as far as they are ripe.
///
/// # Errors
/// None of them is.
pub fn give_to_pool(desk: &Desk, customers: &[CustomerId], env: &mut Env) -> Result<Change, Refusal> {
    let (ripe, today) = (pool(desk).unwrap_or_default().ripe, env.today());
    let ripe: BTreeSet<CustomerId> = ripe.into_iter().map(|idle| idle.customer).collect();
    let is_ripe = |id: &&CustomerId| ripe.contains(*id);
    let given: Vec<&Customer> =
        customers.iter().filter(is_ripe).filter_map(|id| desk.book().customers().get(*id)).collect();
    if given.is_empty() {
        return Err(Refusal::Nothing);
    }
    let label = Label::GaveToPool { customers: given.len() };
    let mut change = Change::new(env.ids.draw(), env.now, env.person, label);
    for before in given {
        let mut after =
            Customer { owner: None, pooled: Some(today), pooled_from: before.owner, ..before.clone() };
        after.date_fields(Some(before), today);
        change.update(before, &after);
    }
    Ok(change)
}

/// Returns the day from which `owner` may have a customer, if that person gave it up to the pool so short a while ago that
/// it cannot be given back yet, however that would be done.
pub fn cooling_down(desk: &Desk, customer: &Customer, owner: Option<PersonId>) -> Option<Day> {
    let cool = desk.policy().reclaim.map_or(0, |reclaim| reclaim.cool_down_days);
    customer.cools_down(owner, cool, desk.today())
}

/// Returns the change by which whoever uses the browser takes a customer from the pool.
///
/// # Errors
/// It is not in the pool, nobody said who uses the browser, or that person gave it up a short while ago.
pub fn take_from_pool(desk: &Desk, id: CustomerId, env: &mut Env) -> Result<Change, Refusal> {
    let before = desk.book().customers().get(id).filter(|one| one.is_pooled()).ok_or(Refusal::Gone)?;
    let person = env.person.ok_or(Refusal::NoPerson)?;
    if let Some(free) = cooling_down(desk, before, Some(person)) {
        return Err(Refusal::CoolingDown(free));
    }
    let mut after = Customer { owner: Some(person), ..before.clone() };
    after.date_fields(Some(before), env.today());
    let label = Label::TookFromPool { customer: before.name.clone() };
    let mut change = Change::new(env.ids.draw(), env.now, env.person, label);
    change.update(before, &after);
    Ok(change)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{
        BulkEdit, Command, ContactDraft, CustomerDraft, Field, FieldProblem, Problem, bulk_preview, propose,
    };
    use crate::book::Book;
    use crate::model::{
        Arrangement, BookInfo, Channel, Depth, IdSource, Initiator, Interaction, Person, PolicyId,
        PolicyVersion, Record, Zone,
    };
    use crate::policy::Policy;
    use crate::text::Language;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    /// A desk on 10 August 2024 with customers last contacted so many days ago, owned by the first of two people.
    fn desk(reclaim: Option<Reclaim>, idle: &[i64]) -> (Desk, Env, [PersonId; 2], Vec<CustomerId>) {
        let today = day("2024-08-10");
        let now = Zone::SHANGHAI.instant(today, 14, 0);
        let begun = Zone::SHANGHAI.instant(day("2024-01-01"), 9, 0);
        let mut ids = IdSource::new(now, [3; 16]);
        let people = ["王敏", "周雅琴"].map(|name| Person::new(ids.draw(), name.into()));
        let who = [people[0].id, people[1].id];
        let mut records: Vec<Record> = people.into_iter().map(Record::from).collect();
        let policy = Policy { version: 2, reclaim, ..Policy::default() };
        let id: PolicyId = ids.draw();
        records.push(PolicyVersion::new(id, 2, day("2024-01-01"), begun, policy.stored()).into());
        let mut customers = Vec::new();
        for (place, days) in idle.iter().enumerate() {
            let owner = Some(who[0]);
            let customer = Customer { owner, ..Customer::new(ids.draw(), format!("客户{place}"), begun) };
            customers.push(customer.id);
            records.push(customer.clone().into());
            let on = today.plus_days(-days);
            let (call, deep) = (Channel::Call, Depth::Deep);
            records
                .push(Interaction::new(ids.draw(), customer.id, on, call, deep, Initiator::Us, now).into());
        }
        let mut desk =
            Desk::open(Book::assemble(BookInfo::begun(now), records).unwrap(), Zone::SHANGHAI, today);
        while desk.work_out(10) > 0 {}
        (desk, Env { now, zone: Zone::SHANGHAI, person: Some(who[1]), ids }, who, customers)
    }

    const QUARTER: Reclaim = Reclaim { days: 90, warn_days: 14, cool_down_days: 30 };

    #[test]
    fn there_is_no_pool_unless_the_policy_has_one() {
        let (desk, mut env, _, customers) = desk(None, &[200]);
        assert_eq!(pool(&desk), None);
        assert!(matches!(give_to_pool(&desk, &customers, &mut env), Err(Refusal::Nothing)));
    }

    #[test]
    fn who_is_idle_is_warned_of_then_given_up_and_taken_by_another_at_once() {
        let (mut desk, mut env, [first, second], customers) = desk(Some(QUARTER), &[75, 76, 89, 90, 120]);
        let found = pool(&desk).unwrap();
        let left = |all: &[Idle]| all.iter().map(|idle| idle.left).collect::<Vec<_>>();
        assert_eq!((left(&found.warned), left(&found.ripe)), (vec![1, 14], vec![-30, 0]));
        let change = give_to_pool(&desk, &customers, &mut env).unwrap();
        assert_eq!(change.updated.len(), 2);
        desk.applied(&change).unwrap();
        let found = pool(&desk).unwrap();
        assert_eq!((found.ripe.len(), found.free.as_slice()), (0, &customers[3..]));
        let given = desk.book().customers().get(customers[4]).unwrap();
        assert_eq!((given.owner, given.pooled_from), (None, Some(first)));
        // Who gave it up waits; another takes it, and it is not idle again at once.
        let refused = take_from_pool(&desk, customers[4], &mut Env { person: Some(first), ..env.clone() });
        assert_eq!(refused, Err(Refusal::CoolingDown(day("2024-09-09"))));
        assert_eq!(
            take_from_pool(&desk, customers[4], &mut Env { person: None, ..env.clone() }),
            Err(Refusal::NoPerson)
        );
        let change = take_from_pool(&desk, customers[4], &mut env).unwrap();
        desk.applied(&change).unwrap();
        let taken = desk.book().customers().get(customers[4]).unwrap();
        assert_eq!((taken.owner, taken.is_pooled()), (Some(second), false));
        assert_eq!(pool(&desk).unwrap().ripe, []);
        assert_eq!(take_from_pool(&desk, customers[4], &mut env), Err(Refusal::Gone));
        // Undone, it is in the pool again.
        let back = change.inverse(env.ids.draw(), env.now, None);
        desk.applied(&back).unwrap();
        assert_eq!(pool(&desk).unwrap().free.len(), 2);
    }

    #[test]
    fn who_gave_a_customer_up_is_not_made_its_owner_again_in_any_other_way() {
        let (mut desk, mut env, [first, second], customers) = desk(Some(QUARTER), &[120, 10]);
        let free = day("2024-09-09");
        let change = give_to_pool(&desk, &customers, &mut env).unwrap();
        desk.applied(&change).unwrap();
        let owned_by = |desk: &Desk, owner: Option<PersonId>, env: &mut Env| {
            let customer = desk.book().customers().get(customers[0]).unwrap();
            let draft = CustomerDraft { owner, ..CustomerDraft::of(desk.book(), customer) };
            let (id, contact) = (Some(customers[0]), ContactDraft::default());
            propose(desk, Command::SaveCustomer { id, draft: Box::new(draft), contact }, env)
        };
        let refused = Err(Refusal::Fields(vec![FieldProblem {
            field: Field::Owner,
            problem: Problem::CoolingDown(free),
        }]));
        assert_eq!(owned_by(&desk, Some(first), &mut env), refused);
        // Nor by way of somebody else.
        let change = owned_by(&desk, Some(second), &mut env).unwrap();
        desk.applied(&change).unwrap();
        assert!(!desk.book().customers().get(customers[0]).unwrap().is_pooled());
        assert_eq!(owned_by(&desk, Some(first), &mut env), refused);
        // Of many, those stay as they are; the others are edited.
        let edit = BulkEdit::Owner(Some(first));
        let many = Command::EditMany { customers: customers.clone(), edit: edit.clone() };
        let preview = bulk_preview(Language::Chinese, &desk, &customers, &edit, &env, 9).unwrap();
        assert_eq!((preview.altered, preview.same, preview.cooling), (0, 2, 1));
        assert_eq!(propose(&desk, many, &mut env), Err(Refusal::Nothing));
        assert_eq!(propose(&desk, Command::HandOver(second, first), &mut env), Err(Refusal::Nothing));
        // When the time is over, all of that is free.
        let later = Env { now: Zone::SHANGHAI.instant(free, 9, 0), ..env.clone() };
        let mut desk = Desk::open(desk.book().clone(), Zone::SHANGHAI, free);
        while desk.work_out(10) > 0 {}
        assert!(propose(&desk, Command::HandOver(second, first), &mut later.clone()).is_ok());
        assert!(owned_by(&desk, Some(first), &mut later.clone()).is_ok());
        // Somebody removed from it leaves a customer without an owner, not one in the pool.
        let change = owned_by(&desk, None, &mut later.clone()).unwrap();
        desk.applied(&change).unwrap();
        assert_eq!(pool(&desk).unwrap().free, []);
    }

    #[test]
    fn a_tier_may_keep_its_customers_longer_or_for_good_and_a_pause_keeps_them() {
        let (mut desk, mut env, _, customers) = desk(Some(QUARTER), &[120]);
        let ripe = |desk: &Desk| pool(desk).unwrap().ripe.len();
        assert_eq!(ripe(&desk), 1);
        let mut draft = desk.policy().clone();
        for tier in draft.schemes.iter_mut().flat_map(|scheme| &mut scheme.tiers) {
            tier.reclaim_days = Some(0);
        }
        let apply =
            |draft: &Policy| Command::ApplyPolicy { draft: Box::new(draft.clone()), note: String::new() };
        let change = propose(&desk, apply(&draft), &mut env).unwrap();
        desk.applied(&change).unwrap();
        while desk.work_out(10) > 0 {}
        assert_eq!(ripe(&desk), 0);
        desk.applied(&change.inverse(env.ids.draw(), env.now, None)).unwrap();
        while desk.work_out(10) > 0 {}
        let before = desk.book().customers().get(customers[0]).unwrap().clone();
        let mut after = before.clone();
        after.arrangements.push(Arrangement {
            sort: ArrangementSort::Pause,
            rule: String::new(),
            from: day("2024-08-01"),
            until: Some(day("2024-08-31")),
            days: None,
            reason: "客户放假".into(),
            cap_excuse: None,
            by: None,
        });
        let mut change = crate::book::Change::new(
            env.ids.draw(),
            env.now,
            None,
            crate::book::Label::EditedCustomer { name: before.name.clone() },
        );
        change.update(&before, &after);
        desk.applied(&change).unwrap();
        assert_eq!(ripe(&desk), 0);
    }
}
