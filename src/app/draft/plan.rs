//! The form of a retention plan.

use super::{Check, Field, FieldProblem, Problem};
use crate::model::{CustomerId, Day, Env, PersonId, Plan, PlanOutcome, PlanStep, RiskTrigger};

/// One step as typed; one without a text is left out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct StepDraft {
    pub text: String,
    pub owner: Option<PersonId>,
    pub due: String,
    /// The day on which it was done.
    pub done: Option<Day>,
}

/// What the form of a plan holds, as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct PlanDraft {
    pub trigger: RiskTrigger,
    /// What of the trigger it is about; nobody types it.
    pub subject: String,
    pub risk: String,
    pub owner: Option<PersonId>,
    pub steps: Vec<StepDraft>,
    pub outcome: Option<PlanOutcome>,
    pub lesson: String,
}

impl PlanDraft {
    /// Returns the form filled with a plan's values.
    pub fn of(plan: &Plan) -> Self {
        let step = |step: &PlanStep| StepDraft {
            text: step.text.clone(),
            owner: step.owner,
            due: step.due.map(|day| day.to_string()).unwrap_or_default(),
            done: step.done,
        };
        Self {
            trigger: plan.trigger,
            subject: plan.subject.clone(),
            risk: plan.risk.clone(),
            owner: plan.owner,
            steps: plan.steps.iter().map(step).collect(),
            outcome: plan.outcome,
            lesson: plan.lesson.clone(),
        }
    }

    /// Returns the plan that the form describes; with an outcome it is closed.
    ///
    /// # Errors
    /// Every field that is not right; a plan without a step is one.
    pub fn read(
        &self,
        customer: CustomerId,
        before: Option<&Plan>,
        env: &mut Env,
    ) -> Result<Plan, Vec<FieldProblem>> {
        let mut check = Check::default();
        let mut steps = Vec::new();
        for (place, step) in self.steps.iter().enumerate() {
            let text = check.text(Field::StepText(place), &step.text);
            let due = check.any_day(Field::StepDue(place), &step.due);
            if !text.is_empty() {
                steps.push(PlanStep { text, owner: step.owner, due, done: step.done });
            } else if due.is_some() {
                check.refuse(Field::StepText(place), Problem::Required);
            }
        }
        if steps.is_empty() && check.is_clean() {
            check.refuse(Field::StepText(0), Problem::NoStep);
        }
        let today = env.today();
        let closed = self.outcome.map(|_| before.and_then(|before| before.closed).unwrap_or(today));
        let mut plan = Plan {
            risk: check.text(Field::Risk, &self.risk),
            owner: self.owner,
            steps,
            closed,
            outcome: self.outcome,
            lesson: check.text(Field::Lesson, &self.lesson),
            ..match before {
                Some(before) => before.clone(),
                None => Plan {
                    subject: self.subject.clone(),
                    ..Plan::new(env.ids.draw(), customer, self.trigger, today)
                },
            }
        };
        // What was approved is approved, and not what it becomes (A1.12).
        let asked = |plan: &Plan| {
            let step = |step: &PlanStep| (step.text.clone(), step.owner, step.due);
            plan.steps.iter().map(step).collect::<Vec<_>>()
        };
        if before.is_some_and(|before| asked(before) != asked(&plan)) {
            (plan.approved, plan.approved_by) = (None, None);
        }
        check.done(plan)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{IdSource, Zone};

    #[test]
    fn a_plan_has_steps_and_is_closed_by_its_outcome() {
        let now = Zone::SHANGHAI.instant("2024-05-10".parse().unwrap(), 14, 0);
        let mut env = Env { now, zone: Zone::SHANGHAI, person: None, ids: IdSource::new(now, [5; 16]) };
        let customer = env.ids.draw();
        let mut draft = PlanDraft {
            trigger: RiskTrigger::Complaint,
            subject: "2024-05-01".into(),
            risk: "投诉未处理".into(),
            owner: None,
            steps: Vec::new(),
            outcome: None,
            lesson: String::new(),
        };
        let wrong = draft.read(customer, None, &mut env).unwrap_err();
        assert_eq!(wrong, [FieldProblem { field: Field::StepText(0), problem: Problem::NoStep }]);
        draft.steps.push(StepDraft { due: "2024-05-32".into(), ..StepDraft::default() });
        let wrong = draft.read(customer, None, &mut env).unwrap_err();
        assert_eq!(wrong, [FieldProblem { field: Field::StepDue(0), problem: Problem::NotADay }]);
        draft.steps[0] = StepDraft { due: "2024-05-12".into(), ..StepDraft::default() };
        let wrong = draft.read(customer, None, &mut env).unwrap_err();
        assert_eq!(wrong, [FieldProblem { field: Field::StepText(0), problem: Problem::Required }]);
        draft.steps[0].text = "高层拜访".into();
        let plan = draft.read(customer, None, &mut env).unwrap();
        assert!(plan.is_open());
        assert_eq!(PlanDraft::of(&plan), draft);
        // A1.12: what was approved stays approved until somebody alters what is asked for.
        let approved = Plan { approved: Some(env.today()), ..plan.clone() };
        assert_eq!(draft.read(customer, Some(&approved), &mut env).unwrap(), approved);
        let mut other = draft.clone();
        other.steps[0].due = "2024-05-13".into();
        assert_eq!(other.read(customer, Some(&approved), &mut env).unwrap().approved, None);
        draft.outcome = Some(PlanOutcome::Kept);
        let closed = draft.read(customer, Some(&plan), &mut env).unwrap();
        assert_eq!((closed.id, closed.closed), (plan.id, Some(env.today())));
    }
}
