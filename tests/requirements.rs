//! One test for each requirement that the ground floor meets, named by its number in the handbooks.

#![allow(missing_docs)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use wellkept::app;
use wellkept::app::{
    ActionDraft, ArrangementDraft, Command, CustomerDraft, Desk, Estate, Field, InteractionDraft, MoveDraft,
    Problem, Queue, Refusal, RequiredField, Standing, TodayFilter, TodayGroup, duties, estate, propose,
    today, unclear,
};
use wellkept::book::{Book, Change, Label};
use wellkept::cadence::State;
use wellkept::facts::{Facts, Metric, Origin};
use wellkept::model::*;
use wellkept::policy::{Content, Method, Policy, ReviewRhythm, TierPlace};
use wellkept::tiering::{Outcome, Yardstick};

/// The day of these tests, 2024-05-10, at 14:00 in Shanghai.
fn env() -> Env {
    let day: Day = "2024-05-10".parse().unwrap();
    let now = Zone::SHANGHAI.instant(day, 14, 0);
    Env { now, zone: Zone::SHANGHAI, person: None, ids: IdSource::new(now, [11; 16]) }
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn rated(points: u8) -> Option<Rating> {
    Rating::new(points, day("2024-04-01"))
}

/// A book with one customer and orders on those days of that many yuan each.
fn book(customer: &Customer, orders: &[(&str, i64)], contacts: &[&str], env: &mut Env) -> Book {
    let mut change = Change::new(env.ids.draw(), env.now, None, Label::AddedSample);
    change.add(customer.clone());
    for (on, yuan) in orders {
        change.add(Order::new(env.ids.draw(), customer.id, day(on), Money::yuan(*yuan)));
    }
    for on in contacts {
        change.add(Interaction::new(
            env.ids.draw(),
            customer.id,
            day(on),
            Channel::Call,
            Depth::Deep,
            Initiator::Us,
            env.now,
        ));
    }
    let mut book = Book::begun(env.now);
    book.apply(&change).unwrap();
    book
}

/// The tier in the weighted score.
fn assign(book: &Book, customer: &Customer, env: &Env) -> Outcome {
    let policy = Policy::default();
    Yardstick::new(&policy, env.today(), None).case(book, customer).outcome(0)
}

const S: TierPlace = TierPlace { scheme: 0, tier: 0 };
const A: TierPlace = TierPlace { scheme: 0, tier: 1 };
const B: TierPlace = TierPlace { scheme: 0, tier: 2 };
const C: TierPlace = TierPlace { scheme: 0, tier: 3 };

fn desk(book: Book, env: &Env) -> Desk {
    let mut desk = Desk::open(book, env.zone, env.today());
    while desk.work_out(100) > 0 {}
    desk
}

#[test]
fn a0_15_s_over_a_million_80_percent_repurchase_three_referrals() {
    let mut env = env();
    let customer = Customer {
        since: "2020-03".parse().ok(),
        ratings: Ratings {
            industry_growth: rated(5),
            expansion_potential: rated(4),
            need_fit: rated(5),
            complaint_handling: rated(4),
        },
        stated: Stated { referrals: Some(3), ..Stated::default() },
        ..Customer::new(env.ids.draw(), "累计合作超100万".into(), env.now)
    };
    let orders = [
        ("2023-06-01", 240_000),
        ("2023-08-01", 240_000),
        ("2023-11-01", 240_000),
        ("2024-01-01", 240_000),
        ("2024-04-01", 240_000),
    ];
    let book = book(&customer, &orders, &[], &mut env);
    let facts = Facts::of(&book, &customer, env.today());
    assert_eq!(facts.get(Metric::CumulativeAmount).unwrap().value, Money::yuan(1_200_000).fen);
    assert_eq!(facts.get(Metric::RepurchasePercent).unwrap().value, 80);
    assert_eq!(assign(&book, &customer, &env), Outcome::Certain(0));
}

#[test]
fn a0_16_a_orders_up_by_half_with_a_plan_to_expand() {
    let mut env = env();
    let customer = Customer {
        since: "2022-05".parse().ok(),
        ratings: Ratings {
            industry_growth: rated(4),
            expansion_potential: rated(5),
            need_fit: rated(4),
            complaint_handling: rated(4),
        },
        stated: Stated { referrals: Some(1), ..Stated::default() },
        ..Customer::new(env.ids.draw(), "近6个月采购频次提升50%".into(), env.now)
    };
    let orders = [
        ("2023-06-20", 60_000),
        ("2023-10-20", 60_000),
        ("2023-12-20", 80_000),
        ("2024-02-20", 80_000),
        ("2024-04-20", 80_000),
    ];
    let book = book(&customer, &orders, &[], &mut env);
    let facts = Facts::of(&book, &customer, env.today());
    assert_eq!(facts.get(Metric::OrdersIn6Months).unwrap().value, 3);
    assert_eq!(facts.get(Metric::OrdersIn6MonthsBefore).unwrap().value, 2);
    assert_eq!(facts.get(Metric::OrderTrendPercent).unwrap().value, 50);
    assert_eq!(assign(&book, &customer, &env), Outcome::Certain(1));
}

#[test]
fn a0_17_b_small_steady_orders_for_years_without_complaint() {
    let mut env = env();
    let customer = Customer {
        since: "2020-01".parse().ok(),
        ratings: Ratings {
            industry_growth: rated(2),
            expansion_potential: rated(2),
            need_fit: rated(3),
            complaint_handling: rated(4),
        },
        stated: Stated { referrals: Some(0), ..Stated::default() },
        ..Customer::new(env.ids.draw(), "常年小额采购".into(), env.now)
    };
    let orders: Vec<(String, i64)> = (1..=9)
        .map(|month| (format!("2023-{month:02}-15"), 8_000))
        .chain([("2024-02-15".into(), 8_000)])
        .collect();
    let orders: Vec<(&str, i64)> = orders.iter().map(|(on, yuan)| (on.as_str(), *yuan)).collect();
    let book = book(&customer, &orders, &[], &mut env);
    assert_eq!(assign(&book, &customer, &env), Outcome::Certain(2));
}

#[test]
fn a0_18_c_one_deal_and_no_contact_for_a_year() {
    let mut env = env();
    let customer = Customer {
        ratings: Ratings {
            industry_growth: rated(2),
            expansion_potential: rated(1),
            need_fit: rated(2),
            complaint_handling: rated(3),
        },
        stated: Stated { referrals: Some(0), ..Stated::default() },
        ..Customer::new(env.ids.draw(), "仅合作1次".into(), env.now)
    };
    let book = book(&customer, &[("2022-11-01", 30_000)], &["2023-03-01"], &mut env);
    let facts = Facts::of(&book, &customer, env.today());
    assert!(facts.get(Metric::DaysSinceContact).unwrap().value > 365);
    assert_eq!(facts.get(Metric::MonthsSinceLastOrder).unwrap().value, 18);
    assert_eq!(assign(&book, &customer, &env), Outcome::Certain(3));
}

#[test]
fn a0_6_figures_come_from_orders_and_a_larger_stated_one_stands() {
    let mut env = env();
    let stated = Stated { cumulative_amount: Some(Money::yuan(90_000)), ..Stated::default() };
    let customer = Customer { stated, ..Customer::new(env.ids.draw(), "甲".into(), env.now) };
    let amount = |orders: &[(&str, i64)], env: &mut Env| {
        let book = book(&customer, orders, &[], env);
        let fact = Facts::of(&book, &customer, env.today()).get(Metric::CumulativeAmount).unwrap();
        (fact.value, fact.origin)
    };
    assert_eq!(amount(&[], &mut env), (9_000_000, Origin::Stated(None)));
    // The first order on record does not wipe out the history before it.
    assert_eq!(amount(&[("2024-05-01", 1_000)], &mut env), (9_000_000, Origin::Stated(None)));
    assert_eq!(amount(&[("2024-05-01", 100_000)], &mut env), (10_000_000, Origin::Records(1)));
}

#[test]
fn a0_14_referrals_are_counted_from_the_customers_that_name_their_referrer() {
    let mut env = env();
    let referrer = Customer::new(env.ids.draw(), "甲".into(), env.now);
    let referred =
        Customer { referred_by: Some(referrer.id), ..Customer::new(env.ids.draw(), "乙".into(), env.now) };
    let mut book = book(&referrer, &[], &[], &mut env);
    let mut change = Change::new(env.ids.draw(), env.now, None, Label::AddedSample);
    change.add(referred);
    assert_eq!(book.apply(&change).unwrap().customers.len(), 2);
    assert_eq!(Facts::of(&book, &referrer, env.today()).get(Metric::Referrals).unwrap().value, 1);
}

#[test]
fn a0_19_to_a0_22_each_tier_has_its_way_its_content_and_its_owner() {
    let policy = Policy::default();
    let expected = [
        (S, Method::ExecutiveVisit, Content::CustomPlan, OwnerRole::SalesDirector),
        (A, Method::DeepCall, Content::IndustryTrends, OwnerRole::SeniorSales),
        (B, Method::Mail, Content::NewProduct, OwnerRole::CustomerSpecialist),
        (C, Method::Broadcast, Content::Promotion, OwnerRole::Marketing),
    ];
    for (tier, method, content, owner) in expected {
        let rule = &policy.tier(tier).unwrap().rules[0];
        assert_eq!((rule.method, rule.content[0], rule.owner), (method, content, Some(owner)));
    }
}

#[test]
fn a0_25_s_and_a_are_reviewed_monthly_b_and_c_quarterly() {
    let policy = Policy::default();
    for (tier, rhythm) in [
        (S, ReviewRhythm::Monthly),
        (A, ReviewRhythm::Monthly),
        (B, ReviewRhythm::Quarterly),
        (C, ReviewRhythm::Quarterly),
    ] {
        assert_eq!(policy.tier(tier).unwrap().review, Some(rhythm));
    }
}

/// A record as in A0.24: 5 月 10 日, summary, need, problem, two next actions.
fn draft(customer: CustomerId, env: &Env) -> InteractionDraft {
    let action = |text: &str, due: &str, assignee: &str| ActionDraft {
        text: text.into(),
        due: due.into(),
        assignee: assignee.into(),
        ..ActionDraft::default()
    };
    InteractionDraft {
        summary: "客户反馈产品交付周期需缩短,希望提供3个备选方案".into(),
        needs: "定制化功能".into(),
        problems: "当前价格超出预算10%".into(),
        actions: vec![
            action("提供定制方案", "2024-05-15", "技术部"),
            action("再次沟通", "2024-05-20", ""),
            ActionDraft::default(),
        ],
        ..InteractionDraft::new(customer, Channel::Call, env)
    }
}

#[test]
fn a0_24_one_form_records_what_was_said_with_its_next_actions() {
    let mut env = env();
    let customer = Customer::new(env.ids.draw(), "甲".into(), env.now);
    let mut desk = desk(book(&customer, &[], &[], &mut env), &env);
    let command = Command::SaveInteraction { id: None, draft: Box::new(draft(customer.id, &env)) };
    let change = propose(&desk, command, &mut env).unwrap();
    let added: Vec<Kind> = change.added.iter().map(Record::kind).collect();
    assert_eq!(
        added,
        [Kind::Interaction, Kind::NextAction, Kind::NextAction, Kind::Need, Kind::Need],
        "one record, two next actions, a need and a problem; the blank line means nothing"
    );
    desk.applied(&change).unwrap();
    let record = desk.book().interactions_of(customer.id).next().unwrap().record().unwrap();
    assert_eq!((record.day, record.depth, record.initiator), (env.today(), Depth::Deep, Initiator::Us));
    assert_eq!((record.needs.as_str(), record.problems.as_str()), ("定制化功能", "当前价格超出预算10%"));
    let actions: Vec<_> = desk.book().next_actions_of(customer.id).collect();
    assert!(actions.iter().all(|action| action.interaction == Some(record.id) && action.is_open()));
    assert_eq!(actions[0].due, Some(day("2024-05-15")));
    assert_eq!(actions[0].assignee_as_written, "技术部");

    let done = Command::FinishAction(actions[0].id, true);
    let change = propose(&desk, done, &mut env).unwrap();
    desk.applied(&change).unwrap();
    assert_eq!(desk.book().next_actions_of(customer.id).filter(|action| action.is_open()).count(), 1);
}

#[test]
fn a0_23_a_third_deep_contact_in_the_month_of_an_s_customer_asks_for_a_reason() {
    let mut env = env();
    let customer = Customer {
        since: "2019".parse().ok(),
        ratings: Ratings {
            industry_growth: rated(5),
            expansion_potential: rated(5),
            need_fit: rated(5),
            complaint_handling: rated(5),
        },
        stated: Stated {
            cumulative_amount: Some(Money::yuan(2_000_000)),
            repurchase_percent: Some(90),
            referrals: Some(3),
            orders_in_6_months: None,
        },
        ..Customer::new(env.ids.draw(), "甲".into(), env.now)
    };
    let desk = desk(book(&customer, &[], &["2024-05-02", "2024-05-08"], &mut env), &env);
    assert_eq!(desk.standing(customer.id).unwrap().governing, S);
    let third = draft(customer.id, &env);
    let refused =
        propose(&desk, Command::SaveInteraction { id: None, draft: Box::new(third.clone()) }, &mut env);
    match refused {
        Err(Refusal::Fields(problems)) => {
            assert_eq!(problems.len(), 1);
            assert_eq!((problems[0].field, problems[0].problem), (Field::CapExcuse, Problem::OverCap));
        }
        other => panic!("{other:?}"),
    }
    let excused = InteractionDraft { cap_excuse: Some(CapExcuse::CustomerAsked), ..third.clone() };
    assert!(
        propose(&desk, Command::SaveInteraction { id: None, draft: Box::new(excused) }, &mut env).is_ok()
    );
    // Ruling 6: light, inbound and complaint contacts never count.
    for free in [
        InteractionDraft { depth: Depth::Light, ..third.clone() },
        InteractionDraft { initiator: Initiator::Customer, ..third.clone() },
        InteractionDraft { occasion: Occasion::Complaint, ..third.clone() },
        InteractionDraft { day: "2024-04-30".into(), ..third },
    ] {
        assert!(
            propose(&desk, Command::SaveInteraction { id: None, draft: Box::new(free) }, &mut env).is_ok()
        );
    }
}

#[test]
fn c1_recording_a_contact_moves_the_due_list_at_once_and_undo_moves_it_back() {
    let mut env = env();
    let customer = Customer {
        registered: Zone::SHANGHAI.instant(day("2024-04-01"), 9, 0),
        ..Customer::new(env.ids.draw(), "甲".into(), env.now)
    };
    let mut desk = desk(book(&customer, &[], &[], &mut env), &env);
    let due = |desk: &Desk| today(desk, &TodayFilter::default()).0;
    assert_eq!(due(&desk).len(), 1);
    assert_eq!(due(&desk)[0].owed(&desk).map(|owed| owed.state), Some(State::FirstContact));
    let command = Command::SaveInteraction { id: None, draft: Box::new(draft(customer.id, &env)) };
    let change = propose(&desk, command, &mut env).unwrap();
    desk.applied(&change).unwrap();
    desk.remember(change.into(), true);
    assert!(due(&desk).is_empty());
    let back = propose(&desk, Command::Undo, &mut env).unwrap();
    desk.applied(&back).unwrap();
    assert_eq!(due(&desk).len(), 1);
}

#[test]
fn every_customer_is_in_exactly_one_part_of_today() {
    let mut env = env();
    let records = wellkept::sample::records(&mut env, wellkept::text::Language::Chinese);
    let book = Book::assemble(BookInfo::begun(env.now), records).unwrap();
    let customers = book.customers().len();
    let desk = desk(book, &env);
    let parts =
        [TodayGroup::Overdue, TodayGroup::Due, TodayGroup::First, TodayGroup::Open, TodayGroup::NotYet];
    let in_parts: usize = parts
        .map(|group| today(&desk, &TodayFilter { group, ..TodayFilter::default() }).0.len())
        .iter()
        .sum();
    assert_eq!(in_parts, customers, "nobody is absent, nobody comes twice");
}

#[test]
fn what_is_put_off_skipped_or_paused_leaves_today_says_so_and_comes_back_by_undo() {
    let mut env = env();
    let customer =
        Customer::new(env.ids.draw(), "甲".into(), Zone::SHANGHAI.instant(day("2024-01-01"), 9, 0));
    let book = book(&customer, &[], &["2024-01-05"], &mut env);
    let mut desk = desk(book, &env);
    let counts = |desk: &Desk| {
        let (_, counts) = today(desk, &TodayFilter::default());
        (counts.to_do, counts.paused)
    };
    assert_eq!(counts(&desk), (0, 0));
    let rule = "score/c/yearly_broadcast".to_owned();
    let mut run = |desk: &mut Desk, command: Command| {
        let change = propose(desk, command, &mut env).unwrap();
        desk.applied(&change).unwrap();
        desk.remember(change.clone().into(), true);
        change
    };
    // 10 May 2024 is a Friday, and the Saturday after it is worked.
    let snoozed = run(&mut desk, Command::Snooze(customer.id, rule.clone()));
    assert!(matches!(snoozed.label, Label::Arranged { sort: ArrangementSort::Snooze, .. }));
    let held = desk.standing(customer.id).unwrap().obligations[0].held;
    assert_eq!(held, Some((ArrangementSort::Snooze, Some(day("2024-05-10")))));
    assert_eq!(counts(&desk), (0, 1));
    run(&mut desk, Command::Undo);
    assert_eq!(counts(&desk), (0, 0));
    let draft = ArrangementDraft {
        reason: "客户要求".into(),
        ..ArrangementDraft::new(ArrangementSort::NoContact, String::new())
    };
    run(&mut desk, Command::Arrange(customer.id, draft));
    let now = desk.book().customers().get(customer.id).unwrap().clone();
    assert!(Standing::no_contact(&now, desk.today()).is_some());
    assert_eq!(counts(&desk), (0, 1));
    run(&mut desk, Command::EndArrangement(customer.id, Box::new(now.arrangements[0].clone())));
    assert_eq!(counts(&desk), (0, 0));
    run(&mut desk, Command::Plan(MoveDraft::of(vec![(customer.id, rule, day("2024-05-13"))])));
    let owed = desk.standing(customer.id).unwrap().obligations[0].clone();
    assert_eq!((owed.window.target, owed.is_planned), (day("2024-05-13"), true));
}

#[test]
fn a_form_that_is_not_right_names_every_field() {
    let mut env = env();
    let customer =
        Customer { number: "TE2024001".into(), ..Customer::new(env.ids.draw(), "甲".into(), env.now) };
    let desk = desk(book(&customer, &[], &[], &mut env), &env);
    let draft = CustomerDraft {
        number: "TE2024001".into(),
        since: "2024-13-40".into(),
        stated_amount: "5000万-1亿".into(),
        fixed_day: "32".into(),
        ..CustomerDraft::default()
    };
    let command = Command::SaveCustomer { id: None, draft: Box::new(draft), contact: Default::default() };
    let Err(Refusal::Fields(problems)) = propose(&desk, command, &mut env) else { panic!("accepted") };
    let found: Vec<(Field, Problem)> =
        problems.iter().map(|problem| (problem.field, problem.problem)).collect();
    assert_eq!(
        found,
        [
            (Field::Name, Problem::Required),
            (Field::Number, Problem::NumberTaken),
            (Field::Since, Problem::NotADate),
            (Field::StatedAmount, Problem::NotMoney(MoneyError::Range)),
            (Field::FixedDay, Problem::NotInRange(1, 31)),
        ]
    );
}

#[test]
fn removing_the_sample_leaves_what_the_user_added() {
    let mut env = env();
    let records = wellkept::sample::records(&mut env, wellkept::text::Language::English);
    let mut book = Book::assemble(BookInfo::begun(env.now), records).unwrap();
    let mut own = Change::new(env.ids.draw(), env.now, None, Label::AddedSample);
    let owner = book.people().sorted()[0].id;
    own.add(Customer {
        owner: Some(owner), ..Customer::new(env.ids.draw(), "自己的客户".into(), env.now)
    });
    book.apply(&own).unwrap();
    let mut desk = desk(book, &env);
    let before = wellkept::exchange::write(desk.book()).unwrap();
    let change = propose(&desk, Command::RemoveSample, &mut env).unwrap();
    assert!(desk.book().has_sample());
    desk.applied(&change).unwrap();
    assert!(!desk.book().has_sample());
    assert_eq!(desk.book().customers().len(), 1);
    assert_eq!(desk.book().people().len(), 1, "the owner of a real customer stays");
    assert_eq!(desk.book().len(), 2);
    desk.remember(change.into(), true);
    let back = propose(&desk, Command::Undo, &mut env).unwrap();
    desk.applied(&back).unwrap();
    assert!(desk.book().has_sample());
    assert_eq!(wellkept::exchange::write(desk.book()).unwrap(), before, "taken back to the byte");
}

#[test]
fn a_contact_keeps_its_place_when_it_is_edited_and_when_its_customer_comes_back() {
    let mut env = env();
    let customer = Customer::new(env.ids.draw(), "甲".into(), env.now);
    let mut book = book(&customer, &[], &[], &mut env);
    let mut change = Change::new(env.ids.draw(), env.now, None, Label::AddedSample);
    let wang = Contact::new(env.ids.draw(), customer.id, "王".into());
    change.add(wang.clone());
    change.add(Contact::new(env.ids.draw(), customer.id, "李".into()));
    book.apply(&change).unwrap();
    let mut edit = Change::new(env.ids.draw(), env.now, None, Label::AddedSample);
    edit.update(&wang, &Contact { phone: "010-5555 0102".into(), ..wang.clone() });
    book.apply(&edit).unwrap();
    let names =
        |desk: &Desk| desk.book().contacts_of(customer.id).map(|c| c.name.clone()).collect::<Vec<_>>();
    let mut desk = desk(book, &env);
    assert_eq!(names(&desk), ["王", "李"]);
    let gone = propose(&desk, Command::RemoveCustomer(customer.id), &mut env).unwrap();
    desk.applied(&gone).unwrap();
    desk.remember(gone.into(), true);
    let back = propose(&desk, Command::Undo, &mut env).unwrap();
    desk.applied(&back).unwrap();
    assert_eq!(names(&desk), ["王", "李"]);
}

#[test]
fn ruling_6_a_reason_once_given_survives_a_mended_word_under_another_tier() {
    let mut env = env();
    // Undetermined, so C's cap counts: one proactive touch a quarter.
    let customer = Customer::new(env.ids.draw(), "甲".into(), env.now);
    let mut desk = desk(book(&customer, &[], &["2024-05-02"], &mut env), &env);
    let excused = InteractionDraft {
        cap_excuse: Some(CapExcuse::Delivery),
        cap_note: "交付".into(),
        ..draft(customer.id, &env)
    };
    let change =
        propose(&desk, Command::SaveInteraction { id: None, draft: Box::new(excused) }, &mut env).unwrap();
    desk.applied(&change).unwrap();
    let record = desk.book().interactions_of(customer.id).last().unwrap().record().unwrap();
    assert_eq!(record.cap_excuse, Some(CapExcuse::Delivery));
    // A stated history lifts the customer out of C; the wording of the record is then mended.
    let better = CustomerDraft {
        stated_amount: "200万".into(),
        industry_growth: Some(5),
        expansion_potential: Some(5),
        ..CustomerDraft::of(desk.book(), desk.book().customers().get(customer.id).unwrap())
    };
    let command =
        Command::SaveCustomer { id: Some(customer.id), draft: Box::new(better), contact: Default::default() };
    let change = propose(&desk, command, &mut env).unwrap();
    desk.applied(&change).unwrap();
    assert_ne!(desk.standing(customer.id).unwrap().governing, C);
    let mended = InteractionDraft {
        summary: "改一个字".into(),
        ..InteractionDraft::of(desk.book(), &record, desk.zone())
    };
    let command = Command::SaveInteraction { id: Some(record.id), draft: Box::new(mended) };
    let change = propose(&desk, command, &mut env).unwrap();
    desk.applied(&change).unwrap();
    let record = desk.book().interactions().get(record.id).unwrap();
    assert_eq!((record.cap_excuse, record.cap_note.as_str()), (Some(CapExcuse::Delivery), "交付"));
}

#[test]
fn a3_17_what_must_be_filled_stands_in_a_queue_until_it_is() {
    let mut env = env();
    let bare = Customer::new(env.ids.draw(), "北辰科技".into(), env.now);
    let whole = Customer { industry: "通信设备".into(), stage: Some(Stage::Stable), ..bare.clone() };
    let needs = |customer: &Customer, env: &mut Env| {
        let mut desk = Desk::open(book(customer, &[], &[], env), env.zone, env.today());
        while desk.work_out(10) > 0 {}
        let found = desk.book().customers().get(customer.id).unwrap();
        duties(&desk, &desk.yardstick(), found)
    };
    let of_bare = needs(&bare, &mut env);
    assert!(of_bare.queues.contains(&Queue::Required) && of_bare.queues.contains(&Queue::Orphan));
    assert_eq!(of_bare.needs, RequiredField::ALL);
    assert!(!needs(&whole, &mut env).needs.contains(&RequiredField::Industry));
}

#[test]
fn a0_2_a4_15_a_handover_moves_customers_with_their_open_actions_and_undo_moves_them_back() {
    let mut env = env();
    let [from, to] = ["王敏", "李强"].map(|name| Person::new(env.ids.draw(), name.into()));
    let owned = |env: &mut Env, name: &str, owner: Option<PersonId>| Customer {
        owner,
        ..Customer::new(env.ids.draw(), name.into(), env.now)
    };
    let (mine, nobodys) = (owned(&mut env, "甲", Some(from.id)), owned(&mut env, "乙", None));
    let action = |env: &mut Env, progress| NextAction {
        owner: Some(from.id),
        progress,
        ..NextAction::new(env.ids.draw(), mine.id, "寄样品".into())
    };
    let (open, done) = (action(&mut env, None), action(&mut env, Some(Progress::Done)));
    let contact = |env: &mut Env, people: Vec<PersonId>| Interaction {
        people,
        ..Interaction::new(
            env.ids.draw(),
            mine.id,
            day("2024-05-08"),
            Channel::Call,
            Depth::Light,
            Initiator::Us,
            env.now,
        )
    };
    let mut change = Change::new(env.ids.draw(), env.now, None, Label::AddedSample);
    for person in [&from, &to] {
        change.add(person.clone());
    }
    change.add(mine.clone());
    change.add(nobodys.clone());
    change.add(open.clone());
    change.add(done.clone());
    let complaint = Feedback {
        owner: Some(from.id),
        ..Feedback::new(env.ids.draw(), mine.id, FeedbackSort::Complaint, day("2024-05-08"))
    };
    let resolved = Feedback { id: env.ids.draw(), resolved: Some(day("2024-05-09")), ..complaint.clone() };
    change.add(complaint.clone());
    change.add(resolved.clone());
    change.add(contact(&mut env, vec![from.id]));
    change.add(contact(&mut env, vec![from.id, to.id]));
    let mut book = Book::begun(env.now);
    book.apply(&change).unwrap();
    let mut desk = desk(book, &env);
    // They went together once: nobody works beside the other.
    let found = unclear(&desk);
    assert_eq!((found.orphans, found.left, found.doubles), (vec![nobodys.id], vec![], vec![]));
    let alone = contact(&mut env, vec![to.id]);
    let mut more = Change::new(env.ids.draw(), env.now, None, Label::AddedSample);
    more.removed.extend(
        desk.book().interactions_of(mine.id).filter_map(|row| row.record()).skip(1).map(Record::from),
    );
    more.add(alone);
    desk.applied(&more).unwrap();
    let mut both = vec![from.id, to.id];
    both.sort();
    assert_eq!(unclear(&desk).doubles, [(mine.id, both)]);

    let change = propose(&desk, Command::HandOver(from.id, to.id), &mut env).unwrap();
    desk.applied(&change).unwrap();
    assert_eq!(desk.book().customers().get(mine.id).unwrap().owner, Some(to.id));
    assert_eq!(desk.book().next_actions().get(open.id).unwrap().owner, Some(to.id));
    assert_eq!(desk.book().next_actions().get(done.id).unwrap().owner, Some(from.id));
    assert_eq!(estate(&desk, from.id), Estate::default());
    assert_eq!(desk.book().feedback().get(complaint.id).unwrap().owner, Some(to.id));
    assert_eq!(desk.book().feedback().get(resolved.id).unwrap().owner, Some(from.id));
    let back = change.inverse(env.ids.draw(), env.now, None);
    desk.applied(&back).unwrap();
    let hers = estate(&desk, from.id);
    assert_eq!((hers.customers, hers.complaints), (vec![mine.id], vec![complaint]));
    assert_eq!(propose(&desk, Command::HandOver(to.id, from.id), &mut env).unwrap_err(), Refusal::Nothing);
}

#[test]
fn d8_the_landing_ramp_staggers_what_was_never_contacted_within_everybodys_room() {
    let mut env = env();
    let person = Person { contacts_a_day: Some(2), ..Person::new(env.ids.draw(), "王敏".into()) };
    let mut change = Change::new(env.ids.draw(), env.now, None, Label::AddedSample);
    change.add(person.clone());
    let long_ago = Zone::SHANGHAI.instant(day("2024-01-01"), 9, 0);
    for nth in 0..40 {
        change.add(Customer {
            owner: Some(person.id),
            ..Customer::new(env.ids.draw(), format!("客户{nth}"), long_ago)
        });
    }
    let mut book = Book::begun(env.now);
    book.apply(&change).unwrap();
    let mut desk = desk(book, &env);
    let first_week = |desk: &Desk| app::workload(desk)[0].weeks[0].total();
    assert_eq!(first_week(&desk), 40);
    let found = app::spread(&desk, None, app::SpreadSort::Ramp);
    assert_eq!((found.left, found.weeks[0].before), (0, 40));
    assert!(found.weeks.iter().all(|week| week.after <= week.capacity), "{:?}", found.weeks);
    let calendar = desk.policy().calendar();
    assert!(found.moves.iter().all(|each| calendar.is_working(each.to)));
    let change = propose(&desk, Command::Plan(found.draft(false)), &mut env).unwrap();
    desk.applied(&change).unwrap();
    assert!(first_week(&desk) <= 4, "{}", first_week(&desk));
    // What is planned for later is not due today.
    let (_, counts) = today(&desk, &TodayFilter::default());
    assert!(counts.to_do <= 2, "{counts:?}");
    let back = change.inverse(env.ids.draw(), env.now, None);
    desk.applied(&back).unwrap();
    assert_eq!(first_week(&desk), 40);
}

#[test]
fn d8_the_landing_ramp_leaves_a_first_contact_on_the_day_that_a_table_had_for_it() {
    let mut env = env();
    let person = Person { contacts_a_day: Some(1), ..Person::new(env.ids.draw(), "王敏".into()) };
    let long_ago = Zone::SHANGHAI.instant(day("2024-01-01"), 9, 0);
    let owned = |env: &mut Env, name: &str| Customer {
        owner: Some(person.id),
        ..Customer::new(env.ids.draw(), name.into(), long_ago)
    };
    let mut told = owned(&mut env, "北辰科技");
    let on = env.today().plus_days(20);
    let on = Policy::default().calendar().working_from(on);
    told.arrangements.push(Arrangement {
        sort: ArrangementSort::Planned,
        rule: String::new(),
        from: env.today(),
        until: Some(on),
        days: None,
        reason: String::new(),
        cap_excuse: None,
        by: None,
    });
    let others: Vec<Customer> = (0..30).map(|nth| owned(&mut env, &format!("客户{nth}"))).collect();
    let mut change = Change::new(env.ids.draw(), env.now, None, Label::AddedSample);
    change.add(person.clone());
    change.add(told.clone());
    others.into_iter().for_each(|customer| change.add(customer));
    let mut book = Book::begun(env.now);
    book.apply(&change).unwrap();
    let desk = desk(book, &env);
    let found = app::spread(&desk, None, app::SpreadSort::Ramp);
    assert_eq!(found.dated, 1);
    assert!(found.moves.iter().all(|each| each.customer != told.id && each.to != on), "{:?}", found.moves);
}
