//! The forms about tiers: setting one by hand, and stating a fact that no record tells.

use super::{Check, Field, FieldProblem, Problem};
use crate::facts::{Measure, Unit, day_number};
use crate::model::{Customer, Env, Money, Statement, TierOverride};
use crate::policy::Policy;

/// What the form for a tier set by hand holds, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct OverrideDraft {
    /// The scheme's id.
    pub scheme: String,
    /// The tier's id.
    pub tier: String,
    pub reason: String,
    /// The last day on which it holds, or empty.
    pub until: String,
}

impl OverrideDraft {
    /// Returns the customer with the tier set, from today on.
    ///
    /// # Errors
    /// Every field that is not right.
    pub fn read(&self, policy: &Policy, before: &Customer, env: &Env) -> Result<Customer, Vec<FieldProblem>> {
        let mut check = Check::default();
        let today = env.today();
        if policy.place(&self.scheme, &self.tier).is_none() {
            check.refuse(Field::Tier, Problem::Required);
        }
        let reason = check.text(Field::Reason, &self.reason);
        if reason.is_empty() {
            check.refuse(Field::Reason, Problem::Required);
        }
        let until = match self.until.trim() {
            "" => None,
            text => match text.parse() {
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
        let mut after = released(before, &self.scheme, env);
        after.overrides.push(TierOverride {
            scheme: self.scheme.clone(),
            tier: self.tier.clone(),
            reason,
            by: env.person,
            from: today,
            until,
        });
        check.done(after)
    }
}

/// Returns the customer with what was set in a scheme ended: what held until yesterday stays on record.
pub fn released(before: &Customer, scheme: &str, env: &Env) -> Customer {
    let (today, mut after) = (env.today(), before.clone());
    after.overrides.retain(|set| set.scheme != scheme || set.from < today);
    for set in after.overrides.iter_mut().filter(|set| set.scheme == scheme && set.holds_on(today)) {
        set.until = Some(today.plus_days(-1));
    }
    after
}

/// What the form for a stated fact holds, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct FactDraft {
    /// The stored id of the measure.
    pub measure: String,
    /// The value as typed; of a word or a choice its stored form. Empty says that it is not known any more.
    pub value: String,
    /// The day from which it is so.
    pub day: String,
    pub note: String,
}

impl FactDraft {
    /// Returns the customer with the fact stated.
    ///
    /// # Errors
    /// Every field that is not right.
    pub fn read(&self, policy: &Policy, before: &Customer, env: &Env) -> Result<Customer, Vec<FieldProblem>> {
        let mut check = Check::default();
        let day = check.past_day(Field::Day, &self.day, env.today());
        let unit = Measure::from_id(&self.measure).and_then(|measure| policy.unit(measure));
        let value = match unit {
            Some(Unit::Text) => {
                Some(check.text(Field::Value, &self.value)).filter(|text| !text.is_empty()).map(Into::into)
            }
            Some(unit) => value(unit, &self.value, &mut check).and_then(|value| unit.stored(value)),
            None => {
                check.refuse(Field::Measure, Problem::Required);
                None
            }
        };
        let mut after = before.clone();
        // One day has one value; an earlier day keeps its own.
        after.statements.retain(|old| old.metric != self.measure || old.day != day);
        let statement = Statement {
            metric: self.measure.clone(),
            value: value.unwrap_or_default(),
            day,
            by: env.person,
            note: check.text(Field::Note, &self.note),
        };
        let place = after.statements.iter().position(|old| old.day > day).unwrap_or(after.statements.len());
        after.statements.insert(place, statement);
        check.done(after)
    }
}

/// Reads a value as people write it in that unit; an empty one is `None`.
fn value(unit: Unit, text: &str, check: &mut Check) -> Option<i64> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let read = match unit {
        Unit::Fen => return check.money(Field::Value, text).map(|money: Money| money.fen),
        Unit::YesNo => Some(i64::from(text == "true")),
        Unit::Word(_) => unit.read(&text.into()),
        Unit::Day => text.parse().ok().map(day_number),
        _ => text.trim_end_matches(['%', '％']).parse().ok().filter(|value| unit.holds(*value)),
    };
    if read.is_none() {
        check.refuse(
            Field::Value,
            match unit {
                Unit::Rating => Problem::NotInRange(1, 5),
                Unit::Mark => Problem::NotInRange(0, 10),
                Unit::Day => Problem::NotADay,
                _ => Problem::NotInRange(0, 1_000_000),
            },
        );
    }
    read
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::Metric;
    use crate::model::{Day, IdSource, Zone};

