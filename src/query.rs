//! Finding and judging: which customers a typed word means, and conditions over their facts.

mod condition;
mod search;
mod test;

pub use condition::{Condition, InTier, Known, Missing, Truth};
pub use search::Needle;
pub use test::{Operator, Test};
