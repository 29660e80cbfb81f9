//! Handbook 1: the weighted score S/A/B/C with its cadences and caps (A0.11–A0.25).
//!
//! The handbook gives the dimensions' weights and the tiers' scores. It gives no split within a
//! dimension and no point scales: those are ours, set so that its four example customers
//! (A0.15–A0.18) land in their tiers.

use crate::facts::Metric;
use crate::model::{Channel, Depth, Money, OwnerRole};

use super::handbooks::{scheme as make, spoken, tier};
use crate::policy::{
    Cap, CapScope, Content, Criterion, Dimension, Edge, Grading, Method, Period, ReviewRhythm, Rule, Scale,
    Schedule, Scheme, Scoring, Span, Step, Tier, Weight, Window,
};

pub(super) fn scheme() -> Scheme {
    let cap = |scope, period, most| vec![Cap { scope, period, most }];
    let (monthly, quarterly) = (Some(ReviewRhythm::Monthly), Some(ReviewRhythm::Quarterly));
    let [s, a, b, c] = rules();
    let tiers = vec![
        Tier { review: monthly, caps: cap(CapScope::Deep, Period::Month, 2), ..tier("s", vec![s]) },
        Tier { review: monthly, ..tier("a", vec![a]) },
        Tier { review: quarterly, ..tier("b", vec![b]) },
        Tier { review: quarterly, caps: cap(CapScope::Proactive, Period::Quarter, 1), ..tier("c", vec![c]) },
    ];
    make("score", tiers, Grading::Score(scoring()))
}

fn scoring() -> Scoring {
    let yuan = |yuan: i64| Money::yuan(yuan).fen;
    let ratings = || scale(&[(1, 20), (2, 40), (3, 60), (4, 80), (5, 100)]);
    // Half open, so that 89.9999 is A and 90 is S (ruling 1).
    let from = |at| Some(Edge { at, included: true });
    let to = |at| Some(Edge { at, included: false });
    Scoring {
        dimensions: vec![
            dimension(
                "history",
                vec![
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
            ),
            dimension(
                "potential",
                vec![
                    criterion(Metric::IndustryGrowth, 1_000, ratings()),
                    criterion(Metric::ExpansionPotential, 1_000, ratings()),
                    criterion(Metric::NeedFit, 1_000, ratings()),
                ],
            ),
            dimension(
                "loyalty",
                vec![
                    criterion(
                        Metric::RepurchasePercent,
                        1_200,
                        scale(&[(1, 20), (20, 40), (40, 60), (60, 80), (80, 100)]),
                    ),
                    criterion(Metric::Referrals, 1_000, scale(&[(1, 50), (2, 75), (3, 100)])),
                    criterion(Metric::ComplaintHandling, 800, ratings()),
                ],
            ),
        ],
        bands: vec![
            Span { from: from(9_000), to: None },
            Span { from: from(7_000), to: to(9_000) },
            Span { from: from(5_000), to: to(7_000) },
            Span { from: None, to: to(5_000) },
        ],
    }
}

fn dimension(id: &str, criteria: Vec<Criterion>) -> Dimension {
    Dimension { id: id.to_owned(), name: String::new(), criteria }
}

fn criterion(metric: Metric, weight: Weight, scale: Scale) -> Criterion {
    Criterion { measure: metric.into(), weight, scale }
}

fn scale(steps: &[(i64, u32)]) -> Scale {
    Scale { steps: steps.iter().map(|&(from, points)| Step { from, points }).collect() }
}

fn rules() -> [Rule; 4] {
    use Content::{
        CustomPlan, EarlyTrial, ExecutiveExchange, HolidayGreeting, IndustryTrends, NeedsResearch,
        NewProduct, Promotion, Satisfaction, Upgrade, WhitePaper,
    };
    [
        // A0.19: the window is the calendar month around its fixed day.
        Rule {
            id: "monthly_visit".to_owned(),
            schedule: Schedule::MonthlyOn { day: 15 },
            window: Window { early_days: 14, late_days: 5 },
            channel: Channel::Visit,
            least_depth: Depth::Deep,
            counts: vec![Channel::Visit, Channel::Meeting],
            method: Method::ExecutiveVisit,
            content: vec![CustomPlan, EarlyTrial, ExecutiveExchange],
            owner: Some(OwnerRole::SalesDirector),
        },
        // A0.20: 灵活调整, so a month early and two weeks late are fine.
        Rule {
            id: "quarterly_call".to_owned(),
            schedule: Schedule::EveryMonths { months: 3 },
            window: Window { early_days: 30, late_days: 14 },
            channel: Channel::Call,
            least_depth: Depth::Deep,
            counts: spoken(),
            method: Method::DeepCall,
            content: vec![IndustryTrends, Upgrade, NeedsResearch],
            owner: Some(OwnerRole::SeniorSales),
        },
        // A0.21
        Rule {
            id: "half_yearly_mail".to_owned(),
            schedule: Schedule::EveryMonths { months: 6 },
            window: Window { early_days: 45, late_days: 21 },
            channel: Channel::Email,
            least_depth: Depth::Light,
            counts: Vec::new(),
            method: Method::Mail,
            content: vec![NewProduct, Satisfaction, HolidayGreeting],
            owner: Some(OwnerRole::CustomerSpecialist),
        },
        // A0.22 with A0.23 (ruling 7): at least once a year, at most once a quarter, so it opens a
        // quarter after the last contact.
        Rule {
            id: "yearly_broadcast".to_owned(),
            schedule: Schedule::EveryMonths { months: 12 },
            window: Window { early_days: 270, late_days: 30 },
            channel: Channel::Broadcast,
            least_depth: Depth::Light,
            counts: Vec::new(),
            method: Method::Broadcast,
            content: vec![Promotion, WhitePaper],
            owner: Some(OwnerRole::Marketing),
        },
    ]
}
