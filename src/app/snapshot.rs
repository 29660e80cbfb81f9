//! Snapshots of the book beside its database: when one is due, and which are kept.

use std::collections::BTreeSet;

use crate::model::{Day, Instant, Zone, vocabulary};

vocabulary! {
    /// Why a snapshot was made.
    pub enum SnapshotReason {
        /// 自动
        Rolling = "rolling",
        /// 手动
        Asked = "asked",
        /// 替换之前
        BeforeReplace = "before_replace",
    }
}

/// One snapshot, as its name tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snapshot {
    /// When it was made.
    pub at: Instant,
    /// The number of the last change that is in it.
    pub last_change: u64,
    /// Why it was made.
    pub reason: SnapshotReason,
    /// How many customers are in it.
    pub customers: usize,
    /// How many records of all kinds.
    pub records: usize,
}

/// After so many changes a further snapshot is made on the same day.
const CHANGES: u64 = 50;
/// For so many days the last snapshot of each day is kept.
const DAYS: i64 = 7;
/// For so many weeks the last snapshot of each week is kept.
const WEEKS: usize = 4;

impl Snapshot {
    /// Returns the name of its file.
    pub fn name(&self) -> String {
        let Self { at, last_change, reason, customers, records } = self;
        format!("{}-{last_change}-{customers}-{records}-{}.gz", at.millis(), reason.id())
    }

    /// Reads the name of a file; `None` if that is no snapshot's.
    pub fn from_name(name: &str) -> Option<Self> {
        let mut parts = name.strip_suffix(".gz")?.splitn(5, '-');
        let snapshot = Self {
            at: Instant::from_millis(parts.next()?.parse().ok()?),
            last_change: parts.next()?.parse().ok()?,
            customers: parts.next()?.parse().ok()?,
            records: parts.next()?.parse().ok()?,
            reason: SnapshotReason::from_id(parts.next()?)?,
        };
        (snapshot.name() == name).then_some(snapshot)
    }
}

/// Tells whether a rolling snapshot is due at `now`, with `last_change` on the disk: the first of a day on
/// which something has changed since the last one, and another after each 50 changes. Those from days to come
/// do not count: the clock was wrong when they were made, or is now.
pub fn is_snapshot_due(snapshots: &[Snapshot], last_change: u64, zone: Zone, now: Instant) -> bool {
    let made = snapshots.iter().filter(|snapshot| zone.day_of(snapshot.at) <= zone.day_of(now));
    let Some(newest) = made.max_by_key(|snapshot| (snapshot.at, snapshot.last_change)) else {
        return true;
    };
    if newest.last_change > last_change {
        // Of a book that was here before this one.
        return true;
    }
    let changes = last_change - newest.last_change;
    changes >= CHANGES || (changes > 0 && zone.day_of(newest.at) != zone.day_of(now))
}

/// Returns those that need not be kept: all but the last of each of the last seven days and of the last four
/// weeks, what was made before a book was replaced or by hand in those days, and the newest.
pub fn outlived(snapshots: &[Snapshot], zone: Zone, today: Day) -> Vec<Snapshot> {
    let mut newest_first: Vec<&Snapshot> = snapshots.iter().collect();
    crate::order::by_key(&mut newest_first, |snapshot| {
        std::cmp::Reverse((snapshot.at, snapshot.last_change))
    });
    let (mut days, mut weeks) = (BTreeSet::new(), BTreeSet::new());
    let mut outlived = Vec::new();
    for (place, snapshot) in newest_first.into_iter().enumerate() {
        let day = zone.day_of(snapshot.at);
        let is_recent = today.days_since(day) < DAYS;
        let week = day.plus_days(-i64::from(day.weekday()));
        let is_last_of_day = days.insert(day);
        let is_last_of_week = weeks.insert(week);
        let is_kept = place == 0
            || (is_recent && (is_last_of_day || snapshot.reason != SnapshotReason::Rolling))
            || (is_last_of_week && weeks.len() <= WEEKS);
        if !is_kept {
            outlived.push(snapshot.clone());
        }
    }
    outlived
}

