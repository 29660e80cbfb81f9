//! Handbook 3: the nine named classes, several at once, the primary one in document order (A2.1–A2.11,
//! ruling 4).
//!
//! The handbook describes; where it gives no number, ours stands here: a customer is new for six
//! months, dormant six months after its only order, an exemplar from four orders a year with
//! satisfaction and bond of 4, honoured with social value and potential of 4, and of low value below
//! 100,000 a year at twelve or more of our contacts.

use crate::facts::Metric;
use crate::model::{Channel, Depth, Money};
use crate::policy::{Duty, Method, Rule, Schedule, Scheme, Tier, Window};
use crate::query::{Condition, Operator};

use super::handbooks::{at_least, is, no, ruled, tier, yes};

pub(super) fn scheme() -> Scheme {
    let yuan = |yuan: i64| Money::yuan(yuan).fen;
    let with = |duty, tier: Tier| Tier { duties: vec![duty], ..tier };
    let fortnightly = || vec![visit("fortnightly_visit", 14)];
    let call_and_visit = || vec![call(), visit("fortnightly_visit", 14)];
    let monthly = || vec![visit("calling_monthly", 30)];
    ruled(
        "classes",
        true,
        vec![
            (
                tier("strategic", fortnightly()),
                Condition::Any(vec![yes(Metric::SupplyAgreement), yes(Metric::Strategic)]),
            ),
            (
                with(Duty::Prospects, tier("vip", vec![visit("weekly_visit", 7)])),
                at_least(Metric::AmountIn12Months, yuan(5_000_000)),
            ),
            (with(Duty::KeyPerson, tier("key_platform", fortnightly())), yes(Metric::KeyPlatform)),
            (
                tier("honoured", call_and_visit()),
                Condition::All(vec![
                    at_least(Metric::SocialValue, 4),
                    at_least(Metric::ExpansionPotential, 4),
                ]),
            ),
            (
                tier("exemplar", monthly()),
                Condition::All(vec![
                    at_least(Metric::OrdersIn12Months, 4),
                    at_least(Metric::Satisfaction, 4),
                    at_least(Metric::Bond, 4),
                ]),
            ),
            (tier("free", call_and_visit()), no(Metric::ContractSpirit)),
            (
                tier("new", fortnightly()),
                Condition::All(vec![
                    at_least(Metric::Orders, 1),
                    is(Metric::MonthsSinceFirstOrder, Operator::Below, 6),
                ]),
            ),
            (
                with(Duty::DormantCause, tier("dormant", fortnightly())),
                Condition::All(vec![
                    is(Metric::Orders, Operator::Is, 1),
                    at_least(Metric::MonthsSinceLastOrder, 6),
                ]),
            ),
            (
                with(Duty::LeavingReport, tier("low_value", monthly())),
                Condition::All(vec![
                    at_least(Metric::Orders, 1),
                    is(Metric::AmountIn12Months, Operator::Below, yuan(100_000)),
                    at_least(Metric::ContactsIn12Months, 12),
                ]),
            ),
        ],
    )
}

/// A visit on the spot: nothing else counts for it.
fn visit(id: &str, days: i64) -> Rule {
    Rule {
        id: id.to_owned(),
        schedule: Schedule::EveryDays { days },
        window: Window { early_days: days / 3, late_days: days / 4 },
        channel: Channel::Visit,
        least_depth: Depth::Deep,
        counts: vec![Channel::Visit],
        method: Method::HomeVisit,
        content: Vec::new(),
        owner: None,
    }
}

/// A call, for which a visit or a meeting counts as well.
fn call() -> Rule {
    Rule {
        id: "weekly_call".to_owned(),
        schedule: Schedule::EveryDays { days: 7 },
        window: Window { early_days: 2, late_days: 1 },
        channel: Channel::Call,
        least_depth: Depth::Deep,
        counts: vec![Channel::Call, Channel::Visit, Channel::Meeting, Channel::Video],
        method: Method::Call,
        content: Vec::new(),
        owner: None,
    }
}
