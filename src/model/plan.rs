//! Retention plans: what is done about a risk, by whom and by when, and what came of it (A0.28, A1.7).

use serde::{Deserialize, Serialize};

use super::record::record;
use super::vocabulary::vocabulary;
use super::{CustomerId, Day, Kind, PersonId, PlanId};

vocabulary! {
    /// What a plan was opened for.
    pub enum RiskTrigger {
        /// 合作中出现过投诉
        Complaint = "complaint",
        /// 续约意向不明
        RenewalUnclear = "renewal_unclear",
        /// 联系人变更
        ContactChange = "contact_change",
        /// 采购频次下降
        FewerOrders = "fewer_orders",
        /// 手工标记
        ByHand = "by_hand",
    }

    /// What came of a plan.
    pub enum PlanOutcome {
        /// 已挽留
        Kept = "kept",
        /// 已流失
        Lost = "lost",
        /// 风险不成立
        NoRisk = "no_risk",
    }
}

/// One step of a plan.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanStep {
    /// What is to be done, not empty.
    pub text: String,
    /// Who does it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<PersonId>,
    /// By when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Day>,
    /// When it was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done: Option<Day>,
}

record! {
    /// A plan to keep a customer who may leave.
    pub struct Plan(Kind::Plan, PlanId) {
        required {
            /// The customer.
            customer: CustomerId,
            /// What it was opened for.
            trigger: RiskTrigger,
            /// The day on which it was opened.
            opened: Day,
        }
        optional {
            /// What of that trigger it is about: a complaint, a contact, a day; one plan each.
            subject: String,
            /// The risk in words.
            risk: String,
            /// Who leads it.
            owner: Option<PersonId>,
            /// What is done, in order.
            steps: Vec<PlanStep>,
            /// The day on which it was approved (A1.12).
            approved: Option<Day>,
            /// Who approved it.
            approved_by: Option<PersonId>,
            /// The day on which it was closed.
            closed: Option<Day>,
            /// What came of it.
            outcome: Option<PlanOutcome>,
            /// What was learnt.
            lesson: String,
        }
    }
}

impl Plan {
    /// Tells whether it is still being carried out.
    pub fn is_open(&self) -> bool {
        self.closed.is_none()
    }

    /// Returns the step that comes next.
    pub fn next_step(&self) -> Option<&PlanStep> {
        self.steps.iter().find(|step| step.done.is_none())
    }
}
