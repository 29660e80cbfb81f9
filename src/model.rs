//! What a book holds: records of nine kinds, and the values they are made of.
//!
//! Constructors refuse what is invalid; a value that exists is well formed. Nothing here reads a
//! clock, draws a random number or touches a file: [`Env`] carries what comes from outside.

mod arrangement;
mod channel;
mod contact;
mod customer;
mod day;
mod env;
mod feedback;
mod id;
mod info;
mod interaction;
mod money;
mod need;
mod next_action;
mod order;
mod pack;
mod partial_date;
mod person;
mod policy;
mod record;
mod vocabulary;

pub use arrangement::{Arrangement, ArrangementSort};
pub use channel::{Channel, Depth, Initiator, Occasion};
pub use contact::Contact;
pub use customer::{Customer, Rating, Ratings, Stated, Statement, TierOverride};
pub use day::{Day, Instant, Quarter, Zone};
pub use env::{Env, IdSource};
pub use feedback::{Feedback, FeedbackSort, Nps, Satisfaction};
pub use id::{
    ChangeId, ContactId, CustomerId, FeedbackId, Id, InteractionId, NeedId, NextActionId, OrderId, PersonId,
    PolicyId, RecordId,
};
pub use info::BookInfo;
pub use interaction::{Attitude, CapExcuse, Interaction, InteractionHead};
pub use money::{Currency, Money, MoneyError};
pub use need::{Need, NeedCategory, NeedNature, NeedStatus};
pub use next_action::{NextAction, NextActionHead, Progress, Promise};
pub use order::{Order, OrderHead};
pub use pack::{Dictionary, Pack, Packer, Unpacker};
pub use partial_date::PartialDate;
pub use person::{Absence, Person};
pub use policy::PolicyVersion;
pub use record::{Extra, FieldChange, FieldError, Kind, Record, RecordFields};
pub(crate) use vocabulary::vocabulary;
pub use vocabulary::{CustomerKind, DecisionRole, OwnerRole, Source, Stage, ValueBand};
