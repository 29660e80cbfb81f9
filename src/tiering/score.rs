//! The weighted score: value → points → weight → contribution, and a range where inputs are missing.

use std::fmt;

use crate::facts::{Fact, Facts, Metric};
use crate::policy::{DimensionId, Points, ScoreScheme, Tier, Weight};

/// A score in ten-thousandths of a point, 0 to 1,000,000: exact, so that 89.9999 is not 90.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Score(u32);

impl Score {
    /// Returns the score of that many whole points.
    pub fn points(points: u32) -> Self {
        Self(points.saturating_mul(10_000))
    }

    /// Returns what `points` on a criterion of `weight` add to the score.
    pub fn contribution(points: Points, weight: Weight) -> Self {
        Self(points.saturating_mul(weight))
    }

    /// Returns the difference, not below zero.
    pub fn minus(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }

    /// Returns the score in points, for charts.
    pub fn as_f64(self) -> f64 {
        f64::from(self.0) / 10_000.0
    }
}

impl std::iter::Sum for Score {
    fn sum<I: Iterator<Item = Self>>(parts: I) -> Self {
        Self(parts.fold(0, |sum, part| sum.saturating_add(part.0)))
    }
}

impl fmt::Display for Score {
    /// Writes points with one digit, cut and not rounded: what is not yet 90 must not read as 90.0.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.0 / 10_000, self.0 % 10_000 / 1_000)
    }
}

/// One criterion's share in a score.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Its dimension.
    pub dimension: DimensionId,
    /// What was measured.
    pub metric: Metric,
    /// What is known of it; `None` makes the score a range.
    pub fact: Option<Fact>,
    /// The points of the value, 0–100.
    pub points: Option<Points>,
    /// The criterion's weight.
    pub weight: Weight,
    /// What it adds at the least: points × weight, 0 while unknown.
    pub least: Score,
    /// What it adds at the most.
    pub most: Score,
}

/// The tier that a score leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Every input that could matter is known.
    Certain(Tier),
    /// Missing inputs leave it open between two tiers; `likely` is where the known inputs, scaled up
    /// to the whole weight, point.
    Between {
        /// The best that it can be.
        best: Tier,
        /// The worst that it can be.
        worst: Tier,
        /// Where the known inputs point.
        likely: Tier,
    },
    /// No input is known at all.
    Undetermined,
}

/// A customer's tier in the weighted score scheme, with everything that led to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assignment {
    /// The tier.
    pub outcome: Outcome,
    /// The score at the least.
    pub least: Score,
    /// The score at the most; the same when nothing is missing.
    pub most: Score,
    /// Every criterion's share.
    pub parts: Vec<Part>,
    /// The next better tier and how far the least score is from it, if there is a better one.
    pub next: Option<(Tier, Score)>,
}

impl Assignment {
    /// Returns the assignment that `facts` lead to under `scheme` (A0.11–A0.18).
    pub fn of(scheme: &ScoreScheme, facts: &Facts) -> Self {
        let parts: Vec<Part> = scheme
            .criteria()
            .map(|(dimension, criterion)| {
                let fact = facts.get(criterion.metric);
                let points = fact.map(|fact| criterion.scale.points(fact.value));
                let gives = |points| Score::contribution(points, criterion.weight);
                Part {
                    dimension,
                    metric: criterion.metric,
                    fact,
                    points,
                    weight: criterion.weight,
                    least: gives(points.unwrap_or(0)),
                    most: gives(points.unwrap_or_else(|| criterion.scale.most())),
                }
            })
            .collect();
        let least: Score = parts.iter().map(|part| part.least).sum();
        let most: Score = parts.iter().map(|part| part.most).sum();
        let (worst, best) = (scheme.tier_of(least), scheme.tier_of(most));
        let outcome = if parts.iter().all(|part| part.points.is_none()) {
            Outcome::Undetermined
        } else if worst == best {
            Outcome::Certain(worst)
        } else {
            Outcome::Between { best, worst, likely: likely(scheme, &parts).clamp(best, worst) }
        };
        let next = scheme
            .bands
            .iter()
            .rev()
            .find(|band| band.tier < worst)
            .map(|band| (band.tier, Score::points(band.from).minus(least)));
        Self { outcome, least, most, parts, next }
    }

    /// Returns the tier to act on: the certain or likely one, `None` while undetermined.
    pub fn tier(&self) -> Option<Tier> {
        match self.outcome {
            Outcome::Certain(tier) | Outcome::Between { likely: tier, .. } => Some(tier),
            Outcome::Undetermined => None,
        }
    }

    /// Returns the metrics whose values are missing.
    pub fn missing(&self) -> impl Iterator<Item = Metric> {
        self.parts.iter().filter(|part| part.fact.is_none()).map(|part| part.metric)
    }
}

/// Returns the tier of the known inputs, scaled up to the whole weight.
fn likely(scheme: &ScoreScheme, parts: &[Part]) -> Tier {
    let known: Vec<&Part> = parts.iter().filter(|part| part.points.is_some()).collect();
    let weight: u64 = known.iter().map(|part| u64::from(part.weight)).sum();
    let whole: u64 = parts.iter().map(|part| u64::from(part.weight)).sum();
    let sum: u64 = known.iter().map(|part| u64::from(part.least.0)).sum();
    let scaled = (sum * whole).checked_div(weight).unwrap_or(0);
    scheme.tier_of(Score(u32::try_from(scaled).unwrap_or(u32::MAX)))
}

