//! When the book was last put somewhere safe, when to speak up about it, and the folder it is saved into by itself.

use crate::model::{Day, Instant, Zone};
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

    /// Tells whether it is time to save into the folder again: something changed since another day, or much today.
    pub fn is_due_in_folder(&self, zone: Zone, now: Instant) -> bool {
        self.changes > 0 && (self.changes >= CHANGES || self.days_ago(zone, now) != Some(0))
    }
}

/// How many files are kept in the backup folder.
const FILES: usize = 30;
/// After so many changes the file of the day is written anew.
const CHANGES: u64 = 50;

/// The folder on the user's disk into which the book is saved by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupFolder {
    /// Its name, as the user knows it.
    pub name: String,
    /// Tells the files of this browser from those of others that save into the same folder.
    pub mark: String,
    /// Whether the browser allows writing into it at present.
    pub is_allowed: bool,
}

impl BackupFolder {
    /// Returns the name of the file of a day, sealed or not.
    pub fn file(&self, day: Day, is_sealed: bool) -> String {
        format!("{}{day}{}", Self::STEM, self.ending(is_sealed))
    }

    fn ending(&self, is_sealed: bool) -> String {
        format!("-{}.{}", self.mark, if is_sealed { "wellkept" } else { "json" })
    }

    const STEM: &str = "wellkept-";

    /// Returns those of the files in the folder that need not be kept: all but the last 30 of this browser. What
    /// others put there is never among them.
    pub fn outlived(&self, names: &[String]) -> Vec<String> {
        let ends = [false, true].map(|sealed| self.ending(sealed));
        let day = |name: &str| {
            let rest = name.strip_prefix(Self::STEM)?;
            ends.iter().find_map(|end| rest.strip_suffix(end.as_str()))?.parse::<Day>().ok()
        };
        let mut own: Vec<(Day, &String)> = names.iter().filter_map(|name| Some((day(name)?, name))).collect();
        crate::order::by_key(&mut own, |(day, _)| std::cmp::Reverse(*day));
        own.into_iter().skip(FILES).map(|(_, name)| name.clone()).collect()
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
    fn the_folder_is_written_once_a_day_and_after_fifty_changes() {
        let due = |last: Option<i64>, changes, now| {
            Backup { last: last.map(at), changes }.is_due_in_folder(Zone::SHANGHAI, at(now))
        };
        assert!(due(None, 1, 0));
        assert!(!due(Some(3), 0, 9), "nothing changed");
        assert!(!due(Some(3), 49, 3));
        assert!(due(Some(3), 50, 3));
        assert!(due(Some(3), 1, 4));
    }

    #[test]
    fn thirty_files_of_this_browser_are_kept_and_nothing_else_is_touched() {
        let folder = BackupFolder { name: "备份".into(), mark: "7f3a".into(), is_allowed: true };
        let first: Day = "2026-01-01".parse().unwrap();
        let mut names: Vec<String> =
            (0..33).map(|day| folder.file(first.plus_days(day), day % 2 == 1)).collect();
        assert_eq!(names[..2], ["wellkept-2026-01-01-7f3a.json", "wellkept-2026-01-02-7f3a.wellkept"]);
        names.extend(
            ["wellkept-2020-01-01-0000.json", "年终总结.docx", "wellkept-2020-01-01.json"].map(String::from),
        );
        names.reverse();
        let mut gone = folder.outlived(&names);
        gone.sort();
        assert_eq!(
            gone,
            (0..3).map(|day| folder.file(first.plus_days(day), day % 2 == 1)).collect::<Vec<_>>()
        );
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
