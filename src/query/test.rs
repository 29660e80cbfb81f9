//! One test: a measure, an operator and a value.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Truth;
use crate::facts::{Fact, Measure, Unit};
use crate::model::vocabulary;

vocabulary! {
    /// How a value is held against a bound. 以上 includes the number, 超过 does not (ruling 2).
    pub enum Operator {
        /// 等于
        Is = "is",
        /// 不等于
        IsNot = "is_not",
        /// 不低于（以上）
        AtLeast = "at_least",
        /// 超过
        Above = "above",
        /// 不超过
        AtMost = "at_most",
        /// 低于
        Below = "below",
        /// 已知
        IsKnown = "is_known",
    }
}

/// A measure held against a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Stored", into = "Stored")]
pub struct Test {
    /// What is measured.
    pub measure: Measure,
    /// How it is held against the value.
    pub operator: Operator,
    /// The value in the measure's unit; `None` until the user sets it: the test is then unknown (ruling 13).
    pub value: Option<i64>,
}

#[derive(Serialize, Deserialize)]
struct Stored {
    metric: Measure,
    operator: Operator,
    #[serde(default, skip_serializing_if = "Value::is_null")]
    value: Value,
}

impl From<Test> for Stored {
    fn from(test: Test) -> Self {
        let value = test.value.and_then(|value| stored_unit(test.measure).stored(value)).unwrap_or_default();
        Self { metric: test.measure, operator: test.operator, value }
    }
}

impl TryFrom<Stored> for Test {
    type Error = String;

    fn try_from(stored: Stored) -> Result<Self, String> {
        let value = match &stored.value {
            Value::Null => None,
            value => Some(
                stored_unit(stored.metric)
                    .read(value)
                    .ok_or_else(|| format!("{value} is no value of {}", stored.metric))?,
            ),
        };
        Ok(Self { measure: stored.metric, operator: stored.operator, value })
    }
}

/// A field of the user's own is stored by number, whatever its unit: the policy declares it elsewhere.
fn stored_unit(measure: Measure) -> Unit {
    measure.unit(|_| Some(Unit::Choice)).unwrap_or(Unit::Choice)
}

impl Test {
    /// Judges a value.
    pub fn truth(&self, fact: Option<Fact>) -> Truth {
        self.operator.holds(fact.map(|fact| fact.value), self.value)
    }
}

impl Operator {
    /// Holds a value against a bound; unknown where either is not known.
    pub fn holds(self, value: Option<i64>, bound: Option<i64>) -> Truth {
        if self == Self::IsKnown {
            return Truth::of(value.is_some());
        }
        let (Some(value), Some(bound)) = (value, bound) else { return Truth::Unknown };
        Truth::of(match self {
            Self::Is => value == bound,
            Self::IsNot => value != bound,
            Self::AtLeast => value >= bound,
            Self::Above => value > bound,
            Self::AtMost => value <= bound,
            Self::Below => value < bound,
            Self::IsKnown => true,
        })
    }

    /// Returns the operators that make sense for a unit: an order only where there is one.
    pub fn of(unit: Unit) -> &'static [Self] {
        match unit {
            Unit::YesNo | Unit::Word(_) | Unit::Choice => &[Self::Is, Self::IsNot, Self::IsKnown],
            Unit::Text => &[],
            _ => Self::ALL,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::{Metric, Origin};

    #[test]
    fn ruling_2_at_least_includes_the_number_and_above_does_not() {
        let fact = Some(Fact { value: 500, as_of: None, origin: Origin::Rated });
        for (operator, truth) in [
            (Operator::AtLeast, Truth::Met),
            (Operator::Above, Truth::Unmet),
            (Operator::AtMost, Truth::Met),
            (Operator::Below, Truth::Unmet),
            (Operator::Is, Truth::Met),
            (Operator::IsNot, Truth::Unmet),
        ] {
            let test = Test { measure: Metric::Nps.into(), operator, value: Some(500) };
            assert_eq!(test.truth(fact), truth, "{operator:?}");
        }
    }

    #[test]
    fn it_is_stored_in_words_and_refuses_what_does_not_fit() {
        let test = Test { measure: Metric::Payment.into(), operator: Operator::Is, value: Some(0) };
        let text = serde_json::to_string(&test).unwrap();
        assert_eq!(text, r#"{"metric":"payment","operator":"is","value":"cash"}"#);
        assert_eq!(serde_json::from_str::<Test>(&text).unwrap(), test);
        for wrong in [
            r#"{"metric":"payment","operator":"is","value":"gold"}"#,
            r#"{"metric":"charm","operator":"is","value":1}"#,
            r#"{"metric":"strategic","operator":"is","value":1}"#,
        ] {
            assert!(serde_json::from_str::<Test>(wrong).is_err(), "{wrong}");
        }
    }
}
