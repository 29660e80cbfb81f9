//! What stands beside the records of contact: master data, papers, payments, contracts, a retention plan.
//!
//! Nothing here is drawn: it follows from what has been told, so that all else stays as it was.

use super::scene::Scene;
use crate::model::{
    CityTier, Contract, CreditCode, Customer, CustomerKind, FieldState, Money, Order, Payment, Plan,
    PlanStep, ProfileField, Renewal, RiskTrigger, Stage,
};
use crate::text::Language;

/// How many days after an order an invented customer has paid it.
const PAID_AFTER: i64 = 30;
/// How many contracts there are.
const CONTRACTS: usize = 6;

/// Fills the master data of every third company; of some of them papers are missing.
pub(super) fn fill_master_data(scene: &Scene<'_>, customer: &mut Customer, nth: usize) {
    if !nth.is_multiple_of(3) || customer.customer_kind != Some(CustomerKind::Company) {
        return;
    }
    let since = scene.env.zone.day_of(customer.registered);
    let number = i64::try_from(nth).unwrap_or(0);
    let founded = i64::from(since.year()) - 3 - number % 12;
    let tier = CityTier::ALL.get(nth / 3 % CityTier::ALL.len()).map_or("", |tier| tier.id());
    let sales = Money::yuan(1_200_000 * (1 + number % 40));
    let values = [
        (ProfileField::CreditCode, credit_code(nth)),
        (ProfileField::Founded, format!("{founded}-{:02}", 1 + nth % 12)),
        (ProfileField::Capital, Money::yuan(500_000 * (1 + number % 9)).plain()),
        (ProfileField::Revenue, sales.plain()),
        (ProfileField::Headcount, (40 + nth * 7 % 900).to_string()),
        (ProfileField::CityTier, tier.to_owned()),
    ];
    for (field, value) in values {
        customer.set_profile_value(field, &value);
    }
    let handed_in = if nth.is_multiple_of(2) { 4 } else { 2 };
    for paper in ProfileField::PAPERS.into_iter().take(handed_in) {
        customer.set_profile_value(paper, &since.to_string());
    }
    let state = if nth.is_multiple_of(2) { FieldState::ToConfirm } else { FieldState::AskLater };
    customer.set_field_state(ProfileField::Budget, Some(state));
}

/// Returns an invented code whose last character fits.
fn credit_code(nth: usize) -> String {
    let start = format!("91330100{:09}", 700_000_000 + nth * 7_919);
    let last = "0123456789ABCDEFGHJKLMNPQRTUWXY".chars();
    let mut codes = last.filter_map(|last| format!("{start}{last}").parse::<CreditCode>().ok());
    codes.next().map(|code| code.to_string()).unwrap_or_default()
}

/// Says how and when orders were paid; the newest are still open.
pub(super) fn pay(scene: &Scene<'_>, orders: &mut [Order]) {
    for (nth, order) in orders.iter_mut().enumerate() {
        let paid = order.day.plus_days(PAID_AFTER);
        order.payment = Some(if nth.is_multiple_of(4) { Payment::Account } else { Payment::Transfer });
        order.paid_on = Some(paid).filter(|paid| *paid < scene.today);
    }
}

/// Returns contracts of customers whose renewal comes, and a plan to keep the first of those who have not said.
pub(super) fn contracts_and_plan<'c>(
    scene: &mut Scene<'_>,
    language: Language,
    customers: impl Iterator<Item = &'c mut Customer>,
) -> (Vec<Contract>, Option<Plan>) {
    let renewing = customers.filter(|customer| customer.stage == Some(Stage::Renewal));
    let (mut contracts, mut plan) = (Vec::new(), None);
    for (nth, customer) in renewing.take(CONTRACTS).enumerate() {
        let number = i64::try_from(nth).unwrap_or(0);
        let until = scene.today.plus_days(25 + 30 * number);
        let renewal = if nth.is_multiple_of(2) { Renewal::Unclear } else { Renewal::Likely };
        contracts.push(Contract {
            number: format!("HT-{}", customer.number),
            from: Some(until.plus_months(-12)),
            amount: Some(Money::yuan(60_000 * (1 + number))),
            renewal: Some(renewal),
            ..Contract::new(scene.env.ids.draw(), customer.id, until)
        });
        if renewal == Renewal::Unclear && plan.is_none() {
            plan = Some(keep(scene, language, customer));
        }
    }
    (contracts, plan)
}

/// Returns a plan whose first step is done.
fn keep(scene: &mut Scene<'_>, t: Language, customer: &mut Customer) -> Plan {
    customer.watch = t.sample_watch().into();
    let step = |text: &str, due: i64, done: Option<i64>| PlanStep {
        text: text.to_owned(),
        owner: customer.owner,
        due: Some(scene.today.plus_days(due)),
        done: done.map(|done| scene.today.plus_days(done)),
    };
    let steps = vec![
        step(t.step_ask_renewal(), -3, Some(-2)),
        step(t.step_offer(), 2, None),
        step(t.step_executive_talk(), 9, None),
    ];
    Plan {
        risk: t.sample_watch().to_owned(),
        owner: customer.owner,
        steps,
        ..Plan::new(scene.env.ids.draw(), customer.id, RiskTrigger::ByHand, scene.ago(5))
    }
}
