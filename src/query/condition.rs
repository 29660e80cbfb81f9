//! Conditions over facts: a test of one measure, or all, any or none of several. Rules of a policy and
//! filters of a list are made of the same.
//!
//! They are judged three-valued: what is not known is neither met nor unmet, and names what is missing.

use serde::{Deserialize, Serialize};

use super::{Test, TextTest};
use crate::facts::{Descriptor, Fact, Measure};

/// Something that is so or not so of a customer, or not known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// Every one of them; met where there are none.
    All(Vec<Condition>),
    /// At least one of them; not met where there are none.
    Any(Vec<Condition>),
    /// The opposite.
    Not(Box<Condition>),
    /// A measure against a value.
    Is(Test),
    /// A text against words.
    Says(TextTest),
    /// A tier of another scheme.
    InTier(InTier),
}

/// Whether a customer is in one of several tiers of another scheme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InTier {
    /// The other scheme's id.
    pub scheme: String,
    /// The ids of the tiers that meet it.
    pub tiers: Vec<String>,
}

/// What a condition comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Truth {
    /// It is met.
    Met,
    /// It is not met.
    Unmet,
    /// What is known does not tell.
    Unknown,
}

/// What a condition can ask of a customer.
pub trait Known {
    /// Returns a measure's value, if it is known.
    fn fact(&self, measure: Measure) -> Option<Fact>;
    /// Tells whether the customer is in one of some tiers of another scheme.
    fn in_tier(&self, asked: &InTier) -> Truth;
    /// Calls `visit` for each text that the customer is described by; none where it is not known.
    fn texts(&self, about: Descriptor, visit: &mut dyn FnMut(&str));
}

/// Something that is missing to judge a condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Missing {
    /// A measure's value.
    Measure(Measure),
    /// A text.
    Text(Descriptor),
    /// The bound that the measure is held against: the user has not set it yet (ruling 13).
    Bound(Measure),
    /// The words that a text is held against: the user has not set them yet.
    Words(Descriptor),
    /// The tier in another scheme, by its id.
    Scheme(String),
}

impl Truth {
    pub(super) fn of(met: bool) -> Self {
        if met { Self::Met } else { Self::Unmet }
    }

    /// Returns the opposite; unknown stays unknown.
    #[must_use]
    pub fn negated(self) -> Self {
        match self {
            Self::Met => Self::Unmet,
            Self::Unmet => Self::Met,
            Self::Unknown => Self::Unknown,
        }
    }
}

impl Condition {
    /// Returns the condition that is always met.
    pub fn always() -> Self {
        Self::All(Vec::new())
    }

    /// Judges it by what is known.
    pub fn truth(&self, known: &dyn Known) -> Truth {
        match self {
            Self::All(parts) => Self::joined(parts, known, Truth::Unmet),
            Self::Any(parts) => Self::joined(parts, known, Truth::Met),
            Self::Not(part) => part.truth(known).negated(),
            Self::Is(test) => test.truth(known.fact(test.measure)),
            Self::Says(test) => test.truth(known),
            Self::InTier(asked) => known.in_tier(asked),
        }
    }

    /// All is decided by one that is unmet, any by one that is met.
    fn joined(parts: &[Self], known: &dyn Known, decides: Truth) -> Truth {
        let mut truth = decides.negated();
        for part in parts {
            match part.truth(known) {
                decided if decided == decides => return decides,
                Truth::Unknown => truth = Truth::Unknown,
                _ => {}
            }
        }
        truth
    }

    /// Returns what is missing to judge it, none twice; empty where it is judged.
    pub fn missing(&self, known: &dyn Known) -> Vec<Missing> {
        let mut found = Vec::new();
        self.collect_missing(known, &mut found);
        found
    }

    fn collect_missing(&self, known: &dyn Known, found: &mut Vec<Missing>) {
        if self.truth(known) != Truth::Unknown {
            return;
        }
        let missing = match self {
            Self::All(parts) | Self::Any(parts) => {
                parts.iter().for_each(|part| part.collect_missing(known, found));
                return;
            }
            Self::Not(part) => return part.collect_missing(known, found),
            Self::Is(test) if test.value.is_none() => Missing::Bound(test.measure),
            Self::Is(test) => Missing::Measure(test.measure),
            Self::Says(test) if !test.is_complete() => Missing::Words(test.about),
            Self::Says(test) => Missing::Text(test.about),
            Self::InTier(asked) => Missing::Scheme(asked.scheme.clone()),
        };
        if !found.contains(&missing) {
            found.push(missing);
        }
    }

