//! Retention plans: which risk each is about, what is proposed for it, and which risks have none
//! (A0.28, A1.7).

use super::draft::{PlanDraft, StepDraft};
use super::risks::{Risk, risks_on};
use super::{Desk, Standing};
use crate::book::Book;
use crate::facts::Facts;
use crate::model::{Customer, CustomerId, Day, Plan, RiskTrigger};
use crate::policy::Policy;
use crate::text::Language;

/// A risk with the plan that was made for it, if there is one.
#[derive(Debug, Clone, PartialEq)]
pub struct RiskLine {
    /// What threatens.
    pub risk: Risk,
    /// What is done about it.
    pub plan: Option<Plan>,
}

/// Returns what threatens a customer today, each with its plan. What a plan has settled is no risk any more.
pub fn risk_lines(desk: &Desk, customer: &Customer) -> Vec<RiskLine> {
    lines(desk.book(), &desk.facts(customer), customer, desk.today())
}

fn lines(book: &Book, facts: &Facts<'_>, customer: &Customer, today: Day) -> Vec<RiskLine> {
    let plan_of = |risk: &Risk| {
        let subject = risk.subject(today);
        let is_about = |plan: &Plan| plan.trigger == risk.trigger() && plan.subject == subject;
        book.plans_of(customer.id).find(is_about)
    };
    let found = risks_on(book, facts, customer, today).into_iter();
    found
        .map(|risk| RiskLine { plan: plan_of(&risk), risk })
        .filter(|line| line.plan.as_ref().is_none_or(Plan::is_open))
        .collect()
}

/// Returns what threatens a customer on the day of its facts, `today`, and no plan has settled.
pub(super) fn open_risks(book: &Book, facts: &Facts<'_>, customer: &Customer, today: Day) -> Vec<Risk> {
    lines(book, facts, customer, today).into_iter().map(|line| line.risk).collect()
}

/// Tells whether a customer is 重点关注: marked by hand, threatened, or under a plan (A1.7).
pub fn is_watched(desk: &Desk, customer: &Customer) -> bool {
    !customer.watch.is_empty()
        || desk.book().plans_of(customer.id).any(|plan| plan.is_open())
        || !risk_lines(desk, customer).is_empty()
}

/// Tells whether there is a plan already for what the draft is about: an open one, or for the same subject any.
pub(super) fn is_there(desk: &Desk, customer: CustomerId, draft: &PlanDraft) -> bool {
    let is_same = |plan: &Plan| plan.trigger == draft.trigger && plan.subject == draft.subject;
    desk.book()
        .plans_of(customer)
        .any(|plan| is_same(&plan) && (plan.is_open() || draft.trigger != RiskTrigger::ByHand))
}

/// Returns a plan to begin with: for a risk, or by hand. Its steps are those of the handbooks, on working days.
pub fn proposed_plan(t: Language, desk: &Desk, customer: &Customer, risk: Option<&Risk>) -> PlanDraft {
    let (trigger, subject) = match risk {
        Some(risk) => (risk.trigger(), risk.subject(desk.today())),
        None => (RiskTrigger::ByHand, String::new()),
    };
    let texts = match trigger {
        RiskTrigger::Complaint => [t.step_answer_complaint(), t.step_executive_talk(), t.step_revisit()],
        RiskTrigger::RenewalUnclear => [t.step_ask_renewal(), t.step_offer(), t.step_executive_talk()],
        RiskTrigger::ContactChange => [t.step_meet_successor(), t.step_tell_history(), t.step_revisit()],
        RiskTrigger::FewerOrders => [t.step_find_cause(), t.step_offer(), t.step_executive_talk()],
        RiskTrigger::ByHand => [t.step_find_cause(), t.step_executive_talk(), t.step_revisit()],
    };
    let due =
        |place: i64| desk.policy().calendar().working_from(desk.today().plus_days(1 + 3 * place)).to_string();
    let steps = texts.into_iter().zip(0..).map(|(text, place)| StepDraft {
        text: text.to_owned(),
        owner: customer.owner,
        due: due(place),
        done: None,
    });
    PlanDraft {
        trigger,
        subject,
        risk: match risk {
            Some(risk) => super::words::risk(t, risk, desk.today()),
            None => customer.watch.to_string(),
        },
        owner: customer.owner,
        steps: steps.collect(),
        outcome: None,
        lesson: String::new(),
    }
}

