//! The versions of the policy with the days from which they hold.

use std::sync::Arc;

use crate::model::Day;
use crate::policy::Policy;

/// Every version in force some time, oldest first. The handbooks' own holds before them all.
#[derive(Debug, Clone)]
pub struct Policies {
    first: Arc<Policy>,
    versions: Vec<(Day, Arc<Policy>)>,
}

impl Policies {
    /// Returns the versions with the days from which they hold; of one day the last counts.
    pub fn new(first: Policy, mut versions: Vec<(Day, Policy)>) -> Self {
        crate::order::by(&mut versions, |a, b| (a.0, a.1.version).cmp(&(b.0, b.1.version)));
        let versions = versions.into_iter().map(|(day, policy)| (day, Arc::new(policy))).collect();
        Self { first: Arc::new(first), versions }
    }

    /// Returns the version in force on a day.
    pub fn on(&self, day: Day) -> &Arc<Policy> {
        self.versions.iter().rev().find(|(from, _)| *from <= day).map_or(&self.first, |(_, policy)| policy)
    }

    /// Returns the days on which a version begins, rising.
    pub fn beginnings(&self) -> impl Iterator<Item = Day> {
        self.versions.iter().map(|(day, _)| *day)
    }

    /// Returns every version in force on some day between two.
    pub fn between(&self, from: Day, to: Day) -> impl Iterator<Item = &Policy> {
        let later = self.versions.iter().filter(move |(day, _)| from < *day && *day <= to);
        std::iter::once(self.on(from)).chain(later.map(|(_, policy)| policy)).map(Arc::as_ref)
    }

    /// Returns the highest version number.
    pub fn newest(&self) -> u32 {
        self.versions.iter().map(|(_, policy)| policy.version).max().unwrap_or(self.first.version)
    }
}

impl Default for Policies {
    fn default() -> Self {
        Self::new(Policy::default(), Vec::new())
    }
}
