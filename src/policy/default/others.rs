//! The other schemes: Pareto (A2.14–A2.16), intent (A4.8b–A4.14), value × potential (A2.26), need × value
//! (A2.18), RFM, and kind (A2.24).

use crate::facts::Metric;
use crate::model::{Channel, CustomerKind, Depth};
use crate::policy::{
    Cap, CapScope, Content, Festival, Grading, Method, Period, Rule, Schedule, Scheme, Sharing, Tier, Window,
};
use crate::query::{Condition, Operator};

use super::handbooks::{
    at_least, at_most, greetings, in_tier, is, no, not, ruled, scheme, spoken, surely, tier, yes,
};

/// ABC: 80 % is the handbook's line; 95 % between B and C is ours, as it gives none.
pub(super) fn pareto() -> Scheme {
    let tiers = vec![tier("a", Vec::new()), tier("b", Vec::new()), tier("c", Vec::new())];
    let sharing = Sharing { measure: Metric::AmountIn12Months.into(), cuts: vec![8_000, 9_500] };
    scheme("pareto", tiers, Grading::Share(sharing))
}

/// Intent by the four criteria of A4.9; B has a need but not all four, C has none yet.
pub(super) fn intent() -> Scheme {
    // A4.12: two to three a week; three is the upper figure.
    let cap = Cap { scope: CapScope::Proactive, period: Period::Week, most: 3 };
    let twice = Schedule::Times { least: 2, most: Some(3), period: Period::Week };
    let a = Tier {
        caps: vec![cap],
        ..tier("a", vec![follow_up("twice_weekly", twice, 0, vec![Content::NeedDetail])])
    };
    let days = |days| Schedule::EveryDays { days };
    let b = tier("b", vec![follow_up("fortnightly", days(14), 14, vec![Content::CaseStudies])]);
    let c = tier("c", vec![follow_up("monthly", days(30), 30, vec![Content::BrandNews])]);
    ruled(
        "intent",
        false,
        vec![
            (
                a,
                Condition::All(vec![
                    yes(Metric::NeedClear),
                    yes(Metric::BudgetSufficient),
                    yes(Metric::DecisionChainClear),
                    yes(Metric::PlansToBuy),
                ]),
            ),
            (
                b,
                Condition::All(vec![
                    yes(Metric::HasNeed),
                    // 待确认 is B: what nobody has confirmed does not count as given.
                    not(Condition::All(vec![
                        surely(Metric::NeedClear),
                        surely(Metric::BudgetSufficient),
                        surely(Metric::DecisionChainClear),
                        surely(Metric::PlansToBuy),
                    ])),
                ]),
            ),
            (c, no(Metric::HasNeed)),
        ],
    )
}

fn follow_up(id: &str, schedule: Schedule, days: i64, content: Vec<Content>) -> Rule {
    Rule {
        id: id.to_owned(),
        schedule,
        window: Window { early_days: days / 3, late_days: days / 4 },
        channel: Channel::Call,
        least_depth: Depth::Light,
        counts: Vec::new(),
        method: Method::FollowUp,
        content,
        owner: None,
    }
}

/// Key, potential and ordinary: high value is key; potential of 4 makes the others potential (ours).
/// Birthdays, renewals and the two festivals of family (which ones is ours) are cared for on top of whatever
/// cadence governs (A2.28).
pub(super) fn potential() -> Scheme {
    let high = || in_tier("amount", &["high"]);
    let promising = || at_least(Metric::ExpansionPotential, 4);
    ruled(
        "potential",
        false,
        vec![
            (tier("key", care()), high()),
            (tier("potential", care()), Condition::All(vec![not(high()), promising()])),
            (tier("ordinary", Vec::new()), Condition::All(vec![not(high()), not(promising())])),
        ],
    )
}

