//! The method of points: dimensions, criteria, point scales, bands of the score (A0.11–A0.18).

use serde::{Deserialize, Serialize};

use super::Span;
use super::plain::plain;
use crate::facts::Measure;

/// A share of the whole score, in hundredths of a percent: 2,500 is 25 %. All weights sum to 10,000.
pub type Weight = u32;

/// What all weights of a scheme come to.
pub const WHOLE: Weight = 10_000;

/// Points on one criterion, 0 to 100.
pub type Points = u32;

plain! {
    /// Points on weighted criteria, and the stretch of the score that belongs to each tier.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Scoring {
        required {
            /// The dimensions with their criteria.
            dimensions: Vec<Dimension>,
            /// One stretch of the score for each tier, in hundredths of a point.
            bands: Vec<Span>,
        }
    }
}

plain! {
    /// A group of criteria with a common name; its weight is the sum of theirs.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Dimension {
        required {
            /// Its stable id.
            id: String,
            /// Its criteria.
            criteria: Vec<Criterion>,
        }
        optional {
            /// The user's own name for it; empty for the words of its id.
            name: String,
        }
    }
}

plain! {
    /// One metric with its weight and point scale.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Criterion {
        required {
            /// What is measured.
            measure: Measure,
            /// Its share of the score.
            weight: Weight,
            /// How a value becomes points.
            scale: Scale,
        }
    }
}

/// How a value becomes points: the last step whose bound the value reaches counts, below all steps 0.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Scale {
    /// The steps, by rising bound.
    pub steps: Vec<Step>,
}

plain! {
    /// From this value on, that many points. The bound is in the metric's own unit.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub struct Step {
        required {
            /// The lowest value that earns the points, included (ruling 2: 以上 includes the number).
            from: i64,
            /// The points.
            points: Points,
        }
    }
}

impl Scoring {
    /// Returns every criterion with its dimension's place, in order.
    pub fn criteria(&self) -> impl Iterator<Item = (usize, &Criterion)> {
        self.dimensions
            .iter()
            .enumerate()
            .flat_map(|(place, dimension)| dimension.criteria.iter().map(move |criterion| (place, criterion)))
    }

    /// Returns what all weights come to.
    pub fn weight(&self) -> Weight {
        self.dimensions.iter().map(Dimension::weight).fold(0, u32::saturating_add)
    }
}

impl Dimension {
    /// Returns the dimension's weight: the sum of its criteria's.
    pub fn weight(&self) -> Weight {
        self.criteria.iter().map(|criterion| criterion.weight).fold(0, u32::saturating_add)
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

    /// Returns the first step above `value` that gives more points than it has.
    pub fn next(&self, value: i64) -> Option<Step> {
        let points = self.points(value);
        self.steps.iter().copied().find(|step| step.from > value && step.points > points)
    }
}
