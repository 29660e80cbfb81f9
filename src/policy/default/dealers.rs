//! Handbook 3: the six dealer levels by orders, payment and own advertising (A2.32–A2.37, ruling 13, 15).
//!
//! 较多/较少 has no number: the bound is not set until the user sets it, and the levels that need it are
//! undetermined until then. A single purchase is a single order. Combinations without a rule, such as
//! few orders with a passed credit review, or a single purchase on account, are undetermined.

use crate::facts::Metric;
use crate::model::Payment;
use crate::policy::Scheme;
use crate::query::{Condition, Operator, Test};

use super::handbooks::{is, no, not, ruled, surely, tier, yes};

pub(super) fn scheme() -> Scheme {
    let orders =
        |operator| Condition::Is(Test { measure: Metric::OrdersIn12Months.into(), operator, value: None });
    let single = || is(Metric::Orders, Operator::Is, 1);
    let pays = |payment: Payment| is(Metric::Payment, Operator::Is, payment as i64);
    let many = |more: Vec<Condition>| {
        let mut all = vec![not(single()), orders(Operator::AtLeast)];
        all.extend(more);
        Condition::All(all)
    };
    let few = |more: Vec<Condition>| {
        let mut all = vec![not(single()), orders(Operator::Below)];
        all.extend(more);
        Condition::All(all)
    };
    let rows = vec![
        ("first_agent", many(vec![yes(Metric::CanPrepay), yes(Metric::OwnAdvertising)])),
        ("agent", many(vec![no(Metric::CanPrepay), yes(Metric::CreditPassed)])),
        ("first_dealer", few(vec![yes(Metric::CanPrepay)])),
        ("dealer", few(vec![no(Metric::CanPrepay), not(surely(Metric::CreditPassed))])),
        ("retail", Condition::All(vec![single(), pays(Payment::Cash)])),
        (
            "online",
            Condition::All(vec![
                single(),
                Condition::Any(vec![pays(Payment::CreditCard), pays(Payment::DebitCard)]),
            ]),
        ),
    ];
    ruled("dealer", false, rows.into_iter().map(|(id, when)| (tier(id, Vec::new()), when)).collect())
}
