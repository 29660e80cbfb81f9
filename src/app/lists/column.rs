//! The columns of the customer list: fields, what is worked out, every measure, the tier in every scheme.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::app::{measure_name, scheme_name};
use crate::facts::{Measure, Metric, Unit};
use crate::model::vocabulary;
use crate::policy::Policy;
use crate::text::Language;

vocabulary! {
    /// A column that every book has.
    pub enum Fixed {
        /// The tier that governs.
        Tier = "tier",
        /// 编号
        Number = "number",
        /// 客户
        Name = "name",
        /// 简称
        ShortName = "short_name",
        /// 客户性质
        Kind = "kind",
        /// 行业
        Industry = "industry",
        /// 规模
        Size = "size",
        /// 阶段
        Stage = "stage",
        /// 来源
        Source = "source",
        /// 负责人
        Owner = "owner",
        /// 上次联系
        LastContact = "last_contact",
        /// 应跟进
        Next = "next",
        /// 累计金额
        Amount = "amount",
        /// 近12个月金额
        Amount12 = "amount_12",
        /// 近12个月联系
        Contacts12 = "contacts_12",
        /// 标签
        Tags = "tags",
        /// 关键需求
        KeyNeed = "key_need",
        /// 合作起始
        Since = "since",
        /// 建档日期
        Registered = "registered",
        /// 备注
        Remark = "remark",
    }
}

/// A column of the customer list. Stored by its id, such as `name`, `measure:nps` or `scheme:intent`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Column {
    /// One that every book has.
    Fixed(Fixed),
    /// A measure.
    Measure(Measure),
    /// The tier in a scheme, by the scheme's id.
    Scheme(String),
}

impl From<Fixed> for Column {
    fn from(fixed: Fixed) -> Self {
        Self::Fixed(fixed)
    }
}

impl Column {
    /// Returns the column with that stored id.
    pub fn from_id(id: &str) -> Option<Self> {
        match id.split_once(':') {
            Some(("measure", measure)) => Measure::from_id(measure).map(Self::Measure),
            Some(("scheme", scheme)) => Some(Self::Scheme(scheme.to_owned())),
            _ => Fixed::from_id(id).map(Self::Fixed),
        }
    }

    /// Returns the unit of its values; `None` for texts, tiers and what is owed.
    pub fn unit(&self, policy: &Policy) -> Option<Unit> {
        match self {
            Self::Fixed(Fixed::Amount | Fixed::Amount12) => Some(Unit::Fen),
            Self::Fixed(Fixed::Contacts12) => Some(Unit::Count),
            Self::Fixed(Fixed::LastContact | Fixed::Since | Fixed::Registered) => Some(Unit::Day),
            Self::Fixed(Fixed::Kind) => Some(Metric::CustomerKind.unit()),
            Self::Fixed(Fixed::Stage) => Some(Metric::Stage.unit()),
            Self::Fixed(Fixed::Source) => Some(Metric::Source.unit()),
            Self::Measure(measure) => policy.unit(*measure),
            Self::Fixed(_) | Self::Scheme(_) => None,
        }
    }

    /// Tells whether its values stand at the right, as numbers do.
    pub fn is_number(&self, policy: &Policy) -> bool {
        let unit = self.unit(policy);
        unit.is_some_and(|unit| {
            !matches!(unit, Unit::Word(_) | Unit::Choice | Unit::YesNo | Unit::Day | Unit::Text)
        })
    }

    /// Tells whether its values can be added up.
    pub fn adds_up(&self, policy: &Policy) -> bool {
        matches!(self.unit(policy), Some(Unit::Fen | Unit::Count))
    }

    /// Tells whether the first press on its heading puts the largest first.
    pub fn starts_descending(&self, policy: &Policy) -> bool {
        self.is_number(policy)
            || matches!(self, Self::Fixed(Fixed::LastContact | Fixed::Next | Fixed::Registered))
    }

