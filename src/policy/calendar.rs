//! Working days and festivals: what the State Council published, and what a book adds to it.
//!
//! Years that are not published count Monday to Friday as working days, and the screen says so.

mod years;

use std::sync::LazyLock;

use super::Policy;
use super::plain::plain;
use crate::model::{Day, vocabulary};

vocabulary! {
    /// A festival at which customers are greeted (A1.9, A2.28).
    pub enum Festival {
        /// 元旦
        NewYear = "new_year",
        /// 春节
        Spring = "spring",
        /// 元宵节
        Lantern = "lantern",
        /// 劳动节
        Labour = "labour",
        /// 端午节
        DragonBoat = "dragon_boat",
        /// 中秋节
        MidAutumn = "mid_autumn",
        /// 国庆节
        National = "national",
        /// 重阳节
        DoubleNinth = "double_ninth",
    }
}

plain! {
    /// Days that a book sets itself, before what is published.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct DaySpan {
        required {
            /// The first day.
            from: Day,
            /// The last day.
            to: Day,
            /// Whether these days are worked; free if not.
            working: bool,
        }
        optional {
            /// What they are.
            name: String,
        }
    }
}

/// Which days are worked.
#[derive(Debug, Clone, Copy, Default)]
pub struct Calendar<'a> {
    own: &'a [DaySpan],
}

/// What is published: of every day from the first on, whether it is worked where that differs from Monday to Friday.
struct Published {
    first: Day,
    days: Vec<Option<bool>>,
}

static PUBLISHED: LazyLock<Published> = LazyLock::new(|| {
    // The first holiday begins in the year before.
    let first = Day::new(years::FIRST - 1, 12, 1).unwrap_or_default();
    let mut published = Published { first, days: Vec::new() };
    for &(year, month, day, length) in years::FREE {
        let day = Day::new(year, month, day).unwrap_or_default();
        (0..length).for_each(|offset| published.note(day.plus_days(offset), false));
    }
    for &(year, month, day) in years::WORKED {
        published.note(Day::new(year, month, day).unwrap_or_default(), true);
    }
    published
});

impl Published {
    fn place(&self, day: Day) -> Option<usize> {
        usize::try_from(day.days_since(self.first)).ok()
    }

    fn note(&mut self, day: Day, working: bool) {
        let Some(place) = self.place(day) else { return };
        self.days.resize(self.days.len().max(place + 1), None);
        if let Some(noted) = self.days.get_mut(place) {
            *noted = Some(working);
        }
    }

    fn says(&self, day: Day) -> Option<bool> {
        self.days.get(self.place(day)?).copied().flatten()
    }
}

impl Policy {
    /// Returns the calendar of this policy.
    pub fn calendar(&self) -> Calendar<'_> {
        Calendar { own: &self.calendar }
    }
}

