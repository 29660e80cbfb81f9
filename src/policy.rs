//! Schemes, cadences and caps as data with a version, and the default policy from the handbooks.
//!
//! A policy says what should be; it computes nothing. `tiering` and `cadence` apply it.

mod cadence;
mod calendar;
mod cap;
mod check;
mod default;
mod file;
mod methods;
mod plain;
mod scheme;
mod score;
mod urgency;

pub use cadence::{Content, Method, ReviewRhythm, Rule, Schedule, Window};
pub use calendar::{Calendar, DaySpan, Festival};
pub use cap::{Cap, CapScope, Period};
pub use check::{Fault, Spot, Wrong};
pub use file::PolicyProblem;
pub use methods::{Banding, Clause, Ruling, Sharing};
pub use scheme::{Duty, Edge, Grading, Hold, Scheme, Span, Tier};
pub use score::{Criterion, Dimension, Points, Scale, Scoring, Step, WHOLE, Weight};
pub use urgency::{Cause, Reclaim, Urgency};

use crate::facts::{Descriptor, FieldId, Measure, Unit};
use crate::query::Condition;
use plain::plain;

/// The form of policies that this version writes, and the newest that it reads.
pub const FORMAT: u32 = 3;

plain! {
    /// Everything that decides tiers and obligations, versioned together (A2.30).
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Policy {
        required {
            /// The form it is written in.
            format: u32,
            /// The version; 1 is the handbooks' own.
            version: u32,
            /// The schemes.
            schemes: Vec<Scheme>,
            /// Which scheme governs: the first whose condition is met and which has a tier for the customer
            /// (ruling 5).
            order: Vec<Governing>,
            /// Days until a customer who was never contacted is due for the first time.
            first_contact_days: i64,
            /// The tier whose cadence serves a customer whom no scheme governs.
            if_undetermined: TierName,
            /// When a backup is overdue.
            backup: BackupRule,
        }
        optional {
            /// What is taken where nobody said: shown as such wherever it counts.
            presumed: Vec<Presumption>,
            /// Fields that the user added (A0.4).
            fields: Vec<Field>,
            /// Free and worked days of the book itself, before those that are published.
            calendar: Vec<DaySpan>,
            /// What puts a customer before others in Today; nothing does, if empty (A1.7, A1.14).
            urgency: Vec<Urgency>,
            /// When a customer goes to the pool; never, if `None`.
            reclaim: Option<Reclaim>,
            /// Whether a plan asks for nothing before somebody approved it (A1.12).
            plans_need_approval: bool,
        }
    }
}

plain! {
    /// A scheme in the order of schemes.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Governing {
        required {
            /// The scheme's id.
            scheme: String,
        }
        optional {
            /// When it may govern; always, if `None`.
            when: Option<Condition>,
            /// Whether it governs nobody but adds what its tiers are owed to whatever governs (ruling 5).
            adds: bool,
        }
    }
}

plain! {
    /// What a measure is taken to be where nobody said.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub struct Presumption {
        required {
            /// The measure.
            measure: Measure,
            /// The value, in its unit.
            value: i64,
        }
    }
}

plain! {
    /// A field that the user added.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Field {
        required {
            /// Its number, never used again for another.
            number: u16,
            /// Its name, in the user's words.
            name: String,
            /// What its values are.
            sort: FieldSort,
        }
        optional {
            /// The words to choose from, of a choice.
            choices: Vec<String>,
        }
    }
}

crate::model::vocabulary! {
    /// What the values of a field are.
    pub enum FieldSort {
        /// 数字
        Number = "number",
        /// 金额
        Money = "money",
        /// 百分比
        Percent = "percent",
        /// 是否
        YesNo = "yes_no",
        /// 1–5 分
        Rating = "rating",
        /// 日期
        Day = "day",
        /// 选项
        Choice = "choice",
        /// 文字
        Text = "text",
    }
}

plain! {
    /// A tier by its stored names.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct TierName {
        required {
            /// The scheme's id.
            scheme: String,
            /// The tier's id.
            tier: String,
        }
    }
}

/// A tier by its place in a policy: which scheme, and which of its tiers, best first. Holds only for
/// the policy that gave it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TierPlace {
    /// The scheme's place.
    pub scheme: u8,
    /// The tier's place, 0 for the best.
    pub tier: u8,
}

plain! {
    /// When a backup is overdue, whichever comes first.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub struct BackupRule {
        required {
            /// Days since the last one.
            days: i64,
            /// Changes since the last one.
            changes: u64,
        }
    }
}

impl FieldSort {
    /// Returns the unit of its values.
    pub fn unit(self) -> Unit {
        match self {
            Self::Number => Unit::Count,
            Self::Money => Unit::Fen,
            Self::Percent => Unit::Percent,
            Self::YesNo => Unit::YesNo,
            Self::Rating => Unit::Rating,
            Self::Day => Unit::Day,
            Self::Choice => Unit::Choice,
            Self::Text => Unit::Text,
        }
    }
}

impl Policy {
    /// Returns the scheme with that id and its place.
    pub fn scheme(&self, id: &str) -> Option<(usize, &Scheme)> {
        self.schemes.iter().enumerate().find(|(_, scheme)| scheme.id == id)
    }

    /// Returns the place of a tier by the ids of its scheme and its own.
    pub fn place(&self, scheme: &str, tier: &str) -> Option<TierPlace> {
        let (place, scheme) = self.scheme(scheme)?;
        let tier = scheme.tier_place(tier)?;
        Some(TierPlace { scheme: u8::try_from(place).ok()?, tier: u8::try_from(tier).ok()? })
    }

    /// Returns the tier at a place.
    pub fn tier(&self, place: TierPlace) -> Option<&Tier> {
        self.schemes.get(usize::from(place.scheme))?.tiers.get(usize::from(place.tier))
    }

    /// Returns the scheme of a place.
    pub fn scheme_at(&self, place: TierPlace) -> Option<&Scheme> {
        self.schemes.get(usize::from(place.scheme))
    }

    /// Returns a rule of a tier by its place.
    pub fn rule(&self, tier: TierPlace, place: u8) -> Option<&Rule> {
        self.tier(tier)?.rules.get(usize::from(place))
    }

    /// Returns the caps of a tier.
    pub fn caps_of(&self, place: TierPlace) -> &[Cap] {
        self.tier(place).map(|tier| tier.caps.as_slice()).unwrap_or_default()
    }

    /// Returns a field that the user added.
    pub fn field(&self, id: FieldId) -> Option<&Field> {
        self.fields.iter().find(|field| field.number == id.0)
    }

    /// Returns the unit of a measure; `None` for a field that is gone.
    pub fn unit(&self, measure: Measure) -> Option<Unit> {
        measure.unit(|field| self.field(field).map(|field| field.sort.unit()))
    }

    /// Tells whether there is such a text: every customer's, or of a field that holds text.
    pub fn has_text(&self, about: Descriptor) -> bool {
        match about {
            Descriptor::Known(_) => true,
            Descriptor::Field(field) => self.field(field).is_some_and(|field| field.sort == FieldSort::Text),
        }
    }

    /// Returns the place of the tier that serves where no scheme governs; the first of all where the
    /// policy names none.
    pub fn fallback(&self) -> TierPlace {
        self.place(&self.if_undetermined.scheme, &self.if_undetermined.tier)
            .unwrap_or(TierPlace { scheme: 0, tier: 0 })
    }
}
