//! What a tier is owed: how, how often, about what and by whom (A0.19–A0.22, A1.8–A1.10, A2.1–A2.9, A4.12–A4.14).

use serde::{Deserialize, Serialize};

use super::plain::plain;
use crate::model::{Channel, Depth, OwnerRole, vocabulary};

vocabulary! {
    /// Identifies a rule of contact.
    pub enum RuleId {
        /// S: 高层拜访, monthly on a fixed date
        MonthlyVisit = "monthly_visit",
        /// A: 深度电话沟通+线下沙龙, quarterly
        QuarterlyCall = "quarterly_call",
        /// B: 邮件/常规维护, half-yearly
        HalfYearlyMail = "half_yearly_mail",
        /// C: 群发邮件/公众号推文, yearly
        YearlyBroadcast = "yearly_broadcast",
        /// 每月至少1次深度沟通 (A1.8)
        MonthlyDeep = "monthly_deep",
        /// 每季度1次专属活动 (A1.8)
        QuarterlyEvent = "quarterly_event",
        /// 每季度至少1次回访 (A1.9)
        QuarterlyRevisit = "quarterly_revisit",
        /// 每半年1次信息推送 (A1.10)
        HalfYearlyPush = "half_yearly_push",
        /// 每周登门拜访一次 (A2.2)
        WeeklyVisit = "weekly_visit",
        /// 每两周登门拜访一次 (A2.1, A2.3, A2.4, A2.6–A2.8)
        FortnightlyVisit = "fortnightly_visit",
        /// 每周致电 (A2.4, A2.6)
        WeeklyCall = "weekly_call",
        /// 每月登门拜访一次 (A2.5, A2.9)
        CallingMonthly = "calling_monthly",
        /// 每周跟进2-3次 (A4.12)
        TwiceWeekly = "twice_weekly",
        /// 每两周跟进1次 (A4.13)
        Fortnightly = "fortnightly",
        /// 每月跟进1次 (A4.14)
        Monthly = "monthly",
    }

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
            /// Which rule.
            id: RuleId,
            /// How often.
            schedule: Schedule,
            /// How early and late it may be done.
            window: Window,
            /// The channel that the screen proposes.
            channel: Channel,
            /// The least depth of a contact that counts for it.
            least_depth: Depth,
            /// The way, in the handbook's words.
            method: Method,
        }
        optional {
            /// What to talk about.
            content: Vec<Content>,
            /// Whose work it is, where the handbook says.
            owner: Option<OwnerRole>,
        }
    }
}

/// When a rule comes round again (ruling 17).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Schedule {
    /// A fixed day of every month, 1–31; month ends clamp.
    MonthlyOn {
        /// The day of the month, unless one is agreed with the customer.
        day: u32,
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
}

plain! {
    /// How far before and after its target a contact may be made, in days.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub struct Window {
        required {
            /// Days before the target from which it is open.
            early_days: i64,
            /// Days after the target until which it is merely due, not overdue.
            late_days: i64,
        }
    }
}

impl Schedule {
    /// Returns the usual length between two contacts, in days: what lateness is measured against.
    pub fn interval_days(self) -> i64 {
        match self {
            Self::MonthlyOn { .. } => 30,
            Self::EveryMonths { months } => i64::from(months.max(1)) * 365 / 12,
            Self::EveryDays { days } => days.max(1),
        }
    }
}
