//! What a book holds: records of fifteen kinds, and the values they are made of.
//!
//! Constructors refuse what is invalid; a value that exists is well formed. Nothing here reads a
//! clock, draws a random number or touches a file: [`Env`] carries what comes from outside.

mod arrangement;
mod attachment;
mod birthday;
mod buyer_type;
mod channel;
mod contact;
mod contract;
mod credit_code;
mod customer;
mod day;
mod env;
mod feedback;
mod id;
mod industry;
mod info;
mod interaction;
mod lunar;
mod money;
mod need;
mod next_action;
mod number_prefix;
mod order;
mod pack;
mod partial_date;
mod person;
mod phone;
mod plan;
mod policy;
mod profile;
mod rare;
mod record;
mod shared_words;
mod size;
mod source;
mod vocabulary;

pub use arrangement::{Arrangement, ArrangementSort};
pub use attachment::{
    Attachment, ContentHash, ContentSum, ContentSumError, ContentSums, LARGEST_FILE, LARGEST_FILES, MEGABYTE,
    Media, file_name,
};
pub use birthday::Birthday;
pub use buyer_type::{BuyerType, GivenType, TypeFamily};
pub use channel::{Channel, Depth, Initiator, Occasion};
pub use contact::{Contact, ContactHead};
pub use contract::{Contract, Renewal};
pub use credit_code::{CreditCode, CreditCodeError};
pub use customer::{Customer, Rating, Ratings, Stated, Statement, TierOverride};
pub use day::{Day, Instant, Quarter, Zone};
pub use env::{Env, IdSource};
pub use feedback::{Feedback, FeedbackSort, Nps, Satisfaction};
pub use id::{
    AttachmentId, BuyerTypeId, ChangeId, ContactId, ContractId, CustomerId, FeedbackId, Id, InteractionId,
    NeedId, NextActionId, NumberPrefixId, OrderId, PersonId, PlanId, PolicyId, RecordId, SourceId,
};
pub use industry::{Division, SECTIONS, Section, division_of, divisions, section_of};
pub use info::BookInfo;
pub use interaction::{Attitude, CapExcuse, Interaction, InteractionHead, InteractionKept};
pub use money::{Currency, Money, MoneyError};
pub use need::{Need, NeedCategory, NeedNature, NeedStatus};
pub use next_action::{NextAction, NextActionHead, Progress, Promise};
pub use number_prefix::NumberPrefix;
pub use order::{Order, OrderHead};
pub use pack::{Dictionary, Pack, Packer, Unpacker};
pub use partial_date::PartialDate;
pub use person::{Absence, Person};
pub use phone::{is_email, is_phone, is_website};
pub use plan::{Plan, PlanOutcome, PlanStep, RiskTrigger};
pub use policy::PolicyVersion;
pub use profile::{CityTier, FieldSort, FieldState, Gender, Intent, ProfileField, SalesChannel};
pub use rare::{Empty, Rare};
pub use record::{Extra, FieldChange, FieldError, Kind, Record, RecordFields};
pub use shared_words::SharedWords;
pub use size::SizeBand;
pub use source::{GivenSource, OwnSource, Source};
pub(crate) use vocabulary::vocabulary;
pub use vocabulary::{CustomerKind, DecisionRole, OwnerRole, Payment, Stage, ValueBand};
