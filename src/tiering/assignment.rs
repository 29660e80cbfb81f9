//! A tier with everything that led to it (D3).

use crate::facts::{Fact, Measure, Metric};
use crate::model::TierOverride;
use crate::policy::{Grading, Points, Scheme, Weight};
use crate::query::{Condition, InTier, Known, Missing, Test, TextTest, Truth};

use super::grade::{self, band_of};
use super::{Case, Outcome, Rank, Score};

/// A customer's tier in one scheme, with its reasons.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assignment {
    /// The scheme's place in the policy.
    pub scheme: usize,
    /// The tier.
    pub outcome: Outcome,
    /// The tier that the facts alone lead to, before a hold or a hand.
    pub computed: Outcome,
    /// The reasons of the computed tier.
    pub why: Why,
    /// The tier set by hand, if one holds.
    pub set: Option<TierOverride>,
    /// Whether the scheme's hold keeps the tier of some days ago.
    pub is_held: bool,
    /// What is missing to be certain, none twice.
    pub missing: Vec<Missing>,
    /// What does not go together.
    pub contradictions: Vec<Contradiction>,
}

/// The reasons, by method.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// Points on weighted criteria.
    Score(ScoreWhy),
    /// Bands of one measure.
    Bands(BandsWhy),
    /// A share of the sum of all.
    Share(ShareWhy),
    /// A rule for each tier.
    Rules(Vec<RuleWhy>),
    /// The scheme is switched off.
    Off,
}

/// A score with its parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScoreWhy {
    /// The score at the least.
    pub least: Score,
    /// The score at the most; the same when nothing is missing.
    pub most: Score,
    /// Every criterion's share.
    pub parts: Vec<Part>,
    /// The next better tier and how far the least score is from it, if there is a better one.
    pub next: Option<(Rank, Score)>,
    /// What would do to get there: the largest steps first, as few as reach it; empty where none do.
    pub ways: Vec<Raise>,
}

/// One criterion's share in a score.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The place of its dimension.
    pub dimension: usize,
    /// What was measured.
    pub measure: Measure,
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

/// A step up on one criterion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Raise {
    /// What would have to rise.
    pub measure: Measure,
    /// From what, if it is known.
    pub from: Option<i64>,
    /// To what.
    pub to: i64,
    /// What that adds.
    pub gain: Score,
}

/// Bands with their clauses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BandsWhy {
    /// What is measured.
    pub measure: Measure,
    /// What is known of it.
    pub fact: Option<Fact>,
    /// Every clause, in order.
    pub clauses: Vec<RuleWhy>,
    /// The place of the clause that decided, if one did.
    pub fired: Option<usize>,
    /// The tier of the value alone.
    pub band: Option<Rank>,
    /// The next better band and how much is missing to be in it.
    pub next: Option<(Rank, i64)>,
}

/// A place in the cumulative share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ShareWhy {
    /// What is summed.
    pub measure: Measure,
    /// What is known of it.
    pub fact: Option<Fact>,
    /// The share that strictly larger customers hold, in hundredths of a percent.
    pub above: Option<u32>,
    /// The next better tier and how much is missing to be in it, as things stand.
    pub next: Option<(Rank, i64)>,
}

/// A rule or clause, judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleWhy {
    /// The tier it leads to.
    pub tier: Rank,
    /// Whether it is met.
    pub truth: Truth,
    /// Every test in it with what it was held against.
    pub evidence: Vec<Evidence>,
}

/// One test with what was known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Evidence {
    /// A measure against a value; `wanted` is false below a "not".
    Test {
        /// The test.
        test: Test,
        /// What is known.
        fact: Option<Fact>,
        /// Whether it is met.
        truth: Truth,
        /// Whether the rule wants it met, or not met.
        wanted: bool,
    },
    /// A text against words.
    Says {
        /// The test.
        test: TextTest,
        /// What is written; empty where it is not known.
        texts: Vec<String>,
        /// Whether it is met.
        truth: Truth,
        /// Whether the rule wants it met, or not met.
        wanted: bool,
    },
    /// A tier of another scheme.
    InTier {
        /// What was asked.
        asked: InTier,
        /// Whether it is met.
        truth: Truth,
        /// Whether the rule wants it met, or not met.
        wanted: bool,
    },
}

