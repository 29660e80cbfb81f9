//! How a value is stored: as a number, a yes or no, a word's stable id or a day, by its unit.

use serde_json::Value;

use super::{Unit, WordList};
use crate::model::{Day, Source};

/// Returns the day from which days are numbered.
fn epoch() -> Day {
    Day::new(1970, 1, 1).unwrap_or_default()
}

/// Returns the number of a calendar day, in days since 1970-01-01.
pub fn day_number(day: Day) -> i64 {
    day.days_since(epoch())
}

/// Returns the calendar day of a number.
pub fn numbered_day(number: i64) -> Day {
    epoch().plus_days(number)
}

impl Unit {
    /// Returns a value in its stored form; `None` for a word that is not on its list.
    pub fn stored(self, value: i64) -> Option<Value> {
        Some(match self {
            Self::YesNo => Value::Bool(value != 0),
            Self::Word(WordList::Source) => Value::from(Source::number_id(value)?),
            Self::Word(list) => Value::from(*list.ids().get(usize::try_from(value).ok()?)?),
            Self::Day => Value::from(numbered_day(value).to_string()),
            Self::Text => return None,
            _ => Value::from(value),
        })
    }

    /// Reads a stored value; `None` where it does not fit the unit.
    pub fn read(self, stored: &Value) -> Option<i64> {
        let value = match (self, stored) {
            (Self::YesNo, Value::Bool(yes)) => i64::from(*yes),
            (Self::Word(WordList::Source), Value::String(word)) => Source::number_of(word)?,
            (Self::Word(list), Value::String(word)) => {
                i64::try_from(list.ids().iter().position(|id| id == word)?).ok()?
            }
            (Self::Day, Value::String(day)) => day_number(day.parse().ok()?),
            (Self::YesNo | Self::Word(_) | Self::Day | Self::Text, _) => return None,
            (_, stored) => stored.as_i64()?,
        };
        self.holds(value).then_some(value)
    }

    /// Tells whether a value is within what the unit can mean.
    pub fn holds(self, value: i64) -> bool {
        match self {
            Self::Rating => (1..=5).contains(&value),
            Self::Mark => (0..=10).contains(&value),
            Self::YesNo => (0..=1).contains(&value),
            Self::Fen | Self::Count | Self::Months | Self::Days | Self::Choice => value >= 0,
            Self::Percent | Self::Word(_) | Self::Day => true,
            Self::Text => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::Metric;

    #[test]
    fn each_unit_reads_back_what_it_writes_and_refuses_what_does_not_fit() {
        for (unit, value, stored) in [
            (Unit::YesNo, 1, Value::from(true)),
            (Unit::Word(WordList::Payment), 0, Value::from("cash")),
            (Unit::Word(WordList::Source), 1, Value::from("trade_show")),
            (Unit::Word(WordList::Source), (1 << 62) + 10, Value::from("own-000000000000000a")),
            (Unit::Day, day_number("2024-05-10".parse().unwrap()), Value::from("2024-05-10")),
            (Unit::Fen, 500_000, Value::from(500_000)),
        ] {
            assert_eq!(unit.stored(value), Some(stored.clone()));
            assert_eq!(unit.read(&stored), Some(value));
        }
        assert_eq!(Unit::Rating.read(&Value::from(6)), None);
        assert_eq!(Unit::YesNo.read(&Value::from(1)), None);
        assert_eq!(Unit::Word(WordList::Payment).read(&Value::from("gold")), None);
    }

    #[test]
    fn every_metric_is_found_again_by_its_id() {
        for &metric in Metric::ALL {
            assert_eq!(super::super::Measure::from_id(metric.id()), Some(metric.into()));
        }
    }
}