    /// Calls `visit` for every test in it.
    pub fn tests<'a>(&'a self, visit: &mut dyn FnMut(&'a Test)) {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().for_each(|part| part.tests(visit)),
            Self::Not(part) => part.tests(visit),
            Self::Is(test) => visit(test),
            Self::Says(_) | Self::InTier(_) => {}
        }
    }

    /// Calls `visit` for every test of a text in it.
    pub fn text_tests<'a>(&'a self, visit: &mut dyn FnMut(&'a TextTest)) {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().for_each(|part| part.text_tests(visit)),
            Self::Not(part) => part.text_tests(visit),
            Self::Says(test) => visit(test),
            Self::Is(_) | Self::InTier(_) => {}
        }
    }

    /// Calls `visit` for every other scheme that it names.
    pub fn schemes<'a>(&'a self, visit: &mut dyn FnMut(&'a InTier)) {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().for_each(|part| part.schemes(visit)),
            Self::Not(part) => part.schemes(visit),
            Self::Is(_) | Self::Says(_) => {}
            Self::InTier(asked) => visit(asked),
        }
    }

    /// Returns how deep conditions lie in conditions; a single test is 1.
    pub fn depth(&self) -> usize {
        match self {
            Self::All(parts) | Self::Any(parts) => 1 + parts.iter().map(Self::depth).max().unwrap_or(0),
            Self::Not(part) => 1 + part.depth(),
            Self::Is(_) | Self::Says(_) | Self::InTier(_) => 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::facts::{Metric, Origin};
    use crate::query::Operator;

    /// What is known: referrals as given, nothing else.
    struct Referrals(Option<i64>);

    impl Known for Referrals {
        fn fact(&self, measure: Measure) -> Option<Fact> {
            let value = self.0.filter(|_| measure == Metric::Referrals.into())?;
            Some(Fact { value, as_of: None, origin: Origin::Stated(None) })
        }

        fn in_tier(&self, _: &InTier) -> Truth {
            Truth::Unknown
        }

        fn texts(&self, _: Descriptor, _: &mut dyn FnMut(&str)) {}
    }

    fn at_least(metric: Metric, value: i64) -> Condition {
        Condition::Is(Test { measure: metric.into(), operator: Operator::AtLeast, value: Some(value) })
    }

    #[test]
    fn what_is_not_known_is_neither_met_nor_unmet_and_is_named() {
        let known = Referrals(Some(3));
        let (met, unmet) = (at_least(Metric::Referrals, 3), at_least(Metric::Referrals, 4));
        let unknown = at_least(Metric::Nps, 9);
        for (condition, truth) in [
            (Condition::All(vec![met.clone(), unmet.clone()]), Truth::Unmet),
            (Condition::All(vec![met.clone(), unknown.clone()]), Truth::Unknown),
            (Condition::All(vec![unknown.clone(), unmet.clone()]), Truth::Unmet),
            (Condition::Any(vec![unknown.clone(), met.clone()]), Truth::Met),
            (Condition::Any(vec![unknown.clone(), unmet.clone()]), Truth::Unknown),
            (Condition::Not(Box::new(unknown.clone())), Truth::Unknown),
            (Condition::Not(Box::new(met)), Truth::Unmet),
            (Condition::always(), Truth::Met),
            (Condition::Any(Vec::new()), Truth::Unmet),
        ] {
            assert_eq!(condition.truth(&known), truth, "{condition:?}");
        }
        let missing = Condition::Any(vec![unmet, unknown.clone(), unknown]).missing(&known);
        assert_eq!(missing, [Missing::Measure(Metric::Nps.into())]);
    }

    #[test]
    fn a_bound_that_is_not_set_is_missing_itself() {
        let unset = Condition::Is(Test {
            measure: Metric::Referrals.into(),
            operator: Operator::AtLeast,
            value: None,
        });
        assert_eq!(unset.missing(&Referrals(Some(3))), [Missing::Bound(Metric::Referrals.into())]);
    }

    fn any_condition() -> impl Strategy<Value = Condition> {
        let leaf = prop_oneof![
            (0i64..6).prop_map(|bound| at_least(Metric::Referrals, bound)),
            Just(at_least(Metric::Nps, 1)),
        ];
        leaf.prop_recursive(4, 24, 3, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..3).prop_map(Condition::All),
                prop::collection::vec(inner.clone(), 0..3).prop_map(Condition::Any),
                inner.prop_map(|part| Condition::Not(Box::new(part))),
            ]
        })
    }

    proptest! {
        #[test]
        fn it_is_judged_or_names_what_is_missing(condition in any_condition(), value in prop::option::of(0i64..6)) {
            let known = Referrals(value);
            let is_open = condition.truth(&known) == Truth::Unknown;
            prop_assert_eq!(is_open, !condition.missing(&known).is_empty());
        }

        #[test]
        fn learning_a_value_never_turns_what_was_decided(condition in any_condition(), value in 0i64..6) {
            let before = condition.truth(&Referrals(None));
            if before != Truth::Unknown {
                prop_assert_eq!(condition.truth(&Referrals(Some(value))), before);
            }
        }

        #[test]
        fn it_reads_back(condition in any_condition()) {
            let text = serde_json::to_string(&condition).unwrap();
            prop_assert_eq!(serde_json::from_str::<Condition>(&text).unwrap(), condition);
        }
    }
}
