//! Identities that never change and never mean anything else.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What every typed id can do.
pub trait Id: Copy + Eq + Ord + fmt::Debug + 'static {
    /// Wraps a UUID.
    fn new(uuid: Uuid) -> Self;
    /// Returns the UUID inside.
    fn uuid(self) -> Uuid;
}

macro_rules! ids {
    ($($(#[$meta:meta])* $name:ident;)+) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl Id for $name {
            fn new(uuid: Uuid) -> Self {
                Self(uuid)
            }

            fn uuid(self) -> Uuid {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self)
            }
        }
    )+};
}

ids! {
    /// Identifies a team member.
    PersonId;
    /// Identifies a customer.
    CustomerId;
    /// Identifies a contact at a customer.
    ContactId;
    /// Identifies an order.
    OrderId;
    /// Identifies an interaction.
    InteractionId;
    /// Identifies a next action.
    NextActionId;
    /// Identifies a need.
    NeedId;
    /// Identifies a feedback.
    FeedbackId;
    /// Identifies a version of the policy.
    PolicyId;
    /// Identifies a contract.
    ContractId;
    /// Identifies a retention plan.
    PlanId;
    /// Identifies a type of buyer.
    BuyerTypeId;
    /// Identifies the letters of an industry.
    NumberPrefixId;
    /// Identifies a source in the user's own words.
    SourceId;
    /// Identifies an attachment.
    AttachmentId;
    /// Identifies a change set.
    ChangeId;
    /// Identifies a record of any kind.
    RecordId;
}
