//! The handbooks' schemes on the handbooks' examples, and what always holds of every scheme.

#![allow(missing_docs)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use proptest::prelude::*;
use serde_json::{Value, json};
use wellkept::app::{Desk, FallsRun, RehearsalRun, Standing};
use wellkept::book::{Book, Change, Label};
use wellkept::facts::{Basis, Descriptor, Fact, Facts, FieldId, Measure, Metric, Origin, Wording};
use wellkept::model::*;
use wellkept::policy::{Criterion, Dimension, Field, FieldSort, Grading, Hold, Policy, Scale, Step};
use wellkept::query::{Condition, Missing, Operator, Test, TextOperator, TextTest, Truth};
use wellkept::tiering::{
    Assignment, Cause, Contradiction, Evidence, Outcome, Past, PastRun, Policies, Population, Why, Yardstick,
    fall, moves,
};

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// The day of these tests.
fn today() -> Day {
    day("2024-05-10")
}

fn env() -> Env {
    let now = Zone::SHANGHAI.instant(today(), 14, 0);
    Env { now, zone: Zone::SHANGHAI, person: None, ids: IdSource::new(now, [11; 16]) }
}

/// One customer with what is said of it.
struct Subject {
    env: Env,
    customer: Customer,
    orders: Vec<(Day, i64)>,
    contacts: Vec<Day>,
    policy: Policy,
}

impl Subject {
    fn new() -> Self {
        let mut env = env();
        let customer = Customer::new(env.ids.draw(), "例".into(), env.now);
        Self { env, customer, orders: Vec::new(), contacts: Vec::new(), policy: Policy::default() }
    }

    fn stated(self, metric: Metric, value: impl Into<Value>) -> Self {
        self.stated_on(metric, value, "2024-01-10")
    }

    fn stated_on(mut self, metric: Metric, value: impl Into<Value>, on: &str) -> Self {
        self.customer.statements.push(Statement {
            metric: metric.id().into(),
            value: value.into(),
            day: day(on),
            by: None,
            note: String::new(),
        });
        self
    }

    fn ordered(mut self, on: &str, yuan: i64) -> Self {
        self.orders.push((day(on), yuan));
        self
    }

    /// That many orders in the last months, one a month, of that many yuan each.
    fn monthly(mut self, count: i32, yuan: i64) -> Self {
        self.orders.extend((0..count).map(|back| (today().plus_months(-back).plus_days(-1), yuan)));
        self
    }

    fn contacted(mut self, count: i64) -> Self {
        self.contacts.extend((1..=count).map(|back| today().plus_days(-back * 7)));
        self
    }

    fn book(&self) -> Book {
        let mut env = self.env.clone();
        let mut change = Change::new(env.ids.draw(), env.now, None, Label::AddedSample);
        change.add(self.customer.clone());
        for (on, yuan) in &self.orders {
            change.add(Order::new(env.ids.draw(), self.customer.id, *on, Money::yuan(*yuan)));
        }
        for on in &self.contacts {
            let (channel, depth) = (Channel::Call, Depth::Deep);
            let us = Initiator::Us;
            change.add(Interaction::new(env.ids.draw(), self.customer.id, *on, channel, depth, us, env.now));
        }
        let mut book = Book::begun(env.now);
        book.apply(&change).unwrap();
        book
    }

    fn fact(&self, metric: Metric) -> Option<Fact> {
        Facts::of(&self.book(), &self.customer, today()).get(metric)
    }

    fn assign(&self, scheme: &str) -> Assignment {
        self.assign_on(scheme, today())
    }

    fn assign_on(&self, scheme: &str, on: Day) -> Assignment {
        let book = self.book();
        let (place, scheme) = self.policy.scheme(scheme).unwrap();
        let yardstick = Yardstick::new(&self.policy, on, None);
        yardstick.case(&book, &self.customer).assignment(place, scheme)
    }

    /// The tier's id, or `None` while undetermined.
    fn tier(&self, scheme: &str) -> Option<String> {
        let tier = self.assign(scheme).outcome.tier()?;
        Some(self.policy.scheme(scheme).unwrap().1.tiers[usize::from(tier)].id.clone())
    }

    fn is(&self, scheme: &str, tier: &str) {
        assert_eq!(self.tier(scheme).as_deref(), Some(tier), "{:#?}", self.assign(scheme).why);
    }

    fn labels(&self) -> Vec<String> {
        let tiers = &self.policy.scheme("classes").unwrap().1.tiers;
        let labels = self.assign("classes").labels();
        labels.into_iter().map(|label| tiers[usize::from(label)].id.clone()).collect()
    }

    fn governs(&self) -> Option<String> {
        let book = self.book();
        let yardstick = Yardstick::new(&self.policy, today(), None);
        let (_, place) = yardstick.case(&book, &self.customer).governing()?;
        Some(self.policy.scheme_at(place)?.id.clone())
    }
}

fn measures(missing: &[Missing]) -> Vec<Metric> {
    let metric = |missing: &Missing| match missing {
        Missing::Measure(Measure::Known(metric)) => Some(*metric),
        _ => None,
    };
    missing.iter().filter_map(metric).collect()
}

#[test]
fn a1_3_to_a1_5_bands_and_ruling_2_their_edges() {
    for (yuan, tier) in
        [(500_001, "high"), (500_000, "medium"), (300_000, "medium"), (100_000, "medium"), (99_999, "low")]
    {
        Subject::new().ordered("2024-04-01", yuan - 2).ordered("2024-04-02", 2).is("amount", tier);
    }
    // To the fen.
    let mut subject = Subject::new().ordered("2024-04-01", 1);
    let mut book = subject.book();
    let cents =
        Order::new(subject.env.ids.draw(), subject.customer.id, day("2024-04-02"), Money::fen(49_999_901));
    let mut change = Change::new(subject.env.ids.draw(), subject.env.now, None, Label::AddedSample);
    change.add(cents);
    book.apply(&change).unwrap();
    let place = subject.policy.scheme("amount").unwrap().0;
    let yardstick = Yardstick::new(&subject.policy, today(), None);
    assert_eq!(yardstick.case(&book, &subject.customer).outcome(place), Outcome::Certain(0));
}

#[test]
fn ruling_3_strategic_beats_the_amount_and_occasional_lowers_it() {
    let strategic = Subject::new().stated(Metric::Strategic, true).ordered("2024-04-01", 1_000);
    strategic.is("amount", "high");
    let assignment = strategic.assign("amount");
    assert!(matches!(&assignment.why, Why::Bands(why) if why.fired == Some(0) && why.band == Some(2)));
    // It is also occasional, by its one order: that the two meet is said.
    assert_eq!(assignment.contradictions, [Contradiction::Clause { fired: 0, also: 1 }]);
    let occasional = Subject::new().ordered("2024-04-01", 900_000);
    occasional.is("amount", "low");
    assert!(matches!(&occasional.assign("amount").why, Why::Bands(why) if why.fired == Some(1)));
}

#[test]
fn a1_27_both_rows_of_the_sample_table() {
    // Manufacturing, high value, renewal stage.
    let high = Subject::new().monthly(8, 90_000);
    high.is("amount", "high");
    // Retail, medium value, stable, with purchases that waver by quarter.
    let medium = Subject::new()
        .ordered("2023-07-01", 60_000)
        .ordered("2023-10-01", 20_000)
        .ordered("2024-02-01", 90_000);
    medium.is("amount", "medium");
}