impl Calendar<'_> {
    /// Tells whether a day is worked.
    pub fn is_working(&self, day: Day) -> bool {
        if let Some(span) = self.own.iter().find(|span| (span.from..=span.to).contains(&day)) {
            return span.working;
        }
        PUBLISHED.says(day).unwrap_or_else(|| day.weekday() < 5)
    }

    /// Tells whether the holidays of a year are published, or whether Monday to Friday stands in.
    pub fn is_published(year: i32) -> bool {
        (years::FIRST..=years::LAST).contains(&year)
    }

    /// Returns the first working day from `day` on, within a hundred days.
    pub fn working_from(&self, day: Day) -> Day {
        (0..100).map(|ahead| day.plus_days(ahead)).find(|day| self.is_working(*day)).unwrap_or(day)
    }

    /// Returns the last working day up to `day`, within a hundred days.
    pub fn working_until(&self, day: Day) -> Day {
        (0..100).map(|back| day.plus_days(-back)).find(|day| self.is_working(*day)).unwrap_or(day)
    }

    /// Returns the day so many working days after `day`, which itself does not count (A1.14).
    pub fn after_working_days(&self, day: Day, count: u32) -> Day {
        (0..count).fold(day, |day, _| self.working_from(day.plus_days(1)))
    }

    /// Returns how many working days there are from `from` up to `to`, both included.
    pub fn working_days(&self, from: Day, to: Day) -> i64 {
        let length = to.days_since(from);
        (0..=length.min(4_000)).map(|ahead| i64::from(self.is_working(from.plus_days(ahead)))).sum()
    }

    /// Returns the day of a festival in a year; `None` for a lunar one outside 2020–2050.
    pub fn festival(festival: Festival, year: i32) -> Option<Day> {
        let lunar = |nth: usize| {
            let (_, days) = years::LUNAR.iter().find(|(known, _)| *known == year)?;
            let (month, day) = *days.get(nth)?;
            Day::new(year, month, day)
        };
        match festival {
            Festival::NewYear => Day::new(year, 1, 1),
            Festival::Labour => Day::new(year, 5, 1),
            Festival::National => Day::new(year, 10, 1),
            Festival::Spring => lunar(0),
            Festival::Lantern => lunar(0).map(|day| day.plus_days(14)),
            Festival::DragonBoat => lunar(1),
            Festival::MidAutumn => lunar(2),
            Festival::DoubleNinth => lunar(3),
        }
    }

    /// Returns the day on which greetings for a festival are due: the last working day before it.
    pub fn greeting(&self, festival: Festival, year: i32) -> Option<Day> {
        Self::festival(festival, year).map(|day| self.working_until(day.plus_days(-1)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use icu_calendar::Date;
    use icu_calendar::cal::ChineseTraditional;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    /// Every day of 2023–2026 that is a weekday and free, or a weekend and worked, as the npm package
    /// chinese-days 1.5.7 has it; the Python package chinesecalendar 1.11.0 says the same.
    const CHECKED: &str = include_str!("../../tests/fixtures/holidays.txt");

    #[test]
    fn every_day_of_the_published_years_is_as_an_independent_table_has_it() {
        let calendar = Calendar::default();
        let mut exceptions = Vec::new();
        let mut at = day("2023-01-01");
        while at <= day("2026-12-31") {
            if calendar.is_working(at) != (at.weekday() < 5) {
                exceptions.push(format!("{at} {}", if at.weekday() < 5 { "free" } else { "worked" }));
            }
            at = at.plus_days(1);
        }
        let checked: Vec<&str> = CHECKED.lines().collect();
        assert_eq!(exceptions, checked);
        assert!(checked.len() > 80);
    }

    #[test]
    fn lunar_festivals_are_as_the_unicode_calendar_has_them() {
        for &(year, _) in years::LUNAR {
            for (festival, month, date) in [
                (Festival::Spring, 1, 1),
                (Festival::Lantern, 1, 15),
                (Festival::DragonBoat, 5, 5),
                (Festival::MidAutumn, 8, 15),
                (Festival::DoubleNinth, 9, 9),
            ] {
                let at = Calendar::festival(festival, year).unwrap();
                let iso = Date::try_new_iso(
                    at.year(),
                    u8::try_from(at.month()).unwrap(),
                    u8::try_from(at.day_of_month()).unwrap(),
                )
                .unwrap();
                let lunar = iso.to_calendar(ChineseTraditional::new());
                let found =
                    (lunar.month().number(), lunar.month().to_input().is_leap(), lunar.day_of_month().0);
                assert_eq!(found, (month, false, date), "{festival:?} {year}");
            }
        }
    }

    #[test]
    fn a1_14_two_working_days_pass_over_a_weekend_a_holiday_and_a_worked_sunday() {
        let calendar = Calendar::default();
        // Friday; Saturday and Sunday are free.
        assert_eq!(calendar.after_working_days(day("2026-11-20"), 2), day("2026-11-24"));
        // The last working day before the Spring Festival of 2026, whose Saturday after is worked.
        assert_eq!(calendar.after_working_days(day("2026-02-14"), 2), day("2026-02-25"));
        assert!(calendar.is_working(day("2026-02-28")));
    }

    #[test]
    fn a1_9_greetings_are_due_on_the_last_working_day_before() {
        let calendar = Calendar::default();
        assert_eq!(calendar.greeting(Festival::Spring, 2026), Some(day("2026-02-14")));
        assert_eq!(calendar.greeting(Festival::National, 2026), Some(day("2026-09-30")));
        assert_eq!(calendar.greeting(Festival::Spring, 2051), None);
    }

    #[test]
    fn what_a_book_sets_goes_before_what_is_published() {
        let own =
            [DaySpan {
                from: day("2026-10-01"), to: day("2026-10-02"), working: true, name: "值班".into()
            }];
        let calendar = Calendar { own: &own };
        assert!(calendar.is_working(day("2026-10-02")) && !calendar.is_working(day("2026-10-03")));
        assert!(Calendar::is_published(2026) && !Calendar::is_published(2027));
    }
}
