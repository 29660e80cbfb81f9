//! Finding and judging: which customers a typed word means, and conditions over their facts.

mod condition;
mod pinyin;
mod search;
mod test;
mod text_test;

pub use condition::{Condition, InTier, Known, Missing, Truth};
pub use pinyin::Pinyin;
pub use search::{Entry, Index, Needle, fold};
pub use test::{Operator, Test};
pub use text_test::{TextOperator, TextTest};
