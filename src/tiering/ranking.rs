//! Everybody's values in one measure, kept in order, with sums by stretch: one value that changes costs a few hundred
//! steps and not one for every customer.

use std::ops::RangeInclusive;

use crate::facts::Measure;
use crate::order;
use crate::policy::WHOLE;

/// How many values a stretch has.
const STRETCH: usize = 256;

/// Everybody's values in one measure, rising once sorted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Ranking {
    pub(super) measure: Measure,
    values: Vec<i64>,
    /// The sum of each stretch of values, from the lowest on.
    sums: Vec<i128>,
}

impl Ranking {
    pub(super) fn of(measure: Measure) -> Self {
        Self { measure, values: Vec::new(), sums: Vec::new() }
    }

    /// Returns the values, rising.
    pub(super) fn values(&self) -> &[i64] {
        &self.values
    }

    pub(super) fn note(&mut self, value: i64) {
        self.values.push(value);
    }

    pub(super) fn sort(&mut self) {
        order::by_number(&mut self.values, |value| *value);
        let sum = |stretch: &[i64]| stretch.iter().map(|value| i128::from(*value)).sum();
        self.sums = self.values.chunks(STRETCH).map(sum).collect();
    }

    pub(super) fn remove(&mut self, value: i64) {
        let Ok(at) = self.values.binary_search(&value) else { return };
        self.values.remove(at);
        self.add(at / STRETCH, -i128::from(value));
        // The first value of each later stretch has moved into the one before it.
        for stretch in at / STRETCH..self.sums.len() {
            let Some(moved) = self.values.get((stretch + 1) * STRETCH - 1) else { break };
            let moved = i128::from(*moved);
            self.add(stretch, moved);
            self.add(stretch + 1, -moved);
        }
        self.sums.truncate(self.values.len().div_ceil(STRETCH));
    }

    pub(super) fn insert(&mut self, value: i64) {
        let at = self.values.partition_point(|other| *other < value);
        self.values.insert(at, value);
        self.sums.resize(self.values.len().div_ceil(STRETCH), 0);
        self.add(at / STRETCH, i128::from(value));
        // The last value of each stretch has moved into the one after it.
        for stretch in at / STRETCH..self.sums.len() {
            let Some(moved) = self.values.get((stretch + 1) * STRETCH) else { break };
            let moved = i128::from(*moved);
            self.add(stretch, -moved);
            self.add(stretch + 1, moved);
        }
    }

    fn add(&mut self, stretch: usize, value: i128) {
        if let Some(sum) = self.sums.get_mut(stretch) {
            *sum += value;
        }
    }

    /// Tells whether a value lies in a range.
    pub(super) fn has_any(&self, range: &RangeInclusive<i64>) -> bool {
        let first = self.values.partition_point(|value| value < range.start());
        self.values.get(first).is_some_and(|value| value <= range.end())
    }

    /// Returns the sum of all values.
    pub(super) fn total(&self) -> i128 {
        self.sums.iter().sum()
    }

    /// Returns the sum of the values that are larger than one.
    pub(super) fn sum_above(&self, value: i64) -> i128 {
        let first = self.values.partition_point(|other| *other <= value);
        let whole = first.div_ceil(STRETCH);
        let part = self.values.get(first..self.values.len().min(whole * STRETCH)).unwrap_or_default();
        let part: i128 = part.iter().map(|value| i128::from(*value)).sum();
        part + self.sums.iter().skip(whole).sum::<i128>()
    }

    /// Returns the lowest value that strictly larger ones leave below a cut, in hundredths of a percent of the
    /// total; none is as low where the total is nothing.
    pub(super) fn line(&self, cut: u32) -> i64 {
        let threshold = self.total() * i128::from(cut);
        let is_below = |above: i128| above * i128::from(WHOLE) < threshold;
        let (mut above, mut lowest) = (0_i128, i64::MAX);
        for (stretch, sum) in self.values.chunks(STRETCH).zip(&self.sums).rev() {
            let first = stretch.first().copied().unwrap_or(0);
            // Sums only rise over a stretch without negative values: it lies below the cut as a whole.
            if first >= 0 && is_below(above + sum) {
                above += sum;
                lowest = first;
                continue;
            }
            for value in stretch.iter().rev() {
                if !is_below(above) {
                    return lowest;
                }
                lowest = *value;
                above += i128::from(*value);
            }
        }
        lowest
    }
}