#[test]
fn a2_1_to_a2_9_each_of_the_nine_classes() {
    Subject::new().stated(Metric::SupplyAgreement, true).is("classes", "strategic");
    Subject::new().ordered("2024-01-01", 4_000_000).ordered("2024-02-01", 1_000_000).is("classes", "vip");
    Subject::new().stated(Metric::KeyPlatform, true).is("classes", "key_platform");
    Subject::new()
        .stated(Metric::SocialValue, 5)
        .stated(Metric::ExpansionPotential, 4)
        .is("classes", "honoured");
    let rated = || Subject::new().stated(Metric::SocialValue, 2);
    rated()
        .stated(Metric::Satisfaction, 5)
        .stated(Metric::Bond, 4)
        .monthly(12, 20_000)
        .is("classes", "exemplar");
    rated().stated(Metric::ContractSpirit, false).is("classes", "free");
    rated().ordered("2024-03-01", 50_000).is("classes", "new");
    rated().ordered("2022-03-01", 50_000).is("classes", "dormant");
    rated().ordered("2022-03-01", 900).ordered("2023-06-01", 900).contacted(12).is("classes", "low_value");
}

#[test]
fn a2_2_five_million_is_vip_and_a_yuan_less_is_not() {
    let label = |yuan: i64| {
        Subject::new()
            .stated(Metric::SocialValue, 1)
            .ordered("2022-01-01", 1)
            .ordered("2024-01-01", yuan)
            .labels()
    };
    assert_eq!(label(5_000_000), ["vip"]);
    assert_eq!(label(4_999_999), Vec::<String>::new());
}

#[test]
fn ruling_4_several_labels_with_the_primary_in_document_order() {
    let subject = Subject::new()
        .stated(Metric::Strategic, true)
        .stated(Metric::ContractSpirit, false)
        .ordered("2024-01-01", 6_000_000);
    assert_eq!(subject.labels(), ["strategic", "vip", "free", "new"]);
    subject.is("classes", "strategic");
    assert_eq!(subject.assign("classes").contradictions, []);
}

#[test]
fn a4_9_to_a4_11_intent() {
    let all = [Metric::NeedClear, Metric::BudgetSufficient, Metric::DecisionChainClear, Metric::PlansToBuy];
    let a = all.into_iter().fold(Subject::new(), |subject, metric| subject.stated(metric, true));
    a.is("intent", "a");
    assert_eq!(a.assign("intent").outcome, Outcome::Certain(0));
    // 有需求但预算待确认: B, and A is not ruled out while nobody asked.
    let b = Subject::new().stated(Metric::HasNeed, true).stated(Metric::NeedClear, true);
    assert_eq!(b.assign("intent").outcome, Outcome::Between { best: 0, worst: 1, likely: 1 });
    assert_eq!(
        measures(&b.assign("intent").missing),
        [Metric::BudgetSufficient, Metric::DecisionChainClear, Metric::PlansToBuy]
    );
    let settled = Subject::new().stated(Metric::HasNeed, true).stated(Metric::BudgetSufficient, false);
    assert_eq!(settled.assign("intent").outcome, Outcome::Certain(1));
    // 需求模糊: C.
    let c = Subject::new().stated(Metric::HasNeed, false).stated(Metric::NeedClear, false);
    assert_eq!(c.assign("intent").outcome, Outcome::Certain(2));
    assert_eq!(Subject::new().assign("intent").outcome, Outcome::Undetermined);
}

/// The default policy with the bound of "many orders" set to so many a year.
fn many_from(count: i64) -> Policy {
    fn set(condition: &mut Condition, count: i64) {
        match condition {
            Condition::All(parts) | Condition::Any(parts) => {
                parts.iter_mut().for_each(|part| set(part, count))
            }
            Condition::Not(part) => set(part, count),
            Condition::Is(Test { value: value @ None, .. }) => *value = Some(count),
            Condition::Is(_) | Condition::Says(_) | Condition::InTier(_) => {}
        }
    }
    let mut policy = Policy::default();
    let place = policy.scheme("dealer").unwrap().0;
    let Grading::Rules(ruling) = &mut policy.schemes[place].grading else { panic!() };
    ruling.rules.iter_mut().for_each(|rule| set(rule, count));
    policy
}

#[test]
fn a2_32_to_a2_37_all_six_dealer_levels() {
    let dealer = |orders: i32| Subject { policy: many_from(10), ..Subject::new().monthly(orders, 1_000) };
    let many = || dealer(12);
    let few = || dealer(3);
    many().stated(Metric::CanPrepay, true).stated(Metric::OwnAdvertising, true).is("dealer", "first_agent");
    many().stated(Metric::CanPrepay, false).stated(Metric::CreditPassed, true).is("dealer", "agent");
    few().stated(Metric::CanPrepay, true).is("dealer", "first_dealer");
    few().stated(Metric::CanPrepay, false).is("dealer", "dealer");
    dealer(1).stated(Metric::Payment, "cash").is("dealer", "retail");
    dealer(1).stated(Metric::Payment, "credit_card").is("dealer", "online");
    dealer(1).stated(Metric::Payment, "debit_card").is("dealer", "online");
}

#[test]
fn ruling_13_what_no_dealer_rule_covers_is_undetermined_and_names_what_is_missing() {
    let undetermined = |subject: Subject, missing: &[Metric]| {
        let assignment = subject.assign("dealer");
        assert_eq!(assignment.outcome, Outcome::Undetermined, "{assignment:#?}");
        assert_eq!(measures(&assignment.missing), missing);
    };
    let dealer = |orders: i32| Subject { policy: many_from(10), ..Subject::new().monthly(orders, 1_000) };
    // No rule: few orders with a passed credit review; a single purchase on account.
    undetermined(dealer(3).stated(Metric::CanPrepay, false).stated(Metric::CreditPassed, true), &[]);
    undetermined(dealer(1).stated(Metric::Payment, "account"), &[]);
    // No rule: many orders and cash without own advertising; many, no cash, credit refused.
    undetermined(dealer(12).stated(Metric::CanPrepay, true).stated(Metric::OwnAdvertising, false), &[]);
    undetermined(dealer(12).stated(Metric::CanPrepay, false).stated(Metric::CreditPassed, false), &[]);
    // Missing facts.
    undetermined(dealer(1), &[Metric::Payment]);
    undetermined(dealer(3), &[Metric::CanPrepay]);
    undetermined(dealer(12).stated(Metric::CanPrepay, false), &[Metric::CreditPassed]);
    undetermined(dealer(12).stated(Metric::CanPrepay, true), &[Metric::OwnAdvertising]);
    // 较多 has no number until the user sets it.
    let unset = Subject::new()
        .monthly(12, 1_000)
        .stated(Metric::CanPrepay, true)
        .stated(Metric::OwnAdvertising, true);
    let assignment = unset.assign("dealer");
    assert_eq!(assignment.outcome, Outcome::Undetermined);
    assert_eq!(assignment.missing, [Missing::Bound(Metric::OrdersIn12Months.into())]);
}

