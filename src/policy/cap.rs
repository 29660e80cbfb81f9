//! What is too much: the most contacts of a sort in a calendar period (A0.23, ruling 6).

use super::plain::plain;
use crate::model::{Day, vocabulary};

vocabulary! {
    /// Which contacts a cap counts. Inbound, complaint and after-sales contacts never count.
    pub enum CapScope {
        /// 深度沟通: deep contacts that we made
        Deep = "deep",
        /// 主动触达: any contact that we made
        Proactive = "proactive",
    }

    /// A calendar period that contacts are counted in (rulings, "Time").
    pub enum Period {
        /// 每周
        Week = "week",
        /// 每月
        Month = "month",
        /// 每季度
        Quarter = "quarter",
        /// 每半年
        HalfYear = "half_year",
        /// 每年
        Year = "year",
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
            period: Period,
            /// The most that are welcome.
            most: u32,
        }
    }
}

impl Period {
    /// Returns the first day of the period of `day`, and of the next one.
    pub fn around(self, day: Day) -> (Day, Day) {
        let months = match self {
            Self::Week => {
                let monday = day.plus_days(-i64::from(day.weekday()));
                return (monday, monday.plus_days(7));
            }
            Self::Month => 1,
            Self::Quarter => 3,
            Self::HalfYear => 6,
            Self::Year => 12,
        };
        let back = day.month().saturating_sub(1) % months;
        let months = i32::try_from(months).unwrap_or(1);
        let first = day.first_of_month().plus_months(-i32::try_from(back).unwrap_or(0));
        (first, first.plus_months(months))
    }

    /// Returns its usual length in days.
    pub fn days(self) -> i64 {
        match self {
            Self::Week => 7,
            Self::Month => 30,
            Self::Quarter => 91,
            Self::HalfYear => 182,
            Self::Year => 365,
        }
    }
}
