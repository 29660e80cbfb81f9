//! The clock of one rule: from the contact that counted last to the window in which the next is owed.
//!
//! The window hangs on records, policy and calendar alone and not on the day it is asked for, so that the list of
//! a later day can be told today. What hangs on a date asks only which of its days is next.

use super::Window;
use crate::model::Day;
use crate::policy::{Calendar, Period, Rule, Schedule};

/// A greeting that was missed is let go this many days after its latest day.
const LAPSE_DAYS: i64 = 30;
/// Periods without a working day that are passed over at the most.
const EMPTY_PERIODS: usize = 8;

/// What the clock of a rule needs to know.
pub(super) struct Clock<'a> {
    pub rule: &'a Rule,
    pub calendar: &'a Calendar<'a>,
    /// The day of the month agreed with the customer.
    pub fixed_day: Option<u8>,
    /// The interval agreed with the customer, in days, in place of the rule's.
    pub own_interval: Option<i64>,
}

impl Clock<'_> {
    /// Returns the usual length between two contacts, in days.
    pub fn interval_days(&self) -> i64 {
        self.own_interval.unwrap_or_else(|| self.rule.schedule.interval_days()).max(1)
    }

    /// Returns the window after a counted contact on `last`; `done` counts the contacts in a period up to then.
    pub fn after(&self, last: Day, done: &dyn Fn(Day, Day) -> u32) -> Window {
        let plain = |target: Day| self.around(target).cut_at(last);
        if let Some(days) = self.own_interval {
            return self.on_working_day(plain(last.plus_days(days.max(1))));
        }
        let window = match &self.rule.schedule {
            Schedule::MonthlyOn { day } => {
                let day = self.fixed_day.map_or(*day, u32::from);
                let target = last.plus_months(1).with_day_clamped(day);
                // Once a calendar month: it opens with the month, however late in it the fixed day is.
                let window = plain(target);
                Window { earliest: window.earliest.max(target.first_of_month()), ..window }
            }
            Schedule::WeeklyOn { weekday } => {
                let (_, monday) = Period::Week.around(last);
                let target = monday.plus_days(i64::from((*weekday).min(6)));
                let window = plain(target);
                Window { earliest: window.earliest.max(monday), ..window }
            }
            Schedule::EveryMonths { months } => plain(last.plus_months((*months).max(1))),
            Schedule::EveryDays { days } => plain(last.plus_days((*days).max(1))),
            Schedule::Times { least, period, .. } => {
                self.in_period(last, (*least).max(1), *period, done).cut_at(last.plus_days(1))
            }
            // What hangs on a date does not run from a contact.
            Schedule::OnDate { .. } | Schedule::Festivals { .. } => plain(last),
        };
        self.on_working_day(window)
    }

    /// Returns the window of a first contact: open at once, due when the grace is over, or after one
    /// interval where that is shorter.
    pub fn first(&self, registered: Day, grace_days: i64) -> Window {
        let target = registered.plus_days(grace_days.clamp(0, self.interval_days()));
        self.on_working_day(Window { earliest: registered, target, latest: target })
    }

    fn around(&self, target: Day) -> Window {
        let (early, late) = (self.rule.window.early_days.max(0), self.rule.window.late_days.max(0));
        Window { earliest: target.plus_days(-early), target, latest: target.plus_days(late) }
    }

    /// The next of `least` contacts that are spread over a period.
    fn in_period(&self, last: Day, least: u32, period: Period, done: &dyn Fn(Day, Day) -> u32) -> Window {
        let (mut first, mut next) = period.around(last);
        let made = done(first, next.plus_days(-1));
        let mut nth = made.saturating_add(1);
        if nth > least {
            (first, next) = period.around(next);
            nth = 1;
        }
        // A week that is one long holiday asks for nothing.
        for _ in 0..EMPTY_PERIODS {
            if self.calendar.working_days(first, next.plus_days(-1)) > 0 {
                break;
            }
            (first, next) = period.around(next);
            nth = 1;
        }
        // A week is spread over its five days, a longer period over all of them.
        let length = if period == Period::Week { 5 } else { next.days_since(first) };
        let (nth, least) = (i64::from(nth), i64::from(least));
        let target = first.plus_days((length * nth + least - 1) / least - 1);
        Window {
            earliest: first.plus_days(length * (nth - 1) / least),
            target,
            latest: next.plus_days(-1 - (least - nth)).max(target),
        }
    }

    /// Moves the target off a rest day: forward within the window, else back within it, else not at all.
    fn on_working_day(&self, window: Window) -> Window {
        if self.calendar.is_working(window.target) {
            return window;
        }
        let forward = self.calendar.working_from(window.target);
        let back = self.calendar.working_until(window.target);
        let target = if forward <= window.latest {
            forward
        } else if back >= window.earliest {
            back
        } else {
            window.target
        };
        Window { target, ..window }
    }

    /// Returns the next window of a rule that hangs on a date, and whether it has been met for good. `date` is
    /// the day that is known of the customer, `first` the first day that counts for it, `counted` tells whether
    /// a contact was made between two days. `None` where there is no such date.
    pub fn dated(
        &self,
        date: Option<Day>,
        first: Day,
        today: Day,
        counted: &dyn Fn(Day, Day) -> bool,
    ) -> Option<(Window, bool)> {
        let mut years = today.year() - 1..=today.year() + 2;
        let lapses = |window: Window| window.latest.plus_days(LAPSE_DAYS);
        let next = |day: Day| {
            let window = self.around(day);
            let is_over =
                window.latest < first || lapses(window) < today || counted(window.earliest, lapses(window));
            (!is_over).then(|| (self.on_working_day(window), false))
        };
        match &self.rule.schedule {
            Schedule::OnDate { yearly: false, days_before, .. } => {
                let window = self.on_working_day(self.around(date?.plus_days(-days_before)));
                let met = counted(window.earliest, lapses(window));
                Some((window, met))
            }
            Schedule::OnDate { days_before, .. } => {
                let date = date?;
                let in_year =
                    |year| Some(Day::new(year, date.month(), 1)?.with_day_clamped(date.day_of_month()));
                years.filter_map(in_year).find_map(|day| next(day.plus_days(-days_before)))
            }
            // The greetings of a year come after those of the year before.
            Schedule::Festivals { days } => years.find_map(|year| {
                // A greeting is due before its festival: what is long over is told without looking for a working day.
                let is_ahead = |day: Day| lapses(self.around(day)) >= today;
                let festivals =
                    days.iter().filter(|day| Calendar::festival(**day, year).is_some_and(is_ahead));
                let mut greetings: Vec<Day> =
                    festivals.filter_map(|day| self.calendar.greeting(*day, year)).collect();
                crate::order::by(&mut greetings, Ord::cmp);
                greetings.into_iter().find_map(next)
            }),
            _ => None,
        }
    }
}

impl Window {
    /// Returns the window cut to what comes from a day on; its target and latest day stay.
    fn cut_at(self, day: Day) -> Self {
        let target = self.target.max(day);
        Self { earliest: self.earliest.max(day).min(target), target, latest: self.latest.max(target) }
    }
}
