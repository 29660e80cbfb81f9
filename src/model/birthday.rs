//! Birthdays by the solar or the lunar calendar, with or without the year (A2.28).

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::lunar::lunar_day;
use super::{Day, Pack, Packer, Unpacker};

/// A birthday. Stored as `1980-05-10` or `05-10`, by the lunar calendar with `lunar ` in front.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Birthday {
    year: Option<i32>,
    month: u32,
    day: u32,
    is_lunar: bool,
}

impl Birthday {
    /// Returns a birthday by the solar calendar; `None` if there is no such day. Without a year the 29th of
    /// February is one.
    pub fn solar(year: Option<i32>, month: u32, day: u32) -> Option<Self> {
        Day::new(year.unwrap_or(2024), month, day)?;
        Some(Self { year, month, day, is_lunar: false })
    }

    /// Returns a birthday by the lunar calendar: month 1–12, day 1–30. One in a leap month is kept in the month
    /// of the same number.
    pub fn lunar(year: Option<i32>, month: u32, day: u32) -> Option<Self> {
        let fits = year.is_none_or(|year| (1..=9999).contains(&year))
            && (1..=12).contains(&month)
            && (1..=30).contains(&day);
        fits.then_some(Self { year, month, day, is_lunar: true })
    }

    /// Returns the day on which it is kept in a year: a 29th of February on the 28th where there is none. `None` for
    /// lunar years that the calendar here does not know.
    pub fn in_year(self, year: i32) -> Option<Day> {
        if self.is_lunar {
            return lunar_day(year, self.month, self.day);
        }
        Day::new(year, self.month, self.day).or_else(|| Day::new(year, self.month, self.day - 1))
    }

    /// Returns the first day from `today` on, on which it is kept.
    pub fn next(self, today: Day) -> Option<Day> {
        // The lunar year before may end in this one.
        (today.year() - 1..=today.year() + 1).filter_map(|year| self.in_year(year)).find(|day| *day >= today)
    }

    /// Returns the year of birth, where it is known.
    pub fn year(self) -> Option<i32> {
        self.year
    }

    /// Returns the month, 1–12, of its calendar.
    pub fn month(self) -> u32 {
        self.month
    }

    /// Returns the day of the month.
    pub fn day(self) -> u32 {
        self.day
    }

    /// Tells whether it is by the lunar calendar.
    pub fn is_lunar(self) -> bool {
        self.is_lunar
    }
}

impl fmt::Display for Birthday {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_lunar {
            f.write_str("lunar ")?;
        }
        if let Some(year) = self.year {
            write!(f, "{year:04}-")?;
        }
        write!(f, "{:02}-{:02}", self.month, self.day)
    }
}

impl FromStr for Birthday {
    type Err = ();

    /// Reads the stored form and nothing else.
    fn from_str(text: &str) -> Result<Self, ()> {
        let (is_lunar, rest) = match text.strip_prefix("lunar ") {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let number = |text: &str| text.parse::<u32>().map_err(|_| ());
        let (year, month, day) = match rest.split('-').collect::<Vec<_>>().as_slice() {
            [month, day] => (None, number(month)?, number(day)?),
            [year, month, day] => {
                (Some(i32::try_from(number(year)?).map_err(|_| ())?), number(month)?, number(day)?)
            }
            _ => return Err(()),
        };
        let read = if is_lunar { Self::lunar } else { Self::solar };
        read(year, month, day).filter(|read| read.to_string() == text).ok_or(())
    }
}

impl Serialize for Birthday {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Birthday {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(|()| de::Error::custom("not a birthday"))
    }
}

impl Pack for Birthday {
    fn pack(&self, to: &mut Packer) {
        to.text(&self.to_string());
    }

    fn unpack(from: &mut Unpacker<'_>) -> Option<Self> {
        from.text()?.parse().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a2_28_a_birthday_comes_again_by_its_own_calendar() {
        let next = |text: &str, today: &str| {
            let next = text.parse::<Birthday>().unwrap().next(today.parse().unwrap());
            next.map(|day| day.to_string()).unwrap_or_default()
        };
        assert_eq!(next("1980-05-10", "2024-05-10"), "2024-05-10");
        assert_eq!(next("05-10", "2024-05-11"), "2025-05-10");
        assert_eq!(next("02-29", "2025-01-01"), "2025-02-28");
        assert_eq!(next("lunar 08-15", "2024-09-18"), "2025-10-06");
        assert_eq!(next("lunar 12-08", "2025-01-01"), "2025-01-07");
        assert_eq!(next("lunar 01-01", "2150-01-01"), "");
    }

    #[test]
    fn each_form_reads_back_and_no_other_is_read() {
        for text in ["1980-05-10", "02-29", "lunar 08-15", "lunar 1980-12-30"] {
            assert_eq!(text.parse::<Birthday>().unwrap().to_string(), text);
        }
        for wrong in ["", "5-10", "13-01", "02-30", "1981-02-29", "lunar 13-01", "lunar 01-31", "x", "+5-10"]
        {
            assert!(wrong.parse::<Birthday>().is_err(), "{wrong}");
        }
    }
}