    /// Returns the least width that it needs, in CSS pixels, and its share of the room that is left.
    pub fn width(&self, policy: &Policy) -> (u16, u16) {
        match self {
            Self::Fixed(Fixed::Tier) => (46, 0),
            Self::Scheme(_) => (72, 0),
            Self::Fixed(Fixed::Name) => (176, 16),
            Self::Fixed(Fixed::KeyNeed | Fixed::Remark | Fixed::Tags) => (140, 12),
            Self::Fixed(Fixed::Industry | Fixed::Next) => (112, 8),
            Self::Fixed(Fixed::Number | Fixed::Amount | Fixed::Amount12 | Fixed::ShortName) => (112, 0),
            Self::Fixed(Fixed::Stage | Fixed::Owner | Fixed::Kind) => (88, 0),
            Self::Fixed(_) => (100, 0),
            Self::Measure(_) if self.is_number(policy) => (112, 0),
            Self::Measure(_) => (104, 4),
        }
    }

    /// Names it.
    pub fn name(&self, t: Language, policy: &Policy) -> String {
        match self {
            Self::Fixed(fixed) => fixed_name(t, *fixed).to_owned(),
            Self::Measure(measure) => measure_name(t, policy, *measure),
            Self::Scheme(id) => {
                policy.scheme(id).map_or_else(|| id.clone(), |(_, scheme)| scheme_name(t, scheme))
            }
        }
    }
}

fn fixed_name(t: Language, fixed: Fixed) -> &'static str {
    match fixed {
        Fixed::Tier => t.col_tier(),
        Fixed::Number => t.col_number(),
        Fixed::Name => t.col_name(),
        Fixed::ShortName => t.field_short_name(),
        Fixed::Kind => t.field_kind(),
        Fixed::Industry => t.col_industry(),
        Fixed::Size => t.field_size(),
        Fixed::Stage => t.col_stage(),
        Fixed::Source => t.field_source(),
        Fixed::Owner => t.col_owner(),
        Fixed::LastContact => t.col_last(),
        Fixed::Next => t.col_next(),
        Fixed::Amount => t.col_amount(),
        Fixed::Amount12 => t.col_amount_12(),
        Fixed::Contacts12 => t.col_contacts_12(),
        Fixed::Tags => t.col_tags(),
        Fixed::KeyNeed => t.field_key_need(),
        Fixed::Since => t.col_since(),
        Fixed::Registered => t.registered_on(),
        Fixed::Remark => t.field_remark(),
    }
}

/// Returns every column that the customer list can have under a policy.
pub fn columns(policy: &Policy) -> Vec<Column> {
    let fixed = Fixed::ALL.iter().copied().map(Column::Fixed);
    let schemes = policy.schemes.iter().filter(|scheme| !scheme.disabled);
    let own = policy.fields.iter().filter_map(|field| Measure::from_id(&format!("field_{}", field.number)));
    // These stand among the fixed ones already.
    let twice = [
        Metric::CumulativeAmount,
        Metric::AmountIn12Months,
        Metric::ContactsIn12Months,
        Metric::CustomerKind,
        Metric::Stage,
        Metric::Source,
    ];
    let known =
        Metric::ALL.iter().filter(|metric| !twice.contains(metric)).map(|metric| Measure::from(*metric));
    fixed
        .chain(schemes.map(|scheme| Column::Scheme(scheme.id.clone())))
        .chain(own.chain(known).map(Column::Measure))
        .collect()
}

impl fmt::Display for Column {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Fixed(fixed) => f.write_str(fixed.id()),
            Self::Measure(measure) => write!(f, "measure:{measure}"),
            Self::Scheme(id) => write!(f, "scheme:{id}"),
        }
    }
}

impl Serialize for Column {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Column {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let id = String::deserialize(deserializer)?;
        Self::from_id(&id).ok_or_else(|| de::Error::custom(format_args!("there is no column {id}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_is_named_and_found_again_by_its_id() {
        let policy = Policy::default();
        let all = columns(&policy);
        assert!(all.len() > Fixed::ALL.len() + policy.schemes.len());
        for column in &all {
            assert_eq!(Column::from_id(&column.to_string()).as_ref(), Some(column));
            for t in Language::ALL {
                assert!(!column.name(t, &policy).is_empty(), "{column}");
            }
        }
        let mut ids: Vec<String> = all.iter().map(Column::to_string).collect();
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), all.len());
        assert_eq!(Column::from_id("charm"), None);
    }
}
