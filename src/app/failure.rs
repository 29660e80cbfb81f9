//! What can go wrong with the disk, as the screen has to tell it.

use serde::{Deserialize, Serialize};

/// Why something could not be kept or read on this device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Failure {
    /// The browser keeps no data for this page: a private window, or storage is blocked.
    Unavailable,
    /// There is no room left.
    Quota,
    /// The database was closed under the page: site data cleared, or another version opened it.
    Closed,
    /// The data was written by a newer version; it is not touched.
    Newer,
    /// Another tab writes this book, and only that one can do this.
    ReadOnly,
    /// The tab that writes this book did not answer.
    Unanswered,
    /// A passphrase is needed.
    Locked,
    /// The passphrase is not the right one.
    WrongPassphrase,
    /// What is stored is not whole.
    Damaged(String),
    /// The change did not fit the book as it is now.
    Conflict,
    /// The bytes of a file that is attached got lost on the way.
    NoContent,
    /// A part of the page could not be fetched.
    PartMissing,
    /// Anything else, in the browser's words.
    Other(String),
}

impl Failure {
    /// The reason of [`Failure::Damaged`] when nothing at all is left of a book that was here.
    pub const GONE: &'static str = "gone";
}
