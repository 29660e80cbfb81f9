//! What a customer is described by in words: the texts that conditions ask about.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::FieldId;
use crate::book::Book;
use crate::model::{Customer, Day, vocabulary};

vocabulary! {
    /// A text of the customer's own record.
    pub enum Wording {
        /// 客户名称
        Name = "name",
        /// 客户简称
        ShortName = "short_name",
        /// 客户编号
        Number = "number",
        /// 所属行业
        Industry = "industry",
        /// 企业规模
        Size = "size",
        /// 客户标签: several (A0.10)
        Tags = "tags",
        /// 关键需求
        KeyNeed = "key_need",
        /// 负责人: the owner's name
        Owner = "owner",
        /// 备注
        Remark = "remark",
    }
}

/// A text of every customer, or a field of the user's own that holds text. Stored by its id, such as `industry` or
/// `field_3`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Descriptor {
    /// A text of the customer's own record.
    Known(Wording),
    /// A field that the user added; its name stands in the policy.
    Field(FieldId),
}

impl Descriptor {
    /// Returns the descriptor with that stored id.
    pub fn from_id(id: &str) -> Option<Self> {
        match id.strip_prefix("field_") {
            Some(number) => number.parse().ok().map(|number| Self::Field(FieldId(number))),
            None => Wording::from_id(id).map(Self::Known),
        }
    }

    /// Tells whether having none is an answer by itself: who bears no tag does not bear this one, and who has no
    /// owner has not that one.
    pub fn may_be_none(self) -> bool {
        matches!(self, Self::Known(Wording::Tags | Wording::Owner))
    }

    /// Calls `visit` for each text that a customer has on a day; empty texts are none.
    pub fn visit(self, book: &Book, customer: &Customer, day: Day, visit: &mut dyn FnMut(&str)) {
        let mut tell = |text: &str| {
            if !text.trim().is_empty() {
                visit(text);
            }
        };
        match self {
            Self::Known(Wording::Name) => tell(&customer.name),
            Self::Known(Wording::ShortName) => tell(&customer.short_name),
            Self::Known(Wording::Number) => tell(&customer.number),
            Self::Known(Wording::Industry) => tell(&customer.industry),
            Self::Known(Wording::Size) => tell(&customer.size),
            Self::Known(Wording::KeyNeed) => tell(&customer.key_need),
            Self::Known(Wording::Remark) => tell(&customer.remark),
            Self::Known(Wording::Tags) => customer.tags.iter().for_each(|tag| tell(tag)),
            Self::Known(Wording::Owner) => {
                if let Some(owner) = customer.owner.and_then(|owner| book.people().get(owner)) {
                    tell(&owner.name);
                }
            }
            Self::Field(_) => {
                let own = customer.statements.iter().rev();
                let mut own = own.filter(|said| said.day <= day && Self::from_id(&said.metric) == Some(self));
                // Statements stand in the order of their days.
                if let Some(text) = own.next().and_then(|said| said.value.as_str()) {
                    tell(text);
                }
            }
        }
    }
}

impl From<Wording> for Descriptor {
    fn from(wording: Wording) -> Self {
        Self::Known(wording)
    }
}

impl fmt::Display for Descriptor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Known(wording) => f.write_str(wording.id()),
            Self::Field(field) => write!(f, "field_{}", field.0),
        }
    }
}

impl Serialize for Descriptor {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Descriptor {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let id = std::borrow::Cow::<str>::deserialize(deserializer)?;
        Self::from_id(&id).ok_or_else(|| de::Error::custom(format_args!("there is no text {id}")))
    }
}
