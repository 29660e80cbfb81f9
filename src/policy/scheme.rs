//! A scheme: its tiers, best first, and how customers are sorted into them by one of four methods.

use serde::{Deserialize, Serialize};

use super::plain::plain;
use super::{Banding, Cap, ReviewRhythm, Rule, Ruling, Scoring, Sharing};
use crate::model::vocabulary;
use crate::query::{Condition, InTier, Test};

plain! {
    /// A way of sorting customers into tiers.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Scheme {
        required {
            /// Its stable id; those of the handbooks' schemes have words in every language.
            id: String,
            /// Its tiers, best first.
            tiers: Vec<Tier>,
            /// How customers are sorted into them.
            grading: Grading,
        }
        optional {
            /// The user's own name for it; empty for the words of its id.
            name: String,
            /// Whether it is switched off: it then sorts nobody and governs nobody.
            disabled: bool,
            /// Whether a tier is held for a while when a value wavers around a bound; off unless set.
            hold: Option<Hold>,
        }
    }
}

plain! {
    /// A class of customers in a scheme, with what they are owed.
    #[derive(Debug, Clone, PartialEq, Eq, Default)]
    pub struct Tier {
        required {
            /// Its stable id within the scheme.
            id: String,
        }
        optional {
            /// The user's own name for it; empty for the words of its id.
            name: String,
            /// The user's own words on trait, principle and focus; empty for the handbook's.
            note: String,
            /// Rules of contact; each makes an obligation of its own where the scheme governs.
            rules: Vec<Rule>,
            /// How often the tier is reviewed.
            review: Option<ReviewRhythm>,
            /// What is too much.
            caps: Vec<Cap>,
            /// What else is owed to a customer of this tier (A2.10, A2.11).
            duties: Vec<Duty>,
            /// Days without a contact that counts before its customers go to the pool, 0 for never; the policy's
            /// figure if none. Matters only where the policy has a pool.
            reclaim_days: Option<u32>,
        }
    }
}

vocabulary! {
    /// What a class asks for beside contacts (A2.10, A2.11).
    pub enum Duty {
        /// 挖掘30~50个准客户
        Prospects = "prospects",
        /// 找出评标小组或关键人
        KeyPerson = "key_person",
        /// 找出休眠的真正原因
        DormantCause = "dormant_cause",
        /// 放弃前上交调查评估报告
        LeavingReport = "leaving_report",
    }
}

/// How a scheme sorts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Grading {
    /// Points on weighted criteria.
    Score(Scoring),
    /// Bands of one measure, with clauses that go before.
    Bands(Banding),
    /// A share of the sum of all customers.
    Share(Sharing),
    /// A condition for each tier.
    Rules(Ruling),
}

plain! {
    /// A tier is held while the value is within a margin of the bound it passed, if it was so some days ago.
    ///
    /// A function of the two days alone, so that a past day can be told again.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub struct Hold {
        required {
            /// For a score in hundredths of a point; for bands in hundredths of a percent of the bound.
            margin: u32,
            /// How many days back the tier is looked up.
            days: u32,
        }
    }
}

plain! {
    /// A stretch of values, one for each tier; open where an end is `None`.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    pub struct Span {
        optional {
            /// Where it begins.
            from: Option<Edge>,
            /// Where it ends.
            to: Option<Edge>,
        }
    }
}

plain! {
    /// An end of a stretch of values.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub struct Edge {
        required {
            /// The value; of a score in hundredths of a point.
            at: i64,
            /// Whether the value itself belongs to the stretch (ruling 2).
            included: bool,
        }
    }
}

impl Span {
    /// Tells whether a value lies in it.
    pub fn holds(&self, value: i64) -> bool {
        self.from.is_none_or(|edge| value > edge.at || edge.included && value == edge.at)
            && self.to.is_none_or(|edge| value < edge.at || edge.included && value == edge.at)
    }
}

impl Grading {
    /// Calls `visit` for every condition, with its place among the clauses or rules.
    pub fn conditions<'a>(&'a self, visit: &mut dyn FnMut(usize, &'a Condition)) {
        match self {
            Self::Score(_) | Self::Share(_) => {}
            Self::Bands(banding) => {
                banding.clauses.iter().enumerate().for_each(|(place, clause)| visit(place, &clause.when));
            }
            Self::Rules(ruling) => {
                ruling.rules.iter().enumerate().for_each(|(place, when)| visit(place, when));
            }
        }
    }
}

impl Scheme {
    /// Returns the place of the tier with that id.
    pub fn tier_place(&self, id: &str) -> Option<usize> {
        self.tiers.iter().position(|tier| tier.id == id)
    }

    /// Calls `visit` for every other scheme that it names.
    pub fn names<'a>(&'a self, visit: &mut dyn FnMut(&'a InTier)) {
        self.grading.conditions(&mut |_, condition| condition.schemes(visit));
    }

    /// Calls `visit` for every test in it.
    pub fn tests<'a>(&'a self, visit: &mut dyn FnMut(&'a Test)) {
        self.grading.conditions(&mut |_, condition| condition.tests(visit));
    }

    /// Tells whether a customer's tier depends on all the others: a share, or a place among them.
    pub fn needs_everyone(&self) -> bool {
        let mut needs = matches!(self.grading, Grading::Share(_));
        self.tests(&mut |test| {
            needs |= test.measure.metric().is_some_and(|metric| metric.ranked().is_some());
        });
        needs
    }
}
