//! Into the book and out of it: files as bytes, pure and testable natively.
//!
//! [`write`] and [`read`] are the JSON book, made of the same [`Chunk`]s that a browser stores.
//! [`read_table`] makes a [`Table`] of a CSV file, and [`plan`] says what each row would do. Nothing
//! here touches the book: a file becomes chunks, or one change that somebody else applies.

mod book_file;
mod chunk;
mod guard;
mod import;
mod layout;
mod sheet;
mod table;
mod values;

pub use book_file::{BookFile, BookFileProblem, read, write};
pub use chunk::{Chunk, ChunkProblem, cut, records};
pub use import::{Fate, ImportOptions, Plan, PlannedRow, Planning, Reason, RowNote, RowProblem, plan};
pub use layout::{Column, Field, Layout};
pub use sheet::{Cell, Sheet, SheetColumn, write_csv};
pub use table::{Encoding, MAX_TABLE_BYTES, MAX_TABLE_ROWS, Table, TableProblem, TableRow, read_table};
pub use values::{partial_date, tags};
