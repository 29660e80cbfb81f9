//! The handbooks' figures, and ours where they give none: what `default.json` is made from.
//!
//! Each file beside this one is one handbook's schemes. What is ours and not a handbook's says so. The
//! page carries the file and not this code: data is a tenth of what builds it.

use crate::facts::{Measure, Metric};
use crate::model::{Channel, Depth};
use crate::policy::{
    BackupRule, Cause, Content, FORMAT, Festival, Governing, Grading, Method, Policy, Presumption, Rule,
    Ruling, Schedule, Scheme, Tier, TierName, Urgency, Window,
};
use crate::query::{Condition, InTier, Operator, Test};

use super::{amount, classes, dealers, others, score};

/// Returns version 1: all schemes, in the order of ruling 5.
pub(super) fn policy() -> Policy {
    let governing = |scheme: &str, when| Governing { scheme: scheme.to_owned(), when, adds: false };
    let presume = |metric: Metric, value| Presumption { measure: metric.into(), value };
    Policy {
        format: FORMAT,
        version: 1,
        schemes: vec![
            score::scheme(),
            amount::scheme(),
            classes::scheme(),
            others::pareto(),
            others::intent(),
            dealers::scheme(),
            others::potential(),
            others::need_and_value(),
            others::rfm(),
            others::kind(),
        ],
        order: vec![
            governing("intent", Some(yes(Metric::DealOpen))),
            governing("classes", None),
            governing("amount", None),
            governing("score", None),
            Governing { adds: true, ..governing("potential", None) },
        ],
        // Marks that a person sets on the few customers that bear them: nobody says of each of the
        // others that it does not.
        presumed: vec![
            presume(Metric::Strategic, 0),
            presume(Metric::SupplyAgreement, 0),
            presume(Metric::KeyPlatform, 0),
            presume(Metric::ContractSpirit, 1),
        ],
        fields: Vec::new(),
        calendar: Vec::new(),
        // 重点关注 (A1.7, A0.28) and what was promised (A1.14, A1.16) go first; how much is ours.
        urgency: vec![
            urgent(Cause::Complaint, 100, 0),
            urgent(Cause::PromiseBroken, 100, 0),
            urgent(Cause::PromiseDue, 50, 1),
            urgent(Cause::Renewal, 50, 30),
            urgent(Cause::Risk, 50, 0),
        ],
        reclaim: None,
        plans_need_approval: false,
        first_contact_days: 7,
        if_undetermined: TierName { scheme: "score".to_owned(), tier: "c".to_owned() },
        backup: BackupRule { days: 7, changes: 200 },
    }
}

fn urgent(cause: Cause, percent: u32, days: i64) -> Urgency {
    Urgency { cause, percent, days }
}

pub(super) fn tier(id: &str, rules: Vec<Rule>) -> Tier {
    Tier { id: id.to_owned(), rules, ..Tier::default() }
}

/// The channels by which people talk with each other.
pub(super) fn spoken() -> Vec<Channel> {
    vec![Channel::Call, Channel::Visit, Channel::Meeting, Channel::Video, Channel::Event]
}

/// Greetings at festivals: from three days before the last working day until the festival's eve.
pub(super) fn greetings(days: &[Festival]) -> Rule {
    Rule {
        id: "greetings".to_owned(),
        schedule: Schedule::Festivals { days: days.to_vec() },
        window: Window { early_days: 3, late_days: 3 },
        channel: Channel::Wechat,
        least_depth: Depth::Light,
        counts: Vec::new(),
        method: Method::Greeting,
        content: vec![Content::HolidayGreeting],
        owner: None,
    }
}

pub(super) fn scheme(id: &str, tiers: Vec<Tier>, grading: Grading) -> Scheme {
    Scheme { id: id.to_owned(), name: String::new(), disabled: false, tiers, grading, hold: None }
}

/// Returns a scheme of rules from tiers, each with its condition.
pub(super) fn ruled(id: &str, several: bool, rows: Vec<(Tier, Condition)>) -> Scheme {
    let (tiers, rules) = rows.into_iter().unzip();
    scheme(id, tiers, Grading::Rules(Ruling { rules, several }))
}

pub(super) fn is(measure: impl Into<Measure>, operator: Operator, value: i64) -> Condition {
    Condition::Is(Test { measure: measure.into(), operator, value: Some(value) })
}

pub(super) fn yes(metric: Metric) -> Condition {
    is(metric, Operator::Is, 1)
}

pub(super) fn no(metric: Metric) -> Condition {
    is(metric, Operator::Is, 0)
}

/// Known to be so: not known counts as not so.
pub(super) fn surely(metric: Metric) -> Condition {
    Condition::All(vec![is(metric, Operator::IsKnown, 1), yes(metric)])
}

pub(super) fn at_least(metric: Metric, value: i64) -> Condition {
    is(metric, Operator::AtLeast, value)
}

pub(super) fn at_most(metric: Metric, value: i64) -> Condition {
    is(metric, Operator::AtMost, value)
}

pub(super) fn not(condition: Condition) -> Condition {
    Condition::Not(Box::new(condition))
}

pub(super) fn in_tier(scheme: &str, tiers: &[&str]) -> Condition {
    Condition::InTier(InTier {
        scheme: scheme.to_owned(),
        tiers: tiers.iter().map(|tier| (*tier).to_owned()).collect(),
    })
}
