//! Orders: the trading facts are computed from them (A0.6).

use super::record::record;
use super::{CustomerId, Day, Kind, Money, OrderId, Payment};

record! {
    /// One order by a customer.
    pub struct Order(Kind::Order, OrderId) {
        required {
            /// Who ordered.
            customer: CustomerId,
            /// The day of the order.
            day: Day,
            /// What it came to; never below zero.
            amount: Money,
        }
        optional {
            /// The order's own number, where it has one.
            number: String,
            /// What was ordered.
            product: String,
            /// How it is paid (A2.32–A2.37).
            payment: Option<Payment>,
            /// The day on which it was paid in full.
            paid_on: Option<Day>,
            /// A note.
            note: String,
        }
    }
}

/// What the facts of a customer need to know of an order: kept at hand for every one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OrderHead {
    /// The day of the order.
    pub day: Day,
    /// What it came to.
    pub amount: Money,
}
