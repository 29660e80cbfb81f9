//! Into the book and out of it: files as bytes, pure and testable natively.
//!
//! [`write`] and [`read`] are the JSON book; what is read comes as the chunks that a browser stores.
//! [`read_table`] makes a [`Table`] of a CSV file, and [`plan`] says what each row would do. Nothing
//! here touches the book: a file becomes chunks, or one change that somebody else applies.

mod book_file;
mod calendar;
mod documents;
mod guard;
mod import;
mod layout;
mod lines;
mod outgoing;
pub mod request;
mod sheet;
mod sort;
mod table;
mod values;
mod vcard;
mod workbook;

pub use book_file::{BookFile, BookFileProblem, Gathering, Writing, read, write, write_with};
pub use calendar::{Event, write_calendar};
pub use documents::{Document, DocumentProblem, Documents, HEAD};
pub use import::{
    Batch, BatchPlan, Fate, ImportOptions, Plan, PlannedRow, Planning, Reason, RowChoice, RowNote,
    RowProblem, plan,
};
pub use layout::{Column, Field, Layout};
pub use outgoing::{FileForm, Outgoing, pack, write_file};
pub use sheet::{Cell, Sheet, SheetColumn, write_csv};
pub use sort::FileSort;
pub use table::{
    Block, Encoding, MAX_ARCHIVE_BYTES, MAX_TABLE_BYTES, MAX_TABLE_ROWS, Table, TableHead, TableProblem,
    TableRead, TableRow, read_table, read_text,
};
pub use values::{birthday, partial_date, tags};
pub use vcard::{Card, CardVersion, write_cards};
pub use workbook::{
    Archive, book_in_archive, is_workbook, one_of_many, read_archive, read_workbook, write_workbook,
};
