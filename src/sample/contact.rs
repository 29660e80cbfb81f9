//! The people at an invented customer, one to four, with telephone numbers that nobody has.

use super::scene::Scene;
use crate::model::{Contact, Customer, DecisionRole};

/// Who is met first, and who joins later (A3.14).
const ROLES: [DecisionRole; 5] = [
    DecisionRole::Decider,
    DecisionRole::Buyer,
    DecisionRole::Influencer,
    DecisionRole::User,
    DecisionRole::Executor,
];

/// Returns the customer's contacts.
pub(super) fn contacts(scene: &mut Scene, customer: &Customer) -> Vec<Contact> {
    let first = scene.random.place(2);
    let more = scene.random.place(4);
    let mut contacts: Vec<Contact> =
        ROLES.iter().skip(first).take(1 + more).map(|&role| contact(scene, customer, role)).collect();
    if contacts.len() > 2
        && scene.random.chance(12)
        && let Some(last) = contacts.last_mut()
    {
        last.has_left = true;
    }
    contacts
}

fn contact(scene: &mut Scene, customer: &Customer, role: DecisionRole) -> Contact {
    let words = scene.words;
    let (name, mailbox) = scene.full_name();
    let titles = DecisionRole::ALL.iter().zip(words.titles).find(|(of, _)| **of == role);
    let title = scene.random.word(titles.map(|(_, titles)| titles).unwrap_or_default());
    let (has_phone, has_email) = (scene.random.chance(93), scene.random.chance(75));
    let number = scene.names % 10_000;
    let phone = match words.family_first {
        true => format!("138-0000-{number:04}"),
        false => format!("+1 {}-555-01{:02}", 200 + number / 100, number % 100),
    };
    Contact {
        title: title.to_owned(),
        phone: if has_phone { phone } else { String::new() },
        email: if has_email || !has_phone {
            format!("{mailbox}@{}", words.mail_domain)
        } else {
            String::new()
        },
        role: scene.random.chance(85).then_some(role),
        ..Contact::new(scene.env.ids.draw(), customer.id, name)
    }
}
