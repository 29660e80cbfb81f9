//! The role map of a customer: who covers which of the five roles, and how long ago each was spoken to (A3.14).

use crate::book::Book;
use crate::model::{Contact, ContactId, CustomerId, Day, DecisionRole};
use crate::order;

/// One person of a customer with the day they were last spoken to.
#[derive(Debug, Clone, PartialEq)]
pub struct Spoken {
    /// The person.
    pub contact: Contact,
    /// The day of the last answered contact in which they took part.
    pub last: Option<Day>,
}

/// One role with those who have it and are still there; nobody is a gap.
#[derive(Debug, Clone, PartialEq)]
pub struct RoleLine {
    /// The role.
    pub role: DecisionRole,
    /// Who has it, whoever was spoken to last first.
    pub people: Vec<Spoken>,
}

/// What is covered and what is not.
#[derive(Debug, Clone, PartialEq)]
pub struct RoleMap {
    /// The five roles.
    pub lines: Vec<RoleLine>,
    /// People who are still there and whose role nobody stated.
    pub without_role: Vec<Spoken>,
    /// Whether everything hangs on one person.
    pub only_one_known: bool,
}

impl RoleMap {
    /// Returns the map of a customer.
    pub fn of(book: &Book, customer: CustomerId) -> Self {
        let mut people: Vec<Spoken> = book
            .contacts_of(customer)
            .filter(|contact| !contact.has_left)
            .map(|contact| Spoken { contact, last: None })
            .collect();
        // The newest come first: once everybody was found, none of the older ones has to be read.
        let mut answered: Vec<_> = book.interactions_of(customer).filter(|row| !row.unanswered).collect();
        order::by_key(&mut answered, |row| std::cmp::Reverse(row.day));
        for contact in answered.into_iter().filter_map(|row| row.record()) {
            if people.iter().all(|spoken| spoken.last.is_some()) {
                break;
            }
            let took_part = |id: &ContactId| contact.contacts.contains(id);
            for spoken in people.iter_mut().filter(|spoken| took_part(&spoken.contact.id)) {
                spoken.last = spoken.last.max(Some(contact.day));
            }
        }
        order::by_key(&mut people, |spoken| (std::cmp::Reverse(spoken.last), spoken.contact.id));
        let with = |role: Option<DecisionRole>| {
            people.iter().filter(|spoken| spoken.contact.role == role).cloned().collect::<Vec<_>>()
        };
        let lines = DecisionRole::ALL.iter().map(|role| RoleLine { role: *role, people: with(Some(*role)) });
        Self { lines: lines.collect(), without_role: with(None), only_one_known: people.len() == 1 }
    }

    /// Returns the day a person was last spoken to.
    pub fn last_spoken(&self, contact: ContactId) -> Option<Day> {
        let all = self.lines.iter().flat_map(|line| &line.people).chain(&self.without_role);
        all.into_iter().find(|spoken| spoken.contact.id == contact).and_then(|spoken| spoken.last)
    }

    /// Returns the roles that nobody covers.
    pub fn gaps(&self) -> impl Iterator<Item = DecisionRole> {
        self.lines.iter().filter(|line| line.people.is_empty()).map(|line| line.role)
    }
}

/// Returns the roles that none of these people has.
pub(super) fn uncovered(people: &[Contact]) -> impl Iterator<Item = DecisionRole> {
    let has = |role| people.iter().any(|contact| contact.role == Some(role));
    DecisionRole::ALL.iter().copied().filter(move |role| !has(*role))
}

/// Returns the roles that nobody who is still there covers; for that nothing has to be read of what was said.
pub fn role_gaps(book: &Book, customer: CustomerId) -> Vec<DecisionRole> {
    let people: Vec<Contact> = book.contacts_of(customer).filter(|contact| !contact.has_left).collect();
    uncovered(&people).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{
        BookInfo, Channel, Customer, Depth, IdSource, Initiator, Instant, Interaction, Record,
    };

    #[test]
    fn each_role_names_who_covers_it_and_when_they_were_spoken_to() {
        let now = Instant::from_millis(1_715_000_000_000);
        let mut ids = IdSource::new(now, [3; 16]);
        let customer = Customer::new(ids.draw(), "北辰科技".into(), now);
        let mut person = |name: &str, role, has_left| Contact {
            role,
            has_left,
            ..Contact::new(ids.draw(), customer.id, name.to_owned())
        };
        let boss = person("刘总", Some(DecisionRole::Decider), false);
        let gone = person("陈工", Some(DecisionRole::User), true);
        let other = person("周女士", None, false);
        let mut said = |on: &str, with: &[ContactId], unanswered| Interaction {
            contacts: with.to_vec(),
            unanswered,
            ..Interaction::new(
                ids.draw(),
                customer.id,
                on.parse().unwrap(),
                Channel::Call,
                Depth::Deep,
                Initiator::Us,
                now,
            )
        };
        let talks = [
            said("2024-03-01", &[boss.id, gone.id], false),
            said("2024-04-01", &[boss.id], false),
            said("2024-05-01", &[boss.id, other.id], true),
        ];
        let id = customer.id;
        let mut records: Vec<Record> = vec![customer.into(), boss.into(), gone.into(), other.into()];
        records.extend(talks.map(Record::from));
        let map = RoleMap::of(&Book::assemble(BookInfo::begun(now), records).unwrap(), id);
        assert_eq!(map.lines[0].people[0].last, "2024-04-01".parse().ok());
        let gaps: Vec<DecisionRole> = map.gaps().collect();
        assert_eq!(
            gaps,
            [DecisionRole::Influencer, DecisionRole::Executor, DecisionRole::Buyer, DecisionRole::User]
        );
        assert_eq!((map.without_role.len(), map.without_role[0].last), (1, None));
        assert!(!map.only_one_known);
    }
}