/// Tells whether a plan asks for its steps: not before it was approved where the policy wants that (A1.12), and not of
/// a customer who is not to be contacted.
pub(super) fn asks(desk: &Desk, plan: &Plan) -> bool {
    let customer = desk.book().customers().get(plan.customer);
    !(is_unapproved(desk.policy(), plan)
        || customer.is_some_and(|customer| Standing::no_contact(customer, desk.today()).is_some()))
}

/// Tells whether a plan still waits for somebody to approve it (A1.12).
pub fn is_unapproved(policy: &Policy, plan: &Plan) -> bool {
    policy.plans_need_approval && plan.is_open() && plan.approved.is_none()
}

/// Returns the open plans whose next step is due, of all customers, the oldest day first.
pub fn steps_due(desk: &Desk) -> Vec<(Day, Plan)> {
    let today = desk.today();
    let plans = desk.book().plans().iter().filter_map(|row| row.record()).filter(Plan::is_open);
    let due = |plan: Plan| {
        if !asks(desk, &plan) {
            return None;
        }
        let day = plan.next_step().and_then(|step| step.due).filter(|due| *due <= today)?;
        Some((day, plan))
    };
    let mut all: Vec<(Day, Plan)> = plans.filter_map(due).collect();
    crate::order::by_key(&mut all, |(day, plan)| (*day, plan.id));
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{Command, Queue, Refusal, duties, propose};
    use crate::model::{BookInfo, Env, IdSource, Person, PlanStep, PolicyId, PolicyVersion, Record, Zone};

    #[test]
    fn a1_12_a_plan_asks_for_its_steps_once_it_is_approved_where_the_policy_wants_that() {
        let today: Day = "2024-05-10".parse().unwrap();
        let now = Zone::SHANGHAI.instant(today, 14, 0);
        let mut ids = IdSource::new(now, [3; 16]);
        let head = Person::new(ids.draw(), "王敏".into());
        let customer = Customer::new(ids.draw(), "北辰科技".into(), now);
        let step = PlanStep { text: "高层拜访".into(), due: Some(today), ..PlanStep::default() };
        let plan = Plan {
            steps: vec![step],
            ..Plan::new(ids.draw(), customer.id, RiskTrigger::ByHand, today.plus_days(-3))
        };
        let (id, who) = (plan.id, head.id);
        let desk_with = |needed: bool, ids: &mut IdSource| {
            let policy = Policy { version: 2, plans_need_approval: needed, ..Policy::default() };
            let version: PolicyId = ids.draw();
            let policy = PolicyVersion::new(version, 2, today, now, policy.stored());
            let records: [Record; 4] =
                [head.clone().into(), customer.clone().into(), plan.clone().into(), policy.into()];
            let mut desk =
                Desk::open(Book::assemble(BookInfo::begun(now), records).unwrap(), Zone::SHANGHAI, today);
            while desk.work_out(10) > 0 {}
            desk
        };
        let stands_in = |desk: &Desk| {
            let customer = desk.book().customers().iter().next().unwrap();
            let queues = duties(desk, &desk.yardstick(), customer).queues;
            let asked = [Queue::StepDue, Queue::ToApprove];
            asked.map(|queue| queues.contains(&queue))
        };
        let free = desk_with(false, &mut ids);
        assert_eq!((steps_due(&free).len(), stands_in(&free)), (1, [true, false]));
        let mut desk = desk_with(true, &mut ids);
        assert_eq!((steps_due(&desk).len(), stands_in(&desk)), (0, [false, true]));
        // An approval bears a name.
        let mut env = Env { now, zone: Zone::SHANGHAI, person: None, ids };
        let approve = Command::ApprovePlan(id, true);
        assert_eq!(propose(&desk, approve.clone(), &mut env), Err(Refusal::NoPerson));
        env.person = Some(who);
        let change = propose(&desk, approve, &mut env).unwrap();
        desk.applied(&change).unwrap();
        let plan = desk.book().plans().get(id).unwrap();
        assert_eq!((plan.approved, plan.approved_by), (Some(today), Some(who)));
        assert_eq!((steps_due(&desk).len(), stands_in(&desk)), (1, [true, false]));
        let change = propose(&desk, Command::ApprovePlan(id, false), &mut env).unwrap();
        desk.applied(&change).unwrap();
        assert_eq!((steps_due(&desk).len(), stands_in(&desk)), (0, [false, true]));
    }
}
