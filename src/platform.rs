//! What only a browser has, behind small functions. It never reaches into the screen.
//!
//! [`store`] keeps the book, [`prefs`] what may be lost, [`worker`] reads heavy files away from the
//! page. The rest hands clock, randomness and files to the pure rooms, which have none of their own.

pub mod ahead;
pub mod backup_folder;
mod channel;
pub mod clock;
pub mod env;
pub mod files;
mod folder;
mod idb;
mod lock;
pub mod notify;
pub mod panic;
pub mod prefs;
pub mod random;
pub mod storage;
pub mod store;
pub mod trace;
mod turnstile;
pub mod worker;
