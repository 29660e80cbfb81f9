//! Contracts, with the day on which their renewal is due (A1.7, A1.25).

use super::record::record;
use super::vocabulary::vocabulary;
use super::{ContractId, CustomerId, Day, Kind, Money};

vocabulary! {
    /// What is known of a contract's renewal (A1.7).
    pub enum Renewal {
        /// 续约意向不明; what a contract says that says nothing.
        Unclear = "unclear",
        /// 有意续约
        Likely = "likely",
        /// 已续约
        Renewed = "renewed",
        /// 不再续约
        Declined = "declined",
    }
}

record! {
    /// An agreement with a customer that ends on a day.
    pub struct Contract(Kind::Contract, ContractId) {
        required {
            /// The customer.
            customer: CustomerId,
            /// Its last day: the day by which it is renewed or not.
            until: Day,
        }
        optional {
            /// Its own number.
            number: String,
            /// What it is about.
            title: String,
            /// Its first day.
            from: Option<Day>,
            /// What it comes to; never below zero.
            amount: Option<Money>,
            /// What is known of its renewal; unclear unless said.
            renewal: Option<Renewal>,
            /// A note.
            note: String,
        }
    }
}

impl Contract {
    /// Returns what is known of its renewal.
    pub fn renewal(&self) -> Renewal {
        self.renewal.unwrap_or(Renewal::Unclear)
    }

    /// Tells whether its renewal is still to be settled.
    pub fn is_unsettled(&self) -> bool {
        matches!(self.renewal(), Renewal::Unclear | Renewal::Likely)
    }
}
