//! Edits of a draft of the policy that the editor offers: new schemes, copies, tiers, conditions.

use std::collections::BTreeMap;

use crate::book::Book;
use crate::facts::{Descriptor, Measure, Metric, Unit, day_number, numbered_day};
use crate::model::{Day, Money};
use crate::order;
use crate::policy::{
    Banding, Criterion, Dimension, Edge, Grading, Policy, Ruling, Scale, Scheme, Scoring, Sharing, Span,
    Step, Tier, WHOLE,
};
use crate::query::{Condition, Operator, Test, TextOperator, TextTest};

/// The four methods, as the editor offers them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum GradingSort {
    Score,
    Bands,
    Share,
    Rules,
}

impl GradingSort {
    /// Every method, in the order of the list.
    pub const ALL: [Self; 4] = [Self::Score, Self::Bands, Self::Share, Self::Rules];

    /// Returns its id in a list.
    pub fn id(self) -> &'static str {
        match self {
            Self::Score => "score",
            Self::Bands => "bands",
            Self::Share => "share",
            Self::Rules => "rules",
        }
    }
}

/// Returns a new scheme of a method with two tiers, named by the user, without a fault.
pub fn new_scheme(policy: &Policy, sort: GradingSort, name: &str, tiers: [&str; 2]) -> Scheme {
    let half = |included| Some(Edge { at: 5_000, included });
    let bands = || vec![Span { from: half(true), to: None }, Span { from: None, to: half(false) }];
    let grading = match sort {
        GradingSort::Score => Grading::Score(Scoring {
            dimensions: vec![Dimension {
                id: "dimension_1".to_owned(),
                name: name.to_owned(),
                criteria: vec![Criterion {
                    measure: Metric::NeedFit.into(),
                    weight: WHOLE,
                    scale: Scale {
                        steps: (1..=5)
                            .map(|points| Step { from: points, points: points as u32 * 20 })
                            .collect(),
                    },
                }],
            }],
            bands: bands(),
        }),
        GradingSort::Bands => Grading::Bands(Banding {
            measure: Metric::OrdersIn12Months.into(),
            bands: vec![
                Span { from: Some(Edge { at: 4, included: true }), to: None },
                Span { from: None, to: Some(Edge { at: 4, included: false }) },
            ],
            clauses: Vec::new(),
        }),
        GradingSort::Share => {
            Grading::Share(Sharing { measure: Metric::AmountIn12Months.into(), cuts: vec![8_000] })
        }
        GradingSort::Rules => Grading::Rules(Ruling {
            rules: vec![new_condition(), Condition::Not(Box::new(new_condition()))],
            several: false,
        }),
    };
    let tiers = tiers.into_iter().enumerate().map(|(place, name)| Tier {
        id: format!("tier_{}", place + 1),
        name: name.to_owned(),
        ..Tier::default()
    });
    Scheme {
        id: free_id(policy, "scheme"),
        name: name.to_owned(),
        disabled: false,
        tiers: tiers.collect(),
        grading,
        hold: None,
    }
}

/// Returns a copy of a scheme under a new id; `tier_name` gives its tiers the names they are shown by.
pub fn copy_of(policy: &Policy, scheme: &Scheme, name: String, tier_name: impl Fn(u8) -> String) -> Scheme {
    let mut copy = Scheme { id: free_id(policy, "scheme"), name, ..scheme.clone() };
    for (tier, rank) in copy.tiers.iter_mut().zip(0..) {
        tier.name = tier_name(rank);
    }
    copy
}

/// Adds a tier below the others, with a rule or a stretch of values of its own, without a fault.
pub fn add_tier(scheme: &mut Scheme, name: &str) {
    let mut number = scheme.tiers.len() + 1;
    while scheme.tier_place(&format!("tier_{number}")).is_some() {
        number += 1;
    }
    scheme.tiers.push(Tier { id: format!("tier_{number}"), name: name.to_owned(), ..Tier::default() });
    match &mut scheme.grading {
        Grading::Score(scoring) => split_last(&mut scoring.bands),
        Grading::Bands(banding) => split_last(&mut banding.bands),
        Grading::Share(sharing) => {
            let last = sharing.cuts.last().copied().unwrap_or(0);
            sharing.cuts.push(last + (WHOLE - last) / 2);
        }
        Grading::Rules(ruling) => ruling.rules.push(new_condition()),
    }
}

/// The last stretch gives its lower half away; below it there was no end.
fn split_last(bands: &mut Vec<Span>) {
    let Some(last) = bands.last_mut() else { return bands.push(Span::default()) };
    let at = last.to.map_or(0, |to| to.at / 2);
    last.from = Some(Edge { at, included: true });
    bands.push(Span { from: None, to: Some(Edge { at, included: false }) });
}

/// Removes a tier; the stretch of values above or below takes over its own.
pub fn remove_tier(scheme: &mut Scheme, place: usize) {
    if scheme.tiers.len() < 2 || place >= scheme.tiers.len() {
        return;
    }
    scheme.tiers.remove(place);
    match &mut scheme.grading {
        Grading::Score(scoring) => merge(&mut scoring.bands, place),
        Grading::Bands(banding) => merge(&mut banding.bands, place),
        Grading::Share(sharing) => {
            sharing.cuts.remove(place.min(sharing.cuts.len().saturating_sub(1)));
        }
        Grading::Rules(ruling) => {
            ruling.rules.remove(place);
        }
    }
}

