//! The shared components: what every page is built from.
//!
//! They know how things look and how they are operated, and nothing of customers, tiers or rules. Text
//! comes in through properties; the few words of their own come from [`crate::text::Language`].

mod button;
mod check_field;
mod dialog;
mod empty_state;
mod field;
mod file_drop;
mod fold;
mod icon;
pub mod keys;
mod language;
mod rating;
mod row_watch;
mod segmented;
mod select_field;
mod text_area;
mod text_field;
mod tier_badge;
mod toasts;
mod virtual_rows;
mod window_bar;

pub use button::{Button, ButtonKind};
pub use check_field::CheckField;
pub use dialog::Dialog;
pub use empty_state::EmptyState;
pub use field::unique_id;
pub use file_drop::FileDrop;
pub use fold::Fold;
pub use icon::{Glyph, Icon};
pub use language::{provide_language, use_language};
pub use rating::Rating;
pub use segmented::Segmented;
pub use select_field::SelectField;
pub use text_area::TextArea;
pub use text_field::{FieldKind, TextField};
pub use tier_badge::{TierBadge, TierLook, TierMark};
pub use toasts::{Toast, ToastKind, Toasts};
pub use virtual_rows::{VirtualRows, tab_stop};
pub use window_bar::{WindowBar, WindowMark, WindowState};
