//! What to know before a call: last words, promises both ways, open needs, what rivals are thought of, what to talk about
//! (A1.13, A4.17).

use std::cmp::Reverse;

use super::{Desk, Risk, Suggestion, repeated_theme, risk_lines, suggestion};
use crate::model::{Customer, Interaction, Need, NextAction, ProfileField, Promise};
use crate::order;

/// What somebody reads before a call.
#[derive(Debug, Clone, PartialEq)]
pub struct Brief {
    /// The last contact that was answered.
    pub last: Option<Interaction>,
    /// What is still to be done, or done and not told, by day.
    pub actions: Vec<NextAction>,
    /// The key need in a few words; empty if nobody noted it.
    pub key_need: String,
    /// The needs that wait for an answer, the newest first.
    pub needs: Vec<Need>,
    /// What the customer thinks of rivals; empty if nobody asked.
    pub rivals: String,
    /// What the call could be for.
    pub goal: Option<Suggestion>,
    /// The theme that was talked about again and again.
    pub repeated: Option<String>,
    /// What threatens.
    pub risks: Vec<Risk>,
}

impl Brief {
    /// Returns what is known of a customer today.
    pub fn of(desk: &Desk, customer: &Customer) -> Self {
        let (book, id) = (desk.book(), customer.id);
        // Only the newest is read whole: heads tell which it is.
        let answered = || book.interactions_of(id).filter(|row| !row.unanswered);
        let newest = answered().map(|row| row.day).max();
        let on_day = answered().filter(|row| Some(row.day) == newest).filter_map(|row| row.record());
        let mut actions: Vec<NextAction> =
            book.next_actions_of(id).filter(|action| action.is_open() || action.is_to_be_told()).collect();
        order::by_key(&mut actions, |action| (action.due.is_none(), action.due, action.id));
        let mut needs: Vec<Need> = book.needs_of(id).filter(Need::is_open).collect();
        order::by_key(&mut needs, |need| Reverse(need.day));
        Self {
            last: on_day.max_by_key(|contact| (contact.at, contact.recorded)),
            actions,
            key_need: customer.key_need.to_string(),
            needs,
            rivals: customer.profile_value(ProfileField::Rivals).unwrap_or_default().to_owned(),
            goal: suggestion(book, id, desk.today()),
            repeated: repeated_theme(book, id),
            risks: risk_lines(desk, customer).into_iter().map(|line| line.risk).collect(),
        }
    }

    /// Returns what is promised by us, by them, or only planned (`None`).
    pub fn promised(&self, promise: Option<Promise>) -> impl Iterator<Item = &NextAction> {
        self.actions.iter().filter(move |action| action.promise == promise)
    }
}
