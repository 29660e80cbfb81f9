//! The phrases, by the part of the screen that they stand on.

mod cadence;
mod components;
mod exchange;
mod files;
mod forms;
mod frame;
mod lists;
mod lock;
mod pages;
mod palette;
mod plans;
mod profile;
mod records;
mod rights;
mod tiers;
mod work;
