//! What a condition or a criterion asks about: a metric of the registry, or a field that the user added.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::{Metric, Unit};

/// The number of a field that the user added; stable within a policy and its later versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FieldId(pub u16);

/// A metric of the registry, or a field of the user's own. Stored by its id, such as `referrals` or `field_3`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Measure {
    /// One of the registry.
    Known(Metric),
    /// A field that the user added; its name and unit stand in the policy.
    Field(FieldId),
}

impl Measure {
    /// Returns the measure with that stored id.
    pub fn from_id(id: &str) -> Option<Self> {
        match id.strip_prefix("field_") {
            Some(number) => number.parse().ok().map(|number| Self::Field(FieldId(number))),
            None => Metric::from_id(id).map(Self::Known),
        }
    }

    /// Tells whether its stored id is `id`.
    pub fn is_stored_as(self, id: &str) -> bool {
        match self {
            Self::Known(metric) => metric.id() == id,
            Self::Field(_) => Self::from_id(id) == Some(self),
        }
    }

    /// Returns the metric of the registry, if it is one.
    pub fn metric(self) -> Option<Metric> {
        match self {
            Self::Known(metric) => Some(metric),
            Self::Field(_) => None,
        }
    }

    /// Returns the unit; a field's is told by `field_unit`, `None` where the field is gone.
    pub fn unit(self, field_unit: impl Fn(FieldId) -> Option<Unit>) -> Option<Unit> {
        match self {
            Self::Known(metric) => Some(metric.unit()),
            Self::Field(field) => field_unit(field),
        }
    }
}

impl From<Metric> for Measure {
    fn from(metric: Metric) -> Self {
        Self::Known(metric)
    }
}

impl fmt::Display for Measure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Known(metric) => f.write_str(metric.id()),
            Self::Field(field) => write!(f, "field_{}", field.0),
        }
    }
}

impl Serialize for Measure {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Measure {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let id = std::borrow::Cow::<str>::deserialize(deserializer)?;
        Self::from_id(&id).ok_or_else(|| de::Error::custom(format_args!("there is no metric {id}")))
    }
}
