//! The registry of metrics: id, unit, window and basis of everything that is measured of a customer.

use crate::model::{CustomerKind, GivenSource, Payment, Stage, ValueBand, vocabulary};

vocabulary! {
    /// Something measured of a customer. Windows count back from the day asked for.
    pub enum Metric {
        /// 累计交易金额: the sum of all orders, in fen (A0.6, A0.12).
        CumulativeAmount = "cumulative_amount",
        /// 近12个月交易金额: the orders of the last 12 months, in fen.
        AmountIn12Months = "amount_in_12_months",
        /// 今年交易金额: the orders of this calendar year, in fen (A1.3, A2.2).
        AmountThisYear = "amount_this_year",
        /// 订单数: all orders.
        Orders = "orders",
        /// 近6个月采购频次: orders in the last 6 months (A0.6).
        OrdersIn6Months = "orders_in_6_months",
        /// 前6个月采购频次: orders in the 6 months before those.
        OrdersIn6MonthsBefore = "orders_in_6_months_before",
        /// 采购频次变化: the one against the other, in percent (A0.16).
        OrderTrendPercent = "order_trend_percent",
        /// 近12个月采购频次: orders in the last 12 months.
        OrdersIn12Months = "orders_in_12_months",
        /// 距首次订单: whole months since the first order.
        MonthsSinceFirstOrder = "months_since_first_order",
        /// 距上次订单: whole months since the last order.
        MonthsSinceLastOrder = "months_since_last_order",
        /// 距上次订单天数: days since the last order.
        DaysSinceOrder = "days_since_order",
        /// 上次订单日期
        LastOrderDay = "last_order_day",
        /// 合作时长: whole months since working together began (A0.12).
        CooperationMonths = "cooperation_months",
        /// 复购率: of the orders in the last 12 months, the share that were repeats, in percent (A0.14).
        RepurchasePercent = "repurchase_percent",
        /// 推荐新客户数量: customers that name this one as their referrer (A0.14).
        Referrals = "referrals",
        /// 产品种类数: how many different products its orders name (A2.36).
        ProductCount = "product_count",
        /// 近12个月投诉: contacts over a complaint in the last 12 months (A1.7).
        ComplaintsIn12Months = "complaints_in_12_months",
        /// 未结投诉: complaints still open.
        ComplaintsOpen = "complaints_open",
        /// 投诉处理满意度: rated 1–5 (A0.14).
        ComplaintHandling = "complaint_handling",
        /// 客户满意度: the last survey, 1–5 (A1.21).
        Satisfaction = "satisfaction",
        /// NPS评分: the last answer, 0–10 (A1.21).
        Nps = "nps",
        /// 行业增长性: rated 1–5 (A0.13).
        IndustryGrowth = "industry_growth",
        /// 客户规模扩张潜力: rated 1–5 (A0.13).
        ExpansionPotential = "expansion_potential",
        /// 需求匹配度: rated 1–5 (A0.13).
        NeedFit = "need_fit",
        /// 社会价值: rated 1–5 (A2.4).
        SocialValue = "social_value",
        /// 感情牢固度: rated 1–5 (A2.5).
        Bond = "bond",
        /// 战略级合作客户 (A1.3)
        Strategic = "strategic",
        /// 签订年供货协议 (A2.1)
        SupplyAgreement = "supply_agreement",
        /// 国网、省网等平台 (A2.3)
        KeyPlatform = "key_platform",
        /// 有契约精神 (A2.6)
        ContractSpirit = "contract_spirit",
        /// 通过资信审核 (A2.33)
        CreditPassed = "credit_passed",
        /// 能先用现金付款 (A2.32–A2.35)
        CanPrepay = "can_prepay",
        /// 付款方式 (A2.36, A2.37)
        Payment = "payment",
        /// 能自行进行广告宣传 (A2.32)
        OwnAdvertising = "own_advertising",
        /// 有采购需求 (A4.10)
        HasNeed = "has_need",
        /// 需求明确 (A4.9)
        NeedClear = "need_clear",
        /// 预算充足 (A4.9)
        BudgetSufficient = "budget_sufficient",
        /// 决策链清晰 (A4.9)
        DecisionChainClear = "decision_chain_clear",
        /// 近期有采购计划 (A4.9)
        PlansToBuy = "plans_to_buy",
        /// 有进行中的商机 (ruling 5)
        DealOpen = "deal_open",
        /// 续约到期日 (A1.7)
        RenewalDay = "renewal_day",
        /// 生日: of the person or of the key contact (A2.28)
        Birthday = "birthday",
        /// 成立纪念日 (A2.41)
        FoundingDay = "founding_day",
        /// 已查明休眠原因 (A2.8, A2.11)
        DormantCauseFound = "dormant_cause_found",
        /// 已提交调查评估报告 (A2.10)
        LeavingReport = "leaving_report",
        /// 客户性质: person, company or government (A2.24).
        CustomerKind = "customer_kind",
        /// 合作阶段 (A1.25)
        Stage = "stage",
        /// 来源 (A0.3)
        Source = "source",
        /// 表格所填客户类型 (A1.24)
        StatedBand = "stated_band",
        /// 近12个月联系次数: our contacts in the last 12 months: the effort of A2.16.
        ContactsIn12Months = "contacts_in_12_months",
        /// 距上次联系: days since the last contact that was answered (A0.18).
        DaysSinceContact = "days_since_contact",
        /// 距上次深度沟通
        DaysSinceDeep = "days_since_deep",
        /// 距上次轻触达
        DaysSinceLight = "days_since_light",
        /// 距上次拜访
        DaysSinceVisit = "days_since_visit",
        /// 距上次电话
        DaysSinceCall = "days_since_call",
        /// 距上次会议
        DaysSinceMeeting = "days_since_meeting",
        /// 距上次视频
        DaysSinceVideo = "days_since_video",
        /// 距上次微信
        DaysSinceWechat = "days_since_wechat",
        /// 距上次邮件
        DaysSinceEmail = "days_since_email",
        /// 距上次短信
        DaysSinceSms = "days_since_sms",
        /// 距上次活动
        DaysSinceEvent = "days_since_event",
        /// 距上次群发
        DaysSinceBroadcast = "days_since_broadcast",
        /// 最近购买五分位: 5 for the fifth of all customers that ordered last.
        RecencyRank = "recency_rank",
        /// 购买频次五分位: 5 for the fifth with the most orders in 12 months.
        FrequencyRank = "frequency_rank",
        /// 购买金额五分位: 5 for the fifth with the largest amount in 12 months.
        MoneyRank = "money_rank",
    }

    /// What a metric is computed from.
    pub enum Basis {
        /// Orders.
        Orders = "orders",
        /// Interactions.
        Interactions = "interactions",
        /// Recorded feedback: complaints and surveys.
        Feedback = "feedback",
        /// Customers that name it as their referrer.
        Referrals = "referrals",
        /// The customer's own record.
        Profile = "profile",
        /// A judgement or figure that a person states, with its day.
        Statement = "statement",
        /// A place among all customers.
        Everyone = "everyone",
    }

    /// A closed list that a word metric takes its values from.
    pub enum WordList {
        /// [`crate::model::CustomerKind`]
        CustomerKind = "customer_kind",
        /// [`crate::model::Stage`]
        Stage = "stage",
        /// [`crate::model::Source`]: numbered by [`crate::model::Source::number`], since a book may have its own.
        Source = "source",
        /// [`crate::model::ValueBand`]
        Band = "band",
        /// [`Payment`]
        Payment = "payment",
    }
}

