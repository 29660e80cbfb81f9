//! Lists of the book: which columns there are, how a list is arranged, what stands in it, and edits of many at once.

mod bulk;
mod column;
mod copying;
mod record_bulk;
mod records;
mod row;
mod table;
mod tier_filter;
mod view;

pub use bulk::{BulkEdit, BulkPreview, bulk_preview, bulk_sort_name};
pub use column::{Column, Fixed, columns};
pub use copying::copied_cell;
pub use record_bulk::RecordEdit;
pub use records::{
    RecordCondition, RecordFilter, RecordGroup, RecordLine, RecordLines, RecordOperator, RecordRow,
    RecordTable, RecordTest, RecordView, RecordViews, cell_plain, cell_text,
};
pub use row::Row;
pub use table::{CustomerTable, GroupLine, Line, Lines, Quick};
pub use tier_filter::TierFilter;
pub use view::{SavedView, SortKey, View, saved_views, with_views};

pub(super) use bulk::edited;
