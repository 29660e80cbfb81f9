//! The one vocabulary of metrics: what is known of a customer on a day, and from where.
//!
//! Scores, rules, filters, columns and reviews all read these. Unknown is `None`, never zero.

mod compute;
mod descriptor;
mod fact;
mod figure;
mod horizon;
mod interactions;
mod measure;
mod metric;
mod value;
mod voice;

pub use compute::Facts;
pub use descriptor::{Descriptor, Wording};
pub use fact::{Fact, Origin};
pub use figure::Figure;
pub use horizon::Horizon;
pub use measure::{FieldId, Measure};
pub use metric::{Basis, Metric, Reach, Unit, WordList};
pub use value::{day_number, numbered_day};
