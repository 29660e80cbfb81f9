//! The screen: reads view models, sends commands, holds no rules.
//!
//! Only [`boot`] reaches the browser's own services; everything else sees a [`session::Session`].

mod alterations;
mod book_file;
pub mod boot;
pub mod components;
mod dispatch;
mod files;
mod forms;
pub mod glance;
mod live;
mod locking;
mod marks;
mod pace;
mod pages;
pub mod parts;
mod requests;
pub mod services;
pub mod session;
mod shell;
