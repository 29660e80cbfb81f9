//! Who has to be contacted how, by when, and what is too much. Pure functions of (customer,
//! interactions, policy, day).

mod cap;
mod obligation;

pub use cap::CapUse;
pub use obligation::{Obligation, State, Window, obligations};
