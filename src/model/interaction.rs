//! Interactions: each contact with a customer, as it happened (A0.24, A1.20, A3.18).

use super::record::record;
use super::vocabulary::vocabulary;
use super::{
    Channel, ContactId, CustomerId, Day, Depth, Initiator, Instant, InteractionId, Kind, Occasion, PersonId,
};

vocabulary! {
    /// Why a contact went over a cap; asked for once, stored and reported (A0.23, ruling 6).
    pub enum CapExcuse {
        /// 客户要求
        CustomerAsked = "customer_asked",
        /// 处理投诉
        Complaint = "complaint",
        /// 交付需要
        Delivery = "delivery",
        /// 商机推进
        Deal = "deal",
        /// 其他
        Other = "other",
    }

    /// How the customer stands to what was talked about: 决策人态度 (A4.19).
    pub enum Attitude {
        /// 积极
        Positive = "positive",
        /// 中立
        Neutral = "neutral",
        /// 犹豫
        Hesitant = "hesitant",
        /// 反对
        Negative = "negative",
    }
}

record! {
    /// One contact with a customer.
    pub struct Interaction(Kind::Interaction, InteractionId) {
        required {
            /// The customer.
            customer: CustomerId,
            /// The calendar day, in the book's zone: what tiers and obligations count by.
            day: Day,
            /// The means.
            channel: Channel,
            /// How deep it went.
            depth: Depth,
            /// Who started it.
            initiator: Initiator,
            /// When the record was completed; within 24 hours of the contact is on time (ruling 8).
            recorded: Instant,
        }
        optional {
            /// The time of day, where it is known.
            at: Option<Instant>,
            /// What it was for; routine unless said.
            occasion: Option<Occasion>,
            /// Whether nobody answered: such an attempt moves no clock.
            unanswered: bool,
            /// The customer's people who took part.
            contacts: Vec<ContactId>,
            /// The customer's people as written where they are not in the book.
            contacts_as_written: String,
            /// Our people who took part.
            people: Vec<PersonId>,
            /// Our people as written where they are not in the book.
            people_as_written: String,
            /// What was said.
            summary: String,
            /// What the customer thought of it.
            feedback: String,
            /// 客户需求: what the customer needs.
            needs: String,
            /// 客户问题: what troubles the customer.
            problems: String,
            /// What it was about in a word or two, such as 新品通知 (A1.11): the theme.
            theme: String,
            /// 关注顾虑: what holds the customer back (A4.19).
            concerns: String,
            /// How the customer stands to it.
            attitude: Option<Attitude>,
            /// 背景问题 of a SPIN talk (A4.18).
            spin_situation: String,
            /// 难点问题
            spin_problem: String,
            /// 暗示问题
            spin_implication: String,
            /// 需求-效益问题
            spin_payoff: String,
            /// Whether the key facts were confirmed with the customer (A1.14).
            confirmed: bool,
            /// When the summary went to the customer; within 24 hours of the contact is on time (ruling 8).
            summary_sent: Option<Instant>,
            /// Who recorded it.
            author: Option<PersonId>,
            /// Why it was made over a cap, if it was.
            cap_excuse: Option<CapExcuse>,
            /// The reason in words.
            cap_note: String,
        }
    }
}

/// What tiers, obligations and caps need to know of an interaction: kept at hand for every one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InteractionHead {
    /// The calendar day, in the book's zone.
    pub day: Day,
    /// The means.
    pub channel: Channel,
    /// How deep it went.
    pub depth: Depth,
    /// Who started it.
    pub initiator: Initiator,
    /// What it was for.
    pub occasion: Occasion,
    /// Whether nobody answered: such an attempt moves no clock.
    pub unanswered: bool,
}

/// An [`InteractionHead`] in eight bytes: there may be a million.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InteractionKept {
    day: Day,
    channel: Channel,
    initiator: Initiator,
    occasion: Occasion,
    answer: Answer,
}

/// How deep it went, and whether anybody answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Answer {
    Deep,
    Light,
    NoneToDeep,
    NoneToLight,
}

impl From<InteractionHead> for InteractionKept {
    fn from(head: InteractionHead) -> Self {
        let InteractionHead { day, channel, depth, initiator, occasion, unanswered } = head;
        let answer = match (depth, unanswered) {
            (Depth::Deep, false) => Answer::Deep,
            (Depth::Light, false) => Answer::Light,
            (Depth::Deep, true) => Answer::NoneToDeep,
            (Depth::Light, true) => Answer::NoneToLight,
        };
        Self { day, channel, initiator, occasion, answer }
    }
}

impl From<InteractionKept> for InteractionHead {
    fn from(kept: InteractionKept) -> Self {
        let InteractionKept { day, channel, initiator, occasion, answer } = kept;
        let (depth, unanswered) = match answer {
            Answer::Deep => (Depth::Deep, false),
            Answer::Light => (Depth::Light, false),
            Answer::NoneToDeep => (Depth::Deep, true),
            Answer::NoneToLight => (Depth::Light, true),
        };
        Self { day, channel, depth, initiator, occasion, unanswered }
    }
}

impl InteractionHead {
    /// Tells whether it counts against caps: ours, answered or not, and no complaint or after-sales (ruling 6).
    pub fn is_proactive(&self) -> bool {
        self.initiator == Initiator::Us && !self.occasion.is_exempt_from_caps()
    }
}

impl Interaction {
    /// Returns what it was for.
    pub fn occasion(&self) -> Occasion {
        self.occasion.unwrap_or(Occasion::Routine)
    }

    /// Returns what tiers, obligations and caps need to know of it.
    pub fn head(&self) -> InteractionHead {
        InteractionHead {
            day: self.day,
            channel: self.channel,
            depth: self.depth,
            initiator: self.initiator,
            occasion: self.occasion(),
            unanswered: self.unanswered,
        }
    }
}