/// A2.28: 生日关怀、假日祝福; and the talk before a contract ends (A1.7).
fn care() -> Vec<Rule> {
    let on_date = |id: &str, metric: Metric, yearly, days_before, method, content| Rule {
        id: id.to_owned(),
        schedule: Schedule::OnDate { measure: metric.into(), yearly, days_before },
        window: Window { early_days: 3, late_days: 2 },
        channel: Channel::Wechat,
        least_depth: Depth::Light,
        counts: Vec::new(),
        method,
        content: vec![content],
        owner: None,
    };
    let renewal = on_date("renewal", Metric::RenewalDay, false, 60, Method::RenewalTalk, Content::Renewal);
    vec![
        greetings(&[Festival::Spring, Festival::MidAutumn]),
        on_date("birthday", Metric::Birthday, true, 0, Method::BirthdayCare, Content::BirthdayWishes),
        Rule {
            window: Window { early_days: 30, late_days: 30 },
            channel: Channel::Call,
            least_depth: Depth::Deep,
            counts: spoken(),
            ..renewal
        },
    ]
}

/// High, medium and low by need and value: the matrix is ours, as the handbook only names both.
pub(super) fn need_and_value() -> Scheme {
    let value = |band: &str| in_tier("amount", &[band]);
    let need = |least| at_least(Metric::NeedFit, least);
    let weak = |most| at_most(Metric::NeedFit, most);
    let high = || {
        Condition::Any(vec![
            Condition::All(vec![value("high"), need(3)]),
            Condition::All(vec![value("medium"), need(4)]),
        ])
    };
    let low = || {
        Condition::Any(vec![
            Condition::All(vec![value("low"), weak(3)]),
            Condition::All(vec![value("medium"), weak(2)]),
        ])
    };
    ruled(
        "need_value",
        false,
        vec![
            (tier("high", Vec::new()), high()),
            (tier("medium", Vec::new()), Condition::All(vec![not(high()), not(low())])),
            (tier("low", Vec::new()), low()),
        ],
    )
}

/// Recency, frequency and money in fifths, with the segments that other tools name.
pub(super) fn rfm() -> Scheme {
    let r = |least| at_least(Metric::RecencyRank, least);
    let recent = |fifth| is(Metric::RecencyRank, Operator::Is, fifth);
    let late = |most| at_most(Metric::RecencyRank, most);
    let f = |least| at_least(Metric::FrequencyRank, least);
    let m = |least| at_least(Metric::MoneyRank, least);
    let all = Condition::All;
    let rows = vec![
        ("champions", all(vec![r(4), f(4), m(4)])),
        ("loyal", all(vec![r(3), f(3), m(3), not(all(vec![r(4), f(4), m(4)]))])),
        ("potential_loyal", all(vec![r(4), f(2), not(all(vec![f(3), m(3)]))])),
        ("recent", all(vec![r(4), at_most(Metric::FrequencyRank, 1)])),
        ("promising", all(vec![recent(3), at_most(Metric::FrequencyRank, 2), at_most(Metric::MoneyRank, 2)])),
        (
            "attention",
            all(vec![
                recent(3),
                not(all(vec![f(3), m(3)])),
                not(all(vec![at_most(Metric::FrequencyRank, 2), at_most(Metric::MoneyRank, 2)])),
            ]),
        ),
        ("cannot_lose", all(vec![late(2), f(4), m(4)])),
        ("at_risk", all(vec![late(2), m(3), not(all(vec![f(4), m(4)]))])),
        ("sleepy", all(vec![recent(2), at_most(Metric::MoneyRank, 2)])),
        ("lost", all(vec![recent(1), at_most(Metric::MoneyRank, 2)])),
    ];
    ruled("rfm", false, rows.into_iter().map(|(id, when)| (tier(id, Vec::new()), when)).collect())
}

/// Person, company, government.
pub(super) fn kind() -> Scheme {
    let rows = CustomerKind::ALL
        .iter()
        .map(|kind| (tier(kind.id(), Vec::new()), is(Metric::CustomerKind, Operator::Is, *kind as i64)));
    ruled("kind", false, rows.collect())
}
