//! What puts a customer before others in Today beside the rhythm: risk, complaint, renewal, promise (A1.7, A1.14).

use super::plain::plain;
use crate::model::vocabulary;

vocabulary! {
    /// Why a customer goes before others.
    pub enum Cause {
        /// 投诉未结
        Complaint = "complaint",
        /// 承诺逾期: a promise of ours whose day is past.
        PromiseBroken = "promise_broken",
        /// 承诺到期: a promise of ours whose day is near.
        PromiseDue = "promise_due",
        /// 续约临近
        Renewal = "renewal",
        /// 有风险: 重点关注 for anything else.
        Risk = "risk",
    }
}

plain! {
    /// A cause that counts, and how much.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub struct Urgency {
        required {
            /// The cause.
            cause: Cause,
            /// It counts like being late by this many percent of the rhythm, 1–1000.
            percent: u32,
        }
        optional {
            /// From so many days before the day of a renewal or a promise on, 0–365.
            days: i64,
        }
    }
}

plain! {
    /// 公海: whom nobody contacted for long is warned of, and then may be given up for others to take.
    ///
    /// How long stands in the tiers; here is what holds for tiers that say nothing.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub struct Reclaim {
        required {
            /// Days without a contact that counts, 1–3650.
            days: u32,
            /// So many days before, a warning stands on the list; less than `days`.
            warn_days: u32,
            /// Days during which who had the customer cannot take it again, 0–3650.
            cool_down_days: u32,
        }
    }
}

impl Cause {
    /// Tells whether the days of an [`Urgency`] matter for it.
    pub fn has_days(self) -> bool {
        matches!(self, Self::PromiseDue | Self::Renewal)
    }
}
