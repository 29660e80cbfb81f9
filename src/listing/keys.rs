//! The values of a column in a form that compares quickly, and sorting by them.

use std::cmp::Ordering;
use std::collections::HashMap;

use crate::order;

/// What stands for a value that is not known.
const UNKNOWN: i64 = i64::MIN;

/// The values of one column, by row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Keys(Vec<i64>);

impl Keys {
    /// Returns the keys of numbers, in the order of the rows.
    pub fn of_numbers(values: impl Iterator<Item = Option<i64>>) -> Self {
        Self(values.map(|value| value.unwrap_or(UNKNOWN)).collect())
    }

    /// Returns the keys of texts in the order that `compare` gives them; an empty text is not known.
    pub fn of_texts<'a>(
        texts: impl Iterator<Item = &'a str>,
        compare: &dyn Fn(&str, &str) -> Ordering,
    ) -> Self {
        let mut numbers: HashMap<&str, usize> = HashMap::new();
        let mut distinct: Vec<&str> = Vec::new();
        let mut rows: Vec<usize> = Vec::new();
        for text in texts {
            let next = distinct.len();
            let number = *numbers.entry(text).or_insert(next);
            if number == next {
                distinct.push(text);
            }
            rows.push(number);
        }
        let mut places: Vec<usize> = (0..distinct.len()).collect();
        let text = |place: &usize| distinct.get(*place).copied().unwrap_or_default();
        order::by(&mut places, |a, b| compare(text(a), text(b)).then_with(|| text(a).cmp(text(b))));
        let mut ranks = vec![UNKNOWN; distinct.len()];
        for (rank, place) in places.iter().enumerate() {
            if let Some(slot) = ranks.get_mut(*place).filter(|_| !text(place).is_empty()) {
                *slot = i64::try_from(rank).unwrap_or(i64::MAX);
            }
        }
        Self(rows.into_iter().map(|number| ranks.get(number).copied().unwrap_or(UNKNOWN)).collect())
    }

    /// Returns a row's key; `None` where the value is not known.
    pub fn get(&self, row: u32) -> Option<i64> {
        self.0.get(row as usize).copied().filter(|key| *key != UNKNOWN)
    }
}

/// A column that is sorted by.
#[derive(Debug, Clone, Copy)]
pub struct By<'a> {
    /// Its keys.
    pub keys: &'a Keys,
    /// Whether the largest comes first.
    pub descending: bool,
}

impl By<'_> {
    fn compare(&self, one: u32, other: u32) -> Ordering {
        match (self.keys.get(one), self.keys.get(other)) {
            (Some(one), Some(other)) if self.descending => other.cmp(&one),
            (Some(one), Some(other)) => one.cmp(&other),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => Ordering::Equal,
        }
    }
}

/// Sorts rows by the first column, those that are equal there by the next, and so on; rows that are equal
/// in all keep their order. What is not known comes last in either direction.
pub fn sort(rows: &mut [u32], by: &[By<'_>]) {
    order::by(rows, |one, other| {
        by.iter().map(|by| by.compare(*one, *other)).find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
    });
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The plain way: the values themselves, by the standard's stable sort.
    fn plainly(rows: &mut [u32], columns: &[(Vec<Option<i64>>, bool)]) {
        rows.sort_by(|a, b| {
            for (values, descending) in columns {
                let (a, b) = (values[*a as usize], values[*b as usize]);
                let order = match (a, b) {
                    (Some(a), Some(b)) if *descending => b.cmp(&a),
                    (Some(a), Some(b)) => a.cmp(&b),
                    (a, b) => b.is_some().cmp(&a.is_some()),
                };
                if order.is_ne() {
                    return order;
                }
            }
            Ordering::Equal
        });
    }

    proptest! {
        #[test]
        fn rows_stand_as_a_plain_sort_puts_them(
            columns in prop::collection::vec(
                (prop::collection::vec(prop::option::of(-3i64..4), 40), any::<bool>()), 0..4),
            mut rows in Just((0..40u32).collect::<Vec<_>>()).prop_shuffle(),
        ) {
            let keys: Vec<Keys> =
                columns.iter().map(|(values, _)| Keys::of_numbers(values.iter().copied())).collect();
            let by: Vec<By<'_>> = keys
                .iter()
                .zip(&columns)
                .map(|(keys, (_, descending))| By { keys, descending: *descending })
                .collect();
            let mut plain = rows.clone();
            plainly(&mut plain, &columns);
            sort(&mut rows, &by);
            prop_assert_eq!(rows, plain);
        }

        #[test]
        fn texts_are_ranked_as_they_compare(texts in prop::collection::vec("[ab甲]{0,2}", 0..40)) {
            let keys = Keys::of_texts(texts.iter().map(String::as_str), &|a, b| b.cmp(a));
            for (one, a) in texts.iter().enumerate() {
                prop_assert_eq!(keys.get(one as u32).is_none(), a.is_empty());
                for (other, b) in texts.iter().enumerate().filter(|(_, b)| !b.is_empty() && !a.is_empty()) {
                    prop_assert_eq!(keys.get(one as u32).cmp(&keys.get(other as u32)), b.cmp(a));
                }
            }
        }
    }
}
