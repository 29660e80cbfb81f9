//! Levelling: contacts on days, inside their windows, with as low a peak as there can be.
//!
//! Days are places in a row of working days; what cannot be placed is told and stays where it was.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::order;

/// One contact to be placed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Job {
    /// The first day that it may have.
    pub first: usize,
    /// The day that it would best have.
    pub wish: usize,
    /// The last day that it may have.
    pub last: usize,
}

/// Returns a day for each job, `None` where there is no room inside its window. No day holds more than its room,
/// as many jobs have a day as can have one, and the fullest day is as empty as those allow.
pub fn level(jobs: &[Job], room: &[u32]) -> Vec<Option<usize>> {
    let most = room.iter().copied().max().unwrap_or(0);
    let all = earliest_end_first(jobs, room);
    if all.iter().any(Option::is_none) {
        // The others are spread as if those without room were not there.
        let placeable = jobs.iter().zip(&all).filter(|(_, day)| day.is_some()).map(|(job, _)| *job);
        let mut days = level(&placeable.collect::<Vec<_>>(), room).into_iter();
        return all.iter().map(|day| day.and_then(|_| days.next().flatten())).collect();
    }
    let capped = |peak: u32| room.iter().map(|room| (*room).min(peak)).collect::<Vec<_>>();
    let (mut low, mut high) = (0, most);
    while low < high {
        let peak = low + (high - low) / 2;
        if earliest_end_first(jobs, &capped(peak)).iter().all(Option::is_some) {
            high = peak;
        } else {
            low = peak + 1;
        }
    }
    let room = capped(high);
    let near = nearest(jobs, &room);
    if near.iter().all(Option::is_some) { near } else { earliest_end_first(jobs, &room) }
}

/// Day by day, whatever ends soonest first: places all jobs if any way does.
fn earliest_end_first(jobs: &[Job], room: &[u32]) -> Vec<Option<usize>> {
    let mut days = vec![None; jobs.len()];
    let mut order: Vec<usize> = (0..jobs.len()).collect();
    order::by_key(&mut order, |nth| jobs.get(*nth).map_or(0, |job| job.first));
    let mut coming = order.into_iter().peekable();
    let mut open: BinaryHeap<Reverse<(usize, usize)>> = BinaryHeap::new();
    for (day, room) in room.iter().enumerate() {
        while let Some(nth) = coming.next_if(|nth| jobs.get(*nth).is_some_and(|job| job.first <= day)) {
            open.push(Reverse((jobs.get(nth).map_or(0, |job| job.last), nth)));
        }
        let mut left = *room;
        while left > 0 {
            let Some(Reverse((last, nth))) = open.pop() else { break };
            if last < day {
                continue;
            }
            if let Some(slot) = days.get_mut(nth) {
                *slot = Some(day);
            }
            left -= 1;
        }
    }
    days
}

