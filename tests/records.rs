//! What is known about a customer beside tiers and rhythm: one test for each requirement, named by its number.

#![allow(missing_docs)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use wellkept::app::{
    ActionDraft, BuyerTypeDraft, Command, ContactDraft, ContractDraft, CustomerDraft, Desk, FeedbackDraft,
    Field, FieldProblem, InteractionDraft, Minutes, NeedDraft, NeedsFilter, OrderDraft, PlanDraft,
    PrefixDraft, Problem, ProfileDraft, Refusal, Risk, RoleMap, Timing, Wanted, capture, digest, is_watched,
    need_lines, needs, propose, proposed_plan, recurring, risk_lines, risks, summary_text, topics, type_name,
    wanted,
};
use wellkept::book::{Book, Change, rebased};
use wellkept::facts::{Metric, Origin, numbered_day};
use wellkept::model::*;
use wellkept::text::Language;

/// The day of these tests, 2024-05-10, at 14:00 in Shanghai.
fn env() -> Env {
    let now = Zone::SHANGHAI.instant(day("2024-05-10"), 14, 0);
    Env { now, zone: Zone::SHANGHAI, person: None, ids: IdSource::new(now, [11; 16]) }
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// A desk with one customer and one of its people.
struct Stage {
    desk: Desk,
    env: Env,
    customer: CustomerId,
    contact: ContactId,
}

impl Stage {
    fn new() -> Self {
        let mut env = env();
        let customer = Customer::new(env.ids.draw(), "北辰科技".into(), env.now);
        let contact = Contact {
            role: Some(DecisionRole::Decider),
            title: "总监".into(),
            ..Contact::new(env.ids.draw(), customer.id, "王建国".into())
        };
        let (id, who) = (customer.id, contact.id);
        let records = [Record::from(customer), contact.into()];
        let book = Book::assemble(BookInfo::begun(env.now), records).unwrap();
        let mut desk = Desk::open(book, env.zone, env.today());
        while desk.work_out(100) > 0 {}
        Self { desk, env, customer: id, contact: who }
    }

    fn run(&mut self, command: Command) {
        let change = propose(&self.desk, command, &mut self.env).unwrap();
        self.desk.applied(&change).unwrap();
        self.desk.remember(change.into(), true);
    }

    fn said(&self) -> InteractionDraft {
        InteractionDraft {
            summary: "客户反馈产品交付周期需缩短".into(),
            contacts: vec![self.contact],
            ..InteractionDraft::new(self.customer, Channel::Call, &self.env)
        }
    }

    fn record(&mut self, draft: InteractionDraft) -> Interaction {
        self.run(Command::SaveInteraction { id: None, draft: Box::new(draft) });
        let newest = self.desk.book().interactions_of(self.customer).last();
        newest.and_then(|row| row.record()).unwrap()
    }

    fn needs(&self) -> Vec<Need> {
        self.desk.book().needs_of(self.customer).collect()
    }

    fn value(&self, metric: Metric) -> Option<i64> {
        let customer = self.desk.book().customers().get(self.customer)?;
        self.desk.facts(customer).get(metric).map(|fact| fact.value)
    }
}

fn action(text: &str, due: &str, promise: Option<Promise>) -> ActionDraft {
    ActionDraft { text: text.into(), due: due.into(), promise, ..ActionDraft::default() }
}

#[test]
fn a0_14_satisfaction_with_the_handling_of_a_complaint_is_recorded_before_it_is_judged() {
    let mut stage = Stage::new();
    let draft = FeedbackDraft {
        text: "到货破损".into(),
        satisfaction: Some(2),
        ..FeedbackDraft::new(FeedbackSort::Complaint, &stage.env)
    };
    stage.run(Command::SaveFeedback { customer: stage.customer, id: None, draft });
    let customer = stage.desk.book().customers().get(stage.customer).unwrap().clone();
    let judged = Customer {
        ratings: Ratings { complaint_handling: Rating::new(5, day("2024-05-09")), ..Ratings::default() },
        ..customer
    };
    let fact = stage.desk.facts(&judged).get(Metric::ComplaintHandling).unwrap();
    assert_eq!((fact.value, fact.origin, fact.as_of), (2, Origin::Records(1), Some(day("2024-05-10"))));
}

#[test]
fn a0_24_needs_and_problems_are_two_and_several_actions_each_have_owner_and_date() {
    let mut stage = Stage::new();
    let draft = InteractionDraft {
        needs: "定制化功能".into(),
        problems: "当前价格超出预算10%".into(),
        actions: vec![
            ActionDraft { assignee: "技术部".into(), ..action("提供定制方案", "2024-05-15", None) },
            action("再次沟通", "2024-05-20", None),
        ],
        ..stage.said()
    };
    stage.record(draft);
    let found: Vec<(String, bool)> =
        stage.needs().into_iter().map(|need| (need.text, need.is_problem)).collect();
    assert_eq!(found, [("定制化功能".into(), false), ("当前价格超出预算10%".into(), true)]);
    let actions: Vec<_> = stage.desk.book().next_actions_of(stage.customer).collect();
    assert_eq!(
        (actions[0].assignee_as_written.as_str(), actions[0].due),
        ("技术部", Some(day("2024-05-15")))
    );
    assert_eq!(actions[1].due, Some(day("2024-05-20")));
}

#[test]
fn a0_29_common_problems_are_rolled_up_across_customers() {
    let mut stage = Stage::new();
    let other = Customer::new(stage.env.ids.draw(), "云帆商贸".into(), stage.env.now);
    let mut add = |customer, text: &str| {
        let draft = NeedDraft {
            text: text.into(),
            day: "2024-05-08".into(),
            category: Some(NeedCategory::Delivery),
            ..NeedDraft::default()
        };
        draft.read(customer, None, &mut stage.env).unwrap()
    };
    let both = [add(stage.customer, "交付期缩短"), add(other.id, "交付期缩短")];
    let topics = recurring(&both);
    assert_eq!((topics[0].customers, topics[0].said[0].1), (2, 2));
}

#[test]
fn a1_6_the_list_of_needs_comes_from_records_and_names_none_twice() {
    let mut stage = Stage::new();
    let draft = InteractionDraft { needs: "交付期缩短；降价".into(), ..stage.said() };
    let contact = stage.record(draft.clone());
    assert_eq!(stage.needs().len(), 2);
    assert_eq!(stage.needs()[1].category, Some(NeedCategory::Price));
    // The same again in another record is the same need; a new line of the old record is a new one.
    stage.record(InteractionDraft { initiator: Initiator::Customer, ..draft.clone() });
    assert_eq!(stage.needs().len(), 2);
    let more = InteractionDraft { needs: "交付期缩短；降价；现场培训".into(), ..draft };
    stage.run(Command::SaveInteraction { id: Some(contact.id), draft: Box::new(more) });
    assert_eq!(stage.needs().len(), 3);
    assert_eq!(
        propose(&stage.desk, Command::CollectNeeds, &mut stage.env).err(),
        Some(wellkept::app::Refusal::Nothing)
    );
    // A list begun later takes what several records say once, from the first that said it.
    for need in stage.needs() {
        stage.run(Command::RemoveNeed(need.id));
    }
    stage.run(Command::CollectNeeds);
    let found: Vec<_> = stage.needs().into_iter().map(|need| (need.text, need.interaction)).collect();
    let told = |text: &str| (text.to_owned(), Some(contact.id));
    assert_eq!(found, [told("交付期缩短"), told("降价"), told("现场培训")]);
}

#[test]
fn undoing_the_removal_of_a_record_puts_back_what_came_from_it_in_its_order() {
    let mut stage = Stage::new();
    let draft = InteractionDraft {
        needs: "交付期缩短；降价；现场培训".into(),
        actions: vec![action("出方案", "2024-05-15", None), action("再沟通", "2024-05-20", None)],
        ..stage.said()
    };
    let contact = stage.record(draft);
    let all = |stage: &Stage| {
        let actions: Vec<String> =
            stage.desk.book().next_actions_of(stage.customer).map(|action| action.text).collect();
        (actions, stage.needs().into_iter().map(|need| need.text).collect::<Vec<_>>())
    };
    let before = all(&stage);
    stage.run(Command::RemoveInteraction(contact.id));
    assert_eq!(all(&stage), (Vec::new(), Vec::new()));
    stage.run(Command::Undo);
    assert_eq!(all(&stage), before);
}

#[test]
fn a1_7_a_complaint_makes_a_customer_one_to_watch() {
    let mut stage = Stage::new();
    let draft =
        FeedbackDraft { text: "投诉".into(), ..FeedbackDraft::new(FeedbackSort::Complaint, &stage.env) };
    stage.run(Command::SaveFeedback { customer: stage.customer, id: None, draft });
    let customer = stage.desk.book().customers().get(stage.customer).unwrap();
    assert_eq!(risks(&stage.desk, customer), [Risk::OpenComplaint(day("2024-05-10"))]);
    assert_eq!(stage.value(Metric::ComplaintsOpen), Some(1));
    assert_eq!(stage.value(Metric::ComplaintsIn12Months), Some(1));
}

#[test]
fn a1_14_a_promise_has_a_day_in_working_days_and_key_facts_are_confirmed() {
    let mut stage = Stage::new();
    let calendar = stage.desk.policy().calendar();
    assert_eq!(calendar.after_working_days(day("2024-05-11"), 2), day("2024-05-14"));
    let draft = InteractionDraft {
        confirmed: true,
        actions: vec![action("给出解决方案", "2024-05-14", Some(Promise::Ours))],
        ..stage.said()
    };
    assert!(stage.record(draft).confirmed);
    let promised = stage.desk.book().next_actions_of(stage.customer).next().unwrap();
    assert_eq!(promised.promise, Some(Promise::Ours));
}

#[test]
fn a1_15_the_summary_has_24_hours_and_holds_points_to_dos_who_and_by_when() {
    let mut stage = Stage::new();
    let draft = InteractionDraft {
        actions: vec![ActionDraft {
            assignee: "技术部".into(),
            ..action("提供定制方案", "2024-05-15", None)
        }],
        ..stage.said()
    };
    let contact = stage.record(draft);
    let minutes = |contact: &Interaction, now| Minutes::of(contact, Zone::SHANGHAI, now).summary;
    assert_eq!(minutes(&contact, stage.env.now), Some(Timing::Left(24)));
    let text = summary_text(Language::Chinese, stage.desk.book(), &contact);
    for part in ["客户反馈产品交付周期需缩短", "提供定制方案", "技术部", "2024年5月15日"]
    {
        assert!(text.contains(part), "{text}");
    }
    stage.run(Command::SendSummary(contact.id, true));
    let sent = stage.desk.book().interactions().get(contact.id).unwrap();
    assert_eq!(minutes(&sent, stage.env.now), Some(Timing::OnTime));
}

#[test]
fn a1_16_a_promise_that_is_kept_closes_only_when_the_customer_was_told() {
    let mut stage = Stage::new();
    let draft =
        InteractionDraft { actions: vec![action("发样品", "", Some(Promise::Ours))], ..stage.said() };
    stage.record(draft);
    let now = |stage: &Stage| stage.desk.book().next_actions_of(stage.customer).next().unwrap();
    let id = now(&stage).id;
    stage.run(Command::FinishAction(id, true));
    assert!(now(&stage).is_to_be_told());
    stage.run(Command::TellCustomer(id, true));
    assert!(!now(&stage).is_to_be_told());
    assert_eq!(now(&stage).told, Some(day("2024-05-10")));
    // Taken up again, it will have to be told anew.
    stage.run(Command::FinishAction(id, false));
    assert_eq!(now(&stage).told, None);
}

#[test]
fn a1_18_each_department_gets_the_needs_of_the_week() {
    let mut stage = Stage::new();
    let draft = NeedDraft {
        text: "定制化功能".into(),
        day: "2024-05-08".into(),
        department: "技术部".into(),
        ..NeedDraft::default()
    };
    stage.run(Command::SaveNeed { customer: stage.customer, id: None, draft });
    let text = digest(Language::Chinese, stage.desk.book(), day("2024-05-06")).unwrap();
    assert!(text.contains("技术部（1）") && text.contains("北辰科技 · 定制化功能"), "{text}");
    let filter = NeedsFilter { department: Some("技术部".into()), ..NeedsFilter::default() };
    assert_eq!(needs(&need_lines(stage.desk.book()), &filter).len(), 1);
}

#[test]
fn a1_19_the_topics_of_a_month_name_frequent_problems_and_themes() {
    let mut stage = Stage::new();
    let draft =
        InteractionDraft { problems: "价格太高".into(), theme: "续约意向".into(), ..stage.said() };
    stage.record(draft);
    let found = topics(stage.desk.book(), day("2024-05-01"));
    assert!(found.iter().any(|topic| topic.category == Some(NeedCategory::Price)));
    assert!(found.iter().any(|topic| topic.theme == "续约意向"));
}

#[test]
fn a1_21_satisfaction_and_nps_are_answers_to_surveys() {
    let mut stage = Stage::new();
    let contact = stage.record(InteractionDraft { satisfaction: Some(4), ..stage.said() });
    assert_eq!(stage.value(Metric::Satisfaction), Some(4));
    // The record form shows it again, and clearing it there takes the answer away.
    let draft = InteractionDraft::of(stage.desk.book(), &contact, Zone::SHANGHAI);
    assert_eq!(draft.satisfaction, Some(4));
    let cleared = InteractionDraft { satisfaction: None, ..draft };
    stage.run(Command::SaveInteraction { id: Some(contact.id), draft: Box::new(cleared) });
    assert_eq!(stage.value(Metric::Satisfaction), None);
    let survey = FeedbackDraft { nps: "9".into(), ..FeedbackDraft::new(FeedbackSort::Survey, &stage.env) };
    stage.run(Command::SaveFeedback { customer: stage.customer, id: None, draft: survey });
    assert_eq!(stage.value(Metric::Nps), Some(9));
}

#[test]
fn a2_25_a_need_has_a_second_axis() {
    let mut stage = Stage::new();
    let draft = NeedDraft {
        text: "希望被重视".into(),
        day: "2024-05-08".into(),
        nature: Some(NeedNature::Emotional),
        ..NeedDraft::default()
    };
    stage.run(Command::SaveNeed { customer: stage.customer, id: None, draft });
    assert_eq!(stage.needs()[0].nature, Some(NeedNature::Emotional));
}

#[test]
fn a2_29_a_complaint_has_a_promised_day_and_a_time_of_resolution() {
    let mut stage = Stage::new();
    let draft = FeedbackDraft {
        text: "投诉".into(),
        day: "2024-05-06".into(),
        promised: "2024-05-08".into(),
        resolved: "2024-05-09".into(),
        ..FeedbackDraft::new(FeedbackSort::Complaint, &stage.env)
    };
    stage.run(Command::SaveFeedback { customer: stage.customer, id: None, draft });
    let complaint = stage.desk.book().feedback_of(stage.customer).next().unwrap();
    assert_eq!(complaint.resolved.unwrap().days_since(complaint.day), 3);
    assert_eq!(stage.value(Metric::ComplaintsOpen), Some(0));
}

#[test]
fn a3_8_implied_needs_stand_apart_from_explicit_ones() {
    let mut stage = Stage::new();
    let draft = NeedDraft {
        text: "担心交接".into(),
        day: "2024-05-08".into(),
        is_implied: true,
        ..NeedDraft::default()
    };
    stage.run(Command::SaveNeed { customer: stage.customer, id: None, draft });
    assert!(stage.needs()[0].is_implied);
}

#[test]
fn a3_10_a_record_made_after_24_hours_stays_late() {
    let mut stage = Stage::new();
    let draft = InteractionDraft { day: "2024-05-08".into(), time: "10:00".into(), ..stage.said() };
    let contact = stage.record(draft);
    let minutes = Minutes::of(&contact, Zone::SHANGHAI, stage.env.now);
    assert_eq!(minutes, Minutes { record: Timing::Late(28), summary: None });
}

#[test]
fn a3_14_the_five_roles_are_mapped_and_gaps_named() {
    let mut stage = Stage::new();
    stage.record(InteractionDraft { day: "2024-05-03".into(), time: String::new(), ..stage.said() });
    let map = RoleMap::of(stage.desk.book(), stage.customer);
    assert_eq!(map.lines[0].people[0].last, Some(day("2024-05-03")));
    assert_eq!(map.gaps().count(), 4);
    assert!(map.only_one_known);
}

#[test]
fn a4_18_the_four_spin_boxes_are_kept() {
    let mut stage = Stage::new();
    let draft = InteractionDraft {
        spin_situation: "两条产线".into(),
        spin_problem: "停机多".into(),
        spin_implication: "错过旺季".into(),
        spin_payoff: "少停一天省十万".into(),
        ..stage.said()
    };
    let contact = stage.record(draft.clone());
    let again = InteractionDraft::of(stage.desk.book(), &contact, Zone::SHANGHAI);
    assert_eq!(
        (again.spin_situation, again.spin_problem, again.spin_implication, again.spin_payoff),
        (draft.spin_situation, draft.spin_problem, draft.spin_implication, draft.spin_payoff)
    );
}

#[test]
fn a4_19_worries_attitude_and_promises_both_ways_are_kept() {
    let mut stage = Stage::new();
    let draft = InteractionDraft {
        concerns: "担心交接".into(),
        attitude: Some(Attitude::Hesitant),
        actions: vec![action("下周给技术团队反馈", "2024-05-17", Some(Promise::Theirs))],
        ..stage.said()
    };
    let contact = stage.record(draft);
    assert_eq!((contact.concerns.as_str(), contact.attitude), ("担心交接", Some(Attitude::Hesitant)));
    let promised = stage.desk.book().next_actions_of(stage.customer).next().unwrap();
    assert_eq!(promised.promise, Some(Promise::Theirs));
}

#[test]
fn a4_20_a_line_is_a_whole_record() {
    let mut stage = Stage::new();
    let text = "5/10 电话 王总监 交付期要缩短 !价格超预算10% >5/15 技术部 出方案 >5/20 再沟通";
    let line = capture(&stage.desk, Some(stage.customer), text, stage.env.today());
    assert_eq!(line.faults, []);
    let draft = line.draft(&stage.env).unwrap();
    let contact = stage.record(draft);
    assert_eq!((contact.contacts, contact.summary.as_str()), (vec![stage.contact], "交付期要缩短"));
    assert_eq!(stage.needs()[0].text, "价格超预算10%");
    assert_eq!(stage.desk.book().next_actions_of(stage.customer).count(), 2);
}

fn profile(stage: &mut Stage, values: &[(ProfileField, &str)], states: &[(ProfileField, FieldState)]) {
    let draft = ProfileDraft {
        values: values.iter().map(|(field, value)| (*field, (*value).to_owned())).collect(),
        states: states.iter().copied().collect(),
    };
    stage.run(Command::SaveProfile { customer: stage.customer, draft: Box::new(draft) });
}

fn contract(stage: &mut Stage, until: &str, renewal: Option<Renewal>) {
    let draft = ContractDraft { until: until.into(), renewal, ..ContractDraft::default() };
    stage.run(Command::SaveContract { customer: stage.customer, id: None, draft });
}

fn customer(stage: &Stage) -> &Customer {
    stage.desk.book().customers().get(stage.customer).unwrap()
}

#[test]
fn a1_7_the_day_of_the_contract_is_the_day_of_the_renewal() {
    let mut stage = Stage::new();
    contract(&mut stage, "2024-06-30", None);
    assert_eq!(stage.value(Metric::RenewalDay), Some(day("2024-06-30").days_since(Day::default())));
    assert_eq!(risks(&stage.desk, customer(&stage)), [Risk::RenewalUnclear(Some(day("2024-06-30")))]);
    // Who means to renew is no risk, and what is renewed is not due any more.
    let id = stage.desk.book().contracts_of(stage.customer).next().unwrap().id;
    for (renewal, due) in [(Renewal::Likely, true), (Renewal::Renewed, false)] {
        let draft =
            ContractDraft { until: "2024-06-30".into(), renewal: Some(renewal), ..ContractDraft::default() };
        stage.run(Command::SaveContract { customer: stage.customer, id: Some(id), draft });
        assert_eq!(risks(&stage.desk, customer(&stage)), []);
        assert_eq!(stage.value(Metric::RenewalDay).is_some(), due);
    }
}

/// Makes the plan that is proposed for the first risk, or by hand.
fn plan(stage: &mut Stage, outcome: Option<PlanOutcome>) -> Result<Plan, Refusal> {
    let of = customer(stage);
    let risk = risk_lines(&stage.desk, of).into_iter().next().map(|line| line.risk);
    let draft = proposed_plan(Language::Chinese, &stage.desk, of, risk.as_ref());
    save_plan(stage, None, PlanDraft { outcome, ..draft })
}

fn save_plan(stage: &mut Stage, id: Option<PlanId>, draft: PlanDraft) -> Result<Plan, Refusal> {
    let command = Command::SavePlan { customer: stage.customer, id, draft: Box::new(draft) };
    let change = propose(&stage.desk, command, &mut stage.env)?;
    stage.desk.applied(&change).unwrap();
    Ok(stage.desk.book().plans_of(stage.customer).last().unwrap())
}

fn left(stage: &mut Stage) {
    let contact = stage.desk.book().contacts().get(stage.contact).unwrap();
    let draft = ContactDraft { has_left: true, ..ContactDraft::of(&contact) };
    stage.run(Command::SaveContact { customer: stage.customer, id: Some(stage.contact), draft });
}

#[test]
fn a1_7_a_contact_who_leaves_opens_a_risk_that_a_plan_settles_once() {
    let mut stage = Stage::new();
    assert!(!is_watched(&stage.desk, customer(&stage)));
    left(&mut stage);
    let contact = stage.desk.book().contacts().get(stage.contact).unwrap();
    assert_eq!(contact.left_on, Some(stage.env.today()));
    assert!(is_watched(&stage.desk, customer(&stage)));
    let made = plan(&mut stage, None).unwrap();
    assert_eq!((made.trigger, made.subject.as_str()), (RiskTrigger::ContactChange, "王建国"));
    assert!(made.steps.iter().all(|step| step.due.is_some()));
    let lines = risk_lines(&stage.desk, customer(&stage));
    assert_eq!(lines.iter().map(|line| line.plan.as_ref().unwrap().id).collect::<Vec<_>>(), [made.id]);
    // Not twice for the same, neither while it is open nor afterwards.
    let again = PlanDraft { outcome: None, ..PlanDraft::of(&made) };
    assert_eq!(save_plan(&mut stage, None, again.clone()), Err(Refusal::PlanThere));
    let kept = PlanDraft { outcome: Some(PlanOutcome::Kept), ..PlanDraft::of(&made) };
    let closed = save_plan(&mut stage, Some(made.id), kept).unwrap();
    assert_eq!(closed.closed, Some(stage.env.today()));
    assert_eq!(save_plan(&mut stage, None, again), Err(Refusal::PlanThere));
    assert_eq!(risk_lines(&stage.desk, customer(&stage)), []);
    assert!(!is_watched(&stage.desk, customer(&stage)));
}

#[test]
fn a1_7_two_tabs_that_open_one_plan_have_one() {
    let mut stage = Stage::new();
    left(&mut stage);
    let of = customer(&stage);
    let risk = risk_lines(&stage.desk, of).remove(0).risk;
    let draft = proposed_plan(Language::Chinese, &stage.desk, of, Some(&risk));
    let command = Command::SavePlan { customer: stage.customer, id: None, draft: Box::new(draft) };
    let one = propose(&stage.desk, command.clone(), &mut stage.env).unwrap();
    let other = propose(&stage.desk, command, &mut stage.env).unwrap();
    stage.desk.applied(&one).unwrap();
    let (other, _) = rebased(other, stage.desk.book());
    assert!(other.is_empty());
}

#[test]
fn a0_28_fewer_orders_open_a_plan_with_executive_talk_and_offer() {
    let mut stage = Stage::new();
    for on in ["2023-08-01", "2023-09-01", "2024-03-01"] {
        let draft = OrderDraft { day: on.into(), amount: "1000".into(), ..OrderDraft::default() };
        stage.run(Command::SaveOrder { customer: stage.customer, id: None, draft });
    }
    let made = plan(&mut stage, None).unwrap();
    assert_eq!((made.trigger, made.subject.as_str()), (RiskTrigger::FewerOrders, "2024-H1"));
    let steps: Vec<&str> = made.steps.iter().map(|step| step.text.as_str()).collect();
    assert_eq!(steps, ["查明原因", "提供专属折扣或方案", "高层沟通"]);
    stage.run(Command::FinishStep(made.id, 0, true));
    let done = stage.desk.book().plans().get(made.id).unwrap();
    assert_eq!(done.steps[0].done, Some(stage.env.today()));
    assert_eq!(done.next_step().unwrap().text, "提供专属折扣或方案");
}

#[test]
fn a1_7_a_customer_is_marked_by_hand_with_a_reason() {
    let mut stage = Stage::new();
    stage.run(Command::Watch(stage.customer, "续约谈判停滞".into()));
    assert!(is_watched(&stage.desk, customer(&stage)));
    let made = plan(&mut stage, Some(PlanOutcome::NoRisk)).unwrap();
    assert_eq!((made.trigger, made.risk.as_str()), (RiskTrigger::ByHand, "续约谈判停滞"));
    stage.run(Command::Watch(stage.customer, " ".into()));
    assert!(!is_watched(&stage.desk, customer(&stage)));
}

fn add(stage: &mut Stage, name: &str, industry: &str) -> Change {
    let draft = CustomerDraft { name: name.into(), industry: industry.into(), ..CustomerDraft::default() };
    let command =
        Command::SaveCustomer { id: None, draft: Box::new(draft), contact: ContactDraft::default() };
    propose(&stage.desk, command, &mut stage.env).unwrap()
}

#[test]
fn a0_9_two_who_create_at_once_have_two_numbers() {
    let mut stage = Stage::new();
    let (one, other) = (add(&mut stage, "甲", "通信设备"), add(&mut stage, "乙", "通信设备"));
    stage.desk.applied(&one).unwrap();
    // Both had taken TE2024001; the one that comes later gets the next.
    let (other, overridden) = rebased(other, stage.desk.book());
    assert!(overridden.is_empty());
    stage.desk.applied(&other).unwrap();
    for (number, name) in [("TE2024001", "甲"), ("TE2024002", "乙")] {
        assert_eq!(stage.desk.book().customer_by_number(number).map(|of| of.name.as_str()), Some(name));
    }
}

#[test]
fn a0_9_the_letters_of_an_industry_can_be_set() {
    let mut stage = Stage::new();
    let set = |letters: &str| {
        Command::SetPrefix(PrefixDraft { industry: "通信设备".into(), letters: letters.into() })
    };
    stage.run(set("tx"));
    let Record::Customer(made) = add(&mut stage, "甲", "通信设备").added.remove(0) else { panic!() };
    assert_eq!(made.number, "TX2024001");
    stage.run(set(""));
    assert!(stage.desk.book().prefixes().is_empty());
    let Record::Customer(made) = add(&mut stage, "甲", "通信设备").added.remove(0) else { panic!() };
    assert_eq!(made.number, "TE2024001");
}

#[test]
fn a2_13_a_contact_is_of_a_type_that_the_user_can_rewrite() {
    let mut stage = Stage::new();
    let draft = ContactDraft {
        name: "刘洋".into(),
        buyer_type: Some(GivenType::Eagle.key()),
        birthday: "8月15日".into(),
        is_lunar: true,
        ..ContactDraft::default()
    };
    stage.run(Command::SaveContact { customer: stage.customer, id: None, draft });
    let contact = stage.desk.book().contacts_of(stage.customer).last().unwrap();
    assert_eq!(contact.birthday, Birthday::lunar(None, 8, 15));
    let named = |stage: &Stage| type_name(Language::Chinese, stage.desk.book(), contact.buyer_type.unwrap());
    assert_eq!(named(&stage), "老鹰型");
    let draft = BuyerTypeDraft { name: "鹰".into(), ..BuyerTypeDraft::default() };
    stage.run(Command::SaveBuyerType { id: contact.buyer_type, draft });
    assert_eq!(named(&stage), "鹰");
    stage.run(Command::Undo);
    assert_eq!(named(&stage), "老鹰型");
}

#[test]
fn a2_28_a_birthday_that_is_none_is_refused_at_its_field() {
    let mut stage = Stage::new();
    for wrong in ["13-1", "2-30", "昨天", "2030-1-1"] {
        let draft = ContactDraft { name: "刘洋".into(), birthday: wrong.into(), ..ContactDraft::default() };
        let command = Command::SaveContact { customer: stage.customer, id: None, draft };
        let Err(Refusal::Fields(problems)) = propose(&stage.desk, command, &mut stage.env) else { panic!() };
        assert_eq!(problems, [FieldProblem { field: Field::Birthday, problem: Problem::NotABirthday }]);
    }
}

#[test]
fn a2_28_a_customer_has_the_birthday_of_whichever_contact_is_nearest_to_it() {
    let mut stage = Stage::new();
    let birthday = |stage: &Stage| {
        let customer = stage.desk.book().customers().get(stage.customer).unwrap();
        let fact = stage.desk.facts(customer).get(Metric::Birthday)?;
        Some((fact.origin, numbered_day(fact.value).to_string()))
    };
    assert_eq!(birthday(&stage), None);
    for (name, text, is_lunar, has_left) in
        [("刘洋", "1980-6-1", false, false), ("陈晨", "4-15", true, false), ("孙敏", "5-11", false, true)]
    {
        let draft = ContactDraft {
            name: name.into(),
            birthday: text.into(),
            is_lunar,
            has_left,
            ..ContactDraft::default()
        };
        stage.run(Command::SaveContact { customer: stage.customer, id: None, draft });
    }
    // The 15th of the fourth lunar month was on 22 May 2024, before the first of June; who left is wished nothing.
    assert_eq!(birthday(&stage), Some((Origin::Profile, "2024-05-22".to_owned())));
}

#[test]
fn a0_9_customers_without_a_number_get_one_in_one_change() {
    let mut stage = Stage::new();
    stage.run(Command::GiveNumbers);
    let number = |stage: &Stage| stage.desk.book().customers().get(stage.customer).unwrap().number.clone();
    assert_eq!(number(&stage), "KH2024001");
    let again = propose(&stage.desk, Command::GiveNumbers, &mut stage.env);
    assert!(matches!(again, Err(Refusal::Nothing)));
    stage.run(Command::Undo);
    assert_eq!(number(&stage), "");
}

#[test]
fn a2_32_an_order_knows_how_and_when_it_was_paid() {
    let mut stage = Stage::new();
    let mut draft = OrderDraft {
        day: "2024-05-01".into(),
        amount: "1000".into(),
        payment: Some(Payment::Transfer),
        paid_on: "2024-05-11".into(),
        ..OrderDraft::default()
    };
    let save = |draft: &OrderDraft, customer| Command::SaveOrder { customer, id: None, draft: draft.clone() };
    let Err(Refusal::Fields(problems)) = propose(&stage.desk, save(&draft, stage.customer), &mut stage.env)
    else {
        panic!()
    };
    assert_eq!(problems, [FieldProblem { field: Field::PaidOn, problem: Problem::InTheFuture }]);
    draft.paid_on = "2024-05-09".into();
    stage.run(save(&draft, stage.customer));
    let order = stage.desk.book().orders_of(stage.customer).next().unwrap().record().unwrap();
    assert_eq!((order.payment, order.paid_on), (Some(Payment::Transfer), Some(day("2024-05-09"))));
}

#[test]
fn a3_12_each_field_knows_the_day_it_was_set() {
    let mut stage = Stage::new();
    profile(&mut stage, &[(ProfileField::Budget, "50-80万元")], &[]);
    let set = |stage: &Stage, field: &str| customer(stage).field_days.get(field).copied();
    assert_eq!(set(&stage, "budget"), Some(day("2024-05-10")));
    assert_eq!(set(&stage, "pains"), None);
    stage.env.now = Zone::SHANGHAI.instant(day("2024-05-12"), 9, 0);
    profile(&mut stage, &[(ProfileField::Budget, "50-80万元"), (ProfileField::Pains, "交期长")], &[]);
    assert_eq!(set(&stage, "budget"), Some(day("2024-05-10")));
    assert_eq!(set(&stage, "pains"), Some(day("2024-05-12")));
}

#[test]
fn a2_24_a_person_is_not_asked_what_a_company_is() {
    let asked = |kind| move |field: &ProfileField| field.is_asked_of(Some(kind));
    assert!(asked(CustomerKind::Company)(&ProfileField::CreditCode));
    assert!(!asked(CustomerKind::Person)(&ProfileField::CreditCode));
    assert!(asked(CustomerKind::Person)(&ProfileField::Occupation));
    assert!(!asked(CustomerKind::Company)(&ProfileField::Occupation));
    assert!(asked(CustomerKind::Government)(&ProfileField::OrganisationCode));
    assert!(!asked(CustomerKind::Government)(&ProfileField::Capital));
}

#[test]
fn a2_39_each_of_the_four_papers_has_the_day_it_was_handed_in() {
    let mut stage = Stage::new();
    profile(&mut stage, &[(ProfileField::PaperLicence, "2024-05-01")], &[]);
    let customer = stage.desk.book().customers().get(stage.customer).unwrap();
    let missing = ProfileField::PAPERS.iter().filter(|paper| customer.profile_value(**paper).is_none());
    assert_eq!(missing.count(), 3);
}

#[test]
fn a3_13_a_mistyped_credit_code_is_refused_at_its_field() {
    let mut stage = Stage::new();
    let values = [(ProfileField::CreditCode, "9144030071526726XA".to_owned())];
    let draft = ProfileDraft { values: values.into(), ..ProfileDraft::default() };
    let command = Command::SaveProfile { customer: stage.customer, draft: Box::new(draft) };
    let Err(Refusal::Fields(problems)) = propose(&stage.desk, command, &mut stage.env) else { panic!() };
    assert_eq!(problems[0].field, Field::Profile(ProfileField::CreditCode));
    assert_eq!(problems[0].problem, Problem::NotACreditCode(CreditCodeError::Check('G')));
}

#[test]
fn a3_17_a_budget_to_be_confirmed_is_still_to_be_asked() {
    let mut stage = Stage::new();
    profile(&mut stage, &[], &[(ProfileField::Budget, FieldState::ToConfirm)]);
    let customer = stage.desk.book().customers().get(stage.customer).unwrap();
    assert_eq!(customer.field_state(ProfileField::Budget), Some(FieldState::ToConfirm));
    let asked = wanted(stage.desk.book(), customer, stage.env.today());
    assert!(asked.contains(&(Wanted::Field(ProfileField::Budget), false)));
}

#[test]
fn what_belongs_to_a_customer_goes_with_it_and_comes_back() {
    let mut stage = Stage::new();
    let draft = InteractionDraft { needs: "定制化功能".into(), satisfaction: Some(3), ..stage.said() };
    let contact = stage.record(draft);
    stage.run(Command::RemoveInteraction(contact.id));
    let count = |stage: &Stage| (stage.needs().len(), stage.desk.book().feedback().len());
    assert_eq!(count(&stage), (0, 0));
    stage.run(Command::Undo);
    assert_eq!(count(&stage), (1, 1));
    stage.run(Command::RemoveCustomer(stage.customer));
    assert_eq!(stage.desk.book().len(), 0);
    stage.run(Command::Undo);
    assert_eq!(count(&stage), (1, 1));
}
