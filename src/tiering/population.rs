//! Places among all customers: fifths, and the lines of a share of the sum.
//!
//! What a customer's place is follows from its own value and a few lines that all values draw
//! together. So one customer's change moves the lines, and only those between old and new lines move.

use std::ops::RangeInclusive;

use crate::facts::{Figure, Measure, Metric};
use crate::policy::{Grading, Policy, WHOLE};

use super::Rank;
use super::ranking::Ranking;

/// The values of all customers in the measures that a policy compares, with the lines they draw.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Population {
    rankings: Vec<Ranking>,
    /// How many of them are sorted.
    sorted: usize,
    lines: Lines,
}

/// What decides a customer's place, given its value.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Lines {
    /// For each rank metric, the values that fifth 2, 3, 4 and 5 lie beyond.
    fifths: Vec<(Metric, [i64; 4])>,
    /// For each share scheme, the lowest value of each tier but the last.
    shares: Vec<(usize, Vec<i64>)>,
}

/// A stretch of values that lines have moved over: whoever has one of them may have another place now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Crossed {
    /// The place of the measure among the population's.
    measure: usize,
    values: RangeInclusive<i64>,
}

impl Crossed {
    /// Tells whether a customer has such a value; `values` are in the order of [`Population::measures`].
    pub fn holds(&self, values: &[Figure]) -> bool {
        values
            .get(self.measure)
            .and_then(|value| value.get())
            .is_some_and(|value| self.values.contains(&value))
    }
}

impl Population {
    /// Returns an empty population for the measures that `policy` compares customers by.
    pub fn of(policy: &Policy) -> Self {
        let mut measures: Vec<Measure> = Vec::new();
        let mut need = |measure: Measure| {
            if !measures.contains(&measure) {
                measures.push(measure);
            }
        };
        for scheme in policy.schemes.iter().filter(|scheme| !scheme.disabled) {
            if let Grading::Share(sharing) = &scheme.grading {
                need(sharing.measure);
            }
            scheme.tests(&mut |test| {
                if let Some((measured, _)) = test.measure.metric().and_then(Metric::ranked) {
                    need(measured.into());
                }
            });
        }
        let rankings = measures.into_iter().map(Ranking::of);
        Self { rankings: rankings.collect(), sorted: 0, lines: Lines::default() }
    }

    /// Tells whether the policy compares customers at all.
    pub fn is_needed(&self) -> bool {
        !self.rankings.is_empty()
    }

    /// Returns the measures that it holds values of, in order.
    pub fn measures(&self) -> impl Iterator<Item = Measure> {
        self.rankings.iter().map(|ranking| ranking.measure)
    }

    /// Notes a customer's values, in the order of [`Self::measures`]; [`Self::settle`] comes after all.
    pub fn note(&mut self, values: &[Figure]) {
        for (ranking, value) in self.rankings.iter_mut().zip(values) {
            if let Some(value) = value.get() {
                ranking.note(value);
            }
        }
    }

    /// Sorts what was noted and draws the lines.
    pub fn settle(&mut self, policy: &Policy) {
        while self.settle_next(policy) {}
    }

    /// Sorts one more measure's values, and draws the lines once all are sorted; tells whether there is more
    /// to do: a large book is ranked a measure at a time.
    pub fn settle_next(&mut self, policy: &Policy) -> bool {
        if let Some(ranking) = self.rankings.get_mut(self.sorted) {
            ranking.sort();
            self.sorted += 1;
            return true;
        }
        self.lines = Lines::drawn(&self.rankings, policy);
        false
    }

    /// Returns the same values with the lines that another policy draws; `None` where it compares customers by other
    /// measures.
    pub fn redrawn(&self, policy: &Policy) -> Option<Self> {
        let other = Self::of(policy);
        if !other.measures().eq(self.measures()) || self.sorted < self.rankings.len() {
            return None;
        }
        Some(Self { lines: Lines::drawn(&self.rankings, policy), ..self.clone() })
    }

    /// Replaces one customer's values and draws the lines anew. Returns what they have moved over: whose place may
    /// have moved with them.
    pub fn change(&mut self, policy: &Policy, before: &[Figure], after: &[Figure]) -> Vec<Crossed> {
        if before == after {
            return Vec::new();
        }
        for (place, ranking) in self.rankings.iter_mut().enumerate() {
            let of = |values: &[Figure]| values.get(place).and_then(|value| value.get());
            let (old, new) = (of(before), of(after));
            if old == new {
                continue;
            }
            if let Some(old) = old {
                ranking.remove(old);
            }
            if let Some(new) = new {
                ranking.insert(new);
            }
        }
        let lines = Lines::drawn(&self.rankings, policy);
        let crossed = self.between(&self.lines, &lines, policy);
        self.lines = lines;
        crossed
    }