#[test]
fn a2_26_and_a2_18_by_value_and_potential_and_by_need_and_value() {
    let high = || Subject::new().monthly(10, 60_000);
    let low = || Subject::new().monthly(3, 10_000);
    high().is("potential", "key");
    low().stated(Metric::ExpansionPotential, 4).is("potential", "potential");
    low().stated(Metric::ExpansionPotential, 2).is("potential", "ordinary");
    high().stated(Metric::NeedFit, 4).is("need_value", "high");
    high().stated(Metric::NeedFit, 2).is("need_value", "medium");
    low().stated(Metric::NeedFit, 5).is("need_value", "medium");
    low().stated(Metric::NeedFit, 2).is("need_value", "low");
}

#[test]
fn a2_24_kind() {
    let mut subject = Subject::new();
    assert_eq!(subject.assign("kind").outcome, Outcome::Undetermined);
    subject.customer.customer_kind = Some(CustomerKind::Government);
    subject.is("kind", "government");
}

#[test]
fn ruling_5_which_scheme_governs() {
    let rated = |subject: Subject| {
        [Metric::IndustryGrowth, Metric::ExpansionPotential, Metric::NeedFit, Metric::ComplaintHandling]
            .into_iter()
            .fold(subject, |subject, metric| subject.stated(metric, 3))
    };
    assert_eq!(Subject::new().governs(), None);
    assert_eq!(rated(Subject::new()).governs().as_deref(), Some("score"));
    assert_eq!(rated(Subject::new()).monthly(3, 50_000).governs().as_deref(), Some("classes"));
    let long = || {
        rated(Subject::new()).ordered("2022-01-01", 50_000).stated(Metric::SocialValue, 1).monthly(3, 50_000)
    };
    assert_eq!(long().governs().as_deref(), Some("amount"));
    let deal = long().stated(Metric::HasNeed, true).stated(Metric::DealOpen, true);
    assert_eq!(deal.governs().as_deref(), Some("intent"));
}

#[test]
fn a_tier_set_by_hand_stands_until_it_expires() {
    let mut subject = Subject::new().monthly(3, 50_000);
    subject.customer.overrides.push(TierOverride {
        scheme: "amount".into(),
        tier: "high".into(),
        reason: "集团总部".into(),
        by: None,
        from: day("2024-05-01"),
        until: Some(day("2024-05-10")),
    });
    let on = |on: &str| subject.assign_on("amount", day(on));
    assert_eq!(on("2024-05-10").outcome, Outcome::Set(0));
    assert_eq!(on("2024-05-10").computed, Outcome::Certain(1));
    assert_eq!(on("2024-05-10").set.unwrap().reason, "集团总部");
    assert_eq!(on("2024-05-11").outcome, Outcome::Certain(1));
    assert_eq!(on("2024-04-30").set, None);
    // What asks for the tier sees the one set by hand.
    assert_eq!(subject.tier("potential").as_deref(), Some("key"));
}

#[test]
fn a_hold_keeps_a_tier_that_wavers_and_says_so() {
    let mut subject = Subject::new()
        .ordered("2023-05-20", 20_000)
        .ordered("2023-08-01", 60_000)
        .ordered("2024-01-01", 30_000);
    let place = subject.policy.scheme("amount").unwrap().0;
    // 110,000 until the first order leaves on 20 May 2024, 90,000 from then on.
    let on = |subject: &Subject, on: &str| subject.assign_on("amount", day(on)).outcome;
    assert_eq!(on(&subject, "2024-05-19"), Outcome::Certain(1));
    assert_eq!(on(&subject, "2024-05-20"), Outcome::Certain(2));
    subject.policy.schemes[place].hold = Some(Hold { margin: 1_500, days: 30 });
    assert_eq!(on(&subject, "2024-05-20"), Outcome::Certain(1));
    assert!(subject.assign_on("amount", day("2024-05-20")).is_held);
    assert_eq!(on(&subject, "2024-06-25"), Outcome::Certain(2));
    subject.policy.schemes[place].hold = Some(Hold { margin: 500, days: 30 });
    assert_eq!(on(&subject, "2024-05-20"), Outcome::Certain(2));
}

#[test]
fn d3_what_would_raise_a_score_is_named() {
    let mut subject = Subject::new().monthly(10, 5_000);
    subject.customer.since = "2020-01".parse().ok();
    let subject = [(Metric::IndustryGrowth, 3), (Metric::ExpansionPotential, 3), (Metric::NeedFit, 4)]
        .into_iter()
        .chain([(Metric::ComplaintHandling, 4), (Metric::Referrals, 0)])
        .fold(subject, |subject, (metric, value)| subject.stated(metric, value));
    let Why::Score(why) = subject.assign("score").why else { panic!() };
    // 25×30 + 15×100 + 10×60 + 10×60 + 10×80 + 12×100 + 10×0 + 8×80 = 6,090 hundredths.
    assert_eq!((why.least.to_string(), why.most), ("60.9".into(), why.least));
    let (tier, short) = why.next.unwrap();
    assert_eq!((tier, short.to_string()), (1, "9.1".into()));
    let gain: f64 = why.ways.iter().map(|way| way.gain.as_f64()).sum();
    assert!(gain >= short.as_f64(), "{:?}", why.ways);
    assert_eq!(why.ways[0].measure, Metric::Referrals.into());
    assert_eq!((why.ways[0].from, why.ways[0].to, why.ways[0].gain.to_string()), (Some(0), 1, "5.0".into()));
}

#[test]
fn a_fact_of_a_later_day_is_not_known_before() {
    let subject = Subject::new().stated_on(Metric::Strategic, true, "2024-03-01").stated_on(
        Metric::Strategic,
        false,
        "2024-04-01",
    );
    for (on, met) in
        [("2024-02-29", false), ("2024-03-01", true), ("2024-03-31", true), ("2024-04-01", false)]
    {
        let rules = match subject.assign_on("classes", day(on)).why {
            Why::Rules(rules) => rules,
            other => panic!("{other:?}"),
        };
        assert_eq!(rules[0].truth == Truth::Met, met, "{on}");
    }
}

#[test]
fn statements_and_stage_that_contradict_the_records_are_named() {
    let mut subject = Subject::new().ordered("2024-04-01", 5_000).stated(Metric::OrdersIn12Months, 9);
    subject.customer.stage = Some(Stage::Potential);
    let found = subject.assign("amount").contradictions;
    assert!(found.contains(&Contradiction::Stated {
        metric: Metric::OrdersIn12Months,
        recorded: 1,
        stated: 9
    }));
    assert!(found.contains(&Contradiction::Stage));
}

#[test]
fn the_history_says_when_from_what_to_what_and_why() {
    let subject = Subject::new()
        .ordered("2023-05-20", 20_000)
        .ordered("2023-08-01", 60_000)
        .ordered("2024-01-01", 30_000);
    let book = subject.book();
    let policies = Policies::default();
    let found = moves(&book, &policies, &subject.customer, "amount", day("2023-05-01"), day("2024-06-30"));
    let told: Vec<_> = found
        .iter()
        .map(|step| {
            (step.day.to_string(), step.from.clone().unwrap_or_default(), step.to.clone().unwrap_or_default())
        })
        .collect();
    let expect = |day: &str, from: &str, to: &str| (day.to_owned(), from.to_owned(), to.to_owned());
    assert_eq!(
        told,
        [
            expect("2023-05-20", "", "low"),
            expect("2024-01-01", "low", "medium"),
            expect("2024-05-20", "medium", "low")
        ]
    );
    assert!(found[1].causes.contains(&Cause::Ordered));
    assert!(found[2].causes.contains(&Cause::OrderLeft { order: day("2023-05-20"), months: 12 }));
    // Another version of the policy is a cause of its own.
    let mut later = Policy { version: 2, ..Policy::default() };
    let place = later.scheme("amount").unwrap().0;
    let Grading::Bands(banding) = &mut later.schemes[place].grading else { panic!() };
    let edge = Money::yuan(105_000).fen;
    banding.bands[0].from.as_mut().unwrap().at = edge;
    banding.bands[1].to.as_mut().unwrap().at = edge;
    let policies = Policies::new(Policy::default(), vec![(day("2024-02-01"), later)]);
    let found = moves(&book, &policies, &subject.customer, "amount", day("2024-01-15"), day("2024-03-01"));
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].day, found[0].to.as_deref()), (day("2024-02-01"), Some("high")));
    assert!(found[0].causes.contains(&Cause::Policy(2)));
}

