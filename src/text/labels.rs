//! Names of stored values: stages, channels, tiers, metrics. Stored are ids; these are their words.

use super::Language;
use crate::facts::{Basis, Metric, WordList, Wording};
use crate::model::{
    ArrangementSort, Attitude, CapExcuse, Channel, CityTier, CustomerKind, DecisionRole, Depth, FeedbackSort,
    FieldState, Gender, GivenSource, GivenType, Initiator, Intent, Kind, NeedCategory, NeedNature,
    NeedStatus, Occasion, OwnerRole, Payment, PlanOutcome, ProfileField, Progress, Promise, Renewal,
    RiskTrigger, SalesChannel, SizeBand, Stage, TypeFamily, ValueBand,
};
use crate::policy::{CapScope, Content, Duty, Festival, FieldSort, Method, Period, ReviewRhythm};
use crate::query::{Operator, TextOperator};

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

mod cadence;

labels! {
    /// Names a record kind.
    kind(Kind) {
        Person: "团队成员", "Team member";
        Customer: "客户", "Customer";
        Contact: "联系人", "Contact";
        Order: "订单", "Order";
        Interaction: "沟通记录", "Interaction";
        NextAction: "下一步", "Next action";
        Need: "需求", "Need";
        Feedback: "客户反馈", "Feedback";
        Policy: "策略版本", "Policy version";
        Contract: "合同", "Contract";
        Plan: "挽留预案", "Retention plan";
        BuyerType: "性格类型", "Type of buyer";
        NumberPrefix: "编号前缀", "Letters of numbers";
        Attachment: "附件", "Attachment";
        Source: "客户来源", "Source";
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
    given_source(GivenSource) {
        Website: "官网注册", "Website sign-up";
        TradeShow: "展会对接", "Trade show";
        SalesVisit: "销售拜访", "Sales visit";
        Referral: "客户转介绍", "Referral";
        DataPlatform: "第三方数据平台", "Data platform";
        MarketResearch: "市场调研", "Market research";
        Advertising: "广告宣传", "Advertising";
        SalesPartner: "渠道推荐", "Sales partner";
        IndustryPeers: "行业推荐", "Peers in the industry";
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
    /// Names whose promise it is (A1.14, A4.19).
    promise(Promise) {
        Ours: "我方承诺", "We promised";
        Theirs: "客户承诺", "They promised";
    }
    /// Names how the customer stands to it (A4.19).
    attitude(Attitude) {
        Positive: "积极", "In favour";
        Neutral: "中立", "Neutral";
        Hesitant: "犹豫", "Hesitant";
        Negative: "反对", "Against";
    }
    /// Names what a need is about (A1.6).
    need_category(NeedCategory) {
        Function: "产品功能优化", "Product functions";
        Response: "服务响应速度", "Speed of service";
        Price: "价格优惠", "Price";
        Delivery: "交付周期", "Delivery";
        Quality: "质量与稳定性", "Quality and stability";
        Other: "其他", "Other";
    }
    /// Names what a need is by its nature (A2.25).
    need_nature(NeedNature) {
        Product: "产品需求", "About a product";
        Service: "服务需求", "About service";
        Emotional: "情感需求", "About feeling";
    }
    /// Names how far a need is.
    need_status(NeedStatus) {
        Open: "未处理", "Open";
        UnderWay: "处理中", "Under way";
        Answered: "已答复", "Answered";
        Declined: "不处理", "Declined";
    }
    /// Names a sort of feedback.
    feedback_sort(FeedbackSort) {
        Complaint: "投诉", "Complaint";
        Suggestion: "建议", "Suggestion";
        Survey: "满意度调查", "Survey";
    }
    /// Names a field of master data, in the words of the handbooks' forms (A2.39–A2.46, A3.13–A3.17).
    profile_field(ProfileField) {
        CreditCode: "统一社会信用代码", "Unified social credit code";
        RegistrationNumber: "注册号", "Registration number";
        OrganisationCode: "机构代码", "Organisation code";
        Founded: "成立日期", "Founded";
        RegisteredOn: "注册日期", "Registration date";
        Authority: "注册机关", "Registration authority";
        LegalPerson: "法人代表", "Legal representative";
        Capital: "注册资本", "Registered capital (CNY)";
        CompanyType: "公司类型", "Type of company";
        Scope: "经营范围", "Scope of business";
        Term: "经营期限", "Term of business";
        City: "经营所在城市", "City of business";
        CityTier: "城市级别", "Tier of the city";
        Address: "办公地址", "Office address";
        OfficePhone: "办公电话", "Office telephone";
        Fax: "传真", "Fax";
        Website: "网址", "Website";
        MainBusiness: "公司主营业务", "Main business";
        Revenue: "年营业额（元）", "Yearly revenue (CNY)";
        Headcount: "员工数", "Headcount";
        SalesChannel: "渠道分类", "Sales channel";
        CreditLimit: "信用额度", "Credit limit (CNY)";
        Pains: "业务痛点", "Pains";
        Budget: "预算范围", "Budget";
        BudgetCycle: "预算周期", "Budget cycle";
        Timeframe: "时间节点", "Timeframe";
        Intent: "购买意向", "Intent";
        Rivals: "对竞品的评价", "Opinion of rivals";
        Bottleneck: "合作瓶颈", "Bottleneck";
        Consent: "收集目的与同意", "Purpose told and consent";
        Organisation: "组织架构", "Organisation";
        Assets: "资产总额（元）", "Total assets (CNY)";
        Gender: "性别", "Gender";
        BirthYear: "出生年份", "Year of birth";
        Occupation: "职业", "Occupation";
        Income: "年收入（元）", "Yearly income (CNY)";
        PaperLicence: "营业执照复印件（盖章、年检）", "Business licence (stamped, inspected)";
        PaperTaxpayer: "组织机构代码或一般纳税人认定书复印件", "Organisation code or VAT-payer letter";
        PaperBank: "银行开户许可证复印件", "Bank account permit";
        PaperTax: "税务登记证复印件", "Tax registration";
    }
    /// Names why a field is as it is (A3.5, A3.11, A3.17).
    field_state(FieldState) {
        ToConfirm: "待确认", "To be confirmed";
        AskLater: "暂不询问", "Ask later";
    }
    /// Names the size of a city (A2.42).
    city_tier(CityTier) {
        First: "一级城市", "First tier";
        Second: "二级城市", "Second tier";
        Third: "三级城市", "Third tier";
    }
    /// Names how a customer sells (A2.44).
    sales_channel(SalesChannel) {
        Gift: "礼品渠道", "Gifts";
        Postal: "邮政渠道", "Post";
        Phone: "电购渠道", "Telephone sales";
        Web: "网络渠道", "Web";
    }
    /// Names a gender.
    gender(Gender) {
        Female: "女", "Female";
        Male: "男", "Male";
    }
    /// Names a size band of the statistics bureau (A3.13).
    size_band(SizeBand) {
        Micro: "微型", "Micro";
        Small: "小型", "Small";
        Medium: "中型", "Medium";
        Large: "大型", "Large";
    }
    /// Names what is known of a renewal (A1.7).
    renewal(Renewal) {
        Unclear: "续约意向不明", "Renewal unclear";
        Likely: "有意续约", "Means to renew";
        Renewed: "已续约", "Renewed";
        Declined: "不再续约", "Will not renew";
    }
    /// Names what a plan was opened for (A0.28, A1.7).
    risk_trigger(RiskTrigger) {
        Complaint: "出现投诉", "Complaint";
        RenewalUnclear: "续约意向不明", "Renewal unclear";
        ContactChange: "联系人变更", "Change of contact";
        FewerOrders: "采购频次下降", "Fewer orders";
        ByHand: "手工标记", "Marked by hand";
    }
    /// Names what came of a plan.
    plan_outcome(PlanOutcome) {
        Kept: "已挽留", "Kept";
        Lost: "已流失", "Lost";
        NoRisk: "风险不成立", "No risk after all";
    }
    /// Names a list of types of buyer.
    type_family(TypeFamily) {
        Temperament: "客户性格", "Temperament";
        Bird: "鸟类性格", "Bird";
    }
    /// Names a type of buyer that the handbooks give (A2.12, A2.23).
    given_type(GivenType) {
        Calm: "从容不迫型", "Calm";
        Indecisive: "优柔寡断型", "Indecisive";
        Boastful: "自我吹嘘型", "Boastful";
        Frank: "豪爽干脆型", "Frank";
        Eagle: "老鹰型", "Eagle";
    }
    /// Names an intent (A3.9).
    intent(Intent) {
        Considering: "考虑中", "Considering";
        Planned: "有明确计划", "Has a definite plan";
        NeedsApproval: "需内部审批", "Needs internal approval";
    }
    /// Names a way of contact (A0.19–A0.22).
    method(Method) {
        ExecutiveVisit: "高层拜访 + 专属客户经理", "Executive visit + dedicated manager";
        DeepCall: "深度电话 + 线下沙龙", "Deep call + salon";
        Mail: "邮件 / 常规维护", "E-mail / regular care";
        Broadcast: "群发邮件 / 公众号推文", "Mailing / article";
        DeepContact: "深度沟通（电话/面谈）", "Deep contact (call or meeting)";
        ExclusiveEvent: "专属活动", "Exclusive event";
        Revisit: "回访", "Revisit";
        Push: "信息推送", "News";
        HomeVisit: "登门拜访", "Visit";
        Call: "致电", "Call";
        FollowUp: "跟进", "Follow-up";
        Greeting: "节日问候", "Holiday greeting";
        BirthdayCare: "生日关怀", "Birthday wishes";
        RenewalTalk: "续约沟通", "Renewal talk";
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
        NeedDetail: "需求细节与方案定制", "Needs in detail, tailored plan";
        CaseStudies: "行业案例、产品资料", "Case studies, product papers";
        BrandNews: "行业动态、产品科普", "Industry news, product basics";
        BirthdayWishes: "生日祝福", "Birthday wishes";
        Renewal: "续约意向", "Renewal";
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
    cap_period(Period) {
        Week: "本周", "this week";
        Month: "本月", "this month";
        Quarter: "本季度", "this quarter";
        HalfYear: "本半年", "this half-year";
        Year: "今年", "this year";
    }
    /// Names the period of a cap as a rule.
    cap_every(Period) {
        Week: "每周", "a week";
        Month: "每月", "a month";
        Quarter: "每季度", "a quarter";
        HalfYear: "每半年", "a half-year";
        Year: "每年", "a year";
    }
    /// Names what an arrangement does.
    arrangement_sort(ArrangementSort) {
        Snooze: "稍后", "Later";
        Pause: "暂停", "Pause";
        Skip: "跳过这一次", "Skip once";
        Rhythm: "约定频率", "Own rhythm";
        Planned: "改期", "Planned day";
        NoContact: "请勿联系", "Do not contact";
    }
    /// Says what an arrangement means.
    arrangement_text(ArrangementSort) {
        Snooze: "在名单里藏到所选日期（含当天），期限照算。", "Hidden from the lists up to and including the day chosen; its dates stay as they are.";
        Pause: "暂停期间不欠任何联系，例如客户放假；落在期间内的目标顺延到结束后的工作日。不填日期则一直暂停。", "Nothing is owed during a pause, such as the customer's holiday; what would fall into it moves to the working day after. Without a day it lasts until ended.";
        Skip: "当作今天已经联系过，从今天起重新计时；原因会留在记录里。", "As if it had been done today: the clock starts again. The reason stays on record.";
        Rhythm: "与客户约定自己的间隔，代替策略里的频率。", "An interval of the customer's own, in place of the policy's.";
        Planned: "把下一次联系定在某一天；联系过后恢复原来的频率。", "Sets the day of the next contact; afterwards the usual rhythm goes on.";
        NoContact: "从所有名单里去掉，并在记录时处处提醒。", "Takes the customer off every list, and warns wherever a contact is recorded.";
    }
    /// Names a festival.
    festival(Festival) {
        NewYear: "元旦", "New Year";
        Spring: "春节", "Spring Festival";
        Lantern: "元宵节", "Lantern Festival";
        Labour: "劳动节", "Labour Day";
        DragonBoat: "端午节", "Dragon Boat Festival";
        MidAutumn: "中秋节", "Mid-Autumn Festival";
        National: "国庆节", "National Day";
        DoubleNinth: "重阳节", "Double Ninth";
    }
    /// Names a metric.
    metric(Metric) {
        CumulativeAmount: "累计交易金额", "Cumulative amount";
        AmountIn12Months: "近 12 个月金额", "Amount in 12 months";
        AmountThisYear: "今年金额", "Amount this year";
        Orders: "订单数", "Orders";
        OrdersIn6Months: "近 6 个月采购频次", "Orders in 6 months";
        OrdersIn6MonthsBefore: "前 6 个月采购频次", "Orders in the 6 months before";
        OrderTrendPercent: "采购频次变化", "Order trend";
        OrdersIn12Months: "近 12 个月采购频次", "Orders in 12 months";
        MonthsSinceFirstOrder: "距首次订单", "Since the first order";
        MonthsSinceLastOrder: "距上次订单", "Since the last order";
        DaysSinceOrder: "距上次订单天数", "Days since the last order";
        LastOrderDay: "上次订单日期", "Day of the last order";
        CooperationMonths: "合作时长", "Length of cooperation";
        RepurchasePercent: "复购率", "Repurchase rate";
        Referrals: "推荐新客户数量", "Referrals made";
        ProductCount: "购买产品种数", "Products bought";
        ComplaintsIn12Months: "近 12 个月投诉", "Complaints in 12 months";
        ComplaintsOpen: "未结投诉", "Complaints open";
        ComplaintHandling: "投诉处理满意度", "Complaint-handling satisfaction";
        Satisfaction: "客户满意度", "Satisfaction";
        Nps: "NPS 评分", "NPS answer";
        IndustryGrowth: "行业增长性", "Industry growth";
        ExpansionPotential: "客户规模扩张潜力", "Expansion potential";
        NeedFit: "需求匹配度", "Need fit";
        SocialValue: "社会价值与资源", "Social value and resources";
        Bond: "感情牢固度", "Strength of the bond";
        Strategic: "战略级合作客户", "Strategic partner";
        SupplyAgreement: "已签年供货协议", "Annual supply agreement";
        KeyPlatform: "国网、省网等平台客户", "Key platform";
        ContractSpirit: "有契约精神", "Keeps to contracts";
        CreditPassed: "通过资信审核", "Credit review passed";
        CanPrepay: "能先用现金付款", "Can prepay in cash";
        Payment: "付款方式", "Payment method";
        OwnAdvertising: "自行做广告宣传", "Own advertising";
        HasNeed: "有采购需求", "Has a need";
        NeedClear: "需求明确", "Need is clear";
        BudgetSufficient: "预算充足", "Budget is sufficient";
        DecisionChainClear: "决策链清晰", "Decision chain is clear";
        PlansToBuy: "近期有采购计划", "Plans to buy soon";
        DealOpen: "有进行中的商机", "Has an open deal";
        RenewalDay: "续约到期日", "Renewal day";
        Birthday: "生日", "Birthday";
        FoundingDay: "成立日期", "Founding day";
        DormantCauseFound: "已查明休眠原因", "Cause of dormancy found";
        LeavingReport: "已提交调查评估报告", "Evaluation report filed";
        CustomerKind: "客户性质", "Kind";
        Stage: "合作阶段", "Stage";
        Source: "客户来源", "Source";
        StatedBand: "表格所填客户类型", "Type as stated";
        ContactsIn12Months: "近 12 个月我方联系次数", "Our contacts in 12 months";
        DaysSinceContact: "距上次联系", "Since the last contact";
        DaysSinceDeep: "距上次深度沟通", "Since the last deep contact";
        DaysSinceLight: "距上次轻触达", "Since the last light contact";
        DaysSinceVisit: "距上次拜访", "Since the last visit";
        DaysSinceCall: "距上次电话", "Since the last call";
        DaysSinceMeeting: "距上次会议", "Since the last meeting";
        DaysSinceVideo: "距上次视频", "Since the last video call";
        DaysSinceWechat: "距上次微信", "Since the last WeChat";
        DaysSinceEmail: "距上次邮件", "Since the last e-mail";
        DaysSinceSms: "距上次短信", "Since the last text message";
        DaysSinceEvent: "距上次活动", "Since the last event";
        DaysSinceBroadcast: "距上次群发", "Since the last mailing";
        RecencyRank: "最近购买（五分位）", "Recency, fifths";
        FrequencyRank: "购买频次（五分位）", "Frequency, fifths";
        MoneyRank: "购买金额（五分位）", "Money, fifths";
    }
    /// Names a way of paying.
    payment(Payment) {
        Cash: "现金", "Cash";
        CreditCard: "信用卡", "Credit card";
        DebitCard: "借记卡", "Debit card";
        Transfer: "转账", "Bank transfer";
        Account: "赊账", "On account";
    }
    /// Names an operator.
    operator(Operator) {
        Is: "等于", "is";
        IsNot: "不等于", "is not";
        AtLeast: "不低于（≥）", "is at least (≥)";
        Above: "超过（>）", "is above (>)";
        AtMost: "不超过（≤）", "is at most (≤)";
        Below: "低于（<）", "is below (<)";
        IsKnown: "已知", "is known";
    }
    /// Names how a text is held against words.
    text_operator(TextOperator) {
        Is: "等于", "is";
        Contains: "包含", "contains";
        OneOf: "是其中之一", "is one of";
        IsUnknown: "未填写", "is not known";
    }
    /// Names a text that customers are described by.
    wording(Wording) {
        Name: "客户名称", "Customer name";
        ShortName: "客户简称", "Short name";
        Number: "客户编号", "Customer number";
        Industry: "所属行业", "Industry";
        Size: "企业规模", "Company size";
        Tags: "客户标签", "Tags";
        KeyNeed: "关键需求", "Key need";
        Owner: "负责人", "Owner";
        Remark: "备注", "Remark";
    }
    /// Writes an operator as a sign.
    operator_sign(Operator) {
        Is: "=", "=";
        IsNot: "≠", "≠";
        AtLeast: "≥", "≥";
        Above: ">", ">";
        AtMost: "≤", "≤";
        Below: "<", "<";
        IsKnown: "已知", "known";
    }
    /// Names what a class asks for beside contacts (A2.10, A2.11).
    duty(Duty) {
        Prospects: "挖掘 30~50 个准客户", "Find 30–50 prospects";
        KeyPerson: "找出评标小组或关键人", "Find the key person";
        DormantCause: "查明休眠的真正原因", "Find the real cause of dormancy";
        LeavingReport: "放弃前提交调查评估报告", "File an evaluation report before giving up";
    }
    /// Names what the values of a field are.
    field_sort(FieldSort) {
        Number: "数字", "Number";
        Money: "金额", "Amount";
        Percent: "百分比", "Percent";
        YesNo: "是否", "Yes or no";
        Rating: "1–5 分", "Rating 1–5";
        Day: "日期", "Day";
        Choice: "选项", "Choice";
        Text: "文字", "Text";
    }
    /// Says what a metric is computed from.
    basis(Basis) {
        Orders: "按订单计算", "from orders";
        Interactions: "按沟通记录计算", "from contacts";
        Referrals: "按推荐关系计算", "from referral links";
        Profile: "取自客户资料", "from the customer's record";
        Feedback: "按投诉与调查记录计算", "from complaints and surveys";
        Statement: "由人填写或评估", "stated or judged by a person";
        Everyone: "与全部客户比较", "compared with all customers";
    }
}

impl Language {
    /// Returns the departments that needs most often go to (A1.18); a user may write any other.
    pub fn usual_departments(self) -> [&'static str; 4] {
        match self {
            Self::Chinese => ["产品部", "技术部", "售后部", "财务部"],
            Self::English => ["Product", "Engineering", "After-sales", "Finance"],
        }
    }

    /// Returns the headings of 客户信息基础表 (A0.30).
    pub fn base_info_headings(self) -> [&'static str; 9] {
        match self {
            Self::Chinese => [
                "客户编号",
                "客户名称",
                "所属行业",
                "企业规模(营收)",
                "联系人及职务",
                "联系方式(电话)",
                "合作起始时间",
                "当前合作阶段",
                "客户标签",
            ],
            Self::English => [
                "Customer number",
                "Customer name",
                "Industry",
                "Size",
                "Contact and title",
                "Phone",
                "Since",
                "Stage",
                "Tags",
            ],
        }
    }

    /// Returns the headings of 客户基本信息表 (A1.23).
    pub fn basic_info_headings(self) -> [&'static str; 11] {
        match self {
            Self::Chinese => [
                "序号",
                "客户名称",
                "所属行业",
                "客户类型",
                "合作阶段",
                "联系人",
                "职务",
                "联系方式",
                "关键需求",
                "负责人",
                "备注",
            ],
            Self::English => [
                "No",
                "Customer name",
                "Industry",
                "Customer type",
                "Stage",
                "Contact",
                "Title",
                "Phone",
                "Key need",
                "Owner",
                "Remark",
            ],
        }
    }

    /// Returns the headings of 客户沟通记录表 (A1.20).
    pub fn communication_headings(self) -> [&'static str; 6] {
        match self {
            Self::Chinese => ["沟通时间", "方式", "参与人", "内容摘要", "客户反馈", "待办事项"],
            Self::English => ["Date", "Channel", "Participants", "Summary", "Feedback", "To do"],
        }
    }

    /// Returns the headings of 客户跟进维护记录表 (A3.18).
    pub fn follow_up_headings(self) -> [&'static str; 7] {
        match self {
            Self::Chinese => {
                ["跟进日期", "跟进方式", "对接人", "跟进内容摘要", "客户反馈", "下一步计划", "负责人"]
            }
            Self::English => {
                ["Date", "Channel", "Participants", "Summary", "Feedback", "Next steps", "Owner"]
            }
        }
    }

    /// Returns the headings of the form for a visit (A3.13).
    pub fn visit_headings(self) -> [&'static str; 5] {
        match self {
            Self::Chinese => ["字段类别", "具体字段", "填写规范", "示例", "填写"],
            Self::English => ["Category", "Field", "How to fill it in", "Example", "Answer"],
        }
    }

    /// Returns what the form for a visit asks: category, field, rule and example (A3.13–A3.17, ruling 14).
    pub fn visit_lines(self) -> [[&'static str; 4]; 14] {
        match self {
            Self::Chinese => [
                ["企业信息", "企业全称*", "与营业执照名称一致，可注明简称", ""],
                ["企业信息", "统一社会信用代码", "18位数字或大写字母", ""],
                ["企业信息", "所属行业*", "按国家统计局行业分类填写", "软件和信息技术服务业"],
                ["企业信息", "企业规模", "按员工数/营收划分（参考国家统计局标准）", "100-500人/年营收1-5亿"],
                ["联系人信息", "姓名*", "填写真实姓名", ""],
                ["联系人信息", "职位", "", ""],
                ["联系人信息", "联系方式*", "工作电话或手机，格式有效", ""],
                ["联系人信息", "决策角色*", "决策者/影响者/执行者/采购者/使用者", ""],
                ["需求信息", "核心需求", "简洁明确", "提升客户管理效率，降低运营成本"],
                ["需求信息", "预算范围", "若明确填写范围，否则填“待确认”", "50-80万元"],
                ["需求信息", "时间节点", "", "2024年Q3"],
                ["合作信息", "合作状态*", "潜在客户/意向客户/合作中/暂停合作/流失客户", ""],
                ["合作信息", "负责人*", "", ""],
                ["合作信息", "备注", "", "需对接CTO确认技术细节"],
            ],
            Self::English => [
                ["Company", "Full name*", "As in the business licence; the short name may be noted", ""],
                ["Company", "Unified social credit code", "18 digits or capital letters", ""],
                ["Company", "Industry*", "By the national classification", "Software and IT services"],
                ["Company", "Size", "By headcount and revenue", "100–500 people, CNY 100–500 million a year"],
                ["Contact", "Name*", "The real name", ""],
                ["Contact", "Title", "", ""],
                ["Contact", "Telephone or e-mail*", "At work, in a valid form", ""],
                ["Contact", "Part in decisions*", "Decider, influencer, executor, buyer, user", ""],
                ["Needs", "Core need", "Short and clear", "Manage customers better at a lower cost"],
                ["Needs", "Budget", "A range if it is known, else “to be confirmed”", "CNY 500,000–800,000"],
                ["Needs", "Timeframe", "", "2024 Q3"],
                ["Cooperation", "State*", "Potential, interested, active, paused, lost", ""],
                ["Cooperation", "Owner*", "", ""],
                ["Cooperation", "Remarks", "", "CTO to confirm technical details"],
            ],
        }
    }

    /// Names the word of a list at a place; `None` beyond its end.
    pub fn word(self, list: WordList, place: i64) -> Option<&'static str> {
        let place = usize::try_from(place).ok()?;
        match list {
            WordList::CustomerKind => CustomerKind::ALL.get(place).map(|word| self.customer_kind(*word)),
            WordList::Stage => Stage::ALL.get(place).map(|word| self.stage(*word)),
            WordList::Source => GivenSource::ALL.get(place).map(|word| self.given_source(*word)),
            WordList::Band => ValueBand::ALL.get(place).map(|word| self.value_band(*word)),
            WordList::Payment => Payment::ALL.get(place).map(|word| self.payment(*word)),
        }
    }
}

impl Language {
    /// Names one of the two parts of what customers bring up (A0.24).
    pub fn need_or_problem(self, is_problem: bool) -> &'static str {
        match (is_problem, self) {
            (false, Self::Chinese) => "需求",
            (false, Self::English) => "Need",
            (true, Self::Chinese) => "问题",
            (true, Self::English) => "Problem",
        }
    }

    /// Names whether a customer said so (A3.8).
    pub fn stated_or_implied(self, is_implied: bool) -> &'static str {
        match (is_implied, self) {
            (false, Self::Chinese) => "显性",
            (false, Self::English) => "Stated",
            (true, Self::Chinese) => "隐性",
            (true, Self::English) => "Implied",
        }
    }
}
