//! Who looks after whom: customers of nobody or of several (A4.15), and what goes with a handover (A0.2).

use crate::book::{Book, Change};
use crate::model::{Customer, CustomerId, Feedback, NextAction, PersonId};
use crate::order;

use super::Desk;
use super::pool::cooling_down;

/// Contacts of the last so many days count as one window.
const WINDOW_DAYS: i64 = 14;

/// Customers whose care is not clear.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Unclear {
    /// 无人跟进: no owner, or one who is not on the team.
    pub orphans: Vec<CustomerId>,
    /// Their owner has left.
    pub left: Vec<CustomerId>,
    /// 多头跟进: several of ours contacted them on their own within two weeks, with who did.
    pub doubles: Vec<(CustomerId, Vec<PersonId>)>,
}

/// Returns the customers whose care is not clear, by name.
pub fn unclear(desk: &Desk) -> Unclear {
    let book = desk.book();
    let mut customers: Vec<&Customer> = book.customers().iter().collect();
    order::by(&mut customers, |a, b| (&a.name, a.id).cmp(&(&b.name, b.id)));
    let mut found = Unclear::default();
    let since = desk.today().plus_days(-WINDOW_DAYS);
    for customer in customers {
        match customer.owner.and_then(|owner| book.people().get(owner)) {
            None => found.orphans.push(customer.id),
            Some(owner) if owner.has_left => found.left.push(customer.id),
            Some(_) => {}
        }
        let who = contacted_by(book, customer.id, since);
        if who.len() > 1 {
            found.doubles.push((customer.id, who));
        }
    }
    found
}

/// Returns the people who contacted a customer on their own since a day: whoever went together counts as one.
fn contacted_by(book: &Book, customer: CustomerId, since: crate::model::Day) -> Vec<PersonId> {
    let recent =
        book.interactions_of(customer).filter(|contact| contact.day >= since && contact.is_proactive());
    let mut alone: Vec<PersonId> = Vec::new();
    let mut together: Vec<PersonId> = Vec::new();
    for contact in recent.filter_map(|row| row.record()) {
        match contact.people.as_slice() {
            [] => alone.extend(contact.author),
            [one] => alone.push(*one),
            several => together.extend(several),
        }
    }
    order::by(&mut alone, Ord::cmp);
    alone.dedup();
    // Who also went along with another knows of it.
    let apart = alone.iter().filter(|one| !together.contains(one)).count();
    if apart > 1 || apart == 1 && alone.len() > 1 { alone } else { Vec::new() }
}

/// What hangs on one person.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Estate {
    /// The customers, by name.
    pub customers: Vec<CustomerId>,
    /// The next actions that are open, the first due first.
    pub actions: Vec<NextAction>,
    /// The complaints that are not resolved yet, the oldest first.
    pub complaints: Vec<Feedback>,
}

impl Estate {
    /// Tells whether nothing hangs on the person.
    pub fn is_empty(&self) -> bool {
        self.customers.is_empty() && self.actions.is_empty() && self.complaints.is_empty()
    }
}

/// Returns what hangs on a person.
pub fn estate(desk: &Desk, person: PersonId) -> Estate {
    let book = desk.book();
    let mut customers: Vec<&Customer> =
        book.customers().iter().filter(|customer| customer.owner == Some(person)).collect();
    order::by(&mut customers, |a, b| (&a.name, a.id).cmp(&(&b.name, b.id)));
    let open = book.next_actions().iter().filter(|row| row.is_open && row.owner == Some(person));
    let mut actions: Vec<NextAction> = open.filter_map(|row| row.record()).collect();
    order::by_key(&mut actions, |action| (action.due.is_none(), action.due, action.id));
    let complaints = book.feedback().iter().filter_map(|row| row.record());
    let mut complaints: Vec<Feedback> =
        complaints.filter(|one| one.owner == Some(person) && one.is_open_complaint()).collect();
    order::by_key(&mut complaints, |one| (one.day, one.id));
    Estate { customers: customers.into_iter().map(|customer| customer.id).collect(), actions, complaints }
}

/// Returns how many customers of `from` are not handed over to `to`, who gave them up to the pool a short while ago.
pub fn not_handed_over(desk: &Desk, from: PersonId, to: PersonId) -> usize {
    let own = desk.book().customers().iter().filter(|customer| customer.owner == Some(from));
    own.filter(|customer| cooling_down(desk, customer, Some(to)).is_some()).count()
}

/// Moves everything of one person to another: the customers, and what is open.
pub(super) fn hand_over(desk: &Desk, from: PersonId, to: PersonId, change: &mut Change) {
    let Estate { customers, actions, complaints } = estate(desk, from);
    let customers = customers.into_iter().filter_map(|id| desk.book().customers().get(id));
    for before in customers.filter(|before| cooling_down(desk, before, Some(to)).is_none()) {
        let mut after = Customer { owner: Some(to), ..before.clone() };
        after.date_fields(Some(before), desk.today());
        change.update(before, &after);
    }
    for before in actions {
        let after = NextAction { owner: Some(to), ..before.clone() };
        change.update(&before, &after);
    }
    for before in complaints {
        let after = Feedback { owner: Some(to), ..before.clone() };
        change.update(&before, &after);
    }
}