#[test]
fn d6_who_falls_when_and_why() {
    let subject = Subject::new().ordered("2023-06-20", 450_000).ordered("2023-08-01", 60_000);
    let book = subject.book();
    let place = subject.policy.scheme("amount").unwrap().0;
    let now = Yardstick::new(&subject.policy, today(), None);
    let later = [30, 60, 90].map(|days| Yardstick::new(&subject.policy, today().plus_days(days), None));
    let found = fall(&book, &now, &later, &subject.customer, place).unwrap();
    assert_eq!((found.day, found.within, found.from, found.to), (day("2024-06-20"), 60, 0, Some(2)));
    assert!(found.causes.contains(&Cause::OrderLeft { order: day("2023-06-20"), months: 12 }));
    assert_eq!(found.at_stake, Some(Money::yuan(510_000).fen));
    let steady = Subject::new().monthly(6, 100_000);
    assert_eq!(fall(&steady.book(), &now, &later, &steady.customer, place), None);
}

#[test]
fn d6_who_falls_in_a_scheme_that_compares_customers_if_nothing_happens_to_anybody() {
    // The first holds the most until its great order leaves the window, in 40 days; the others order steadily.
    let bought = |first: Vec<(i64, i64)>| -> One { (first, 600, (3, 500), None) };
    let crowd = vec![
        bought(vec![(326, 800_000), (10, 1_000)]),
        bought(vec![(5, 300_000)]),
        bought(vec![(6, 40_000)]),
    ];
    let mut desk = Desk::open(book_of(&crowd, None), Zone::SHANGHAI, today());
    while desk.work_out(10) > 0 {}
    while desk.compare(10) {}
    let (place, _) = desk.policy().scheme("pareto").unwrap();
    let mut run = FallsRun::begin(&desk, place);
    while run.step(&desk, 2) {}
    let found = run.result();
    let told: Vec<_> = found
        .iter()
        .map(|(id, fall)| {
            (desk.book().customers().get(*id).unwrap().name.as_str(), fall.from, fall.to, fall.within)
        })
        .collect();
    assert_eq!(told, [("客户0", 0, Some(2), 60)]);
    let fall = &found[0].1;
    assert_eq!(fall.day, today().plus_days(60));
    assert!(fall.causes.contains(&Cause::OrderLeft { order: today().plus_days(-326), months: 12 }));
    assert_eq!(fall.at_stake, Some(Money::yuan(801_000).fen));
}

fn amounts() -> impl Strategy<Value = Vec<(i64, i64)>> {
    prop::collection::vec((0i64..800, 0i64..900_000), 0..8)
}

fn facts() -> impl Strategy<Value = Vec<(usize, i64)>> {
    prop::collection::vec((0..Metric::ALL.len(), 0i64..8), 0..12)
}

/// A customer of whom anything may be said.
fn anyone(orders: &[(i64, i64)], facts: &[(usize, i64)]) -> Subject {
    let mut subject = Subject::new();
    for (back, yuan) in orders {
        subject.orders.push((today().plus_days(-back), *yuan));
    }
    for (metric, value) in facts {
        let metric = Metric::ALL[*metric];
        if let Some(stored) = metric.unit().stored(*value).filter(|_| metric.unit().holds(*value)) {
            subject = subject.stated(metric, stored);
        }
    }
    subject
}

fn outcomes(policy: &Policy, subject: &Subject, on: Day) -> Vec<Outcome> {
    let book = subject.book();
    Yardstick::new(policy, on, None).case(&book, &subject.customer).outcomes().to_vec()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn everyone_has_one_tier_or_is_undetermined_and_the_reasons_agree(orders in amounts(), facts in facts()) {
        let subject = anyone(&orders, &facts);
        let book = subject.book();
        let yardstick = Yardstick::new(&subject.policy, today(), None);
        let case = yardstick.case(&book, &subject.customer);
        for (assignment, scheme) in case.assignments().iter().zip(&subject.policy.schemes) {
            prop_assert_eq!(assignment.outcome, case.outcome(assignment.scheme));
            prop_assert_eq!(assignment.outcome, assignment.computed);
            prop_assert!(assignment.outcome.possible().all(|tier| usize::from(tier) < scheme.tiers.len()));
            if let Outcome::Between { best, worst, likely } = assignment.outcome {
                prop_assert!(best <= likely && likely <= worst);
                prop_assert!(!assignment.missing.is_empty(), "{assignment:?}");
            }
            // The reasons are judged as they are written, the tier with everything looked up: both say the same.
            if let Why::Rules(rules) = &assignment.why {
                let first = rules.iter().find(|rule| rule.truth == Truth::Met).map(|rule| rule.tier);
                prop_assert_eq!(assignment.outcome.tier(), first);
            }
            if let Why::Bands(why) = &assignment.why {
                let clause = why.fired.and_then(|fired| why.clauses.get(fired)).map(|clause| clause.tier);
                prop_assert_eq!(assignment.outcome.tier(), clause.or(why.band));
            }
            if let Why::Score(why) = &assignment.why {
                prop_assert!(why.least <= why.most);
                let sum = why.parts.iter().fold(Default::default(), |sum: wellkept::tiering::Score, part| sum.plus(part.least));
                prop_assert_eq!(sum, why.least);
            }
        }
    }

    #[test]
    fn a_day_is_the_same_whenever_it_is_looked_at(orders in amounts(), facts in facts(), back in 0i64..700) {
        let subject = anyone(&orders, &facts);
        let past = today().plus_days(-back);
        let then = outcomes(&subject.policy, &subject, past);
        // As if nothing after that day had been recorded yet.
        let mut young = anyone(&orders, &facts);
        young.orders.retain(|(on, _)| *on <= past);
        young.customer.statements.retain(|statement| statement.day <= past);
        prop_assert_eq!(&then, &outcomes(&subject.policy, &young, past));
        prop_assert_eq!(then, outcomes(&subject.policy, &subject, past));
    }

    #[test]
    fn more_of_a_good_thing_never_lowers_the_tier(
        orders in amounts(), facts in facts(), which in 0usize..4, points in 1i64..5,
    ) {
        let ratings = [Metric::IndustryGrowth, Metric::ExpansionPotential, Metric::NeedFit, Metric::ComplaintHandling];
        let metric = ratings[which];
        let with = |points: i64| {
            outcomes(&Policy::default(), &anyone(&orders, &facts).stated_on(metric, points, "2024-05-01"), today())[0]
        };
        prop_assert!(with(points + 1).tier() <= with(points).tier());
        let amount = |more: i64| {
            let mut subject = anyone(&orders, &facts);
            subject.orders.push((today().plus_days(-20), more));
            subject.orders.push((today().plus_days(-20), more));
            outcomes(&subject.policy, &subject, today())[1]
        };
        prop_assert!(amount(200_000).tier() <= amount(100).tier());
    }

    #[test]
    fn weights_rescaled_give_the_same_tiers(orders in amounts(), facts in facts(), weights in prop::collection::vec(1u32..20, 8)) {
        let subject = anyone(&orders, &facts);
        // Two policies with the same proportions, one in steps of 1/10,000 and one in whole parts.
        let sum: u32 = weights.iter().sum();
        let with = |scale: u32| {
            let mut policy = Policy::default();
            let Grading::Score(scoring) = &mut policy.schemes[0].grading else { panic!() };
            let criteria = scoring.dimensions.iter_mut().flat_map(|dimension| &mut dimension.criteria);
            for (criterion, weight) in criteria.zip(&weights) {
                criterion.weight = weight * scale;
            }
            for band in &mut scoring.bands {
                for edge in [&mut band.from, &mut band.to].into_iter().flatten() {
                    edge.at = edge.at * i64::from(sum * scale) / 10_000;
                }
            }
            outcomes(&policy, &subject, today())[0]
        };
        // Edges are cut to hundredths of a point: scales whose edges come out even are compared.
        prop_assert_eq!(with(1_000), with(3_000));
    }

    #[test]
    fn learning_a_fact_narrows_what_is_possible(orders in amounts(), facts in facts(), metric in 0..Metric::ALL.len(), value in 0i64..6) {
        let metric = Metric::ALL[metric];
        let before = anyone(&orders, &facts);
        let known = before.customer.statements.iter().any(|statement| statement.metric == metric.id());
        let Some(stored) = metric.unit().stored(value).filter(|_| metric.unit().holds(value) && !known) else {
            return Ok(());
        };
        // Only what nobody said: a presumed value or one from records may turn.
        let unknown = {
            let book = before.book();
            let yardstick = Yardstick::new(&before.policy, today(), None);
            let case = yardstick.case(&book, &before.customer);
            wellkept::query::Known::fact(&case, metric.into()).is_none()
        };
        if !unknown || metric.basis() != wellkept::facts::Basis::Statement {
            return Ok(());
        }
        let after = anyone(&orders, &facts).stated(metric, stored);
        let both = outcomes(&before.policy, &before, today()).into_iter().zip(outcomes(&after.policy, &after, today()));
        for (place, (before, after)) in both.enumerate() {
            // The weighted score is likely by what is known, and so is a presumption's rule.
            if let (Outcome::Certain(before), Some(after)) = (before, after.tier()) && place != 0 {
                // "Known" tests turn with knowing: only the dealers and intent use them.
                if !["dealer", "intent"].contains(&Policy::default().schemes[place].id.as_str()) {
                    prop_assert_eq!(before, after);
                }
            }
        }
    }
}

