//! The default policy: what stands in `default.json`, the handbooks' own figures and ours where they give none.

#[cfg(test)]
mod amount;
#[cfg(test)]
mod classes;
#[cfg(test)]
mod dealers;
#[cfg(test)]
mod handbooks;
#[cfg(test)]
mod others;
#[cfg(test)]
mod score;

use super::{BackupRule, FORMAT, Policy, TierName};

impl Default for Policy {
    /// Returns version 1: all schemes of the handbooks, in the order of ruling 5.
    fn default() -> Self {
        // A test holds the file to be readable and to be what the handbooks say.
        serde_json::from_str(include_str!("default/default.json")).unwrap_or_else(|_| Self::without_schemes())
    }
}

impl Policy {
    fn without_schemes() -> Self {
        Self {
            format: FORMAT,
            version: 1,
            schemes: Vec::new(),
            order: Vec::new(),
            presumed: Vec::new(),
            fields: Vec::new(),
            calendar: Vec::new(),
            urgency: Vec::new(),
            reclaim: None,
            plans_need_approval: false,
            first_contact_days: 7,
            if_undetermined: TierName { scheme: String::new(), tier: String::new() },
            backup: BackupRule { days: 7, changes: 200 },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::{Grading, Scoring, WHOLE, Window};

    #[test]
    fn the_file_says_what_the_handbooks_say() {
        // After a change: UPDATE_EXPECT=1 cargo test the_file_says
        let mut compact = serde_json::to_string(&handbooks::policy()).unwrap();
        compact.push('\n');
        expect_test::expect_file!["default/default.json"].assert_eq(&compact);
        assert_eq!(Policy::default(), handbooks::policy());
    }

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
                let Window { early_days, late_days } = rule.window;
                assert!(early_days + late_days < interval, "{rule:?}");
                assert!(rule.counts(rule.channel, rule.least_depth), "{rule:?}");
            }
        }
    }

    #[test]
    fn ruling_5_the_order_of_schemes() {
        let policy = Policy::default();
        let governing = policy.order.iter().filter(|governing| !governing.adds);
        let order: Vec<_> = governing.map(|governing| governing.scheme.as_str()).collect();
        assert_eq!(order, ["intent", "classes", "amount", "score"]);
        assert!(policy.order.iter().all(|governing| policy.scheme(&governing.scheme).is_some()));
    }
}
