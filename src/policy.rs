//! Schemes, cadences and caps as data with a version, and the default policy from the handbooks.
//!
//! A policy says what should be; it computes nothing. `tiering` and `cadence` apply it.

mod cadence;
mod cap;
mod default;
mod score;

pub use cadence::{Cadence, Content, Method, ReviewRhythm, Rule, RuleId, Schedule, Window};
pub use cap::{Cap, CapPeriod, CapScope};
pub use score::{Band, Criterion, Dimension, DimensionId, Points, Scale, ScoreScheme, Step, Tier, Weight};

/// Everything that decides tiers and obligations, versioned together (A2.30).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    /// The version; 1 is the handbooks' own.
    pub version: u32,
    /// The weighted score scheme (A0.11–A0.18).
    pub score: ScoreScheme,
    /// What each tier is owed (A0.19–A0.22).
    pub cadences: Vec<Cadence>,
    /// What is too much for a tier (A0.23).
    pub caps: Vec<Cap>,
    /// Days until a customer who was never contacted is due for the first time.
    pub first_contact_days: i64,
    /// The tier whose cadence serves a customer with no known input at all.
    pub tier_if_undetermined: Tier,
    /// When a backup is overdue.
    pub backup: BackupRule,
}

/// When a backup is overdue, whichever comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BackupRule {
    /// Days since the last one.
    pub days: i64,
    /// Changes since the last one.
    pub changes: u64,
}

impl Policy {
    /// Returns what a tier is owed.
    pub fn cadence(&self, tier: Tier) -> Option<&Cadence> {
        self.cadences.iter().find(|cadence| cadence.tier == tier)
    }

    /// Returns a rule by its id.
    pub fn rule(&self, id: RuleId) -> Option<&Rule> {
        self.cadences.iter().flat_map(|cadence| &cadence.rules).find(|rule| rule.id == id)
    }

    /// Returns the caps of a tier.
    pub fn caps_of(&self, tier: Tier) -> impl Iterator<Item = &Cap> {
        self.caps.iter().filter(move |cap| cap.tier == tier)
    }
}
