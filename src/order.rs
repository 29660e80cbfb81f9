//! Sorting with one compiled copy: each use of the standard sorts costs a page some 30 kB.

use std::cmp::Ordering;

/// Sorts rows by a comparison; equal rows keep their order.
pub fn by<T>(rows: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    let mut places: Vec<u32> = (0..u32::try_from(rows.len()).unwrap_or(u32::MAX)).collect();
    let at = |place: u32| rows.get(place as usize);
    sort(&mut places, &|a, b| match (at(a), at(b)) {
        (Some(a), Some(b)) => compare(a, b),
        _ => Ordering::Equal,
    });
    arrange(rows, &mut places);
}

/// Sorts rows by a key; rows of one key keep their order.
pub fn by_key<T, K: Ord>(rows: &mut [T], key: impl Fn(&T) -> K) {
    by(rows, |a, b| key(a).cmp(&key(b)));
}

/// The one compiled sort.
fn sort(places: &mut [u32], compare: &dyn Fn(u32, u32) -> Ordering) {
    places.sort_unstable_by(|a, b| compare(*a, *b).then(a.cmp(b)));
}

/// Sorts many rows by a number, digit by digit and without comparing them; rows of one number keep their order.
pub fn by_number<T: Copy>(rows: &mut Vec<T>, number: impl Fn(&T) -> i64) {
    let mut sorted = rows.clone();
    for shift in (0..i64::BITS).step_by(u8::BITS as usize) {
        // What is below zero comes first.
        let digit = |row: &T| usize::from((number(row).wrapping_sub(i64::MIN) >> shift) as u8);
        let mut places = [0_usize; 1 << u8::BITS];
        for row in rows.iter() {
            if let Some(count) = places.get_mut(digit(row)) {
                *count += 1;
            }
        }
        if places.contains(&rows.len()) {
            continue;
        }
        let mut sum = 0;
        for place in &mut places {
            sum += std::mem::replace(place, sum);
        }
        for row in rows.iter() {
            if let Some(place) = places.get_mut(digit(row))
                && let Some(to) = sorted.get_mut(*place)
            {
                *to = *row;
                *place += 1;
            }
        }
        std::mem::swap(rows, &mut sorted);
    }
}

/// Brings each row to its place: the row at `places[i]` goes to `i`, cycle by cycle.
fn arrange<T>(rows: &mut [T], places: &mut [u32]) {
    for start in 0..places.len() {
        let mut here = start;
        while let Some(place) = places.get_mut(here) {
            let next = *place as usize;
            *place = here as u32;
            if next == start || next == here {
                break;
            }
            rows.swap(here, next);
            here = next;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_sorts_as_the_standard_stable_sort_does(rows in prop::collection::vec((0u8..8, any::<u16>()), 0..200)) {
            let (mut ours, mut theirs) = (rows.clone(), rows);
            super::by_key(&mut ours, |row| row.0);
            theirs.sort_by_key(|row| row.0);
            prop_assert_eq!(ours, theirs);
        }

        #[test]
        fn numbers_sort_as_the_standard_stable_sort_sorts_them(
            rows in prop::collection::vec((prop_oneof![any::<i64>(), -3_i64..3, -70_000_i64..70_000], any::<u16>()), 0..300),
        ) {
            let (mut ours, mut theirs) = (rows.clone(), rows);
            super::by_number(&mut ours, |row| row.0);
            theirs.sort_by_key(|row| row.0);
            prop_assert_eq!(ours, theirs);
        }
    }
}
