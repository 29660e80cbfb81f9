//! The form of a feedback: a complaint with what became of it, a suggestion, an answer to a survey.

use super::{Check, Field, FieldProblem, Problem};
use crate::model::{CustomerId, Env, Feedback, FeedbackSort, Nps, PersonId, Satisfaction};

/// What the form of a feedback holds, as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct FeedbackDraft {
    pub sort: FeedbackSort,
    pub day: String,
    pub text: String,
    pub satisfaction: Option<u8>,
    pub nps: String,
    pub promised: String,
    pub resolved: String,
    pub resolution: String,
    pub cause: String,
    pub owner: Option<PersonId>,
}

impl FeedbackDraft {
    /// Returns an empty form of that sort, of today.
    pub fn new(sort: FeedbackSort, env: &Env) -> Self {
        Self {
            sort,
            day: env.today().to_string(),
            text: String::new(),
            satisfaction: None,
            nps: String::new(),
            promised: String::new(),
            resolved: String::new(),
            resolution: String::new(),
            cause: String::new(),
            owner: env.person,
        }
    }

    /// Returns the form filled with a feedback's values.
    pub fn of(feedback: &Feedback) -> Self {
        let day = |day: Option<crate::model::Day>| day.map(|day| day.to_string()).unwrap_or_default();
        Self {
            sort: feedback.sort,
            day: feedback.day.to_string(),
            text: feedback.text.clone(),
            satisfaction: feedback.satisfaction.map(Satisfaction::get),
            nps: feedback.nps.map(|nps| nps.get().to_string()).unwrap_or_default(),
            promised: day(feedback.promised),
            resolved: day(feedback.resolved),
            resolution: feedback.resolution.clone(),
            cause: feedback.cause.clone(),
            owner: feedback.owner,
        }
    }

    /// Returns the feedback that the form describes. What belongs to another sort is left out.
    ///
    /// # Errors
    /// Every field that is not right; a survey without any answer is one.
    pub fn read(
        &self,
        customer: CustomerId,
        before: Option<&Feedback>,
        env: &mut Env,
    ) -> Result<Feedback, Vec<FieldProblem>> {
        let mut check = Check::default();
        let today = env.today();
        let day = check.past_day(Field::Day, &self.day, today);
        let (is_complaint, is_survey) =
            (self.sort == FeedbackSort::Complaint, self.sort == FeedbackSort::Survey);
        let text = check.text(Field::FeedbackText, &self.text);
        if text.is_empty() && !is_survey {
            check.refuse(Field::FeedbackText, Problem::Required);
        }
        let nps = check.whole(Field::Nps, if is_survey { &self.nps } else { "" }, 0, 10);
        if is_survey && self.satisfaction.is_none() && nps.is_none() && self.nps.trim().is_empty() {
            check.refuse(Field::Nps, Problem::NoAnswer);
        }
        let of_complaint = |text: &str| if is_complaint { text.to_owned() } else { String::new() };
        let promised = check.later_day(Field::Promised, &of_complaint(&self.promised), day, None);
        let resolved = check.later_day(Field::Resolved, &of_complaint(&self.resolved), day, Some(today));
        let feedback = Feedback {
            text,
            satisfaction: self.satisfaction.filter(|_| is_complaint || is_survey).and_then(Satisfaction::new),
            nps: nps.and_then(|nps| u8::try_from(nps).ok()).and_then(Nps::new),
            promised,
            resolved,
            resolution: check.text(Field::Resolution, &of_complaint(&self.resolution)),
            cause: check.text(Field::Cause, &of_complaint(&self.cause)),
            owner: self.owner,
            ..match before {
                Some(before) => Feedback { sort: self.sort, day, ..before.clone() },
                None => Feedback::new(env.ids.draw(), customer, self.sort, day),
            }
        };
        check.done(feedback)
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

    fn read(draft: &FeedbackDraft) -> Result<Feedback, Vec<(Field, Problem)>> {
        let told = |problems: Vec<FieldProblem>| problems.iter().map(|p| (p.field, p.problem)).collect();
        draft.read(CustomerId::default(), None, &mut env()).map_err(told)
    }

    #[test]
    fn a_complaint_keeps_its_course_and_a_survey_only_its_answers() {
        let complaint = FeedbackDraft {
            text: "到货破损".into(),
            day: "2024-05-06".into(),
            promised: "2024-05-08".into(),
            resolved: "2024-05-09".into(),
            cause: "包装".into(),
            satisfaction: Some(4),
            nps: "9".into(),
            ..FeedbackDraft::new(FeedbackSort::Complaint, &env())
        };
        let read_complaint = read(&complaint).unwrap();
        assert!(!read_complaint.is_open_complaint());
        assert_eq!((read_complaint.satisfaction, read_complaint.nps), (Satisfaction::new(4), None));
        let survey = FeedbackDraft { sort: FeedbackSort::Survey, ..complaint };
        let read_survey = read(&survey).unwrap();
        assert_eq!((read_survey.nps, read_survey.resolved), (Nps::new(9), None));
        assert_eq!(read_survey.cause, "");
    }

    #[test]
    fn each_bad_field_says_what_is_wrong() {
        let complaint = FeedbackDraft {
            promised: "2024-05-01".into(),
            resolved: "2024-05-11".into(),
            ..FeedbackDraft::new(FeedbackSort::Complaint, &env())
        };
        assert_eq!(
            read(&complaint).unwrap_err(),
            [
                (Field::FeedbackText, Problem::Required),
                (Field::Promised, Problem::BeforeItBegan),
                (Field::Resolved, Problem::InTheFuture),
            ]
        );
        let survey = FeedbackDraft::new(FeedbackSort::Survey, &env());
        assert_eq!(read(&survey).unwrap_err(), [(Field::Nps, Problem::NoAnswer)]);
        let wrong = FeedbackDraft { nps: "11".into(), ..survey };
        assert_eq!(read(&wrong).unwrap_err(), [(Field::Nps, Problem::NotInRange(0, 10))]);
    }
}
