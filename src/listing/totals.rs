//! What the values of a column come to together.

use super::Keys;

/// The total of a column over some rows. What is not known is counted, not taken for zero.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Total {
    /// The sum of the known values; of one that is too large, the largest number there is.
    pub sum: i64,
    /// How many values are known.
    pub known: usize,
    /// How many are not.
    pub unknown: usize,
}

impl Total {
    /// Adds up a column over some rows.
    pub fn of(rows: &[u32], keys: &Keys) -> Self {
        let mut total = Self::default();
        for row in rows {
            match keys.get(*row) {
                Some(value) => {
                    total.sum = total.sum.saturating_add(value);
                    total.known += 1;
                }
                None => total.unknown += 1,
            }
        }
        total
    }

    /// Returns the mean of the known values, cut to a whole number; `None` where none is known.
    pub fn mean(self) -> Option<i64> {
        self.sum.checked_div(i64::try_from(self.known).ok()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_known_is_no_zero() {
        let keys = Keys::of_numbers([Some(4), None, Some(-1), Some(6)].into_iter());
        let total = Total::of(&[0, 1, 2, 3], &keys);
        assert_eq!(total, Total { sum: 9, known: 3, unknown: 1 });
        assert_eq!(total.mean(), Some(3));
        assert_eq!(Total::of(&[1], &keys).mean(), None);
        let huge = Keys::of_numbers([Some(i64::MAX), Some(5)].into_iter());
        assert_eq!(Total::of(&[0, 1], &huge).sum, i64::MAX);
    }
}
