//! The reasons of a weighted score: value → points → weight → contribution, and what would raise it.

use crate::order;
use crate::policy::Scoring;
use crate::query::Known;

use super::grade::tier_of;
use super::{Case, Part, Raise, Score, ScoreWhy};

impl Case<'_> {
    /// Returns a score with its parts (A0.11–A0.18).
    pub(super) fn score_why(&self, scoring: &Scoring) -> ScoreWhy {
        let parts: Vec<Part> = scoring
            .criteria()
            .map(|(dimension, criterion)| {
                let fact = self.fact(criterion.measure);
                let points = fact.map(|fact| criterion.scale.points(fact.value));
                let gives = |points| Score::contribution(points, criterion.weight);
                Part {
                    dimension,
                    measure: criterion.measure,
                    fact,
                    points,
                    weight: criterion.weight,
                    least: gives(points.unwrap_or(0)),
                    most: gives(points.unwrap_or_else(|| criterion.scale.most())),
                }
            })
            .collect();
        let (least, most): (Score, Score) =
            (parts.iter().map(|part| part.least).sum(), parts.iter().map(|part| part.most).sum());
        let next = tier_of(scoring, least).and_then(|tier| {
            let better = tier.checked_sub(1)?;
            let from = scoring.bands.get(usize::from(better))?.from?;
            Some((better, Score::hundredths(from.at).minus(least)))
        });
        let ways = next.map(|(_, short)| ways(scoring, &parts, short)).unwrap_or_default();
        ScoreWhy { least, most, parts, next, ways }
    }
}

/// Returns the largest single steps up that together reach what is short; empty where all do not.
fn ways(scoring: &Scoring, parts: &[Part], short: Score) -> Vec<Raise> {
    let mut raises: Vec<Raise> = scoring
        .criteria()
        .zip(parts)
        .filter_map(|((_, criterion), part)| {
            let step = match part.fact {
                Some(fact) => criterion.scale.next(fact.value)?,
                None => *criterion.scale.steps.last()?,
            };
            Some(Raise {
                measure: part.measure,
                from: part.fact.map(|fact| fact.value),
                to: step.from,
                gain: Score::contribution(step.points, part.weight).minus(part.least),
            })
        })
        .collect();
    order::by(&mut raises, |a, b| b.gain.cmp(&a.gain));
    // One step that is enough by itself, the smallest of them; else the largest until they are.
    if let Some(enough) = raises.iter().rev().find(|raise| raise.gain >= short) {
        return vec![*enough];
    }
    let mut chosen = Vec::new();
    let mut sum = Score::default();
    for raise in raises {
        if sum >= short {
            break;
        }
        sum = sum.plus(raise.gain);
        chosen.push(raise);
    }
    if sum >= short { chosen } else { Vec::new() }
}