    /// Returns the stretches between where the lines were and where they are, in which anybody has a value.
    fn between(&self, before: &Lines, after: &Lines, policy: &Policy) -> Vec<Crossed> {
        let mut crossed = Vec::new();
        let mut add = |of: Measure, a: i64, b: i64| {
            let Some(measure) = self.measures().position(|measure| measure == of) else { return };
            let values = a.min(b)..=a.max(b);
            if self.rankings.get(measure).is_some_and(|ranking| ranking.has_any(&values)) {
                crossed.push(Crossed { measure, values });
            }
        };
        for ((metric, old), (_, new)) in before.fifths.iter().zip(&after.fifths) {
            for (a, b) in old.iter().zip(new).filter(|(a, b)| a != b) {
                if let Some((measured, _)) = metric.ranked() {
                    add(measured.into(), *a, *b);
                }
            }
        }
        for ((scheme, old), (_, new)) in before.shares.iter().zip(&after.shares) {
            let Some(Grading::Share(sharing)) = policy.schemes.get(*scheme).map(|scheme| &scheme.grading)
            else {
                continue;
            };
            for (a, b) in old.iter().zip(new).filter(|(a, b)| a != b) {
                add(sharing.measure, *a, *b);
            }
        }
        crossed
    }

    /// Returns the fifth, 1–5, of a value in a rank metric, and among how many; equal values share the lower.
    pub fn fifth(&self, metric: Metric, value: i64) -> Option<(i64, u32)> {
        let (measured, is_less_better) = metric.ranked()?;
        let count = self.ranking(measured.into())?.values().len();
        let (_, beyond) = self.lines.fifths.iter().find(|(of, _)| *of == metric)?;
        let passed =
            beyond.iter().filter(|line| if is_less_better { value < **line } else { value > **line });
        Some((1 + passed.count() as i64, u32::try_from(count).unwrap_or(u32::MAX)))
    }

    /// Returns the tier of a value in a share scheme.
    pub fn share(&self, scheme: usize, value: i64) -> Option<Rank> {
        let (_, lines) = self.lines.shares.iter().find(|(of, _)| *of == scheme)?;
        let place = lines.iter().position(|line| value >= *line).unwrap_or(lines.len());
        u8::try_from(place).ok()
    }

    /// Returns the lowest value of each tier but the last in a share scheme.
    pub fn share_lines(&self, scheme: usize) -> Option<&[i64]> {
        self.lines.shares.iter().find(|(of, _)| *of == scheme).map(|(_, lines)| lines.as_slice())
    }

    /// Returns the sum of all values in a measure.
    pub fn total(&self, measure: Measure) -> i128 {
        self.ranking(measure).map_or(0, Ranking::total)
    }

    /// Returns the sum of all values in a measure that are larger than `value`.
    pub fn sum_above(&self, measure: Measure, value: i64) -> i128 {
        self.ranking(measure).map_or(0, |ranking| ranking.sum_above(value))
    }

    /// Returns the curve of the cumulative share, largest first: after so many customers (in
    /// hundredths of a percent of all), that share of the sum. At most `points` points and the origin.
    pub fn curve(&self, measure: Measure, points: usize) -> Vec<(u32, u32)> {
        let Some(ranking) = self.ranking(measure) else { return Vec::new() };
        let (count, total) = (ranking.values().len(), ranking.total());
        if count == 0 || total <= 0 {
            return Vec::new();
        }
        let mut curve = vec![(0, 0)];
        let (mut sum, mut next) = (0_i128, 1);
        for (place, value) in ranking.values().iter().rev().enumerate() {
            sum += i128::from(*value);
            let done = place + 1;
            if done * points >= next * count || done == count {
                next += 1;
                let share = |part: i128, whole: i128| {
                    u32::try_from(part * i128::from(WHOLE) / whole).unwrap_or(WHOLE)
                };
                curve.push((share(done as i128, count as i128), share(sum, total)));
            }
        }
        curve
    }

    fn ranking(&self, measure: Measure) -> Option<&Ranking> {
        self.rankings.iter().find(|ranking| ranking.measure == measure)
    }
}

impl Lines {
    fn drawn(rankings: &[Ranking], policy: &Policy) -> Self {
        let of = |measure: Measure| rankings.iter().find(|ranking| ranking.measure == measure);
        let fifths = [Metric::RecencyRank, Metric::FrequencyRank, Metric::MoneyRank]
            .into_iter()
            .filter_map(|metric| {
                let (measured, is_less_better) = metric.ranked()?;
                Some((metric, fifths(of(measured.into())?.values(), is_less_better)))
            })
            .collect();
        let shares = policy
            .schemes
            .iter()
            .enumerate()
            .filter_map(|(place, scheme)| match &scheme.grading {
                Grading::Share(sharing) => {
                    let ranking = of(sharing.measure)?;
                    Some((place, sharing.cuts.iter().map(|cut| ranking.line(*cut)).collect()))
                }
                _ => None,
            })
            .collect();
        Self { fifths, shares }
    }
}

