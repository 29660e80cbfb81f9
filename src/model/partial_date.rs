//! Dates that are known only to the year, quarter or month, such as 「2023-08」 or 「2024年Q3」 (A0.30, A3.9).

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::{Day, Quarter};

/// A date with the precision that it was given in. Stored as `2024`, `2024-Q3`, `2024-03` or `2024-03-05`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PartialDate {
    /// Only the year is known.
    Year(i32),
    /// The year and the quarter are known.
    Quarter(i32, Quarter),
    /// The year and the month (1–12) are known.
    Month(i32, u32),
    /// The whole day is known.
    Day(Day),
}

impl PartialDate {
    /// Returns the first day that it can mean: the one that lengths of time are counted from.
    pub fn first_day(self) -> Day {
        match self {
            Self::Year(year) => Day::new(year, 1, 1),
            Self::Quarter(year, quarter) => Day::new(year, quarter.first_month(), 1),
            Self::Month(year, month) => Day::new(year, month, 1),
            Self::Day(day) => Some(day),
        }
        .unwrap_or_default()
    }
}

impl From<Day> for PartialDate {
    fn from(day: Day) -> Self {
        Self::Day(day)
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Quarter(year, quarter) => write!(f, "{year:04}-Q{}", quarter.number()),
            Self::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Self::Day(day) => day.fmt(f),
        }
    }
}

impl FromStr for PartialDate {
    type Err = ();

    /// Reads the stored form and nothing else; what people write is read in `exchange`.
    fn from_str(text: &str) -> Result<Self, ()> {
        let year = |text: &str| text.parse::<i32>().ok().filter(|year| (1..=9999).contains(year)).ok_or(());
        match text.split('-').collect::<Vec<_>>().as_slice() {
            [only] => year(only).map(Self::Year),
            [first, second] => match second.strip_prefix('Q') {
                Some(number) => {
                    let quarter = number.parse().ok().and_then(Quarter::new).ok_or(())?;
                    Ok(Self::Quarter(year(first)?, quarter))
                }
                None => {
                    let month = second.parse().ok().filter(|month| (1..=12).contains(month)).ok_or(())?;
                    Ok(Self::Month(year(first)?, month))
                }
            },
            _ => text.parse().map(Self::Day),
        }
    }
}

impl Serialize for PartialDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PartialDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        text.parse()
            .map_err(|()| de::Error::custom("a partial date looks like 2024, 2024-Q3, 2024-03 or 2024-03-05"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_precision_reads_back_and_knows_its_first_day() {
        for (text, first) in [
            ("2024", "2024-01-01"),
            ("2024-Q3", "2024-07-01"),
            ("2023-08", "2023-08-01"),
            ("2024-02-29", "2024-02-29"),
        ] {
            let date: PartialDate = text.parse().unwrap();
            assert_eq!(date.to_string(), text);
            assert_eq!(date.first_day().to_string(), first);
        }
        for text in ["", "2024-13", "2024-Q5", "2024-02-30", "x"] {
            assert!(text.parse::<PartialDate>().is_err(), "{text}");
        }
    }
}
