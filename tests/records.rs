//! What is known about a customer beside tiers and rhythm: one test for each requirement, named by its number.

#![allow(missing_docs)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use wellkept::app::{
    ActionDraft, Command, Desk, FeedbackDraft, InteractionDraft, Minutes, NeedDraft, NeedsFilter, Risk,
    RoleMap, Timing, capture, digest, needs, propose, recurring, risks, summary_text, topics,
};
use wellkept::book::Book;
use wellkept::facts::{Metric, Origin};
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
    assert_eq!(needs(stage.desk.book(), &filter).len(), 1);
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
