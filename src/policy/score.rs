//! The weighted score scheme: dimensions, criteria, point scales, bands (A0.11–A0.18).

use crate::model::vocabulary;

use crate::facts::Metric;

vocabulary! {
    /// A class of the weighted score scheme, best first.
    pub enum Tier {
        /// 高价值核心客户 (A0.15)
        S = "s",
        /// 高潜力客户 (A0.16)
        A = "a",
        /// 普通稳定客户 (A0.17)
        B = "b",
        /// 低价值/待激活客户 (A0.18)
        C = "c",
    }

    /// A group of criteria.
    pub enum DimensionId {
        /// 历史价值 (A0.12)
        History = "history",
        /// 潜在价值 (A0.13)
        Potential = "potential",
        /// 忠诚度 (A0.14)
        Loyalty = "loyalty",
    }
}

/// A share of the whole score, in hundredths of a percent: 2,500 is 25 %. All weights sum to 10,000.
pub type Weight = u32;

/// Points on one criterion, 0 to 100.
pub type Points = u32;

/// The whole scheme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScoreScheme {
    /// The dimensions with their criteria.
    pub dimensions: Vec<Dimension>,
    /// The tiers with their lowest scores, best first; the last begins at 0.
    pub bands: Vec<Band>,
}

/// A group of criteria with a common name; its weight is the sum of theirs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dimension {
    /// Which one.
    pub id: DimensionId,
    /// Its criteria.
    pub criteria: Vec<Criterion>,
}

/// One metric with its weight and point scale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Criterion {
    /// What is measured.
    pub metric: Metric,
    /// Its share of the score.
    pub weight: Weight,
    /// How a value becomes points.
    pub scale: Scale,
}

/// How a value becomes points: the last step whose bound the value reaches counts, below all steps 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scale {
    /// The steps, by rising bound.
    pub steps: Vec<Step>,
}

/// From this value on, that many points. The bound is in the metric's own unit (see [`Metric`]).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// The lowest value that earns the points, included (ruling 2: 以上 includes the number).
    pub from: i64,
    /// The points.
    pub points: Points,
}

/// A tier and the lowest score that belongs to it, half open upwards (ruling 1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Band {
    /// The tier.
    pub tier: Tier,
    /// Its lowest score, in whole points 0–100.
    pub from: u32,
}

impl ScoreScheme {
    /// Returns every criterion with its dimension, in order.
    pub fn criteria(&self) -> impl Iterator<Item = (DimensionId, &Criterion)> {
        self.dimensions
            .iter()
            .flat_map(|dimension| dimension.criteria.iter().map(|criterion| (dimension.id, criterion)))
    }
}

impl Dimension {
    /// Returns the dimension's weight: the sum of its criteria's.
    pub fn weight(&self) -> Weight {
        self.criteria.iter().map(|criterion| criterion.weight).sum()
    }
}

impl Scale {
    /// Returns the points of a value.
    pub fn points(&self, value: i64) -> Points {
        self.steps.iter().rev().find(|step| value >= step.from).map_or(0, |step| step.points)
    }

    /// Returns the most points that the scale gives.
    pub fn most(&self) -> Points {
        self.steps.iter().map(|step| step.points).max().unwrap_or(0)
    }
}