fn merge(bands: &mut Vec<Span>, place: usize) {
    if place >= bands.len() {
        return;
    }
    let gone = bands.remove(place);
    if let Some(above) = place.checked_sub(1).and_then(|above| bands.get_mut(above)) {
        above.from = gone.from;
    } else if let Some(below) = bands.get_mut(place) {
        below.to = gone.to;
    }
}

/// Returns the condition that a new rule begins with.
pub fn new_condition() -> Condition {
    Condition::All(vec![new_test()])
}

/// Returns the test that a condition begins with.
pub fn new_test() -> Condition {
    let measure = Metric::OrdersIn12Months.into();
    Condition::Is(Test { measure, operator: Operator::AtLeast, value: Some(1) })
}

/// Returns what a test becomes when another fact is chosen for it, by its stored id; of the test before stays
/// what still makes sense. `None` where there is no such fact.
pub fn test_about(policy: &Policy, id: &str, before: &Condition) -> Option<Condition> {
    if let Some(about) = Descriptor::from_id(id).filter(|about| policy.has_text(*about)) {
        let (operator, words) = match before {
            Condition::Says(test) => (test.operator, test.words.clone()),
            _ => (TextOperator::Contains, Vec::new()),
        };
        return Some(Condition::Says(TextTest { about, operator, words }));
    }
    let measure = Measure::from_id(id)?;
    let unit = policy.unit(measure)?;
    let operators = Operator::of(unit);
    let kept = match before {
        Condition::Is(test) => Some(test.operator).filter(|operator| operators.contains(operator)),
        _ => None,
    };
    let operator = kept.or_else(|| operators.first().copied())?;
    Some(Condition::Is(Test { measure, operator, value: Some(if unit.holds(0) { 0 } else { 1 }) }))
}

/// Reads words with commas between, as people write them.
pub fn read_words(text: &str) -> Vec<String> {
    let words = text.split(['、', ',', '，', ';', '；']).map(str::trim).filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

/// Returns words that customers are described by, most frequent first: what a condition may be about. Of a large
/// book only the first customers are looked at.
pub fn words_in_use(book: &Book, day: Day, about: Descriptor) -> Vec<String> {
    const LOOKED_AT: usize = 5_000;
    const MOST: usize = 40;
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for customer in book.customers().iter().take(LOOKED_AT) {
        about.visit(book, customer, day, &mut |text| *counts.entry(text.to_owned()).or_default() += 1);
    }
    let mut words: Vec<(String, usize)> = counts.into_iter().collect();
    order::by_key(&mut words, |(_, count)| usize::MAX - count);
    words.into_iter().take(MOST).map(|(word, _)| word).collect()
}

/// Writes a value of a unit as a field shows it.
pub fn value_text(unit: Unit, value: i64) -> String {
    match unit {
        Unit::Fen => Money::fen(value).plain(),
        Unit::Day => numbered_day(value).to_string(),
        _ => value.to_string(),
    }
}

/// Reads a value of a unit as people write it; `None` where it does not fit.
pub fn read_value(unit: Unit, text: &str) -> Option<i64> {
    let text = text.trim();
    let value = match unit {
        Unit::Fen => Money::parse(text).ok()?.fen,
        Unit::Day => day_number(text.parse().ok()?),
        _ => text.trim_end_matches(['%', '％']).trim().parse().ok()?,
    };
    unit.holds(value).then_some(value)
}

/// Reads hundredths: of a percent, or of a point.
pub fn read_hundredths(text: &str) -> Option<i64> {
    Money::parse(text.trim().trim_end_matches(['%', '％'])).ok().map(|money| money.fen)
}

/// Writes hundredths.
pub fn hundredths_text(value: i64) -> String {
    Money::fen(value).plain()
}

fn free_id(policy: &Policy, stem: &str) -> String {
    let mut number = policy.schemes.len() + 1;
    while policy.scheme(&format!("{stem}_{number}")).is_some() {
        number += 1;
    }
    format!("{stem}_{number}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn new_schemes_copies_and_their_tiers_are_without_fault() {
        for sort in GradingSort::ALL {
            let mut policy = Policy::default();
            let scheme = new_scheme(&policy, sort, "门店", ["一", "二"]);
            policy.schemes.push(scheme);
            let place = policy.schemes.len() - 1;
            assert_eq!(policy.faults(), [], "{sort:?}");
            add_tier(&mut policy.schemes[place], "三");
            add_tier(&mut policy.schemes[place], "四");
            assert_eq!(policy.faults(), [], "{sort:?}");
            for gone in [0, 1, 1] {
                remove_tier(&mut policy.schemes[place], gone);
                assert_eq!(policy.faults(), [], "{sort:?}");
            }
            assert_eq!(policy.schemes[place].tiers.len(), 1);
        }
        let mut policy = Policy::default();
        for nth in 0..10 {
            let copy =
                copy_of(&policy, &policy.schemes[nth], format!("副本{nth}"), |rank| rank.to_string());
            policy.schemes.push(copy);
        }
        assert_eq!(policy.faults(), []);
    }

    #[test]
    fn values_read_back_as_they_are_written() {
        for (unit, value) in
            [(Unit::Fen, 12_345), (Unit::Rating, 4), (Unit::Day, 19_000), (Unit::Percent, -5)]
        {
            assert_eq!(read_value(unit, &value_text(unit, value)), Some(value));
        }
        assert_eq!(read_value(Unit::Fen, "50万"), Some(50_000_000));
        assert_eq!(read_hundredths("12.5%"), Some(1_250));
        assert_eq!(read_value(Unit::Rating, "7"), None);
    }
}
