//! Rows of one value together.

use std::ops::Range;

use super::Keys;

/// Rows that share a value of the column that is grouped by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The value's key; `None` for those where it is not known.
    pub key: Option<i64>,
    /// Which of the sorted rows.
    pub rows: Range<usize>,
}

/// Cuts rows that were sorted by `keys` first into groups, in their order.
pub fn groups(rows: &[u32], keys: &Keys) -> Vec<Group> {
    let mut found: Vec<Group> = Vec::new();
    for (place, row) in rows.iter().enumerate() {
        let key = keys.get(*row);
        match found.last_mut() {
            Some(group) if group.key == key => group.rows.end = place + 1,
            _ => found.push(Group { key, rows: place..place + 1 }),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;
    use crate::listing::{By, sort};

    proptest! {
        #[test]
        fn every_row_is_in_the_one_group_of_its_value(
            values in prop::collection::vec(prop::option::of(0i64..5), 0..40), descending in any::<bool>(),
        ) {
            let keys = Keys::of_numbers(values.iter().copied());
            let mut rows: Vec<u32> = (0..values.len() as u32).collect();
            sort(&mut rows, &[By { keys: &keys, descending }]);
            let mut plain: BTreeMap<Option<i64>, Vec<u32>> = BTreeMap::new();
            for (row, value) in values.iter().enumerate() {
                plain.entry(*value).or_default().push(row as u32);
            }
            let found = groups(&rows, &keys);
            prop_assert_eq!(found.len(), plain.len());
            for group in found {
                prop_assert_eq!(&rows[group.rows], &plain[&group.key][..]);
            }
        }
    }
}
