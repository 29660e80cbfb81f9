//! Customers: who they are, and what people say of them where no record does.

use std::collections::BTreeMap;
use std::num::NonZeroU8;

use arcstr::ArcStr;
use serde::{Deserialize, Serialize};

use super::record::{RecordFields, record};
use super::{
    Arrangement, CustomerId, CustomerKind, Day, FieldState, Instant, Kind, Money, PartialDate, PersonId,
    ProfileField, Rare, Source, Stage, ValueBand,
};

/// A judgement from 1 to 5 by a person, with the day it was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "RawRating")]
pub struct Rating {
    /// Never 0, so that an unknown rating takes no more room.
    points: NonZeroU8,
    day: Day,
}

#[derive(Deserialize)]
struct RawRating {
    points: u8,
    day: Day,
}

impl TryFrom<RawRating> for Rating {
    type Error = &'static str;

    fn try_from(raw: RawRating) -> Result<Self, Self::Error> {
        Self::new(raw.points, raw.day).ok_or("a rating is a whole number from 1 to 5")
    }
}

impl Rating {
    /// Returns the rating, if `points` is 1–5.
    pub fn new(points: u8, day: Day) -> Option<Self> {
        NonZeroU8::new(points).filter(|points| points.get() <= 5).map(|points| Self { points, day })
    }

    /// Returns the points, 1–5.
    pub fn points(self) -> u8 {
        self.points.get()
    }

    /// Returns the day on which it was made.
    pub fn day(self) -> Day {
        self.day
    }
}

/// What people judge, because no record can tell it (A0.13, A0.14). Unknown stays unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Ratings {
    /// 行业增长性
    #[serde(skip_serializing_if = "Option::is_none")]
    pub industry_growth: Option<Rating>,
    /// 客户规模扩张潜力
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expansion_potential: Option<Rating>,
    /// 需求匹配度
    #[serde(skip_serializing_if = "Option::is_none")]
    pub need_fit: Option<Rating>,
    /// 投诉处理满意度
    #[serde(skip_serializing_if = "Option::is_none")]
    pub complaint_handling: Option<Rating>,
}

/// Figures stated by hand that stand in where the records are missing (A0.6), and are shown as such.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Stated {
    /// 累计交易金额
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cumulative_amount: Option<Money>,
    /// 复购率, in percent, 0–100
    #[serde(skip_serializing_if = "Option::is_none")]
    pub repurchase_percent: Option<u8>,
    /// 推荐新客户数量
    #[serde(skip_serializing_if = "Option::is_none")]
    pub referrals: Option<u32>,
    /// 近6个月采购频次
    #[serde(skip_serializing_if = "Option::is_none")]
    pub orders_in_6_months: Option<u32>,
}

/// A fact that a person states because no record tells it, with its day. A newer one does not erase an
/// older one: what was known on a past day stays known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// The stored id of the metric, or of a field that the user added.
    pub metric: String,
    /// The value in the stored form of the metric's unit; `null` says that it is no longer known.
    pub value: serde_json::Value,
    /// The day from which it is so.
    pub day: Day,
    /// Who stated it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<PersonId>,
    /// A remark, such as the cause that was found.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// A tier set by hand, which stands before the computed one until it expires.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TierOverride {
    /// The scheme's stored id.
    pub scheme: String,
    /// The tier's stored id in that scheme.
    pub tier: String,
    /// Why; never empty.
    pub reason: String,
    /// Who set it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<PersonId>,
    /// The first day on which it holds.
    pub from: Day,
    /// The last day on which it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Day>,
}

impl TierOverride {
    /// Tells whether it holds on a day.
    pub fn holds_on(&self, day: Day) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }
}