#[test]
fn pareto_and_rfm_sort_everyone() {
    let mut env = env();
    let mut change = Change::new(env.ids.draw(), env.now, None, Label::AddedSample);
    let mut customers = Vec::new();
    for place in 0..50_i64 {
        let customer = Customer::new(env.ids.draw(), format!("客户{place}"), env.now);
        for nth in 0..=place % 5 {
            let on = today().plus_days(-1 - nth * 20 - place * 3);
            change.add(Order::new(env.ids.draw(), customer.id, on, Money::yuan((place + 1) * 1_000)));
        }
        change.add(customer.clone());
        customers.push(customer);
    }
    change.added.sort_by_key(|record| record.kind());
    let mut book = Book::begun(env.now);
    book.apply(&change).unwrap();
    let policy = Policy::default();
    let mut population = Population::of(&policy);
    let plain = Yardstick::new(&policy, today(), None);
    for customer in &customers {
        population.note(&plain.case(&book, customer).compared_values(&population));
    }
    population.settle(&policy);
    let yardstick = Yardstick::new(&policy, today(), Some(&population));
    for id in ["pareto", "rfm"] {
        let place = policy.scheme(id).unwrap().0;
        assert!(yardstick.compares(place));
        let mut found = vec![0; policy.schemes[place].tiers.len()];
        for customer in &customers {
            let case = yardstick.case(&book, customer);
            let Outcome::Certain(tier) = case.outcome(place) else {
                panic!("{id}: {:?}", case.outcome(place))
            };
            found[usize::from(tier)] += 1;
            // No two segments claim one customer.
            assert_eq!(case.assignment(place, &policy.schemes[place]).contradictions, []);
        }
        assert_eq!(found.iter().sum::<i32>(), 50, "{id}");
        assert!(found.iter().filter(|count| **count > 0).count() >= 3, "{id}: {found:?}");
    }
}

/// One of a crowd: the days of its orders and contacts, how many days ago each, with an amount; when it was
/// registered; a rating and when it was given; who referred it.
type One = (Vec<(i64, i64)>, i64, (i64, i64), Option<usize>);

fn crowd() -> impl Strategy<Value = Vec<One>> {
    let orders = prop::collection::vec((0i64..700, 1i64..900_000), 0..5);
    prop::collection::vec((orders, 0i64..700, (1i64..6, 0i64..700), prop::option::of(0usize..8)), 1..12)
}

/// The book of a crowd; with `until`, as it was on that day: what came later is not in it.
fn book_of(crowd: &[One], until: Option<Day>) -> Book {
    let mut env = env();
    let ids: Vec<CustomerId> = crowd.iter().map(|_| env.ids.draw()).collect();
    let mut change = Change::new(env.ids.draw(), env.now, None, Label::AddedSample);
    let ago = |back: i64| today().plus_days(-back);
    let is_in = |on: Day| until.is_none_or(|until| on <= until);
    let mut orders = Vec::new();
    for (place, (bought, registered, (points, rated), referrer)) in crowd.iter().enumerate() {
        let own: Vec<_> =
            bought.iter().map(|(back, yuan)| (ago(*back), *yuan)).filter(|(on, _)| is_in(*on)).collect();
        let mut customer = Customer::new(ids[place], format!("客户{place}"), env.now);
        customer.registered = Zone::SHANGHAI.instant(ago(*registered), 10, 0);
        for metric in [Metric::NeedFit, Metric::ExpansionPotential, Metric::SocialValue] {
            if is_in(ago(*rated)) {
                customer.statements.push(Statement {
                    metric: metric.id().into(),
                    value: (*points).into(),
                    day: ago(*rated),
                    by: None,
                    note: String::new(),
                });
            }
        }
        customer.referred_by = referrer.and_then(|of| ids.get(of).copied()).filter(|of| *of != ids[place]);
        if is_in(ago(*registered)) || !own.is_empty() {
            let drawn = own
                .into_iter()
                .map(|(on, yuan)| Order::new(env.ids.draw(), customer.id, on, Money::yuan(yuan)));
            orders.extend(drawn.collect::<Vec<_>>());
            change.add(customer);
        }
    }
    // A referrer that is not there yet cannot be named.
    let there: Vec<_> = change.added.iter().map(|record| record.id()).collect();
    for record in &mut change.added {
        if let Record::Customer(customer) = record {
            customer.referred_by =
                customer.referred_by.filter(|of| there.contains(&RecordId::new(of.uuid())));
        }
    }
    orders.into_iter().for_each(|order| change.add(order));
    let mut book = Book::begun(env.now);
    book.apply(&change).unwrap();
    book
}

