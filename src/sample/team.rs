//! The invented team: one person at least for every role that the cadence table names (A0.19–A0.22).

use super::scene::Scene;
use super::{cross, word};
use crate::model::{OwnerRole, Person, Record};

const ROLES: [OwnerRole; 8] = [
    OwnerRole::SalesDirector,
    OwnerRole::SeniorSales,
    OwnerRole::SeniorSales,
    OwnerRole::CustomerSpecialist,
    OwnerRole::CustomerSpecialist,
    OwnerRole::Marketing,
    OwnerRole::CustomerSuccess,
    OwnerRole::Service,
];

impl Scene<'_> {
    /// Returns the team's records and remembers who they are.
    pub(super) fn team_records(&mut self) -> Vec<Record> {
        let mut records = Vec::new();
        for role in ROLES {
            let (name, _) = self.full_name();
            let person =
                Person { role: Some(role), sample: self.is_sample, ..Person::new(self.env.ids.draw(), name) };
            self.team.push((person.id, role));
            records.push(person.into());
        }
        records
    }

    /// Returns the next invented full name, and the form in which it begins an e-mail address.
    pub(super) fn full_name(&mut self) -> (String, String) {
        let words = self.words;
        let (family, given) = cross(self.names, words.families.len(), words.givens.len());
        self.names += 1;
        let (spelled, family) = (word(words.spelled, family), word(words.families, family));
        let given = word(words.givens, given);
        if words.family_first {
            (format!("{family}{given}"), format!("{spelled}{:03}", self.names))
        } else {
            let name = format!("{given} {family}");
            let mailbox = name.to_ascii_lowercase().replace(' ', ".");
            (name, mailbox)
        }
    }
}