/// Fifth k lies beyond the value that (k − 1)/5 of all customers, the worst ones, have at most.
fn fifths(values: &[i64], is_less_better: bool) -> [i64; 4] {
    let count = values.len();
    [1, 2, 3, 4].map(|k: usize| {
        let worse = (k * count).div_ceil(5).saturating_sub(1);
        let place = if is_less_better { count.saturating_sub(1 + worse) } else { worse };
        values.get(place).copied().unwrap_or(0)
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn settled(values: &[i64]) -> (Policy, Population, usize) {
        let policy = Policy::default();
        let mut population = Population::of(&policy);
        let width = population.measures().count();
        for value in values {
            population.note(&vec![Some(*value).into(); width]);
        }
        population.settle(&policy);
        let pareto = policy.scheme("pareto").unwrap().0;
        (policy, population, pareto)
    }

    #[test]
    fn a2_15_the_customer_that_crosses_the_line_belongs_above_it_and_ties_stay_together() {
        // 50 + 30 reach 80 %; then 10 twice, tied, of which the first begins at 80 % and not below it.
        let (_, population, pareto) = settled(&[50, 30, 10, 10, 0]);
        let tiers: Vec<_> = [50, 30, 10, 0].map(|value| population.share(pareto, value).unwrap()).to_vec();
        assert_eq!(tiers, [0, 0, 1, 2]);
        // 40 begins at 60 %, below the line, and so it is A although it ends at 100 %.
        let (_, population, pareto) = settled(&[60, 40]);
        assert_eq!(population.share(pareto, 40), Some(0));
        // Nobody has bought: all are in the last class.
        let (_, population, pareto) = settled(&[0, 0, 0]);
        assert_eq!(population.share(pareto, 0), Some(2));
    }

    #[test]
    fn fifths_are_even_and_ties_share_the_lower() {
        let (_, population, _) = settled(&[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
        let money: Vec<_> =
            (1..=10).map(|value| population.fifth(Metric::MoneyRank, value).unwrap().0).collect();
        assert_eq!(money, [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]);
        let recency: Vec<_> =
            (1..=10).map(|value| population.fifth(Metric::RecencyRank, value).unwrap().0).collect();
        assert_eq!(recency, [5, 5, 4, 4, 3, 3, 2, 2, 1, 1]);
        let (_, population, _) = settled(&[7; 10]);
        assert_eq!(population.fifth(Metric::MoneyRank, 7), Some((1, 10)));
    }

    proptest! {
        #[test]
        fn the_classes_follow_the_cut_lines(values in prop::collection::vec(0i64..60, 1..600)) {
            let (_, population, pareto) = settled(&values);
            let total: i64 = values.iter().sum();
            for value in &values {
                let above: i64 = values.iter().filter(|other| *other > value).sum();
                let expected = [8_000, 9_500].iter().position(|cut| above * 10_000 < total * cut).unwrap_or(2);
                prop_assert_eq!(population.share(pareto, *value), Some(expected as u8));
                let less = values.iter().filter(|other| *other < value).count();
                let fifth = 1 + 5 * less / values.len();
                prop_assert_eq!(population.fifth(Metric::MoneyRank, *value).unwrap().0, fifth as i64);
            }
        }

        #[test]
        fn a_change_comes_to_the_same_as_beginning_again_and_names_whoever_moved(
            values in prop::collection::vec(0i64..40, 1..600), which in 0usize..600, new in prop::option::of(0i64..40),
        ) {
            let (policy, mut population, pareto) = settled(&values);
            let width = population.measures().count();
            let which = which % values.len();
            let before = population.clone();
            let crossed = population.change(&policy, &vec![Some(values[which]).into(); width], &vec![new.into(); width]);
            let mut again = Population::of(&policy);
            for (place, value) in values.iter().enumerate() {
                let value = if place == which { new } else { Some(*value) };
                again.note(&vec![value.into(); width]);
            }
            again.settle(&policy);
            prop_assert_eq!(&population, &again);
            for (_, value) in values.iter().copied().enumerate().filter(|(place, _)| *place != which) {
                let places = |of: &Population| {
                    let ranks = [Metric::RecencyRank, Metric::FrequencyRank, Metric::MoneyRank];
                    (of.share(pareto, value), ranks.map(|rank| of.fifth(rank, value).map(|fifth| fifth.0)))
                };
                prop_assert!(places(&before) == places(&population)
                    || crossed.iter().any(|crossed| crossed.holds(&vec![Some(value).into(); width])));
            }
        }
    }
}
