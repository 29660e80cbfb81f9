//! Workbooks: every sheet in as a table, lists out as sheets. Only the worker reaches this.

mod archive;
mod limits;
mod read;
mod write;

pub use archive::{Archive, book_in_archive, one_of_many, read_archive};
pub use read::{is_workbook, read_workbook};
pub(super) use write::WorkbookWriting;
pub use write::write_workbook;
