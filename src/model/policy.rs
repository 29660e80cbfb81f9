//! Versions of the policy: what decides tiers and cadences, and from which day (A2.30).

use super::record::record;
use super::{Day, Instant, Kind, PersonId, PolicyId};

record! {
    /// One version of the policy. A book without any follows the handbooks' own.
    pub struct PolicyVersion(Kind::Policy, PolicyId) {
        required {
            /// Its number, rising.
            version: u32,
            /// The day from which it holds; of one day the highest number counts.
            from: Day,
            /// When it was applied.
            applied: Instant,
            /// The policy as it is written to a file.
            policy: serde_json::Value,
        }
        optional {
            /// What was changed and why.
            note: String,
            /// Who applied it.
            by: Option<PersonId>,
            /// Marks the policy of the sample, which one action removes.
            sample: bool,
        }
    }
}