/// Everybody's tiers on a day, worked out in small steps.
fn past(book: &Book, policies: &Policies, on: Day) -> Past {
    let mut run = PastRun::begin(book, policies, on, Zone::SHANGHAI);
    while run.step(book, 3) < 1_000 {}
    run.result()
}

/// The tiers by customer; ids are drawn anew for each book, so names tell who is who.
fn by_name(book: &Book, past: &Past) -> Vec<(String, Vec<Outcome>, Option<wellkept::policy::TierPlace>)> {
    let name = |id: CustomerId| book.customers().get(id).unwrap().name.clone();
    let mut all: Vec<_> =
        past.everybody().map(|(id, stood)| (name(id), stood.tiers.to_vec(), stood.governing)).collect();
    all.sort_by(|a, b| a.0.cmp(&b.0));
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn as_of_a_day_is_what_the_tiers_were_on_it(crowd in crowd(), back in 0i64..700) {
        let on = today().plus_days(-back);
        let (now, then) = (book_of(&crowd, None), book_of(&crowd, Some(on)));
        let policies = Policies::default();
        // The same whether it is looked at later, with all that came since, or on the day itself.
        let looked_back = by_name(&now, &past(&now, &policies, on));
        prop_assert_eq!(&looked_back, &by_name(&then, &past(&then, &policies, on)));
        prop_assert_eq!(looked_back.len(), then.customers().len());
        // And on the day itself it is what every screen shows: nothing is left out of today.
        let policy = Policy::default();
        let plain = Yardstick::new(&policy, on, None);
        let mut population = Population::of(&policy);
        for customer in then.customers() {
            population.note(&plain.case(&then, customer).compared_values(&population));
        }
        population.settle(&policy);
        let yardstick = Yardstick::new(&policy, on, Some(&population));
        let as_of = past(&then, &policies, on);
        for customer in then.customers() {
            let case = yardstick.case(&then, customer);
            let stood = as_of.of(customer.id).unwrap();
            prop_assert_eq!(&*stood.tiers, case.outcomes());
            prop_assert_eq!(stood.governing, case.governing().map(|(_, tier)| tier));
        }
    }
}

#[test]
fn as_of_a_day_takes_the_policy_of_that_day_and_leaves_out_who_was_not_there() {
    let crowd: Vec<One> = vec![
        (vec![(200, 300_000), (190, 10_000)], 300, (3, 10), None),
        (vec![(5, 1_000)], 4, (3, 3), Some(0)),
    ];
    let book = book_of(&crowd, None);
    let mut later = Policy { version: 2, ..Policy::default() };
    let place = later.scheme("amount").unwrap().0;
    let Grading::Bands(banding) = &mut later.schemes[place].grading else { panic!() };
    let edge = Money::yuan(200_000).fen;
    banding.bands[0].from.as_mut().unwrap().at = edge;
    banding.bands[1].to.as_mut().unwrap().at = edge;
    let policies = Policies::new(Policy::default(), vec![(today().plus_days(-50), later)]);
    let tier = |back: i64| {
        let found = past(&book, &policies, today().plus_days(-back));
        let all: Vec<_> = found.everybody().map(|(_, stood)| stood.tiers[place].tier()).collect();
        (found.policy.version, all)
    };
    assert_eq!(tier(51), (1, vec![Some(1)]));
    assert_eq!(tier(50), (2, vec![Some(0)]));
    assert_eq!(tier(0), (2, vec![Some(0), Some(2)]));
    assert_eq!(tier(301), (1, vec![]));
}

/// The default policy with the second class ruled by a condition of its own.
fn second_class(when: Condition) -> Policy {
    let mut policy = Policy::default();
    let place = policy.scheme("classes").unwrap().0;
    let Grading::Rules(ruling) = &mut policy.schemes[place].grading else { panic!() };
    ruling.rules[1] = when;
    policy
}

/// Every way in which a dealer can be known, against the rules in plain words.
#[test]
fn a2_32_to_a2_37_and_ruling_13_every_combination_of_what_is_known() {
    const KNOWN: [Option<bool>; 3] = [None, Some(false), Some(true)];
    const PAYS: [Option<&str>; 6] =
        [None, Some("cash"), Some("credit_card"), Some("debit_card"), Some("transfer"), Some("account")];
    for orders in [1, 3, 12] {
        for (prepay, credit) in KNOWN.into_iter().flat_map(|prepay| KNOWN.map(|credit| (prepay, credit))) {
            for (advertises, pays) in KNOWN.into_iter().flat_map(|own| PAYS.map(|pays| (own, pays))) {
                let mut subject = Subject { policy: many_from(10), ..Subject::new().monthly(orders, 1_000) };
                for (metric, known) in [
                    (Metric::CanPrepay, prepay),
                    (Metric::CreditPassed, credit),
                    (Metric::OwnAdvertising, advertises),
                ] {
                    if let Some(known) = known {
                        subject = subject.stated(metric, known);
                    }
                }
                if let Some(pays) = pays {
                    subject = subject.stated(Metric::Payment, pays);
                }
                // Who pays cash can pay it in advance, where nobody said.
                let prepay = prepay.or((pays == Some("cash")).then_some(true));
                // The level, and what decides it or is missing; neither where no rule covers it (ruling 13).
                let (level, missing): (Option<&str>, Option<Metric>) = match orders {
                    1 => match pays {
                        Some("cash") => (Some("retail"), None),
                        Some("credit_card" | "debit_card") => (Some("online"), None),
                        Some(_) => (None, None),
                        None => (None, Some(Metric::Payment)),
                    },
                    3 => match (prepay, credit) {
                        (Some(true), _) => (Some("first_dealer"), None),
                        (Some(false), Some(true)) => (None, None),
                        (Some(false), _) => (Some("dealer"), None),
                        (None, _) => (None, Some(Metric::CanPrepay)),
                    },
                    _ => match (prepay, advertises, credit) {
                        (Some(true), Some(true), _) => (Some("first_agent"), None),
                        (Some(true), Some(false), _) => (None, None),
                        (Some(true), None, _) => (None, Some(Metric::OwnAdvertising)),
                        (Some(false), _, Some(true)) => (Some("agent"), None),
                        (Some(false), _, Some(false)) => (None, None),
                        (Some(false), _, None) => (None, Some(Metric::CreditPassed)),
                        (None, Some(false), Some(false)) => (None, None),
                        (None, _, _) => (None, Some(Metric::CanPrepay)),
                    },
                };
                let case = format!("{orders} {prepay:?} {credit:?} {advertises:?} {pays:?}");
                let assignment = subject.assign("dealer");
                assert_eq!(subject.tier("dealer").as_deref(), level, "{case}");
                if level.is_none() {
                    assert_eq!(assignment.outcome, Outcome::Undetermined, "{case}");
                    match missing {
                        Some(metric) => assert!(measures(&assignment.missing).contains(&metric), "{case}"),
                        None => assert_eq!(assignment.missing, [], "{case}"),
                    }
                }
            }
        }
    }
}

