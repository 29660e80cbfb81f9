//! What leaves the book for other programs than spreadsheets: people for address books, days for calendars.

use crate::app::{Desk, Standing};
use crate::cadence::{State, rule_name};
use crate::exchange::{Card, Event};
use crate::model::CustomerId;
use crate::text::Language;

/// Adds the contacts of some customers, those who left not counted.
pub fn cards(found: &mut Vec<Card>, desk: &Desk, customers: &[CustomerId]) {
    for customer in customers.iter().filter_map(|id| desk.book().customers().get(*id)) {
        let present = desk.book().contacts_of(customer.id).filter(|contact| !contact.has_left);
        found.extend(present.map(|contact| Card {
            id: contact.id.to_string(),
            name: contact.name.clone(),
            organisation: customer.name.clone(),
            title: contact.title.clone(),
            phone: contact.phone.clone(),
            email: contact.email.clone(),
        }));
    }
}

/// Adds what is due for some customers: open next actions that have a day, and every contact that is owed, on its
/// target day or today if that is past.
///
/// An entry keeps its id while it means the same, so that a later export moves it.
pub fn events(found: &mut Vec<Event>, t: Language, desk: &Desk, customers: &[CustomerId]) {
    for customer in customers.iter().filter_map(|id| desk.book().customers().get(*id)) {
        // What is due for a customer who is not to be contacted is on no list, and reminds nobody.
        if Standing::no_contact(customer, desk.today()).is_some() {
            continue;
        }
        let open = desk.book().next_actions_of(customer.id).filter(|action| action.is_open());
        found.extend(open.filter_map(|action| {
            Some(Event {
                uid: format!("{}@wellkept", action.id),
                day: action.due?,
                title: t.export_event_action(&customer.name, &action.text),
                text: String::new(),
            })
        }));
        let owed = desk.standing(customer.id).map(|standing| standing.obligations.as_slice());
        let owed = owed.unwrap_or_default().iter();
        let asked = owed.filter(|owed| !matches!(owed.state, State::Paused | State::Discharged));
        found.extend(asked.filter_map(|next| {
            let rule = desk.policy().rule(next.tier, next.rule)?;
            let name = rule_name(desk.policy(), next.tier, next.rule);
            Some(Event {
                uid: format!("{}-{name}@wellkept", customer.id),
                day: next.window.target.max(desk.today()),
                title: t.export_event_due(&customer.name, t.method(rule.method)),
                text: super::super::obligation_when(t, next, desk.today()),
            })
        }));
    }
}
