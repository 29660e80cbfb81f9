//! Finding: which customers a typed word means.

mod search;

pub use search::Needle;
