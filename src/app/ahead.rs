//! Today's list of a day to come, worked out before it comes: whoever opens the book then finds its first lines at
//! once. "The list for day d computed today equals the list computed on d with no new events."

use std::sync::Arc;

use crate::book::Book;
use crate::model::{Customer, Day, PersonId, Zone};
use crate::order;
use crate::policy::Policy;
use crate::tiering::{Population, Yardstick};

use super::today::{Few, Row};
use super::{Desk, Due, Standing, TodayCounts, TodayGroup};

/// What has to be done on a day to come, if nothing happens before.
#[derive(Debug, Clone)]
pub struct Ahead {
    /// The day.
    pub day: Day,
    /// The policy that is in force then.
    pub policy: Arc<Policy>,
    /// How long each part of the list is.
    pub counts: TodayCounts,
    /// The first lines of what has to be done, each with where its customer stands then.
    pub lines: Vec<(Due, Standing)>,
}

/// A day to come being worked out: call [`AheadRun::step`] until all is done. The book may not change meanwhile.
#[derive(Debug, Clone)]
pub struct AheadRun {
    ahead: Ahead,
    zone: Zone,
    owner: Option<PersonId>,
    most_lines: usize,
    population: Population,
    stage: Stage,
    /// The first lines so far and some that may not be among them.
    found: Vec<(Due, Standing)>,
}

#[derive(Debug, Clone, Copy)]
enum Stage {
    /// Values that customers are compared by are noted, from a place among the customers on.
    Noting(usize),
    Ranking,
    Listing(usize),
    Done,
}

impl AheadRun {
    /// Begins to work out the first `most_lines` lines of a day for whoever owns customers, or for everybody.
    pub fn begin(desk: &Desk, day: Day, owner: Option<PersonId>, most_lines: usize) -> Self {
        let policy = desk.policies().on(day).clone();
        let population = Population::of(&policy);
        let stage = if population.is_needed() { Stage::Noting(0) } else { Stage::Listing(0) };
        let ahead = Ahead { day, policy, counts: TodayCounts::default(), lines: Vec::new() };
        Self { ahead, zone: desk.zone(), owner, most_lines, population, stage, found: Vec::new() }
    }

    /// Goes on with up to `most` customers; tells whether there is more to do.
    pub fn step(&mut self, book: &Book, most: usize) -> bool {
        let policy = self.ahead.policy.clone();
        match self.stage {
            Stage::Noting(from) => {
                let plain = Yardstick::new(&policy, self.ahead.day, None);
                for customer in book.customers().iter().skip(from).take(most) {
                    let values = plain.bare_case(book, customer).compared_values(&self.population);
                    self.population.note(&values);
                }
                let next = from.saturating_add(most);
                let is_more = next < book.customers().len();
                self.stage = if is_more { Stage::Noting(next) } else { Stage::Ranking };
            }
            Stage::Ranking => {
                if !self.population.settle_next(&policy) {
                    self.stage = Stage::Listing(0);
                }
            }
            Stage::Listing(from) => {
                let owner = self.owner;
                let is_meant = |customer: &&Customer| owner.is_none_or(|owner| customer.owner == Some(owner));
                let customers = book.customers().iter().skip(from).take(most).filter(is_meant);
                let yardstick = Yardstick::new(&policy, self.ahead.day, Some(&self.population));
                let standing = |customer| {
                    (customer, Standing::of(book, &yardstick, &self.population, customer, self.zone))
                };
                let standings: Vec<(&Customer, Standing)> = customers.map(standing).collect();
                standings.into_iter().for_each(|(customer, standing)| self.list(book, customer, standing));
                let next = from.saturating_add(most);
                let is_more = next < book.customers().len();
                if !is_more {
                    self.keep_first(book);
                }
                self.stage = if is_more { Stage::Listing(next) } else { Stage::Done };
            }
            Stage::Done => {}
        }
        !matches!(self.stage, Stage::Done)
    }

    fn list(&mut self, book: &Book, customer: &Customer, standing: Standing) {
        self.ahead.counts.add(Few::of(&standing.obligations));
        let rows = Row::all(customer, &standing, TodayGroup::ToDo);
        self.found.extend(rows.map(|row| (row.due, standing.clone())));
        // Only the first lines are wanted: the rest is let go again and again, seldom enough to cost nothing.
        if self.found.len() > self.most_lines.saturating_mul(8) {
            self.keep_first(book);
        }
    }

    fn keep_first(&mut self, book: &Book) {
        let row = |(due, standing): &(Due, Standing)| {
            Row::of(book.customers().get(due.customer)?, standing, due.nth)
        };
        order::by(&mut self.found, |one, other| match (row(one), row(other)) {
            (Some(one), Some(other)) => one.compare(&other),
            (one, other) => other.is_some().cmp(&one.is_some()),
        });
        self.found.truncate(self.most_lines);
    }

    /// Returns the day, once all is done.
    pub fn result(self) -> Ahead {
        Ahead { lines: self.found, ..self.ahead }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{TodayFilter, today};
    use crate::model::{BookInfo, Env, IdSource};
    use crate::sample;
    use proptest::prelude::*;

    const LINES: usize = 12;

    fn settled(book: Book, day: Day) -> Desk {
        let mut desk = Desk::open(book, Zone::SHANGHAI, day);
        while desk.work_out(100) > 0 {}
        while desk.compare(100) {}
        desk
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]
        #[test]
        fn the_list_of_a_day_to_come_is_the_one_of_that_day(
            seed in any::<[u8; 16]>(), days in 0..90_i64, step in 1..40_usize, is_owned in any::<bool>()
        ) {
            let today_is: Day = "2026-11-21".parse().unwrap_or_default();
            let now = Zone::SHANGHAI.instant(today_is, 9, 0);
            let mut env = Env { now, zone: Zone::SHANGHAI, person: None, ids: IdSource::new(now, seed) };
            let records = sample::synthetic_stream(&mut env, 60, 3, 5);
            let book = Book::assemble(BookInfo::begun(now), records).unwrap();
            let desk = settled(book.clone(), today_is);
            let owner = book.customers().iter().find_map(|customer| customer.owner).filter(|_| is_owned);
            let day = today_is.plus_days(days);
            let mut run = AheadRun::begin(&desk, day, owner, LINES);
            while run.step(desk.book(), step) {}
            let ahead = run.result();

            let then = settled(book, day);
            let (list, counts) = today(&then, &TodayFilter { owner, ..TodayFilter::default() });
            prop_assert_eq!(ahead.counts, counts);
            let first: Vec<Due> = list.iter().take(LINES).copied().collect();
            prop_assert_eq!(ahead.lines.iter().map(|(due, _)| *due).collect::<Vec<_>>(), first);
            for (due, standing) in &ahead.lines {
                prop_assert_eq!(then.standing(due.customer), Some(standing));
            }
        }
    }
}
