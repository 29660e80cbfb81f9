//! When the book was last put somewhere safe, and when to speak up about it.

use crate::model::{Instant, Zone};
use crate::policy::BackupRule;

/// The last backup, and what has happened since.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Backup {
    /// When the book was last exported; `None` if it never was.
    pub last: Option<Instant>,
    /// How many changes have been made since then, or in all.
    pub changes: u64,
}

impl Backup {
    /// Returns how many calendar days ago the book was exported. A clock that was set back counts as none.
    pub fn days_ago(&self, zone: Zone, now: Instant) -> Option<i64> {
        self.last.map(|last| days(zone, last, now))
    }

    /// Tells whether it is time for another one: something changed, and too much of it or too long ago.
    /// A book that was never exported counts from `begun`.
    pub fn is_overdue(&self, rule: BackupRule, begun: Instant, zone: Zone, now: Instant) -> bool {
        self.changes > 0
            && (self.changes >= rule.changes || days(zone, self.last.unwrap_or(begun), now) >= rule.days)
    }
}

fn days(zone: Zone, from: Instant, to: Instant) -> i64 {
    zone.day_of(to).days_since(zone.day_of(from)).max(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULE: BackupRule = BackupRule { days: 7, changes: 200 };

    fn at(day: i64) -> Instant {
        Instant::from_millis(1_700_000_000_000 + day * 24 * 60 * 60 * 1000)
    }

    #[test]
    fn a_backup_is_overdue_after_seven_days_or_two_hundred_changes() {
        let overdue = |last: Option<i64>, changes, now| {
            Backup { last: last.map(at), changes }.is_overdue(RULE, at(0), Zone::SHANGHAI, at(now))
        };
        assert!(!overdue(Some(0), 1, 6));
        assert!(overdue(Some(0), 1, 7));
        assert!(!overdue(Some(0), 0, 70), "nothing changed");
        assert!(!overdue(Some(6), 199, 7));
        assert!(overdue(Some(6), 200, 7));
        assert!(!overdue(None, 1, 6));
        assert!(overdue(None, 1, 7));
        assert!(!overdue(Some(5), 1, 0), "the clock was set back");
    }
}