record! {
    /// A customer.
    pub struct Customer(Kind::Customer, CustomerId) {
        required {
            /// The full name, not empty.
            name: String,
            /// When it came into the book: the clock of a first contact starts here.
            registered: Instant,
        }
        optional {
            /// The customer number, such as TE2024001 (A0.9); unique in a book, empty if none.
            number: String,
            /// The short name.
            short_name: String,
            /// Person, company or government; unknown if nobody said.
            customer_kind: Option<CustomerKind>,
            /// The industry, in the user's words.
            industry: ArcStr,
            /// Size by headcount or revenue, as written, such as 5000万-1亿 (A0.30).
            size: ArcStr,
            /// The relationship stage.
            stage: Option<Stage>,
            /// Where it came from.
            source: Option<Source>,
            /// Who referred it; counted as a referral of theirs (A0.14).
            referred_by: Option<CustomerId>,
            /// Customers that look the same and are others, as somebody said (C11).
            distinct_from: Rare<Vec<CustomerId>>,
            /// When working together began, as precisely as is known.
            since: Option<PartialDate>,
            /// Free tags (A0.10), in the order given, none twice.
            tags: Vec<ArcStr>,
            /// The key need in a few words (A1.26).
            key_need: ArcStr,
            /// The main owner (A4.15).
            owner: Option<PersonId>,
            /// The customer type as a table states it (A1.24).
            stated_band: Option<ValueBand>,
            /// Judgements from 1 to 5.
            ratings: Ratings,
            /// Figures stated by hand where records are missing.
            stated: Stated,
            /// Dated facts that people state, in the order of their days.
            statements: Rare<Vec<Statement>>,
            /// Tiers set by hand, past ones too.
            overrides: Rare<Vec<TierOverride>>,
            /// What is arranged beside the policy: pauses, a rhythm of its own; past ones too.
            arrangements: Rare<Vec<Arrangement>>,
            /// Day of the month agreed for a monthly visit, 1–31; the policy's day if none (A0.19).
            fixed_day: Option<u8>,
            /// Master data by the id of its field ([`ProfileField`]), in the form that the field names; a later
            /// version may know more fields.
            profile: Rare<BTreeMap<String, String>>,
            /// Why fields of master data are as they are, by id: a word of [`FieldState`] (A3.5, A3.17).
            field_states: Rare<BTreeMap<String, String>>,
            /// The day on which a field was last set: of the fields of [`Customer::DATED`] by name, of master data by
            /// the id of its field (A3.12).
            field_days: Rare<BTreeMap<String, Day>>,
            /// The day on which it was last given to the pool (公海).
            pooled: Option<Day>,
            /// Who had it before, and cannot have it again at once, whoever has had it since.
            pooled_from: Option<PersonId>,
            /// Why it was marked as 重点关注客户 by hand (A1.7); empty if it was not.
            watch: ArcStr,
            /// A remark.
            remark: ArcStr,
            /// Marks an invented customer of the sample, which one action removes.
            sample: bool,
        }
    }
}

impl Customer {
    /// Returns what a field of master data holds, if anything.
    pub fn profile_value(&self, field: ProfileField) -> Option<&str> {
        self.profile.get(field.id()).map(String::as_str).filter(|value| !value.is_empty())
    }

    /// Sets a field of master data; nothing is kept of an empty one.
    pub fn set_profile_value(&mut self, field: ProfileField, value: &str) {
        if value.is_empty() {
            self.profile.remove(field.id());
        } else {
            self.profile.insert(field.id().to_owned(), value.to_owned());
        }
    }

    /// Returns why a field of master data is as it is, if somebody said.
    pub fn field_state(&self, field: ProfileField) -> Option<FieldState> {
        self.field_states.get(field.id()).and_then(|id| FieldState::from_id(id))
    }

    /// Says why a field of master data is as it is.
    pub fn set_field_state(&mut self, field: ProfileField, state: Option<FieldState>) {
        match state {
            Some(state) => self.field_states.insert(field.id().to_owned(), state.id().to_owned()),
            None => self.field_states.remove(field.id()),
        };
    }

    /// Tells whether it waits in the pool: it was given up, and nobody has had it since.
    pub fn is_pooled(&self) -> bool {
        let is_latest = |day: Day| self.field_days.get("owner").is_none_or(|set| *set <= day);
        self.owner.is_none() && self.pooled.is_some_and(is_latest)
    }

    /// Returns the day from which `person` may have it, if that person gave it up so short a while ago that today is too
    /// early; whoever has it keeps it. The days are those of the policy's pool.
    pub fn cools_down(&self, person: Option<PersonId>, cool_down_days: u32, today: Day) -> Option<Day> {
        let is_meant = person.is_some() && self.pooled_from == person && self.owner != person;
        let free = self.pooled.filter(|_| is_meant)?.plus_days(i64::from(cool_down_days));
        (today < free).then_some(free)
    }

    /// The fields beside master data whose day is kept (A3.12).
    pub const DATED: [&'static str; 7] =
        ["industry", "size", "stage", "since", "key_need", "owner", "customer_kind"];

    /// Notes `day` for every dated field in which it differs from `before`; of a new customer, for those filled.
    pub fn date_fields(&mut self, before: Option<&Self>, day: Day) {
        let old = |name: &str| before.map(|before| before.field(name)).unwrap_or_default();
        let mut set: Vec<&str> =
            Self::DATED.into_iter().filter(|name| self.field(name) != old(name)).collect();
        let empty = BTreeMap::new();
        let (values, states) =
            before.map_or((&empty, &empty), |before| (&before.profile, &before.field_states));
        set.extend(ProfileField::ALL.iter().map(|field| field.id()).filter(|id| {
            self.profile.get(*id) != values.get(*id) || self.field_states.get(*id) != states.get(*id)
        }));
        for name in set {
            self.field_days.insert(name.to_owned(), day);
        }
    }
}
