//! Lists of any records: sorting by several columns, grouping and totals.
//!
//! It knows no customer and no column: rows are numbers, and what is compared are [`Keys`], made once for
//! each column. What is not known comes last, whichever way a list is sorted.

mod groups;
mod keys;
mod totals;

pub use groups::{Group, groups};
pub use keys::{By, Keys, sort};
pub use totals::Total;
