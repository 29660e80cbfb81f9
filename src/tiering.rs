//! From facts to a tier, with its reasons. Pure functions of (facts, policy).

mod score;

pub use score::{Assignment, Outcome, Part, Score};
