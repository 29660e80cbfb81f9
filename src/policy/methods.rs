//! The other three methods: bands of one measure, a share of the sum of all, a condition for each tier.

use super::Span;
use super::plain::plain;
use crate::facts::Measure;
use crate::query::Condition;

plain! {
    /// Bands of one measure, with clauses that go before (A1.3–A1.5, ruling 3).
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Banding {
        required {
            /// What is measured.
            measure: Measure,
            /// One stretch of values for each tier, in the measure's unit.
            bands: Vec<Span>,
        }
        optional {
            /// Clauses that decide whatever the value: the first that is met counts.
            clauses: Vec<Clause>,
        }
    }
}

plain! {
    /// A tier whatever the value, where a condition is met.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Clause {
        required {
            /// Its stable id; those of the handbooks have words in every language.
            id: String,
            /// When it decides.
            when: Condition,
            /// The id of the tier it leads to.
            tier: String,
        }
        optional {
            /// The user's own name for it; empty for the words of its id.
            name: String,
        }
    }
}

plain! {
    /// Classes by the share of the sum of all customers that the larger ones have already reached (A2.14, A2.15).
    ///
    /// A customer belongs to the first tier whose cut the customers with strictly larger values have not
    /// reached together. So the customer that crosses a line still belongs above it, and customers of one
    /// value are never torn apart.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Sharing {
        required {
            /// What is summed.
            measure: Measure,
            /// The cut behind each tier but the last, rising, in hundredths of a percent: 8,000 is 80 %.
            cuts: Vec<u32>,
        }
    }
}

plain! {
    /// A condition for each tier (ruling 4).
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Ruling {
        required {
            /// When a customer belongs to each tier, in their order; the first that is met is the primary one.
            rules: Vec<Condition>,
        }
        optional {
            /// Whether a customer may bear several labels at once; if not, a second rule that is met is a
            /// contradiction.
            several: bool,
        }
    }
}