impl ScoreScheme {
    /// Returns the tier of a score: bands are half open, so 89.9999 is A and 90 is S (ruling 1).
    pub fn tier_of(&self, score: Score) -> Tier {
        self.bands.iter().find(|band| score >= Score::points(band.from)).map_or(Tier::C, |band| band.tier)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::book::Book;
    use crate::model::{Customer, Day, Env, IdSource, Instant, Money, Rating, Ratings, Stage, Stated, Zone};
    use crate::policy::Policy;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn customer() -> Customer {
        let now = Instant::from_millis(1_700_000_000_000);
        Customer::new(IdSource::new(now, [1; 16]).draw(), "例".into(), now)
    }

    fn rate(points: u8) -> Option<Rating> {
        Rating::new(points, day("2024-01-10"))
    }

    fn ratings(growth: u8, expansion: u8, fit: u8, complaints: u8) -> Ratings {
        Ratings {
            industry_growth: rate(growth),
            expansion_potential: rate(expansion),
            need_fit: rate(fit),
            complaint_handling: rate(complaints),
        }
    }

    fn assign(customer: &Customer) -> Assignment {
        let now = Instant::from_millis(1_710_000_000_000);
        let env = Env { now, zone: Zone::SHANGHAI, person: None, ids: IdSource::new(now, [2; 16]) };
        let facts = Facts::of(&Book::begun(env.now), customer, env.today());
        Assignment::of(&Policy::default().score, &facts)
    }

    #[test]
    fn ruling_1_bands_are_half_open() {
        let scheme = Policy::default().score;
        for (ten_thousandths, tier) in [
            (1_000_000, Tier::S),
            (900_000, Tier::S),
            (899_999, Tier::A),
            (895_000, Tier::A),
            (700_000, Tier::A),
            (699_999, Tier::B),
            (500_000, Tier::B),
            (499_999, Tier::C),
            (0, Tier::C),
        ] {
            assert_eq!(scheme.tier_of(Score(ten_thousandths)), tier, "{ten_thousandths}");
        }
        assert_eq!(Score(899_999).to_string(), "89.9");
    }

    #[test]
    fn parts_add_up_and_say_where_they_come_from() {
        let subject = Customer {
            since: "2020-01".parse().ok(),
            ratings: ratings(5, 4, 3, 4),
            stated: Stated {
                cumulative_amount: Some(Money::yuan(600_000)),
                repurchase_percent: Some(50),
                referrals: Some(1),
                orders_in_6_months: None,
            },
            ..customer()
        };
        let assignment = assign(&subject);
        assert_eq!(assignment.outcome, Outcome::Certain(Tier::A));
        assert_eq!(assignment.least, assignment.most);
        // 25×80 + 15×100 + 10×100 + 10×80 + 10×60 + 12×60 + 10×50 + 8×80 = 7,760 hundredths.
        assert_eq!(assignment.least.to_string(), "77.6");
        assert_eq!(assignment.parts.iter().map(|part| part.least).sum::<Score>(), assignment.least);
        assert_eq!(
            assignment.next.map(|(tier, short)| (tier, short.to_string())),
            Some((Tier::S, "12.4".into()))
        );
    }

    #[test]
    fn a_missing_input_makes_a_range_and_never_a_zero() {
        let subject = Customer { ratings: Ratings { need_fit: None, ..ratings(4, 4, 3, 4) }, ..customer() };
        let assignment = assign(&subject);
        assert!(assignment.least < assignment.most);
        assert!(matches!(assignment.outcome, Outcome::Between { best: Tier::S, worst: Tier::C, .. }));
        assert!(assignment.missing().any(|metric| metric == Metric::NeedFit));
        assert_eq!(assign(&customer()).outcome, Outcome::Undetermined);
    }

    #[test]
    fn a_prospect_has_bought_nothing_rather_than_something_unknown() {
        let subject = Customer { stage: Some(Stage::Potential), ratings: ratings(3, 3, 3, 3), ..customer() };
        assert_eq!(assign(&subject).outcome, Outcome::Certain(Tier::C));
    }

    proptest! {
        #[test]
        fn raising_a_rating_never_lowers_the_score(
            r in (1u8..=5, 1u8..=5, 1u8..=5, 1u8..=5), amount in prop::option::of(0i64..5_000_000), up in 0u8..=4,
        ) {
            let with = |fit: u8| assign(&Customer {
                ratings: ratings(r.0, r.1, fit, r.3),
                stated: Stated { cumulative_amount: amount.map(Money::yuan), ..Stated::default() },
                ..customer()
            });
            let (lower, higher) = (with(r.2), with(r.2.saturating_add(up).min(5)));
            prop_assert!(lower.least <= higher.least && lower.most <= higher.most);
            prop_assert!(higher.tier() <= lower.tier());
        }

        #[test]
        fn the_true_tier_lies_within_the_range(
            r in (1u8..=5, 1u8..=5, 1u8..=5, 1u8..=5), hidden in 0usize..4, percent in 0u8..=100,
        ) {
            let stated = Stated {
                cumulative_amount: Some(Money::yuan(200_000)),
                repurchase_percent: Some(percent),
                referrals: Some(1),
                orders_in_6_months: None,
            };
            let full = Customer {
                since: "2022-03".parse().ok(), ratings: ratings(r.0, r.1, r.2, r.3), stated, ..customer()
            };
            let mut partial = full.clone();
            match hidden {
                0 => partial.ratings.industry_growth = None,
                1 => partial.stated.cumulative_amount = None,
                2 => partial.stated.referrals = None,
                _ => partial.since = None,
            }
            let (full, partial) = (assign(&full), assign(&partial));
            prop_assert!(partial.least <= full.least && full.most <= partial.most);
            if let (Outcome::Certain(tier), Outcome::Between { best, worst, likely }) =
                (full.outcome, partial.outcome)
            {
                prop_assert!(best <= tier && tier <= worst);
                prop_assert!(best <= likely && likely <= worst);
            }
        }
    }
}
