//! People at a customer (A0.5, A3.7, A3.14).

use super::record::record;
use super::{ContactId, CustomerId, DecisionRole, Kind};

record! {
    /// A person at a customer whom the team talks to.
    pub struct Contact(Kind::Contact, ContactId) {
        required {
            /// The customer they belong to.
            customer: CustomerId,
            /// The name, not empty.
            name: String,
        }
        optional {
            /// The job title, such as 总监.
            title: String,
            /// The work telephone or mobile, as written.
            phone: String,
            /// The e-mail address.
            email: String,
            /// The part in a decision.
            role: Option<DecisionRole>,
            /// Whether they left the customer.
            has_left: bool,
        }
    }
}
