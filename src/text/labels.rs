//! Names of stored values: stages, channels, tiers, metrics. Stored are ids; these are their words.

use super::Language;
use crate::facts::Metric;
use crate::model::{
    CapExcuse, Channel, CustomerKind, DecisionRole, Depth, Initiator, Kind, Occasion, OwnerRole, Progress,
    Source, Stage, ValueBand,
};
use crate::policy::{CapPeriod, CapScope, Content, DimensionId, Method, ReviewRhythm, Tier};

/// Makes one method of [`Language`] that names the values of an enum.
macro_rules! labels {
    ($($(#[$meta:meta])* $name:ident($kind:ident) { $($value:ident: $zh:literal, $en:literal;)+ })+) => {
        impl Language {
            $($(#[$meta])*
            pub fn $name(self, value: $kind) -> &'static str {
                match (value, self) {
                    $(($kind::$value, Self::Chinese) => $zh, ($kind::$value, Self::English) => $en,)+
                }
            })+
        }
    };
}

labels! {
    /// Names a record kind.
    kind(Kind) {
        Person: "团队成员", "Team member";
        Customer: "客户", "Customer";
        Contact: "联系人", "Contact";
        Order: "订单", "Order";
        Interaction: "沟通记录", "Interaction";
        NextAction: "下一步", "Next action";
    }
    /// Names a customer kind (A2.24).
    customer_kind(CustomerKind) {
        Company: "企业客户", "Company";
        Person: "个人客户", "Person";
        Government: "政府客户", "Government";
    }
    /// Names a relationship stage (A1.25).
    stage(Stage) {
        Potential: "潜在客户", "Potential";
        InTalks: "接洽中", "In talks";
        Signed: "已签约", "Signed";
        EarlyUse: "使用初期", "Early use";
        Stable: "稳定期", "Stable";
        Renewal: "续约期", "Renewal";
        Lost: "流失客户", "Lost";
    }
    /// Names a source (A0.3).
    source(Source) {
        Website: "官网注册", "Website sign-up";
        TradeShow: "展会对接", "Trade show";
        SalesVisit: "销售拜访", "Sales visit";
        Referral: "客户转介绍", "Referral";
        DataPlatform: "第三方数据平台", "Data platform";
    }
    /// Names a stated customer type (A1.24).
    value_band(ValueBand) {
        High: "高价值", "High value";
        Medium: "中价值", "Medium value";
        Low: "低价值", "Low value";
    }
    /// Names a decision role (A3.14).
    decision_role(DecisionRole) {
        Decider: "决策者", "Decider";
        Influencer: "影响者", "Influencer";
        Executor: "执行者", "Executor";
        Buyer: "采购者", "Buyer";
        User: "使用者", "User";
    }
    /// Names a team member's role (A0.19–A0.22).
    owner_role(OwnerRole) {
        SalesDirector: "销售总监/经理", "Sales director / manager";
        SeniorSales: "高级销售/专员", "Senior sales";
        CustomerSpecialist: "客户专员/助理", "Customer specialist";
        Marketing: "市场专员/助理", "Marketing specialist";
        CustomerSuccess: "客户成功经理", "Customer success manager";
        Service: "客服", "Customer service";
    }
    /// Names a channel.
    channel(Channel) {
        Visit: "拜访", "Visit";
        Call: "电话", "Call";
        Meeting: "会议", "Meeting";
        Video: "视频", "Video call";
        Wechat: "微信", "WeChat";
        Email: "邮件", "E-mail";
        Sms: "短信", "Text message";
        Event: "活动", "Event";
        Broadcast: "群发/推文", "Mailing";
    }
    /// Names a depth.
    depth(Depth) {
        Deep: "深度沟通", "Deep";
        Light: "轻触达", "Light";
    }
    /// Names who started a contact.
    initiator(Initiator) {
        Us: "我方发起", "We did";
        Customer: "客户发起", "The customer";
        System: "系统", "The system";
    }
    /// Names an occasion (A0.7).
    occasion(Occasion) {
        Routine: "日常跟进", "Follow-up";
        Complaint: "投诉处理", "Complaint";
        Suggestion: "建议", "Suggestion";
        EventFeedback: "活动反馈", "Event feedback";
        AfterSales: "售后", "After-sales";
    }
    /// Names a reason for going over a cap.
    cap_excuse(CapExcuse) {
        CustomerAsked: "客户要求", "The customer asked";
        Complaint: "处理投诉", "Handling a complaint";
        Delivery: "交付需要", "Needed for delivery";
        Deal: "推进商机", "Moving a deal forward";
        Other: "其他", "Other";
    }
    /// Names how far a next action is (A0.24).
    progress(Progress) {
        Todo: "待办", "To do";
        Done: "已完成", "Done";
    }
    /// Names a tier's letter.
    tier(Tier) {
        S: "S", "S";
        A: "A", "A";
        B: "B", "B";
        C: "C", "C";
    }
    /// Says what a tier means (A0.15–A0.18).
    tier_meaning(Tier) {
        S: "高价值核心客户", "High-value core customer";
        A: "高潜力客户", "High-potential customer";
        B: "普通稳定客户", "Ordinary stable customer";
        C: "低价值/待激活客户", "Low-value or dormant customer";
    }
    /// Names a dimension (A0.12–A0.14).
    dimension(DimensionId) {
        History: "历史价值", "Historical value";
        Potential: "潜在价值", "Potential value";
        Loyalty: "忠诚度", "Loyalty";
    }
    /// Names a way of contact (A0.19–A0.22).
    method(Method) {
        ExecutiveVisit: "高层拜访 + 专属客户经理", "Executive visit + dedicated manager";
        DeepCall: "深度电话 + 线下沙龙", "Deep call + salon";
        Mail: "邮件 / 常规维护", "E-mail / regular care";
        Broadcast: "群发邮件 / 公众号推文", "Mailing / article";
    }
    /// Names the rhythm of a way of contact.
    rhythm(Method) {
        ExecutiveVisit: "每月固定日", "Monthly, fixed day";
        DeepCall: "每季度", "Quarterly";
        Mail: "每半年", "Half-yearly";
        Broadcast: "每年", "Yearly";
    }
    /// Names a content (A0.19–A0.22).
    content(Content) {
        CustomPlan: "定制化服务方案", "Custom service plan";
        EarlyTrial: "新品优先试用", "Early trial";
        ExecutiveExchange: "高层互访", "Executive exchange";
        IndustryTrends: "行业趋势分享", "Industry trends";
        Upgrade: "产品升级推荐", "Upgrade advice";
        NeedsResearch: "需求调研", "Needs research";
        NewProduct: "新品通知", "New products";
        Satisfaction: "满意度调研", "Satisfaction survey";
        HolidayGreeting: "节日问候", "Holiday greeting";
        Promotion: "优惠活动推送", "Promotion";
        WhitePaper: "行业白皮书分享", "White paper";
    }
    /// Names a review rhythm (A0.25).
    review_rhythm(ReviewRhythm) {
        Monthly: "每月复盘", "Reviewed monthly";
        Quarterly: "每季度复盘", "Reviewed quarterly";
    }
    /// Names what a cap counts.
    cap_scope(CapScope) {
        Deep: "深度沟通", "deep contacts";
        Proactive: "主动触达", "proactive contacts";
    }
    /// Names the period of a cap.
    cap_period(CapPeriod) {
        Month: "本月", "this month";
        Quarter: "本季度", "this quarter";
    }
    /// Names the period of a cap as a rule.
    cap_every(CapPeriod) {
        Month: "每月", "a month";
        Quarter: "每季度", "a quarter";
    }
    /// Names a metric.
    metric(Metric) {
        CumulativeAmount: "累计交易金额", "Cumulative amount";
        AmountIn12Months: "近 12 个月金额", "Amount in 12 months";
        OrdersIn6Months: "近 6 个月采购频次", "Orders in 6 months";
        OrdersIn6MonthsBefore: "前 6 个月采购频次", "Orders in the 6 months before";
        OrderTrendPercent: "采购频次变化", "Order trend";
        OrdersIn12Months: "近 12 个月采购频次", "Orders in 12 months";
        MonthsSinceLastOrder: "距上次订单", "Since the last order";
        CooperationMonths: "合作时长", "Length of cooperation";
        RepurchasePercent: "复购率", "Repurchase rate";
        Referrals: "推荐新客户数量", "Referrals made";
        IndustryGrowth: "行业增长性", "Industry growth";
        ExpansionPotential: "客户规模扩张潜力", "Expansion potential";
        NeedFit: "需求匹配度", "Need fit";
        ComplaintHandling: "投诉处理满意度", "Complaint-handling satisfaction";
        DaysSinceContact: "距上次联系", "Since the last contact";
    }
}
