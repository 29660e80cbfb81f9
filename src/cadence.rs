//! Who has to be contacted how, by when, and what is too much. Pure functions of (customer,
//! interactions, policy, day).

mod arranged;
mod cap;
mod clock;
mod conflict;
mod level;
mod obligation;

pub use cap::CapUse;
pub use conflict::{Conflict, conflicts};
pub use level::{Job, level};
pub use obligation::{Debtor, Obligation, State, Window, obligations, rule_name};
