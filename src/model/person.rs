//! People of the team: who owns customers and who recorded what (A1.12, A4.15).

use super::record::record;
use super::{Kind, OwnerRole, PersonId};

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
            /// Marks an invented team member of the sample, which one action removes.
            sample: bool,
        }
    }
}
