//! What is too much: the most contacts of a sort in a calendar period (A0.23, ruling 6).

use super::plain::plain;
use crate::model::vocabulary;

vocabulary! {
    /// Which contacts a cap counts. Inbound, complaint and after-sales contacts never count.
    pub enum CapScope {
        /// 深度沟通: deep contacts that we made
        Deep = "deep",
        /// 主动触达: any contact that we made
        Proactive = "proactive",
    }

    /// The calendar period that a cap counts in (rulings, "Time").
    pub enum CapPeriod {
        /// 每周
        Week = "week",
        /// 每月
        Month = "month",
        /// 每季度
        Quarter = "quarter",
    }
}

plain! {
    /// One cap of a tier. It blocks nothing: going over asks for a reason.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub struct Cap {
        required {
            /// What it counts.
            scope: CapScope,
            /// In which period.
            period: CapPeriod,
            /// The most that are welcome.
            most: u32,
        }
    }
}
