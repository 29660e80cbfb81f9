//! What all records share: a kind, an id, named fields that can be compared and set, and room for
//! fields of a later version, which survive a round trip.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use thiserror::Error;

use super::pack::{Packer, Unpacker};
use super::vocabulary::vocabulary;
use super::{
    Attachment, BuyerType, Contact, Contract, Customer, CustomerId, Feedback, Id, Interaction, Need,
    NextAction, NumberPrefix, Order, OwnSource, Person, Plan, PolicyVersion, RecordId, Source,
};

vocabulary! {
    /// The kinds of record, in the order in which a book lists them.
    pub enum Kind {
        /// 团队成员
        Person = "person",
        /// 客户
        Customer = "customer",
        /// 联系人
        Contact = "contact",
        /// 订单
        Order = "order",
        /// 沟通记录
        Interaction = "interaction",
        /// 下一步
        NextAction = "next_action",
        /// 需求
        Need = "need",
        /// 客户反馈: complaints, suggestions, surveys
        Feedback = "feedback",
        /// 策略版本
        Policy = "policy",
        /// 合同
        Contract = "contract",
        /// 挽留预案
        Plan = "plan",
        /// 客户性格类型
        BuyerType = "buyer_type",
        /// 编号前缀
        NumberPrefix = "number_prefix",
        /// 附件
        Attachment = "attachment",
        /// 客户来源
        Source = "source",
    }
}

impl Kind {
    /// Tells whether a book without any names the kind nowhere, so that versions from before it was known
    /// read that book.
    pub fn came_later(self) -> bool {
        !matches!(
            self,
            Self::Person
                | Self::Customer
                | Self::Contact
                | Self::Order
                | Self::Interaction
                | Self::NextAction
        )
    }
}

/// Fields that this version does not know, kept as they came.
pub type Extra = BTreeMap<String, Value>;

/// One field of one record before and after a change; `null` is a field left at its default.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FieldChange {
    /// The field's name in the book format.
    pub field: String,
    /// Its value before.
    pub before: Value,
    /// Its value after.
    pub after: Value,
}

/// A value that does not fit its field.
#[derive(Debug, Error)]
#[error("field {field}: {reason}")]
pub struct FieldError {
    /// The field's name.
    pub field: String,
    /// What is wrong with the value.
    pub reason: serde_json::Error,
}

/// What every record can do; implemented by the `record!` macro.
pub trait RecordFields: Clone + PartialEq {
    /// The type of its id.
    type Id: Id + std::hash::Hash;
    /// Its kind.
    const KIND: Kind;

