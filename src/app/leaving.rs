//! The gate before a customer is given up: a class may ask for an evaluation report first (A2.10).

use super::Desk;
use crate::facts::Metric;
use crate::model::{Customer, Stage};
use crate::policy::Duty;

/// Tells whether a customer cannot be given up yet: a class that it is in asks for an evaluation report, and none was
/// filed (A2.10).
pub fn waits_for_report(desk: &Desk, customer: &Customer) -> bool {
    let is_filed = || desk.facts(customer).get(Metric::LeavingReport).is_some_and(|filed| filed.value == 1);
    let asks = || {
        let (board, _) = desk.board(customer);
        board.iter().any(|one| {
            let scheme = desk.policy().schemes.get(one.scheme).filter(|scheme| !scheme.disabled);
            let tiers = scheme.map(|scheme| scheme.tiers.as_slice()).unwrap_or_default();
            let mut borne = one.labels().into_iter().filter_map(|label| tiers.get(usize::from(label)));
            borne.any(|tier| tier.duties.contains(&Duty::LeavingReport))
        })
    };
    !is_filed() && asks()
}

/// Tells whether giving a customer this stage gives it up before its report is there.
pub(super) fn is_left_early(desk: &Desk, before: &Customer, stage: Option<Stage>) -> bool {
    stage == Some(Stage::Lost) && before.stage != Some(Stage::Lost) && waits_for_report(desk, before)
}
