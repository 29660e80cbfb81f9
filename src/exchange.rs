//! Into the book and out of it: files as bytes, pure and testable natively.
//!
//! [`write`] and [`read`] are the JSON book; what is read comes as the chunks that a browser stores.
//! [`read_table`] makes a [`Table`] of a CSV file, and [`plan`] says what each row would do. Nothing
//! here touches the book: a file becomes chunks, or one change that somebody else applies.

mod book_file;
mod import;
mod layout;
mod table;
mod values;

pub use book_file::{BookFile, BookFileProblem, read, write};
pub use import::{Fate, ImportOptions, Plan, PlannedRow, Reason, RowNote, RowProblem, plan};
pub use layout::{Column, Field, Layout};
pub use table::{Encoding, MAX_TABLE_BYTES, MAX_TABLE_ROWS, Table, TableProblem, TableRow, read_table};
pub use values::{partial_date, tags};