/// Things that do not go together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Contradiction {
    /// A clause decided, and a later one that leads elsewhere is met as well (ruling 3).
    Clause {
        /// The clause that decided.
        fired: usize,
        /// The one that it overrides.
        also: usize,
    },
    /// Two rules of a scheme with one label are met at once.
    Rules(Rank, Rank),
    /// The records say one thing and a person stated another.
    Stated {
        /// Of what.
        metric: Metric,
        /// What the records say.
        recorded: i64,
        /// What was stated.
        stated: i64,
    },
    /// The stage says that nothing was bought yet, and there are orders.
    Stage,
}

impl Case<'_> {
    /// Returns the tier in every scheme with its reasons, by the schemes' places.
    pub fn assignments(&self) -> Vec<Assignment> {
        let schemes = self.yardstick.policy().schemes.iter().enumerate();
        schemes.map(|(place, scheme)| self.assignment(place, scheme)).collect()
    }

    /// Returns the tier in one scheme with its reasons.
    pub fn assignment(&self, place: usize, scheme: &Scheme) -> Assignment {
        let outcome = self.outcome(place);
        let set = self.set_by_hand(scheme).map(|(_, set)| set.clone()).filter(|_| !scheme.disabled);
        if scheme.disabled {
            let (why, missing, contradictions) = (Why::Off, Vec::new(), Vec::new());
            return Assignment {
                scheme: place,
                outcome,
                computed: outcome,
                why,
                set,
                is_held: false,
                missing,
                contradictions,
            };
        }
        let graded = self.yardstick.plan().schemes.get(place).and_then(Option::as_ref);
        let computed = graded.map_or(Outcome::Undetermined, |graded| grade::graded(self, place, graded));
        let is_held = set.is_none() && outcome != computed;
        let why = self.why(place, scheme);
        let missing = missing(self, &why, scheme);
        let contradictions = self.contradictions(scheme, &why);
        Assignment { scheme: place, outcome, computed, why, set, is_held, missing, contradictions }
    }

    fn why(&self, place: usize, scheme: &Scheme) -> Why {
        match &scheme.grading {
            Grading::Score(scoring) => Why::Score(self.score_why(scoring)),
            Grading::Bands(banding) => {
                let clauses: Vec<RuleWhy> = banding
                    .clauses
                    .iter()
                    .map(|clause| self.rule_why(rank(scheme.tier_place(&clause.tier)), &clause.when))
                    .collect();
                let fact = self.fact(banding.measure);
                let band = fact.and_then(|fact| band_of(&banding.bands, fact.value));
                let next = fact.zip(band).and_then(|(fact, band)| {
                    let better = band.checked_sub(1)?;
                    let edge = banding.bands.get(usize::from(better))?.from?;
                    Some((better, edge.at - fact.value + i64::from(!edge.included)))
                });
                let fired = clauses.iter().position(|clause| clause.truth == Truth::Met);
                Why::Bands(BandsWhy { measure: banding.measure, fact, clauses, fired, band, next })
            }
            Grading::Share(sharing) => {
                let (fact, population) = (self.fact(sharing.measure), self.yardstick.population());
                let above = fact.zip(population).and_then(|(fact, population)| {
                    let (total, above) = (
                        population.total(sharing.measure),
                        population.sum_above(sharing.measure, fact.value),
                    );
                    u32::try_from((above * 10_000).checked_div(total)?).ok()
                });
                let next = fact.zip(population).and_then(|(fact, population)| {
                    let better = population.share(place, fact.value)?.checked_sub(1)?;
                    let line = population.share_lines(place)?.get(usize::from(better))?;
                    (*line < i64::MAX).then_some((better, line - fact.value))
                });
                Why::Share(ShareWhy { measure: sharing.measure, fact, above, next })
            }
            Grading::Rules(ruling) => {
                let rules = ruling.rules.iter().enumerate();
                Why::Rules(rules.map(|(tier, when)| self.rule_why(rank(Some(tier)), when)).collect())
            }
        }
    }

    fn rule_why(&self, tier: Rank, when: &Condition) -> RuleWhy {
        let mut evidence = Vec::new();
        self.collect_evidence(when, true, &mut evidence);
        RuleWhy { tier, truth: when.truth(self), evidence }
    }

    fn collect_evidence(&self, condition: &Condition, wanted: bool, found: &mut Vec<Evidence>) {
        match condition {
            Condition::All(parts) | Condition::Any(parts) => {
                parts.iter().for_each(|part| self.collect_evidence(part, wanted, found));
            }
            Condition::Not(part) => self.collect_evidence(part, !wanted, found),
            Condition::Is(test) => {
                let fact = self.fact(test.measure);
                found.push(Evidence::Test { test: *test, fact, truth: test.truth(fact), wanted });
            }
            Condition::Says(test) => {
                let mut texts = Vec::new();
                self.texts(test.about, &mut |text| texts.push(text.to_owned()));
                found.push(Evidence::Says { test: test.clone(), texts, truth: test.truth(self), wanted });
            }
            Condition::InTier(asked) => {
                found.push(Evidence::InTier { asked: asked.clone(), truth: self.in_tier(asked), wanted });
            }
        }
    }

    fn contradictions(&self, scheme: &Scheme, why: &Why) -> Vec<Contradiction> {
        let mut found = Vec::new();
        match (why, &scheme.grading) {
            (Why::Bands(bands), _) => {
                if let Some((fired, clause)) =
                    bands.fired.and_then(|fired| Some((fired, bands.clauses.get(fired)?)))
                {
                    let later = bands.clauses.iter().enumerate().skip(fired + 1);
                    let also =
                        later.filter(|(_, other)| other.truth == Truth::Met && other.tier != clause.tier);
                    found.extend(also.map(|(also, _)| Contradiction::Clause { fired, also }));
                }
            }
            (Why::Rules(rules), Grading::Rules(ruling)) if !ruling.several => {
                let mut met = rules.iter().filter(|rule| rule.truth == Truth::Met);
                if let Some(first) = met.next() {
                    found.extend(met.map(|other| Contradiction::Rules(first.tier, other.tier)));
                }
            }
            _ => {}
        }
        let mut asks_for_orders = false;
        for metric in measures(scheme).into_iter().filter_map(Measure::metric) {
            asks_for_orders |= metric.basis() == crate::facts::Basis::Orders;
            if let Some((recorded, stated)) = self.facts().contradiction(metric) {
                found.push(Contradiction::Stated { metric, recorded: recorded.value, stated: stated.value });
            }
        }
        if asks_for_orders && self.facts().stage_is_behind() {
            found.push(Contradiction::Stage);
        }
        found
    }
}

