//! Wellkept 常顾: a customer book that says who matters, when to talk to them next, and what was said.
//!
//! Start with [`model`] (what a book holds) and [`app`] (what a user can do). The rooms and who may
//! import whom are mapped in ARCHITECTURE.md and held by `tests/architecture.rs`.

pub mod app;
pub mod book;
pub mod cadence;
pub mod exchange;
pub mod facts;
pub mod listing;
pub mod model;
pub mod order;
pub mod policy;
pub mod query;
pub mod sample;
pub mod seal;
pub mod text;
pub mod tiering;

#[cfg(target_arch = "wasm32")]
pub mod platform;
#[cfg(target_arch = "wasm32")]
pub mod ui;
