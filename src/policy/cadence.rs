//! What a tier is owed: how, how often, about what and by whom (A0.19–A0.22, A1.8–A1.10, A2.1–A2.9, A4.12–A4.14).

use serde::{Deserialize, Serialize};

use super::plain::plain;
use super::{Festival, Period};
use crate::facts::Measure;
use crate::model::{Channel, Depth, OwnerRole, vocabulary};

vocabulary! {
    /// The way of contact, in the handbook's words.
    pub enum Method {
        /// 高层拜访+专属客户经理对接
        ExecutiveVisit = "executive_visit",
        /// 深度电话沟通+线下沙龙
        DeepCall = "deep_call",
        /// 邮件/常规维护
        Mail = "mail",
        /// 群发邮件/公众号推文
        Broadcast = "broadcast",
        /// 深度沟通(电话/面谈) (A1.8)
        DeepContact = "deep_contact",
        /// 专属活动 (A1.8)
        ExclusiveEvent = "exclusive_event",
        /// 回访 (A1.9)
        Revisit = "revisit",
        /// 信息推送 (A1.10)
        Push = "push",
        /// 登门拜访 (A2.1–A2.9)
        HomeVisit = "home_visit",
        /// 致电 (A2.4, A2.6)
        Call = "call",
        /// 跟进 (A4.12–A4.14)
        FollowUp = "follow_up",
        /// 节日问候 (A1.9, A2.28)
        Greeting = "greeting",
        /// 生日关怀 (A2.28)
        BirthdayCare = "birthday_care",
        /// 续约沟通 (A1.7)
        RenewalTalk = "renewal_talk",
    }

    /// What a contact is about, in the handbook's words.
    pub enum Content {
        /// 定制化服务方案
        CustomPlan = "custom_plan",
        /// 新品优先试用
        EarlyTrial = "early_trial",
        /// 高层互访
        ExecutiveExchange = "executive_exchange",
        /// 行业趋势分享
        IndustryTrends = "industry_trends",
        /// 产品升级推荐
        Upgrade = "upgrade",
        /// 需求调研
        NeedsResearch = "needs_research",
        /// 新品通知
        NewProduct = "new_product",
        /// 满意度调研
        Satisfaction = "satisfaction",
        /// 节日问候
        HolidayGreeting = "holiday_greeting",
        /// 优惠活动推送
        Promotion = "promotion",
        /// 行业白皮书分享
        WhitePaper = "white_paper",
        /// 需求细节与方案定制 (A4.12)
        NeedDetail = "need_detail",
        /// 行业案例、产品资料 (A4.13)
        CaseStudies = "case_studies",
        /// 行业动态、产品科普 (A4.14)
        BrandNews = "brand_news",
        /// 生日关怀 (A2.28)
        BirthdayWishes = "birthday_wishes",
        /// 续约意向 (A1.7)
        Renewal = "renewal",
    }

    /// How often a tier is reviewed (A0.25).
    pub enum ReviewRhythm {
        /// 月度
        Monthly = "monthly",
        /// 季度
        Quarterly = "quarterly",
    }
}

plain! {
    /// One thing owed to a customer again and again.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Rule {
        required {
            /// Its stable id within the tier.
            id: String,
            /// How often.
            schedule: Schedule,
            /// The channel that the screen proposes.
            channel: Channel,
            /// The least depth of a contact that counts for it.
            least_depth: Depth,
            /// The way, in the handbook's words.
            method: Method,
        }
        optional {
            /// How early and late it may be done; a rule that counts in periods has none of its own.
            window: Window,
            /// The channels by which a contact counts for it; any, if empty.
            counts: Vec<Channel>,
            /// What to talk about.
            content: Vec<Content>,
            /// Whose work it is, where the handbook says.
            owner: Option<OwnerRole>,
        }
    }
}

/// When a rule comes round again (ruling 17).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Schedule {
    /// A fixed day of every month, 1–31; month ends clamp.
    MonthlyOn {
        /// The day of the month, unless one is agreed with the customer.
        day: u32,
    },
    /// A fixed day of every week.
    WeeklyOn {
        /// 0 for Monday to 6 for Sunday.
        weekday: u32,
    },
    /// So many months after the last contact that counts.
    EveryMonths {
        /// At least 1.
        months: i32,
    },
    /// So many days after the last contact that counts.
    EveryDays {
        /// At least 1.
        days: i64,
    },
    /// At least so often in each calendar period, spread over it.
    Times {
        /// At least so many contacts, 1 or more.
        least: u32,
        /// At most so many, if there is an upper figure.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        most: Option<u32>,
        /// The period.
        period: Period,
    },
    /// On a day that is known of the customer: a birthday, a founding day, the end of a contract (A2.28).
    OnDate {
        /// The measure that has the day.
        measure: Measure,
        /// Whether it comes round each year.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        yearly: bool,
        /// So many days before it.
        #[serde(default, skip_serializing_if = "is_zero")]
        days_before: i64,
    },
    /// At each of these festivals, on the last working day before it (A1.9).
    Festivals {
        /// Which.
        days: Vec<Festival>,
    },
}

fn is_zero(days: &i64) -> bool {
    *days == 0
}

plain! {
    /// How far before and after its target a contact may be made, in days.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    pub struct Window {
        required {
            /// Days before the target from which it is open.
            early_days: i64,
            /// Days after the target until which it is merely due, not overdue.
            late_days: i64,
        }
    }
}

impl Rule {
    /// Tells whether a contact of that channel and depth counts for it.
    pub fn counts(&self, channel: Channel, depth: Depth) -> bool {
        (self.least_depth == Depth::Light || depth == Depth::Deep)
            && (self.counts.is_empty() || self.counts.contains(&channel))
    }
}

impl Schedule {
    /// Returns the usual length between two contacts, in days: what lateness is measured against.
    pub fn interval_days(&self) -> i64 {
        match self {
            Self::WeeklyOn { .. } => 7,
            Self::MonthlyOn { .. } => 30,
            Self::EveryMonths { months } => i64::from((*months).max(1)) * 365 / 12,
            Self::EveryDays { days } => (*days).max(1),
            Self::Times { least, period, .. } => (period.days() / i64::from((*least).max(1))).max(1),
            Self::OnDate { .. } => 365,
            Self::Festivals { days } => 365 / i64::try_from(days.len()).unwrap_or(1).max(1),
        }
    }

    /// Tells whether it hangs on dates and not on the contact before.
    pub fn is_dated(&self) -> bool {
        matches!(self, Self::OnDate { .. } | Self::Festivals { .. })
    }
}
