//! The four methods: from what is known to a tier, without the reasons.

use crate::policy::{Edge, Hold, Scheme, Scoring, Span};
use crate::query::Truth;

use super::plan::{Graded, Rule, Weighted};
use super::{Case, Outcome, Rank, Score};

/// Returns the tier that a scheme computes for a case, held where the scheme asks for it.
pub(super) fn computed(case: &Case<'_>, place: usize, scheme: &Scheme, graded: &Graded<'_>) -> Outcome {
    let outcome = self::graded(case, place, graded);
    match &scheme.hold {
        Some(hold) => held(case, place, graded, hold, outcome).unwrap_or(outcome),
        None => outcome,
    }
}

/// Returns the tier that a scheme computes for a case today, whatever it was before.
pub(super) fn graded(case: &Case<'_>, place: usize, graded: &Graded<'_>) -> Outcome {
    match graded {
        Graded::Score { criteria, scoring } => weighed(case, criteria).outcome(scoring),
        Graded::Bands { clauses, slot, bands } => banded(case, clauses, case.value(*slot), bands),
        Graded::Share(slot) => case
            .value(*slot)
            .and_then(|value| case.yardstick.population()?.share(place, value))
            .map_or(Outcome::Undetermined, Outcome::Certain),
        Graded::Rules(rules) => ruled(case, rules),
    }
}

/// Returns the tier that is held: the one of some days ago, while the value is within the margin of the
/// bound that lies between.
pub(super) fn held(
    case: &Case<'_>,
    place: usize,
    graded: &Graded<'_>,
    hold: &Hold,
    outcome: Outcome,
) -> Option<Outcome> {
    let Outcome::Certain(now) = outcome else { return None };
    let margin = i64::from(hold.margin);
    let is_near = |bands: &[Span], value: i64, margin: &dyn Fn(i64) -> i64| {
        let Some(band) = bands.get(usize::from(now)) else { return false };
        [band.from, band.to]
            .into_iter()
            .flatten()
            .any(|Edge { at, .. }| value.abs_diff(at) <= margin(at).unsigned_abs())
    };
    let near = match graded {
        Graded::Score { criteria, scoring } => {
            is_near(&scoring.bands, weighed(case, criteria).least.in_hundredths(), &|_| margin)
        }
        Graded::Bands { clauses, slot, bands }
            if clauses.iter().all(|(when, _)| when.truth(case) == Truth::Unmet) =>
        {
            is_near(bands, case.value(*slot)?, &|at| (i128::from(at) * i128::from(margin) / 10_000) as i64)
        }
        _ => false,
    };
    if !near {
        return None;
    }
    let before = case.yardstick.on(case.facts.day().plus_days(-i64::from(hold.days)));
    let earlier = before.bare_case(case.book, case.facts.customer());
    match self::graded(&earlier, place, graded) {
        // Only a neighbour is held: whoever moved by two tiers has not wavered.
        Outcome::Certain(tier) if tier != now && tier.abs_diff(now) == 1 => Some(Outcome::Certain(tier)),
        _ => None,
    }
}

/// A score at the least and at the most, with what is known of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Weighed {
    pub(super) least: Score,
    pub(super) most: Score,
    known_weight: u64,
    whole_weight: u64,
}

/// Returns the score of a case.
pub(super) fn weighed(case: &Case<'_>, criteria: &[Weighted<'_>]) -> Weighed {
    let mut sum = Weighed::default();
    for criterion in criteria {
        sum.whole_weight += u64::from(criterion.weight);
        let (least, most) = match case.value(criterion.slot) {
            Some(value) => {
                sum.known_weight += u64::from(criterion.weight);
                let points = criterion.scale.points(value);
                (points, points)
            }
            None => (0, criterion.most),
        };
        sum.least = sum.least.plus(Score::contribution(least, criterion.weight));
        sum.most = sum.most.plus(Score::contribution(most, criterion.weight));
    }
    sum
}

impl Weighed {
    /// Returns the tier; the likely one is that of the known inputs, scaled up to the whole weight.
    pub(super) fn outcome(&self, scoring: &Scoring) -> Outcome {
        if self.known_weight == 0 {
            return Outcome::Undetermined;
        }
        let (Some(worst), Some(best)) = (tier_of(scoring, self.least), tier_of(scoring, self.most)) else {
            return Outcome::Undetermined;
        };
        if worst == best {
            return Outcome::Certain(worst);
        }
        let scaled = self.least.scaled(self.whole_weight, self.known_weight);
        let likely = tier_of(scoring, scaled).unwrap_or(worst).clamp(best, worst);
        Outcome::Between { best, worst, likely }
    }
}

/// Returns the tier of a score: exact to the ten-thousandth, so 89.9999 is A and 90 is S (ruling 1).
pub(super) fn tier_of(scoring: &Scoring, score: Score) -> Option<Rank> {
    let finer = |edge: Option<Edge>| edge.map(|edge| Edge { at: edge.at * 100, ..edge });
    let holds =
        |band: &Span| Span { from: finer(band.from), to: finer(band.to) }.holds(score.in_ten_thousandths());
    scoring.bands.iter().position(holds).and_then(|place| u8::try_from(place).ok())
}

/// Returns the tier by bands: the first clause that is met, else the band of the value.
fn banded(
    case: &Case<'_>,
    clauses: &[(Rule<'_>, Option<Rank>)],
    value: Option<i64>,
    bands: &[Span],
) -> Outcome {
    let mut open: Vec<Rank> = Vec::new();
    for (when, tier) in clauses {
        match when.truth(case) {
            Truth::Met => return Outcome::of(*tier, open.into_iter()),
            Truth::Unknown => open.extend(*tier),
            Truth::Unmet => {}
        }
    }
    Outcome::of(value.and_then(|value| band_of(bands, value)), open.into_iter())
}

/// Returns the band that holds a value.
pub(super) fn band_of(bands: &[Span], value: i64) -> Option<Rank> {
    bands.iter().position(|band| band.holds(value)).and_then(|place| u8::try_from(place).ok())
}

/// Returns the first tier whose rule is met; earlier ones that are open could be it as well.
fn ruled(case: &Case<'_>, rules: &[Rule<'_>]) -> Outcome {
    let mut open: Vec<Rank> = Vec::new();
    for (place, rule) in rules.iter().enumerate() {
        let Ok(tier) = u8::try_from(place) else { break };
        match rule.truth(case) {
            Truth::Met => return Outcome::of(Some(tier), open.into_iter()),
            Truth::Unknown => open.push(tier),
            Truth::Unmet => {}
        }
    }
    Outcome::Undetermined
}
