//! People at a customer (A0.5, A3.7, A3.14).

use super::record::record;
use super::{Birthday, BuyerTypeId, ContactId, CustomerId, Day, DecisionRole, Kind};

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
            /// What they see to (A3.7), such as 采购.
            area: String,
            /// What sort of buyer they are (A2.13, A2.23): one the handbooks give, or a record.
            buyer_type: Option<BuyerTypeId>,
            /// Their birthday (A2.28).
            birthday: Option<Birthday>,
            /// Whether they left the customer.
            has_left: bool,
            /// The day on which we learnt that they left.
            left_on: Option<Day>,
        }
    }
}

/// What is asked of all contacts again and again: kept at hand for every one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ContactHead {
    /// Whether they left the customer.
    pub has_left: bool,
    /// Whether their birthday is known.
    pub has_birthday: bool,
}