    fn env(day: &str) -> Env {
        let day: Day = day.parse().unwrap();
        let now = Zone::SHANGHAI.instant(day, 9, 0);
        Env { now, zone: Zone::SHANGHAI, person: None, ids: IdSource::new(now, [3; 16]) }
    }

    #[test]
    fn a_tier_set_again_ends_the_one_before_and_keeps_it_on_record() {
        let policy = Policy::default();
        let mut first = env("2024-05-10");
        let customer = Customer::new(first.ids.draw(), "甲".into(), first.now);
        let draft = |tier: &str| OverrideDraft {
            scheme: "score".into(),
            tier: tier.into(),
            reason: "集团客户".into(),
            until: String::new(),
        };
        let once = draft("s").read(&policy, &customer, &first).unwrap();
        let later = env("2024-06-01");
        let twice = draft("a").read(&policy, &once, &later).unwrap();
        let told: Vec<_> = twice.overrides.iter().map(|set| (set.tier.as_str(), set.until)).collect();
        assert_eq!(told, [("s", "2024-05-31".parse().ok()), ("a", None)]);
        // Set and set again on one day: only the last was ever meant.
        assert_eq!(draft("b").read(&policy, &twice, &later).unwrap().overrides.len(), 2);
        assert!(released(&once, "score", &first).overrides.is_empty());
        let wrong = OverrideDraft { until: "2024-05-01".into(), ..OverrideDraft::default() };
        let fields: Vec<_> = wrong
            .read(&policy, &customer, &first)
            .unwrap_err()
            .into_iter()
            .map(|wrong| wrong.field)
            .collect();
        assert_eq!(fields, [Field::Tier, Field::Reason, Field::Until]);
    }

    #[test]
    fn a_fact_is_read_in_its_unit_and_stands_in_the_order_of_days() {
        let policy = Policy::default();
        let mut env = env("2024-05-10");
        let customer = Customer::new(env.ids.draw(), "甲".into(), env.now);
        let state = |customer: &Customer, metric: Metric, value: &str, day: &str| {
            let draft = FactDraft {
                measure: metric.id().into(),
                value: value.into(),
                day: day.into(),
                note: String::new(),
            };
            draft.read(&policy, customer, &env)
        };
        let one = state(&customer, Metric::AmountIn12Months, "12.5万", "2024-05-01").unwrap();
        let two = state(&one, Metric::Payment, "cash", "2024-04-01").unwrap();
        let three = state(&two, Metric::AmountIn12Months, "13万", "2024-05-01").unwrap();
        let told: Vec<_> =
            three.statements.iter().map(|said| (said.metric.as_str(), said.value.to_string())).collect();
        assert_eq!(
            told,
            [("payment", "\"cash\"".to_owned()), ("amount_in_12_months", "13000000".to_owned())]
        );
        for (metric, value) in [(Metric::Bond, "6"), (Metric::Payment, "gold"), (Metric::RenewalDay, "soon")]
        {
            assert_eq!(state(&customer, metric, value, "2024-05-01").unwrap_err()[0].field, Field::Value);
        }
        assert_eq!(
            state(&customer, Metric::Bond, "3", "2025-01-01").unwrap_err()[0].problem,
            Problem::InTheFuture
        );
    }
}
