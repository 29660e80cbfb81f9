//! What a user can do: commands become changes, the book becomes what the screens show.
//!
//! Pure: it never touches the browser. `ui` sends [`Command`]s to the [`Desk`] and draws its views;
//! `platform` puts the [`Change`](crate::book::Change) on disk in between.

mod backup;
mod command;
mod comparison;
mod customers;
mod desk;
mod draft;
mod failure;
mod history;
mod mapping;
mod preferences;
mod route;
mod sheets;
mod snapshot;
mod standing;
mod tiers;
mod today;
mod undo;
mod words;

pub use backup::Backup;
pub use command::{Command, Refusal, propose};
pub use comparison::{Difference, compare};
pub use customers::{Column, CustomersFilter, TierFilter, customers};
pub use desk::Desk;
pub use draft::{
    ActionDraft, ContactDraft, CustomerDraft, Field, FieldProblem, InteractionDraft, OrderDraft, PersonDraft,
    Problem,
};
pub use failure::Failure;
pub use history::{Alteration, FieldLine, HistoryPart, alterations, customer_of};
pub use mapping::SavedMapping;
pub use preferences::{Preferences, Theme};
pub use route::Route;
pub use sheets::{List, cards, events, exported, failed_rows, fill, sheet};
pub use snapshot::{Snapshot, SnapshotReason, is_snapshot_due, outlived};
pub use standing::Standing;
pub use tiers::{TierShare, distribution};
pub use today::{Due, TodayCounts, TodayFilter, TodayGroup, today};
pub use undo::{building_on, concerns, taken_back};
pub use words::{
    book_file_problem, change_label, failure, fate, layout, obligation_when, origin, problem, refusal,
    row_note, row_problem, table_problem, unit_value, why_tier,
};