/// What a metric's number means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Fen of CNY.
    Fen,
    /// Things.
    Count,
    /// Whole percent.
    Percent,
    /// Whole months.
    Months,
    /// Days.
    Days,
    /// A rating from 1 to 5.
    Rating,
    /// A mark from 0 to 10.
    Mark,
    /// 1 for yes, 0 for no.
    YesNo,
    /// A word of a list, by its place there.
    Word(WordList),
    /// A calendar day, in days since 1970-01-01.
    Day,
    /// A choice of a field that the user added, by its place there.
    Choice,
    /// No number at all: the text of a field that the user added (see [`super::Descriptor`]).
    Text,
}

/// The window that a metric looks back over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Everything up to the day.
    Ever,
    /// The last so many months.
    Months(u32),
    /// The 6 months before the last 6.
    HalfYearBefore,
    /// The calendar year of the day.
    ThisYear,
}

impl WordList {
    /// Returns the stable ids of its words, in order; of sources, those that the handbooks give.
    pub fn ids(self) -> Vec<&'static str> {
        match self {
            Self::CustomerKind => CustomerKind::ALL.iter().map(|word| word.id()).collect(),
            Self::Stage => Stage::ALL.iter().map(|word| word.id()).collect(),
            Self::Source => GivenSource::ALL.iter().map(|word| word.id()).collect(),
            Self::Band => ValueBand::ALL.iter().map(|word| word.id()).collect(),
            Self::Payment => Payment::ALL.iter().map(|word| word.id()).collect(),
        }
    }
}

