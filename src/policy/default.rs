//! The default policy: the handbooks' own figures, and ours where they give none.
//!
//! Each file beside this one is one handbook's schemes. What is ours and not a handbook's says so.

mod amount;
mod classes;
mod dealers;
mod others;
mod score;

use crate::facts::{Measure, Metric};
use crate::query::{Condition, InTier, Operator, Test};

use super::{
    BackupRule, FORMAT, Governing, Grading, Policy, Presumption, Rule, Ruling, Scheme, Tier, TierName,
};

impl Default for Policy {
    /// Returns version 1: all nine schemes, in the order of ruling 5.
    fn default() -> Self {
        let governing = |scheme: &str, when| Governing { scheme: scheme.to_owned(), when };
        let presume = |metric: Metric, value| Presumption { measure: metric.into(), value };
        Self {
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
            first_contact_days: 7,
            if_undetermined: TierName { scheme: "score".to_owned(), tier: "c".to_owned() },
            backup: BackupRule { days: 7, changes: 200 },
        }
    }
}

fn tier(id: &str, rules: Vec<Rule>) -> Tier {
    Tier { id: id.to_owned(), rules, ..Tier::default() }
}

fn scheme(id: &str, tiers: Vec<Tier>, grading: Grading) -> Scheme {
    Scheme { id: id.to_owned(), name: String::new(), disabled: false, tiers, grading, hold: None }
}

/// Returns a scheme of rules from tiers, each with its condition.
fn ruled(id: &str, several: bool, rows: Vec<(Tier, Condition)>) -> Scheme {
    let (tiers, rules) = rows.into_iter().unzip();
    scheme(id, tiers, Grading::Rules(Ruling { rules, several }))
}

fn is(measure: impl Into<Measure>, operator: Operator, value: i64) -> Condition {
    Condition::Is(Test { measure: measure.into(), operator, value: Some(value) })
}

fn yes(metric: Metric) -> Condition {
    is(metric, Operator::Is, 1)
}

fn no(metric: Metric) -> Condition {
    is(metric, Operator::Is, 0)
}

/// Known to be so: not known counts as not so.
fn surely(metric: Metric) -> Condition {
    Condition::All(vec![is(metric, Operator::IsKnown, 1), yes(metric)])
}

fn at_least(metric: Metric, value: i64) -> Condition {
    is(metric, Operator::AtLeast, value)
}

fn at_most(metric: Metric, value: i64) -> Condition {
    is(metric, Operator::AtMost, value)
}

fn not(condition: Condition) -> Condition {
    Condition::Not(Box::new(condition))
}

fn in_tier(scheme: &str, tiers: &[&str]) -> Condition {
    Condition::InTier(InTier {
        scheme: scheme.to_owned(),
        tiers: tiers.iter().map(|tier| (*tier).to_owned()).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::{Scoring, WHOLE};

    fn scoring(policy: &Policy) -> &Scoring {
        match &policy.scheme("score").unwrap().1.grading {
            Grading::Score(scoring) => scoring,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a0_12_to_a0_14_weights_are_40_30_30() {
        let policy = Policy::default();
        let weights: Vec<_> =
            scoring(&policy).dimensions.iter().map(|d| (d.id.as_str(), d.weight())).collect();
        assert_eq!(weights, [("history", 4_000), ("potential", 3_000), ("loyalty", 3_000)]);
        assert_eq!(scoring(&policy).weight(), WHOLE);
    }

    #[test]
    fn every_scale_rises_to_one_hundred() {
        for (_, criterion) in scoring(&Policy::default()).criteria() {
            assert!(criterion.scale.steps.is_sorted_by(|a, b| a.from < b.from && a.points < b.points));
            assert_eq!(criterion.scale.most(), 100);
        }
    }

    #[test]
    fn it_is_without_fault_and_survives_its_stored_form() {
        let policy = Policy::default();
        assert_eq!(policy.faults(), []);
        assert_eq!(Policy::read(&policy.write()).unwrap(), policy);
    }

    #[test]
    fn every_rule_has_a_sane_window() {
        for scheme in Policy::default().schemes {
            for rule in scheme.tiers.iter().flat_map(|tier| &tier.rules) {
                let interval = rule.schedule.interval_days();
                assert!(rule.window.early_days < interval && rule.window.late_days < interval, "{rule:?}");
            }
        }
    }

    #[test]
    fn ruling_5_the_order_of_schemes() {
        let policy = Policy::default();
        let order: Vec<_> = policy.order.iter().map(|governing| governing.scheme.as_str()).collect();
        assert_eq!(order, ["intent", "classes", "amount", "score"]);
        assert!(policy.order.iter().all(|governing| policy.scheme(&governing.scheme).is_some()));
    }
}
