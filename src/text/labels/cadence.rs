//! Names of what belongs to the rhythm.

use super::Language;
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
}
