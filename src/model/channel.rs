//! How a contact was made: channel, depth, who started it, and for what occasion (ruling 6).

use super::vocabulary::vocabulary;

vocabulary! {
    /// The means of a contact.
    pub enum Channel {
        /// 拜访
        Visit = "visit",
        /// 电话
        Call = "call",
        /// 会议
        Meeting = "meeting",
        /// 视频
        Video = "video",
        /// 微信
        Wechat = "wechat",
        /// 邮件
        Email = "email",
        /// 短信
        Sms = "sms",
        /// 活动
        Event = "event",
        /// 群发/推文
        Broadcast = "broadcast",
    }

    /// How deep a contact went.
    pub enum Depth {
        /// 深度: a conversation about the customer's business.
        Deep = "deep",
        /// 轻触达: a greeting, a notice, a mailing.
        Light = "light",
    }

    /// Who started a contact.
    pub enum Initiator {
        /// 我方: counts against caps on proactive contact.
        Us = "us",
        /// 客户
        Customer = "customer",
        /// 系统
        System = "system",
    }

    /// What a contact was for (A0.7). Complaints and after-sales never count against a cap.
    pub enum Occasion {
        /// 日常跟进
        Routine = "routine",
        /// 投诉
        Complaint = "complaint",
        /// 建议
        Suggestion = "suggestion",
        /// 活动反馈
        EventFeedback = "event_feedback",
        /// 售后
        AfterSales = "after_sales",
    }
}

impl Channel {
    /// Returns the depth that a contact by this channel usually has; the form starts from it.
    pub fn usual_depth(self) -> Depth {
        match self {
            Self::Visit | Self::Call | Self::Meeting | Self::Video | Self::Event => Depth::Deep,
            Self::Wechat | Self::Email | Self::Sms | Self::Broadcast => Depth::Light,
        }
    }
}

impl Occasion {
    /// Tells whether a contact for this occasion is left out of caps (ruling 6).
    pub fn is_exempt_from_caps(self) -> bool {
        matches!(self, Self::Complaint | Self::AfterSales)
    }
}