/// A policy in which one rating makes the whole score, so that a score comes out to the hundredth.
fn scored(points: u32, tenths: u32) -> Option<String> {
    let mut subject = Subject::new().stated(Metric::NeedFit, 3).stated(Metric::SocialValue, 3);
    let Grading::Score(scoring) = &mut subject.policy.schemes[0].grading else { panic!() };
    let criterion = |metric: Metric, weight: u32, points: u32| Criterion {
        measure: metric.into(),
        weight,
        scale: Scale { steps: vec![Step { from: 1, points }] },
    };
    // Nine tenths of the weight give the whole points, one tenth gives the rest.
    let criteria =
        vec![criterion(Metric::NeedFit, 9_000, points), criterion(Metric::SocialValue, 1_000, tenths)];
    scoring.dimensions = vec![Dimension { id: "history".into(), name: String::new(), criteria }];
    assert_eq!(subject.policy.faults(), []);
    subject.tier("score")
}

#[test]
fn ruling_1_scores_at_and_beside_the_edges() {
    for (points, tenths, score, tier) in [
        (90, 90, "90.0", "s"),
        (90, 85, "89.5", "a"),
        (90, 89, "89.9", "a"),
        (100, 0, "90.0", "s"),
        (70, 70, "70.0", "a"),
        (70, 65, "69.5", "b"),
        (50, 50, "50.0", "b"),
        (50, 45, "49.5", "c"),
    ] {
        assert_eq!(scored(points, tenths).as_deref(), Some(tier), "{score}");
    }
}

/// The vocabulary of the issue: each is known from somewhere, with its source, its day and its names.
#[test]
fn every_metric_is_told_with_its_day_and_its_source() {
    let mut subject = Subject::new().monthly(12, 50_000).contacted(20);
    subject.customer.customer_kind = Some(CustomerKind::Company);
    subject.customer.stage = Some(Stage::Stable);
    subject.customer.source = Some(GivenSource::Website.into());
    subject.customer.stated_band = Some(ValueBand::ALL[0]);
    let by_hand: Vec<Metric> = Metric::ALL
        .iter()
        .copied()
        .filter(|metric| metric.can_be_stated() && subject.fact(*metric).is_none())
        .collect();
    for metric in &by_hand {
        let stored = metric.unit().stored(1).unwrap();
        subject = subject.stated(*metric, stored);
    }
    for metric in Metric::ALL {
        for language in wellkept::text::Language::ALL {
            assert!(!language.metric(*metric).is_empty());
        }
        if metric.ranked().is_some() {
            assert!(!metric.can_be_stated());
            continue;
        }
        let fact = subject.fact(*metric).unwrap_or_else(|| panic!("{metric:?} is told by nothing"));
        match fact.origin {
            Origin::Records(_) | Origin::Stated(_) | Origin::Rated => {
                assert!(fact.as_of.is_some() || *metric == Metric::Referrals, "{metric:?} has no day");
            }
            // An open deal is told by the stage where nobody said.
            Origin::Profile => {
                assert!(metric.basis() == Basis::Profile || *metric == Metric::DealOpen, "{metric:?}")
            }
            other => panic!("{metric:?}: {other:?}"),
        }
        assert_eq!(by_hand.contains(metric), matches!(fact.origin, Origin::Stated(_)), "{metric:?}");
    }
    // What nobody recorded and nobody said is unknown, and never zero.
    let nobody = Subject::new();
    for metric in Metric::ALL {
        let zero_is_known = [Metric::ContactsIn12Months].contains(metric);
        assert_eq!(nobody.fact(*metric).is_some(), zero_is_known, "{metric:?}");
    }
}

#[test]
fn products_are_counted_from_the_orders_that_name_them() {
    let mut subject = Subject::new();
    let mut book = subject.book();
    let mut change = Change::new(subject.env.ids.draw(), subject.env.now, None, Label::AddedSample);
    for (on, product) in
        [("2024-01-01", "交换机"), ("2024-02-01", "路由器"), ("2024-03-01", "交换机 "), ("2024-04-01", "")]
    {
        let id = subject.env.ids.draw();
        let order = Order::new(id, subject.customer.id, day(on), Money::yuan(1));
        change.add(Order { product: product.into(), ..order });
    }
    book.apply(&change).unwrap();
    let on = |on: &str| Facts::of(&book, &subject.customer, day(on)).get(Metric::ProductCount);
    let fact = on("2024-05-01").unwrap();
    assert_eq!((fact.value, fact.as_of, fact.origin), (2, Some(day("2024-03-01")), Origin::Records(3)));
    assert_eq!(on("2024-01-31").unwrap().value, 1);
    assert_eq!(on("2023-12-31"), None);
}

#[test]
fn texts_take_part_in_rules_and_the_reasons_quote_them() {
    let says = |about: Descriptor, operator: TextOperator, words: &[&str]| {
        let words = words.iter().map(|word| (*word).to_owned()).collect();
        Condition::Says(TextTest { about, operator, words })
    };
    let industry = Descriptor::Known(Wording::Industry);
    let mut subject = Subject {
        policy: second_class(Condition::All(vec![
            says(industry, TextOperator::OneOf, &["通信设备", "电力"]),
            says(Descriptor::Known(Wording::Tags), TextOperator::Is, &["高复购"]),
        ])),
        ..Subject::new()
    };
    assert_eq!(subject.policy.faults(), []);
    subject.customer.tags = vec!["制造业".into(), "高复购".into()];
    // Nobody wrote the industry down: unknown and named, not unmet.
    assert!(subject.assign("classes").missing.contains(&Missing::Text(industry)));
    subject.customer.industry = "零售".into();
    assert_ne!(subject.tier("classes").as_deref(), Some("vip"));
    subject.customer.industry = "通信设备".into();
    subject.is("classes", "vip");
    let Why::Rules(rules) = subject.assign("classes").why else { panic!() };
    let Evidence::Says { texts, truth, .. } = &rules[1].evidence[1] else { panic!() };
    assert_eq!((texts.join(" "), *truth), ("制造业 高复购".into(), Truth::Met));
    // A text that the user added counts from its day on; without words the test is not set yet.
    let own = Descriptor::Field(FieldId(4));
    let mut subject =
        Subject { policy: second_class(says(own, TextOperator::Contains, &["华北"])), ..Subject::new() };
    assert_eq!(subject.policy.faults().len(), 1, "the field is not there yet");
    let field = Field { number: 4, name: "大区".into(), sort: FieldSort::Text, choices: Vec::new() };
    subject.policy.fields.push(field);
    assert_eq!(subject.policy.faults(), []);
    for (text, on) in [("华南区", "2024-02-01"), ("华北区", "2024-04-01")] {
        let (metric, value) = ("field_4".into(), text.into());
        subject.customer.statements.push(Statement {
            metric,
            value,
            day: day(on),
            by: None,
            note: String::new(),
        });
    }
    let vip = |subject: &Subject, on: &str| subject.assign_on("classes", day(on)).outcome.tier() == Some(1);
    assert_eq!([vip(&subject, "2024-03-31"), vip(&subject, "2024-04-01")], [false, true]);
    let unset = Subject { policy: second_class(says(own, TextOperator::Is, &[])), ..subject };
    assert!(unset.assign("classes").missing.contains(&Missing::Words(own)));
}

/// What is altered, and how.
type Altered<'a> = (&'a str, &'a dyn Fn(&mut Policy));