/// What became of the snapshots when the lock of the book was altered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rewritten {
    /// How many were written anew.
    pub snapshots: usize,
    /// How many could not be, and went.
    pub removed: usize,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(day: i64, hour: i64) -> Instant {
        Instant::from_millis(1_700_000_000_000 + (day * 24 + hour) * 3_600_000)
    }

    fn snapshot(day: i64, hour: i64, last_change: u64) -> Snapshot {
        Snapshot { at: at(day, hour), last_change, reason: SnapshotReason::Rolling, customers: 1, records: 2 }
    }

    fn today(day: i64) -> Day {
        Zone::SHANGHAI.day_of(at(day, 0))
    }

    #[test]
    fn a_snapshot_is_due_on_another_day_or_after_fifty_changes() {
        let due = |snapshots: &[Snapshot], last_change, day, hour| {
            is_snapshot_due(snapshots, last_change, Zone::SHANGHAI, at(day, hour))
        };
        assert!(due(&[], 1, 0, 0));
        assert!(!due(&[snapshot(0, 0, 10)], 10, 5, 0), "nothing changed");
        assert!(!due(&[snapshot(0, 0, 10)], 59, 0, 5));
        assert!(due(&[snapshot(0, 0, 10)], 60, 0, 5));
        assert!(due(&[snapshot(0, 0, 10)], 11, 1, 0));
        assert!(due(&[snapshot(0, 0, 10)], 3, 0, 1), "another book");
    }

    #[test]
    fn a_clock_set_back_asks_for_one_snapshot_and_no_more() {
        let ahead = [snapshot(30, 0, 10)];
        let due = |snapshots: &[Snapshot], last_change| {
            is_snapshot_due(snapshots, last_change, Zone::SHANGHAI, at(0, 1))
        };
        assert!(due(&ahead, 11));
        let and_now = [ahead[0].clone(), snapshot(0, 1, 11)];
        assert!(!due(&and_now, 12));
        assert!(due(&and_now, 61));
    }

    #[test]
    fn seven_days_and_four_weeks_are_kept() {
        let daily: Vec<Snapshot> =
            (0..60).flat_map(|day| [snapshot(day, 0, 1), snapshot(day, 3, 2)]).collect();
        let gone = outlived(&daily, Zone::SHANGHAI, today(59));
        let kept: Vec<i64> = daily
            .iter()
            .filter(|one| !gone.contains(one))
            .map(|one| (one.at.millis() - at(0, 3).millis()) / 86_400_000)
            .collect();
        // The last seven days, and the ends of the weeks before.
        assert_eq!(kept[kept.len() - 7..], [53, 54, 55, 56, 57, 58, 59]);
        assert!((9..=10).contains(&kept.len()), "{kept:?}");
        assert!(kept.first().is_some_and(|first| (38..=44).contains(first)), "{kept:?}");
    }

    #[test]
    fn what_was_made_before_a_replacement_outlives_the_day() {
        let before = Snapshot { reason: SnapshotReason::BeforeReplace, ..snapshot(0, 1, 5) };
        let all = [snapshot(0, 0, 4), before.clone(), snapshot(0, 2, 6)];
        assert_eq!(outlived(&all, Zone::SHANGHAI, today(0)), [snapshot(0, 0, 4)]);
        assert!(Snapshot::from_name("x.gz").is_none());
        assert_eq!(Snapshot::from_name(&before.name()), Some(before));
    }

    proptest! {
        #[test]
        fn the_newest_is_never_let_go_and_letting_go_comes_to_rest(
            made in prop::collection::vec((0i64..80, 0i64..24, 0u64..9), 1..60), now in 0i64..100,
        ) {
            // No two have the same name.
            let mut all: Vec<Snapshot> = made.into_iter().map(|(day, hour, n)| snapshot(day, hour, n)).collect();
            all.sort_by_key(Snapshot::name);
            all.dedup();
            let newest = all.iter().max_by_key(|one| (one.at, one.last_change)).cloned().unwrap();
            let gone = outlived(&all, Zone::SHANGHAI, today(now));
            prop_assert!(!gone.contains(&newest));
            all.retain(|one| !gone.contains(one));
            prop_assert_eq!(outlived(&all, Zone::SHANGHAI, today(now)), []);
        }
    }
}
