//! Needs: what customers want and what troubles them, as a list of its own (客户需求清单, A1.6, A3.8).

use super::record::record;
use super::vocabulary::vocabulary;
use super::{CustomerId, Day, InteractionId, Kind, NeedId, PersonId};

vocabulary! {
    /// What a customer's need is about (A1.6).
    pub enum NeedCategory {
        /// 产品功能优化
        Function = "function",
        /// 服务响应速度
        Response = "response",
        /// 价格优惠
        Price = "price",
        /// 交付周期
        Delivery = "delivery",
        /// 质量与稳定性
        Quality = "quality",
        /// 其他
        Other = "other",
    }

    /// The second axis of needs: what they are by their nature (A2.25).
    pub enum NeedNature {
        /// 产品需求
        Product = "product",
        /// 服务需求
        Service = "service",
        /// 情感需求
        Emotional = "emotional",
    }

    /// How far a need is.
    pub enum NeedStatus {
        /// 未处理; what a need is that says nothing.
        Open = "open",
        /// 处理中
        UnderWay = "under_way",
        /// 已答复
        Answered = "answered",
        /// 不处理
        Declined = "declined",
    }
}

record! {
    /// One thing that a customer needs, or that troubles it.
    pub struct Need(Kind::Need, NeedId) {
        required {
            /// The customer.
            customer: CustomerId,
            /// The day on which it was learnt.
            day: Day,
            /// What it is, not empty.
            text: String,
        }
        optional {
            /// Whether it is a problem (问题) and not a need (需求): the two parts of A0.24.
            is_problem: bool,
            /// Whether the customer did not say so: 隐性 instead of 显性 (A3.8).
            is_implied: bool,
            /// What it is about.
            category: Option<NeedCategory>,
            /// What it is by its nature.
            nature: Option<NeedNature>,
            /// The department that has to know of it (A1.18), such as 技术部.
            department: String,
            /// How far it is; open unless said.
            status: Option<NeedStatus>,
            /// The interaction in which it came up.
            interaction: Option<InteractionId>,
            /// What the customer was answered.
            answer: String,
            /// The day of the answer.
            answered: Option<Day>,
            /// Who noted it.
            author: Option<PersonId>,
        }
    }
}

impl Need {
    /// Returns how far it is.
    pub fn status(&self) -> NeedStatus {
        self.status.unwrap_or(NeedStatus::Open)
    }

    /// Tells whether it still waits for an answer.
    pub fn is_open(&self) -> bool {
        matches!(self.status(), NeedStatus::Open | NeedStatus::UnderWay)
    }

    /// Returns the single needs that a text of a record names: one a line, or between semicolons.
    pub fn lines(text: &str) -> impl Iterator<Item = &str> {
        text.split(['\n', ';', '；']).map(str::trim).filter(|line| !line.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_told_apart_into_its_needs() {
        let lines: Vec<&str> = Need::lines("定制化功能；交付提前\n\n ; 3 个备选方案 ").collect();
        assert_eq!(lines, ["定制化功能", "交付提前", "3 个备选方案"]);
        assert_eq!(Need::lines("  \n").count(), 0);
    }
}