/// Each as near to its wish as there is room, whatever ends soonest first.
fn nearest(jobs: &[Job], room: &[u32]) -> Vec<Option<usize>> {
    let mut days = vec![None; jobs.len()];
    let mut left = room.to_vec();
    let mut order: Vec<usize> = (0..jobs.len()).collect();
    order::by_key(&mut order, |nth| jobs.get(*nth).map_or((0, 0), |job| (job.last, job.wish)));
    for nth in order {
        let Some(job) = jobs.get(nth) else { continue };
        let last = job.last.min(left.len().saturating_sub(1));
        let is_free = |day: &usize| left.get(*day).is_some_and(|left| *left > 0);
        let later = (job.wish.max(job.first)..=last).find(is_free);
        let earlier = (job.first..job.wish.min(last + 1)).rev().find(is_free);
        let day = match (earlier, later) {
            (Some(earlier), Some(later)) if job.wish - earlier < later - job.wish.min(later) => Some(earlier),
            (earlier, later) => later.or(earlier),
        };
        if let Some((day, left)) = day.and_then(|day| Some((day, left.get_mut(day)?))) {
            *left -= 1;
            if let Some(slot) = days.get_mut(nth) {
                *slot = Some(day);
            }
        }
    }
    days
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn job(first: usize, wish: usize, last: usize) -> Job {
        Job { first, wish, last }
    }

    #[test]
    fn a_pile_on_one_day_is_spread_over_its_windows() {
        let days = level(&[job(0, 0, 4); 10], &[8; 5]);
        let on = |day| days.iter().filter(|placed| **placed == Some(day)).count();
        assert_eq!((0..5).map(on).collect::<Vec<_>>(), [2, 2, 2, 2, 2]);
    }

    #[test]
    fn what_has_room_where_it_is_stays_there() {
        let days = level(&[job(0, 1, 3), job(0, 2, 3), job(2, 3, 3)], &[1; 4]);
        assert_eq!(days, [Some(1), Some(2), Some(3)]);
    }

    #[test]
    fn what_has_no_room_is_told() {
        let days = level(&[job(0, 0, 0), job(0, 0, 0), job(1, 1, 1)], &[1, 1]);
        assert_eq!(days.iter().filter(|day| day.is_none()).count(), 1);
        assert_eq!(level(&[job(0, 0, 3)], &[]), [None]);
    }

    #[test]
    fn one_without_room_does_not_pile_up_the_others() {
        let mut jobs = vec![job(0, 0, 4); 10];
        jobs.push(job(5, 5, 5));
        let days = level(&jobs, &[8, 8, 8, 8, 8, 0]);
        let on = |day| days.iter().filter(|placed| **placed == Some(day)).count();
        assert_eq!((0..6).map(on).collect::<Vec<_>>(), [2, 2, 2, 2, 2, 0]);
        assert_eq!(days[10], None);
    }

    /// Tells whether jobs can be placed at all, by trying every way (Hall: no stretch of days has more jobs that
    /// must lie in it than it has room).
    fn can_be_placed(jobs: &[Job], room: &[u32]) -> bool {
        (0..room.len()).all(|from| {
            (from..room.len()).all(|to| {
                let inside = jobs.iter().filter(|job| job.first >= from && job.last <= to).count();
                inside <= room[from..=to].iter().map(|room| *room as usize).sum::<usize>()
            })
        })
    }

    proptest! {
        #[test]
        fn no_window_is_left_no_room_is_passed_and_a_way_is_found_where_there_is_one(
            raw in prop::collection::vec((0_usize..12, 0_usize..12, 0_usize..12), 0..40),
            room in prop::collection::vec(0_u32..5, 12..13),
        ) {
            let jobs: Vec<Job> = raw
                .into_iter()
                .map(|(a, b, c)| {
                    let mut days = [a, b, c];
                    days.sort_unstable();
                    job(days[0], days[1], days[2])
                })
                .collect();
            let days = level(&jobs, &room);
            prop_assert_eq!(days.len(), jobs.len());
            let mut used = vec![0; room.len()];
            for (job, day) in jobs.iter().zip(&days) {
                if let Some(day) = day {
                    prop_assert!((job.first..=job.last).contains(day));
                    used[*day] += 1;
                }
            }
            prop_assert!(used.iter().zip(&room).all(|(used, room)| used <= room));
            prop_assert_eq!(days.iter().all(Option::is_some), can_be_placed(&jobs, &room));
            let placed: Vec<Job> = jobs.iter().zip(&days).filter_map(|(job, day)| day.map(|_| *job)).collect();
            for (job, _) in jobs.iter().zip(&days).filter(|(_, day)| day.is_none()) {
                let one_more: Vec<Job> = placed.iter().copied().chain([*job]).collect();
                prop_assert!(!can_be_placed(&one_more, &room), "{:?} would have had room", job);
            }
            let peak = used.iter().copied().max().unwrap_or(0);
            let lower: Vec<u32> = room.iter().map(|room| (*room).min(peak.saturating_sub(1))).collect();
            prop_assert!(peak == 0 || !can_be_placed(&placed, &lower), "{:?} is not the lowest peak", used);
        }
    }
}