    /// Returns the record's id.
    fn id(&self) -> Self::Id;
    /// Returns the fields in which `after` differs.
    fn diff(&self, after: &Self) -> Vec<FieldChange>;
    /// Returns one field's value as stored; `null` when it is at its default or unknown here.
    fn field(&self, name: &str) -> Value;
    /// Sets one field; `null` sets its default.
    ///
    /// # Errors
    /// The value does not fit the field.
    fn set_field(&mut self, name: &str, value: Value) -> Result<(), FieldError>;
    /// Writes everything but its id in the packed form.
    fn pack_fields(&self, to: &mut Packer);
    /// Reads the packed form of the record `id`; `None` if there is something else.
    fn unpack_fields(id: Self::Id, from: &mut Unpacker<'_>) -> Option<Self>;
}

/// Declares a record: `required` fields must be in a file, `optional` ones fall back to their default
/// and are not written while they have it. Serializes in declared order, unknown fields last.
macro_rules! record {
    (
        $(#[$meta:meta])*
        pub struct $name:ident ($kind:expr, $id:ty) {
            required { $($(#[$required_meta:meta])* $required:ident: $required_type:ty,)* }
            optional { $($(#[$optional_meta:meta])* $optional:ident: $optional_type:ty,)* }
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq)]
        pub struct $name {
            /// Its identity.
            pub id: $id,
            $($(#[$required_meta])* pub $required: $required_type,)*
            $($(#[$optional_meta])* pub $optional: $optional_type,)*
            /// Fields of a later version, kept as they came.
            pub extra: $crate::model::Extra,
        }

        impl $name {
            /// Returns the record with its required fields, the others at their defaults.
            #[allow(clippy::too_many_arguments)]
            pub fn new(id: $id $(, $required: $required_type)*) -> Self {
                Self { id, $($required,)* $($optional: Default::default(),)* extra: Default::default() }
            }
        }

        impl $crate::model::RecordFields for $name {
            type Id = $id;
            const KIND: $crate::model::Kind = $kind;

            fn id(&self) -> Self::Id {
                self.id
            }

            fn diff(&self, after: &Self) -> Vec<$crate::model::FieldChange> {
                let mut changes = Vec::new();
                $(if self.$required != after.$required { changes.push(stringify!($required).to_owned()); })*
                $(if self.$optional != after.$optional { changes.push(stringify!($optional).to_owned()); })*
                for name in self.extra.keys().chain(after.extra.keys()) {
                    if self.extra.get(name) != after.extra.get(name) && !changes.contains(name) {
                        changes.push(name.clone());
                    }
                }
                let change = |field: String| $crate::model::FieldChange {
                    before: self.field(&field),
                    after: after.field(&field),
                    field,
                };
                changes.into_iter().map(change).collect()
            }

            fn field(&self, name: &str) -> serde_json::Value {
                match name {
                    $(stringify!($required) => serde_json::to_value(&self.$required).unwrap_or_default(),)*
                    $(stringify!($optional) => {
                        if self.$optional == <$optional_type>::default() {
                            serde_json::Value::Null
                        } else {
                            serde_json::to_value(&self.$optional).unwrap_or_default()
                        }
                    })*
                    other => self.extra.get(other).cloned().unwrap_or_default(),
                }
            }

            fn set_field(
                &mut self,
                name: &str,
                value: serde_json::Value,
            ) -> Result<(), $crate::model::FieldError> {
                let refuse = |reason| $crate::model::FieldError { field: name.to_owned(), reason };
                match name {
                    $(stringify!($required) => self.$required = serde_json::from_value(value).map_err(refuse)?,)*
                    $(stringify!($optional) => {
                        self.$optional = match value {
                            serde_json::Value::Null => Default::default(),
                            value => serde_json::from_value(value).map_err(refuse)?,
                        };
                    })*
                    other => {
                        match value {
                            serde_json::Value::Null => self.extra.remove(other),
                            value => self.extra.insert(other.to_owned(), value),
                        };
                    }
                }
                Ok(())
            }

            fn pack_fields(&self, to: &mut $crate::model::Packer) {
                use $crate::model::Pack;
                $(self.$required.pack(to);)*
                $(if self.$optional != <$optional_type>::default() {
                    to.field(stringify!($optional));
                    self.$optional.pack(to);
                })*
                if !self.extra.is_empty() {
                    to.field("");
                    self.extra.pack(to);
                }
                to.end();
            }

            fn unpack_fields(id: $id, from: &mut $crate::model::Unpacker<'_>) -> Option<Self> {
                use $crate::model::Pack;
                let mut record = Self::new(id $(, <$required_type>::unpack(from)?)*);
                while let Some(name) = from.field()? {
                    match name {
                        $(stringify!($optional) => record.$optional = Pack::unpack(from)?,)*
                        "" => record.extra = Pack::unpack(from)?,
                        _ => return None,
                    }
                }
                Some(record)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                use serde::ser::SerializeMap;
                let mut map = serializer.serialize_map(None)?;
                map.serialize_entry("id", &self.id)?;
                $(map.serialize_entry(stringify!($required), &self.$required)?;)*
                $(if self.$optional != <$optional_type>::default() {
                    map.serialize_entry(stringify!($optional), &self.$optional)?;
                })*
                for (name, value) in &self.extra {
                    map.serialize_entry(name, value)?;
                }
                map.end()
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Fields;

                impl<'de> serde::de::Visitor<'de> for Fields {
                    type Value = $name;

                    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        f.write_str(concat!("a record of ", stringify!($name)))
                    }

                    fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<$name, A::Error> {
                        use serde::de::Error;
                        let mut id: Option<$id> = None;
                        $(let mut $required: Option<$required_type> = None;)*
                        $(let mut $optional: Option<$optional_type> = None;)*
                        let mut extra = $crate::model::Extra::new();
                        while let Some(name) = map.next_key::<std::borrow::Cow<'de, str>>()? {
                            match name.as_ref() {
                                "id" if id.is_none() => id = Some(map.next_value()?),
                                $(stringify!($required) if $required.is_none() => $required = Some(map.next_value()?),)*
                                $(stringify!($optional) if $optional.is_none() => $optional = Some(map.next_value()?),)*
                                "id" $(| stringify!($required))* $(| stringify!($optional))* => {
                                    return Err(A::Error::custom(format!("field {name} twice")));
                                }
                                other => {
                                    if extra.insert(other.to_owned(), map.next_value()?).is_some() {
                                        return Err(A::Error::custom(format!("field {name} twice")));
                                    }
                                }
                            }
                        }
                        Ok($name {
                            id: id.ok_or_else(|| A::Error::missing_field("id"))?,
                            $($required: $required.ok_or_else(|| A::Error::missing_field(stringify!($required)))?,)*
                            $($optional: $optional.unwrap_or_default(),)*
                            extra,
                        })
                    }
                }

                deserializer.deserialize_map(Fields)
            }
        }
    };
}
pub(crate) use record;

/// A record of any kind.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Record {
    Person(Person),
    Customer(Customer),
    Contact(Contact),
    Order(Order),
    Interaction(Interaction),
    NextAction(NextAction),
    Need(Need),
    Feedback(Feedback),
    Policy(PolicyVersion),
    Contract(Contract),
    Plan(Plan),
    BuyerType(BuyerType),
    NumberPrefix(NumberPrefix),
    Attachment(Attachment),
    Source(OwnSource),
}

impl Record {
    /// Returns its kind.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Person(_) => Kind::Person,
            Self::Customer(_) => Kind::Customer,
            Self::Contact(_) => Kind::Contact,
            Self::Order(_) => Kind::Order,
            Self::Interaction(_) => Kind::Interaction,
            Self::NextAction(_) => Kind::NextAction,
            Self::Need(_) => Kind::Need,
            Self::Feedback(_) => Kind::Feedback,
            Self::Policy(_) => Kind::Policy,
            Self::Contract(_) => Kind::Contract,
            Self::Plan(_) => Kind::Plan,
            Self::BuyerType(_) => Kind::BuyerType,
            Self::NumberPrefix(_) => Kind::NumberPrefix,
            Self::Attachment(_) => Kind::Attachment,
            Self::Source(_) => Kind::Source,
        }
    }

    /// Returns one field's value as stored; `null` when it is at its default.
    pub fn field(&self, name: &str) -> Value {
        match self {
            Self::Person(record) => record.field(name),
            Self::Customer(record) => record.field(name),
            Self::Contact(record) => record.field(name),
            Self::Order(record) => record.field(name),
            Self::Interaction(record) => record.field(name),
            Self::NextAction(record) => record.field(name),
            Self::Need(record) => record.field(name),
            Self::Feedback(record) => record.field(name),
            Self::Policy(record) => record.field(name),
            Self::Contract(record) => record.field(name),
            Self::Plan(record) => record.field(name),
            Self::BuyerType(record) => record.field(name),
            Self::NumberPrefix(record) => record.field(name),
            Self::Attachment(record) => record.field(name),
            Self::Source(record) => record.field(name),
        }
    }

    /// Returns the fields in which `after` differs, which is another version of the same record.
    pub fn diff(&self, after: &Self) -> Vec<FieldChange> {
        match (self, after) {
            (Self::Person(one), Self::Person(other)) => one.diff(other),
            (Self::Customer(one), Self::Customer(other)) => one.diff(other),
            (Self::Contact(one), Self::Contact(other)) => one.diff(other),
            (Self::Order(one), Self::Order(other)) => one.diff(other),
            (Self::Interaction(one), Self::Interaction(other)) => one.diff(other),
            (Self::NextAction(one), Self::NextAction(other)) => one.diff(other),
            (Self::Need(one), Self::Need(other)) => one.diff(other),
            (Self::Feedback(one), Self::Feedback(other)) => one.diff(other),
            (Self::Policy(one), Self::Policy(other)) => one.diff(other),
            (Self::Contract(one), Self::Contract(other)) => one.diff(other),
            (Self::Plan(one), Self::Plan(other)) => one.diff(other),
            (Self::BuyerType(one), Self::BuyerType(other)) => one.diff(other),
            (Self::NumberPrefix(one), Self::NumberPrefix(other)) => one.diff(other),
            (Self::Attachment(one), Self::Attachment(other)) => one.diff(other),
            (Self::Source(one), Self::Source(other)) => one.diff(other),
            // Of another kind it is no version of the same.
            _ => Vec::new(),
        }
    }

    /// Sets one field; `null` sets its default.
    ///
    /// # Errors
    /// The value does not fit the field.
    pub fn set_field(&mut self, name: &str, value: Value) -> Result<(), FieldError> {
        match self {
            Self::Person(record) => record.set_field(name, value),
            Self::Customer(record) => record.set_field(name, value),
            Self::Contact(record) => record.set_field(name, value),
            Self::Order(record) => record.set_field(name, value),
            Self::Interaction(record) => record.set_field(name, value),
            Self::NextAction(record) => record.set_field(name, value),
            Self::Need(record) => record.set_field(name, value),
            Self::Feedback(record) => record.set_field(name, value),
            Self::Policy(record) => record.set_field(name, value),
            Self::Contract(record) => record.set_field(name, value),
            Self::Plan(record) => record.set_field(name, value),
            Self::BuyerType(record) => record.set_field(name, value),
            Self::NumberPrefix(record) => record.set_field(name, value),
            Self::Attachment(record) => record.set_field(name, value),
            Self::Source(record) => record.set_field(name, value),
        }
    }

    /// Returns the customer that it belongs to; a customer belongs to nobody.
    pub fn customer(&self) -> Option<CustomerId> {
        match self {
            Self::Person(_)
            | Self::Customer(_)
            | Self::Policy(_)
            | Self::BuyerType(_)
            | Self::NumberPrefix(_)
            | Self::Source(_) => None,
            Self::Contact(record) => Some(record.customer),
            Self::Order(record) => Some(record.customer),
            Self::Interaction(record) => Some(record.customer),
            Self::NextAction(record) => Some(record.customer),
            Self::Need(record) => Some(record.customer),
            Self::Feedback(record) => Some(record.customer),
            Self::Contract(record) => Some(record.customer),
            Self::Plan(record) => Some(record.customer),
            Self::Attachment(record) => Some(record.customer),
        }
    }

    /// Returns the ids of all records that it names.
    pub fn references(&self) -> Vec<RecordId> {
        match self {
            Self::Person(_) | Self::BuyerType(_) | Self::NumberPrefix(_) | Self::Source(_) => Vec::new(),
            Self::Customer(record) => record.references(),
            Self::Contact(record) => {
                std::iter::once(any(record.customer)).chain(record.buyer_type.map(any)).collect()
            }
            Self::Order(record) => vec![any(record.customer)],
            Self::Interaction(record) => record.references(),
            Self::NextAction(record) => record.references(),
            Self::Need(record) => record.references(),
            Self::Feedback(record) => record.references(),
            Self::Policy(record) => record.by.map(any).into_iter().collect(),
            Self::Contract(record) => vec![any(record.customer)],
            Self::Plan(record) => record.references(),
            Self::Attachment(record) => record.references(),
        }
    }

    /// Returns its id, without the kind.
    pub fn id(&self) -> RecordId {
        RecordId::new(match self {
            Self::Person(record) => record.id.uuid(),
            Self::Customer(record) => record.id.uuid(),
            Self::Contact(record) => record.id.uuid(),
            Self::Order(record) => record.id.uuid(),
            Self::Interaction(record) => record.id.uuid(),
            Self::NextAction(record) => record.id.uuid(),
            Self::Need(record) => record.id.uuid(),
            Self::Feedback(record) => record.id.uuid(),
            Self::Policy(record) => record.id.uuid(),
            Self::Contract(record) => record.id.uuid(),
            Self::Plan(record) => record.id.uuid(),
            Self::BuyerType(record) => record.id.uuid(),
            Self::NumberPrefix(record) => record.id.uuid(),
            Self::Attachment(record) => record.id.uuid(),
            Self::Source(record) => record.id.uuid(),
        })
    }
}

fn any(id: impl Id) -> RecordId {
    RecordId::new(id.uuid())
}

impl Customer {
    /// Returns the ids of all records that it names.
    pub fn references(&self) -> Vec<RecordId> {
        let stated = self.statements.iter().filter_map(|statement| statement.by);
        let set = self.overrides.iter().filter_map(|set| set.by);
        // What the handbooks name is there without a record.
        let own_source = match self.source {
            Some(Source::Own(id)) => Some(any(id)),
            Some(Source::Given(_)) | None => None,
        };
        self.owner
            .map(any)
            .into_iter()
            .chain(self.referred_by.map(any))
            .chain(own_source)
            .chain(stated.chain(set).chain(self.pooled_from).map(any))
            .collect()
    }
}

impl Interaction {
    /// Returns the ids of all records that it names.
    pub fn references(&self) -> Vec<RecordId> {
        let people = self.people.iter().chain(&self.author).map(|id| any(*id));
        std::iter::once(any(self.customer))
            .chain(self.contacts.iter().map(|id| any(*id)))
            .chain(people)
            .collect()
    }
}

impl NextAction {
    /// Returns the ids of all records that it names.
    pub fn references(&self) -> Vec<RecordId> {
        let others = self.interaction.map(any).into_iter().chain(self.owner.map(any));
        std::iter::once(any(self.customer)).chain(others).collect()
    }
}

impl Need {
    /// Returns the ids of all records that it names.
    pub fn references(&self) -> Vec<RecordId> {
        let others = self.interaction.map(any).into_iter().chain(self.author.map(any));
        std::iter::once(any(self.customer)).chain(others).collect()
    }
}

impl Feedback {
    /// Returns the ids of all records that it names.
    pub fn references(&self) -> Vec<RecordId> {
        let others = self.interaction.map(any).into_iter().chain(self.owner.map(any));
        std::iter::once(any(self.customer)).chain(others).collect()
    }
}

impl Attachment {
    /// Returns the ids of all records that it names.
    pub fn references(&self) -> Vec<RecordId> {
        let others = self.interaction.map(any).into_iter().chain(self.by.map(any));
        std::iter::once(any(self.customer)).chain(others).collect()
    }
}

impl Plan {
    /// Returns the ids of all records that it names.
    pub fn references(&self) -> Vec<RecordId> {
        let owners = self.owner.into_iter().chain(self.steps.iter().filter_map(|step| step.owner));
        std::iter::once(any(self.customer)).chain(owners.chain(self.approved_by).map(any)).collect()
    }
}

macro_rules! into_record {
    ($($name:ident),+) => {$(
        impl From<$name> for Record {
            fn from(record: $name) -> Self {
                Self::$name(record)
            }
        }
    )+};
}
into_record!(
    Person,
    Customer,
    Contact,
    Order,
    Interaction,
    NextAction,
    Need,
    Feedback,
    Contract,
    Plan,
    BuyerType,
    NumberPrefix,
    Attachment
);

impl From<OwnSource> for Record {
    fn from(record: OwnSource) -> Self {
        Self::Source(record)
    }
}

impl From<PolicyVersion> for Record {
    fn from(record: PolicyVersion) -> Self {
        Self::Policy(record)
    }
}
