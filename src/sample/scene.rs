//! What every part of the sample draws from: the day, the generator, the words and the team.

use super::random::Random;
use super::words::Words;
use crate::model::{Day, Env, Instant, OwnerRole, PersonId};

/// The state of one telling, from first record to last.
pub(super) struct Scene<'a> {
    pub(super) env: &'a mut Env,
    pub(super) random: Random,
    pub(super) words: &'static Words,
    pub(super) today: Day,
    pub(super) team: Vec<(PersonId, OwnerRole)>,
    /// How many names were given to people so far.
    pub(super) names: usize,
    /// How many orders were numbered so far.
    pub(super) orders: u32,
    /// The last sequence given out for each industry and year.
    pub(super) sequences: std::collections::BTreeMap<(&'static str, i32), u32>,
    /// Whether what is invented is marked as sample.
    pub(super) is_sample: bool,
}

impl<'a> Scene<'a> {
    /// Opens a scene on the day of `env`, without a team yet.
    pub(super) fn open(env: &'a mut Env, words: &'static Words, seed: u64, is_sample: bool) -> Self {
        let today = env.today();
        Self {
            env,
            random: Random::new(seed),
            words,
            today,
            team: Vec::new(),
            names: 0,
            orders: 0,
            sequences: std::collections::BTreeMap::new(),
            is_sample,
        }
    }

    /// Returns the day `age` days ago, today at the latest.
    pub(super) fn ago(&self, age: i64) -> Day {
        self.today.plus_days(-age.max(0))
    }

    /// Returns an instant in the working hours of `day`, now at the latest.
    pub(super) fn working_time(&mut self, day: Day) -> Instant {
        let (hour, minute) = (self.random.between(9, 17), self.random.between(0, 11) * 5);
        let hour = u32::try_from(hour).unwrap_or(9);
        let minute = u32::try_from(minute).unwrap_or(0);
        self.env.zone.instant(day, hour, minute).min(self.env.now)
    }

    /// Returns a team member with that role, or any if nobody has it.
    pub(super) fn member(&mut self, role: OwnerRole) -> Option<PersonId> {
        let place = self.random.place(1 << 20);
        let fitting: Vec<PersonId> =
            self.team.iter().filter(|(_, has)| *has == role).map(|(id, _)| *id).collect();
        fitting.get(place % fitting.len().max(1)).copied().or(self.team.first().map(|(id, _)| *id))
    }
}
