//! What leaves the book for other programs than spreadsheets: people for address books, days for calendars.

use crate::app::{Desk, Standing};
use crate::cadence::{State, rule_name};
use crate::exchange::{Card, Event};
use crate::model::{CustomerId, Day};
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

/// How what is due stands in a calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CalendarStyle {
    /// The hour and minute at which it begins; the whole day, if `None`.
    pub time: Option<(u32, u32)>,
    /// When it reminds, in minutes from its beginning or that of its day; never, if `None`.
    pub alarm: Option<i32>,
}

impl CalendarStyle {
    /// Whole days, with an alarm at nine.
    pub const WHOLE_DAYS: Self = Self { time: None, alarm: Some(9 * 60) };
}

/// Adds what is due for some customers: open next actions that have a day, and every contact that is owed, on its
/// target day or today if that is past.
///
/// An entry keeps its id while it means the same, so that a later export moves it.
pub fn events(
    found: &mut Vec<Event>,
    t: Language,
    desk: &Desk,
    customers: &[CustomerId],
    style: CalendarStyle,
) {
    let start = |day: Day| style.time.map(|(hour, minute)| desk.zone().instant(day, hour, minute));
    for customer in customers.iter().filter_map(|id| desk.book().customers().get(*id)) {
        // What is due for a customer who is not to be contacted then is on no list, and reminds nobody.
        let open = desk.book().next_actions_of(customer.id).filter(|action| action.is_open());
        found.extend(open.filter_map(|action| {
            let day = action.due.filter(|day| Standing::no_contact(customer, *day).is_none())?;
            Some(Event {
                uid: format!("{}@wellkept", action.id),
                day,
                start: start(day),
                alarm: style.alarm,
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
            let day = next.window.target.max(desk.today());
            Some(Event {
                uid: format!("{}-{name}@wellkept", customer.id),
                day,
                start: start(day),
                alarm: style.alarm,
                title: t.export_event_due(&customer.name, t.method(rule.method)),
                text: super::super::obligation_when(t, next, desk.today()),
            })
        }));
    }
}
