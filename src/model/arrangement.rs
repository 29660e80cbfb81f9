//! What is arranged with a customer beside the policy: pauses, a rhythm of its own, days that were planned.

use serde::{Deserialize, Serialize};

use super::vocabulary::vocabulary;
use super::{CapExcuse, Day, PersonId};

vocabulary! {
    /// What an arrangement does.
    pub enum ArrangementSort {
        /// 稍后: out of sight for some days; it grows no younger by it.
        Snooze = "snooze",
        /// 暂停: nothing is owed for a while, such as a customer's own holiday.
        Pause = "pause",
        /// 跳过: this one time it is let go, as if it had been done.
        Skip = "skip",
        /// 约定频率: an interval of the customer's own.
        Rhythm = "rhythm",
        /// 改期: a day of its own for the next contact.
        Planned = "planned",
        /// 请勿联系: off every list, and warned of everywhere.
        NoContact = "no_contact",
    }
}

/// One arrangement. It ends by itself on its last day, or when somebody ends it; what it was stays on record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Arrangement {
    /// What it does.
    pub sort: ArrangementSort,
    /// The rule it is about, as scheme/tier/rule; empty for all that is owed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub rule: String,
    /// The first day on which it holds.
    pub from: Day,
    /// The last day on which it holds; of a planned contact its day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Day>,
    /// The interval in days, of a rhythm.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<u32>,
    /// Why.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// Why it may go over a cap, of a contact planned so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cap_excuse: Option<CapExcuse>,
    /// Who arranged it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<PersonId>,
}

impl Arrangement {
    /// Tells whether it holds on a day.
    pub fn holds_on(&self, day: Day) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }

    /// Tells whether it is about a rule.
    pub fn is_about(&self, rule: &str) -> bool {
        self.rule.is_empty() || self.rule == rule
    }
}
