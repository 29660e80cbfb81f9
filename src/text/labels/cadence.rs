//! Names of what belongs to the rhythm.

use super::Language;
use crate::model::NeedCategory;
use crate::policy::Cause;

labels! {
    /// Names why a customer goes before others.
    cause(Cause) {
        Complaint: "投诉未结", "open complaint";
        PromiseBroken: "承诺逾期", "broken promise";
        PromiseDue: "承诺到期", "promise due";
        Renewal: "续约临近", "renewal near";
        Risk: "有风险", "at risk";
    }
    /// Names what the handbook brings to customers with such a need (A1.11).
    theme_for(NeedCategory) {
        Function: "反馈研发进展", "progress of development";
        Response: "专属客服通道", "a service channel of their own";
        Price: "优惠方案", "an offer";
        Delivery: "交付安排", "delivery";
        Quality: "质量改进", "improvements in quality";
        Other: "答复需求", "an answer to the need";
    }
}
