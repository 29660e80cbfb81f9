//! The one vocabulary of metrics: what is known of a customer on a day, and from where.
//!
//! Scores, rules, filters, columns and reviews all read these. Unknown is `None`, never zero.

mod compute;
mod fact;
mod metric;

pub use compute::Facts;
pub use fact::{Fact, Origin};
pub use metric::{Metric, Unit};
