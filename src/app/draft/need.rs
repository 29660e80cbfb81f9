//! The form of a need (A1.6, A2.25, A3.8).

use super::{Check, Field, FieldProblem, Problem};
use crate::model::{CustomerId, Env, Need, NeedCategory, NeedNature, NeedStatus};

/// What the form of a need holds, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct NeedDraft {
    pub text: String,
    pub day: String,
    pub is_problem: bool,
    pub is_implied: bool,
    pub category: Option<NeedCategory>,
    pub nature: Option<NeedNature>,
    pub department: String,
    pub status: Option<NeedStatus>,
    pub answer: String,
    pub answered: String,
}

impl NeedDraft {
    /// Returns the form filled with a need's values.
    pub fn of(need: &Need) -> Self {
        Self {
            text: need.text.clone(),
            day: need.day.to_string(),
            is_problem: need.is_problem,
            is_implied: need.is_implied,
            category: need.category,
            nature: need.nature,
            department: need.department.clone(),
            status: Some(need.status()),
            answer: need.answer.clone(),
            answered: need.answered.map(|day| day.to_string()).unwrap_or_default(),
        }
    }

    /// Returns the need that the form describes. An answer without a day is one of today; with an answer, a
    /// need that was open is answered.
    ///
    /// # Errors
    /// Every field that is not right.
    pub fn read(
        &self,
        customer: CustomerId,
        before: Option<&Need>,
        env: &mut Env,
    ) -> Result<Need, Vec<FieldProblem>> {
        let mut check = Check::default();
        let today = env.today();
        let text = check.text(Field::NeedText, &self.text);
        if text.is_empty() {
            check.refuse(Field::NeedText, Problem::Required);
        }
        let day = check.past_day(Field::Day, &self.day, today);
        let answer = check.text(Field::Answer, &self.answer);
        let answered = check.later_day(Field::Answered, &self.answered, day, Some(today));
        let status = self.status.filter(|status| *status != NeedStatus::Open);
        let is_answered = !answer.is_empty() && (status.is_none() || status == Some(NeedStatus::Answered));
        if status == Some(NeedStatus::Answered) && answer.is_empty() {
            check.refuse(Field::Answer, Problem::Required);
        }
        let need = Need {
            is_problem: self.is_problem,
            is_implied: self.is_implied,
            category: self.category,
            nature: self.nature,
            department: check.short(Field::Department, &self.department),
            status: if is_answered { Some(NeedStatus::Answered) } else { status },
            answered: if answer.is_empty() { None } else { Some(answered.unwrap_or(today.max(day))) },
            answer,
            ..match before {
                Some(before) => Need { text, day, ..before.clone() },
                None => Need { author: env.person, ..Need::new(env.ids.draw(), customer, day, text) },
            }
        };
        check.done(need)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Day, IdSource, Zone};

    fn env() -> Env {
        let day: Day = "2024-05-10".parse().unwrap();
        let now = Zone::SHANGHAI.instant(day, 14, 0);
        Env { now, zone: Zone::SHANGHAI, person: None, ids: IdSource::new(now, [5; 16]) }
    }

    #[test]
    fn an_answer_closes_a_need_and_gets_its_day() {
        let mut env = env();
        let draft = NeedDraft {
            text: "交付期缩短到两周".into(),
            day: "2024-05-06".into(),
            answer: "6月起两周".into(),
            ..NeedDraft::default()
        };
        let need = draft.read(CustomerId::default(), None, &mut env).unwrap();
        assert_eq!((need.status(), need.answered), (NeedStatus::Answered, Some(env.today())));
        assert!(!need.is_open());
        let same = NeedDraft::of(&need).read(CustomerId::default(), Some(&need), &mut env).unwrap();
        assert_eq!(same, need);
    }

    #[test]
    fn each_bad_field_says_what_is_wrong() {
        let draft = NeedDraft {
            text: "报价\u{202e}gpj".into(),
            day: "2024-05-11".into(),
            status: Some(NeedStatus::Answered),
            answered: "2024-02-30".into(),
            department: "部".repeat(201),
            ..NeedDraft::default()
        };
        let problems = draft.read(CustomerId::default(), None, &mut env()).unwrap_err();
        let found: Vec<(Field, Problem)> = problems.iter().map(|p| (p.field, p.problem)).collect();
        assert_eq!(
            found,
            [
                (Field::NeedText, Problem::HiddenMarks),
                (Field::Day, Problem::InTheFuture),
                (Field::Answered, Problem::NotADay),
                (Field::Answer, Problem::Required),
                (Field::Department, Problem::TooLong(200)),
            ]
        );
    }
}
