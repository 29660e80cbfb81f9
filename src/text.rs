//! Every word a user sees, in Chinese and English. A phrase that lacks one of them does not compile.

mod format;
mod labels;
mod language;
mod phrases;
mod schemes;

pub use language::Language;
