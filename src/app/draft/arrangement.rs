//! The form for what is arranged with a customer.

use super::{Check, Field, FieldProblem, MoveDraft, Problem};
use crate::app::Desk;
use crate::cadence::{CapUse, rule_name};
use crate::model::{Arrangement, ArrangementSort, CapExcuse, Customer, CustomerId, Day, Env};

/// What the form for an arrangement holds, as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct ArrangementDraft {
    pub sort: ArrangementSort,
    /// The rule as scheme/tier/rule, or empty for all that is owed.
    pub rule: String,
    /// The last day, or the planned one; may be empty where it need not end.
    pub until: String,
    /// The interval of a rhythm, in days.
    pub days: String,
    pub reason: String,
    /// Why a planned day may go over a cap, if it does.
    pub cap_excuse: Option<CapExcuse>,
}

impl ArrangementDraft {
    /// Returns an empty form.
    pub fn new(sort: ArrangementSort, rule: String) -> Self {
        Self {
            sort,
            rule,
            until: String::new(),
            days: String::new(),
            reason: String::new(),
            cap_excuse: None,
        }
    }

    /// Tells whether the form asks for a day, and whether it must have one.
    pub fn asks_until(sort: ArrangementSort) -> Option<bool> {
        match sort {
            ArrangementSort::Snooze | ArrangementSort::Planned => Some(true),
            ArrangementSort::Pause | ArrangementSort::Rhythm | ArrangementSort::NoContact => Some(false),
            ArrangementSort::Skip => None,
        }
    }

    /// Tells whether the form must have a reason.
    pub fn asks_reason(sort: ArrangementSort) -> bool {
        !matches!(sort, ArrangementSort::Snooze | ArrangementSort::Planned)
    }

    /// Returns the cap that a planned day would go over, if it does.
    pub fn over(&self, desk: &Desk, id: CustomerId) -> Option<CapUse> {
        let day = self.until.trim().parse::<Day>().ok().filter(|_| self.sort == ArrangementSort::Planned)?;
        let owed = desk.standing(id).map(|standing| standing.obligations.as_slice()).unwrap_or_default();
        let rules = owed.iter().map(|owed| rule_name(desk.policy(), owed.tier, owed.rule));
        let meant = rules.filter(|rule| self.rule.is_empty() || self.rule == *rule);
        // One contact may be what several rules ask for: each is looked at alone.
        meant.into_iter().find_map(|rule| MoveDraft::of(vec![(id, rule, day)]).over(desk).pop().flatten())
    }

    /// Returns the form with the reason to go over a cap only where one is gone over.
    ///
    /// # Errors
    /// One is, and no reason was given (A0.23).
    pub(in crate::app) fn held_against_caps(
        self,
        desk: &Desk,
        id: CustomerId,
    ) -> Result<Self, Vec<FieldProblem>> {
        match (self.over(desk, id), self.cap_excuse) {
            (None, _) => Ok(Self { cap_excuse: None, ..self }),
            (Some(_), Some(_)) => Ok(self),
            (Some(_), None) => Err(vec![FieldProblem { field: Field::CapExcuse, problem: Problem::OverCap }]),
        }
    }

    /// Returns the customer with the arrangement, from today on.
    ///
    /// # Errors
    /// Every field that is not right.
    pub fn read(&self, before: &Customer, env: &Env) -> Result<Customer, Vec<FieldProblem>> {
        let mut check = Check::default();
        let today = env.today();
        let until = match (Self::asks_until(self.sort), self.until.trim()) {
            (None, _) | (Some(false), "") => None,
            (Some(true), "") => {
                check.refuse(Field::Until, Problem::Required);
                None
            }
            (Some(_), text) => match text.parse::<Day>() {
                Ok(until) if until < today => {
                    check.refuse(Field::Until, Problem::InThePast);
                    None
                }
                Ok(until) => Some(until),
                Err(()) => {
                    check.refuse(Field::Until, Problem::NotADay);
                    None
                }
            },
        };
        let days = match self.sort {
            ArrangementSort::Rhythm => {
                if self.days.trim().is_empty() {
                    check.refuse(Field::Days, Problem::Required);
                }
                check.whole(Field::Days, &self.days, 1, 3_650)
            }
            _ => None,
        };
        let reason = check.text(Field::Reason, &self.reason);
        if reason.is_empty() && Self::asks_reason(self.sort) {
            check.refuse(Field::Reason, Problem::Required);
        }
        let arrangement = Arrangement {
            sort: self.sort,
            rule: self.rule.clone(),
            from: today,
            until,
            days,
            reason,
            cap_excuse: self.cap_excuse,
            by: env.person,
        };
        check.done(arranged(before, arrangement))
    }
}

/// Returns the customer with an arrangement more; one of the same sort for the same rule ends the day before.
pub fn arranged(before: &Customer, arrangement: Arrangement) -> Customer {
    let mut after = before.clone();
    let is_same = |old: &Arrangement| old.sort == arrangement.sort && old.rule == arrangement.rule;
    end(&mut after, arrangement.from, is_same);
    after.arrangements.push(arrangement);
    after
}

