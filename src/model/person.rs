//! People of the team: who owns customers and who recorded what (A1.12, A4.15).

use serde::{Deserialize, Serialize};

use super::record::record;
use super::{Day, Kind, OwnerRole, PersonId};

/// Days on which a person is away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Absence {
    /// The first day.
    pub from: Day,
    /// The last day.
    pub to: Day,
}

record! {
    /// A team member. There is no log-in: whoever uses the browser picks who they are.
    pub struct Person(Kind::Person, PersonId) {
        required {
            /// The name, not empty.
            name: String,
        }
        optional {
            /// What they do, as the cadence table names owners.
            role: Option<OwnerRole>,
            /// Whether they left; their customers are then without an owner.
            has_left: bool,
            /// How many contacts a working day has room for; the policy's figure if none.
            contacts_a_day: Option<u32>,
            /// Days off, in the order of their days.
            leave: Vec<Absence>,
            /// Marks an invented team member of the sample, which one action removes.
            sample: bool,
        }
    }
}

impl Person {
    /// Tells whether they are away on a day, or have left.
    pub fn is_away(&self, day: Day) -> bool {
        self.has_left || self.leave.iter().any(|leave| (leave.from..=leave.to).contains(&day))
    }
}
