//! The registry of metrics.

use crate::model::vocabulary;

vocabulary! {
    /// Something measured of a customer. Windows count back from the day asked for.
    pub enum Metric {
        /// 累计交易金额: the sum of all orders, in fen (A0.6, A0.12).
        CumulativeAmount = "cumulative_amount",
        /// 近12个月交易金额: the orders of the last 12 months, in fen.
        AmountIn12Months = "amount_in_12_months",
        /// 近6个月采购频次: orders in the last 6 months (A0.6).
        OrdersIn6Months = "orders_in_6_months",
        /// 前6个月采购频次: orders in the 6 months before those.
        OrdersIn6MonthsBefore = "orders_in_6_months_before",
        /// 采购频次变化: the one against the other, in percent (A0.16).
        OrderTrendPercent = "order_trend_percent",
        /// 近12个月采购频次: orders in the last 12 months.
        OrdersIn12Months = "orders_in_12_months",
        /// 距上次订单: whole months since the last order.
        MonthsSinceLastOrder = "months_since_last_order",
        /// 合作时长: whole months since working together began (A0.12).
        CooperationMonths = "cooperation_months",
        /// 复购率: of the orders in the last 12 months, the share that were repeats, in percent (A0.14).
        RepurchasePercent = "repurchase_percent",
        /// 推荐新客户数量: customers that name this one as their referrer (A0.14).
        Referrals = "referrals",
        /// 行业增长性: rated 1–5 (A0.13).
        IndustryGrowth = "industry_growth",
        /// 客户规模扩张潜力: rated 1–5 (A0.13).
        ExpansionPotential = "expansion_potential",
        /// 需求匹配度: rated 1–5 (A0.13).
        NeedFit = "need_fit",
        /// 投诉处理满意度: rated 1–5 (A0.14).
        ComplaintHandling = "complaint_handling",
        /// 距上次联系: days since the last contact that was answered (A0.18).
        DaysSinceContact = "days_since_contact",
    }
}

/// What a metric's number counts.
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
}

impl Metric {
    /// Returns the unit of its values.
    pub fn unit(self) -> Unit {
        match self {
            Self::CumulativeAmount | Self::AmountIn12Months => Unit::Fen,
            Self::OrdersIn6Months
            | Self::OrdersIn6MonthsBefore
            | Self::OrdersIn12Months
            | Self::Referrals => Unit::Count,
            Self::OrderTrendPercent | Self::RepurchasePercent => Unit::Percent,
            Self::MonthsSinceLastOrder | Self::CooperationMonths => Unit::Months,
            Self::DaysSinceContact => Unit::Days,
            Self::IndustryGrowth | Self::ExpansionPotential | Self::NeedFit | Self::ComplaintHandling => {
                Unit::Rating
            }
        }
    }
}