/// Returns the customer with an arrangement ended as of a day: what held before stays on record, a planned day
/// is given up whole.
pub fn ended(before: &Customer, arrangement: &Arrangement, today: Day) -> Customer {
    let mut after = before.clone();
    if arrangement.sort == ArrangementSort::Planned {
        after.arrangements.retain(|old| old != arrangement);
    } else {
        end(&mut after, today, |old| old == arrangement);
    }
    after
}

fn end(customer: &mut Customer, today: Day, is_meant: impl Fn(&Arrangement) -> bool) {
    // What began today was never meant to hold, and a day that is given up is no day any more; what is over, or
    // happened once, stays as it was.
    let is_void = |old: &Arrangement| {
        old.from >= today || old.sort == ArrangementSort::Planned && old.until.is_none_or(|day| day >= today)
    };
    customer.arrangements.retain(|old| !is_meant(old) || !is_void(old));
    let lasts = |old: &&mut Arrangement| old.sort != ArrangementSort::Skip && old.holds_on(today);
    for old in customer.arrangements.iter_mut().filter(|old| is_meant(old)).filter(lasts) {
        old.until = Some(today.plus_days(-1));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{IdSource, Zone};

    fn env(day: &str) -> Env {
        let now = Zone::SHANGHAI.instant(day.parse().unwrap(), 9, 0);
        Env { now, zone: Zone::SHANGHAI, person: None, ids: IdSource::new(now, [3; 16]) }
    }

    #[test]
    fn each_sort_says_what_it_lacks() {
        let mut env = env("2024-05-10");
        let customer = Customer::new(env.ids.draw(), "甲".into(), env.now);
        let fields = |sort| {
            let draft = ArrangementDraft::new(sort, String::new());
            draft
                .read(&customer, &env)
                .err()
                .unwrap_or_default()
                .into_iter()
                .map(|wrong| wrong.field)
                .collect::<Vec<_>>()
        };
        assert_eq!(fields(ArrangementSort::Snooze), [Field::Until]);
        assert_eq!(fields(ArrangementSort::Pause), [Field::Reason]);
        assert_eq!(fields(ArrangementSort::Rhythm), [Field::Days, Field::Reason]);
        assert_eq!(fields(ArrangementSort::Skip), [Field::Reason]);
        assert_eq!(fields(ArrangementSort::NoContact), [Field::Reason]);
        let past = ArrangementDraft {
            until: "2024-05-09".into(),
            reason: "x".into(),
            ..ArrangementDraft::new(ArrangementSort::Pause, String::new())
        };
        assert_eq!(past.read(&customer, &env).unwrap_err()[0].problem, Problem::InThePast);
    }

    #[test]
    fn a_second_pause_ends_the_first_and_keeps_it_on_record() {
        let mut first = env("2024-05-10");
        let customer = Customer::new(first.ids.draw(), "甲".into(), first.now);
        let pause = |reason: &str| ArrangementDraft {
            reason: reason.into(),
            ..ArrangementDraft::new(ArrangementSort::Pause, String::new())
        };
        let once = pause("厂休").read(&customer, &first).unwrap();
        let twice = pause("停产").read(&once, &env("2024-06-01")).unwrap();
        let told: Vec<_> = twice.arrangements.iter().map(|one| (one.reason.as_str(), one.until)).collect();
        assert_eq!(told, [("厂休", "2024-05-31".parse().ok()), ("停产", None)]);
        let last = twice.arrangements[1].clone();
        let over = ended(&twice, &last, "2024-06-20".parse().unwrap());
        assert_eq!(over.arrangements[1].until, "2024-06-19".parse().ok());
        assert!(ended(&once, &once.arrangements[0], first.today()).arrangements.is_empty());
    }
    #[test]
    fn a_planned_day_that_is_ended_or_moved_leaves_nothing_due_the_day_before() {
        let mut first = env("2024-05-10");
        let customer = Customer::new(first.ids.draw(), "甲".into(), first.now);
        let plan = |until: &str| ArrangementDraft {
            until: until.into(),
            ..ArrangementDraft::new(ArrangementSort::Planned, "score/s/call".into())
        };
        let planned = plan("2024-06-01").read(&customer, &first).unwrap();
        let moved = plan("2024-06-11").read(&planned, &env("2024-05-20")).unwrap();
        let days: Vec<_> = moved.arrangements.iter().map(|one| one.until.unwrap().to_string()).collect();
        assert_eq!(days, ["2024-06-11"]);
        let ended_on = |day: &str| ended(&moved, &moved.arrangements[0], day.parse().unwrap()).arrangements;
        assert_eq!(*ended_on("2024-05-25"), []);
        assert_eq!(*ended_on("2024-07-01"), [], "one that was missed can be given up too");
    }
}
