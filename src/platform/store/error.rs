//! What can go wrong between the book and the disk, in kinds that the screen has words for.

use thiserror::Error;

use crate::app::Failure;
use crate::platform::idb::{Fault, OpenFault};
use crate::seal::SealError;

/// Why the store could not do what was asked. Nothing on the disk has changed then.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum StoreError {
    /// This browser keeps nothing here: no IndexedDB, a private window, or storage denied.
    #[error("storage is not available: {0}")]
    Unavailable(String),
    /// There is no room left.
    #[error("there is no room left")]
    Quota,
    /// The connection was closed: site data cleared, or a newer version of the app in another tab.
    #[error("the connection to the book was closed")]
    Closed,
    /// The book was written by a newer version of the app.
    #[error("the book was written by a newer version")]
    Newer,
    /// Another tab with an older version keeps the book from being opened.
    #[error("another tab keeps the book from being opened")]
    Blocked,
    /// Another tab does the writing.
    #[error("another tab does the writing")]
    ReadOnly,
    /// Another tab has written since; the book must be read again.
    #[error("another tab has written since; the book must be read again")]
    Outdated,
    /// There is a book already where a new one was to begin.
    #[error("there is a book already")]
    Occupied,
    /// The bytes of a file that is attached are neither here nor given.
    #[error("the bytes of an attachment are missing")]
    NoContent,
    /// What is stored is locked, and its passphrase is needed.
    #[error("a passphrase is needed")]
    Locked,
    /// The passphrase is not the right one.
    #[error("the passphrase is not the right one")]
    WrongPassphrase,
    /// What is stored is not whole; the reason is for a report.
    #[error("the stored book is damaged: {0}")]
    Damaged(String),
    /// Anything else; the text is the browser's.
    #[error("storing failed: {0}")]
    Failed(String),
}

impl StoreError {
    pub(super) fn gone() -> Self {
        Self::Damaged(Failure::GONE.to_owned())
    }

    /// Returns what it means that reading failed so: a database that the browser cannot read is damaged.
    pub(super) fn unreadable(self) -> Self {
        match self {
            Self::Failed(words) => Self::Damaged(words),
            other => other,
        }
    }
}

impl From<Fault> for StoreError {
    fn from(Fault { name, message }: Fault) -> Self {
        match name.as_str() {
            "QuotaExceededError" => Self::Quota,
            "VersionError" => Self::Newer,
            "SecurityError" => Self::Unavailable(message),
            // Of a transaction that could not begin: the connection is closed or closing.
            "InvalidStateError" => Self::Closed,
            "NotFoundError" | Fault::SEALED => Self::Damaged(message),
            _ => Self::Failed(format!("{name}: {message}")),
        }
    }
}

impl From<SealError> for StoreError {
    fn from(error: SealError) -> Self {
        match error {
            SealError::WrongPassphrase => Self::WrongPassphrase,
            SealError::Newer => Self::Newer,
            SealError::Damaged => Self::Damaged(error.to_string()),
        }
    }
}

impl From<OpenFault> for StoreError {
    fn from(fault: OpenFault) -> Self {
        match fault {
            OpenFault::Missing => Self::Unavailable("no IndexedDB".to_owned()),
            OpenFault::Blocked => Self::Blocked,
            // Firefox's private windows once refused to open with this name.
            OpenFault::Fault(Fault { name, message }) if name == "InvalidStateError" => {
                Self::Unavailable(message)
            }
            OpenFault::Fault(fault) => fault.into(),
        }
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Unavailable(_) => Self::Unavailable,
            StoreError::Quota => Self::Quota,
            StoreError::Closed => Self::Closed,
            StoreError::Newer => Self::Newer,
            StoreError::ReadOnly => Self::ReadOnly,
            StoreError::Outdated | StoreError::Occupied => Self::Conflict,
            StoreError::NoContent => Self::NoContent,
            StoreError::Damaged(reason) => Self::Damaged(reason),
            StoreError::Locked => Self::Locked,
            StoreError::WrongPassphrase => Self::WrongPassphrase,
            StoreError::Blocked => Self::Other(error.to_string()),
            StoreError::Failed(words) => Self::Other(words),
        }
    }
}
