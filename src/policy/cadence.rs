//! What a tier is owed: how, how often, about what and by whom (A0.19–A0.22).

use crate::model::{Channel, Depth, OwnerRole, vocabulary};

use super::Tier;

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
    }

    /// How often a tier is reviewed (A0.25).
    pub enum ReviewRhythm {
        /// 月度
        Monthly = "monthly",
        /// 季度
        Quarterly = "quarterly",
    }
}

/// What a tier is owed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cadence {
    /// The tier.
    pub tier: Tier,
    /// Its rules of contact; each makes an obligation of its own.
    pub rules: Vec<Rule>,
    /// How often the tier is reviewed.
    pub review: ReviewRhythm,
}

/// One thing owed to a customer again and again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// Which rule.
    pub id: RuleId,
    /// How often.
    pub schedule: Schedule,
    /// How early and late it may be done.
    pub window: Window,
    /// The channel that the screen proposes.
    pub channel: Channel,
    /// The least depth of a contact that counts for it.
    pub least_depth: Depth,
    /// The way, in the handbook's words.
    pub method: Method,
    /// What to talk about.
    pub content: Vec<Content>,
    /// Whose work it is.
    pub owner: OwnerRole,
}

/// When a rule comes round again (ruling 17).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
}

/// How far before and after its target a contact may be made, in days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// Days before the target from which it is open.
    pub early_days: i64,
    /// Days after the target until which it is merely due, not overdue.
    pub late_days: i64,
}

impl Schedule {
    /// Returns the usual length between two contacts, in days: what lateness is measured against.
    pub fn interval_days(self) -> i64 {
        match self {
            Self::MonthlyOn { .. } => 30,
            Self::EveryMonths { months } => i64::from(months.max(1)) * 365 / 12,
        }
    }
}
