//! The other three methods: bands of one measure, a share of the sum of all, a condition for each tier.

use serde::{Deserialize, Serialize};

use super::Span;
use crate::facts::Measure;
use crate::query::Condition;

/// Bands of one measure, with clauses that go before (A1.3–A1.5, ruling 3).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Banding {
    /// What is measured.
    pub measure: Measure,
    /// One stretch of values for each tier, in the measure's unit.
    pub bands: Vec<Span>,
    /// Clauses that decide whatever the value: the first that is met counts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clauses: Vec<Clause>,
}

/// A tier whatever the value, where a condition is met.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clause {
    /// Its stable id; those of the handbooks have words in every language.
    pub id: String,
    /// The user's own name for it; empty for the words of its id.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// When it decides.
    pub when: Condition,
    /// The id of the tier it leads to.
    pub tier: String,
}

/// Classes by the share of the sum of all customers that the larger ones have already reached (A2.14, A2.15).
///
/// A customer belongs to the first tier whose cut the customers with strictly larger values have not
/// reached together. So the customer that crosses a line still belongs above it, and customers of one
/// value are never torn apart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sharing {
    /// What is summed.
    pub measure: Measure,
    /// The cut behind each tier but the last, rising, in hundredths of a percent: 8,000 is 80 %.
    pub cuts: Vec<u32>,
}

/// A condition for each tier (ruling 4).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ruling {
    /// When a customer belongs to each tier, in their order; the first that is met is the primary one.
    pub rules: Vec<Condition>,
    /// Whether a customer may bear several labels at once; if not, a second rule that is met is a
    /// contradiction.
    #[serde(default)]
    pub several: bool,
}