impl Metric {
    /// Returns the unit of its values.
    pub fn unit(self) -> Unit {
        use Metric as M;
        match self {
            M::CumulativeAmount | M::AmountIn12Months | M::AmountThisYear => Unit::Fen,
            M::Orders
            | M::OrdersIn6Months
            | M::OrdersIn6MonthsBefore
            | M::OrdersIn12Months
            | M::Referrals
            | M::ProductCount
            | M::ComplaintsIn12Months
            | M::ComplaintsOpen
            | M::ContactsIn12Months => Unit::Count,
            M::OrderTrendPercent | M::RepurchasePercent => Unit::Percent,
            M::MonthsSinceFirstOrder | M::MonthsSinceLastOrder | M::CooperationMonths => Unit::Months,
            M::DaysSinceOrder
            | M::DaysSinceContact
            | M::DaysSinceDeep
            | M::DaysSinceLight
            | M::DaysSinceVisit
            | M::DaysSinceCall
            | M::DaysSinceMeeting
            | M::DaysSinceVideo
            | M::DaysSinceWechat
            | M::DaysSinceEmail
            | M::DaysSinceSms
            | M::DaysSinceEvent
            | M::DaysSinceBroadcast => Unit::Days,
            M::ComplaintHandling
            | M::Satisfaction
            | M::IndustryGrowth
            | M::ExpansionPotential
            | M::NeedFit
            | M::SocialValue
            | M::Bond
            | M::RecencyRank
            | M::FrequencyRank
            | M::MoneyRank => Unit::Rating,
            M::Nps => Unit::Mark,
            M::Strategic
            | M::SupplyAgreement
            | M::KeyPlatform
            | M::ContractSpirit
            | M::CreditPassed
            | M::CanPrepay
            | M::OwnAdvertising
            | M::HasNeed
            | M::NeedClear
            | M::BudgetSufficient
            | M::DecisionChainClear
            | M::PlansToBuy
            | M::DealOpen
            | M::DormantCauseFound
            | M::LeavingReport => Unit::YesNo,
            M::Payment => Unit::Word(WordList::Payment),
            M::CustomerKind => Unit::Word(WordList::CustomerKind),
            M::Stage => Unit::Word(WordList::Stage),
            M::Source => Unit::Word(WordList::Source),
            M::StatedBand => Unit::Word(WordList::Band),
            M::LastOrderDay | M::RenewalDay | M::Birthday | M::FoundingDay => Unit::Day,
        }
    }

    /// Returns the window that it looks back over.
    pub fn reach(self) -> Reach {
        use Metric as M;
        match self {
            M::OrdersIn6Months => Reach::Months(6),
            M::OrdersIn6MonthsBefore => Reach::HalfYearBefore,
            M::AmountThisYear => Reach::ThisYear,
            M::AmountIn12Months
            | M::OrderTrendPercent
            | M::OrdersIn12Months
            | M::RepurchasePercent
            | M::ComplaintsIn12Months
            | M::ContactsIn12Months
            | M::FrequencyRank
            | M::MoneyRank => Reach::Months(12),
            _ => Reach::Ever,
        }
    }

    /// Returns what it is computed from.
    pub fn basis(self) -> Basis {
        use Metric as M;
        match self {
            M::CumulativeAmount
            | M::AmountIn12Months
            | M::AmountThisYear
            | M::Orders
            | M::OrdersIn6Months
            | M::OrdersIn6MonthsBefore
            | M::OrderTrendPercent
            | M::OrdersIn12Months
            | M::MonthsSinceFirstOrder
            | M::MonthsSinceLastOrder
            | M::DaysSinceOrder
            | M::LastOrderDay
            | M::ProductCount
            | M::RepurchasePercent => Basis::Orders,
            M::Referrals => Basis::Referrals,
            M::ComplaintsOpen | M::ComplaintHandling | M::Satisfaction | M::Nps => Basis::Feedback,
            M::ComplaintsIn12Months
            | M::ContactsIn12Months
            | M::DaysSinceContact
            | M::DaysSinceDeep
            | M::DaysSinceLight
            | M::DaysSinceVisit
            | M::DaysSinceCall
            | M::DaysSinceMeeting
            | M::DaysSinceVideo
            | M::DaysSinceWechat
            | M::DaysSinceEmail
            | M::DaysSinceSms
            | M::DaysSinceEvent
            | M::DaysSinceBroadcast => Basis::Interactions,
            M::CooperationMonths | M::CustomerKind | M::Stage | M::Source | M::StatedBand => Basis::Profile,
            M::RecencyRank | M::FrequencyRank | M::MoneyRank => Basis::Everyone,
            _ => Basis::Statement,
        }
    }

    /// Returns the metric whose place among all customers a rank tells, and whether less of it is better.
    pub fn ranked(self) -> Option<(Self, bool)> {
        match self {
            Self::RecencyRank => Some((Self::DaysSinceOrder, true)),
            Self::FrequencyRank => Some((Self::OrdersIn12Months, false)),
            Self::MoneyRank => Some((Self::AmountIn12Months, false)),
            _ => None,
        }
    }

    /// Tells whether a person may state its value: everything but places among all customers and what
    /// the customer's own record says.
    pub fn can_be_stated(self) -> bool {
        !matches!(self.basis(), Basis::Everyone)
            && !matches!(self, Self::CustomerKind | Self::Stage | Self::Source | Self::StatedBand)
    }
}