#[test]
fn a_rehearsal_says_of_every_customer_what_the_draft_itself_would_say() {
    let mut env = env();
    let mut book = Book::begun(env.now);
    let mut change = Change::new(env.ids.draw(), env.now, None, Label::AddedSample);
    wellkept::sample::records(&mut env, wellkept::text::Language::Chinese)
        .into_iter()
        .filter(|record| record.kind() != Kind::Policy)
        .for_each(|record| change.added.push(record));
    change.added.sort_by_key(|record| record.kind());
    book.apply(&change).unwrap();
    let mut desk = Desk::open(book, Zone::SHANGHAI, today());
    while desk.work_out(50) > 0 {}
    while desk.compare(50) {}
    let drafts: [Altered<'_>; 7] = [
        ("nothing", &|_| {}),
        ("weights", &|policy| {
            let Grading::Score(scoring) = &mut policy.schemes[0].grading else { panic!() };
            scoring.dimensions[0].criteria[0].weight = 1_500;
            scoring.dimensions[0].criteria[1].weight = 2_500;
        }),
        ("edges, which others ask for", &|policy| {
            let place = policy.scheme("amount").unwrap().0;
            let Grading::Bands(banding) = &mut policy.schemes[place].grading else { panic!() };
            let edge = Money::yuan(150_000).fen;
            banding.bands[0].from.as_mut().unwrap().at = edge;
            banding.bands[1].to.as_mut().unwrap().at = edge;
        }),
        ("cuts", &|policy| {
            let place = policy.scheme("pareto").unwrap().0;
            let Grading::Share(sharing) = &mut policy.schemes[place].grading else { panic!() };
            sharing.cuts = vec![5_000, 7_000];
        }),
        ("what is shared", &|policy| {
            let place = policy.scheme("pareto").unwrap().0;
            let Grading::Share(sharing) = &mut policy.schemes[place].grading else { panic!() };
            sharing.measure = Metric::CumulativeAmount.into();
        }),
        ("what is presumed", &|policy| policy.presumed.clear()),
        ("the order of schemes", &|policy| {
            policy.schemes.swap(0, 3);
            policy.order.reverse();
        }),
    ];
    for (name, alter) in drafts {
        let mut draft = desk.policy().clone();
        alter(&mut draft);
        assert_eq!(draft.faults(), [], "{name}");
        let mut run = RehearsalRun::begin(&desk, draft.clone());
        while run.step(&desk, 7) < 1_000 {}
        let (_, found) = run.result();
        let plain = Yardstick::new(&draft, today(), None);
        let mut population = Population::of(&draft);
        for customer in desk.book().customers() {
            let case = plain.case(desk.book(), customer);
            population.note(&case.compared_values(&population));
        }
        population.settle(&draft);
        let yardstick = Yardstick::new(&draft, today(), Some(&population));
        let mut governed = 0;
        for customer in desk.book().customers() {
            let case = yardstick.case(desk.book(), customer);
            let standing = desk.standing(customer.id).unwrap();
            for matrix in &found.schemes {
                let (from, to) = (standing.tier(matrix.was).tier(), case.outcome(matrix.scheme).tier());
                assert!(matrix.cell(from, to).contains(&customer.id), "{name}: {}", customer.name);
            }
            let id = |policy: &Policy, place| policy.scheme_at(place).unwrap().id.clone();
            let governing = case.governing().map_or_else(|| draft.fallback(), |(_, place)| place);
            let differs = id(&draft, governing) != id(desk.policy(), standing.governing)
                || governing.tier != standing.governing.tier;
            assert_eq!(found.governed.contains(&customer.id), differs, "{name}: {}", customer.name);
            governed += usize::from(differs);
        }
        assert_eq!(found.governed.len(), governed, "{name}");
        assert_eq!(
            name == "nothing",
            found.schemes.iter().all(|matrix| matrix.moved() == 0) && governed == 0,
            "{name}"
        );
    }
}

/// Where everybody stands, by id.
fn standings(desk: &Desk) -> Vec<(CustomerId, Standing)> {
    let mut all: Vec<_> =
        desk.standings().map(|(customer, standing)| (customer.id, standing.clone())).collect();
    all.sort_by_key(|(id, _)| *id);
    all
}

/// A desk on a book of so many synthetic customers, with nothing worked out.
fn crowded(customers: usize, env: &mut Env) -> Desk {
    let now = env.now;
    let records = wellkept::sample::synthetic_stream(env, customers, 3, 4);
    let book = Book::assemble(BookInfo::begun(now), records).unwrap();
    Desk::open(book, Zone::SHANGHAI, today())
}

/// An order that makes a customer the largest of all.
fn largest(desk: &Desk, nth: usize, env: &mut Env) -> Change {
    let customer = desk.book().customers().iter().nth(nth).unwrap().id;
    let mut change = Change::new(env.ids.draw(), env.now, None, Label::AddedSample);
    change.add(Order::new(env.ids.draw(), customer, today(), Money::yuan(90_000_000)));
    change
}

#[test]
fn everybody_is_ranked_first_and_a_change_meanwhile_or_of_very_many_comes_to_the_same() {
    let mut env = env();
    for steps_before in [0, 1, 3, 40, 1_000] {
        let mut desk = crowded(120, &mut env);
        for _ in 0..steps_before {
            desk.work_out(10);
        }
        desk.applied(&largest(&desk, 77, &mut env)).unwrap();
        while desk.work_out(10) > 0 {}
        while desk.compare(10) {}
        let mut again = Desk::open(desk.book().clone(), Zone::SHANGHAI, today());
        while again.work_out(10) > 0 {}
        assert!(again.is_settled(), "nobody has to be worked out twice");
        assert_eq!(standings(&desk), standings(&again), "{steps_before}");
    }
    let mut desk = crowded(600, &mut env);
    while desk.work_out(50) > 0 {}
    let mut import = Change::new(env.ids.draw(), env.now, None, Label::AddedSample);
    for (nth, customer) in desk.book().customers().iter().enumerate().skip(40) {
        let amount = Money::yuan(nth as i64 * 1_000);
        import.add(Order::new(env.ids.draw(), customer.id, today(), amount));
    }
    desk.applied(&import).unwrap();
    while desk.work_out(50) > 0 {}
    while desk.compare(50) {}
    assert!(desk.is_settled());
    let mut again = Desk::open(desk.book().clone(), Zone::SHANGHAI, today());
    while again.work_out(50) > 0 {}
    assert_eq!(standings(&desk), standings(&again));
}

#[test]
fn a_field_of_the_users_own_takes_part_in_rules() {
    let mut subject = Subject::new();
    subject.policy.fields.push(Field {
        number: 3,
        name: "门店数".into(),
        sort: FieldSort::Number,
        choices: Vec::new(),
    });
    let place = subject.policy.scheme("classes").unwrap().0;
    let Grading::Rules(ruling) = &mut subject.policy.schemes[place].grading else { panic!() };
    let measure = Measure::Field(FieldId(3));
    ruling.rules[1] = Condition::Is(Test { measure, operator: Operator::AtLeast, value: Some(20) });
    assert_eq!(subject.policy.faults(), []);
    let missing = subject.assign("classes").missing;
    assert!(missing.contains(&Missing::Measure(measure)));
    subject.customer.statements.push(Statement {
        metric: "field_3".into(),
        value: json!(25),
        day: day("2024-05-01"),
        by: None,
        note: String::new(),
    });
    subject.is("classes", "vip");
}
