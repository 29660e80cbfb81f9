//! Workbooks: every sheet in as a table, lists out as sheets. Only the worker reaches this.

mod limits;
mod read;
mod write;

pub use read::{is_workbook, read_workbook};
pub use write::write_workbook;
