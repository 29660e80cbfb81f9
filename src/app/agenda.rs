//! What falls on the days of a calendar: contacts on their targets, next actions on their due days.

use crate::book::Book;
use crate::cadence::{Obligation, State};
use crate::model::{CustomerId, Day, NextAction, PersonId};
use crate::order;

use super::{Desk, Standing};

/// One entry of a day.
#[derive(Debug, Clone, PartialEq)]
pub struct AgendaItem {
    /// The day; what is past stands on today.
    pub day: Day,
    /// The customer.
    pub customer: CustomerId,
    /// What.
    pub what: AgendaWhat,
}

/// What an entry is.
#[derive(Debug, Clone, PartialEq)]
pub enum AgendaWhat {
    /// A contact that is owed.
    Owed(Box<Obligation>),
    /// A next action that is open.
    Action(Box<NextAction>),
}

impl AgendaItem {
    /// Returns where it stands among those of a day: the late first.
    fn rank(&self) -> (i64, CustomerId) {
        match &self.what {
            AgendaWhat::Owed(owed) => (-owed.lateness(), self.customer),
            AgendaWhat::Action(_) => (i64::MAX, self.customer),
        }
    }
}

/// Returns what falls between two days, of a person's customers or of everybody's, in the order of days.
pub fn agenda(desk: &Desk, owner: Option<PersonId>, from: Day, to: Day) -> Vec<AgendaItem> {
    let today = desk.today();
    let on = |day: Day| Some(day.max(today)).filter(|day| (from..=to).contains(day));
    let mut items = Vec::new();
    for (customer, standing) in desk.standings() {
        if owner.is_some() && customer.owner != owner {
            continue;
        }
        for owed in &standing.obligations {
            if matches!(owed.state, State::Paused | State::Discharged) {
                continue;
            }
            if let Some(day) = on(owed.window.target) {
                let what = AgendaWhat::Owed(Box::new(owed.clone()));
                items.push(AgendaItem { day, customer: customer.id, what });
            }
        }
    }
    for row in desk.book().next_actions().iter().filter(|row| row.is_open) {
        let Some(day) = row.due.and_then(on) else { continue };
        let Some(customer) = desk.book().customers().get(row.customer()) else { continue };
        if Standing::no_contact(customer, day).is_some() {
            continue;
        }
        if owner.is_none() || row.owner.or(customer.owner) == owner {
            items.extend(row.record().map(|action| AgendaItem {
                day,
                customer: customer.id,
                what: AgendaWhat::Action(Box::new(action)),
            }));
        }
    }
    order::by(&mut items, |a, b| (a.day, a.rank()).cmp(&(b.day, b.rank())));
    items
}

/// The next actions of the coming days.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ActionsAhead {
    /// How many are to be done.
    pub count: usize,
    /// The first of them, the earliest before the others.
    pub first: Vec<NextAction>,
    /// How many more are for customers who are not to be contacted: they are not listed.
    pub held: usize,
}

/// Returns the open next actions that are due by a day, of a person or of everybody, as they stand on the day `today`;
/// no more than `most` of them are unpacked.
pub fn actions_ahead(
    book: &Book,
    today: Day,
    owner: Option<PersonId>,
    until: Day,
    most: usize,
) -> ActionsAhead {
    let mut held = 0;
    let mut open = Vec::new();
    for row in book.next_actions().iter() {
        let Some(due) = row.due.filter(|due| row.is_open && *due <= until) else { continue };
        let customer = book.customers().get(row.customer());
        if owner.is_some() && row.owner.or(customer.and_then(|customer| customer.owner)) != owner {
            continue;
        }
        if customer.is_some_and(|customer| Standing::no_contact(customer, today).is_some()) {
            held += 1;
        } else {
            open.push((due, row.id()));
        }
    }
    let count = open.len();
    if most > 0 {
        order::by(&mut open, Ord::cmp);
    }
    let first = open.into_iter().take(most).filter_map(|(_, id)| book.next_actions().get(id)).collect();
    ActionsAhead { count, first, held }
}
