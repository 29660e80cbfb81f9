//! The screen: reads view models, sends commands, holds no rules.
//!
//! Only [`boot`] reaches the browser's own services; everything else sees a [`session::Session`].

pub mod boot;
pub mod components;
mod errands;
mod forms;
mod live;
mod marks;
mod pages;
pub mod parts;
pub mod session;
mod shell;