impl Assignment {
    /// Returns every label that a customer bears at once, the primary first; of a scheme of rules only.
    pub fn labels(&self) -> Vec<Rank> {
        match &self.why {
            Why::Rules(rules) => {
                rules.iter().filter(|rule| rule.truth == Truth::Met).map(|rule| rule.tier).collect()
            }
            _ => self.outcome.tier().into_iter().collect(),
        }
    }
}

/// Returns every measure that a scheme asks for, none twice.
pub fn measures(scheme: &Scheme) -> Vec<Measure> {
    let mut found: Vec<Measure> = Vec::new();
    let mut add = |measure: Measure| {
        if !found.contains(&measure) {
            found.push(measure);
        }
    };
    match &scheme.grading {
        Grading::Score(scoring) => scoring.criteria().for_each(|(_, criterion)| add(criterion.measure)),
        Grading::Bands(banding) => add(banding.measure),
        Grading::Share(sharing) => add(sharing.measure),
        Grading::Rules(_) => {}
    }
    scheme.tests(&mut |test| add(test.measure));
    found
}

/// Returns what is missing to be certain: only what could change the tier.
fn missing(case: &Case<'_>, why: &Why, scheme: &Scheme) -> Vec<Missing> {
    let mut found: Vec<Missing> = Vec::new();
    let mut add = |missing: Missing| {
        if !found.contains(&missing) {
            found.push(missing);
        }
    };
    match why {
        Why::Score(score) => {
            let unknown = score.parts.iter().filter(|part| part.fact.is_none());
            unknown.for_each(|part| add(Missing::Measure(part.measure)));
        }
        Why::Bands(bands) => {
            let decided = bands.fired.unwrap_or(usize::MAX);
            if let Grading::Bands(banding) = &scheme.grading {
                for clause in banding.clauses.iter().take(decided) {
                    clause.when.missing(case).into_iter().for_each(&mut add);
                }
            }
            if bands.fired.is_none() && bands.fact.is_none() {
                add(Missing::Measure(bands.measure));
            }
        }
        Why::Share(share) if share.fact.is_none() => add(Missing::Measure(share.measure)),
        Why::Rules(_) => {
            if let Grading::Rules(ruling) = &scheme.grading {
                for rule in ruling.rules.iter().take_while(|rule| rule.truth(case) != Truth::Met) {
                    rule.missing(case).into_iter().for_each(&mut add);
                }
            }
        }
        Why::Share(_) | Why::Off => {}
    }
    found
}

fn rank(place: Option<usize>) -> Rank {
    place.and_then(|place| u8::try_from(place).ok()).unwrap_or(u8::MAX)
}
