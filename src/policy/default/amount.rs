//! Handbook 2: high, medium and low by the annual amount, with its two clauses and cadences (A1.2–A1.10).
//!
//! 年合作金额 is read as the orders of the last 12 months. "Occasional" has no number: one order in 12
//! months or none is ours (ruling 3).

use crate::facts::Metric;
use crate::model::{Channel, Depth, Money};
use crate::policy::{
    Banding, Clause, Content, Edge, Festival, Grading, Method, Rule, Schedule, Scheme, Span, Window,
};

use super::handbooks::{at_most, greetings, scheme as make, spoken, tier, yes};
use crate::query::Condition;

pub(super) fn scheme() -> Scheme {
    let yuan = |yuan: i64| Money::yuan(yuan).fen;
    let edge = |amount, included| Some(Edge { at: yuan(amount), included });
    let clause = |id: &str, when, tier: &str| Clause {
        id: id.to_owned(),
        name: String::new(),
        when,
        tier: tier.to_owned(),
    };
    let banding = Banding {
        measure: Metric::AmountIn12Months.into(),
        // Ruling 2: more than 500,000 is high, less than 100,000 low; the two figures are medium.
        bands: vec![
            Span { from: edge(500_000, false), to: None },
            Span { from: edge(100_000, true), to: edge(500_000, true) },
            Span { from: None, to: edge(100_000, false) },
        ],
        // Ruling 3: strategic beats amount; occasional lowers whatever the amount, unless strategic.
        clauses: vec![
            clause(
                "strategic",
                Condition::Any(vec![yes(Metric::Strategic), yes(Metric::SupplyAgreement)]),
                "high",
            ),
            clause("occasional", at_most(Metric::OrdersIn12Months, 1), "low"),
        ],
    };
    let tiers = vec![tier("high", high()), tier("medium", medium()), tier("low", vec![low()])];
    make("amount", tiers, Grading::Bands(banding))
}

/// A1.8: two cadences at once.
fn high() -> Vec<Rule> {
    vec![
        Rule {
            id: "monthly_deep".to_owned(),
            schedule: Schedule::EveryMonths { months: 1 },
            window: Window { early_days: 10, late_days: 5 },
            channel: Channel::Call,
            least_depth: Depth::Deep,
            counts: vec![Channel::Call, Channel::Visit, Channel::Meeting, Channel::Video],
            method: Method::DeepContact,
            content: vec![Content::IndustryTrends, Content::CustomPlan],
            owner: None,
        },
        Rule {
            id: "quarterly_event".to_owned(),
            schedule: Schedule::EveryMonths { months: 3 },
            window: Window { early_days: 30, late_days: 14 },
            channel: Channel::Event,
            least_depth: Depth::Deep,
            counts: vec![Channel::Event],
            method: Method::ExclusiveEvent,
            content: vec![Content::EarlyTrial],
            owner: None,
        },
    ]
}

/// A1.9: a revisit, and greetings at the festivals that are public holidays (which ones is ours).
fn medium() -> Vec<Rule> {
    vec![
        Rule {
            id: "quarterly_revisit".to_owned(),
            schedule: Schedule::EveryMonths { months: 3 },
            window: Window { early_days: 30, late_days: 14 },
            channel: Channel::Call,
            least_depth: Depth::Deep,
            counts: spoken(),
            method: Method::Revisit,
            content: vec![Content::NeedsResearch],
            owner: None,
        },
        greetings(&[Festival::Spring, Festival::DragonBoat, Festival::MidAutumn, Festival::National]),
    ]
}

/// A1.10
fn low() -> Rule {
    Rule {
        id: "half_yearly_push".to_owned(),
        schedule: Schedule::EveryMonths { months: 6 },
        window: Window { early_days: 45, late_days: 21 },
        channel: Channel::Broadcast,
        least_depth: Depth::Light,
        counts: Vec::new(),
        method: Method::Push,
        content: vec![Content::NewProduct, Content::IndustryTrends],
        owner: None,
    }
}
