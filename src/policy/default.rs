//! The default policy: the handbooks' own figures, and ours where they give none.

use crate::facts::Metric;
use crate::model::{Channel, Depth, Money, OwnerRole};

use super::{
    BackupRule, Band, Cadence, Cap, CapPeriod, CapScope, Content, Criterion, Dimension, DimensionId, Method,
    Policy, ReviewRhythm, Rule, RuleId, Scale, Schedule, ScoreScheme, Step, Tier, Weight, Window,
};

impl Default for Policy {
    /// Returns version 1: weights 40/30/30 by dimension and the cadences and caps of A0.11–A0.23.
    ///
    /// The handbook gives the dimensions' weights and the tiers' scores. It gives no split within a
    /// dimension and no point scales: those are ours, set so that its four example customers
    /// (A0.15–A0.18) land in their tiers.
    fn default() -> Self {
        Self {
            version: 1,
            score: score(),
            cadences: cadences(),
            caps: vec![
                Cap { tier: Tier::S, scope: CapScope::Deep, period: CapPeriod::Month, most: 2 },
                Cap { tier: Tier::C, scope: CapScope::Proactive, period: CapPeriod::Quarter, most: 1 },
            ],
            first_contact_days: 7,
            tier_if_undetermined: Tier::C,
            backup: BackupRule { days: 7, changes: 200 },
        }
    }
}

fn score() -> ScoreScheme {
    let yuan = |yuan: i64| Money::yuan(yuan).fen;
    let ratings = || scale(&[(1, 20), (2, 40), (3, 60), (4, 80), (5, 100)]);
    ScoreScheme {
        dimensions: vec![
            Dimension {
                id: DimensionId::History,
                criteria: vec![
                    criterion(
                        Metric::CumulativeAmount,
                        2_500,
                        scale(&[
                            (1, 15),
                            (yuan(50_000), 30),
                            (yuan(100_000), 45),
                            (yuan(300_000), 65),
                            (yuan(500_000), 80),
                            (yuan(1_000_000), 100),
                        ]),
                    ),
                    criterion(
                        Metric::CooperationMonths,
                        1_500,
                        scale(&[(1, 20), (6, 40), (12, 60), (24, 80), (36, 100)]),
                    ),
                ],
            },
            Dimension {
                id: DimensionId::Potential,
                criteria: vec![
                    criterion(Metric::IndustryGrowth, 1_000, ratings()),
                    criterion(Metric::ExpansionPotential, 1_000, ratings()),
                    criterion(Metric::NeedFit, 1_000, ratings()),
                ],
            },
            Dimension {
                id: DimensionId::Loyalty,
                criteria: vec![
                    criterion(
                        Metric::RepurchasePercent,
                        1_200,
                        scale(&[(1, 20), (20, 40), (40, 60), (60, 80), (80, 100)]),
                    ),
                    criterion(Metric::Referrals, 1_000, scale(&[(1, 50), (2, 75), (3, 100)])),
                    criterion(Metric::ComplaintHandling, 800, ratings()),
                ],
            },
        ],
        bands: vec![
            Band { tier: Tier::S, from: 90 },
            Band { tier: Tier::A, from: 70 },
            Band { tier: Tier::B, from: 50 },
            Band { tier: Tier::C, from: 0 },
        ],
    }
}

fn criterion(metric: Metric, weight: Weight, scale: Scale) -> Criterion {
    Criterion { metric, weight, scale }
}

fn scale(steps: &[(i64, u32)]) -> Scale {
    Scale { steps: steps.iter().map(|&(from, points)| Step { from, points }).collect() }
}

fn cadences() -> Vec<Cadence> {
    use Content::{
        CustomPlan, EarlyTrial, ExecutiveExchange, HolidayGreeting, IndustryTrends, NeedsResearch,
        NewProduct, Promotion, Satisfaction, Upgrade, WhitePaper,
    };
    let cadence = |tier, review, rule| Cadence { tier, rules: vec![rule], review };
    vec![
        // A0.19: the window is the calendar month around its fixed day.
        cadence(
            Tier::S,
            ReviewRhythm::Monthly,
            Rule {
                id: RuleId::MonthlyVisit,
                schedule: Schedule::MonthlyOn { day: 15 },
                window: Window { early_days: 14, late_days: 5 },
                channel: Channel::Visit,
                least_depth: Depth::Deep,
                method: Method::ExecutiveVisit,
                content: vec![CustomPlan, EarlyTrial, ExecutiveExchange],
                owner: OwnerRole::SalesDirector,
            },
        ),
        // A0.20: 灵活调整, so a month early and two weeks late are fine.
        cadence(
            Tier::A,
            ReviewRhythm::Monthly,
            Rule {
                id: RuleId::QuarterlyCall,
                schedule: Schedule::EveryMonths { months: 3 },
                window: Window { early_days: 30, late_days: 14 },
                channel: Channel::Call,
                least_depth: Depth::Deep,
                method: Method::DeepCall,
                content: vec![IndustryTrends, Upgrade, NeedsResearch],
                owner: OwnerRole::SeniorSales,
            },
        ),
        // A0.21
        cadence(
            Tier::B,
            ReviewRhythm::Quarterly,
            Rule {
                id: RuleId::HalfYearlyMail,
                schedule: Schedule::EveryMonths { months: 6 },
                window: Window { early_days: 45, late_days: 21 },
                channel: Channel::Email,
                least_depth: Depth::Light,
                method: Method::Mail,
                content: vec![NewProduct, Satisfaction, HolidayGreeting],
                owner: OwnerRole::CustomerSpecialist,
            },
        ),
        // A0.22 with A0.23 (ruling 7): at least once a year, at most once a quarter, so it opens a
        // quarter after the last contact.
        cadence(
            Tier::C,
            ReviewRhythm::Quarterly,
            Rule {
                id: RuleId::YearlyBroadcast,
                schedule: Schedule::EveryMonths { months: 12 },
                window: Window { early_days: 270, late_days: 30 },
                channel: Channel::Broadcast,
                least_depth: Depth::Light,
                method: Method::Broadcast,
                content: vec![Promotion, WhitePaper],
                owner: OwnerRole::Marketing,
            },
        ),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a0_12_to_a0_14_weights_are_40_30_30() {
        let policy = Policy::default();
        let weights: Vec<_> = policy.score.dimensions.iter().map(|d| (d.id, d.weight())).collect();
        assert_eq!(
            weights,
            [(DimensionId::History, 4_000), (DimensionId::Potential, 3_000), (DimensionId::Loyalty, 3_000)]
        );
    }

    #[test]
    fn every_scale_rises_to_one_hundred() {
        for (_, criterion) in Policy::default().score.criteria() {
            assert!(criterion.scale.steps.is_sorted_by(|a, b| a.from < b.from && a.points < b.points));
            assert_eq!(criterion.scale.most(), 100);
        }
    }

    #[test]
    fn every_tier_has_a_cadence_with_a_sane_window() {
        let policy = Policy::default();
        for &tier in Tier::ALL {
            for rule in &policy.cadence(tier).unwrap().rules {
                assert!(rule.window.early_days < rule.schedule.interval_days());
                assert!(rule.window.late_days < rule.schedule.interval_days());
            }
        }
    }
}
